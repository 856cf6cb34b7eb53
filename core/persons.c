/* persons.c - one person has one value of each of its variables, in all its documents. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "corpus_private.h"

/* What was said of a person in one place. */
typedef struct {
	const char *person, *name, *value;	/* value: recoded */
	uint32_t document, speaker;
	place at;
} statement;
typedef struct { const char *person; uint32_t document, speaker; } part;	/* a person in a document */
typedef struct {
	planning *b;
	uint32_t n, room, n_parts, room_parts, n_wrong;
	statement *statement;
	part *part;
} gathering;

static const char *person_of(planning *b, const draft_document *d, uint32_t speaker_number)
{
	const said *s = corpus_said(d, variable_name(b, "respondent"), speaker_number);
	return s ? s->value : NULL;
}

/* Statements of one speaker, or of the document where it has one person alone. */
static void gather(gathering *g, uint32_t number, uint32_t speaker_number)
{
	planning *b = g->b;
	const draft_document *d = &b->d[number];
	const char *person = person_of(b, d, speaker_number);
	if (!person)
		return;
	ARRAY_ROOM(b->in, g->part, g->room_parts, g->n_parts);
	g->part[g->n_parts++] = (part){ person, number, speaker_number };
	for (uint32_t i = 0; i < d->n; i++) {
		const said *s = &d->said[i];
		const variable_def *v = corpus_variable(b->c, s->name);
		const char *value = v->of_document || s->speaker != speaker_number ? NULL
		                    : variables_value(b, d->p.read, s);
		if (!value)
			continue;
		ARRAY_ROOM(b->in, g->statement, g->room, g->n);
		g->statement[g->n++] = (statement){ person, s->name, value, number, speaker_number, s->at };
	}
}

static int by_person(const void *a, const void *b)
{
	const statement *x = a, *y = b;
	int r = strcmp(x->person, y->person);
	if (!r)
		r = strcmp(x->name, y->name);
	if (!r)
		r = (x->document > y->document) - (x->document < y->document);
	return r ? r : (x->speaker > y->speaker) - (x->speaker < y->speaker);
}

static int by_part(const void *a, const void *b)
{
	const part *x = a, *y = b;
	int r = strcmp(x->person, y->person);
	if (!r)
		r = (x->document > y->document) - (x->document < y->document);
	return r ? r : (x->speaker > y->speaker) - (x->speaker < y->speaker);
}

static void two_values(planning *b, const statement *first, const statement *other)
{
	const char *where = first->at.file ? first->at.file : "";
	messages_add(b->m, MESSAGE_ERROR, other->at,
	             _("%s is \"%s\" for the person %s, but \"%s\" in %s, line %u: correct one; or, if it may differ "
	               "between documents of a person, give %s a row in variables.csv with \"document\" in a column \"of\""),
	             other->name, other->value, other->person, first->value, where, first->at.line,
	             other->name);
	b->failed = true;
}

/* What is known of a person in one document holds in its others. */
static void spread(gathering *g, const statement *known)
{
	planning *b = g->b;
	uint32_t low = 0, high = g->n_parts;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(g->part[middle].person, known->person) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < g->n_parts && !strcmp(g->part[low].person, known->person); low++) {
		draft_document *d = &b->d[g->part[low].document];
		const said *s = corpus_said(d, known->name, g->part[low].speaker);
		if (s && variables_value(b, d->p.read, s))
			continue;
		const said *source = corpus_said(&b->d[known->document], known->name, known->speaker);
		said copy = *source;
		copy.speaker = g->part[low].speaker;
		corpus_say(b, d, copy);
	}
}

enum { LISTED = 20 };			/* errors that are told one by one: one wrong column makes thousands */

void persons_settle(planning *b)
{
	gathering g = { .b = b };
	for (uint32_t i = 0; i < b->n; i++) {
		if (!b->d[i].n_rows)
			gather(&g, i, GLANE_NONE);
		for (uint32_t r = 0; r < b->d[i].n_rows; r++)
			gather(&g, i, r);
	}
	if (g.n)
		qsort(g.statement, g.n, sizeof *g.statement, by_person);
	if (g.n_parts)
		qsort(g.part, g.n_parts, sizeof *g.part, by_part);
	for (uint32_t i = 0, end; i < g.n; i = end) {
		const statement *first = &g.statement[i];
		bool agree = true;
		for (end = i + 1; end < g.n; end++) {
			const statement *s = &g.statement[end];
			if (strcmp(s->person, first->person) || strcmp(s->name, first->name))
				break;
			if (agree && strcmp(s->value, first->value)) {
				if (g.n_wrong++ < LISTED)
					two_values(b, first, s);
				agree = false;
			}
		}
		if (agree)
			spread(&g, first);
	}
	if (g.n_wrong > LISTED)
		messages_add(b->m, MESSAGE_ERROR, b->p->at,
		             _("%u more persons have two values of a variable"), g.n_wrong - LISTED);
}
