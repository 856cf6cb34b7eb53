/* turns.h - what the files of this plugin share: marks of speakers, labels, time codes, remarks. */
#ifndef TURNS_H
#define TURNS_H
#include <glane/plugin.h>

typedef struct {
	const char *shown;		/* as the pipeline has it: the speaker's id */
	const char *form;		/* as compared, without its colon; see form_of_label() */
	uint32_t role;
	bool bare;			/* ends in a sign, as "Q." does: needs no colon after it */
} mark;

typedef struct { uint32_t n; mark *mark; } marks;

/* A line that begins with a label: [00:12:43] **Enquêteur :** … All offsets are the text's. */
typedef struct {
	uint32_t begin, end;		/* of the marker: time code and colon included */
	glane_span label;		/* the words alone */
	bool timed;			/* a time code stands before it, or before its colon */
	const mark *mark;		/* NULL: of nobody who was declared */
} marker;

/* Adds the items of a list cut at ; and line ends. Those with {variable} in them go to `patterns`. */
void marks_add(glane_ctx *ctx, int life, const char *list, uint32_t role, marks *m, marks *patterns);
/* `m` and what the variables of this document and its speakers make of the patterns. */
marks marks_of_document(glane_ctx *ctx, const glane_doc *doc, const marks *m, const marks *patterns);
/* Looks at the line text[begin..end). true: it begins with a declared mark. false with label.end set: with
 * words and a colon that are none. */
bool marker_find(const char *text, uint32_t begin, uint32_t end, const marks *m, marker *out);
/* The declared mark that a label may be a slip for, or NULL. */
const mark *marks_near(const marks *m, const char *label, uint32_t n, uint32_t most);
/* Do these words have the look of a label: few, the first with a capital, no punctuation? */
bool label_shaped(const char *label, uint32_t n);
/* … of initials ("MD"), or of a word that transcribers use for speakers ("Interviewer", "Speaker 2")? */
bool label_telling(const char *label, uint32_t n);

/* Bytes of a time code at p: [00:12:43] (00:12) #00:12:34-5# and, if `naked`, 00:12:43 and 12:43. */
uint32_t time_code(const char *p, uint32_t n, bool naked);
/* Bytes of a transcriber's remark at p: [rire] (silence) ((laughs)) […], or 0: what is in the brackets
 * was said, or stands for what was said, as [ENTREPRISE] does. */
uint32_t remark(const char *p, uint32_t n);
#endif
