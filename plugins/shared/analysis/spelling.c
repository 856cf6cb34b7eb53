/* spelling.c - words that are written otherwise than in the dictionary: without their accents (probleme, Etat), with
 * letters stretched (ouiiii, sooo), broken off (mais-, cor-), with slips of the pen (recieve, legnth), in British
 * spelling where the dictionary is American (colours, organised). */
#include <string.h>
#include "analysis_private.h"

/* Does it find readings of this other spelling? They are in a->found then. */
typedef bool (*lookup)(analysis *a, const char *form);

/* ---- Stretched letters ----------------------------------------------------------------------- */

/* Runs of three letters and more become runs of `most`; false: there is none. */
static bool shortened(const char *form, size_t most, char *out)
{
	size_t n = 0;
	bool any = false;
	for (const char *p = form; *p; ) {
		size_t run = 1;
		while (p[run] == *p)
			run++;
		any |= run > 2 && *p >= 'a' && *p <= 'z';
		size_t kept = run > 2 ? most : run;
		memset(out + n, *p, kept);
		n += kept;
		p += run;
	}
	out[n] = '\0';
	return any;
}

bool spelling_stretched(analysis *a, const char *form, lookup look)
{
	char out[FORM_MOST];
	for (size_t most = 1; most <= 2; most++)
		if (shortened(form, most, out) && look(a, out))
			return true;
	return false;
}

/* ---- Words broken off ------------------------------------------------------------------------ */

bool spelling_broken_off(const char *form)
{
	size_t n = strlen(form);
	return n > 1 && n < FORM_MOST && form[n - 1] == '-' && form[n - 2] != '-';
}

bool spelling_begun(analysis *a, const char *form, lookup look)
{
	char out[FORM_MOST];
	size_t n = strlen(form) - 1;
	memcpy(out, form, n);
	out[n] = '\0';
	if (look(a, out))
		return true;
	readings_add(&a->found, "X", form, n + 1, 0);
	return false;
}

/* ---- Accents --------------------------------------------------------------------------------- */

static const struct { char plain[3]; const char *marked; } letters[] = {
	{ "e", "é" }, { "e", "è" }, { "e", "ê" }, { "i", "î" }, { "oe", "œ" }, { "c", "ç" }, { "a", "â" }, { "a", "à" },
	{ "o", "ô" }, { "u", "û" }, { "i", "ï" }, { "e", "ë" },
};
enum { LETTERS = sizeof letters / sizeof *letters };

static bool marked_at(const char *form, size_t at, size_t letter, char *out)
{
	size_t n = strlen(letters[letter].plain), k = strlen(letters[letter].marked);
	if (strncmp(form + at, letters[letter].plain, n) || strlen(form) + k - n >= FORM_MOST)
		return false;
	memcpy(out, form, at);
	memcpy(out + at, letters[letter].marked, k);
	strcpy(out + at + k, form + at + n);
	return true;
}

/* One letter, or two of them: "probleme", "reglementes"; the first letter alone of what begins with a capital. */
bool spelling_accents(analysis *a, const char *form, bool first, lookup look)
{
	char one[FORM_MOST], two[FORM_MOST];
	size_t n = strlen(form);
	if (n < 4 || n > 24 || strchr(form, '-'))
		return false;
	for (size_t i = 0; i < LETTERS; i++)
		for (size_t at = 0; at < (first ? 1 : n); at++)
			if (marked_at(form, at, i, one) && look(a, one))
				return true;
	for (size_t i = 0; i < 3 && !first; i++)
		for (size_t at = 0; at < n; at++)
			for (size_t k = 0; marked_at(form, at, i, one) && k < 3; k++)
				for (size_t next = at + 2; next < strlen(one); next++)
					if (marked_at(one, next, k, two) && look(a, two))
						return true;
	return false;
}

/* ---- Slips ----------------------------------------------------------------------------------- */

