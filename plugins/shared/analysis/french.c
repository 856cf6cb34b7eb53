/* french.c - the readings of a French form: hunspell's dictionary says st: (lemma), po: (part of speech), is:
 * (gender, number); here they become those of Universal Dependencies, the likelier first. */
#include <string.h>
#include "analysis_private.h"

/* Ranks, the smallest first. A word that may be a verb's present and a noun is the noun more often ("la marche"),
 * other tenses are the verb's; so are participles in -é, while of others (point, produit, arrivée) the noun leads. */
enum {
	RANK_AUXILIARY = 10, RANK_CLOSED, RANK_ADVERB, RANK_INFINITIVE, RANK_TENSE, RANK_PARTICIPLE,
	RANK_NAME,
	RANK_FIRST,			/* of a word that is noun and adjective, the likelier */
	RANK_SECOND, RANK_FEMININE, RANK_PRESENT, RANK_RARE, RANK_OTHER
};

static const struct { const char *tag, *upos; int rank; } classes[] = {
	{ "adv", "ADV", RANK_ADVERB }, { "negadv", "ADV", RANK_CLOSED }, { "advint", "ADV", RANK_CLOSED },
	{ "loc.adv", "ADV", RANK_RARE },
	{ "det", "DET", RANK_CLOSED }, { "detpos", "DET", RANK_CLOSED }, { "detdem", "DET", RANK_CLOSED },
	{ "detind", "DET", RANK_CLOSED },
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

/* Is a word that the dictionary gives as noun and adjective at once a noun in the first place? By its ending: those
 * who do something are (directeur, technicien, artiste), qualities and origins are not (actif, important, français);
 * and of those without an ending, the everyday adjectives. */
static bool noun_first(const char *lemma)
{
	static const char *const nouns[] = { "icien", "onnaire", "étaire", "iste", "ologue" };
	static const char *const adjectives[] = { "ulier", "ancier", "entier", "emier", "ernier", "alier", "ieur", "meilleur", "majeur",
		"mineur", "aire", "ien", "éen", "ique", "if", "eux", "el", "al", "able", "ible", "ant", "ent", "ais", "ois",
		"ain", "eil", "ard", "ième", "agnol", "cain" };
	static const char *const people[] = { "étudiant", "enseignant", "participant", "président", "client", "parent", "agent",
		"habitant", "consultant", "dirigeant", "assistant", "gérant", "commerçant", "représentant", "adolescent",
		"apprenant", "débutant",
		"passant", "patient", "adhérent", "intervenant", "répondant", "militant", "migrant", "exploitant",
		"citoyen", "lycéen",
		"capital", "animal", "idéal", "vétérinaire", "secrétaire", "locataire", "courant", "volant", "parisien",
		"logiciel", "responsable", "comptable", "écrivain", "copain", "terrain", "objectif",
		"adjectif", "collectif", "dispositif", "préservatif", "intellectuel",
		"policier", "fugitif", "chrétien", "gardien", "musicien", "parallèle" };
	static const char *const simple[] = { "rouge", "blanc", "noir", "vert", "bleu", "jaune", "gris", "rose", "brun", "riche", "pauvre", "triste",
		"malade", "fou", "sage", "gentil", "doux", "chaud", "froid", "sec", "humide", "rapide", "solide", "proche",
		"lointain", "fin", "rond",
		"carré", "plat", "creux", "mou", "faible", "court", "long", "large", "profond", "étroit", "épais", "lourd",
		"léger", "allemand", "espagnol", "grec", "turc", "belge", "suisse", "russe", "arabe", "basque", "catalan",
		"civil",
		"autonome", "automobile", "mobile", "ancien", "moderne",
		"vide", "complet", "concret", "discret", "secret", "inquiet", "direct", "exact", "correct", "strict",
		"honnête", "bête", "utile",
		"inutile", "fragile", "futur", "mûr", "pur", "obscur", "mixte", "vaste", "juste", "injuste", "normal",
		"vif", "actif", "neutre",
		"pire", "moindre", "propre", "sale", "commun", "opportun", "aigu", "nu", "ému", "absolu", "inconnu",
		"imprévu", "superflu",
		"calme", "intime", "suprême", "extrême", "ultime", "maximum", "minimum", "privé", "libéré", "âgé", "blessé",
		"intégré", "cadet",
		"interne", "externe", "contemporain", "divin", "voisin", "féminin", "masculin", "latin", "clandestin",
		"mondain", "souverain", "bon",
		"mauvais", "complice", "double", "triple", "multiple", "souple", "aveugle", "sourd", "muet", "laid", "bref",
		"neuf", "naïf",
		"bizarre", "rare", "cher", "amer", "fier", "étranger", "indigène", "bilingue", "analogue", "grave", "brave",
		"esclave" };
	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		if (!strcmp(lemma, people[i]))
			return true;
	for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
		if (!strcmp(lemma, simple[i]))
			return false;
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (ends_with(lemma, nouns[i]))
			return true;
	for (size_t i = 0; i < sizeof adjectives / sizeof *adjectives; i++)
		if (ends_with(lemma, adjectives[i]))
			return false;
	return true;
}

static int verb_rank(const char *parts, const char *form)
{
	if (has(parts, "po:infi"))
		return RANK_INFINITIVE;
	if (has(parts, "po:ppas"))
		return ends_with(form, "é") || ends_with(form, "és") ? RANK_PARTICIPLE : RANK_FEMININE;
	if (has(parts, "po:ppre"))
		return RANK_RARE;
	/* Of the present, the first two persons of the plural and the third are hardly ever nouns; "-ons" and "-ent" are. */
	bool present = has(parts, "po:ipre") || has(parts, "po:spre") || has(parts, "po:impe") || has(parts, "po:ipsi");
	if (!present || (has(parts, "po:2pl") && ends_with(form, "ez")))
		return RANK_TENSE;
	return RANK_PRESENT;
}

typedef struct { const char *form; bool capital; } asked;

static void add_verb(analysis *a, const char *parts, const char *lemma, const char *form)
{
	size_t n = strlen(lemma);
	if (!strcmp(lemma, "être"))
		readings_add(&a->found, "AUX", lemma, n, RANK_AUXILIARY);
	else if (!strcmp(lemma, "avoir")) {
		readings_add(&a->found, "AUX", lemma, n, RANK_AUXILIARY);
		readings_add(&a->found, "VERB", lemma, n, RANK_CLOSED);
	} else
		readings_add(&a->found, "VERB", lemma, n, verb_rank(parts, form));
}

/* The dictionary has names of places, of firms and of things as nouns in capitals; what is all in capitals is mostly a
 * noun indeed: IA, DRH. */
static void add_noun(analysis *a, const char *lemma, int rank)
{
	bool name = form_first_capital(lemma) && !form_all_capitals(lemma);
	if (name && readings_have_capitals(&a->found, lemma))
		return;
	if (name)
		readings_add(&a->found, "PROPN", lemma, strlen(lemma), RANK_NAME);
	else
		readings_add(&a->found, "NOUN", lemma, strlen(lemma), rank);
}

/* disparu, inscrit, fondé: noun and adjective in the dictionary, but a participle in the first place. */
static bool like_participle(const char *lemma)
{
	return ends_with(lemma, "é") || ends_with(lemma, "u") || ends_with(lemma, "it") || ends_with(lemma, "is");
}

/* kilomètre: the dictionary's stem is mètre; the lemma keeps what stands before it. */
static void with_prefix(const entry *e, const char *form, char *lemma)
{
	char start[5] = "";
	size_t n = strlen(e->stem);
	memcpy(start, e->stem, n < 4 ? n : 4);
	const char *at = e->affixed && strncmp(form, e->stem, 2) ? strstr(form, start) : NULL;
	size_t prefix = at ? (size_t)(at - form) : 0;
	if (prefix + strlen(e->stem) >= FORM_MOST)
		prefix = 0;
	memcpy(lemma, form, prefix);
	strcpy(lemma + prefix, e->stem);
}

static void read_line(analysis *a, const entry *e, void *user)
{
	const asked *q = user;
	const char *parts = e->parts;
	char lemma[FORM_MOST];
	/* "qu'il" and "as" = a + s are no forms of a word: what stands before the first tag is something else. */
	size_t first = strcspn(parts + (*parts == ' '), " ");
	if (!memchr(parts, ':', first + 1) || strstr(parts, "dp:") || q->capital != form_first_capital(e->stem))
		return;
	with_prefix(e, q->form, lemma);
	bool verb = strstr(parts, "po:v0") || strstr(parts, "po:v1") || strstr(parts, "po:v2") || strstr(parts, "po:v3");
	bool noun = has(parts, "po:nom") || has(parts, "po:loc.nom"), adjective = has(parts, "po:adj") && !verb;
	bool participle = noun && ((adjective && like_participle(e->stem)) || (has(parts, "is:fem") && ends_with(e->stem, "é")));
	bool leads = !adjective || noun_first(e->stem);
	if (verb)
		add_verb(a, parts, lemma, q->form);
	if (noun)
		add_noun(a, lemma, participle ? RANK_RARE : leads ? RANK_FIRST : RANK_SECOND);
	if (adjective)
		readings_add(&a->found, "ADJ", lemma, strlen(lemma),
		             participle ? RANK_PRESENT : noun && leads ? RANK_SECOND : RANK_FIRST);
	bool any = verb || noun || adjective;
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		char tag[24] = "po:";
		strcat(tag, classes[i].tag);
		if (has(parts, tag)) {
			readings_add(&a->found, classes[i].upos, lemma, strlen(lemma), classes[i].rank);
			any = true;
		}
	}
	if (!any)
		readings_add(&a->found, "X", lemma, strlen(lemma), RANK_OTHER);
}

