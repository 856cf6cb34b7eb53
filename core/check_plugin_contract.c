/* check_plugin_contract.c - does the plugin keep what it and the interface promise: a plain run,
 * the meaning of its counts, and the process around it as it was. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "check_plugin.h"

static const struct { int number; const char *name; } categories[] = {
	{ LC_CTYPE, "LC_CTYPE" }, { LC_NUMERIC, "LC_NUMERIC" }, { LC_TIME, "LC_TIME" },
	        { LC_COLLATE, "LC_COLLATE" },
	{ LC_MONETARY, "LC_MONETARY" }, { LC_MESSAGES, "LC_MESSAGES" },
};
enum { LOCALES = sizeof categories / sizeof *categories };

/* The process as a plugin must leave it. */
typedef struct {
	const char *locale[LOCALES], *folder;
	uint32_t n_open;
	const char **open;		/* "7 -> /dev/zero" */
	mode_t mask;
	sigset_t blocked;
	struct sigaction action[NSIG];
} surroundings;

static int visible(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* Numbers and targets of what is open, but for what the run store opens and closes by itself. */
static uint32_t open_descriptors(arena *in, const char ***out)
{
	struct dirent **list;
	uint32_t found_open = 0;
	char target[4096];
	int n = scandir("/proc/self/fd", &list, visible, alphasort);
	*out = arena_alloc(in, (n > 0 ? (size_t)n : 1) * sizeof **out);
	for (int i = 0; i < n; i++) {
		ssize_t k = readlink(arena_print(in, "/proc/self/fd/%s", list[i]->d_name), target,
		                     sizeof target - 1);
		target[k > 0 ? k : 0] = '\0';
		if (k > 0 && !strstr(target, "/proc/") && !strstr(target, ".state"))
			(*out)[found_open++] = arena_print(in, "%s -> %s", list[i]->d_name, target);
		free(list[i]);
	}
	free(n < 0 ? NULL : list);
	return found_open;
}

static surroundings look_around(arena *in)
{
	surroundings s = { 0 };
	char folder[4096];
	for (int i = 0; i < LOCALES; i++)
		s.locale[i] = arena_string(in, setlocale(categories[i].number, NULL));
	s.folder = arena_string(in, getcwd(folder, sizeof folder) ? folder : "?");
	s.n_open = open_descriptors(in, &s.open);
	s.mask = umask(022);
	umask(s.mask);
	sigprocmask(SIG_SETMASK, NULL, &s.blocked);
	for (int i = 1; i < NSIG; i++)
		if (sigaction(i, NULL, &s.action[i]))
			s.action[i].sa_handler = SIG_DFL;
	return s;
}

/* ---- A plain run ----------------------------------------------------------------------------- */

/* Says why a run that should go well did not. */
static int went_wrong(trial *r)
{
	if (r->n_skipped && !messages_count(r->m, MESSAGE_ERROR))
		return test_fail(r->t, _("it refuses an ordinary interview: %s"), trial_reason(r));
	if (r->t->c->plugin->reader && !r->t->c->data && !r->bug)
		return test_fail(r->t, _("%s (if it reads neither text nor CSV, give it "
		                         "files with --data)"), trial_reason(r));
	return test_fail(r->t, "%s", trial_reason(r));
}

/* Errors with a message are a matter for the next test; here it must come to an end. */
static int survives(test_case *t)
{
	trial r;
	if (trial_begin(&r, t, 0, NULL, 0, NULL))
		trial_all(&r);
	trial_end(&r);
	return TEST_OK;
}

static int interface(test_case *t)
{
	trial r;
	bool began = trial_begin(&r, t, 0, NULL, 0, NULL), ended = began && trial_all(&r);
	int result = (ended && !r.n_skipped && !r.bug) ? TEST_OK : went_wrong(&r);
	trial_end(&r);
	return result;
}

/* ---- Declared is written --------------------------------------------------------------------- */

/* Of the layers that have rows, every declared column has a cell. */
static int declared(test_case *t)
{
	trial r;
	const char *idle = "";
	bool any = false;
	if (!t->c->plugin->def->layers && !t->c->plugin->def->tables)
		return test_none(t, _("it declares neither layers nor tables"));
	if (!trial_begin(&r, t, 0, NULL, 0, NULL) || !trial_all(&r))
		return went_wrong(&r);
	for (const glane_layer *y = t->c->plugin->def->layers; y && y->name; y++) {
		if (!dump_seen(y->name, NULL))
			continue;
		any = true;
		for (const glane_column *k = y->columns; k && k->name; k++)
			if (!dump_seen(y->name, k->name))
				idle = arena_print(t->in, "%s%s%s.%s", idle, *idle ? ", " : "",
				                   y->name, k->name);
	}
	uint32_t n;
	const table *const *all = engine_tables(r.e, &n);
	for (uint32_t i = 0; i < n; i++)
		any |= all[i]->stage && all[i]->stage == r.run->stage && all[i]->grid.n;
	if (*idle)
		return test_fail(t, _("it declares columns and leaves every cell of "
		                      "them missing: %s"), idle);
	return any ? TEST_OK : test_none(t, _("it finds nothing in the interviews: give "
	                                      "some with --data"));
}

/* ---- What only interviewers say -------------------------------------------------------------- */

static bool says_zzz(glane_str s)
{
	for (uint32_t i = 0; i + 3 <= s.n; i++)
		if (!strncasecmp(s.p + i, "zzz", 3))
			return true;
	return false;
}

static int row_without_zzz(test_case *t, const table *b, uint32_t row)
{
	for (uint32_t k = 0; b->def->columns[k].name; k++) {
		if (b->def->columns[k].type != GLANE_SYM)
			continue;
		glane_str cell = table_value(t->in, b, k, row);
		if (says_zzz(cell))
			return test_fail(t, _("table %s, row %u, column %s holds \"%.*s\", which "
			                      "only the interviewer says: count rows of a "
			                      "glane_scope, not of glane_rows"), b->name,
			                 row + 1, b->def->columns[k].name, GLANE_STR(cell));
	}
	return TEST_OK;
}

static int interviewer(test_case *t)
{
	trial r;
	uint32_t n, rows = 0;
	if (t->c->data)
		return test_none(t, _("it is tried on the built-in interviews only"));
	if (!t->c->plugin->def->tables || !t->c->plugin->def->tables->name)
		return test_none(t, _("it has no table"));
	if (!trial_begin(&r, t, 0, NULL, 0, NULL) || !trial_all(&r))
		return went_wrong(&r);
	const table *const *all = engine_tables(r.e, &n);
	for (uint32_t i = 0; i < n; i++) {
		if (!all[i]->stage || all[i]->stage != r.run->stage)
			continue;
		for (uint32_t row = 0; row < all[i]->grid.n; row++, rows++)
			if (row_without_zzz(t, all[i], row) != TEST_OK)
				return TEST_FAIL;
	}
	return rows ? TEST_OK
	            : test_none(t, _("its tables are empty: give interviews with --data"));
}

/* ---- Evidence -------------------------------------------------------------------------------- */

static int64_t passages_of(trial *r, state *s, const evidence *v)
{
	uint32_t n;
	found *list;
	if (!v->layer)
		return 0;
	if (!v->query)
		return (int64_t)v->total;
	if (!store_query(state_store(s), r->t->in, r->corpus, v->layer, v->n_match, v->match, &n,
	                 &list))
		return -1;
	return n;
}

static int adds_up(trial *r, state *s, const table *b, uint32_t *rows)
{
	int at = -1;
	for (int k = 0; b->def->columns[k].name; k++)
		if (b->def->columns[k].role == GLANE_PASSAGES)
			at = k;
	for (uint32_t row = 0; at >= 0 && row < b->grid.n; row++) {
		const glane_cells *k = &b->grid.column[at];
		int64_t said = ((const int64_t *)k->array)[row];
		if (k->state && k->state[row])
			continue;
		int64_t listed = b->any_evidence ? passages_of(r, s, &b->evidence[row]) : 0;
		++*rows;
		if (said != listed)
			return test_fail(r->t, _("table %s, row %u: column %s says %lld, its "
			                         "evidence adds up to %lld"), b->name,
			                 row + 1, b->def->columns[at].name, (long long)said,
			                 (long long)listed);
	}
	return TEST_OK;
}

static int evidence_test(test_case *t)
{
	trial r;
	uint32_t n, rows = 0;
	if (!t->c->plugin->def->tables || !t->c->plugin->def->tables->name)
		return test_none(t, _("it has no table"));
	if (!trial_begin(&r, t, 0, NULL, 0, NULL))
		return went_wrong(&r);
	state *s = trial_state(&r);
	if (!trial_documents(&r, s, 0, 1) || !trial_result(&r, s))
		return went_wrong(&r);
	const table *const *all = engine_tables(r.e, &n);
	for (uint32_t i = 0; i < n; i++)
		if (all[i]->stage && all[i]->stage == r.run->stage &&
		    adds_up(&r, s, all[i], &rows) != TEST_OK)
			return TEST_FAIL;
	return rows ? TEST_OK : test_none(t, _("none of its rows counts passages"));
}

/* ---- The process around it ------------------------------------------------------------------- */

static int silent(test_case *t)
{
	trial r;
	struct stat before, after;
	fflush(NULL);
	fstat(1, &before);
	if (trial_begin(&r, t, 0, NULL, 0, NULL))
		trial_all(&r);
	trial_end(&r);
	fflush(NULL);
	fstat(1, &after);
	if (after.st_size == before.st_size)
		return TEST_OK;
	glane_bytes b;
	if (!file_read(t->in, arena_print(t->in, "%s/printed", t->folder), &b, NULL))
		b = (glane_bytes){ (const unsigned char *)"", 0 };
	int n = (int)strcspn((const char *)b.p, "\n");
	return test_fail(t, _("it prints \"%.*s\": what is to be said goes to fail() or log()"),
	                 n < 100 ? n : 100,
	                 (const char *)b.p);
}

enum { LOCALE, FOLDER, DESCRIPTORS, SIGNALS, MASK };

static int compare(test_case *t, const surroundings *a, const surroundings *b, int what)
{
	for (int i = 0; what == LOCALE && i < LOCALES; i++)
		if (strcmp(a->locale[i], b->locale[i]))
			return test_fail(t, _("it changes the locale: %s from %s to %s"),
			                 categories[i].name, a->locale[i],
			                 b->locale[i]);
	if (what == FOLDER && strcmp(a->folder, b->folder))
		return test_fail(t, _("it changes the working folder to %s"), b->folder);
	if (what == FOLDER && a->mask != b->mask)
		return test_fail(t, _("it changes the umask from %03o to %03o"), (unsigned)a->mask,
		                 (unsigned)b->mask);
	for (uint32_t i = 0; what == DESCRIPTORS && i < b->n_open; i++) {
		bool before = false;
		for (uint32_t k = 0; k < a->n_open; k++)
			before |= !strcmp(a->open[k], b->open[i]);
		if (!before)
			return test_fail(t, _("it leaves a file open: %s"), b->open[i]);
	}
	for (int i = 1; what == SIGNALS && i < NSIG; i++) {
		if (a->action[i].sa_handler != b->action[i].sa_handler)
			return test_fail(t, _("it leaves a handler for the signal %d (%s)"), i,
			                 strsignal(i));
		if (sigismember(&a->blocked, i) != sigismember(&b->blocked, i))
			return test_fail(t, _("it blocks or unblocks the signal %d (%s)"), i,
			                 strsignal(i));
	}
	return TEST_OK;
}

/* Once before, so that what libraries open for good at their first use is not held against it. */
static int surroundings_test(test_case *t)
{
	trial first, r;
	int what = *(const int *)t->with;
	surroundings a = look_around(t->in);
	if (what == DESCRIPTORS) {
		if (trial_begin(&first, t, 0, NULL, 0, NULL))
			trial_all(&first);
		trial_end(&first);
		a = look_around(t->in);
	}
	if (trial_begin(&r, t, 0, NULL, 0, NULL))
		trial_all(&r);
	trial_end(&r);
	surroundings b = look_around(t->in);
	return compare(t, &a, &b, what);
}

static int threads(test_case *t)
{
	trial r;
	struct dirent **list;
	if (trial_begin(&r, t, 0, NULL, 0, NULL))
		trial_all(&r);
	int n = scandir("/proc/self/task", &list, visible, alphasort);
	if (n < 0)
		return test_none(t, _("/proc/self/task can't be read: %s"), message_reason(errno));
	return n == 1 ? TEST_OK : test_fail(t, _("it leaves %d threads running"), n - 1);
}

/* Copy on write is shared by all workers, and one process must not differ from another. */
static int unchanged(test_case *t)
{
	trial r;
	bool self = *(const int *)t->with;
	if (self && !t->c->plugin->def->create)
		return test_none(t, _("it has no create()"));
	if (!trial_begin(&r, t, 0, NULL, 0, NULL))
		return went_wrong(&r);
	trial_sums(&r);
	uint64_t before = self ? r.self : r.statics;
	if (!trial_all(&r))
		return went_wrong(&r);
	trial_sums(&r);
	if (before == (self ? r.self : r.statics))
		return TEST_OK;
	return self ? test_fail(t, _("it writes to what create() made, which all workers share: "
	                             "what a process needs for "
	                             "itself is ctx->worker"))
	            : test_fail(t, _("it writes to variables of its own (static), which no worker "
	                             "shares with another: use "
	                             "ctx->worker, or the state"));
}

void check_contract(checked_plugin *c)
{
	static const int what[] = { LOCALE, FOLDER, DESCRIPTORS, SIGNALS }, yes = 1, no = 0;
	static const char *const names[] = { "locale", "folder", "descriptors", "signals" };
	c->survives = check_run(c, "contract", "survives", survives, NULL) != TEST_FAIL;
	static const char *const rest[] = { "interface", "declared", "interviewer", "evidence",
	        "silent", "locale",
		"folder", "descriptors", "signals", "threads", "self", "statics" };
	for (size_t i = 0; !c->survives && i < sizeof rest / sizeof *rest; i++)
		check_none(c, "contract", rest[i], _("it does not survive a plain run"));
	if (!c->survives)
		return;
	c->survives = check_run(c, "contract", "interface", interface, NULL) != TEST_FAIL;
	for (size_t i = 1; !c->survives && i < sizeof rest / sizeof *rest; i++)
		check_none(c, "contract", rest[i], _("a plain run fails"));
	if (!c->survives)
		return;
	check_run(c, "contract", "declared", declared, NULL);
	check_run(c, "contract", "interviewer", interviewer, NULL);
	check_run(c, "contract", "evidence", evidence_test, NULL);
	check_run(c, "contract", "silent", silent, NULL);
	for (int i = 0; i < 4; i++)
		check_run(c, "contract", names[i], surroundings_test, &what[i]);
	check_run(c, "contract", "threads", threads, NULL);
	check_run(c, "contract", "self", unchanged, &yes);
	check_run(c, "contract", "statics", unchanged, &no);
}
