/* studied.c - who was studied, counted in the documents themselves: respondents, groups, what interviewers said, who may not be
 * quoted. Words are what stands between blanks and has a letter or digit: an order of magnitude that hangs on no tokenizer. */
#include "report.h"
#include <stdlib.h>
#include <string.h>

enum { VARIABLES_MOST = 8 };

/* What one respondent said in one document, as a member of one group. */
typedef struct { uint32_t variable, group, person, document; uint64_t words; } note;

struct studied_notes {
	uint32_t n, room;
	note *note;
};

void studied_begin(report *r)
{
	const glane_host *h = r->ctx->host;
	studied *s = &r->studied;
	s->notes = h->alloc(r->ctx, GLANE_SCRATCH, sizeof *s->notes);
	s->variable = h->alloc(r->ctx, GLANE_SCRATCH, VARIABLES_MOST * sizeof *s->variable);
	for (uint32_t i = 0; i < r->n_tables; i++) {
		const shown_table *t = &r->table[i];
		const char *by = t->grid->by;
		if (!by || !*by || t->group < 0 || s->n_variables == VARIABLES_MOST || studied_by(r, by))
			continue;
		const char *label = t->grid->column[t->group].label;
		s->variable[s->n_variables++] = (studied_variable){ .by = by, .label = label && *label ? label : by };
	}
}

const studied_variable *studied_by(const report *r, const char *by)
{
	for (uint32_t i = 0; by && i < r->studied.n_variables; i++)
		if (!strcmp(r->studied.variable[i].by, by))
			return &r->studied.variable[i];
	return NULL;
}

/* ---- Looking ------------------------------------------------------------------------------------ */

uint64_t studied_words(const char *text, glane_span s)
{
	uint64_t n = 0;
	bool inside = false;
	for (uint32_t i = s.begin; i < s.end; i++) {
		unsigned char c = (unsigned char)text[i];
		bool blank = c <= ' ';
		bool letter = c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
		n += letter && !inside;
		inside = !blank && (inside || letter);
	}
	return n;
}

static void add(report *r, note what)
{
	struct studied_notes *s = r->studied.notes;
	if (s->n == s->room) {
		uint32_t more = s->room + 256;
		s->note = r->ctx->host->grow(r->ctx, GLANE_SCRATCH, s->note, s->room * sizeof *s->note, more * sizeof *s->note);
		s->room += more;
	}
	s->note[s->n++] = what;
}

static const glane_variable *variable_of(uint32_t n, const glane_variable *v, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name) && v[i].value.n)
			return &v[i];
	return NULL;
}

/* A multiple choice is one of each: "a; b". */
static void add_groups(report *r, note what, const glane_variable *v)
{
	if (!v || v->type != GLANE_MULTIPLE) {
		glane_sym group = { 0 };
		if (v)
			r->ctx->host->intern(r->ctx, 1, &v->value, &group);
		what.group = group.id;
		add(r, what);
		return;
	}
	const char *p = v->value.p, *end = p + v->value.n;
	while (p < end) {
		const char *stop = memchr(p, ';', (size_t)(end - p));
		const char *last = stop ? stop : end;
		while (p < last && *p == ' ')
			p++;
		glane_str one = { p, (uint32_t)(last - p) };
		while (one.n && one.p[one.n - 1] == ' ')
			one.n--;
		glane_sym group;
		r->ctx->host->intern(r->ctx, 1, &one, &group);
		what.group = group.id;
		if (one.n)
			add(r, what);
		p = stop ? stop + 1 : end;
	}
}

static uint64_t words_of(const report *r, const glane_doc *d, const glane_speaker *who)
{
	const input *in = r->ctx->input;
	uint64_t n = 0;
	if (!in->turn.n)
		return studied_words(d->text.p, (glane_span){ 0, d->text.n });
	for (uint32_t i = 0; i < in->turn.n; i++)
		if (d->n_speakers == 1 || (in->speaker && in->speaker[i].id == who->id.id))
			n += studied_words(d->text.p, in->turn.span[i]);
	return n;
}

void studied_look(report *r, const glane_doc *d)
{
	studied *s = &r->studied;
	for (uint32_t i = 0; i < d->n_speakers; i++) {
		const glane_speaker *who = &d->speaker[i];
		uint64_t words = words_of(r, d, who);
		if (who->role == GLANE_INTERVIEWER)
			s->interviewers += words;
		if (who->role != GLANE_RESPONDENT)
			continue;
		s->words += words;
		/* Notes of number n_variables are of everybody, of n_variables + 1 of those who may not be quoted. */
		add(r, (note){ s->n_variables, 0, who->person.id, d->number, words });
		if (!who->quotable)
			add(r, (note){ s->n_variables + 1, 0, who->person.id, d->number, words });
		for (uint32_t k = 0; k < s->n_variables; k++) {
			const char *by = s->variable[k].by;
			const glane_variable *v = variable_of(who->n_variables, who->variable, by);
			if (!v)
				v = variable_of(d->n_variables, d->variable, by);
			add_groups(r, (note){ k, 0, who->person.id, d->number, words }, v);
		}
	}
}

