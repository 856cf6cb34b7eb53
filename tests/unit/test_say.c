/* Texts and numbers for people: thousands, decimals, signs and words in French and English. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "memory_host.h"
#include "plugins/shared/say/say.h"

START_TEST(numbers)
{
	glane_ctx *ctx = memory_host();
	ck_assert_str_eq(say_number(ctx, "en", 0), "0");
	ck_assert_str_eq(say_number(ctx, "en", 999), "999");
	ck_assert_str_eq(say_number(ctx, NULL, 1000), "1,000");
	ck_assert_str_eq(say_number(ctx, "fr", 1234567), "1\u202f234\u202f567");
	ck_assert_str_eq(say_number(ctx, "fr-CA", UINT64_MAX), "18\u202f446\u202f744\u202f073\u202f709\u202f551\u202f615");
	ck_assert_str_eq(say_decimal(ctx, "t", 12), "t12");
	ck_assert_str_eq(say_decimal(ctx, "", UINT32_MAX), "4294967295");
	memory_host_free();
}
END_TEST

START_TEST(reals)
{
	glane_ctx *ctx = memory_host();
	ck_assert_str_eq(say_real(ctx, "en", 1234.5, 0), "1,235");
	ck_assert_str_eq(say_real(ctx, "en", 1234.5, 2), "1,234.50");
	ck_assert_str_eq(say_real(ctx, "fr", -0.25, 2), "\u22120,25");
	ck_assert_str_eq(say_real(ctx, "en", -0.001, 2), "0.00");		/* no sign before nothing */
	ck_assert_str_eq(say_real(ctx, "en", 1.5, -1), "2");
	ck_assert_str_eq(say_real(ctx, "en", 0.0123456789, 12), "0.012345679");
	ck_assert_str_eq(say_real(ctx, "en", INFINITY, 0), "9,223,372,036,854,775,807");
	memory_host_free();
}
END_TEST

START_TEST(texts)
{
	glane_ctx *ctx = memory_host();
	ck_assert_uint_eq(say_str(NULL).n, 0);
	ck_assert_uint_eq(say_str("é").n, 2);
	ck_assert_uint_eq(say_letters("été"), 3);
	ck_assert_str_eq(say_part(ctx, "word", 2), "wo");
	ck_assert_str_eq(say_join(ctx, "a", "", "b"), "ab");
	ck_assert_str_eq(say_sentence(ctx, "{n} of {all}", "{all}", "10", "{none}", "x", "{n}", "2", NULL), "2 of 10");
	/* A value that has the name of another in it is not looked into before its turn, and its own name not again. */
	ck_assert_str_eq(say_sentence(ctx, "« {a} »", "{a}", "{a}{a}", NULL), "« {a}{a} »");
	memory_host_free();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("say");
	TCase *cases = tcase_create("say");
	tcase_add_test(cases, numbers);
	tcase_add_test(cases, reals);
	tcase_add_test(cases, texts);
	suite_add_tcase(suite, cases);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
