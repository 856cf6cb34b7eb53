/* tiny.h - what the plugins of the gallery have in common, so that each shows nothing but what
 * is broken. */
#ifndef TINY_H
#define TINY_H
#include <glane/plugin.h>

#define TINY(called) GLANE_HEAD, .name = called, .version = "1", .license = "MIT", .summary = "Is broken on purpose"

/* Reads the tokens that count, with their forms. */
typedef struct { glane_scope token; const glane_sym *form; } tiny_input;
#define TINY_NEEDS \
	static const glane_need needs[] = { GLANE_NEED(tiny_input, token, "token"), \
		GLANE_NEED(tiny_input, form, "token.form"), GLANE_LAST }

/* A table of forms: counted by glane. */
typedef struct { glane_sym form; int64_t tokens, passages, documents, speakers; } tiny_row;
#define TINY_COLUMNS \
	static const glane_column columns[] = { GLANE_COL_KEY(tiny_row, form, "form", "Form"), \
		GLANE_COL_COUNT(tiny_row, tokens, "tokens", "tokens", "Tokens"), \
		GLANE_COL_PASSAGES(tiny_row, passages, "passages", "tokens", "Passages"), \
		GLANE_COL_DOCUMENTS(tiny_row, documents, "documents", "Documents"), \
		GLANE_COL_SPEAKERS(tiny_row, speakers, "speakers", "Speakers"), GLANE_LAST }
#define TINY_COUNTED \
	TINY_COLUMNS; \
	static const glane_table tables[] = { { "forms", GLANE_COUNTED, columns, sizeof(tiny_row), "form", NULL, NULL, \
		"Forms", NULL }, GLANE_LAST }

/* Counts one row of the table, of a form, found in row `at` of the tokens that count. */
static inline void tiny_count(glane_ctx *ctx, glane_sym form, int64_t n, uint32_t at)
{
	const tiny_input *in = ctx->input;
	tiny_row row = { form, n, 0, 0, 0 };
	ctx->host->count(ctx, 0, 1, &row, &in->token, &at);
}

/* Does the text hold a word that only some documents have? */
static inline bool tiny_holds(const glane_doc *doc, const char *word, uint32_t n)
{
	for (uint32_t i = 0; i + n <= doc->text.n; i++) {
		uint32_t k = 0;
		while (k < n && doc->text.p[i + k] == word[k])
			k++;
		if (k == n)
			return true;
	}
	return false;
}
#endif
