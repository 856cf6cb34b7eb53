/* inflect.c - the forms of French words, so that a lexicon of dictionary forms can be matched where a text was only cut
 * into tokens. Classes by their ending, the likelier first; a class that is too wide makes forms that nobody writes,
 * which does no harm. With the layer `word` lemmas come from there and these forms are hardly needed. */
#include <stdio.h>
#include <string.h>
#include "lexicon.h"

enum { ROOM = 160 };
typedef struct {
	const char *word;
	size_t n;
	inflected *each;
	void *user;
} inflection;

/* The word without its last `cut` bytes, with `ending`. */
static void give(const inflection *f, size_t cut, const char *ending)
{
	char form[ROOM];
	size_t stem = f->n - cut, n = strlen(ending);
	if (cut > f->n || stem + n >= sizeof form)
		return;
	memcpy(form, f->word, stem);
	memcpy(form + stem, ending, n);
	form[stem + n] = 0;
	f->each(f->user, form, (uint32_t)(stem + n));
}

/* The same with each of the endings, which are parted by blanks, after `middle`. */
static void give_all(const inflection *f, size_t cut, const char *middle, const char *endings)
{
	char ending[64];
	for (const char *p = endings; *p; ) {
		size_t n = strcspn(p, " ");
		if ((size_t)snprintf(ending, sizeof ending, "%s%.*s", middle, (int)n, p) < sizeof ending)
			give(f, cut, ending);
		p += n + (p[n] == ' ');
	}
}

static bool ends(const inflection *f, const char *with)
{
	size_t n = strlen(with);
	return f->n >= n && !memcmp(f->word + f->n - n, with, n);
}

/* ---- Nouns and adjectives -------------------------------------------------------------------- */

static void plural(const inflection *f)
{
	if (ends(f, "s") || ends(f, "x") || ends(f, "z"))
		return;
	if (ends(f, "al"))
		give(f, 1, "ux");
	else if (ends(f, "ail"))
		give(f, 2, "ux");
	give(f, 0, ends(f, "eau") || ends(f, "eu") ? "x" : "s");
}

/* What takes the place of an ending in the feminine; several where the ending doesn't tell. */
static const struct { const char *masculine, *feminine; } feminines[] = {
	{ "beau", "belle" }, { "nouveau", "nouvelle" }, { "vieux", "vieille" }, { "doux", "douce" }, { "faux", "fausse" },
	{ "roux", "rousse" }, { "fou", "folle" }, { "mou", "molle" }, { "frais", "fraîche" }, { "favori", "favorite" },
	{ "long", "longue" }, { "bref", "brève" }, { "sec", "sèche" }, { "malin", "maligne" }, { "gentil", "gentille" },
	{ "teur", "trice teuse" }, { "ieur", "ieure" }, { "eur", "euse eure" }, { "eux", "euse" }, { "oux", "ouse" },
	{ "if", "ive" }, { "el", "elle" }, { "eil", "eille" }, { "ul", "ulle" }, { "en", "enne" }, { "on", "onne" },
	{ "et", "ète ette" }, { "er", "ère" }, { "c", "que che" }, { "s", "se sse" }, { "e", "e" },
};

static void adjective(const inflection *f)
{
	plural(f);
	for (size_t i = 0; i < sizeof feminines / sizeof *feminines; i++)
		if (ends(f, feminines[i].masculine)) {
			size_t cut = strlen(feminines[i].masculine);
			for (const char *p = feminines[i].feminine; *p; ) {
				char ending[32];
				size_t n = strcspn(p, " ");
				snprintf(ending, sizeof ending, "%.*s", (int)n, p);
				give(f, cut, ending);
				strcat(ending, "s");
				give(f, cut, ending);
				p += n + (p[n] == ' ');
			}
			return;
		}
	give(f, 0, "e");
	give(f, 0, "es");
}

/* ---- Verbs ----------------------------------------------------------------------------------- */

/* What the ending of the infinitive becomes: the singular of the present and other forms of their own; the stem of
 * « -ons, -ait, -ant »; that of future and conditional; the participle. */
