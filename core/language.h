/* language.h - the languages of messages (the user's) and of the report (the pipeline's), by gettext,
 * also where only the locale C.UTF-8 is installed. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

/* Once, first thing in main: chooses the user's language from LANGUAGE, LC_ALL, LC_MESSAGES, LANG;
 * finds the catalogues beside an uninstalled program or in localedir. */
void language_init(void);
/* "en" or "fr" …: the language of messages. */
const char *language_user(void);
/* `text` in a language ("fr"; NULL: the user's) by a gettext domain (NULL: glane's own); `text` itself
 * where there is no translation. Lives as long as the process. */
const char *language_say(const char *language, const char *domain, const char *text)
	__attribute__((format_arg(3)));	/* compilers check the arguments of the translated format */
/* Makes a plugin's own domain known; folder NULL: the default one. */
void language_domain(const char *domain, const char *folder);

#define _(text) language_say(NULL, NULL, text)
#define N_(text) text		/* marks a constant for translation; say it with _(variable) */
#endif
