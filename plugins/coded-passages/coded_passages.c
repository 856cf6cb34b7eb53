/* coded-passages: a row per coded passage, as programs for coding keep them and as the step `codings` reads them back. */
#include <glane/plugin.h>
#include <string.h>
#include "matrix/pool.h"

typedef struct {
	glane_scope theme, sentiment;
	const glane_sym *code, *origin, *rule;
	const double *score;
} input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, theme, "theme"),
	GLANE_NEED_KEPT(input, code, "theme.code"),
	GLANE_NEED_KEPT(input, origin, "theme.origin"),
	GLANE_NEED_KEPT(input, rule, "theme.rule?"),
	GLANE_NEED_KEPT(input, sentiment, "sentiment?"),
	GLANE_NEED_KEPT(input, score, "sentiment.score?"),
	GLANE_LAST
};

typedef struct {
	glane_sym document, theme, coder, speaker, person, words, rule;
	int64_t begin, end, passages, documents, speakers;
	double sentiment;
} coding_row;
static const glane_column coding_columns[] = {
	GLANE_COL_KEY(coding_row, document, "document", "Document"),
	GLANE_COL_KEY(coding_row, begin, "begin", "From character"),
	GLANE_COL_KEY(coding_row, end, "end", "To character"),
	GLANE_COL_KEY(coding_row, theme, "theme", "Theme"),
	GLANE_COL_KEY(coding_row, coder, "coder", "Coder"),
	GLANE_COL_LABEL(coding_row, speaker, "speaker", "Speaker"),
	GLANE_COL_LABEL(coding_row, person, "person", "Person"),
	GLANE_COL_VALUE(coding_row, sentiment, "sentiment", "score", 3, "Sentiment, -1 to 1"),
	GLANE_COL_LABEL(coding_row, words, "words", "Words"),
	GLANE_COL_LABEL(coding_row, rule, "rule", "Rules that fired"),
	GLANE_COL_PASSAGES(coding_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(coding_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(coding_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
enum { CODINGS };
static const glane_table tables[] = {
	[CODINGS] = { "codings", GLANE_REPORTED | GLANE_PERSONAL, coding_columns, sizeof(coding_row), "document begin -end theme coder", NULL, NULL,
		"Coded passages", "{speaker} ({document}), {theme}: “{words}”" },
	GLANE_LAST
};

/* The mean score of the sentences that begin in the passage, or, of a passage inside a sentence, of that one; by their
 * lengths. from: the first sentence that can still be met, which moves on with the passages. */
static double tone(const input *in, glane_span passage, uint32_t *from)
{
	double sum = 0, length = 0;
	const glane_scope *s = &in->sentiment;
	while (*from < s->n && s->span[*from].end <= passage.begin)
		++*from;
	for (uint32_t i = *from; in->score && i < s->n && s->span[i].begin < passage.end; i++) {
		double score = in->score[s->row[i]], n = s->span[i].end - s->span[i].begin;
		bool inside = s->span[i].begin >= passage.begin || s->span[i].end >= passage.end;
		if (!inside || !(score >= -1 && score <= 1))
			continue;
		sum += score * n;
		length += n;
	}
	return length > 0 ? sum / length : GLANE_MISSING_REAL;
}

/* The same theme of the same coder in the same words, by another rule. */
static bool again(const input *in, uint32_t i)
{
	const glane_scope *s = &in->theme;
	for (uint32_t k = i; k-- && s->span[k].begin == s->span[i].begin && s->span[k].end == s->span[i].end; )
		if (in->code[s->row[k]].id == in->code[s->row[i]].id && in->origin[s->row[k]].id == in->origin[s->row[i]].id)
			return true;
	return false;
}

static void write_codings(glane_ctx *ctx, pool *p, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	uint32_t n = in->theme.n, from = 0;
	uint32_t *byte = pool_array(p, byte, n), *begin = pool_array(p, begin, n), *end = pool_array(p, end, n);
	glane_str *text = pool_array(p, text, n);
	glane_sym *words = pool_array(p, words, n);
	for (uint32_t i = 0; i < n; i++) {
		byte[i] = in->theme.span[i].begin;
		text[i] = (glane_str){ doc->text.p + byte[i], in->theme.span[i].end - byte[i] };
	}
	h->offsets(ctx, doc, 32, n, byte, begin);
	h->intern(ctx, n, text, words);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t row = in->theme.row[i], characters = 0;
		for (uint32_t k = 0; k < text[i].n; k++)
			characters += ((unsigned char)text[i].p[k] & 0xc0) != 0x80;
		end[i] = begin[i] + characters;
		double score = tone(in, in->theme.span[i], &from);
		if (again(in, i))
			continue;
		const glane_speaker *who = &doc->speaker[in->theme.speaker[i]];
		coding_row one = { .document = doc->name, .begin = begin[i], .end = end[i], .theme = in->code[row], .coder = in->origin[row],
			.speaker = who->id, .person = who->person, .sentiment = score, .words = words[i],
			.passages = 1, .documents = 1, .speakers = 1 };
		if (in->rule)
			one.rule = in->rule[row];
		glane_passage passage = { doc->name, row };
		h->row(ctx, CODINGS, &one, &(glane_evidence){ .in = "theme", .n_rows = 1, .rows = &passage });
	}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	pool *p = pool_new(ctx);
	if (!strcmp(h->study(ctx)->audience, "public")) {
		h->log(ctx, GLANE_WARNING, glane_here(), "in public there is no table of coded passages, which are people's words: it stays empty");
		return GLANE_OK;
	}
	uint32_t n = h->documents(ctx);
	for (uint32_t d = 0; d < n; d++) {
		const glane_doc *doc = h->document(ctx, d);
		if (!doc)
			break;
		pool_mark then = pool_now(p);
		write_codings(ctx, p, doc);
		pool_back(p, then);
		if (!h->progress(ctx, d + 1, n))
			return GLANE_ECANCEL;
	}
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each coded passage is a row of a table, with its place, theme, coder, speaker and tone, for "
	  "other programs." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "coded-passages", .version = "1", .license = "MIT", .domain = "glane",
	.topic = "tables",
	.summary = "A row per coded passage: place, theme, coder, speaker, tone and words",
	.method = method,
	.needs = needs, .input_size = sizeof(input),
	.tables = tables,
	.report = report,
};
