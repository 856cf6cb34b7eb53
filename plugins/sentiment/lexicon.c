/* lexicon.c - keys, entries, and how a sequence of tokens is one of them. */
#include "lexicon_private.h"
#include <string.h>
#include "form/form.h"

uint8_t pos_of(glane_str upos)
{
	static const struct { const char *name; uint8_t pos; } names[] = {
		{ "NOUN", POS_NOUN }, { "VERB", POS_VERB }, { "AUX", POS_VERB }, { "ADJ", POS_ADJ }, { "ADV", POS_ADV },
		{ "INTJ", POS_INTJ }, { "X", 0 }, { "", 0 },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == upos.n && (!upos.n || !memcmp(names[i].name, upos.p, upos.n)))
			return names[i].pos;
	return POS_OTHER;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

static uint32_t hash_of(const char *p, uint32_t n)
{
	uint32_t h = 2166136261u;
	for (uint32_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	return h;
}

static uint32_t *slot_of(const lexicon *l, const char *p, uint32_t n)
{
	uint32_t mask = l->n_slots - 1;
	for (uint32_t at = hash_of(p, n) & mask;; at = (at + 1) & mask) {
		uint32_t k = l->slot[at];
		if (!k || (l->key[k - 1].n == n && !memcmp(l->key[k - 1].text, p, n)))
			return &l->slot[at];
	}
}

static void grow_slots(lexicon *l)
{
	const glane_host *h = l->ctx->host;
	l->n_slots = l->n_slots ? l->n_slots * 2 : 1u << 12;
	l->slot = h->alloc(l->ctx, GLANE_RUN, l->n_slots * sizeof *l->slot);
	for (uint32_t i = 0; i < l->n_keys; i++)
		*slot_of(l, l->key[i].text, l->key[i].n) = i + 1;
}

/* Room for one more at the end of an array that doubles. */
void *lexicon_room(lexicon *l, void *p, uint32_t n, uint32_t *room, size_t size)
{
	if (n < *room)
		return p;
	uint32_t more = *room ? *room : 256;
	p = l->ctx->host->grow(l->ctx, GLANE_RUN, p, *room * size, more * size);
	*room += more;
	return p;
}

uint32_t lexicon_key(lexicon *l, const char *p, uint32_t n)
{
	if (l->n_keys * 2 >= l->n_slots)
		grow_slots(l);
	uint32_t *slot = slot_of(l, p, n);
	if (*slot)
		return *slot - 1;
	char *text = l->ctx->host->alloc(l->ctx, GLANE_RUN, (size_t)n + 1);
	memcpy(text, p, n);
	l->key = lexicon_room(l, l->key, l->n_keys, &l->room_keys, sizeof *l->key);
	l->key[l->n_keys] = (lexicon_word){ text, n, GLANE_NONE, GLANE_NONE, GLANE_NONE };
	*slot = l->n_keys + 1;
	return l->n_keys++;
}

static uint32_t find_key(const lexicon *l, glane_str s)
{
	uint32_t *slot = s.n && l->n_slots ? slot_of(l, s.p, s.n) : NULL;
	return slot && *slot ? *slot - 1 : GLANE_NONE;
}

void token_keys_add(token_keys *k, uint32_t key, uint8_t pos)
{
	for (uint32_t i = 0; i < k->n; i++)
		if (k->key[i] == key) {
			k->pos[i] = k->pos[i] && pos ? k->pos[i] | pos : 0;
			return;
		}
	if (k->n < KEYS_MOST) {
		k->key[k->n] = key;
		k->pos[k->n++] = pos;
	}
}

void lexicon_keys(const lexicon *l, glane_str text, uint8_t pos, token_keys *k)
{
	uint32_t key = find_key(l, text);
	if (key == GLANE_NONE)
		return;
	token_keys_add(k, key, pos);
	for (uint32_t b = l->key[key].base; b != GLANE_NONE; b = l->link[b].next)
		token_keys_add(k, l->link[b].to, pos);
}

/* ---- Forms ----------------------------------------------------------------------------------- */

/* Lists grow at their heads: what came last is found first. */
void lexicon_link_to(lexicon *l, uint32_t *head, uint32_t to)
{
	for (uint32_t at = *head; at != GLANE_NONE; at = l->link[at].next)
		if (l->link[at].to == to)
			return;
	l->link = lexicon_room(l, l->link, l->n_links, &l->room_links, sizeof *l->link);
	l->link[l->n_links] = (lexicon_link){ to, *head };
	*head = l->n_links++;
}

typedef struct { lexicon *l; uint32_t base; } inflection;

static void take_form(void *user, const char *form, uint32_t n)
{
	inflection *f = user;
	uint32_t key = lexicon_key(f->l, form, n);
	if (key != f->base)
		lexicon_link_to(f->l, &f->l->key[key].base, f->base);
}

static void add_forms(lexicon *l, uint32_t key, uint8_t pos)
{
	inflection f = { l, key };
	inflect(l->key[key].text, pos, take_form, &f);
}

/* Function words that an expression means when it says the first of them: « d' » is « de », « mon » is « son », « me » is
 * « se ». */
static const char *const aliases[] = { "de d' du des", "à au aux", "que qu'", "le l' la les", "ne n'", "un une",
	"se s' me m' te t' nous vous", "son sa ses mon ma mes ton ta tes notre nos votre vos leur leurs" };

static glane_str next_alias(const char **p)
{
	glane_str s = { *p, (uint32_t)strcspn(*p, " ") };
	*p += s.n + ((*p)[s.n] == ' ');
	return s;
}

glane_str lexicon_canonical(const lexicon *l, glane_str part)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases && l->language == LEXICON_FR; i++)
		for (const char *p = aliases[i]; *p; ) {
			glane_str s = next_alias(&p);
			if (s.n == part.n && !memcmp(s.p, part.p, s.n))
				return (glane_str){ aliases[i], (uint32_t)strcspn(aliases[i], " ") };
		}
	return part;
}