static bool look_up(analysis *a, const char *form, bool capital)
{
	uint32_t before = a->found.n;
	asked q = { form, capital };
	dictionary_lines(a, form, read_line, &q);
	return a->found.n > before;
}

/* Names and abbreviations, which the dictionary has in capitals: "ia" is IA, "paris" Paris. hunspell is asked for PARIS,
 * which it takes for all of them. */
static bool look_up_capitals(analysis *a, const char *form)
{
	char name[FORM_MOST];
	return (strchr(form, '-') && form_name(form, false, name) && look_up(a, name, true)) ||
	       (form_capital(form, true, name) && look_up(a, name, true));
}

/* In small letters or capitals, table and dictionary. */
static bool find(analysis *a, const char *form)
{
	const char *words = table_find(&a->words, form, strlen(form));
	if (words)
		readings_add_text(&a->found, words, RANK_CLOSED);
	return words || look_up(a, form, false) || look_up_capitals(a, form);
}

/* Etat, Ecosse: a name or the word itself. */
static bool find_capital(analysis *a, const char *form)
{
	return look_up_capitals(a, form) || find(a, form);
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

static const char *const prefixes[] = { "anti", "archi", "arrière", "auto", "bi", "bio", "co", "cyber", "demi", "dé", "dés", "ex", "extra",
	"hyper", "hypo", "inter", "intra", "macro",
	"méga", "méta", "micro", "mini", "mono", "multi", "néo", "non", "omni", "para", "pluri", "poly", "post", "pré",
	"pro", "pseudo", "psycho", "quasi",
	"re", "ré", "semi", "socio", "sous", "super", "sur", "télé", "trans", "tri", "ultra", "vice", "vidéo", "éco" };

/* franco-allemand, rétro-commission: the hyphen behind an "o", or 0. */
static size_t linked(const char *form)
{
	const char *hyphen = strchr(form, '-');
	return hyphen && hyphen > form + 3 && hyphen[-1] == 'o' ? (size_t)(hyphen - form) : 0;
}

/* désintermédiation: what is known of intermédiation, with the prefix before its lemmas. */
static bool prefixed(analysis *a, const char *form)
{
	for (size_t i = 0; i <= sizeof prefixes / sizeof *prefixes; i++) {
		bool last = i == sizeof prefixes / sizeof *prefixes;
		size_t n = last ? linked(form) : strlen(prefixes[i]);
		if (!n || (!last && strncmp(form, prefixes[i], n)))
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
	{ "ités", "NOUN", 1, "" }, { "ité", "NOUN", 0, "" }, { "ismes", "NOUN", 1, "" }, { "isme", "NOUN", 0, "" },
	{ "istes", "NOUN", 1, "" }, { "iste", "NOUN", 0, "" }, { "iennes", "ADJ", 3, "" }, { "ienne", "ADJ", 2, "" },
	{ "oises", "ADJ", 2, "" }, { "oise", "ADJ", 1, "" }, { "aises", "ADJ", 2, "" }, { "aise", "ADJ", 1, "" },
	{ "aires", "ADJ", 1, "" }, { "aire", "ADJ", 0, "" }, { "ophiles", "ADJ", 1, "" }, { "ophile", "ADJ", 0, "" },
	{ "ogènes", "ADJ", 1, "" }, { "ogène", "ADJ", 0, "" }, { "logies", "NOUN", 1, "" }, { "logie", "NOUN", 0, "" },
	{ "isations", "NOUN", 1, "" }, { "isation", "NOUN", 0, "" },
	{ "eraient", "VERB", 5, "r" }, { "eront", "VERB", 3, "" }, { "erait", "VERB", 3, "" },
	{ "erais", "VERB", 3, "" }, { "erai", "VERB", 2, "" },
	{ "eras", "VERB", 2, "" }, { "era", "VERB", 1, "" }, { "erons", "VERB", 3, "" }, { "erez", "VERB", 2, "" },
	{ "aient", "VERB", 5, "er" }, { "ait", "VERB", 3, "er" }, { "ais", "VERB", 3, "er" },
	{ "èrent", "VERB", 6, "er" },
	{ "lement", "ADV", 0, "" }, { "vement", "ADV", 0, "" }, { "usement", "ADV", 0, "" }, { "ément", "ADV", 0, "" },
	{ "amment", "ADV", 0, "" }, { "emment", "ADV", 0, "" },
	{ "ements", "NOUN", 1, "" }, { "ement", "NOUN", 0, "" },
	{ "ifier", "VERB", 0, "" }, { "iser", "VERB", 0, "" }, { "er", "VERB", 0, "" },
	{ "ées", "VERB", 4, "er" }, { "ée", "VERB", 3, "er" }, { "és", "VERB", 3, "er" }, { "é", "VERB", 2, "er" },
	{ "ions", "NOUN", 1, "" }, { "ion", "NOUN", 0, "" }, { "ons", "VERB", 3, "er" }, { "ez", "VERB", 2, "er" },
	{ "iques", "ADJ", 1, "" }, { "ique", "ADJ", 0, "" }, { "ables", "ADJ", 1, "" }, { "able", "ADJ", 0, "" },
	{ "ibles", "ADJ", 1, "" },
	{ "ible", "ADJ", 0, "" }, { "ives", "ADJ", 3, "f" }, { "ive", "ADJ", 2, "f" }, { "ifs", "ADJ", 1, "" },
	{ "if", "ADJ", 0, "" },
	{ "elles", "ADJ", 3, "" }, { "elle", "ADJ", 2, "" }, { "els", "ADJ", 1, "" }, { "el", "ADJ", 0, "" },
	{ "euses", "ADJ", 3, "x" }, { "euse", "ADJ", 2, "x" }, { "eux", "ADJ", 0, "" }, { "ales", "ADJ", 2, "" },
	{ "ale", "ADJ", 1, "" }, { "al", "ADJ", 0, "" },
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

/* One part of a compound, in the singular where it is a noun's or adjective's plural; false: it is a verb or unknown. */
static bool singular(analysis *a, const char *piece, char *out)
{
	strcpy(out, piece);
	a->found.n = 0;
	if (!look_up(a, piece, false) || !strcmp(a->found.reading[0].upos, "VERB"))
		return false;
	bool noun = !strcmp(a->found.reading[0].upos, "NOUN") || !strcmp(a->found.reading[0].upos, "ADJ");
	if (noun && (ends_with(piece, "s") || ends_with(piece, "x")) && strlen(a->found.reading[0].lemma) < strlen(piece))
		strcpy(out, a->found.reading[0].lemma);
	return true;
}

/* documentaires-fictions, client-là: a compound that no dictionary has is what its first part is; porte-drapeaux, whose
 * first part is a verb's, a noun. */
static bool compound(analysis *a, const char *form)
{
	char piece[FORM_MOST], lemma[FORM_MOST], rest[FORM_MOST];
	const char *hyphen = strchr(form, '-');
	if (!hyphen || hyphen == form || !hyphen[1])
		return false;
	memcpy(piece, form, (size_t)(hyphen - form));
	piece[hyphen - form] = '\0';
	bool joined = singular(a, piece, lemma);
	const char *upos = joined && strcmp(a->found.reading[0].upos, "X") ? a->found.reading[0].upos : "NOUN";
	if (joined && !strchr(hyphen + 1, '-')) {
		singular(a, hyphen + 1, rest);
		strcat(strcat(lemma, "-"), rest);
	} else
		strcpy(lemma, form);
	a->found.n = 0;
	readings_add(&a->found, upos, lemma, strlen(lemma), RANK_FIRST);
	return true;
}

/* What stands with a capital inside a sentence is a name if the dictionary has it as one, or doesn't know it. */
static void add_name(analysis *a, const char *form, int capital, int rank)
{
	char name[FORM_MOST];
	form_name(form, capital == ANALYSIS_CAPITALS, name);
	readings_add(&a->found, "PROPN", name, strlen(name), rank);
}

/* XIXe, as it is written: the number of a century. */
static bool century(analysis *a, const char *form)
{
	char lemma[FORM_MOST];
	size_t n = strspn(form, "ivxl");
	if (!n || (strcmp(form + n, "e") && strcmp(form + n, "ème") && strcmp(form + n, "ième")))
		return false;
	form_capital(form, true, lemma);
	strcpy(lemma + n, form + n);
	readings_add(&a->found, "ADJ", lemma, strlen(lemma), RANK_FIRST);
	return true;
}

bool french_readings(analysis *a, const char *form, int capital)
{
	const char *words = table_find(&a->words, form, strlen(form));
	if (words) {
		readings_add_text(&a->found, words, RANK_CLOSED);
		return true;
	}
	if (century(a, form))
		return true;
	if (spelling_broken_off(form))
		return spelling_begun(a, form, find);
	if (capital && look_up_capitals(a, form)) {
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
	bool first = capital == ANALYSIS_CAPITAL;
	if (spelling_stretched(a, form, find) || spelling_accents(a, form, first, first ? find_capital : find)) {
		if (capital)
			add_name(a, form, capital, RANK_OTHER);
		return false;
	}
	if (capital) {
		add_name(a, form, capital, RANK_FIRST);
		return false;
	}
	if (!prefixed(a, form) && !compound(a, form))
		guess(&a->found, form);
	return false;
}
