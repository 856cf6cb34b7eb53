/* matching.c - makes patterns of entries, and an index of them by their rarest word. */
#include "matching_private.h"
#include <stdlib.h>
#include <string.h>
#include "form/form.h"
#include "room/room.h"

enum { MOST_STEPS = 32, MOST_GAP = 10 };

matcher *matcher_new(glane_ctx *ctx)
{
	matcher *m = ctx->host->alloc(ctx, GLANE_RUN, sizeof *m);
	m->ctx = ctx;
	return m;
}

static glane_str kept(matcher *m, glane_str s)
{
	char *p = m->ctx->host->alloc(m->ctx, GLANE_RUN, (size_t)s.n + 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	return (glane_str){ p, s.n };
}

/* ---- Parts of speech ------------------------------------------------------------------------- */

static const char *const upos_names[] = { "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
	"PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X" };

uint32_t upos_bit(glane_str name)
{
	for (uint32_t i = 0; i < sizeof upos_names / sizeof *upos_names; i++)
		if (strlen(upos_names[i]) == name.n && !memcmp(upos_names[i], name.p, name.n))
			return 1u << i;
	return 0;
}

static uint32_t upos_bits(const char *names)
{
	uint32_t bits = 0;
	for (const char *p = names; p && *p; ) {
		size_t n = strcspn(p, " \t\n;,|");
		bits |= upos_bit((glane_str){ p, (uint32_t)n });
		if (n == 4 && !memcmp(p, "VERB", 4))
			bits |= upos_bit((glane_str){ "AUX", 3 });
		p += n + (p[n] != 0);
	}
	return bits;
}

/* ---- Steps ----------------------------------------------------------------------------------- */

/* Elements are few hundreds while entries are added: equal ones are looked for only at the end. */
static uint32_t new_element(matcher *m, uint8_t kind, bool loose, glane_str text)
{
	m->element = room_for(m->ctx, GLANE_RUN, m->element, sizeof *m->element, m->n_elements, &m->room_elements, 1);
	glane_str copy = kept(m, text);
	if (loose && copy.n)
		copy.n = (uint32_t)form_without_accents((char *)(uintptr_t)copy.p, copy.n);
	m->element[m->n_elements] = (element){ kind, loose, copy };
	return m->n_elements++;
}

static glane_str surface_kept(matcher *m, const matching_entry *e, const matching_piece *p)
{
	uint32_t begin = p->begin + p->star_before, end = p->end - p->star_after, n = end > begin ? end - begin : 0;
	char *out = m->ctx->host->alloc(m->ctx, GLANE_RUN, 3 * (size_t)n + 16);
	return (glane_str){ out, surface_of(e->text.p + begin, n, out) };
}

static step step_of_word(matcher *m, const matching_entry *e, const matching_piece *p)
{
	uint8_t kind = p->star_before && p->star_after ? ELEMENT_PART : p->star_before ? ELEMENT_SUFFIX :
	               p->star_after ? ELEMENT_PREFIX : ELEMENT_FORM;
	if (!p->form.n)
		kind = ELEMENT_ANY;
	step s = { .element = new_element(m, kind, e->loose && p->form.n, p->form) };
	if (e->exact)
		s.surface = surface_kept(m, e, p);
	return s;
}

/* "d'" in an entry is "de", as in the dictionary. */
static glane_str full_form(matcher *m, uint32_t language, glane_str form)
{
	if (language != MATCHING_FR || form.n < 2 || form.p[form.n - 1] != '\'' || form.n > 9)
		return form;
	glane_str full = kept(m, form);
	((char *)(uintptr_t)full.p)[form.n - 1] = 'e';
	return full;
}

static step step_of_lemma(matcher *m, const matching_entry *e, const matching_piece *p, int special)
{
	bool french = e->language == MATCHING_FR;
	step s = { 0 };
	if (special == SPECIAL_REFLEXIVE) {
		s.element = new_element(m, french ? ELEMENT_REFLEXIVE_FR : ELEMENT_REFLEXIVE_EN, false, (glane_str){ "", 0 });
		s.reflexive = french;
	} else if (special == SPECIAL_POSSESSIVE) {
		s.element = new_element(m, french ? ELEMENT_POSSESSIVE_FR : ELEMENT_POSSESSIVE_EN, false, (glane_str){ "", 0 });
	} else if (special == SPECIAL_TO_DETERMINER) {
		s.element = new_element(m, ELEMENT_LEMMA, e->loose, (glane_str){ "à", 2 });
		s.determiners = true;
	} else {
		s.element = new_element(m, ELEMENT_LEMMA, e->loose, full_form(m, e->language, p->form));
		if (e->exact)
			s.surface = surface_kept(m, e, p);
	}
	return s;
}

/* Does any word of the entry say something of its own? "le" alone is the word "le". */
static bool has_plain(const matching_piece *p, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (!p[i].special)
			return true;
	return false;
}

static uint32_t lemma_steps(matcher *m, const matching_entry *e, const matching_piece *p, uint32_t n, step *out)
{
	bool plain = has_plain(p, n);
	uint32_t k = 0;
	for (uint32_t i = 0; i < n; i++) {
		int special = plain ? special_word(e->language, p[i].form) : SPECIAL_NONE;
		if (special != SPECIAL_DETERMINER)
			out[k++] = step_of_lemma(m, e, &p[i], special);
		else if (k)		/* an article at the beginning may be there or not: nothing to ask */
			out[k - 1].determiners = true;
	}
	return k;
}

/* ---- Patterns -------------------------------------------------------------------------------- */

/* How rare a word promises to be that fits the step. */
static uint32_t rarity(const matcher *m, const step *s)
{
	const element *e = &m->element[s->element];
	if (e->kind > ELEMENT_LEMMA)
		return 0;
	return 1 + (e->kind == ELEMENT_FORM || e->kind == ELEMENT_LEMMA ? 2 * e->text.n : e->text.n);
}

static uint32_t first_lemma(const matcher *m, const step *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (m->element[s[i].element].kind == ELEMENT_LEMMA)
			return i;
	return 0;
}

/* false: it holds no word that could be looked for. */
static bool add_pattern(matcher *m, const matching_entry *e, uint32_t language, uint8_t languages)
{
	matching_piece *piece;
	step s[MOST_STEPS];
	uint32_t k = 0, best = 0, anchor = 0;
	bool lemmas = e->how == MATCHING_LEMMAS;
	uint32_t n = matching_cut(m->ctx, language, e->text, !lemmas, &piece);
	if (n > MOST_STEPS)
		n = MOST_STEPS;
	if (lemmas)
		k = lemma_steps(m, e, piece, n, s);
	for (uint32_t i = 0; !lemmas && i < n; i++)
		s[k++] = step_of_word(m, e, &piece[i]);
	for (uint32_t i = 0; i < k; i++)
		if (rarity(m, &s[i]) > best) {
			best = rarity(m, &s[i]);
			anchor = i;
		}
	if (!best)
		return false;
	bool plain = !e->gap;
	for (uint32_t i = 0; i < k; i++)
		plain &= !s[i].determiners && !s[i].reflexive;
	step *copy = m->ctx->host->alloc(m->ctx, GLANE_RUN, k * sizeof *copy);
	memcpy(copy, s, k * sizeof *copy);
	m->pattern = room_for(m->ctx, GLANE_RUN, m->pattern, sizeof *m->pattern, m->n_patterns, &m->room_patterns, 1);
	m->pattern[m->n_patterns++] = (pattern){ .entry = m->n_entries, .n = k, .anchor = anchor, .step = copy,
		.languages = languages, .gap = e->gap < MOST_GAP ? e->gap : MOST_GAP, .exact = e->exact, .lemmas = lemmas, .plain = plain,
		.pos = lemmas ? upos_bits(e->pos) : 0, .head = lemmas ? first_lemma(m, s, k) : 0 };
	return true;
}

uint32_t matcher_add(matcher *m, const matching_entry *e)
{
	bool added;
	if (e->language == MATCHING_ANY) {
		/* As each tokenizer cuts it; a text in neither language is taken as an English one. */
		added = add_pattern(m, e, MATCHING_FR, 1 << MATCHING_FR);
		added |= add_pattern(m, e, MATCHING_EN, 1 << MATCHING_EN | 1 << MATCHING_ANY);
	} else {
		added = add_pattern(m, e, e->language, (uint8_t)(1 << e->language));
	}
	return added ? m->n_entries++ : GLANE_NONE;
}

/* ---- Index ----------------------------------------------------------------------------------- */

static int compare_reversed(glane_str a, glane_str b)
{
	uint32_t n = a.n < b.n ? a.n : b.n;
	for (uint32_t i = 1; i <= n; i++)
		if (a.p[a.n - i] != b.p[b.n - i])
			return (unsigned char)a.p[a.n - i] < (unsigned char)b.p[b.n - i] ? -1 : 1;
	return (a.n > b.n) - (a.n < b.n);
}

static int compare_elements(const element *a, const element *b)
{
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->loose != b->loose)
		return a->loose ? 1 : -1;
	return a->kind == ELEMENT_SUFFIX ? compare_reversed(a->text, b->text) : compare_str(a->text, b->text);
}

