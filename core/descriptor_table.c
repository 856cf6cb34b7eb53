/* descriptor_table.c - checks the tables of a plugin: columns, order, views, figures, reading
 * sentence. */
#include <config.h>
#include <string.h>
#include "descriptor_private.h"
#include "language.h"
#include "sym.h"

static const glane_column *column_of(const glane_table *t, glane_str name)
{
	for (const glane_column *k = t->columns; k && k->name; k++)
		if (str_equal(str_of(k->name), name))
			return k;
	return NULL;
}

static bool role_has_type(const glane_column *k)
{
	switch (k->role) {
	case GLANE_KEY:
		return k->type == GLANE_SYM || k->type == GLANE_INT || k->type == GLANE_REAL;
	case GLANE_COUNT: case GLANE_PASSAGES: case GLANE_DOCUMENTS: case GLANE_SPEAKERS:
		return k->type == GLANE_INT;
	case GLANE_SUM: case GLANE_VALUE:
		return k->type == GLANE_REAL;
	case GLANE_LABEL:
		return k->type == GLANE_SYM;
	default:
		return false;
	}
}

static uint32_t roles(const glane_table *t, uint32_t role)
{
	uint32_t n = 0;
	for (const glane_column *k = t->columns; k && k->name; k++)
		n += k->role == role;
	return n;
}

/* A row of one document or speaker can only be kept from the public where the table says so, or how many people it tells of. */
static void privacy(checked *c, const glane_table *t)
{
	if (t->how & GLANE_PERSONAL || roles(t, GLANE_SPEAKERS))
		return;
	for (const glane_column *k = t->columns; k && k->name; k++)
		if (k->role == GLANE_KEY && one_of(str_of(k->name), "document speaker person respondent"))
			descriptor_wrong(c, _("table \"%s\" has a row for each %s: say | GLANE_PERSONAL, or give it a column of speakers"),
			                 t->name, k->name);
}

static void columns(checked *c, const glane_table *t)
{
	uint32_t n = 0;
	while (t->columns && t->columns[n].name)
		n++;
	field *f = arena_alloc(c->in, (n + 1) * sizeof *f);
	for (uint32_t i = 0; i < n; i++) {
		const glane_column *k = &t->columns[i];
		const char *where = arena_print(c->in, _("table \"%s\": column \"%s\""), t->name,
		                                k->name);
		f[i] = (field){ where, k->offset, k->type == GLANE_SYM ? sizeof(glane_sym)
		        : sizeof(int64_t) };
		if (!well_formed(str_of(k->name), true))
			descriptor_wrong(c, _("%s: a name is made of small "
			                      "letters, digits, - and _"), where);
		for (uint32_t j = 0; j < i; j++)
			if (!strcmp(k->name, t->columns[j].name))
				descriptor_wrong(c, _("%s is there twice"), where);
		if (!role_has_type(k))
			descriptor_wrong(c, _("%s has a role and a type that don't go together: "
			                      "use the GLANE_COL macros"), where);
		if ((k->role == GLANE_COUNT || k->role == GLANE_PASSAGES) &&
		    (!k->unit || !*k->unit))
			descriptor_wrong(c, _("%s counts, but doesn't say what: give its unit "
			                      "(tokens, sentences, segments …)"), where);
		if (k->decimals < -1 || k->decimals > 9)
			descriptor_wrong(c, _("%s: %d decimals are not between 0 and 9, nor -1"), where,
			                 k->decimals);
		if (!k->label || !*k->label)
			descriptor_wrong(c, _("%s has no label"), where);
		if (!strcmp(k->name, "group") && (k->role != GLANE_KEY || k->type != GLANE_SYM))
			descriptor_wrong(c, _("%s: group is the name of the key that `by` "
			                      "fills, a glane_sym"), where);
	}
	fields_check(c, n, f, t->size, arena_print(c->in, _("the size of table \"%s\""), t->name));
	if (!roles(t, GLANE_KEY))
		descriptor_wrong(c, _("table \"%s\" has no key: its rows can't be told apart"),
		                 t->name);
	if (column_of(t, STR("group")) && !roles(t, GLANE_SPEAKERS))
		descriptor_wrong(c, _("table \"%s\" can be grouped, so it needs a column "
		                      "GLANE_COL_SPEAKERS: how many people "
		                      "stand behind a number"), t->name);
	for (uint32_t role = GLANE_PASSAGES; role <= GLANE_SPEAKERS; role++)
		if (roles(t, role) > 1)
			descriptor_wrong(c, _("table \"%s\" has two columns of passages, documents "
			                      "or speakers: one of each is enough"),
			                 t->name);
}

static void order(checked *c, const glane_table *t)
{
	glane_str rest = str_of(t->order), part;
	while (text_name(&rest, &part)) {
		if (part.n && *part.p == '-')
			part = (glane_str){ part.p + 1, part.n - 1 };
		if (!column_of(t, part))
			descriptor_wrong(c, _("table \"%s\": the order names \"%.*s\", which "
			                      "is no column of it"), t->name,
			                 GLANE_STR(part));
	}
}

static void view_column(checked *c, const glane_table *t, const glane_view *v, const char *name,
                        bool key)
{
	const glane_column *k = name ? column_of(t, str_of(name)) : NULL;
	if (!k)
		descriptor_wrong(c, _("table \"%s\": view \"%s\" names \"%s\", which "
		                      "is no column of it"), t->name, v->name,
		                 or_nothing(name));
	else if (key && k->role != GLANE_KEY)
		descriptor_wrong(c, _("table \"%s\": view \"%s\" is laid out by "
		                      "\"%s\", which is no key"), t->name, v->name, name);
	else if (!key && k->role == GLANE_KEY)
		descriptor_wrong(c, _("table \"%s\": view \"%s\" fills its cells with "
		                      "\"%s\", which is a key"), t->name, v->name,
		                 name);
}

