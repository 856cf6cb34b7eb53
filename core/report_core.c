/* report_core.c - glane's own tables: what was read, who spoke, what was repaired, what was set aside, and
 * what the pipeline said. */
#include <config.h>
#include "engine_private.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	glane_sym document, source, file, lang;
	int64_t characters, turns, speakers;
} document_row;
static const glane_column document_columns[] = {
	GLANE_COL_KEY(document_row, document, "document", N_("Document")),
	GLANE_COL_LABEL(document_row, source, "source", N_("Source")),
	GLANE_COL_LABEL(document_row, file, "file", N_("File")),
	GLANE_COL_LABEL(document_row, lang, "lang", N_("Language")),
	GLANE_COL_COUNT(document_row, characters, "characters", "characters", N_("Characters")),
	GLANE_COL_COUNT(document_row, turns, "turns", "turns", N_("Turns")),
	GLANE_COL_COUNT(document_row, speakers, "respondents", "speakers", N_("Respondents")),
	GLANE_LAST
};

typedef struct { glane_sym document, speaker, role, person; int64_t turns, characters; } speaker_row;
static const glane_column speaker_columns[] = {
	GLANE_COL_KEY(speaker_row, document, "document", N_("Document")),
	GLANE_COL_KEY(speaker_row, speaker, "speaker", N_("Speaker")),
	GLANE_COL_LABEL_WORD(speaker_row, role, "role", "respondent|interviewer|other", N_("Role")),
	GLANE_COL_LABEL(speaker_row, person, "person", N_("Person")),
	GLANE_COL_COUNT(speaker_row, turns, "turns", "turns", N_("Turns")),
	GLANE_COL_COUNT(speaker_row, characters, "characters", "characters", N_("Characters")),
	GLANE_LAST
};

typedef struct { glane_sym variable, value; int64_t documents, speakers; } variable_row;
static const glane_column variable_columns[] = {
	GLANE_COL_KEY(variable_row, variable, "variable", N_("Variable")),
	GLANE_COL_KEY(variable_row, value, "value", N_("Modality")),
	GLANE_COL_DOCUMENTS(variable_row, documents, "documents", N_("Documents")),
	GLANE_COL_SPEAKERS(variable_row, speakers, "speakers", N_("Respondents")),
	GLANE_LAST
};

/* What readers repair; a kind that isn't here is said as it is. */
#define REPAIRS_KNOWN N_("encoding") "|" N_("line ends") "|" N_("byte order mark") "|" N_("control character") "|" \
	N_("word said twice")
typedef struct { glane_sym document, file; int64_t number, line; glane_sym kind, was, now; } repair_row;
static const glane_column repair_columns[] = {
	GLANE_COL_KEY(repair_row, document, "document", N_("Document")),
	GLANE_COL_KEY(repair_row, number, "number", N_("Number")),
	GLANE_COL_LABEL(repair_row, file, "file", N_("File")),
	GLANE_COL_COUNT(repair_row, line, "line", "line", N_("Line")),
	GLANE_COL_LABEL_WORD(repair_row, kind, "kind", REPAIRS_KNOWN, N_("Repair")),
	GLANE_COL_LABEL(repair_row, was, "was", N_("Was")),
	GLANE_COL_LABEL(repair_row, now, "now", N_("Now")),
	GLANE_LAST
};

typedef struct { glane_sym document, stage, kind, where, reason; } skipped_row;
static const glane_column skipped_columns[] = {
	GLANE_COL_KEY(skipped_row, document, "document", N_("Document")),
	GLANE_COL_LABEL(skipped_row, stage, "stage", N_("Stage")),
	GLANE_COL_LABEL(skipped_row, kind, "kind", N_("Kind")),
	GLANE_COL_LABEL(skipped_row, where, "where", N_("Where")),
	GLANE_COL_LABEL(skipped_row, reason, "reason", N_("Reason")),
	GLANE_LAST
};

typedef struct { int64_t number; glane_sym stage, option, value, origin; } manifest_row;
static const glane_column manifest_columns[] = {
	GLANE_COL_KEY(manifest_row, number, "number", N_("Number")),
	GLANE_COL_KEY(manifest_row, stage, "stage", N_("Stage")),
	GLANE_COL_KEY(manifest_row, option, "option", N_("Option")),
	GLANE_COL_LABEL(manifest_row, value, "value", N_("Value")),
	GLANE_COL_LABEL(manifest_row, origin, "origin", N_("Origin")),
	GLANE_LAST
};

