/* codings_file.c - tables of codings, as people keep them and as programs for coding write them. */
#include <stdlib.h>
#include <string.h>
#include "codings.h"
#include "csv/headings.h"
#include "encoding/files.h"

enum { DOCUMENT, THEME, WORDS, BEGIN, END, CODER, COLUMNS };
static const heading headings[COLUMNS] = {
	[DOCUMENT] = { "document", "fichier; file; filename; file name; source; transcript; respondent; responseid; id; entretien", true },
	[THEME] = { "theme", "thème; code; codename; code name; tag; catégorie; category; node; nœud", false },
	[WORDS] = { "words", "mots; passage; citation; quotation; quote; texte codé; coded text; segment; seltext; content; coded", false },
	[BEGIN] = { "begin", "début; start; pos0; position; start position", false },
	[END] = { "end", "fin; pos1; end position", false },
	[CODER] = { "coder", "codeur; codeuse; owner; user; annotator; annotateur; who; qui", false },
};
/* "Code 1", "Code 2": one theme of the whole document, or passage, in each. */
enum { SERIES_MOST = 200 };

typedef struct {
	glane_ctx *ctx;
	codings *out;
	const char *path, *file;
	glane_str coder;		/* where the table names none */
	csv table;
	uint32_t column[COLUMNS], n_series, series[SERIES_MOST];
	int code;
} reading;

static glane_str trimmed(glane_str s)
{
	while (s.n && (unsigned char)*s.p <= ' ')
		s = (glane_str){ s.p + 1, s.n - 1 };
	while (s.n && (unsigned char)s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

static glane_str cell(reading *r, uint32_t column)
{
	if (column == GLANE_NONE)
		return (glane_str){ "", 0 };
	const csv_field *f = &r->table.field[column];
	char *p = r->ctx->host->alloc(r->ctx, GLANE_RUN, f->n + 1);
	return trimmed((glane_str){ p, (uint32_t)csv_text(f, p) });
}

static bool take_offset(reading *r, int which, uint32_t *out)
{
	glane_str s = cell(r, r->column[which]);
	*out = GLANE_NONE;
	if (!s.n)
		return true;
	uint64_t v = 0;
	uint32_t i = 0;
	for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && v < GLANE_NONE; i++)
		v = v * 10 + (uint64_t)(s.p[i] - '0');
	if (i == s.n && v < GLANE_NONE) {
		*out = (uint32_t)v;
		return true;
	}
	r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, glane_at_line(r->path, r->table.record_line, 0),
		"%s is \"%.*s\": expected is a whole number, the characters of the document before that place",
		headings[which].name, GLANE_STR(s));
	return false;
}

static void add(reading *r, const coding *c, glane_str theme)
{
	codings *out = r->out;
	const glane_host *h = r->ctx->host;
	if (out->n == out->room) {
		uint32_t more = out->n + 256;
		out->coding = h->grow(r->ctx, GLANE_RUN, out->coding, out->n * sizeof *out->coding, more * sizeof *out->coding);
		out->room += more;
	}
	coding *to = &out->coding[out->n++];
	*to = *c;
	to->theme = theme;
	h->intern(r->ctx, 1, &theme, &to->code);
}

/* A cell may hold several themes, with semicolons between. */
static uint32_t add_themes(reading *r, const coding *c, glane_str all)
{
	uint32_t n = 0;
	while (all.n) {
		const char *cut = memchr(all.p, ';', all.n);
		uint32_t k = cut ? (uint32_t)(cut - all.p) : all.n;
		glane_str one = trimmed((glane_str){ all.p, k });
		if (one.n) {
			add(r, c, one);
			n++;
		}
		k += cut != NULL;
		all = (glane_str){ all.p + k, all.n - k };
	}
	return n;
}

static void take_record(reading *r)
{
	coding c = { .file = r->file, .path = r->path, .line = r->table.record_line, .document = cell(r, r->column[DOCUMENT]),
		.words = cell(r, r->column[WORDS]) };
	glane_str coder = cell(r, r->column[CODER]);
	const codings_config *config = r->ctx->config;
	uint32_t n = 0;
	r->ctx->host->intern(r->ctx, 1, coder.n ? &coder : &r->coder, &c.coder);
	bool good = take_offset(r, BEGIN, &c.begin);
	if (!take_offset(r, END, &c.end) || !good)
		return;
	if (!c.document.n)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, glane_at_line(r->path, c.line, 0), "the row names no document");
	else if ((c.begin == GLANE_NONE) != (c.end == GLANE_NONE) && !c.words.n)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, glane_at_line(r->path, c.line, 0),
		                             "of the passage one end only is known: fill both begin and end, or the words");
	else if (c.begin != GLANE_NONE && c.end != GLANE_NONE && c.end <= c.begin)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, glane_at_line(r->path, c.line, 0),
		                             "the passage ends at %u, before it begins at %u", c.end, c.begin);
	if (r->code)
		return;
	if (r->column[THEME] != GLANE_NONE)
		n = add_themes(r, &c, cell(r, r->column[THEME]));
	for (uint32_t i = 0; i < r->n_series; i++)
		n += add_themes(r, &c, cell(r, r->series[i]));
	if (!n && config->empty == EMPTY_READ)
		add(r, &c, (glane_str){ "", 0 });
}

