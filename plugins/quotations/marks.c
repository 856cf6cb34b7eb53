/* marks.c - pairs quotation marks with a stack, in one pass, whatever is missing.
 *
 * A mark that is never closed must not swallow the text: it ends with its paragraph, and so does one whose
 * counterpart lies farther away than `longest`, or comes after another opening mark of its type at the beginning of a
 * paragraph. At most DEEP marks are open at once; what is opened inside of so many is none. */
#include <stdlib.h>
#include <string.h>
#include "quotations.h"
#include "room/room.h"

enum { DEEP = 16, WORDS_MOST = 4 };
enum { GUILLEMETS, DOUBLE, LOW, ANGLE, SINGLE, LOW_SINGLE, STRAIGHT, STRAIGHT_SINGLE };

/* again: the mark where it was set last, as printers do at each paragraph of a tale or a letter; seen: how far it surely
 * goes on. */
typedef struct { uint32_t piece, again, seen, flags; int type; } opened;
typedef struct {
	work *w;
	uint32_t n;
	opened open[DEEP];
} stack;

/* ---- Rows -------------------------------------------------------------------------------------- */

quotation *quotation_add(work *w, uint32_t open, uint32_t close, uint32_t flags)
{
	uint32_t first = open + 1, last = close;
	while (first < last && w->p.piece[first].kind == SIGN && sign_dash(w->p.piece[first].sign) && w->p.piece[first].blank)
		first++;
	if (first >= last)
		return NULL;
	w->q = room_for(w->p.ctx, GLANE_SCRATCH, w->q, sizeof *w->q, w->n, &w->room, 1);
	w->q[w->n] = (quotation){ .open = open, .close = close, .first = first, .last = last, .flags = flags,
	                          .parent = GLANE_NONE, .repeats = GLANE_NONE, .verb = GLANE_NONE,
	                          .span = pieces_span(&w->p, first, last) };
	return &w->q[w->n++];
}

/* ---- Which way a mark looks -------------------------------------------------------------------- */

static bool after_opening(const pieces *p, uint32_t i)
{
	if (!i || p->piece[i].blank)
		return true;
	const piece *a = &p->piece[i - 1];
	uint32_t last = a->end - a->begin;
	return a->kind == SIGN ? (a->sign == '(' || a->sign == '[' || sign_dash(a->sign) || sign_opens(a->sign) || a->sign == '*') :
	       a->kind == WORD && (p->text.p[a->end - 1] == '\'' || (last > 3 && !memcmp(p->text.p + a->end - 3, "\xE2\x80\x99", 3)));
}

static bool looks_opening(const pieces *p, uint32_t i)
{
	return after_opening(p, i) && i + 1 < p->n && !p->piece[i + 1].blank;
}

static bool looks_closing(const pieces *p, uint32_t i)
{
	const piece *next = i + 1 < p->n ? &p->piece[i + 1] : NULL;
	return i && !p->piece[i].blank && (!next || next->blank || next->kind == SIGN);
}

/* An apostrophe or the end of ‘…’? After an s ("the boys’ room") it is the end only if no other can be. */
static bool single_closes(const pieces *p, uint32_t i, uint32_t sign)
{
	enum { LOOK = 60 };
	const piece *a = i ? &p->piece[i - 1] : NULL, *next = i + 1 < p->n ? &p->piece[i + 1] : NULL;
	if (!a || (next && !next->blank && next->kind != SIGN))
		return false;
	if (a->kind != WORD || p->piece[i].blank || !next || next->kind != WORD || next->capital || (p->text.p[a->end - 1] | 32) != 's')
		return true;
	for (uint32_t k = i + 1; k < p->n && k < i + LOOK && !p->piece[k].hard; k++) {
		if (is_sign(&p->piece[k], 0x2018))
			return true;
		if (is_sign(&p->piece[k], sign) && (k + 1 == p->n || p->piece[k + 1].blank || p->piece[k + 1].kind == SIGN))
			return false;
	}
	return true;
}