enum { DOCUMENTS, SPEAKERS, VARIABLES, REPAIRS, SKIPPED, MANIFEST, CORE_TABLES };
static const glane_table core_tables[] = {
	{ "documents", GLANE_REPORTED | GLANE_PERSONAL, document_columns, sizeof(document_row), "document", NULL, NULL,
	  N_("Documents"), N_("{document} has {turns} turns and {characters} characters") },
	{ "speakers", GLANE_REPORTED | GLANE_PERSONAL, speaker_columns, sizeof(speaker_row), "document speaker", NULL, NULL,
	  N_("Speakers"), N_("{speaker} speaks in {turns} turns of {document}") },
	{ "variables", GLANE_REPORTED, variable_columns, sizeof(variable_row), "variable value", NULL, NULL,
	  N_("Variables"), N_("{speakers} respondents have {variable} = {value}") },
	{ "repairs", GLANE_REPORTED | GLANE_PERSONAL, repair_columns, sizeof(repair_row), "document number", NULL, NULL,
	  N_("Repairs of the source files"),
	  N_("in {document}, {was} was read as {now}: look whether the text is right there, otherwise correct the file") },
	{ "skipped", GLANE_REPORTED | GLANE_PERSONAL, skipped_columns, sizeof(skipped_row), "document", NULL, NULL,
	  N_("Documents set aside"), N_("{document} was set aside and is counted nowhere: {reason}") },
	{ "manifest", GLANE_REPORTED, manifest_columns, sizeof(manifest_row), "number", NULL, NULL,
	  N_("What the pipeline says"), NULL },
};

static int64_t turns_of(document *d, uint32_t who, int64_t *characters)
{
	layer *turn = document_layer(d, "turn");
	uint32_t n = turn ? turn->n : 0;
	arena *a = arena_new();
	uint32_t *of = arena_alloc(a, (n + 1) * sizeof *of);
	int64_t turns = 0;
	*characters = 0;
	if (n)
		spans_speakers(d, n, turn->span, of);
	for (uint32_t t = 0; t < n; t++) {
		if (of[t] != who)
			continue;
		turns++;
		*characters += text_code_points((glane_str){ d->pub.text.p + turn->span[t].begin,
		                                turn->span[t].end - turn->span[t].begin });
	}
	if (!n)
		*characters = text_code_points(d->pub.text);
	arena_free(a);
	return turns;
}

static void add_document(document *d, table_draft **t)
{
	static const char *const roles[] = { N_("respondent"), N_("interviewer"), N_("other") };
	layer *turn = document_layer(d, "turn");
	document_row row = { d->pub.name, sym_of(d->source), sym_of(d->file), sym_of(document_variable(d, "lang")),
		text_code_points(d->pub.text), turn ? turn->n : 0, 0 };
	for (uint32_t s = 0; s < d->n_speakers; s++) {
		const glane_speaker *who = &d->speaker[s].pub;
		speaker_row one = { d->pub.name, who->id, sym_of(roles[who->role]), who->person, 0, 0 };
		one.turns = turns_of(d, s, &one.characters);
		row.speakers += who->role == GLANE_RESPONDENT;
		table_add(t[SPEAKERS], &one, NULL);
	}
	table_add(t[DOCUMENTS], &row, NULL);
	for (uint32_t i = 0, n = 0; i < d->n_repairs; i++) {
		const repair *k = &d->repair[i];
		if (!strcmp(k->kind, REPAIR_UNDESCRIBED))
			continue;
		repair_row one = { d->pub.name, sym_of(d->file), ++n,
			k->where.line ? (int64_t)k->where.line : GLANE_MISSING_INT, sym_of(k->kind), sym_of(k->was),
			sym_of(k->now) };
		table_add(t[REPAIRS], &one, NULL);
	}
}

/* ---- Variables: documents and distinct respondents of each modality ------------------------------- */

typedef struct { glane_sym variable, value; uint32_t last; int64_t documents; uint32_t n, room; glane_sym *person; }
	tally;
typedef struct { arena *in; uint32_t n, room, n_slots; tally *all; uint32_t *slot; } tallies;

