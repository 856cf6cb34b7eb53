/* lexicon_file.c - reads a lexicon: a table with the columns word, valence, pos, intensity and holder. */
#include "lexicon_private.h"
#include <string.h>
#include "analysis/upos.h"
#include "csv/headings.h"
#include "encoding/files.h"
#include "form/form.h"

enum { LONGEST = 120, MOST_BYTES = 32 << 20 };
enum { WORD, VALENCE, POS, INTENSITY, HOLDER, N_COLUMNS };
static const heading headings[N_COLUMNS] = {
	{ "word", "mot; lemma; lemme; form; forme; expression; entrée", true },
	{ "valence", "value; valeur; score; polarity; polarité", true },
	{ "pos", "upos; catégorie; nature; part of speech", false },
	{ "intensity", "intensité", false },
	{ "holder", "porteur", false },
};
typedef struct {
	lexicon *l;
	const char *path;
	csv table;
	uint32_t column[N_COLUMNS], before;	/* before: entries of earlier files */
	int code;
} reading;

static glane_place here(const reading *r)
{
	return glane_at_line(r->path, r->table.record_line, 0);
}

/* The text of a cell; *n: its length. */
static char *cell(reading *r, int which, size_t *n)
{
	lexicon *l = r->l;
	const csv_field *f = &r->table.field[r->column[which]];
	char *p = l->ctx->host->alloc(l->ctx, GLANE_SCRATCH, f->n + 1);
	*n = csv_text(f, p);
	while (*n && (p[*n - 1] == ' ' || p[*n - 1] == '\t'))
		p[--*n] = 0;
	for (; *n && (*p == ' ' || *p == '\t'); --*n)
		p++;
	return p;
}

/* ---- Words ----------------------------------------------------------------------------------- */

/* Is the ' at p the end of an elided word, so that a token ends there? */
static bool elides(const char *begin, const char *p)
{
	static const char *const whole[] = { "aujourd'", "quelqu'", "prud'", "chef-d'", "chefs-d'", "main-d'" };
	size_t n = (size_t)(p - begin) + 1;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (strlen(whole[i]) == n && !memcmp(begin, whole[i], n))
			return false;
	return p > begin && p[1] && p[1] != ' ';
}

/* Adds the parts of an entry; returns how many. */
static uint16_t add_parts(lexicon *l, const char *text)
{
	uint16_t n = 0;
	for (const char *p = text; *p && n < PARTS_MOST; n++) {
		const char *end = p;
		while (*end && *end != ' ') {
			if (*end == '\'' && l->language == LEXICON_FR && elides(p, end)) {
				end++;
				break;
			}
			end++;
		}
		l->part = lexicon_room(l, l->part, l->n_parts, &l->room_parts, sizeof *l->part);
		bool gap = n && !strncmp(p, "…", (size_t)(end - p)) && end - p == (long)strlen("…");
		glane_str part = lexicon_canonical(l, (glane_str){ p, (uint32_t)(end - p) });
		l->part[l->n_parts++] = gap ? LEXICON_GAP : lexicon_key(l, part.p, part.n);
		for (p = end; *p == ' '; )
			p++;
	}
	return n;
}

