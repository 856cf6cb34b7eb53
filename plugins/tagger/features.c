/* features.c - what is asked about a word and its neighbours.
 *
 * Questions about one word alone are asked once per distinct word (own_features); those about pairs, and about what
 * was decided before, for each word that can be several things (around_features). Numbers of questions name them in
 * the model: a change makes another model. */
#include "tagger.h"

const char *const tag_names[TAG_NAMES] = {
	"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "SCONJ", "SYM", "VERB", "X",
	"PUNCT", ""
};
enum { CLOSED = BIT(TAG_ADP) | BIT(TAG_AUX) | BIT(TAG_CCONJ) | BIT(TAG_DET) | BIT(TAG_PART) | BIT(TAG_PRON) | BIT(TAG_SCONJ) |
                BIT(TAG_PUNCT) };
/* What may stand between an auxiliary and its participle, a verb and its complement. */
enum { BETWEEN = BIT(TAG_ADV) | BIT(TAG_PRON) | BIT(TAG_PART) | BIT(TAG_INTJ) };

uint32_t tag_find(glane_str name)
{
	uint32_t t = 0;
	while (t < TAG_EDGE && (name.n != strlen(tag_names[t]) || memcmp(name.p, tag_names[t], name.n)))
		t++;
	return t == TAG_EDGE ? TAG_NAMES : t;
}

/* ---- Shapes ---------------------------------------------------------------------------------- */

int shape_of(glane_str text, bool begins)
{
	const unsigned char *p = (const unsigned char *)text.p;
	uint32_t first = analysis_capital(p, text.n);
	if (!first)
		return SHAPE_SMALL;
	if (text.n > first && (analysis_capital(p + first, text.n - first) || p[first] == '.'))
		return SHAPE_CAPITALS;
	return begins ? SHAPE_BEGINS : SHAPE_CAPITAL;
}

/* ---- One word -------------------------------------------------------------------------------- */

/* Bytes of the last k letters of s. */
static uint32_t last_letters(glane_str s, uint32_t k)
{
	uint32_t n = 0;
	while (k && n < s.n)
		k -= ((unsigned char)s.p[s.n - ++n] & 0xC0) != 0x80;
	return n;
}

static uint32_t first_letters(glane_str s, uint32_t k)
{
	uint32_t n = 0;
	while (n < s.n && (k || ((unsigned char)s.p[n] & 0xC0) == 0x80))
		k -= ((unsigned char)s.p[n++] & 0xC0) != 0x80;
	return n;
}

/* The parts of speech in the readings' order: "VERB|NOUN" leans otherwise than "NOUN|VERB". */
static feature class_of(glane_str readings, uint32_t may)
{
	reading r[READINGS_MOST];
	uint32_t n = readings_cut(readings, r, READINGS_MOST);
	feature h = feature_of(1, may);
	for (uint32_t i = 0; i < n; i++)
		h = feature_pair(2, h, tag_find(r[i].upos));
	return h;
}

void word_look(glane_str form, glane_str readings, int shape, uint32_t may, word_class *out)
{
	uint8_t tag = 0;
	while (tag < TAG_EDGE && !(may & BIT(tag)))
		tag++;
	uint32_t n = last_letters(form, 2);
	*out = (word_class){ .may = may, .tag = tag, .shape = (uint8_t)shape };
	out->form = feature_text(form.p, form.n);
	out->class = class_of(readings, may);
	out->end = feature_text(form.p + form.n - n, n);
	out->label = may & ~(uint32_t)CLOSED ? out->class : out->form;
}

