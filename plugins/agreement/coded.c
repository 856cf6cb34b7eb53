/* coded.c - goes through all documents: first for who codes what, then for what they say of each unit. */
#include "coded.h"
#include <stdlib.h>
#include <string.h>

static void *grow(glane_ctx *ctx, void *p, size_t n, size_t more, size_t size)
{
	return ctx->host->grow(ctx, GLANE_SCRATCH, p, n * size, more * size);
}

/* ---- Names ----------------------------------------------------------------------------------- */

uint32_t coded_name(glane_ctx *ctx, names *n, glane_sym s)
{
	if (s.id >= n->n_index) {
		uint32_t more = s.id + 256;
		n->index = grow(ctx, n->index, n->n_index, more, sizeof *n->index);
		n->n_index += more;
	}
	if (n->index[s.id])
		return n->index[s.id] - 1;
	if (n->n == n->room) {
		n->sym = grow(ctx, n->sym, n->n, n->n + 64, sizeof *n->sym);
		n->room += n->n + 64;
	}
	n->sym[n->n++] = s;
	n->index[s.id] = n->n;
	return n->n - 1;
}

uint32_t coded_number(const names *n, glane_sym s)
{
	return s.id < n->n_index && n->index[s.id] ? n->index[s.id] - 1 : GLANE_NONE;
}

/* Numbers in code-point order, so that nothing depends on which document came first. */
static void sort_names(glane_ctx *ctx, names *n)
{
	uint32_t *order = ctx->host->alloc(ctx, GLANE_SCRATCH, (n->n + 1) * sizeof *order);
	glane_sym *sorted = ctx->host->alloc(ctx, GLANE_SCRATCH, (n->n + 1) * sizeof *sorted);
	ctx->host->order(ctx, n->n, n->sym, order);
	for (uint32_t i = 0; i < n->n; i++) {
		sorted[i] = n->sym[order[i]];
		n->index[sorted[i].id] = i + 1;
	}
	n->sym = sorted;
	n->room = n->n;
}

/* ---- Who codes what -------------------------------------------------------------------------- */

/* The next of "Ana|Luc". */
static bool next_coder(glane_ctx *ctx, glane_str *rest, glane_sym *out)
{
	if (!rest->n)
		return false;
	const char *bar = memchr(rest->p, '|', rest->n);
	glane_str one = { rest->p, bar ? (uint32_t)(bar - rest->p) : rest->n };
	uint32_t n = one.n + (bar != NULL);
	*rest = (glane_str){ rest->p + n, rest->n - n };
	ctx->host->intern(ctx, 1, &one, out);
	return true;
}

static void gather(coded *c)
{
	const glane_host *h = c->ctx->host;
	names people = { 0 };
	uint32_t n = h->documents(c->ctx);
	for (uint32_t d = 0; d < n && h->document(c->ctx, d); d++) {
		const agreement_input *in = c->ctx->input;
		glane_str rest = in->coders;
		glane_sym one;
		while (next_coder(c->ctx, &rest, &one)) {
			coded_name(c->ctx, &people, one);
			coded_name(c->ctx, &c->coder, one);
		}
		for (uint32_t i = 0; i < in->theme.n && in->code && in->origin; i++) {
			coded_name(c->ctx, &c->coder, in->origin[i]);
			coded_name(c->ctx, &c->theme, in->code[i]);
		}
		for (uint32_t u = 0; u < in->unit.n; u++)
			coded_name(c->ctx, &c->group, in->unit.group[u]);
	}
	sort_names(c->ctx, &c->coder);
	sort_names(c->ctx, &c->theme);
	c->person = h->alloc(c->ctx, GLANE_SCRATCH, c->coder.n + 1);
	for (uint32_t i = 0; i < c->coder.n; i++)
		c->person[i] = coded_number(&people, c->coder.sym[i]) != GLANE_NONE;
}

/* Steps are measured by people, people by whom `reference` names, others by who comes later in code-point order. */
static bool swapped(const coded *c, uint32_t first, uint32_t second, uint32_t reference)
{
	if (first == reference || second == reference)
		return first == reference;
	return c->person[first] && !c->person[second];
}

/* "Ana, Luc, theme-coder" */
static const char *coder_list(const coded *c)
{
	const glane_host *h = c->ctx->host;
	size_t size = 1, n = 0;
	for (uint32_t i = 0; i < c->coder.n; i++)
		size += h->string(c->ctx, c->coder.sym[i]).n + 2;
	char *list = h->alloc(c->ctx, GLANE_SCRATCH, size);
	for (uint32_t i = 0; i < c->coder.n; i++) {
		glane_str s = h->string(c->ctx, c->coder.sym[i]);
		memcpy(list + n, i ? ", " : "", i ? 2 : 0);
		n += i ? 2 : 0;
		memcpy(list + n, s.p, s.n);
		n += s.n;
	}
	return n ? list : "–";
}

