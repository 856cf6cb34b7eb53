/* matching_cut.c - entries cut into words; the words of lemma entries that stand for others. */
#include "matching_private.h"
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include "form/form.h"
#include "plugins/tokenize-en/tokenize_en.h"
#include "plugins/tokenize-fr/tokenize_fr.h"

/* ---- Closed classes -------------------------------------------------------------------------- */

static const char *const lists[N_LISTS] = {
	/* What may stand where an article does. "de" is the article of "pas de postes" and half of "du travail". */
	[LIST_DETERMINERS] = " le la l' les un une des du de d' mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
		"ce cet cette ces quelque quelques plusieurs certain certaine certains certaines chaque aucun aucune "
		"tout toute tous toutes deux trois quatre cinq six sept huit neuf dix vingt trente cent mille ",
	/* What may stand between "me" and its verb: je me suis bien formé, il s'y est vite habitué. */
	[LIST_FILLERS] = " suis es est sommes êtes sont étais était étions étiez étaient serai seras sera serons serez seront "
		"serais serait serions seriez seraient sois soit soyons soyez soient fus fut fût être étant été "
		"y en le la l' les pas plus jamais rien bien mal mieux aussi déjà toujours souvent beaucoup vraiment "
		"encore même tous toutes un peu trop très vite donc quand complètement totalement ",
	[LIST_REFLEXIVE_FR] = " me m' te t' se s' nous vous ",
	[LIST_POSSESSIVE_FR] = " mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ",
	[LIST_REFLEXIVE_EN] = " myself yourself himself herself itself oneself ourselves yourselves themselves themself ",
	[LIST_POSSESSIVE_EN] = " my your his her its our their one's ",
};

bool listed(int list, glane_str form)
{
	for (const char *p = lists[list]; form.n && (p = strchr(p, ' ')) != NULL && p[1]; p++)
		if (strcspn(p + 1, " ") == form.n && !memcmp(p + 1, form.p, form.n))
			return true;
	return false;
}

static bool among(glane_str form, const char *words)
{
	for (const char *p = words; *p; p += strcspn(p, " ") + (p[strcspn(p, " ")] == ' '))
		if (strcspn(p, " ") == form.n && !memcmp(p, form.p, form.n))
			return true;
	return false;
}

int special_word(uint32_t language, glane_str form)
{
	if (language == MATCHING_FR)
		return among(form, "un une le la l' les des du") ? SPECIAL_DETERMINER :
		       among(form, "au aux") ? SPECIAL_TO_DETERMINER :
		       among(form, "se s'") ? SPECIAL_REFLEXIVE : among(form, "son sa ses") ? SPECIAL_POSSESSIVE : SPECIAL_NONE;
	return among(form, "oneself") ? SPECIAL_REFLEXIVE : among(form, "one's one’s") ? SPECIAL_POSSESSIVE : SPECIAL_NONE;
}

/* ---- Cutting --------------------------------------------------------------------------------- */

/* A star is read as a letter, so that the tokenizer cuts "sous-*" and "l'*" as it cuts the words meant. */
enum { STAR_LETTER = 'x' };

static glane_str piece_form(glane_ctx *ctx, const char *text, matching_piece *p)
{
	uint32_t begin = p->begin + p->star_before, end = p->end - p->star_after;
	char *out = ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(end - begin));
	return (glane_str){ out, begin < end ? (uint32_t)form_of(text + begin, end - begin, out) : 0 };
}

uint32_t matching_cut(glane_ctx *ctx, uint32_t language, glane_str text, bool stars, matching_piece **out)
{
	const glane_host *h = ctx->host;
	unsigned char *copy = h->alloc(ctx, GLANE_SCRATCH, (size_t)text.n + 2 + SCAN_BEYOND);
	scan s = { .text = copy, .at = copy, .room = text.n + 2 * SCAN_SPARE, .before = BEFORE_TURN };
	if (text.n)
		memcpy(copy, text.p, text.n);
	for (uint32_t i = 0; stars && i < text.n; i++)
		if (copy[i] == '*')
			copy[i] = STAR_LETTER;
	s.piece = h->alloc(ctx, GLANE_SCRATCH, (size_t)s.room * sizeof *s.piece);
	scanner *cut = language == MATCHING_FR ? tokenize_fr_scan : tokenize_en_scan;
	while (cut(&s)) { }
	matching_piece *p = *out = h->alloc(ctx, GLANE_SCRATCH, ((size_t)s.n + 1) * sizeof *p);
	for (uint32_t i = 0; i < s.n; i++) {
		p[i] = (matching_piece){ .begin = s.piece[i].begin, .end = s.piece[i].end, .kind = s.piece[i].kind };
		p[i].star_before = stars && text.p[p[i].begin] == '*';
		p[i].star_after = stars && p[i].end - p[i].begin > p[i].star_before && text.p[p[i].end - 1] == '*';
		p[i].form = piece_form(ctx, text.p, &p[i]);
		p[i].special = special_word(language, p[i].form) != SPECIAL_NONE;
	}
	return s.n;
}

/* ---- Text ------------------------------------------------------------------------------------ */

int compare_str(glane_str a, glane_str b)
{
	uint32_t n = a.n < b.n ? a.n : b.n;
	int r = n ? memcmp(a.p, b.p, n) : 0;
	return r ? r : (a.n > b.n) - (a.n < b.n);
}

/* NFC where the text has combining marks of its own; long pieces stay as they are. */
static uint32_t compose(char *p, uint32_t n, uint32_t room)
{
	enum { SMALL = 256 };
	UChar a[SMALL], b[SMALL];
	UErrorCode e = U_ZERO_ERROR;
	int32_t na = 0, nb, bytes = 0;
	char out[3 * SMALL];
	if (n >= SMALL)
		return n;
	u_strFromUTF8(a, SMALL, &na, p, (int32_t)n, &e);
	nb = unorm2_normalize(unorm2_getNFCInstance(&e), a, na, b, SMALL, &e);
	u_strToUTF8(out, sizeof out, &bytes, b, nb, &e);
	if (U_FAILURE(e) || (uint32_t)bytes > room)
		return n;
	memcpy(p, out, (size_t)bytes);
	return (uint32_t)bytes;
}

uint32_t surface_of(const char *p, uint32_t n, char *out)
{
	bool marks = false;
	for (uint32_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];
		marks |= c == 0xCC || c == 0xCD;	/* U+0300 to U+036F, and letters nearby */
		out[i] = p[i];
	}
	return (uint32_t)form_tidy(out, marks ? compose(out, n, 3 * n + 16) : n);
}
