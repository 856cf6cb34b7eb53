/* reasons.c - why a passage is worth quoting, said in words. */
#include "verbatim.h"
#include <math.h>
#include <string.h>

typedef struct {
	glane_ctx *ctx;
	char *text;
	size_t n, room;
} saying;

static void add(saying *s, const char *what)
{
	size_t k = strlen(what);
	if (s->n + k + 1 > s->room) {
		size_t more = s->room + k + 64;
		s->text = s->ctx->host->grow(s->ctx, GLANE_SCRATCH, s->text, s->room, more);
		s->room += more;
	}
	memcpy(s->text + s->n, what, k + 1);
	s->n += k;
}

/* One more reason, already translated. */
static void say(saying *s, const char *reason)
{
	if (s->n)
		add(s, s->ctx->host->translate(s->ctx, "; "));
	add(s, reason);
}

static void say_specific(saying *s, const glane_sym *top)
{
	const glane_host *h = s->ctx->host;
	for (int i = 0; i < SPECIFIC_TOP && top[i].id; i++) {
		if (!i)
			say(s, h->translate(s->ctx, "specific:"));
		add(s, i ? ", " : " ");
		add(s, h->string(s->ctx, top[i]).p);
	}
}

glane_sym verbatim_reasons(glane_ctx *ctx, const passage_parts *p, int pole, bool for_balance, const glane_sym *top)
{
	const glane_host *h = ctx->host;
	saying s = { .ctx = ctx };
	add(&s, "");
	if (top)
		say_specific(&s, top);
	if (!isnan(p->theme) && p->theme > 0)
		say(&s, p->theme > 0.95 ? h->translate(ctx, "wholly on the theme") :
		        p->theme >= 0.5 ? h->translate(ctx, "mostly on the theme") :
		        h->translate(ctx, "partly on the theme"));
	if (p->stance >= 0.75)
		say(&s, h->translate(ctx, "takes a stand"));
	else if (p->stance >= 0.25)
		say(&s, h->translate(ctx, "at first hand"));
	if (p->contrast >= 0.6)
		say(&s, h->translate(ctx, "sets one thing against another"));
	if (p->concrete >= 0.5)
		say(&s, h->translate(ctx, "concrete"));
	say(&s, p->complete > 0.9 ? h->translate(ctx, "stands by itself") :
	        p->complete >= 0.7 ? h->translate(ctx, "nearly stands by itself") :
	        h->translate(ctx, "needs what stands around it"));
	if (pole)
		say(&s, pole > 0 ? h->translate(ctx, "positive") : h->translate(ctx, "negative"));
	if (for_balance)
		say(&s, h->translate(ctx, "shows the other pole"));
	return h->sym(ctx, s.text);
}
