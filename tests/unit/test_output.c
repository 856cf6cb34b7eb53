/* test_output.c - where results go: locks, foreign files, the exchange of folders and its recovery. */
#include <config.h>
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "worker.h"

static arena *in;
static char place_of_test[64];

/* A fresh folder, in which each test stands. */
static void begin(void)
{
	in = arena_new();
	strcpy(place_of_test, "/tmp/test_output.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(place_of_test));
	ck_assert_int_eq(chdir(place_of_test), 0);
	ck_assert_ptr_nonnull(freopen("said", "w+", stderr));
}

static void end(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert(path_remove_all(place_of_test));
	arena_free(in);
}

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	ck_assert_msg(f != NULL, "%s", path);
	fputs(text, f);
	fclose(f);
}

static const char *get(const char *path)
{
	glane_bytes b;
	return file_read(in, path, &b, NULL) ? (const char *)b.p : "(none)";
}

static bool there(const char *path)
{
	struct stat s;
	return !lstat(path, &s);
}

/* What was said since the last call holds the text. */
static bool said(const char *text)
{
	static size_t before;
	fflush(stderr);
	const char *all = get(arena_print(in, "%s/said", place_of_test));
	size_t n = strlen(all);
	const char *fresh = all + (n < before ? 0 : before);
	before = n;
	return strstr(fresh, text) != NULL;
}

/* A result of one file, `text`, put in the place of `out`. */
static void make_result(const char *out, const char *text)
{
	output *o = output_begin(in, out);
	ck_assert_msg(o != NULL, "no output: %s", get("said"));
	put(path_join(in, output_folder(o), "table.csv"), text);
	static const char manifest[] = "{\"files\": [{\"path\": \"table.csv\"}]}\n";
	ck_assert(output_finish(o, manifest, sizeof manifest - 1));
}

START_TEST(a_result_and_the_former_one)
{
	make_result("out", "one");
	ck_assert_str_eq(get("out/table.csv"), "one");
	ck_assert(!there("out.previous"));
	make_result("out", "two");
	ck_assert_str_eq(get("out/table.csv"), "two");
	ck_assert_str_eq(get("out.previous/table.csv"), "one");
	make_result("out/", "three");
	ck_assert_str_eq(get("out/table.csv"), "three");
	ck_assert_str_eq(get("out.previous/table.csv"), "two");
	ck_assert(!there("out.glane-lock"));
}
END_TEST

START_TEST(given_up)
{
	make_result("out", "one");
	output *o = output_begin(in, "out");
	const char *folder = arena_string(in, output_folder(o));
	put(path_join(in, folder, "half"), "");
	output_abandon(o);
	ck_assert(!there(folder) && !there("out.glane-lock"));
	ck_assert_str_eq(get("out/table.csv"), "one");
}
END_TEST

START_TEST(folders_above_are_made)
{
	make_result("a/b/c", "one");
	ck_assert_str_eq(get("a/b/c/table.csv"), "one");
}
END_TEST

START_TEST(foreign_files_are_refused)
{
	ck_assert_int_eq(mkdir("out", 0777), 0);
	put("out/thesis.odt", "years of work");
	ck_assert_ptr_null(output_begin(in, "out"));
	ck_assert(said("thesis.odt"));
	ck_assert(!there("out.glane-lock"));
	remove("out/thesis.odt");
	make_result("out", "one");		/* empty: fine */

	put("out/my notes.txt", "");
	ck_assert_ptr_null(output_begin(in, "out"));
	ck_assert(said("my notes.txt"));
	remove("out/my notes.txt");
	ck_assert_int_eq(mkdir("out/deep", 0777), 0);
	put("out/deep/x", "");
	ck_assert_ptr_null(output_begin(in, "out"));
	ck_assert(said("deep/x"));
	remove("out/deep/x");

	/* Not the user's: a spreadsheet is open, a file manager has looked. */
	put("out/.~lock.table.csv#", "");
	put("out/~$table.xlsx", "");
	put("out/.DS_Store", "");
	put("out/deep/Thumbs.db", "");
	make_result("out", "two");
	put("out.previous/mine", "");
	ck_assert_ptr_null(output_begin(in, "out"));
	ck_assert(said("mine"));
	ck_assert_str_eq(get("out/table.csv"), "two");
}
END_TEST

START_TEST(files_and_links)
{
	put("out", "a file");
	ck_assert_ptr_null(output_begin(in, "out"));
	ck_assert_str_eq(get("out"), "a file");
	ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
	ck_assert_ptr_null(output_begin(in, "dangling"));
	ck_assert(said("dangling"));
	make_result("real", "one");
	ck_assert_int_eq(symlink("real", "link"), 0);
	make_result("link", "two");
	ck_assert_str_eq(get("real/table.csv"), "two");
	ck_assert_str_eq(get("real.previous/table.csv"), "one");
	struct stat s;
	ck_assert(!lstat("link", &s) && S_ISLNK(s.st_mode));
}
END_TEST

