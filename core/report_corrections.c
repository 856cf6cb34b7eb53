/* report_corrections.c - what became of the corrections by hand: a table of all, and in each table how many of
 * them are in what it was counted from. */
#include <config.h>
#include "engine_private.h"

typedef struct { int64_t line; glane_sym document, what, words, from, to, who, why, state; } correction_row;
static const glane_column correction_columns[] = {
	GLANE_COL_KEY(correction_row, line, "line", N_("Line of the file")),
	GLANE_COL_LABEL(correction_row, document, "document", N_("Document")),
	GLANE_COL_LABEL(correction_row, words, "words", N_("Words")),
	GLANE_COL_LABEL(correction_row, what, "what", N_("What")),
	GLANE_COL_LABEL(correction_row, from, "from", N_("Was")),
	GLANE_COL_LABEL(correction_row, to, "to", N_("Now")),
	GLANE_COL_LABEL(correction_row, who, "who", N_("Who")),
	GLANE_COL_LABEL(correction_row, why, "why", N_("Why")),
	GLANE_COL_LABEL(correction_row, state, "state", N_("State")),
	GLANE_LAST
};
const glane_table corrections_table = { "corrections", GLANE_REPORTED | GLANE_PERSONAL, correction_columns, sizeof(correction_row), "line", NULL,
	NULL, N_("Corrections by hand"), N_("line {line}, {document}: {what} {from} → {to}: {state}") };

static void add(const engine *e, table_draft *t, const correction *c, const char *document_name, int came_of_it)
{
	const char *said = language_say(e->study.language, NULL, correction_states[came_of_it]);
	correction_row row = { c->line, sym_of(document_name), sym_of(correctables[c->what].name), sym_of(c->words),
		sym_of(c->from), sym_of(c->to), sym_of(c->who), sym_of(c->why), sym_of(said) };
	table_add(t, &row, NULL);
}

void corrections_add(const engine *e, table_draft *t, const document *d)
{
	for (uint32_t i = 0; i < d->n_corrections; i++)
		add(e, t, &d->correction[i].of, sym_text(d->pub.name), d->correction[i].state);
}

void corrections_tally(engine *e, const document *d)
{
	if (!e->corrected)
		e->corrected = arena_alloc(e->run, (e->n_runs + 1) * sizeof *e->corrected);
	uint32_t (*all)[N_CORRECT] = e->corrected;
	for (uint32_t i = 0; i < d->n_corrections; i++) {
		const held_correction *h = &d->correction[i];
		ARRAY_ROOM(e->run, e->of_line, e->room_of_line, e->n_of_line);
		e->of_line[e->n_of_line++] = h->of.line;
		e->left_open += !correction_made(h) && h->state != CORRECTION_ALREADY;
		if (!correction_made(h))
			continue;
		e->n_corrections++;
		for (uint32_t k = 0; k <= e->n_runs; k++)	/* the last one: glane's own tables */
			all[k][h->of.what] += k == e->n_runs || stage_wants(&e->stage_run[k], d);
	}
}

static bool told(const engine *e, uint32_t line)
{
	for (uint32_t i = 0; i < e->n_of_line; i++)
		if (e->of_line[i] == line)
			return true;
	return false;
}

/* Those of documents that were set aside, or that `when` leaves out. */
void corrections_add_unread(engine *e, table_draft *t)
{
	for (uint32_t i = 0; i < e->corpus->n_corrections; i++) {
		const correction *c = &e->corpus->correction[i];
		if (told(e, c->line))
			continue;
		add(e, t, c, c->document, CORRECTION_UNREAD);
		e->left_open++;
	}
}

static bool of_layer(const char *what, const char *name)
{
	size_t n = strlen(name);
	return !strncmp(what, name, n) && (!what[n] || what[n] == '.' || what[n] == '?');
}

/* Does the stage count what a correction changes? Who speaks matters to all. */
static bool concerns(const stage_run *r, int what)
{
	const char *name = correctables[what].layer;
	bool it = !name;
	for (uint32_t i = 0; i < r->n_needs && !it; i++)
		it = of_layer(r->def->needs[i].what, name);
	for (uint32_t i = 0; i < r->n_layers && !it; i++)
		it = of_layer(r->def->layers[i].name, name);
	for (uint32_t i = 0; i < r->stage->where.n && !it; i++)
		it = of_layer(r->stage->where.term[i].name, name);
	for (uint32_t i = 0; i < r->stage->n_by && !it; i++)
		it = r->stage->by[i].layer && !strcmp(r->stage->by[i].layer, name);
	return it;
}

void corrections_conclude(engine *e)
{
	for (uint32_t i = 0; i < e->n_tables && e->corrected; i++) {
		table *t = e->table[i];
		uint32_t k = t->stage ? t->stage->number : e->n_runs;
		for (int what = 0; what < N_CORRECT; what++)
			if (t->stage ? concerns(&e->stage_run[k], what) : !correctables[what].layer)
				t->grid.corrections += e->corrected[k][what];
	}
	place at = { e->corpus->corrections, 0, 0 };
	if (e->left_open)
		message_now(MESSAGE_WARNING, at, _("%u corrections were made, %u were not: the table core.corrections says of each why"),
		            e->n_corrections, e->left_open);
	else
		message_now(MESSAGE_NOTE, at, _("%u corrections were made"), e->n_corrections);
}

uint32_t engine_corrections(const engine *e)
{
	return e->n_corrections;
}