static void find_series(reading *r)
{
	const csv *t = &r->table;
	for (uint32_t i = 0; i < t->n && r->n_series < SERIES_MOST; i++) {
		size_t n = t->field[i].n;
		while (n && t->field[i].p[n - 1] >= '0' && t->field[i].p[n - 1] <= '9')
			n--;
		if (n && n < t->field[i].n && headings_is(&headings[THEME], t->field[i].p, n))
			r->series[r->n_series++] = i;
	}
}

static void no_themes(reading *r)
{
	const csv *t = &r->table;
	for (uint32_t i = 0; i < t->n; i++)
		if (headings_near(&headings[THEME], 1, t->field[i].p, t->field[i].n)) {
			r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, glane_at_line(r->path, 1, 0),
				"there is no column of themes: did you mean theme by \"%.*s\"?", (int)t->field[i].n, t->field[i].p);
			return;
		}
	r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, glane_at_line(r->path, 1, 0),
	                             "there is no column of themes: call it theme or code, or code 1, code 2 …");
}

static void read_table(reading *r)
{
	encoding_text text;
	trouble t;
	r->code = files_table(r->ctx, GLANE_EOPTION, r->path, ENCODING_AUTO, 0, files_memory(r->ctx, GLANE_RUN), &text, &r->table);
	if (!r->code)
		r->code = headings_find(r->ctx, r->path, &r->table, headings, COLUMNS, r->column);
	if (r->code)
		return;
	find_series(r);
	if (r->column[THEME] == GLANE_NONE && !r->n_series) {
		no_themes(r);
		return;
	}
	int code = GLANE_OK;
	while (csv_record(&r->table, &t)) {
		take_record(r);
		code = r->code ? r->code : code;
		r->code = GLANE_OK;
	}
	r->code = t.format ? files_refuse(r->ctx, GLANE_EOPTION, r->path, &t) : code;
}

/* ---- Documents ------------------------------------------------------------------------------- */

glane_str codings_stem(glane_str name)
{
	for (uint32_t i = name.n; i-- > 1 && name.n - i <= 6;)
		if (name.p[i] == '.')
			return (glane_str){ name.p, i };
		else if (name.p[i] == ' ' || name.p[i] == '/')
			break;
	return name;
}

static int compare_str(glane_str a, glane_str b)
{
	int r = memcmp(a.p, b.p, a.n < b.n ? a.n : b.n);
	return r ? r : (a.n > b.n) - (a.n < b.n);
}

static int compare_keys(const void *a, const void *b)
{
	const document_key *x = a, *y = b;
	int r = compare_str(x->name, y->name);
	return r ? r : (x->coding > y->coding) - (x->coding < y->coding);
}

static void sort_keys(glane_ctx *ctx, codings *c)
{
	c->key = ctx->host->alloc(ctx, GLANE_RUN, (2 * (size_t)c->n + 1) * sizeof *c->key);
	for (uint32_t i = 0; i < c->n; i++) {
		glane_str name = c->coding[i].document, stem = codings_stem(name);
		c->key[c->n_keys++] = (document_key){ name, i };
		if (stem.n != name.n)
			c->key[c->n_keys++] = (document_key){ stem, i };
	}
	if (c->n_keys)
		qsort(c->key, c->n_keys, sizeof *c->key, compare_keys);
}

uint32_t codings_find(const codings *c, glane_str name)
{
	uint32_t low = 0, high = c->n_keys;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare_str(c->key[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < c->n_keys && !compare_str(c->key[low].name, name) ? low : c->n_keys;
}

int codings_read(glane_ctx *ctx, codings *out)
{
	const codings_config *c = ctx->config;
	int code = GLANE_OK;
	for (const char *const *path = c->files; *path; path++) {
		const char *slash = strrchr(*path, '/');
		reading r = { .ctx = ctx, .out = out, .path = *path, .file = slash ? slash + 1 : *path };
		r.coder = codings_stem((glane_str){ r.file, (uint32_t)strlen(r.file) });
		if (*c->name)
			r.coder = (glane_str){ c->name, (uint32_t)strlen(c->name) };
		read_table(&r);
		code = r.code ? r.code : code;
	}
	sort_keys(ctx, out);
	return code;
}
