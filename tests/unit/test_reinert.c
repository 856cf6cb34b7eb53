/* The descending classification: worked examples of cuts, exchanges, forms that are left out, trees, units, and double
 * classifications; computed by hand and with R. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "memory_host.h"
#include "plugins/reinert/reinert.h"
#include "plugins/reinert/ties.h"

static pool *here;

static void set_up(void)
{
	here = pool_new(memory_host());
}

static void near(double found, double expected)
{
	ck_assert_msg(fabs(found - expected) <= 1e-6, "%.9f, expected %.9f", found, expected);
}

/* A matrix as lines of 0 and 1, separated by blanks. */
static sparse matrix(const char *lines)
{
	static uint32_t row[1000], column[1000];
	uint32_t n = 0, rows = 1, columns = (uint32_t)strcspn(lines, " ");
	for (uint32_t c = 0; *lines; lines++)
		if (*lines == ' ') {
			rows++;
			c = 0;
		} else {
			if (*lines == '1') {
				row[n] = rows - 1;
				column[n++] = c;
			}
			c++;
		}
	return sparse_of(here, rows, columns, n, row, column);
}

/* Segments about time and work; forms temps, gain, outil, travail, peur, emploi, risque. */
static const char eight[] = "1110000 1101000 0111000 1010000 0001110 0000111 0001101 0010011";
static const char ten[] = "001010 110101 111111 100000 011011 100111 001011 110000 101000 001100";
static const char twelve[] = "111000000 110000001 011000001 101000000 000111000 000110001 000011001 000101000 001110000 000000111 "
	"000000110 000100111";

static const split_rules rainette = { RULES_RAINETTE, 1, .3, 3, 0, false }, iramuteq = { RULES_IRAMUTEQ, 1, .3, 3, 0, false };
/* Those of the plugin itself. */
static const split_rules passes = { RULES_RAINETTE, 1, .3, 3, 0, true };

START_TEST(every_cut_of_eight)
{
	static const uint32_t order[] = { 0, 3, 1, 2, 7, 4, 6, 5 };
	static const double expected[] = { 0, 4.631944, 9.285185, 12.346528, 15.986742, 13.203704, 8.737745, 5.366667 };
	sparse m = matrix(eight);
	double curve[8], chi2;
	ck_assert_uint_eq(split_best_cut(here, &m, order, curve, &chi2), 4);
	for (int k = 1; k < 8; k++)
		near(curve[k], expected[k]);
	near(chi2, 15.986742);
	near(chi2 / 23, .695076);
}
END_TEST

static void check_sides(const split_result *s, const char *expected)
{
	for (uint32_t r = 0; expected[r]; r++)
		ck_assert_msg((s->side[r] == s->side[0]) == (expected[r] == expected[0]), "row %u is on the wrong side", r + 1);
}

START_TEST(eight_in_two)
{
	sparse m = matrix(eight);
	split_result s;
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(split_in_two(here, &m, i ? &iramuteq : &rainette, &s), GLANE_OK);
		check_sides(&s, "AAAABBBB");
		ck_assert_uint_eq(s.exchanged, 0);
		near(s.chi2, 15.986742);
	}
}
END_TEST

/* The forms that A and B keep: rainette leaves outil in A alone, IRaMuTeQ in both. */
START_TEST(forms_of_eight)
{
	static const uint8_t kept[2][7] = { { 1, 1, 1, 3, 2, 2, 2 }, { 1, 1, 3, 3, 2, 2, 2 } };
	sparse m = matrix(eight);
	split_result s;
	uint8_t keep[7];
	for (int i = 0; i < 2; i++) {
		split_in_two(here, &m, &rainette, &s);
		split_forms(here, &m, &s, i ? &iramuteq : &rainette, keep);
		for (int c = 0; c < 7; c++) {
			uint32_t k = keep[c], of_a = s.side[0] ? (k & 1) << 1 | k >> 1 : k;
			ck_assert_msg(of_a == kept[i][c], "form %d with rules %d: %u, expected %u", c, i, of_a, kept[i][c]);
		}
	}
}
END_TEST

