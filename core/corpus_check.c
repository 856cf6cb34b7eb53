/* corpus_check.c - what the pipeline says of variables, once it is known which there are. */
#include <config.h>
#include <string.h>
#include "corpus_private.h"
#include "pipeline_parts.h"

typedef struct {
	planning *b;
	uint32_t n;
	const char **name;		/* of the variables that occur */
} checking;

/* The variable a person means, under its own name; NULL after a message. */
static const char *resolve(checking *k, const char *written, place at, const char *where)
{
	planning *b = k->b;
	const variable_def *v = corpus_variable(b->c, written);
	if (v && v->occurs)
		return v->name;
	/* Without any document, which has been said, nobody knows which variables there would be. */
	if (!b->n)
		return NULL;
	messages_add(b->m, MESSAGE_ERROR, at, _("%s: no document has a variable \"%s\"%s"), where, written,
	             hint(b->in, written, k->n, k->name, k->n <= 30));
	b->failed = true;
	return NULL;
}

/* Is it given by a step, so that its values aren't known yet? */
static bool set_by_step(const planning *b, const char *name)
{
	for (uint32_t i = 0; i < b->p->n_stages; i++) {
		const plugin *p = b->p->stage[i].plugin;
		for (const glane_variable *v = p ? p->def->variables : NULL; v && v->name; v++)
			if (!strcmp(v->name, name))
				return true;
	}
	return false;
}

typedef struct { planning *b; uint32_t n, room; const char **value; } seen_values;

static void see(seen_values *s, glane_str value)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (strlen(s->value[i]) == value.n && !memcmp(s->value[i], value.p, value.n))
			return;
	ARRAY_ROOM(s->b->in, s->value, s->room, s->n);
	s->value[s->n++] = arena_copy(s->b->in, value.p, value.n);
}

/* All modalities of a variable in the corpus. */
static seen_values values_of(planning *b, const variable_def *v)
{
	seen_values s = { .b = b };
	for (uint32_t d = 0; d < b->n; d++) {
		const planned *p = &b->d[d].p;
		for (uint32_t r = 0; r <= p->n_speakers; r++) {
			uint32_t n = r ? p->speaker[r - 1].n : p->n_values;
			const known_value *value = r ? p->speaker[r - 1].value : p->value;
			for (uint32_t i = 0; i < n; i++) {
				glane_str rest = str_of(value[i].value), one;
				if (strcmp(value[i].name, v->name))
					continue;
				if (v->type == GLANE_MULTIPLE)
					while (text_cut(&rest, '|', &one))
						see(&s, one);
				else
					see(&s, rest);
			}
		}
	}
	return s;
}

static void check_modality(checking *k, const variable_def *v, const seen_values *s, const char *value,
                           place at, const char *where)
{
	planning *b = k->b;
	for (uint32_t i = 0; i < s->n; i++)
		if (!strcmp(s->value[i], value))
			return;
	const char *as = corpus_recode(b->c, v->name, value);
	if (strcmp(as, value))
		messages_add(b->m, MESSAGE_WARNING, at,
		             _("%s: no document has %s=%s, for values.csv makes \"%s\" of it: write %s=%s"), where,
		             v->name, value, as, v->name, as);
	else
		messages_add(b->m, MESSAGE_WARNING, at, _("%s: no document has %s=%s%s"), where, v->name, value,
		             hint(b->in, value, s->n, s->value, s->n <= 12));
}

static void check_condition(checking *k, condition *c, const setting *given, const char *where)
{
	planning *b = k->b;
	for (uint32_t i = 0; i < c->n; i++) {
		condition_term *t = &c->term[i];
		const char *name = resolve(k, t->name, given->at, where);
		if (!name)
			continue;
		t->name = name;
		/* A profile is written for all languages and corpora. */
		if (given->from == FROM_PROFILE || set_by_step(b, name))
			continue;
		const variable_def *v = corpus_variable(b->c, name);
		seen_values s = values_of(b, v);
		for (uint32_t n = 0; n < t->n_values; n++)
			check_modality(k, v, &s, t->value[n], given->at, where);
	}
}

static const setting *pipeline_setting(const pipeline *p, const char *name)
{
	for (uint32_t i = 0; i < p->n_settings; i++)
		if (!strcmp(p->setting[i].name, name))
			return &p->setting[i];
	return NULL;
}

/* {craft} in a signature or an option. Returns the text with the variables under their own names; `speaker` and
 * `document` are none, but may stand in a signature. */
