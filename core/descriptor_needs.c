/* descriptor_needs.c - checks what a plugin says that it reads, and the layers that it makes. */
#include <config.h>
#include <string.h>
#include "descriptor_private.h"
#include "document.h"
#include "language.h"
#include "sym.h"

static uint32_t need_size(uint32_t type)
{
	switch (type) {
	case GLANE_ROWS: return sizeof(glane_rows);
	case GLANE_SCOPE: return sizeof(glane_scope);
	case GLANE_GRID: return sizeof(const glane_grid *);
	case GLANE_TEXT: return sizeof(glane_str);
	case GLANE_SYM: case GLANE_INT: case GLANE_REAL: case GLANE_ROW:
		return sizeof(const void *);
	default: return 0;
	}
}

/* The C type of a field, for a message; also the plural ones of layers. */
static const char *type_name(uint32_t type)
{
	switch (type) {
	case GLANE_ROWS: return "glane_rows";
	case GLANE_SCOPE: return "glane_scope";
	case GLANE_GRID: return "const glane_grid *";
	case GLANE_TEXT: return "glane_str";
	case GLANE_SYM: return "glane_sym *";
	case GLANE_INT: return "int64_t *";
	case GLANE_REAL: return "double *";
	case GLANE_ROW: return "uint32_t *";
	default: return "?";
	}
}

static bool is_cells(uint32_t type)
{
	return type == GLANE_SYM || type == GLANE_INT || type == GLANE_REAL || type == GLANE_ROW;
}

/* A column of the vocabulary has one type for all. */
static void column_type(checked *c, const char *where, const char *of, const char *name,
                        uint32_t type,
                        const char *into)
{
	const char *points = NULL;
	int known = vocabulary_column(of, name, &points);
	if (known > 0 && (uint32_t)known != type)
		descriptor_wrong(c, _("%s: in the vocabulary %s.%s is %s, the field is %s"), where,
		                 of, name,
		                 type_name((uint32_t)known), type_name(type));
	else if (known == GLANE_ROW && into && points && strcmp(points, into))
		descriptor_wrong(c, _("%s: in the vocabulary %s.%s points into %s, not into %s"),
		                 where, of, name,
		                 points, into);
}

static const glane_option *option_of(const glane_plugin *p, glane_str name)
{
	for (const glane_option *o = p->options; o && o->name; o++)
		if (str_equal(str_of(o->name), name))
			return o;
	return NULL;
}

static void need_option(checked *c, const char *where, glane_str name, uint32_t type)
{
	const glane_option *o = option_of(c->p, name);
	if (!o || o->type != GLANE_REF) {
		descriptor_wrong(c, _("%s: there is no option \"%.*s\" made with GLANE_OPT_REF"),
		                 where, GLANE_STR(name));
		return;
	}
	const char *kinds = or_nothing(o->choices);
	bool fits = (type == GLANE_TEXT && strstr(kinds, "var")) ||
	        (type == GLANE_GRID && strstr(kinds, "table")) ||
	            (is_cells(type) && strstr(kinds, "column"));
	if (!fits)
		descriptor_wrong(c, _("%s: the option refers to %s, which can't be had as %s"),
		                 where, kinds, type_name(type));
}

/* "table:stage.table" */
static void need_table(checked *c, const char *where, glane_str what, uint32_t type)
{
	glane_str from;
	bool dot = memchr(what.p, '.', what.n) != NULL;
	text_cut(&what, '.', &from);
	if (!dot || !well_formed(from, true) || !well_formed(what, true))
		descriptor_wrong(c, _("%s: a table is named table:STAGE.TABLE"), where);
	if (type != GLANE_GRID)
		descriptor_wrong(c, _("%s: a table is had as const glane_grid *, not as %s"), where,
		                 type_name(type));
	if (!c->p->report && !c->p->render)
		descriptor_wrong(c, _("%s: finished tables are read in .report or .render, and "
		                      "both are missing"), where);
}

static void need_layer(checked *c, const char *where, glane_str what, uint32_t type)
{
	const char *dot = memchr(what.p, '.', what.n);
	glane_str of = what;
	if (dot)
		of.n = (uint32_t)(dot - what.p);
	const char *name = arena_copy(c->in, of.p, of.n);
	if (!layer_name(str_of(name))) {
		descriptor_wrong(c, _("%s: \"%s\" is neither a layer of the "
		                      "vocabulary nor vendor:name"), where, name);
		return;
	}
	if (!dot) {
		if (type != GLANE_ROWS && type != GLANE_SCOPE)
			descriptor_wrong(c, _("%s: a layer is had as glane_rows or "
			                      "glane_scope, not as %s"), where, type_name(type));
		return;
	}
	glane_str part = { dot + 1, what.n - of.n - 1 };
	if (!well_formed(part, true))
		descriptor_wrong(c, _("%s: \"%.*s\" is no name of a column"), where,
		                 GLANE_STR(part));
	else if (!is_cells(type))
		descriptor_wrong(c, _("%s: a column is had as const glane_sym *, int64_t *, double "
		                      "* or uint32_t *, not as %s"),
		                 where, type_name(type));
	else
		column_type(c, where, name, arena_copy(c->in, part.p, part.n), type, NULL);
}

