/* test_store.c - the run store: what goes in comes out, also after a kill; what is damaged is refused. */
#include <config.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "made.h"
#include "message.h"

static store *fresh(const char *name)
{
	store *s = store_create(made_path(name));
	ck_assert_msg(s != NULL, "%s", store_error(NULL));
	return s;
}

static void done(store *s)
{
	ck_assert_msg(store_close(s), "%s", store_error(NULL));
}

#define good(s, call) ck_assert_msg((call), "%s", store_error(s))

static unsigned char *bytes_of(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	struct stat st;
	ck_assert(f && !fstat(fileno(f), &st));
	*n = (size_t)st.st_size;
	unsigned char *p = malloc(*n + 1);
	ck_assert_uint_eq(fread(p, 1, *n, f), *n);
	fclose(f);
	return p;
}

static void write_bytes(const char *path, const unsigned char *p, size_t n)
{
	FILE *f = fopen(path, "wb");
	ck_assert(f && fwrite(p, 1, n, f) == n && !fclose(f));
}

/* ---- Equal documents ------------------------------------------------------------------------- */

static void same_text(const char *a, const char *b)
{
	ck_assert_str_eq(a ? a : "(null)", b ? b : "(null)");
}

static void same_variables(uint32_t n, const glane_variable *a, uint32_t m, const glane_variable *b)
{
	ck_assert_uint_eq(n, m);
	for (uint32_t i = 0; i < n; i++) {
		ck_assert_str_eq(a[i].name, b[i].name);
		ck_assert_uint_eq(a[i].type, b[i].type);
		ck_assert(str_equal(a[i].value, b[i].value));
	}
}

static void same_speakers(const document *a, const document *b)
{
	ck_assert_uint_eq(a->n_speakers, b->n_speakers);
	ck_assert_uint_eq(b->pub.n_speakers, b->n_speakers);
	for (uint32_t i = 0; i < a->n_speakers; i++) {
		const glane_speaker *p = &a->pub.speaker[i], *q = &b->pub.speaker[i];
		ck_assert_uint_eq(p->id.id, q->id.id);
		ck_assert_uint_eq(p->person.id, q->person.id);
		ck_assert_uint_eq(p->role, q->role);
		ck_assert(a->speaker[i].implied == b->speaker[i].implied);
		same_variables(p->n_variables, p->variable, q->n_variables, q->variable);
	}
}

static void same_where(glane_where a, glane_where b)
{
	ck_assert(a.offset == b.offset && a.line == b.line && a.page == b.page && a.ms == b.ms);
}

static void same_source(const document *a, const document *b)
{
	same_text(a->source, b->source);
	same_text(a->file, b->file);
	ck_assert_uint_eq(a->n_runs, b->n_runs);
	for (uint32_t i = 0; i < a->n_runs; i++) {
		ck_assert_uint_eq(a->run[i].begin, b->run[i].begin);
		ck_assert(a->run[i].bytes == b->run[i].bytes && a->run[i].exact == b->run[i].exact);
		same_where(a->run[i].where, b->run[i].where);
	}
	ck_assert_uint_eq(a->n_repairs, b->n_repairs);
	for (uint32_t i = 0; i < a->n_repairs; i++) {
		same_text(a->repair[i].kind, b->repair[i].kind);
		same_text(a->repair[i].was, b->repair[i].was);
		same_text(a->repair[i].now, b->repair[i].now);
		same_where(a->repair[i].where, b->repair[i].where);
	}
}

static void same_cells(const column *a, const column *b, uint32_t n)
{
	same_text(a->name, b->name);
	same_text(a->label, b->label);
	same_text(a->into, b->into);
	ck_assert_uint_eq(a->type, b->type);
	for (uint32_t i = 0; i < n; i++)
		if (a->type == GLANE_REAL) {
			double x = ((double *)a->array)[i], y = ((double *)b->array)[i];
			ck_assert((isnan(x) && isnan(y)) || !memcmp(&x, &y, sizeof x));
		} else {
			size_t size = column_cell_size(a->type);
			ck_assert_mem_eq((char *)a->array + i * size, (char *)b->array + i * size, size);
		}
}

