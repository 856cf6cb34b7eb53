/* matching_memo.c - which elements a form fits, and a word with its readings: found out once, then remembered. */
#include "matching_private.h"
#include <string.h>
#include "form/form.h"

/* ---- Memory ---------------------------------------------------------------------------------- */

static uint32_t slot_of(const struct memo *m, uint64_t key, uint64_t more)
{
	uint64_t h = (key ^ key >> 32) * 0x9e3779b97f4a7c15u;
	h += (more ^ more >> 32) * 0xd6e8feb86659fd93u;
	uint32_t at = (uint32_t)(h >> 33) & (m->room - 1);
	while (m->slot[at].fits && (m->slot[at].key != key || m->slot[at].more != more))
		at = (at + 1) & (m->room - 1);
	return at;
}

static void grow_memo(glane_ctx *ctx, struct memo *m)
{
	struct memo_slot *old = m->slot;
	uint32_t n = m->room;
	m->room = n ? 2 * n : 1024;
	m->slot = ctx->host->alloc(ctx, GLANE_WORKER, m->room * sizeof *m->slot);
	for (uint32_t i = 0; i < n; i++)
		if (old[i].fits)
			m->slot[slot_of(m, old[i].key, old[i].more)] = old[i];
}

/* A free one gets its key at once; fits are NULL until they are known. */
static struct memo_slot *find_slot(glane_ctx *ctx, struct memo *m, uint64_t key, uint64_t more)
{
	if (2 * m->n >= m->room)
		grow_memo(ctx, m);
	struct memo_slot *s = &m->slot[slot_of(m, key, more)];
	s->key = key;
	s->more = more;
	return s;
}

/* ---- Elements -------------------------------------------------------------------------------- */

/* What is being found out: a list that grows in scratch memory, and moves to the worker's when complete. */
typedef struct {
	glane_ctx *ctx;
	const matcher *m;
	fit *fit;
	uint32_t n, room;
} finding;

static void add_fit(finding *f, uint32_t e, uint32_t upos)
{
	for (uint32_t i = 0; i < f->n; i++)
		if (f->fit[i].element == e) {
			f->fit[i].upos |= upos;
			return;
		}
	if (f->n == f->room) {
		f->fit = f->ctx->host->grow(f->ctx, GLANE_SCRATCH, f->fit, f->room * sizeof *f->fit, (f->room + 8) * sizeof *f->fit);
		f->room = 2 * f->room + 8;
	}
	f->fit[f->n++] = (fit){ e, upos, false };
}

static const fits *keep_fits(finding *f, struct memo *m, struct memo_slot *s, bool determiner, bool filler)
{
	const glane_host *h = f->ctx->host;
	fits *out = h->alloc(f->ctx, GLANE_WORKER, sizeof *out);
	*out = (fits){ .n = f->n, .determiner = determiner, .filler = filler };
	if (f->n) {
		fit *list = h->alloc(f->ctx, GLANE_WORKER, f->n * sizeof *list);
		memcpy(list, f->fit, f->n * sizeof *list);
		out->fit = list;
	}
	s->fits = out;
	m->n++;
	return out;
}

