/* document.c - a document that is sealed: its layers, speakers, variables, and where its text is from. */
#include <config.h>
#include <math.h>
#include <string.h>
#include "document.h"
#include "language.h"
#include "sym.h"
#include "text.h"

/* ---- Layers ---------------------------------------------------------------------------------- */

layer *document_layer(document *d, const char *name)
{
	for (uint32_t i = 0; i < d->n_layers; i++)
		if (!strcmp(d->layer[i].name, name))
			return &d->layer[i];
	return NULL;
}

layer *document_add_layer(document *d, const char *name)
{
	layer *l = document_layer(d, name);
	if (l)
		return l;
	ARRAY_ROOM(d->arena, d->layer, d->room_layers, d->n_layers);
	l = &d->layer[d->n_layers++];
	*l = (layer){ .name = arena_string(d->arena, name), .shared = vocabulary_shared(name) };
	if (l->shared)
		document_add_column(d, l, "origin", GLANE_SYM, NULL, N_("Origin"));
	return l;
}

column *layer_column(layer *l, const char *name)
{
	for (uint32_t i = 0; i < l->n_columns; i++)
		if (!strcmp(l->column[i].name, name))
			return &l->column[i];
	return NULL;
}

size_t column_cell_size(uint32_t type)
{
	switch (type) {
	case GLANE_INT: return sizeof(int64_t);
	case GLANE_REAL: return sizeof(double);
	case GLANE_ROW: return sizeof(uint32_t);
	default: return sizeof(glane_sym);
	}
}

void *column_array_new(arena *a, uint32_t type, uint32_t n)
{
	void *p = arena_alloc(a, (n ? n : 1) * column_cell_size(type));
	/* A missing symbol is 0, which the memory is already. */
	for (uint32_t i = 0; type == GLANE_INT && i < n; i++)
		((int64_t *)p)[i] = INT64_MIN;
	for (uint32_t i = 0; type == GLANE_REAL && i < n; i++)
		((double *)p)[i] = NAN;
	for (uint32_t i = 0; type == GLANE_ROW && i < n; i++)
		((uint32_t *)p)[i] = GLANE_NONE;
	return p;
}

column *document_add_column(document *d, layer *l, const char *name, uint32_t type, const char *into,
                            const char *label)
{
	column *c = layer_column(l, name);
	if (c)
		return c;
	ARRAY_ROOM(d->arena, l->column, l->room_columns, l->n_columns);
	c = &l->column[l->n_columns++];
	*c = (column){ .name = arena_string(d->arena, name), .label = label, .type = type,
	               .into = into ? arena_string(d->arena, into) : NULL };
	return c;
}

void document_view_all(document *d)
{
	glane_layer_data *out = arena_alloc(d->arena, (d->n_layers + 1) * sizeof *out);
	for (uint32_t i = 0; i < d->n_layers; i++) {
		const layer *l = &d->layer[i];
		glane_layer_column *c = arena_alloc(d->arena, (l->n_columns + 1) * sizeof *c);
		uint32_t n = 0;
		for (uint32_t k = 0; k < l->n_columns; k++) {
			const column *from = &l->column[k];
			if (from->array)	/* a column that nobody sealed isn't there */
				c[n++] = (glane_layer_column){ from->name, from->label, from->type,
				                               from->into, from->array };
		}
		out[i] = (glane_layer_data){ l->name, { l->n, l->span }, n, c };
	}
	d->pub.n_layers = d->n_layers;
	d->pub.layer = out;
}

/* ---- Speakers and variables ------------------------------------------------------------------ */

static glane_str copy(document *d, glane_str s)
{
	return (glane_str){ arena_copy(d->arena, s.n ? s.p : "", s.n), s.n };
}

static const glane_variable *find(uint32_t n, const glane_variable *v, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name))
			return &v[i];
	return NULL;
}

/* A speaker's variables: those of its row of metadata, which win, then its own. */
static void refresh_variables(document *d, speaker *s)
{
	s->pub.variable = s->variable;
	s->pub.n_variables = s->n_own;
	if (!s->known)
		return;
	uint32_t n = 0;
	glane_variable *v = arena_alloc(d->arena, (s->known->n + s->n_own + 1) * sizeof *v);
	for (uint32_t i = 0; i < s->known->n; i++) {
		const known_value *k = &s->known->value[i];
		const variable_def *def = d->corpus ? corpus_variable(d->corpus, k->name) : NULL;
		v[n++] = (glane_variable){ k->name, def ? def->type : GLANE_NOMINAL, str_of(k->value) };
	}
	for (uint32_t i = 0; i < s->n_own; i++)
		if (!find(s->known->n, v, s->variable[i].name))
			v[n++] = s->variable[i];
	s->pub.variable = v;
	s->pub.n_variables = n;
}

