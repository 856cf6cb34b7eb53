/* facts.c - what the run store says of people: their variables, turns, themes, tone and classes. */
#include "respondents.h"
#include <stdlib.h>
#include <string.h>
#include "room/room.h"
#include "statistics/survey.h"

/* The place of a symbol in a list by ids, which are small and dense. */
static uint32_t *place(facts *f, uint32_t **of, uint32_t *n_ids, glane_sym s)
{
	*of = room_for(f->ctx, GLANE_SCRATCH, *of, sizeof **of, s.id, n_ids, 1);
	return &(*of)[s.id];
}

static uint32_t person_of(facts *f, glane_sym person)
{
	uint32_t *at = place(f, &f->person_of, &f->n_person_ids, person);
	if (!*at) {
		f->person = room_for(f->ctx, GLANE_SCRATCH, f->person, sizeof *f->person, f->n_persons, &f->room_persons, 1);
		f->person[f->n_persons] = person;
		*at = ++f->n_persons;
	}
	return *at - 1;
}

static glane_sym joined(facts *f, const char *a, const char *b, glane_str c)
{
	size_t n = strlen(a), m = strlen(b);
	pool_mark then = pool_now(f->p);
	char *text = pool_alloc(f->p, n + m + c.n + 1);
	glane_sym s;
	memcpy(text, a, n);
	memcpy(text + n, b, m);
	memcpy(text + n + m, c.p, c.n);
	f->ctx->host->intern(f->ctx, 1, &(glane_str){ text, (uint32_t)(n + m) + c.n }, &s);
	pool_back(f->p, then);
	return s;
}

/* The measure of that name, made where it isn't there. A name that another kind has is prefixed. */
static uint32_t measure_of(facts *f, glane_sym name, measure m)
{
	uint32_t *at = place(f, &f->measure_of, &f->n_measure_ids, name);
	if (*at) {
		const measure *old = &f->measure[*at - 1];
		if (old->kind == m.kind && old->variable == m.variable && old->modality == m.modality)
			return *at - 1;
		return measure_of(f, joined(f, "var.", "", f->ctx->host->string(f->ctx, name)), m);
	}
	f->measure = room_for(f->ctx, GLANE_SCRATCH, f->measure, sizeof *f->measure, f->n_measures, &f->room_measures, 1);
	f->measure[f->n_measures] = m;
	f->measure[f->n_measures].name = name;
	*at = ++f->n_measures;
	return *at - 1;
}

static fact *add(facts *f, uint32_t person, uint32_t of, uint32_t document, uint32_t row)
{
	f->fact = room_for(f->ctx, GLANE_SCRATCH, f->fact, sizeof *f->fact, f->n, &f->room, 1);
	f->fact[f->n] = (fact){ .person = person, .measure = of, .document = document, .row = row, .weight = 1 };
	return &f->fact[f->n++];
}

/* ---- Variables --------------------------------------------------------------------------------- */

static uint32_t variable_of(facts *f, const char *name)
{
	glane_sym s = f->ctx->host->sym(f->ctx, name);
	uint32_t *at = place(f, &f->variable_of, &f->n_variable_ids, s);
	if (!*at)
		*at = ++f->n_variables;
	return *at - 1;
}

static void add_modalities(facts *f, uint32_t person, uint32_t document, const glane_variable *v)
{
	uint32_t variable = variable_of(f, v->name);
	f->answer = room_for(f->ctx, GLANE_SCRATCH, f->answer, sizeof *f->answer, f->n_answers, &f->room_answers, 1);
	f->answer[f->n_answers].person = person;
	f->answer[f->n_answers++].variable = variable;
	for (uint32_t from = 0, to; from < v->value.n; from = to + 1) {
		for (to = from; to < v->value.n && v->value.p[to] != '|' && v->value.p[to] != ';'; to++) { }
		glane_str one = { v->value.p + from, to - from };
		for (; one.n && *one.p == ' '; one.n--)
			one.p++;
		while (one.n && one.p[one.n - 1] == ' ')
			one.n--;
		if (!one.n)
			continue;
		measure m = { .kind = MEASURE_VARIABLE, .variable = variable, .number = true, .modality = true, .in = "document" };
		add(f, person, measure_of(f, joined(f, v->name, ".", one), m), document, 0)->value = 1;
	}
}

/* Names of columns that aren't variables. */
static bool reserved(const char *name)
{
	static const char *const others[] = { "person", "documents", "turns", "words", "sentiment", "class" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(name, others[i]))
			return true;
	return false;
}

