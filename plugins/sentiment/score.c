/* score.c - the score of a sentence: what both languages share. */
#include "score.h"
#include <math.h>
#include <string.h>

/* Hutto & Gilbert (2014): s / sqrt(s² + 15), "!" and "?". */
static const double alpha = 15, cry = 0.292, question = 0.18, questions_most = 0.96;
enum { CRIES_MOST = 4, QUESTIONS_MANY = 4 };
/* Before and after the word at which a sentence turns. */
static const double before_turn = 0.5, after_turn = 1.5;
static const double pole_least = 1;

/* ---- For the rules of both languages ------------------------------------------------------------- */

glane_str form_at(const sentence *s, uint32_t i)
{
	return i < s->n ? s->form[i] : (glane_str){ "", 0 };
}

/* Asked several times of each word, mostly with "no" for an answer: a loop that looks at first letters does it best. */
bool form_is(glane_str form, const char *list)
{
	for (const char *p = list; form.n && *p; p++) {
		uint32_t n = 0;
		while (n < form.n && p[n] == form.p[n])		/* a list ends in 0, which no form has */
			n++;
		if (n == form.n && (p[n] == ' ' || !p[n]))
			return true;
		for (p += n; *p && *p != ' '; p++) { }
		if (!*p)
			break;
	}
	return false;
}

bool form_ends(glane_str form, const char *with)
{
	size_t n = strlen(with);
	return form.n >= n && !memcmp(form.p + form.n - n, with, n);
}

uint32_t word_before(const sentence *s, uint32_t i, bool clause)
{
	while (i-- > 0) {
		if (s->word[i])
			return i;
		if (clause && form_is(s->form[i], ". ! ? ; : , ( ) « » “ ” \" … ... — –"))
			return GLANE_NONE;
	}
	return GLANE_NONE;
}

void step_add(hit *h, int what, uint32_t first, uint32_t last, double amount, int flag)
{
	if (what == STEP_ADD)
		h->value += amount;
	else if (what == STEP_TIMES)
		h->value *= amount;
	for (uint32_t i = 0; what == STEP_FLAG && i < h->n_steps; i++)
		if (h->step[i].flag == flag)
			return;
	if (h->n_steps < STEPS_MOST)
		h->step[h->n_steps++] = (step){ first, last, (float)amount, (uint8_t)what, (uint8_t)flag };
}

/* ---- Hits ------------------------------------------------------------------------------------ */

/* The entries in the sentence, from left to right, none within another. */
static uint32_t find_hits(const lexicon *l, const sentence *s, bool *taken, hit *out)
{
	uint32_t n = 0;
	for (uint32_t i = 0, last = 0; i < s->n; i++) {
		uint64_t mask;
		uint32_t e = taken[i] ? GLANE_NONE : lexicon_match(l, s->keys + i, s->word + i, s->n - i, 0, &last, &mask);
		if (e == GLANE_NONE)
			continue;
		last += i;
		out[n++] = (hit){ .entry = e, .first = i, .last = last, .mask = mask,
			.base = lexicon_at(l, e)->value, .value = lexicon_at(l, e)->value };
		for (uint32_t j = i; j <= last; j++)
			taken[j] = taken[j] || (mask >> (j - i) & 1);
	}
	return n;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static double emphasis(const sentence *s)
{
	double cries = cry * (s->cries < CRIES_MOST ? s->cries : CRIES_MOST);
	if (s->questions < 2)
		return cries;
	return cries + (s->questions < QUESTIONS_MANY ? question * s->questions : questions_most);
}

bool both_poles(double positive, double negative, double least, double share)
{
	double weaker = positive < negative ? positive : negative, stronger = positive < negative ? negative : positive;
	return weaker >= least && weaker >= share * stronger;
}

int label_of_score(double score, double neutral)
{
	return score >= neutral && score > 0 ? LABEL_POSITIVE : score <= -neutral && score < 0 ? LABEL_NEGATIVE :
	       LABEL_NEUTRAL;
}

double score_of(double sum)
{
	return sum / sqrt(sum * sum + alpha);
}

int label_of(double score, double positive, double negative, const score_options *o)
{
	return both_poles(positive, negative, pole_least, o->mixed) ? LABEL_MIXED : label_of_score(score, o->neutral);
}

static bool capitals_differ(const sentence *s)
{
	bool upper = false, other = false;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->word[i]) {
			upper = upper || s->upper[i];
			other = other || !s->upper[i];
		}
	return upper && other;
}

/* Is token i a "no" that denies another hit, and therefore counts for nothing itself? */
static bool is_mere_cue(const sentence *s, uint32_t i)
{
	enum { REACH = 4 };
	if (!form_is(s->form[i], "no"))
		return false;
	for (uint32_t j = i + 1; j < s->n && j <= i + REACH; j++)
		if (s->taken[j] && s->denied[j].how != NEGATION_NONE && s->denied[j].cue == i)
			return true;
	return false;
}

static void turn_values(uint32_t turn, hit *h, uint32_t n)
{
	for (uint32_t i = 0; turn != GLANE_NONE && i < n; i++) {
		if (h[i].first <= turn && turn <= h[i].last)
			continue;
		step_add(&h[i], STEP_TIMES, turn, turn, h[i].first < turn ? before_turn : after_turn, FLAG_NONE);
	}
}

/* Adds up what counts, and apart from it what others say. */
static void add_up(const sentence *s, const score_options *o, verdict *v)
{
	for (uint32_t i = 0; i < v->n; i++) {
		hit *h = &v->hit[i];
		if (h->other) {
			v->other += h->value;
			v->other_said = true;
			h->left_out = o->leave_out_others;
		}
		if (h->left_out)
			continue;
		v->said = true;
		v->sum += h->value;
		if (h->own > 0)
			v->positive += h->own;
		else
			v->negative -= h->own;
	}
	if (v->sum > 0 || v->sum < 0)
		v->emphasis = v->sum > 0 ? emphasis(s) : -emphasis(s);
	v->sum += v->emphasis;
	v->score = score_of(v->sum);
	v->label = label_of(v->score, v->positive, v->negative, o);
}

void sentence_score(uint32_t language, const lexicon *l, const sentence *s, const score_options *o, hit *room,
                    verdict *out)
{
	bool french = language == LEXICON_FR;
	scoring c = { l, s, capitals_differ(s) };
	*out = (verdict){ .hit = room };
	negation_find(french ? NEGATION_FR : NEGATION_EN, &(negation_sentence){ s->n, s->form, s->word }, s->denied);
	memset(s->taken, 0, s->n * sizeof *s->taken);
	uint32_t n = find_hits(l, s, s->taken, room);
	if (!french)
		modifiers_english(s);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t first = room[i].first;
		bool counts = french ? counts_french(s, first) : !is_mere_cue(s, first) && counts_english(s, first);
		if (!counts || !(room[i].value > 0 || room[i].value < 0))
			continue;
		hit *h = &room[out->n++];
		*h = room[i];
		(french ? rules_french : rules_english)(&c, h);
		h->own = h->value;
	}
	turn_values(french ? turn_french(s) : turn_english(s), room, out->n);
	find_holders(language, l, s, room, out->n);
	find_targets(language, l, s, room, out->n);
	add_up(s, o, out);
}