static void same_document(const document *a, const document *b)
{
	ck_assert_uint_eq(a->pub.name.id, b->pub.name.id);
	ck_assert_uint_eq(a->number, b->number);
	ck_assert_uint_eq(b->pub.number, b->number);
	ck_assert(str_equal(a->pub.text, b->pub.text));
	same_variables(a->n_variables, a->variable, b->pub.n_variables, b->pub.variable);
	same_speakers(a, b);
	same_source(a, b);
	ck_assert_uint_eq(a->n_layers, b->n_layers);
	ck_assert_uint_eq(a->n_layers, b->pub.n_layers);
	for (uint32_t i = 0; i < a->n_layers; i++) {
		const layer *l = &a->layer[i], *m = &b->layer[i];
		same_text(l->name, m->name);
		ck_assert_uint_eq(l->n, m->n);
		ck_assert_uint_eq(l->n_columns, m->n_columns);
		ck_assert(l->shared == m->shared);
		ck_assert(!l->n || !memcmp(l->span, m->span, l->n * sizeof *l->span));
		for (uint32_t c = 0; c < l->n_columns; c++)
			same_cells(&l->column[c], &m->column[c], l->n);
	}
}

/* ---- Documents ------------------------------------------------------------------------------- */

START_TEST(documents_come_back)
{
	enum { N = 120 };
	arena *in = arena_new();
	store *s = fresh("a");
	for (uint32_t i = 0; i < N; i++)	/* workers finish in any order */
		good(s, store_add_document(s, made_document(in, i * 7 % N, 1), MADE_KEEP, made_keep));
	done(s);
	s = store_open(made_path("a"), false);
	ck_assert_msg(s != NULL, "%s", store_error(NULL));
	uint32_t *number, n = store_documents(s, in, &number);
	ck_assert_uint_eq(n, N);
	for (uint32_t i = 0; i < N; i++) {
		ck_assert_uint_eq(number[i], i);
		document *d = store_document(s, in, NULL, i);
		ck_assert_msg(d != NULL, "%s", store_error(s));
		same_document(made_document(in, i, 1), d);
	}
	ck_assert(store_has_document(s, 0) && !store_has_document(s, N));
	ck_assert_ptr_null(store_document(s, in, NULL, N));
	ck_assert(strstr(store_error(s), "120") != NULL);
	ck_assert(!store_add_document(s, made_document(in, N, 1), 0, NULL));	/* for reading only */
	done(s);
	made_remove("a");
	arena_free(in);
}
END_TEST

START_TEST(only_what_is_kept)
{
	static const char *const keep[] = { "token.form", "sentence", "nothing.here", "segmentation" };
	arena *in = arena_new();
	store *s = fresh("a");
	document *d;
	uint32_t i = 0;
	while (d = made_document(in, i, 2), !document_layer(d, "turn"))
		i++;
	good(s, store_add_document(s, d, 4, keep));
	ck_assert(!store_add_document(s, d, 4, keep));		/* twice: refused, and nothing is lost */
	ck_assert(strstr(store_error(s), sym_text(d->pub.name)) != NULL);
	document *e = store_document(s, in, NULL, i);
	ck_assert_ptr_nonnull(e);
	ck_assert_uint_eq(e->n_layers, 3);
	ck_assert_ptr_nonnull(document_layer(e, "sentence"));
	ck_assert_uint_eq(document_layer(e, "sentence")->n_columns, 0);
	ck_assert_uint_eq(document_layer(e, "token")->n_columns, 1);
	ck_assert_str_eq(document_layer(e, "token")->column->name, "form");
	ck_assert_ptr_nonnull(layer_column(document_layer(e, "turn"), "speaker"));
	good(s, store_add_document(s, made_document(in, 1000, 2), 0, NULL));
	ck_assert(store_has_document(s, 1000));
	done(s);
	made_remove("a");
	arena_free(in);
}
END_TEST

