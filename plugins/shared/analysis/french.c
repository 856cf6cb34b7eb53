/* french.c - the readings of a French form: hunspell's dictionary says st: (lemma), po: (part of speech), is:
 * (gender, number); here they become those of Universal Dependencies, the likelier first. */
#include <string.h>
#include "analysis_private.h"

/* Ranks, the smallest first. A word that may be a verb's present and a noun is the noun more often ("la marche"),
 * other tenses are the verb's; so are participles in the masculine, while in the feminine the noun leads. */
enum {
	RANK_AUXILIARY = 10, RANK_CLOSED, RANK_ADVERB, RANK_INFINITIVE, RANK_TENSE, RANK_PARTICIPLE,
	RANK_FIRST,			/* of a word that is noun and adjective, the likelier */
	RANK_NAME, RANK_SECOND, RANK_FEMININE, RANK_PRESENT, RANK_RARE, RANK_OTHER
};

static const struct { const char *tag, *upos; int rank; } classes[] = {
	{ "adv", "ADV", RANK_ADVERB }, { "negadv", "ADV", RANK_CLOSED }, { "advint", "ADV", RANK_CLOSED }, { "loc.adv", "ADV", RANK_RARE },
	{ "det", "DET", RANK_CLOSED }, { "detpos", "DET", RANK_CLOSED }, { "detdem", "DET", RANK_CLOSED }, { "detind", "DET", RANK_CLOSED },
	{ "detneg", "DET", RANK_CLOSED }, { "detex", "DET", RANK_CLOSED },
	{ "nb", "NUM", RANK_CLOSED }, { "nbro", "NUM", RANK_RARE },
	{ "prep", "ADP", RANK_CLOSED }, { "prepv", "ADP", RANK_CLOSED }, { "loc.prep", "ADP", RANK_RARE },
	{ "cjsub", "SCONJ", RANK_CLOSED }, { "cjco", "CCONJ", RANK_CLOSED }, { "cj", "CCONJ", RANK_CLOSED },
	{ "properobj", "PRON", RANK_CLOSED }, { "propersuj", "PRON", RANK_CLOSED }, { "prodem", "PRON", RANK_CLOSED },
	{ "proind", "PRON", RANK_CLOSED }, { "prorel", "PRON", RANK_CLOSED }, { "proint", "PRON", RANK_CLOSED },
	{ "proneg", "PRON", RANK_CLOSED }, { "proadv", "PRON", RANK_CLOSED },
	{ "npr", "PROPN", RANK_NAME }, { "prn", "PROPN", RANK_NAME }, { "patr", "PROPN", RANK_NAME },
	{ "titr", "NOUN", RANK_FIRST }, { "interj", "INTJ", RANK_RARE },
};

static bool has(const char *parts, const char *tag)
{
	size_t n = strlen(tag);
	for (const char *p = parts; (p = strstr(p, tag)) != NULL; p += n)
		if ((p == parts || p[-1] == ' ') && (!p[n] || p[n] == ' '))
			return true;
	return false;
}

/* Is a word that the dictionary gives as noun and adjective at once a noun in the first place? By its ending:
 * those who do something are (directeur, pharmacien, artiste), what is done or of a kind is not (actif, français). */
static bool noun_first(const char *lemma)
{
	static const char *const nouns[] = { "eur", "ier", "iste", "ien", "aire", "ologue", "graphe", "ant", "ent", "ard", "é" };
	static const char *const adjectives[] = { "ieur", "culier", "entier", "alier", "isant", "cent", "érent", "quent", "ortant",
		"éressant", "uissant", "eil" };
	for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++)
		if (ends_with(lemma, adjectives[i]))
			return false;
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (ends_with(lemma, nouns[i]))
			return true;
	return false;
}

static int verb_rank(const char *parts, const char *form)
{
	if (has(parts, "po:infi"))
		return RANK_INFINITIVE;
	if (has(parts, "po:ppas"))
		return has(parts, "is:fem") ? RANK_FEMININE : RANK_PARTICIPLE;
	if (has(parts, "po:ppre"))
		return RANK_RARE;
	/* Of the present, the first two persons of the plural and the third are hardly ever nouns; "-ons" and "-ent" are. */
	bool present = has(parts, "po:ipre") || has(parts, "po:spre") || has(parts, "po:impe");
	if (!present || (has(parts, "po:2pl") && ends_with(form, "ez")))
		return RANK_TENSE;
	return RANK_PRESENT;
}

typedef struct { const char *form; bool capital; } asked;

static void add_verb(analysis *a, const entry *e, const char *form)
{
	size_t n = strlen(e->stem);
	if (!strcmp(e->stem, "être"))
		readings_add(&a->found, "AUX", e->stem, n, RANK_AUXILIARY);
	else if (!strcmp(e->stem, "avoir")) {
		readings_add(&a->found, "AUX", e->stem, n, RANK_AUXILIARY);
		readings_add(&a->found, "VERB", e->stem, n, RANK_CLOSED);
	} else
		readings_add(&a->found, "VERB", e->stem, n, verb_rank(e->parts, form));
}

