/* wordbook.c - the thesaurus (word;as;category) and the lexicon of valences (word;valence). */
#include <stdlib.h>
#include <string.h>
#include "association.h"
#include "csv/headings.h"
#include "encoding/files.h"
#include "form/form.h"
#include "room/room.h"

glane_str folded_form(glane_ctx *ctx, int life, const char *p, size_t n)
{
	char *out = ctx->host->alloc(ctx, life, FORM_ROOM(n));
	return (glane_str){ out, (uint32_t)form_of_label(p, n, out) };
}

static int compare(glane_str a, glane_str b)
{
	uint32_t n = a.n < b.n ? a.n : b.n;
	int r = n ? memcmp(a.p, b.p, n) : 0;
	return r ? r : (a.n > b.n) - (a.n < b.n);
}

static int by_word(const void *a, const void *b)
{
	const book_entry *x = a, *y = b;
	int r = compare(x->word, y->word);
	return r ? r : (x->line > y->line) - (x->line < y->line);
}

const book_entry *book_find(const book *b, glane_str word)
{
	const book_entry wanted = { .word = word };
	uint32_t low = 0, high = b->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (compare(b->entry[middle].word, wanted.word) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < b->n && !compare(b->entry[low].word, word) ? &b->entry[low] : NULL;
}

/* ---- A file ------------------------------------------------------------------------------------ */

typedef struct {
	const char *path;
	encoding_text text;
	csv c;
	uint32_t column[4];
	uint32_t n, room;
	book_entry *entry;
} reading_;

static int open_table(glane_ctx *ctx, reading_ *r, const heading *h, uint32_t n)
{
	int e = files_table(ctx, GLANE_EOPTION, r->path, ENCODING_AUTO, 0, files_memory(ctx, GLANE_SCRATCH), &r->text, &r->c);
	return e ? e : headings_find(ctx, r->path, &r->c, h, n, r->column);
}

static glane_str field_form(glane_ctx *ctx, const reading_ *r, uint32_t k)
{
	if (r->column[k] == GLANE_NONE)
		return (glane_str){ "", 0 };
	const csv_field *f = &r->c.field[r->column[k]];
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, f->n + 1);
	return folded_form(ctx, GLANE_RUN, p, csv_text(f, p));
}

static book_entry *add(glane_ctx *ctx, reading_ *r)
{
	r->entry = room_for(ctx, GLANE_SCRATCH, r->entry, sizeof *r->entry, r->n, &r->room, 1);
	return &r->entry[r->n++];
}

static glane_place place(const reading_ *r, uint32_t k)
{
	const csv_field *f = &r->c.field[r->column[k]];
	return glane_at_line(r->path, f->line, cell_column(r->text.p, f->p));
}

/* In order, copied for the run. */
static book make_book(glane_ctx *ctx, uint32_t n, book_entry *entry)
{
	book_entry *kept = ctx->host->alloc(ctx, GLANE_RUN, (n + 1) * sizeof *kept);
	if (n) {
		qsort(entry, n, sizeof *entry, by_word);
		memcpy(kept, entry, n * sizeof *kept);
	}
	return (book){ n, kept };
}

/* ---- Thesaurus --------------------------------------------------------------------------------- */

/* A word that stands twice must say the same twice. */
static int once(glane_ctx *ctx, const char *path, book *b)
{
	book_entry *e = (book_entry *)(uintptr_t)b->entry;
	uint32_t n = 0;
	int code = GLANE_OK;
	for (uint32_t i = 0; i < b->n; i++) {
		if (n && !compare(e[n - 1].word, e[i].word)) {
			if (compare(e[n - 1].as, e[i].as) != 0)
				code = ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, e[i].line, 0),
				                       "\"%.*s\" is counted as \"%.*s\" here and as \"%.*s\" in line %u: take "
				                       "one out", GLANE_STR(e[i].word), GLANE_STR(e[i].as),
				                       GLANE_STR(e[n - 1].as), (unsigned)e[n - 1].line);
			continue;
		}
		e[n++] = e[i];
	}
	b->n = n;
	return code;
}

static int no_chains(glane_ctx *ctx, const char *path, const book *b)
{
	int code = GLANE_OK;
	for (uint32_t i = 0; i < b->n; i++) {
		const book_entry *next = book_find(b, b->entry[i].as);
		if (next && compare(next->as, next->word) != 0)
			code = ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, b->entry[i].line, 0),
			                       "\"%.*s\" is counted as \"%.*s\", which line %u counts as \"%.*s\": write \"%.*s\" "
			                       "here as well", GLANE_STR(b->entry[i].word), GLANE_STR(b->entry[i].as),
			                       (unsigned)next->line, GLANE_STR(next->as), GLANE_STR(next->as));
	}
	return code;
}

