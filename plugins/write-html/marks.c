/* marks.c - what is marked inside a document's text: passages to jump to, notes, what was coded with themes and by which words,
 * classes of segments, the tone of sentences. */
#include "documents.h"
#include <stdlib.h>
#include <string.h>

const char *const marks_tone[TONES] = {
	[TONE_NEGATIVE] = "\u2212", [TONE_MIXED] = "\u00b1", [TONE_POSITIVE] = "+",
};

/* ---- Collecting ---------------------------------------------------------------------------------------------------------- */

static void add(marked_text *t, uint8_t kind, glane_span s, uint32_t what)
{
	t->mark[t->n++] = (mark){ .begin = s.begin, .end = s.end, .kind = kind, .what = what };
}

/* Signs stand behind what was before, classes in front of what comes; then whatever is longer is around the rest. */
static int by_begin(const void *a, const void *b)
{
	static const int order[] = { [MARK_TONE] = 0, [MARK_CLASS] = 1, [MARK_PASSAGE] = 2, [MARK_NOTE] = 2, [MARK_THEME] = 2,
		[MARK_WORDS] = 2 };
	const mark *x = a, *y = b;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (order[x->kind] != order[y->kind])
		return order[x->kind] - order[y->kind];
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind - y->kind;
	return (x->what > y->what) - (x->what < y->what);
}

/* Is all of a turn in it? The turn is then said to be coded, not its words. */
static bool holds_turn(const input *in, glane_span s)
{
	uint32_t low = 0, high = in->turn.n;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (in->turn.span[middle].begin < s.begin)
			low = middle + 1;
		else
			high = middle;
	}
	return low < in->turn.n && in->turn.span[low].end <= s.end;
}

static void add_themes(marked_text *t, const input *in)
{
	for (uint32_t i = 0; in->theme_code && i < in->theme.n; i++) {
		uint32_t what = colours_find(t->themes, in->theme_code[i]);
		if (what < t->themes->n && !holds_turn(in, in->theme.span[i]))
			add(t, MARK_THEME, in->theme.span[i], what);
	}
}

/* Words by which a theme was found, where it still is, after what people corrected. Those of several rules are marked once. */
static void add_words(marked_text *t, const input *in)
{
	uint32_t low = 0;
	for (uint32_t i = 0; in->hit_code && in->theme_code && i < in->hit.n; i++) {
		glane_span s = in->hit.span[i];
		uint32_t what = colours_find(t->themes, in->hit_code[i]);
		const mark *last = t->n ? &t->mark[t->n - 1] : NULL;
		bool again = last && last->kind == MARK_WORDS && last->begin == s.begin && last->end == s.end && last->what == what;
		bool coded = false;
		while (low < in->theme.n && in->theme.span[low].end <= s.begin)
			low++;
		for (uint32_t k = low; k < in->theme.n && in->theme.span[k].begin <= s.begin && !coded; k++)
			coded = in->theme_code[k].id == in->hit_code[i].id && in->theme.span[k].end >= s.end;
		if (coded && !again && what < t->themes->n)
			add(t, MARK_WORDS, s, what);
	}
}

static void add_classes(marked_text *t, const input *in)
{
	for (uint32_t i = 0; in->class && i < in->segment.n; i++) {
		uint32_t what = colours_find(t->classes, in->class[i]), begin = in->segment.span[i].begin;
		if (what < t->classes->n)
			add(t, MARK_CLASS, (glane_span){ begin, begin }, what);
	}
}

static void add_tones(marked_text *t, const input *in)
{
	const glane_host *h = t->r->ctx->host;
	const glane_sym tone[TONES] = { [TONE_NEGATIVE] = h->sym(t->r->ctx, "negative"), [TONE_MIXED] = h->sym(t->r->ctx, "mixed"),
		[TONE_POSITIVE] = h->sym(t->r->ctx, "positive") };
	for (uint32_t i = 0; in->tone && i < in->sentiment.n; i++)
		for (uint32_t k = 0; k < TONES; k++)
			if (in->tone[i].id == tone[k].id)
				add(t, MARK_TONE, (glane_span){ in->sentiment.span[i].end, in->sentiment.span[i].end }, k);
}

