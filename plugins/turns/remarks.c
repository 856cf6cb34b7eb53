/* remarks.c - what a transcriber adds to what was said: time codes, laughter, silence. */
#include <string.h>
#include "form/form.h"
#include "turns.h"

/* ---- Time codes ------------------------------------------------------------------------------ */

static uint32_t digits(const char *p, uint32_t n, uint32_t most)
{
	uint32_t i = 0;
	while (i < n && i < most && p[i] >= '0' && p[i] <= '9')
		i++;
	return i;
}

/* 00:12:43 12:43 00:12:43.250 00:12:34-5 */
static uint32_t clock(const char *p, uint32_t n)
{
	uint32_t i = digits(p, n, 2), groups = 0, k;
	if (!i)
		return 0;
	while (groups < 2 && i < n && p[i] == ':' && digits(p + i + 1, n - i - 1, 3) == 2) {
		i += 3;
		groups++;
	}
	if (!groups)
		return 0;
	if (i + 1 < n && strchr(".,-", p[i]) && (k = digits(p + i + 1, n - i - 1, 4)) >= 1 && k <= 3)
		i += 1 + k;
	return i;
}

static uint32_t blanks(const char *p, uint32_t n)
{
	uint32_t i = 0;
	for (size_t k; i < n && (k = form_blank(p + i, n - i)) > 0; )
		i += (uint32_t)k;
	return i;
}

uint32_t time_code(const char *p, uint32_t n, bool naked)
{
	static const char open[] = "[({<#", close[] = "])}>#";
	if (!n)
		return 0;
	const char *o = *p ? strchr(open, *p) : NULL;
	uint32_t i = o != NULL, k;
	if (!o && !naked)
		return 0;
	i += blanks(p + i, o ? n - i : 0);
	if (!(k = clock(p + i, n - i)))
		return 0;
	i += k;
	if (!o)
		return i < n && !form_blank(p + i, n - i) && !form_line_end(p + i, n - i) ? 0 : i;
	/* A range: [00:12:43 - 00:13:01], with --> or a dash. */
	uint32_t j = i + blanks(p + i, n - i);
	uint32_t dash = j;
	while (j < n && (p[j] == '-' || p[j] == '>' || (unsigned char)p[j] >= 0xE2) && j - dash < 4)
		j += (unsigned char)p[j] >= 0xE2 ? 3 : 1;
	if (j > dash && j < n) {
		j += blanks(p + j, n - j);
		if (j < n && (k = clock(p + j, n - j)) > 0)
			i = j + k;
	}
	i += blanks(p + i, n - i);
	return i < n && p[i] == close[o - open] ? i + 1 : 0;
}

/* ---- Remarks --------------------------------------------------------------------------------- */

/* Words, without accents, that make what is in brackets a remark, whatever follows them. */
static const char *const strong[] = {
	"rire", "rires", "rit", "rient", "riant", "sourire", "sourires", "sourit", "silence", "silences", "soupir",
	"soupirs", "soupire", "inaudible", "inaudibles", "inaud", "incomprehensible", "inintelligible",
	"indistinct", "hesitation", "hesite", "toux", "tousse", "eclat", "eclats", "brouhaha",
	"chevauchement", "applaudissements", "sanglots", "pleure", "ricane", "ricanement", "reniflement",
	"raclement", "coupure", "laugh", "laughs", "laughing", "laughter", "chuckle", "chuckles",
	"chuckling", "giggles", "sigh", "sighs", "sighing", "unintelligible", "crosstalk", "coughs",
	"coughing", "cough", "sniffs", "sniffles", "clears", "applause", "overlapping", "hesitates", "pauses",
	NULL };
/* Words that do so only together with such words or with one another. */
static const char *const weak[] = {
	"pause", "bruit", "bruits", "musique", "telephone", "sonnerie", "sonne", "souffle", "souffles", "interruption",
	"blanc", "noise", "noises", "music", "phone", "rings", "ringing", "break", "interrupted", "breath",
	"breathes", "inhales", "exhales", "smiles", "smiling", "cries", "crying", "gestures", "geste", NULL };
static const char *const beside[] = {
	"un", "une", "le", "la", "les", "l'", "de", "du", "des", "d'", "en", "dans", "et", "a", "au", "fond",
	"arriere", "plan", "arriere-plan", "long", "longue", "longs", "court", "courte", "petit", "petits",
	"bref", "breve", "leger", "gene", "genes", "tous", "toutes", "ensemble", "deux", "seconde", "secondes",
	"sec", "s", "min", "minute", "minutes", "gorge", "porte", "an", "the", "in", "of", "and", "both", "all",
	"background", "short", "brief", "nervously", "softly", "slight", "throat", "door", "second",
	"seconds", "together", "nerveux", "nerveuse", "enregistrement", "recording", "bande", "mot", "mots",
	"passage", "word", "words", "deep", "deeply", "out", "loud", NULL };

static bool among(const char *const *list, const char *p, size_t n)
{
	for (; *list; list++)
		if (strlen(*list) == n && !memcmp(*list, p, n))
			return true;
	return false;
}

static bool all_of(const char *p, size_t n, char c)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != c)
			return false;
	return n > 0;
}

/* What stands between the brackets, as compared. In square brackets, which people rarely type, one strong
 * word is enough; what is in parentheses must be a remark from end to end. */
static bool remark_words(const char *p, size_t n, bool square)
{
	bool telling = false, first_strong = false, only = true;
	uint32_t words = 0;
	for (size_t i = 0; i < n; words++) {
		size_t k = 0;
		while (i + k < n && p[i + k] != ' ' && p[i + k] != ',')
			k++;
		size_t w = k;
		while (w && strchr(".!:", p[i + w - 1]))
			w--;
		bool is_strong = among(strong, p + i, w);
		telling = telling || is_strong || among(weak, p + i, w);
		first_strong = first_strong || (is_strong && !words);
		only = only && (is_strong || among(weak, p + i, w) || among(beside, p + i, w) ||
		                digits(p + i, (uint32_t)w, 9) == w);
		i += k;
		while (i < n && (p[i] == ' ' || p[i] == ','))
			i++;
	}
	return telling && (only || (square && first_strong && words <= 6));
}

static bool remark_inside(const char *p, size_t n, bool square)
{
	enum { MOST = 80 };
	char form[FORM_ROOM(MOST)];
	if (!n || n > MOST)
		return false;
	if ((n == 3 && !memcmp(p, "\xE2\x80\xA6", 3)) || all_of(p, n, '.'))
		return true;			/* (…) left out, (.) a short pause */
	if (all_of(p, n, 'x') && n > 1)
		return true;			/* not understood; [XXX], in capitals, stands for a name */
	if (square && all_of(p, n, '?'))
		return true;
	size_t k = form_of_label(p, n, form);
	return remark_words(form, form_without_accents(form, k), square);
}

uint32_t remark(const char *p, uint32_t n)
{
	enum { MOST = 100 };
	bool square = *p == '[', twice = n > 1 && *p == '(' && p[1] == '(';
	char close = square ? ']' : ')';
	uint32_t from = twice ? 2 : 1, i = from;
	if (*p != '[' && *p != '(')
		return 0;
	while (i < n && i < MOST && p[i] != close && p[i] != '[' && p[i] != '(' && p[i] != '\n')
		i++;
	if (i >= n || p[i] != close || (twice && (i + 1 >= n || p[i + 1] != ')')))
		return 0;
	return remark_inside(p + from, i - from, square) ? i + from : 0;
}