/* One unit changes sides after the cut. The best of all bipartitions would be 7.857143: this is a descent, not a search. */
START_TEST(ten_with_an_exchange)
{
	sparse m = matrix(ten);
	split_result s;
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(split_in_two(here, &m, i ? &passes : &rainette, &s), GLANE_OK);
		ck_assert(s.first == 6 || s.first == 4);
		near(s.first_chi2, 7.539683);
		ck_assert_uint_eq(s.exchanged, 1);
		near(s.chi2, 7.8);
		check_sides(&s, "AAABAAABBA");
	}
}
END_TEST

static const tree_node *node_of(const tree *t, const char *rows)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const tree_node *node = &t->node[i];
		uint32_t k = 0;
		while (k < node->n && rows[k] && (uint32_t)(rows[k] - 'a') == node->row[k])
			k++;
		if (k == node->n && !rows[k])
			return node;
	}
	ck_abort_msg("no class of %s", rows);
}

START_TEST(twelve_in_three)
{
	sparse m = matrix(twelve);
	tree t;
	uint32_t chosen[3];
	ck_assert_int_eq(tree_grow(here, &m, 3, &rainette, &t), GLANE_OK);
	ck_assert_uint_eq(t.n, 5);
	near(t.node[0].chi2, 24.480896);
	near(t.node[0].height, 24.480896 + 14.553846);
	node_of(&t, "abcd");
	near(node_of(&t, "efghijkl")->chi2, 14.553846);
	near(node_of(&t, "efghijkl")->height, 14.553846);
	node_of(&t, "efghi");
	node_of(&t, "jkl");
	ck_assert_uint_eq(tree_classes(here, &t, 0, chosen), 3);
	/* Of at least four: the last climbs to no mother, since her other daughter is kept. */
	ck_assert_uint_eq(tree_classes(here, &t, 4, chosen), 2);
	/* Of at least six: two leaves of one mother, who is large enough, become her; the third is too small and its mother the
	 * whole. */
	ck_assert_uint_eq(tree_classes(here, &t, 6, chosen), 1);
	ck_assert_uint_eq(t.node[chosen[0]].n, 8);
}
END_TEST

/* Two units that share no word with the others are cut off first; where that isn't counted, there is one class more. */
START_TEST(strays)
{
	sparse m = matrix("11000000000 11000000000 00111000000 00110001000 00011001000 00101000000 00000111000 00000110000 00100111000");
	split_rules rules = rainette;
	tree t;
	ck_assert_int_eq(tree_grow(here, &m, 2, &rules, &t), GLANE_OK);
	ck_assert_uint_eq(t.n, 3);
	node_of(&t, "ab");
	rules.negligible = 3;
	ck_assert_int_eq(tree_grow(here, &m, 2, &rules, &t), GLANE_OK);
	ck_assert_uint_eq(t.n, 5);
	node_of(&t, "ab");
}
END_TEST

START_TEST(too_little_to_cut)
{
	static const char *const lines[] = { "11 11 11", "111 111 111 111", "1", "10 01", "000 000 000" };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		sparse m = matrix(lines[i]);
		tree t;
		uint32_t chosen[5];
		ck_assert_int_eq(tree_grow(here, &m, 5, &rainette, &t), GLANE_OK);
		ck_assert_uint_eq(t.n, 1);
		ck_assert_uint_eq(tree_classes(here, &t, 0, chosen), 0);
	}
}
END_TEST

/* Sizes of segments of two sources, joined until a unit has ten forms. */
START_TEST(units_of_segments)
{
	static const uint32_t size[] = { 4, 5, 6, 3, 8, 2, 3, 9, 4 }, source[] = { 0, 0, 0, 0, 0, 0, 1, 1, 1 };
	static const uint32_t expected[2][9] = { { 0, 0, 0, 1, 1, 1, 2, 2, 2 }, { 0, 0, 0, 1, 1, 1, 2, 2, 3 } };
	uint32_t unit[9];
	for (int i = 0; i < 2; i++) {
		uint32_t n = classes_join(i ? RULES_IRAMUTEQ : RULES_RAINETTE, 9, size, source, 10, unit);
		ck_assert_uint_eq(n, expected[i][8] + 1);
		ck_assert_mem_eq(unit, expected[i], sizeof unit);
	}
}
END_TEST

