/* upos.c - the parts of speech of Universal Dependencies, as users write them. */
#include <string.h>
#include "csv/headings.h"
#include "upos.h"

/* The names, and what people write for them: French and English words, and the codes of IRaMuTeQ and TreeTagger. */
static const heading parts_of_speech[] = {
	{ "ADJ", "adjectif; adjectifs; adjective; adjectives", false },
	{ "ADP", "préposition; prépositions; preposition; prepositions; adposition; PREP; PRE", false },
	{ "ADV", "adverbe; adverbes; adverb; adverbs", false },
	{ "AUX", "auxiliaire; auxiliaires; auxiliary; auxiliaries", false },
	{ "CCONJ", "conjonction; conjonctions; conjunction; conjunctions; CONJ; CON; KON", false },
	{ "DET", "déterminant; déterminants; determiner; determiners; article; articles; ART; ART_DEF; ART_IND; ADJ_DEM; "
	  "ADJ_IND; ADJ_INT; ADJ_POS", false },
	{ "INTJ", "interjection; interjections; onomatopée; onomatopées; ONO", false },
	{ "NOUN", "nom; noms; nom commun; noms communs; nouns; substantif; substantifs; NC; NN", false },
	{ "NUM", "numéral; numéraux; nombre; nombres; numeral; numerals; number; numbers; ADJ_NUM", false },
	{ "PART", "particule; particules; particle; particles", false },
	{ "PRON", "pronom; pronoms; pronoun; pronouns; PRO; PRO_DEM; PRO_IND; PRO_INT; PRO_PER; PRO_POS; PRO_REL", false },
	{ "PROPN", "nom propre; noms propres; proper noun; proper nouns; NP; NPR; NAM", false },
	{ "PUNCT", "ponctuation; punctuation; PONCT", false },
	{ "SCONJ", "subordonnant; conjonction de subordination; subordinating conjunction", false },
	{ "SYM", "symbole; symboles; symbol; symbols", false },
	{ "VERB", "verbe; verbes; verbs; VER; V; VB", false },
	{ "X", "autre; autres; other; others; non reconnu; non reconnus; unknown; NR", false },
};
enum { N_PARTS = sizeof parts_of_speech / sizeof *parts_of_speech };

const char *upos_find(glane_str name)
{
	for (uint32_t i = 0; i < N_PARTS; i++)
		if (strlen(parts_of_speech[i].name) == name.n && !memcmp(parts_of_speech[i].name, name.p, name.n))
			return parts_of_speech[i].name;
	return NULL;
}

const char *upos_named(glane_str name)
{
	const char *upos = upos_find(name);
	for (uint32_t i = 0; !upos && i < N_PARTS; i++)
		if (headings_is(&parts_of_speech[i], name.p, name.n))
			upos = parts_of_speech[i].name;
	return upos;
}

int upos_refuse(glane_ctx *ctx, glane_place at, glane_str name)
{
	const char *near = headings_near(parts_of_speech, N_PARTS, name.p, name.n);
	if (near)
		return ctx->host->fail(ctx, GLANE_EOPTION, at,
		                       "\"%.*s\" is no part of speech of Universal Dependencies: write %s", GLANE_STR(name), near);
	return ctx->host->fail(ctx, GLANE_EOPTION, at,
	                       "\"%.*s\" is no part of speech of Universal Dependencies: write one of NOUN PROPN VERB AUX ADJ ADV "
	                       "PRON DET ADP CCONJ SCONJ NUM PART INTJ SYM PUNCT X", GLANE_STR(name));
}

int upos_refuse_word(glane_ctx *ctx, glane_place at, glane_str name)
{
	if (headings_near(parts_of_speech, N_PARTS, name.p, name.n))
		return upos_refuse(ctx, at, name);
	return ctx->host->fail(ctx, GLANE_EOPTION, at,
	                       "\"%.*s\" is no part of speech: write some of noun, proper noun, verb, auxiliary, adjective, adverb, "
	                       "pronoun, determiner, preposition, conjunction, number, interjection, unknown, with semicolons between "
	                       "(or NOUN PROPN VERB …)", GLANE_STR(name));
}