/* The element of this text, or GLANE_NONE. */
static uint32_t look_up(const matcher *m, const sorted *s, glane_str text)
{
	uint32_t low = 0, high = s->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		int r = compare_str(m->element[s->element[mid]].text, text);
		if (!r)
			return s->element[mid];
		if (r < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return GLANE_NONE;
}

static bool ends_with(glane_str s, glane_str end)
{
	return s.n >= end.n && !memcmp(s.p + s.n - end.n, end.p, end.n);
}

static void fit_beginnings(finding *f, const sorted *s, glane_str form)
{
	for (uint32_t n = 1; s->n && n <= form.n; n++) {
		uint32_t e = look_up(f->m, s, (glane_str){ form.p, n });
		if (e != GLANE_NONE)
			add_fit(f, e, 0);
	}
}

static void fit_form(finding *f, glane_str form, bool loose)
{
	const matcher *m = f->m;
	uint32_t e = look_up(m, &m->of[ELEMENT_FORM][loose], form);
	if (e != GLANE_NONE)
		add_fit(f, e, 0);
	fit_beginnings(f, &m->of[ELEMENT_PREFIX][loose], form);
	const sorted *s = &m->of[ELEMENT_SUFFIX][loose];
	for (uint32_t i = 0; i < s->n; i++)
		if (ends_with(form, m->element[s->element[i]].text))
			add_fit(f, s->element[i], 0);
	s = &m->of[ELEMENT_PART][loose];
	for (uint32_t i = 0; i < s->n; i++) {
		glane_str part = m->element[s->element[i]].text;
		for (uint32_t at = 0; at + part.n <= form.n; at++)
			if (!memcmp(form.p + at, part.p, part.n)) {
				add_fit(f, s->element[i], 0);
				break;
			}
	}
}

static glane_str without_accents(glane_ctx *ctx, glane_str s)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, (size_t)s.n + 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	return (glane_str){ p, s.n ? (uint32_t)form_without_accents(p, s.n) : 0 };
}

static bool any_loose(const matcher *m, uint32_t from, uint32_t to)
{
	for (uint32_t k = from; k <= to; k++)
		if (m->of[k][true].n)
			return true;
	return false;
}

const fits *fits_of_form(glane_ctx *ctx, const matcher *m, struct memo *memo, glane_sym form)
{
	struct memo_slot *s = find_slot(ctx, memo, form.id, 0);
	if (s->fits)
		return s->fits;
	finding f = { .ctx = ctx, .m = m };
	glane_str text = ctx->host->string(ctx, form);
	fit_form(&f, text, false);
	if (any_loose(m, ELEMENT_FORM, ELEMENT_PART))
		fit_form(&f, without_accents(ctx, text), true);
	return keep_fits(&f, memo, s, false, false);
}

/* ---- Words ----------------------------------------------------------------------------------- */

static void fit_lemma(finding *f, glane_str lemma, uint32_t upos)
{
	const sorted *s = f->m->of[ELEMENT_LEMMA];
	uint32_t e = look_up(f->m, &s[false], lemma);
	if (e != GLANE_NONE)
		add_fit(f, e, upos);
	if (!s[true].n)
		return;
	e = look_up(f->m, &s[true], without_accents(f->ctx, lemma));
	if (e != GLANE_NONE)
		add_fit(f, e, upos);
}

static glane_str lower(glane_ctx *ctx, glane_str s)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(s.n));
	return (glane_str){ p, (uint32_t)form_of(s.p, s.n, p) };
}

typedef struct { glane_str lemma; uint32_t upos; } one_reading;
enum { MOST_READINGS = 16 };

/* "VERB:suivre|AUX:être" */
static uint32_t cut_readings(glane_ctx *ctx, glane_str s, one_reading *out)
{
	uint32_t n = 0;
	while (s.n && n < MOST_READINGS) {
		const char *bar = memchr(s.p, '|', s.n), *colon = memchr(s.p, ':', s.n);
		uint32_t size = bar ? (uint32_t)(bar - s.p) : s.n;
		if (colon && (uint32_t)(colon - s.p) < size) {
			uint32_t at = (uint32_t)(colon - s.p);
			out[n].upos = upos_bit((glane_str){ s.p, at });
			out[n++].lemma = lower(ctx, (glane_str){ s.p + at + 1, size - at - 1 });
		}
		size += bar != NULL;
		s = (glane_str){ s.p + size, s.n - size };
	}
	return n;
}

/* The readings of a word; chosen: the first is the one that counts, the others are what else it could have been. */
typedef struct { uint32_t n; bool chosen; one_reading of[MOST_READINGS + 1]; } all_readings;

/* Is a lemma that of a reading which was not chosen? Then the word isn't that one, although it is written so. */
static bool turned_down(const all_readings *r, glane_str lemma)
{
	bool other = false;
	for (uint32_t i = 0; r->chosen && i < r->n; i++)
		if (!compare_str(r->of[i].lemma, lemma)) {
			if (!i)
				return false;
			other = true;
		}
	return other;
}

