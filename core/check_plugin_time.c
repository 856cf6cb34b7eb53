/* check_plugin_time.c - twice the input takes less than three times the work. Instructions are
 * counted where the system lets us. Otherwise processor time is measured, which a busy machine
 * stretches: four times the input then has to take less than nine times as long, at the best of
 * several tries. */
#include <config.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>
#include "check_plugin.h"

static int counter = -1;

static uint64_t instructions(void)
{
	uint64_t n = 0;
	return read(counter, &n, sizeof n) == sizeof n ? n : 0;
}

static uint64_t processor_time(void)
{
	struct timespec t;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static bool count_instructions(void)
{
	struct perf_event_attr a = { .type = PERF_TYPE_HARDWARE, .size = sizeof a,
	        .config = PERF_COUNT_HW_INSTRUCTIONS,
	                             .exclude_kernel = 1, .exclude_hv = 1 };
	counter = (int)syscall(SYS_perf_event_open, &a, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
	if (counter < 0)
		return false;
	uint64_t before = instructions();
	for (volatile int i = 0; i < 1000; i++) { }
	return instructions() > before;
}

typedef struct { const char *what; bool report; } measure;

/* Sentences that differ, so that what is counted grows as in real interviews. */
static glane_str text_of(arena *in, uint32_t bytes)
{
	char *p = arena_alloc(in, bytes + 128);
	size_t n = 0;
	for (uint32_t i = 0; n < bytes; i++) {
		uint32_t word = i * 2654435761u >> 20;
		if (i % 400 == 0)
			n += (size_t)sprintf(p + n, "%sRespondent: ", i ? "\n" : "");
		n += (size_t)sprintf(p + n, "mot%u travail%s", i % 3 ? word % 700 : word,
		                     i % 12 == 11 ? ". " : " ");
	}
	return (glane_str){ p, (uint32_t)n };
}

/* What the plugin's callbacks spend on `units` of input: documents, or pieces of one document. */
static bool spend(test_case *t, const measure *k, uint32_t units, uint64_t (*clock)(void),
                  uint64_t *out)
{
	uint32_t n = k->report ? units : 1, bytes = k->report ? 3000 : units * 16384;
	sample *docs = arena_alloc(t->in, n * sizeof *docs);
	trial r;
	t->unseen = true;
	for (uint32_t i = 0; i < n; i++)
		docs[i] = (sample){ arena_print(t->in, "doc%04u", i), text_of(t->in, bytes) };
	trial_measure(NULL);
	bool ok = trial_begin(&r, t, n, docs, 0, NULL);
	if (!k->report)
		trial_measure(clock);
	state *s = ok ? trial_state(&r) : NULL;
	ok = ok && trial_documents(&r, s, 0, 1);
	if (k->report)
		trial_measure(clock);
	ok = ok && (!k->report || trial_result(&r, s));
	*out = trial_spent();
	trial_measure(NULL);
	if (!ok)
		test_fail(t, "%s", trial_reason(&r));
	trial_end(&r);
	return ok;
}

/* The least that the smaller and the larger input took so far. */
static bool try_both(test_case *t, const measure *k, bool exact, uint64_t best[2])
{
	uint64_t (*clock)(void) = exact ? instructions : processor_time, one;
	for (int larger = 0; larger < 2; larger++) {
		uint32_t units = larger ? exact ? 32 : 64 : 16;
		if (!spend(t, k, units, clock, &one))
			return false;
		best[larger] = one < best[larger] ? one : best[larger];
	}
	return true;
}

static int time_test(test_case *t)
{
	const measure *k = t->with;
	const glane_plugin *d = t->c->plugin->def;
	bool exact = count_instructions();
	uint64_t best[2] = { UINT64_MAX, UINT64_MAX };
	double factor = 0, limit = exact ? 3 : 9;
	if (k->report && !d->report && !d->render)
		return test_none(t, _("it has neither report() nor render()"));
	if (!k->report && !d->process && !d->read && !d->edit && !d->document)
		return test_none(t, _("it has no callback on documents"));
	if (!k->report && d->read && t->c->data)
		return test_none(t, _("it is tried on the built-in interviews only"));
	for (int i = 0; i < (exact ? 1 : 6); i++) {
		if (!try_both(t, k, exact, best))
			return TEST_FAIL;
		factor = (double)best[1] / (double)(best[0] ? best[0] : 1);
		/* Of very little, what is measured is the measuring. */
		if (factor < limit || best[1] < (exact ? 200000u : 2000000u))
			return TEST_OK;
	}
	return test_fail(t, exact ? _("twice the input takes %.1f times the instructions; less than "
	                              "3 is expected")
	                          : _("four times the input takes %.1f times the processor time; "
	                              "less than 9 is expected"), factor);
}

static int method(test_case *t)
{
	return count_instructions() ? test_none(t, _("instructions are counted"))
	       : test_none(t, _("instructions can't be counted here (perf_event_open): processor "
	                        "time is measured instead, "
	                        "with a larger factor"));
}

void check_time(checked_plugin *c)
{
	static const measure documents = { "documents", false }, reports = { "report", true };
	check_run(c, "time", "method", method, NULL);
	check_run(c, "time", "documents", time_test, &documents);
	check_run(c, "time", "report", time_test, &reports);
}
