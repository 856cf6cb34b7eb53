/* trace.c - the words that counted, with their values and rules.
 *
 * Words are parted by ";": of each first its value in the lexicon, then what was done to it. At the end, after "=",
 * the sum of all. */
#include "trace.h"
#include <math.h>
#include <string.h>

typedef struct {
	glane_ctx *ctx;
	char *p;
	uint32_t n, room;
} text;

static void add(text *t, const char *p, size_t n)
{
	if (!n)
		return;
	if (t->n + n > t->room) {
		uint32_t more = t->room + (uint32_t)n + 256;
		t->p = t->ctx->host->grow(t->ctx, GLANE_SCRATCH, t->p, t->room, more);
		t->room += more;
	}
	memcpy(t->p + t->n, p, n);
	t->n += (uint32_t)n;
}

static void add_text(text *t, const char *p)
{
	add(t, p, strlen(p));
}

/* With at most three decimals and a point, whatever the locale. */
static void add_number(text *t, double x, bool sign)
{
	char digits[32];
	int n = 0, decimals = 3;
	long long thousandths = llround(fabs(x) * 1000);
	if (sign)
		add_text(t, x < 0 && thousandths ? "-" : "+");
	while (decimals && thousandths % 10 == 0) {
		thousandths /= 10;
		decimals--;
	}
	for (int k = 0; k < decimals || thousandths || k <= decimals; k++) {
		if (decimals && k == decimals)
			digits[sizeof digits - (size_t)++n] = '.';
		digits[sizeof digits - (size_t)++n] = (char)('0' + thousandths % 10);
		thousandths /= 10;
	}
	add(t, digits + sizeof digits - (size_t)n, (size_t)n);
}

/* The words of tokens first..last that are words, as they are counted. mask: only those that it names. */
static void add_words(text *t, const sentence *s, uint32_t first, uint32_t last, uint64_t mask)
{
	bool more = false;
	for (uint32_t i = first; i <= last && i < s->n; i++) {
		if (!(mask >> (i - first) & 1))
			continue;
		glane_str f = s->form[i];
		if (more)
			add_text(t, " ");
		add(t, f.p, f.n);
		more = !(f.n && f.p[f.n - 1] == '\'');
	}
}

static void add_step(text *t, const sentence *s, const hit *h, const step *p)
{
	static const char *const flags[N_FLAGS] = { "", "restrictive", "hypothetical", "excess", "reported", "holder" };
	add_text(t, ", ");
	if (p->first != GLANE_NONE) {
		if (p->what == STEP_ADD && p->first == h->first)
			add_text(t, "capitals");
		else
			add_words(t, s, p->first, p->last, UINT64_MAX);
	}
	if (p->what != STEP_FLAG) {
		add_text(t, p->what == STEP_TIMES ? p->amount < 0 ? " ×-" : " ×" : " ");
		add_number(t, (double)p->amount, p->what == STEP_ADD);
	}
	if (p->flag) {
		add_text(t, p->first == GLANE_NONE ? "" : " ");
		add_text(t, flags[p->flag]);
	}
}

static void add_hit(text *t, const sentence *s, const hit *h)
{
	add_words(t, s, h->first, h->last, h->mask);
	add_text(t, " ");
	add_number(t, h->base, true);
	for (uint8_t k = 0; k < h->n_steps; k++)
		add_step(t, s, h, &h->step[k]);
	if (h->left_out)
		add_text(t, ", left out");
}

glane_str trace_write(glane_ctx *ctx, const sentence *s, const verdict *v)
{
	text t = { .ctx = ctx };
	for (uint32_t i = 0; i < v->n; i++) {
		add_text(&t, i ? "; " : "");
		add_hit(&t, s, &v->hit[i]);
	}
	if (v->emphasis > 0 || v->emphasis < 0) {
		add_text(&t, s->cries ? s->questions > 1 ? "; !? " : "; ! " : "; ? ");
		add_number(&t, v->emphasis, true);
	}
	if (v->n) {
		add_text(&t, " = ");
		add_number(&t, v->sum, true);
	}
	return (glane_str){ t.p ? t.p : "", t.n };
}

void trace_join(glane_ctx *ctx, glane_str *trace, glane_str next)
{
	text t = { .ctx = ctx };
	add(&t, trace->p, trace->n);
	add_text(&t, " | ");
	add(&t, next.p, next.n);
	*trace = (glane_str){ t.p, t.n };
}

void trace_end(glane_ctx *ctx, glane_str *trace, uint32_t said, double sum)
{
	text t = { .ctx = ctx };
	add(&t, trace->p, trace->n);
	add_text(&t, " | sum");
	if (said > 1) {
		add_text(&t, " / √");
		add_number(&t, said, false);
	}
	add_text(&t, " = ");
	add_number(&t, sum, true);
	*trace = (glane_str){ t.p, t.n };
}
