/* descriptor.c - what can be wrong in a plugin's descriptor and is not found by its compiler. */
#include <config.h>
#include <math.h>
#include <string.h>
#include "descriptor_private.h"
#include "document.h"
#include "language.h"
#include "sym.h"

void descriptor_wrong(checked *c, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	messages_addv(c->m, MESSAGE_ERROR, (place){ c->path, 0, 0 }, format, args);
	va_end(args);
	c->good = false;
}

const char *or_nothing(const char *s)
{
	return s ? s : "";
}

bool well_formed(glane_str s, bool underscore)
{
	if (!s.n || s.n > 64 || *s.p < 'a' || *s.p > 'z')
		return false;
	for (uint32_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !(s.p[i] >= '0' && s.p[i] <= '9') &&
		    s.p[i] != '-' &&
		    !(underscore && s.p[i] == '_'))
			return false;
	return true;
}

bool one_of(glane_str word, const char *list)
{
	glane_str rest = str_of(list), part;
	while (text_name(&rest, &part))
		if (str_equal(part, word))
			return true;
	return false;
}

bool layer_name(glane_str s)
{
	const char *colon = memchr(s.p, ':', s.n);
	if (!colon)
		return s.n < 64 && memchr(s.p, '\0', s.n + 1) == s.p + s.n && vocabulary_layer(s.p);
	glane_str vendor = { s.p, (uint32_t)(colon - s.p) };
	glane_str name = { colon + 1, s.n - vendor.n - 1 };
	return well_formed(vendor, false) && well_formed(name, false) &&
	        !one_of(vendor, "var table");
}

uint32_t field_size(uint32_t type)
{
	switch (type) {
	case GLANE_BOOL: return sizeof(bool);
	case GLANE_INT: return sizeof(int64_t);
	case GLANE_REAL: return sizeof(double);
	case GLANE_CHOICE: return sizeof(int);
	case GLANE_TEXT: case GLANE_PATH: case GLANE_PRIVATE: case GLANE_REF: case GLANE_FILES:
		return sizeof(const char *);
	default: return 0;
	}
}

void fields_check(checked *c, uint32_t n, const field *f, uint32_t size, const char *whole)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t unit = f[i].size < sizeof(void *) ? f[i].size : sizeof(void *);
		if (f[i].size && unit && f[i].offset % unit)
			descriptor_wrong(c, _("%s stands at byte %u of its struct, where no "
			                      "such field can begin"),
			                 f[i].what, f[i].offset);
		if (whole && (f[i].offset > size || f[i].size > size - f[i].offset))
			descriptor_wrong(c, _("%s ends at byte %u of its struct, but %s is %u: "
			                      "write sizeof of the struct "
			                      "that the macros name"), f[i].what,
			                      f[i].offset + f[i].size, whole, size);
		for (uint32_t j = 0; j < i; j++)
			if (f[i].offset < f[j].offset + f[j].size &&
			    f[j].offset < f[i].offset + f[i].size)
				descriptor_wrong(c, _("%s and %s share bytes of their struct: give "
				                      "each a field of its own"),
				                 f[j].what, f[i].what);
	}
}

/* ---- Head and role --------------------------------------------------------------------------- */

static void texts(checked *c)
{
	const glane_plugin *p = c->p;
	if (!p->name || !well_formed(str_of(p->name), false))
		descriptor_wrong(c, _("the name \"%s\" is not made of small letters, digits and -, "
		                      "beginning with a letter"),
		                 or_nothing(p->name));
	if (!p->version || !*p->version || strpbrk(p->version, " \t\r\n"))
		descriptor_wrong(c, _("there is no .version, or it has blanks: write "
		                      ".version = \"1\""));
	if (!p->license || !*p->license)
		descriptor_wrong(c, _("there is no .license: name the licence of the object as it "
		                      "is built (SPDX, "
		                      "for example \"GPL-3.0-or-later\")"));
	if (!p->summary || !*p->summary || strpbrk(p->summary, "\r\n"))
		descriptor_wrong(c,
		                 _("there is no .summary of one line: say what the plugin does"));
	if (p->languages) {
		glane_str rest = str_of(p->languages), part;
		uint32_t n = 0;
		for (; text_name(&rest, &part); n++)
			if (part.n < 2 || part.n > 3 || !well_formed(part, false))
				descriptor_wrong(c, _("\"%.*s\" in .languages is not a code "
				                      "such as fr or en"), GLANE_STR(part));
		if (!n)
			descriptor_wrong(c, _(".languages is empty: leave it out when any "
			                      "language will do"));
	}
	if (p->units) {
		glane_str rest = str_of(p->units), part;
		uint32_t n = 0;
		for (; text_name(&rest, &part); n++)
			if (!one_of(part, "sentence segment turn answer verbatim document speaker "
			                  "section token word") &&
			    !memchr(part.p, ':', part.n))
				descriptor_wrong(c, _("\"%.*s\" in .units is no unit: sentence "
				                      "segment turn answer verbatim "
				                      "document speaker"), GLANE_STR(part));
		if (!n)
			descriptor_wrong(c, _(".units is empty: leave it out when the "
			                      "plugin has no unit"));
	}
}

