/* graphs.c - how long a graph of similarity takes: 20,000 units of some twenty words out of 300, frequencies after Zipf, words of a
 * few fields drawn for a unit by a fixed generator; Jaccard's index, all edges. Writes for graphs.R, as doubles: numbers of units
 * and of words, seconds of the weights and of tree and modularity, weight of the tree, modularity of the fields, edges of the tree; then
 * those, word and word; then a byte for each word of each unit, whether it is there. */
#define _GNU_SOURCE
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "matrix/pairs.h"
#include "plugins/similarity/graph.h"
#include "statistics/association.h"
#include "statistics/contrast.h"
#include "tests/bench/measured.h"
#include "tests/unit/memory_host.h"

enum { UNITS = 20000, WORDS = 300, LENGTH = 20, FIELDS = 5 };
static unsigned char there[UNITS][WORDS];
static uint32_t row[UNITS * LENGTH], column[UNITS * LENGTH];

/* Word w is about as frequent as 1 / (w + 1); half of a unit's words are of its field. */
static uint32_t word_of(uint32_t unit)
{
	for (;;) {
		uint32_t w = (uint32_t)pow(WORDS, drawn(1000000) / 1e6) - 1;
		if (w % FIELDS == unit % FIELDS || drawn(2))
			return w;
	}
}

static sparse make_units(pool *p)
{
	uint32_t n = 0;
	for (uint32_t u = 0; u < UNITS; u++)
		for (int i = 0; i < LENGTH; i++) {
			uint32_t w = word_of(u);
			if (there[u][w])
				continue;
			there[u][w] = 1;
			row[n] = u;
			column[n++] = w;
		}
	return sparse_of(p, UNITS, WORDS, n, row, column);
}

/* The same as the plugin does. */
static uint32_t find_edges(pool *p, const sparse *m, edge **out)
{
	sparse by_word = sparse_transposed(p, m);
	pair_counts pairs = pairs_of(p, m, &by_word, 1);
	edge *e = *out = pool_array(p, e, pairs.n);
	for (uint32_t i = 0; i < pairs.n; i++) {
		const pair_count *k = &pairs.pair[i];
		double both = k->together, first = by_word.start[k->first + 1] - by_word.start[k->first];
		double second = by_word.start[k->second + 1] - by_word.start[k->second];
		two_by_two t = { both, first - both, second - both, UNITS - first - second + both };
		e[i] = (edge){ k->first, k->second, decided(similarity_index(SIMILARITY_JACCARD, t)), false };
	}
	return pairs.n;
}

static void write_all(const char *path, const double head[7], uint32_t n, const edge *e)
{
	FILE *out = fopen(path, "wb");
	bool good = out && fwrite(head, sizeof *head, 7, out) == 7;
	for (uint32_t i = 0; good && i < n; i++) {
		const double ends[] = { e[i].first, e[i].second };
		good = !e[i].in_tree || fwrite(ends, sizeof ends, 1, out) == 1;
	}
	if (!good || fwrite(there, sizeof there, 1, out) != 1 || fclose(out)) {
		perror(path);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	pool *p = pool_new(memory_host());
	sparse m = make_units(p);
	uint32_t field[WORDS];
	edge *e;
	for (uint32_t w = 0; w < WORDS; w++)
		field[w] = w % FIELDS;
	double begin = now();
	uint32_t n = find_edges(p, &m, &e);
	double weights = now() - begin;
	spanning_tree t = graph_tree(p, WORDS, n, e);
	double q = graph_modularity(p, WORDS, n, e, field), seconds = now() - begin - weights;
	printf("%d units, %d words, %u cells that are not 0, %u edges, %u ties of the tree\n", UNITS, WORDS, sparse_cells(&m), n, t.ties);
	printf("glane: weights of the edges %.4f s, tree and modularity %.4f s\n", weights, seconds);
	const double head[] = { UNITS, WORDS, weights, seconds, t.weight, q, t.edges };
	write_all(argv[1], head, n, e);
	memory_host_free();
	return 0;
}
