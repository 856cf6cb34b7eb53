/* correction.c - the file of corrections: read at the plan, every mistake in it said at once. */
#include <config.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "corpus_private.h"
#include "engine_private.h"
#include "pipeline_parts.h"

const correctable correctables[N_CORRECT] = {
	[CORRECT_THEME] = { "theme", "theme|code", "theme", "code" },
	[CORRECT_SENTIMENT] = { "sentiment", "sentiment|tonalite|ton", "sentiment", "label" },
	[CORRECT_SPEAKER] = { "speaker", "speaker|locuteur|locutrice", NULL, NULL },
	[CORRECT_ROLE] = { "role", "role", NULL, NULL },
	[CORRECT_KIND] = { "kind", "kind|nature|genre|type", "verbatim", "kind" },
	[CORRECT_ATTRIBUTION] = { "attribution", "attribution", "verbatim", "attribution" },
	[CORRECT_ORGANISATION] = { "organisation", "organisation|organization", "verbatim", "organisation" },
	[CORRECT_PROFILE] = { "profile", "profile|profil", "verbatim", "profile" },
};

const char *const correction_states[N_CORRECTION_STATES] = {
	[CORRECTION_UNREAD] = N_("document set aside"), [CORRECTION_PENDING] = N_("not found"),
	[CORRECTION_NOT_FOUND] = N_("not found"), [CORRECTION_SEVERAL] = N_("several places"),
	[CORRECTION_CONFLICT] = N_("conflict"), [CORRECTION_ALREADY] = N_("already so"),
	[CORRECTION_APPLIED] = N_("applied"), [CORRECTION_MOVED] = N_("moved"),
};

const char *correction_text(arena *in, const correction *c)
{
	const char *what = arena_print(in, "%s → %s", *c->from ? c->from : "–", *c->to ? c->to : "–");
	if (*c->who)
		what = arena_print(in, "%s: %s", c->who, what);
	return *c->why ? arena_print(in, "%s (%s)", what, c->why) : what;
}

int correction_kind(const char *name)
{
	for (int i = 0; i < N_CORRECT; i++)
		if (text_has(correctables[i].also, '|', name))
			return i;
	return -1;
}

/* ---- Rows ------------------------------------------------------------------------------------ */

enum { DOCUMENT, WORDS, BEGIN, END, WHAT, FROM, TO, WHO, WHY, COLUMNS };
static const char *const columns[COLUMNS] = {
	"document|fichier|file", "words|mots|passage|citation|texte|text", "begin|debut|start", "end|fin", "what|quoi|objet",
	"from|de|avant|before", "to|vers|a|apres|after", "who|qui|par|by", "why|pourquoi|raison|reason",
};

typedef struct { const char *key; uint32_t document; } document_key;

typedef struct {
	planning *b;
	engine *engine;
	sheet s;
	int column[COLUMNS];
	uint32_t row, n_keys;
	document_key *key;		/* sorted */
} reading;

static void wrong(reading *r, const char *format, ...) GLANE_PRINTF(2, 3);
static void wrong(reading *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	messages_addv(r->b->m, MESSAGE_ERROR, sheet_place(&r->s, r->row), format, args);
	va_end(args);
	r->b->failed = true;
}

static const char *cell(const reading *r, int which)
{
	return r->column[which] < 0 ? "" : r->s.cell[r->row][r->column[which]];
}

/* One of the names, by what people write for it: other case and accents, French, a label; NULL after a message. */
static const char *named(reading *r, const char *word, uint32_t n, const char *const *name, const char *const *also,
                         const char *who)
{
	arena *in = r->b->in;
	const char *folded = text_fold(in, str_of(word));
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(name[i], word))
			return name[i];
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(text_fold(in, str_of(name[i])), folded) || (also[i] && !strcmp(text_fold(in, str_of(also[i])), folded)))
			return name[i];
	wrong(r, _("there is no %s \"%s\"%s"), who, word, hint(in, word, n, name, n <= 40));
	return NULL;
}