static bool is_marker(const report *r, const input *in, uint32_t note)
{
	return in->kind && in->kind[note].id == r->ctx->host->sym(r->ctx, "marker").id;
}

void marks_collect(marked_text *t, uint32_t from, uint32_t to)
{
	const report *r = t->r;
	const input *in = r->ctx->input;
	uint32_t last = GLANE_NONE;
	size_t room = (size_t)(to - from) + in->note.n + in->theme.n + in->hit.n + in->segment.n + in->sentiment.n + 1;
	t->mark = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, room * sizeof *t->mark);
	for (uint32_t i = from; i < to; i++) {
		glane_span s = r->passage[r->by_place[i]].q->span;
		if (s.begin != last)
			add(t, MARK_PASSAGE, s, 0);
		last = s.begin;
	}
	for (uint32_t i = 0; i < in->note.n; i++)
		if (in->note.span[i].begin < in->note.span[i].end && !is_marker(r, in, i))
			add(t, MARK_NOTE, in->note.span[i], 0);
	add_themes(t, in);
	add_words(t, in);
	add_classes(t, in);
	add_tones(t, in);
	qsort(t->mark, t->n, sizeof *t->mark, by_begin);
}

uint32_t marks_themes(const marked_text *t, uint32_t begin, uint32_t end, bool *said)
{
	const input *in = t->r->ctx->input;
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->themes->n; i++)
		said[i] = false;
	for (uint32_t i = 0; in->theme_code && i < in->theme.n && in->theme.span[i].begin < end; i++) {
		uint32_t what = colours_find(t->themes, in->theme_code[i]);
		if (in->theme.span[i].end <= begin || what == t->themes->n || said[what])
			continue;
		said[what] = true;
		n++;
	}
	return n;
}

/* ---- Elements ------------------------------------------------------------------------------------------------------------ */

static void write_id(marked_text *t, mark *m)
{
	const report *r = t->r;
	html_attr(t->h, "id", decimal(r, join(r, decimal(r, "d", t->d->number), "-", ""), m->begin));
	m->begun = true;
}

static void empty_anchor(marked_text *t, mark *m)
{
	if (m->kind != MARK_PASSAGE || m->begun)
		return;
	html_open(t->h, "span");
	write_id(t, m);
	html_close(t->h);
}

static void open_mark(marked_text *t, mark *m)
{
	switch (m->kind) {
	case MARK_PASSAGE:
		html_open_class(t->h, "span", "p");
		write_id(t, m);
		break;
	case MARK_NOTE:
		html_open_class(t->h, "small", "note");
		break;
	case MARK_THEME:
		html_open_class(t->h, "span", colours_class(m->what));
		break;
	default:
		html_open_class(t->h, "b", colours_class(m->what));
	}
	m->begun = true;
	t->open[t->n_open++] = m;
}

static void close_to(marked_text *t, uint32_t n)
{
	for (; t->n_open > n; t->n_open--)
		html_close(t->h);
}

/* Opens what goes on here and closes what doesn't. A passage that was interrupted isn't marked any more: a second element
 * couldn't have its id. */
static void bring_about(marked_text *t)
{
	uint32_t same = 0, n = 0;
	while (same < t->n_open && same < t->n_active && t->open[same] == t->active[same])
		same++;
	close_to(t, same);
	for (uint32_t i = 0; i < t->n_active; i++) {
		mark *m = t->active[i];
		if (i >= same && ((m->kind == MARK_PASSAGE && m->begun) || (t->plain && m->kind >= MARK_THEME)))
			continue;
		t->active[n++] = m;
		if (i >= same)
			open_mark(t, m);
	}
	t->n_active = n;
}