/* One column, or several of which the first that isn't missing fills the cell. */
static void view_cell(checked *c, const glane_table *t, const glane_view *v)
{
	const char *p = v->cell ? v->cell : "";
	for (size_t n = strcspn(p, "|"); ; p += n + 1, n = strcspn(p, "|")) {
		view_column(c, t, v, arena_copy(c->in, p, n), false);
		if (!p[n])
			return;
	}
}

static void views(checked *c, const glane_table *t)
{
	for (const glane_view *v = t->views; v && v->name; v++) {
		if (!well_formed(str_of(v->name), false))
			descriptor_wrong(c, _("table \"%s\": view \"%s\": a name is made of small "
			                      "letters, digits and -"), t->name,
			                 v->name);
		for (const glane_view *w = t->views; w < v; w++)
			if (!strcmp(w->name, v->name))
				descriptor_wrong(c, _("table \"%s\": view \"%s\" is there twice"),
				                 t->name, v->name);
		view_column(c, t, v, v->rows, true);
		view_column(c, t, v, v->columns, true);
		view_cell(c, t, v);
		if (v->rows && v->columns && !strcmp(v->rows, v->columns))
			descriptor_wrong(c, _("table \"%s\": view \"%s\" has the same key for "
			                      "rows and columns"), t->name, v->name);
		if (!v->label || !*v->label)
			descriptor_wrong(c, _("table \"%s\": view \"%s\" has no label"), t->name,
			                 v->name);
	}
}

static void figure_map(checked *c, const glane_table *t, const glane_figure *g)
{
	glane_str rest = str_of(g->map), part, side;
	uint32_t n = 0;
	for (; text_name(&rest, &part); n++) {
		bool equal = memchr(part.p, '=', part.n) != NULL;
		text_cut(&part, '=', &side);
		if (!equal || !well_formed(side, false) || !column_of(t, part))
			descriptor_wrong(c, _("table \"%s\": figure \"%s\": \"%.*s=%.*s\" should "
			                      "be what=column, with a column of "
			                      "the table"), t->name, g->name, GLANE_STR(side),
			                      GLANE_STR(part));
	}
	if (!n)
		descriptor_wrong(c, _("table \"%s\": figure \"%s\" has no map: write "
		                      "\"x=column y=column\""), t->name, g->name);
}

static void figures(checked *c, const glane_table *t)
{
	for (const glane_figure *g = t->figures; g && g->name; g++) {
		bool found = !g->from;
		if (!well_formed(str_of(g->name), false))
			descriptor_wrong(c, _("table \"%s\": figure \"%s\": a name is made of "
			                      "small letters, digits and -"), t->name,
			                 g->name);
		if (!g->kind || !one_of(str_of(g->kind), "bars heat map tree network "
		                                         "cloud strip quadrants quotes"))
			descriptor_wrong(c, _("table \"%s\": figure \"%s\" is of the unknown kind "
			                      "\"%s\": bars heat map tree network "
			                      "cloud strip quadrants quotes"), t->name, g->name,
			                      or_nothing(g->kind));
		for (const glane_view *v = t->views; g->from && v && v->name; v++)
			found |= !strcmp(v->name, g->from);
		if (!found)
			descriptor_wrong(c, _("table \"%s\": figure \"%s\" is drawn from the view "
			                      "\"%s\", which isn't there"), t->name,
			                 g->name, g->from);
		if (!g->label || !*g->label)
			descriptor_wrong(c, _("table \"%s\": figure \"%s\" has no label"), t->name,
			                 g->name);
		figure_map(c, t, g);
	}
}

/* "{speakers} speakers of {group}" */
static void reading(checked *c, const glane_table *t)
{
	const char *open = t->reading ? strchr(t->reading, '{') : NULL;
	for (; open; open = strchr(open + 1, '{')) {
		glane_str name = { open + 1, (uint32_t)strcspn(open + 1, "}") };
		if (!open[1 + name.n] || !column_of(t, name))
			descriptor_wrong(c, _("table \"%s\": the reading sentence names {%.*s}, "
			                      "which is no column of it"), t->name,
			                 GLANE_STR(name));
	}
}

void descriptor_tables(checked *c)
{
	for (const glane_table *t = c->p->tables; t && t->name; t++) {
		if (!well_formed(str_of(t->name), true))
			descriptor_wrong(c, _("table \"%s\": a name is made of small "
			                      "letters, digits, - and _"), t->name);
		for (const glane_table *u = c->p->tables; u < t; u++)
			if (!strcmp(u->name, t->name))
				descriptor_wrong(c, _("table \"%s\" is there twice"), t->name);
		uint32_t how = t->how & ~(uint32_t)(GLANE_CHECK | GLANE_PERSONAL | GLANE_PAIRS);
		if (how != GLANE_COUNTED && how != GLANE_REPORTED)
			descriptor_wrong(c, _("table \"%s\" is neither GLANE_COUNTED "
			                      "nor GLANE_REPORTED"), t->name);
		if (!t->label || !*t->label)
			descriptor_wrong(c, _("table \"%s\" has no label"), t->name);
		columns(c, t);
		privacy(c, t);
		order(c, t);
		views(c, t);
		figures(c, t);
		reading(c, t);
	}
}
