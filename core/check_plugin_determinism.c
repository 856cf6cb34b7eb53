/* check_plugin_determinism.c - the same bytes whatever the order of the documents, the number of
 * processes, the ids of symbols, the locale of the user. */
#include <config.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "check_plugin.h"

enum { AS_IT_IS, BACKWARDS, AGAIN, SHUFFLED, ELSEWHERE };

/* Locales that turn numbers, letters or order into something else, the likelier to be installed
 * first. */
static const char *const locales[] = { "fr_FR.UTF-8", "fr_FR.utf8", "de_DE.UTF-8", "tr_TR.UTF-8",
        "es_ES.UTF-8",
	"it_IT.UTF-8", "pt_BR.UTF-8", "nl_NL.UTF-8", "ru_RU.UTF-8", "en_US.UTF-8", "en_GB.UTF-8" };

static bool letter(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Words get their ids in the order in which they are met. Here all are met before, from the last
 * to the first, as they are written and in small letters. */
static void meet_backwards(arena *in)
{
	uint32_t n;
	const sample *docs = samples_standard(in, &n);
	while (n--) {
		glane_str s = docs[n].text;
		for (uint32_t end = s.n, from; end; end = from) {
			for (from = end - 1; from && letter((unsigned char)s.p[from]) &&
			     letter((unsigned char)s.p[from - 1]);)
				from--;
			char *word = arena_copy(in, s.p + from, end - from);
			sym_of(word);
			for (char *p = word; *p; p++)
				*p = (char)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
			sym_of(word);
		}
	}
	sym_shuffle(20260722);
}

/* A whole run in a process of its own; what came out is left in t->reason. */
static int variant(test_case *t)
{
	int how = *(const int *)t->with;
	trial r;
	if (how == SHUFFLED)
		meet_backwards(t->in);
	if (how == ELSEWHERE) {
		size_t i = 0;
		while (i < sizeof locales / sizeof *locales && !setlocale(LC_ALL, locales[i]))
			i++;
		if (i == sizeof locales / sizeof *locales)
			return test_none(t,
			                 _("no locale but C is installed (Debian: locales-all)"));
	}
	if (how == AGAIN) {
		trial first;
		if (trial_begin(&first, t, 0, NULL, 0, NULL))
			trial_all(&first);
		trial_end(&first);
	}
	if (!trial_begin(&r, t, 0, NULL, 0, NULL))
		return test_fail(t, "%s", trial_reason(&r));
	state *s = trial_state(&r);
	bool ok = how == BACKWARDS ? trial_documents(&r, s, r.corpus->n_documents - 1, -1)
	        : trial_documents(&r, s, 0, 1);
	/* What is kept of documents comes in plan order, as every run of glane puts it. */
	if (ok && how == BACKWARDS) {
		state *ordered = trial_state(&r);
		ok = trial_merge(&r, ordered, s);
		s = ordered;
	}
	const char *text = ok ? trial_result(&r, s) : NULL;
	if (!text)
		return test_fail(t, "%s", trial_reason(&r));
	t->reason = text;
	return TEST_OK;
}

/* Documents from t->with on, every second one, into a state file. */
typedef struct { uint32_t from; const char *path; } half_of;

static int half(test_case *t)
{
	const half_of *h = t->with;
	trial r;
	/* Another sequence of ids than in the process that merges. */
	sym_shuffle(h->from + 7);
	if (!trial_begin(&r, t, 0, NULL, 0, NULL))
		return test_fail(t, "%s", trial_reason(&r));
	store *s = store_create(h->path);
	state *into = s ? state_new(r.e, s) : NULL;
	bool ok = trial_documents(&r, into, h->from, 2) && state_save(into) && store_close(s);
	return ok ? TEST_OK : test_fail(t, "%s", trial_reason(&r));
}

static int two_processes(test_case *t)
{
	static const int as_it_is = AS_IT_IS;
	const char *once;
	trial r;
	if (!test_child(t, variant, &as_it_is, &once))
		return TEST_FAIL;
	half_of h[2];
	for (uint32_t i = 0; i < 2; i++) {
		h[i] = (half_of){ i, arena_print(t->in, "%s/half-%u.state", t->folder, i) };
		if (!test_child(t, half, &h[i], NULL))
			return TEST_FAIL;
	}
	if (!trial_begin(&r, t, 0, NULL, 0, NULL))
		return test_fail(t, "%s", trial_reason(&r));
	state *s = trial_state(&r);
	if (!trial_load(&r, s, h[1].path) || !trial_load(&r, s, h[0].path))
		return test_fail(t, "%s", trial_reason(&r));
	state *ordered = trial_state(&r);
	const char *apart = trial_merge(&r, ordered, s) ? trial_result(&r, ordered) : NULL;
	if (!apart)
		return test_fail(t, "%s", trial_reason(&r));
	const char *difference = first_difference(t->in, once, apart);
	return difference ? test_fail(t, _("two processes give another result than one: %s"),
	                              difference) : TEST_OK;
}

static int compare(test_case *t)
{
	static const int as_it_is = AS_IT_IS;
	int how = *(const int *)t->with;
	const char *usual, *other, *difference;
	if (!test_child(t, variant, &as_it_is, &usual))
		return TEST_FAIL;
	test_case inner = *t;
	if (!test_child(&inner, variant, &how, &other)) {
		bool no_locale = how == ELSEWHERE &&
		        !strcmp(inner.reason, _("no locale but C is installed "
		                                "(Debian: locales-all)"));
		t->reason = inner.reason;
		return no_locale ? TEST_NONE : TEST_FAIL;
	}
	t->reason = NULL;
	difference = first_difference(t->in, usual, other);
	if (!difference)
		return TEST_OK;
	switch (how) {
	case BACKWARDS:
		return test_fail(t, _("it depends on the order in which documents come: %s"),
		                 difference);
	case AGAIN:
		return test_fail(t, _("a second run in the same process gives another result: %s"),
		                 difference);
	case SHUFFLED:
		return test_fail(t, _("it depends on the ids of symbols, which differ from run to "
		                      "run (sort with order()): %s"),
		                 difference);
	default:
		return test_fail(t, _("it depends on the user's locale: %s"), difference);
	}
}

void check_determinism(checked_plugin *c)
{
	static const int how[] = { BACKWARDS, AGAIN, SHUFFLED, ELSEWHERE };
	static const char *const names[] = { "order", "again", "symbols", "locale" };
	check_run(c, "determinism", "processes", two_processes, NULL);
	for (int i = 0; i < 4; i++)
		check_run(c, "determinism", names[i], compare, &how[i]);
}
