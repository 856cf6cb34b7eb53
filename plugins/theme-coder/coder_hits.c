/* coder_hits.c - what of a theme's rules is in a text. */
#include "coder.h"
#include <stdlib.h>
#include <string.h>

static void *scratch(coding *k, size_t n)
{
	return k->ctx->host->alloc(k->ctx, GLANE_SCRATCH, n ? n : 1);
}

/* ---- Units ----------------------------------------------------------------------------------- */

/* Which of the rows, in order of begin, each token is in: the last that begins before it and ends behind it. */
static void place_tokens(coding *k, unit_rows *u)
{
	const glane_rows *token = &k->t->text.token;
	u->of_token = scratch(k, token->n * sizeof *u->of_token);
	u->first_token = scratch(k, u->n * sizeof *u->first_token);
	for (uint32_t i = 0, next = 0; i < token->n; i++) {
		while (next < u->n && u->span[next].begin <= token->span[i].begin)
			next++;
		bool in = next && u->span[next - 1].end > token->span[i].begin;
		u->of_token[i] = in ? next - 1 : GLANE_NONE;
		if (in && (!i || u->of_token[i - 1] != next - 1))
			u->first_token[next - 1] = i;
	}
}

static void rows_as_units(coding *k, unit_rows *u, const glane_rows *r)
{
	u->n = r->n;
	u->span = scratch(k, (r->n + 1) * sizeof *u->span);
	if (r->n)
		memcpy(u->span, r->span, r->n * sizeof *u->span);
}

static void whole_text(coding *k, unit_rows *u)
{
	u->n = 1;
	u->span = scratch(k, sizeof *u->span);
	u->span[0] = (glane_span){ 0, k->t->text.doc->text.n };
}

/* What one speaker says until another one speaks. */
static void answers(coding *k, unit_rows *u)
{
	const coder_text *t = k->t;
	u->span = scratch(k, (t->turn.n + 1) * sizeof *u->span);
	for (uint32_t i = 0; i < t->turn.n; i++)
		if (i && t->turn_speaker && t->turn_speaker[i].id == t->turn_speaker[i - 1].id)
			u->span[u->n - 1].end = t->turn.span[i].end;
		else
			u->span[u->n++] = t->turn.span[i];
}

static void add_span(unit_rows *u, uint32_t begin, uint32_t end)
{
	if (begin < end)
		u->span[u->n++] = (glane_span){ begin, end };
}

/* What is quoted, each outermost quotation whole, and what sentences hold besides. */
static void verbatims(coding *k, unit_rows *u)
{
	const coder_text *t = k->t;
	const glane_sym quoted = k->ctx->host->sym(k->ctx, "verbatim");
	uint32_t n = 0, next = 0;
	glane_span *v = scratch(k, ((size_t)t->verbatim.n + 1) * sizeof *v);
	for (uint32_t i = 0; i < t->verbatim.n; i++)
		if (t->verbatim_kind && t->verbatim_kind[i].id == quoted.id && (!n || t->verbatim.span[i].begin >= v[n - 1].end))
			v[n++] = t->verbatim.span[i];
	u->span = scratch(k, ((size_t)t->sentence.n + 2 * (size_t)n + 1) * sizeof *u->span);
	for (uint32_t i = 0; i < t->sentence.n; i++) {
		uint32_t at = t->sentence.span[i].begin, end = t->sentence.span[i].end;
		if (next && v[next - 1].end > at)
			at = v[next - 1].end;
		for (; next < n && v[next].begin < end; next++) {
			add_span(u, at, v[next].begin);
			add_span(u, v[next].begin, v[next].end);
			at = v[next].end;
		}
		add_span(u, at, end);
	}
}

