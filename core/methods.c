/* methods.c - what each stage did, for writers: the sentences of its plugin that hold, with the options in effect, and the
 * pipeline file without what is private. */
#include <config.h>
#include "engine_private.h"
#include "language.h"
#include "method.h"
#include "text.h"
#include <string.h>

/* ---- Their notation ------------------------------------------------------------------------------ */

bool method_condition(const char **when, glane_str *name, bool *differs, glane_str *values)
{
	static const char and[] = " and ";
	const char *from = *when, *next = strstr(from, and), *end = next ? next : from + strlen(from);
	const char *equal = memchr(from, '=', (size_t)(end - from));
	*when = next ? next + strlen(and) : NULL;
	if (!equal)
		return false;
	*differs = equal > from && equal[-1] == '!';
	*name = (glane_str){ from, (uint32_t)(equal - from) - *differs };
	*values = (glane_str){ equal + 1, (uint32_t)(end - equal - 1) };
	return name->n > 0;
}

bool method_placeholder(const char **text, glane_str *before, glane_str *name)
{
	const char *open = strchr(*text, '{'), *close = open ? strchr(open, '}') : NULL;
	*before = (glane_str){ *text, (uint32_t)(close ? (size_t)(open - *text) : strlen(*text)) };
	if (!close)
		return false;
	*name = (glane_str){ open + 1, (uint32_t)(close - open - 1) };
	*text = close + 1;
	return true;
}

/* A key ends at whatever is no letter, digit or hyphen; an at sign after a letter is of an address. */
bool method_citation(const char **text, glane_str *key)
{
	for (const char *at = *text; (at = strchr(at, '@')); at++) {
		if (at == *text || !strchr("[; ", at[-1]))
			continue;
		*key = (glane_str){ at + 1, (uint32_t)strspn(at + 1, "abcdefghijklmnopqrstuvwxyz0123456789-") };
		*text = at + 1 + key->n;
		return true;
	}
	return false;
}

/* ---- Sentences ----------------------------------------------------------------------------------- */

static bool has_rows(const engine *e, const stage *s, const char *name)
{
	for (uint32_t i = 0; i < e->n_tables; i++)
		if (e->table[i]->stage && !strcmp(e->table[i]->stage_id, s->id) && !strcmp(e->table[i]->name, name) && e->table[i]->grid.n)
			return true;
	return false;
}

/* As the pipeline would write it: an option's value in effect, or a grouping, a condition, a unit. */
static const char *value_in_effect(const engine *e, const stage *s, const char *wanted)
{
	const setting *given = stage_setting(s, wanted);
	if (given)
		return given->value;
	for (const glane_option *o = s->plugin->def->options; o && o->name; o++)
		if (!strcmp(o->name, wanted))
			return o->initial ? o->initial : "";
	if (!strncmp(wanted, "table:", 6))
		return has_rows(e, s, wanted + 6) ? "rows" : "";
	if (!strcmp(wanted, "unit"))
		return s->unit ? s->unit : "";
	if (!strcmp(wanted, "speakers"))
		return "respondents";
	if (strcmp(wanted, "by"))
		return "";
	const char *by = "";
	for (uint32_t i = 0; i < s->n_by; i++)
		by = arena_print(e->scratch, "%s%s%s", by, *by ? " " : "", s->by[i].text);
	return by;
}

static bool is_real(const stage *s, const char *name)
{
	for (const glane_option *o = s->plugin->def->options; o && o->name; o++)
		if (o->type == GLANE_REAL && !strcmp(o->name, name))
			return true;
	return false;
}

static bool holds(const engine *e, const stage *s, const char *when)
{
	while (when) {
		glane_str name, values;
		bool differs;
		if (!method_condition(&when, &name, &differs, &values))
			return false;
		const char *value = value_in_effect(e, s, arena_copy(e->scratch, name.p, name.n));
		const char *listed = arena_copy(e->scratch, values.p, values.n);
		if ((*value ? text_has(listed, '|', value) : !*listed) == differs)
			return false;
	}
	return true;
}

