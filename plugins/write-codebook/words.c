/* words.c - dictionaries of words: LIWC's (.dic) and quanteda's (.yml). They know words with stars, each as heavy as the
 * other, and nothing else: lemmas are written as they stand, what they can't say is counted as lost. */
#include "write_codebook.h"
#include <string.h>
#include <yaml.h>

typedef struct { const char *text; uint32_t theme; } word;
typedef struct { uint32_t n, room; word *word; } words;

static void add_word(writing *w, words *all, const char *text, uint32_t theme)
{
	const glane_host *h = w->ctx->host;
	for (uint32_t i = 0; i < all->n; i++)
		if (all->word[i].theme == theme && !strcmp(all->word[i].text, text))
			return;
	if (all->n == all->room) {
		uint32_t more = all->room + 64;
		all->word = h->grow(w->ctx, GLANE_SCRATCH, all->word, all->room * sizeof *all->word, more * sizeof *all->word);
		all->room += more;
	}
	all->word[all->n++] = (word){ text, theme };
}

/* The words of a theme that such a dictionary can have. */
static void gather(writing *w, uint32_t theme, words *all)
{
	const codebook_theme *t = &w->book->theme[theme];
	for (uint32_t i = 0; i < t->n_rules; i++) {
		const codebook_rule *r = &t->rule[i];
		const codebook_group *g = r->group;
		if (r->language != w->only) {
			w->lost[LOST_LANGUAGE]++;
		} else if (r->kind != RULE_LEMMAS && r->kind != RULE_WORDS) {
			w->lost[r->kind == RULE_NEAR || r->kind == RULE_REGEX ? LOST_RULES : LOST_HELD_BACK]++;
		} else {
			w->lost[LOST_SHADES] += r->kind == RULE_LEMMAS || r->weight < 1 || r->negated != NEGATED_ANY || g->pos || g->gap ||
			                        g->exact;
			for (uint32_t k = 0; k < g->n; k++)
				add_word(w, all, g->entry[k].text, theme);
		}
	}
	w->lost[LOST_TEXTS] += t->definition[0] || t->definition[1] || t->limit[0] || t->limit[1] || t->n_examples || t->colour;
}

/* ---- LIWC ------------------------------------------------------------------------------------------ */

static unsigned depth_of(const codebook *b, uint32_t theme)
{
	unsigned n = 0;
	while ((theme = b->theme[theme].parent) != GLANE_NONE)
		n++;
	return n;
}

void write_dic(writing *w)
{
	const codebook *b = w->book;
	const glane_host *h = w->ctx->host;
	words all = { 0 };
	h->write(w->out, "%\n", 2);
	for (uint32_t t = 0; t < b->n_themes; t++) {
		h->print(w->out, "%u\t", (unsigned)t + 1);
		for (unsigned k = depth_of(b, t); k--; )
			h->write(w->out, "\t", 1);
		h->print(w->out, "%s (%s)\n", b->theme[t].code, theme_name(w, t));
		gather(w, t, &all);
	}
	h->write(w->out, "%\n", 2);
	/* A word has one line with all its categories; it stands where it is first. */
	for (uint32_t i = 0; i < all.n; i++) {
		bool before = false;
		for (uint32_t k = 0; k < i && !before; k++)
			before = !strcmp(all.word[k].text, all.word[i].text);
		if (before)
			continue;
		h->print(w->out, "%s", all.word[i].text);
		for (uint32_t k = i; k < all.n; k++)
			if (!strcmp(all.word[k].text, all.word[i].text))
				h->print(w->out, "\t%u", (unsigned)all.word[k].theme + 1);
		h->write(w->out, "\n", 1);
	}
	w->lost[LOST_SETS] += b->n_sets;
}

/* ---- quanteda -------------------------------------------------------------------------------------- */

static int put_out(void *user, unsigned char *bytes, size_t n)
{
	writing *w = user;
	w->ctx->host->write(w->out, bytes, n);
	return 1;
}

static void put_scalar(yaml_emitter_t *e, const char *text)
{
	yaml_event_t event;
	yaml_scalar_event_initialize(&event, NULL, NULL, (yaml_char_t *)(uintptr_t)text, (int)strlen(text), 1, 1,
	                             YAML_PLAIN_SCALAR_STYLE);
	yaml_emitter_emit(e, &event);
}

static void put_mapping(yaml_emitter_t *e, bool begin)
{
	yaml_event_t event;
	if (begin)
		yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE);
	else
		yaml_mapping_end_event_initialize(&event);
	yaml_emitter_emit(e, &event);
}

static void put_list(yaml_emitter_t *e, const words *all)
{
	yaml_event_t event;
	yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE);
	yaml_emitter_emit(e, &event);
	for (uint32_t i = 0; i < all->n; i++)
		put_scalar(e, all->word[i].text);
	yaml_sequence_end_event_initialize(&event);
	yaml_emitter_emit(e, &event);
}

/* A name holds words or further names, not both: of a theme with parts its own words stand under its code once more. */
static void put_themes(writing *w, yaml_emitter_t *e, uint32_t parent, const words *above)
{
	const codebook *b = w->book;
	put_mapping(e, true);
	if (above->n) {
		put_scalar(e, b->theme[parent].code);
		put_list(e, above);
	}
	for (uint32_t t = 0; t < b->n_themes; t++) {
		words own = { 0 };
		if (b->theme[t].parent != parent)
			continue;
		gather(w, t, &own);
		put_scalar(e, b->theme[t].code);
		if (t + 1 < b->n_themes && b->theme[t + 1].parent == t)
			put_themes(w, e, t, &own);
		else
			put_list(e, &own);
	}
	put_mapping(e, false);
}

void write_yaml(writing *w)
{
	yaml_emitter_t e;
	yaml_event_t event;
	if (!yaml_emitter_initialize(&e))
		return;
	yaml_emitter_set_output(&e, put_out, w);
	yaml_emitter_set_unicode(&e, 1);
	yaml_emitter_set_width(&e, -1);
	yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
	yaml_emitter_emit(&e, &event);
	yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1);
	yaml_emitter_emit(&e, &event);
	put_themes(w, &e, GLANE_NONE, &(words){ 0 });
	yaml_document_end_event_initialize(&event, 1);
	yaml_emitter_emit(&e, &event);
	yaml_stream_end_event_initialize(&event);
	yaml_emitter_emit(&e, &event);
	yaml_emitter_delete(&e);
	w->lost[LOST_SETS] += w->book->n_sets;
}
