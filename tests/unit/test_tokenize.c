/* The tokenizers: a phenomenon a line (plugins/tokenize-…/tests/phenomena.txt), and what holds of any text. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "form/form.h"
#include "mini_host.h"

extern const glane_plugin glane_plugin_tokenize_fr, glane_plugin_tokenize_en, glane_plugin_turns;

/* ---- Phenomena ------------------------------------------------------------------------------- */

/* Tokens with | between, sentences with ‖ between, as in the data files. */
static char *shown(const glane_plugin *p, const char *text)
{
	mini *m = mini_new(text, strlen(text));
	ck_assert_int_eq(mini_run(m, p, NULL), GLANE_OK);
	const mini_layer *token = mini_find(m, "token"), *sentence = mini_find(m, "sentence");
	char *out = calloc(1, 8 * strlen(text) + 8), *to = out;
	ck_assert_ptr_nonnull(out);
	for (uint32_t i = 0, k = 0; i < token->n; i++) {
		glane_span s = token->span[i];
		if (i && k + 1 < sentence->n && s.begin >= sentence->span[k + 1].begin) {
			to += sprintf(to, "‖");
			k++;
		} else if (i) {
			*to++ = '|';
		}
		memcpy(to, text + s.begin, s.end - s.begin);
		to += s.end - s.begin;
	}
	mini_free(m);
	return out;
}

static void check_phenomena(const glane_plugin *p, const char *language)
{
	char path[512], line[1024], expected[2048];
	const char *top = getenv("top_srcdir");
	uint32_t lines = 0, wrong = 0;
	snprintf(path, sizeof path, "%s/plugins/tokenize-%s/tests/phenomena.txt", top ? top : ".", language);
	FILE *f = fopen(path, "r");
	ck_assert_msg(f != NULL, "%s: cannot be opened", path);
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = 0;
		if (!*line || (line[0] == '#' && line[1] == ' '))
			continue;
		ck_assert_ptr_nonnull(fgets(expected, sizeof expected, f));
		expected[strcspn(expected, "\n")] = 0;
		char *got = shown(p, line);
		lines++;
		if (strcmp(got, expected)) {
			fprintf(stderr, "%s\n  expected %s\n  got      %s\n", line, expected, got);
			wrong++;
		}
		free(got);
	}
	fclose(f);
	ck_assert_uint_gt(lines, 15);
	ck_assert_uint_eq(wrong, 0);
}

START_TEST(french_phenomena)
{
	check_phenomena(&glane_plugin_tokenize_fr, "fr");
}
END_TEST

START_TEST(english_phenomena)
{
	check_phenomena(&glane_plugin_tokenize_en, "en");
}
END_TEST

/* ---- What holds of any text ------------------------------------------------------------------ */

/* The blanks of Unicode and its marks of direction, as UTF-8: what may stand in no token. */
static size_t blank(const char *p)
{
	static const char *const blanks[] = { " ", "\t", "\n", "\r", "\v", "\f", "\xC2\x85", "\xC2\xA0",
		"\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x81\xA0",
		"\xE3\x80\x80", "\xEF\xBB\xBF" };
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (!strncmp(p, blanks[i], strlen(blanks[i])))
			return strlen(blanks[i]);
	unsigned char last = (unsigned char)p[0] ? (unsigned char)p[1] ? (unsigned char)p[2] : 0 : 0;
	if (!strncmp(p, "\xE2\x80", 2) && (last <= 0x8B || last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE)))
		return 3;
	return !strncmp(p, "\xE2\x81", 2) && last >= 0xA6 && last <= 0xA9 ? 3 : 0;
}

/* Tokens go from character to character, one after the other, cover all that is neither blank nor in a note,
 * and each sentence goes from the begin of a token to the end of one; all tokens are in one. */
