/* table.c - finished tables: rows are sorted as declared and cut into columns. */
#include <config.h>
#include "table.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "language.h"
#include "sym.h"
#include "text.h"

struct table_draft {
	arena *arena;
	const corpus *corpus;
	const stage *stage;
	const glane_table *def;
	const char *stage_id, *by_text;
	uint32_t by, n, room, room_evidence, n_columns;
	unsigned char *rows;
	evidence *evidence;
	bool any_evidence;
};

table_draft *table_begin(arena *in, const corpus *c, const stage *s, const char *stage_id,
                         const glane_table *def, uint32_t by, const char *by_text)
{
	table_draft *t = arena_alloc(in, sizeof *t);
	*t = (table_draft){ .arena = in, .corpus = c, .stage = s, .def = def, .by = by,
	                    .stage_id = arena_string(in, stage_id),
	                    .by_text = arena_string(in, by_text ? by_text : "") };
	while (def->columns[t->n_columns].name)
		t->n_columns++;
	return t;
}

/* Keeps both as they are: what the evidence points at must live on. */
static void add_row(table_draft *t, const void *row, const evidence *e)
{
	size_t size = t->def->size;
	if (t->n == t->room) {
		uint32_t more = t->room ? t->room : 16;
		t->rows = arena_grow(t->arena, t->rows, t->room * size, more * size);
		t->room += more;
	}
	ARRAY_ROOM(t->arena, t->evidence, t->room_evidence, t->n);
	memcpy(t->rows + t->n * size, row, size);
	t->evidence[t->n++] = *e;
	t->any_evidence |= e->layer != NULL;
}

static evidence copy_evidence(arena *in, const evidence *from)
{
	evidence e = *from;
	if (e.layer)
		e.layer = arena_string(in, e.layer);
	found *f = e.n_found ? arena_alloc(in, e.n_found * sizeof *f) : NULL;
	if (f)
		memcpy(f, from->found, e.n_found * sizeof *f);
	glane_match *m = e.n_match ? arena_alloc(in, e.n_match * sizeof *m) : NULL;
	for (uint32_t i = 0; i < e.n_match; i++)
		m[i] = (glane_match){ arena_string(in, from->match[i].column), from->match[i].value };
	e.found = f;
	e.match = m;
	return e;
}

void table_add(table_draft *t, const void *row, const evidence *e)
{
	evidence none = { 0 };
	if (e)
		none = copy_evidence(t->arena, e);
	add_row(t, row, &none);
}

/* ---- Cells of rows --------------------------------------------------------------------------- */

typedef struct { uint8_t state; glane_sym sym; int64_t whole; double real; } cell;

static cell cell_of(const glane_column *k, const unsigned char *row)
{
	cell c = { 0 };
	switch (k->type) {
	case GLANE_SYM:
		memcpy(&c.sym, row + k->offset, sizeof c.sym);
		c.state = c.sym.id ? 0 : GLANE_MISSING;
		break;
	case GLANE_INT:
		memcpy(&c.whole, row + k->offset, sizeof c.whole);
		c.state = c.whole == GLANE_MISSING_INT ? GLANE_MISSING
		        : c.whole == GLANE_UNDEFINED_INT ? GLANE_UNDEFINED : 0;
		c.whole = c.state ? 0 : c.whole;
		break;
	default:
		memcpy(&c.real, row + k->offset, sizeof c.real);
		c.state = c.real == GLANE_MISSING_REAL ? GLANE_MISSING
		        : c.real == GLANE_UNDEFINED_REAL || !isfinite(c.real) ? GLANE_UNDEFINED : 0;
		c.real = c.state ? 0 : c.real + 0.0;	/* no minus before a zero */
	}
	return c;
}

static bool is_group(const glane_column *k)
{
	return k->role == GLANE_KEY && k->type == GLANE_SYM && !strcmp(k->name, "group");
}

/* ---- Order ----------------------------------------------------------------------------------- */

/* Rounded to 30 bits, about 1e-9 of its size, as a number that sorts like it: what libraries compute a
 * little differently on another machine must not change places. */
