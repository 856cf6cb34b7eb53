/* pipeline_parts.h - what the source files of the pipeline share among themselves. */
#ifndef PIPELINE_PARTS_H
#define PIPELINE_PARTS_H
#include "file.h"
#include "language.h"
#include "pipeline.h"
#include "sym.h"
#include "text.h"

enum { PIPELINE_VERSION = 1 };

/* ---- pipeline_scan.c: where things stand in the bytes, and what people really do to XML ---- */

typedef struct { glane_str name; place name_at, value_at; } scan_attribute;
typedef struct {
	glane_str name;
	place at;			/* of the "<" */
	place text;			/* of the first text inside that is not blank; line 0: none */
	uint32_t n, room;
	scan_attribute *attribute;
} scan_tag;
typedef struct {
	uint32_t n, room;
	scan_tag *tag;			/* start tags in the order of the file */
} scan;
/* Walks the tags of UTF-8 text. false after messages about what is no XML. */
bool pipeline_scan(arena *in, const char *shown, const char *text, size_t n, scan *out, messages *m);

/* ---- pipeline_xml.c: bytes to elements ---- */

typedef struct { const char *name, *value; place name_at, at; } xml_attribute;
typedef struct xml_element {
	const char *name, *text;	/* text: of <title>; "" otherwise */
	place at, text_at;		/* text_at.line 0: no text */
	uint32_t depth;			/* 0: the root */
	uint32_t n;
	xml_attribute *attribute;
} xml_element;
typedef struct {
	uint32_t n;
	xml_element *element;		/* in the order of the file */
} xml_file;
/* NULL after messages. `shown` names the file in them, `root` is the element that is expected. */
xml_file *pipeline_xml(arena *in, const char *shown, glane_bytes text, const char *root, messages *m);

/* ---- pipeline.c ---- */

/* A stage while the pipeline is put together. */
typedef struct {
	stage s;
	const char *element;		/* "read", "step", "write" */
	bool profile, named;		/* from a profile; the id was written */
	place again;			/* of the stage in the file that overrides it; line 0: none */
} raw_stage;
typedef struct {
	arena *in;
	messages *m;
	pipeline *p;
	const char *shown;		/* the pipeline's path as the user wrote it */
	uint32_t n, room;
	raw_stage *part;
	uint32_t profiles;		/* how deep in each other */
} builder;

/* The name of a stage's element, for messages. */
const char *stage_element(int kind);
/* Adds the setting, or puts it in the place of the one of its name. */
void settings_put(arena *in, setting **s, uint32_t *n, setting new);
const setting *settings_find(const setting *s, uint32_t n, const char *name);
/* Makes a stage of an element; false after a message. */
bool stage_of_element(builder *b, const xml_element *e, int from, raw_stage *out);
/* "version" of a root element: present and understood? */
bool version_check(builder *b, const xml_element *root);
/* The profile that an <include> names, and where; NULL after a message. */
const char *include_name(builder *b, const xml_element *e, place *at);
void part_insert(builder *b, uint32_t at, raw_stage new);
/* The folder that a relative path in this setting starts at. */
const char *setting_folder(arena *in, const setting *s);

/* ---- pipeline_profile.c ---- */

/* Inserts the stages of profile `name` at part `at`; how many. A profile that isn't found is an error
 * when `wanted`, otherwise nothing. */
uint32_t profile_insert(builder *b, const char *name, place at, uint32_t position, bool wanted);
/* A stage of the file overrides the one of the profile with its id; false: there is none. */
bool profile_override(builder *b, raw_stage *own);

/* ---- pipeline_set.c ---- */

void pipeline_assign(builder *b, uint32_t n, const char *const *set);
/* Attributes of <pipeline> and <read> into fields. */
void pipeline_fields(builder *b);
void read_fields(builder *b, stage *s);
extern const char *const pipeline_attributes[], *const read_attributes[], *const stage_attributes[],
	*const step_attributes[], *const write_attributes[];
uint32_t names_count(const char *const *names);
/* Is an attribute there that was probably meant to be `name`? It gets a message of its own. */
bool settings_meant(const stage *s, const char *name);
/* All names of core attributes of a kind of stage, in memory of `in`. */
const char *const *core_names(arena *in, int kind, uint32_t *n);
bool core_attribute(int kind, const char *name);
/* yes|no (and a hint at oui|non); false after a message. */
bool yes_or_no(arena *in, const char *who, const setting *s, bool *out, messages *m);

/* ---- hint.c ---- */

/* What to do instead of `word`, to stand at the end of a message: ": did you mean "x"?"; ": write "by",
 * the English name"; or ": known are a, b, c" when `all`; otherwise "". */
const char *hint(arena *in, const char *word, uint32_t n, const char *const *known, bool all);
/* "a, b, c". */
const char *hint_list(arena *in, uint32_t n, const char *const *names);
/* The same for a file that is missing: the nearest names in its folder. */
const char *hint_file(arena *in, const char *path);

/* ---- option.c ---- */

/* A path that a core attribute or an option names: absolute, and there; NULL after a message. */
const char *path_checked(arena *in, const char *value, const char *folder, messages *m, place at,
                         const char *who, const char *what);
/* The value of an option with its relative paths made absolute, as seen from `folder`; of other options as it is. */
const char *option_paths(arena *in, const glane_option *o, const char *value, const char *folder);

/* ---- check_needs.c, check_core.c ---- */

typedef struct {
	pipeline *p;
	loader *l;
	messages *m;
	arena *in;			/* memory of the pipeline */
	uint32_t n_others;		/* plugins that could be used but are not; looked up when wanted */
	const plugin **other;
	bool looked;
	/* What was said last, so that a stage that lacks two things of one provider is told once. */
	const stage *said_of, *said_later;
	const char *said_others, *said_language;
} checker;
/* Core attributes of a stage whose plugin is known (NULL: a <read> without `use`). */
void check_core(checker *c, stage *s);
/* What says by what a stage is grouped: its attribute `by`, or an option that holds groupings beside words of the
 * plugin's own ("theme|by"). *value: the groupings; NULL and no setting: the pipeline's. */
const setting *stage_by(arena *in, const stage *s, const char **value);
void check_needs(checker *c);
/* One provider of each layer, column and variable. */
void check_providers(checker *c);
/* Where `of` stands, for a message at `from`: "line 12", or with the file if it is another one. */
const char *stage_place(arena *in, const stage *from, const stage *of);
/* Can both never run on the same document? */
bool stages_disjoint(const stage *a, const stage *b);
/* Does it run on documents in that language, as far as one can tell? */
bool stage_speaks(const stage *s, const char *language);
bool list_has(const char *names, const char *name);
#endif
