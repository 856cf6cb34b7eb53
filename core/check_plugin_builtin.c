/* check_plugin_builtin.c - small plugins inside glane on which check-plugin tries another one:
 * readers, a splitter of sentences and one of tokens, a table, and a writer that shows
 * everything. They are written against the public interface, like any plugin. */
#include <config.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "check_plugin.h"

static glane_str piece_of(const char *p, const char *end)
{
	return (glane_str){ p, (uint32_t)(end - p) };
}

/* ---- check-read: a file is a document; lines that begin with a marker are turns -------------- */

typedef struct {
	glane_span *span;
	glane_sym *speaker;
} turn;

static const glane_column turn_columns[] = {
	GLANE_COLUMN(turn, speaker, "speaker", "Speaker"),
	GLANE_LAST
};
static const glane_layer turn_layers[] = {
	GLANE_LAYER(turn, "turn", GLANE_MAY_MAKE, turn_columns, "Who speaks"),
	GLANE_LAST
};

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *p)
{
	const char *dot = strrchr(file->name, '.'), *slash = strrchr(file->name, '/');
	const char *name = slash ? slash + 1 : file->name;
	char room[256];
	snprintf(room, sizeof room, "%.*s", dot && dot > name ? (int)(dot - name)
	         : (int)strlen(name), name);
	ctx->host->plan_document(p, room, 0, file->size, glane_where_line(0, 1));
	return GLANE_OK;
}

/* The marker at the beginning of a line: its length, 0 for none. */
static uint32_t marker(const char *p, const char *end, const char **who)
{
	static const char *const names[] = { "Interviewer", "Respondent", "Second" };
	for (int i = 0; i < 3; i++) {
		size_t n = strlen(names[i]);
		if ((size_t)(end - p) > n + 2 && !memcmp(p, names[i], n) && p[n] == ':' &&
		    p[n + 1] == ' ') {
			*who = names[i];
			return (uint32_t)n + 2;
		}
	}
	return 0;
}

static int read_turns(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	const glane_host *h = ctx->host;
	glane_bytes b;
	uint32_t n = 0, room = 0, line = 1;
	turn out = { NULL, NULL };
	int e = h->file(ctx, item->file->path, &b);
	if (e)
		return e;
	const char *p = (const char *)b.p, *start = p, *end = p + b.n, *who;
	for (; p < end; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop + 1 : end;
		uint32_t skip_bytes = marker(p, stop, &who);
		const char *body = p + skip_bytes;
		uint32_t at = h->text(draft, piece_of(body, stop),
		                      glane_where_line((uint64_t)(body - start), line));
		if (skip_bytes) {
			if (n == room)
				h->rows(ctx, 0, room = room * 2 + 16, &out);
			h->speaker(draft, str_of(who), *who == 'I' ? GLANE_INTERVIEWER
			           : GLANE_RESPONDENT);
			out.speaker[n] = h->sym(ctx, who);
			out.span[n++] = (glane_span){ at,
			        at + (uint32_t)(stop - body) - (stop[-1] == '\n') };
		}
		p = stop;
	}
	if (n)
		h->seal(ctx, 0, n);
	return GLANE_OK;
}

/* ---- check-plain: the same without turns, for plugins that find them ------------------------- */

static int read_plain(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	const glane_host *h = ctx->host;
	glane_bytes b;
	int e = h->file(ctx, item->file->path, &b);
	if (e)
		return e;
	const char *p = (const char *)b.p, *start = p, *end = p + b.n;
	for (uint32_t line = 1; p < end; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		stop = stop ? stop + 1 : end;
		h->text(draft, piece_of(p, stop), glane_where_line((uint64_t)(p - start), line));
		p = stop;
	}
	return GLANE_OK;
}

/* ---- check-sentences, check-tokens ----------------------------------------------------------- */

typedef struct { glane_span *span; } sentence;
static const glane_layer sentence_layers[] = {
	GLANE_LAYER(sentence, "sentence", GLANE_MAKES, NULL, "Up to . ? ! or the end of a line"),
	GLANE_LAST
};

static int split_sentences(glane_ctx *ctx, const glane_doc *doc)
{
	sentence out;
	uint32_t n = 0;
	const char *s = doc->text.p;
	ctx->host->rows(ctx, 0, doc->text.n / 2 + 1, &out);
	for (uint32_t i = 0, b; i < doc->text.n; i++) {
		for (; i < doc->text.n && strchr(" \t\r\n.?!", s[i]); i++) { }
		for (b = i; i < doc->text.n && !strchr("\n.?!", s[i]); i++) { }
		if (i > b)
			out.span[n++] = (glane_span){ b, i };
	}
	ctx->host->seal(ctx, 0, n);
	return GLANE_OK;
}

typedef struct {
	glane_span *span;
	glane_sym *form, *kind;
} token;
static const glane_column token_columns[] = {
	GLANE_COLUMN(token, form, "form", "Form"),
	GLANE_COLUMN(token, kind, "kind", "Kind"),
	GLANE_LAST
};
static const glane_layer token_layers[] = {
	GLANE_LAYER(token, "token", GLANE_MAKES, token_columns, "Letters, or one mark"),
	GLANE_LAST
};

