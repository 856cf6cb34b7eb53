/* user.c - a user's own lexicon: a table with the columns form, lemma, upos, what. */
#include <stdio.h>
#include <string.h>
#include "analysis/upos.h"
#include "csv/headings.h"
#include "encoding/files.h"
#include "form/form.h"
#include "room/room.h"
#include "lexicon.h"

enum { FORM, LEMMA, UPOS, WHAT, LANG, N_COLUMNS };
static const heading columns[N_COLUMNS] = {
	[FORM] = { "form", "forme; mot; word", true },
	[LEMMA] = { "lemma", "lemme", true },
	[UPOS] = { "upos", "pos; catégorie; category; nature", true },
	[WHAT] = { "what", "quoi; action; opération", false },
	[LANG] = { "lang", "langue; language", false },
};

static const heading whats[] = {
	[WHAT_ADD] = { "add", "ajouter; ajout", false },
	[WHAT_CHANGE] = { "change", "changer; remplacer; replace", false },
	[WHAT_FORBID] = { "forbid", "interdire; supprimer; remove", false },
};

typedef struct {
	glane_ctx *ctx;
	const char *path;
	const csv *c;
	uint32_t at[N_COLUMNS];
	user_lexicon *u;
	uint32_t room;
	int code;			/* of the first fail() */
} reading_user;

/* A cell for the run, trimmed. */
static glane_str cell(const reading_user *r, uint32_t column)
{
	if (r->at[column] == GLANE_NONE)
		return (glane_str){ "", 0 };
	const csv_field *f = &r->c->field[r->at[column]];
	char *p = r->ctx->host->alloc(r->ctx, GLANE_RUN, f->n + 1);
	size_t n = csv_text(f, p), k;
	while (n && (k = form_blank(p, n)) > 0) {
		p += k;
		n -= k;
	}
	while (n && p[n - 1] == ' ')
		n--;
	return (glane_str){ p, (uint32_t)n };
}

static glane_place here(const reading_user *r, uint32_t column)
{
	uint32_t line = r->c->record_line;
	if (r->at[column] != GLANE_NONE)
		line = r->c->field[r->at[column]].line;
	return glane_at_line(r->path, line, 0);
}

static void read_upos(reading_user *r, user_row *row, glane_str said)
{
	const char *name = upos_find(said);
	if (name)
		row->upos = (glane_str){ name, said.n };
	else if (said.n)
		r->code = upos_refuse(r->ctx, here(r, UPOS), said);
	else
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, UPOS),
		                             "\"%.*s\" has no part of speech: write one of NOUN PROPN VERB AUX ADJ ADV PRON DET ADP "
		                             "CCONJ SCONJ NUM PART INTJ SYM PUNCT X into the column upos", GLANE_STR(row->form));
}

static void read_what(reading_user *r, user_row *row, glane_str said)
{
	for (uint8_t i = 0; i < 3; i++)
		if (headings_is(&whats[i], said.p, said.n))
			row->what = i;
	if (!said.n || headings_is(&whats[row->what], said.p, said.n))
		return;
	const char *near = headings_near(whats, 3, said.p, said.n);
	if (near)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, WHAT),
		                             "\"%.*s\" is nothing that a row can do: write %s", GLANE_STR(said), near);
	else
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, WHAT),
		                             "\"%.*s\" is nothing that a row can do: write add, change or forbid", GLANE_STR(said));
}

static void read_form(reading_user *r, user_row *row, glane_str said)
{
	char *form = r->ctx->host->alloc(r->ctx, GLANE_RUN, FORM_ROOM(said.n));
	row->form = (glane_str){ form, (uint32_t)form_of(said.p, said.n, form) };
	if (!said.n)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, FORM),
		                             "the form is missing: write the word as it stands in the texts");
	else if (memchr(said.p, ' ', said.n))
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, FORM),
		                             "\"%.*s\" is more than one word: expressions belong in the file that the step terms reads "
		                             "(expressions-fr, expressions-en)", GLANE_STR(said));
}

static void read_language(reading_user *r, user_row *row, glane_str said)
{
	row->language = (uint8_t)(said.n ? analysis_language(said.p, said.n) : ANALYSIS_LANGUAGES);
	if (said.n && row->language == ANALYSIS_LANGUAGES)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, LANG),
		                             "\"%.*s\" is no language of this step: write fr or en, or nothing for both", GLANE_STR(said));
}

static bool same(glane_str a, glane_str b)
{
	return a.n == b.n && !memcmp(a.p, b.p, a.n);
}

static void read_row(reading_user *r)
{
	user_row row = { .what = WHAT_ADD, .line = r->c->record_line, .next = GLANE_NONE };
	int before = r->code;
	r->code = GLANE_OK;
	glane_str upos = cell(r, UPOS);
	row.lemma = cell(r, LEMMA);
	read_form(r, &row, cell(r, FORM));
	read_what(r, &row, cell(r, WHAT));
	read_language(r, &row, cell(r, LANG));
	if (row.what != WHAT_FORBID || upos.n)
		read_upos(r, &row, upos);
	if (row.what != WHAT_FORBID && !row.lemma.n)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, LEMMA),
		                             "\"%.*s\" has no lemma: write its dictionary form into the column lemma", GLANE_STR(row.form));
	else if (memchr(row.lemma.p, '|', row.lemma.n) || row.lemma.n > 90 || row.form.n > 90)
		r->code = r->ctx->host->fail(r->ctx, GLANE_EOPTION, here(r, LEMMA),
		                             "\"%.*s\" can't be a lemma: it holds \"|\" or is too long", GLANE_STR(row.lemma));
	if (r->code)
		return;
	r->code = before;
	r->u->row = room_for(r->ctx, GLANE_RUN, r->u->row, sizeof *r->u->row, r->u->n, &r->room, 1);
	r->u->row[r->u->n++] = row;
}