/* ' as an opening mark: a word follows, and before the paragraph ends a ' that closes. */
static bool straight_single_opens(const pieces *p, uint32_t i)
{
	enum { LOOK = 400 };
	static const char *const shortened[] = { "n", "tis", "twas", "em", "til", "cause", "bout", "round", "cos" };
	if (!looks_opening(p, i) || p->piece[i + 1].kind == SIGN)
		return false;
	for (size_t k = 0; k < sizeof shortened / sizeof *shortened; k++)
		if (p->piece[i + 1].form_n == strlen(shortened[k]) && !memcmp(p->forms + p->piece[i + 1].form, shortened[k], strlen(shortened[k])))
			return false;
	for (uint32_t k = i + 2; k < p->n && k < i + LOOK && !p->piece[k].hard; k++)
		if (is_sign(&p->piece[k], '\'') && looks_closing(p, k))
			return true;
	return false;
}

/* ---- The stack --------------------------------------------------------------------------------- */

static bool dropped_when_open(int type)
{
	return type == SINGLE || type == LOW_SINGLE || type == STRAIGHT_SINGLE;
}

/* Where a quotation ends that nobody closed: with its paragraph, before a remark in parentheses at its end ("(CTO, big
 * company)"), or before a ) that was opened outside of it. */
static uint32_t judged_end(const pieces *p, uint32_t open, uint32_t before, uint32_t longest)
{
	uint32_t end = p->piece[open].paragraph_end, remark = GLANE_NONE, depth = 0;
	bool listed = false;
	/* "comme “pionnières, contre 42 %": what an article or "comme" governs is a word or two, up to the next sign */
	bool word = open && !p->piece[open].hard && is_word(&p->piece[open - 1], DETERMINER | LIKE) && open + 1 < p->n && !p->piece[open + 1].capital;
	for (uint32_t i = open + 1; word && i < before && i <= open + WORDS_MOST && !p->piece[i].hard; i++)
		if (p->piece[i].kind == SIGN && i > open + 1)
			return i;
	end = open + 1 < p->n && p->piece[open + 1].hard && end == open + 1 ? p->piece[open + 1].paragraph_end : end;
	end = end < before ? end : before;
	for (uint32_t i = open + 1; i < end; i++) {
		const piece *a = &p->piece[i];
		if (a->place - p->piece[open].place > longest)
			return i;
		if (is_sign(a, '(') && !depth++) {
			remark = i;
			listed = false;
		}
		listed |= depth && (is_sign(a, ',') || is_sign(a, '/'));
		if (is_sign(a, ')') && !depth)
			return i;
		if (is_sign(a, ')') && !--depth && listed && remark > open + 1)
			return remark;
	}
	return end;
}

static void give_up(stack *s, uint32_t from, uint32_t before)
{
	for (uint32_t k = s->n; k-- > from;) {
		const opened *o = &s->open[k];
		uint32_t end = dropped_when_open(o->type) ? o->piece :
		               judged_end(&s->w->p, o->again, before, s->w->options.longest);
		if (end > o->piece + 1)
			quotation_add(s->w, o->piece, end, o->flags | UNCLOSED);
	}
	s->n = from;
}

static uint32_t find_open(const stack *s, int type)
{
	for (uint32_t k = s->n; k--;)
		if (s->open[k].type == type)
			return k;
	return GLANE_NONE;
}

/* Up to where is open what the mark at piece i opens? Where the next paragraph begins with the same mark, to its own end. */
static uint32_t surely(const pieces *p, uint32_t i)
{
	uint32_t next = p->piece[i].paragraph_end;
	return p->piece[i].hard && next < p->n && is_sign(&p->piece[next], p->piece[i].sign) ? next : i;
}

/* A paragraph that begins with the mark of a quotation that was not closed goes on with it, as printers have it: letters
 * and tales have « at each paragraph and » at the end of the last one; French has no other mark for it. The paragraphs
 * between may be the narrator's only where it went on before. */
static bool goes_on_again(stack *s, uint32_t i, int type)
{
	const pieces *p = &s->w->p;
	uint32_t k = 0;
	if (type != GUILLEMETS && (type != DOUBLE || p->language == FRENCH))
		return false;
	while (k < s->n && s->open[k].type != type)
		k++;
	opened *o = &s->open[k];
	bool next = p->piece[o->again].paragraph_end == i, remark = i && is_sign(&p->piece[i - 1], ')');
	if (k == s->n || remark || (!next && !(o->flags & RUNNING)))
		return false;
	give_up(s, k + 1, i);
	o->again = i;
	o->seen = surely(p, i);
	o->flags |= RUNNING;
	return true;
}