/* Mistakes that many make, in any form of the word: definately, recieved, enviroments. */
static const struct { const char *wrong, *right; } mistakes[] = {
	{ "acceptib", "acceptab" }, { "accomod", "accommod" }, { "acheiv", "achiev" }, { "agressi", "aggressi" },
	{ "apparant", "apparent" }, { "appartm", "apartm" }, { "apreci", "appreci" }, { "arguement", "argument" },
	{ "awsom", "awesom" }, { "basicly", "basically" }, { "beautifull", "beautiful" },
	{ "begining", "beginning" }, { "beleiv", "believ" }, { "bussines", "business" }, { "buisnes", "business" },
	{ "calender", "calendar" }, { "catagor", "categor" }, { "cemetary", "cemetery" }, { "collegue", "colleague" },
	{ "completly", "completely" }, { "concious", "conscious" }, { "congradul", "congratul" },
	{ "definat", "definit" }, { "definet", "definit" }, { "diffrent", "different" }, { "dificult", "difficult" },
	{ "embaras", "embarrass" }, { "enviroment", "environment" },
	{ "equiptment", "equipment" }, { "exagerat", "exaggerat" }, { "excellant", "excellent" }, { "existan", "existen" },
	{ "experianc", "experienc" }, { "extreamly", "extremely" }, { "familar", "familiar" },
	{ "finaly", "finally" }, { "foriegn", "foreign" }, { "fourty", "forty" }, { "freind", "friend" },
	{ "fullfil", "fulfill" }, { "goverment", "government" }, { "govermen", "governmen" }, { "gratefull", "grateful" },
	{ "guarent", "guarant" }, { "garant", "guarant" }, { "happend", "happened" }, { "heigth", "height" },
	{ "imediat", "immediat" }, { "immediatly", "immediately" }, { "independan", "independen" },
	{ "intrest", "interest" }, { "knowlege", "knowledge" }, { "liason", "liaison" },
	{ "libary", "library" }, { "lisence", "license" }, { "litterally", "literally" },
	{ "maintenence", "maintenance" }, { "manuever", "maneuver" }, { "millenium", "millennium" }, { "mispell", "misspell" },
	{ "neccesar", "necessar" }, { "neccessar", "necessar" }, { "necesar", "necessar" }, { "noticable", "noticeable" },
	{ "ocassion", "occasion" }, { "occassion", "occasion" }, { "occurenc", "occurrenc" }, { "oppurtun", "opportun" },
	{ "oportun", "opportun" }, { "paralel", "parallel" }, { "permanan", "permanen" }, { "persistan", "persisten" },
	{ "persue", "pursue" }, { "posess", "possess" }, { "prefered", "preferred" }, { "priveleg", "privileg" },
	{ "privelig", "privileg" }, { "probaly", "probably" }, { "probly", "probably" }, { "prolly", "probably" },
	{ "proffes", "profes" }, { "pronounciation", "pronunciation" }, { "publically", "publicly" },
	{ "realy", "really" }, { "reciev", "receiv" }, { "recomend", "recommend" },
	{ "reccomend", "recommend" }, { "refered", "referred" }, { "religous", "religious" },
	{ "remeb", "rememb" }, { "resteraunt", "restaurant" }, { "restaraunt", "restaurant" }, { "restuarant", "restaurant" },
	{ "resturant", "restaurant" }, { "resturaunt", "restaurant" }, { "responsab", "responsib" }, { "rythm", "rhythm" },
	{ "sentance", "sentence" }, { "seperat", "separat" }, { "similiar", "similar" }, { "sincerly", "sincerely" },
	{ "speach", "speech" }, { "sucess", "success" }, { "succes", "success" }, { "suprise", "surprise" },
	{ "suprising", "surprising" }, { "tatoo", "tattoo" }, { "tommorow", "tomorrow" },
	{ "tommorrow", "tomorrow" }, { "tomorow", "tomorrow" }, { "truely", "truly" },
	{ "unfortunatly", "unfortunately" }, { "usally", "usually" }, { "usualy", "usually" }, { "vaccum", "vacuum" },
	{ "vegatable", "vegetable" }, { "visable", "visible" }, { "wether", "whether" },
	{ "wierd", "weird" }, { "writting", "writing" },
};

