/* dispersion.c - see dispersion.h. */
#include "statistics/dispersion.h"
#include <math.h>

dispersion dispersion_of(uint32_t n, const dispersion_part *part, dispersion_whole whole)
{
	dispersion out = { n, (double)NAN, (double)NAN, (double)NAN };
	double count = 0, held = 0, away = 0, sum = 0, square = 0;
	for (uint32_t i = 0; i < n; i++)
		count += part[i].count;
	if (!(count > 0))
		return out;
	for (uint32_t i = 0; i < n; i++) {
		held += part[i].size / whole.size;
		away += fabs(part[i].size / whole.size - part[i].count / count);
		sum += part[i].count / part[i].size;
	}
	double rest = n < whole.n ? 1 - held : 0, mean = sum / whole.n;
	out.dp = (away + rest) / 2;
	if (whole.n < 2)
		return out;
	for (uint32_t i = 0; i < n; i++) {
		double off = part[i].count / part[i].size - mean;
		square += off * off;
	}
	square += (whole.n - n) * mean * mean;
	out.dp_norm = out.dp / (1 - whole.least / whole.size);
	out.d = 1 - sqrt(square / whole.n) / mean / sqrt(whole.n - 1);
	return out;
}
