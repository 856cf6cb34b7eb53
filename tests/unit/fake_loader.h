/* fake_loader.h - a loader without files: a few descriptors of every role, for tests of the pipeline. */
#ifndef FAKE_LOADER_H
#define FAKE_LOADER_H
#include "loader.h"

/* What theme-coder's options become. */
typedef struct {
	const char *codebook, *note, *secret, *over;
	int64_t min_words;
	double min_score;
	bool whole;
	int keep;
} fake_coder;
#endif
