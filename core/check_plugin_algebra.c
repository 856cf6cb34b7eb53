/* check_plugin_algebra.c - states that merge in any order and grouping, come back from a file as
 * they were, and refuse files that are damaged. Three parts of the corpus take the place of
 * three workers. */
#include <config.h>
#include <string.h>
#include "check_plugin.h"

enum { PARTS = 3 };
typedef struct {
	trial r;
	state *part[PARTS];
} parts;

static int begin(test_case *t, parts *p)
{
	if (!trial_begin(&p->r, t, 0, NULL, 0, NULL))
		return test_fail(t, "%s", trial_reason(&p->r));
	for (uint32_t i = 0; i < PARTS; i++) {
		p->part[i] = trial_state(&p->r);
		if (!trial_documents(&p->r, p->part[i], i, PARTS))
			return test_fail(t, "%s", trial_reason(&p->r));
	}
	return TEST_OK;
}

/* What save() writes, of the plugin under test alone: its own state, and the counted tables. */
static const char *own_name(const parts *p, arena *in)
{
	return arena_print(in, "%u.own", p->r.run->stage->number);
}

static bool saved(parts *p, state *s, arena *in, glane_bytes *out)
{
	return state_save(s) && store_state(state_store(s), own_name(p, in), in, out);
}

static bool same(glane_bytes a, glane_bytes b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

static state *sum(parts *p, state *a, state *b)
{
	state *s = trial_state(&p->r);
	return s && trial_merge(&p->r, s, a) && trial_merge(&p->r, s, b) ? s : NULL;
}

static int without_state(test_case *t)
{
	return test_none(t, _("it has no state of its own: what it counts is merged by glane"));
}

/* Are two ways of adding up the same? */
static int equal_sums(test_case *t, parts *p, state *a, state *b, const char *complaint)
{
	glane_bytes x, y;
	if (!a || !b || !saved(p, a, t->in, &x) || !saved(p, b, t->in, &y))
		return test_fail(t, "%s", trial_reason(&p->r));
	return same(x, y) ? TEST_OK : test_fail(t, "%s", complaint);
}

static int associative(test_case *t)
{
	parts p;
	if (!t->c->plugin->def->state_size)
		return without_state(t);
	if (begin(t, &p) != TEST_OK)
		return TEST_FAIL;
	state *ab = sum(&p, p.part[0], p.part[1]), *bc = sum(&p, p.part[1], p.part[2]);
	/* (a + b) + c: what b and c hold is added, documents aside, which would be there twice. */
	state *left = ab, *right = bc ? trial_state(&p.r) : NULL;
	bool ok = left && right && state_merge(left, p.part[2]) && state_merge(right, p.part[0]) &&
	        state_merge(right, bc);
	return equal_sums(t, &p, ok ? left : NULL, ok ? right : NULL,
	                  _("(a + b) + c is saved with other bytes than a + (b + c): sums of real "
	                    "numbers depend on their "
	                    "order; count in integers"));
}

static int commutative(test_case *t)
{
	parts p;
	if (!t->c->plugin->def->state_size)
		return without_state(t);
	if (begin(t, &p) != TEST_OK)
		return TEST_FAIL;
	return equal_sums(t, &p, sum(&p, p.part[0], p.part[1]), sum(&p, p.part[1], p.part[0]),
	                  _("a + b is saved with other bytes than b + a: save() must not show in "
	                    "which order documents came; "
	                    "sort what it writes by content"));
}

static int zero(test_case *t)
{
	parts p;
	if (!t->c->plugin->def->state_size)
		return without_state(t);
	if (begin(t, &p) != TEST_OK)
		return TEST_FAIL;
	state *nothing = trial_state(&p.r), *after = trial_state(&p.r);
	bool ok = state_merge(after, p.part[0]) && state_merge(after, nothing);
	return equal_sums(t, &p, ok ? p.part[0] : NULL, after,
	                  _("a + 0 is not a: an empty state (all zero) must change nothing"));
}

static int saves(test_case *t)
{
	parts p;
	glane_bytes before, after;
	if (!t->c->plugin->def->state_size)
		return without_state(t);
	if (begin(t, &p) != TEST_OK)
		return TEST_FAIL;
	state *s = sum(&p, p.part[0], p.part[1]), *again = trial_state(&p.r);
	if (!s || !saved(&p, s, t->in, &before) ||
	    !trial_load(&p.r, again, store_path(state_store(s))) ||
	    !saved(&p, again, t->in, &after))
		return test_fail(t, "%s", trial_reason(&p.r));
	return same(before, after) ? TEST_OK
	       : test_fail(t,
	                   _("what load() makes of %zu saved bytes is saved again as %zu others"),
	                   before.n, after.n);
}

/* Loads bytes as if they were a state file's; true: they were taken. */
static bool takes(parts *p, state *whole, const unsigned char *bytes, size_t n, arena *in)
{
	state *s = trial_state(&p->r);
	bool ok = state_save(whole) && store_set_state(state_store(whole), own_name(p, in), bytes,
	                                               n) &&
	          store_commit(state_store(whole)) && state_load(s, state_store(whole));
	state_free(s);
	return ok;
}

/* The first number is the state_version, which glane itself looks at. */
static int damaged(test_case *t)
{
	parts p;
	glane_bytes b;
	bool truncate = *(const bool *)t->with;
	if (!t->c->plugin->def->state_size)
		return without_state(t);
	if (begin(t, &p) != TEST_OK || !saved(&p, p.part[0], t->in, &b))
		return test_fail(t, "%s", trial_reason(&p.r));
	unsigned char *bytes = arena_alloc(t->in, b.n + 64);
	memcpy(bytes, b.p, b.n);
	size_t step = b.n / 200 + 1;
	for (size_t n = 1; truncate && n < b.n; n += step)
		if (takes(&p, p.part[0], bytes, n, t->in))
			return test_fail(t, _("load() takes the first %zu of %zu bytes for a whole "
			                      "state: read with get_ functions as "
			                      "many items as were written"), n, b.n);
	if (truncate)
		return takes(&p, p.part[0], bytes, b.n + 5, t->in)
		       ? test_fail(t, _("load() doesn't read all that save() has written"))
		       : TEST_OK;
	for (uint32_t seed = 1; seed <= 300; seed++) {
		uint32_t x = seed * 2654435761u;
		memcpy(bytes, b.p, b.n);
		for (int i = 0; i < 3 && b.n > 1; i++) {
			x = x * 1664525u + 1013904223u;
			bytes[1 + x % (b.n - 1)] = (unsigned char)(x >> 20);
		}
		takes(&p, p.part[0], bytes, b.n, t->in);
	}
	return TEST_OK;
}

/* Any split of the corpus gives what the whole gives, down to the tables. */
static int split(test_case *t)
{
	parts p;
	trial whole;
	if (!trial_begin(&whole, t, 0, NULL, 0, NULL))
		return test_fail(t, "%s", trial_reason(&whole));
	const char *once = trial_all(&whole);
	trial_end(&whole);
	if (!once)
		return test_fail(t, "%s", trial_reason(&whole));
	if (begin(t, &p) != TEST_OK)
		return TEST_FAIL;
	state *s = trial_state(&p.r);
	for (int i = PARTS - 1; i >= 0; i--)
		if (!state_save(p.part[i]) ||
		    !trial_load(&p.r, s, store_path(state_store(p.part[i]))))
			return test_fail(t, "%s", trial_reason(&p.r));
	const char *apart = trial_result(&p.r, s);
	if (!apart)
		return test_fail(t, "%s", trial_reason(&p.r));
	const char *difference = first_difference(t->in, once, apart);
	return difference ? test_fail(t, _("three parts, merged, give another result "
	                                   "than the whole: %s"), difference)
	                  : TEST_OK;
}

void check_algebra(checked_plugin *c)
{
	static const bool yes = true, no = false;
	check_run(c, "algebra", "associative", associative, NULL);
	check_run(c, "algebra", "commutative", commutative, NULL);
	check_run(c, "algebra", "zero", zero, NULL);
	check_run(c, "algebra", "saved", saves, NULL);
	check_run(c, "algebra", "truncated", damaged, &yes);
	check_run(c, "algebra", "garbage", damaged, &no);
	check_run(c, "algebra", "split", split, NULL);
}
