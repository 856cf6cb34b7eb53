/* Specificities and keyness: the numbers of the literature, and the table of features by groups against the same counted cell by cell. */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include "plugins/keyness/measure.h"
#include "plugins/specificities/score.h"
#include "memory_host.h"

static pool *here;

static void set_up(void)
{
	here = pool_new(memory_host());
}

static void near(double found, double expected, double tolerance)
{
	ck_assert_msg(fabs(found - expected) <= tolerance, "%.9f, expected %.9f", found, expected);
}

/* ---- Specificities ------------------------------------------------------------------------------- */

START_TEST(lafon)
{
	static const struct { double f, F, t, T, s, p; } tests[] = {
		{ 14, 20, 100, 1000, 10.0078, 9.82227882e-11 }, { 2, 20, 100, 1000, .2141, .6108461665 },
		{ 3, 20, 100, 1000, .4911, .3227760 }, { 1, 20, 100, 1000, -.4099, .3891538 }, { 0, 20, 100, 1000, -.9244, .1190019 },
		{ 20, 20, 100, 1000, 20.8017, 1.578702e-21 }, { 11, 296, 1084, 61449, 1.7698, .016988971 },
		{ 200, 200, 2000, 200000, 404.4293, 0 },	/* beyond what a probability can be written as */
	};
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		lexical_test s = score_lafon(tests[i].t, tests[i].T, tests[i].f, tests[i].F - tests[i].f);
		near(s.score, tests[i].s, 5e-5);
		near(s.p, tests[i].p, tests[i].p * 2e-4);
	}
}
END_TEST

/* "peuple" in the ten parts of the corpus Robespierre. */
START_TEST(robespierre)
{
	static const double f[] = { 45, 18, 15, 14, 53, 30, 42, 16, 4, 59 };
	static const double t[] = { 8395, 2558, 3920, 6903, 7896, 4555, 10142, 2063, 1084, 13933 };
	static const double expected[] = { .6161, 1.1466, -.6709, -4.1743, 2.1122, 1.2906, -.7980, 1.3632, -.3977, -.8410 };
	double F = 0, T = 0;
	for (int i = 0; i < 10; i++) {
		F += f[i];
		T += t[i];
	}
	ck_assert(F == 296 && T == 61449);
	for (int i = 0; i < 10; i++)
		near(score_lafon(t[i], T, f[i], F - f[i]).score, expected[i], 5.1e-5);
}
END_TEST

START_TEST(exponents)
{
	lexical_test s = score_exponent(100, 1000, 14, 6);	/* chi2 = 81.632653 */
	ck_assert(s.score == 19);
	near(s.p * 1e19, 1.6, .06);
	ck_assert(score_exponent(100, 1000, 3, 17).score == 1);		/* p = 0.456 */
	ck_assert(score_exponent(100, 1000, 1, 19).score == -1);
	ck_assert(score_exponent(100, 1000, 2, 18).score == 0);		/* just as expected: p = 1 */
	ck_assert(score_exponent(2000, 200000, 200, 0).score > 300);
}
END_TEST

/* Any size: against the chance of nothing, which is a product that can be written down. */
START_TEST(nothing)
{
	for (double T = 1000; T < 2e9; T *= 37) {
		double t = floor(T / 7), lg = 0;
		for (double i = 0; i < 40; i++)
			lg += log10((T - t - i) / (T - i));
		near(score_lafon(t, T, 0, 40).score / lg, 1, 1e-10);
	}
}
END_TEST

/* ---- Keyness ------------------------------------------------------------------------------------- */

static const measure_prior flat = { PRIOR_FLAT, .01, 0, 4 }, pooled = { PRIOR_CORPUS, 0, 100, 0 };

static lexical_test rank(int which, double a, double b)
{
	return measure_rank(which, (two_by_two){ a, b, 1000 - a, 1200 - b }, &pooled);
}

START_TEST(measures)
{
	lexical_test g2 = rank(MEASURE_G2, 30, 10);
	near(g2.score, 14.704328, 1e-6);
	near(g2.p, .000125757, 1e-9);
	near(rank(MEASURE_G2_ROW, 30, 10).score, 14.443346, 1e-6);
	near(rank(MEASURE_CHI2, 30, 10).score, 14.344136, 1e-6);
	near(rank(MEASURE_YATES, 30, 10).score, 13.156076, 1e-6);
	lexical_test ratio = rank(MEASURE_LOG_RATIO, 30, 10);
	near(ratio.score, 1.847997, 1e-6);
	ck_assert(ratio.p == g2.p);
	near(rank(MEASURE_G2, 4, 0).score, 6.316403, 1e-6);
	near(rank(MEASURE_LOG_RATIO, 4, 0).score, 3.263034, 1e-6);
	near(rank(MEASURE_G2, 1, 9).score, -6.008846, 1e-6);
	near(rank(MEASURE_YATES, 1, 9).score, -3.757915, 1e-6);
	ck_assert(isnan(rank(MEASURE_CHI2, 0, 0).p) && isnan(rank(MEASURE_G2, 0, 0).score));
}
END_TEST