static bool has_digit(glane_str s)
{
	for (uint32_t i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

uint32_t own_features(glane_str form, glane_str readings, const word_class *w, int where, feature *out)
{
	uint32_t n = 0, q = 100 + 40 * (uint32_t)(where + LEFT), letters = last_letters(form, UINT32_MAX) ? form.n : 0;
	out[n++] = feature_of(q, w->class);
	if (where == RIGHT)
		return n;
	out[n++] = feature_of(q + 1, w->form);
	out[n++] = feature_of(q + 2, w->end);
	if (where < -1 || where > 1)
		return n;
	uint32_t three = last_letters(form, 3);
	out[n++] = feature_of(q + 3, feature_text(form.p + form.n - three, three));
	out[n++] = feature_of(q + 4, w->shape);
	if (where)
		return n;
	reading r[READINGS_MOST];
	uint32_t k = readings_cut(readings, r, READINGS_MOST);
	for (uint32_t i = 0; i < k && i < 6; i++)
		out[n++] = feature_pair(q + 5, feature_text(r[i].lemma.p, r[i].lemma.n), tag_find(r[i].upos));
	for (uint32_t i = 1; i <= 5; i++) {
		uint32_t size = last_letters(form, i);
		if (size == letters)
			break;
		out[n++] = feature_pair(q + 6, feature_text(form.p + form.n - size, size), i);
		out[n++] = feature_pair(q + 7, feature_text(form.p + form.n - size, size), w->class);
	}
	for (uint32_t i = 1; i <= 4; i++) {
		uint32_t size = first_letters(form, i);
		if (size == letters)
			break;
		out[n++] = feature_pair(q + 8, feature_text(form.p, size), i);
	}
	out[n++] = feature_pair(q + 9, w->shape, w->class);
	out[n++] = feature_pair(q + 10, w->shape, w->end);
	out[n++] = feature_pair(q + 11, w->form, w->shape);
	out[n++] = feature_of(q + 12, memchr(form.p, '-', form.n) != NULL);
	out[n++] = feature_pair(q + 13, has_digit(form), w->shape);
	out[n++] = feature_of(q + 14, 0);
	return n;
}

/* ---- Several words --------------------------------------------------------------------------- */

const word_class word_edge = { .may = BIT(TAG_EDGE), .tag = TAG_EDGE, .form = 11, .class = 12, .end = 13, .label = 14 };

past past_begin(void)
{
	return (past){ .tag = { TAG_EDGE, TAG_EDGE }, .label = { 14, 14 }, .adverb = 20, .verb = 21, .content = 22 };
}

void past_add(past *p, const word_class *w, uint8_t tag)
{
	p->tag[1] = p->tag[0];
	p->tag[0] = tag;
	p->label[1] = p->label[0];
	p->label[0] = BIT(tag) & CLOSED ? feature_pair(3, w->form, tag) : feature_of(4, tag);
	if (tag == TAG_AUX)
		p->verb = feature_of(5, w->form);
	else if (tag == TAG_VERB)
		p->verb = feature_of(6, w->end);
	else if (tag == TAG_CCONJ || tag == TAG_SCONJ || tag == TAG_PUNCT)
		p->verb = feature_of(7, tag);
	if (tag == TAG_ADV)
		p->adverb = feature_of(9, w->form);
	else if (tag == TAG_CCONJ || tag == TAG_SCONJ || tag == TAG_PUNCT)
		p->adverb = 20;
	if (!(BIT(tag) & (CLOSED | BETWEEN)) || tag == TAG_AUX)
		p->content = feature_of(8, tag);
}

/* From the right: the next word that can be one thing only, adverbs passed over; the next one that isn't an adverb or
 * pronoun in any case; the next one before a mark that may be a verb. All as indexes, n: none. */
void look_ahead(const word_class *const *word, uint32_t n, ahead *out)
{
	uint32_t clear = n, next = n, verb = n;
	for (uint32_t i = n; i-- > 0;) {
		out[i] = (ahead){ clear, next, verb };
		if (!(word[i]->may & (word[i]->may - 1)) && !(word[i]->may & (BIT(TAG_ADV) | BIT(TAG_INTJ))))
			clear = i;
		if (word[i]->may & ~(uint32_t)BETWEEN)
			next = i;
		if (word[i]->may & BIT(TAG_VERB))
			verb = i;
		else if (word[i]->may & BIT(TAG_PUNCT))
			verb = n;
	}
}

uint32_t around_features(const words *w, uint32_t i, const past *p, feature *out)
{
	const word_class *me = w->word[i], *l1 = w->word[(int64_t)i - 1], *l2 = w->word[(int64_t)i - 2];
	const word_class *r1 = w->word[i + 1], *r2 = w->word[i + 2], *r3 = w->word[i + 3];
	const word_class *clear = w->word[w->ahead[i].clear], *next = w->word[w->ahead[i].next];
	const word_class *verb = w->word[w->ahead[i].verb];
	feature t1 = p->tag[0], t2 = p->tag[1], tt = feature_pair(20, t1, t2);
	feature me_class = me->class, r1_class = r1->class, gap = w->ahead[i].clear - i, far = w->ahead[i].verb - i;
	gap = gap > 4 ? 4 : gap;
	uint32_t n = 0;
	out[n++] = feature_of(21, t1);
	out[n++] = tt;
	out[n++] = feature_pair(22, t1, me->form);
	out[n++] = feature_pair(23, t1, me_class);
	out[n++] = feature_pair(24, tt, me_class);
	out[n++] = feature_pair(25, tt, me->form);
	out[n++] = feature_pair(26, t1, r1_class);
	out[n++] = feature_pair(27, feature_pair(27, t1, me_class), r1_class);
	out[n++] = feature_pair(28, feature_pair(28, t1, me->form), r1_class);
	out[n++] = feature_pair(29, tt, r1_class);
	out[n++] = feature_pair(30, p->label[0], me_class);
	out[n++] = feature_pair(31, p->label[0], p->label[1]);
	out[n++] = feature_pair(32, feature_pair(32, p->label[0], p->label[1]), me_class);
	out[n++] = feature_pair(33, p->label[0], r1_class);
	out[n++] = feature_pair(34, l1->form, me->form);
	out[n++] = feature_pair(35, me->form, r1->form);
	out[n++] = feature_pair(36, me_class, r1_class);
	out[n++] = feature_pair(37, me->form, r1_class);
	out[n++] = feature_pair(38, me_class, r1->form);
	out[n++] = feature_pair(39, r1_class, r2->class);
	out[n++] = feature_pair(40, feature_pair(40, me_class, r1_class), r2->class);
	out[n++] = feature_pair(41, feature_pair(41, me->form, r1->label), r2->label);
	out[n++] = feature_pair(42, feature_pair(42, l1->end, t1), me_class);
	out[n++] = feature_pair(43, l1->end, me->end);
	out[n++] = feature_pair(44, feature_pair(44, me->end, t1), r1_class);
	out[n++] = feature_pair(45, me->end, t1);
	out[n++] = feature_pair(46, me->end, tt);
	out[n++] = feature_pair(47, me_class, feature_pair(47, clear->tag, gap));
	out[n++] = feature_pair(48, me->form, clear->tag);
	out[n++] = feature_pair(49, me->form, clear->label);
	out[n++] = feature_pair(50, feature_pair(50, me_class, t1), clear->label);
	out[n++] = feature_pair(51, me->form, next->class);
	out[n++] = feature_pair(52, me->form, feature_pair(52, next->end, next->class));
	out[n++] = feature_pair(53, me_class, feature_pair(53, next->end, next->class));
	out[n++] = feature_pair(54, me_class, p->verb);
	out[n++] = feature_pair(55, me->form, p->verb);
	out[n++] = feature_pair(56, feature_pair(56, me->end, me_class), p->verb);
	out[n++] = feature_pair(57, me->form, p->content);
	out[n++] = feature_pair(58, feature_pair(58, me->form, p->content), clear->tag);
	out[n++] = feature_pair(59, me_class, feature_pair(59, me->shape, t1));
	out[n++] = feature_pair(60, me->shape, feature_pair(60, r1->shape, l1->shape));
	out[n++] = feature_pair(61, me->form, w->bare);
	out[n++] = feature_pair(62, me_class, feature_pair(62, w->bare, t1));
	out[n++] = feature_pair(63, me_class, feature_pair(63, p->label[0], clear->tag));
	out[n++] = feature_pair(64, feature_pair(64, l2->form, l1->form), me_class);
	out[n++] = feature_pair(65, me_class, feature_pair(65, r1->label, feature_pair(65, r2->label, r3->class)));
	out[n++] = feature_pair(66, me->end, r1->end);
	out[n++] = feature_pair(67, me->form, p->adverb);
	out[n++] = feature_pair(68, feature_pair(68, me_class, r1_class), p->adverb);
	out[n++] = feature_pair(69, me->form, feature_pair(69, verb->end, verb->class));
	out[n++] = feature_pair(70, me->form, feature_pair(70, verb->end, far > 5 ? 5 : far));
	out[n++] = feature_pair(71, me_class, feature_pair(71, verb->class, far > 3 ? 3 : far));
	out[n++] = feature_pair(72, me_class, feature_pair(72, r1->shape, feature_pair(72, l1->shape, me->shape)));
	out[n++] = feature_pair(73, me->end, feature_pair(73, r1->shape, me->shape));
	return n;
}