static uint32_t hash_of(glane_str s)
{
	uint32_t h = 2166136261u;
	for (uint32_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h ^ h >> 15;
}

static uint32_t *slot_of(const user_lexicon *u, glane_str form)
{
	uint32_t at = hash_of(form) & (u->n_slots - 1);
	while (u->slot[at] != GLANE_NONE && !same(u->row[u->slot[at]].form, form))
		at = (at + 1) & (u->n_slots - 1);
	return &u->slot[at];
}

static void index_rows(glane_ctx *ctx, user_lexicon *u)
{
	for (u->n_slots = 16; u->n_slots < 2 * u->n; )
		u->n_slots *= 2;
	u->slot = ctx->host->alloc(ctx, GLANE_RUN, u->n_slots * sizeof *u->slot);
	memset(u->slot, 0xFF, u->n_slots * sizeof *u->slot);
	/* From the end, so that the chain of a form is in the order of the file. */
	for (uint32_t i = u->n; i-- > 0; ) {
		uint32_t *slot = slot_of(u, u->row[i].form);
		u->row[i].next = *slot;
		*slot = i;
	}
}

/* The same row twice: one of them is a mistake. */
static int refuse_repeated(glane_ctx *ctx, const char *path, const user_lexicon *u)
{
	int code = GLANE_OK;
	for (uint32_t i = 0; i < u->n; i++)
		for (uint32_t k = u->row[i].next; k != GLANE_NONE; k = u->row[k].next) {
			const user_row *o = &u->row[i], *row = &u->row[k];
			if (same(o->lemma, row->lemma) && same(o->upos, row->upos) && o->language == row->language)
				code = ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, row->line, 0),
				                       "\"%.*s\" stands here for the second time, with the same lemma and part of "
				                       "speech as in line %u: keep one of the two", GLANE_STR(row->form),
				                       (unsigned)o->line);
		}
	return code;
}

int user_read(glane_ctx *ctx, const char *path, user_lexicon *out)
{
	encoding_text text;
	trouble t;
	csv c;
	reading_user r = { .ctx = ctx, .path = path, .c = &c, .u = out };
	int code = files_table(ctx, GLANE_EOPTION, path, ENCODING_AUTO, 0, files_memory(ctx, GLANE_SCRATCH), &text, &c);
	if (!code)
		code = headings_find(ctx, path, &c, columns, N_COLUMNS, r.at);
	if (code)
		return code;
	while (csv_record(&c, &t))
		read_row(&r);
	if (t.format)
		return files_refuse(ctx, GLANE_EOPTION, path, &t);
	index_rows(ctx, out);
	code = refuse_repeated(ctx, path, out);
	return r.code ? r.code : code;
}

/* ---- Use ------------------------------------------------------------------------------------- */

typedef struct { reading r[2 * READINGS_MOST]; uint32_t n; } list;

static bool is_forbidden(const user_row *row, const reading *r)
{
	return row->what == WHAT_FORBID && (!row->lemma.n || same(row->lemma, r->lemma)) &&
	       (!row->upos.n || same(row->upos, r->upos));
}

static void put(list *l, reading r)
{
	for (uint32_t i = 0; i < l->n; i++)
		if (same(l->r[i].upos, r.upos) && same(l->r[i].lemma, r.lemma))
			return;
	if (l->n < READINGS_MOST)
		l->r[l->n++] = r;
}

bool user_has(const user_lexicon *u, uint32_t language, glane_str form)
{
	for (uint32_t i = u->n ? *slot_of(u, form) : GLANE_NONE; i != GLANE_NONE; i = u->row[i].next)
		if (u->row[i].language == language || u->row[i].language == ANALYSIS_LANGUAGES)
			return true;
	return false;
}

bool user_apply(const user_lexicon *u, uint32_t language, glane_str form, glane_str readings, bool known, char *out)
{
	if (!u->n)
		return false;
	list l = { .n = 0 };
	reading cut[READINGS_MOST];
	bool any = false, changed = false, added = false;
	uint32_t first = *slot_of(u, form), n = readings_cut(readings, cut, READINGS_MOST);
	for (uint32_t i = first; i != GLANE_NONE; i = u->row[i].next)
		if (u->row[i].language == language || u->row[i].language == ANALYSIS_LANGUAGES) {
			any = true;
			changed |= u->row[i].what == WHAT_CHANGE;
			added |= u->row[i].what == WHAT_ADD;
		}
	if (!any)
		return false;
	for (int pass = WHAT_CHANGE; pass >= WHAT_ADD; pass--) {
		if (pass == WHAT_ADD && !changed && (known || !added))
			for (uint32_t k = 0; k < n; k++)
				put(&l, cut[k]);
		for (uint32_t i = first; i != GLANE_NONE; i = u->row[i].next)
			if (u->row[i].what == pass && (u->row[i].language == language || u->row[i].language == ANALYSIS_LANGUAGES))
				put(&l, (reading){ u->row[i].upos, u->row[i].lemma });
	}
	size_t at = 0;
	*out = '\0';
	for (uint32_t k = 0; k < l.n; k++) {
		bool forbidden = false;
		for (uint32_t i = first; i != GLANE_NONE; i = u->row[i].next)
			forbidden |= is_forbidden(&u->row[i], &l.r[k]);
		if (!forbidden)
			at += (size_t)sprintf(out + at, "%s%.*s:%.*s", at ? "|" : "", GLANE_STR(l.r[k].upos), GLANE_STR(l.r[k].lemma));
	}
	/* Nothing is left: a word of which nothing is known but its form. */
	if (!at)
		sprintf(out, "X:%.*s", GLANE_STR(form));
	return true;
}