static const char *check_braces(checking *k, const char *text, place at, const char *where, bool signature)
{
	arena *in = k->b->in;
	const char *out = "", *p = text;
	for (const char *open; (open = strchr(p, '{')) != NULL;) {
		const char *close = strchr(open, '}');
		if (!close)
			break;
		glane_str name = text_trim((glane_str){ open + 1, (uint32_t)(close - open - 1) });
		const char *written = arena_copy(in, name.p, name.n);
		bool own = signature && (!strcmp(written, "speaker") || !strcmp(written, "document"));
		const char *known = own ? written : resolve(k, written, at, where);
		out = arena_print(in, "%s%.*s{%s}", out, (int)(open - p), p, known ? known : written);
		p = close + 1;
	}
	return arena_print(in, "%s%s", out, p);
}

/* `given` may be the pipeline's own, which is said once for all stages. */
static void check_by(checking *k, const stage *s, const setting *given, bool own)
{
	for (uint32_t i = 0; i < s->n_by; i++)
		for (uint32_t v = 0; v < s->by[i].n; v++) {
			const char *name = resolve(k, s->by[i].variable[v], given ? given->at : s->at,
			                           own ? arena_print(k->b->in, _("%s: %s"), s->id, given->name) : "by");
			if (name)
				s->by[i].variable[v] = name;
		}
}

/* The pipeline's `by` where no stage takes it: what is wrong with it is said all the same. */
static void check_pipeline_by(checking *k, const pipeline *p, const setting *given)
{
	glane_str rest = str_of(p->by), name, one;
	while (given && text_name(&rest, &name)) {
		if (memchr(name.p, '.', name.n))	/* a column of a layer */
			continue;
		while (text_cut(&name, '*', &one))
			resolve(k, arena_copy(k->b->in, one.p, one.n), given->at, "by");
	}
}

/* The value of an option that names a variable, with the variable's own name. Options that may name something else
 * as well name a variable when they say "var:", or neither a column nor a table. */
static const char *check_reference(checking *k, const char *value, place at, const char *where)
{
	const char *prefix = "";
	if (!strncmp(value, "var:", 4)) {
		prefix = "var:";
		value += 4;
	} else if (strpbrk(value, ".:")) {
		return value;
	}
	const char *name = resolve(k, value, at, where);
	return arena_print(k->b->in, "%s%s", prefix, name ? name : value);
}

static void check_options(checking *k, const stage *s)
{
	const glane_plugin *def = s->plugin ? s->plugin->def : NULL;
	for (const glane_option *o = def ? def->options : NULL; o && o->name; o++) {
		const char *value, *where;
		if ((o->type != GLANE_REF && o->type != GLANE_TEXT) || !o->choices || !strstr(o->choices, "var"))
			continue;
		memcpy(&value, (const char *)s->config + o->offset, sizeof value);
		const setting *given = stage_setting(s, o->name);
		if (!value || !*value || !given)
			continue;
		where = arena_print(k->b->in, _("%s: %s"), s->id, o->name);
		value = o->type == GLANE_REF ? check_reference(k, value, given->at, where)
		                             : check_braces(k, value, given->at, where, false);
		memcpy((char *)s->config + o->offset, &value, sizeof value);
	}
}

void corpus_check(planning *b)
{
	checking k = { .b = b };
	/* What is resolved is put into the pipeline under its own name, so that later look-ups are exact. */
	pipeline *p = engine_pipeline(b->engine);
	k.name = arena_alloc(b->in, (b->c->n_variables + 1) * sizeof *k.name);
	for (uint32_t i = 0; i < b->c->n_variables; i++)
		if (b->c->variable[i].occurs)
			k.name[k.n++] = b->c->variable[i].name;	/* for near misses */
	const setting *by = pipeline_setting(p, "by"), *signature = pipeline_setting(p, "signature");
	const setting *quotable = pipeline_setting(p, "quotable");
	if (p->signature && *p->signature)
		p->signature = check_braces(&k, p->signature, signature ? signature->at : p->at, "signature", true);
	check_pipeline_by(&k, p, by);
	if (quotable)
		check_condition(&k, &p->quotable, quotable, "quotable");
	for (uint32_t i = 0; i < p->n_stages; i++) {
		stage *s = &p->stage[i];
		const char *groups;
		const setting *own = stage_by(b->in, s, &groups), *when = stage_setting(s, "when");
		check_by(&k, s, own ? own : by, own != NULL);
		if (when)
			check_condition(&k, &s->when, when, arena_print(b->in, _("%s: %s"), s->id, "when"));
		check_options(&k, s);
	}
}

void corpus_rename(corpus *c, engine *e)
{
	planning b = { .in = c->arena, .engine = e, .m = messages_new(c->arena), .p = engine_pipeline(e), .c = c };
	corpus_check(&b);		/* what there is to say was said at the plan */
}
