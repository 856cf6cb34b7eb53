/* survey.c - see survey.h. */
#include <math.h>
#include <string.h>
#include "statistics/contrast.h"
#include "statistics/resample.h"
#include "statistics/survey.h"

/* ---- Two variables crossed ------------------------------------------------------------------------ */

survey_table survey_margins(uint32_t rows, uint32_t columns, const double *count, double *of_row, double *of_column)
{
	survey_table t = { rows, columns, count, of_row, of_column, 0 };
	memset(of_row, 0, rows * sizeof *of_row);
	memset(of_column, 0, columns * sizeof *of_column);
	for (uint32_t r = 0; r < rows; r++)
		for (uint32_t c = 0; c < columns; c++) {
			of_row[r] += count[r * columns + c];
			of_column[c] += count[r * columns + c];
			t.n += count[r * columns + c];
		}
	return t;
}

static double chi2_of(const survey_table *t, const double *count)
{
	double sum = 0;
	for (uint32_t r = 0; r < t->rows; r++)
		for (uint32_t c = 0; c < t->columns; c++) {
			double e = t->of_row[r] * t->of_column[c] / t->n, o = count[r * t->columns + c];
			sum += (o - e) * (o - e) / e;
		}
	return sum;
}

/* Bergsma's: the expectation of phi² under independence is taken away, and the table's sides are made smaller accordingly. */
static double corrected_v(const survey_table *t, double chi2)
{
	double r = t->rows, c = t->columns, n = t->n;
	if (n < 2)
		return NAN;
	double phi2 = fmax(0, chi2 / n - (r - 1) * (c - 1) / (n - 1));
	double side = fmin(r - (r - 1) * (r - 1) / (n - 1), c - (c - 1) * (c - 1) / (n - 1)) - 1;
	return side > 0 ? sqrt(phi2 / side) : NAN;
}

survey_test survey_test_of(const survey_table *t)
{
	survey_test s = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, INFINITY, 0 };
	double g2 = 0;
	for (uint32_t r = 0; r < t->rows; r++)
		for (uint32_t c = 0; c < t->columns; c++) {
			double e = t->of_row[r] * t->of_column[c] / t->n, o = t->count[r * t->columns + c];
			s.least_expected = fmin(s.least_expected, e);
			s.below_five += decided(e) < 5;
			g2 += o > 0 ? 2 * o * log(o / e) : 0;
		}
	if (t->rows < 2 || t->columns < 2)
		return s;
	s.chi2 = chi2_of(t, t->count);
	s.df = (t->rows - 1.) * (t->columns - 1.);
	s.p = chi2_upper(s.chi2, s.df);
	s.g2 = fmax(g2, 0);
	s.g2_p = chi2_upper(s.g2, s.df);
	s.v = sqrt(s.chi2 / (t->n * ((t->rows < t->columns ? t->rows : t->columns) - 1.)));
	s.v_corrected = corrected_v(t, s.chi2);
	return s;
}

survey_cell survey_cell_of(const survey_table *t, uint32_t row, uint32_t column)
{
	double r = t->of_row[row], c = t->of_column[column], o = t->count[row * t->columns + column], e = r * c / t->n;
	double spread = sqrt(e * (1 - r / t->n) * (1 - c / t->n));
	double most = o >= e ? fmin(r, c) - e : e - fmax(0, r + c - t->n);
	return (survey_cell){ e, spread > 0 ? (o - e) / spread : NAN, most > 0 ? 100 * (o - e) / most : NAN };
}

