/* write-json: all results in one file for programs: tables with what their columns are, views and
 * figures. What people said is not in it, but for words that are keys of tables. */
#include "json/json_out.h"
#include <string.h>

static const char *const roles[] = { "", "key", "count", "sum", "passages", "documents", "speakers",
                                     "value", "label" };

static void member(json_t *o, const char *name, const char *value)
{
	if (value && *value)
		json_object_set_new_nocheck(o, name, json_out_text(value));
}

static void write_study(json_out *out, const glane_study *s)
{
	json_t *o = json_object();
	json_object_set_new_nocheck(o, "study", json_out_text(s->study));
	json_object_set_new_nocheck(o, "title", json_out_text(s->title));
	json_object_set_new_nocheck(o, "language", json_out_text(s->language));
	json_object_set_new_nocheck(o, "audience", json_out_text(s->audience));
	json_out_raw(out, "{\"glane\":\"results\",\"version\":1,\n\"study\":");
	json_out_value(out, o, 0);
}

static void write_columns(json_out *out, const glane_grid *g)
{
	json_out_raw(out, ",\n \"columns\":[");
	for (uint32_t c = 0; g->def->columns[c].name; c++) {
		const glane_column *def = &g->def->columns[c];
		uint32_t type = g->column[c].type;
		json_t *o = json_object();
		json_object_set_new_nocheck(o, "name", json_out_text(def->name));
		member(o, "role", roles[def->role <= GLANE_LABEL ? def->role : 0]);
		member(o, "type", type == GLANE_SYM ? "text" : type == GLANE_INT ? "integer" : "real");
		member(o, "unit", def->unit);
		if (type == GLANE_REAL)
			json_object_set_new_nocheck(o, "decimals", json_integer(def->decimals));
		member(o, "label", g->column[c].label);
		json_out_raw(out, c ? ",\n  " : "\n  ");
		json_out_value(out, o, 0);
	}
	json_out_raw(out, "]");
}

static json_t *cell(glane_ctx *ctx, const glane_grid *g, uint32_t c, uint32_t r)
{
	const glane_cells *cells = &g->column[c];
	if (cells->state && cells->state[r])
		return json_null();
	if (cells->type == GLANE_INT)
		return json_integer(((const int64_t *)cells->array)[r]);
	glane_str v = ctx->host->value(ctx, g, c, r);
	if (cells->type == GLANE_REAL)
		return v.n ? json_out_number(v) : json_null();
	return v.n ? json_out_string(v) : json_null();
}

static void write_rows(json_out *out, const glane_grid *g)
{
	json_out_raw(out, ",\n \"rows\":[");
	for (uint32_t r = 0; r < g->n; r++) {
		json_t *row = json_array();
		for (uint32_t c = 0; g->def->columns[c].name; c++)
			json_array_append_new(row, cell(out->ctx, g, c, r));
		json_out_raw(out, r ? ",\n  " : "\n  ");
		json_out_value(out, row, 15);
	}
	json_out_raw(out, "]");
}

/* Where cells that are null in the rows are not simply missing: [row, column] from 0. */
static void write_state(json_out *out, const glane_grid *g, uint8_t state, const char *before)
{
	bool any = false;
	for (uint32_t r = 0; r < g->n; r++)
		for (uint32_t c = 0; g->def->columns[c].name; c++)
			if (g->column[c].state && g->column[c].state[r] == state) {
				json_out_raw(out, any ? "," : before);
				json_out_value(out, json_pack("[I,I]", (json_int_t)r, (json_int_t)c), 0);
				any = true;
			}
	if (any)
		json_out_raw(out, "]");
}

static void write_views(json_out *out, const glane_grid *g)
{
	json_t *views = json_array(), *figures = json_array();
	for (const glane_view *v = g->def->views; v && v->name; v++) {
		json_t *o = json_object();
		member(o, "name", v->name);
		member(o, "rows", v->rows);
		member(o, "columns", v->columns);
		member(o, "cell", v->cell);
		member(o, "label", g->view[v - g->def->views]);
		json_array_append_new(views, o);
	}
	for (const glane_figure *f = g->def->figures; f && f->name; f++) {
		json_t *o = json_object();
		member(o, "name", f->name);
		member(o, "kind", f->kind);
		member(o, "from", f->from);
		member(o, "map", f->map);
		member(o, "label", g->figure[f - g->def->figures]);
		json_array_append_new(figures, o);
	}
	json_out_raw(out, ",\n \"views\":");
	json_out_value(out, views, 0);
	json_out_raw(out, ",\n \"figures\":");
	json_out_value(out, figures, 0);
}

static void write_table(json_out *out, const glane_grid *g)
{
	json_out_raw(out, "{\"stage\":");
	json_out_value(out, json_out_text(g->stage), 0);
	json_out_raw(out, ",\"table\":");
	json_out_value(out, json_out_text(g->def->name), 0);
	if (g->by && *g->by) {
		json_out_raw(out, ",\"by\":");
		json_out_value(out, json_out_text(g->by), 0);
	}
	json_out_raw(out, ",\"title\":");
	json_out_value(out, json_out_text(g->title), 0);
	json_out_raw(out, ",\"reading\":");
	json_out_value(out, json_out_text(g->reading && *g->reading ? g->reading : NULL), 0);
	if (g->corrections) {
		json_out_raw(out, ",\"corrections\":");
		json_out_value(out, json_integer(g->corrections), 0);
	}
	write_columns(out, g);
	write_views(out, g);
	write_rows(out, g);
	write_state(out, g, GLANE_UNDEFINED, ",\n \"undefined\":[");
	write_state(out, g, GLANE_SUPPRESSED, ",\n \"suppressed\":[");
	json_out_raw(out, "}");
}

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	json_out *out = h->alloc(ctx, GLANE_SCRATCH, sizeof *out);
	uint32_t n;
	const glane_grid *const *grid = h->tables(ctx, &n);

	json_out_begin(out, ctx, h->output(ctx, ctx->to && *ctx->to ? ctx->to : "results.json"));
	write_study(out, h->study(ctx));
	json_out_raw(out, ",\n\"tables\":[");
	for (uint32_t i = 0; i < n; i++) {
		json_out_raw(out, i ? ",\n" : "\n");
		write_table(out, grid[i]);
		if (!h->progress(ctx, i + 1, n))
			return GLANE_ECANCEL;
	}
	json_out_raw(out, "]}\n");
	return json_out_end(out);
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-json", .version = "1", .license = "MIT",
	.summary = "All tables in one JSON file, for programs",
	.domain = "glane",
	.render = render,
};
