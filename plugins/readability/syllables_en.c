/* syllables_en.c - English: vowels that stand together are one syllable but for pairs that are known to be two (me-di-a, po-em); an e
 * that ends a word is none, nor is that of -es, -ed, -ely, -ement … where it isn't heard. */
#include <string.h>
#include "syllables.h"

/* Words that the rules don't fit, by their number. */
static const char one[] = " aren weren league leagues tongue tongues vague rogue plague plagues sue ";
static const char two[] =
	" business evening evenings colleague colleagues soldier soldiers frontier frontiers naked wicked catalogue catalogues dialogue dialogues "
	"marriage marriages carriage carriages wednesday lion lions ruin ruins ruined fluid triumph giant giants trial trials dial vial diet diets "
	"neon create react reacts naive theatre theater foresee iron irons reuse redo pious riot riots quiet truest ";
static const char three[] =
	" idea ideas area areas created creates reacted linear nuclear recipe recipes moreover vehement genuine businesses ideal ideals "
	"piano pianos violin violins triangle ";
static const char four[] = " catastrophe catastrophes apostrophe apostrophes nevertheless nonetheless ideally ";
static const char *const known[] = { one, two, three, four };

static bool is_vowel(char c)
{
	return c && strchr("aeiouy", c);
}

static bool among(char c, const char *letters)
{
	return c && strchr(letters, c);
}

static bool ends(const char *s, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n > k && !memcmp(s + n - k, end, k);
}

static bool begins(const char *s, const char *with)
{
	return !strncmp(s, with, strlen(with));
}

/* Does u or y stand for a consonant: queen, yes, player, canyon? */
static bool consonant(const char *s, size_t i)
{
	bool before = is_vowel(s[i + 1]);
	if (s[i] == 'u')
		return i && s[i - 1] == 'q';
	if (s[i] != 'y' || !before)
		return false;
	return !i || is_vowel(s[i - 1]) || among(s[i + 1], "aou") || s[i - 1] == 'w';
}

static bool i_is_apart(const char *s, size_t i)
{
	char before = i ? s[i - 1] : 0, after = s[i + 2];
	switch (s[i + 1]) {
	case 'a':			/* me-di-a; so-cial, Rus-sian */
		return !(among(before, "cts") && among(after, "ln")) && after != 'g';
	case 'o':			/* ra-di-o, pre-vi-ous; na-tion, fash-ion, mil-lion, sen-ior */
		return !(among(before, "tscgxh") && among(after, "nu")) && !(i > 1 && among(before, "ln") && among(after, "nr")) &&
			!(before == 'v' && after == 'r');
	case 'e':			/* sci-ence, a-li-en, so-ci-e-ty, eas-i-er; pa-tient, friend, field */
		if (after == 'n')
			return begins(s, "scien") || !(among(before, "ct") || begins(s, "fri") || begins(s, "boyfri") || begins(s, "girlfri"));
		if (after == 't')
			return before != 'v';
		return i > 2 && (!strcmp(s + i, "ier") || !strcmp(s + i, "iers") || !strcmp(s + i, "iest"));
	default:			/* me-di-um, ski-ing */
		return among(s[i + 1], "iu");
	}
}

static bool e_is_apart(const char *s, size_t i)
{
	char before = i ? s[i - 1] : 0;
	switch (s[i + 1]) {
	case 'a':			/* re-act, cre-a-tive, the-a-ter, Eu-ro-pe-an; cream, create and others are listed */
		return (begins(s, "rea") && i == 1 && among(s[3], "cfps") && s[3] != s[5] && s[4] != 'o' && s[4] != 'h') || begins(s, "reali") ||
			(begins(s + (i ? i - 1 : 0), "reati") && i > 1) || begins(s + i, "eative") || begins(s + i, "eator") ||
			begins(s, "theat") || (before == 'p' && !strcmp(s + i, "ean"));
	case 'o':			/* vid-e-o, the-o-ry, ne-on; peo-ple, pi-geon, gor-geous */
		return !begins(s, "peop") && !begins(s, "leop") && !begins(s, "jeop") && !begins(s, "george") &&
			!(among(before, "gh") && among(s[i + 2], "nu"));
	case 'u':			/* mu-se-um */
		return !strcmp(s + i, "eum") || !strcmp(s + i, "eums");
	case 'i':			/* be-ing, the-ist, de-i-ty */
		return !strcmp(s + i, "eing") || !strcmp(s + i, "eings") || begins(s, "reinf") || begins(s, "reinv") || begins(s, "deit") ||
			begins(s + i, "eist");
	default:
		return false;
	}
}

static bool o_is_apart(const char *s, size_t i)
{
	switch (s[i + 1]) {
	case 'e':			/* po-em, co-ex-ist */
		return (i && s[i - 1] == 'p') || begins(s, "coe");
	case 'i':			/* go-ing, sto-ic */
		return !strcmp(s + i, "oing") || !strcmp(s + i, "oings") || !strcmp(s + i, "oic") || begins(s + i, "oics") || begins(s + i, "oica");
	case 'o':			/* co-op-er-ate */
		return i == 1 && (begins(s, "coop") || begins(s, "coord") || begins(s, "zoolo"));
	case 'a':
		return begins(s, "coali");
	default:
		return false;
	}
}