static bool take_number(reading *r, int which, uint32_t *out)
{
	int64_t v;
	const char *text = cell(r, which);
	*out = GLANE_NONE;
	if (!*text)
		return true;
	if (text_integer(str_of(text), &v) && v >= 0 && v < (int64_t)GLANE_NONE) {
		*out = (uint32_t)v;
		return true;
	}
	wrong(r, _("%s is \"%s\": expected is a whole number, the characters of the document before that place"),
	      which == BEGIN ? "begin" : "end", text);
	return false;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* A theme or kind as its plugin calls it, where a plugin has said which there are. */
static bool take_value(reading *r, const correctable *what, const char **value)
{
	const column_values *v = engine_values(r->engine, what->layer, what->column);
	if (!v || !**value)
		return true;
	*value = named(r, *value, v->n, v->value, v->label, what->name);
	return *value;
}

/* "negative", "-0.6", or both, "negative -0.6". */
static bool take_sentiment(reading *r, correction *c)
{
	static const char *const label[] = { "negative", "neutral", "mixed", "positive" };
	static const char *const french[] = { "negatif", "neutre", "mitige", "positif" };
	glane_str rest = str_of(c->to), part;
	c->score = NAN;
	while (text_name(&rest, &part)) {
		const char *word = arena_copy(r->b->in, part.p, part.n);
		if (text_number(part, &c->score)) {
			if (c->score >= -1 && c->score <= 1)
				continue;
			wrong(r, _("the sentiment \"%s\" is not between -1 and 1"), word);
			return false;
		}
		if (!(c->label = named(r, word, 4, label, french, "sentiment")))
			return false;
	}
	if (!*c->from)
		return true;
	return (c->from = named(r, c->from, 4, label, french, "sentiment")) != NULL;
}

static bool take_role(reading *r, correction *c)
{
	static const char *const role[] = { "respondent", "interviewer", "other" };
	static const char *const french[] = { "enquete", "enqueteur", "autre" };
	return (c->to = named(r, c->to, 3, role, french, _("role"))) != NULL;
}

/* Does a stage make what is corrected? Without one every row would be "not found". */
static bool made(reading *r, const correctable *what)
{
	const pipeline *p = r->b->p;
	for (uint32_t i = 0; i < p->n_stages; i++) {
		const plugin *k = p->stage[i].plugin;
		for (const glane_layer *l = k ? k->def->layers : NULL; l && l->name; l++)
			if (!what->layer || (!strcmp(l->name, what->layer) && (l->how == GLANE_MAKES || l->how == GLANE_MAY_MAKE)))
				return true;
	}
	wrong(r, _("no step of the pipeline makes rows of %s that could be corrected: take the row out, or put the step in"),
	      what->layer);
	return false;
}

static bool take_change(reading *r, correction *c)
{
	const correctable *what = &correctables[c->what];
	bool empty_to = c->what == CORRECT_THEME || c->what == CORRECT_KIND;
	if (!*c->to && (!empty_to || !*c->from)) {
		wrong(r, *c->from || !empty_to ? _("the row doesn't say what %s is to be: fill the column \"to\"") :
		      _("the row says neither what stands there (\"from\") nor what is to (\"to\") as %s"), what->name);
		return false;
	}
	if (!what->layer && !*c->from && !*c->words && c->begin == GLANE_NONE) {
		wrong(r, _("the row doesn't say which speaker is meant: write the name that glane shows in the column \"from\""));
		return false;
	}
	if (!strcmp(c->from, c->to)) {
		wrong(r, _("\"from\" and \"to\" are both \"%s\": nothing is to be changed"), c->to);
		return false;
	}
	if (what->layer && !*c->words && (c->begin == GLANE_NONE || c->end == GLANE_NONE)) {
		wrong(r, _("the row doesn't say where: quote the words of the passage in the column \"words\""));
		return false;
	}
	if (!what->layer)
		return c->what != CORRECT_ROLE || take_role(r, c);
	if (!made(r, what))
		return false;
	if (c->what == CORRECT_SENTIMENT)
		return take_sentiment(r, c);
	return take_value(r, what, &c->from) && take_value(r, what, &c->to);
}

static bool take_what(reading *r, correction *c)
{
	const char *name[N_CORRECT];
	const char *word = cell(r, WHAT);
	c->what = correction_kind(text_fold(r->b->in, str_of(word)));
	if (c->what >= 0)
		return true;
	for (int i = 0; i < N_CORRECT; i++)
		name[i] = correctables[i].name;
	wrong(r, _("what=\"%s\" can't be corrected%s"), word, hint(r->b->in, word, N_CORRECT, name, true));
	return false;
}

static bool take_row(reading *r, correction *c)
{
	*c = (correction){ .line = r->s.line[r->row], .document = cell(r, DOCUMENT), .words = cell(r, WORDS),
		.from = cell(r, FROM), .to = cell(r, TO), .who = cell(r, WHO), .why = cell(r, WHY) };
	bool good = take_number(r, BEGIN, &c->begin);
	good = take_number(r, END, &c->end) && good;
	if (good && c->begin != GLANE_NONE && c->end <= c->begin) {
		wrong(r, _("the passage ends at %u, before it begins at %u"), c->end, c->begin);
		good = false;
	}
	return take_what(r, c) && good && take_change(r, c);
}

/* ---- Documents ------------------------------------------------------------------------------- */

static const char *stem(arena *in, const char *name)
{
	const char *dot = strrchr(name, '.');
	return dot && dot != name && strlen(dot) <= 6 && !strchr(dot, ' ') ? arena_copy(in, name, (size_t)(dot - name)) : name;
}

static const char *final_name(const draft_document *d)
{
	return corpus_said(d, "document", GLANE_NONE)->value;
}

/* Documents by what people may call them: as they are called, without an ending, in other case. The first digit of a key says
 * which; the nearest level that knows a name decides. */
enum { LEVELS = 3 };

static const char *level_key(arena *in, const char *name, int level)
{
	if (level > 0)
		name = stem(in, name);
	return arena_print(in, "%d%s", level, level > 1 ? corpus_fold_case(in, name) : name);
}

static int by_key(const void *a, const void *b)
{
	const document_key *x = a, *y = b;
	int r = strcmp(x->key, y->key);
	return r ? r : (x->document > y->document) - (x->document < y->document);
}

static void make_index(reading *r)
{
	planning *b = r->b;
	r->key = arena_alloc(b->in, (2 * LEVELS * (size_t)b->n + 1) * sizeof *r->key);
	for (uint32_t i = 0; i < b->n; i++)
		for (int level = 0; level < LEVELS; level++) {
			const char *name = final_name(&b->d[i]), *own = b->d[i].own_name;
			r->key[r->n_keys++] = (document_key){ level_key(b->in, name, level), i };
			if (strcmp(name, own))
				r->key[r->n_keys++] = (document_key){ level_key(b->in, own, level), i };
		}
	if (r->n_keys)
		qsort(r->key, r->n_keys, sizeof *r->key, by_key);
}

static uint32_t first_key(const reading *r, const char *key)
{
	uint32_t low = 0, high = r->n_keys;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(r->key[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static draft_document *find_document(reading *r, const char *name)
{
	planning *b = r->b;
	for (int level = 0; level < LEVELS; level++) {
		const char *key = level_key(b->in, name, level);
		uint32_t i = first_key(r, key), k = i;
		if (i == r->n_keys || strcmp(r->key[i].key, key))
			continue;
		while (k < r->n_keys && !strcmp(r->key[k].key, key) && r->key[k].document == r->key[i].document)
			k++;
		draft_document *one = &b->d[r->key[i].document];
		if (k == r->n_keys || strcmp(r->key[k].key, key))
			return one;
		wrong(r, _("several documents are called \"%s\": write \"%s\" or \"%s\""), name, final_name(one),
		      final_name(&b->d[r->key[k].document]));
		return NULL;
	}
	const char **names = arena_alloc(b->in, (b->n + 1) * sizeof *names);
	for (uint32_t i = 0; i < b->n; i++)
		names[i] = final_name(&b->d[i]);
	wrong(r, _("no document is called \"%s\"%s"), name, hint(b->in, stem(b->in, name), b->n, names, b->n <= 12));
	return NULL;
}

static void attach(reading *r, draft_document *d, const correction *c)
{
	planned *p = &d->p;
	if (!(p->n_corrections & (p->n_corrections - 1))) {	/* room doubles at powers of two */
		correction *more = arena_alloc(r->b->in, (2 * (size_t)p->n_corrections + 1) * sizeof *more);
		if (p->n_corrections)
			memcpy(more, p->correction, p->n_corrections * sizeof *more);
		p->correction = more;
	}
	p->correction[p->n_corrections++] = *c;
}

static void check_columns(reading *r)
{
	planning *b = r->b;
	static const char *const must[] = { "document", "what", "to" };
	static const int which[] = { DOCUMENT, WHAT, TO };
	for (size_t i = 0; i < 3; i++)
		if (r->column[which[i]] < 0) {
			messages_add(b->m, MESSAGE_ERROR, (place){ r->s.shown, 1, 0 },
			             _("there is no column \"%s\": the header has %s"), must[i],
			             hint_list(b->in, r->s.n_columns, r->s.column));
			b->failed = true;
		}
	for (uint32_t i = 0; i < r->s.n_columns; i++) {
		bool known = false;
		for (int k = 0; k < COLUMNS; k++)
			known = known || r->column[k] == (int)i;
		if (!known)
			messages_add(b->m, MESSAGE_WARNING, (place){ r->s.shown, 1, 0 },
			             _("the column \"%s\" is none of corrections and is left aside: they are document, words, begin, "
			               "end, what, from, to, who, why"), r->s.column[i]);
	}
}

void corrections_read(planning *b, engine *e)
{
	reading r = { .b = b, .engine = e };
	if (!b->p->corrections || !corpus_sheet(b, b->p->corrections, &r.s))
		return;
	for (int i = 0; i < COLUMNS; i++)
		r.column[i] = sheet_column(b, &r.s, columns[i]);
	check_columns(&r);
	if (r.column[DOCUMENT] < 0 || r.column[WHAT] < 0 || r.column[TO] < 0)
		return;
	corpus *c = b->c;
	make_index(&r);
	c->corrections = r.s.shown;
	c->correction = arena_alloc(b->in, (r.s.n + 1) * sizeof *c->correction);
	for (r.row = 0; r.row < r.s.n; r.row++) {
		correction one;
		bool good = take_row(&r, &one);
		if (!*one.document) {
			wrong(&r, _("the row names no document"));
			continue;
		}
		/* Where nothing is planned, for a merge, the file was checked by those who made the parts. */
		draft_document *d = b->n ? find_document(&r, one.document) : NULL;
		if (good && d)
			attach(&r, d, &one);
		if (good)
			c->correction[c->n_corrections++] = one;
	}
}
