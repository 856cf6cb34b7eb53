/* agreement.h - how far two or more coders agree, beyond what chance would bring. None of these is ever NaN: where one isn't
 * defined, the reason is named. */
#ifndef AGREEMENT_H
#define AGREEMENT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why a value isn't defined. SINGLE: all that was coded is of one category, so that agreeing says nothing. */
enum { AGREEMENT_DEFINED, AGREEMENT_NO_UNITS, AGREEMENT_SINGLE, AGREEMENT_NOBODY };
typedef struct { double value; int undefined; } agreement_value;

/* Two coders, q categories: table[i * q + j] units, or characters, that the first puts into i and the second into j. */
typedef struct { uint32_t q; const int64_t *table; } agreement_pair;

agreement_value agreement_observed(agreement_pair p);	/* share of the units, 0 … 1 */
/* (Po - Pe) / (1 - Pe). What chance would bring, Pe: Cohen (1960) the product of both coders' own shares; Scott (1955) the
 * square of their mean; Gwet (2008), AC1, Σ π (1 - π) / (q - 1) of the mean shares π. */
agreement_value agreement_cohen(agreement_pair p);
agreement_value agreement_scott(agreement_pair p);
agreement_value agreement_gwet(agreement_pair p);
/* Krippendorff's alpha (2004) for two coders who coded every unit, nominal. */
agreement_value agreement_alpha(agreement_pair p);
/* 2 A / (n1 + n2): Holsti (1969), of codings that both made among those that each made. */
agreement_value agreement_holsti(int64_t both, int64_t first, int64_t second);

/* Of a coder (the first) against a reference, from what both have, the first alone, the reference alone. */
typedef struct { agreement_value precision, recall, f1; } agreement_retrieval;
agreement_retrieval agreement_against(int64_t both, int64_t first_alone, int64_t reference_alone);

/* Krippendorff's alpha by its table of coincidences: n_coders × n_units codings code[c * n_units + u], from 0 to n_values - 1, or
 * AGREEMENT_MISSING; units with fewer than two codings are left out. delta(user, a, b): the squared difference of two
 * values, 0 where they are the same. *n, if not NULL: codings that could be paired. O(n_units n_coders² + n_values²). */
#define AGREEMENT_MISSING UINT32_MAX
typedef double agreement_delta(const void *user, uint32_t a, uint32_t b);
agreement_value agreement_krippendorff(uint32_t n_coders, uint32_t n_units, const uint32_t *code, uint32_t n_values,
                                       agreement_delta *delta, const void *user, double *room, int64_t *n);
/* The room that it needs: numbers. */
static inline size_t agreement_room(uint32_t n_values)
{
	return (size_t)n_values * n_values + n_values;
}
double agreement_nominal(const void *user, uint32_t a, uint32_t b);
double agreement_interval(const void *user, uint32_t a, uint32_t b);	/* user: const double[], the values */

/* Distances of two sets of codes, a and b many, both of them in common; two empty sets are the same. MASI (Passonneau 2006): 1 - J M,
 * M being 1 for the same, 2/3 where one holds the other, 1/3 where they overlap, with the exact thirds. */
double agreement_jaccard(uint32_t a, uint32_t b, uint32_t both);
double agreement_masi(uint32_t a, uint32_t b, uint32_t both);

/* Alpha from units that were counted already: so many to which one coder gave a and another b; where more than two have coded the
 * unit, once for each two of them, and `coders` says how many there are (0: two). The same as agreement_krippendorff of those
 * units. room: n_values numbers. O(n + n_values²). */
typedef struct { uint32_t a, b; int64_t units; uint32_t coders; } agreement_units;
agreement_value agreement_of_units(uint32_t n_values, uint32_t n, const agreement_units *unit, agreement_delta *delta,
                                   const void *user, double *room);

/* Alpha of yes and no with any number of coders: units[m * (most + 1) + k] of them were read by m coders of whom k say yes. Those
 * with fewer than two coders are left out. */
agreement_value agreement_alpha_of_yes(uint32_t most, const int64_t *units);

/* Alpha of scores by their squared differences (interval), as agreement_krippendorff with agreement_interval, in O(n_coders n_units):
 * value[c * n_units + u], NaN where there is none; times: how often each unit counts, NULL once. *n as there. */
agreement_value agreement_alpha_of_numbers(uint32_t n_coders, uint32_t n_units, const double *value, const uint32_t *times,
                                           int64_t *n);
/* Puts ranks in the place of scores, in the middle of their equals, among those of units with two scores or more: Krippendorff's
 * alpha for ordinal scores is the one of these numbers. room: as many as there are values. O(n log n). */
typedef struct { double value; size_t at; } agreement_rank;
void agreement_to_ranks(uint32_t n_coders, uint32_t n_units, double *value, agreement_rank *room);
#endif
