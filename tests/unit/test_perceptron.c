/* Linear models: weights of an example worked by hand, the same after writing and opening, and files that are none. */
#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "perceptron/perceptron.h"

/* ---- A host that writes into memory ---------------------------------------------------------- */

enum { BITS = 10, ROOM = 4096 };
static char said[512], file[ROOM];
static size_t n_file;
static void *blocks[64];
static uint32_t n_blocks;

static int say(glane_ctx *ctx, int code, glane_place at, const char *format, ...)
{
	va_list list;
	(void)ctx;
	int n = snprintf(said, sizeof said, "%s:%u: ", at.file, (unsigned)at.line);
	va_start(list, format);
	vsnprintf(said + n, sizeof said - (size_t)n, format, list);
	va_end(list);
	return code;
}

static void *alloc(glane_ctx *ctx, int life, size_t n)
{
	(void)ctx;
	(void)life;
	ck_assert_uint_lt(n_blocks, sizeof blocks / sizeof *blocks);
	return blocks[n_blocks++] = calloc(1, n ? n : 1);
}

static glane_io *output(glane_ctx *ctx, const char *path)
{
	(void)ctx;
	(void)path;
	n_file = 0;
	return NULL;
}

static void put(glane_io *io, const void *p, size_t n)
{
	(void)io;
	ck_assert_uint_le(n_file + n, ROOM);
	memcpy(file + n_file, p, n);
	n_file += n;
}

static void print(glane_io *io, const char *format, ...)
{
	char text[512];
	va_list list;
	va_start(list, format);
	int n = vsnprintf(text, sizeof text, format, list);
	va_end(list);
	put(io, text, (size_t)n);
}

/* The file without a byte after it, so that reading on is found. */
static int open_file(glane_ctx *ctx, const char *path, glane_bytes *out)
{
	(void)path;
	char *p = alloc(ctx, GLANE_RUN, n_file);
	memcpy(p, file, n_file);
	*out = (glane_bytes){ (const unsigned char *)p, n_file };
	return GLANE_OK;
}

static const glane_host host = { .fail = say, .alloc = alloc, .output = output, .write = put, .print = print,
	.file = open_file };
static glane_ctx ctx = { .host = &host };

static void forget(void)
{
	while (n_blocks)
		free(blocks[--n_blocks]);
	*said = 0;
}

/* Two classes, two features. At step 1, a is taken for class 1 and is class 0; at step 2, b likewise; step 3 is right.
 * Means over four steps, times four: of a 4 - 1 = 3, of b 4 - 2 = 2. */
static void train(int least, int8_t *weight)
{
	trainer *t = trainer_new(&ctx, GLANE_RUN, BITS, 2);
	const feature a = feature_of(1, 7), b = feature_of(2, 7);
	int32_t score[2];
	trainer_learn(t, &a, 1, 0, 1);
	trainer_learn(t, &b, 1, 0, 1);
	trainer_learn(t, &a, 1, 0, 0);
	const feature both[2] = { a, b };
	trainer_scores(t, both, 2, score);
	ck_assert_int_eq(score[0], 2);
	ck_assert_int_eq(score[1], -2);
	trainer_finish(t, least, weight);
}

static void scores_are(const perceptron *p, int a, int b)
{
	const feature f[2] = { feature_of(1, 7), feature_of(2, 7) };
	int32_t score[2];
	perceptron_scores(p, f, 1, 2, score);
	ck_assert_int_eq(score[0], a);
	ck_assert_int_eq(score[1], -a);
	perceptron_scores(p, f + 1, 1, 2, score);
	ck_assert_int_eq(score[0], b);
	ck_assert_int_eq(score[1], -b);
}

START_TEST(means_by_hand)
{
	int8_t weight[(1 << BITS) + PERCEPTRON_CLASSES];
	/* The greatest becomes 127; 127 * 2 / 3 = 84.67. */
	train(1, weight);
	scores_are(&(perceptron){ BITS, weight }, 127, 85);
	train(86, weight);
	scores_are(&(perceptron){ BITS, weight }, 127, 0);
	forget();
}
END_TEST

START_TEST(the_same_after_writing)
{
	int8_t weight[(1 << BITS) + PERCEPTRON_CLASSES];
	model m;
	train(1, weight);
	model_write(&ctx, "a.model", "fruit fr", "notice: none\n", &(perceptron){ BITS, weight }, (glane_str){ "pear\n", 5 });
	ck_assert_int_eq(model_open(&ctx, "a.model", "fruit fr", &m), GLANE_OK);
	scores_are(&m.p, 127, 85);
	glane_str notice = model_value(&m, "notice");
	ck_assert_uint_eq(notice.n, 4);
	ck_assert_mem_eq(notice.p, "none", 4);
	ck_assert_uint_eq(model_value(&m, "note").n, 0);
	ck_assert_uint_eq(m.rest.n, 5);
	ck_assert_mem_eq(m.rest.p, "pear\n", 5);
	forget();
}
END_TEST

START_TEST(files_that_are_none)
{
	int8_t weight[(1 << BITS) + PERCEPTRON_CLASSES];
	model m;
	train(1, weight);
	model_write(&ctx, "a.model", "fruit fr", "", &(perceptron){ BITS, weight }, (glane_str){ "", 0 });
	ck_assert_int_ne(model_open(&ctx, "a.model", "fruit en", &m), GLANE_OK);
	ck_assert_ptr_nonnull(strstr(said, "a.model:2: this is a model of kind \"fruit fr\", and \"fruit en\" is wanted"));
	/* Cut anywhere it is refused, and nothing behind its end is read. */
	for (size_t whole = n_file; n_file > 0; n_file = n_file > 64 ? n_file - 61 : n_file - 1) {
		if (n_file == whole)
			continue;
		forget();
		ck_assert_int_ne(model_open(&ctx, "a.model", "fruit fr", &m), GLANE_OK);
		ck_assert_ptr_nonnull(strstr(said, "a.model:"));
	}
	forget();
}
END_TEST

START_TEST(orders_are_repeated)
{
	uint32_t a[50], b[50], seen = 0;
	for (uint32_t i = 0; i < 50; i++)
		a[i] = b[i] = i;
	trainer_shuffle(a, 50, 3);
	trainer_shuffle(b, 50, 3);
	ck_assert_mem_eq(a, b, sizeof a);
	trainer_shuffle(b, 50, 4);
	ck_assert_mem_ne(a, b, sizeof a);
	for (uint32_t i = 0; i < 50; i++)
		seen += a[i];
	ck_assert_uint_eq(seen, 49 * 50 / 2);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("perceptron");
	TCase *c = tcase_create("perceptron");
	tcase_add_test(c, means_by_hand);
	tcase_add_test(c, the_same_after_writing);
	tcase_add_test(c, files_that_are_none);
	tcase_add_test(c, orders_are_repeated);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