START_TEST(one_at_a_time)
{
	int ready[2];
	char c;
	ck_assert_int_eq(pipe(ready), 0);
	pid_t pid = fork();
	if (!pid) {
		output *o = output_begin(in, "out");
		c = o ? 'y' : 'n';
		if (write(ready[1], &c, 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	ck_assert_int_eq(c, 'y');
	ck_assert_ptr_null(output_begin(in, "out"));
	ck_assert(said(arena_print(in, "%ld", (long)pid)));
	ck_assert(there("out.glane-lock"));
	/* Killed: what it had begun is removed, the lock is free. */
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	make_result("out", "one");
	ck_assert_int_eq(system("ls -d out.glane-* 2>/dev/null | grep -q ."), 256);
}
END_TEST

/* A user's folder whose name looks like one of ours stays. */
START_TEST(names_that_look_alike)
{
	ck_assert_int_eq(mkdir("out.glane-backup", 0777), 0);
	put("out.glane-backup/x", "mine");
	make_result("out", "one");
	make_result("out", "two");
	ck_assert_str_eq(get("out.glane-backup/x"), "mine");
}
END_TEST

static void make_folder(const char *name, const char *text)
{
	ck_assert_int_eq(mkdir(name, 0777), 0);
	put(arena_print(in, "%s/x", name), text);
}

START_TEST(killed_before_the_exchange)
{
	struct stat s;
	make_folder("out", "old");
	make_folder("out.glane-abcdef", "new");
	ck_assert_int_eq(lstat("out.glane-abcdef", &s), 0);
	lock l = { .folder = "out.glane-abcdef", .inode = s.st_ino };
	ck_assert(exchange_recover(in, "out", "out.previous", &l));
	ck_assert_str_eq(get("out/x"), "old");
	ck_assert(!there("out.glane-abcdef") && !there("out.previous"));
}
END_TEST

START_TEST(killed_after_the_exchange)
{
	struct stat s;
	make_folder("out", "new");
	make_folder("out.glane-abcdef", "old");
	ck_assert_int_eq(lstat("out", &s), 0);
	lock l = { .folder = "out.glane-abcdef", .inode = s.st_ino };
	ck_assert(exchange_recover(in, "out", "out.previous", &l));
	ck_assert_str_eq(get("out/x"), "new");
	ck_assert_str_eq(get("out.previous/x"), "old");
	ck_assert(!there("out.glane-abcdef"));
}
END_TEST

START_TEST(journal_is_completed)
{
	lock l = { .folder = NULL };
	/* Between the two renames. */
	make_folder("out.previous", "old");
	make_folder("out.glane-abcdef", "new");
	put("out.glane-journal", "out.glane-abcdef\n");
	ck_assert(exchange_recover(in, "out", "out.previous", &l));
	ck_assert_str_eq(get("out/x"), "new");
	ck_assert_str_eq(get("out.previous/x"), "old");
	ck_assert(!there("out.glane-journal"));
	/* Before the first, and after the second. */
	make_folder("out.glane-ghijkl", "newer");
	put("out.glane-journal", "out.glane-ghijkl\n");
	ck_assert(exchange_recover(in, "out", "out.previous", &l));
	ck_assert_str_eq(get("out/x"), "newer");
	ck_assert_str_eq(get("out.previous/x"), "new");
	put("out.glane-journal", "out.glane-ghijkl\n");
	ck_assert(exchange_recover(in, "out", "out.previous", &l));
	ck_assert_str_eq(get("out/x"), "newer");
	/* What leads elsewhere is not followed. */
	make_folder("mine", "mine");
	put("out.glane-journal", "../mine\n");
	ck_assert(exchange_recover(in, "out", "out.previous", &l));
	ck_assert_str_eq(get("mine/x"), "mine");
}
END_TEST

START_TEST(limits_are_sane)
{
	ck_assert_int_ge(limits_cores(), 1);
	ck_assert_int_le(limits_cores(), (int)sysconf(_SC_NPROCESSORS_CONF));
	ck_assert(limits_memory() > UINT64_C(1) << 24);
	ck_assert_int_eq(workers_count(0), 0);
	ck_assert_int_eq(workers_count(3), 3);
	ck_assert_int_ge(workers_count(-1), 1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("output");
	TCase *t = tcase_create("output");
	suite_add_tcase(s, t);
	tcase_add_checked_fixture(t, begin, end);
	tcase_add_test(t, a_result_and_the_former_one);
	tcase_add_test(t, given_up);
	tcase_add_test(t, folders_above_are_made);
	tcase_add_test(t, foreign_files_are_refused);
	tcase_add_test(t, files_and_links);
	tcase_add_test(t, one_at_a_time);
	tcase_add_test(t, names_that_look_alike);
	tcase_add_test(t, killed_before_the_exchange);
	tcase_add_test(t, killed_after_the_exchange);
	tcase_add_test(t, journal_is_completed);
	tcase_add_test(t, limits_are_sane);
	SRunner *run = srunner_create(s);
	srunner_run_all(run, CK_NORMAL);
	int failed = srunner_ntests_failed(run);
	srunner_free(run);
	return failed != 0;
}