START_TEST(odds)
{
	static const double y1[] = { 30, 5, 40, 925 }, y2[] = { 10, 25, 35, 1130 };
	static const double weak[] = { 3.568126, -2.945128, 1.413135, -6.069977 };
	static const double of_corpus[] = { 3.457111, -2.873215, 1.352914, -5.814450 };
	for (int i = 0; i < 4; i++) {
		const two_by_two t = { y1[i], y2[i], 1000 - y1[i], 1200 - y2[i] };
		double z;
		near(measure_rank(MEASURE_LOG_ODDS, t, &flat).score, weak[i], 1e-6);
		double ratio = measure_log_odds(t, &pooled, &z);
		near(z, of_corpus[i], 1e-6);
		ck_assert((ratio > 0) == (z > 0));
		near(measure_rank(MEASURE_LOG_ODDS, t, &pooled).p, erfc(fabs(of_corpus[i]) / sqrt(2)), 1e-6);
	}
}
END_TEST

/* ---- The table --------------------------------------------------------------------------------------- */

enum { UNITS = 60, FEATURES = 14, GROUPS = 5, SAID = 250 };
static uint32_t row_of[SAID], feature_of[SAID];

static glane_sym sym(uint32_t id)
{
	return (glane_sym){ id };
}

/* Units of five groups (numbered from 7 on, in no order), twelve documents, eight people (some speak in several groups); the
 * last group says nothing of what counts. Two thirds of the features are active. */
static units made(void)
{
	units u = { .n = UNITS, .n_documents = 12, .row = pool_array(here, u.row, UNITS), .column = "term.lemma", .layer = "sentence" };
	uint32_t seed = 5, n[2] = { 0, 0 }, row[2][SAID], column[2][SAID];
	for (uint32_t i = 0; i < UNITS; i++)
		u.row[i] = (units_row){ i / 5, i, 3, sym(100 + i / 5), sym(i % 9 ? 1 + i * 5 % 8 : 0), sym(7 + i * 3 / 7 % GROUPS) };
	for (uint32_t k = 0; k < SAID; k++) {
		seed = seed * 1103515245 + 12345;
		row_of[k] = (seed >> 16) % UNITS;
		seed = seed * 1103515245 + 12345;
		feature_of[k] = (seed >> 16) % FEATURES * ((seed >> 24) % FEATURES) / FEATURES;
		bool silent = u.row[row_of[k]].group.id == 7 + GROUPS - 1;
		row_of[k] = silent ? 0 : row_of[k];
		u.row[row_of[k]].terms++;
		uint32_t s = feature_of[k] >= 9;
		row[s][n[s]] = row_of[k];
		column[s][n[s]++] = feature_of[k] - 9 * s;
	}
	for (uint32_t i = 0; i < UNITS; i++)
		if (u.row[i].group.id == 7 + GROUPS - 1)
			u.row[i].terms = 0;
	u.active = (units_features){ 9, pool_array(here, u.active.name, 9), pool_array(here, u.active.name, 9), NULL,
		sparse_of(here, UNITS, 9, n[0], row[0], column[0]) };
	u.supplementary = (units_features){ FEATURES - 9, pool_array(here, u.active.name, 9), pool_array(here, u.active.name, 9), NULL,
		sparse_of(here, UNITS, FEATURES - 9, n[1], row[1], column[1]) };
	return u;
}

typedef struct { double tokens; uint32_t passages, documents, speakers; } counted;

/* The same, cell by cell; group GLANE_NONE: all. */
static counted count(const units *u, uint32_t feature, uint32_t group)
{
	counted c = { 0 };
	bool speaks[16] = { false }, holds[16] = { false };
	for (uint32_t i = 0; i < UNITS; i++) {
		double n = 0;
		for (uint32_t k = 0; k < SAID; k++)
			n += row_of[k] == i && feature_of[k] == feature;
		if (!(n > 0) || (group != GLANE_NONE && u->row[i].group.id != group))
			continue;
		c.tokens += n;
		c.passages++;
		c.documents += !holds[u->row[i].document];
		holds[u->row[i].document] = true;
		uint32_t who = u->row[i].person.id;
		c.speakers += who && !speaks[who];
		speaks[who] = true;
	}
	return c;
}

START_TEST(cells)
{
	units u = made();
	lexical_groups g = lexical_groups_of(here, &u);
	lexical_table t = lexical_table_of(here, &g, &u, true);
	ck_assert_uint_eq(g.n, GROUPS);
	ck_assert_uint_eq(t.n, FEATURES);
	for (uint32_t f = 0; f < FEATURES; f++) {
		const uint32_t *cell = lexical_cells_of(here, &g, &t, f);
		ck_assert(t.tokens[f] == count(&u, f, GLANE_NONE).tokens);
		ck_assert_uint_eq(t.speakers[f], count(&u, f, GLANE_NONE).speakers);
		for (uint32_t k = 0; k < GROUPS; k++) {
			counted c = count(&u, f, g.name[k].id);
			ck_assert((cell[k] == GLANE_NONE) == (c.passages == 0));
			ck_assert_uint_eq(lexical_speakers_elsewhere(&g, &t, f, GLANE_NONE, k), c.speakers);
			glane_evidence e = lexical_evidence(here, &u, &t, cell[k]);
			ck_assert_uint_eq(e.n_rows, c.passages);
			if (cell[k] == GLANE_NONE)
				continue;
			const lexical_cell *at = &t.cell[cell[k]];
			ck_assert(at->tokens == c.tokens && at->n == c.passages && at->documents == c.documents && at->speakers == c.speakers);
			for (uint32_t i = 0; i < e.n_rows; i++)
				ck_assert(u.row[e.rows[i].row].group.id == g.name[k].id && (!i || e.rows[i - 1].row < e.rows[i].row));
		}
	}
	t = lexical_table_of(here, &g, &u, false);
	ck_assert(t.n == 9 && t.n_active == 9);
}
END_TEST

