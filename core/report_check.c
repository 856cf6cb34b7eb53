/* report_check.c - core.check: what people should look at before they believe a number. Found in the stored documents
 * alone, so that a merge on a machine without the corpus finds the same. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "engine_private.h"
#include "language.h"
#include "sym.h"
#include "text.h"

#define CHECKS N_("interviewer-share") "|" N_("label-once") "|" N_("near-modalities") "|" N_("no-metadata")
typedef struct { glane_sym document, check, subject, said; } check_row;
static const glane_column check_columns[] = {
	GLANE_COL_KEY(check_row, document, "document", N_("Document")),
	GLANE_COL_KEY_WORD(check_row, check, "check", CHECKS, N_("Check")),
	GLANE_COL_KEY(check_row, subject, "subject", N_("Subject")),
	GLANE_COL_LABEL(check_row, said, "said", N_("What was found, and what to do")),
	GLANE_LAST
};

static const glane_table check_table = { "check", GLANE_REPORTED | GLANE_CHECK | GLANE_PERSONAL, check_columns, sizeof(check_row), "check document subject",
	NULL, NULL, N_("Files, speakers and variables to check"), N_("{subject} ({document}): {said}") };

/* An interviewer who says more than that is no longer listening, or the marks of speakers are wrong. */
enum { INTERVIEWER_PERCENT = 60, FEWEST_WORDS = 50, FEWEST_TURNS = 4 };

typedef struct { glane_sym name, document; uint32_t turns; } label_seen;
struct checks {
	engine *e;
	arena *in;
	table_draft *out;
	uint32_t n_labels, room_labels;
	label_seen *label;
};

static void say(checks *c, glane_sym of, const char *check, const char *subject, const char *said)
{
	check_row row = { of, sym_of(check), sym_of(subject), sym_of(said) };
	table_add(c->out, &row, NULL);
}

static const char *tell(const checks *c, const char *text)
{
	return language_say(c->e->study.language, NULL, text);
}

/* ---- Speakers -------------------------------------------------------------------------------------- */

static uint32_t words_in(glane_str text, glane_span s)
{
	uint32_t n = 0;
	bool inside = false;
	for (uint32_t i = s.begin; i < s.end; i++) {
		bool blank = strchr(" \t\n\r", text.p[i]) != NULL;
		n += !blank && !inside;
		inside = !blank;
	}
	return n;
}

static void look_at_speakers(checks *c, document *d)
{
	layer *turn = document_layer(d, "turn");
	if (!turn || turn->n < FEWEST_TURNS)
		return;
	arena *a = arena_new();
	uint32_t *of = arena_alloc(a, turn->n * sizeof *of);
	uint32_t *turns = arena_alloc(a, (d->n_speakers + 1) * sizeof *turns);
	uint64_t *words = arena_alloc(a, (d->n_speakers + 1) * sizeof *words), all = 0;
	spans_speakers(d, turn->n, turn->span, of);
	for (uint32_t t = 0; t < turn->n; t++) {
		if (of[t] >= d->n_speakers)
			continue;
		uint32_t n = words_in(d->pub.text, turn->span[t]);
		turns[of[t]]++;
		words[of[t]] += n;
		all += n;
	}
	for (uint32_t s = 0; s < d->n_speakers; s++) {
		const glane_speaker *who = &d->speaker[s].pub;
		ARRAY_ROOM(c->in, c->label, c->room_labels, c->n_labels);
		c->label[c->n_labels++] = (label_seen){ who->id, d->pub.name, turns[s] };
		if (who->role != GLANE_INTERVIEWER || all < FEWEST_WORDS || words[s] * 100 <= all * INTERVIEWER_PERCENT)
			continue;
		say(c, d->pub.name, "interviewer-share", sym_text(who->id),
		    arena_print(c->in, tell(c, N_("the interviewer says %u %% of the words: look whether the marks of speakers are right")),
		                (unsigned)(words[s] * 100 / all)));
	}
	arena_free(a);
}

/* For bringing those of the same name together: any order does. */
static int by_name(const void *a, const void *b)
{
	const label_seen *x = a, *y = b;
	return (x->name.id > y->name.id) - (x->name.id < y->name.id);
}

static void labels_met_once(checks *c)
{
	if (c->n_labels)
		qsort(c->label, c->n_labels, sizeof *c->label, by_name);
	for (uint32_t i = 0, end; i < c->n_labels; i = end) {
		for (end = i + 1; end < c->n_labels && c->label[end].name.id == c->label[i].name.id; end++) { }
		if (end == i + 1 && c->label[i].turns == 1)
			say(c, c->label[i].document, "label-once", sym_text(c->label[i].name),
			    tell(c, N_("speaks in a single turn of all documents: if the mark is misspelt, correct it in the text or name it "
			               "in the step turns")));
	}
}

/* ---- Variables --------------------------------------------------------------------------------------- */

/* Rows of core.variables, where those of a variable stand together. */
static void look_at_modalities(checks *c, const table *t)
{
	const glane_sym *variable = t->grid.column[0].array, *value = t->grid.column[1].array;
	for (uint32_t i = 0; i < t->grid.n; i++) {
		const variable_def *def = corpus_variable(c->e->corpus, sym_text(variable[i]));
		bool number = def && (def->type == GLANE_NUMBER || def->type == GLANE_WEIGHT);
		for (uint32_t k = i + 1; !number && k < t->grid.n && variable[k].id == variable[i].id; k++)
			if (modality_near(c->in, sym_text(value[i]), sym_text(value[k])))
				say(c, (glane_sym){ 0 }, "near-modalities", sym_text(variable[i]),
				    arena_print(c->in, tell(c, N_("“%s” and “%s” are nearly the same: if they are one, recode one of them in values.csv")), sym_text(value[i]), sym_text(value[k])));
	}
}

/* ---- All of it -------------------------------------------------------------------------------------- */

checks *checks_begin(engine *e)
{
	checks *c = arena_alloc(e->run, sizeof *c);
	*c = (checks){ .e = e, .in = e->run };
	c->out = table_begin(e->run, e->corpus, NULL, "core", &check_table, 0, "");
	return c;
}

void checks_document(checks *c, document *d)
{
	look_at_speakers(c, d);
	for (uint32_t i = 0; i < d->n_repairs; i++)
		if (!strcmp(d->repair[i].kind, REPAIR_UNDESCRIBED))
			say(c, d->pub.name, "no-metadata", "", tell(c, N_("has no row in the metadata: it is in no group, or in that of "
			    "missing values, until it gets one")));
}

table *checks_finish(checks *c, const table *variables)
{
	labels_met_once(c);
	look_at_modalities(c, variables);
	return table_finish(c->out, c->e->study.language, "glane");
}
