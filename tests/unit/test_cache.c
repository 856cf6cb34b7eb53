/* What is kept between runs: found again, whole and unchanged, or not at all. */
#include <config.h>
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "cache.h"
#include "file.h"

static arena *in;
static char top[] = "/tmp/glane-cache-XXXXXX", folder[64], was[4096], key[65];
static unsigned char bytes[100001];

static void setup(void)
{
	const glane_bytes part = { (const unsigned char *)"parts", 5 };
	in = arena_new();
	strcpy(top + strlen(top) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(top));
	snprintf(folder, sizeof folder, "%s/a/cache", top);
	snprintf(was, sizeof was, "%s", getenv("HOME") ? getenv("HOME") : "");
	setenv("GLANE_CACHE", folder, 1);
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(i * 7 + i / 300);
	cache_key("words", 1, &part, key);
}

static void teardown(void)
{
	setenv("HOME", was, 1);
	path_remove_all(top);
	arena_free(in);
}

static const glane_bytes all = { bytes, sizeof bytes };

static bool found(void)
{
	cache_map m;
	if (!cache_find(in, "words", key, &m))
		return false;
	ck_assert_uint_eq(m.bytes.n, all.n);
	ck_assert(!memcmp(m.bytes.p, all.p, all.n));
	cache_release(&m);
	return true;
}

/* Keeps the bytes; they can be read in any case. Returns why they aren't kept. */
static const char *keep(void)
{
	cache_map m;
	const char *why = cache_keep(in, "words", key, all, &m);
	ck_assert_uint_eq(m.bytes.n, all.n);
	ck_assert(!memcmp(m.bytes.p, all.p, all.n));
	cache_release(&m);
	return why;
}

static char *path(void)
{
	return arena_print(in, "%s/words-%.32s", folder, key);
}

static void put(const char *at, const void *p, size_t n)
{
	FILE *f = fopen(at, "wb");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(p, 1, n, f), n);
	ck_assert(!fclose(f));
}

START_TEST(kept_and_found)
{
	struct stat s;
	ck_assert(!found());
	ck_assert_ptr_null(keep());
	ck_assert(found());
	ck_assert(!stat(folder, &s));
	ck_assert_uint_eq(s.st_mode & 0777, 0700);
	char other[65];
	cache_map m;
	const glane_bytes two[] = { { (const unsigned char *)"par", 3 }, { (const unsigned char *)"ts", 2 } };
	cache_key("words", 2, two, other);
	ck_assert_str_ne(key, other);
	ck_assert(!cache_find(in, "words", other, &m));
	cache_key("letters", 1, &(glane_bytes){ (const unsigned char *)"parts", 5 }, other);
	ck_assert_str_ne(key, other);
}
END_TEST

/* Cut anywhere, changed anywhere, somebody else's, under another key: not found, and replaced. */
START_TEST(damaged)
{
	glane_bytes whole;
	ck_assert_ptr_null(keep());
	ck_assert(file_read(in, path(), &whole, NULL));
	unsigned char *copy = arena_alloc(in, whole.n + 10);
	for (size_t n = 0; n < whole.n; n += n < 100 ? 7 : 9973) {
		put(path(), whole.p, n);
		ck_assert_msg(!found(), "%zu bytes of it", n);
	}
	for (size_t i = 0; i < whole.n; i += i < 100 ? 3 : 9973) {
		memcpy(copy, whole.p, whole.n);
		copy[i] ^= 4;
		put(path(), copy, whole.n);
		ck_assert_msg(!found(), "byte %zu of it is another", i);
	}
	memcpy(copy, whole.p, whole.n);
	put(path(), copy, whole.n + 10);
	ck_assert(!found());
	put(path(), "a text of the user's", 20);
	ck_assert(!found());
	ck_assert_ptr_null(keep());
	ck_assert(found());
	char other[65];
	cache_map m;
	memcpy(other, key, sizeof other);
	other[0] = other[0] == 'a' ? 'b' : 'a';
	put(arena_print(in, "%s/words-%.32s", folder, other), whole.p, whole.n);
	ck_assert(!cache_find(in, "words", other, &m));
}
END_TEST

/* What others could have written isn't looked at, and nothing is put there. */
START_TEST(writable_by_others)
{
	ck_assert_ptr_null(keep());
	ck_assert(!chmod(path(), 0666));
	ck_assert(!found());
	ck_assert_ptr_null(keep());
	ck_assert(found());
	ck_assert(!chmod(folder, 0777));
	ck_assert(!found());
	ck_assert_ptr_nonnull(keep());
	ck_assert(!chmod(folder, 0700));
	char *away = arena_print(in, "%s/away", top);
	ck_assert(!rename(path(), away));
	ck_assert(!symlink(away, path()));
	ck_assert(!found());
	ck_assert_ptr_null(keep());
	ck_assert(found());
}
END_TEST

START_TEST(no_place)
{
	char *file = arena_print(in, "%s/file", top);
	put(file, "x", 1);
	setenv("GLANE_CACHE", arena_print(in, "%s/cache", file), 1);
	ck_assert_ptr_nonnull(keep());
	ck_assert(!found());
	setenv("GLANE_CACHE", "cache", 1);
	ck_assert_ptr_nonnull(strstr(keep(), "GLANE_CACHE"));
	ck_assert(access("cache", F_OK));
	unsetenv("GLANE_CACHE");
	unsetenv("XDG_CACHE_HOME");
	unsetenv("HOME");
	ck_assert_ptr_nonnull(keep());
	setenv("HOME", top, 1);
	ck_assert_ptr_null(keep());
	ck_assert(found());
	ck_assert(!access(arena_print(in, "%s/.cache/glane/words-%.32s", top, key), F_OK));
	setenv("XDG_CACHE_HOME", "relative", 1);
	ck_assert(found());
	setenv("XDG_CACHE_HOME", arena_print(in, "%s/xdg", top), 1);
	ck_assert(!found());
	ck_assert_ptr_null(keep());
	ck_assert(!access(arena_print(in, "%s/xdg/glane/words-%.32s", top, key), F_OK));
}
END_TEST

/* Several runs at once: each sees the whole or nothing, and nothing else is left. */
START_TEST(at_once)
{
	enum { RUNS = 4 };
	pid_t child[RUNS];
	for (int i = 0; i < RUNS; i++) {
		child[i] = fork();
		ck_assert_int_ge(child[i], 0);
		if (child[i])
			continue;
		bool good = true;
		for (int k = 0; k < 20 && good; k++) {
			cache_map m;
			if (k % 2 && cache_find(in, "words", key, &m))
				good = m.bytes.n == all.n && !memcmp(m.bytes.p, all.p, all.n);
			else
				good = !cache_keep(in, "words", key, all, &m) && m.bytes.n == all.n;
			cache_release(&m);
		}
		_exit(good ? 0 : 1);
	}
	for (int i = 0; i < RUNS; i++) {
		int status;
		ck_assert_int_eq(waitpid(child[i], &status, 0), child[i]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	ck_assert(found());
	ck_assert(!unlink(path()));
	ck_assert(!rmdir(folder));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("cache");
	TCase *t = tcase_create("cache");
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, kept_and_found);
	tcase_add_test(t, damaged);
	tcase_add_test(t, writable_by_others);
	tcase_add_test(t, no_place);
	tcase_add_test(t, at_once);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
