/* Every pipeline in tests/wrong/pipeline is wrong in one way, and is told so in English and in French.
 *
 * expected.txt there: a line `[FILE]`, or `[FILE --set A.B=C]`, then what is said, all of it, first with
 * "en " and then with "fr " before each line. DIR stands for the folder, PROFILES for glane's own. `test_wrong_pipeline --print`
 * writes that file anew from what is said now: read it before it is committed. */
#include <config.h>
#include <check.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "fake_loader.h"
#include "file.h"
#include "language.h"
#include "pipeline.h"

enum { MOST_SETS = 8 };
static char folder[PATH_MAX], profiles[PATH_MAX];
static const char *const languages[] = { "en", "fr" };

static void enter(void)
{
	const char *top = getenv("top_srcdir");
	char path[PATH_MAX];
	snprintf(path, sizeof path, "%s/tests/wrong/pipeline", top ? top : ".");
	if (chdir(path) || !getcwd(folder, sizeof folder)) {
		perror(path);
		exit(99);
	}
	arena *in = arena_new();
	snprintf(profiles, sizeof profiles, "%s", glane_data(in, "pipelines/profiles"));
	arena_free(in);
}

static void speak(const char *language)
{
	setenv("LANGUAGE", language, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	language_init();
}

/* The text with DIR for the folder and PROFILES for that of glane's own, and "en " before each line. */
static char *portable(const char *text, const char *language)
{
	char *out = NULL;
	size_t n = 0, k = strlen(folder), j = strlen(profiles);
	FILE *f = open_memstream(&out, &n);
	for (const char *p = text; *p;) {
		if (p == text || p[-1] == '\n')
			fprintf(f, "%s ", language);
		if (!strncmp(p, folder, k)) {
			fputs("DIR", f);
			p += k;
		} else if (!strncmp(p, profiles, j)) {
			fputs("PROFILES", f);
			p += j;
		} else {
			fputc(*p++, f);
		}
	}
	fclose(f);
	return out;
}

/* All that is said of one file, as it stands in expected.txt. `head` is the line in brackets. */
static char *say(const char *head, const char *language)
{
	char *out = NULL, words[1024], *set[MOST_SETS], *save = NULL;
	size_t n = 0;
	uint32_t n_set = 0;
	snprintf(words, sizeof words, "%.*s", (int)strcspn(head, "]") - 1, head + 1);
	char *name = strtok_r(words, " ", &save);
	for (char *w; (w = strtok_r(NULL, " ", &save)) && n_set < MOST_SETS;)
		if (strcmp(w, "--set"))
			set[n_set++] = w;
	speak(language);
	arena *in = arena_new();
	messages *m = messages_new(in);
	pipeline *p = pipeline_load(in, name, n_set, (const char *const *)set, m);
	if (p)
		check_static(p, loader_new(in, 0, NULL), m);
	FILE *f = open_memstream(&out, &n);
	messages_print(m, f);
	fclose(f);
	arena_free(in);
	char *result = portable(out, language);
	free(out);
	return result;
}

static char *expected(void)
{
	arena *in = arena_new();
	glane_bytes b;
	if (!file_read(in, "expected.txt", &b, NULL)) {
		perror("expected.txt");
		exit(99);
	}
	char *s = strdup((const char *)b.p);
	arena_free(in);
	return s;
}

/* A line of `fr` whose text is one of `en`: its translation is missing. What the fake loader says has none. */
static const char *untranslated(const char *en, const char *fr)
{
	static const char colon[] = "\xc2\xa0: ";
	for (const char *p = fr; *p; p += strcspn(p, "\n") + 1) {
		const char *text = strstr(p, colon) + strlen(colon);
		static char line[4096];
		snprintf(line, sizeof line, "%.*s", (int)strcspn(text, "\n"), text);
		if (strncmp(line, "(loader)", 8) && strstr(en, line))
			return line;
	}
	return NULL;
}

START_TEST(each_is_told_in_two_languages)
{
	char *all = expected(), *p = all;
	uint32_t cases = 0;
	while ((p = strchr(p, '[')) != NULL) {
		char *body = strchr(p, '\n') + 1, *end = strstr(body, "\n[");
		size_t n = end ? (size_t)(end - body) + 1 : strlen(body);
		char *en = say(p, "en"), *fr = say(p, "fr"), *both = NULL, *want = strndup(body, n);
		ck_assert_int_ge(asprintf(&both, "%s%s", en, fr), 0);
		ck_assert_msg(*en && *fr, "%.40s: nothing was said", p);
		ck_assert_msg(!strcmp(both, want), "%.*s\nsaid:\n%s\nexpected:\n%s", (int)(body - p - 1), p, both,
		              want);
		const char *english = untranslated(en, fr);
		ck_assert_msg(!english, "%.*s: not in French: %s", (int)(body - p - 1), p, english);
		free(en);
		free(fr);
		free(both);
		free(want);
		cases++;
		p = body + n - 1;
	}
	free(all);
	ck_assert_uint_ge(cases, 60);
}
END_TEST

static int print(void)
{
	char *all = expected(), *save = NULL;
	FILE *f = fopen("expected.txt", "w");
	for (char *line = strtok_r(all, "\n", &save); f && line; line = strtok_r(NULL, "\n", &save)) {
		if (*line != '[')
			continue;
		fprintf(f, "%s\n", line);
		for (int i = 0; i < 2; i++) {
			char *text = say(line, languages[i]);
			fputs(text, f);
			free(text);
		}
	}
	free(all);
	return f ? fclose(f) : 1;
}

int main(int argc, char **argv)
{
	enter();
	if (argc > 1 && !strcmp(argv[1], "--print"))
		return print();
	Suite *s = suite_create("wrong pipelines");
	TCase *t = tcase_create("wrong pipelines");
	tcase_add_test(t, each_is_told_in_two_languages);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
