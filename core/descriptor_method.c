/* descriptor_method.c - what a plugin says for the section "Method": conditions and placeholders name options, and what is
 * cited is there. */
#include <config.h>
#include <string.h>
#include "descriptor_private.h"
#include "language.h"
#include "method.h"
#include "sym.h"

static const char topics[] = "themes sentiment words associations classes maps quotations survey course agreement corpus tables";

static const glane_option *option_of(const checked *c, glane_str name)
{
	for (const glane_option *o = c->p->options; o && o->name; o++)
		if (strlen(o->name) == name.n && !memcmp(o->name, name.p, name.n))
			return o;
	return NULL;
}

/* "table:words": whether the stage's table has rows. */
static bool table_of(const checked *c, glane_str name)
{
	for (const glane_table *t = c->p->tables; t && t->name; t++)
		if (name.n == strlen("table:") + strlen(t->name) && !memcmp(name.p, "table:", strlen("table:")) &&
		    !memcmp(name.p + strlen("table:"), t->name, strlen(t->name)))
			return true;
	return false;
}

static void known(checked *c, const char *where, glane_str name)
{
	const glane_option *o = option_of(c, name);
	if (o && o->type == GLANE_PRIVATE)
		descriptor_wrong(c, _("method: \"%s\" tells the private option \"%.*s\""), where, GLANE_STR(name));
	if (!o && !table_of(c, name) && !one_of(name, "by where when unit speakers"))
		descriptor_wrong(c, _("method: \"%s\" names \"%.*s\", which is neither an option nor one of by where when "
		                      "unit speakers"), where, GLANE_STR(name));
}

static void condition_of(checked *c, const char *when)
{
	for (const char *rest = when; rest;) {
		glane_str name, values, one;
		bool differs;
		if (!method_condition(&rest, &name, &differs, &values)) {
			descriptor_wrong(c, _("method: the condition \"%s\" should be option=value or option!=value"), when);
			return;
		}
		known(c, when, name);
		const glane_option *o = option_of(c, name);
		while (o && (o->type == GLANE_CHOICE || o->type == GLANE_BOOL) && text_cut(&values, '|', &one))
			if (!text_has(o->type == GLANE_BOOL ? "yes|no" : o->choices, '|', arena_copy(c->in, one.p, one.n)))
				descriptor_wrong(c, _("method: \"%s\": the option has no value \"%.*s\""), when, GLANE_STR(one));
	}
}

static const glane_reference *reference_of(const glane_plugin *p, glane_str key)
{
	for (const glane_reference *r = p->references; r && r->key; r++)
		if (strlen(r->key) == key.n && !memcmp(r->key, key.p, key.n))
			return r;
	return NULL;
}

static bool cited(const glane_plugin *p, const glane_reference *r)
{
	for (const glane_sentence *s = p->method; s && s->text; s++) {
		const char *text = s->text;
		for (glane_str key; method_citation(&text, &key);)
			if (reference_of(p, key) == r)
				return true;
	}
	return false;
}

static void sentences(checked *c)
{
	for (const glane_sentence *s = c->p->method; s && s->text; s++) {
		const char *text = s->text;
		glane_str before, name;
		if (s->when)
			condition_of(c, s->when);
		while (method_placeholder(&text, &before, &name))
			known(c, s->text, name);
		text = s->text;
		while (method_citation(&text, &name))
			if (!reference_of(c->p, name))
				descriptor_wrong(c, _("method: \"@%.*s\" is cited and isn't among the references"), GLANE_STR(name));
	}
}

static bool some(const char *s)
{
	return s && *s;
}

static void references(checked *c)
{
	for (const glane_reference *r = c->p->references; r && r->key; r++) {
		if (!well_formed(str_of(r->key), false))
			descriptor_wrong(c, _("reference \"%s\": a key is made of small letters, digits and -"), r->key);
		if (!r->type || !one_of(str_of(r->type), "article book incollection inproceedings misc phdthesis techreport"))
			descriptor_wrong(c, _("reference \"%s\": its type should be one of article book incollection inproceedings misc "
			                      "phdthesis techreport"), r->key);
		if (!some(r->author) || !some(r->year) || !some(r->title))
			descriptor_wrong(c, _("reference \"%s\" needs an author, a year and a title"), r->key);
		if (reference_of(c->p, str_of(r->key)) != r)
			descriptor_wrong(c, _("reference \"%s\" is there twice"), r->key);
		if (!cited(c->p, r))
			descriptor_wrong(c, _("reference \"%s\" is cited nowhere: write [@%s] in a sentence of the method"), r->key, r->key);
	}
}

void descriptor_method(checked *c)
{
	if (c->p->topic && !one_of(str_of(c->p->topic), topics))
		descriptor_wrong(c, _("the topic \"%s\" is none of %s"), c->p->topic, topics);
	sentences(c);
	references(c);
}
