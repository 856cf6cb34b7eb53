/* vocabulary.c - the standard layers of a document and their columns.
 *
 * Plugins of different authors work together because they agree on this table; scoring programs read
 * the names as well. A layer that is not here is a plugin's own and is called "vendor:name"; a plugin
 * may add columns of its own to a standard layer. */
#include <config.h>
#include <string.h>
#include "document.h"

typedef struct {
	const char *layer;
	const char *column;		/* NULL: the layer itself */
	int type;
	const char *into;		/* of GLANE_ROW: the layer pointed into */
	bool shared;			/* several stages may each add rows */
} entry;

static const entry vocabulary[] = {
	/* Who speaks, from one marker to the next; without the marker. */
	{ "turn", NULL, 0, NULL, false },
	{ "turn", "speaker", GLANE_SYM, NULL, false },		/* id of a speaker of the document */

	/* Parts that the text itself shows, or a guide finds in it. */
	{ "section", NULL, 0, NULL, true },
	{ "section", "kind", GLANE_SYM, NULL, true },		/* question heading paragraph page theme-mark */
	{ "section", "id", GLANE_SYM, NULL, true },		/* "Q12"; the text of a heading */

	/* What is written but not said: markers of turns, time codes, [rires]. Never tokens. */
	{ "note", NULL, 0, NULL, true },
	{ "note", "kind", GLANE_SYM, NULL, true },		/* marker time transcriber page redaction */

	{ "sentence", NULL, 0, NULL, false },

	/* Pieces of the surface, one after the other. */
	{ "token", NULL, 0, NULL, false },
	{ "token", "form", GLANE_SYM, NULL, false },		/* NFC, lower case, U+2019 as ' */
	{ "token", "kind", GLANE_SYM, NULL, false },		/* word number punctuation symbol mark */

	/* Syntactic words: French "du" is the two words "de" and "le", both with the span of the token. */
	{ "word", NULL, 0, NULL, false },
	{ "word", "token", GLANE_ROW, "token", false },
	{ "word", "form", GLANE_SYM, NULL, false },
	{ "word", "readings", GLANE_SYM, NULL, false },		/* "VERB:suivre|AUX:être" */
	{ "word", "lemma", GLANE_SYM, NULL, false },
	{ "word", "upos", GLANE_SYM, NULL, false },		/* part of speech of Universal Dependencies */

	/* Several tokens that are one unit: "pomme de terre". */
	{ "expression", NULL, 0, NULL, false },
	{ "expression", "form", GLANE_SYM, NULL, false },
	{ "expression", "lemma", GLANE_SYM, NULL, false },
	{ "expression", "upos", GLANE_SYM, NULL, false },

	/* What is counted: words and expressions that a study takes as its units. */
	{ "term", NULL, 0, NULL, false },
	{ "term", "form", GLANE_SYM, NULL, false },
	{ "term", "lemma", GLANE_SYM, NULL, false },
	{ "term", "upos", GLANE_SYM, NULL, false },
	{ "term", "status", GLANE_SYM, NULL, false },		/* active supplementary stop */

	/* About 40 words of one speaker, cut at a sentence where that can be. */
	{ "segment", NULL, 0, NULL, false },
	{ "segment", "class", GLANE_SYM, NULL, false },		/* given by a classification, in report() */

	/* A passage coded by a codebook's rule, or by a person. */
	{ "theme", NULL, 0, NULL, true },
	{ "theme", "code", GLANE_SYM, NULL, true },
	{ "theme", "rule", GLANE_SYM, NULL, true },		/* what made it fire, for people */

	/* The words by which a rule fired: a plugin's own, but a study may have a step for each codebook. */
	{ "theme-coder:hit", NULL, 0, NULL, true },
	{ "theme-coder:hit", "code", GLANE_SYM, NULL, true },
	{ "theme-coder:hit", "rule", GLANE_SYM, NULL, true },

	/* What a concordance looks for; a study may have several. */
	{ "kwic:hit", NULL, 0, NULL, true },
	{ "kwic:hit", "find", GLANE_SYM, NULL, true },
	{ "kwic:hit", "entry", GLANE_SYM, NULL, true },

	/* One row per sentence. */
	{ "sentiment", NULL, 0, NULL, false },
	{ "sentiment", "score", GLANE_REAL, NULL, false },	/* -1 … 1 */
	{ "sentiment", "label", GLANE_SYM, NULL, false },	/* negative neutral mixed positive */

	/* What somebody is quoted as saying, and passages worth quoting. */
	{ "verbatim", NULL, 0, NULL, true },
	{ "verbatim", "kind", GLANE_SYM, NULL, true },		/* verbatim term scare-quote title reported passage */
	{ "verbatim", "attribution", GLANE_SYM, NULL, true },	/* as written */
	{ "verbatim", "role", GLANE_SYM, NULL, true },
	{ "verbatim", "organisation", GLANE_SYM, NULL, true },
	{ "verbatim", "profile", GLANE_SYM, NULL, true },

	/* A word that came to mind at a stimulus. */
	{ "evocation", NULL, 0, NULL, false },
	{ "evocation", "stimulus", GLANE_SYM, NULL, false },
	{ "evocation", "word", GLANE_SYM, NULL, false },
	{ "evocation", "rank", GLANE_INT, NULL, false },	/* 1: the first that was said */
	{ "evocation", "importance", GLANE_REAL, NULL, false },
	{ "evocation", "valence", GLANE_REAL, NULL, false },

	/* From where in the recording a passage is. */
	{ "time", NULL, 0, NULL, false },
	{ "time", "ms", GLANE_INT, NULL, false },		/* milliseconds from its beginning */
};
enum { N_VOCABULARY = sizeof vocabulary / sizeof *vocabulary };

bool vocabulary_layer(const char *name)
{
	for (size_t i = 0; i < N_VOCABULARY; i++)
		if (!vocabulary[i].column && !strcmp(vocabulary[i].layer, name))
			return true;
	return false;
}

bool vocabulary_shared(const char *name)
{
	for (size_t i = 0; i < N_VOCABULARY; i++)
		if (!strcmp(vocabulary[i].layer, name))
			return vocabulary[i].shared;
	return false;
}

int vocabulary_column(const char *name, const char *cell, const char **into)
{
	int known = 0;
	if (into)
		*into = NULL;
	for (size_t i = 0; i < N_VOCABULARY; i++) {
		const entry *e = &vocabulary[i];
		if (strcmp(e->layer, name))
			continue;
		known = -1;
		if (e->shared && !strcmp(cell, "origin"))
			return GLANE_SYM;	/* the core's own: which stage or coder the row is from */
		if (e->column && !strcmp(e->column, cell)) {
			if (into)
				*into = e->into;
			return e->type;
		}
	}
	return known;
}