static bool any_table(const glane_plugin *p, uint32_t how)
{
	for (const glane_table *t = p->tables; t && t->name; t++)
		if (t->how & how)
			return true;
	return false;
}

static bool any_layer(const glane_plugin *p, bool labels)
{
	for (const glane_layer *y = p->layers; y && y->name; y++)
		if ((y->how == GLANE_LABELS) == labels)
			return true;
	return false;
}

static void role(checked *c)
{
	const glane_plugin *p = c->p;
	bool reader = p->read || p->plan || p->probe, filter = p->edit || p->plan_name;
	bool writer = p->document || p->render, step = p->process || (p->report && !writer);
	if (reader + filter + step + writer == 0 && !p->train)
		descriptor_wrong(c, _("the plugin does nothing: a reader has .plan and .read, a "
		                      "filter .edit, a step .process "
		                      "or .report, a writer .document or .render"));
	if (reader + filter + step + writer > 1)
		descriptor_wrong(c, _("the plugin has callbacks of more than one role (reader, "
		                      "filter, step, writer): make two "
		                      "plugins of it"));
	if (reader && (!p->read || !p->plan))
		descriptor_wrong(c, _("a reader needs both .plan and .read"));
	if (p->plan_name && !p->edit)
		descriptor_wrong(c, _(".plan_name belongs to a filter, and there is no .edit"));
	if (writer && p->report)
		descriptor_wrong(c,
		                 _("a writer has no .report: what it does at the end is .render"));
	if (p->state_size && (!p->merge || !p->save || !p->load || !p->state_version))
		descriptor_wrong(c, _("a plugin with a .state_size needs .merge, .save, .load and "
		                      "a .state_version of at least 1"));
	if (!p->state_size && (p->merge || p->save || p->load))
		descriptor_wrong(c, _(".merge, .save and .load handle a state, and "
		                      ".state_size is 0"));
	if (p->state_size && !p->process)
		descriptor_wrong(c, _("a state is filled by .process, which is missing"));
	if (any_table(p, GLANE_REPORTED) && !p->report)
		descriptor_wrong(c, _("a table that is GLANE_REPORTED is filled by .report, "
		                      "which is missing"));
	if (any_table(p, GLANE_COUNTED) && !p->process)
		descriptor_wrong(c, _("a table that is GLANE_COUNTED is filled by .process, "
		                      "which is missing"));
	if (any_layer(p, true) && !p->report)
		descriptor_wrong(c, _("a layer that is GLANE_LABELS is labelled by .report, "
		                      "which is missing"));
	if (any_layer(p, false) && !p->process && !p->read)
		descriptor_wrong(c,
		                 _("layers are made by .process or .read, and both are missing"));
	if (p->releases_text && !writer)
		descriptor_wrong(c, _(".releases_text is said of writers only"));
	if (p->redacts && !p->releases_text)
		descriptor_wrong(c, _(".redacts is said of writers with .releases_text only"));
	if (p->units && !p->process && (!p->report || writer))
		descriptor_wrong(c, _(".units is said of steps with .process or .report only"));
	if (reader && p->needs && p->needs->what)
		descriptor_wrong(c, _("a reader comes first and can need nothing"));
	if (filter && p->needs && p->needs->what)
		descriptor_wrong(c, _("a filter comes before all steps and can need nothing"));
	for (const glane_variable *v = p->variables; v && v->name; v++) {
		if (!well_formed(str_of(v->name), true))
			descriptor_wrong(c, _("variable \"%s\": a name is made of small "
			                      "letters, digits, - and _"), v->name);
		if (v->type < GLANE_NOMINAL || v->type > GLANE_WEIGHT)
			descriptor_wrong(c, _("variable \"%s\" has no type: GLANE_NOMINAL, "
			                      "ORDINAL, NUMBER, MULTIPLE or WEIGHT"),
			                 v->name);
		if (!p->process)
			descriptor_wrong(c, _("variable \"%s\" is set by .process, "
			                      "which is missing"), v->name);
	}
}

/* ---- Options --------------------------------------------------------------------------------- */

