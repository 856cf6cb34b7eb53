/* core_tables.c - what the page says comes partly from glane's own tables: core.documents, core.manifest … */
#include "report.h"
#include <string.h>

const shown_table *core_table(const report *r, const char *name)
{
	for (uint32_t i = 0; i < r->n_tables; i++)
		if (select_is_core(r->table[i].grid) && !strcmp(r->table[i].grid->def->name, name))
			return &r->table[i];
	return NULL;
}

uint32_t core_rows(const report *r, const char *name)
{
	const shown_table *t = core_table(r, name);
	return t ? t->grid->n : 0;
}

glane_str core_fact(const report *r, const shown_table *t, const char *column, uint32_t row)
{
	int c = select_column(t->grid, column);
	return c < 0 ? (glane_str){ "", 0 } : copy(r, r->ctx->host->value(r->ctx, t->grid, (uint32_t)c, row));
}

/* "reinert" or, of a stage that has another name than its plugin, "sim3 = similarity". */
bool core_of_stage(const report *r, const shown_table *manifest, uint32_t row, const char *stage)
{
	glane_str said = core_fact(r, manifest, "stage", row);
	size_t n = strlen(stage);
	return said.n >= n && !memcmp(said.p, stage, n) && (said.n == n || said.p[n] == ' ');
}
