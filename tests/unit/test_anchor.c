/* test_anchor.c - quoted words are found again, however they were typed and whatever was edited before them. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "anchor/anchor.h"

/* Memory that is given back all at once, when the next text is looked at. */
static char pool[1 << 16];
static size_t taken;

static void *grow(void *user, void *p, size_t n, size_t more)
{
	char *q = pool + taken;
	(void)user;
	taken += (n + more + 15) / 16 * 16;
	ck_assert_uint_le(taken, sizeof pool);
	memset(q, 0, n + more);
	if (n)
		memcpy(q, p, n);
	return q;
}
static const encoding_memory memory = { grow, NULL };

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static int find(const char *text, const char *words, uint32_t begin, uint32_t end, glane_span *out, uint32_t *times)
{
	anchor_text t;
	taken = 0;
	anchor_open(&t, str(text), memory);
	return anchor_find(&t, str(words), begin, end, memory, out, times);
}

static void finds(const char *text, const char *words, const char *found)
{
	glane_span s;
	uint32_t times;
	ck_assert_msg(find(text, words, GLANE_NONE, GLANE_NONE, &s, &times) == ANCHOR_HERE, "%s in %s", words, text);
	ck_assert_uint_eq(s.end - s.begin, strlen(found));
	ck_assert(!memcmp(text + s.begin, found, strlen(found)));
}

START_TEST(typed_otherwise)
{
	finds("C’est l’été, dit-elle.", "l'été", "l’été");
	finds("C'est l'été.", "l’e\xcc\x81te\xcc\x81", "l'été");
	finds("un e\xcc\x81te\xcc\x81 chaud", "été", "e\xcc\x81te\xcc\x81");
	finds("fin de\n\tligne\u00a0: oui", "de ligne :", "de\n\tligne\u00a0:");
	finds("« oui »", "«\u00a0oui\u202f»", "« oui »");
	finds("il a dit “non” hier", "dit \"non\"", "dit “non”");
	finds("co\u00adupé net", "coupé", "co\u00adupé");
	finds("a — b", "a - b", "a — b");
	finds("mot", "  mot\n", "mot");
	finds("oui \xf0\x9f\x99\x82 !", "\xf0\x9f\x99\x82", "\xf0\x9f\x99\x82");
}
END_TEST

START_TEST(places)
{
	const char *text = "peur. la peur, ma peur; peureux";
	glane_span s;
	uint32_t times;
	ck_assert_int_eq(find(text, "peur", GLANE_NONE, GLANE_NONE, &s, &times), ANCHOR_SEVERAL);
	ck_assert_uint_eq(times, 3);	/* no part of a word */
	ck_assert_int_eq(find(text, "peur", 9, 13, &s, &times), ANCHOR_HERE);
	ck_assert_uint_eq(s.begin, 9);
	ck_assert_int_eq(find(text, "peur", 16, 20, &s, &times), ANCHOR_MOVED);
	ck_assert_uint_eq(s.begin, 18);
	ck_assert_int_eq(find(text, "peur", 1000, GLANE_NONE, &s, &times), ANCHOR_MOVED);
	ck_assert_uint_eq(s.begin, 18);
	ck_assert_int_eq(find(text, "peur", 18, GLANE_NONE, &s, &times), ANCHOR_HERE);
	ck_assert_int_eq(find(text, "joie", 3, 7, &s, &times), ANCHOR_NONE);
	ck_assert_int_eq(find(text, "", 6, 13, &s, &times), ANCHOR_HERE);
	ck_assert_uint_eq(s.end, 13);
	ck_assert_int_eq(find(text, "", 6, 1300, &s, &times), ANCHOR_NONE);
	ck_assert_int_eq(find("", "x", GLANE_NONE, GLANE_NONE, &s, &times), ANCHOR_NONE);
	ck_assert_int_eq(find("", "", 0, 0, &s, &times), ANCHOR_NONE);
	ck_assert_int_eq(find("Peur", "peur", GLANE_NONE, GLANE_NONE, &s, &times), ANCHOR_NONE);
}
END_TEST

START_TEST(code_points)
{
	ck_assert_uint_eq(anchor_byte(str("aé\xf0\x9f\x99\x82z"), 0), 0);
	ck_assert_uint_eq(anchor_byte(str("aé\xf0\x9f\x99\x82z"), 2), 3);
	ck_assert_uint_eq(anchor_byte(str("aé\xf0\x9f\x99\x82z"), 4), 8);
	ck_assert_uint_eq(anchor_byte(str("aé\xf0\x9f\x99\x82z"), 5), GLANE_NONE);
	ck_assert_uint_eq(anchor_byte(str(""), 0), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("anchor");
	TCase *t = tcase_create("anchor");
	tcase_add_test(t, typed_otherwise);
	tcase_add_test(t, places);
	tcase_add_test(t, code_points);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
