/* variables.c - variables as the study knows them: names, types, modalities, recoding. */
#include <config.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "corpus_private.h"

/* ---- Names ----------------------------------------------------------------------------------- */

/* Variables that glane itself looks at, and what people call them (folded). */
static const struct { const char *name, *others; } canonical[] = {
	{ "document", "document|fichier|nom_de_fichier|nom_du_fichier|file_name|filename" },
	{ "file", "file" },
	{ "speaker", "speaker|locuteur|locutrice|intervenant" },
	{ "respondent", "respondent|repondant|repondante|respondant|enquete|enquetee|participant" },
	{ "lang", "lang|langue|language" },
	{ "group", "group|groupe" },
	{ "initials", "initials|initiales" },
	{ "pseudo", "pseudo|pseudonyme|pseudonym" },
	{ "quotable", "quotable|citable" },
};

static const char *canonical_name(const char *folded)
{
	for (size_t i = 0; i < sizeof canonical / sizeof *canonical; i++) {
		glane_str rest = str_of(canonical[i].others), one;
		while (text_cut(&rest, '|', &one))
			if (strlen(folded) == one.n && !memcmp(folded, one.p, one.n))
				return canonical[i].name;
	}
	return NULL;
}

static uint32_t find_exact(const corpus *c, const char *name)
{
	for (uint32_t i = 0; i < c->n_variables; i++)
		if (c->variable[i].name == name || !strcmp(c->variable[i].name, name))
			return i;
	return UINT32_MAX;
}

static uint32_t find_folded(const corpus *c, arena *scratch, const char *folded)
{
	for (uint32_t i = 0; i < c->n_variables; i++)
		if (!strcmp(text_fold(scratch, str_of(c->variable[i].name)), folded))
			return i;
	return UINT32_MAX;
}

const variable_def *corpus_variable(const corpus *c, const char *name)
{
	uint32_t i = find_exact(c, name);
	if (i == UINT32_MAX) {
		arena *scratch = arena_new();
		const char *folded = text_fold(scratch, str_of(name)), *known = canonical_name(folded);
		i = known ? find_exact(c, known) : find_folded(c, scratch, folded);
		arena_free(scratch);
	}
	return i == UINT32_MAX ? NULL : &c->variable[i];
}

const char *variable_name(planning *b, const char *written)
{
	uint32_t i = find_exact(b->c, written);
	if (i != UINT32_MAX)
		return b->c->variable[i].name;
	const char *folded = text_fold(b->in, str_of(written)), *known = canonical_name(folded);
	if (known)
		return known;
	i = find_folded(b->c, b->in, folded);
	if (i != UINT32_MAX)
		return b->c->variable[i].name;
	glane_str s = text_nfc(b->in, text_trim(str_of(written)));
	return arena_copy(b->in, s.p, s.n);
}

/* What is of the occasion and not of the person who speaks. */
static bool of_document_by_itself(const char *folded)
{
	static const char *const names[] = { "document", "file", "source", "format", "lang", "date", "wave",
		"vague", "duration", "duree", "duree_min", "mode", "interviewer", "enqueteur", "enqueteuse",
		"enquetrice", "session", "lieu", "place", "speaker", NULL };
	for (const char *const *n = names; *n; n++)
		if (!strcmp(*n, folded))
			return true;
	return !strncmp(folded, "date_", 5);
}

variable_def *variable_of(planning *b, const char *written, place at)
{
	corpus *c = b->c;
	const char *name = variable_name(b, written);
	uint32_t i = find_exact(c, name);
	if (i != UINT32_MAX)
		return &c->variable[i];
	ARRAY_ROOM(b->in, c->variable, b->room_variables, c->n_variables);
	variable_def *v = &c->variable[c->n_variables++];
	*v = (variable_def){ .name = name, .type = 0, .at = at };
	v->of_document = of_document_by_itself(text_fold(b->in, str_of(name)));
	return v;
}

