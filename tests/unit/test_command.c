/* The command line: options in all their spellings, what is wrong in them, help. */
#include <config.h>
#include <check.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "command.h"
#include "language.h"

static const command_option options[] = {
	{ "--jobs", 'j', "N", "So many processes" },
	{ "--quiet", 'q', NULL, "Says nothing" },
	{ "--resume", 0, "[if-any]", "Continues an interrupted run, or with =if-any begins anew "
	                             "when there is none at all" },
	{ NULL, 0, NULL, NULL }
};
static const command sample = { "sample", "FILE…", "Tries the command line", options, NULL,
	"A paragraph that is longer than a line of eighty columns and is therefore broken where "
	"there is a blank.\n\n"
	"  glane sample "
	"--an-example-that-is-longer-than-a-line-of-eighty-columns-and-stays-as-it-is" };

typedef struct { int option; const char *value; } step;

/* Walks the words and compares; what is said goes to where nobody reads it. */
static void walk(const char *words, uint32_t n, const step *expected)
{
	char name[] = "sample", copy[256], *argv[32] = { name };
	int argc = 1;
	strcpy(copy, words);
	for (char *w = strtok(copy, " "); w; w = strtok(NULL, " "))
		argv[argc++] = w;
	command_line line = { argc, argv, 0, false };
	for (uint32_t i = 0; i < n; i++) {
		const char *value;
		int o = command_next(&sample, &line, &value);
		ck_assert_msg(o == expected[i].option, "\"%s\", step %u: %d", words, i, o);
		ck_assert_msg(value == expected[i].value ||
		              (value && expected[i].value && !strcmp(value, expected[i].value)),
		              "\"%s\", step %u: %s", words, i, value ? value : "nothing");
	}
}
#define WALK(words, ...) do { const step s_[] = { __VA_ARGS__ }; walk(words, sizeof s_ / sizeof *s_, s_); } while (0)

START_TEST(spellings)
{
	WALK("", { OPTION_END, NULL });
	WALK("a b", { OPTION_WORD, "a" }, { OPTION_WORD, "b" }, { OPTION_END, NULL });
	WALK("--jobs 4", { 0, "4" }, { OPTION_END, NULL });
	WALK("--jobs=4 x", { 0, "4" }, { OPTION_WORD, "x" });
	WALK("-j4", { 0, "4" });
	WALK("-j 4", { 0, "4" });
	WALK("-q -j=4", { 1, NULL }, { 0, "4" });
	WALK("--jobs= x", { 0, "" }, { OPTION_WORD, "x" });
	WALK("--jobs --quiet", { 0, "--quiet" });
	WALK("--resume x", { 2, NULL }, { OPTION_WORD, "x" });
	WALK("--resume=if-any", { 2, "if-any" });
	WALK("- -- --jobs -q", { OPTION_WORD, "-" }, { OPTION_WORD, "--jobs" },
	     { OPTION_WORD, "-q" }, { OPTION_END, NULL });
}
END_TEST

/* What stderr gets while f runs. */
static const char *stderr_of(const char *words)
{
	static char text[1024];
	FILE *f = tmpfile();
	int before = dup(2);
	ck_assert_ptr_nonnull(f);
	dup2(fileno(f), 2);
	WALK(words, { OPTION_USAGE, NULL });
	fflush(stderr);
	dup2(before, 2);
	close(before);
	rewind(f);
	text[fread(text, 1, sizeof text - 1, f)] = 0;
	fclose(f);
	return text;
}

START_TEST(wrong)
{
	ck_assert_ptr_nonnull(strstr(stderr_of("--job 4"), "there is no option --job: did "
	                                                   "you mean --jobs?"));
	ck_assert_ptr_nonnull(strstr(stderr_of("--jobs"), "the option --jobs needs an argument"));
	ck_assert_ptr_nonnull(strstr(stderr_of("-j"), "the option --jobs needs an argument"));
	ck_assert_ptr_nonnull(strstr(stderr_of("--quiet=yes"),
	                             "the option --quiet takes no argument"));
	ck_assert_ptr_nonnull(strstr(stderr_of("-x"), "there is no option -x"));
	ck_assert_ptr_nonnull(strstr(stderr_of("-qj"), "there is no option -qj"));
	ck_assert_ptr_nonnull(strstr(stderr_of("--zzzzzzzz"),
	                             "there is no option --zzzzzzzz\n`glane sample --help`"));
}
END_TEST

START_TEST(help)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	command_help(&sample, f);
	fclose(f);
	ck_assert_ptr_nonnull(strstr(text, "Usage: glane sample FILE…\n"));
	ck_assert_ptr_nonnull(strstr(text, "  -j, --jobs N            So many processes\n"));
	ck_assert_ptr_nonnull(strstr(text, "      --resume[=if-any]   Continues"));
	ck_assert_ptr_nonnull(strstr(text, "columns-and-stays-as-it-is\n"));
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
		ck_assert_msg(strlen(line) <= 80 || strstr(line, "stays-as-it-is"), "%s", line);
	free(text);
}
END_TEST

int main(void)
{
	setenv("LANGUAGE", "en", 1);
	language_init();
	Suite *s = suite_create("command");
	TCase *t = tcase_create("line");
	tcase_add_test(t, spellings);
	tcase_add_test(t, wrong);
	tcase_add_test(t, help);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
