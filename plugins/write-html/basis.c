/* basis.c - what a table stands on, said below it: what was counted, among how many, with which cut-offs, and how many of its rows
 * are shown. */
#include "report.h"
#include <string.h>

#define N_(text) text

static const char *csv_name(const report *r, const shown_table *t)
{
	const char *path = r->ctx->host->artefact(r->ctx, "csv", t->grid, NULL, NULL), *slash = path ? strrchr(path, '/') : NULL;
	return slash ? slash + 1 : path;
}

/* How many rows are shown; where the others are. */
const char *basis_rows(const report *r, const shown_table *t)
{
	if (t->n == t->grid->n)
		return t->n == 1 ? translate(r, "1 row") :
		       sentence(r, translate(r, "{n} rows"), "{n}", number(r, t->n), NULL);
	const char *csv = csv_name(r, t);
	const char *text = csv ? translate(r, "{shown} of {total} rows; all of them are in {file}") :
	                   translate(r, "{shown} of {total} rows");
	return sentence(r, text, "{shown}", number(r, t->n), "{total}", number(r, t->grid->n),
	                "{file}", csv ? csv : "", NULL);
}

/* ---- Below the table ------------------------------------------------------------------------------ */

/* Units of counts, as plugins name them. */
static const char *const units[] = {
	N_("tokens"), N_("forms"), N_("words"), N_("characters"), N_("letters"), N_("syllables"), N_("sentences"), N_("segments"),
	N_("turns"), N_("passages"), N_("documents"), N_("speakers"), N_("themes"), N_("hits"), N_("codings"), N_("coders"),
	N_("evocations"), N_("occurrences"), N_("quotations"), N_("questions"), N_("questionnaires"), N_("texts"), N_("units"),
	N_("edges"), N_("communities"), N_("lists"), N_("tests"), NULL
};

static const char *unit_name(const report *r, const char *unit)
{
	for (uint32_t i = 0; unit && units[i]; i++)
		if (!strcmp(units[i], unit))
			return translate(r, units[i]);
	return NULL;
}

/* "tokens, speakers": each unit once, in the order of the columns. */
static const char *units_of(const report *r, const shown_table *t)
{
	const char *text = "";
	const glane_column *def = t->grid->def->columns;
	for (uint32_t c = 0; c < t->n_columns; c++) {
		bool count = def[c].role == GLANE_COUNT || def[c].role == GLANE_PASSAGES || def[c].role == GLANE_SUM;
		const char *name = count ? unit_name(r, def[c].unit) : NULL;
		for (uint32_t k = 0; k < c && name; k++)
			if (def[k].unit && def[k].role != GLANE_VALUE && !strcmp(def[k].unit, def[c].unit))
				name = NULL;
		if (name)
			text = join(r, text, *text ? ", " : "", name);
	}
	return text;
}

/* A number other than 0, which turns most things off; or a range: "15-60". */
static bool is_number(glane_str s)
{
	bool some = false;
	for (uint32_t i = 0; i < s.n; i++) {
		if (!strchr("0123456789.-", s.p[i]))
			return false;
		some |= s.p[i] >= '1' && s.p[i] <= '9';
	}
	return some;
}

static bool is_one_of(glane_str option, const char *const *names)
{
	while (*names && (option.n != strlen(*names) || memcmp(option.p, *names, option.n)))
		names++;
	return *names != NULL;
}

/* Options of the stage: what its tables are about, and numbers: "stimulus “AI; robots”, window 10".
 * *scope: what it was limited to, "class=3". */
static const char *options_of(const report *r, const char *stage, const char **scope)
{
	static const char *const scopes[] = { "where", "when", "speakers", NULL }, *const subjects[] = { "stimulus", "pivot", NULL };
	const char *text = "";
	*scope = "";
	const shown_table *t = core_table(r, "manifest");
	for (uint32_t row = 0; t && row < t->grid->n; row++) {
		if (!core_of_stage(r, t, row, stage))
			continue;
		glane_str option = core_fact(r, t, "option", row), value = core_fact(r, t, "value", row);
		const char *said = value.p;
		bool subject = value.n && is_one_of(option, subjects);
		if (is_number(value))
			said = number_written(r, value);
		else if (subject)
			said = join(r, translate(r, "“"), value.p, translate(r, "”"));
		said = join(r, option.p, "\u00a0", said);
		if (value.n && is_one_of(option, scopes))	/* "lang=fr" says it itself; of speakers the option does */
			*scope = join(r, *scope, **scope ? ", " : "", strchr(value.p, '=') ? value.p : said);
		else if (is_number(value) || subject)
			text = join(r, text, *text ? ", " : "", said);
	}
	return text;
}

/* "n = 11 documents, 12 respondents" of the whole study; of each group where the table is grouped. */
static const char *people(const report *r, const shown_table *t)
{
	enum { GROUPS_NAMED = 12 };
	const studied_variable *v = t->group < 0 ? NULL : studied_by(r, t->grid->by);
	const char *all = sentence(r, translate(r, "n = {respondents} respondents in {documents} documents"),
		"{respondents}", number(r, r->studied.respondents), "{documents}", number(r, r->n_documents), NULL);
	const char *each = "";
	for (uint32_t i = 0; v && v->n <= GROUPS_NAMED && i < v->n; i++) {
		const studied_group *g = &v->group[i];
		each = join(r, each, *each ? ", " : "", join(r, g->label, "\u00a0", number(r, g->respondents)));
	}
	return *each ? join(r, all, " (", join(r, each, ")", "")) : all;
}

static void part(const report *r, const char **text, const char *what)
{
	if (*what)
		*text = join(r, *text, **text ? " · " : "", what);
}

void basis_write(const report *r, html *h, const shown_table *t)
{
	const char *text = "", *scope = "", *counted = units_of(r, t);
	const char *options = select_is_core(t->grid) ? "" : options_of(r, t->grid->stage, &scope);
	if (*counted)
		part(r, &text, sentence(r, translate(r, "Counted: {units}"), "{units}", counted, NULL));
	if (!select_is_core(t->grid))
		part(r, &text, *scope ? sentence(r, translate(r, "Only {scope}"), "{scope}", scope, NULL) : people(r, t));
	part(r, &text, *options ? sentence(r, translate(r, "Cut-offs: {options}"), "{options}", options, NULL) : "");
	if (t->n < t->grid->n)
		part(r, &text, sentence(r, translate(r, "{shown} of {total} rows"), "{shown}", number(r, t->n), "{total}",
			number(r, t->grid->n), NULL));
	html_open_class(h, "p", "basis");
	html_text(h, text);
	html_text(h, " · ");
	html_element(h, "code", NULL, join(r, t->grid->stage, ".", t->grid->def->name));
	html_close(h);
	html_line(h);
}