/* Which category each of the words that are counted has: one. */
static int find_categories(glane_ctx *ctx, const char *path, const book *b, book *out)
{
	book_entry *e = ctx->host->alloc(ctx, GLANE_SCRATCH, (b->n + 1) * sizeof *e);
	uint32_t n = 0, m = 0;
	int code = GLANE_OK;
	for (uint32_t i = 0; i < b->n; i++)
		if (b->entry[i].category.n) {
			e[n] = b->entry[i];
			e[n++].word = b->entry[i].as;
		}
	*out = make_book(ctx, n, e);
	e = (book_entry *)(uintptr_t)out->entry;
	for (uint32_t i = 0; i < n; i++)
		if (!m || compare(e[m - 1].word, e[i].word) != 0)
			e[m++] = e[i];
		else if (compare(e[m - 1].category, e[i].category) != 0)
			code = ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, e[i].line, 0),
			                       "\"%.*s\" is of the category \"%.*s\" here and \"%.*s\" in line %u: make them one",
			                       GLANE_STR(e[i].word), GLANE_STR(e[i].category), GLANE_STR(e[m - 1].category),
			                       (unsigned)e[m - 1].line);
	out->n = m;
	return code;
}

int thesaurus_read(glane_ctx *ctx, const char *path, book *synonyms, book *categories)
{
	static const heading h[] = {
		{ "word", "mot; forme; form; variante; variant", true },
		{ "as", "comme; lemme; lemma; vedette", false },
		{ "category", "catégorie; champ; field", false },
	};
	enum { THE_WORD, AS, CATEGORY, N };
	reading_ r = { .path = path };
	trouble t;
	if (!*path)
		return GLANE_OK;
	int e = open_table(ctx, &r, h, N);
	while (!e && csv_record(&r.c, &t)) {
		book_entry b = { .word = field_form(ctx, &r, THE_WORD), .as = field_form(ctx, &r, AS),
		                 .category = field_form(ctx, &r, CATEGORY), .line = r.c.record_line };
		b.as = b.as.n ? b.as : b.word;
		if (b.word.n)
			*add(ctx, &r) = b;
	}
	if (e || t.format)
		return e ? e : files_refuse(ctx, GLANE_EOPTION, path, &t);
	*synonyms = make_book(ctx, r.n, r.entry);
	e = once(ctx, path, synonyms);
	int f = no_chains(ctx, path, synonyms), g = find_categories(ctx, path, synonyms, categories);
	return e ? e : f ? f : g;
}

/* ---- Valences ---------------------------------------------------------------------------------- */

int valences_read(glane_ctx *ctx, const char *path, book *out)
{
	static const heading h[] = {
		{ "word", "mot; forme; form; lemme; lemma", true },
		{ "valence", "polarité; polarity; connotation; score", true },
	};
	enum { THE_WORD, VALENCE, N };
	reading_ r = { .path = path };
	trouble t;
	int wrong = GLANE_OK;
	if (!*path)
		return GLANE_OK;
	int e = open_table(ctx, &r, h, N);
	while (!e && csv_record(&r.c, &t)) {
		book_entry b = { .word = field_form(ctx, &r, THE_WORD), .line = r.c.record_line };
		const csv_field *f = &r.c.field[r.column[VALENCE]];
		glane_str written = field_form(ctx, &r, VALENCE);
		if (!cell_valence(f->p, f->n, &b.valence)) {
			wrong = ctx->host->fail(ctx, GLANE_EOPTION, place(&r, VALENCE), "\"%.*s\" is no valence: write + - "
			                        "or 0, a number, or positive, negative, neutral", GLANE_STR(written));
			continue;
		}
		b.as = (glane_str){ b.valence > 0 ? "+" : b.valence < 0 ? "-" : "0", 1 };
		if (b.word.n)
			*add(ctx, &r) = b;
	}
	if (e || t.format)
		return e ? e : files_refuse(ctx, GLANE_EOPTION, path, &t);
	*out = make_book(ctx, r.n, r.entry);
	e = once(ctx, path, out);
	return wrong ? wrong : e;
}
