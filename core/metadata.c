/* metadata.c - joins a table with a row per file, or per file and speaker, to the documents of a read. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "corpus_private.h"

/* People write names of files with or without folder and ending, in other case, and on some disks with
 * accents in two parts. Each document is known by several keys; the first digit of a key says how far
 * it is from the name itself, and the nearest level that knows a name decides. */
enum { LEVELS = 4 };
typedef struct { const char *key; uint32_t document; } key;
typedef struct { uint32_t n, room; key *key; } index_;

/* Without ".txt" and the like: a full stop in "Dr. Smith" ends nothing. */
static const char *without_ending(arena *in, const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t n = dot ? strlen(dot + 1) : 0;
	if (!dot || dot == name || !n || n > 5)
		return name;
	for (const char *p = dot + 1; *p; p++)
		if (!((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9')))
			return name;
	return arena_copy(in, name, (size_t)(dot - name));
}

static const char *level_key(arena *in, const char *name, int level)
{
	const char *s = corpus_nfc(in, name);
	if (level & 1)
		s = without_ending(in, s);
	if (level & 2)
		s = corpus_fold_case(in, s);
	return arena_print(in, "%d%s", level, s);
}

static void add_keys(planning *b, index_ *x, uint32_t number, const char *name)
{
	for (int level = 0; level < LEVELS; level++) {
		ARRAY_ROOM(b->in, x->key, x->room, x->n);
		x->key[x->n++] = (key){ level_key(b->in, name, level), number };
	}
}

static int by_key(const void *a, const void *b)
{
	const key *x = a, *y = b;
	int r = strcmp(x->key, y->key);
	return r ? r : (x->document > y->document) - (x->document < y->document);
}

static void make_index(planning *b, const stage *read, index_ *x)
{
	*x = (index_){ 0 };
	for (uint32_t i = 0; i < b->n; i++) {
		const draft_document *d = &b->d[i];
		if (d->p.read != read)
			continue;
		add_keys(b, x, i, d->own_name);
		bool alone = (!i || b->d[i - 1].p.file != d->p.file) &&
		             (i + 1 == b->n || b->d[i + 1].p.file != d->p.file);
		if (alone)
			add_keys(b, x, i, path_name(d->p.file->pub.name));
	}
	if (x->n)
		qsort(x->key, x->n, sizeof *x->key, by_key);
}

/* The one document with that key; GLANE_NONE: none, or several. */
static uint32_t find(const index_ *x, const char *text)
{
	uint32_t low = 0, high = x->n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(x->key[middle].key, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == x->n || strcmp(x->key[low].key, text))
		return GLANE_NONE;
	for (uint32_t i = low; i < x->n && !strcmp(x->key[i].key, text); i++)
		if (x->key[i].document != x->key[low].document)
			return GLANE_NONE;
	return x->key[low].document;
}

static uint32_t find_document(planning *b, const index_ *x, const char *name)
{
	for (int level = 0; level < LEVELS; level++) {
		uint32_t d = find(x, level_key(b->in, name, level));
		if (d == GLANE_NONE && strchr(name, '/'))
			d = find(x, level_key(b->in, path_name(name), level));
		if (d != GLANE_NONE)
			return d;
	}
	return GLANE_NONE;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

typedef struct {
	planning *b;
	const stage *read;
	sheet s;
	index_ index;
	int document, speaker;		/* columns; speaker -1: none */
	const char **name;		/* variable of each column */
	uint32_t strangers;		/* rows without a document */
} joining;

enum { LISTED = 10 };			/* as many are named one by one */

static void no_document(joining *j, uint32_t row)
{
	planning *b = j->b;
	const char *name = j->s.cell[row][j->document], **names;
	uint32_t n = 0;
	if (++j->strangers > LISTED)
		return;
	names = arena_alloc(b->in, (b->n + 1) * sizeof *names);
	for (uint32_t i = 0; i < b->n; i++)
		if (b->d[i].p.read == j->read)
			names[n++] = b->d[i].own_name;
	const char *near = suggest_name(without_ending(b->in, path_name(name)), n, names);
	if (near)
		messages_add(b->m, MESSAGE_WARNING, sheet_place(&j->s, row),
		             _("no document is called \"%s\": did you mean \"%s\"? The row is left aside"), name, near);
	else
		messages_add(b->m, MESSAGE_WARNING, sheet_place(&j->s, row),
		             _("no document is called \"%s\": the row is left aside"), name);
}

/* The speaker's place among the document's rows; GLANE_NONE where the row is the document's; TWICE after
 * the message that it is there already. */
#define TWICE (GLANE_NONE - 1)
static uint32_t speaker_of(joining *j, draft_document *d, uint32_t row)
{
	planning *b = j->b;
	const char *id = j->speaker < 0 ? "" : j->s.cell[row][j->speaker];
	place at = sheet_place(&j->s, row);
	if (!*id) {
		if (d->line) {
			messages_add(b->m, MESSAGE_ERROR, at,
			             _("%s has a row already, line %u: take one out, or name the speakers in a column \"speaker\""),
			             d->own_name, d->line);
			b->failed = true;
			return TWICE;
		}
		d->line = at.line;
		return GLANE_NONE;
	}
	for (uint32_t i = 0; i < d->n_rows; i++)
		if (!strcmp(d->row[i].speaker, id)) {
			messages_add(b->m, MESSAGE_ERROR, at,
			             _("the speaker %s of %s has a row already, line %u: take one out"), id,
			             d->own_name, d->row[i].at.line);
			b->failed = true;
			return TWICE;
		}
	ARRAY_ROOM(b->in, d->row, d->room_rows, d->n_rows);
	d->row[d->n_rows] = (speaker_row){ id, at };
	return d->n_rows++;
}

static void take_row(joining *j, uint32_t row)
{
	planning *b = j->b;
	const char *name = j->s.cell[row][j->document];
	if (!*name) {
		messages_add(b->m, MESSAGE_ERROR, sheet_place(&j->s, row), _("the row names no document"));
		b->failed = true;
		return;
	}
	uint32_t i = find_document(b, &j->index, name);
	if (i == GLANE_NONE) {
		no_document(j, row);
		return;
	}
	draft_document *d = &b->d[i];
	d->in_metadata = true;
	uint32_t speaker_number = speaker_of(j, d, row);
	for (uint32_t k = 0; k < j->s.n_columns && speaker_number != TWICE; k++)
		if ((int)k != j->document && (int)k != j->speaker)
			corpus_say(b, d, (said){ j->name[k], j->s.cell[row][k], sheet_place(&j->s, row),
			                         SAID_IN_METADATA, speaker_number });
}

/* What all rows of a document's speakers agree on is the document's as well: `when` looks there. What
 * is of the document by its nature is in any case. */
static void lift(planning *b, draft_document *d)
{
	uint32_t n = d->n;
	for (uint32_t i = 0; i < n; i++) {
		said one = d->said[i];
		uint32_t agree = 0, differ = 0;
		if (one.speaker == GLANE_NONE || corpus_said(d, one.name, GLANE_NONE))
			continue;
		const char *value = variables_value(b, d->p.read, &one);
		for (uint32_t r = 0; r < d->n_rows; r++) {
			const said *other = corpus_said(d, one.name, r);
			bool same = other && !strcmp(variables_value(b, d->p.read, other), value);
			agree += same;
			differ += other && !same;
		}
		bool of_document = corpus_variable(b->c, one.name)->of_document;
		if (of_document && differ)
			messages_add(b->m, MESSAGE_WARNING, one.at,
			             _("the rows of %s do not agree on %s, which is the document's: \"%s\" is taken"),
			             d->own_name, one.name, one.value);
		one.speaker = GLANE_NONE;
		if (of_document || agree == d->n_rows)
			corpus_say(b, d, one);
	}
}

static void name_missing(joining *j)
{
	planning *b = j->b;
	const char *list = NULL;
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++) {
		const draft_document *d = &b->d[i];
		if (d->p.read != j->read || d->in_metadata)
			continue;
		b->d[i].p.undescribed = true;
		if (++n > LISTED)
			continue;
		list = list ? arena_print(b->in, "%s, %s", list, d->own_name) : d->own_name;
	}
	if (n > LISTED)
		list = arena_print(b->in, _("%s and %u more"), list, n - LISTED);
	if (n)
		messages_add(b->m, MESSAGE_WARNING, (place){ j->s.shown, 0, 0 },
		             _("documents without a row: %s"), list);
	if (j->strangers > LISTED)
		messages_add(b->m, MESSAGE_WARNING, (place){ j->s.shown, 0, 0 },
		             _("%u more rows are of no document"), j->strangers - LISTED);
}

void metadata_join(planning *b, const stage *read)
{
	joining j = { .b = b, .read = read };
	if (!read->metadata || !corpus_sheet(b, read->metadata, &j.s))
		return;
	j.document = sheet_column(b, &j.s, "document|fichier|file|nom_de_fichier|nom_du_fichier|file_name|"
	                          "filename|id|identifiant|transcript_id|texte|text");
	j.speaker = sheet_column(b, &j.s, "speaker|locuteur|locutrice|intervenant");
	if (j.document < 0) {
		messages_add(b->m, MESSAGE_ERROR, (place){ j.s.shown, 1, 0 },
		             _("no column says which document a row is of: call it \"document\""));
		b->failed = true;
		return;
	}
	make_index(b, read, &j.index);
	j.name = arena_alloc(b->in, j.s.n_columns * sizeof *j.name);
	for (uint32_t i = 0; i < j.s.n_columns; i++)
		if ((int)i != j.document && (int)i != j.speaker)
			j.name[i] = variable_of(b, j.s.column[i], (place){ j.s.shown, 1, 0 })->name;
	for (uint32_t r = 0; r < j.s.n; r++)
		take_row(&j, r);
	for (uint32_t i = 0; i < b->n; i++)
		if (b->d[i].p.read == read && b->d[i].n_rows)
			lift(b, &b->d[i]);
	name_missing(&j);
}