static bool mistaken(analysis *a, const char *form, lookup look)
{
	char out[FORM_MOST];
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		const char *p = strstr(form, mistakes[i].wrong);
		size_t n = strlen(mistakes[i].wrong);
		if (!p || strlen(form) + strlen(mistakes[i].right) - n >= FORM_MOST)
			continue;
		memcpy(out, form, (size_t)(p - form));
		strcpy(out + (p - form), mistakes[i].right);
		strcat(out, p + n);
		if (look(a, out))
			return true;
	}
	return false;
}

/* Two letters changed places (legnth), or one of a pair is missing (succesful) or too much (untill); the first letter is
 * right. */
bool spelling_slips(analysis *a, const char *form, lookup look)
{
	char out[FORM_MOST];
	size_t n = strlen(form);
	if (n < 5 || n + 2 >= FORM_MOST || strspn(form, "abcdefghijklmnopqrstuvwxyz") < n)
		return false;
	if (mistaken(a, form, look))
		return true;
	for (size_t at = 1; at + 1 < n; at++) {
		strcpy(out, form);
		out[at] = form[at + 1];
		out[at + 1] = form[at];
		if (form[at] != form[at + 1] && look(a, out))
			return true;
	}
	for (size_t at = 1; n > 5 && at < n - 1; at++) {
		bool pair = form[at] == form[at + 1];
		strcpy(out, form);
		strcpy(out + at + (pair ? 0 : 1), form + at + (pair ? 1 : 0));
		if (form[at] != form[at - 1] && look(a, out))
			return true;
	}
	return false;
}

/* ---- British English ------------------------------------------------------------------------- */

/* back: the lemma has the British letters as well. */
static const struct { const char *british, *american; bool back; } pieces[] = {
	{ "our", "or", true }, { "isation", "ization", true }, { "ise", "ize", true }, { "ising", "izing", true },
	{ "isable", "izable", true }, { "yse", "yze", true }, { "ysing", "yzing", true }, { "tre", "ter", true },
	{ "llin", "lin", false }, { "lled", "led", false }, { "ller", "ler", false }, { "ogue", "og", true },
	{ "ence", "ense", true }, { "aemi", "emi", true }, { "aed", "ed", true }, { "oe", "e", true }, { "ae", "e", true },
	{ "mme", "m", true }, { "lment", "llment", true }, { "gement", "gment", true }, { "ey", "ay", true },
	{ "ough", "ow", true }, { "lfil", "lfill", true }, { "wilful", "willful", true }, { "ellery", "elry", true },
	{ "shipper", "shiper", true }, { "shipp", "ship", false }, { "kidnapp", "kidnap", false }, { "pyj", "paj", true },
};

/* The American letters at a place of the lemma become the British ones again. */
static void put_back(readings *r, size_t at, const char *british, const char *american)
{
	size_t n = strlen(american), k = strlen(british);
	for (uint32_t i = 0; i < r->n; i++) {
		char *lemma = r->reading[i].lemma;
		size_t size = strlen(lemma);
		/* organizing is of organize: the last letter may be another one. */
		bool whole = at + n <= size && !strncmp(lemma + at, american, n), stem = at + 2 < size && n > 2 &&
			!strncmp(lemma + at, american, 2);
		if (size + k >= FORM_MOST || size < at || (!whole && !stem))
			continue;
		if (whole) {
			memmove(lemma + at + k, lemma + at + n, size - at - n + 1);
			memcpy(lemma + at, british, k);
		} else {
			memcpy(lemma + at, british, 2);
		}
	}
}

bool spelling_british(analysis *a, const char *form, lookup look)
{
	char other[FORM_MOST];
	size_t n = strlen(form);
	if (n < 5)
		return false;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		for (const char *p = form + 1; (p = strstr(p, pieces[i].british)) != NULL; p++) {
			size_t at = (size_t)(p - form), k = strlen(pieces[i].british), m = strlen(pieces[i].american);
			if (n + m - k >= FORM_MOST)
				continue;
			memcpy(other, form, at);
			memcpy(other + at, pieces[i].american, m);
			strcpy(other + at + m, p + k);
			if (!look(a, other))
				continue;
			if (pieces[i].back)
				put_back(&a->found, at, pieces[i].british, pieces[i].american);
			return true;
		}
	return false;
}
