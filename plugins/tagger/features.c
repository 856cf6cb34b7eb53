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
	uint32_t n = last_letters(form, 2), three = last_letters(form, 3);
	reading first;
	*out = (word_class){ .may = may, .tag = tag, .shape = (uint8_t)shape };
	out->form = feature_text(form.p, form.n);
	out->class = class_of(readings, may);
	out->end = feature_text(form.p + form.n - n, n);
	out->longer = feature_text(form.p + form.n - three, three);
	out->first = (uint8_t)(readings_cut(readings, &first, 1) ? tag_find(first.upos) : 0);
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
	out[n++] = feature_of(q + 3, w->longer);
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

manner manner_of(const word_class *const *word, uint32_t n)
{
	uint32_t i = 0;
	manner marked = MANNER_BARE;
	while (i < n && word[i]->may == BIT(TAG_PUNCT))
		i++;
	if (i < n && word[i]->shape != SHAPE_SMALL)
		return MANNER_PRINT;
	for (i = 0; i < n; i++)
		marked = word[i]->may == BIT(TAG_PUNCT) ? MANNER_SMALL : marked;
	return marked;
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

/* What stands around the word that is decided. */
typedef struct {
	const word_class *me, *l1, *l2, *r1, *r2, *r3, *clear, *next, *verb;
	feature t1, t2, tt;		/* the two decisions before, and both */
	feature gap, far;		/* words until clear and verb, at most 4 and as many as there are */
} around;

static around around_of(const words *w, uint32_t i, const past *p)
{
	const ahead *a = &w->ahead[i];
	around o = {
		.me = w->word[i], .l1 = w->word[(int64_t)i - 1], .l2 = w->word[(int64_t)i - 2],
		.r1 = w->word[i + 1], .r2 = w->word[i + 2], .r3 = w->word[i + 3],
		.clear = w->word[a->clear], .next = w->word[a->next], .verb = w->word[a->verb],
		.t1 = p->tag[0], .t2 = p->tag[1], .gap = a->clear - i, .far = a->verb - i };
	o.tt = feature_pair(20, o.t1, o.t2);
	o.gap = o.gap > 4 ? 4 : o.gap;
	return o;
}

/* Those that decide most words. */
static feature *first_stage(const around *o, feature *out)
{
	*out++ = o->tt;
	*out++ = feature_pair(23, o->t1, o->me->class);
	*out++ = feature_pair(26, o->t1, o->r1->class);
	*out++ = feature_pair(36, o->me->class, o->r1->class);
	*out++ = feature_pair(51, o->me->form, o->next->class);
	*out++ = feature_pair(53, o->me->class, feature_pair(53, o->next->end, o->next->class));
	*out++ = feature_pair(59, o->me->class, feature_pair(59, o->me->shape, o->t1));
	*out++ = feature_pair(71, o->me->class, feature_pair(71, o->verb->class, o->far > 3 ? 3 : o->far));
	return out;
}

static feature *second_stage(const around *o, const words *w, const past *p, feature *out)
{
	*out++ = feature_pair(24, o->tt, o->me->class);
	*out++ = feature_pair(27, feature_pair(27, o->t1, o->me->class), o->r1->class);
	*out++ = feature_pair(29, o->tt, o->r1->class);
	*out++ = feature_pair(30, p->label[0], o->me->class);
	*out++ = feature_pair(37, o->me->form, o->r1->class);
	*out++ = feature_pair(42, feature_pair(42, o->l1->end, o->t1), o->me->class);
	*out++ = feature_pair(43, o->l1->end, o->me->end);
	*out++ = feature_pair(45, o->me->end, o->t1);
	*out++ = feature_pair(47, o->me->class, feature_pair(47, o->clear->tag, o->gap));
	*out++ = feature_pair(60, o->me->shape, feature_pair(60, o->r1->shape, o->l1->shape));
	*out++ = feature_pair(62, o->me->class, feature_pair(62, w->manner, o->t1));
	*out++ = feature_pair(66, o->me->end, o->r1->end);
	return out;
}

static feature *third_stage(const around *o, const words *w, const past *p, feature *out)
{
	*out++ = feature_of(21, o->t1);
	*out++ = feature_pair(22, o->t1, o->me->form);
	*out++ = feature_pair(25, o->tt, o->me->form);
	*out++ = feature_pair(28, feature_pair(28, o->t1, o->me->form), o->r1->class);
	*out++ = feature_pair(31, p->label[0], p->label[1]);
	*out++ = feature_pair(32, feature_pair(32, p->label[0], p->label[1]), o->me->class);
	*out++ = feature_pair(33, p->label[0], o->r1->class);
	*out++ = feature_pair(34, o->l1->form, o->me->form);
	*out++ = feature_pair(35, o->me->form, o->r1->form);
	*out++ = feature_pair(38, o->me->class, o->r1->form);
	*out++ = feature_pair(39, o->r1->class, o->r2->class);
	*out++ = feature_pair(40, feature_pair(40, o->me->class, o->r1->class), o->r2->class);
	*out++ = feature_pair(41, feature_pair(41, o->me->form, o->r1->label), o->r2->label);
	*out++ = feature_pair(44, feature_pair(44, o->me->end, o->t1), o->r1->class);
	*out++ = feature_pair(46, o->me->end, o->tt);
	*out++ = feature_pair(48, o->me->form, o->clear->tag);
	*out++ = feature_pair(49, o->me->form, o->clear->label);
	*out++ = feature_pair(50, feature_pair(50, o->me->class, o->t1), o->clear->label);
	*out++ = feature_pair(52, o->me->form, feature_pair(52, o->next->end, o->next->class));
	*out++ = feature_pair(54, o->me->class, p->verb);
	*out++ = feature_pair(55, o->me->form, p->verb);
	*out++ = feature_pair(56, feature_pair(56, o->me->end, o->me->class), p->verb);
	*out++ = feature_pair(57, o->me->form, p->content);
	*out++ = feature_pair(58, feature_pair(58, o->me->form, p->content), o->clear->tag);
	*out++ = feature_pair(61, o->me->form, w->manner);
	*out++ = feature_pair(63, o->me->class, feature_pair(63, p->label[0], o->clear->tag));
	*out++ = feature_pair(64, feature_pair(64, o->l2->form, o->l1->form), o->me->class);
	*out++ = feature_pair(65, o->me->class, feature_pair(65, o->r1->label, feature_pair(65, o->r2->label, o->r3->class)));
	*out++ = feature_pair(67, o->me->form, p->adverb);
	*out++ = feature_pair(68, feature_pair(68, o->me->class, o->r1->class), p->adverb);
	*out++ = feature_pair(69, o->me->form, feature_pair(69, o->verb->end, o->verb->class));
	*out++ = feature_pair(70, o->me->form, feature_pair(70, o->verb->end, o->far > 5 ? 5 : o->far));
	*out++ = feature_pair(72, o->me->class, feature_pair(72, o->r1->shape, feature_pair(72, o->l1->shape, o->me->shape)));
	*out++ = feature_pair(73, o->me->end, feature_pair(73, o->r1->shape, o->me->shape));
	return out;
}

/* For French, whose treebanks are small: coarser ones. English, with twice as many words, is learnt worse with them. */
static feature *coarse(const around *o, feature *out)
{
	*out++ = feature_pair(74, o->me->longer, o->t1);
	*out++ = feature_pair(75, o->me->longer, o->r1->class);
	*out++ = feature_pair(76, o->me->longer, feature_pair(76, o->t1, o->r1->class));
	*out++ = feature_pair(77, o->me->longer, o->next->class);
	*out++ = feature_pair(78, o->me->longer, o->r1->longer);
	*out++ = feature_pair(79, o->me->longer, o->l1->longer);
	*out++ = feature_pair(80, o->me->may, o->r1->may);
	*out++ = feature_pair(81, o->me->may, feature_pair(81, o->t1, o->r1->may));
	*out++ = feature_pair(82, o->me->may, feature_pair(82, o->t1, o->t2));
	*out++ = feature_pair(83, o->me->may, o->next->may);
	*out++ = feature_pair(84, o->me->may, feature_pair(84, o->r1->may, o->r2->may));
	*out++ = feature_pair(85, o->me->first, feature_pair(85, o->t1, o->r1->first));
	*out++ = feature_pair(86, o->me->class, feature_pair(86, o->t1, o->r1->first));
	*out++ = feature_pair(87, o->me->class, feature_pair(87, o->r1->first, o->r2->first));
	return out;
}

uint32_t around_features(const words *w, uint32_t i, const past *p, uint32_t stage, feature *out)
{
	const around o = around_of(w, i, p);
	feature *end = stage == 0 ? first_stage(&o, out) : stage == 1 ? second_stage(&o, w, p, out) : third_stage(&o, w, p, out);
	if (stage == STAGES - 1 && w->coarse)
		end = coarse(&o, end);
	return (uint32_t)(end - out);
}
