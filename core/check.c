/* check.c - the static check: everything that can be said before a file of the corpus is opened. */
#include <config.h>
#include <string.h>
#include "pipeline_parts.h"

/* Names of options of the plugin, and of the core's attributes of this kind of stage. */
static const char *const *known_names(checker *c, const stage *s, uint32_t *n)
{
	uint32_t core, k = 0;
	const char *const *own = core_names(c->in, s->kind, &core);
	const glane_option *o = s->plugin ? s->plugin->def->options : NULL;
	while (o && o[k].name)
		k++;
	const char **names = arena_alloc(c->in, (core + k + 1) * sizeof *names);
	for (uint32_t i = 0; i < k; i++)
		names[i] = o[i].name;
	memcpy(names + k, own, core * sizeof *names);
	*n = core + k;
	return names;
}

static const glane_option *option_of(const stage *s, const char *name)
{
	const glane_option *o = s->plugin ? s->plugin->def->options : NULL;
	for (; o && o->name; o++)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

/* An attribute of another element, e.g. `to` in a <step>. */
static const char *belongs_to(const stage *s, const char *name)
{
	for (int kind = STAGE_READ; kind <= STAGE_WRITE; kind++)
		if (kind != s->kind && core_attribute(kind, name))
			return stage_element(kind);
	for (uint32_t i = 0; pipeline_attributes[i]; i++)
		if (!strcmp(pipeline_attributes[i], name))
			return "pipeline";
	return NULL;
}

static void check_unknown(checker *c, stage *s)
{
	uint32_t n;
	const char *const *known = known_names(c, s, &n);
	for (uint32_t i = 0; i < s->n_settings; i++) {
		const setting *k = &s->setting[i];
		if (core_attribute(s->kind, k->name) || option_of(s, k->name))
			continue;
		/* Which options there are is known when the reader has been found. */
		if (!s->plugin && !s->use && !*hint(c->in, k->name, n, known, false)) {
			messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: option %s belongs to a reader: say which "
			             "with use=\"…\""), s->id, k->name);
			continue;
		}
		const char *other = belongs_to(s, k->name);
		if (other)
			messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: %s is an attribute of <%s>, not of <%s>"),
			             s->id, k->name, other, stage_element(s->kind));
		else
			messages_add(c->m, MESSAGE_ERROR, k->at, _("%s: there is no option %s%s"), s->id, k->name,
			             hint(c->in, k->name, n, known, true));
	}
}

/* Paths written in a profile or on the command line are seen from another folder than the pipeline's:
 * the setting becomes absolute, so that --expand prints what is meant. */
static void settle_path(checker *c, stage *s, const glane_option *o, const char *folder)
{
	for (uint32_t i = 0; i < s->n_settings; i++) {
		setting *k = &s->setting[i];
		if (!strcmp(k->name, o->name) && k->from != FROM_PIPELINE && *k->value)
			k->value = option_paths(c->in, o, k->value, folder);
	}
}

static void parse_options(checker *c, stage *s)
{
	const glane_plugin *def = s->plugin->def;
	s->config = arena_alloc(c->in, def->config_size ? def->config_size : 1);
	for (const glane_option *o = def->options; o && o->name; o++) {
		const setting *k = stage_setting(s, o->name);
		const char *folder = k ? setting_folder(c->in, k) : c->p->folder;
		if (k)
			settle_path(c, s, o, folder);
		option_parse(c->in, o, k ? k->value : NULL, folder, s->config, c->m, k ? k->at : s->at, s->id);
	}
}

static const char *role_of(const plugin *p)
{
	return p->reader ? "read" : p->writer ? "write" : "step";
}

static bool role_fits(const stage *s)
{
	return s->kind == STAGE_READ ? s->plugin->reader : s->kind == STAGE_WRITE ? s->plugin->writer :
	       s->plugin->step || s->plugin->filter;
}

static void find_plugin(checker *c, stage *s)
{
	if (!s->use)
		return;
	s->plugin = loader_get(c->l, s->use, c->m, s->use_at);
	if (s->plugin && !role_fits(s)) {
		const char *element = role_of(s->plugin);
		messages_add(c->m, MESSAGE_ERROR, s->use_at, _("%s: this plugin belongs into <%s>, not into <%s>: write "
		             "<%s use=\"%s\"/>"), s->use, element, stage_element(s->kind), element, s->use);
		s->plugin = NULL;	/* its options are for another day */
	}
}

static bool keeps(const glane_plugin *def)
{
	for (const glane_need *n = def->needs; n && n->what; n++)
		if (n->keep)
			return true;
	return false;
}

/* Two writers must not write one file; `to` has been settled by check_core. */
static void check_outputs(checker *c)
{
	const pipeline *p = c->p;
	for (uint32_t i = 0; i < p->n_stages; i++)
		for (uint32_t k = 0; k < i; k++) {
			const stage *s = &p->stage[i], *t = &p->stage[k];
			const setting *to = stage_setting(s, "to");
			if (!s->to || !t->to || strcmp(s->to, t->to))
				continue;
			messages_add(c->m, MESSAGE_ERROR, to ? to->at : s->at,
			             _("%s: %s (%s) writes to \"%s\" already: choose another name"), s->id, t->id,
			             stage_place(c->in, s, t), s->to);
			break;
		}
}

static void check_audience(checker *c)
{
	const pipeline *p = c->p;
	for (uint32_t i = 0; i < p->n_stages && !strcmp(p->audience, "public"); i++) {
		const stage *s = &p->stage[i];
		if (s->kind == STAGE_WRITE && s->plugin && s->plugin->def->releases_text && !s->plugin->def->redacts)
			messages_add(c->m, MESSAGE_ERROR, s->at, _("%s: this plugin writes down what people said, which "
			             "audience=\"public\" forbids: take it out, or write audience=\"team\""), s->id);
	}
}

void check_static(pipeline *p, loader *l, messages *m)
{
	checker c = { .p = p, .l = l, .m = m, .in = p->arena };
	for (uint32_t i = 0; i < p->n_stages; i++)
		find_plugin(&c, &p->stage[i]);
	for (uint32_t i = 0; i < p->n_stages; i++) {
		stage *s = &p->stage[i];
		bool known = s->plugin || !s->use;
		/* Of a plugin that is not there nothing can be said. */
		if (known)
			check_unknown(&c, s);
		if (s->plugin) {
			parse_options(&c, s);
			s->may_read = s->plugin->def->report && keeps(s->plugin->def);
		}
		check_core(&c, s);
	}
	check_outputs(&c);
	check_audience(&c);
	check_providers(&c);
	check_needs(&c);
}