static bool letter(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	        (c >= '0' && c <= '9');
}

/* Bytes of a mark of general punctuation (U+2000 to U+207F: quotation marks, apostrophe, dashes) at s; 0: none. */
static uint32_t mark_at(const char *s, uint32_t left)
{
	return left >= 3 && !memcmp(s, "\xE2", 1) && (!memcmp(s + 1, "\x80", 1) || !memcmp(s + 1, "\x81", 1)) ? 3 : 0;
}

static int split_tokens(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const char *s = doc->text.p;
	uint32_t n = 0;
	token out;
	h->rows(ctx, 0, doc->text.n, &out);
	char *lower = h->alloc(ctx, GLANE_SCRATCH, doc->text.n + 1u);
	glane_str *form = h->alloc(ctx, GLANE_SCRATCH, (doc->text.n + 1u) * sizeof *form);
	glane_sym word = h->sym(ctx, "word"), mark = h->sym(ctx, "punctuation");
	for (uint32_t i = 0, b; i < doc->text.n; i = i > b ? i : b + 1) {
		for (b = i; i < doc->text.n && letter((unsigned char)s[i]) && !mark_at(s + i, doc->text.n - i); i++)
			lower[i] = (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
		bool is_word = i > b;
		uint32_t wide = is_word ? 0 : mark_at(s + b, doc->text.n - b), end = is_word ? i : wide ? b + wide : b + 1;
		if (!is_word && (unsigned char)s[b] <= ' ')
			continue;
		if (!is_word)
			memcpy(lower + b, s + b, end - b);
		i = end;
		out.kind[n] = is_word ? word : mark;
		form[n] = (glane_str){ lower + b, end - b };
		out.span[n++] = (glane_span){ b, end };
	}
	h->intern(ctx, n, form, out.form);
	h->seal(ctx, 0, n);
	return GLANE_OK;
}

/* ---- check-counts: a table for plugins that read one, and for writers ------------------------ */

typedef struct { glane_scope token; const glane_sym *form; } counts_input;
static const glane_need counts_needs[] = {
	GLANE_NEED(counts_input, token, "token"),
	GLANE_NEED(counts_input, form, "token.form"),
	GLANE_LAST
};
typedef struct {
	glane_sym form, group;
	int64_t tokens, passages, documents, speakers;
} count_row;
static const glane_column count_columns[] = {
	GLANE_COL_KEY(count_row, form, "form", "Form"),
	GLANE_COL_KEY(count_row, group, "group", "Group"),
	GLANE_COL_COUNT(count_row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_PASSAGES(count_row, passages, "passages", "tokens", "Passages"),
	GLANE_COL_DOCUMENTS(count_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(count_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_view count_views[] = {
	{ "by-group", "form", "group", "tokens", "Tokens by form and group" },
	GLANE_LAST
};
static const glane_figure count_figures[] = {
	{ "forms", "bars", NULL, "x=form y=tokens colour=group", "Forms" },
	GLANE_LAST
};
static const glane_table count_tables[] = {
	{ "forms", GLANE_COUNTED, count_columns, sizeof(count_row), "group -tokens form",
	        count_views, count_figures,
	  "Forms", "{speakers} speakers say {form}" },
	GLANE_LAST
};

static int count_tokens(glane_ctx *ctx, const glane_doc *doc)
{
	const counts_input *in = ctx->input;
	const glane_host *h = ctx->host;
	(void)doc;
	count_row *row = h->alloc(ctx, GLANE_SCRATCH, (in->token.n + 1u) * sizeof *row);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, (in->token.n + 1u) * sizeof *at);
	for (uint32_t i = 0; i < in->token.n; i++) {
		row[i].form = in->form[in->token.row[i]];
		row[i].tokens = 1;
		at[i] = i;
	}
	h->count(ctx, 0, in->token.n, row, &in->token, at);
	return GLANE_OK;
}

/* ---- check-dump: everything, as text --------------------------------------------------------- */

typedef struct { const char *layer, *column; uint64_t n; } seen;
static seen *sights;
static uint32_t n_sights;

static void see(const char *layer_name_, const char *column_name, uint64_t n)
{
	for (uint32_t i = 0; i < n_sights; i++)
		if (!strcmp(sights[i].layer, layer_name_) &&
		    !strcmp(sights[i].column, column_name)) {
			sights[i].n += n;
			return;
		}
	sights = memory_resize(sights, (n_sights + 1) * sizeof *sights);
	sights[n_sights++] = (seen){ strdup(layer_name_), strdup(column_name), n };
}

uint64_t dump_seen(const char *layer_name_, const char *column_name)
{
	for (uint32_t i = 0; i < n_sights; i++)
		if (!strcmp(sights[i].layer, layer_name_) &&
		    !strcmp(sights[i].column, column_name ? column_name : ""))
			return sights[i].n;
	return 0;
}

/* One cell; true: it isn't missing. */
static bool dump_cell(glane_ctx *ctx, const glane_layer_column *k, uint32_t row, glane_io *out)
{
	const glane_host *h = ctx->host;
	if (k->type == GLANE_SYM) {
		glane_str s = h->string(ctx, ((const glane_sym *)k->array)[row]);
		h->print(out, " %s=%.*s", k->name, GLANE_STR(s));
		return s.n > 0;
	}
	if (k->type == GLANE_INT) {
		int64_t v = ((const int64_t *)k->array)[row];
		h->print(out, " %s=%lld", k->name, (long long)v);
		return v != INT64_MIN;
	}
	if (k->type == GLANE_REAL) {
		double v = ((const double *)k->array)[row];
		h->print(out, " %s=%.17g", k->name, v);
		return !isnan(v);
	}
	uint32_t v = ((const uint32_t *)k->array)[row];
	h->print(out, " %s=%u", k->name, v);
	return v != GLANE_NONE;
}

static void dump_layer(glane_ctx *ctx, const glane_layer_data *y, glane_io *out)
{
	const glane_host *h = ctx->host;
	uint64_t *cells = y->n_columns ? h->alloc(ctx, GLANE_SCRATCH, y->n_columns * sizeof *cells)
	                  : NULL;
	for (uint32_t i = 0; i < y->rows.n; i++) {
		h->print(out, "  %s %u [%u, %u)", y->name, i, y->rows.span[i].begin,
		         y->rows.span[i].end);
		for (uint32_t k = 0; k < y->n_columns; k++)
			if (y->column[k].array)
				cells[k] += dump_cell(ctx, &y->column[k], i, out);
		h->print(out, "\n");
	}
	for (uint32_t k = 0; k < y->n_columns; k++)
		see(y->name, y->column[k].name, cells[k]);
	see(y->name, "", y->rows.n);
}

static void dump_variables(const glane_host *h, uint32_t n, const glane_variable *v, glane_io *out)
{
	for (uint32_t i = 0; i < n; i++)
		if (strcmp(v[i].name, "file"))	/* where it lies differs from trial to trial */
			h->print(out, " %s=%.*s", v[i].name, GLANE_STR(v[i].value));
}

static int dump(glane_ctx *ctx, const glane_doc *doc, glane_io *out)
{
	const glane_host *h = ctx->host;
	h->print(out, "document %.*s %u bytes %016llx", GLANE_STR(h->string(ctx, doc->name)),
	         doc->text.n,
	         (unsigned long long)text_hash(doc->text.p, doc->text.n, 0));
	dump_variables(h, doc->n_variables, doc->variable, out);
	h->print(out, "\n");
	for (uint32_t i = 0; i < doc->n_speakers; i++) {
		h->print(out, "  speaker %.*s %u", GLANE_STR(h->string(ctx, doc->speaker[i].id)),
		         doc->speaker[i].role);
		dump_variables(h, doc->speaker[i].n_variables, doc->speaker[i].variable, out);
		h->print(out, "\n");
	}
	for (uint32_t i = 0; i < doc->n_layers; i++)
		dump_layer(ctx, &doc->layer[i], out);
	return GLANE_OK;
}

/* The documents as they streamed by, then as the run store has them, labels included. */
static int dump_all(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	glane_io *out = h->output(ctx, ctx->to);
	h->stream(ctx, out);
	for (uint32_t i = 0, n = h->documents(ctx); i < n; i++) {
		const glane_doc *d = h->document(ctx, i);
		h->print(out, "kept %.*s\n", GLANE_STR(h->string(ctx, d->name)));
		for (uint32_t k = 0; k < d->n_layers; k++)
			dump_layer(ctx, &d->layer[k], out);
	}
	return GLANE_OK;
}

/* ---- Descriptors ----------------------------------------------------------------------------- */

#define OURS(what) GLANE_HEAD, .version = PACKAGE_VERSION, .license = "MIT", .summary = what

const glane_plugin glane_plugin_check_read = {
	OURS("Reads a file with turns"), .name = "check-read", .layers = turn_layers, .plan = plan,
	        .read = read_turns,
};
const glane_plugin glane_plugin_check_plain = {
	OURS("Reads a file"), .name = "check-plain", .plan = plan, .read = read_plain,
};
const glane_plugin glane_plugin_check_sentences = {
	OURS("Splits sentences"), .name = "check-sentences", .layers = sentence_layers,
	        .process = split_sentences,
};
const glane_plugin glane_plugin_check_tokens = {
	OURS("Splits tokens"), .name = "check-tokens", .layers = token_layers,
	        .process = split_tokens,
};
const glane_plugin glane_plugin_check_counts = {
	OURS("Counts forms"), .name = "check-counts", .needs = counts_needs,
	        .input_size = sizeof(counts_input),
	.tables = count_tables, .process = count_tokens,
};
const glane_plugin glane_plugin_check_dump = {
	OURS("Shows everything"), .name = "check-dump", .releases_text = true, .document = dump,
	        .render = dump_all,
};
