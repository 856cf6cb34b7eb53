/* network.c - the places of a graph's nodes. */
#include "figure.h"
#include <math.h>

enum { STEPS = 300 };

static void push_apart(uint32_t n, const double *x, const double *y, double k, double *move)
{
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < i; j++) {
			double dx = x[i] - x[j], dy = y[i] - y[j], d2 = dx * dx + dy * dy + 1e-9, f = k * k / d2;
			move[2 * i] += dx * f;
			move[2 * i + 1] += dy * f;
			move[2 * j] -= dx * f;
			move[2 * j + 1] -= dy * f;
		}
	/* A little weight towards the middle keeps parts that no edge links from drifting off. */
	for (uint32_t i = 0; i < n; i++) {
		move[2 * i] -= (x[i] - 0.5) * k;
		move[2 * i + 1] -= (y[i] - 0.5) * k;
	}
}

static void pull_together(const double *x, const double *y, double k, uint32_t n_edges, const figure_edge *edge, double most,
                          double *move)
{
	for (uint32_t e = 0; e < n_edges; e++) {
		uint32_t a = edge[e].a, b = edge[e].b;
		double dx = x[a] - x[b], dy = y[a] - y[b], d = sqrt(dx * dx + dy * dy);
		double f = d / k * (0.5 + edge[e].weight / most / 2);
		move[2 * a] -= dx * f;
		move[2 * a + 1] -= dy * f;
		move[2 * b] += dx * f;
		move[2 * b + 1] += dy * f;
	}
}

static void into_unit(uint32_t n, double *v)
{
	double low = v[0], high = v[0];
	for (uint32_t i = 1; i < n; i++) {
		low = v[i] < low ? v[i] : low;
		high = v[i] > high ? v[i] : high;
	}
	for (uint32_t i = 0; i < n; i++)
		v[i] = high > low ? (v[i] - low) / (high - low) : 0.5;
}

void figure_network(uint32_t n, double *x, double *y, uint32_t n_edges, const figure_edge *edge, double *move)
{
	double k = n ? 0.7 / sqrt((double)n) : 0, most = 0;
	for (uint32_t e = 0; e < n_edges; e++)
		most = edge[e].weight > most ? edge[e].weight : most;
	for (uint32_t i = 0; i < n; i++) {
		double t = 6.283185307179586 * i / n;
		x[i] = 0.5 + 0.4 * cos(t);
		y[i] = 0.5 + 0.4 * sin(t);
	}
	for (uint32_t step = 0; step < STEPS && n > 1; step++) {
		double heat = 0.1 * (1 - (double)step / STEPS);
		for (uint32_t i = 0; i < 2 * n; i++)
			move[i] = 0;
		push_apart(n, x, y, k, move);
		pull_together(x, y, k, n_edges, edge, most, move);
		for (uint32_t i = 0; i < n; i++) {
			double d = sqrt(move[2 * i] * move[2 * i] + move[2 * i + 1] * move[2 * i + 1]);
			double part = d > heat ? heat / d : 1;
			x[i] += move[2 * i] * part;
			y[i] += move[2 * i + 1] * part;
		}
	}
	if (n) {
		into_unit(n, x);
		into_unit(n, y);
	}
}
