/* coder_words.c - the dictionaries with which a codebook is read: what its words are. */
#include "coder.h"
#include <string.h>

static const char *const option_names[CODEBOOK_LANGUAGES] = { "dictionary-fr", "dictionary-en" };

bool dictionaries_asked(const codebook *b, uint32_t language)
{
	for (uint32_t t = 0; t < b->n_themes; t++)
		for (uint32_t i = 0; i < b->theme[t].n_rules; i++) {
			const codebook_rule *r = &b->theme[t].rule[i];
			for (uint32_t g = 0; g < r->n_groups; g++)
				if (r->language == language && r->kind != RULE_REGEX && r->group[g].how != RULE_WORDS)
					return true;
		}
	return false;
}

int dictionaries_open(glane_ctx *ctx, const codebook *b, const char *const *path, dictionaries *d)
{
	int code = GLANE_OK;
	*d = (dictionaries){ { NULL } };
	for (uint32_t l = 0; l < CODEBOOK_LANGUAGES && !code; l++) {
		if (!dictionaries_asked(b, l))
			continue;
		if (*path[l] || analysis_there(l))
			code = analysis_open(ctx, l, path[l], option_names[l], &d->of[l]);
		else
			ctx->host->log(ctx, GLANE_WARNING, glane_at_line(b->path, 0, 0),
			               "there is no dictionary of the language %s: its lemmas and examples are not checked",
			               l == CODEBOOK_FR ? "fr" : "en");
	}
	return code;
}

void dictionaries_close(dictionaries *d)
{
	for (uint32_t l = 0; l < CODEBOOK_LANGUAGES; l++)
		analysis_close(d->of[l]);
}

/* The dictionary form of an adjective that is written in another one; n 0: the word is as it should be, or no
 * adjective. */
static glane_str adjective(analysis *a, glane_str form)
{
	reading r[READINGS_MOST];
	int how;
	glane_str lemma = { "", 0 };
	uint32_t n = readings_cut(analysis_readings(a, form, ANALYSIS_SMALL, &how), r, READINGS_MOST);
	for (uint32_t i = 0; i < n && how == ANALYSIS_KNOWN; i++) {
		if (r[i].lemma.n == form.n && !memcmp(r[i].lemma.p, form.p, form.n))
			return (glane_str){ "", 0 };
		if (!lemma.n && r[i].upos.n == 3 && !memcmp(r[i].upos.p, "ADJ", 3))
			lemma = r[i].lemma;
	}
	return lemma;
}

glane_str dictionaries_agree(glane_ctx *ctx, const dictionaries *d, uint32_t language, glane_str entry)
{
	matching_piece *p;
	uint32_t n = d->of[language] ? matching_cut(ctx, language, entry, false, &p) : 0, at = 0, length = 0;
	char *text = NULL;
	for (uint32_t i = 1; i < n; i++) {
		glane_str lemma = p[i].special ? (glane_str){ "", 0 } : adjective(d->of[language], p[i].form);
		if (!lemma.n)
			continue;
		uint32_t before = p[i].begin - at;
		text = ctx->host->grow(ctx, GLANE_SCRATCH, text, length, (size_t)before + lemma.n + entry.n + 1);
		memcpy(text + length, entry.p + at, before);
		memcpy(text + length + before, lemma.p, lemma.n);
		length += before + lemma.n;
		at = p[i].end;
	}
	if (!text)
		return entry;
	memcpy(text + length, entry.p + at, entry.n - at);
	return (glane_str){ text, length + entry.n - at };
}
