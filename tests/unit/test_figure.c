/* The geometry of figures: no text over another or outside of its frame, the same places each time, for no point, one, and a thousand. */
#include <config.h>
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "plugins/shared/figure/figure.h"

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-9 * (1 + fabs(expected)), "%.12g, expected %.12g", found, expected);
}

/* Advance widths of DejaVu Sans: a 613, b 635, é 615, space 318, ellipsis 1000. */
START_TEST(widths)
{
	near(figure_width(str(""), 10, false), 0);
	near(figure_width(str("ab"), 10, false), 12.48);
	near(figure_width(str("é"), 100, false), 61.5);
	ck_assert(figure_width(str("ab"), 10, true) > 12.48);
	ck_assert_uint_eq(figure_fit(str("abab"), 10, false, 24.97), 4);
	ck_assert_uint_eq(figure_fit(str("abab"), 10, false, 23), 2);	/* 12.48 + 10; a third letter is too many */
	ck_assert_uint_eq(figure_fit(str("ééé"), 10, false, 17), 2);	/* not half a letter */
	ck_assert_uint_eq(figure_fit(str("abab"), 10, false, 5), 0);
	ck_assert_uint_eq(figure_line(str("ab ab"), 10, false, 20), 2);
	ck_assert_uint_eq(figure_line(str("abab"), 10, false, 13), 3);
	ck_assert_uint_ge(figure_line(str("abab"), 10, false, 0), 1);
}
END_TEST

START_TEST(scales)
{
	figure_scale s = figure_scale_linear(0, 97, 5, true);
	near(s.low, 0), near(s.high, 100), near(s.step, 20);
	ck_assert_uint_eq(s.n, 6);
	ck_assert_int_eq(s.decimals, 0);
	s = figure_scale_linear(-0.3, 0.3, 6, true);
	near(s.low, -0.3), near(s.high, 0.3), near(figure_mark(&s, 3), 0);
	ck_assert_int_eq(s.decimals, 1);
	s = figure_scale_linear(5, 5, 5, false);	/* a single value */
	ck_assert(s.low < 5 && s.high > 5);
	s = figure_scale_linear(0, 0, 5, true);
	ck_assert(s.high > s.low && s.n > 1);
	s = figure_scale_log(3, 4000);
	near(figure_mark(&s, 0), 2), near(figure_mark(&s, 1), 5), near(figure_mark(&s, s.n - 1), 5000);
	near(figure_place(&s, 2, 10, 20), 10), near(figure_place(&s, 5000, 10, 20), 20);
	s = figure_scale_log(1, 1);
	ck_assert(s.high > s.low);
	for (double most = 1e-7; most < 1e9; most *= 3.7) {
		s = figure_scale_linear(0, most, 6, true);
		ck_assert_msg(s.high >= most * (1 - 1e-9) && s.n >= 3 && s.n <= 8, "%g: %u marks to %g", most, s.n, s.high);
		s = figure_scale_log(most, most * 300);
		ck_assert(figure_mark(&s, 0) <= most * (1 + 1e-9) && figure_mark(&s, s.n - 1) >= most * 300 * (1 - 1e-9));
	}
}
END_TEST

/* Numbers below `most` that follow each other in no visible order. */
static double next(uint32_t *seed, double most)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (double)(*seed >> 8) / 16777216 * most;
}

enum { POINTS = 1000 };
static figure_label points[POINTS], again[POINTS];

static void scatter(figure_label *l, figure_box frame)
{
	uint32_t seed = 7;
	for (uint32_t i = 0; i < POINTS; i++)
		l[i] = (figure_label){ .x = frame.x + next(&seed, frame.w), .y = frame.y + next(&seed, frame.h), .r = 1 + next(&seed, 6),
			.w = i % 10 == 9 ? 5000 : i % 7 == 3 ? 0 : 20 + next(&seed, 60), .h = 14, .must = i < 5 };
}

