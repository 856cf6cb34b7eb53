/* prepare.h - from the words of a command line to an engine that is ready: for run, check, merge, pipe. */
#ifndef PREPARE_H
#define PREPARE_H
#include "command.h"

typedef struct {
	arena *arena;
	messages *messages;
	loader *loader;
	pipeline *pipeline;
	engine *engine;			/* NULL before prepare_engine */
	corpus *corpus;
} prepared;

/* Loads and checks a pipeline statically; text NULL: the file `path`, otherwise what stands in it.
 * Messages are collected. false: it can't be used, or has errors. */
bool prepare_pipeline(prepared *p, const common_options *o, const char *path, const char *text);
/* create() of every stage, then the plan; with without_corpus only variables.csv and values.csv. */
bool prepare_engine(prepared *p, bool without_corpus);
/* Prints what was collected; from now on messages come at once. Returns the number of errors. */
uint32_t prepare_say(prepared *p);
void prepare_end(prepared *p);

/* An option that several commands have: --plugin-dir, --set. false after a message: too many. */
bool common_folder(common_options *o, const char *value);
bool common_set(common_options *o, const char *value);
/* A whole number between two bounds; false after a message that names the option. */
bool number_argument(const char *option, const char *value, int64_t min, int64_t max, int64_t *out);
#endif