static bool same_folded(document *d, const char *a, const char *b)
{
	return a && *a && b && *b && !strcmp(text_fold(d->arena, str_of(a)), text_fold(d->arena, str_of(b)));
}

/* The row of metadata whose speaker has this id, or whose initials or pseudonym it is. */
static const known_speaker *known_by_id(document *d, const char *id)
{
	const planned *p = d->planned;
	for (uint32_t i = 0; p && i < p->n_speakers; i++)
		if (!strcmp(p->speaker[i].speaker, id))
			return &p->speaker[i];
	for (uint32_t i = 0; p && i < p->n_speakers; i++)
		if (same_folded(d, p->speaker[i].speaker, id))
			return &p->speaker[i];
	for (uint32_t i = 0; p && i < p->n_speakers; i++)
		for (uint32_t k = 0; k < p->speaker[i].n; k++) {
			const known_value *v = &p->speaker[i].value[k];
			bool names = !strcmp(v->name, "initials") || !strcmp(v->name, "pseudo");
			if (names && same_folded(d, v->value, id))
				return &p->speaker[i];
		}
	return NULL;
}

/* Whose words a speaker's are: the person that metadata names; the document's only respondent is the
 * document's person; all others exist in this document alone. */
static void settle_person(document *d, speaker *s, bool only_respondent)
{
	const planned *p = d->planned;
	const char *name = sym_text(d->pub.name), *person = s->known ? s->known->person : NULL;
	bool respondent = s->pub.role == GLANE_RESPONDENT;
	if (!person && respondent && p && !p->n_speakers)
		person = p->person;
	if (!person && respondent && only_respondent)
		person = name;
	if (!person)
		person = arena_print(d->arena, "%s/%s", name, sym_text(s->pub.id));
	s->pub.person = sym_of(person);
}

/* After a speaker has come. A second respondent changes what was thought of the first. */
static void settle(document *d)
{
	const planned *p = d->planned;
	uint32_t respondents = 0, first = 0;
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].pub.role == GLANE_RESPONDENT && !respondents++)
			first = i;
	speaker *f = d->n_speakers ? &d->speaker[first] : NULL;
	const known_speaker *only = p && p->n_speakers == 1 ? &p->speaker[0] : NULL;
	/* One respondent, one row of metadata: they are the same, whatever the transcript calls them. */
	if (f && only && respondents == 1 && !f->known)
		f->known = only;
	else if (f && only && respondents == 2 && f->known == only &&
	         known_by_id(d, sym_text(f->pub.id)) != only)
		f->known = NULL;
	uint32_t from = respondents <= 2 || !d->n_speakers ? 0 : d->n_speakers - 1;
	for (uint32_t i = from; i < d->n_speakers; i++) {
		settle_person(d, &d->speaker[i], respondents == 1);
		refresh_variables(d, &d->speaker[i]);
	}
}

bool document_quotable(const document *d, uint32_t who, const condition *quotable)
{
	const speaker *s = who == GLANE_NONE ? NULL : &d->speaker[who];
	uint32_t n = d->n_variables;
	if (!quotable->n)
		return true;
	glane_variable *all = arena_alloc(d->arena, (n + (s ? s->pub.n_variables : 0) + 1) * sizeof *all);
	if (n)
		memcpy(all, d->variable, n * sizeof *all);
	for (uint32_t i = 0; s && i < s->pub.n_variables; i++)
		all[n++] = s->pub.variable[i];
	return condition_holds(quotable, n, all);
}

void document_judge(document *d, const condition *quotable)
{
	for (uint32_t i = 0; i < d->n_speakers; i++) {
		d->speaker[i].pub.quotable = document_quotable(d, i, quotable);
		d->speaker_view[i].quotable = d->speaker[i].pub.quotable;
	}
}

