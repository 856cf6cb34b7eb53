/* measures.c - see measures.h. */
#include "measures.h"
#include <math.h>
#include "statistics/statistics.h"

static void forget(const measures_room *room, const measured_text *t)
{
	for (uint32_t i = 0; i < t->n; i++)
		room->count[t->word[i]] = 0;
}

/* ---- Windows ------------------------------------------------------------------------------------------ */

/* The sum of the types of all windows of w words in a text of w words or more, which move on by one. */
static double moving(const measures_room *room, const measured_text *t, uint32_t w)
{
	uint32_t types = 0;
	double sum = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		types += !room->count[t->word[i]]++;
		if (i >= w)
			types -= !--room->count[t->word[i - w]];
		if (i + 1 >= w)
			sum += types;
	}
	forget(room, t);
	return sum;
}

/* The same of windows side by side. */
static double apart(const measures_room *room, const measured_text *t, uint32_t w)
{
	uint32_t types = 0;
	for (uint32_t from = 0; t->n - from >= w; from += w) {
		const measured_text window = { w, t->word + from };
		for (uint32_t i = 0; i < w; i++)
			types += !room->count[window.word[i]]++;
		forget(room, &window);
	}
	return types;
}

static void measure_windows(const measures_room *room, uint32_t w, uint32_t n, const measured_text *text, measures *out)
{
	double moved = 0, stood = 0, windows = 0, sections = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (text[i].n < w)
			continue;
		moved += moving(room, &text[i], w);
		stood += apart(room, &text[i], w);
		windows += text[i].n - w + 1;
		sections += text[i].n / w;
	}
	if (windows > 0) {
		out->mattr = moved / windows / w;
		out->msttr = stood / sections / w;
	}
}

/* ---- Stretches ---------------------------------------------------------------------------------------- */

/* How many stretches of a text fall below the threshold; what is left at its end counts by how far it has fallen. */
static double stretches(const measures_room *room, const measured_text *t, double threshold, bool backward)
{
	uint32_t types = 0, from = 0;
	double found = 0, ttr = 1;
	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t word = t->word[backward ? t->n - 1 - i : i];
		types += room->seen[word] <= from;
		room->seen[word] = i + 1;
		ttr = (double)types / (i + 1 - from);
		if (ttr < threshold) {
			found++;
			from = i + 1;
			types = 0;
			ttr = 1;
		}
	}
	for (uint32_t i = 0; i < t->n; i++)
		room->seen[t->word[i]] = 0;
	return found + (1 - ttr) / (1 - threshold);
}

static void measure_stretches(const measures_room *room, double threshold, uint32_t n, const measured_text *text, measures *out)
{
	double forward = 0, backward = 0;
	for (uint32_t i = 0; i < n; i++) {
		forward += stretches(room, &text[i], threshold, false);
		backward += stretches(room, &text[i], threshold, true);
	}
	if (forward > 0)
		out->mtld_forward = out->tokens / forward;
	if (backward > 0)
		out->mtld_backward = out->tokens / backward;
	out->mtld = (out->mtld_forward + out->mtld_backward) / 2;
}

/* ---- Counts ------------------------------------------------------------------------------------------- */

/* How often each type is said, into value[]; returns how many types there are. They come in the order of the text. */
static uint32_t count_types(const measures_room *room, uint32_t n, const measured_text *text)
{
	uint32_t types = 0;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < text[i].n; k++)
			room->count[text[i].word[k]]++;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < text[i].n; k++) {
			uint32_t *f = &room->count[text[i].word[k]];
			if (*f)
				room->value[types++] = *f;
			*f = 0;
		}
	return types;
}

/* P(a type said f times among N words isn't in a sample of k of them), from ln N! - ln (N-k)!. */
static double not_sampled(double f, double N, double k, double whole)
{
	return N - f < k ? 0 : exp(lgamma(N - f + 1) - lgamma(N - f - k + 1) - whole);
}

static void measure_counts(const double *f, uint32_t types, uint32_t sample, measures *m)
{
	double N = m->tokens, V = m->types, k = sample, square = 0, pairs = 0, sampled = 0;
	double whole = N >= k ? lgamma(N + 1) - lgamma(N - k + 1) : 0;
	for (uint32_t i = 0; i < types; i++) {
		m->hapax += f[i] < 2;
		square += f[i] * f[i];
		pairs += f[i] * (f[i] - 1);
		sampled += N >= k ? 1 - not_sampled(f[i], N, k, whole) : 0;
	}
	m->ttr = V / N;
	m->guiraud = V / sqrt(N);
	m->cttr = V / sqrt(2 * N);
	m->yule = 1e4 * (square / N - 1) / N;
	m->brunet = pow(N, pow(V, -.172));
	m->entropy = shannon_entropy(types, f);
	if (N > 1) {
		m->herdan = log(V) / log(N);
		m->maas = (log10(N) - log10(V)) / (log10(N) * log10(N));
		m->simpson = pairs / N / (N - 1);
	}
	if (V < N)
		m->dugast = log(N) * log(N) / (log(N) - log(V));
	if (m->hapax < V)
		m->honore = 100 * log(N) / (1 - m->hapax / V);
	if (N >= k)
		m->hdd = sampled / k;
}

measures measures_of(const measures_room *room, const measures_rules *rules, uint32_t n_texts, const measured_text *text)
{
	const double none = (double)NAN;
	measures m = { 0, 0, 0, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none, none };
	for (uint32_t i = 0; i < n_texts; i++)
		m.tokens += text[i].n;
	if (!(m.tokens > 0))
		return m;
	uint32_t types = count_types(room, n_texts, text);
	m.types = types;
	measure_counts(room->value, types, rules->sample, &m);
	measure_windows(room, rules->window, n_texts, text, &m);
	measure_stretches(room, rules->threshold, n_texts, text, &m);
	return m;
}
