/* check_core.c - the attributes that every stage understands, whatever its plugin. */
#include <config.h>
#include <string.h>
#include "pipeline_parts.h"

static const char *value_of(checker *c, const stage *s, const char *name, const setting **k)
{
	*k = stage_setting(s, name);
	if (!*k)
		return NULL;
	glane_str v = text_trim(str_of((*k)->value));
	return v.n ? arena_copy(c->in, v.p, v.n) : NULL;
}

static int take_choice(checker *c, const stage *s, const char *name, uint32_t n, const char *const *known)
{
	const setting *k;
	const char *value = value_of(c, s, name, &k);
	if (!value)
		return 0;
	for (int i = 0; i < (int)n; i++)
		if (!strcmp(known[i], value))
			return i;
	messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: %s=\"%s\" is not known%s"), s->id, name, value,
	             hint(c->in, value, n, known, true));
	return 0;
}

static uint32_t names_of(arena *in, const char *list, const char ***out)
{
	glane_str rest = str_of(list), part;
	uint32_t n = 0, room = 0;
	*out = NULL;
	while (text_name(&rest, &part)) {
		ARRAY_ROOM(in, *out, room, n);
		(*out)[n++] = arena_copy(in, part.p, part.n);
	}
	return n;
}

/* Names between blanks, or between semicolons, where names have blanks. */
static void take_coders(checker *c, stage *s)
{
	const setting *k;
	const char *value = value_of(c, s, "coder", &k);
	if (!value)
		return;
	glane_str rest = str_of(value), part;
	uint32_t room = 0;
	bool items = strchr(value, ';') != NULL;
	while (items ? text_item(&rest, &part) : text_name(&rest, &part)) {
		ARRAY_ROOM(c->in, s->coder, room, s->n_coders);
		s->coder[s->n_coders++] = arena_copy(c->in, part.p, part.n);
		s->all_coders = s->all_coders || str_equal(part, STR("all"));
	}
	if (s->all_coders && s->n_coders > 1)
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: coder=\"%s\": all is everybody already: write it alone, or names"),
		             s->id, value);
}

static void take_unit(checker *c, stage *s)
{
	const setting *k;
	const char *value = value_of(c, s, "unit", &k), **units;
	uint32_t n = names_of(c->in, s->plugin->def->units, &units);
	s->unit = n ? units[0] : NULL;
	if (!value)
		return;
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(units[i], value)) {
			s->unit = units[i];
			return;
		}
	if (n)
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: unit=\"%s\" is not known%s"), s->id, value,
		             hint(c->in, value, n, units, true));
	else
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: this plugin has no unit: take unit=\"%s\" out"),
		             s->id, value);
}

/* Is one of its tables grouped: a key column called "group"? */
static bool grouped(const glane_plugin *def)
{
	for (const glane_table *t = def->tables; t && t->name; t++)
		for (const glane_column *k = t->columns; k && k->name; k++)
			if (k->role == GLANE_KEY && !strcmp(k->name, "group"))
				return true;
	return false;
}

/* The first grouped table that the plugin makes in its report, from the groups of one grouping; NULL: none. */
static const char *reported_by_group(const glane_plugin *def)
{
	for (const glane_table *t = def->tables; t && t->name; t++)
		for (const glane_column *k = t->columns; (t->how & GLANE_REPORTED) && k && k->name; k++)
			if (k->role == GLANE_KEY && !strcmp(k->name, "group"))
				return t->name;
	return NULL;
}

/* "craft", "craft*age", "verbatim.profile". */
static bool parse_grouping(checker *c, const stage *s, glane_str text, place at, grouping *g)
{
	*g = (grouping){ .text = arena_copy(c->in, text.p, text.n) };
	glane_str rest = text, part;
	const char *dot = memchr(text.p, '.', text.n), *star = memchr(text.p, '*', text.n);
	if (dot && !star && dot > text.p && dot + 1 < text.p + text.n) {
		g->layer = arena_copy(c->in, text.p, (size_t)(dot - text.p));
		g->column = arena_string(c->in, g->text + (dot - text.p) + 1);
		return true;
	}
	uint32_t room = 0;
	while (text_cut(&rest, '*', &part)) {
		bool bad = !part.n || strpbrk(arena_copy(c->in, part.p, part.n), ".,;|=");
		if (bad) {
			messages_add(c->m, MESSAGE_ERROR, at, _("%s: by=\"%s\": write by=\"craft\", by=\"craft age\" "
			             "(one after the other), by=\"craft*age\" (crossed) or by=\"verbatim.profile\" "
			             "(a column of a layer)"), s->id, g->text);
			return false;
		}
		ARRAY_ROOM(c->in, g->variable, room, g->n);
		g->variable[g->n++] = arena_copy(c->in, part.p, part.n);
	}
	return true;
}

