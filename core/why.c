/* why.c - the passages behind a row, found again without the pipeline. */
#include <config.h>
#include "why.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "engine_private.h"

/* ---- Opening --------------------------------------------------------------------------------- */

bool why_open(why *w, arena *in, const char *path)
{
	struct stat st;
	bool folder = !stat(path, &st) && S_ISDIR(st.st_mode);
	*w = (why){ .in = in, .of_document = arena_new() };
	if (folder) {
		const char *file = path_join(in, path, "run.sqlite");
		if (stat(file, &st)) {
			message_now(MESSAGE_ERROR, NOWHERE, _("%s holds no run.sqlite: expected the output folder of a finished run"),
			            path);
			why_close(w);
			return false;
		}
		path = file;
	}
	if (!(w->store = store_open(path, false))) {
		message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(NULL));
		why_close(w);
		return false;
	}
	run_identity id;
	w->evidence_max = store_get_identity(w->store, in, &id) ? id.evidence_max : 500;
	w->signature = store_text(w->store, in, "signature");
	w->quotable = condition_of_text(in, store_text(w->store, in, "quotable"));
	if (!(w->labels = store_labels(w->store, in))) {
		message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(w->store));
		why_close(w);
		return false;
	}
	return true;
}

void why_close(why *w)
{
	store_close(w->store);
	arena_free(w->of_document);
	*w = (why){ .in = w->in };
}

/* ---- Queries: what the stage counted --------------------------------------------------------- */

/* The stage of a table, with as much of it as says which rows count. */
typedef struct {
	engine engine;
	stage_run run;
	stage stage;
	grouping by;
	corpus corpus;
	const char *languages, *group;
	bool grouped;
} scene;

static void parse_by(arena *in, const char *text, grouping *g)
{
	glane_str rest = str_of(text), part;
	const char *dot = strchr(text, '.');
	uint32_t room = 0;
	*g = (grouping){ .text = text };
	if (dot && !strchr(text, '*')) {
		g->layer = arena_copy(in, text, (size_t)(dot - text));
		g->column = dot + 1;
		return;
	}
	while (text_cut(&rest, '*', &part)) {
		ARRAY_ROOM(in, g->variable, room, g->n);
		g->variable[g->n++] = arena_copy(in, part.p, part.n);
	}
}

static void make_scene(why *w, const stored_table *t, const evidence *e, scene *c)
{
	*c = (scene){ .languages = t->languages };
	c->stage.when = condition_of_text(w->in, t->when);
	c->stage.where = condition_of_text(w->in, t->where);
	if (t->speakers && !strcmp(t->speakers, "all"))
		c->stage.speakers = SPEAKERS_ALL;
	else if (t->speakers && !strcmp(t->speakers, "interviewers"))
		c->stage.speakers = SPEAKERS_INTERVIEWERS;
	for (uint32_t i = 0; i < e->n_match; i++)
		if (!strcmp(e->match[i].column, "group"))
			c->group = sym_text(e->match[i].value);
	c->grouped = t->by && *t->by;
	if (c->grouped) {
		parse_by(w->in, t->by, &c->by);
		c->stage.n_by = 1;
		c->stage.by = &c->by;
	}
	c->engine.document = arena_new();
	c->engine.corpus = &c->corpus;
	c->run.engine = &c->engine;
	c->run.stage = &c->stage;
}

/* What is known of the variables is what the document says: their types. */
static void set_variables(scene *c, const document *d)
{
	arena *in = c->engine.document;
	uint32_t n = d->n_variables;
	for (uint32_t i = 0; i < d->n_speakers; i++)
		n += d->speaker[i].pub.n_variables;
	c->corpus.variable = arena_alloc(in, (n + 1) * sizeof *c->corpus.variable);
	c->corpus.n_variables = 0;
	for (uint32_t i = 0; i < d->n_variables; i++)
		c->corpus.variable[c->corpus.n_variables++] =
			(variable_def){ .name = d->variable[i].name, .type = d->variable[i].type };
	for (uint32_t k = 0; k < d->n_speakers; k++)
		for (uint32_t i = 0; i < d->speaker[k].pub.n_variables; i++)
			c->corpus.variable[c->corpus.n_variables++] = (variable_def){
				.name = d->speaker[k].pub.variable[i].name, .type = d->speaker[k].pub.variable[i].type };
}

static bool lets_through(const scene *c, const document *d)
{
	const char *lang = document_variable(d, "lang");
	glane_str rest = str_of(c->languages), part;
	if (!condition_holds(&c->stage.when, d->n_variables, d->variable))
		return false;
	while (lang && text_name(&rest, &part))
		if (str_equal(part, str_of(lang)))
			return true;
	return !c->languages;
}

/* Is row k of the scope in the group that is asked for? */
static bool in_group(const scene *c, const scope *s, uint32_t k)
{
	if (!c->group || !c->grouped)
		return true;
	const groups *g = s->groups[k];
	for (uint32_t j = 0; j < g->n; j++)
		if (!strcmp(sym_text(g->sym[j]), c->group))
			return true;
	return false;
}

