/* status.c - what a word counts for: by the lists of words, otherwise by its part of speech. */
#include <string.h>
#include "analysis/upos.h"
#include "work.h"

/* Without the blanks around it, those of French typography too. */
static glane_str trimmed(glane_str s)
{
	for (uint32_t blank = 1; s.n && blank; s.p += blank, s.n -= blank)
		blank = strchr(" \t\n", *s.p) ? 1 : s.n > 1 && !memcmp(s.p, "\xC2\xA0", 2) ? 2 : 0;
	for (uint32_t blank = 1; s.n && blank; s.n -= blank)
		blank = strchr(" \t\n", s.p[s.n - 1]) ? 1 : s.n > 1 && !memcmp(s.p + s.n - 2, "\xC2\xA0", 2) ? 2 : 0;
	return s;
}

/* "NOUN ADJ", "nom; adj; ver", "noms propres; verbes": cut at ; and , or else, unless it is one name, at blanks. */
int active_read(glane_ctx *ctx, settings *s)
{
	const config *c = ctx->config;
	glane_str rest = trimmed((glane_str){ c->active, (uint32_t)strlen(c->active) });
	const char *cuts = strpbrk(c->active, ";,") ? ";,\n" : upos_named(rest) ? "" : " ;,\t\n";
	s->active = ctx->host->alloc(ctx, GLANE_RUN, (strlen(c->active) / 2 + 1) * sizeof *s->active);
	while (rest.n) {
		uint32_t n = (uint32_t)strcspn(rest.p, cuts);
		n = n < rest.n ? n : rest.n;
		glane_str name = trimmed((glane_str){ rest.p, n });
		rest.p += n + (n < rest.n);
		rest.n -= n + (n < rest.n);
		const char *upos = name.n ? upos_named(name) : "";
		if (!upos)
			return upos_refuse_word(ctx, glane_at_option("active"), name);
		if (*upos)
			s->active[s->n_active++] = (glane_str){ upos, (uint32_t)strlen(upos) };
	}
	return GLANE_OK;
}

/* ---- Status ---------------------------------------------------------------------------------- */

static known_word *slot_of(const worker *w, const known_word *k)
{
	uint32_t h = (k->form * 31 + k->lemma * 7 + k->upos * 2 + k->language) * 2654435761u;
	uint32_t at = (h ^ h >> 15) & (w->room - 1);
	for (; w->slot[at].form; at = (at + 1) & (w->room - 1))
		if (w->slot[at].form == k->form && w->slot[at].lemma == k->lemma && w->slot[at].upos == k->upos &&
		    w->slot[at].language == k->language)
			break;
	return &w->slot[at];
}

static void make_room(glane_ctx *ctx, worker *w)
{
	if (2 * (w->n + 1) <= w->room)
		return;
	worker more = *w;
	more.room = w->room ? 2 * w->room : 8192;
	more.slot = ctx->host->alloc(ctx, GLANE_WORKER, more.room * sizeof *more.slot);
	for (uint32_t i = 0; i < w->room; i++)
		if (w->slot[i].form)
			*slot_of(&more, &w->slot[i]) = w->slot[i];
	*w = more;
}

uint8_t status_of(glane_ctx *ctx, uint32_t language, glane_sym form, glane_sym lemma, glane_sym upos)
{
	const settings *s = ctx->self;
	const glane_host *h = ctx->host;
	worker *w = ctx->worker;
	known_word k = { form.id, lemma.id, upos.id, (uint8_t)language, SUPPLEMENTARY };
	make_room(ctx, w);
	known_word *slot = slot_of(w, &k);
	if (slot->form)
		return slot->status;
	glane_str part = h->string(ctx, upos);
	for (uint32_t i = 0; i < s->n_active; i++)
		if (s->active[i].n == part.n && !memcmp(s->active[i].p, part.p, part.n))
			k.status = ACTIVE;
	glane_str form_text = h->string(ctx, form), lemma_text = h->string(ctx, lemma);
	uint8_t said = words_status(&s->own[language], form_text, lemma_text, part);
	if (said == UNSAID)
		said = words_status(&s->stop[language], form_text, lemma_text, part);
	if (said != UNSAID)
		k.status = said;
	*slot = k;
	w->n++;
	return k.status;
}