static void add_variable(facts *f, uint32_t person, uint32_t document, const glane_variable *v)
{
	/* Names of documents and people are there anyway; files, formats and who coded say nothing of people. */
	static const char *const others[] = { "document", "file", "format", "respondent", "coders" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (!strcmp(v->name, others[i]))
			return;
	if (v->type == GLANE_MULTIPLE) {
		add_modalities(f, person, document, v);
		return;
	}
	bool number = v->type == GLANE_NUMBER || v->type == GLANE_WEIGHT;
	double x = 0;
	if (number && !survey_number(v->value.p, v->value.n, &x))
		return;
	measure m = { .kind = MEASURE_VARIABLE, .variable = variable_of(f, v->name), .number = number, .in = "document" };
	glane_str name = { v->name, (uint32_t)strlen(v->name) };
	fact *k = add(f, person, measure_of(f, joined(f, reserved(v->name) ? "var." : "", "", name), m), document, 0);
	k->value = x;
	if (!number)
		f->ctx->host->intern(f->ctx, 1, &v->value, &k->text);
}

static bool has(const glane_variable *v, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name) && v[i].value.n)
			return true;
	return false;
}

/* The speaker's, and those of the document that the speaker hasn't. */
static void add_variables(facts *f, uint32_t person, uint32_t document, const glane_doc *doc, const glane_speaker *s)
{
	for (uint32_t i = 0; i < s->n_variables; i++)
		if (s->variable[i].value.n)
			add_variable(f, person, document, &s->variable[i]);
	for (uint32_t i = 0; i < doc->n_variables; i++)
		if (doc->variable[i].value.n && !has(s->variable, s->n_variables, doc->variable[i].name))
			add_variable(f, person, document, &doc->variable[i]);
}

/* ---- Documents --------------------------------------------------------------------------------- */

/* Measures that are the same in all studies. */
static uint32_t known(facts *f, uint32_t kind)
{
	static const struct { const char *name, *in; bool number; } all[] = {
		[MEASURE_NAMES] = { "document", "document", false }, [MEASURE_DOCUMENTS] = { "documents", "document", true },
		[MEASURE_TURNS] = { "turns", "turn", true }, [MEASURE_WORDS] = { "words", "document", true },
		[MEASURE_SENTIMENT] = { "sentiment", "sentiment", true }, [MEASURE_CLASS] = { "class", "segment", false },
	};
	return measure_of(f, f->ctx->host->sym(f->ctx, all[kind].name),
	                  (measure){ .kind = kind, .number = all[kind].number, .in = all[kind].in });
}

static double characters(const glane_doc *doc, glane_span s)
{
	uint32_t n = 0;
	for (uint32_t i = s.begin; i < s.end; i++)
		n += ((unsigned char)doc->text.p[i] & 0xc0) != 0x80;
	return n;
}

/* Rows of somebody whom the unit has: `where` may leave a person out whose sentences it lets in. */
static bool counts(const glane_scope *s, uint32_t row)
{
	return s->unit[row] != GLANE_NONE;
}

/* person[u] is who speaks in row u of the unit. */
static void add_tone(facts *f, uint32_t document, const glane_doc *doc, const uint32_t *person)
{
	const input *in = f->ctx->input;
	for (uint32_t i = 0; in->score && i < in->sentiment.n; i++) {
		double score = in->score[in->sentiment.row[i]];
		if (!counts(&in->sentiment, i) || !(score >= -1 && score <= 1))
			continue;
		fact *k = add(f, person[in->sentiment.unit[i]], known(f, MEASURE_SENTIMENT), document, in->sentiment.row[i]);
		k->value = score;
		k->weight = characters(doc, in->sentiment.span[i]);
	}
}

static void add_scopes(facts *f, uint32_t document, const uint32_t *person)
{
	const glane_host *h = f->ctx->host;
	const input *in = f->ctx->input;
	for (uint32_t i = 0; i < in->turn.n; i++)
		if (counts(&in->turn, i))
			add(f, person[in->turn.unit[i]], known(f, MEASURE_TURNS), document, in->turn.row[i])->value = 1;
	for (uint32_t i = 0; in->code && i < in->theme.n; i++) {
		glane_sym code = in->code[in->theme.row[i]];
		measure m = { .kind = MEASURE_THEME, .number = true, .in = "theme" };
		if (code.id && counts(&in->theme, i))
			add(f, person[in->theme.unit[i]], measure_of(f, joined(f, "theme", ".", h->string(f->ctx, code)), m), document,
			    in->theme.row[i])->value = 1;
	}
	for (uint32_t i = 0; in->class && i < in->segment.n; i++) {
		glane_sym class = in->class[in->segment.row[i]];
		if (class.id && counts(&in->segment, i))
			add(f, person[in->segment.unit[i]], known(f, MEASURE_CLASS), document, in->segment.row[i])->text = class;
	}
}

