/* pipeline_print.c - the effective pipeline: what runs, with the origin of every value. */
#include <config.h>
#include <libxml/xmlwriter.h>
#include <string.h>
#include "pipeline_parts.h"
#include "text.h"

typedef struct {
	const pipeline *p;
	xmlTextWriterPtr w;
	arena *in;
} printer;

static const xmlChar *X(const char *s)
{
	return (const xmlChar *)s;
}

static const char *origin(printer *o, const setting *s)
{
	if (s->from == FROM_COMMAND)
		return _("command line");
	if (s->from == FROM_DEFAULT || !s->at.file)
		return _("default");
	return arena_print(o->in, "%s:%u", s->at.file, s->at.line);
}

/* A remark must not hold two hyphens. */
static void remark(printer *o, const char *text)
{
	char *s = arena_string(o->in, text);
	for (char *p = s; (p = strstr(p, "--")); p++)
		*p = '_';
	xmlTextWriterWriteComment(o->w, X(arena_print(o->in, " %s ", s)));
}

static void settings_print(printer *o, const setting *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		xmlTextWriterWriteAttribute(o->w, X(s[i].name), X(s[i].value));
}

static const char *origins(printer *o, const char *who, const setting *s, uint32_t n)
{
	const char *text = who;
	for (uint32_t i = 0; i < n; i++)
		text = arena_print(o->in, "%s%s %s (%s)", text, i ? "," : ":", s[i].name, origin(o, &s[i]));
	return text;
}

/* Values that nobody has written. */
static void add_default(printer *o, setting **s, uint32_t *n, const char *name, const char *value)
{
	if (value && *value && !settings_find(*s, *n, name))
		settings_put(o->in, s, n, (setting){ name, value, NOWHERE, FROM_DEFAULT });
}

static const char *number(printer *o, int64_t v)
{
	return arena_print(o->in, "%lld", (long long)v);
}

static void pipeline_root(printer *o)
{
	const pipeline *p = o->p;
	setting *s = NULL;
	uint32_t n = 0;
	/* The profile that `study` chose is all here now: read again, it must not be chosen a second time. */
	for (uint32_t i = 0; i < p->n_settings; i++)
		if (strcmp(p->setting[i].name, "study"))
			settings_put(o->in, &s, &n, p->setting[i]);
	if (p->study)
		remark(o, arena_print(o->in, "study %s", p->study));
	add_default(o, &s, &n, "version", number(o, PIPELINE_VERSION));
	add_default(o, &s, &n, "report-language", p->report_language);
	add_default(o, &s, &n, "audience", p->audience);
	add_default(o, &s, &n, "min-speakers", number(o, p->min_speakers));
	add_default(o, &s, &n, "min-units", number(o, p->min_units));
	remark(o, origins(o, "pipeline", s, n));
	xmlTextWriterStartElement(o->w, X("pipeline"));
	settings_print(o, s, n);
	if (p->title)
		xmlTextWriterWriteElement(o->w, X("title"), X(p->title));
}

static void stage_print(printer *o, const stage *t)
{
	static const char *const errors[] = { "skip", "stop", "keep" };
	static const char *const speakers[] = { "respondents", "all", "interviewers" };
	setting *s = NULL;
	uint32_t n = 0;
	if (t->use)
		settings_put(o->in, &s, &n, (setting){ "use", t->use, t->use_at, t->use_at.line ?
		             FROM_PIPELINE : FROM_COMMAND });
	if (!t->use || strcmp(t->use, t->id))
		settings_put(o->in, &s, &n, (setting){ "id", t->id, t->at, FROM_PIPELINE });
	for (uint32_t i = 0; i < t->n_settings; i++)
		if (strcmp(t->setting[i].name, "off"))
			settings_put(o->in, &s, &n, t->setting[i]);
	for (const glane_option *k = t->plugin ? t->plugin->def->options : NULL; k && k->name; k++)
		add_default(o, &s, &n, k->name, k->initial);
	add_default(o, &s, &n, "on-error", errors[t->on_error]);
	if (t->kind == STAGE_STEP) {
		add_default(o, &s, &n, "speakers", speakers[t->speakers]);
		add_default(o, &s, &n, "unit", t->unit);
	}
	remark(o, origins(o, t->id, s, n));
	xmlTextWriterStartElement(o->w, X(stage_element(t->kind)));
	settings_print(o, s, n);
	xmlTextWriterEndElement(o->w);
}

void pipeline_print(const pipeline *p, FILE *to)
{
	xmlBufferPtr buffer = xmlBufferCreate();
	xmlTextWriterPtr w = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
	if (!w)
		memory_lost(1);
	printer o = { p, w, arena_new() };
	xmlTextWriterSetIndent(w, 1);
	xmlTextWriterSetIndentString(w, X("  "));
	xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
	pipeline_root(&o);
	for (uint32_t i = 0; i < p->n_stages; i++)
		stage_print(&o, &p->stage[i]);
	xmlTextWriterEndDocument(w);
	xmlFreeTextWriter(w);
	fwrite(xmlBufferContent(buffer), 1, (size_t)xmlBufferLength(buffer), to);
	xmlBufferFree(buffer);
	arena_free(o.in);
}

bool setting_shown(const pipeline *p, const stage *s, const char *name)
{
	bool public = p->audience && !strcmp(p->audience, "public");
	for (const glane_option *o = s && s->plugin ? s->plugin->def->options : NULL; o && o->name; o++)
		if (!strcmp(o->name, name))
			return public ? o->type == GLANE_BOOL || o->type == GLANE_INT || o->type == GLANE_REAL || o->type == GLANE_CHOICE :
			       o->type != GLANE_PRIVATE;
	return !public || text_has("version|study|languages|report-language|audience|by|min-speakers|min-units|use|unit|speakers|"
	                           "off|on-error", '|', name);
}