void document_refresh(document *d)
{
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].known || d->speaker[i].variable)
			refresh_variables(d, &d->speaker[i]);
	d->speaker_view = arena_alloc(d->arena, (d->n_speakers + 1) * sizeof *d->speaker_view);
	for (uint32_t i = 0; i < d->n_speakers; i++)
		d->speaker_view[i] = d->speaker[i].pub;
	d->pub.n_speakers = d->n_speakers;
	d->pub.speaker = d->speaker_view;
	d->pub.n_variables = d->n_variables;
	d->pub.variable = d->variable;
}

static void add(document *d, glane_str id, uint32_t role, bool implied)
{
	ARRAY_ROOM(d->arena, d->speaker, d->room_speakers, d->n_speakers);
	speaker *s = &d->speaker[d->n_speakers++];
	*s = (speaker){ .implied = implied };
	s->pub.id = sym_intern(id);
	s->pub.role = role;
	if (!implied)
		s->known = known_by_id(d, sym_text(s->pub.id));
	settle(d);
	document_refresh(d);
}

uint32_t document_speaker(document *d, glane_str id, uint32_t role)
{
	id = corrections_speaker(d, id, &role);
	glane_sym name = sym_intern(id);
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].pub.id.id == name.id && !d->speaker[i].implied)
			return i;
	if (d->n_speakers && d->speaker[0].implied)
		d->n_speakers = 0;
	add(d, id, role, false);
	return d->n_speakers - 1;
}

void document_expect_speakers(document *d, bool expect)
{
	const planned *p = d->planned;
	if (!p || p->n_speakers < 2 || !d->n_speakers || !d->speaker[0].implied)
		return;
	d->n_speakers = 0;
	for (uint32_t i = 0; expect && i < p->n_speakers; i++) {
		add(d, str_of(p->speaker[i].speaker), GLANE_RESPONDENT, true);
		d->speaker[i].known = &p->speaker[i];
	}
	document_imply_speaker(d);
	settle(d);
	document_refresh(d);
}

void document_imply_speaker(document *d)
{
	if (!d->n_speakers)
		add(d, sym_string(d->pub.name), GLANE_RESPONDENT, true);
}

void document_set_variable(document *d, const char *name, uint32_t type, glane_str value)
{
	uint32_t i = 0;
	while (i < d->n_variables && strcmp(d->variable[i].name, name))
		i++;
	if (i == d->n_variables) {
		ARRAY_ROOM(d->arena, d->variable, d->room_variables, d->n_variables);
		d->variable[d->n_variables++].name = arena_string(d->arena, name);
	}
	d->variable[i].type = type;
	d->variable[i].value = copy(d, value);
	document_refresh(d);
}

static const char *value_of(uint32_t n, const glane_variable *v, const char *name)
{
	const glane_variable *k = find(n, v, name);
	return k && k->value.n ? k->value.p : NULL;
}

const char *document_variable(const document *d, const char *name)
{
	return value_of(d->n_variables, d->variable, name);
}

const char *document_speaker_variable(const document *d, uint32_t number, const char *name)
{
	const char *v = NULL;
	if (number < d->n_speakers) {
		const glane_speaker *s = &d->speaker[number].pub;
		v = value_of(s->n_variables, s->variable, name);
	}
	return v ? v : document_variable(d, name);
}

/* ---- Places in the source -------------------------------------------------------------------- */

enum { STRIDE = 4096 };