/* Keeps of the *n rows found in all documents those that the stage counted. */
static bool keep_counted(why *w, const stored_table *t, const evidence *e, uint32_t *n, found *f)
{
	scene *c = arena_alloc(w->in, sizeof *c);
	uint32_t m = 0, i = 0;
	bool good = true;
	make_scene(w, t, e, c);
	arena *of_document = arena_new();
	while (i < *n && good) {
		uint32_t number = f[i].document, k = 0;
		document *d = store_document(w->store, of_document, NULL, number);
		good = d != NULL;
		scope *s = NULL;
		if (d && lets_through(c, d)) {
			set_variables(c, d);
			s = scope_make(&c->run, d, e->layer);
		}
		for (; i < *n && f[i].document == number; i++) {
			while (s && k < s->pub.n && s->pub.row[k] < f[i].row)
				k++;
			if (s && k < s->pub.n && s->pub.row[k] == f[i].row && in_group(c, s, k))
				f[m++] = f[i];
		}
		arena_reset(of_document);
		arena_reset(c->engine.document);
	}
	arena_free(of_document);
	arena_free(c->engine.document);
	*n = m;
	return good;
}

/* ---- Finding --------------------------------------------------------------------------------- */

bool why_found(why *w, const stored_table *t, uint32_t row, uint32_t most, uint32_t *n, const found **out,
               uint64_t *total)
{
	evidence e;
	found *f = NULL;
	*n = 0;
	*total = 0;
	*out = NULL;
	if (!store_table_evidence(w->store, w->in, t->id, row, &e))
		return false;
	if (!e.layer)
		return true;
	if (e.query) {
		if (!store_query(w->store, w->in, NULL, e.layer, e.n_match, e.match, n, &f) || !keep_counted(w, t, &e, n, f))
			return false;
		*total = *n;
		if (!most || most > w->evidence_max)
			most = w->evidence_max;
	} else {
		*n = e.n_found;
		*total = e.total;
		f = (found *)(uintptr_t)e.found;
	}
	if (most)
		*n = found_choose(f, *n, most);
	*out = f;
	return true;
}

/* ---- Reading --------------------------------------------------------------------------------- */

enum { CONTEXT = 80, LONGEST = 600 };	/* bytes shown beside and inside a passage */

static bool inside_code_point(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* One line: what a terminal would obey, line ends and blanks become one space. */
static char *one_line(arena *in, const char *p, uint32_t n)
{
	char *out = arena_alloc(in, n + 1u);
	uint32_t m = 0;
	for (uint32_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		bool c1 = c == 0xc2 && i + 1 < n && (unsigned char)p[i + 1] < 0xa0;
		if (c > ' ' && c != 0x7f && !c1) {
			out[m++] = p[i];
			continue;
		}
		i += c1;
		if (!m || out[m - 1] != ' ')
			out[m++] = ' ';
	}
	out[m] = 0;
	return out;
}

/* From a word's beginning, about CONTEXT bytes before `at`. */
static const char *text_before(arena *in, glane_str text, uint32_t at)
{
	uint32_t from = at > CONTEXT ? at - CONTEXT : 0;
	if (from) {
		uint32_t k = from;
		while (k < at && text.p[k] != ' ' && text.p[k] != '\n')
			k++;
		from = k < at ? k + 1 : from;
	}
	while (from < at && inside_code_point(text.p[from]))
		from++;
	const char *line = one_line(in, text.p + from, at - from);
	line += *line == ' ' && line[1];
	return from ? arena_print(in, "… %s", line) : line;
}

static const char *text_after(arena *in, glane_str text, uint32_t at)
{
	uint32_t to = text.n - at > CONTEXT ? at + CONTEXT : text.n;
	if (to < text.n) {
		uint32_t k = to;
		while (k > at && text.p[k] != ' ' && text.p[k] != '\n')
			k--;
		to = k > at ? k : to;
	}
	while (to > at && to < text.n && inside_code_point(text.p[to]))
		to--;
	char *line = one_line(in, text.p + at, to - at);
	size_t n = strlen(line);
	if (n && line[n - 1] == ' ')
		line[n - 1] = 0;
	return to < text.n ? arena_print(in, "%s …", line) : line;
}

static const char *text_inside(arena *in, glane_str text, glane_span s)
{
	uint32_t to = s.end - s.begin > LONGEST ? s.begin + LONGEST : s.end;
	while (to > s.begin && to < text.n && inside_code_point(text.p[to]))
		to--;
	const char *line = one_line(in, text.p + s.begin, to - s.begin);
	return to < s.end ? arena_print(in, "%s …", line) : line;
}

bool why_read(why *w, const found *f, why_passage *out)
{
	arena *in = w->of_document;
	uint32_t who;
	if (!w->last || w->last->number != f->document) {
		arena_reset(in);
		w->last = store_document(w->store, in, w->labels, f->document);
	}
	document *d = w->last;
	if (!d)
		return false;
	*out = (why_passage){ .doc = d, .span = f->span, .signature = "", .before = "", .text = "", .after = "", .corrected = "" };
	if (out->span.end > d->pub.text.n || out->span.begin > out->span.end)
		out->span = (glane_span){ 0, 0 };
	spans_speakers(d, 1, &out->span, &who);
	out->where = document_place(in, d, out->span.begin, language_user());
	out->quotable = document_quotable(d, who, &w->quotable);
	if (!out->quotable)
		return true;
	const char *signature = document_signature(in, d, who, w->signature);
	out->signature = one_line(in, signature, (uint32_t)strlen(signature));
	out->before = text_before(in, d->pub.text, out->span.begin);
	out->text = text_inside(in, d->pub.text, out->span);
	out->after = text_after(in, d->pub.text, out->span.end);
	out->corrected = corrections_in(in, d, out->span);
	return true;
}