static void open_mark(stack *s, uint32_t i, int type, uint32_t flags)
{
	const pieces *p = &s->w->p;
	uint32_t same = find_open(s, type);
	/* “ “Sur …”: of two opening marks with nothing between them the first is a slip. */
	if (same != GLANE_NONE && same + 1 == s->n && s->open[same].piece + 1 == i && p->piece[i].blank)
		s->n--;
	else if (same != GLANE_NONE && p->piece[i].hard && goes_on_again(s, i, type))
		return;
	else if (same != GLANE_NONE && (p->piece[i].hard || type == STRAIGHT))
		give_up(s, same, i);
	if (s->n < DEEP) {
		s->open[s->n++] = (opened){ i, i, i, flags, type };
		s->open[s->n - 1].seen = surely(p, i);
	}
}

/* "« Il le faut », reprit l'autre, et je vous donne ma parole. »": a » too many at the end of a paragraph that began
 * with « is the end of what was said, and the first one only stands before the narrator's words. */
static bool reopened(stack *s, uint32_t i)
{
	enum { ROWS = 4 };
	const pieces *p = &s->w->p;
	bool ends = i + 1 == p->n || p->piece[i + 1].hard;
	for (uint32_t k = s->w->n; ends && k-- > 0 && s->w->n - k <= ROWS;) {
		quotation *q = &s->w->q[k];
		bool line = p->piece[q->open].hard || (q->open && p->piece[q->open - 1].hard && p->piece[q->open - 1].kind == SIGN);
		if (p->piece[q->open].paragraph_end != i + 1)
			return false;
		if (!line || p->piece[q->open].sign != 0xab || !is_sign(&p->piece[q->close], 0xbb))
			continue;
		/* a sentence of the narrator's between the two ends it */
		for (uint32_t n = q->close + 1; n + 1 < i; n++)
			if (p->piece[n].kind == SIGN && sign_ends(p->piece[n].sign) && !p->piece[n - 1].capital)
				return false;
			else if (is_sign(&p->piece[n], ',') || is_sign(&p->piece[n], ';'))
				break;
		q->close = q->last = i;
		q->span = pieces_span(p, q->first, q->last);
		return true;
	}
	return false;
}

static bool close_mark(stack *s, uint32_t i, int type, uint32_t flags)
{
	uint32_t k = find_open(s, type);
	if (k == GLANE_NONE)
		return type == GUILLEMETS && reopened(s, i);
	give_up(s, k + 1, i);
	quotation_add(s->w, s->open[k].piece, i, s->open[k].flags | flags);
	s->n = k;
	return true;
}

static bool far(const pieces *p, uint32_t from, uint32_t to, uint32_t longest)
{
	return to > from && p->piece[to].place - p->piece[from].place > longest;
}

/* Marks too far back are given up. The oldest are at the bottom. */
static void forget_far(stack *s, uint32_t i)
{
	const pieces *p = &s->w->p;
	uint32_t k = 0;
	while (k < s->n && far(p, s->open[k].seen, i, s->w->options.longest)) {
		const opened *o = &s->open[k++];
		uint32_t end = dropped_when_open(o->type) ? o->piece : judged_end(p, o->again, i, s->w->options.longest);
		if (end > o->piece + 1)
			quotation_add(s->w, o->piece, end, o->flags | UNCLOSED);
	}
	if (k)
		memmove(s->open, s->open + k, (s->n - k) * sizeof *s->open);
	s->n -= k;
}

/* “… " or "… »: a closing mark of another type, in the paragraph of what was opened last. */
static bool close_other(stack *s, uint32_t i)
{
	const opened *o = s->n ? &s->open[s->n - 1] : NULL;
	bool pair = o && (o->type == GUILLEMETS || o->type == DOUBLE || o->type == LOW || o->type == STRAIGHT);
	return pair && o->piece + 1 < i && s->w->p.piece[o->again].paragraph_end > i && close_mark(s, i, o->type, MISMATCHED);
}

static void straight_mark(stack *s, uint32_t i)
{
	const pieces *p = &s->w->p;
	uint32_t k = find_open(s, STRAIGHT);
	if (k == GLANE_NONE && looks_closing(p, i) && close_other(s, i))
		return;
	if (k == GLANE_NONE) {
		if (!i || p->piece[i].blank || p->piece[i - 1].kind != NUMBER)	/* 5" are inches */
			open_mark(s, i, STRAIGHT, 0);
	} else if (p->piece[i].hard && looks_opening(p, i)) {
		open_mark(s, i, STRAIGHT, 0);
	} else {
		close_mark(s, i, STRAIGHT, 0);
	}
}