/* {options} put in; a number with its decimal comma in French. */
static const char *fill(const engine *e, const stage *s, const char *text)
{
	const char *out = "";
	bool comma = e->study.language && !strncmp(e->study.language, "fr", 2);
	for (;;) {
		glane_str before, name;
		bool more = method_placeholder(&text, &before, &name);
		out = arena_print(e->scratch, "%s%.*s", out, GLANE_STR(before));
		if (!more)
			return out;
		const char *option = arena_copy(e->scratch, name.p, name.n);
		char *value = arena_string(e->scratch, value_in_effect(e, s, option));
		for (char *p = value; comma && is_real(s, option) && *p; p++)
			*p = *p == '.' ? ',' : *p;
		out = arena_print(e->scratch, "%s%s", out, value);
	}
}

static const char *sentences(const engine *e, const stage *s)
{
	const glane_plugin *d = s->plugin->def;
	const char *text = "";
	for (const glane_sentence *k = d->method; k && k->text; k++)
		if (holds(e, s, k->when))
			text = arena_print(e->scratch, "%s%s%s", text, *text ? " " : "",
			                   fill(e, s, language_say(e->study.language, d->domain, k->text)));
	return text;
}

typedef struct { const engine *e; uint32_t n, room; glane_method *all; } methods;

static void add_method(methods *m, const stage *s, const plugin *with)
{
	const glane_plugin *d = with->def;
	stage as = *s;
	as.plugin = with;
	ARRAY_ROOM(m->e->scratch, m->all, m->room, m->n);
	m->all[m->n++] = (glane_method){ s->id, d->name, d->version, d->license, sentences(m->e, &as), d->references };
}

/* Of a <read> without `use` the readers that its files called for. */
static void add_chosen(methods *m, const stage *read)
{
	const corpus *c = m->e->corpus;
	for (uint32_t i = 0; i < c->n_files; i++) {
		bool met = c->file[i].read != read || !c->file[i].reader;
		for (uint32_t k = 0; k < i && !met; k++)
			met = c->file[k].read == read && c->file[k].reader == c->file[i].reader;
		if (!met)
			add_method(m, read, c->file[i].reader);
	}
}

const glane_method *host_methods(glane_ctx *ctx, uint32_t *n)
{
	methods m = { .e = run_of(ctx)->engine };
	const pipeline *p = m.e->pipeline;
	for (uint32_t i = 0; i < p->n_stages; i++)
		if (p->stage[i].plugin)
			add_method(&m, &p->stage[i], p->stage[i].plugin);
		else
			add_chosen(&m, &p->stage[i]);
	*n = m.n;
	return m.all;
}

/* ---- The pipeline file ----------------------------------------------------------------------------- */

static bool private_option(const pipeline *p, glane_str name)
{
	for (uint32_t i = 0; i < p->n_stages; i++)
		for (const glane_option *o = p->stage[i].plugin ? p->stage[i].plugin->def->options : NULL; o && o->name; o++)
			if (o->type == GLANE_PRIVATE && strlen(o->name) == name.n && !memcmp(o->name, name.p, name.n))
				return true;
	return false;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The name that stands before the "=" at `at`. */
static glane_str name_before(glane_str text, uint32_t at)
{
	uint32_t end = at, begin;
	while (end && blank(text.p[end - 1]))
		end--;
	for (begin = end; begin && !blank(text.p[begin - 1]) && !strchr("<>\"'", text.p[begin - 1]); begin--) { }
	return (glane_str){ text.p + begin, end - begin };
}

glane_str pipeline_shown(arena *in, const pipeline *p)
{
	glane_str text = p->text;
	char *out = arena_alloc(in, 2 * (size_t)text.n + 1);	/* of ="" becomes ="…" */
	uint32_t n = 0;
	if (text.n >= 3 && !memcmp(text.p, "\xef\xbb\xbf", 3))
		text = (glane_str){ text.p + 3, text.n - 3 };
	for (uint32_t i = 0; i < text.n; i++) {
		out[n++] = text.p[i];
		if (text.p[i] != '=' || !private_option(p, name_before(text, i)))
			continue;
		uint32_t open = i + 1, close;
		while (open < text.n && blank(text.p[open]))
			out[n++] = text.p[open++];
		i = open - 1;
		if (open == text.n || !strchr("\"'", text.p[open]))
			continue;
		for (close = open + 1; close < text.n && text.p[close] != text.p[open]; close++) { }
		memcpy(out + n, "\"…\"", strlen("\"…\""));
		n += (uint32_t)strlen("\"…\"");
		i = close;
	}
	return (glane_str){ out, n };
}
