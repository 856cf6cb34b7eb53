/* report_gate.c - audience="public": rows said by too few persons lose their numbers and passages, between
 * the reports and the writers, so that no writer ever sees them (primary suppression; Sweeney 2002, and
 * the minimum of accounts and conversations of Tamkin et al. 2024, arXiv 2412.13678). */
#include <config.h>
#include "engine_private.h"
#include <string.h>

static int column_of_role(const table *t, uint32_t role)
{
	for (int c = 0; t->def->columns[c].name; c++)
		if (t->def->columns[c].role == role)
			return c;
	return -1;
}

static void suppress(table *t, uint32_t row)
{
	for (uint32_t c = 0; t->def->columns[c].name; c++) {
		uint32_t role = t->def->columns[c].role;
		glane_cells *cells = (glane_cells *)(uintptr_t)&t->grid.column[c];
		if (role == GLANE_KEY)
			continue;
		((uint8_t *)(uintptr_t)cells->state)[row] = GLANE_SUPPRESSED;
		/* The value itself goes as well: a writer that forgets to look at the state shows nothing. */
		if (cells->type == GLANE_SYM)
			((glane_sym *)(uintptr_t)cells->array)[row] = (glane_sym){ 0 };
		else if (cells->type == GLANE_INT)
			((int64_t *)(uintptr_t)cells->array)[row] = 0;
		else
			((double *)(uintptr_t)cells->array)[row] = 0;
	}
	if (t->evidence)
		t->evidence[row] = (evidence){ .layer = NULL };
}

void report_gate(engine *e)
{
	for (uint32_t i = 0; i < e->n_tables; i++) {
		table *t = e->table[i];
		int persons = column_of_role(t, GLANE_SPEAKERS), units = column_of_role(t, GLANE_PASSAGES);
		for (uint32_t row = 0; persons >= 0 && row < t->grid.n; row++) {
			int64_t who = ((const int64_t *)t->grid.column[persons].array)[row];
			int64_t n = units < 0 ? INT64_MAX : ((const int64_t *)t->grid.column[units].array)[row];
			if (who < e->pipeline->min_speakers || n < e->pipeline->min_units)
				suppress(t, row);
		}
	}
}