/* A tree of given classes: node 1 and 2 of the first cut, 3 and 4 of node 2. */
static void grown(tree *t, tree_node *node, uint32_t *row, uint32_t first, uint32_t second)
{
	for (uint32_t r = 0; r < 12; r++)
		row[r] = r;
	node[0] = (tree_node){ .parent = GLANE_NONE, .daughter = { 1, 2 }, .n = 12, .row = row };
	node[1] = (tree_node){ .parent = 0, .daughter = { GLANE_NONE, GLANE_NONE }, .n = first, .row = row };
	node[2] = (tree_node){ .parent = 0, .daughter = { 3, 4 }, .n = 12 - first, .row = row + first };
	node[3] = (tree_node){ .parent = 2, .daughter = { GLANE_NONE, GLANE_NONE }, .n = second - first, .row = row + first };
	node[4] = (tree_node){ .parent = 2, .daughter = { GLANE_NONE, GLANE_NONE }, .n = 12 - second, .row = row + second };
	*t = (tree){ .n = 5, .cuts = 2, .node = node };
}

static double chi2_of(const crossed *c, uint32_t n, uint64_t members)
{
	for (uint32_t i = 0; i < n; i++)
		if (c[i].member[0] == members)
			return c[i].chi2;
	return 0;
}

/* k2 = 1x6 2x6 and 1x5 2x7, k3 cuts the second class further: 11 of 12 segments are in the two classes that both find. */
START_TEST(two_classifications)
{
	tree_node node[2][5];
	uint32_t row[2][12], unit[12], chosen[3];
	tree t[2];
	grown(&t[0], node[0], row[0], 6, 6);
	grown(&t[1], node[1], row[1], 5, 5);
	/* k3 = 111133222222 and 111113322222, as trees in which 1 is cut off {1-4} 3 {5,6} and 2 off {7-12}. */
	node[0][1].daughter[0] = 3;
	node[0][1].daughter[1] = 4;
	node[0][2].daughter[0] = node[0][2].daughter[1] = GLANE_NONE;
	node[0][3] = (tree_node){ .parent = 1, .daughter = { GLANE_NONE, GLANE_NONE }, .n = 4, .row = row[0] };
	node[0][4] = (tree_node){ .parent = 1, .daughter = { GLANE_NONE, GLANE_NONE }, .n = 2, .row = row[0] + 4 };
	node[1][3] = (tree_node){ .parent = 2, .daughter = { GLANE_NONE, GLANE_NONE }, .n = 2, .row = row[1] + 5 };
	node[1][4] = (tree_node){ .parent = 2, .daughter = { GLANE_NONE, GLANE_NONE }, .n = 5, .row = row[1] + 7 };
	for (uint32_t i = 0; i < 12; i++)
		unit[i] = i;
	double_input in = { 12, { &t[0], &t[1] }, { unit, unit }, 2, RULES_IRAMUTEQ };
	crossed *c;
	uint32_t n = double_cross(here, &in, &c);
	near(chi2_of(c, n, 0x01f), 8.571429);		/* segments 1-5 */
	near(chi2_of(c, n, 0xfc0), 8.571429);		/* 7-12 */
	near(chi2_of(c, n, 0xf80), 8.571429);		/* 8-12 */
	near(chi2_of(c, n, 0x00f), 8.4);		/* 1-4 */
	near(chi2_of(c, n, 0x020), 0);			/* 6: together less often than by chance */
	in.rules = RULES_RAINETTE;
	n = double_cross(here, &in, &c);
	near(chi2_of(c, n, 0x01f), 5.485714);
	near(chi2_of(c, n, 0x00f), 5.185714);
	n = double_best(here, &in, n, c, 2, chosen);
	ck_assert_uint_eq(n, 2);
	ck_assert_uint_eq(c[chosen[0]].n + c[chosen[1]].n, 11);
	ck_assert_uint_eq(c[chosen[0]].member[0] | c[chosen[1]].member[0], 0xfdf);
	/* Three have no common ground. */
	n = double_cross(here, &in, &c);
	ck_assert_uint_eq(double_best(here, &in, n, c, 3, chosen), 2);
}
END_TEST