/* Whether to take the entry: not when the same file says it with another value, and instead of what earlier files say. */
static bool settle(reading *r, const lexicon_entry *e, uint32_t key)
{
	lexicon *l = r->l;
	for (uint32_t at = l->key[key].named; at != GLANE_NONE; at = l->link[at].next) {
		lexicon_entry *other = &l->entry[l->link[at].to];
		if (l->link[at].to < r->before) {
			other->n_parts = 0;
			continue;
		}
		if (other->pos != e->pos && other->pos && e->pos)
			continue;
		if (other->value < e->value || other->value > e->value)
			r->code = l->ctx->host->fail(l->ctx, GLANE_EOPTION, here(r),
				"\"%s\" has another valence in line %u: leave one of them out", e->text, other->line);
		return false;
	}
	return true;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static bool read_pos(reading *r, uint8_t *pos)
{
	size_t n;
	*pos = 0;
	if (r->column[POS] == GLANE_NONE)
		return true;
	for (char *p = cell(r, POS, &n), *end = p + n; p < end; ) {
		glane_str name = { p, (uint32_t)strcspn(p, " |;,/") };
		const char *upos = name.n ? upos_find(name) : NULL;
		if (name.n && !upos) {
			r->code = upos_refuse(r->l->ctx, here(r), name);
			return false;
		}
		if (upos)
			*pos |= pos_of((glane_str){ upos, (uint32_t)strlen(upos) });
		p += name.n + (p + name.n < end);
	}
	return true;
}

static bool read_valence(reading *r, double *value)
{
	size_t n;
	const glane_host *h = r->l->ctx->host;
	char *p = cell(r, VALENCE, &n);
	if (!cell_number(p, n, value)) {
		r->code = h->fail(r->l->ctx, GLANE_EOPTION, here(r),
		                  "the valence \"%s\" is not a number: write one from -4 (very bad) to 4 (very good)", p);
		return false;
	}
	if (!(*value >= -4 && *value <= 4)) {
		r->code = h->fail(r->l->ctx, GLANE_EOPTION, here(r),
		                  "the valence %s is out of range: write one from -4 (very bad) to 4 (very good)", p);
		return false;
	}
	return true;
}

/* 1 weak, 2 plain, 3 extreme; an empty cell is plain. */
static bool read_intensity(reading *r, bool *extreme)
{
	size_t n;
	if (r->column[INTENSITY] == GLANE_NONE)
		return true;
	char *p = cell(r, INTENSITY, &n);
	*extreme = n == 1 && *p == '3';
	if (n > 1 || (n && !strchr("123", *p)))
		r->code = r->l->ctx->host->fail(r->l->ctx, GLANE_EOPTION, here(r),
			"the intensity \"%s\" is none: write 1 (weak), 2 (plain) or 3 (extreme)", p);
	return n <= 1 && (!n || strchr("123", *p));
}

static bool read_holder(reading *r, uint8_t *holder)
{
	size_t n;
	*holder = HOLDER_NONE;
	if (r->column[HOLDER] == GLANE_NONE)
		return true;
	char *p = cell(r, HOLDER, &n);
	if (!strcmp(p, "subject"))
		*holder = HOLDER_SUBJECT;
	else if (!strcmp(p, "object"))
		*holder = HOLDER_OBJECT;
	else if (n)
		r->code = r->l->ctx->host->fail(r->l->ctx, GLANE_EOPTION, here(r),
			"\"%s\" doesn't say who feels: write subject, object, or nothing", p);
	return !n || *holder != HOLDER_NONE;
}

/* The entry itself; NULL after saying why there is none. */
static const char *read_word(reading *r)
{
	glane_ctx *ctx = r->l->ctx;
	const glane_host *h = ctx->host;
	size_t n;
	char *word = cell(r, WORD, &n);
	if (n > LONGEST) {
		r->code = h->fail(ctx, GLANE_EOPTION, here(r), "a word of more than %d bytes: is a tab missing?", LONGEST);
		return NULL;
	}
	char *text = h->alloc(ctx, GLANE_RUN, FORM_ROOM(n));
	text[form_of_label(word, n, text)] = 0;
	uint32_t words = 1;
	for (const char *p = text; *p; p++)
		words += *p == ' ' || *p == '\'';
	if (!*text)
		r->code = h->fail(ctx, GLANE_EOPTION, here(r), "there is no word in this line: write one or remove it");
	else if (words > PARTS_MOST)
		r->code = h->fail(ctx, GLANE_EOPTION, here(r), "\"%s\" has more than %d words", text, PARTS_MOST);
	return *text && words <= PARTS_MOST ? text : NULL;
}

static void read_row(reading *r)
{
	lexicon *l = r->l;
	lexicon_entry e = { .text = read_word(r), .file = r->path, .line = r->table.record_line };
	if (!e.text)
		return;
	if (!read_valence(r, &e.value) || !read_pos(r, &e.pos) || !read_intensity(r, &e.extreme) ||
	    !read_holder(r, &e.holder))
		return;
	uint32_t key = lexicon_key(l, e.text, (uint32_t)strlen(e.text));
	if (!settle(r, &e, key))
		return;
	e.part = l->n_parts;
	e.n_parts = add_parts(l, e.text);
	l->entry = lexicon_room(l, l->entry, l->n, &l->room, sizeof *l->entry);
	l->entry[l->n] = e;
	lexicon_link_to(l, &l->key[key].named, l->n++);
}

/* Other columns are the user's own business, unless one looks as if it were misspelt. */
static int check_columns(reading *r)
{
	const glane_host *h = r->l->ctx->host;
	for (uint32_t i = 0; i < r->table.n; i++) {
		const csv_field *f = &r->table.field[i];
		bool known = false;
		for (uint32_t k = 0; k < N_COLUMNS; k++)
			known = known || headings_is(&headings[k], f->p, f->n);
		const char *near = known ? NULL : headings_near(headings, N_COLUMNS, f->p, f->n);
		if (near)
			return h->fail(r->l->ctx, GLANE_EOPTION, here(r), "unknown column \"%.*s\": did you mean \"%s\"?",
			               (int)f->n, f->p, near);
	}
	return GLANE_OK;
}

int lexicon_read(lexicon *l, const char *path, const char *option)
{
	const glane_host *h = l->ctx->host;
	encoding_text text;
	trouble t;
	reading r = { .l = l, .path = path, .before = l->n };
	int code = files_table(l->ctx, GLANE_EOPTION, path, ENCODING_AUTO, 0, files_memory(l->ctx, GLANE_SCRATCH), &text,
	                       &r.table);
	if (code)
		return code;
	if (text.n > MOST_BYTES)
		return h->fail(l->ctx, GLANE_EOPTION, glane_at_option(option),
		               "%s is larger than %d MiB: is it the right file?", path, MOST_BYTES >> 20);
	code = headings_find(l->ctx, path, &r.table, headings, N_COLUMNS, r.column);
	if (!code)
		code = check_columns(&r);
	if (code)
		return code;
	while (csv_record(&r.table, &t))
		read_row(&r);
	return t.format ? files_refuse(l->ctx, GLANE_EOPTION, path, &t) : r.code;
}