static void read_document(facts *f, uint32_t number, const glane_doc *doc)
{
	const input *in = f->ctx->input;
	pool_mark then = pool_now(f->p);
	uint32_t *person = pool_array(f->p, person, in->unit.n);
	for (uint32_t i = 0; i < in->unit.n; i++) {
		const glane_speaker *who = &doc->speaker[in->unit.speaker[i]];
		person[i] = person_of(f, who->person);
		add(f, person[i], known(f, MEASURE_NAMES), number, 0)->text = doc->name;
		add(f, person[i], known(f, MEASURE_DOCUMENTS), number, 0)->value = 1;
		add_variables(f, person[i], number, doc, who);
	}
	add_scopes(f, number, person);
	add_tone(f, number, doc, person);
	pool_back(f->p, then);
}

void facts_read(facts *f)
{
	const glane_host *h = f->ctx->host;
	uint32_t n = h->documents(f->ctx);
	f->document = h->alloc(f->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *f->document);
	for (uint32_t d = 0; d < n; d++) {
		const glane_doc *doc = h->document(f->ctx, d);
		if (!doc)
			break;
		f->document[f->n_documents++] = doc->name;
		*place(f, &f->document_of, &f->n_document_ids, doc->name) = f->n_documents;
		read_document(f, d, doc);
	}
}

void facts_words(facts *f, glane_sym person, glane_sym document, int64_t words)
{
	uint32_t number = *place(f, &f->document_of, &f->n_document_ids, document);
	if (number)
		add(f, person_of(f, person), known(f, MEASURE_WORDS), number - 1, 0)->value = (double)words;
}

/* ---- Order ------------------------------------------------------------------------------------- */

/* number[i]: the place of i among the n names in code-point order. */
static uint32_t *ranks(facts *f, uint32_t n, const glane_sym *name)
{
	uint32_t *order = pool_array(f->p, order, n), *rank = pool_array(f->p, rank, n);
	f->ctx->host->order(f->ctx, n, name, order);
	for (uint32_t i = 0; i < n; i++)
		rank[order[i]] = i;
	return rank;
}

typedef struct { measure m; uint32_t rank, old; } ranked_measure;

static int compare_measures(const void *a, const void *b)
{
	const ranked_measure *x = a, *y = b;
	if (x->m.kind != y->m.kind)
		return x->m.kind < y->m.kind ? -1 : 1;
	if (x->m.kind == MEASURE_VARIABLE && x->m.variable != y->m.variable)
		return x->m.variable < y->m.variable ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

static int compare_facts(const void *a, const void *b)
{
	const fact *x = a, *y = b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->measure != y->measure)
		return x->measure < y->measure ? -1 : 1;
	if (x->document != y->document)
		return x->document < y->document ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Themes of all people, and modalities of who answered: what isn't said is 0. */
static void add_zeros(facts *f)
{
	const measure *m = f->measure;
	for (uint32_t k = 0; k < f->n_measures; k++)
		for (uint32_t i = 0; m[k].kind == MEASURE_THEME && i < f->n_persons; i++)
			add(f, i, k, 0, GLANE_NONE);
	for (uint32_t i = 0; i < f->n_answers; i++)
		for (uint32_t k = 0; k < f->n_measures; k++)
			if (m[k].modality && m[k].variable == f->answer[i].variable)
				add(f, f->answer[i].person, k, 0, GLANE_NONE);
}

void facts_settle(facts *f)
{
	glane_sym *name = pool_array(f->p, name, f->n_measures);
	ranked_measure *measures = pool_array(f->p, measures, f->n_measures);
	uint32_t *to = pool_array(f->p, to, f->n_measures);
	add_zeros(f);
	for (uint32_t k = 0; k < f->n_measures; k++)
		name[k] = f->measure[k].name;
	uint32_t *rank = ranks(f, f->n_measures, name), *person = ranks(f, f->n_persons, f->person);
	for (uint32_t k = 0; k < f->n_measures; k++)
		measures[k] = (ranked_measure){ f->measure[k], rank[k], k };
	if (f->n_measures)
		qsort(measures, f->n_measures, sizeof *measures, compare_measures);
	for (uint32_t k = 0; k < f->n_measures; k++) {
		f->measure[k] = measures[k].m;
		to[measures[k].old] = k;
	}
	glane_sym *persons = pool_array(f->p, persons, f->n_persons);
	for (uint32_t i = 0; i < f->n_persons; i++)
		persons[person[i]] = f->person[i];
	f->person = persons;
	for (uint32_t i = 0; i < f->n; i++) {
		f->fact[i].person = person[f->fact[i].person];
		f->fact[i].measure = to[f->fact[i].measure];
	}
	if (f->n)
		qsort(f->fact, f->n, sizeof *f->fact, compare_facts);
}
