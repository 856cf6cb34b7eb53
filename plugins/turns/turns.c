/* turns: who speaks from where to where, by the marks that a transcriber put at the beginning of lines. */
#include <stdio.h>
#include <string.h>
#include "form/form.h"
#include "turns.h"

enum { LABELS_ERROR, LABELS_TEXT, LABELS_SPEAKER };
enum { UNMARKED_ERROR, UNMARKED_RESPONDENT };

typedef struct {
	const char *interviewer, *respondent, *other;
	int labels, unmarked;
} config;

#define FRENCH_AND_ENGLISH_INTERVIEWERS "Enquêteur; Enquêtrice; Enquêteur·rice; Interviewer"
#define FRENCH_AND_ENGLISH_RESPONDENTS "Enquêté; Enquêtée; Enquêté·e; Respondent; Interviewee"
static const glane_option options[] = {
	GLANE_OPT_PATTERN(config, interviewer, "interviewer", FRENCH_AND_ENGLISH_INTERVIEWERS,
		"Marks of those who ask, separated by ;"),
	GLANE_OPT_PATTERN(config, respondent, "respondent", FRENCH_AND_ENGLISH_RESPONDENTS,
		"Marks of those who answer, separated by ;; {initials} stands for what the variable says"),
	GLANE_OPT_PATTERN(config, other, "other", "",
		"Marks of those who speak and are neither, separated by ;"),
	GLANE_OPT_CHOICE(config, labels, "other-labels", "error", "error|text|speaker",
		"What a line is that begins as with a mark, but with none that is declared"),
	GLANE_OPT_CHOICE(config, unmarked, "unmarked", "error", "error|respondent",
		"What a document without any mark is: an error, or all the respondent's"),
	GLANE_LAST
};

typedef struct { glane_span *span; glane_sym *speaker; } turn_rows;
typedef struct { glane_span *span; glane_sym *kind; } note_rows;
enum { TURN, NOTE };
static const glane_column turn_columns[] = {
	GLANE_COLUMN(turn_rows, speaker, "speaker", "Speaker"),
	GLANE_LAST
};
static const glane_column note_columns[] = {
	GLANE_COLUMN(note_rows, kind, "kind", "Kind"),
	GLANE_LAST
};
static const glane_layer layers[] = {
	[TURN] = GLANE_LAYER(turn_rows, "turn", GLANE_MAKES, turn_columns,
		"What one person says until another one speaks"),
	[NOTE] = GLANE_LAYER(note_rows, "note", GLANE_MAKES, note_columns,
		"Markers of turns, time codes, remarks of the transcriber"),
	GLANE_LAST
};

/* What other-labels="text" leaves to who is speaking: a misspelt mark would go unseen there. */
typedef struct { glane_sym label, near; int64_t lines, documents; } label_row;
enum { LABELS };
static const glane_column label_columns[] = {
	GLANE_COL_KEY(label_row, label, "label", "Beginning of lines"),
	GLANE_COL_KEY(label_row, near, "near", "Mark that may be meant"),
	GLANE_COL_COUNT(label_row, lines, "lines", "lines", "Lines"),
	GLANE_COL_DOCUMENTS(label_row, documents, "documents", "Documents"),
	GLANE_LAST
};
static const glane_table tables[] = {
	[LABELS] = { "labels", GLANE_COUNTED | GLANE_CHECK | GLANE_PERSONAL, label_columns, sizeof(label_row), "-near -lines", NULL, NULL,
		"Lines that look like turns of somebody else",
		"{lines} lines begin with {label}: if this is a mark of a speaker, declare it in the step turns or correct the text; "
		"otherwise all is well" },
	GLANE_LAST
};

typedef struct { marks marks, patterns; } settings;

/* A marker with whom it names. */
typedef struct { marker at; glane_str id; uint32_t role; } found;

/* What is known of a document while its lines are read. */
typedef struct {
	glane_ctx *ctx;
	const glane_doc *doc;
	marks marks;
	uint32_t n_found, room_found;
	found *found;
	uint32_t n_labels, room_labels;
	marker *label;			/* labels that nobody declared */
} work;

static settings declared(glane_ctx *ctx, int life)
{
	const config *c = ctx->config;
	settings s = { { 0, NULL }, { 0, NULL } };
	marks_add(ctx, life, c->interviewer, GLANE_INTERVIEWER, &s.marks, &s.patterns);
	marks_add(ctx, life, c->respondent, GLANE_RESPONDENT, &s.marks, &s.patterns);
	marks_add(ctx, life, c->other, GLANE_OTHER, &s.marks, &s.patterns);
	return s;
}

