/* schema.c - a RELAX NG schema of pipelines and profiles with every plugin that can be found, for editors
 * that complete and check while one types. */
#include <config.h>
#include <libxml/xmlwriter.h>
#include <math.h>
#include <string.h>
#include "pipeline_parts.h"

typedef struct {
	xmlTextWriterPtr w;
	arena *in;
	uint32_t n;
	const plugin **plugin;
} schema;

/* What a core attribute may be: words, a number, or (NULL) any text. */
typedef struct { const char *name, *words, *help; } attribute;

static const attribute of_pipeline[] = {
	{ "study", NULL, N_("Kind of study: chooses the profile of that name where none is included") },
	{ "languages", NULL, N_("Languages of the corpus, as in \"fr en\"; documents in others are set aside") },
	{ "report-language", "fr|en", N_("Language of the report") },
	{ "audience", "team|public", N_("For whom the results are: public ones are checked for privacy") },
	{ "by", NULL, N_("Variables by which tables are grouped; the default of every step") },
	{ "signature", NULL, N_("How an excerpt is signed, as in \"{craft}, {age}\"") },
	{ "quotable", NULL, N_("Condition: whose words may be shown; the others are counted only") },
	{ "variables", NULL, N_("File of types and labels of variables") },
	{ "values", NULL, N_("File that recodes and orders modalities") },
	{ "corrections", NULL, N_("File of corrections by hand: of themes, sentiment, speakers, kinds of quotations") },
	{ "min-speakers", "#", N_("Least number of speakers behind a row that the public sees") },
	{ "min-units", "#", N_("Least number of units behind a row that the public sees") },
	{ NULL, NULL, NULL }
};
static const attribute of_read[] = {
	{ "files", NULL, N_("Files, folders or patterns to be read, separated by semicolons") },
	{ "metadata", NULL, N_("CSV file with a row per file, or per file and speaker") },
	{ "set", NULL, N_("Variables of all these documents, as in \"wave=2024; country=fr\"") },
	{ "lang", NULL, N_("Language of all these documents") },
	{ "missing", NULL, N_("Values that mean \"not known\", separated by semicolons") },
	{ NULL, NULL, NULL }
};
static const attribute of_stage[] = {
	{ "id", NULL, N_("Name of the stage; default: its plugin") },
	{ "when", NULL, N_("Condition: which documents, as in \"lang=fr\"") },
	{ "on-error", "skip|stop|keep", N_("What happens to a document that fails") },
	{ "off", "yes|no", N_("yes: as if the stage were not there") },
	{ NULL, NULL, NULL }
};
static const attribute of_step[] = {
	{ "where", NULL, N_("Condition: which passages, as in \"theme=fear\"") },
	{ "speakers", "respondents|all|interviewers", N_("Whose words are counted") },
	{ "coder", NULL, N_("Whose themes count: names of steps and of coders, or all; default: those of steps") },
	{ "by", NULL, N_("Variables by which tables are grouped: \"a b\" one after the other, \"a*b\" crossed") },
	{ NULL, NULL, NULL }
};
static const attribute of_write[] = {
	{ "to", NULL, N_("File or folder inside the output folder") },
	{ NULL, NULL, NULL }
};

static const xmlChar *X(const char *s)
{
	return (const xmlChar *)s;
}

static void open_element(schema *o, const char *name)
{
	xmlTextWriterStartElement(o->w, X(name));
}

static void open_named(schema *o, const char *element, const char *name)
{
	open_element(o, element);
	xmlTextWriterWriteAttribute(o->w, X("name"), X(name));
}

static void close_element(schema *o)
{
	xmlTextWriterEndElement(o->w);
}

static void reference(schema *o, const char *name)
{
	open_named(o, "ref", name);
	close_element(o);
}

static void document(schema *o, const char *text)
{
	if (text && *text)
		xmlTextWriterWriteElement(o->w, X("a:documentation"), X(text));
}

/* "a|b|c" */
static void write_words(schema *o, const char *words)
{
	glane_str rest = str_of(words), part;
	open_element(o, "choice");
	while (text_cut(&rest, '|', &part))
		xmlTextWriterWriteElement(o->w, X("value"), X(arena_copy(o->in, part.p, part.n)));
	close_element(o);
}

