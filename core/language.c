/* language.c - the languages of messages and of the report. */
#include <config.h>
#include "language.h"
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "loader.h"

/* gettext has one language a process, named by the environment; this counter, which its manual documents
 * for that purpose, makes it look again. */
extern int _nl_msg_cat_cntr;

static char user[16] = "en", now[16] = "";
static const char *catalogues;

/* Two or three letters of "fr_FR.UTF-8" or of the first of "fr:en"; "en" for C and POSIX. */
static void letters(const char *from, char out[16])
{
	size_t n = strcspn(from, "_.@:");
	if (!n || n > 3 || (n == 1 && *from == 'C')) {
		strcpy(out, "en");
		return;
	}
	memcpy(out, from, n);
	out[n] = 0;
}

void language_init(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *list = getenv("LANGUAGE"), *locale = NULL;
	for (int i = 0; i < 3 && !locale; i++) {
		const char *v = getenv(names[i]);
		locale = v && *v ? v : NULL;
	}
	/* LANGUAGE counts unless the plain C locale was asked for, as gettext has it; with no locale set, as
	 * on a small machine, it counts as well. */
	bool plain = locale && (!strcmp(locale, "C") || !strcmp(locale, "POSIX"));
	letters(list && *list && !plain ? list : locale ? locale : "C", user);

	/* Categories that turn numbers or order into the locale's stay C. A catalogue is looked up only
	 * under a locale that exists and isn't called C. */
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "");
	if (!setlocale(LC_MESSAGES, "C.UTF-8"))
		setlocale(LC_MESSAGES, "");
	static char beside[4096];
	const char *tree = glane_build_tree();
	snprintf(beside, sizeof beside, "%s/locale", tree ? tree : "");
	catalogues = tree ? beside : LOCALEDIR;
	bindtextdomain("glane", catalogues);
	bind_textdomain_codeset("glane", "UTF-8");
	now[0] = 0;
}

const char *language_user(void)
{
	return user;
}

void language_domain(const char *domain, const char *folder)
{
	if (!strcmp(domain, "glane"))
		return;
	bindtextdomain(domain, folder ? folder : catalogues ? catalogues : LOCALEDIR);
	bind_textdomain_codeset(domain, "UTF-8");
}

const char *language_say(const char *language, const char *domain, const char *text)
{
	if (!language)
		language = user;
	if (!text || !*text || !strcmp(language, "en"))
		return text;
	if (strcmp(now, language)) {
		setenv("LANGUAGE", language, 1);
		_nl_msg_cat_cntr++;
		snprintf(now, sizeof now, "%s", language);
	}
	return dgettext(domain ? domain : "glane", text);
}