static int create(glane_ctx *ctx, void **self)
{
	settings s = declared(ctx, GLANE_RUN);
	*self = NULL;
	if (!s.marks.n && !s.patterns.n)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("respondent"),
		                       "no mark is declared: name those of the transcripts in interviewer "
		                       "and respondent, for example \"Interviewer\" and \"Respondent\"");
	return GLANE_OK;
}

/* Only now do the names in {braces} stand there as documents have them. */
static int open_worker(glane_ctx *ctx)
{
	*(settings *)ctx->worker = declared(ctx, GLANE_WORKER);
	return GLANE_OK;
}

/* ---- Lines ----------------------------------------------------------------------------------- */

static void *room_for_one(glane_ctx *ctx, void *p, uint32_t n, uint32_t *room, size_t size)
{
	if (n < *room)
		return p;
	uint32_t more = *room ? *room : 64;
	*room += more;
	return ctx->host->grow(ctx, GLANE_SCRATCH, p, n * size, more * size);
}

static void read_line(work *w, uint32_t begin, uint32_t end)
{
	const char *t = w->doc->text.p;
	marker m;
	if (marker_find(t, begin, end, &w->marks, &m)) {
		w->found = room_for_one(w->ctx, w->found, w->n_found, &w->room_found, sizeof *w->found);
		glane_str id = { m.mark->shown, (uint32_t)strlen(m.mark->shown) };
		w->found[w->n_found++] = (found){ m, id, m.mark->role };
	} else if (label_shaped(t + m.label.begin, m.label.end - m.label.begin)) {
		w->label = room_for_one(w->ctx, w->label, w->n_labels, &w->room_labels, sizeof *w->label);
		w->label[w->n_labels++] = m;
	}
}

static void read_lines(work *w)
{
	glane_str t = w->doc->text;
	for (uint32_t i = 0, begin = 0; ; i++) {
		size_t k = i < t.n ? form_line_end(t.p + i, t.n - i) : 0;
		if (i < t.n && !k)
			continue;
		if (i > begin)
			read_line(w, begin, i);
		if (i >= t.n)
			return;
		i += (uint32_t)k - 1;
		begin = i + 1;
	}
}

/* ---- Labels that nobody declared ------------------------------------------------------------- */

static bool same_label(const work *w, const marker *a, const marker *b)
{
	const char *t = w->doc->text.p;
	uint32_t n = a->label.end - a->label.begin;
	return n == b->label.end - b->label.begin && !memcmp(t + a->label.begin, t + b->label.begin, n);
}

/* In one document only; looking at all pairs would take long in a text that is a list. */
static bool again(const work *w, uint32_t i)
{
	enum { FAR = 400 };
	for (uint32_t k = i + 1; k < w->n_labels && k < i + FAR; k++)
		if (same_label(w, &w->label[i], &w->label[k]))
			return true;
	return false;
}

/* Would a reader take this label for a mark that was forgotten? "Avant : …", once, is text. */
static bool suspicious(const work *w, uint32_t i, const mark **near)
{
	const marker *m = &w->label[i];
	const char *p = w->doc->text.p + m->label.begin;
	uint32_t n = m->label.end - m->label.begin;
	bool before = !w->n_found || m->begin < w->found[0].at.begin;
	*near = marks_near(&w->marks, p, n, before ? 1 : 2);
	if (*near)
		return true;
	/* A title or a header ("Date:") before the first turn is nobody's in any case. */
	return !before && (m->timed || label_telling(p, n) || again(w, i));
}

static int refuse_labels(work *w)
{
	const glane_host *h = w->ctx->host;
	for (uint32_t i = 0; i < w->n_labels; i++) {
		const marker *m = &w->label[i];
		const mark *near;
		glane_str s = { w->doc->text.p + m->label.begin, m->label.end - m->label.begin };
		if (!suspicious(w, i, &near))
			continue;
		if (near)
			return h->fail(w->ctx, GLANE_EINPUT, glane_at_span(w->doc, m->label),
			               "\"%.*s\" at the beginning of a line looks like the mark of a speaker, but is not "
			               "declared; if \"%s\" is meant, correct the text, otherwise add the mark to "
			               "interviewer, respondent or other", GLANE_STR(s), near->shown);
		return h->fail(w->ctx, GLANE_EINPUT, glane_at_span(w->doc, m->label),
		               "\"%.*s\" at the beginning of a line looks like the mark of a speaker, but is not "
		               "declared; add it to interviewer, respondent or other, or leave such lines to who is "
		               "speaking with other-labels=\"text\"", GLANE_STR(s));
	}
	return GLANE_OK;
}

