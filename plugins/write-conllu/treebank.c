/* treebank.c - lemmas as the treebanks of Universal Dependencies have them.
 *
 * glane keeps the persons apart (me, mon), as TreeTagger's and IRaMuTeQ's users know them; the French treebanks have
 * the strong pronoun (moi, lui, eux, soi) and "son" for all possessives, the English one the subject (I, he, they). */
#include <string.h>
#include "treebank.h"

static const struct { const char *lang, *forms, *upos, *lemma, *becomes; } rows[] = {
	{ "fr", "je j' -je me m' -m'", "PRON", "je me", "moi" },
	{ "fr", "tu -tu te t' -t'", "PRON", "tu te", "toi" },
	{ "fr", "il -il -t-il i' elle -elle -t-elle le la l' -le -la -l'", "PRON", "il elle le", "lui" },
	{ "fr", "ils -ils -t-ils elles -elles -t-elles les -les leur -leur", "PRON", "il elle le leur", "eux" },
	{ "fr", "se s'", "PRON", "se", "soi" },
	{ "fr", "mon ma mes ton ta tes notre nos votre vos leur leurs", "DET", "mon ton notre votre leur", "son" },
	{ "fr", "elle-même elles-mêmes", "PRON", "elle-même", "lui-même" },
	{ "en", "me", "PRON", "me", "I" },
	{ "en", "him", "PRON", "him", "he" },
	{ "en", "us 's s", "PRON", "us", "we" },
	{ "en", "them 'em", "PRON", "them", "they" },
	{ "en", "mine", "PRON", "mine", "my" },
	{ "en", "yours", "PRON", "yours", "your" },
	{ "en", "hers", "PRON", "hers", "her" },
	{ "en", "ours", "PRON", "ours", "our" },
	{ "en", "theirs", "PRON", "theirs", "their" },
	{ "en", "“ ”", "PUNCT", "“ ”", "\"" },
	{ "en", "‘ ’", "PUNCT", "‘ ’", "'" },
	{ "en", "— –", "PUNCT", "— –", "-" },
};

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

/* The next word of a list, n 0: none. */
static glane_str next_of(const char **list)
{
	*list += strspn(*list, " ");
	glane_str s = { *list, (uint32_t)strcspn(*list, " ") };
	*list += s.n;
	return s;
}

static void enter(treebank *t, treebank_row row)
{
	uint32_t at = row.form.id % TREEBANK_SLOTS;
	while (t->slot[at].form.id)
		at = (at + 1) % TREEBANK_SLOTS;
	t->slot[at] = row;
}

static void enter_all(glane_ctx *ctx, treebank *t, size_t i)
{
	const char *forms = rows[i].forms;
	for (glane_str form = next_of(&forms); form.n; form = next_of(&forms)) {
		const char *lemmas = rows[i].lemma;
		for (glane_str lemma = next_of(&lemmas); lemma.n; lemma = next_of(&lemmas)) {
			treebank_row r = { .becomes = str(rows[i].becomes), .upos = ctx->host->sym(ctx, rows[i].upos) };
			ctx->host->intern(ctx, 1, &form, &r.form);
			ctx->host->intern(ctx, 1, &lemma, &r.lemma);
			enter(t, r);
		}
	}
}

void treebank_open(glane_ctx *ctx, glane_str lang, treebank *out)
{
	static const char *const owned[] = { "NOUN", "ADJ", "PROPN", "NUM" };
	*out = (treebank){ .her = { 0 } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (lang.n >= 2 && !memcmp(lang.p, rows[i].lang, 2) && (lang.n == 2 || lang.p[2] == '-' || lang.p[2] == '_'))
			enter_all(ctx, out, i);
	if (lang.n < 2 || memcmp(lang.p, "en", 2))
		return;
	out->adjective = ctx->host->sym(ctx, "ADJ");
	out->name = ctx->host->sym(ctx, "PROPN");
	out->her = ctx->host->sym(ctx, "her");
	out->pronoun = ctx->host->sym(ctx, "PRON");
	for (uint32_t i = 0; i < 4; i++)
		out->owned[i] = ctx->host->sym(ctx, owned[i]);
}

glane_str treebank_lemma(const treebank *t, glane_sym form, glane_sym upos, glane_sym lemma, glane_sym next)
{
	const glane_str same = { "", 0 };
	if (!form.id)
		return same;
	/* "her work" is a possessive, "ask her" is she. */
	if (form.id == t->her.id && lemma.id == form.id && upos.id == t->pronoun.id) {
		for (uint32_t i = 0; i < 4; i++)
			if (next.id == t->owned[i].id)
				return same;
		return str("she");
	}
	for (uint32_t at = form.id % TREEBANK_SLOTS; t->slot[at].form.id; at = (at + 1) % TREEBANK_SLOTS) {
		const treebank_row *r = &t->slot[at];
		if (r->form.id == form.id && r->upos.id == upos.id && r->lemma.id == lemma.id)
			return r->becomes;
	}
	return same;
}

/* The same but for the capitals of letters without accents. */
static bool same_letters(glane_str a, glane_str b)
{
	for (uint32_t i = 0; i < a.n && i < b.n; i++) {
		const char c = a.p[i], d = b.p[i];
		if (c != d && ((c | 32) != (d | 32) || (c | 32) < 'a' || (c | 32) > 'z'))
			return false;
	}
	return a.n == b.n;
}

static bool has_between(glane_str s, char first, char last)
{
	for (uint32_t i = 0; i < s.n; i++)
		if (s.p[i] >= first && s.p[i] <= last)
			return true;
	return false;
}

bool treebank_as_written(const treebank *t, glane_str written, glane_sym upos, glane_str lemma, glane_sym next, bool first)
{
	bool point = lemma.n > 1 && lemma.p[lemma.n - 1] == '.' && written.n == lemma.n - 1;
	if (!t->name.id || !same_letters((glane_str){ lemma.p, lemma.n - point }, written))
		return false;
	if (upos.id == t->name.id)
		return has_between(written, 'a', 'z') || !has_between(lemma, 'A', 'Z');
	return !first && upos.id == t->adjective.id && next.id == t->name.id;
}