static tally *find_tally(tallies *t, glane_sym variable, glane_sym value)
{
	if (t->n * 2 + 2 > t->n_slots) {
		t->n_slots = t->n_slots ? t->n_slots * 2 : 256;
		t->slot = arena_alloc(t->in, t->n_slots * sizeof *t->slot);
		for (uint32_t i = 0; i < t->n; i++) {
			uint32_t at = (t->all[i].variable.id * 2654435761u ^ t->all[i].value.id) & (t->n_slots - 1);
			while (t->slot[at])
				at = (at + 1) & (t->n_slots - 1);
			t->slot[at] = i + 1;
		}
	}
	uint32_t at = (variable.id * 2654435761u ^ value.id) & (t->n_slots - 1);
	for (; t->slot[at]; at = (at + 1) & (t->n_slots - 1)) {
		tally *k = &t->all[t->slot[at] - 1];
		if (k->variable.id == variable.id && k->value.id == value.id)
			return k;
	}
	ARRAY_ROOM(t->in, t->all, t->room, t->n);
	t->all[t->n] = (tally){ .variable = variable, .value = value, .last = GLANE_NONE };
	t->slot[at] = ++t->n;
	return &t->all[t->n - 1];
}

static void tally_one(tallies *t, const glane_variable *v, uint32_t number, glane_sym person)
{
	glane_str value = text_trim(v->value);
	if (!value.n)
		return;
	tally *k = find_tally(t, sym_of(v->name), sym_intern(value));
	k->documents += k->last != number;
	k->last = number;
	for (uint32_t i = k->n; i && person.id; i--)	/* the last ones first: documents of a person lie together */
		if (k->person[i - 1].id == person.id)
			return;
	if (!person.id)
		return;
	ARRAY_ROOM(t->in, k->person, k->room, k->n);
	k->person[k->n++] = person;
}

/* Names, files and texts of their own say nothing as modalities. */
static bool of_interest(const char *name)
{
	return strcmp(name, "document") && strcmp(name, "file");
}

static void tally_document(tallies *t, const document *d)
{
	for (uint32_t i = 0; i < d->n_variables; i++) {
		bool any = false;
		for (uint32_t s = 0; s < d->n_speakers && of_interest(d->variable[i].name); s++) {
			if (d->speaker[s].pub.role != GLANE_RESPONDENT)
				continue;
			tally_one(t, &d->variable[i], d->number, d->speaker[s].pub.person);
			any = true;
		}
		if (!any && of_interest(d->variable[i].name))
			tally_one(t, &d->variable[i], d->number, (glane_sym){ 0 });
	}
	for (uint32_t s = 0; s < d->n_speakers; s++)
		for (uint32_t i = 0; i < d->speaker[s].pub.n_variables; i++)
			if (d->speaker[s].pub.role == GLANE_RESPONDENT && of_interest(d->speaker[s].pub.variable[i].name))
				tally_one(t, &d->speaker[s].pub.variable[i], d->number, d->speaker[s].pub.person);
}

typedef struct { glane_sym variable; uint32_t n; int64_t documents, speakers; bool told; } extent;

static extent *find_extent(extent *all, uint32_t n, glane_sym variable)
{
	for (uint32_t i = 0; i < n; i++)
		if (all[i].variable.id == variable.id)
			return &all[i];
	return NULL;
}

/* A variable with a modality for every other document (a date, a pseudonym) is told by its number of
 * modalities, not by a list as long as the corpus. */
static void add_variables(engine *e, tallies *t, table_draft *out)
{
	extent *all = NULL;
	uint32_t n = 0, room = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		extent *x = find_extent(all, n, t->all[i].variable);
		if (!x) {
			ARRAY_ROOM(t->in, all, room, n);
			x = &all[n++];
			x->variable = t->all[i].variable;
		}
		x->n++;
		x->documents += t->all[i].documents;
		x->speakers += t->all[i].n;
	}
	for (uint32_t i = 0; i < t->n; i++) {
		extent *x = find_extent(all, n, t->all[i].variable);
		variable_row one = { x->variable, t->all[i].value, t->all[i].documents, t->all[i].n };
		if (x->n > 40 && x->n > e->n_documents / 2) {
			if (x->told)
				continue;
			const char *many = language_say(e->study.language, NULL, N_("(%u different values)"));
			one = (variable_row){ x->variable, sym_of(arena_print(e->run, many, x->n)), x->documents,
			                      x->speakers };
			x->told = true;
		}
		table_add(out, &one, NULL);
	}
}

/* ---- The rest -------------------------------------------------------------------------------------- */

static void add_skipped(engine *e, table_draft *out)
{
	uint32_t n;
	const skip *k = store_skips(e->whole->store, e->run, &n);
	for (uint32_t i = 0; i < n; i++) {
		skipped_row one = { sym_of(k[i].name), sym_of(k[i].stage), sym_of(k[i].kind), sym_of(k[i].where),
			sym_of(k[i].reason) };
		table_add(out, &one, NULL);
	}
}