/* From segments to classes in one go, with both modes. */
START_TEST(classes_of_twelve)
{
	sparse m = matrix(twelve);
	uint32_t source[12] = { 0 };
	const segments s = { 12, &m, source };
	classes_rules rules = { MODE_SIMPLE, 3, 0, false, true, { 0, 0 }, rainette };
	classes k;
	ck_assert_int_eq(classes_find(here, &s, &rules, &k), GLANE_OK);
	ck_assert_uint_eq(k.n, 3);
	ck_assert_uint_eq(k.n_classified, 12);
	for (int i = 0; i < 12; i++)
		ck_assert((k.of[i] == k.of[0]) == (i < 4) && (k.of[i] == k.of[11]) == (i > 8));
	rules.mode = MODE_DOUBLE;
	rules.least = 2;
	rules.joined[0] = 1;
	rules.joined[1] = 2;
	ck_assert_int_eq(classes_find(here, &s, &rules, &k), GLANE_OK);
	ck_assert_uint_eq(k.n, 3);
	ck_assert_uint_eq(k.n_classified, 12);
}
END_TEST

/* Three classes of the twelve: 1-4, 5-9, 10-12. */
static classes three_classes(void)
{
	static uint32_t of[] = { 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2 };
	return (classes){ .n = 3, .n_classified = 12, .of = of };
}

static double tied(const ties *t, uint32_t feature, uint32_t of)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->tie[i].feature == feature && t->tie[i].of == of)
			return t->tie[i].chi2;
	ck_abort_msg("form %u isn't tied to class %u", feature, of);
}

/* Forms gain temps vitesse emploi peur avenir donnee secret ia. */
START_TEST(profiles_of_twelve)
{
	static const struct { uint32_t form, of; double chi2; } expected[] = {
		{ 0, 0, 8 }, { 1, 0, 8 }, { 2, 0, 4.6875 }, { 3, 0, -4.285714 }, { 4, 1, 8.4 }, { 5, 1, 5.6 }, { 3, 1, 5.182041 },
		{ 6, 2, 12 }, { 7, 2, 12 }, { 8, 2, .444444 },
	};
	sparse m = matrix(twelve), by_form = sparse_transposed(here, &m);
	classes k = three_classes();
	ties t = ties_of(here, &by_form, &k);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		near(tied(&t, expected[i].form, expected[i].of), expected[i].chi2);
	for (uint32_t i = 0; i < t.n; i++)
		ck_assert(t.tie[i].q >= t.tie[i].p && t.tie[i].q <= 1);
}
END_TEST

START_TEST(typical_of_twelve)
{
	sparse m = matrix(twelve), by_form = sparse_transposed(here, &m);
	classes k = three_classes();
	ties t = ties_of(here, &by_form, &k);
	typical_segment list[12];
	ck_assert_uint_eq(ties_typical(here, &t, &m, &k, 0, list), 4);
	ck_assert_uint_eq(list[0].segment, 0);
	near(list[0].absolute, 20.6875);
	near(list[0].relative, 6.895833);
	/* Equal sums keep the order of segments. */
	ck_assert_uint_eq(list[1].segment, 1);
	ck_assert_uint_eq(list[2].segment, 2);
}
END_TEST

/* 12 of the 15 segments that have a form are in a class of 40 out of 100. Forms of fewer than three segments have no tie, and those that
 * all segments have no chi2. */
START_TEST(ties_of_a_hundred)
{
	static uint32_t of[101], row[200], column[200];
	uint32_t n = 0;
	classes k = { .n = 2, .n_classified = 100, .of = of };
	for (uint32_t s = 0; s < 100; s++) {
		of[s] = s >= 40;
		if (s < 12 || s >= 97) {
			row[n] = s;
			column[n++] = 0;
		}
		row[n] = s;
		column[n++] = 2;
	}
	of[100] = GLANE_NONE;
	for (uint32_t s = 99; s < 101; s++) {
		row[n] = s;
		column[n++] = 1;
	}
	sparse m = sparse_of(here, 101, 3, n, row, column), by_form = sparse_transposed(here, &m);
	ties t = ties_of(here, &by_form, &k);
	ck_assert_uint_eq(t.n, 4);
	ck_assert_uint_eq(t.tie[0].in, 12);
	ck_assert_uint_eq(t.tie[0].all, 15);		/* 80 % */
	near(t.tie[0].chi2, 11.764706);
	near(t.tie[1].chi2, -11.764706);
	near(t.tie[0].p, .000604);
	near(t.tie[0].q, .000604);
	ck_assert(isnan(t.tie[2].chi2) && isnan(t.tie[2].p) && isnan(t.tie[2].q) && !tie_marked(&t.tie[2]));
}
END_TEST

