/* suggest.c - near misses, and the English names of French words. */
#include <config.h>
#include <string.h>
#include "message.h"
#include "sym.h"
#include "text.h"

enum { LONGEST = 64 };

/* Code points of a folded word; those beyond LONGEST are left out. */
static uint32_t code_points(const char *s, uint32_t out[LONGEST])
{
	uint32_t n = 0;
	for (const unsigned char *p = (const unsigned char *)s; *p && n < LONGEST; n++) {
		uint32_t c = *p++;
		if (c >= 0xc0)
			c &= c >= 0xf0 ? 7 : c >= 0xe0 ? 15 : 31;
		while ((*p & 0xc0) == 0x80)
			c = c << 6 | (*p++ & 0x3f);
		out[n] = c;
	}
	return n;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance (Damerau 1964; each piece edited at most once). */
static uint32_t distance(const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m)
{
	uint32_t row[3][LONGEST + 1], *before = row[0], *last = row[1], *now = row[2];
	for (uint32_t j = 0; j <= m; j++)
		last[j] = j;
	memset(before, 0, sizeof row[0]);
	for (uint32_t i = 1; i <= n; i++) {
		now[0] = i;
		for (uint32_t j = 1; j <= m; j++) {
			now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
		uint32_t *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[m];
}

const char *suggest_name(const char *word, uint32_t n, const char *const *known)
{
	arena *a = arena_new();
	uint32_t w[LONGEST], k[LONGEST];
	uint32_t length = code_points(text_fold(a, str_of(word)), w), best = UINT32_MAX;
	const char *found = NULL;
	for (uint32_t i = 0; i < n && length; i++) {
		uint32_t other = code_points(text_fold(a, str_of(known[i])), k);
		uint32_t longer = length > other ? length : other;
		uint32_t d = distance(w, length, k, other);
		if (d <= longer / 3 && d < best) {
			best = d;
			found = known[i];
		}
	}
	arena_free(a);
	return found;
}

/* French words folded: lower case, without accents. The same word may stand for several names. */
static const char *const words[][2] = {
	{ "par", "by" }, { "selon", "by" }, { "groupe_par", "by" }, { "phrase", "sentence" },
	{ "phrases", "sentence" }, { "quand", "when" }, { "si", "when" }, { "lorsque", "when" },
	{ "condition", "when" }, { "ou", "where" }, { "dans", "where" }, { "locuteurs", "speakers" },
	{ "locuteur", "speaker" }, { "intervenants", "speakers" }, { "qui", "speakers" },
	{ "unite", "unit" }, { "vers", "to" }, { "a", "to" }, { "sortie", "to" },
	{ "destination", "to" }, { "fichiers", "files" }, { "fichier", "files" },
	{ "metadonnees", "metadata" }, { "donnees", "metadata" }, { "manquant", "missing" },
	{ "manquants", "missing" }, { "manquantes", "missing" }, { "langue", "lang" },
	{ "langues", "languages" }, { "langue_du_rapport", "report-language" },
	{ "langue_rapport", "report-language" }, { "public_vise", "audience" },
	{ "etude", "study" }, { "titre", "title" }, { "citable", "quotable" },
	{ "citables", "quotable" }, { "valeurs", "values" }, { "modalites", "values" },
	{ "utilise", "use" }, { "utiliser", "use" }, { "emploi", "use" }, { "identifiant", "id" },
	{ "nom", "id" }, { "erreur", "on-error" }, { "en_cas_d'erreur", "on-error" },
	{ "si_erreur", "on-error" }, { "desactive", "off" }, { "inactif", "off" },
	{ "locuteurs_min", "min-speakers" }, { "min_locuteurs", "min-speakers" },
	{ "unites_min", "min-units" }, { "min_unites", "min-units" }, { "definir", "set" },
	{ "fixer", "set" }, { "profil", "profile" },
	{ "lire", "read" }, { "lecture", "read" }, { "etape", "step" }, { "ecrire", "write" },
	{ "ecriture", "write" }, { "inclure", "include" }, { "inclusion", "include" },
	{ "tours", "turn" }, { "tour", "turn" }, { "tour_de_parole", "turn" },
	{ "reponse", "answer" }, { "reponses", "answer" }, { "segments", "segment" },
	{ "citation", "verbatim" }, { "verbatims", "verbatim" }, { "documents", "document" },
	{ "oui", "yes" }, { "vrai", "yes" }, { "non", "no" }, { "faux", "no" },
	{ "tous", "all" }, { "toutes", "all" }, { "tout", "all" }, { "enquetes", "respondents" },
	{ "enquete", "respondents" }, { "repondants", "respondents" },
	{ "enqueteurs", "interviewers" }, { "enqueteur", "interviewers" },
	{ "arreter", "stop" }, { "arret", "stop" }, { "passer", "skip" }, { "sauter", "skip" },
	{ "ignorer", "skip" }, { "garder", "keep" }, { "conserver", "keep" }, { "equipe", "team" },
	{ "publique", "public" }, { "francais", "fr" }, { "anglais", "en" }, { "aucun", "none" },
	{ "aucune", "none" }, { "erreurs", "error" }, { "texte", "text" }, { "mots", "words" },
	{ "mot", "word" }, { "seuil", "min" }, { "fenetre", "window" }, { "dictionnaire", "lexicon" },
	{ "lexique", "lexicon" }, { "livre_de_codes", "codebook" }, { "grille", "codebook" },
	{ "separateur", "separator" }, { "encodage", "encoding" }, { "colonne", "column" },
	{ "colonnes", "columns" }, { "passages_cites", "quoted" },
	{ "enquete", "respondent" }, { "enquetee", "respondent" }, { "enquetes", "respondent" },
	{ "repondant", "respondent" }, { "enqueteur", "interviewer" }, { "enquetrice", "interviewer" },
	{ "intervieweur", "interviewer" }, { "autre", "other" }, { "autres", "other" },
	{ "sans_marque", "unmarked" }, { "groupe", "group" }, { "defaut", "default" }, { "couches", "layers" },
	{ "lignes", "rows" }, { "pour", "for" }, { "genres", "kinds" }, { "types", "kinds" },
	{ "colonne_id", "id-column" }, { "colonne_texte", "text-column" },
	{ "tours", "turns" }, { "tours_de_parole", "turns" }, { "langue", "language" },
	{ "langues", "language" }, { "frequence", "frequencies" }, { "frequences", "frequencies" },
	{ "lire_texte", "read-text" }, { "lire_csv", "read-csv" }, { "ecrire_csv", "write-csv" },
	{ "ecrire_html", "write-html" }, { "ecrire_json", "write-json" }, { "fichier", "file" },
};

const char *suggest_translated(const char *word, uint32_t n, const char *const *known)
{
	arena *a = arena_new();
	const char *folded = text_fold(a, str_of(word)), *found = NULL;
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		for (uint32_t k = 0; k < n && !found && !strcmp(words[i][0], folded); k++)
			if (!strcmp(words[i][1], known[k]))
				found = known[k];
	arena_free(a);
	return found;
}

const char *suggest_english(const char *word)
{
	arena *a = arena_new();
	const char *folded = text_fold(a, str_of(word)), *found = NULL;
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		if (!strcmp(words[i][0], folded))
			found = words[i][1];
	arena_free(a);
	return found;
}
