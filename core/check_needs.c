/* check_needs.c - what a stage reads has been made by a stage before it. */
#include <config.h>
#include <string.h>
#include "document.h"
#include "pipeline_parts.h"

/* What a need speaks of. */
typedef struct {
	const char *what;		/* as said in messages: "token", "word.lemma", "reinert.profiles" */
	const char *layer, *column, *variable, *stage, *table;
	bool optional;
} need;

enum { NOT, MAYBE, SURELY };

/* ---- Who provides ---- */

static int plugin_provides(const plugin *g, const need *n)
{
	int best = NOT;
	for (const glane_layer *l = g->def->layers; l && l->name; l++) {
		/* What replaces needs a first provider itself. */
		if (strcmp(l->name, n->layer) || l->how == GLANE_REPLACES)
			continue;
		bool rows = l->how == GLANE_MAKES || l->how == GLANE_MAY_MAKE, found = !n->column && rows;
		for (const glane_column *k = l->columns; n->column && k && k->name; k++)
			found |= !strcmp(k->name, n->column);
		/* The core's own column. */
		found |= n->column && rows && !strcmp(n->column, "origin") && vocabulary_shared(n->layer);
		int sure = l->how == GLANE_MAY_MAKE ? MAYBE : SURELY;
		best = found && sure > best ? sure : best;
	}
	return best;
}

static int provides(const stage *s, const need *n)
{
	if (!s->plugin)
		return NOT;
	if (n->layer)
		return plugin_provides(s->plugin, n);
	for (const glane_variable *v = s->plugin->def->variables; v && v->name; v++)
		if (!strcmp(v->name, n->variable))
			return SURELY;
	return NOT;
}

/* Every plugin that can be found, whatever is wrong with some of them. */
static void look_around(checker *c)
{
	uint32_t n;
	const char *const *names = loader_names(c->l, &n);
	messages *quiet = messages_new(c->in);
	c->looked = true;
	c->other = arena_alloc(c->in, (n + 1) * sizeof *c->other);
	for (uint32_t i = 0; i < n; i++) {
		const plugin *g = loader_get(c->l, names[i], quiet, NOWHERE);
		if (g)
			c->other[c->n_others++] = g;
	}
}

/* Names of the plugins that surely provide it, or else of those that may; *readers: can a reader? */
static const char *providers_elsewhere(checker *c, const need *n, bool *readers)
{
	const char **names;
	uint32_t k = 0;
	if (!c->looked)
		look_around(c);
	names = arena_alloc(c->in, (c->n_others + 1) * sizeof *names);
	*readers = false;
	for (int least = SURELY; least > NOT && !k; least--)
		for (uint32_t i = 0; i < c->n_others; i++) {
			int how = plugin_provides(c->other[i], n);
			*readers |= how != NOT && c->other[i]->reader;
			if (how >= least)
				names[k++] = c->other[i]->name;
		}
	return hint_list(c->in, k, names);
}

/* ---- What is said ---- */

static bool same_file(const stage *a, const stage *b)
{
	return a->at.file && b->at.file && !strcmp(a->at.file, b->at.file);
}

static void say_move(checker *c, const stage *s, const stage *later, const char *what)
{
	if (same_file(s, later))
		messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: needs %s, which %s provides only later: move line %u "
		             "above line %u"), s->id, what, later->id, later->at.line, s->at.line);
	else
		messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: needs %s, which %s (%s:%u) provides only later: move "
		             "it above %s"), s->id, what, later->id, later->at.file, later->at.line, s->id);
}

/* Is a plugin missing that might have been the provider? Then its own message is enough. */
static bool blind(const checker *c, uint32_t before)
{
	for (uint32_t i = 0; i < before; i++)
		if (c->p->stage[i].use && !c->p->stage[i].plugin)
			return true;
	return false;
}

static bool unknown_reader(const checker *c)
{
	for (uint32_t i = 0; i < c->p->n_stages; i++)
		if (c->p->stage[i].kind == STAGE_READ && !c->p->stage[i].use)
			return true;
	return false;
}

static void say_missing(checker *c, const stage *s, const need *n)
{
	bool readers;
	const char *others = providers_elsewhere(c, n, &readers);
	if (readers && unknown_reader(c))
		return;		/* the reader that is found at the plan may be the one */
	if (*others && c->said_of == s && c->said_others && !strcmp(c->said_others, others))
		return;
	c->said_of = s;
	c->said_others = others;
	if (*others)
		messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: needs %s, which no stage above it provides: put in, "
		             "above line %u, a stage with one of: %s"), s->id, n->what, s->at.line, others);
	else
		messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: needs %s, which no plugin that can be found "
		             "provides (see `glane list`)"), s->id, n->what);
}