/* 30 of 40 and 45 segments are common, of 200; without and with Yates' correction. */
START_TEST(a_crossing)
{
	tree_node node[2][3];
	static uint32_t row[2][200], unit[200];
	tree t[2];
	crossed *c;
	for (uint32_t i = 0; i < 200; i++) {
		unit[i] = row[0][i] = i;
		row[1][i] = (i + 10) % 200;
	}
	for (int w = 0; w < 2; w++) {
		uint32_t first = w ? 45 : 40;
		node[w][0] = (tree_node){ .parent = GLANE_NONE, .daughter = { 1, 2 }, .n = 200, .row = row[w] };
		node[w][1] = (tree_node){ .parent = 0, .daughter = { GLANE_NONE, GLANE_NONE }, .n = first, .row = row[w] };
		node[w][2] = (tree_node){ .parent = 0, .daughter = { GLANE_NONE, GLANE_NONE }, .n = 200 - first, .row = row[w] + first };
		t[w] = (tree){ .n = 3, .cuts = 1, .node = node[w] };
	}
	for (int yates = 0; yates < 2; yates++) {
		double_input in = { 200, { &t[0], &t[1] }, { unit, unit }, 10, yates ? RULES_RAINETTE : RULES_IRAMUTEQ };
		uint32_t n = double_cross(here, &in, &c);
		ck_assert_uint_eq(n, 2);
		ck_assert_uint_eq(c[0].n, 30);
		near(c[0].chi2, yates ? 75.313620 : 79.032258);
	}
}
END_TEST

/* Classes that nothing holds together are found again in each resample; the same numbers each time. */
START_TEST(stability_of_two)
{
	static uint32_t row[400], column[400], source[100];
	uint32_t n = 0;
	for (uint32_t s = 0; s < 100; s++)
		for (uint32_t j = 0; j < 4; j++) {
			row[n] = s;
			column[n++] = (s % 2 ? 5 : 0) + (s / 2 + j * j) % 5;
			source[s] = s;
		}
	sparse m = sparse_of(here, 100, 10, n, row, column);
	m = sparse_presence(here, &m);
	const segments s = { 100, &m, source };
	classes_rules rules = { MODE_SIMPLE, 2, 0, false, true, { 0, 0 }, rainette };
	classes k;
	double stability[2], again[2];
	ck_assert_int_eq(classes_find(here, &s, &rules, &k), GLANE_OK);
	ck_assert_uint_eq(k.n, 2);
	ck_assert_int_eq(stability_of(here, &s, &rules, &k, 5, stability), GLANE_OK);
	ck_assert_int_eq(stability_of(here, &s, &rules, &k, 5, again), GLANE_OK);
	near(stability[0], 1);
	near(stability[1], 1);
	ck_assert_mem_eq(stability, again, sizeof again);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("reinert");
	TCase *t = tcase_create("reinert");
	tcase_add_checked_fixture(t, set_up, memory_host_free);
	tcase_add_test(t, every_cut_of_eight);
	tcase_add_test(t, eight_in_two);
	tcase_add_test(t, forms_of_eight);
	tcase_add_test(t, ten_with_an_exchange);
	tcase_add_test(t, twelve_in_three);
	tcase_add_test(t, strays);
	tcase_add_test(t, too_little_to_cut);
	tcase_add_test(t, units_of_segments);
	tcase_add_test(t, two_classifications);
	tcase_add_test(t, classes_of_twelve);
	tcase_add_test(t, profiles_of_twelve);
	tcase_add_test(t, typical_of_twelve);
	tcase_add_test(t, ties_of_a_hundred);
	tcase_add_test(t, a_crossing);
	tcase_add_test(t, stability_of_two);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
