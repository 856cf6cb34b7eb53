/* CoNLL-U: what is read of a sentence, what is no trouble, and what is said of lines that are wrong. */
#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "conllu/conllu.h"

/* ---- A host of three functions ------------------------------------------------------------- */

static char said[512];
static void *blocks[256];
static uint32_t n_blocks;

static int say(glane_ctx *ctx, int code, glane_place at, const char *format, ...)
{
	va_list list;
	(void)ctx;
	int n = snprintf(said, sizeof said, "%s:%u:%u: ", at.file, (unsigned)at.line, (unsigned)at.column);
	va_start(list, format);
	vsnprintf(said + n, sizeof said - (size_t)n, format, list);
	va_end(list);
	return code;
}

static void *grow(glane_ctx *ctx, int life, void *p, size_t n, size_t more)
{
	char *out = calloc(1, n + more);
	(void)ctx;
	(void)life;
	ck_assert_ptr_nonnull(out);
	if (p)
		memcpy(out, p, n);
	ck_assert_uint_lt(n_blocks, sizeof blocks / sizeof *blocks);
	return blocks[n_blocks++] = out;
}

static const glane_host host = { .fail = say, .grow = grow };
static glane_ctx ctx = { .host = &host };
static char *copied;			/* of the file: no byte after it, so that reading on is found */

static void forget(void)
{
	while (n_blocks)
		free(blocks[--n_blocks]);
	free(copied);
	copied = NULL;
}

static void open_text(conllu *c, const char *text)
{
	size_t n = strlen(text);
	forget();
	copied = malloc(n ? n : 1);
	ck_assert_ptr_nonnull(copied);
	memcpy(copied, text, n);
	*said = 0;
	conllu_open(c, &ctx, GLANE_SCRATCH, "a.conllu", (glane_bytes){ (const unsigned char *)copied, n });
}

#define ck_text(s, expected) do { \
	glane_str s_ = (s); \
	ck_assert_msg(s_.n == strlen(expected) && !memcmp(s_.p, expected, s_.n), "\"%.*s\", not \"%s\"", GLANE_STR(s_), expected); \
} while (0)

/* ---- What is read ---------------------------------------------------------------------------- */

START_TEST(test_sentence)
{
	conllu c;
	const conllu_sentence *s;
	open_text(&c, "# newdoc id = d1\n# newpar\n# sent_id = d1-1\n# speaker = Léa\n# genre = roman = noir\n# text = Au _, va.\n"
	              "1-2\tAu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tÀ\tà\tADP\tp\tCase=Loc\t3\tcase\t_\tA=b\n"
	              "2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n2.1\tx\tx\tX\t_\t_\t_\t_\t_\t_\n"
	              "3\t_\t_\tNOUN\t_\t_\t0\troot\t_\tA=b|SpaceAfter=No|C=d\n4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=Nope\n"
	              "5\tva\t_\t_\t_\t_\t3\tx\t_\t_\n\n"
	              "# newpar id = p\n1\tb\tb\tX\t_\t_\t0\troot\t_\tSpaceAfter=No\n\n");
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_nonnull(s);
	ck_text(s->id, "d1-1");
	ck_text(s->doc_id, "d1");
	ck_text(s->speaker, "Léa");
	ck_text(s->text, "Au _, va.");
	ck_assert(s->newdoc && s->newpar);
	ck_assert_uint_eq(s->line, 1);
	ck_assert_uint_eq(s->n_tokens, 4);
	ck_assert_uint_eq(s->n_words, 5);
	ck_text(s->token[0].form, "Au");
	ck_assert_uint_eq(s->token[0].first, 0);
	ck_assert_uint_eq(s->token[0].n, 2);
	ck_assert(s->token[0].space_after && !s->token[1].space_after && s->token[2].space_after);
	ck_text(s->word[0].form, "À");
	ck_text(s->word[0].lemma, "à");
	ck_text(s->word[0].xpos, "p");
	ck_text(s->word[0].feats, "Case=Loc");
	ck_text(s->word[0].misc, "A=b");
	ck_assert_uint_eq(s->word[1].token, 0);
	ck_assert_uint_eq(s->word[2].token, 1);
	ck_text(s->word[2].form, "_");		/* the sign itself, and its lemma */
	ck_text(s->word[2].lemma, "_");
	ck_text(s->word[4].lemma, "");
	ck_text(s->word[4].upos, "");
	ck_assert_uint_eq(s->word[4].line, 13);

	glane_str comments = s->comments, key, value;
	uint32_t n = 0;
	while (conllu_comment(&comments, &key, &value)) {
		n++;
		if (n == 2) {
			ck_text(key, "newpar");
			ck_text(value, "");
		}
		if (n == 5) {
			ck_text(key, "genre");
			ck_text(value, "roman = noir");
		}
	}
	ck_assert_uint_eq(n, 6);

	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_nonnull(s);
	ck_assert(!s->newdoc && s->newpar && !s->token[0].space_after);
	ck_text(s->id, "");
	ck_text(s->speaker, "");
	ck_assert_uint_eq(s->n_tokens, 1);
	ck_assert_uint_eq(s->line, 15);
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_null(s);
}
END_TEST