static bool u_is_apart(const char *s, size_t i)
{
	bool silent = i && s[i - 1] == 'g';
	switch (s[i + 1]) {
	case 'a':			/* ac-tu-al; per-suade */
		return !silent && !begins(s + i, "uade");
	case 'e':			/* flu-ent, fu-el, du-et; guest, blue */
		return !silent && among(s[i + 2], "nlt");
	case 'i':			/* ar-gu-ing, in-tu-i-tion, su-i-cide; build */
		return !strcmp(s + i, "uing") ? !silent || begins(s, "argu") : !silent && (begins(s + i, "uiti") || begins(s + i, "uity") ||
			begins(s + i, "uitive") || begins(s, "suici"));
	default:
		return s[i + 1] == 'o';	/* con-tin-u-ous */
	}
}

/* Are the vowels at i and i + 1 two syllables? */
static bool apart(const char *s, size_t i)
{
	switch (s[i]) {
	case 'a':			/* cha-os, mo-sa-ic */
		return s[i + 1] == 'o' || begins(s + i, "aic");
	case 'e':
		return e_is_apart(s, i);
	case 'i':
		return i_is_apart(s, i);
	case 'o':
		return o_is_apart(s, i);
	case 'u':
		return u_is_apart(s, i);
	default:			/* try-ing, fly-er; dye */
		return s[i + 1] == 'i' || (s[i + 1] == 'e' && s[i + 2]);
	}
}

/* Is there a vowel before s + at? */
static bool vowel_before(const char *s, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (is_vowel(s[i]) && !consonant(s, i))
			return true;
	return false;
}

/* A consonant with l or r before the last e, which is then heard: ta-ble, cen-tre. */
static bool heard_after(const char *s, size_t e)
{
	return e >= 2 && ((s[e - 1] == 'l' && !is_vowel(s[e - 2]) && !among(s[e - 2], "lrw")) ||
	                  (s[e - 1] == 'r' && among(s[e - 2], "tcb")));
}

/* Is the e at the end of a word, or of its stem, silent? n: letters up to and with the ending. */
static bool silent_end(const char *s, size_t n)
{
	size_t e = ends(s, n, "e") ? n - 1 : ends(s, n, "es") || ends(s, n, "ed") ? n - 2 : n;
	if (e == n || !e || (is_vowel(s[e - 1]) && !consonant(s, e - 1)) || !vowel_before(s, e) || heard_after(s, e))
		return false;
	if (e + 2 == n && s[n - 1] == 's')	/* voi-ces, box-es */
		return !among(s[e - 1], "sxzcg") && !(s[e - 1] == 'h' && among(s[e - 2], "sc"));
	if (e + 2 == n)			/* wan-ted, hun-dred */
		return !among(s[e - 1], "td") && !(s[e - 1] == 'r' && s[e - 2] == 'd');
	return true;
}

/* Is there one before an ending that is a word, or like one: love-ly, some-thing? */
static bool silent_middle(const char *s, size_t n)
{
	static const char *const endings[] = { "ment", "ments", "ful", "fully", "ly", "less", "ness", "liness", "some", "thing", "things",
		"time", "times", "one", "where", "body", "how", "what", "fore", "work", "style", "styles", "land", "house" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t k = strlen(endings[i]);
		if (!ends(s, n, endings[i]) || n < k + 3 || s[n - k - 1] != 'e')
			continue;
		/* el-e-ment, sup-ple-ment */
		if (s[n - k - 2] == 'l' && begins(endings[i], "ment"))
			return false;
		if (silent_end(s, n - k))
			return true;
	}
	return false;
}

static uint32_t count(const char *s)
{
	size_t n = strlen(s);
	uint32_t found = 0;
	for (size_t i = 0; i < n; i++) {
		if (!is_vowel(s[i]) || consonant(s, i))
			continue;
		bool follows = i && is_vowel(s[i - 1]) && !consonant(s, i - 1);
		found += !follows || apart(s, i - 1);
	}
	found -= silent_end(s, n) + silent_middle(s, n);
	found -= begins(s, "every") && !is_vowel(s[5]);	/* ev'ry */
	found += ends(s, n, "sm") || ends(s, n, "sms") || ends(s, n, "thm") || ends(s, n, "thms");
	return found;
}

uint32_t syllables_en(glane_str form)
{
	char part[PART];
	uint32_t at = 0, sum = 0;
	while (syllables_part(form, &at, part)) {
		uint32_t n = 0;
		for (char *p = part; *p; p++)		/* naïve, café */
			*p = *p == 'E' || *p == '3' ? 'e' : *p == 'I' ? 'i' : *p == 'U' ? 'u' : *p == 'O' ? 'o' : *p;
		for (uint32_t k = 0; !n && k < sizeof known / sizeof *known; k++)
			n = syllables_listed(known[k], part) ? k + 1 : 0;
		sum += n ? n : count(part);
	}
	/* did-n't */
	return sum + (form.n > 3 && !memcmp(form.p + form.n - 3, "n't", 3) && !is_vowel(form.p[form.n - 4]));
}