START_TEST(copies_are_the_same)
{
	enum { N = 40 };
	arena *in = arena_new();
	store *s = fresh("a"), *t = fresh("b"), *u = fresh("c");
	size_t n, m;
	for (uint32_t i = 0; i < N; i++) {
		good(s, store_add_document(s, made_document(in, N - 1 - i, 3), MADE_KEEP, made_keep));
		good(s, store_add_stream(s, 2, N - 1 - i, "line\n", i % 6));
	}
	for (uint32_t i = 0; i < N; i++) {
		good(t, store_copy_document(t, s, i));
		good(u, store_add_document(u, made_document(in, i, 3), MADE_KEEP, made_keep));
		good(u, store_add_stream(u, 2, i, "line\n", (N - 1 - i) % 6));
	}
	ck_assert(!store_copy_document(t, s, 3));
	ck_assert(!store_copy_document(t, s, N));
	glane_bytes b;
	good(t, store_stream(t, 2, N - 4, in, &b));
	ck_assert_uint_eq(b.n, 3);
	ck_assert_mem_eq(b.p, "lin", 3);
	good(t, store_stream(t, 3, 0, in, &b));
	ck_assert_uint_eq(b.n, 0);
	done(s);
	done(t);
	done(u);
	unsigned char *p = bytes_of(made_path("b"), &n), *q = bytes_of(made_path("c"), &m);
	ck_assert_uint_eq(n, m);
	ck_assert_mem_eq(p, q, n);
	free(p);
	free(q);
	made_remove("a");
	made_remove("b");
	made_remove("c");
	arena_free(in);
}
END_TEST

/* ---- The rest -------------------------------------------------------------------------------- */

START_TEST(what_it_says_of_its_run)
{
	arena *in = arena_new();
	store *s = fresh("a");
	run_identity id;
	stage read = { .id = "interviews" };
	planned plan[3] = { { .number = 0, .read = &read, .size = 12 }, { .number = 1 }, { .number = 2, .size = 1u << 31 } };
	corpus c = { .n_documents = 3, .document = plan };
	for (int i = 0; i < 3; i++)
		plan[i].pub.name = sym_of(arena_print(in, "d%d", i));
	ck_assert(!store_get_identity(s, in, &id));
	good(s, store_set_identity(s, &(run_identity){ "old", "", 1, 1, 1 }));
	good(s, store_set_identity(s, &(run_identity){ "what\nit does", "files", 3, 16, 500 }));
	good(s, store_set_plan(s, &c));
	good(s, store_set_text(s, "title", "Les « créatifs »"));
	good(s, store_set_text(s, "title", "Les « créatifs » 2"));
	done(s);
	s = store_open(made_path("a"), true);
	good(s, store_get_identity(s, in, &id));
	ck_assert_str_eq(id.identity, "what\nit does");
	ck_assert_str_eq(id.inputs, "files");
	ck_assert(id.shard == 3 && id.shards == 16 && id.evidence_max == 500);
	uint32_t n;
	plan_row *row = store_plan(s, in, &n);
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq(row[0].source, "interviews");
	ck_assert_ptr_null(row[1].source);
	ck_assert_str_eq(row[2].name, "d2");
	ck_assert(row[2].size == 1u << 31 && row[2].number == 2);
	ck_assert_str_eq(store_text(s, in, "title"), "Les « créatifs » 2");
	ck_assert_ptr_null(store_text(s, in, "signature"));
	done(s);
	made_remove("a");
	arena_free(in);
}
END_TEST