static const struct { const char *ending, *own, *plural, *future, *participle; } verbs[] = {
	{ "avoir", "ai as a ont aie aies ait ayons ayez aient ayant eut eurent", "av", "aur", "eu" },
	{ "être", "suis es est sommes êtes sont sois soit soyons soyez soient étais était étions étiez étaient étant fut "
		"furent été", "ét", "ser", NULL },
	{ "aller", "vais vas va vont aille ailles aillent", "all", "ir", "allé" },
	{ "faire", "fais fait faites font fasse fasses fassent fit firent", "fais", "fer", "fait" },
	{ "plaire", "plais plaît plait plut plu", "plais", "plair", NULL },
	{ "prendre", "prends prend prennent prenne prit prirent", "pren", "prendr", "pris" },
	{ "mettre", "mets met mit mirent", "mett", "mettr", "mis" },
	{ "battre", "bats bat battit", "batt", "battr", "battu" },
	{ "indre", "ins int ignit", "ign", "indr", "int" },
	{ "soudre", "sous sout", "solv", "soudr", "solu" },
	{ "dre", "ds d dit", "d", "dr", "du" },
	{ "uire", "uis uit uisit ui", "uis", "uir", "uit" },
	{ "sourire", "souris sourit souri", "souri", "sourir", NULL },
	{ "crire", "cris crit crivit", "criv", "crir", "crit" },
	{ "rire", "ris rit ri", "ri", "rir", NULL },
	{ "dire", "dis dit dites", "dis", "dir", "dit" },
	{ "lire", "lis lit lut", "lis", "lir", "lu" },
	{ "croire", "crois croit crut croient croie", "croy", "croir", "cru" },
	{ "clure", "clus clut", "clu", "clur", "clu" },
	{ "survivre", "survis survit", "surviv", "survivr", "survécu" },
	{ "vivre", "vis vit", "viv", "vivr", "vécu" },
	{ "suivre", "suis suit suivit", "suiv", "suivr", "suivi" },
	{ "aincre", "aincs ainc ainquit", "ainqu", "aincr", "aincu" },
	{ "ompre", "omps ompt ompit", "omp", "ompr", "ompu" },
	{ "naître", "nais naît nait nut naquit", "naiss", "naîtr", "nu" },
	{ "raître", "rais raît rait rut", "raiss", "raîtr", "ru" },
	{ "venir", "viens vient viennent vienne vint vinrent", "ven", "viendr", "venu" },
	{ "tenir", "tiens tient tiennent tienne tint tinrent", "ten", "tiendr", "tenu" },
	{ "offrir", "offre offres offrit", "offr", "offrir", "offert" },
	{ "ouffrir", "ouffre ouffres ouffrit", "ouffr", "ouffrir", "ouffert" },
	{ "ouvrir", "ouvre ouvres ouvrit", "ouvr", "ouvrir", "ouvert" },
	{ "cueillir", "cueille cueilles cueillit", "cueill", "cueiller", "cueilli" },
	{ "sentir", "sens sent sentit", "sent", "sentir", "senti" },
	{ "mentir", "mens ment mentit", "ment", "mentir", "menti" },
	{ "dormir", "dors dort dormit", "dorm", "dormir", "dormi" },
	{ "servir", "sers sert servit", "serv", "servir", "servi" },
	{ "sortir", "sors sort sortit", "sort", "sortir", "sorti" },
	{ "partir", "pars part partit", "part", "partir", "parti" },
	{ "mourir", "meurs meurt meurent meure mourut", "mour", "mourr", "mort" },
	{ "courir", "cours court courut", "cour", "courr", "couru" },
	{ "fuir", "fuis fuit fuient fuie", "fuy", "fuir", "fui" },
	{ "haïr", "hais hait", "haïss", "haïr", "haï" },
	{ "cevoir", "çois çoit çoivent çoive çut", "cev", "cevr", "çu" },
	{ "émouvoir", "émeus émeut émeuvent émeuve", "émouv", "émouvr", "ému" },
	{ "pouvoir", "peux peut peuvent puisse puissent put", "pouv", "pourr", "pu" },
	{ "vouloir", "veux veut veulent veuille voulut", "voul", "voudr", "voulu" },
	{ "devoir", "dois doit doivent doive dut", "dev", "devr", "dû" },
	{ "savoir", "sais sait sache sachent sachant sut", "sav", "saur", "su" },
	{ "valoir", "vaux vaut vaille valut", "val", "vaudr", "valu" },
	{ "voir", "vois voit voient voie vit virent", "voy", "verr", "vu" },
	{ "ir", "is it îmes îtes irent", "iss", "ir", "i" },
};
static const char plural_endings[] = "ons ez ent ais ait ions iez aient ant e es";
static const char future_endings[] = "ai as a ons ez ont ais ait ions iez aient";

/* -er: the stem as it is before each kind of ending. */
static void first_group(const inflection *f)
{
	static const char mute[] = "e es ent erai eras era erons erez eront erais erait erions eriez eraient";
	static const char others[] = "ons ez ais ait ions iez aient ai as a âmes âtes èrent ant é ée és ées";
	static const struct { const char *end, *mute, *hard; } stems[] = {
		{ "ger", "g", "ge" }, { "cer", "c", "ç" }, { "yer", "i", NULL }, { "eler", "ell", NULL },
		{ "eter", "ett", NULL },
	};
	give_all(f, 2, "", mute);
	give_all(f, 2, "", others);
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (ends(f, stems[i].end)) {
			give_all(f, strlen(stems[i].end), stems[i].mute, mute);
			if (stems[i].hard)
				give_all(f, strlen(stems[i].end), stems[i].hard, "ons ais ait aient ai as a âmes âtes ant");
		}
	/* espérer: espère; mener: mène; célébrer: célèbre. */
	size_t consonants = 2;
	while (consonants < f->n && strchr("bcdfghjklmnpqrstvxz", f->word[f->n - consonants - 1]) && consonants < 5)
		consonants++;
	char middle[16];
	size_t vowel = f->n > consonants + 1 && !memcmp(f->word + f->n - consonants - 2, "é", 2) ? 2 :
	               f->n > consonants && f->word[f->n - consonants - 1] == 'e' ? 1 : 0;
	if (vowel && consonants > 2) {
		snprintf(middle, sizeof middle, "è%.*s", (int)(consonants - 2), f->word + f->n - consonants);
		give_all(f, consonants + vowel, middle, mute);
	}
}

static void verb(const inflection *f)
{
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		if (ends(f, verbs[i].ending)) {
			size_t cut = strlen(verbs[i].ending);
			give_all(f, cut, "", verbs[i].own);
			give_all(f, cut, verbs[i].plural, plural_endings);
			give_all(f, cut, verbs[i].future, future_endings);
			if (verbs[i].participle) {
				give(f, cut, verbs[i].participle);
				give_all(f, cut, verbs[i].participle, "e s es");
			}
			return;
		}
	if (ends(f, "er"))
		first_group(f);
}

void inflect(const char *word, uint8_t pos, inflected *each, void *user)
{
	inflection f = { word, strlen(word), each, user };
	if (pos & POS_NOUN)
		plural(&f);
	if (pos & POS_ADJ)
		adjective(&f);
	if (pos & POS_VERB)
		verb(&f);
}
