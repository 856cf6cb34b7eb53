/* survey.h - the arithmetic of questionnaires: two variables crossed, and scores of several questions. Worked numbers are in
 * tests/unit/test_survey.c. A value that isn't defined is NaN. */
#ifndef SURVEY_H
#define SURVEY_H
#include <stdbool.h>
#include <stdint.h>

/* ---- Two variables crossed ---- */

/* count[r * columns + c] people; margins as survey_margins() gives them. */
typedef struct {
	uint32_t rows, columns;
	const double *count;
	const double *of_row, *of_column;
	double n;
} survey_table;

/* Sums by row and by column, in room for as many; none may be 0 for what follows. */
survey_table survey_margins(uint32_t rows, uint32_t columns, const double *count, double *of_row, double *of_column);

typedef struct {
	double chi2, df, p;		/* Pearson's, without correction */
	double g2, g2_p;		/* the likelihood ratio's */
	double v;			/* Cramér's V, from 0 to 1 (Cramér 1946) */
	double v_corrected;		/* without its bias in small samples (Bergsma 2013) */
	double least_expected;		/* the smallest of all cells */
	uint32_t below_five;		/* cells of which less than 5 are expected */
} survey_test;

/* Independence of rows and columns. With one row or one column all but the last two are NaN. */
survey_test survey_test_of(const survey_table *t);

typedef struct {
	double expected;		/* if rows and columns were independent */
	double residual;		/* adjusted: (O - E) / sqrt(E (1 - row share) (1 - column share)), about normal (Haberman 1973) */
	double pem;			/* per cent of the greatest possible departure from E in that direction, -100 … 100 (Cibois 1993) */
} survey_cell;

survey_cell survey_cell_of(const survey_table *t, uint32_t row, uint32_t column);

/* p of a table as far from independence, by chi2, as this one or further among `replicates` random tables of the same margins:
 * (1 + such tables) / (1 + replicates). The same for the same seed on every machine. room: 2 n numbers and as many
 * as count. O(replicates n). */
double survey_monte_carlo(const survey_table *t, uint32_t replicates, uint64_t seed, uint32_t *room, double *cells);

/* ---- Scores of several questions ---- */

/* Sum of k answers; NaN is no answer. Where some are missing but at least `least` are there: their mean times k, otherwise NaN.
 * *answered: how many are there. */
double survey_sum(uint32_t k, const double *answer, uint32_t least, uint32_t *answered);
/* From 0 to 100 where k answers can be from low to high each. */
double survey_rescaled(double sum, uint32_t k, double low, double high);
/* Cronbach's alpha (1951) of people who answered all of k > 1 questions; answer[i * k + q], those with a NaN are left out. NaN where
 * fewer than two are left or all sums are the same. *people: how many are left. */
double survey_cronbach(uint32_t n, uint32_t k, const double *answer, uint32_t *people);
/* How many of the ascending cut points are at or below x: which type it is, from 0. Sums that differ by rounding alone are the same. */
uint32_t survey_type(double x, uint32_t n, const double *cut);

/* A number as people write it in a table: "-3", "2.5", "2,5"; blanks around it don't matter. false: it is none. */
bool survey_number(const char *text, uint32_t n, double *out);
#endif
