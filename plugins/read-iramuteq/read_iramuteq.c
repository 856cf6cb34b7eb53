/* read-iramuteq: corpora of Alceste and IRaMuTeQ, in which a line of stars begins each text and says its variables. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include "encoding/files.h"
#include "encoding/names.h"
#include "lines.h"

typedef struct { int encoding, group; } config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, encoding, "encoding", "auto", ENCODING_CHOICES, "Encoding of the files; auto looks at each"),
	GLANE_OPT_CHOICE(config, group, "group", "none", NAMES_GROUP_CHOICES,
	                 "What becomes the variable group: the name of the folder or of the file"),
	GLANE_LAST };

typedef struct { glane_span *span; glane_sym *kind, *id; } section_rows;
typedef struct { glane_span *span; glane_sym *kind; } note_rows;
static const glane_column section_columns[] = {
	GLANE_COLUMN(section_rows, kind, "kind", "Kind"),
	GLANE_COLUMN(section_rows, id, "id", "Name"),
	GLANE_LAST };
static const glane_column note_columns[] = { GLANE_COLUMN(note_rows, kind, "kind", "Kind"), GLANE_LAST };
enum { SECTION, NOTE };
static const glane_layer layers[] = {
	[SECTION] = GLANE_LAYER(section_rows, "section", GLANE_MAY_MAKE, section_columns, "What is said on a theme, after its mark -*theme"),
	[NOTE] = GLANE_LAYER(note_rows, "note", GLANE_MAY_MAKE, note_columns, "Stars inside of a text: _word_"),
	GLANE_LAST };

/* ---- Plan --------------------------------------------------------------------------------------- */

enum { KEY_ENCODING = 56 };
enum { NAMES_MOST = 1000 };		/* variables of one file */

typedef struct {
	glane_ctx *ctx;
	const glane_file *file;
	glane_plan *plan;
	const encoding_text *text;
	uint32_t n_names, n_texts;
	struct { glane_str name; bool multiple; } name[NAMES_MOST];
	/* What is said once, with the first line of it. */
	uint32_t bare, bare_line, spaced, spaced_line, empty, empty_line;
} planning;

static uint32_t line_end(const encoding_text *t, size_t at)
{
	const char *end = memchr(t->p + at, '\n', t->n - at);
	return (uint32_t)(end ? end + 1 - (t->p + at) : (ptrdiff_t)(t->n - at));
}

static char *copied(glane_ctx *ctx, glane_str s)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, s.n + 1u);
	memcpy(p, s.p, s.n);
	return p;
}

static bool same(glane_str a, glane_str b)
{
	return a.n == b.n && !memcmp(a.p, b.p, a.n);
}

static uint32_t name_number(planning *k, glane_str name)
{
	for (uint32_t i = 0; i < k->n_names; i++)
		if (same(k->name[i].name, name))
			return i;
	if (k->n_names == NAMES_MOST)
		return GLANE_NONE;
	k->name[k->n_names].name = name;
	return k->n_names++;
}

/* Looks at one line of stars before anything is planned: which variables there are, and which of them a text has twice. */
static int look_at_stars(planning *k, glane_str line, uint32_t number)
{
	const glane_host *h = k->ctx->host;
	const glane_place at = glane_at_line(k->file->path, number, 0);
	glane_str rest = line_variables(line.p, line.n), stray;
	line_variable v;
	uint32_t seen[NAMES_MOST], n = 0;
	bool first = true;
	while (line_next(&rest, &v, &stray)) {
		if (first && stray.n)
			break;
		first = false;
		uint32_t i = name_number(k, v.name);
		if (i == GLANE_NONE)
			return h->fail(k->ctx, GLANE_EINPUT, at, "more than %d different variables: stars begin variables (*age_18), is this such a "
				"corpus?", NAMES_MOST);
		for (uint32_t j = 0; j < n; j++)
			k->name[i].multiple |= seen[j] == i;
		if (n < NAMES_MOST)
			seen[n++] = i;
		if (!v.value.n && !k->bare++)
			k->bare_line = number;
		if (v.spaces && !k->spaced++)
			k->spaced_line = number;
	}
	if (stray.n)
		return h->fail(k->ctx, GLANE_EINPUT, at, "\"%.*s\" stands between the stars and the first variable: write **** *name_value "
			"*name_value", GLANE_STR(stray));
	return GLANE_OK;
}

/* The values of one text; several of one variable joined by |. */
static void plan_values(planning *k, glane_str line)
{
	const glane_host *h = k->ctx->host;
	glane_str all = line_variables(line.p, line.n), rest, stray;
	line_variable v;
	for (uint32_t i = 0; i < k->n_names; i++) {
		char *value = NULL;
		size_t n = 0;
		for (rest = all; line_next(&rest, &v, &stray); ) {
			if (!same(v.name, k->name[i].name))
				continue;
			glane_str one = v.value.n ? v.value : (glane_str){ "yes", 3 };
			char *more = h->alloc(k->ctx, GLANE_SCRATCH, n + one.n + 2);
			if (n) {
				memcpy(more, value, n);
				more[n++] = '|';
			}
			memcpy(more + n, one.p, one.n);
			n += one.n;
			value = more;
		}
		if (n)
			h->plan_value(k->plan, copied(k->ctx, k->name[i].name), (glane_str){ value, (uint32_t)n });
	}
}