/* ---- Layers and columns ---- */

static void warn_languages(checker *c, const stage *s, const need *n)
{
	const pipeline *p = c->p;
	/* A plugin that wasn't found may be the one for the other language. */
	for (uint32_t l = 0; l < p->n_languages && !blind(c, s->number); l++) {
		const stage *one = NULL;
		bool served = false;
		if (!stage_speaks(s, p->language[l]))
			continue;
		for (uint32_t i = 0; i < s->number; i++)
			if (provides(&p->stage[i], n)) {
				one = &p->stage[i];
				served |= stage_speaks(one, p->language[l]);
			}
		bool said = c->said_of == s && c->said_later == one && c->said_language == p->language[l];
		if (!one || served || said)
			continue;
		c->said_of = s;
		c->said_later = one;
		c->said_language = p->language[l];
		messages_add(c->m, MESSAGE_WARNING, s->at, _("%s: documents in the language %s will lack %s, which "
		             "only %s (%s) provides, for other languages: put in a stage for %s, or take %s out of "
		             "languages"), s->id, p->language[l], n->what, one->id, stage_place(c->in, s, one),
		             p->language[l], p->language[l]);
	}
}

static void need_layer(checker *c, const stage *s, const need *n)
{
	const pipeline *p = c->p;
	for (uint32_t i = 0; i < s->number; i++)
		if (provides(&p->stage[i], n) && !stages_disjoint(&p->stage[i], s)) {
			if (!n->optional)	/* what can be without is without it where it isn't */
				warn_languages(c, s, n);
			return;
		}
	if (n->optional)
		return;
	for (uint32_t i = s->number + 1; i < p->n_stages; i++)
		if (provides(&p->stage[i], n) && !stages_disjoint(&p->stage[i], s)) {
			if (c->said_of != s || c->said_later != &p->stage[i])
				say_move(c, s, &p->stage[i], n->what);
			c->said_of = s;
			c->said_later = &p->stage[i];
			return;
		}
	if (!blind(c, s->number))
		say_missing(c, s, n);
}

/* ---- Variables ---- */

/* A variable may come with the corpus, which is known at the plan. Here one thing can be said: a step sets
 * it, but too late, and nothing that is read seems to give it. */
static void need_variable(checker *c, const stage *s, const need *n)
{
	const pipeline *p = c->p;
	const stage *later = NULL;
	for (uint32_t i = 0; i < p->n_stages; i++) {
		const stage *t = &p->stage[i];
		bool given = t->kind == STAGE_READ &&
		             (t->metadata || settings_find(t->set, t->n_set, n->variable));
		if (given || (i < s->number && provides(t, n)))
			return;
		if (!later && i > s->number && provides(t, n))
			later = t;
	}
	if (later && !n->optional)
		messages_add(c->m, MESSAGE_WARNING, s->at, _("%s: needs the variable %s, which %s (%s) sets only "
		             "later: unless the corpus gives it, move %s above %s"), s->id, n->variable,
		             later->id, stage_place(c->in, s, later), later->id, s->id);
}

/* ---- Tables ---- */

static bool has_table(const stage *s, const char *name)
{
	for (const glane_table *t = s->plugin ? s->plugin->def->tables : NULL; t && t->name; t++)
		if (!strcmp(t->name, name))
			return true;
	return false;
}

static void say_no_table(checker *c, const stage *s, const stage *of, const need *n)
{
	const char *names[64];
	uint32_t k = 0;
	for (const glane_table *t = of->plugin->def->tables; t && t->name && k < 64; t++)
		names[k++] = t->name;
	messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: %s has no table %s%s"), s->id, of->id, n->table,
	             hint(c->in, n->table, k, names, true));
}

/* The stage of that id, else the one earlier stage of that plugin. */
static void need_table(checker *c, const stage *s, const need *n)
{
	const pipeline *p = c->p;
	const stage *by_id = pipeline_stage(p, n->stage), *earlier = NULL, *second = NULL, *later = NULL;
	if (!strcmp(n->stage, "core"))
		return;
	for (uint32_t i = 0; i < p->n_stages; i++) {
		const stage *t = &p->stage[i];
		if (!t->use || strcmp(t->use, n->stage) || t == s)
			continue;
		if (i > s->number)
			later = later ? later : t;
		else if (earlier)
			second = t;
		else
			earlier = t;
	}
	if (by_id) {
		second = NULL;
		earlier = by_id->number < s->number ? by_id : NULL;
		later = earlier ? NULL : by_id;
	}
	if (second && !n->optional)
		messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: needs the table %s, but two stages could give it: %s "
		             "(%s) and %s (%s); name one of them by its id"), s->id, n->what, earlier->id,
		             stage_place(c->in, s, earlier), second->id, stage_place(c->in, s, second));
	else if (earlier && earlier->plugin && !has_table(earlier, n->table))
		say_no_table(c, s, earlier, n);
	else if (!earlier && later && later != s && !n->optional)
		say_move(c, s, later, n->what);
	else if (!earlier && !n->optional && !blind(c, s->number))
		messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: needs the table %s: put in, above line %u, "
		             "<step use=\"%s\"/>"), s->id, n->what, s->at.line, n->stage);
}