static bool make_pairs(coded *c)
{
	const glane_host *h = c->ctx->host;
	const agreement_config *config = c->ctx->config;
	uint32_t n = c->coder.n, reference = coded_number(&c->coder, h->sym(c->ctx, config->reference));
	if (*config->reference && reference == GLANE_NONE) {
		h->fail(c->ctx, GLANE_EOPTION, glane_at_option("reference"), "nobody called \"%s\" has coded themes: there are %s",
		        config->reference, coder_list(c));
		return false;
	}
	c->first = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)n * n + 1) * sizeof *c->first);
	c->second = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)n * n + 1) * sizeof *c->second);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = i + 1; k < n; k++) {
			bool swap = swapped(c, i, k, reference);
			c->first[c->n_pairs] = swap ? k : i;
			c->second[c->n_pairs++] = swap ? i : k;
		}
	return true;
}

/* ---- One document ---------------------------------------------------------------------------- */

typedef struct { uint32_t row, next; } link_of_row;
typedef struct {
	coded *c;
	const glane_doc *doc;
	const agreement_input *in;
	bool *read;			/* of coders: have they read the document? */
	uint8_t *mark;			/* [(unit * coders + coder) * themes + theme] */
	size_t room_mark;
	uint32_t *head, room_units;	/* of units: the first link + 1 */
	link_of_row *link;
	uint32_t n_links, room_links;
	uint8_t *mask;			/* of the bytes of a unit: 1 the first coder, 2 the second */
	uint32_t room_mask;
} counting;

static void make_room(counting *k)
{
	const coded *c = k->c;
	size_t mark = (size_t)k->in->unit.n * c->coder.n * c->theme.n + 1;
	if (mark > k->room_mark) {
		k->mark = grow(c->ctx, k->mark, k->room_mark, mark, 1);
		k->room_mark += mark;
	}
	memset(k->mark, 0, mark);
	if (k->in->unit.n >= k->room_units) {
		k->head = grow(c->ctx, k->head, k->room_units, k->in->unit.n + 1, sizeof *k->head);
		k->room_units += k->in->unit.n + 1;
	}
	memset(k->head, 0, (k->in->unit.n + 1) * sizeof *k->head);
	k->n_links = 0;
}

static uint8_t *mark_of(const counting *k, uint32_t unit, uint32_t coder)
{
	return k->mark + ((size_t)unit * k->c->coder.n + coder) * k->c->theme.n;
}

/* Units that overlap the row: they are in order, and disjoint. */
static void mark_row(counting *k, uint32_t row)
{
	const agreement_input *in = k->in;
	glane_span s = in->theme.span[row];
	uint32_t low = 0, high = in->unit.n;
	uint32_t coder = coded_number(&k->c->coder, in->origin[row]), theme = coded_number(&k->c->theme, in->code[row]);
	while (low < high) {		/* the first unit that ends behind its beginning */
		uint32_t middle = low + (high - low) / 2;
		if (in->unit.span[middle].end <= s.begin)
			low = middle + 1;
		else
			high = middle;
	}
	for (uint32_t u = low; u < in->unit.n && in->unit.span[u].begin < s.end; u++) {
		mark_of(k, u, coder)[theme] = 1;
		if (k->n_links == k->room_links) {
			k->link = grow(k->c->ctx, k->link, k->n_links, k->n_links + 256, sizeof *k->link);
			k->room_links += k->n_links + 256;
		}
		k->link[k->n_links++] = (link_of_row){ row, k->head[u] };
		k->head[u] = k->n_links;
	}
}

static void mask_rows(counting *k, uint32_t unit, uint32_t coder, uint32_t theme, uint8_t bit)
{
	const agreement_input *in = k->in;
	glane_span u = in->unit.span[unit];
	for (uint32_t l = k->head[unit]; l; l = k->link[l - 1].next) {
		uint32_t row = k->link[l - 1].row;
		if (in->origin[row].id != k->c->coder.sym[coder].id || in->code[row].id != k->c->theme.sym[theme].id)
			continue;
		uint32_t from = in->theme.span[row].begin > u.begin ? in->theme.span[row].begin : u.begin;
		uint32_t to = in->theme.span[row].end < u.end ? in->theme.span[row].end : u.end;
		for (uint32_t i = from; i < to; i++)
			k->mask[i - u.begin] |= bit;
	}
}