static void fit_spelling(finding *f, const all_readings *r, glane_str lemma)
{
	if (!turned_down(r, lemma))
		fit_lemma(f, lemma, r->n ? UPOS_WRITTEN : UINT32_MAX);
}

/* As written, and as the dictionary writes what is cut or contracted: d' is de, des (if it is one word) is de too. */
static void fit_written(finding *f, const all_readings *r, glane_str form)
{
	static const struct { const char *form, *lemma; } contracted[] = {
		{ "du", "de" }, { "des", "de" }, { "au", "à" }, { "aux", "à" }, { "s'", "si" }, { "l'", "la" } };
	char full[16];
	fit_spelling(f, r, form);
	if (form.n > 1 && form.n < sizeof full && form.p[form.n - 1] == '\'') {
		memcpy(full, form.p, form.n);
		full[form.n - 1] = 'e';
		fit_spelling(f, r, (glane_str){ full, form.n });
	}
	for (size_t i = 0; i < sizeof contracted / sizeof *contracted; i++)
		if (strlen(contracted[i].form) == form.n && !memcmp(contracted[i].form, form.p, form.n))
			fit_spelling(f, r, (glane_str){ contracted[i].lemma, (uint32_t)strlen(contracted[i].lemma) });
}

static void fit_class(finding *f, int list, uint32_t kind, glane_str form)
{
	const sorted *s = &f->m->of[kind][false];
	if (s->n && listed(list, form))
		add_fit(f, s->element[0], UPOS_WRITTEN);
}

/* Of each element that a reading fits: has the word another reading that doesn't? */
static void mark_several(finding *f, const all_readings *r)
{
	for (uint32_t i = 0; i < f->n; i++) {
		const element *e = &f->m->element[f->fit[i].element];
		for (uint32_t k = 0; k < r->n && e->kind == ELEMENT_LEMMA; k++) {
			glane_str lemma = e->loose ? without_accents(f->ctx, r->of[k].lemma) : r->of[k].lemma;
			f->fit[i].several |= compare_str(lemma, e->text) != 0;
		}
	}
}

const fits *fits_of_word(glane_ctx *ctx, const matcher *m, struct memo *memo, known_word w)
{
	struct memo_slot *s = find_slot(ctx, memo, (uint64_t)w.readings.id << 32 | w.form.id,
	                                (uint64_t)w.lemma.id << 32 | w.upos.id);
	if (s->fits)
		return s->fits;
	finding f = { .ctx = ctx, .m = m };
	all_readings r = { .chosen = w.readings.id && w.lemma.id };
	glane_str text = ctx->host->string(ctx, w.form);
	if (r.chosen)
		r.of[r.n++] = (one_reading){ lower(ctx, ctx->host->string(ctx, w.lemma)),
		                             w.upos.id ? upos_bit(ctx->host->string(ctx, w.upos)) : UINT32_MAX };
	r.n += cut_readings(ctx, ctx->host->string(ctx, w.readings), r.of + r.n);
	fit_written(&f, &r, text);
	if (!r.n && w.lemma.id)
		fit_lemma(&f, lower(ctx, ctx->host->string(ctx, w.lemma)), UINT32_MAX);
	for (uint32_t i = 0; i < (r.chosen ? 1 : r.n); i++)
		fit_lemma(&f, r.of[i].lemma, r.of[i].upos);
	mark_several(&f, &r);
	fit_class(&f, LIST_REFLEXIVE_FR, ELEMENT_REFLEXIVE_FR, text);
	fit_class(&f, LIST_POSSESSIVE_FR, ELEMENT_POSSESSIVE_FR, text);
	fit_class(&f, LIST_REFLEXIVE_EN, ELEMENT_REFLEXIVE_EN, text);
	fit_class(&f, LIST_POSSESSIVE_EN, ELEMENT_POSSESSIVE_EN, text);
	return keep_fits(&f, memo, s, listed(LIST_DETERMINERS, text), listed(LIST_FILLERS, text));
}