static void add_setting(table_draft *out, int64_t *n, const char *stage_id, const setting *s)
{
	static const char *const from[] = { "pipeline", "profile", "--set", "default" };
	manifest_row one = { ++*n, sym_of(stage_id), sym_of(s->name), sym_of(s->value), sym_of(from[s->from]) };
	table_add(out, &one, NULL);
}

static void add_fact(table_draft *out, int64_t *n, const char *of, const char *name, const char *value)
{
	manifest_row one = { ++*n, sym_of(of), sym_of(name), sym_of(value), sym_of("") };
	table_add(out, &one, NULL);
}

static int by_name(const void *a, const void *b)
{
	const input_file *f = a, *g = b;
	int c = strcmp(path_name(f->path), path_name(g->path));
	return c ? c : strcmp(f->sha256, g->sha256);
}

/* Which glane, and the hash of each file that was read: by their names, wherever they lie. Names of files may be those of
 * persons, so that the public gets numbers. */
static void add_facts(engine *e, table_draft *out, int64_t *n)
{
	uint32_t n_inputs;
	input_file *f = store_inputs(e->whole->store, e->run, &n_inputs);
	bool public = !strcmp(e->study.audience, "public");
	add_fact(out, n, "(glane)", "version", PACKAGE_VERSION);
	if (f && n_inputs)
		qsort(f, n_inputs, sizeof *f, by_name);
	for (uint32_t i = 0; f && i < n_inputs; i++)
		add_fact(out, n, "(input)", public ? arena_print(e->run, "%u", i + 1) : path_name(f[i].path), f[i].sha256);
}

/* Everything in effect, defaults of options included; then what it was done with. */
static void add_manifest(engine *e, table_draft *out)
{
	const pipeline *p = e->pipeline;
	int64_t n = 0;
	for (uint32_t i = 0; i < p->n_settings; i++)
		if (setting_shown(p, NULL, p->setting[i].name))
			add_setting(out, &n, "pipeline", &p->setting[i]);
	for (uint32_t i = 0; i < p->n_stages; i++) {
		const stage *s = &p->stage[i];
		const char *label = arena_print(e->run, "%s%s%s", s->id, s->use && strcmp(s->use, s->id) ? " = " : "",
		                                s->use && strcmp(s->use, s->id) ? s->use : "");
		for (uint32_t k = 0; k < s->n_settings; k++)
			if (setting_shown(p, s, s->setting[k].name))
				add_setting(out, &n, label, &s->setting[k]);
		for (const glane_option *o = s->plugin ? s->plugin->def->options : NULL; o && o->name; o++)
			if (o->initial && !stage_setting(s, o->name) && o->type != GLANE_PRIVATE)
				add_setting(out, &n, label, &(setting){ o->name, o->initial, NOWHERE, FROM_DEFAULT });
	}
	add_facts(e, out, &n);
}

bool report_core_tables(engine *e)
{
	table_draft *t[CORE_TABLES];
	tallies all = { .in = e->run };
	table_draft *corrections = e->pipeline->corrections ?
		table_begin(e->run, e->corpus, NULL, "core", &corrections_table, 0, "") : NULL;
	checks *check = checks_begin(e);
	for (int i = 0; i < CORE_TABLES; i++)
		t[i] = table_begin(e->run, e->corpus, NULL, "core", &core_tables[i], 0, "");
	for (uint32_t i = 0; i < e->n_documents; i++) {
		document *d = show_document(e, i);
		if (!d) {
			message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(e->whole->store));
			return false;
		}
		add_document(d, t);
		tally_document(&all, d);
		checks_document(check, d);
		if (corrections) {
			corrections_tally(e, d);
			corrections_add(e, corrections, d);
		}
	}
	add_variables(e, &all, t[VARIABLES]);
	add_skipped(e, t[SKIPPED]);
	add_manifest(e, t[MANIFEST]);
	const table *variables = NULL;
	for (int i = 0; i < CORE_TABLES; i++) {
		table *done = table_finish(t[i], e->study.language, "glane");
		engine_add_table(e, done);
		variables = i == VARIABLES ? done : variables;
	}
	engine_add_table(e, checks_finish(check, variables));
	if (corrections) {
		corrections_add_unread(e, corrections);
		engine_add_table(e, table_finish(corrections, e->study.language, "glane"));
		corrections_conclude(e);
	}
	return true;
}