START_TEST(skips_inputs_states)
{
	arena *in = arena_new();
	store *s = fresh("a");
	uint32_t n;
	glane_bytes b;
	good(s, store_add_skip(s, &(skip){ .document = 7, .name = "g", .stage = "", .kind = "crash", .reason = "died", .where = "" }));
	good(s, store_add_skip(s, &(skip){ .document = 2, .name = "b", .stage = "turns", .kind = "input", .reason = "no turn",
	                                   .where = "b.txt:12" }));
	good(s, store_add_input(s, &(input_file){ "/b", "ff", 9 }));
	good(s, store_add_input(s, &(input_file){ "/a", "00", 1 }));
	good(s, store_add_input(s, &(input_file){ "/a", "00", 1 }));
	ck_assert(!store_add_input(s, &(input_file){ "/a", "01", 1 }));
	ck_assert(strstr(store_error(s), "/a") != NULL);
	good(s, store_set_state(s, "3.counts.0", "abc", 3));
	good(s, store_set_state(s, "3.own", NULL, 0));
	good(s, store_set_state(s, "3.counts.0", "abcd\0f", 6));
	ck_assert(!store_state(s, "4.own", in, &b));
	done(s);
	s = store_open(made_path("a"), false);
	skip *k = store_skips(s, in, &n);
	ck_assert_uint_eq(n, 2);
	ck_assert(k[0].document == 2 && k[1].document == 7);
	ck_assert_str_eq(k[0].where, "b.txt:12");
	ck_assert_str_eq(k[1].kind, "crash");
	input_file *f = store_inputs(s, in, &n);
	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(f[0].path, "/a");
	ck_assert_str_eq(f[1].sha256, "ff");
	good(s, store_state(s, "3.counts.0", in, &b));
	ck_assert_uint_eq(b.n, 6);
	ck_assert_mem_eq(b.p, "abcd\0f", 6);
	good(s, store_state(s, "3.own", in, &b));
	ck_assert_uint_eq(b.n, 0);
	done(s);
	made_remove("a");
	arena_free(in);
}
END_TEST

START_TEST(labels_come_back)
{
	arena *in = arena_new();
	store *s = fresh("a");
	document *d;
	uint32_t i = 0;
	while (d = made_document(in, i, 4), document_layer(d, "segment")->n < 4)
		i++;
	good(s, store_add_document(s, d, MADE_KEEP, made_keep));
	static const uint32_t row[] = { 0, 2 }, third[] = { 3 }, beyond[] = { 4000 };
	glane_sym v[2] = { sym_of("1"), sym_of("2") };
	good(s, store_add_labels(s, "segment", "class", GLANE_SYM, i, 2, row, v));
	good(s, store_add_labels(s, "segment", "class", GLANE_SYM, i, 1, third, v + 1));
	good(s, store_add_labels(s, "segment", "weight", GLANE_REAL, i, 1, third, &(double){ 0.5 }));
	ck_assert(!store_add_labels(s, "segment", "class", GLANE_INT, i, 1, third, &(int64_t){ 1 }));
	ck_assert(!store_add_labels(s, "segment", "class", GLANE_SYM, i, 1, beyond, v));
	ck_assert(!store_add_labels(s, "word", "class", GLANE_SYM, i, 1, third, v));
	ck_assert(!store_add_labels(s, "segment", "class", GLANE_SYM, i + 1, 1, third, v));
	done(s);
	s = store_open(made_path("a"), false);
	layer *l = document_layer(store_document(s, in, NULL, i), "segment");
	ck_assert_uint_eq(l->n_columns, 2);
	const glane_sym *class = layer_column(l, "class")->array;
	const double *weight = layer_column(l, "weight")->array;
	ck_assert_uint_eq(class[0].id, v[0].id);
	ck_assert_uint_eq(class[1].id, 0);
	ck_assert_uint_eq(class[2].id, v[1].id);
	ck_assert_uint_eq(class[3].id, v[1].id);
	ck_assert(isnan(weight[0]) && weight[3] == 0.5);
	done(s);
	made_remove("a");
	arena_free(in);
}
END_TEST