/* ---- One need ---- */

/* "layer", "layer.column", "var:name", "table:stage.table"; a "?" at the end. */
static need parse(arena *in, const char *what)
{
	need n = { 0 };
	size_t k = strlen(what);
	n.optional = k && what[k - 1] == '?';
	const char *s = arena_copy(in, what, k - n.optional), *dot;
	n.what = s;
	if (!strncmp(s, "var:", 4)) {
		n.variable = s + 4;
	} else if (!strncmp(s, "table:", 6)) {
		n.what = s + 6;
		dot = strchr(s + 6, '.');
		n.stage = dot ? arena_copy(in, s + 6, (size_t)(dot - s - 6)) : s + 6;
		n.table = dot ? dot + 1 : "";
	} else {
		dot = strchr(s, '.');
		n.layer = dot ? arena_copy(in, s, (size_t)(dot - s)) : s;
		n.column = dot ? dot + 1 : NULL;
	}
	return n;
}

static void need_one(checker *c, const stage *s, const char *what)
{
	need n = parse(c->in, what);
	if (n.variable)
		need_variable(c, s, &n);
	else if (n.table)
		need_table(c, s, &n);
	else
		need_layer(c, s, &n);
}

/* What the ref option of that name says. */
static void need_option(checker *c, const stage *s, const char *name)
{
	size_t k = strlen(name);
	bool optional = k && name[k - 1] == '?';
	for (const glane_option *o = s->plugin->def->options; o && o->name; o++) {
		const char *value;
		if (o->type != GLANE_REF || strlen(o->name) != k - optional || strncmp(o->name, name, k - optional))
			continue;
		memcpy(&value, (const char *)s->config + o->offset, sizeof value);
		size_t n = value ? strlen(value) : 0;
		if (!optional && (!n || value[n - 1] == '?')) {
			const setting *given = stage_setting(s, o->name);
			messages_add(c->m, MESSAGE_ERROR, given ? given->at : s->at,
			             _("%s: option %s: \"%s\" names nothing, and the plugin can't do without"), s->id,
			             o->name, value ? value : "");
		} else if (n)
			need_one(c, s, optional ? arena_print(c->in, "%s?", value) : value);
	}
}

/* `unit` counts by rows of a layer; turns, answers, documents and speakers are there without one. */
static void need_unit(checker *c, const stage *s, bool optional)
{
	static const char *const layers[] = { "sentence", "segment", "verbatim" };
	for (size_t i = 0; s->unit && i < sizeof layers / sizeof *layers; i++)
		if (!strcmp(s->unit, layers[i]))
			need_one(c, s, optional ? arena_print(c->in, "%s?", s->unit) : s->unit);
}

/* Columns are added to rows that are there, and replaced where they are. */
static void need_own_layers(checker *c, const stage *s)
{
	for (const glane_layer *l = s->plugin->def->layers; l && l->name; l++) {
		if (l->how == GLANE_ADDS || l->how == GLANE_LABELS)
			need_one(c, s, l->name);
		for (const glane_column *k = l->columns; l->how == GLANE_REPLACES && k && k->name; k++)
			need_one(c, s, arena_print(c->in, "%s.%s", l->name, k->name));
	}
}

/* ---- by and where ---- */

/* Columns of the stages above, for a near miss. */
static void say_no_column(checker *c, const stage *s, place at, const char *what)
{
	const char **names = NULL;
	uint32_t n = 0, room = 0;
	for (uint32_t i = 0; i < s->number; i++) {
		const plugin *g = c->p->stage[i].plugin;
		for (const glane_layer *l = g ? g->def->layers : NULL; l && l->name; l++)
			for (const glane_column *k = l->columns; k && k->name; k++) {
				ARRAY_ROOM(c->in, names, room, n);
				names[n++] = arena_print(c->in, "%s.%s", l->name, k->name);
			}
	}
	messages_add(c->m, MESSAGE_ERROR, at, _("%s: no stage above makes the column %s%s"), s->id, what,
	             hint(c->in, what, n, names, true));
}