/* Characters are code points: what continues one counts with its first byte. */
static void count_characters(counting *k, uint32_t unit, uint32_t pair, uint32_t theme, theme_cell *cell)
{
	glane_span u = k->in->unit.span[unit];
	const char *p = k->doc->text.p + u.begin;
	memset(k->mask, 0, u.end - u.begin);
	mask_rows(k, unit, k->c->first[pair], theme, 1);
	mask_rows(k, unit, k->c->second[pair], theme, 2);
	for (uint32_t i = 0; i < u.end - u.begin; i++)
		if (((unsigned char)p[i] & 0xC0) != 0x80) {
			cell->chars_both += k->mask[i] == 3;
			cell->chars_first += k->mask[i] == 1;
			cell->chars_second += k->mask[i] == 2;
		}
}

static void add_alone(coded *c, struct alone *a, uint32_t unit)
{
	if (a->n == a->room) {
		a->unit = grow(c->ctx, a->unit, a->n, a->n + 16, sizeof *a->unit);
		a->room += a->n + 16;
	}
	a->unit[a->n++] = unit;
}

/* ---- Sets of themes -------------------------------------------------------------------------- */

static uint32_t set_of_unit(counting *k, const uint8_t *mark)
{
	coded *c = k->c;
	const glane_host *h = c->ctx->host;
	uint32_t size = 1, n = 0;
	for (uint32_t t = 0; t < c->theme.n; t++)
		size += mark[t] ? h->string(c->ctx, c->theme.sym[t]).n + 1 : 0;
	char small[512], *text = size <= sizeof small ? small : h->alloc(c->ctx, GLANE_SCRATCH, size);
	for (uint32_t t = 0; t < c->theme.n; t++) {
		glane_str s = h->string(c->ctx, c->theme.sym[t]);
		if (!mark[t])
			continue;
		memcpy(text + n, s.p, s.n);
		text[n + s.n] = '\n';
		n += s.n + 1;
	}
	glane_sym name;
	h->intern(c->ctx, 1, &(glane_str){ text, n }, &name);
	uint32_t before = c->set.n, number = coded_name(c->ctx, &c->set, name), m = 0;
	if (number < before)
		return number;
	uint32_t *themes = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)c->theme.n + 1) * sizeof *themes);
	for (uint32_t t = 0; t < c->theme.n; t++)
		if (mark[t])
			themes[m++] = t;
	themes[m] = GLANE_NONE;
	c->set_of = grow(c->ctx, c->set_of, before, 1, sizeof *c->set_of);
	c->set_of[number] = themes;
	return number;
}

static uint32_t in_both(const uint32_t *a, const uint32_t *b, uint32_t *n_a, uint32_t *n_b)
{
	uint32_t both = 0;
	*n_a = *n_b = 0;
	while (*a != GLANE_NONE || *b != GLANE_NONE) {
		uint32_t x = *a, y = *b;
		both += x == y;
		*n_a += x <= y;
		*n_b += y <= x;
		a += x <= y;
		b += y <= x;
	}
	return both;
}

double coded_masi(const void *user, uint32_t a, uint32_t b)
{
	const coded *c = user;
	uint32_t x, y, both = in_both(c->set_of[a], c->set_of[b], &x, &y);
	return agreement_masi(x, y, both);
}

double coded_jaccard(const void *user, uint32_t a, uint32_t b)
{
	const coded *c = user;
	uint32_t x, y, both = in_both(c->set_of[a], c->set_of[b], &x, &y);
	return agreement_jaccard(x, y, both);
}

/* ---- Counting -------------------------------------------------------------------------------- */

/* Keeps what each coder says of the unit; returns its number. */
static uint32_t keep_unit(counting *k, uint32_t unit, uint32_t group)
{
	coded *c = k->c;
	const agreement_input *in = k->in;
	if (c->n_units == c->room_units) {
		uint32_t room = c->room_units * 2 + 256;
		c->unit = grow(c->ctx, c->unit, c->n_units, room - c->n_units, sizeof *c->unit);
		c->answer = grow(c->ctx, c->answer, (size_t)c->n_units * c->coder.n, (size_t)(room - c->n_units) * c->coder.n,
		                 sizeof *c->answer);
		c->room_units = room;
	}
	for (uint32_t i = 0; i < c->coder.n; i++)
		c->answer[(size_t)c->n_units * c->coder.n + i] = k->read[i] ? set_of_unit(k, mark_of(k, unit, i)) : GLANE_NONE;
	c->unit[c->n_units] = (coded_unit){ k->doc->name, in->unit.row[unit], group,
	                                    coded_name(c->ctx, &c->speaker, k->doc->speaker[in->unit.speaker[unit]].person) };
	return c->n_units++;
}