int corpus_type(const char *word)
{
	static const struct { int type; const char *names; } types[] = {
		{ GLANE_NOMINAL, "nominal|nominale|categorie|category|text|texte" },
		{ GLANE_ORDINAL, "ordinal|ordinale|echelle|scale" },
		{ GLANE_NUMBER, "number|nombre|numerique|numeric" },
		{ GLANE_MULTIPLE, "multiple|choix_multiple|multiple_choice" },
		{ GLANE_WEIGHT, "weight|poids|ponderation" },
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		glane_str rest = str_of(types[i].names), one;
		while (text_cut(&rest, '|', &one))
			if (strlen(word) == one.n && !memcmp(word, one.p, one.n))
				return types[i].type;
	}
	return 0;
}

/* ---- variables.csv --------------------------------------------------------------------------- */

static bool yes(planning *b, const char *word)
{
	const char *w = text_fold(b->in, str_of(word));
	return !strcmp(w, "yes") || !strcmp(w, "oui") || !strcmp(w, "true") || !strcmp(w, "1") ||
	       !strcmp(w, "x");
}

bool sheet_lacks(planning *b, const sheet *s, int i, const char *name)
{
	const char *near;
	if (i >= 0)
		return false;
	near = suggest_name(name, s->n_columns, s->column);
	if (near)
		messages_add(b->m, MESSAGE_ERROR, (place){ s->shown, 1, 0 },
		             _("the header has no column \"%s\": did you mean \"%s\"?"), name, near);
	else
		messages_add(b->m, MESSAGE_ERROR, (place){ s->shown, 1, 0 },
		             _("the header has no column \"%s\": it begins with \"%s\""), name, s->column[0]);
	b->failed = true;
	return true;
}

void sheet_unread(planning *b, const sheet *s, uint32_t n, const char *const *name, const int *at)
{
	for (uint32_t i = 0; i < s->n_columns; i++) {
		bool read = false;
		for (uint32_t k = 0; k < n; k++)
			read = read || at[k] == (int)i;
		const char *near = read || !*s->column[i] ? NULL : suggest_name(s->column[i], n, name);
		if (near)
			messages_add(b->m, MESSAGE_WARNING, (place){ s->shown, 1, 0 }, _("the column \"%s\" isn't read: did you mean \"%s\"?"),
			             s->column[i], near);
	}
}

static void declare(planning *b, const sheet *s, uint32_t row, const int at_column[6])
{
	const char *name = sheet_cell(s, row, at_column[0]), *word = sheet_cell(s, row, at_column[1]);
	place at = sheet_place(s, row);
	variable_def *v = variable_of(b, name, at);
	if (v->declared) {
		messages_add(b->m, MESSAGE_ERROR, at, _("the variable %s has a row already, line %u"), name,
		             v->at.line);
		b->failed = true;
		return;
	}
	v->declared = true;
	v->at = at;
	v->label_fr = or_null(sheet_cell(s, row, at_column[2]));
	v->label_en = or_null(sheet_cell(s, row, at_column[3]));
	v->identifying = yes(b, sheet_cell(s, row, at_column[4]));
	const char *of = text_fold(b->in, str_of(sheet_cell(s, row, at_column[5])));
	if (!strcmp(of, "document"))
		v->of_document = true;
	else if (!strcmp(of, "person") || !strcmp(of, "personne") || !strcmp(of, "respondent"))
		v->of_document = false;
	else if (*of)
		messages_add(b->m, MESSAGE_ERROR, at, _("%s is of \"%s\": write document or person"), name, of);
	v->type = (uint32_t)corpus_type(text_fold(b->in, str_of(word)));
	if (!v->type && *word) {
		messages_add(b->m, MESSAGE_ERROR, at,
		             _("%s has the type \"%s\": write nominal, ordinal, number, multiple or weight"), name,
		             word);
		b->failed = true;
	}
}