/* A text: its line of stars, and what follows it up to `end`. */
static void plan_text(planning *k, size_t stars, size_t begin, size_t end, uint32_t number)
{
	const glane_host *h = k->ctx->host;
	const glane_str base = names_group(k->file->name, NAMES_GROUP_FILE);
	bool said = false;
	for (size_t i = begin; i < end && !said; i++)
		said = !strchr(" \t\n", k->text->p[i]) || !k->text->p[i];
	k->n_texts++;		/* also of what is left out: names don't change when a text is filled in */
	if (!said) {
		if (!k->empty++)
			k->empty_line = number;
		return;
	}
	char *name = h->alloc(k->ctx, GLANE_SCRATCH, base.n + 16u);
	snprintf(name, base.n + 16u, "%.*s-%04u", GLANE_STR(base), (unsigned)k->n_texts);
	uint64_t offset = encoding_source(k->text, stars);
	h->plan_document(k->plan, name, offset | (uint64_t)k->text->encoding << KEY_ENCODING, end - stars, glane_where_line(offset, number));
	plan_values(k, (glane_str){ k->text->p + stars, (uint32_t)(begin - stars) });
	glane_str group = names_group(k->file->name, ((const config *)k->ctx->config)->group);
	if (group.n)
		h->plan_value(k->plan, "group", group);
}

/* All lines: twice, since variables are declared before the first text. */
static int plan_lines(planning *k, bool look)
{
	const glane_host *h = k->ctx->host;
	size_t stars = 0, begin = 0;
	uint32_t number = 1, stars_line = 0;
	for (size_t at = 0; at < k->text->n; number++) {
		uint32_t n = line_end(k->text, at);
		const char *p = k->text->p + at;
		if (line_kind(p, n) == LINE_STARS) {
			int e = look ? look_at_stars(k, (glane_str){ p, n }, number) : GLANE_OK;
			if (e)
				return e;
			if (!look && stars_line)
				plan_text(k, stars, begin, at, stars_line);
			stars = at;
			begin = at + n;
			stars_line = number;
		} else if (!stars_line)
			for (uint32_t i = 0; i < n; i++)
				if (!strchr(" \t\n", p[i]))
					return h->fail(k->ctx, GLANE_EINPUT, glane_at_line(k->file->path, number, 0), "text before the first line of stars, "
						"so that nobody knows whose it is: a text begins with a line such as **** *age_18 *sex_f");
		at += n;
	}
	if (!look && stars_line)
		plan_text(k, stars, begin, k->text->n, stars_line);
	return GLANE_OK;
}

static void say(const planning *k)
{
	const glane_host *h = k->ctx->host;
	const char *path = k->file->path;
	if (k->bare)
		h->log(k->ctx, GLANE_WARNING, glane_at_line(path, k->bare_line, 0), "variables without a value (write *name_value) have the value "
			"\"yes\": %u, from this line on", (unsigned)k->bare);
	if (k->spaced)
		h->log(k->ctx, GLANE_WARNING, glane_at_line(path, k->spaced_line, 0), "blanks in a variable or its value are kept, though IRaMuTeQ "
			"refuses them: %u, from this line on", (unsigned)k->spaced);
	if (k->empty)
		h->log(k->ctx, GLANE_INFO, glane_at_line(path, k->empty_line, 0), "lines of stars without a text, from this one on, are left "
			"aside: %u", (unsigned)k->empty);
}

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *out)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	encoding_text text;
	planning *k = h->alloc(ctx, GLANE_SCRATCH, sizeof *k);
	int e = files_text(ctx, GLANE_EINPUT, file->path, c->encoding, files_memory(ctx, GLANE_SCRATCH), &text);
	if (e)
		return e;
	*k = (planning){ .ctx = ctx, .file = file, .plan = out, .text = &text };
	if ((e = plan_lines(k, true)) != GLANE_OK)
		return e;
	for (uint32_t i = 0; i < k->n_names; i++)
		h->plan_variable(out, copied(ctx, k->name[i].name), k->name[i].multiple ? GLANE_MULTIPLE : GLANE_NOMINAL);
	if (c->group != NAMES_GROUP_NONE)
		h->plan_variable(out, "group", GLANE_NOMINAL);
	e = plan_lines(k, false);
	if (!e)
		say(k);
	return e;
}

/* ---- Read --------------------------------------------------------------------------------------- */

/* The text that begins with the line of stars at the key's offset, of which as much is decoded as is needed; *end: where the
 * next one begins. */