static void count_unit(counting *k, uint32_t unit, uint32_t pair, uint32_t group, uint32_t number)
{
	coded *c = k->c;
	const uint8_t *first = mark_of(k, unit, c->first[pair]), *second = mark_of(k, unit, c->second[pair]);
	glane_span u = k->in->unit.span[unit];
	pair_cell *p = &c->pair[(size_t)group * c->n_pairs + pair];
	p->units++;
	for (uint32_t i = u.begin; i < u.end; i++)
		p->chars += ((unsigned char)k->doc->text.p[i] & 0xC0) != 0x80;
	for (uint32_t t = 0; t < c->theme.n; t++) {
		theme_cell *cell = &c->cell[((size_t)group * c->n_pairs + pair) * c->theme.n + t];
		if (!first[t] && !second[t])
			continue;
		cell->both += first[t] && second[t];
		cell->first += first[t] && !second[t];
		cell->second += !first[t] && second[t];
		if (first[t] != second[t])
			add_alone(c, &cell->alone[second[t]], number);
		count_characters(k, unit, pair, t, cell);
	}
}

static void count_document(counting *k)
{
	coded *c = k->c;
	const agreement_input *in = k->in;
	glane_str rest = in->coders;
	glane_sym one;
	uint32_t readers = 0;
	make_room(k);
	for (uint32_t i = 0; i < c->coder.n; i++)
		k->read[i] = !c->person[i];	/* steps read all */
	while (next_coder(c->ctx, &rest, &one))
		k->read[coded_number(&c->coder, one)] = true;
	for (uint32_t i = 0; i < in->theme.n && in->code && in->origin; i++) {
		k->read[coded_number(&c->coder, in->origin[i])] = true;
		mark_row(k, i);
	}
	for (uint32_t i = 0; i < c->coder.n; i++)
		readers += k->read[i];
	for (uint32_t u = 0; u < in->unit.n; u++) {
		uint32_t n = in->unit.span[u].end - in->unit.span[u].begin, group = coded_number(&c->group, in->unit.group[u]);
		if (n > k->room_mask) {
			k->mask = grow(c->ctx, k->mask, k->room_mask, n, 1);
			k->room_mask += n;
		}
		uint32_t number = readers > 1 ? keep_unit(k, u, group) : GLANE_NONE;
		for (uint32_t p = 0; p < c->n_pairs; p++)
			if (k->read[c->first[p]] && k->read[c->second[p]])
				count_unit(k, u, p, group, number);
	}
}

bool coded_read(glane_ctx *ctx, coded *c)
{
	const glane_host *h = ctx->host;
	counting k = { .c = c };
	*c = (coded){ .ctx = ctx };
	gather(c);
	if (!make_pairs(c))
		return false;
	c->cell = h->alloc(ctx, GLANE_SCRATCH, ((size_t)c->group.n * c->n_pairs * c->theme.n + 1) * sizeof *c->cell);
	c->pair = h->alloc(ctx, GLANE_SCRATCH, ((size_t)c->group.n * c->n_pairs + 1) * sizeof *c->pair);
	k.read = h->alloc(ctx, GLANE_SCRATCH, c->coder.n + 1);
	uint32_t n = h->documents(ctx);
	for (uint32_t d = 0; d < n && (k.doc = h->document(ctx, d)) != NULL; d++) {
		k.in = ctx->input;
		count_document(&k);
	}
	return true;
}

unit_list units_listed(const coded *c, uint32_t n, const uint32_t *unit)
{
	const agreement_input *in = c->ctx->input;
	const glane_host *h = c->ctx->host;
	glane_passage *at = h->alloc(c->ctx, GLANE_SCRATCH, ((size_t)n + 1) * sizeof *at);
	bool *met = h->alloc(c->ctx, GLANE_SCRATCH, (size_t)c->speaker.n + 1);
	unit_list l = { .evidence = { .in = in->unit.layer, .n_rows = n, .rows = at } };
	for (uint32_t i = 0; i < n; i++) {
		const coded_unit *u = &c->unit[unit[i]];
		at[i] = (glane_passage){ u->document, u->row };
		l.documents += !i || u->document.id != at[i - 1].document.id;
		l.speakers += !met[u->person];
		met[u->person] = true;
	}
	return l;
}