static void need(checked *c, const glane_need *n, const char *where)
{
	glane_str what = str_of(n->what);
	bool rows = false;
	if (what.n && what.p[what.n - 1] == '?')
		what.n--;
	if (what.n && *what.p == '@')
		need_option(c, where, (glane_str){ what.p + 1, what.n - 1 }, n->type);
	else if (str_equal(what, STR("unit"))) {
		rows = true;
		if (n->type != GLANE_SCOPE)
			descriptor_wrong(c, _("%s: the unit is had as glane_scope, not as %s"),
			                 where, type_name(n->type));
		if (!c->p->units)
			descriptor_wrong(c, _("%s: .units says which units there "
			                      "are, and is missing"), where);
	} else if (what.n > 4 && !strncmp(what.p, "var:", 4)) {
		if (n->type != GLANE_TEXT)
			descriptor_wrong(c, _("%s: a variable is had as glane_str, not as %s"),
			                 where, type_name(n->type));
	} else if (what.n > 6 && !strncmp(what.p, "table:", 6))
		need_table(c, where, (glane_str){ what.p + 6, what.n - 6 }, n->type);
	else {
		rows = true;
		need_layer(c, where, what, n->type);
	}
	if (n->keep && !rows && *what.p != '@')
		descriptor_wrong(c, _("%s: only layers and columns can be kept: use GLANE_NEED"),
		                 where);
}

void descriptor_needs(checked *c)
{
	uint32_t n = 0;
	while (c->p->needs && c->p->needs[n].what)
		n++;
	field *f = arena_alloc(c->in, (n + 1) * sizeof *f);
	for (uint32_t i = 0; i < n; i++) {
		const glane_need *k = &c->p->needs[i];
		const char *where = arena_print(c->in, _("need \"%s\""), k->what);
		f[i] = (field){ where, k->offset, need_size(k->type) };
		if (!f[i].size)
			descriptor_wrong(c, _("%s has the unknown type %u: use GLANE_NEED"), where,
			                 k->type);
		need(c, k, where);
	}
	fields_check(c, n, f, c->p->input_size, ".input_size");
}

/* ---- Layers ---------------------------------------------------------------------------------- */

static void layer_columns(checked *c, const glane_layer *y)
{
	uint32_t n = 0, from = 0;
	while (y->columns && y->columns[n].name)
		n++;
	field *f = arena_alloc(c->in, (n + 2) * sizeof *f);
	f[from++] = (field){ arena_print(c->in, _("layer \"%s\": span"), y->name), y->span,
	        sizeof(void *) };
	for (uint32_t i = 0; i < n; i++) {
		const glane_column *k = &y->columns[i];
		const char *where = arena_print(c->in, _("column \"%s.%s\""), y->name, k->name);
		f[from++] = (field){ where, k->offset, sizeof(void *) };
		if (!well_formed(str_of(k->name), true))
			descriptor_wrong(c, _("%s: a name is made of small "
			                      "letters, digits, - and _"), where);
		/* Themes that people coded are theirs: the step says whose. */
		bool theirs = !strcmp(y->name, "theme") && k->type == GLANE_SYM;
		if (!strcmp(k->name, "origin") && vocabulary_shared(y->name) && !theirs)
			descriptor_wrong(c, _("%s: glane fills this column itself"), where);
		for (uint32_t j = 0; j < i; j++)
			if (!strcmp(k->name, y->columns[j].name))
				descriptor_wrong(c, _("%s is there twice"), where);
		if (!is_cells(k->type)) {
			descriptor_wrong(c, _("%s has the unknown type %u: use GLANE_COLUMN or "
			                      "GLANE_COLUMN_ROW"), where, k->type);
			continue;
		}
		if (k->type == GLANE_ROW && (!k->unit || !layer_name(str_of(k->unit))))
			descriptor_wrong(c, _("%s points into \"%s\", which is no layer"), where,
			                 or_nothing(k->unit));
		if (!k->label || !*k->label)
			descriptor_wrong(c, _("%s has no label"), where);
		column_type(c, where, y->name, k->name, k->type, k->unit);
	}
	fields_check(c, from, f, 0, NULL);
}

void descriptor_layers(checked *c)
{
	const glane_layer *all = c->p->layers;
	for (const glane_layer *y = all; y && y->name; y++) {
		if (!layer_name(str_of(y->name)))
			descriptor_wrong(c, _("layer \"%s\" is neither of the vocabulary nor "
			                      "named vendor:name"), y->name);
		if (y->how > GLANE_LABELS)
			descriptor_wrong(c, _("layer \"%s\": GLANE_MAKES, MAY_MAKE, ADDS, REPLACES "
			                      "or LABELS is expected, not %u"),
			                 y->name, y->how);
		if (y->how == GLANE_MAY_MAKE && !c->p->read)
			descriptor_wrong(c, _("layer \"%s\": only a reader says GLANE_MAY_MAKE; a "
			                      "step that makes no row in a "
			                      "document seals none"), y->name);
		if (y->how >= GLANE_ADDS && c->p->read)
			descriptor_wrong(c, _("layer \"%s\": a reader comes first: there is no "
			                      "earlier stage to add to"), y->name);
		if (y->how >= GLANE_ADDS && (!y->columns || !y->columns->name))
			descriptor_wrong(c, _("layer \"%s\": nothing is added without columns"),
			                 y->name);
		if (!y->help || !*y->help)
			descriptor_wrong(c, _("layer \"%s\" has no help of one line"), y->name);
		for (const glane_layer *z = all; z < y; z++)
			if (!strcmp(z->name, y->name) && z->how == y->how)
				descriptor_wrong(c, _("layer \"%s\" is there twice"), y->name);
		layer_columns(c, y);
	}
}