static void option_choices(checked *c, const glane_option *o)
{
	glane_str rest = str_of(o->choices), part;
	uint32_t n = 0;
	if (o->type != GLANE_CHOICE && o->type != GLANE_REF) {
		if (o->choices && (o->type != GLANE_TEXT || strcmp(o->choices, "var")))
			descriptor_wrong(c, _("option \"%s\" has choices but is no choice"),
			                 o->name);
		return;
	}
	bool list = o->type == GLANE_REF && o->choices && text_has(o->choices, '|', "by");
	for (; rest.n + n && text_cut(&rest, '|', &part); n++) {
		if (o->type == GLANE_REF && !list && !one_of(part, "var column table"))
			descriptor_wrong(c, _("option \"%s\": a reference is to var, column or "
			                      "table (\"var|column\"), not to \"%.*s\""),
			                 o->name, GLANE_STR(part));
		if (o->type == GLANE_CHOICE && !part.n)
			descriptor_wrong(c, _("option \"%s\" has an empty choice: write \"a|b|c\""),
			                 o->name);
	}
	if (!n)
		descriptor_wrong(c, _("option \"%s\" has no choices: write \"a|b|c\""), o->name);
}

static void option_default(checked *c, const glane_option *o)
{
	const char *v = o->initial;
	double x = 0;
	int64_t i = 0;
	if (!v)
		return;
	if (o->type == GLANE_BOOL && strcmp(v, "yes") && strcmp(v, "no"))
		descriptor_wrong(c, _("option \"%s\": the default \"%s\" is neither yes nor no"),
		                 o->name, v);
	if (o->type == GLANE_CHOICE && !text_has(o->choices, '|', v))
		descriptor_wrong(c,
		                 _("option \"%s\": the default \"%s\" is none of its choices %s"),
		                 o->name, v,
		                 or_nothing(o->choices));
	if (o->type != GLANE_INT && o->type != GLANE_REAL)
		return;
	if (o->type == GLANE_INT ? !text_integer(str_of(v), &i) : !text_number(str_of(v), &x)) {
		descriptor_wrong(c, _("option \"%s\": the default \"%s\" is no number"), o->name,
		                 v);
		return;
	}
	if (o->type == GLANE_INT)
		x = (double)i;
	if (x < o->min || x > o->max)
		descriptor_wrong(c, _("option \"%s\": the default %s is not between %g and %g"),
		                 o->name, v, o->min, o->max);
}

/* Attributes that a pipeline gives to glane itself. */
static bool taken(const glane_plugin *p, const char *name)
{
	const char *all = "use id when on-error off", *mine = "where speakers by unit";
	if (p->read)
		mine = "files metadata set lang missing";
	else if (p->document || p->render)
		mine = "to";
	return one_of(str_of(name), all) || one_of(str_of(name), mine);
}

static void options(checked *c)
{
	const glane_plugin *p = c->p;
	uint32_t n = 0;
	while (p->options && p->options[n].name)
		n++;
	field *f = arena_alloc(c->in, (n + 1) * sizeof *f);
	for (uint32_t i = 0; i < n; i++) {
		const glane_option *o = &p->options[i];
		f[i] = (field){ arena_print(c->in, _("option \"%s\""), o->name), o->offset,
		        field_size(o->type) };
		if (!well_formed(str_of(o->name), false))
			descriptor_wrong(c, _("option \"%s\": a name is made of small letters, "
			                      "digits and -, beginning with a letter"),
			                 o->name);
		if (taken(p, o->name))
			descriptor_wrong(c, _("option \"%s\": this attribute is glane's own: "
			                      "choose another name"), o->name);
		for (uint32_t j = 0; j < i; j++)
			if (!strcmp(p->options[j].name, o->name))
				descriptor_wrong(c, _("option \"%s\" is there twice"), o->name);
		if (!f[i].size)
			descriptor_wrong(c, _("option \"%s\" has the unknown type %u: use the "
			                      "GLANE_OPT macros"), o->name, o->type);
		if ((o->type == GLANE_INT || o->type == GLANE_REAL) && !(o->min <= o->max))
			descriptor_wrong(c, _("option \"%s\": its minimum %g is "
			                      "above its maximum %g"), o->name, o->min, o->max);
		if (!o->help || !*o->help || strpbrk(o->help, "\r\n"))
			descriptor_wrong(c, _("option \"%s\" has no help of one line"), o->name);
		option_choices(c, o);
		option_default(c, o);
	}
	fields_check(c, n, f, p->config_size, ".config_size");
}

bool descriptor_check(arena *in, const glane_plugin *p, const char *path, messages *m)
{
	checked c = { in, p, path, m, true };
	texts(&c);
	role(&c);
	options(&c);
	descriptor_needs(&c);
	descriptor_layers(&c);
	descriptor_tables(&c);
	descriptor_method(&c);
	return c.good;
}