static uint64_t real_rank(double x)
{
	int e;
	double m = frexp(x, &e);
	x = ldexp(nearbyint(ldexp(m, 30)), e - 30) + 0.0;
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static void sym_ranks(arena *in, uint32_t n, const glane_sym *s, uint32_t *rank)
{
	uint32_t *order = arena_alloc(in, n * sizeof *order), r = 0;
	sym_order(n, s, order);
	for (uint32_t i = 0; i < n; i++) {
		r += i && s[order[i]].id != s[order[i - 1]].id;
		rank[order[i]] = r;
	}
}

/* One number per row that sorts as the column does; missing cells are last either way. */
static uint64_t *column_ranks(arena *in, const table_draft *t, const glane_column *k, bool down)
{
	enum { STATES = 4 };
	uint64_t *rank = arena_alloc(in, t->n * sizeof *rank);
	glane_sym *sym = k->type == GLANE_SYM ? arena_alloc(in, t->n * sizeof *sym) : NULL;
	uint32_t *place_of = sym ? arena_alloc(in, t->n * sizeof *place_of) : NULL;
	for (uint32_t i = 0; sym && i < t->n; i++)
		sym[i] = cell_of(k, t->rows + i * (size_t)t->def->size).sym;
	if (sym && is_group(k))
		group_ranks(in, t->corpus, t->stage && t->by < t->stage->n_by ? &t->stage->by[t->by]
		            : NULL, t->n, sym, place_of);
	else if (sym)
		sym_ranks(in, t->n, sym, place_of);
	for (uint32_t i = 0; i < t->n; i++) {
		cell c = cell_of(k, t->rows + i * (size_t)t->def->size);
		uint64_t r = place_of ? place_of[i] : k->type == GLANE_INT
			? (uint64_t)c.whole ^ (uint64_t)1 << 63 : real_rank(c.real);
		r = down ? ~r : r;
		if (r > UINT64_MAX - STATES)
			r = UINT64_MAX - STATES;
		if (c.state)
			r = UINT64_MAX - (c.state == GLANE_UNDEFINED);
		rank[i] = r;
	}
	return rank;
}

typedef struct { uint32_t n; uint64_t **rank; } criteria;

static int compare_rows(const void *a, const void *b, void *in)
{
	const criteria *by = in;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	for (uint32_t k = 0; k < by->n; k++) {
		uint64_t x = by->rank[k][i], y = by->rank[k][j];
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (i > j) - (i < j);
}

static const glane_column *column_named(const glane_table *def, glane_str name)
{
	for (const glane_column *k = def->columns; k->name; k++)
		if (str_equal(str_of(k->name), name))
			return k;
	return NULL;
}

/* order[i]: number of the row that comes i-th. */
static uint32_t *row_order(arena *in, const table_draft *t)
{
	uint32_t *order = arena_alloc(in, t->n * sizeof *order), room = 0;
	criteria by = { 0, NULL };
	glane_str rest = str_of(t->def->order), name;
	while (text_name(&rest, &name)) {
		bool down = name.p[0] == '-';
		name.p += down;
		name.n -= down;
		const glane_column *k = column_named(t->def, name);
		if (!k)
			continue;	/* check-plugin says so */
		ARRAY_ROOM(in, by.rank, room, by.n);
		by.rank[by.n++] = column_ranks(in, t, k, down);
	}
	for (const glane_column *k = t->def->columns; k->name; k++) {
		if (k->role != GLANE_KEY)
			continue;
		ARRAY_ROOM(in, by.rank, room, by.n);
		by.rank[by.n++] = column_ranks(in, t, k, false);
	}
	for (uint32_t i = 0; i < t->n; i++)
		order[i] = i;
	if (t->n)
		qsort_r(order, t->n, sizeof *order, compare_rows, &by);
	return order;
}

/* ---- Finishing ------------------------------------------------------------------------------- */

static const void *cut_column(const table_draft *t, const glane_column *k, const uint32_t *order,
                              uint8_t *state)
{
	bool sym = k->type == GLANE_SYM, whole = k->type == GLANE_INT;
	glane_sym *s = arena_alloc(t->arena, t->n * (sym ? sizeof *s : 8));
	int64_t *w = (void *)s;
	double *x = (void *)s;
	for (uint32_t i = 0; i < t->n; i++) {
		cell c = cell_of(k, t->rows + order[i] * (size_t)t->def->size);
		state[i] = c.state;
		if (sym)
			s[i] = c.sym;
		else if (whole)
			w[i] = c.whole;
		else
			x[i] = c.real;
	}
	return s;
}

/* "age*craft" as a part of a file's name: "age-x-craft". */
static const char *name_of_grouping(arena *in, const char *text)
{
	char *s = arena_alloc(in, 3 * strlen(text) + 1), *to = s;
	for (const char *p = text; *p; p++) {
		if (*p == '*') {
			memcpy(to, "-x-", 3);
			to += 3;
		} else {
			bool odd = (unsigned char)*p <= ' ' || *p == 0x7f || strchr("/\\:?\"<>|", *p);
			*to++ = odd ? '-' : *p;
		}
	}
	return s;
}

/* Two groupings whose names come out alike get different ids: one table, one file. */
static const char *table_id(const table_draft *t)
{
	const stage *s = t->stage;
	const char *plain = arena_print(t->arena, "%s.%s", t->stage_id, t->def->name);
	if (!s || s->n_by < 2)
		return plain;
	const char *name = name_of_grouping(t->arena, t->by_text);
	for (uint32_t i = 0; i < t->by && i < s->n_by; i++)
		if (!strcmp(name_of_grouping(t->arena, s->by[i].text), name))
			return arena_print(t->arena, "%s.by-%s-%u", plain, name, t->by + 1);
	return arena_print(t->arena, "%s.by-%s", plain, name);
}

static const char *said(const char *language, const char *domain, const char *text)
{
	return text && *text ? language_say(language, domain, text) : "";
}

const grouping *table_grouping(const table *t)
{
	return t->stage && t->by < t->stage->n_by ? &t->stage->by[t->by] : NULL;
}

static const char *column_label(const table_draft *t, const table *done, const glane_column *k,
                                const char *domain)
{
	if (is_group(k) && table_grouping(done))
		return group_label(t->arena, t->corpus, table_grouping(done), done->language);
	return k->label && *k->label ? said(done->language, domain, k->label) : k->name;
}

static const char *topic_of(const stage *s)
{
	const char *topic = !s ? "core" : s->plugin ? s->plugin->def->topic : NULL;
	return topic ? topic : "";
}

table *table_finish(table_draft *t, const char *language, const char *domain)
{
	table *done = arena_alloc(t->arena, sizeof *done);
	const glane_table *def = t->def;
	*done = (table){ .def = def, .stage = t->stage, .stage_id = t->stage_id, .name = def->name,
	                 .id = table_id(t), .by = t->by, .any_evidence = t->any_evidence,
	                 .language = language };
	arena *scratch = arena_new();
	const uint32_t *order = row_order(scratch, t);
	glane_cells *cells = arena_alloc(t->arena, t->n_columns * sizeof *cells);
	for (uint32_t i = 0; i < t->n_columns; i++) {
		const glane_column *k = &def->columns[i];
		uint8_t *state = arena_alloc(t->arena, t->n);
		const void *array = cut_column(t, k, order, state);
		cells[i] = (glane_cells){ column_label(t, done, k, domain), k->type, array, state };
	}
	done->evidence = arena_alloc(t->arena, t->n * sizeof *done->evidence);
	for (uint32_t i = 0; i < t->n; i++)
		done->evidence[i] = t->evidence[order[i]];
	arena_free(scratch);
	const char *title = def->label && *def->label ? said(language, domain, def->label) : def->name;
	uint32_t n_views = 0, n_figures = 0;
	while (def->views && def->views[n_views].name)
		n_views++;
	while (def->figures && def->figures[n_figures].name)
		n_figures++;
	const char **view = arena_alloc(t->arena, (n_views + 1) * sizeof *view);
	const char **figure = arena_alloc(t->arena, (n_figures + 1) * sizeof *figure);
	for (uint32_t i = 0; i < n_views; i++)
		view[i] = said(language, domain, def->views[i].label);
	for (uint32_t i = 0; i < n_figures; i++)
		figure[i] = said(language, domain, def->figures[i].label);
	done->grid = (glane_grid){ t->stage_id, title, said(language, domain, def->reading), t->by_text,
	                           def, t->n, cells, view, figure, 0, topic_of(t->stage) };
	return done;
}

/* ---- Counted tables -------------------------------------------------------------------------- */

static void put_whole(const glane_column *k, unsigned char *row, int64_t v)
{
	if (k->type == GLANE_INT)
		memcpy(row + k->offset, &v, sizeof v);
}

static void put_sum(const glane_column *k, unsigned char *row, count_sum v)
{
	double x = (double)v / 1e6;
	if (k->type == GLANE_REAL)
		memcpy(row + k->offset, &x, sizeof x);
	else
		put_whole(k, row, v > INT64_MAX ? INT64_MAX : v <= GLANE_UNDEFINED_INT
		          ? GLANE_UNDEFINED_INT + 1 : (int64_t)v);
}

static void put_missing(const glane_column *k, unsigned char *row)
{
	double x = GLANE_MISSING_REAL;
	if (k->type == GLANE_REAL)
		memcpy(row + k->offset, &x, sizeof x);
	put_whole(k, row, GLANE_MISSING_INT);	/* a symbol is 0 already */
}

static void fill_row(const entry *e, const glane_table *def, unsigned char *row)
{
	uint32_t key = 0, sum = 0;
	for (const glane_column *k = def->columns; k->name; k++) {
		switch (k->role) {
		case GLANE_KEY:
			if (!strcmp(k->name, "group")) {
				memcpy(row + k->offset, &e->group, sizeof e->group);
			} else if (k->type == GLANE_SYM) {
				uint64_t id;
				memcpy(&id, e->keys + 8 * key++, sizeof id);
				glane_sym s = { (uint32_t)id };
				memcpy(row + k->offset, &s, sizeof s);
			} else {
				memcpy(row + k->offset, e->keys + 8 * key++, 8);
			}
			break;
		case GLANE_COUNT:
		case GLANE_SUM:
			put_sum(k, row, e->sum[sum++]);
			break;
		case GLANE_PASSAGES:
			put_whole(k, row, e->passages);
			break;
		case GLANE_DOCUMENTS:
			put_whole(k, row, e->documents);
			break;
		case GLANE_SPEAKERS:
			put_whole(k, row, e->n_persons);
			break;
		default:
			put_missing(k, row);
		}
	}
}

void *counted_rows(arena *in, counts *c, const corpus *study, const stage *s)
{
	size_t size = c->def->size;
	counts_sort(c, study, s);
	unsigned char *rows = arena_alloc(in, c->n * size);
	for (uint32_t i = 0; i < c->n; i++)
		fill_row(&c->entry[i], c->def, rows + i * size);
	return rows;
}

static evidence evidence_of(const counts *c, entry *e)
{
	if (!c->layer || !e->passages)
		return (evidence){ 0 };
	if (e->n_found)
		qsort(e->found, e->n_found, sizeof *e->found, found_by_place);
	return (evidence){ .layer = c->layer, .total = (uint64_t)e->passages, .n_found = e->n_found,
	                   .found = e->found };
}

uint32_t counted_tables(arena *in, counts *c, const void *rows, const corpus *study, const stage *s,
                        const char *language, const char *domain, table ***out)
{
	uint32_t n = s->n_by ? s->n_by : 1, at = 0;
	*out = arena_alloc(in, n * sizeof **out);
	for (uint32_t by = 0; by < n; by++) {
		const char *text = s->n_by ? s->by[by].text : "";
		table_draft *t = table_begin(in, study, s, s->id, c->def, by, text);
		for (; at < c->n && c->entry[at].by <= by; at++) {
			evidence e = evidence_of(c, &c->entry[at]);
			if (c->entry[at].by == by)
				add_row(t, (const unsigned char *)rows + at * (size_t)c->def->size, &e);
		}
		(*out)[by] = table_finish(t, language, domain);
	}
	return n;
}

const table *table_of_grid(const glane_grid *g)
{
	return (const table *)g;	/* it is the first member */
}

int table_column(const table *t, const char *name)
{
	const glane_column *k = t->def->columns;
	for (int i = 0; k[i].name; i++)
		if (!strcmp(k[i].name, name))
			return i;
	return -1;
}
