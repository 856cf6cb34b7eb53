/* loader_trust.c - a plugin is code that runs as the user, so nobody else may be able to change
 * it: not the file, not a folder on the way to it, not a symbolic link that is followed. Access
 * control lists are not looked at: the mask of one shows as the group's permission, which is. */
#include <config.h>
#include <errno.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "language.h"
#include "loader_private.h"

static bool self_or_root(uid_t who)
{
	return who == 0 || who == geteuid();
}

/* Does a group let in anyone but root, the user and the owner? Those whose first group it is
 * aren't on the group's own list. */
static bool group_has_others(gid_t group, uid_t owner)
{
	const struct group *g = getgrgid(group);
	bool others = false;
	if (!g)
		return true;
	for (char **name = g->gr_mem; *name && !others; name++) {
		const struct passwd *p = getpwnam(*name);
		others = p && !self_or_root(p->pw_uid) && p->pw_uid != owner;
	}
	if (others)
		return true;
	setpwent();
	for (const struct passwd *p; !others && (p = getpwent()) != NULL;)
		others = p->pw_gid == group && !self_or_root(p->pw_uid) && p->pw_uid != owner;
	endpwent();
	return others;
}

static const char *look_at(arena *in, const char *path, const struct stat *s, bool passed)
{
	if (!self_or_root(s->st_uid)) {
		const struct passwd *p = getpwuid(s->st_uid);
		return arena_print(in, _("%s belongs to %s: only what belongs to you "
		                         "or to root is used"), path,
		                   p ? p->pw_name
		                   : arena_print(in, "%lu", (unsigned long)s->st_uid));
	}
	if (s->st_mode & S_IWOTH && !(passed && s->st_mode & S_ISVTX))
		return arena_print(in, _("everybody may write to %s: take that away (chmod o-w) "
		                         "or put the plugin elsewhere"), path);
	if (s->st_mode & S_IWGRP && !(passed && s->st_mode & S_ISVTX) &&
	    group_has_others(s->st_gid, s->st_uid)) {
		const struct group *g = getgrgid(s->st_gid);
		return arena_print(in, _("the members of the group %s may write to %s: take that "
		                         "away (chmod g-w) "
		                         "or put the plugin elsewhere"),
		                   g ? g->gr_name
		                   : arena_print(in, "%lu", (unsigned long)s->st_gid), path);
	}
	return NULL;
}

/* Takes the first name off `rest`; "" at the end. */
static void take_name(char *rest, char *name)
{
	size_t from = strspn(rest, "/"), n = strcspn(rest + from, "/");
	memcpy(name, rest + from, n);
	name[n] = '\0';
	memmove(rest, rest + from + n, strlen(rest + from + n) + 1);
}

static bool is_last(const char *rest)
{
	return !rest[strspn(rest, "/")];
}

static const char *not_there(arena *in, const char *path)
{
	return arena_print(in, "%s: %s", path, message_reason(errno));
}

/* The folder that holds the file is passed last. */
static bool one_left(const char *rest)
{
	const char *next = rest + strspn(rest, "/");
	return *next && !strchr(next, '/');
}

/* Puts what the link `at` says before `rest`. The link itself can be exchanged only by who may
 * write to its folder, seen already; in a sticky one also by its owner, seen as well. */
static bool follow(const char *at, char *rest)
{
	char link[PATH_MAX];
	ssize_t n = readlink(at, link, sizeof link);
	if (n <= 0 || (size_t)n >= sizeof link || (size_t)n + strlen(rest) + 1 > 2 * PATH_MAX)
		return false;
	memmove(rest + n, rest, strlen(rest) + 1);
	memcpy(rest, link, (size_t)n);
	return true;
}

const char *trust_file(arena *in, const char *path)
{
	char rest[2 * PATH_MAX], at[PATH_MAX] = "", name[PATH_MAX];
	struct stat s;
	int links = 0;

	errno = ENAMETOOLONG;
	if (strlen(path) >= PATH_MAX)
		return not_there(in, path);
	strcpy(rest, path);
	if (stat("/", &s))
		return not_there(in, "/");
	const char *why = look_at(in, "/", &s, true);
	while (!why && !is_last(rest)) {
		size_t before = strlen(at);
		take_name(rest, name);
		if (!strcmp(name, "."))
			continue;
		if (!strcmp(name, "..")) {
			char *slash = strrchr(at, '/');
			if (slash)
				*slash = '\0';
			continue;
		}
		errno = ENAMETOOLONG;
		if (before + strlen(name) + 2 > sizeof at)
			return not_there(in, path);
		at[before] = '/';
		strcpy(at + before + 1, name);
		if (lstat(at, &s))
			return not_there(in, at);
		if (S_ISLNK(s.st_mode)) {
			if (!self_or_root(s.st_uid))
				return look_at(in, at, &s, true);
			errno = ELOOP;
			if (++links > 40 || !follow(at, rest))
				return not_there(in, at);
			if (*rest == '/')
				before = 0;
			at[before] = '\0';
			continue;
		}
		why = look_at(in, at, &s, S_ISDIR(s.st_mode) && !one_left(rest));
	}
	if (!why && !S_ISREG(s.st_mode))
		return arena_print(in, _("%s is not a regular file"), at);
	return why;
}
