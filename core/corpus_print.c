/* corpus_print.c - `check --variables`: what a corpus says of its documents, for people to look over. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "document.h"
#include "language.h"
#include "sym.h"
#include "text.h"

enum { SHOWN = 40, COMPARED = 400 };	/* modalities of a variable that are listed, and compared */

/* One value of one person in one document; of a multiple-choice variable one part of it. */
typedef struct { const char *value, *person; uint32_t document; } holding;
typedef struct { const char *value; uint32_t documents, persons; double order; } modality_count;
typedef struct {
	const corpus *c;
	arena *in;
	FILE *to;
	uint32_t n, room, n_counts;
	holding *holding;
	modality_count *count;
	uint32_t missing;		/* documents */
} listing;

static const char *type_name(uint32_t type)
{
	switch (type) {
	case GLANE_ORDINAL: return _("ordinal");
	case GLANE_NUMBER: return _("number");
	case GLANE_MULTIPLE: return _("multiple");
	case GLANE_WEIGHT: return _("weight");
	default: return _("nominal");
	}
}

/* ---- Counting -------------------------------------------------------------------------------- */

static const char *value_in(uint32_t n, const known_value *v, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name))
			return v[i].value;
	return NULL;
}

static void hold(listing *l, const variable_def *v, const char *value, const char *person, uint32_t number)
{
	glane_str rest = str_of(value), one;
	while (text_cut(&rest, v->type == GLANE_MULTIPLE ? '|' : '\0', &one)) {
		if (!one.n)
			continue;
		ARRAY_ROOM(l->in, l->holding, l->room, l->n);
		l->holding[l->n++] = (holding){ arena_copy(l->in, one.p, one.n), person, number };
	}
}

/* A speaker of whom metadata says nothing has the document's value. */
static void gather(listing *l, const variable_def *v)
{
	l->n = l->room = l->missing = 0;
	l->holding = NULL;
	for (uint32_t d = 0; d < l->c->n_documents; d++) {
		const planned *p = &l->c->document[d];
		const char *own = value_in(p->n_values, p->value, v->name);
		bool any = own != NULL;
		if (!p->n_speakers && own)
			hold(l, v, own, p->person ? p->person : sym_text(p->pub.name), d);
		for (uint32_t s = 0; s < p->n_speakers; s++) {
			const known_speaker *k = &p->speaker[s];
			const char *value = value_in(k->n, k->value, v->name);
			value = value ? value : own;
			any = any || value;
			if (value)
				hold(l, v, value, k->person ? k->person : arena_print(l->in, "%s/%s",
				     sym_text(p->pub.name), k->speaker), d);
		}
		l->missing += !any;
	}
}

static int by_person(const void *a, const void *b)
{
	const holding *x = a, *y = b;
	int r = strcmp(x->value, y->value);
	return r ? r : strcmp(x->person, y->person);
}

static int by_document(const void *a, const void *b)
{
	const holding *x = a, *y = b;
	int r = strcmp(x->value, y->value);
	return r ? r : (x->document > y->document) - (x->document < y->document);
}

static int by_order(const void *a, const void *b)
{
	const modality_count *x = a, *y = b;
	if (x->order < y->order || x->order > y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->value, y->value);
}

static void count(listing *l, const variable_def *v)
{
	l->count = arena_alloc(l->in, (l->n + 1) * sizeof *l->count);
	l->n_counts = 0;
	if (!l->n)
		return;
	qsort(l->holding, l->n, sizeof *l->holding, by_person);
	for (uint32_t i = 0; i < l->n; i++) {
		const holding *h = &l->holding[i];
		bool same = i && !strcmp(h[-1].value, h->value);
		if (!same)
			l->count[l->n_counts++] = (modality_count){ h->value, 0, 0,
				corpus_order(l->c, v->name, h->value) };
		l->count[l->n_counts - 1].persons += !same || strcmp(h[-1].person, h->person);
	}
	qsort(l->holding, l->n, sizeof *l->holding, by_document);
	for (uint32_t i = 0, k = 0; i < l->n; i++) {
		const holding *h = &l->holding[i];
		bool same = i && !strcmp(h[-1].value, h->value);
		k += i && !same;
		l->count[k].documents += !same || h[-1].document != h->document;
	}
	qsort(l->count, l->n_counts, sizeof *l->count, by_order);
}

/* ---- Near-duplicates ------------------------------------------------------------------------- */

/* Case, accents and blanks aside. */
static char *bare(arena *in, const char *s)
{
	char *out = arena_string(in, text_fold(in, str_of(s))), *to = out;
	for (const char *p = out; *p; p++)
		if (*p != '_')
			*to++ = *p;
	*to = 0;
	return out;
}

/* One letter changed, put in, left out, or two neighbours exchanged. */
static bool one_apart(const char *a, const char *b)
{
	size_t n = strlen(a), m = strlen(b), i = 0;
	if (n > m)
		return one_apart(b, a);
	while (i < n && a[i] == b[i])
		i++;
	if (n == m)
		return !strcmp(a + i + 1, b + i + 1) ||
		       (i + 1 < n && a[i] == b[i + 1] && a[i + 1] == b[i] && !strcmp(a + i + 2, b + i + 2));
	return m == n + 1 && !strcmp(a + i, b + i + 1);
}