static void read_line(analysis *a, const entry *e, void *user)
{
	const asked *q = user;
	const char *parts = e->parts;
	size_t n = strlen(e->stem);
	/* "qu'il" and "as" = a + s are no forms of a word: what stands before the first tag is something else. */
	size_t first = strcspn(parts + (*parts == ' '), " ");
	if (!memchr(parts, ':', first + 1) || strstr(parts, "dp:"))
		return;
	if (q->capital != (e->stem[0] >= 'A' && e->stem[0] <= 'Z') && !q->capital)
		return;
	bool verb = strstr(parts, "po:v0") || strstr(parts, "po:v1") || strstr(parts, "po:v2") || strstr(parts, "po:v3");
	bool noun = has(parts, "po:nom") || has(parts, "po:loc.nom"), adjective = has(parts, "po:adj") && !verb;
	if (verb)
		add_verb(a, e, q->form);
	bool leads = !adjective || noun_first(e->stem);
	if (noun)
		readings_add(&a->found, "NOUN", e->stem, n, leads ? RANK_FIRST : RANK_SECOND);
	if (adjective)
		readings_add(&a->found, "ADJ", e->stem, n, noun && leads ? RANK_SECOND : RANK_FIRST);
	bool any = verb || noun || adjective;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		char tag[24] = "po:";
		strcat(tag, classes[i].tag);
		if (has(parts, tag)) {
			readings_add(&a->found, classes[i].upos, e->stem, n, classes[i].rank);
			any = true;
		}
	}
	if (!any)
		readings_add(&a->found, "X", e->stem, n, RANK_OTHER);
}

static bool look_up(analysis *a, const char *form, bool capital)
{
	uint32_t before = a->found.n;
	asked q = { form, capital };
	dictionary_lines(a, form, read_line, &q);
	return a->found.n > before;
}

/* ---- Forms that no dictionary has ------------------------------------------------------------ */

/* étudiant·e·s, étudiant(e)s, auteur.rice.s: the word before the first mark. */
static bool inclusive(analysis *a, const char *form)
{
	char base[FORM_MOST];
	const char *mark = strstr(form, "·");
	if (!mark)
		mark = strchr(form, '(');
	if (!mark && strchr(form, '.') && strchr(form, '.')[1])
		mark = strchr(form, '.');
	if (!mark || mark == form)
		return false;
	memcpy(base, form, (size_t)(mark - form));
	base[mark - form] = '\0';
	const char *words = table_find(&a->words, base, strlen(base));
	if (words)
		readings_add_text(&a->found, words, RANK_CLOSED);
	return words || look_up(a, base, false);
}

static const char *const prefixes[] = { "anti", "auto", "bi", "bio", "co", "cyber", "dé", "dés", "hyper", "hypo", "inter", "macro",
	"méga", "méta", "micro", "mini", "mono", "multi", "néo", "non", "omni", "para", "pluri", "poly", "post", "pré", "pseudo", "psycho",
	"re", "ré", "semi", "socio", "sous", "super", "sur", "télé", "trans", "tri", "ultra", "vidéo", "éco" };

/* désintermédiation: what is known of intermédiation, with the prefix before its lemmas. */
static bool prefixed(analysis *a, const char *form)
{
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = strlen(prefixes[i]);
		if (strncmp(form, prefixes[i], n))
			continue;
		size_t skip = n + (form[n] == '-');
		if (strlen(form + skip) < 4 || !look_up(a, form + skip, false))
			continue;
		for (uint32_t k = 0; k < a->found.n; k++) {
			char *lemma = a->found.reading[k].lemma;
			size_t size = strlen(lemma) + 1;
			if (size + skip > FORM_MOST)
				continue;
			memmove(lemma + skip, lemma, size);
			memcpy(lemma, form, skip);
		}
		return true;
	}
	return false;
}

