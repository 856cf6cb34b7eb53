/* pipeline.h - the pipeline file: an ordered list of stages with the origin of every value. */
#ifndef PIPELINE_H
#define PIPELINE_H
#include "condition.h"
#include "loader.h"

/* Where a value comes from, besides its place: the file itself, a profile, --set, a default. */
enum { FROM_PIPELINE, FROM_PROFILE, FROM_COMMAND, FROM_DEFAULT };
typedef struct {
	const char *name, *value;
	place at;			/* of the value; for --set file is "--set" */
	int from;
} setting;

enum { STAGE_READ, STAGE_STEP, STAGE_WRITE };
enum { ON_ERROR_SKIP, ON_ERROR_STOP, ON_ERROR_KEEP };		/* skip is the default */
enum { SPEAKERS_RESPONDENTS, SPEAKERS_ALL, SPEAKERS_INTERVIEWERS };

/* One grouping: variables crossed ("a*b"), or one column of a layer ("verbatim.profile"). */
typedef struct {
	const char *text;		/* as written: "craft", "craft*age", "verbatim.profile" */
	uint32_t n;
	const char **variable;
	const char *layer, *column;	/* instead of variables */
} grouping;

typedef struct stage {
	int kind;
	uint32_t number;		/* in the pipeline, from 0 */
	const char *id, *use;
	place at, use_at;		/* of the element, of the plugin's name in it */
	uint32_t n_settings;
	setting *setting;		/* all attributes in effect, `use` and `id` aside; names unique */

	/* The rest is set by check_static. */
	const plugin *plugin;
	void *config;			/* options parsed into the plugin's struct; kept for the run */
	condition when, where;
	int on_error, speakers;
	bool all_coders;		/* coder="all" */
	uint32_t n_coders;
	const char **coder;		/* whose themes count; n 0: those of glane's own stages */
	const char *unit;		/* layer counted by; NULL: the plugin has none */
	uint32_t n_by;
	grouping *by;
	const char *to;			/* writers: below the output folder */
	bool may_read;			/* report() may read kept layers */
	bool late;			/* `by` or `where` asks for what a report finds: it counts when that is there */

	/* <read> */
	const char *files, *metadata, *missing;	/* missing: values that mean "not known", ";" between */
	uint32_t n_set;
	setting *set;			/* set="wave=2024; lang=fr" */
} stage;

typedef struct pipeline {
	arena *arena;
	glane_str text;			/* of the file, as it stands */
	const char *path, *folder;	/* absolute; folder is what relative paths are relative to */
	const char *title, *study;
	uint32_t n_languages;
	const char **language;		/* languages="fr en"; n 0: any */
	const char *report_language;	/* "fr", "en"; default: the first of languages, else "en" */
	const char *audience;		/* "team", "public" */
	const char *signature;		/* NULL: the speaker */
	condition quotable;
	const char *by, *variables, *values, *corrections;	/* NULL: none; paths are absolute */
	int64_t min_speakers, min_units;	/* 5 and 10 where none is given */
	uint32_t n_stages;
	stage *stage;
	uint32_t n_settings;
	setting *setting;		/* attributes of <pipeline> in effect */
	place at;
} pipeline;

/* Files of the corpus (metadata) need not be there: for merge. */
extern bool pipeline_without_corpus;
/* Reads the file, includes profiles, applies settings. NULL after messages when it can't be used at
 * all; otherwise errors may have been added as well. Does not look at plugins. */
pipeline *pipeline_load(arena *in, const char *path, uint32_t n_set, const char *const *set,
                        messages *m);
/* The same from memory: for `pipe`, tests. `path` names it in messages; relative paths start at its
 * folder. */
pipeline *pipeline_parse(arena *in, const char *path, glane_bytes text, uint32_t n_set,
                         const char *const *set, messages *m);
/* The effective pipeline as XML with the origin of every value as comments (--expand). */
void pipeline_print(const pipeline *p, FILE *to);
/* A text that is equal for pipelines that do the same: plugin names and versions, all options and
 * core attributes in effect, hashes of the files that path options name. For manifest, --resume,
 * merge. After check_static. */
const char *pipeline_identity(const pipeline *p);
/* Writes XML of a command line: read-csv files=a.csv ! tokenize-fr ! write-jsonl. NULL after messages. */
const char *pipeline_of_words(arena *in, int n, char **word, messages *m);

/* The static check: plugins found and loaded, options parsed into stage->config, core attributes
 * understood, needs met in order, one provider, languages, files exist, writers' paths inside the
 * output folder. All errors are added, with suggestions. */
void check_static(pipeline *p, loader *l, messages *m);
/* RELAX NG for editors: every plugin that can be found with its options. */
void schema_print(loader *l, FILE *to);

/* May results tell the value of an attribute, of a stage or (NULL) of <pipeline>? What is private may not be told; and to
 * the public only numbers, choices and yes or no are: marks of speakers, conditions and names of files can be names of
 * persons. */
bool setting_shown(const pipeline *p, const stage *s, const char *name);
const setting *stage_setting(const stage *s, const char *name);
stage *pipeline_stage(const pipeline *p, const char *id);

/* Parses one option into config; false after a message. value NULL: the default. */
bool option_parse(arena *in, const glane_option *o, const char *value, const char *folder,
                  void *config, messages *m, place at, const char *plugin_name);
#endif