static bool forms_near(const char *a, const char *b)
{
	if (!strcmp(a, b))
		return true;
	/* Numbers, dates and codes differ by a digit on purpose. */
	return strlen(a) > 4 && strlen(b) > 4 && !strpbrk(a, "0123456789") && !strpbrk(b, "0123456789") &&
	       one_apart(a, b);
}

bool modality_near(arena *in, const char *a, const char *b)
{
	return forms_near(bare(in, a), bare(in, b));
}

static void print_near(listing *l, const variable_def *v)
{
	uint32_t n = l->n_counts;
	if (v->type == GLANE_NUMBER || v->type == GLANE_WEIGHT || n > COMPARED)
		return;
	char **form = arena_alloc(l->in, (n + 1) * sizeof *form);
	for (uint32_t i = 0; i < n; i++)
		form[i] = bare(l->in, l->count[i].value);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = i + 1; k < n; k++)
			if (forms_near(form[i], form[k])) {
				fputs("    ", l->to);
				fprintf(l->to, _("\"%s\" and \"%s\" are nearly the same: if they are one, recode one of "
				                 "them in values.csv"), l->count[i].value, l->count[k].value);
				fputc('\n', l->to);
			}
}

/* ---- Printing -------------------------------------------------------------------------------- */

/* Columns are aligned by characters, which printf doesn't count. */
static void print_right(FILE *to, const char *s, int width)
{
	int n = (int)text_code_points(str_of(s));
	fprintf(to, "%*s%s", n < width ? width - n : 0, "", s);
}

static void print_counts(listing *l, const variable_def *v)
{
	char number[16];
	fputs("    ", l->to);
	print_right(l->to, _("documents"), 10);
	print_right(l->to, _("persons"), 11);
	fputc('\n', l->to);
	for (uint32_t i = 0; i < l->n_counts && i < SHOWN; i++) {
		const modality_count *k = &l->count[i];
		const char *label = corpus_value_label(l->c, v->name, k->value, language_user());
		fprintf(l->to, "    %10u%11u  %s", k->documents, k->persons, k->value);
		if (strcmp(label, k->value))
			fprintf(l->to, " (%s)", label);
		fputc('\n', l->to);
	}
	if (l->n_counts > SHOWN) {
		snprintf(number, sizeof number, "%u", l->n_counts - SHOWN);
		fputs("                           ", l->to);
		fprintf(l->to, _("… and %s more"), number);
		fputc('\n', l->to);
	}
	if (l->missing)
		fprintf(l->to, "    %10u%11s  %s\n", l->missing, "", _("(missing)"));
}

static void print_variable(listing *l, const variable_def *v)
{
	const char *label = corpus_variable_label(l->c, v->name, language_user());
	gather(l, v);
	if (!l->n && !v->declared)
		return;
	count(l, v);
	fprintf(l->to, "\n%s", v->name);
	if (strcmp(label, v->name))
		fprintf(l->to, " (%s)", label);
	fprintf(l->to, ": %s", type_name(v->type));
	if (v->of_document)
		fprintf(l->to, ", %s", _("of the document"));
	if (v->identifying)
		fprintf(l->to, ", %s", _("identifying"));
	if (v->at.file && v->at.line)
		fprintf(l->to, ", %s:%u", v->at.file, v->at.line);
	else if (v->at.file)
		fprintf(l->to, ", %s", v->at.file);
	fputc('\n', l->to);
	print_counts(l, v);
	print_near(l, v);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static uint32_t count_persons(const corpus *c, arena *in)
{
	uint32_t n = 0, room = 0, distinct = 0;
	const char **person = NULL;
	for (uint32_t d = 0; d < c->n_documents; d++) {
		const planned *p = &c->document[d];
		for (uint32_t s = 0; s < (p->n_speakers ? p->n_speakers : 1); s++) {
			const char *name = p->n_speakers ? p->speaker[s].person : p->person;
			if (!name && p->n_speakers)
				name = arena_print(in, "%s/%s", sym_text(p->pub.name), p->speaker[s].speaker);
			ARRAY_ROOM(in, person, room, n);
			person[n++] = name ? name : sym_text(p->pub.name);
		}
	}
	if (n)
		qsort(person, n, sizeof *person, by_text);
	for (uint32_t i = 0; i < n; i++)
		distinct += !i || strcmp(person[i - 1], person[i]);
	return distinct;
}

void corpus_print_variables(const corpus *c, FILE *to)
{
	listing l = { .c = c, .in = arena_new(), .to = to };
	uint32_t persons = count_persons(c, l.in);
	fprintf(to, _("documents: %u, persons: %u"), c->n_documents, persons);
	fputc('\n', to);
	for (uint32_t i = 0; i < c->n_variables; i++) {
		const variable_def *v = &c->variable[i];
		/* Every document has another. */
		if (strcmp(v->name, "document") && strcmp(v->name, "file"))
			print_variable(&l, v);
	}
	arena_free(l.in);
}