double survey_monte_carlo(const survey_table *t, uint32_t replicates, uint64_t seed, uint32_t *room, double *cells)
{
	uint32_t n = (uint32_t)t->n, *row = room, *column = room + n, at = 0, as_far = 0;
	resample_stream stream = { seed };
	double found = decided(chi2_of(t, t->count));
	for (uint32_t r = 0; r < t->rows; r++)
		for (uint32_t c = 0; c < t->columns; c++)
			for (uint32_t k = (uint32_t)t->count[r * t->columns + c]; k > 0; k--, at++) {
				row[at] = r;
				column[at] = c;
			}
	for (uint32_t i = 0; i < replicates; i++) {
		memset(cells, 0, (size_t)t->rows * t->columns * sizeof *cells);
		for (uint32_t k = n; k > 0; k--) {
			uint32_t other = resample_below(&stream, k), c = column[other];
			column[other] = column[k - 1];
			column[k - 1] = c;
			cells[row[k - 1] * t->columns + c]++;
		}
		as_far += decided(chi2_of(t, cells)) >= found;
	}
	return (1. + as_far) / (1. + replicates);
}

/* ---- Scores of several questions -------------------------------------------------------------------- */

double survey_sum(uint32_t k, const double *answer, uint32_t least, uint32_t *answered)
{
	double sum = 0;
	*answered = 0;
	for (uint32_t q = 0; q < k; q++)
		if (!isnan(answer[q])) {
			sum += answer[q];
			++*answered;
		}
	if (!*answered || (*answered < k && *answered < least))
		return NAN;
	return *answered == k ? sum : sum * k / *answered;
}

double survey_rescaled(double sum, uint32_t k, double low, double high)
{
	return 100 * (sum - k * low) / (k * (high - low));
}

/* What a person says: of question q, or, q being k, the sum of all; NaN where one of them is missing. */
static double said(uint32_t k, const double *answer, uint32_t q)
{
	double sum = 0;
	for (uint32_t j = 0; j < k; j++)
		sum += answer[j];
	return q == k || isnan(sum) ? sum : answer[q];
}

/* The variance of question q, or of the sum where q is k. */
static double variance(uint32_t n, uint32_t k, const double *answer, uint32_t q, uint32_t people)
{
	double sum = 0, squares = 0;
	for (uint32_t i = 0; i < n; i++) {
		double x = said(k, answer + (size_t)i * k, q);
		sum += isnan(x) ? 0 : x;
	}
	for (uint32_t i = 0; i < n; i++) {
		double x = said(k, answer + (size_t)i * k, q) - sum / people;
		squares += isnan(x) ? 0 : x * x;
	}
	return squares / (people - 1);
}

double survey_cronbach(uint32_t n, uint32_t k, const double *answer, uint32_t *people)
{
	*people = 0;
	for (uint32_t i = 0; i < n; i++)
		*people += !isnan(said(k, answer + (size_t)i * k, k)) ? 1u : 0u;
	if (*people < 2 || k < 2)
		return NAN;
	double of_sum = variance(n, k, answer, k, *people), of_questions = 0;
	for (uint32_t q = 0; q < k; q++)
		of_questions += variance(n, k, answer, q, *people);
	return of_sum > 0 ? k / (k - 1.) * (1 - of_questions / of_sum) : NAN;
}

uint32_t survey_type(double x, uint32_t n, const double *cut)
{
	uint32_t type = 0;
	while (type < n && decided(x) >= decided(cut[type]))
		type++;
	return type;
}

bool survey_number(const char *text, uint32_t n, double *out)
{
	uint32_t i = 0, digits = 0;
	double x = 0, scale = 1;
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\t'))
		n--;
	while (i < n && (text[i] == ' ' || text[i] == '\t'))
		i++;
	bool minus = i < n && text[i] == '-';
	i += i < n && (text[i] == '-' || text[i] == '+');
	for (bool point = false; i < n; i++) {
		if (!point && (text[i] == '.' || text[i] == ',')) {
			point = true;
			continue;
		}
		if (text[i] < '0' || text[i] > '9' || ++digits > 15)
			return false;
		x = x * 10 + (text[i] - '0');
		scale *= point ? 10 : 1;
	}
	*out = (minus ? -x : x) / scale;
	return digits > 0;
}
