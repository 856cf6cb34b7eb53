/* profiles.h - the small words of some languages. */
#ifndef PROFILES_H
#define PROFILES_H

typedef struct {
	const char *language;		/* ISO 639-1 */
	const char *names;		/* how people declare it, lower case, between blanks */
	const char *words;		/* small words, lower case, between blanks */
} profile;
enum { N_PROFILES = 8 };
extern const profile profiles[N_PROFILES];
#endif