static void write_number(schema *o, bool whole, double min, double max)
{
	open_element(o, "data");
	xmlTextWriterWriteAttribute(o->w, X("type"), X(whole ? "integer" : "double"));
	const double limit[2] = { min, max };
	static const char *const names[2] = { "minInclusive", "maxInclusive" };
	for (int i = 0; i < 2; i++) {
		if (fabs(limit[i]) > 1e15)
			continue;	/* no limit worth the name */
		open_named(o, "param", names[i]);
		xmlTextWriterWriteString(o->w, X(whole ? arena_print(o->in, "%.0f", limit[i]) :
		                                 arena_print(o->in, "%.15g", limit[i])));
		close_element(o);
	}
	close_element(o);
}

static void write_core(schema *o, const attribute *a)
{
	for (; a->name; a++) {
		open_element(o, "optional");
		open_named(o, "attribute", a->name);
		document(o, _(a->help));
		if (a->words && *a->words == '#')
			write_number(o, true, 1, 1000000);
		else if (a->words)
			write_words(o, a->words);
		close_element(o);
		close_element(o);
	}
}

static const char *help_of(schema *o, const plugin *g, const glane_option *k)
{
	const char *help = language_say(NULL, g->def->domain, k->help ? k->help : "");
	if (!k->initial)
		return arena_print(o->in, _("%s (must be given)"), help);
	return *k->initial ? arena_print(o->in, _("%s (default: %s)"), help, k->initial) : help;
}

/* All are optional: where a stage of a profile is overridden, what must be given may stand there. */
static void write_option(schema *o, const plugin *g, const glane_option *k)
{
	open_element(o, "optional");
	open_named(o, "attribute", k->name);
	document(o, help_of(o, g, k));
	if (k->type == GLANE_BOOL)
		write_words(o, "yes|no");
	else if (k->type == GLANE_CHOICE)
		write_words(o, k->choices);
	else if (k->type == GLANE_INT || k->type == GLANE_REAL)
		write_number(o, k->type == GLANE_INT, k->min, k->max);
	close_element(o);
	close_element(o);
}

static void write_units(schema *o, const plugin *g)
{
	glane_str rest = str_of(g->def->units), part;
	if (!rest.n)
		return;
	open_element(o, "optional");
	open_named(o, "attribute", "unit");
	document(o, _("What is counted by; the first is the default"));
	open_element(o, "choice");
	while (text_name(&rest, &part))
		xmlTextWriterWriteElement(o->w, X("value"), X(arena_copy(o->in, part.p, part.n)));
	close_element(o);
	close_element(o);
	close_element(o);
}

static bool fits(const plugin *g, int kind)
{
	return kind == STAGE_READ ? g->reader : kind == STAGE_WRITE ? g->writer : g->step || g->filter;
}

static void write_plugin(schema *o, const plugin *g, int kind)
{
	open_element(o, "group");
	open_named(o, "attribute", "use");
	document(o, language_say(NULL, g->def->domain, g->def->summary ? g->def->summary : ""));
	xmlTextWriterWriteElement(o->w, X("value"), X(g->name));
	close_element(o);
	if (kind == STAGE_STEP)
		write_units(o, g);
	for (const glane_option *k = g->def->options; k && k->name; k++)
		if (!core_attribute(kind, k->name))
			write_option(o, g, k);
	close_element(o);
}

/* A stage of a profile that is named by its id alone: which options it has can't be said here. */
static void write_override(schema *o, int kind)
{
	uint32_t n;
	const char *const *core = core_names(o->in, kind, &n);
	open_element(o, "zeroOrMore");
	open_element(o, "attribute");
	open_element(o, "anyName");
	open_element(o, "except");
	for (uint32_t i = 0; i < n; i++)
		if (strcmp(core[i], "unit"))
			xmlTextWriterWriteElement(o->w, X("name"), X(core[i]));
	close_element(o);
	close_element(o);
	close_element(o);
	close_element(o);
}