typedef struct { element e; uint32_t was; } moved;

static int compare_moved(const void *a, const void *b)
{
	const moved *x = a, *y = b;
	int r = compare_elements(&x->e, &y->e);
	return r ? r : (x->was > y->was) - (x->was < y->was);
}

/* Each element once, in order; steps follow. */
static void unite_elements(matcher *m)
{
	const glane_host *h = m->ctx->host;
	uint32_t n = m->n_elements, k = 0;
	moved *all = h->alloc(m->ctx, GLANE_SCRATCH, (n + 1) * sizeof *all);
	uint32_t *now = h->alloc(m->ctx, GLANE_SCRATCH, (n + 1) * sizeof *now);
	for (uint32_t i = 0; i < n; i++)
		all[i] = (moved){ m->element[i], i };
	qsort(all, n, sizeof *all, compare_moved);
	for (uint32_t i = 0; i < n; i++) {
		if (!k || compare_elements(&m->element[k - 1], &all[i].e))
			m->element[k++] = all[i].e;
		now[all[i].was] = k - 1;
	}
	m->n_elements = k;
	for (uint32_t i = 0; i < m->n_patterns; i++)
		for (uint32_t j = 0; j < m->pattern[i].n; j++)
			m->pattern[i].step[j].element = now[m->pattern[i].step[j].element];
}