const unit_rows *coding_units(coding *k, uint32_t kind)
{
	const coder_text *t = k->t;
	if (k->units[kind])
		return k->units[kind];
	unit_rows *u = k->units[kind] = scratch(k, sizeof *u);
	if (t->whole || kind == UNIT_DOCUMENT || (!t->turn.n && (kind == UNIT_TURN || kind == UNIT_ANSWER)))
		whole_text(k, u);
	else if (kind == UNIT_ANSWER)
		answers(k, u);
	else if (kind == UNIT_VERBATIM)
		verbatims(k, u);
	else
		rows_as_units(k, u, kind == UNIT_TURN ? &t->turn : kind == UNIT_SEGMENT ? &t->segment : &t->sentence);
	place_tokens(k, u);
	return u;
}

uint32_t coding_unit_kind(const coding *k, uint32_t theme)
{
	const codebook *b = k->c->book;
	return k->t->unit != UNIT_NONE ? k->t->unit : b->theme[theme].unit != UNIT_NONE ? b->theme[theme].unit :
	       b->unit != UNIT_NONE ? b->unit : UNIT_SENTENCE;
}

/* ---- Denial ------------------------------------------------------------------------------------ */

/* What is denied in a sentence; cues are numbers of tokens of the document. */
static const negation *look_at_sentence(coding *k, uint32_t sentence)
{
	const coder_text *t = k->t;
	const unit_rows *u = coding_units(k, UNIT_SENTENCE);
	uint32_t first = u->first_token[sentence], n = 0;
	while (first + n < t->text.token.n && u->of_token[first + n] == sentence)
		n++;
	glane_str *form = scratch(k, n * sizeof *form);
	bool *word = scratch(k, n);
	negation *out = scratch(k, n * sizeof *out);
	k->ctx->host->strings(k->ctx, n, t->text.form + first, form);
	for (uint32_t i = 0; i < n; i++)
		word[i] = coder_is_word(k->c, t->text.kind[first + i]);
	negation_find(k->language, &(negation_sentence){ n, form, word }, out);
	for (uint32_t i = 0; i < n; i++)
		if (out[i].cue != GLANE_NONE)
			out[i].cue += first;
	return k->negation[sentence] = out;
}

/* Is a word from first to last denied? `own`: denied by one of themselves is what is meant, and doesn't count. */
static bool denied(coding *k, uint32_t first, uint32_t last, bool own)
{
	const unit_rows *u = coding_units(k, UNIT_SENTENCE);
	if (!k->negation)
		k->negation = scratch(k, u->n * sizeof *k->negation);
	for (uint32_t i = first; i <= last; i++) {
		uint32_t s = u->of_token[i];
		if (s == GLANE_NONE)
			continue;
		const negation *all = k->negation[s] ? k->negation[s] : look_at_sentence(k, s);
		const negation *one = &all[i - u->first_token[s]];
		if (negation_denies(one) && !(own && one->cue >= first && one->cue <= last))
			return true;
	}
	return false;
}

static bool right_side(coding *k, const codebook_rule *r, uint32_t first, uint32_t last, bool own)
{
	return r->negated == NEGATED_ANY || denied(k, first, last, own) == (r->negated == NEGATED_ONLY);
}

/* ---- Inside other expressions -------------------------------------------------------------------- */

/* The matches of the theme's not-ins as far[i]: how far those reach that begin at token i or before; 0: none. */
static uint32_t *expressions(coding *k, uint32_t theme)
{
	const coder *c = k->c;
	uint32_t *far = NULL, n = k->t->text.token.n;
	for (uint32_t r = c->first_rule[theme]; r < c->first_rule[theme + 1]; r++) {
		if (c->rule[r].rule->kind != RULE_NOT_IN || k->first_match[r] == k->first_match[r + 1])
			continue;
		if (!far)
			far = scratch(k, (n + 1) * sizeof *far);
		for (uint32_t i = k->first_match[r]; i < k->first_match[r + 1]; i++) {
			const match *m = &k->match[k->by_rule[i]];
			if (far[m->first] < m->last + 1)
				far[m->first] = m->last + 1;
		}
	}
	for (uint32_t i = 1; far && i < n; i++)
		if (far[i] < far[i - 1])
			far[i] = far[i - 1];
	return far;
}

