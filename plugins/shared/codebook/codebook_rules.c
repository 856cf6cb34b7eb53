/* codebook_rules.c - one rule of a theme. */
#include <string.h>
#include "codebook_private.h"

/* What a group says of all its entries; of a rule of one group, the rule. */
static bool match_attributes(builder *b, const item *it, codebook_group *g)
{
	uint8_t exact = 0;
	bool good = shape_whole(b, it, A_GAP, 0, 10, &g->gap);
	good = shape_choice(b, it, A_CASE, "any|exact", &exact) && good;
	g->exact = exact;
	g->pos = shape_pos(b, &it->attribute[A_POS]);
	return good;
}

static bool rule_attributes(builder *b, const item *it, codebook_rule *r)
{
	const said *id = &it->attribute[A_ID];
	uint8_t order = 0;
	bool good = builder_language(b, it, &r->language);
	good = shape_choice(b, it, A_NEGATED, "any|no|only", &r->negated) && good;
	good = shape_choice(b, it, A_ORDER, "no|yes", &order) && good;
	good = shape_number(b, it, A_WEIGHT, 1, &r->weight) && good;
	good = shape_whole(b, it, A_WITHIN, 1, 50, &r->within) && good;
	r->in_order = order;
	if (it->attribute[A_UNIT].value) {
		good = shape_choice(b, it, A_UNIT, SHAPE_UNITS, &r->unit) && good;
		r->unit++;
	}
	if (!id->value)
		return good;
	if (!shape_code(b, id, "id"))
		return false;
	r->id = builder_copy(b, GLANE_RUN, id->value, strlen(id->value));
	for (uint32_t i = 0; i < b->n_ids; i++)
		if (!strcmp(b->id[i]->id, r->id)) {
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, id->line, id->column),
			        "two rules have the id \"%s\", this one and that of line %u: rename one", r->id,
			        (unsigned)b->id[i]->line);
			return false;
		}
	b->id[b->n_ids++] = r;
	return good;
}

/* The groups of a near are the items that follow it. */
static bool near_groups(builder *b, uint32_t number, codebook_rule *r)
{
	const item *near = &b->item[number];
	uint32_t n = 0;
	bool good = true;
	if (!near->attribute[A_WITHIN].value) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, near->line, near->column),
		        "near needs within: how many words may lie between the first and the last, as within=\"8\"");
		good = false;
	}
	for (uint32_t i = number + 1; i < b->n && b->item[i].parent == number; i++)
		n++;
	if (n < 2) {
		glane_place at = builder_at(b, near->line, near->column);
		b->code = b->table
			? b->h->fail(b->ctx, GLANE_EOPTION, at,
			             "near needs two groups of words: one in the column text, one in the column with")
			: b->h->fail(b->ctx, GLANE_EOPTION, at,
			             "near needs two groups of words: put two <lemmas> or <words> into it");
		return false;
	}
	codebook_group *g = b->h->alloc(b->ctx, GLANE_RUN, n * sizeof *g);
	for (uint32_t i = 0; i < n; i++) {
		const item *it = &b->item[number + 1 + i];
		good = match_attributes(b, it, &g[i]) && good;
		good = entries_cut(b, it, it->element - E_LEMMAS, r->language, &g[i]) && good;
	}
	r->n_groups = n;
	r->group = g;
	return good;
}

bool rules_make(builder *b, uint32_t number, codebook_rule *r)
{
	const item *it = &b->item[number];
	*r = (codebook_rule){ .kind = (uint8_t)(it->element - E_LEMMAS), .weight = 1, .line = it->line,
	                      .column = it->column };
	bool good = rule_attributes(b, it, r);
	if (r->kind == RULE_NEAR)
		return near_groups(b, number, r) && good;
	codebook_group *g = b->h->alloc(b->ctx, GLANE_RUN, sizeof *g);
	good = match_attributes(b, it, g) && good;
	good = (r->kind == RULE_REGEX ? entries_regex(b, it, g) : entries_cut(b, it, r->kind, r->language, g)) && good;
	r->n_groups = 1;
	r->group = g;
	return good;
}