static void check_tiles(mini *m)
{
	const mini_layer *token = mini_find(m, "token"), *sentence = mini_find(m, "sentence");
	const mini_layer *note = mini_find(m, "note");
	glane_str t = mini_doc(m)->text;
	char *left = calloc(1, (size_t)t.n + 4);
	ck_assert_ptr_nonnull(left);
	if (t.n)
		memcpy(left, t.p, t.n);
	for (uint32_t i = 0; note && i < note->n; i++)
		memset(left + note->span[i].begin, ' ', note->span[i].end - note->span[i].begin);
	for (uint32_t i = 0, end = 0; i < token->n; i++) {
		glane_span s = token->span[i];
		ck_assert_uint_ge(s.begin, end);
		ck_assert_uint_gt(s.end, s.begin);
		ck_assert_msg((left[s.begin] & 0xC0) != 0x80 && (left[s.end] & 0xC0) != 0x80, "cuts at %u", s.begin);
		ck_assert_uint_gt(strlen(mini_cell(m, token, "form", i)), 0);
		for (uint32_t k = s.begin; k < s.end; k++)
			ck_assert_msg(left[k] != ' ' || t.p[k] == ' ', "byte %u is in a token and a note", k);
		memset(left + s.begin, ' ', s.end - s.begin);
		end = s.end;
	}
	for (uint32_t i = 0; i < t.n; i++) {
		size_t k = blank(left + i);
		ck_assert_msg(k > 0, "byte %u, %02x, is in no token", i, (unsigned char)left[i]);
		i += (uint32_t)k - 1;
	}
	uint32_t k = 0;
	for (uint32_t i = 0; i < sentence->n; i++) {
		ck_assert_uint_lt(k, token->n);
		ck_assert_uint_eq(sentence->span[i].begin, token->span[k].begin);
		while (k < token->n && token->span[k].begin < sentence->span[i].end)
			k++;
		ck_assert_uint_eq(sentence->span[i].end, token->span[k - 1].end);
	}
	ck_assert_uint_eq(k, token->n);
	free(left);
}

static uint64_t seed;
static uint32_t draw(uint32_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % n;
}

static size_t put(char *to, uint32_t c)
{
	if (c < 0x80) {
		*to = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n; i-- > 1; c >>= 6)
		to[i] = (char)(0x80 | (c & 0x3F));
	to[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | c);
	return n;
}

/* Characters of all kinds, and pieces of what the rules look for. */
static size_t random_text(char *to, uint32_t items)
{
	static const char *const pieces[] = { "dit-il", "l'", "qu’", "don't", "1 250", "12 3456", "x@y.fr", "www.a.b/c", "etc.", "J.",
		"étudiant·e·s", ":)", "…", "[A", "a_b()", "/a/b", "-t-", "`", "``", "```", "~~~", "\n```\n", "\n", "\n\n", " ", "\xC2\xA0", "workers' ", "'", "\"", "« ", " »" };
	char *from = to;
	for (uint32_t i = 0; i < items; i++) {
		uint32_t kind = draw(8), c = 1 + draw(126);
		if (kind < 3) {
			const char *p = pieces[draw(sizeof pieces / sizeof *pieces)];
			memcpy(to, p, strlen(p));
			to += strlen(p);
			continue;
		}
		if (kind == 4)
			c = 0xA0 + draw(0x1B0);
		if (kind == 5)
			c = 0x2000 + draw(0xC00);
		if (kind == 6)
			c = draw(2) ? 0x1F300 + draw(0x400) : 0x300 + draw(0xD000);
		to += put(to, c >= 0xD800 && c < 0xE000 ? 0xE000 : c);
	}
	return (size_t)(to - from);
}

static void check_random(const glane_plugin *p)
{
	static char text[1 << 16];
	for (uint32_t i = 0; i < 300; i++) {
		seed = i;
		mini *m = mini_new(text, random_text(text, i * 6));
		ck_assert_int_eq(mini_run(m, p, NULL), GLANE_OK);
		check_tiles(m);
		mini_free(m);
	}
}

START_TEST(random_texts_are_tiled)
{
	check_random(&glane_plugin_tokenize_fr);
	check_random(&glane_plugin_tokenize_en);
}
END_TEST

/* ---- Notes and turns ------------------------------------------------------------------------- */

START_TEST(notes_are_no_tokens_and_turns_end_sentences)
{
	const char *text = "Titre\nQ. Alors\nR. Oui [rire] je crois, enfin\nQ. bon\n";
	const char *const options[] = { "interviewer", "Q.", "respondent", "R.", NULL };
	mini *m = mini_new(text, strlen(text));
	ck_assert_int_eq(mini_run(m, &glane_plugin_turns, options), GLANE_OK);
	ck_assert_int_eq(mini_run(m, &glane_plugin_tokenize_fr, NULL), GLANE_OK);
	check_tiles(m);
	const mini_layer *token = mini_find(m, "token"), *sentence = mini_find(m, "sentence");
	ck_assert_uint_eq(token->n, 8);		/* titre alors oui je crois , enfin bon */
	ck_assert_uint_eq(sentence->n, 4);
	ck_assert_str_eq(mini_cell(m, token, "form", 0), "titre");
	ck_assert_str_eq(mini_cell(m, token, "kind", 5), "punctuation");
	ck_assert_uint_eq(sentence->span[2].begin, (uint32_t)(strstr(text, "Oui") - text));
	mini_free(m);
}
END_TEST