static int decode(glane_ctx *ctx, const glane_planned *item, encoding_text *text, size_t *end)
{
	const encoding_memory memory = files_memory(ctx, GLANE_SCRATCH);
	const size_t offset = item->key & (((uint64_t)1 << KEY_ENCODING) - 1);
	const int encoding = (int)(item->key >> KEY_ENCODING);
	glane_bytes bytes;
	int e = ctx->host->file(ctx, item->file->path, &bytes);
	if (e)
		return e;
	for (size_t most = 1 << 14;; most *= 4) {
		size_t to = bytes.n - offset > most ? encoding_cut(bytes, encoding, offset + most) : bytes.n;
		encoding_decode(bytes, encoding, offset, to, item->where.line, memory, text);
		for (size_t at = line_end(text, 0); at < text->n; at += line_end(text, at)) {
			uint32_t n = line_end(text, at);
			bool whole = text->p[at + n - 1] == '\n' || to == bytes.n;
			if (whole && line_kind(text->p + at, n) == LINE_STARS) {
				*end = at;
				return GLANE_OK;
			}
		}
		*end = text->n;
		if (to == bytes.n)
			return GLANE_OK;
	}
}

typedef struct {
	glane_ctx *ctx;
	glane_draft *draft;
	const encoding_text *text;
	uint32_t at;			/* end of the draft's text */
	section_rows section;
	note_rows note;
	uint32_t n_sections, n_notes, room_notes;
} reading;

static bool letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c & 0x80;
}

/* Notes of _word_, which stars a word inside of a text: nobody said it. */
static void note_stars(reading *r, size_t from, size_t to, uint32_t at)
{
	const char *p = r->text->p;
	for (size_t i = from; i < to; i++) {
		size_t k = i + 1;
		if (p[i] != '_' || (i > from && (letter(p[i - 1]) || p[i - 1] == '_')))
			continue;
		while (k < to && letter(p[k]))
			k++;
		if (k == to || p[k] != '_' || k == i + 1 || (k + 1 < to && (letter(p[k + 1]) || p[k + 1] == '_')))
			continue;
		if (r->n_notes == r->room_notes) {
			r->room_notes = 2 * r->room_notes + 16;
			r->ctx->host->rows(r->ctx, NOTE, r->room_notes, &r->note);
		}
		r->note.span[r->n_notes] = (glane_span){ at + (uint32_t)(i - from), at + (uint32_t)(k + 1 - from) };
		r->note.kind[r->n_notes++] = r->ctx->host->sym(r->ctx, "marker");
		i = k;
	}
}

/* Lines from … to, without a mark among them. */
static void give(reading *r, size_t from, size_t to)
{
	if (from >= to)
		return;
	uint32_t at = encoding_give(r->text, from, to, r->ctx->host, r->draft);
	encoding_report(r->text, from, to, r->ctx->host, r->draft);
	note_stars(r, from, to, at);
	r->at = at + (uint32_t)(to - from);
}

static void close_section(reading *r)
{
	if (r->n_sections)
		r->section.span[r->n_sections - 1].end = r->at;
	/* A mark after which nothing is said. */
	if (r->n_sections && r->section.span[r->n_sections - 1].begin >= r->at)
		r->n_sections--;
}

static void begin_section(reading *r, glane_str theme)
{
	close_section(r);
	r->section.span[r->n_sections].begin = r->at;
	r->section.kind[r->n_sections] = r->ctx->host->sym(r->ctx, "theme-mark");
	r->ctx->host->intern(r->ctx, 1, &theme, &r->section.id[r->n_sections++]);
}

static int read(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	encoding_text text;
	size_t end, from, themes = 0;
	int e = decode(ctx, item, &text, &end);
	if (e)
		return e;
	reading r = { .ctx = ctx, .draft = draft, .text = &text };
	size_t first = line_end(&text, 0);
	for (size_t at = first; at < end; at += line_end(&text, at))
		themes += line_kind(text.p + at, line_end(&text, at)) == LINE_THEME;
	ctx->host->rows(ctx, SECTION, (uint32_t)themes, &r.section);
	from = first;
	for (size_t at = first, n; at < end; at += n) {
		n = line_end(&text, at);
		glane_str theme = line_theme(text.p + at, n);
		if (!theme.n)
			continue;
		give(&r, from, at);
		begin_section(&r, theme);
		from = at + n;
	}
	give(&r, from, end);
	close_section(&r);
	ctx->host->seal(ctx, SECTION, r.n_sections);
	if (r.n_notes)
		ctx->host->seal(ctx, NOTE, r.n_notes);
	return GLANE_OK;
}

static int probe(const char *name, glane_bytes head)
{
	const char *p = (const char *)head.p;
	size_t n = head.n, at = 0;
	(void)name;
	if (n >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3))
		at = 3;
	while (at < n && strchr(" \t\r\n", p[at]) && p[at])
		at++;
	const char *end = memchr(p + at, '\n', n - at);
	return line_kind(p + at, end ? (size_t)(end - p) - at : n - at) == LINE_STARS ? 90 : 0;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each text that a line of stars begins is a document, with the starred variables of that line; "
	  "nothing was taken out of the texts." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "read-iramuteq", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Reads corpora of IRaMuTeQ and Alceste: lines of stars begin texts and say their variables",
	.method = method,
	.options = options, .config_size = sizeof(config),
	.layers = layers,
	.probe = probe, .plan = plan, .read = read,
};