static bool inside(const uint32_t *far, uint32_t first, uint32_t last)
{
	return far && far[first] > last;
}

/* ---- Hits ---------------------------------------------------------------------------------------- */

void coding_add(coding *k, const hit *h)
{
	if (k->n_hits == k->room_hits) {
		uint32_t more = k->room_hits + 64;
		k->hit = k->ctx->host->grow(k->ctx, GLANE_SCRATCH, k->hit, k->n_hits * sizeof *h, more * sizeof *h);
		k->room_hits += more;
	}
	k->hit[k->n_hits++] = *h;
}

static void came_to(uint8_t *came, uint8_t as_far)
{
	if (*came < as_far)
		*came = as_far;
}

/* The matches of a rule that count, in order; returns how many. */
static uint32_t good_matches(coding *k, uint32_t rule, const uint32_t *far, uint32_t *out, uint8_t *came)
{
	const codebook_rule *r = k->c->rule[rule].rule;
	uint32_t n = 0;
	for (uint32_t i = k->first_match[rule]; i < k->first_match[rule + 1]; i++) {
		const match *m = &k->match[k->by_rule[i]];
		if (inside(far, m->first, m->last))
			came_to(came, CAME_INSIDE);
		else if (!right_side(k, r, m->first, m->last, k->c->target[m->entry].denies))
			came_to(came, CAME_DENIED);
		else
			out[n++] = k->by_rule[i];
	}
	return n;
}

/* From the bytes that an expression fits to tokens. false: it fits none. */
static bool tokens_of(const glane_rows *token, glane_span span, uint32_t *first, uint32_t *last)
{
	uint32_t low = 0, high = token->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (token->span[mid].end <= span.begin)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == token->n || token->span[low].begin >= span.end)
		return false;
	*first = *last = low;
	while (*last + 1 < token->n && token->span[*last + 1].begin < span.end)
		++*last;
	return true;
}

static void add_regex(coding *k, uint32_t rule, glane_span span, const uint32_t *far, uint8_t *came)
{
	const coder_rule *r = &k->c->rule[rule];
	hit h = { .cue = r->first_cue, .weight = r->rule->weight };
	if (!tokens_of(&k->t->text.token, span, &h.first, &h.last))
		return;
	if (inside(far, h.first, h.last))
		came_to(came, CAME_INSIDE);
	else if (!right_side(k, r->rule, h.first, h.last, false))
		came_to(came, CAME_DENIED);
	else
		coding_add(k, &h);
}

/* Without the compiler of expressions where its stack is too small. */
static int match_regex(coding *k, uint32_t rule, PCRE2_SPTR subject, PCRE2_SIZE n, PCRE2_SIZE at)
{
	const pcre2_code *regex = k->c->rule[rule].regex;
	int r = pcre2_match(regex, subject, n, at, PCRE2_NO_UTF_CHECK, k->m->data, k->m->limits);
	if (r == PCRE2_ERROR_JIT_STACKLIMIT)
		r = pcre2_match(regex, subject, n, at, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, k->m->data, k->m->limits);
	return r;
}

static void say_given_up(coding *k, uint32_t rule)
{
	const codebook_rule *r = k->c->rule[rule].rule;
	glane_str name = k->ctx->host->string(k->ctx, k->t->text.doc->name);
	k->ctx->host->log(k->ctx, GLANE_WARNING, glane_at_line(k->c->book->path, r->line, r->column),
	                  "the regular expression takes too long in a passage of %.*s, which is left there: write it so that "
	                  "nothing can be read in many ways, as (a+)+ can", GLANE_STR(name));
}