/* ---- Adding up ----------------------------------------------------------------------------------- */

static int by_person(const void *a, const void *b)
{
	const note *x = a, *y = b;
	const uint32_t left[] = { x->variable, x->group, x->person }, right[] = { y->variable, y->group, y->person };
	for (int i = 0; i < 3; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static int by_document(const void *a, const void *b)
{
	const note *x = a, *y = b;
	const uint32_t left[] = { x->variable, x->group, x->document }, right[] = { y->variable, y->group, y->document };
	for (int i = 0; i < 3; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

static studied_group *group_of(studied_variable *v, uint32_t id)
{
	for (uint32_t i = 0; i < v->n; i++)
		if (v->group[i].name.id == id)
			return &v->group[i];
	v->group[v->n] = (studied_group){ .name = { id } };
	return &v->group[v->n++];
}

/* The headings of views have the groups in their declared order: those of the table that has most groups. *out: a row of the
 * table for each. */
static const shown_table *table_of_groups(const report *r, const studied_variable *v, const glane_pivot **out)
{
	const shown_table *best = NULL;
	*out = NULL;
	for (uint32_t i = 0; i < r->n_tables && (!*out || (*out)->n_rows < v->n); i++) {
		const shown_table *t = &r->table[i];
		if (!t->grid->by || strcmp(t->grid->by, v->by) || t->group < 0 || !t->grid->n)
			continue;
		const glane_pivot *p = r->ctx->host->pivot(r->ctx, t->grid, "group", "group");
		if (p && (!*out || p->n_rows > (*out)->n_rows)) {
			*out = p;
			best = t;
		}
	}
	return best;
}

/* As the tables have them; those that are in no table come last, by their names. */
static void sort_groups(report *r, studied_variable *v)
{
	const glane_host *h = r->ctx->host;
	glane_sym *name = h->alloc(r->ctx, GLANE_SCRATCH, v->n * sizeof *name);
	uint32_t *order = h->alloc(r->ctx, GLANE_SCRATCH, v->n * sizeof *order), n = 0;
	bool *placed = h->alloc(r->ctx, GLANE_SCRATCH, v->n * sizeof *placed);
	studied_group *sorted = h->alloc(r->ctx, GLANE_SCRATCH, v->n * sizeof *sorted);
	const glane_pivot *p;
	const shown_table *t = table_of_groups(r, v, &p);
	for (uint32_t i = 0; i < v->n; i++)
		name[i] = v->group[i].name;
	for (uint32_t k = 0; t && k < p->n_rows; k++) {
		glane_sym group = ((const glane_sym *)t->grid->column[t->group].array)[p->cell[(size_t)k * p->n_columns + k]];
		for (uint32_t i = 0; i < v->n; i++)
			if (name[i].id == group.id && !placed[i]) {
				placed[i] = true;
				sorted[n++] = v->group[i];
			}
	}
	h->order(r->ctx, v->n, name, order);
	for (uint32_t i = 0; i < v->n; i++)
		if (!placed[order[i]])
			sorted[n++] = v->group[order[i]];
	v->group = sorted;
}

/* A variable that no document has (the class of a segment, say) groups something else than people. */
static bool of_people(const studied_variable *v)
{
	return v->n > 1 || (v->n == 1 && v->group[0].name.id);
}

/* In public groups of fewer than k persons aren't shown, and not one alone, which the others would give back. */
static void drop_small(const report *r, studied_variable *v)
{
	uint64_t least = r->public && r->study->min_speakers > 0 ? (uint64_t)r->study->min_speakers : 0;
	uint32_t small = 0, next = GLANE_NONE, m = 0;
	for (uint32_t i = 0; i < v->n; i++) {
		small += v->group[i].respondents < least;
		if (v->group[i].respondents >= least && (next == GLANE_NONE || v->group[i].respondents < v->group[next].respondents))
			next = i;
	}
	for (uint32_t i = 0; i < v->n; i++)
		if (v->group[i].respondents >= least && !(small == 1 && i == next))
			v->group[m++] = v->group[i];
	v->n = m;
}

/* As the tables name it: "image" may be labelled "Image". */
static const char *label_of(const report *r, const studied_variable *v, const studied_group *g)
{
	for (uint32_t i = 0; i < r->n_tables; i++) {
		const shown_table *t = &r->table[i];
		if (!t->grid->by || strcmp(t->grid->by, v->by) || t->group < 0)
			continue;
		for (uint32_t row = 0; row < t->grid->n; row++)
			if (((const glane_sym *)t->grid->column[t->group].array)[row].id == g->name.id)
				return tables_cell(r, t, (uint32_t)t->group, row).p;
	}
	return g->name.id ? r->ctx->host->string(r->ctx, g->name).p : translate(r, "(not known)");
}

void studied_end(report *r)
{
	studied *s = &r->studied;
	note *all = s->notes->note;
	uint32_t n = s->notes->n;
	for (uint32_t k = 0; k < s->n_variables; k++)
		s->variable[k].group = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, n * sizeof(studied_group));
	if (n)
		qsort(all, n, sizeof *all, by_person);
	for (uint32_t i = 0; i < n; i++) {
		if (i && !by_person(&all[i], &all[i - 1]))
			continue;
		if (all[i].variable < s->n_variables)
			group_of(&s->variable[all[i].variable], all[i].group)->respondents++;
		else if (all[i].variable == s->n_variables)
			s->respondents++;
		else
			s->unquotable++;
	}
	if (n)
		qsort(all, n, sizeof *all, by_document);
	for (uint32_t i = 0; i < n && all[i].variable < s->n_variables; i++) {
		studied_group *g = group_of(&s->variable[all[i].variable], all[i].group);
		g->documents += !i || by_document(&all[i], &all[i - 1]) != 0;
		g->words += all[i].words;
	}
	uint32_t m = 0;
	for (uint32_t k = 0; k < s->n_variables; k++)
		if (of_people(&s->variable[k])) {
			sort_groups(r, &s->variable[k]);
			drop_small(r, &s->variable[k]);
			for (uint32_t i = 0; i < s->variable[k].n; i++)
				s->variable[k].group[i].label = label_of(r, &s->variable[k], &s->variable[k].group[i]);
			s->variable[m++] = s->variable[k];
		}
	s->n_variables = m;
}

/* ---- On the page --------------------------------------------------------------------------------- */

static void count_cell(const report *r, html *h, uint64_t n)
{
	html_element(h, "td", "n", number(r, n));
}

static void groups(const report *r, html *h, const studied_variable *v, bool first)
{
	const char *const headings[] = { translate(r, "Respondents"), translate(r, "Documents"), translate(r, "Words") };
	html_open(h, "h3");
	if (first)
		html_attr(h, "id", "groups");
	html_text(h, sentence(r, translate(r, "Groups by {variable}"), "{variable}", v->label, NULL));
	html_close(h);
	html_line(h);
	tables_open(h, "rows", v->label);
	html_element(h, "caption", NULL, translate(r, "Who is in each group"));
	html_open(h, "thead");
	html_open(h, "tr");
	html_open(h, "th");
	html_attr(h, "scope", "col");
	html_text(h, v->label);
	html_close(h);
	for (int i = 0; i < 3; i++) {
		html_open_class(h, "th", "n");
		html_attr(h, "scope", "col");
		html_text(h, headings[i]);
		html_close(h);
	}
	html_close(h);
	html_close(h);
	html_line(h);
	html_open(h, "tbody");
	html_line(h);
	for (uint32_t i = 0; i < v->n; i++) {
		const studied_group *g = &v->group[i];
		html_open(h, "tr");
		html_open(h, "th");
		html_attr(h, "scope", "row");
		html_text(h, g->label);
		html_close(h);
		count_cell(r, h, g->respondents);
		count_cell(r, h, g->documents);
		count_cell(r, h, g->words);
		html_close(h);
		html_line(h);
	}
	tables_close(h);
}

static void item(html *h, const char *text)
{
	html_element(h, "li", NULL, text);
	html_line(h);
}

void studied_write(const report *r, html *h)
{
	const studied *s = &r->studied;
	html_open(h, "ul");
	html_line(h);
	item(h, sentence(r, translate(r, "{documents} documents; {respondents} respondents, who say {words} words (what stands between blanks)."),
		"{documents}", number(r, r->n_documents), "{respondents}", number(r, s->respondents), "{words}", number(r, s->words), NULL));
	if (s->interviewers)
		item(h, sentence(r, r->public ? translate(r, "Left out: {words} words of interviewers.") :
			translate(r, "Left out: {words} words of interviewers. They are to be read in the documents and counted nowhere, "
			"unless a stage says so."), "{words}", number(r, s->interviewers), NULL));
	if (s->unquotable && (!r->public || s->unquotable >= (uint64_t)r->study->min_speakers))
		item(h, sentence(r, translate(r, "Respondents whose words are counted but shown nowhere: {n}."), "{n}",
			number(r, s->unquotable), NULL));
	html_close(h);
	html_line(h);
	for (uint32_t i = 0; i < s->n_variables; i++)
		if (s->variable[i].n)
			groups(r, h, &s->variable[i], !i);
	if (r->public && s->n_variables)
		html_element(h, "p", "note", sentence(r, translate(r, "Groups of fewer than {k} respondents aren't shown."), "{k}",
			number(r, (uint64_t)r->study->min_speakers), NULL));
}
