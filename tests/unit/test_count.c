/* test_count.c - counts against counting by brute force; saves that show no order; bad bytes. */
#include <config.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "count.h"
#include "sym.h"

typedef struct {
	glane_sym form, group;
	int64_t year, tokens, passages, documents, speakers;
	double score, weight;
} row;
static const glane_column columns[] = {
	GLANE_COL_KEY(row, form, "form", "Form"),
	GLANE_COL_KEY(row, group, "group", "Group"),
	GLANE_COL_KEY(row, year, "year", "Year"),
	GLANE_COL_KEY(row, score, "score", "Score"),
	GLANE_COL_COUNT(row, tokens, "tokens", "tokens", "Tokens"),
	GLANE_COL_SUM(row, weight, "weight", "tokens", 2, "Weight"),
	GLANE_COL_PASSAGES(row, passages, "sentences", "sentences", "Sentences"),
	GLANE_COL_DOCUMENTS(row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
static const glane_table def = { "forms", GLANE_COUNTED, columns, sizeof(row), "group -tokens", NULL,
                                 NULL, "Forms", NULL };

/* ---- A random study -------------------------------------------------------------------------- */

enum { DOCUMENTS = 30, PER_DOCUMENT = 80, EVENTS = DOCUMENTS * PER_DOCUMENT, FORMS = 5, GROUPS = 3,
       PERSONS = 25, ROWS = 40, MOST = 7 };
typedef struct {
	uint32_t document, by, passage, form, group, person;
	int64_t year, tokens;
	double score, weight;
} event;

static uint64_t seed;

static uint32_t any(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

static const char *const form_name[FORMS] = { "peur", "métier", "Zèle", "outil", "a" };
static const char *const group_name[GROUPS] = { "designer", "(missing)", "écrivain" };

static glane_sym numbered(const char *what, uint32_t i)
{
	char text[40];
	snprintf(text, sizeof text, "%s %u", what, i);
	return sym_of(text);
}

static event *make_events(uint32_t from)
{
	event *e = malloc(EVENTS * sizeof *e);
	seed = from;
	for (uint32_t i = 0; i < EVENTS; i++) {
		/* Rows said of the whole document are rarer; many persons a document. */
		uint32_t passage = any(12) ? any(ROWS) : GLANE_NONE;
		e[i] = (event){ i / PER_DOCUMENT, any(2), passage, any(FORMS), any(GROUPS), any(PERSONS + 1),
		                2020 + any(2), any(4), any(2) ? 0.5 : -0.0, any(1000) / 7.0 };
	}
	return e;
}

static glane_sym person_of(const event *v)
{
	return v->person == PERSONS ? (glane_sym){ 0 } : numbered("person", v->person);
}

static glane_span span_of(uint32_t passage)
{
	glane_span none = { 0, 0 }, s = { passage * 20, passage * 20 + 15 };
	return passage == GLANE_NONE ? none : s;
}

static void add(counts *c, const event *v)
{
	document d = { .number = v->document };
	row r = { .form = sym_of(form_name[v->form]), .year = v->year, .tokens = v->tokens,
	          .score = v->score, .weight = v->weight };
	d.pub.name = numbered("entretien", v->document);
	counts_add(c, &r, v->by, sym_of(group_name[v->group]), &d, "sentence", v->passage,
	           span_of(v->passage), person_of(v));
}

static counts *count_document(arena *a, const event *all, uint32_t number)
{
	counts *c = counts_new(a, &def, MOST);
	for (uint32_t i = 0; i < PER_DOCUMENT; i++)
		add(c, &all[number * PER_DOCUMENT + i]);
	return c;
}

static counts *reloaded(arena *a, counts *c)
{
	glane_io out, in;
	counts *again = counts_new(a, &def, MOST);
	io_open_memory(&out);
	counts_save(c, &out);
	io_open_bytes(&in, out.p, out.n);
	ck_assert(counts_load(again, &in));
	ck_assert_uint_eq(in.at, in.n);
	io_close(&out);
	return again;
}

/* Documents counted one by one, then merged in a random tree, now and then by way of bytes. */
static counts *count_in_a_tree(arena *a, const event *all)
{
	counts *part[DOCUMENTS];
	for (uint32_t i = 0; i < DOCUMENTS; i++)
		part[i] = count_document(a, all, i);
	for (uint32_t n = DOCUMENTS; n > 1; n--) {
		uint32_t to = any(n), from = any(n - 1);
		from += from >= to;
		counts_merge(part[to], part[from]);
		if (!any(4))
			part[to] = reloaded(a, part[to]);
		part[from] = part[n - 1];
		if (to == n - 1)
			part[from] = part[to];
	}
	return part[0];
}

static void shuffle_within_documents(event *all)
{
	for (uint32_t d = 0; d < DOCUMENTS; d++) {
		event *e = all + d * PER_DOCUMENT;
		for (uint32_t i = PER_DOCUMENT - 1; i; i--) {
			uint32_t j = any(i + 1);
			event t = e[i];
			e[i] = e[j];
			e[j] = t;
		}
	}
}

/* ---- Brute force ----------------------------------------------------------------------------- */

static bool same_key(const event *a, const event *b)
{
	return a->by == b->by && a->form == b->form && a->group == b->group && a->year == b->year &&
	       a->score == b->score;	/* -0.0 is 0.0 */
}

typedef struct { uint64_t hash; uint32_t document, row; } seen;

static int by_hash(const void *a, const void *b)
{
	const seen *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->document != y->document ? (x->document < y->document ? -1 : 1)
	                                  : (x->row > y->row) - (x->row < y->row);
}

static bool holds(const seen *s, uint32_t n, const found *f)
{
	for (uint32_t i = 0; i < n; i++)
		if (s[i].document == f->document && s[i].row == f->row)
			return s[i].hash == f->hash;
	return false;
}

static void compare_with_events(const entry *e, const event *all, const event *key)
{
	static seen spot[EVENTS];
	bool person[PERSONS + 1] = { false }, of[DOCUMENTS] = { false };
	int64_t tokens = 0, millionths = 0, documents = 0;
	uint32_t n = 0, persons = 0;
	for (uint32_t i = 0; i < EVENTS; i++) {
		const event *v = &all[i];
		if (!same_key(key, v))
			continue;
		tokens += v->tokens;
		millionths += (int64_t)(v->weight * 1e6 + 0.5);
		documents += !of[v->document];
		persons += v->person < PERSONS && !person[v->person];
		of[v->document] = person[v->person] = true;
		char name[40];
		snprintf(name, sizeof name, "entretien %u", v->document);
		seen s = { found_hash(name, v->passage * 20), v->document, v->passage };
		bool known = v->passage == GLANE_NONE;
		for (uint32_t j = 0; j < n && !known; j++)
			known = !by_hash(&spot[j], &s);
		if (!known)
			spot[n++] = s;
	}
	qsort(spot, n, sizeof *spot, by_hash);
	ck_assert_int_eq((int64_t)e->sum[0], tokens);
	ck_assert_int_eq((int64_t)e->sum[1], millionths);
	ck_assert_int_eq(e->passages, n);
	ck_assert_int_eq(e->documents, documents);
	ck_assert_uint_eq(e->n_persons, persons);
	for (uint32_t i = 0; i < PERSONS; i++) {
		uint32_t times = 0;
		for (uint32_t j = 0; j < e->n_persons; j++)
			times += e->person[j].id == numbered("person", i).id;
		ck_assert_uint_eq(times, person[i]);
	}
	ck_assert_uint_eq(e->n_found, n < MOST ? n : MOST);
	for (uint32_t i = 0; i < e->n_found; i++) {
		ck_assert(holds(spot, e->n_found, &e->found[i]));
		ck_assert_uint_eq(e->found[i].span.begin, e->found[i].row * 20);
		ck_assert_uint_eq(e->found[i].span.end, e->found[i].row * 20 + 15);
	}
}

static const event *first_of(const event *all, const entry *e)
{
	glane_sym form;
	int64_t year;
	double score;
	memcpy(&form, e->keys, sizeof form);
	memcpy(&year, e->keys + 8, sizeof year);
	memcpy(&score, e->keys + 16, sizeof score);
	for (uint32_t i = 0; i < EVENTS; i++) {
		const event *v = &all[i];
		if (v->by == e->by && sym_of(form_name[v->form]).id == form.id && v->year == year &&
		    v->score == score && sym_of(group_name[v->group]).id == e->group.id)
			return v;
	}
	return NULL;
}

static uint32_t distinct_keys(const event *all)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < EVENTS; i++) {
		uint32_t j = 0;
		while (j < i && !same_key(&all[i], &all[j]))
			j++;
		n += j == i;
	}
	return n;
}

START_TEST(as_by_brute_force)
{
	arena *a = arena_new();
	event *all = make_events((uint32_t)_i + 1);
	counts *c = count_in_a_tree(a, all);
	counts_settle(c);
	ck_assert_uint_eq(c->n, distinct_keys(all));
	ck_assert_str_eq(c->layer, "sentence");
	ck_assert_ptr_null(c->misuse);
	for (uint32_t i = 0; i < c->n; i++) {
		const event *key = first_of(all, &c->entry[i]);
		ck_assert_ptr_nonnull(key);
		compare_with_events(&c->entry[i], all, key);
	}
	free(all);
	arena_free(a);
}
END_TEST

/* One counts for many documents, in sequence, is the same as merging them. */
START_TEST(in_one_go)
{
	arena *a = arena_new();
	event *all = make_events(77);
	counts *c = counts_new(a, &def, MOST);
	for (uint32_t i = 0; i < EVENTS; i++)
		add(c, &all[i]);
	counts_settle(c);
	ck_assert_uint_eq(c->n, distinct_keys(all));
	for (uint32_t i = 0; i < c->n; i++)
		compare_with_events(&c->entry[i], all, first_of(all, &c->entry[i]));
	free(all);
	arena_free(a);
}
END_TEST

/* ---- Saving ---------------------------------------------------------------------------------- */

START_TEST(saves_show_no_order)
{
	arena *a = arena_new();
	event *all = make_events(5);
	glane_io first;
	io_open_memory(&first);
	counts_save(count_in_a_tree(a, all), &first);
	ck_assert_uint_gt(first.n, 1000);
	for (uint32_t k = 1; k < 6; k++) {
		glane_io io;
		seed = k;
		shuffle_within_documents(all);
		counts *c = count_in_a_tree(a, all);
		if (k % 2)
			counts_sort(c, NULL, NULL);
		io_open_memory(&io);
		counts_save(c, &io);
		ck_assert_uint_eq(io.n, first.n);
		ck_assert_mem_eq(io.p, first.p, io.n);
		io_close(&io);
	}
	io_close(&first);
	free(all);
	arena_free(a);
}
END_TEST

/* The child gives out other ids, in the opposite order. */
static void save_in_child(int to)
{
	event *all = make_events(5);
	arena *a = arena_new();
	glane_io io;
	sym_shuffle(123);
	for (uint32_t i = PERSONS; i--; )
		numbered("person", i);
	for (uint32_t i = DOCUMENTS; i--; )
		numbered("entretien", i);
	for (uint32_t i = FORMS; i--; )
		sym_of(form_name[i]);
	for (uint32_t i = GROUPS; i--; )
		sym_of(group_name[i]);
	counts *c = count_in_a_tree(a, all);
	uint32_t id = sym_of(form_name[0]).id;
	io_open_memory(&io);
	counts_save(c, &io);
	bool written = write(to, &id, sizeof id) == sizeof id;
	for (size_t at = 0; at < io.n && written; ) {
		ssize_t n = write(to, io.p + at, io.n - at);
		written = n > 0;
		at += written ? (size_t)n : 0;
	}
	_exit(written ? 0 : 1);
}

START_TEST(saves_show_no_ids)
{
	int ends[2], status;
	static unsigned char other[1 << 22];
	size_t n = 0;
	uint32_t id;
	ck_assert_int_eq(pipe(ends), 0);
	pid_t child = fork();
	ck_assert_int_ge(child, 0);
	if (!child)
		save_in_child(ends[1]);
	close(ends[1]);
	for (ssize_t more; (more = read(ends[0], other + n, sizeof other - n)) > 0; )
		n += (size_t)more;
	close(ends[0]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);

	arena *a = arena_new();
	event *all = make_events(5);
	glane_io io;
	counts *c = count_in_a_tree(a, all);
	memcpy(&id, other, sizeof id);
	ck_assert_uint_ne(sym_of(form_name[0]).id, id);
	io_open_memory(&io);
	counts_save(c, &io);
	ck_assert_uint_eq(io.n, n - sizeof id);
	ck_assert_mem_eq(io.p, other + sizeof id, io.n);
	io_close(&io);
	free(all);
	arena_free(a);
}
END_TEST

START_TEST(cut_off_bytes_are_refused)
{
	arena *a = arena_new(), *b = arena_new();
	event *all = make_events(9);
	glane_io io;
	counts *c = count_document(a, all, 0);
	counts_merge(c, count_document(a, all, 1));
	io_open_memory(&io);
	counts_save(c, &io);
	for (size_t n = 0; n < io.n; n++) {
		/* A copy of just this size, so that a read behind its end is seen by the sanitizers. */
		unsigned char *copy = malloc(n + 1);
		memcpy(copy, io.p, n);
		glane_io in;
		io_open_bytes(&in, copy, n);
		ck_assert(!counts_load(counts_new(b, &def, MOST), &in));
		ck_assert(in.bad);
		ck_assert_int_ne(in.error, 0);
		arena_reset(b);
		free(copy);
	}
	io_close(&io);
	free(all);
	arena_free(a);
	arena_free(b);
}
END_TEST

/* Whatever is loaded can be saved, and loaded again; memory stays in proportion to the bytes. */
START_TEST(bad_bytes_do_no_harm)
{
	arena *a = arena_new(), *b = arena_new();
	event *all = make_events(10);
	glane_io io;
	uint32_t refused = 0;
	counts *c = count_document(a, all, 0);
	counts_merge(c, count_document(a, all, 1));
	io_open_memory(&io);
	counts_save(c, &io);
	for (uint32_t k = 0; k < 6000; k++) {
		unsigned char *copy = malloc(io.n);
		glane_io in;
		memcpy(copy, io.p, io.n);
		for (uint32_t i = any(3) + 1; i; i--)
			copy[any((uint32_t)io.n)] = any(2) ? 0xff : (unsigned char)any(256);
		io_open_bytes(&in, copy, io.n);
		counts *d = counts_new(b, &def, MOST);
		if (counts_load(d, &in))
			ck_assert_uint_eq(reloaded(b, d)->n, d->n);
		else
			refused++;
		ck_assert_uint_lt(arena_used(b), 400 * io.n);
		arena_reset(b);
		free(copy);
	}
	ck_assert_uint_gt(refused, 1000);
	io_close(&io);
	free(all);
	arena_free(a);
	arena_free(b);
}
END_TEST

START_TEST(other_tables_bytes_are_refused)
{
	arena *a = arena_new();
	static const glane_table other = { "themes", GLANE_COUNTED, columns, sizeof(row), "", NULL, NULL,
	                                   "", NULL };
	event *all = make_events(3);
	glane_io io, in;
	io_open_memory(&io);
	counts_save(count_document(a, all, 0), &io);
	io_open_bytes(&in, io.p, io.n);
	ck_assert(!counts_load(counts_new(a, &other, MOST), &in));
	io_open_bytes(&in, io.p, io.n);
	ck_assert(!counts_load(counts_new(a, &def, MOST + 1), &in));
	io_open_bytes(&in, io.p, io.n);
	ck_assert(counts_load(counts_new(a, &def, MOST), &in));
	io_close(&io);
	free(all);
	arena_free(a);
}
END_TEST

/* ---- Details --------------------------------------------------------------------------------- */

static entry *add_one(counts *c, uint32_t number, uint32_t passage, int64_t tokens, double weight,
                      const char *person)
{
	document d = { .number = number };
	row r = { .form = sym_of("x"), .tokens = tokens, .weight = weight };
	d.pub.name = numbered("d", number);
	return counts_add(c, &r, 0, (glane_sym){ 0 }, &d, "token", passage, span_of(passage),
	                  sym_of(person));
}

START_TEST(rows_of_the_document)
{
	arena *a = arena_new();
	counts *c = counts_new(a, &def, MOST);
	entry *e = add_one(c, 0, GLANE_NONE, 2, 0, "anne");
	counts_person(c, e, sym_of("bob"));
	counts_person(c, e, sym_of("anne"));
	counts_person(c, e, sym_of(""));
	add_one(c, 1, GLANE_NONE, 3, 0, "bob");
	counts_settle(c);
	ck_assert_uint_eq(c->n, 1);
	ck_assert_int_eq((int64_t)c->entry->sum[0], 5);
	ck_assert_int_eq(c->entry->passages, 0);
	ck_assert_int_eq(c->entry->documents, 2);
	ck_assert_uint_eq(c->entry->n_persons, 2);
	ck_assert_uint_eq(c->entry->n_found, 0);
	ck_assert_ptr_null(c->layer);
	ck_assert_uint_eq(reloaded(a, c)->entry->n_persons, 2);
	arena_free(a);
}
END_TEST

START_TEST(many_persons)
{
	arena *a = arena_new();
	counts *c = counts_new(a, &def, MOST);
	for (uint32_t i = 0; i < 5000; i++) {
		char name[20];
		snprintf(name, sizeof name, "p%u", i * 7919 % 1000);
		add_one(c, i / 10, i, 1, 0, name);
	}
	counts_settle(c);
	ck_assert_uint_eq(c->entry->n_persons, 1000);
	ck_assert_int_eq(c->entry->passages, 5000);
	ck_assert_int_eq(c->entry->documents, 500);
	arena_free(a);
}
END_TEST

/* A sum that would overflow on the way is exact in any order. */
START_TEST(sums_beyond_64_bits)
{
	static const int64_t v[] = { INT64_MAX, INT64_MAX, 5, 2 - INT64_MAX, 2 - INT64_MAX, -2 };
	arena *a = arena_new();
	counts *c = counts_new(a, &def, MOST), *d = counts_new(a, &def, MOST);
	for (uint32_t i = 0; i < 6; i++) {
		add_one(c, i, 0, v[i], -1.5, "x");
		if (i == 1)
			c = reloaded(a, c);
	}
	ck_assert_int_eq((int64_t)c->entry->sum[0], 7);
	ck_assert_int_eq((int64_t)c->entry->sum[1], -9000000);
	ck_assert_ptr_null(c->misuse);
	add_one(d, 0, 0, GLANE_MISSING_INT, GLANE_MISSING_REAL, "x");
	add_one(d, 0, 1, GLANE_UNDEFINED_INT, GLANE_UNDEFINED_REAL, "x");
	ck_assert_int_eq((int64_t)d->entry->sum[0], 0);
	ck_assert_int_eq((int64_t)d->entry->sum[1], 0);
	ck_assert_ptr_null(d->misuse);
	add_one(d, 0, 2, 1, 1e13, "x");
	ck_assert_ptr_nonnull(d->misuse);
	arena_free(a);
}
END_TEST

START_TEST(two_layers_are_misuse)
{
	arena *a = arena_new();
	counts *c = counts_new(a, &def, MOST);
	document d = { .number = 0 };
	row r = { .tokens = 1 };
	d.pub.name = sym_of("d");
	counts_add(c, &r, 0, sym_of("g"), &d, "token", 0, span_of(0), sym_of("p"));
	ck_assert_ptr_null(c->misuse);
	counts_add(c, &r, 0, sym_of("g"), &d, "sentence", 1, span_of(1), sym_of("p"));
	ck_assert_ptr_nonnull(c->misuse);
	arena_free(a);
}
END_TEST

/* Groups, then keys as they stand in the table, texts in code-point order, numbers by size. */
START_TEST(sorted_without_declared_order)
{
	static const char *const expected[] = { "designer/Zèle", "designer/métier", "designer/peur",
	                                        "écrivain/a", "(missing)/peur" };
	static const uint32_t form[] = { 0, 2, 1, 0, 4 }, of_group[] = { 1, 0, 0, 0, 2 };
	arena *a = arena_new();
	counts *c = counts_new(a, &def, MOST);
	for (uint32_t i = 0; i < 5; i++)
		add(c, &(event){ 0, 0, i, form[i], of_group[i], 0, 2020, 1, 0, 0 });
	counts_sort(c, NULL, NULL);
	ck_assert_uint_eq(c->n, 5);
	for (uint32_t i = 0; i < 5; i++) {
		glane_sym s;
		memcpy(&s, c->entry[i].keys, sizeof s);
		const char *text = arena_print(a, "%s/%s", sym_text(c->entry[i].group), sym_text(s));
		ck_assert_str_eq(text, expected[i]);
	}
	/* The entries are found again in their new places. */
	add(c, &(event){ 1, 0, 0, 0, 1, 0, 2020, 1, 0, 0 });
	ck_assert_uint_eq(c->n, 5);
	ck_assert_int_eq((int64_t)c->entry[4].sum[0], 2);
	arena_free(a);
}
END_TEST

START_TEST(hashes_of_passages)
{
	ck_assert_uint_ne(found_hash("a", 1), found_hash("a", 2));
	ck_assert_uint_ne(found_hash("a", 1), found_hash("b", 1));
	ck_assert_uint_eq(found_hash("é.txt", 256), found_hash("é.txt", 256));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("count");
	TCase *t = tcase_create("count");
	tcase_add_loop_test(t, as_by_brute_force, 0, 12);
	tcase_add_test(t, in_one_go);
	tcase_add_test(t, saves_show_no_order);
	tcase_add_test(t, saves_show_no_ids);
	tcase_add_test(t, cut_off_bytes_are_refused);
	tcase_add_test(t, bad_bytes_do_no_harm);
	tcase_add_test(t, other_tables_bytes_are_refused);
	tcase_add_test(t, rows_of_the_document);
	tcase_add_test(t, many_persons);
	tcase_add_test(t, sums_beyond_64_bits);
	tcase_add_test(t, two_layers_are_misuse);
	tcase_add_test(t, sorted_without_declared_order);
	tcase_add_test(t, hashes_of_passages);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
