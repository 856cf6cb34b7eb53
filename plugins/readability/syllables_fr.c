/* syllables_fr.c - French: as people speak, without the e that ends a word; all others count (main-te-nant). A vowel is what is
 * heard as one (eau, ou, oi); i, u and ou before another are no syllable of their own (bien, nuit, jouer) unless b, c, d … with r or l
 * come before (cri-er, clou-er; not bruit). */
#include <string.h>
#include "syllables.h"

/* Nouns, adjectives and verbs in -ent that is heard; all others but those in -ment are taken for verbs' third persons. */
static const char heard[] =
	" absent absorbent abstinent accent accident adent adhérent adjacent adolescent afférent affluent agent ambivalent apparent ardent "
	"argent astringent avent cent client coefficient cohErent compEtent compatient concurrent confident confluent conscient "
	"consent consEquent content contingent continent contrevent convalescent corpulent couvent dEcadent dEcent dEficient dent "
	"diffErent diligent dissident divergent dolent efficient effluent Eloquent Emergent Eminent entregent Equivalent Event Evident "
	"excellent exigent expEdient fervent frEquent gent grandiloquent imminent impatient impertinent impotent imprudent incandescent "
	"incident incohErent incompEtent inconscient inconsEquent inconvEnient indEcent indEpendent indiffErent indigent indolent indulgent "
	"influent ingrEdient inhErent innocent insolent intelligent intermittent lent mEcontent nEgligent obsolescent "
	"occident omnipotent omniprEsent omniscient onguent opulent orient paravent parent patient pEnitent permanent pertinent phosphorescent "
	"polyvalent prEcEdent prEsent prEsident prEvalent proEminent prudent quotient rEcent rEcipient rEcurrent relent repent rEsident "
	"ressent rEticent rEvErent sanguinolent sent sergent serpent souvent strident subsEquent succulent talent "
	"torrent transparent trident truculent turbulent urgent vent violent virulent ";
/* Verbs in -mer, whose -ent isn't. */
static const char unheard[] =
	" affament affirment aiment alarment allument animent arment assument blament brament calment charment choment clament confirment "
	"consomment consument crament dEforment dEpriment dEsarment diffament dorment endorment enferment enflamment entament estiment "
	"expriment ferment filment forment fument germent impriment infirment informent intiment lEgitiment nomment oppriment parfument "
	"parsEment priment proclament programment rEaffirment rEclament referment reforment rEforment renferment renomment "
	"rEpriment rEsument riment sEment somment surnomment suppriment surestiment trament transforment ";
/* Of which the spelling says something else: with as many syllables as their list. */
static const char one[] = " aout paon paons faon faons taon taons saoul saouls saone poEle poEles moelle oeil oeils pied team ";
static const char two[] = " moelleux moelleuse moelleuses pays yaourt caoutchouc monsieur messieurs week ";
static const char three[] = " paysan paysans paysanne paysannes paysage paysages abbaye abbayes ";

static bool is_vowel(char c)
{
	return c && strchr("aeiouyE3IUO", c);
}

static bool ends(const char *s, size_t n, const char *end)
{
	size_t k = strlen(end);
	return n >= k && !memcmp(s + n - k, end, k);
}

/* Is the -ent of a word of n letters that of verbs? */
static bool silent_ent(const char *s, size_t n)
{
	if (!ends(s, n, "ent") || n < 5)
		return false;
	if (ends(s, n, "ment"))
		return syllables_listed(unheard, s);
	return !ends(s, n, "vient") && !ends(s, n, "tient") && !syllables_listed(heard, s);
}

static void drop(char *s, size_t at)
{
	memmove(s + at, s + at + 1, strlen(s + at));
}

/* Letters that are written and not heard. */
static void drop_silent(char *s)
{
	for (size_t i = 0; s[i]; i++) {
		bool soft = s[i + 1] && strchr("eEiIy3", s[i + 1]);
		bool vowel_before = i && is_vowel(s[i - 1]);
		if (i && s[i] == 'u' && (s[i - 1] == 'q' || (s[i - 1] == 'g' && soft)))
			drop(s, i--);		/* qui, guerre */
		else if (i && s[i] == 'e' && s[i - 1] == 'g' && s[i + 1] && strchr("aou", s[i + 1]))
			drop(s, i--);		/* mangeait */
		else if (vowel_before && s[i] == 'i' && s[i + 1] == 'l' && (s[i + 2] == 'l' || !s[i + 2] || !strcmp(s + i + 2, "s")))
			drop(s, i--);		/* travail, feuille */
		else if (i && strchr("iuyE", s[i - 1]) && s[i] == 'e' && s[i + 1] && !is_vowel(s[i + 1]) && is_vowel(s[i + 2]))
			drop(s, i--);		/* paiement, jouera */
	}
}

static bool has_vowel(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_vowel(s[i]))
			return true;
	return false;
}

/* The e of -e, -es and verbs' -ent, where it isn't the only vowel. */
static void drop_end(char *s)
{
	size_t n = strlen(s), end = silent_ent(s, n) ? n - 3 : ends(s, n, "es") ? n - 2 : ends(s, n, "e") ? n - 1 : n;
	size_t said = end && s[end - 1] == 'u' && end > 1 && (s[end - 2] == 'q' || s[end - 2] == 'g') ? end - 1 : end;
	if (end < n && has_vowel(s, said))
		s[said] = '\0';
}

/* How many letters are one vowel. */
static size_t vowel_length(const char *s)
{
	static const char *const units[] = { "eau", "oeu", "Ou", "Oi", "ai", "ei", "oi", "au", "eu", "ou", "oo", "ee", "ea" };
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (!strncmp(s, units[i], strlen(units[i])))
			return strlen(units[i]);
	/* payer: y is no vowel there. */
	return s[1] == 'y' && strchr("aeou", *s) && !is_vowel(s[2]) ? 2 : 1;
}

static bool cluster_before(const char *s, size_t at)
{
	return at >= 2 && strchr("lr", s[at - 1]) && strchr("bcdfgkptvh", s[at - 2]);
}

/* Is the vowel of n letters at s + at a glide before the next one? */
static bool glides(const char *s, size_t at, size_t n)
{
	bool may = (n == 1 && strchr("iuy", s[at])) || (n == 2 && !strncmp(s + at, "ou", 2));
	char next = s[at + n];
	if (!may || !is_vowel(next) || strchr("yIU3", next))
		return false;
	return (s[at] == 'u' && next == 'i') || !cluster_before(s, at);
}

static uint32_t count(const char *s)
{
	uint32_t n = 0;
	for (size_t i = 0, k; s[i]; i += k) {
		k = 1;
		if (!is_vowel(s[i]) || (s[i] == 'y' && is_vowel(s[i + 1])))
			continue;
		k = i == 1 && (!strncmp(s, "coop", 4) || !strncmp(s, "coord", 5)) ? 1 : vowel_length(s + i);
		n += !glides(s, i, k);
	}
	return n;
}

uint32_t syllables_fr(glane_str form)
{
	char part[PART];
	uint32_t at = 0, n = 0;
	while (syllables_part(form, &at, part)) {
		uint32_t known = syllables_listed(one, part) ? 1 : syllables_listed(two, part) ? 2 : syllables_listed(three, part) ? 3 : 0;
		if (!known) {
			drop_end(part);
			drop_silent(part);
		}
		n += known ? known : count(part);
	}
	return n;
}
