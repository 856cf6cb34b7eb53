/* labels.c - texts beside marks, none over another. */
#include "figure.h"

bool figure_overlap(figure_box a, figure_box b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool inside(figure_box frame, figure_box b)
{
	return b.x >= frame.x && b.y >= frame.y && b.x + b.w <= frame.x + frame.w && b.y + b.h <= frame.y + frame.h;
}

static figure_box mark_box(const figure_label *l)
{
	return (figure_box){ l->x - l->r, l->y - l->r, 2 * l->r, 2 * l->r };
}

static bool is_free(figure_box frame, uint32_t n, const figure_label *label, uint32_t self, bool over_marks, figure_box b)
{
	if (!inside(frame, b))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		if (label[i].shown && figure_overlap(b, label[i].box))
			return false;
		if (i != self && !over_marks && figure_overlap(b, mark_box(&label[i])))
			return false;
	}
	return true;
}

/* Where a text may stand, the best first: which part of its box lies at the mark's rim, in halves of its size. Right and left are read
 * most easily, then above and below (Imhof 1975). */
static const struct { double x, y; } sides[] = {
	{ 0, -0.5 }, { -1, -0.5 }, { -0.5, -1 }, { -0.5, 0 }, { 0, -1 }, { -1, -1 }, { 0, 0 }, { -1, 0 },
};
enum { SIDES = sizeof sides / sizeof *sides };
static const double rings[] = { 2, 9, 18 };

static figure_box at_side(const figure_label *l, uint32_t nth, double away)
{
	/* Places come in pairs of right and left, but for those above and below. */
	uint32_t side = l->left && nth != 2 && nth != 3 ? nth ^ 1 : nth;
	double sx = sides[side].x, sy = sides[side].y, d = l->r + away;
	/* Diagonal places touch the rim at 45 degrees. */
	bool diagonal = (sx >= 0 || sx <= -1) && (sy >= 0 || sy <= -1);
	double k = diagonal ? 0.7071 * d : d;
	double dx = sx >= 0 ? k : sx <= -1 ? -k : 0, dy = sy >= 0 ? k : sy <= -1 ? -k : 0;
	return (figure_box){ l->x + dx + sx * l->w, l->y + dy + sy * l->h, l->w, l->h };
}

static bool crossed(figure_box b, uint32_t n, const figure_box *stroke)
{
	for (uint32_t i = 0; i < n; i++)
		if (figure_overlap(b, stroke[i]))
			return true;
	return false;
}

static bool place(figure_box frame, uint32_t n, figure_label *label, uint32_t i, bool over_marks, uint32_t n_strokes, const figure_box *stroke)
{
	figure_label *l = &label[i];
	for (uint32_t ring = 0; ring < sizeof rings / sizeof *rings; ring++)
		for (uint32_t side = 0; side < SIDES; side++) {
			figure_box b = at_side(l, side, rings[ring]);
			if (crossed(b, n_strokes, stroke) || !is_free(frame, n, label, i, over_marks, b))
				continue;
			l->box = b;
			l->shown = true;
			l->far = ring > 0;
			return true;
		}
	return false;
}

void figure_label_all(figure_box frame, uint32_t n, figure_label *label, uint32_t n_strokes, const figure_box *stroke)
{
	for (uint32_t i = 0; i < n; i++)
		label[i].shown = label[i].far = false;
	for (uint32_t i = 0, tried = 0; i < n && tried < FIGURE_LABELS; i++) {
		if (!(label[i].w > 0))
			continue;
		bool done = n_strokes && place(frame, n, label, i, false, n_strokes, stroke);
		done = done || place(frame, n, label, i, false, 0, NULL);
		if (!done && label[i].must)
			place(frame, n, label, i, true, 0, NULL);
		tried++;
	}
}