static void take_mark(stack *s, uint32_t i)
{
	const pieces *p = &s->w->p;
	const mark_options *o = &s->w->options;
	switch (p->piece[i].sign) {
	case 0xab: open_mark(s, i, GUILLEMETS, 0); break;
	case 0xbb:
		if (!close_mark(s, i, GUILLEMETS, 0))
			close_other(s, i);
		break;
	case 0x2039: open_mark(s, i, ANGLE, 0); break;
	case 0x203a: close_mark(s, i, ANGLE, 0); break;
	case 0x201e: open_mark(s, i, LOW, 0); break;
	case 0x201a:
		if (looks_opening(p, i))
			open_mark(s, i, LOW_SINGLE, 0);
		break;
	case 0x201c:
		if (close_mark(s, i, LOW, 0) || (looks_closing(p, i) && close_mark(s, i, DOUBLE, MISMATCHED)))
			break;
		if (!looks_closing(p, i))
			open_mark(s, i, DOUBLE, 0);
		break;
	case 0x201d: case 0x201f:
		if (!close_mark(s, i, DOUBLE, 0) && !close_mark(s, i, LOW, 0) && !(looks_closing(p, i) && close_other(s, i)) && looks_opening(p, i))
			open_mark(s, i, DOUBLE, MISMATCHED);
		break;
	case 0x2018:
		if (!close_mark(s, i, LOW_SINGLE, 0) && after_opening(p, i))
			open_mark(s, i, SINGLE, 0);
		break;
	case 0x2019:
		if (s->n && single_closes(p, i, 0x2019))
			close_mark(s, i, SINGLE, 0);
		break;
	case '"':
		if (o->straight)
			straight_mark(s, i);
		break;
	default:
		if (o->single && find_open(s, STRAIGHT_SINGLE) != GLANE_NONE ? looks_closing(p, i) : false)
			close_mark(s, i, STRAIGHT_SINGLE, 0);
		else if (o->single && straight_single_opens(p, i))
			open_mark(s, i, STRAIGHT_SINGLE, 0);
	}
}

/* ---- All of them ------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
	const quotation *x = a, *y = b;
	if (x->span.begin != y->span.begin)
		return x->span.begin < y->span.begin ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->open > y->open) - (x->open < y->open);
}

/* Which quotation holds which; one whose end was judged gives way to what goes on over it. */
void quotations_nest(work *w)
{
	if (w->n)
		qsort(w->q, w->n, sizeof *w->q, by_place);
	uint32_t *up = w->p.ctx->host->alloc(w->p.ctx, GLANE_SCRATCH, (w->n + 1) * sizeof *up), n = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		quotation *q = &w->q[i];
		q->parent = GLANE_NONE;
		while (n && w->q[up[n - 1]].last <= q->open)
			n--;
		while (n && w->q[up[n - 1]].last < q->last) {
			quotation *outer = &w->q[up[--n]];
			outer->last = outer->close = q->open > outer->first ? q->open : outer->first + 1;
			outer->span = pieces_span(&w->p, outer->first, outer->last);
		}
		if (n) {
			q->parent = up[n - 1];
			/* a tale is a text of its own, and what was reported has no marks */
			q->flags |= w->q[up[n - 1]].flags & RUNNING || w->q[up[n - 1]].kind == REPORTED ? 0 : NESTED;
		}
		up[n++] = i;
	}
}

void marks_find(work *w)
{
	stack *s = w->p.ctx->host->alloc(w->p.ctx, GLANE_SCRATCH, sizeof *s);
	uint8_t *begins = w->p.ctx->host->alloc(w->p.ctx, GLANE_SCRATCH, w->p.n + 1);
	bool dialogue = dialogue_lines(w, begins);
	s->w = w;
	for (uint32_t i = 0; i < w->p.n; i++) {
		const piece *a = &w->p.piece[i];
		/* « A. — B. » has dashes inside; in “A. — B.” they are no lines of a dialogue. */
		if (begins[i] && s->n && s->open[0].type != GUILLEMETS)
			begins[i] = 0;
		if (begins[i])
			give_up(s, 0, i);
		if (a->kind != SIGN || !sign_marks(a->sign))
			continue;
		forget_far(s, i);
		take_mark(s, i);
	}
	give_up(s, 0, w->p.n);
	if (dialogue)
		dialogue_find(w, begins);
	quotations_nest(w);
}