/* Endings, the longest first, with what is cut and put in its place to get the lemma. */
static const struct { const char *end, *upos; unsigned cut; const char *put; } endings[] = {
	{ "issements", "NOUN", 1, "" }, { "issement", "NOUN", 0, "" },
	{ "isations", "NOUN", 1, "" }, { "isation", "NOUN", 0, "" },
	{ "eraient", "VERB", 5, "r" }, { "eront", "VERB", 3, "" }, { "erait", "VERB", 3, "" }, { "erais", "VERB", 3, "" }, { "erai", "VERB", 2, "" },
	{ "eras", "VERB", 2, "" }, { "era", "VERB", 1, "" }, { "erons", "VERB", 3, "" }, { "erez", "VERB", 2, "" },
	{ "aient", "VERB", 5, "er" }, { "ait", "VERB", 3, "er" }, { "ais", "VERB", 3, "er" }, { "èrent", "VERB", 6, "er" },
	{ "lement", "ADV", 0, "" }, { "vement", "ADV", 0, "" }, { "usement", "ADV", 0, "" }, { "ément", "ADV", 0, "" }, { "amment", "ADV", 0, "" }, { "emment", "ADV", 0, "" },
	{ "ements", "NOUN", 1, "" }, { "ement", "NOUN", 0, "" },
	{ "ifier", "VERB", 0, "" }, { "iser", "VERB", 0, "" }, { "er", "VERB", 0, "" },
	{ "ées", "VERB", 4, "er" }, { "ée", "VERB", 3, "er" }, { "és", "VERB", 3, "er" }, { "é", "VERB", 2, "er" },
	{ "ions", "NOUN", 1, "" }, { "ion", "NOUN", 0, "" }, { "ons", "VERB", 3, "er" }, { "ez", "VERB", 2, "er" },
	{ "iques", "ADJ", 1, "" }, { "ique", "ADJ", 0, "" }, { "ables", "ADJ", 1, "" }, { "able", "ADJ", 0, "" }, { "ibles", "ADJ", 1, "" },
	{ "ible", "ADJ", 0, "" }, { "ives", "ADJ", 3, "f" }, { "ive", "ADJ", 2, "f" }, { "ifs", "ADJ", 1, "" }, { "if", "ADJ", 0, "" },
	{ "elles", "ADJ", 3, "" }, { "elle", "ADJ", 2, "" }, { "els", "ADJ", 1, "" }, { "el", "ADJ", 0, "" },
	{ "euses", "ADJ", 3, "x" }, { "euse", "ADJ", 2, "x" }, { "eux", "ADJ", 0, "" }, { "ales", "ADJ", 2, "" }, { "ale", "ADJ", 1, "" }, { "al", "ADJ", 0, "" },
	{ "ants", "VERB", 4, "er" }, { "ant", "VERB", 3, "er" }, { "aux", "NOUN", 2, "l" },
	{ "ss", "NOUN", 0, "" }, { "us", "NOUN", 0, "" }, { "is", "NOUN", 0, "" }, { "s", "NOUN", 1, "" },
};

static void guess(readings *r, const char *form)
{
	size_t n = strlen(form);
	for (size_t i = 0; i < sizeof endings / sizeof *endings && n > 4; i++) {
		char lemma[FORM_MOST + 4];
		if (!ends_with(form, endings[i].end) || n < strlen(endings[i].end) + 3)
			continue;
		memcpy(lemma, form, n);
		strcpy(lemma + n - endings[i].cut, endings[i].put);
		readings_add(r, endings[i].upos, lemma, strlen(lemma), RANK_FIRST);
		return;
	}
	readings_add(r, "NOUN", form, n, RANK_FIRST);
}

/* rendez-vous client-là: a compound that no dictionary has is what its first part is. */
static bool compound(analysis *a, const char *form)
{
	char part[FORM_MOST];
	const char *hyphen = strchr(form, '-');
	if (!hyphen || hyphen == form || !hyphen[1])
		return false;
	memcpy(part, form, (size_t)(hyphen - form));
	part[hyphen - form] = '\0';
	bool verb = !look_up(a, part, false) || !strcmp(a->found.reading[0].upos, "VERB");
	const char *upos = verb ? "NOUN" : a->found.reading[0].upos;
	a->found.n = 0;
	readings_add(&a->found, upos, form, strlen(form), RANK_FIRST);
	return true;
}

/* Names and abbreviations, which the dictionary has in capitals: "ia" is IA, "paris" Paris. */
static bool look_up_capitals(analysis *a, const char *form)
{
	char capital[FORM_MOST];
	for (int all = 0; all < 2; all++)
		if (form_capital(form, all, capital) && look_up(a, capital, true))
			return true;
	return false;
}

/* What stands with a capital inside a sentence is a name if the dictionary has it as one, or doesn't know it. */
static void add_name(analysis *a, const char *form, int capital, int rank)
{
	char name[FORM_MOST];
	form_capital(form, capital == ANALYSIS_CAPITALS, name);
	readings_add(&a->found, "PROPN", name, strlen(name), rank);
}

bool french_readings(analysis *a, const char *form, int capital)
{
	char name[FORM_MOST];
	const char *words = table_find(&a->words, form, strlen(form));
	if (words) {
		readings_add_text(&a->found, words, RANK_CLOSED);
		return true;
	}
	if (capital && form_capital(form, capital == ANALYSIS_CAPITALS, name) && look_up(a, name, true)) {
		look_up(a, form, false);
		return true;
	}
	if (look_up(a, form, false)) {
		if (capital)
			add_name(a, form, capital, RANK_OTHER);
		return true;
	}
	if (look_up_capitals(a, form) || inclusive(a, form))
		return true;
	if (capital) {
		add_name(a, form, capital, RANK_FIRST);
		return false;
	}
	if (!prefixed(a, form) && !compound(a, form))
		guess(&a->found, form);
	return false;
}