static void read_variables(planning *b)
{
	sheet s;
	if (!corpus_sheet(b, b->p->variables, &s))
		return;
	const int at_column[6] = {
		sheet_column(b, &s, "variable|name|nom"), sheet_column(b, &s, "type"),
		sheet_column(b, &s, "label.fr|label_fr|libelle.fr|libelle_fr|libelle"),
		sheet_column(b, &s, "label.en|label_en|libelle.en|libelle_en|label"),
		sheet_column(b, &s, "identifying|identifiant|identifiante"), sheet_column(b, &s, "of|de"),
	};
	if (sheet_lacks(b, &s, at_column[0], "variable"))
		return;
	static const char *const names[6] = { "variable", "type", "label.fr", "label.en", "identifying", "of" };
	sheet_unread(b, &s, 6, names, at_column);
	for (uint32_t r = 0; r < s.n; r++)
		if (*sheet_cell(&s, r, at_column[0]))
			declare(b, &s, r, at_column);
}

/* ---- Both tables ----------------------------------------------------------------------------- */

void variables_read(planning *b)
{
	static const char *const standard[] = { "document", "file", "source", "lang", "format" };
	for (size_t i = 0; i < sizeof standard / sizeof *standard; i++)
		variable_of(b, standard[i], NOWHERE);
	if (b->p->variables)
		read_variables(b);
	if (b->p->values)
		values_read(b);
	values_sort(b);
}

/* ---- Values ---------------------------------------------------------------------------------- */

bool corpus_missing(const stage *read, const char *value)
{
	static const char *const usual = "NSP;NR;NA;N/A;NC;Sans réponse;No answer";
	glane_str rest = str_of(read && read->missing ? read->missing : usual), one;
	glane_str s = text_trim(str_of(value));
	if (!s.n)
		return true;
	while (text_item(&rest, &one))
		if (one.n == s.n && !strncasecmp(one.p, s.p, s.n))
			return true;
	return false;
}

/* A language as it is written everywhere: "français" and "FR" are fr. */
static const char *language_code(planning *b, const char *value)
{
	static const struct { const char *code, *names; } languages[] = {
		{ "fr", "fr|fra|fre|francais|french" }, { "en", "en|eng|anglais|english" },
	};
	const char *folded = text_fold(b->in, str_of(value));
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		glane_str rest = str_of(languages[i].names), one;
		while (text_cut(&rest, '|', &one))
			if (strlen(folded) == one.n && !memcmp(folded, one.p, one.n))
				return languages[i].code;
	}
	return strlen(folded) <= 3 ? folded : value;
}

const char *variables_value(planning *b, const stage *read, const said *s)
{
	/* Somebody may have the initials NA, or be called so in the file. */
	bool name = !strcmp(s->name, "initials") || !strcmp(s->name, "pseudo") ||
	            !strcmp(s->name, "respondent") || !strcmp(s->name, "document") ||
	            !strcmp(s->name, "file");
	if (name ? !*s->value : corpus_missing(read, s->value))
		return NULL;
	if (!strcmp(s->name, "lang"))
		return language_code(b, s->value);
	return corpus_recode(b->c, s->name, s->value);
}

double corpus_order(const corpus *c, const char *variable, const char *value)
{
	const variable_def *v = corpus_variable(c, variable);
	double number;
	for (uint32_t i = 0; v && i < v->n_modalities; i++) {
		const modality *m = &c->modality[v->first_modality + i];
		if (strcmp(m->as, value))
			continue;
		if (!isnan(m->order))
			return m->order;
		return v->type == GLANE_ORDINAL ? (double)i : 1e300;
	}
	if (v && v->type == GLANE_NUMBER && text_number(str_of(value), &number))
		return number;
	return 1e300;
}

static const char *label_in(const char *language, const char *fr, const char *en)
{
	return language && !strcmp(language, "fr") ? fr : en;
}