/* other-labels="text": what a reader would take for a mark is told. */
static void tell_labels(work *w)
{
	const glane_host *h = w->ctx->host;
	label_row *row = h->alloc(w->ctx, GLANE_SCRATCH, (w->n_labels + 1) * sizeof *row);
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->n_labels; i++) {
		const mark *near;
		glane_str s = { w->doc->text.p + w->label[i].label.begin, w->label[i].label.end - w->label[i].label.begin };
		if (!suspicious(w, i, &near))
			continue;
		h->intern(w->ctx, 1, &s, &row[n].label);
		row[n].near = near ? h->sym(w->ctx, near->shown) : (glane_sym){ 0 };
		row[n++].lines = 1;
	}
	h->count(w->ctx, LABELS, n, row, NULL, NULL);
}

/* other-labels="speaker": each suspicious label is a respondent of its own. Both lists are in order. */
static void admit_labels(work *w)
{
	uint32_t n = 0, a = 0, room = w->n_found + w->n_labels + 1;
	found *all = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, room * sizeof *all);
	for (uint32_t i = 0; i < w->n_labels; i++) {
		const mark *near;
		marker m = w->label[i];
		const char *p = w->doc->text.p + m.label.begin;
		uint32_t size = m.label.end - m.label.begin;
		bool counts = suspicious(w, i, &near);
		for (uint32_t k = 0; k < i && !counts; k++)	/* the second time as the first */
			counts = same_label(w, &w->label[k], &m);
		if (!counts || w->label[i].begin < (w->n_found ? w->found[0].at.begin : 0))
			continue;
		while (a < w->n_found && w->found[a].at.begin < m.begin)
			all[n++] = w->found[a++];
		all[n++] = (found){ m, { p, size }, GLANE_RESPONDENT };
	}
	while (a < w->n_found)
		all[n++] = w->found[a++];
	w->found = all;
	w->n_found = n;
}

/* ---- Documents without marks ----------------------------------------------------------------- */

static glane_span trimmed(glane_str t, uint32_t begin, uint32_t end)
{
	size_t k;
	uint32_t last = begin;
	while (begin < end && ((k = form_blank(t.p + begin, end - begin)) > 0 ||
	                       (k = form_line_end(t.p + begin, end - begin)) > 0))
		begin += (uint32_t)k;
	for (uint32_t i = begin; i < end; i += (uint32_t)k) {
		k = form_blank(t.p + i, end - i);
		if (!k)
			k = form_line_end(t.p + i, end - i);
		if (!k) {
			form_decode(t.p + i, end - i, &k);
			last = i + (uint32_t)k;
		}
	}
	return (glane_span){ begin, last > begin ? last : begin };
}

static const char *listed(const work *w)
{
	size_t n = 1;
	for (uint32_t i = 0; i < w->marks.n; i++)
		n += strlen(w->marks.mark[i].shown) + 2;
	char *s = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, n), *to = s;
	for (uint32_t i = 0; i < w->marks.n; i++)
		to += sprintf(to, i ? "; %s" : "%s", w->marks.mark[i].shown);
	return s;
}

static int unmarked(work *w)
{
	const config *c = w->ctx->config;
	const glane_host *h = w->ctx->host;
	glane_span all = trimmed(w->doc->text, 0, w->doc->text.n);
	if (c->unmarked == UNMARKED_RESPONDENT) {
		w->found = room_for_one(w->ctx, w->found, 0, &w->room_found, sizeof *w->found);
		w->found[w->n_found++] = (found){ { all.begin, all.begin, { 0, 0 }, false, NULL },
			h->string(w->ctx, w->doc->speaker[0].id), GLANE_RESPONDENT };
		return GLANE_OK;
	}
	if (w->n_labels) {
		glane_span at = w->label[0].label;
		glane_str s = { w->doc->text.p + at.begin, at.end - at.begin };
		return h->fail(w->ctx, GLANE_EINPUT, glane_at_span(w->doc, at),
		               "no line begins with the mark of a speaker; looked for: %s; the first line that "
		               "looks like it begins with \"%.*s:\"; add the marks of this document to interviewer and "
		               "respondent", listed(w), GLANE_STR(s));
	}
	return h->fail(w->ctx, GLANE_EINPUT, glane_at_span(w->doc, (glane_span){ 0, 0 }),
	               "no line begins with the mark of a speaker; looked for: %s; if one person says all of it, "
	               "set unmarked=\"respondent\"", listed(w));
}