typedef struct { double all, reference; } sizes;

static lexical_test by_lafon(const void *user, double terms, double in, double out)
{
	const sizes *s = user;
	return score_lafon(terms, s->all, in, out);
}

static lexical_test by_g2(const void *user, double terms, double in, double out)
{
	const sizes *s = user;
	return measure_rank(MEASURE_G2, (two_by_two){ in, out, terms - in, s->reference - out }, &pooled);
}

static bool every(const void *user, const lexical_test *test)
{
	(void)user;
	(void)test;
	return true;
}

/* Each test is there once, its q is that of all of them together, and silent groups are not tested. */
static void same_tests(const units *u, uint32_t reference)
{
	lexical_groups g = lexical_groups_of(here, u);
	lexical_table t = lexical_table_of(here, &g, u, true);
	sizes s = { g.all, reference == GLANE_NONE ? 0 : g.terms[reference] };
	lexical_measure *measure = reference == GLANE_NONE ? by_lafon : by_g2;
	lexical_tests tests = lexical_test_all(here, &g, &t, reference, measure, every, &s);
	double p[FEATURES * GROUPS];
	uint32_t room[FEATURES * GROUPS], n = 0, found = 0;
	for (uint32_t f = 0; f < FEATURES; f++)
		for (uint32_t k = 0; k < GROUPS; k++) {
			double in = count(u, f, g.name[k].id).tokens;
			double out = reference == GLANE_NONE ? t.tokens[f] - in : count(u, f, g.name[reference].id).tokens;
			p[f * GROUPS + k] = k == reference || !(g.terms[k] > 0) || !(in + out > 0) ? (double)NAN : measure(&s, g.terms[k], in, out).p;
			n += isnan(p[f * GROUPS + k]) ? 0 : 1;
		}
	ck_assert(tests.tests == n);
	ck_assert_uint_eq(tests.n, n);
	false_discovery_rate(FEATURES * GROUPS, p, p, room);
	for (uint32_t i = 0; i < tests.n; i++) {
		const lexical_found *x = &tests.found[i];
		near(x->test.q, p[x->feature * GROUPS + x->group], 1e-12);
		found += x->cell == GLANE_NONE;
		ck_assert((x->cell == GLANE_NONE) == (x->in == 0));
	}
	ck_assert_uint_gt(found, 0);
}

START_TEST(tests_of_all)
{
	units u = made();
	same_tests(&u, GLANE_NONE);
	for (uint32_t k = 0; k < GROUPS - 1; k++)
		same_tests(&u, k);
}
END_TEST

START_TEST(first_of_each)
{
	units u = made();
	lexical_groups g = lexical_groups_of(here, &u);
	lexical_table t = lexical_table_of(here, &g, &u, true);
	lexical_found found[] = {
		{ 1, 0, 0, 5, 0, { 2, 0, 0 } }, { 3, 0, 0, 9, 0, { 2, 0, 0 } }, { 2, 0, 0, 5, 0, { 1, 0, 0 } },
		{ 5, 1, 0, 5, 0, { -4, 0, 0 } }, { 10, 1, 0, 5, 0, { 9, 0, 0 } }, { 4, 1, 0, 5, 0, { 1 + 1e-13, 0, 0 } }, { 0, 1, 0, 5, 0, { 1, 0, 0 } },
	};
	const bool *one = lexical_most(here, &t, 7, found, 1), *two = lexical_most(here, &t, 7, found, 2);
	for (uint32_t f = 0; f < 9; f++) {
		ck_assert(one[f] == (f == 3 || f == 0));	/* of equal ones the most frequent, then the first */
		ck_assert(two[f] == (f == 3 || f == 1 || f == 0 || f == 4));
	}
	ck_assert(!lexical_most(here, &t, 7, found, 0)[3]);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("specificities");
	TCase *t = tcase_create("specificities");
	tcase_add_checked_fixture(t, set_up, memory_host_free);
	tcase_add_test(t, lafon);
	tcase_add_test(t, robespierre);
	tcase_add_test(t, exponents);
	tcase_add_test(t, nothing);
	tcase_add_test(t, measures);
	tcase_add_test(t, odds);
	tcase_add_test(t, cells);
	tcase_add_test(t, tests_of_all);
	tcase_add_test(t, first_of_each);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