static uint32_t count_lines(const char *p, uint32_t n)
{
	uint32_t lines = 0;
	for (const char *end = p + n; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		lines++;
	return lines;
}

/* Line ends before `offset`, by an index, so that many look-ups in a long text stay cheap. The index is
 * a cache, which is why the document may be constant. */
static uint32_t lines_before(const document *d, uint32_t offset)
{
	glane_str t = d->pub.text;
	if (!d->newlines) {
		uint32_t *index = arena_alloc(d->arena, (t.n / STRIDE + 1) * sizeof *index);
		for (uint32_t i = 1; i <= t.n / STRIDE; i++)
			index[i] = index[i - 1] + count_lines(t.p + (i - 1) * STRIDE, STRIDE);
		((document *)(uintptr_t)d)->newlines = index;
	}
	uint32_t i = offset / STRIDE;
	return d->newlines[i] + count_lines(t.p + i * STRIDE, offset - i * STRIDE);
}

bool document_where(const document *d, uint32_t offset, glane_where *out)
{
	uint32_t low = 0, high = d->n_runs;
	if (offset > d->pub.text.n)
		return false;
	while (low < high) {		/* the last run that begins at or before offset */
		uint32_t middle = low + (high - low) / 2;
		if (d->run[middle].begin <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return false;
	const source_run *r = &d->run[low - 1];
	uint32_t lines = r->exact && r->where.line ? lines_before(d, offset) - lines_before(d, r->begin) : 0;
	*out = source_run_at(r, offset - r->begin, lines);
	return out->offset || out->line || out->page || out->ms >= 0;
}

const char *document_place(arena *in, const document *d, uint32_t offset, const char *language)
{
	glane_where w;
	const char *file = d->file ? d->file : "";
	if (!document_where(d, offset, &w))
		return "";
	if (w.page)
		return arena_print(in, language_say(language, NULL, N_("%s, p. %u")), file, w.page);
	if (w.ms >= 0) {
		unsigned s = (unsigned)(w.ms / 1000);
		return arena_print(in, language_say(language, NULL, N_("%s, at %02u:%02u:%02u")), file,
		                   s / 3600, s / 60 % 60, s % 60);
	}
	if (w.line)
		return arena_print(in, language_say(language, NULL, N_("%s, l. %u")), file, w.line);
	return file;
}

/* ---- Signatures ------------------------------------------------------------------------------ */

/* {name} in a signature: as people read it, or NULL when it isn't known. */
static const char *signature_value(const document *d, uint32_t number, glane_str name)
{
	char word[256];
	if (!name.n || name.n >= sizeof word)
		return NULL;
	memcpy(word, name.p, name.n);
	word[name.n] = 0;
	if (!strcmp(word, "speaker"))
		return number < d->n_speakers ? sym_text(d->speaker[number].pub.id) : NULL;
	if (!strcmp(word, "document"))
		return sym_text(d->pub.name);
	const char *v = document_speaker_variable(d, number, word);
	if (!v || !d->corpus)
		return v;
	const pipeline *p = d->corpus->pipeline;
	return corpus_value_label(d->corpus, word, v, p ? p->report_language : NULL);
}

/* One part of a signature, between commas; NULL when a variable in it isn't known: "34 ans" is said
 * of whoever gave an age, and of nobody else. */
static char *signature_part(arena *in, const document *d, uint32_t number, glane_str part)
{
	char *out = arena_string(in, "");
	for (uint32_t i = 0; i < part.n;) {
		const char *p = part.p + i, *close = NULL;
		if (*p == '{')
			close = memchr(p, '}', part.n - i);
		if (close) {
			glane_str name = text_trim((glane_str){ p + 1, (uint32_t)(close - p - 1) });
			const char *v = signature_value(d, number, name);
			if (!v)
				return NULL;
			out = arena_print(in, "%s%s", out, v);
			i += (uint32_t)(close + 1 - p);
		} else {
			const char *open = memchr(p + 1, '{', part.n - i - 1);
			uint32_t n = open ? (uint32_t)(open - p) : part.n - i;
			out = arena_print(in, "%s%.*s", out, (int)n, p);
			i += n;
		}
	}
	return out;
}

/* Who speaks, where the pipeline doesn't say how to sign: the document, and the speaker where the
 * document alone does not tell. */
static const char *plain_signature(arena *in, const document *d, uint32_t number)
{
	uint32_t respondents = 0;
	if (number >= d->n_speakers)
		return sym_text(d->pub.name);
	const speaker *s = &d->speaker[number];
	for (uint32_t i = 0; i < d->n_speakers; i++)
		respondents += d->speaker[i].pub.role == GLANE_RESPONDENT;
	if (s->implied || (s->pub.role == GLANE_RESPONDENT && respondents == 1))
		return sym_text(d->pub.name);
	return arena_print(in, "%s, %s", sym_text(d->pub.name), sym_text(s->pub.id));
}

const char *document_signature(arena *in, const document *d, uint32_t number, const char *pattern)
{
	glane_str rest = str_of(pattern), part;
	const char *out = NULL;
	if (!pattern || !*pattern)
		return plain_signature(in, d, number);
	while (text_cut(&rest, ',', &part)) {
		const char *said = signature_part(in, d, number, part);
		if (said && *said)
			out = out ? arena_print(in, "%s, %s", out, said) : said;
	}
	return out ? out : plain_signature(in, d, number);
}