const char *corpus_value_label(const corpus *c, const char *variable, const char *value,
                               const char *language)
{
	const variable_def *v = corpus_variable(c, variable);
	if (v && v->type == GLANE_MULTIPLE && strchr(value, '|')) {
		const char *out = NULL;
		glane_str rest = str_of(value), one;
		while (text_cut(&rest, '|', &one)) {
			const char *part = arena_copy(c->arena, one.p, one.n);
			const char *said_as = corpus_value_label(c, variable, part, language);
			out = out ? arena_print(c->arena, "%s, %s", out, said_as) : said_as;
		}
		return out;
	}
	for (uint32_t i = 0; v && i < v->n_modalities; i++) {
		const modality *m = &c->modality[v->first_modality + i];
		const char *label = label_in(language, m->label_fr, m->label_en);
		if (label && !strcmp(m->as, value))
			return label;
	}
	return value;
}

const char *corpus_variable_label(const corpus *c, const char *name, const char *language)
{
	const variable_def *v = corpus_variable(c, name);
	const char *label = v ? label_in(language, v->label_fr, v->label_en) : NULL;
	return label ? label : name;
}

/* ---- When all values are in ------------------------------------------------------------------ */

/* Is every known value a number that was not written as a code ("075")? And are there more than two? */
static bool looks_numeric(const planning *b, const char *name)
{
	const char *seen[3];
	uint32_t n = 0;
	for (uint32_t d = 0; d < b->n; d++)
		for (uint32_t i = 0; i < b->d[d].n; i++) {
			const said *s = &b->d[d].said[i];
			double number;
			if (s->name != name || corpus_missing(b->d[d].p.read, s->value))
				continue;
			bool code = s->value[0] == '0' && s->value[1] >= '0' && s->value[1] <= '9';
			if (code || !text_number(str_of(s->value), &number))
				return false;
			bool again = false;
			for (uint32_t k = 0; k < n; k++)
				again = again || !strcmp(seen[k], s->value);
			if (!again && n < 3)
				seen[n++] = s->value;
		}
	return n > 2;
}

/* The name nearest to one that the corpus doesn't have; NULL: none. */
static const char *near_variable(planning *b, const char *name)
{
	uint32_t n = 0;
	const char **names = arena_alloc(b->in, (b->c->n_variables + 1) * sizeof *names);
	for (uint32_t i = 0; i < b->c->n_variables; i++)
		if (b->c->variable[i].occurs)
			names[n++] = b->c->variable[i].name;
	return suggest_name(name, n, names);
}

static void warn_unused(planning *b, const variable_def *v)
{
	const char *near = near_variable(b, v->name);
	if (near)
		messages_add(b->m, MESSAGE_WARNING, v->at,
		             _("no document has the variable %s: did you mean %s?"), v->name, near);
	else
		messages_add(b->m, MESSAGE_WARNING, v->at, _("no document has the variable %s"), v->name);
}

/* A heading of metadata under which nothing stands: columns wait to be filled in. */
static bool empty_column(const planning *b, const variable_def *v)
{
	return v->at.file && v->at.line == 1 && !v->declared && !v->occurs && b->n;
}

/* Said once for all columns of a table, whose first is variable i. */
static void note_empty_columns(planning *b, uint32_t i)
{
	const variable_def *v = b->c->variable;
	const char *names = v[i].name;
	for (uint32_t k = 0; k < i; k++)
		if (empty_column(b, &v[k]) && !strcmp(v[k].at.file, v[i].at.file))
			return;
	for (uint32_t k = i + 1; k < b->c->n_variables; k++)
		if (empty_column(b, &v[k]) && !strcmp(v[k].at.file, v[i].at.file))
			names = arena_print(b->in, "%s, %s", names, v[k].name);
	messages_add(b->m, MESSAGE_NOTE, v[i].at, _("columns in which nothing stands yet: %s"), names);
}

void variables_settle(planning *b)
{
	for (uint32_t i = 0; i < b->c->n_variables; i++) {
		variable_def *v = &b->c->variable[i];
		if (empty_column(b, v))
			note_empty_columns(b, i);
		else if (v->at.file && !v->occurs && b->n)
			warn_unused(b, v);
		if (!v->type)
			v->type = !v->n_modalities && looks_numeric(b, v->name) ? GLANE_NUMBER : GLANE_NOMINAL;
		if (values_check(b, v))
			v->type = GLANE_ORDINAL;
	}
}