/* "oui · non": the forms of words and numbers, and of symbols in angle brackets; sentences are parted by /. */
static const char *counted(const char *text)
{
	static char out[1024];
	const char *const options[] = { "interviewer", "Q.", "respondent", "R.", NULL };
	char *to = out;
	mini *m = mini_new(text, strlen(text));
	ck_assert_int_eq(mini_run(m, &glane_plugin_turns, options), GLANE_OK);
	ck_assert_int_eq(mini_run(m, &glane_plugin_tokenize_en, NULL), GLANE_OK);
	check_tiles(m);
	const mini_layer *token = mini_find(m, "token"), *sentence = mini_find(m, "sentence");
	for (uint32_t i = 0, k = 0; i < token->n; i++) {
		const char *kind = mini_cell(m, token, "kind", i), *form = mini_cell(m, token, "form", i);
		if (k + 1 < sentence->n && token->span[i].begin >= sentence->span[k + 1].begin)
			to += sprintf(to, " /"), k++;
		if (!strcmp(kind, "symbol"))
			to += sprintf(to, " <%s>", form);
		else if (strcmp(kind, "punctuation"))
			to += sprintf(to, " %s", form);
	}
	*to = 0;
	mini_free(m);
	return out;
}

START_TEST(code_is_no_words)
{
	static const struct { const char *text, *counted; } cases[] = {
		{ "R. so:\n\n```\nif (a)\n\treturn b;\n```\n\nthat one", " so / <```> <if (a)> <return b;> <```> / that one" },
		{ "R. so\n~~~ c\nint a;\n~~~\nyes", " so / <~~~ c> <int a;> <~~~> / yes" },
		{ "R. look: ```\na b\nc d```\nyes", " look / <```> <a b> <c d```> / yes" },	/* as chats have it */
		{ "R. ````\n```\na\n````\nyes", " <````> <```> <a> <````> / yes" },
		/* A time code in it is a note all the same. */
		{ "R. ```\n[00:01:02] out of memory\n```\nyes", " <```> <out of memory> <```> / yes" },
		/* Code ends with its turn, and with its line between single signs. */
		{ "R. ```\nint a\nQ. who\nR. me\n```\nyes", " / int a / who / me / / yes" },
		{ "R. a `b\nc` d", " a b / c d" },
		{ "R. ```\nnever shut\nyes", " / never shut / yes" },
		{ "R. ~~~~~\nyes\n~~~~~\nno", " / yes / / no" },
		{ "R. ~~~\nyes ~~~\nno", " / yes / no" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		ck_assert_str_eq(counted(cases[i].text), cases[i].counted);
}
END_TEST

START_TEST(forms_are_composed_lower_and_plain)
{
	const char *text = "L\xE2\x80\x99" "E\xCC\x81" "COLE \xC5\x92UVRE infor\xC2\xADmation \xC4\xB0stanbul";
	mini *m = mini_new(text, strlen(text));
	ck_assert_int_eq(mini_run(m, &glane_plugin_tokenize_fr, NULL), GLANE_OK);
	const mini_layer *token = mini_find(m, "token");
	ck_assert_uint_eq(token->n, 5);
	ck_assert_str_eq(mini_cell(m, token, "form", 0), "l'");
	ck_assert_str_eq(mini_cell(m, token, "form", 1), "école");
	ck_assert_str_eq(mini_cell(m, token, "form", 2), "œuvre");
	ck_assert_str_eq(mini_cell(m, token, "form", 3), "information");
	mini_free(m);
}
END_TEST

/* The forms of the words and signs of a text, with | between. */
static const char *forms(const glane_plugin *p, const char *text)
{
	static char out[1024];
	char *to = out;
	mini *m = mini_new(text, strlen(text));
	ck_assert_int_eq(mini_run(m, p, NULL), GLANE_OK);
	const mini_layer *token = mini_find(m, "token");
	for (uint32_t i = 0; i < token->n; i++)
		to += sprintf(to, "%s%s", i ? "|" : "", mini_cell(m, token, "form", i));
	*to = 0;
	mini_free(m);
	return out;
}

START_TEST(forms_are_without_what_extraction_and_typing_leave)
{
	const glane_plugin *const fr = &glane_plugin_tokenize_fr, *const en = &glane_plugin_tokenize_en;
	ck_assert_str_eq(forms(fr, "La ﬁn des oﬃciers, l´ami, QU`il, n‘est"), "la|fin|des|officiers|,|l'|ami|,|qu'|il|,|n'|est");
	ck_assert_str_eq(forms(fr, "Aujourd′hui quelqu´un l´on L`Oﬀre aﬄux ﬂot"), "aujourd'hui|quelqu'un|l'on|l'|offre|afflux|flot");
	ck_assert_str_eq(forms(en, "I don´t, they`re, it′s preﬆo ﬅill"), "i|don't|,|they're|,|it's|presto|still");
	/* Code, measures, accents of their own and joined emoji are left as they are; joiners within a word go. */
	ck_assert_str_eq(forms(en, "so `x` is 5′ ´ ` 👩‍💻 in\xE2\x80\x8Cside"), "so|`|x|`|is|5|′|´|`|👩‍💻|inside");
}
END_TEST

static bool is_form(const char *text, const char *expected)
{
	char out[FORM_ROOM(64)];
	size_t n = form_of(text, strlen(text), out);
	return n == strlen(expected) && !memcmp(out, expected, n);
}

START_TEST(phrases_have_the_forms_of_their_words)
{
	ck_assert(is_form("L´amie d`Ève", "l'amie d'ève"));
	ck_assert(is_form("dire `so´ là´", "dire `so´ là´"));	/* quotation marks */
	ck_assert(is_form("´", "´"));
	char text[] = "L´Oﬃ\xC2\xAD" "ce";
	ck_assert_uint_eq(form_tidy(text, strlen(text)), strlen("L'Office"));
	ck_assert_int_eq(memcmp(text, "L'Office", strlen("L'Office")), 0);
}
END_TEST

/* What form_blank() and form_line_end() skip is what the lexers do: of "a?a" with any character between, it is in no
 * token. */
static void check_blanks(const glane_plugin *p)
{
	static char text[0x11000 * 8];
	size_t n = 0;
	uint32_t blanks = 0;
	for (uint32_t c = 1; c < 0x11000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		text[n++] = 'a';
		n += put(text + n, c);
		memcpy(text + n, "a ", 2);
		n += 2;
	}
	mini *m = mini_new(text, n);
	ck_assert_int_eq(mini_run(m, p, NULL), GLANE_OK);
	const mini_layer *token = mini_find(m, "token");
	char *in = calloc(1, n);
	ck_assert_ptr_nonnull(in);
	for (uint32_t i = 0; i < token->n; i++)
		memset(in + token->span[i].begin, 1, token->span[i].end - token->span[i].begin);
	for (size_t i = 0, k; i < n; i += 1 + k + 2) {
		uint32_t c = form_decode(text + i + 1, n - i - 1, &k);
		bool is_blank = form_blank(text + i + 1, k) || form_line_end(text + i + 1, k);
		ck_assert_msg(is_blank == !in[i + 1], "U+%04X", c);
		blanks += is_blank;
	}
	ck_assert_uint_gt(blanks, 30);
	free(in);
	mini_free(m);
}

START_TEST(blanks_are_those_of_the_lexers)
{
	check_blanks(&glane_plugin_tokenize_fr);
	check_blanks(&glane_plugin_tokenize_en);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("tokenize");
	TCase *c = tcase_create("tokenize");
	tcase_add_test(c, french_phenomena);
	tcase_add_test(c, english_phenomena);
	tcase_add_test(c, random_texts_are_tiled);
	tcase_add_test(c, notes_are_no_tokens_and_turns_end_sentences);
	tcase_add_test(c, code_is_no_words);
	tcase_add_test(c, forms_are_composed_lower_and_plain);
	tcase_add_test(c, forms_are_without_what_extraction_and_typing_leave);
	tcase_add_test(c, phrases_have_the_forms_of_their_words);
	tcase_add_test(c, blanks_are_those_of_the_lexers);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