static void add_aliases(lexicon *l)
{
	for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
		const char *p = aliases[i];
		glane_str first = next_alias(&p);
		inflection f = { l, lexicon_key(l, first.p, first.n) };
		while (*p) {
			glane_str s = next_alias(&p);
			take_form(&f, s.p, s.n);
		}
	}
}

/* The part of an entry that is inflected: the first that is no pronoun. */
static uint32_t head_of(const lexicon *l, const lexicon_entry *e)
{
	uint32_t k = 0;
	while (k + 1 < e->n_parts && (!strcmp(l->key[l->part[e->part + k]].text, "se") ||
	                              !strcmp(l->key[l->part[e->part + k]].text, "en")))
		k++;
	return l->part[e->part + k];
}

/* ---- Entries --------------------------------------------------------------------------------- */

lexicon *lexicon_new(glane_ctx *ctx, uint32_t language)
{
	lexicon *l = ctx->host->alloc(ctx, GLANE_RUN, sizeof *l);
	l->ctx = ctx;
	l->language = language;
	grow_slots(l);
	return l;
}

const lexicon_entry *lexicon_at(const lexicon *l, uint32_t entry)
{
	return &l->entry[entry];
}

uint32_t lexicon_size(const lexicon *l)
{
	return l->n;
}

void lexicon_finish(lexicon *l)
{
	for (uint32_t i = l->n; i-- > 0; )
		if (l->entry[i].n_parts)
			lexicon_link_to(l, &l->key[l->part[l->entry[i].part]].entry, i);
	for (uint32_t i = 0; i < l->n && l->language == LEXICON_FR; i++)
		if (l->entry[i].n_parts)
			add_forms(l, head_of(l, &l->entry[i]), l->entry[i].pos);
	if (l->language == LEXICON_FR)
		add_aliases(l);
}

/* ---- Matching -------------------------------------------------------------------------------- */

static bool has_key(const token_keys *k, uint32_t key, uint8_t pos)
{
	for (uint32_t i = 0; i < k->n; i++)
		if (k->key[i] == key && (!pos || !k->pos[i] || (k->pos[i] & pos)))
			return true;
	return false;
}

/* Does the entry begin at token i? A part of speech is that of a word; an expression is known by its words. */
static bool fits(const lexicon *l, const lexicon_entry *e, const token_keys *k, const bool *word, uint32_t n, uint32_t i,
                 uint32_t *last, uint64_t *mask)
{
	uint32_t at = i, gap = 0;
	*mask = 0;
	for (uint32_t p = 0; p < e->n_parts; p++) {
		uint32_t part = l->part[e->part + p];
		if (part == LEXICON_GAP) {
			gap = GAP_MOST;
			continue;
		}
		for (;; at++, gap--) {
			if (at >= n || (p && !word[at]))
				return false;
			if (has_key(&k[at], part, e->n_parts > 1 ? 0 : e->pos))
				break;
			if (!gap)
				return false;
		}
		*mask |= (uint64_t)1 << (at - i);
		*last = at++;
		gap = 0;
	}
	return true;
}

uint32_t lexicon_match(const lexicon *l, const token_keys *k, const bool *word, uint32_t n, uint32_t i, uint32_t *last,
                       uint64_t *mask)
{
	uint32_t best = GLANE_NONE, parts = 0;
	for (uint32_t c = 0; c < k[i].n; c++)
		for (uint32_t at = l->key[k[i].key[c]].entry; at != GLANE_NONE; at = l->link[at].next) {
			const lexicon_entry *e = &l->entry[l->link[at].to];
			uint32_t to = i;
			uint64_t m;
			if (e->n_parts > parts && fits(l, e, k, word, n, i, &to, &m)) {
				best = l->link[at].to;
				parts = e->n_parts;
				*last = to;
				*mask = m;
			}
		}
	return best;
}
