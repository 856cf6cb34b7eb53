// probe-cxx: a whole plugin in C++17: the header, every macro, a descriptor that is constant data,
// a counted table and a layer of its own.
#include <cstring>
#include <glane/plugin.h>

namespace {

struct config {
	bool capitals;
	int64_t least;
	double factor;
	const char *word;
	int how;
	const char *of;
};
constexpr glane_option options[] = {
	GLANE_OPT_BOOL(config, capitals, "capitals", "no", "Only forms with a capital letter"),
	GLANE_OPT_INT(config, least, "least", "1", 1, 9, "Shortest form, in bytes"),
	GLANE_OPT_REAL(config, factor, "factor", "1", 0, 10, "What is multiplied"),
	GLANE_OPT_TEXT(config, word, "word", "", "A word that is left out"),
	GLANE_OPT_CHOICE(config, how, "how", "all", "all|odd", "Which tokens"),
	GLANE_OPT_REF(config, of, "of", "var:source", "var", "A variable"),
	GLANE_LAST
};

struct input { glane_scope token; const glane_sym *form; glane_str of; };
constexpr glane_need needs[] = {
	GLANE_NEED(input, token, "token"), GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, of, "@of"), GLANE_LAST };

struct marked { glane_span *span; glane_sym *form; double *weight; uint32_t *token; };
constexpr glane_column marked_columns[] = {
	GLANE_COLUMN(marked, form, "form", "Form"),
	GLANE_COLUMN(marked, weight, "weight", "Weight"),
	GLANE_COLUMN_ROW(marked, token, "token", "token", "Token"), GLANE_LAST };
constexpr glane_layer layers[] = {
	GLANE_LAYER(marked, "probe:cxx", GLANE_MAKES, marked_columns, "Tokens that were counted"),
	GLANE_LAST };

struct row {
	glane_sym form;
	int64_t tokens;
	double weight;
	int64_t passages, documents, speakers;
};
constexpr glane_column columns[] = {
	GLANE_COL_KEY(row, form, "form", "Form"),
	GLANE_COL_COUNT(row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_SUM(row, weight, "weight", "bytes", 1, "Weight"),
	GLANE_COL_PASSAGES(row, passages, "passages", "tokens", "Passages"),
	GLANE_COL_DOCUMENTS(row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers"), GLANE_LAST };
constexpr glane_table tables[] = {
	{ "forms", GLANE_COUNTED, columns, sizeof(row), "-tokens form", nullptr, nullptr, "Forms",
	        nullptr }, GLANE_LAST };

bool wanted(const config &c, glane_str s, uint32_t i)
{
	bool capital = s.n && s.p[0] >= 'A' && s.p[0] <= 'Z';
	return s.n >= static_cast<uint64_t>(c.least) && (!c.capitals || capital) &&
	        (c.how == 0 || i % 2) &&
	       (std::strlen(c.word) != s.n || std::memcmp(c.word, s.p, s.n));
}

int process(glane_ctx *ctx, const glane_doc *)
{
	const glane_host &h = *ctx->host;
	const config &c = *static_cast<const config *>(ctx->config);
	const input &in = *static_cast<const input *>(ctx->input);
	marked out;
	uint32_t n = 0;
	h.rows(ctx, 0, in.token.n, &out);
	for (uint32_t i = 0; i < in.token.n; i++) {
		const uint32_t at = in.token.row[i];
		const glane_str s = h.string(ctx, in.form[at]);
		if (!wanted(c, s, i))
			continue;
		out.span[n] = in.token.span[i];
		out.form[n] = in.form[at];
		out.weight[n] = c.factor * s.n;
		out.token[n++] = at;
		const row r = { in.form[at], 1, c.factor * s.n, 0, 0, 0 };
		h.count(ctx, 0, 1, &r, &in.token, &i);
	}
	h.seal(ctx, 0, n);
	return GLANE_OK;
}

constexpr glane_plugin describe()
{
	glane_plugin p = glane_head();
	p.name = "probe-cxx";
	p.version = "1";
	p.license = "MIT";
	p.summary = "Counts forms, in C++";
	p.options = options;
	p.needs = needs;
	p.layers = layers;
	p.tables = tables;
	p.config_size = sizeof(config);
	p.input_size = sizeof(input);
	p.process = process;
	return p;
}

}

GLANE_PLUGIN = describe();