/* An expression is tried on one unit after the other: ^ and $ are its begin and end. */
static void regex_hits(coding *k, uint32_t theme, uint32_t rule, const uint32_t *far, uint8_t *came)
{
	const unit_rows *u = coding_units(k, coding_unit_kind(k, theme));
	const char *text = k->t->text.doc->text.p;
	for (uint32_t i = 0; i < u->n; i++) {
		PCRE2_SPTR subject = (PCRE2_SPTR)text + u->span[i].begin;
		PCRE2_SIZE n = u->span[i].end - u->span[i].begin, at = 0;
		while (at <= n && n) {
			int r = match_regex(k, rule, subject, n, at);
			if (r < 0 && r != PCRE2_ERROR_NOMATCH)
				say_given_up(k, rule);
			if (r < 0)
				break;
			const PCRE2_SIZE *v = pcre2_get_ovector_pointer(k->m->data);
			if (v[1] > v[0] && v[0] >= at)
				add_regex(k, rule, (glane_span){ u->span[i].begin + (uint32_t)v[0], u->span[i].begin + (uint32_t)v[1] },
				          far, came);
			at = v[1] > at ? v[1] : at + 1;
			while (at < n && (subject[at] & 0xC0) == 0x80)
				at++;
		}
	}
}

static int compare(const hit *x, const hit *y)
{
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return (x->cue > y->cue) - (x->cue < y->cue);
}

static int compare_hits(const void *a, const void *b)
{
	return compare(a, b);
}

int compare_places(const void *a, const void *b)
{
	return compare(*(const hit *const *)a, *(const hit *const *)b);
}

void coding_hits(coding *k, uint32_t theme, uint8_t *came)
{
	const coder *c = k->c;
	uint32_t *far = expressions(k, theme);
	k->n_hits = k->room_hits = 0;
	k->hit = NULL;
	for (uint32_t r = c->first_rule[theme]; r < c->first_rule[theme + 1]; r++) {
		const codebook_rule *rule = c->rule[r].rule;
		uint32_t all = k->first_match[r + 1] - k->first_match[r];
		if (rule->language != k->language || rule->kind > RULE_REGEX)
			continue;
		if (rule->kind == RULE_REGEX) {
			regex_hits(k, theme, r, far, came);
			continue;
		}
		if (!all)
			continue;
		uint32_t *good = scratch(k, all * sizeof *good), n = good_matches(k, r, far, good, came);
		if (rule->kind == RULE_NEAR)
			coding_near(k, r, n, good);
		for (uint32_t i = 0; rule->kind != RULE_NEAR && i < n; i++) {
			const match *m = &k->match[good[i]];
			coding_add(k, &(hit){ c->target[m->entry].cue, m->first, m->last, rule->weight, m->several });
		}
	}
	if (k->n_hits)
		qsort(k->hit, k->n_hits, sizeof *k->hit, compare_hits);
}

/* ---- Begin ----------------------------------------------------------------------------------------- */

static void sort_by_rule(coding *k)
{
	const coder *c = k->c;
	k->first_match = scratch(k, ((size_t)c->n_rules + 2) * sizeof *k->first_match);
	k->by_rule = scratch(k, ((size_t)k->n_matches + 1) * sizeof *k->by_rule);
	uint32_t *at = k->first_match + 1, sum = 0;
	for (uint32_t i = 0; i < k->n_matches; i++)
		at[c->target[k->match[i].entry].rule]++;
	for (uint32_t r = 0; r < c->n_rules; r++) {
		uint32_t n = at[r];
		at[r] = sum;
		sum += n;
	}
	for (uint32_t i = 0; i < k->n_matches; i++)
		k->by_rule[at[c->target[k->match[i].entry].rule]++] = i;
}

void coding_begin(coding *k)
{
	coder_text *t = k->t;
	const glane_sym *kind = t->text.kind;
	uint32_t n = t->text.token.n, words = 0;
	t->text.unit = coding_units(k, UNIT_SENTENCE)->of_token;
	k->n_matches = matcher_find(k->ctx, k->c->matcher, &k->m->memo, &t->text, &k->match);
	sort_by_rule(k);
	if (!k->c->near)
		return;
	k->words_before = scratch(k, (n + 1) * sizeof *k->words_before);
	for (uint32_t i = 0; i < n; i++) {
		k->words_before[i] = words;
		words += coder_is_word(k->c, kind[i]);
	}
}