static bool provided_above(const checker *c, const stage *s, const need *n)
{
	for (uint32_t i = 0; i < s->number; i++)
		if (provides(&c->p->stage[i], n))
			return true;
	return false;
}

/* The stage above whose report labels rows with this column, or NULL. */
static const stage *labelled_by(const checker *c, const stage *s, const need *n)
{
	for (uint32_t i = 0; i < s->number; i++) {
		const plugin *g = c->p->stage[i].plugin;
		for (const glane_layer *l = g ? g->def->layers : NULL; l && l->name; l++)
			for (const glane_column *k = l->columns; l->how == GLANE_LABELS && k && k->name; k++)
				if (n->column && !strcmp(l->name, n->layer) && !strcmp(k->name, n->column))
					return &c->p->stage[i];
	}
	return NULL;
}

/* The layer whose rows the stage makes or adds to while documents come, or NULL. */
static const char *makes(const stage *s)
{
	for (const glane_layer *l = s->plugin->def->layers; l && l->name; l++)
		if (l->how != GLANE_LABELS)
			return l->name;
	return NULL;
}

static void check_by(checker *c, stage *s)
{
	const setting *k = stage_setting(s, "by");
	if (!k)
		k = settings_find(c->p->setting, c->p->n_settings, "by");
	for (uint32_t i = 0; i < s->n_by; i++) {
		const grouping *g = &s->by[i];
		need n = { .what = g->text, .layer = g->layer, .column = g->column };
		if (g->layer && !provided_above(c, s, &n) && !blind(c, s->number))
			say_no_column(c, s, k ? k->at : s->at, g->text);
		s->late |= g->layer && s->plugin->def->process && labelled_by(c, s, &n);
	}
}

/* "class" is segment.class; names of layers stay what they are. */
static need condition_need(checker *c, const char *name)
{
	need n = parse(c->in, name);
	const char *of, *which;
	condition_column(c->in, name, &of, &which);
	if (n.column || vocabulary_layer(n.layer) || !which)
		return n;
	return parse(c->in, arena_print(c->in, "%s.%s", of, which));
}

static void check_where(checker *c, stage *s)
{
	const setting *k = stage_setting(s, "where");
	for (uint32_t i = 0; i < s->where.n; i++) {
		need n = condition_need(c, s->where.term[i].name);
		bool rows = n.layer && (n.column || vocabulary_layer(n.layer));
		const stage *by = rows && s->plugin->def->process ? labelled_by(c, s, &n) : NULL;
		s->late |= by != NULL;
		if (by && makes(s))
			messages_add(c->m, MESSAGE_ERROR, k ? k->at : s->at, _("%s: where=\"%s\" asks for what %s finds once all documents "
			             "are read, but %s makes rows of %s while they come: write by=\"%s\" in place of it, all groups come then"),
			             s->id, s->where.term[i].name, by->id, s->id, makes(s), n.what);
		if (!rows || provided_above(c, s, &n) || blind(c, s->number))
			continue;
		if (n.column)
			say_no_column(c, s, k ? k->at : s->at, n.what);
		else
			say_missing(c, s, &n);
	}
}

/* A plugin whose languages are none of the pipeline's never runs. A profile serves studies of all
 * languages: there it is no mistake. */
static void check_languages(checker *c, const stage *s)
{
	const pipeline *p = c->p;
	bool any = !p->n_languages;
	for (uint32_t l = 0; l < p->n_languages; l++)
		any |= stage_speaks(s, p->language[l]);
	bool of_profile = s->at.file && p->at.file && strcmp(s->at.file, p->at.file);
	if (!any && !of_profile)
		messages_add(c->m, MESSAGE_WARNING, s->at, _("%s: runs on no document: it is for the languages %s, the "
		             "pipeline has languages=\"%s\""), s->id,
		             s->plugin->def->languages ? s->plugin->def->languages : "-",
		             settings_find(p->setting, p->n_settings, "languages")->value);
}

void check_needs(checker *c)
{
	for (uint32_t i = 0; i < c->p->n_stages; i++) {
		stage *s = &c->p->stage[i];
		if (!s->plugin)
			continue;
		for (const glane_need *n = s->plugin->def->needs; n && n->what; n++)
			if (*n->what == '@')
				need_option(c, s, n->what + 1);
			else if (!strcmp(n->what, "unit") || !strcmp(n->what, "unit?"))
				need_unit(c, s, n->what[4]);
			else
				need_one(c, s, n->what);
		need_own_layers(c, s);
		check_by(c, s);
		check_where(c, s);
		check_languages(c, s);
	}
}
