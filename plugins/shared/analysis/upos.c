/* upos.c - the parts of speech of Universal Dependencies, as users write them. */
#include <string.h>
#include "csv/headings.h"
#include "upos.h"

/* The names, and what people write for them. */
static const heading parts_of_speech[] = {
	{ "ADJ", "adjectif; adjective", false }, { "ADP", "préposition; preposition; PREP", false },
	{ "ADV", "adverbe; adverb", false },
	{ "AUX", "auxiliaire; auxiliary", false }, { "CCONJ", "conjonction; conjunction; CONJ; KON", false },
	{ "DET", "déterminant; determiner; article; ART", false }, { "INTJ", "interjection", false },
	{ "NOUN", "nom; substantif; NC; NN", false }, { "NUM", "numéral; nombre; number", false },
	{ "PART", "particule; particle", false },
	{ "PRON", "pronom; pronoun; PRO", false }, { "PROPN", "nom propre; proper noun; NP; NPR; NAM", false },
	{ "PUNCT", "ponctuation; punctuation", false }, { "SCONJ", "subordonnant", false },
	{ "SYM", "symbole; symbol", false },
	{ "VERB", "verbe; VER; V; VB", false }, { "X", "autre; other", false },
};
enum { N_PARTS = sizeof parts_of_speech / sizeof *parts_of_speech };

const char *upos_find(glane_str name)
{
	for (uint32_t i = 0; i < N_PARTS; i++)
		if (strlen(parts_of_speech[i].name) == name.n && !memcmp(parts_of_speech[i].name, name.p, name.n))
			return parts_of_speech[i].name;
	return NULL;
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
