/* lists.c - lists of words and expressions: a line each, fields separated by tabs, remarks after #. */
#include <stdlib.h>
#include <string.h>
#include "analysis/upos.h"
#include "encoding/encoding.h"
#include "form/form.h"
#include "terms.h"

static void *grow(void *user, void *p, size_t n, size_t more)
{
	glane_ctx *ctx = user;
	return ctx->host->grow(ctx, GLANE_RUN, p, n, more);
}

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
	const encoding_memory memory = { grow, ctx };
	glane_bytes bytes;
	encoding_text text;
	trouble t;
	uint32_t room = 0;
	int code = ctx->host->file(ctx, path, &bytes);
	*n = 0;
	*out = NULL;
	if (code)
		return code;
	int encoding = encoding_detect(bytes, ENCODING_AUTO, &t);
	if (!encoding)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, t.line, t.column), t.format, t.a, t.b);
	encoding_decode(bytes, encoding, 0, bytes.n, 1, memory, &text);
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

/* ---- Words that don't count ------------------------------------------------------------------ */

static int compare(glane_str a, glane_str b)
{
	int c = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

static int by_text(const void *a, const void *b)
{
	const stop_word *x = a, *y = b;
	int c = compare(x->text, y->text);
	return c ? c : compare(x->upos, y->upos);
}

int stop_read(glane_ctx *ctx, const char *path, stop_list *out)
{
	list_line *line;
	uint32_t n;
	int code = list_read(ctx, path, 2, &line, &n);
	out->word = ctx->host->alloc(ctx, GLANE_RUN, (n + 1) * sizeof *out->word);
	for (uint32_t i = 0; i < n; i++) {
		glane_str upos = line[i].n > 1 ? line[i].field[1] : (glane_str){ "", 0 };
		if (upos.n && !upos_find(upos)) {
			code = upos_refuse(ctx, glane_at_line(path, line[i].line, 0), upos);
			continue;
		}
		out->word[out->n++] = (stop_word){ line[i].field[0], upos };
	}
	if (out->n)
		qsort(out->word, out->n, sizeof *out->word, by_text);
	return code;
}

static bool has_text(const stop_list *s, glane_str text, glane_str upos)
{
	uint32_t from = 0, to = s->n;
	while (from < to) {
		uint32_t middle = (from + to) / 2;
		if (compare(s->word[middle].text, text) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < s->n && !compare(s->word[from].text, text); from++)
		if (!s->word[from].upos.n || !compare(s->word[from].upos, upos))
			return true;
	return false;
}

bool stop_has(const stop_list *s, glane_str form, glane_str lemma, glane_str upos)
{
	return has_text(s, lemma, upos) || has_text(s, form, upos);
}