/* ---- The same bytes -------------------------------------------------------------------------- */

static void write_much(const char *name, uint32_t shuffle)
{
	arena *in = arena_new();
	sym_shuffle(shuffle);
	store *s = fresh(name);
	good(s, store_set_identity(s, &(run_identity){ "x", "y", 1, 1, 500 }));
	for (uint32_t i = 0; i < 60; i++) {
		/* Strings that are new in this process, in another order in each. */
		for (uint32_t k = 0; k < MADE_WORDS; k++)
			sym_of(made_words[(k * 5 + shuffle) % MADE_WORDS]);
		good(s, store_add_document(s, made_document(in, i, 5), MADE_KEEP, made_keep));
		if (i % 9 == 0) {
			good(s, store_set_state(s, "1.own", made_words, 10 * i % 64));
			good(s, store_commit(s));
		}
	}
	good(s, store_set_state(s, "1.own", "state", 5));
	good(s, store_index(s));
	done(s);
	arena_free(in);
}

START_TEST(same_calls_same_bytes)
{
	static const uint32_t shuffle[] = { 1, 1, 500 };
	unsigned char *p[3];
	size_t n[3];
	for (int i = 0; i < 3; i++) {
		const char *name = i ? i == 1 ? "b" : "c" : "a";
		pid_t child = fork();	/* each in a process whose symbols are its own */
		if (!child) {
			write_much(name, shuffle[i]);
			_exit(0);
		}
		int status;
		ck_assert(waitpid(child, &status, 0) == child && !status);
		char path[300];
		snprintf(path, sizeof path, "%s", made_path(name));
		p[i] = NULL;
		/* The child's files bear its own number. */
		snprintf(path, sizeof path, "%s/glane-test-%ld-%s", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (long)child, name);
		p[i] = bytes_of(path, &n[i]);
		unlink(path);
	}
	for (int i = 1; i < 3; i++) {
		ck_assert_uint_eq(n[0], n[i]);
		ck_assert_mem_eq(p[0], p[i], n[0]);
	}
	for (int i = 0; i < 3; i++)
		free(p[i]);
}
END_TEST

/* ---- Kills and damage ------------------------------------------------------------------------ */

enum { BATCH = 3 };

/* Writes documents for ever, three and their state in each commit, and says so. */
static void write_for_ever(const char *path, int tell)
{
	arena *in = arena_new();
	store *s = store_create(path);
	if (!s)
		_exit(1);
	for (uint32_t i = 0;; i++) {
		char state[32];
		for (uint32_t k = 0; k < BATCH; k++)
			if (!store_add_document(s, made_document(in, i * BATCH + k, 6), MADE_KEEP, made_keep))
				_exit(1);
		snprintf(state, sizeof state, "%u", i + 1);
		if (!store_set_state(s, "0.own", state, strlen(state)) || !store_commit(s) || write(tell, "+", 1) != 1)
			_exit(1);
		arena_reset(in);
	}
	_exit(1);
}

