/* command_inspect.c - glane inspect: everything that a plugin says of itself. */
#include <config.h>
#include <math.h>
#include <string.h>
#include "command.h"
#include "language.h"

static const command_option options[] = {
	{ "--plugin-dir", 0, N_("FOLDER"), N_("Looks there first; several times: in that order") },
	{ NULL, 0, NULL, NULL }
};

/* In the user's language, by the plugin's own catalogue. */
static const char *said(const glane_plugin *d, const char *text)
{
	return text ? language_say(NULL, d->domain, text) : "";
}

static void head(const plugin *p, FILE *to)
{
	const glane_plugin *d = p->def;
	fprintf(to, "%s %s: %s\n\n", d->name, d->version, said(d, d->summary));
	fprintf(to, _("  role        %s\n"), p->reader ? _("reader") : p->filter ? _("filter") :
	        p->writer ? _("writer") : p->step ? _("step") : _("trainer"));
	fprintf(to, _("  licence     %s\n"), d->license);
	fprintf(to, _("  languages   %s\n"), d->languages ? d->languages : _("any"));
	if (d->units)
		fprintf(to, _("  units       %s\n"), d->units);
	fprintf(to, _("  interface   %u.%u\n"), d->major, d->minor);
	if (d->topic)
		fprintf(to, _("  topic       %s\n"), d->topic);
	if (d->releases_text)
		fprintf(to, d->redacts ? _("  its files hold what people said, for the team only\n") :
		        _("  its files hold what people said\n"));
	if (d->state_size)
		fprintf(to, _("  keeps a state of its own (version %u)\n"), d->state_version);
	if (d->train)
		fprintf(to, _("  can be trained\n"));
	fprintf(to, _("  file        %s\n"), p->path);
}

static const char *option_type(const glane_option *o)
{
	if (o->type == GLANE_TEXT && o->choices)
		return _("text with {variables}");
	switch (o->type) {
	case GLANE_BOOL: return _("yes or no");
	case GLANE_INT: return _("whole number");
	case GLANE_REAL: return _("number");
	case GLANE_TEXT: return _("text");
	case GLANE_CHOICE: return _("one of");
	case GLANE_PATH: return _("file");
	case GLANE_FILES: return _("files, separated by semicolons");
	case GLANE_PRIVATE: return _("file, kept out of results");
	default: return _("name of");
	}
}

static void option_lines(const glane_plugin *d, FILE *to)
{
	if (d->options && d->options->name)
		fputs(_("\nOptions\n"), to);
	for (const glane_option *o = d->options; o && o->name; o++) {
		fprintf(to, "  %s: %s", o->name, option_type(o));
		if (o->choices && o->type != GLANE_TEXT)
			fprintf(to, " %s", o->choices);
		if ((o->type == GLANE_INT || o->type == GLANE_REAL) && o->min > -1e300 &&
		    o->max < 1e300)
			fprintf(to, _(", %.10g to %.10g"), o->min, o->max);
		if (!o->initial)
			fputs(_("; must be given"), to);
		else if (*o->initial)
			fprintf(to, _("; default: %s"), o->initial);
		fprintf(to, "\n      %s\n", said(d, o->help));
	}
}

static const char *cell_type(uint32_t type)
{
	switch (type) {
	case GLANE_SYM: return _("string");
	case GLANE_INT: return _("whole number");
	case GLANE_REAL: return _("number");
	default: return _("row of");
	}
}

static void needs(const glane_plugin *d, FILE *to)
{
	if (d->needs && d->needs->what)
		fputs(_("\nNeeds\n"), to);
	for (const glane_need *n = d->needs; n && n->what; n++) {
		size_t length = strlen(n->what);
		bool optional = length && n->what[length - 1] == '?';
		fprintf(to, "  %.*s%s%s%s\n", (int)(length - optional), n->what,
		        n->type == GLANE_SCOPE ? _(", the rows that count") : "",
		        optional ? _(", if it is there") : "", n->keep ? _(", kept for the report")
		        : "");
	}
}

static void layers(const glane_plugin *d, FILE *to)
{
	if (d->layers && d->layers->name)
		fputs(_("\nLayers\n"), to);
	for (const glane_layer *y = d->layers; y && y->name; y++) {
		const char *how = y->how == GLANE_MAKES ? _("makes") : y->how == GLANE_MAY_MAKE
		        ? _("may make") :
		                  y->how == GLANE_ADDS ? _("adds to") : y->how == GLANE_REPLACES
		                  ? _("replaces in") :
		                  _("labels");
		fprintf(to, "  %s %s: %s\n", how, y->name, said(d, y->help));
		for (const glane_column *k = y->columns; k && k->name; k++)
			fprintf(to, "      %s.%s: %s, %s%s%s\n", y->name, k->name,
			        said(d, k->label), cell_type(k->type),
			        k->unit ? " " : "", k->unit ? k->unit : "");
	}
}

static void variables(const glane_plugin *d, FILE *to)
{
	if (d->variables && d->variables->name)
		fputs(_("\nVariables\n"), to);
	for (const glane_variable *v = d->variables; v && v->name; v++)
		fprintf(to, "  %s: %s\n", v->name, v->type == GLANE_NOMINAL ? _("nominal") :
		        v->type == GLANE_ORDINAL ? _("ordinal") : v->type == GLANE_NUMBER
		        ? _("number") :
		        v->type == GLANE_MULTIPLE ? _("multiple") : _("weight"));
}