/* Byte order mark, CR LF, empty lines, comments alone, and no end of the last line. */
START_TEST(test_kind)
{
	conllu c;
	const conllu_sentence *s;
	open_text(&c, "\xEF\xBB\xBF\r\n# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC\r\n\r\n\r\n"
	              "#text=a\r\n1\ta\ta\tX\t_\t_\t_\t_\t_\t_\r\n\r\n \t\r\n\r\n1\tb\tb\tX\t_\t_\t_\t_\t_\t_");
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_nonnull(s);
	ck_text(s->text, "a");
	ck_text(s->word[0].form, "a");
	ck_text(s->word[0].misc, "");
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_nonnull(s);
	ck_text(s->word[0].form, "b");
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_null(s);
	open_text(&c, "");
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_ptr_null(s);
}
END_TEST

/* More sentences than the first rooms hold. */
START_TEST(test_long)
{
	enum { WORDS = 300 };
	static char text[WORDS * 40];
	conllu c;
	const conllu_sentence *s;
	size_t n = 0;
	for (uint32_t i = 1; i <= WORDS; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%u\tw%u\t_\tX\t_\t_\t_\t_\t_\t_\n", (unsigned)i, (unsigned)i);
	open_text(&c, text);
	ck_assert_int_eq(conllu_next(&c, &s), GLANE_OK);
	ck_assert_uint_eq(s->n_words, WORDS);
	ck_text(s->word[WORDS - 1].form, "w300");
	ck_text(s->token[0].form, "w1");
}
END_TEST

/* ---- What is refused ------------------------------------------------------------------------- */

#define REST "\ta\tX\t_\t_\t_\t_\t_\t_\n"
static const struct { const char *text, *message; } wrong[] = {
	{ "1 a a X _ _ _ _ _ _\n", "a.conllu:1:1: this line has one column, ten were expected: separate columns by tabs" },
	{ "1\ta\ta\tX\n", "a.conllu:1:8: this line has 4 columns, ten were expected: add XPOS" },
	{ "1\ta\ta\tX\t_\t_\t_\t_\t_\t_\t_\n", "a.conllu:1:21: this line has more than ten columns" },
	{ "1\té\t\tX\t_\t_\t_\t_\t_\t_\n", "a.conllu:1:5: the column LEMMA (3) is empty: write _" },
	{ "1\ta" REST "3\tb" REST, "a.conllu:2:1: the word has the number 3, 2 was expected" },
	{ "1\ta" REST "1\tb" REST, "the word has the number 1, 2 was expected" },
	{ "x\ta" REST, "a.conllu:1:1: \"x\" is no number of a word" },
	{ "1-\ta" REST, "\"1-\" is no number of a word" },
	{ "99999999999\ta" REST, "\"99999999999\" is no number of a word" },
	{ "2-3\ta" REST, "a.conllu:1:1: the range 2-3 was not expected here" },
	{ "1-0\ta" REST, "the range 1-0 was not expected here" },
	{ "1-2\ta" REST "1\ta" REST "2-3\tb" REST, "a.conllu:3:1: the range 2-3 was not expected here" },
	{ "# a\n1-2\ta" REST "1\ta" REST "\n", "a.conllu:1:0: the sentence that begins here has a range up to 2, but 1 words" },
	{ "0.1\ta" REST "\n", "the sentence that begins here has no word" },
	{ "1\ta" REST "# text = b\n", "a.conllu:2:1: a comment stands inside of a sentence" },
	{ "# global.columns = ID FORM\n", "a.conllu:1:1: the columns are \"ID FORM\" (CoNLL-U Plus)" },
	{ "1\t\xE9" REST, "a.conllu:1:3: the byte e9 is no UTF-8" },
	{ "1\t\xC0\x80" REST, "the byte c0 is no UTF-8" },
	{ "1\t\xED\xA0\x80" REST, "the byte ed is no UTF-8" },
	{ "1\t\xE2\x82", "the byte e2 is no UTF-8" },
};

START_TEST(test_wrong)
{
	conllu c;
	const conllu_sentence *s;
	int code;
	open_text(&c, wrong[_i].text);
	while (!(code = conllu_next(&c, &s)) && s) { }
	ck_assert_int_eq(code, GLANE_EINPUT);
	ck_assert_msg(strstr(said, wrong[_i].message), "said: %s\nexpected: %s", said, wrong[_i].message);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("conllu");
	TCase *t = tcase_create("conllu");
	tcase_add_test(t, test_sentence);
	tcase_add_test(t, test_kind);
	tcase_add_test(t, test_long);
	tcase_add_loop_test(t, test_wrong, 0, (int)(sizeof wrong / sizeof *wrong));
	suite_add_tcase(suite, t);
	SRunner *r = srunner_create(suite);
	srunner_run_all(r, CK_ENV);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	forget();
	return failed ? 1 : 0;
}