START_TEST(a_kill_loses_nothing)
{
	dice r = { 8 };
	arena *in = arena_new();
	char path[300];
	snprintf(path, sizeof path, "%s", made_path("k"));
	uint32_t opened = 0;
	for (int round = 0; round < 40; round++) {
		int pipe_of[2];
		ck_assert(!pipe(pipe_of));
		made_remove("k");
		pid_t child = fork();
		if (!child)
			write_for_ever(path, pipe_of[1]);
		close(pipe_of[1]);
		/* Every fourth round at any moment from the beginning; the others after some commits, however
		 * slow the machine is (or valgrind makes it). */
		char said[4096];
		ssize_t commits = 0, more;
		for (uint32_t least = round % 4 ? 1 + roll(&r, 5) : 0; commits < (ssize_t)least; commits++)
			ck_assert_int_eq(read(pipe_of[0], said, 1), 1);
		usleep(roll(&r, 8000));
		kill(child, SIGKILL);
		int status;
		ck_assert(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
		while ((more = read(pipe_of[0], said, sizeof said)) > 0)
			commits += more;
		close(pipe_of[0]);
		store *s = store_open(path, round % 2);
		if (!s) {
			/* It had not even been made. */
			ck_assert_msg(commits <= 0, "%s", store_error(NULL));
			continue;
		}
		opened++;
		uint32_t *number, n = store_documents(s, in, &number);
		ck_assert_msg(n == (uint32_t)commits * BATCH || n == ((uint32_t)commits + 1) * BATCH, "%u documents after %zd commits",
		              n, commits);
		for (uint32_t i = 0; i < n; i++)
			same_document(made_document(in, i, 6), store_document(s, in, NULL, i));
		glane_bytes b;
		if (n) {
			good(s, store_state(s, "0.own", in, &b));
			ck_assert_str_eq((const char *)b.p, arena_print(in, "%u", n / BATCH));
		}
		if (round % 2)
			good(s, store_add_document(s, made_document(in, n, 6), MADE_KEEP, made_keep));
		done(s);
		arena_reset(in);
	}
	ck_assert_uint_ge(opened, 30);
	made_remove("k");
	arena_free(in);
}
END_TEST

/* Everything that is in it, or NULL when it is refused or some of it is. */
static bool reads_all(const char *path, arena *in, uint32_t n)
{
	store *s = store_open(path, false);
	glane_bytes b;
	if (!s) {
		ck_assert(*store_error(NULL));
		return false;
	}
	uint32_t *number;
	bool all = store_documents(s, in, &number) == n && store_state(s, "0.own", in, &b) && b.n == 20000;
	for (uint32_t i = 0; i < n && all; i++) {
		document *d = store_document(s, in, NULL, i);
		all = d != NULL;
		if (d)
			same_document(made_document(in, i, 7), d);
	}
	if (!all)
		ck_assert(*store_error(s));
	store_close(s);
	return all;
}

static void make_small(const char *name, uint32_t n)
{
	arena *in = arena_new();
	unsigned char state[20000];
	dice r = { 9 };
	store *s = fresh(name);
	for (uint32_t i = 0; i < n; i++)
		good(s, store_add_document(s, made_document(in, i, 7), MADE_KEEP, made_keep));
	for (size_t i = 0; i < sizeof state; i++)
		state[i] = (unsigned char)roll(&r, 256);
	good(s, store_set_state(s, "0.own", state, sizeof state));
	done(s);
	arena_free(in);
}

START_TEST(cut_off_is_refused)
{
	enum { N = 12 };
	arena *in = arena_new();
	make_small("a", N);
	size_t n;
	unsigned char *p = bytes_of(made_path("a"), &n);
	for (size_t k = 0; k < n; k += 512) {
		write_bytes(made_path("b"), p, k);
		ck_assert_msg(!store_open(made_path("b"), false), "%zu of %zu bytes", k, n);
		ck_assert(*store_error(NULL));
	}
	ck_assert(reads_all(made_path("a"), in, N));
	free(p);
	made_remove("a");
	made_remove("b");
	arena_free(in);
}
END_TEST

/* Bytes are changed one by one: the store is refused, or what it gives is what was put in. Names of
 * documents and values of variables bear no checksum; they are passed over. */
START_TEST(damage_is_seen)
{
	enum { N = 6 };
	arena *in = arena_new();
	dice r = { 10 };
	make_small("a", N);
	size_t n, at;
	unsigned char *p = bytes_of(made_path("a"), &n);
	const char *word = "travail";
	unsigned char *state = NULL;
	uint32_t first[4] = { 0 };
	dice same = { 9 };
	for (int i = 0; i < 4; i++)
		first[i] = roll(&same, 256);
	for (at = 0; at + 4 < n && !state; at++)
		if (p[at] == first[0] && p[at + 1] == first[1] && p[at + 2] == first[2] && p[at + 3] == first[3])
			state = p + at;
	ck_assert_ptr_nonnull(state);
	*state ^= 1;
	write_bytes(made_path("b"), p, n);
	ck_assert(!reads_all(made_path("b"), in, N));
	*state ^= 1;
	uint32_t tried = 0;
	for (at = 0; at + 7 < n; at++)		/* in texts and in dictionaries of layers */
		if (!memcmp(p + at, word, 7)) {
			p[at] ^= 1;
			write_bytes(made_path("b"), p, n);
			ck_assert_msg(!reads_all(made_path("b"), in, N), "byte %zu", at);
			p[at] ^= 1;
			tried++;
		}
	ck_assert_uint_gt(tried, 5);
	for (int i = 0; i < 300; i++) {		/* anywhere: whatever comes, nothing crashes */
		at = roll(&r, (uint32_t)n);
		unsigned char was = p[at];
		p[at] = (unsigned char)roll(&r, 256);
		write_bytes(made_path("b"), p, n);
		store *s = store_open(made_path("b"), false);
		uint32_t m, *number;
		m = s ? store_documents(s, in, &number) : 0;
		for (uint32_t k = 0; k < m; k++)
			store_document(s, in, NULL, number[k]);
		store_close(s);
		p[at] = was;
	}
	free(p);
	made_remove("a");
	made_remove("b");
	arena_free(in);
}
END_TEST

static void refused(const char *path, const char *because)
{
	ck_assert_ptr_null(store_open(path, false));
	ck_assert_msg(strstr(store_error(NULL), because) != NULL, "“%s” is not in “%s”", because, store_error(NULL));
	ck_assert_msg(strstr(store_error(NULL), path) != NULL, "no path in “%s”", store_error(NULL));
}

START_TEST(what_is_no_store_is_refused)
{
	const char *path = made_path("a");
	char sql[64];
	sqlite3 *db;
	refused(path, message_reason(ENOENT));
	write_bytes(path, (const unsigned char *)"", 0);
	refused(path, "empty");
	write_bytes(path, (const unsigned char *)"locuteur;texte\nMD;bonjour à toutes et à tous\n", 40);
	refused(path, "no run store");
	refused("/tmp", "no file");
	unlink(path);
	ck_assert(!sqlite3_open(path, &db) && !sqlite3_exec(db, "CREATE TABLE t(x)", NULL, NULL, NULL));
	sqlite3_close(db);
	refused(path, "another program");
	ck_assert(!sqlite3_open(path, &db));
	snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=99", 0x474c414e);
	ck_assert(!sqlite3_exec(db, sql, NULL, NULL, NULL));
	sqlite3_close(db);
	refused(path, "another version");
	ck_assert_ptr_null(store_create("/nowhere/at/all/run.sqlite"));
	ck_assert(*store_error(NULL));
	made_remove("a");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("store");
	TCase *t = tcase_create("store");
	suite_add_tcase(s, t);
	tcase_add_test(t, documents_come_back);
	tcase_add_test(t, only_what_is_kept);
	tcase_add_test(t, copies_are_the_same);
	tcase_add_test(t, what_it_says_of_its_run);
	tcase_add_test(t, skips_inputs_states);
	tcase_add_test(t, labels_come_back);
	tcase_add_test(t, same_calls_same_bytes);
	tcase_add_test(t, a_kill_loses_nothing);
	tcase_add_test(t, cut_off_is_refused);
	tcase_add_test(t, damage_is_seen);
	tcase_add_test(t, what_is_no_store_is_refused);
	SRunner *run = srunner_create(s);
	srunner_run_all(run, CK_NORMAL);
	int failed = srunner_ntests_failed(run);
	srunner_free(run);
	return failed != 0;
}