static void write_stage(schema *o, int kind)
{
	static const attribute *const own[] = { of_read, of_step, of_write };
	open_named(o, "define", stage_element(kind));
	open_named(o, "element", stage_element(kind));
	write_core(o, of_stage);
	write_core(o, own[kind]);
	open_element(o, "choice");
	for (uint32_t i = 0; i < o->n; i++)
		if (fits(o->plugin[i], kind))
			write_plugin(o, o->plugin[i], kind);
	if (kind == STAGE_READ) {
		open_element(o, "empty");	/* without `use` the reader is found by its files */
		close_element(o);
	} else {
		write_override(o, kind);
	}
	close_element(o);
	close_element(o);
	close_element(o);
}

static void repeated(schema *o, const char *how, const char *name)
{
	open_element(o, how);
	reference(o, name);
	close_element(o);
}

static void write_version(schema *o)
{
	open_named(o, "attribute", "version");
	xmlTextWriterWriteElement(o->w, X("value"), X(arena_print(o->in, "%d", PIPELINE_VERSION)));
	close_element(o);
}

static void write_roots(schema *o)
{
	open_named(o, "define", "pipeline");
	open_named(o, "element", "pipeline");
	write_version(o);
	write_core(o, of_pipeline);
	open_element(o, "optional");
	open_named(o, "element", "title");
	xmlTextWriterWriteElement(o->w, X("text"), NULL);
	close_element(o);
	close_element(o);
	repeated(o, "oneOrMore", "read");
	repeated(o, "zeroOrMore", "step");
	repeated(o, "optional", "include");
	repeated(o, "zeroOrMore", "step");
	repeated(o, "zeroOrMore", "write");
	close_element(o);
	close_element(o);

	open_named(o, "define", "profile");
	open_named(o, "element", "profile");
	write_version(o);
	open_element(o, "optional");
	open_named(o, "attribute", "name");
	close_element(o);
	close_element(o);
	repeated(o, "optional", "include");
	repeated(o, "zeroOrMore", "step");
	repeated(o, "zeroOrMore", "write");
	close_element(o);
	close_element(o);

	open_named(o, "define", "include");
	open_named(o, "element", "include");
	open_named(o, "attribute", "profile");
	document(o, _("Name of a profile: its stages are put in here"));
	close_element(o);
	close_element(o);
	close_element(o);
}

static void find_plugins(schema *o, loader *l)
{
	uint32_t n;
	const char *const *names = loader_names(l, &n);
	messages *quiet = messages_new(o->in);
	o->plugin = arena_alloc(o->in, (n + 1) * sizeof *o->plugin);
	for (uint32_t i = 0; i < n; i++) {
		const plugin *g = loader_get(l, names[i], quiet, NOWHERE);
		if (g)
			o->plugin[o->n++] = g;
	}
}

static void write_grammar(schema *o)
{
	open_element(o, "grammar");
	xmlTextWriterWriteAttribute(o->w, X("xmlns"), X("http://relaxng.org/ns/structure/1.0"));
	xmlTextWriterWriteAttribute(o->w, X("xmlns:a"),
	                            X("http://relaxng.org/ns/compatibility/annotations/1.0"));
	xmlTextWriterWriteAttribute(o->w, X("datatypeLibrary"),
	                            X("http://www.w3.org/2001/XMLSchema-datatypes"));
	open_element(o, "start");
	open_element(o, "choice");
	reference(o, "pipeline");
	reference(o, "profile");
	close_element(o);
	close_element(o);
	write_roots(o);
	for (int kind = STAGE_READ; kind <= STAGE_WRITE; kind++)
		write_stage(o, kind);
	close_element(o);
}

void schema_print(loader *l, FILE *to)
{
	xmlBufferPtr buffer = xmlBufferCreate();
	schema o = { .w = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL, .in = arena_new() };
	if (!o.w)
		memory_lost(1);
	find_plugins(&o, l);
	xmlTextWriterSetIndent(o.w, 1);
	xmlTextWriterSetIndentString(o.w, X("  "));
	xmlTextWriterStartDocument(o.w, NULL, "UTF-8", NULL);
	write_grammar(&o);
	xmlTextWriterEndDocument(o.w);
	xmlFreeTextWriter(o.w);
	fwrite(xmlBufferContent(buffer), 1, (size_t)xmlBufferLength(buffer), to);
	xmlBufferFree(buffer);
	arena_free(o.in);
}