/* ---- Rows ------------------------------------------------------------------------------------ */

static void write_turns(work *w)
{
	const glane_host *h = w->ctx->host;
	turn_rows out;
	uint32_t n = 0;
	h->rows(w->ctx, TURN, w->n_found, &out);
	for (uint32_t i = 0; i < w->n_found; i++) {
		const found *f = &w->found[i];
		uint32_t to = i + 1 < w->n_found ? w->found[i + 1].at.begin : w->doc->text.n;
		glane_span s = trimmed(w->doc->text, f->at.end, to);
		if (s.begin == s.end)		/* a mark, and nothing said: who kept silent is told too */
			s.begin = s.end = f->at.end;
		uint32_t who = h->add_speaker(w->ctx, f->id, f->role);
		if (who >= w->doc->n_speakers)
			return;			/* misuse was noted */
		out.span[n] = s;
		out.speaker[n++] = w->doc->speaker[who].id;
	}
	h->seal(w->ctx, TURN, n);
}

typedef struct { glane_sym marker, time, transcriber; } kinds;

static note_rows add_note(work *w, note_rows out, uint32_t *n, uint32_t *room, glane_span s, glane_sym kind)
{
	if (*n == *room) {
		*room = *room * 2 + 64;
		w->ctx->host->rows(w->ctx, NOTE, *room, &out);
	}
	out.span[*n] = s;
	out.kind[(*n)++] = kind;
	return out;
}

static void write_notes(work *w)
{
	const glane_host *h = w->ctx->host;
	const glane_str t = w->doc->text;
	const kinds k = { h->sym(w->ctx, "marker"), h->sym(w->ctx, "time"), h->sym(w->ctx, "transcriber") };
	note_rows out = { NULL, NULL };
	uint32_t n = 0, room = 0, next = 0;
	for (uint32_t i = 0; i < t.n; i++) {
		if (next < w->n_found && i == w->found[next].at.begin) {
			const marker *m = &w->found[next++].at;
			if (m->end > m->begin) {
				out = add_note(w, out, &n, &room, (glane_span){ m->begin, m->end }, k.marker);
				i = m->end - 1;
				continue;
			}
		}
		if (t.p[i] != '[' && t.p[i] != '(' && t.p[i] != '#')
			continue;
		uint32_t size = time_code(t.p + i, t.n - i, false);
		glane_sym kind = size ? k.time : k.transcriber;
		if (!size)
			size = remark(t.p + i, t.n - i);
		if (size) {
			out = add_note(w, out, &n, &room, (glane_span){ i, i + size }, kind);
			i += size - 1;
		}
	}
	if (n)
		h->seal(w->ctx, NOTE, n);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const config *c = ctx->config;
	const settings *s = ctx->worker;
	work w = { .ctx = ctx, .doc = doc, .marks = marks_of_document(ctx, doc, &s->marks, &s->patterns) };
	int code = GLANE_OK;
	read_lines(&w);
	if (!w.n_found)
		code = unmarked(&w);
	else if (c->labels == LABELS_ERROR)
		code = refuse_labels(&w);
	else if (c->labels == LABELS_SPEAKER)
		admit_labels(&w);
	else
		tell_labels(&w);
	if (code)
		return code;
	write_turns(&w);
	write_notes(&w);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Who speaks was told by the transcribers' marks at the beginning of lines; marks, time codes "
	  "and transcribers' remarks (laughter, pauses, what could not be heard) are not words." },
	{ "unmarked=respondent", "A document without any mark was taken as one respondent's." },
	{ "other-labels=speaker", "Labels that were not declared were taken as further respondents." },
	{ "other-labels=text", "Labels that were not declared were read as text." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "turns", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Who speaks: turns by the marks at the beginning of lines",
	.topic = "corpus", .method = method,
	.options = options, .layers = layers, .tables = tables, .config_size = sizeof(config),
	.worker_size = sizeof(settings),
	.create = create, .open = open_worker, .process = process,
};
