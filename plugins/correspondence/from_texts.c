/* from_texts.c - terms by groups, counted in what is said. */
#include <string.h>
#include "correspondence.h"

static points groups_of(pool *p, const units *u, uint32_t *of)
{
	glane_sym *group = pool_array(p, group, u->n);
	for (uint32_t i = 0; i < u->n; i++)
		group[i] = u->row[i].group;
	distinct d = distinct_of(p, u->n, group, NULL, of);
	return (points){ d.n, d.name, NULL };
}

static void write_groups(glane_ctx *ctx, pool *p, const units *u, const uint32_t *of, const points *g)
{
	glane_passage *passage = pool_array(p, passage, u->n);
	for (uint32_t k = 0; k < g->n; k++) {
		group_row row = { .group = g->name[k], .speakers = g->speakers[k] };
		uint32_t document = GLANE_NONE;
		for (uint32_t i = 0; i < u->n; i++) {
			if (of[i] != k)
				continue;
			const units_row *at = &u->row[i];
			row.terms += at->terms;
			row.documents += at->document != document;
			document = at->document;
			passage[row.passages++] = (glane_passage){ at->name, at->row };
		}
		glane_evidence e = { .in = u->layer, .n_rows = (uint32_t)row.passages, .rows = passage };
		ctx->host->row(ctx, GROUPS, &row, &e);
	}
}

/* Features by whatever each unit is one of: m'g, g a 0/1 matrix of units by that. */
static sparse crossed(pool *p, const sparse *m, const sparse *g)
{
	uint64_t n = 0, at = 0;
	for (uint32_t u = 0; u < m->rows; u++)
		for (uint32_t k = m->start[u]; k < m->start[u + 1]; k++)
			n += (uint64_t)m->value[k] * (g->start[u + 1] - g->start[u]);
	uint32_t *row = pool_array(p, row, n), *column = pool_array(p, column, n);
	for (uint32_t u = 0; u < m->rows; u++)
		for (uint32_t k = m->start[u]; k < m->start[u + 1]; k++)
			for (uint32_t j = g->start[u]; j < g->start[u + 1]; j++)
				for (uint32_t i = 0; i < (uint32_t)m->value[k]; i++, at++) {
					row[at] = m->column[k];
					column[at] = g->column[j];
				}
	return sparse_of(p, m->columns, g->columns, (uint32_t)n, row, column);
}

/* Whether a blank-separated list has the name; "*" has all. */
static bool listed(const char *list, glane_str name)
{
	while (*list) {
		size_t n = strcspn(list, " ;");
		if ((n == 1 && *list == '*') || (n == name.n && !memcmp(list, name.p, n)))
			return true;
		list += n + (list[n] != 0);
	}
	return false;
}

/* Modalities of the variables that the option names, "variable: value", by terms. */
static void add_modalities(glane_ctx *ctx, pool *p, const units *u, const units_input *in, const sparse *terms, source *out)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	units_modalities m = units_modalities_read(p, u, in);
	uint32_t *to = pool_array(p, to, m.n);
	out->more_column.name = pool_array(p, out->more_column.name, m.n);
	for (uint32_t i = 0; i < m.n; i++) {
		glane_str variable = h->string(ctx, m.variable[i]), value = h->string(ctx, m.value[i]);
		to[i] = GLANE_NONE;
		if (!listed(c->supplementary, variable))
			continue;
		char *text = pool_alloc(p, variable.n + value.n + 3);
		memcpy(text, variable.p, variable.n);
		memcpy(text + variable.n, ": ", 2);
		memcpy(text + variable.n + 2, value.p, value.n);
		glane_str both = { text, variable.n + value.n + 2 };
		h->intern(ctx, 1, &both, &out->more_column.name[out->more_column.n]);
		to[i] = out->more_column.n++;
	}
	sparse kept = sparse_part(p, &m.cells, NULL, to);
	out->more_column.speakers = units_speakers(p, u, &kept);
	sparse by_terms = crossed(p, terms, &kept);
	out->more_columns = sparse_transposed(p, &by_terms);
}

int source_from_texts(glane_ctx *ctx, pool *p, source *out)
{
	const config *c = ctx->config;
	const input *in = ctx->input;
	units u = units_read(p, &in->u, &c->units);
	if (u.n && !in->u.status)
		ctx->host->log(ctx, GLANE_WARNING, glane_at_option("rows"), "there is nothing to map: write "
			"rows=\"table:stage.table\", or add the step terms above this one");
	uint32_t *group = pool_array(p, group, u.n), *unit = pool_array(p, unit, u.n);
	*out = (source){ .column = groups_of(p, &u, group) };
	for (uint32_t i = 0; i < u.n; i++)
		unit[i] = i;
	sparse groups = sparse_of(p, u.n, out->column.n, u.n, unit, group);
	out->column.speakers = units_speakers(p, &u, &groups);
	write_groups(ctx, p, &u, group, &out->column);
	out->row = (points){ u.active.n, u.active.name, units_speakers(p, &u, &u.active.cells) };
	out->cells = crossed(p, &u.active.cells, &groups);
	if (c->other_terms) {
		out->more_row = (points){ u.supplementary.n, u.supplementary.name, units_speakers(p, &u, &u.supplementary.cells) };
		out->more_rows = crossed(p, &u.supplementary.cells, &groups);
	}
	if (*c->supplementary)
		add_modalities(ctx, p, &u, &in->u, &u.active.cells, out);
	return GLANE_OK;
}
