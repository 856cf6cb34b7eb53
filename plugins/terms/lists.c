/* lists.c - lists of words and expressions: a line each, fields separated by tabs, remarks after #; and what a list says
 * of a word. */
#include <stdlib.h>
#include <string.h>
#include "analysis/upos.h"
#include "encoding/files.h"
#include "form/form.h"
#include "terms.h"

static glane_str trimmed(const char *p, size_t n)
{
	size_t k;
	while (n && (k = form_blank(p, n)) > 0) {
		p += k;
		n -= k;
	}
	while (n && (p[n - 1] == ' ' || p[n - 1] == '\t'))
		n--;
	return (glane_str){ p, (uint32_t)n };
}

static int read_line(glane_ctx *ctx, const char *path, const char *p, size_t n, uint32_t most, list_line *out)
{
	for (const char *end = p + n; ; ) {
		const char *tab = memchr(p, '\t', (size_t)(end - p));
		if (out->n == most)
			return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, out->line, 0),
			                       "this line has more than %u parts separated by tabs: take out what is too many", most);
		out->field[out->n++] = trimmed(p, (size_t)((tab ? tab : end) - p));
		if (!tab)
			break;
		p = tab + 1;
	}
	if (out->field[0].n)
		return GLANE_OK;
	return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, out->line, 0),
	                       "this line begins with a tab: the word or expression stands before it");
}

int list_read(glane_ctx *ctx, const char *path, uint32_t most, list_line **out, uint32_t *n)
{
	encoding_text text;
	uint32_t room = 0;
	int code = files_text(ctx, GLANE_EOPTION, path, ENCODING_AUTO, files_memory(ctx, GLANE_RUN), &text);
	*n = 0;
	*out = NULL;
	if (code)
		return code;
	const char *p = text.p, *end = text.p + text.n;
	for (uint32_t line = 1; p < end; line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t size = (size_t)((stop ? stop : end) - p);
		if (trimmed(p, size).n && trimmed(p, size).p[0] != '#') {
			if (*n == room) {
				*out = ctx->host->grow(ctx, GLANE_RUN, *out, room * sizeof **out, (room + 256) * sizeof **out);
				room += room + 256;
			}
			list_line *l = &(*out)[*n];
			*l = (list_line){ .line = line };
			int e = read_line(ctx, path, p, size, most, l);
			*n += !e;
			code = code ? code : e;
		}
		p += size + 1;
	}
	return code;
}

/* ---- Words by status ------------------------------------------------------------------------- */

static int compare(glane_str a, glane_str b)
{
	int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static int by_text(const void *a, const void *b)
{
	const listed_word *x = a, *y = b;
	int c = compare(x->text, y->text);
	if (!c)		/* those of one part of speech are asked before those of any */
		c = compare(y->upos, x->upos);
	return c ? c : (x->status > y->status) - (x->status < y->status);
}

void words_add(glane_ctx *ctx, word_list *l, glane_str text, glane_str upos, uint8_t status)
{
	if (l->n == l->room) {
		uint32_t more = l->room + 256;
		l->word = ctx->host->grow(ctx, GLANE_RUN, l->word, l->room * sizeof *l->word, more * sizeof *l->word);
		l->room += more;
	}
	l->word[l->n++] = (listed_word){ text, upos, status };
}

int words_read(glane_ctx *ctx, const char *path, word_list *out)
{
	list_line *line;
	uint32_t n;
	int code = list_read(ctx, path, 2, &line, &n);
	for (uint32_t i = 0; i < n; i++) {
		glane_str said = list_field(&line[i], 1);
		const char *upos = said.n ? upos_named(said) : "";
		if (upos)
			words_add(ctx, out, line[i].field[0], (glane_str){ upos, (uint32_t)strlen(upos) }, STOP);
		else
			code = upos_refuse(ctx, glane_at_line(path, line[i].line, 0), said);
	}
	return code;
}

void words_finish(word_list *l)
{
	if (l->n)
		qsort(l->word, l->n, sizeof *l->word, by_text);
}

static uint8_t status_of_text(const word_list *l, glane_str text, glane_str upos)
{
	uint32_t from = 0, to = l->n;
	while (from < to) {
		uint32_t middle = (from + to) / 2;
		if (compare(l->word[middle].text, text) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < l->n && !compare(l->word[from].text, text); from++)
		if (!l->word[from].upos.n || !compare(l->word[from].upos, upos))
			return l->word[from].status;
	return UNSAID;
}

uint8_t words_status(const word_list *l, glane_str form, glane_str lemma, glane_str upos)
{
	uint8_t said = status_of_text(l, lemma, upos);
	return said == UNSAID ? status_of_text(l, form, upos) : said;
}