START_TEST(labels)
{
	figure_box frame = { 50, 20, 600, 450 };
	uint32_t shown = 0;
	scatter(points, frame);
	scatter(again, frame);
	figure_label_all(frame, POINTS, points, 0, NULL);
	figure_label_all(frame, POINTS, again, 0, NULL);
	for (uint32_t i = 0; i < POINTS; i++) {
		figure_box b = points[i].box;
		ck_assert(points[i].shown == again[i].shown);
		if (!points[i].shown)
			continue;
		shown++;
		ck_assert(points[i].w > 0 && points[i].w < 5000);
		ck_assert(!(fabs(b.x - again[i].box.x) > 0) && !(fabs(b.y - again[i].box.y) > 0));
		ck_assert(b.x >= frame.x && b.y >= frame.y && b.x + b.w <= frame.x + frame.w && b.y + b.h <= frame.y + frame.h);
		for (uint32_t k = 0; k < i; k++)
			ck_assert_msg(!points[k].shown || !figure_overlap(b, points[k].box), "%u lies over %u", i, k);
		for (uint32_t k = 0; k < POINTS && !points[i].must; k++) {
			figure_box mark = { points[k].x - points[k].r, points[k].y - points[k].r, 2 * points[k].r, 2 * points[k].r };
			ck_assert_msg(k == i || !figure_overlap(b, mark), "%u lies over the mark of %u", i, k);
		}
	}
	ck_assert_msg(shown > 20, "%u names shown", shown);
	for (uint32_t i = 0; i < 5; i++)
		ck_assert_msg(points[i].shown || !(points[i].w > 0), "%u isn't shown, but must be", i);
	figure_label_all(frame, 0, points, 0, NULL);
	scatter(points, frame);
	figure_label_all(frame, 1, points, 0, NULL);
	ck_assert(points[0].shown && !points[0].far);
	/* A stroke through the mark: its name goes above, unless strokes are everywhere. */
	figure_box stroke = { frame.x, 199, frame.w, 2 };
	points[0] = (figure_label){ .x = 300, .y = 200, .r = 3, .w = 40, .h = 14 };
	figure_label_all(frame, 1, points, 1, &stroke);
	ck_assert(points[0].shown && !figure_overlap(points[0].box, stroke));
	figure_label_all(frame, 1, points, 1, &frame);
	ck_assert(points[0].shown && !points[0].far);
}
END_TEST

START_TEST(clouds)
{
	figure_box frame = { 0, 10, 500, 250 }, box[120];
	bool shown[120];
	uint32_t seed = 3, n = 0;
	for (uint32_t i = 0; i < 120; i++)
		box[i] = (figure_box){ .w = i == 60 ? 900 : 20 + next(&seed, 80), .h = 10 + next(&seed, 20) };
	figure_cloud(frame, 120, box, shown);
	near(box[0].x + box[0].w / 2, 250), near(box[0].y + box[0].h / 2, 135);
	ck_assert(!shown[60]);
	for (uint32_t i = 0; i < 120; i++) {
		n += shown[i];
		for (uint32_t k = 0; k < i && shown[i]; k++)
			ck_assert(!shown[k] || !figure_overlap(box[i], box[k]));
		ck_assert(!shown[i] || (box[i].x >= 0 && box[i].y >= 10 && box[i].x + box[i].w <= 500 && box[i].y + box[i].h <= 260));
	}
	ck_assert_msg(n > 40, "%u words have a place", n);
	figure_cloud(frame, 0, box, shown);
}
END_TEST

/* ((b c) d) with the root first: b 0, c 1, d 2; their parents in the middle. */
START_TEST(trees)
{
	figure_node t[] = { { .parent = GLANE_NONE }, { .parent = 0 }, { .parent = 1 }, { .parent = 1 }, { .parent = 0 } };
	figure_node ring[] = { { .parent = 1 }, { .parent = 0 } }, one[] = { { .parent = GLANE_NONE } };
	uint32_t order[5];
	ck_assert_uint_eq(figure_tree(5, t, order), 3);
	near(t[2].at, 0), near(t[3].at, 1), near(t[4].at, 2), near(t[1].at, 0.5), near(t[0].at, 1.25);
	ck_assert_uint_eq(order[0], 0);
	ck_assert_uint_eq(figure_tree(2, ring, order), 0);
	ck_assert_uint_eq(figure_tree(1, one, order), 1);
	ck_assert_uint_eq(figure_tree(0, NULL, order), 0);
}
END_TEST

/* Two triangles that one edge links: who belongs together stands together. */
START_TEST(networks)
{
	const figure_edge edge[] = { { 0, 1, 1 }, { 1, 2, 1 }, { 0, 2, 1 }, { 3, 4, 1 }, { 4, 5, 1 }, { 3, 5, 1 }, { 0, 3, 0.2 } };
	double x[6], y[6], move[12], within = 0, between = 0;
	figure_network(6, x, y, 7, edge, move);
	for (int i = 0; i < 6; i++) {
		ck_assert(x[i] >= 0 && x[i] <= 1 && y[i] >= 0 && y[i] <= 1);
		for (int k = 0; k < i; k++)
			*(i / 3 == k / 3 ? &within : &between) += hypot(x[i] - x[k], y[i] - y[k]) / (i / 3 == k / 3 ? 6 : 9);
	}
	ck_assert_msg(within < between / 1.5, "%g within, %g between", within, between);
	figure_network(1, x, y, 0, NULL, move);
	near(x[0], 0.5);
	figure_network(0, x, y, 0, NULL, move);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("figure");
	TCase *t = tcase_create("geometry");
	tcase_add_test(t, widths);
	tcase_add_test(t, scales);
	tcase_add_test(t, labels);
	tcase_add_test(t, clouds);
	tcase_add_test(t, trees);
	tcase_add_test(t, networks);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