static void list_elements(matcher *m)
{
	uint32_t *all = m->ctx->host->alloc(m->ctx, GLANE_RUN, ((size_t)m->n_elements + 1) * sizeof *all);
	for (uint32_t i = 0; i < m->n_elements; i++) {
		const element *e = &m->element[i];
		all[i] = i;
		if (e->kind == ELEMENT_ANY)
			continue;
		sorted *s = &m->of[e->kind][e->loose];
		if (!s->n++)
			s->element = all + i;
	}
}

void matcher_finish(matcher *m)
{
	glane_ctx *ctx = m->ctx;
	if (m->n_elements)
		unite_elements(m);
	list_elements(m);
	m->first = ctx->host->alloc(ctx, GLANE_RUN, ((size_t)m->n_elements + 2) * sizeof *m->first);
	m->anchored = ctx->host->alloc(ctx, GLANE_RUN, ((size_t)m->n_patterns + 1) * sizeof *m->anchored);
	uint32_t *at = m->first + 1;
	for (uint32_t i = 0; i < m->n_patterns; i++)
		m->first[m->pattern[i].step[m->pattern[i].anchor].element + 1]++;
	for (uint32_t i = 0, sum = 0; i < m->n_elements; i++) {
		uint32_t n = at[i];
		at[i] = sum;
		sum += n;
	}
	for (uint32_t i = 0; i < m->n_patterns; i++)
		m->anchored[at[m->pattern[i].step[m->pattern[i].anchor].element]++] = i;
	m->ctx = NULL;
}