/* ---- Writing ------------------------------------------------------------------------------------------------------------- */

static void activate(marked_text *t, mark *m)
{
	if (t->n_active == MARKS_OPEN || (t->plain && m->kind >= MARK_THEME)) {
		empty_anchor(t, m);
		return;
	}
	uint32_t i = t->n_active++;
	for (; i && t->active[i - 1]->end < m->end; i--)
		t->active[i] = t->active[i - 1];
	t->active[i] = m;
}

/* Ends what ends at `at` or before. Behind it stand the numbers of its themes. */
static void finish(marked_text *t, uint32_t at)
{
	uint32_t ended[MARKS_OPEN], n_ended = 0, n = 0;
	for (uint32_t i = 0; i < t->n_active; i++) {
		mark *m = t->active[i];
		if (m->end > at) {
			t->active[n++] = m;
		} else if (m->kind == MARK_THEME) {
			uint32_t k = n_ended++;
			for (; k && ended[k - 1] > m->what; k--)
				ended[k] = ended[k - 1];
			ended[k] = m->what;
		}
	}
	if (n == t->n_active)
		return;
	t->n_active = n;
	bring_about(t);
	if (!n_ended)
		return;
	html_open(t->h, "sup");
	for (uint32_t i = 0; i < n_ended; i++)
		if (!i || ended[i] != ended[i - 1])
			html_text(t->h, decimal(t->r, i ? " " : "", ended[i] + 1));
	html_close(t->h);
}

static void point(marked_text *t, const mark *m)
{
	if (t->plain)
		return;
	if (m->kind == MARK_TONE) {
		html_element(t->h, "sup", NULL, marks_tone[m->what]);
		return;
	}
	html_open_class(t->h, "i", colours_class(m->what));
	html_str(t->h, t->classes->of[m->what].label);
	html_close(t->h);
	html_text(t->h, " ");
}

/* The marks that begin at `at` or before; at the end of a line only what belongs behind it, up to `next`. */
static void take(marked_text *t, uint32_t at, bool last, uint32_t next)
{
	for (; t->next < t->n && t->mark[t->next].begin <= (last ? next : at); t->next++) {
		mark *m = &t->mark[t->next];
		if (last && m->kind != MARK_TONE && (m->kind == MARK_CLASS || m->begin == next || m->end > next))
			return;
		if (m->kind >= MARK_CLASS)
			point(t, m);
		else if (m->end > at && !last)
			activate(t, m);
		else
			empty_anchor(t, m);
	}
}

static uint32_t next_stop(const marked_text *t, uint32_t end)
{
	if (t->next < t->n && t->mark[t->next].begin < end)
		end = t->mark[t->next].begin;
	for (uint32_t i = 0; i < t->n_active; i++)
		end = t->active[i]->end < end ? t->active[i]->end : end;
	return end;
}

void marks_write(marked_text *t, uint32_t begin, uint32_t end, uint32_t next)
{
	for (uint32_t at = begin; ; ) {
		bool last = at == end;
		finish(t, last ? next : at);
		take(t, at, last, next);
		if (last)
			break;
		bring_about(t);
		uint32_t stop = next_stop(t, end);
		html_str(t->h, (glane_str){ t->d->text.p + at, stop - at });
		at = stop;
	}
	close_to(t, 0);
}

void marks_skip(marked_text *t, uint32_t end)
{
	t->n_active = 0;
	for (; t->next < t->n && t->mark[t->next].begin < end; t->next++)
		empty_anchor(t, &t->mark[t->next]);
}

bool marks_whole(marked_text *t, uint32_t begin, uint32_t end)
{
	for (uint32_t i = t->next; i < t->n && t->mark[i].begin <= begin; i++) {
		mark *m = &t->mark[i];
		if (m->kind != MARK_PASSAGE || m->begun || m->end < end)
			continue;
		write_id(t, m);
		m->end = m->begin;
		return true;
	}
	return false;
}