static const char *column_role(uint32_t role)
{
	switch (role) {
	case GLANE_KEY: return _("key");
	case GLANE_COUNT: return _("count");
	case GLANE_SUM: return _("sum");
	case GLANE_PASSAGES: return _("count that its passages add up to");
	case GLANE_DOCUMENTS: return _("number of documents");
	case GLANE_SPEAKERS: return _("number of people");
	case GLANE_VALUE: return _("value");
	default: return _("label");
	}
}

static void table_lines(const glane_plugin *d, const glane_table *t, FILE *to)
{
	fprintf(to, "  %s: %s\n", t->name, said(d, t->label));
	for (const glane_column *k = t->columns; k && k->name; k++) {
		bool unit = k->unit && (k->role == GLANE_COUNT || k->role == GLANE_SUM ||
		                        k->role == GLANE_PASSAGES ||
		                        k->role == GLANE_VALUE);
		fprintf(to, "      %s: %s, %s%s%s%s", k->name, said(d, k->label),
		        column_role(k->role), unit ? " (" : "",
		        unit ? k->unit : "", unit ? ")" : "");
		if ((k->role == GLANE_VALUE || k->role == GLANE_SUM) && k->decimals >= 0)
			fprintf(to, _(", %d decimals"), k->decimals);
		fputc('\n', to);
	}
	if (t->how & GLANE_CHECK)
		fputs(_("      its rows are to be checked\n"), to);
	if (t->how & GLANE_PERSONAL)
		fputs(_("      not for the public: each row tells of one\n"), to);
	if (t->order && *t->order)
		fprintf(to, _("      in order of %s\n"), t->order);
	for (const glane_view *v = t->views; v && v->name; v++)
		fprintf(to, _("      view %s: %s (%s by %s, %s in the cells)\n"), v->name,
		        said(d, v->label), v->rows, v->columns,
		        v->cell);
	for (const glane_figure *g = t->figures; g && g->name; g++)
		fprintf(to, _("      figure %s: %s (%s of %s: %s)\n"), g->name, said(d, g->label),
		        g->kind,
		        g->from ? g->from : t->name, g->map);
	if (t->reading && *t->reading)
		fprintf(to, _("      reads as: %s\n"), said(d, t->reading));
}

static void method(const glane_plugin *d, FILE *to)
{
	if (d->method && d->method->text)
		fputs(_("\nMethod\n"), to);
	for (const glane_sentence *s = d->method; s && s->text; s++)
		fprintf(to, "  %s%s%s%s\n", s->when ? "[" : "", s->when ? s->when : "", s->when ? "] " : "", said(d, s->text));
	if (d->references && d->references->key)
		fputs(_("\nReferences\n"), to);
	for (const glane_reference *r = d->references; r && r->key; r++)
		fprintf(to, "  %s: %s (%s), %s%s%s\n", r->key, r->author, r->year, r->title, r->in ? ", " : "", r->in ? r->in : "");
}

/* In a child. */
static void show(const plugin *p, FILE *to)
{
	const glane_plugin *d = p->def;
	head(p, to);
	option_lines(d, to);
	needs(d, to);
	layers(d, to);
	variables(d, to);
	if (d->tables && d->tables->name)
		fputs(_("\nTables\n"), to);
	for (const glane_table *t = d->tables; t && t->name; t++)
		table_lines(d, t, to);
	method(d, to);
}

static int inspect(loader *l, arena *a, const char *what)
{
	messages *m = messages_new(a);
	bool file = strchr(what, '/') ||
	        (strlen(what) > 3 && !strcmp(what + strlen(what) - 3, ".so"));
	const char *path = file ? what : loader_path(l, what);
	const char *text = NULL;
	if (path)
		text = loader_look(l, a, path, show, m, NOWHERE);
	else
		loader_get(l, what, m, NOWHERE);
	messages_print(m, stderr);
	if (text)
		fputs(text, stdout);
	return text ? STATUS_DONE : STATUS_FAILED;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	common_options common = { 0 };
	const char *value, *what = NULL;
	for (int o; (o = command_next(&command_inspect, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE)
			return STATUS_USAGE;
		if (o == OPTION_WORD && what) {
			message_now(MESSAGE_ERROR, NOWHERE,
			            _("glane inspect looks at one plugin: \"%s\" is one too many"),
			            value);
			return STATUS_USAGE;
		}
		if (o == OPTION_WORD)
			what = value;
		else if (common.n_folders < 32)
			common.folder[common.n_folders++] = value;
	}
	if (!what) {
		message_now(MESSAGE_ERROR, NOWHERE, _("which plugin? `glane inspect NAME`; "
		                                      "`glane list` shows all"));
		return STATUS_USAGE;
	}
	arena *a = arena_new();
	int status = inspect(loader_new(a, common.n_folders, common.folder), a, what);
	arena_free(a);
	return status;
}

const command command_inspect = {
	"inspect", N_("NAME|FILE"), N_("Shows the options, needs, layers and tables of a plugin"),
	        options, run, NULL
};