const setting *stage_by(arena *in, const stage *s, const char **value)
{
	const setting *k = stage_setting(s, "by");
	*value = k ? k->value : NULL;
	for (const glane_option *o = s->plugin ? s->plugin->def->options : NULL; o && o->name; o++) {
		const setting *given = stage_setting(s, o->name);
		const char *by = "";
		glane_str rest, name;
		if (o->type != GLANE_REF || !text_has(o->choices, '|', "by") || !given)
			continue;
		for (rest = str_of(given->value); text_name(&rest, &name);)
			if (!text_has(o->choices, '|', arena_copy(in, name.p, name.n)))
				by = arena_print(in, "%s%s%.*s", by, *by ? "*" : "", GLANE_STR(name));
		if (!*by)		/* only words of the plugin's own */
			continue;
		*value = by;
		return given;
	}
	return k;
}

static void take_by(checker *c, stage *s)
{
	const setting *attribute, *k;
	const char *value = value_of(c, s, "by", &attribute), **texts;
	if ((k = stage_by(c->in, s, &value)) != attribute && attribute)
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: %s=\"%s\" says which groups are told apart, and so does "
		             "by=\"%s\": leave one of them out"), s->id, k->name, k->value, attribute->value);
	bool own = value;
	if (!value && !k)
		value = c->p->by;
	if (!grouped(s->plugin->def)) {
		if (own)
			messages_add(c->m, MESSAGE_WARNING, k->at,
			             _("%s: by=\"%s\" changes nothing: no table of this plugin is grouped"), s->id,
			             value);
		return;
	}
	if (!own)
		k = settings_find(c->p->setting, c->p->n_settings, "by");
	uint32_t n = names_of(c->in, value, &texts);
	s->by = arena_alloc(c->in, (n + 1) * sizeof *s->by);
	for (uint32_t i = 0; i < n; i++)
		if (parse_grouping(c, s, str_of(texts[i]), k ? k->at : s->at, &s->by[s->n_by]))
			s->n_by++;
	const char *reported = s->n_by > 1 ? reported_by_group(s->plugin->def) : NULL;
	if (reported)
		messages_add(c->m, MESSAGE_ERROR, k ? k->at : s->at,
		             _("%s: by=\"%s\" names %u groupings, but its table %s takes one: cross them with *, or "
		               "write a step for each"), s->id, value, s->n_by, reported);
}

/* Below the output folder and nowhere else. */
static void take_to(checker *c, stage *s)
{
	const setting *k;
	const char *value = value_of(c, s, "to", &k);
	if (!value && settings_meant(s, "to"))
		return;
	if (!value) {
		messages_add(c->m, MESSAGE_ERROR, k ? k->at : s->at, _("%s: where is it to be written? Write "
		             "to=\"…\", a file or a folder inside the output folder"), s->id);
		return;
	}
	glane_str rest = str_of(value), part;
	bool up = false;
	while (text_cut(&rest, '/', &part))
		up |= str_equal(part, STR(".."));
	if (*value == '/' || *value == '~')
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: to=\"%s\": all files of a run are written inside its "
		             "output folder, which is chosen with -o: write a path without \"%c\" before it"),
		             s->id, value, *value);
	else if (up)
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: to=\"%s\" leaves the output folder: take the \"..\" "
		             "out; the output folder is chosen with -o"), s->id, value);
	else if (strchr(value, '\\'))
		messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: to=\"%s\": write \"/\" between folders"), s->id,
		             value);
	else {
		const char *whole = path_join(c->in, "/", value) + 1;
		/* Names that the run itself writes. */
		if (!strcmp(whole, "manifest.json") || !strncmp(whole, "run.sqlite", 10))
			messages_add(c->m, MESSAGE_ERROR, k->at,
			             _("%s: to=\"%s\" is a file of glane's own: choose another name"), s->id, value);
		else
			s->to = whole;
	}
}

static void take_conditions(checker *c, stage *s)
{
	const setting *k;
	const char *when = value_of(c, s, "when", &k);
	if (when)
		condition_parse(c->in, when, &s->when, c->m, k->at);
	const char *where = s->kind == STAGE_STEP ? value_of(c, s, "where", &k) : NULL;
	if (where)
		condition_parse(c->in, where, &s->where, c->m, k->at);
}

void check_core(checker *c, stage *s)
{
	static const char *const errors[] = { "skip", "stop", "keep" };
	static const char *const speakers[] = { "respondents", "all", "interviewers" };
	take_conditions(c, s);
	s->on_error = take_choice(c, s, "on-error", 3, errors);
	if (s->kind == STAGE_STEP) {
		s->speakers = take_choice(c, s, "speakers", 3, speakers);
		take_coders(c, s);
		if (s->plugin) {
			take_unit(c, s);
			take_by(c, s);
		}
	}
	if (s->kind == STAGE_WRITE)
		take_to(c, s);
}
