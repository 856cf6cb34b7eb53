/* check_providers.c - each layer, column and variable of a document has one provider.
 *
 * Two are allowed where they can never meet on one document: other languages, other `when`, other
 * readers; and in the layers that the vocabulary shares. */
#include <config.h>
#include <string.h>
#include "document.h"
#include "pipeline_parts.h"

bool list_has(const char *names, const char *name)
{
	glane_str rest = str_of(names), part;
	while (text_name(&rest, &part))
		if (str_equal(part, str_of(name)))
			return true;
	return false;
}

/* ---- Which documents a stage runs on ---- */

static bool term_has(const condition_term *t, const char *value)
{
	for (uint32_t i = 0; i < t->n_values; i++)
		if (!strcmp(t->value[i], value))
			return true;
	return false;
}

static const char *languages_of(const stage *s)
{
	return s->plugin ? s->plugin->def->languages : NULL;
}

bool stage_speaks(const stage *s, const char *language)
{
	const char *languages = languages_of(s);
	if (languages && !list_has(languages, language))
		return false;
	for (uint32_t i = 0; i < s->when.n; i++) {
		const condition_term *t = &s->when.term[i];
		if (!strcmp(t->name, "lang") && t->n_values && term_has(t, language) == t->negated)
			return false;
	}
	return true;
}

/* What a stage asks of documents: its `when`, its plugin's languages, and of a reader that it is the
 * source. */
static uint32_t terms_of(arena *in, const stage *s, condition_term **out)
{
	uint32_t n = 0, room = 0;
	*out = NULL;
	for (uint32_t i = 0; i < s->when.n; i++) {
		ARRAY_ROOM(in, *out, room, n);
		(*out)[n++] = s->when.term[i];
	}
	if (languages_of(s)) {
		condition_term t = { .name = "lang" };
		glane_str rest = str_of(languages_of(s)), part;
		uint32_t values = 0;
		while (text_name(&rest, &part)) {
			ARRAY_ROOM(in, t.value, values, t.n_values);
			t.value[t.n_values++] = arena_copy(in, part.p, part.n);
		}
		ARRAY_ROOM(in, *out, room, n);
		(*out)[n++] = t;
	}
	if (s->kind == STAGE_READ) {
		condition_term t = { .name = "source", .n_values = 1 };
		t.value = arena_alloc(in, sizeof *t.value);
		t.value[0] = s->id;
		ARRAY_ROOM(in, *out, room, n);
		(*out)[n++] = t;
	}
	return n;
}

/* Can no value of the variable satisfy both? */
static bool terms_disjoint(const condition_term *a, const condition_term *b)
{
	if (strcmp(a->name, b->name) || !a->n_values || !b->n_values || (a->negated && b->negated))
		return false;
	if (a->negated)
		return terms_disjoint(b, a);
	for (uint32_t i = 0; i < a->n_values; i++)
		if (term_has(b, a->value[i]) != b->negated)
			return false;
	return true;
}

bool stages_disjoint(const stage *a, const stage *b)
{
	arena *in = arena_new();
	condition_term *x, *y;
	uint32_t n = terms_of(in, a, &x), m = terms_of(in, b, &y);
	bool disjoint = false;
	for (uint32_t i = 0; i < n && !disjoint; i++)
		for (uint32_t k = 0; k < m && !disjoint; k++)
			disjoint = terms_disjoint(&x[i], &y[k]);
	arena_free(in);
	return disjoint;
}

/* ---- Two of them ---- */

const char *stage_place(arena *in, const stage *from, const stage *of)
{
	if (from->at.file && of->at.file && strcmp(from->at.file, of->at.file))
		return arena_print(in, "%s:%u", of->at.file, of->at.line);
	return arena_print(in, _("line %u"), of->at.line);
}

static void say_twice(checker *c, const stage *first, const stage *second, const char *what)
{
	if (c->said_of == second && c->said_later == first)
		return;
	c->said_of = second;
	c->said_later = first;
	messages_add(c->m, MESSAGE_ERROR, second->at, _("%s: %s is provided by %s (%s) already: take one of them "
	             "out, or let each run on other documents (when=\"…\")"), second->id, what, first->id,
	             stage_place(c->in, second, first));
}

static const glane_layer *layers_of(const stage *s)
{
	static const glane_layer none[] = { { NULL, 0, 0, NULL, NULL } };
	return s->plugin && s->plugin->def->layers ? s->plugin->def->layers : none;
}

static bool has_column(const glane_layer *l, const char *name)
{
	for (const glane_column *k = l->columns; k && k->name; k++)
		if (!strcmp(k->name, name))
			return true;
	return false;
}

static void two_layers(checker *c, const stage *first, const glane_layer *a, const stage *second,
                       const glane_layer *b)
{
	if (a->how == GLANE_MAKES && b->how == GLANE_MAKES && !vocabulary_shared(a->name)) {
		say_twice(c, first, second, arena_print(c->in, _("the layer %s"), a->name));
		return;
	}
	/* Rows of a shared layer are each one's own, and so are their columns. */
	bool rows = (a->how == GLANE_MAKES || a->how == GLANE_MAY_MAKE) &&
	            (b->how == GLANE_MAKES || b->how == GLANE_MAY_MAKE);
	if (rows || (b->how == GLANE_REPLACES) != (a->how == GLANE_REPLACES))
		return;
	for (const glane_column *k = a->columns; k && k->name; k++)
		if (has_column(b, k->name))
			say_twice(c, first, second,
			          arena_print(c->in, _("the column %s.%s"), a->name, k->name));
}

static void two_stages(checker *c, const stage *first, const stage *second)
{
	for (const glane_layer *a = layers_of(first); a->name; a++)
		for (const glane_layer *b = layers_of(second); b->name; b++)
			if (!strcmp(a->name, b->name))
				two_layers(c, first, a, second, b);
	if (!first->plugin || !second->plugin)
		return;
	for (const glane_variable *v = first->plugin->def->variables; v && v->name; v++)
		for (const glane_variable *w = second->plugin->def->variables; w && w->name; w++)
			if (!strcmp(v->name, w->name))
				say_twice(c, first, second, arena_print(c->in, _("the variable %s"), v->name));
}

void check_providers(checker *c)
{
	const pipeline *p = c->p;
	for (uint32_t i = 0; i < p->n_stages; i++)
		for (uint32_t k = 0; k < i; k++)
			if (strcmp(p->stage[k].id, p->stage[i].id) &&	/* that was said already */
			    !stages_disjoint(&p->stage[k], &p->stage[i]))
				two_stages(c, &p->stage[k], &p->stage[i]);
	c->said_of = c->said_later = NULL;
}
