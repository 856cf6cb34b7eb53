/* read-csv: a row of a table is one document: a column names it, one holds its text, the others are its
 * variables. */
#define _GNU_SOURCE
#include <string.h>
#include "encoding/files.h"
#include "encoding/names.h"

typedef struct {
	const char *id, *text, *respondent;
	int separator, encoding, group;
} config;
static const glane_option options[] = {
	GLANE_OPT_TEXT(config, id, "id-column", "",
	               "Column that names the document; without it: id, document, or the number of the line"),
	GLANE_OPT_TEXT(config, text, "text-column", "", "Column that holds the text; without it: text"),
	GLANE_OPT_TEXT(config, respondent, "respondent-column", "",
	               "Column that says who answers, if it isn't called respondent"),
	GLANE_OPT_CHOICE(config, separator, "separator", "auto", "auto|;|,|tab",
	                 "What stands between two columns; auto looks at the header"),
	GLANE_OPT_CHOICE(config, encoding, "encoding", "auto", ENCODING_CHOICES,
	                 "Encoding of the files; auto looks at each"),
	GLANE_OPT_CHOICE(config, group, "group", "none", NAMES_GROUP_CHOICES,
	                 "What becomes the variable group: the name of the folder or of the file"),
	GLANE_LAST };
static const char separators[] = { 0, ';', ',', '\t' };

/* What read() must know of a record besides its place, in the 64 bits of a planned document. */
enum { KEY_OFFSET = 48, KEY_ENCODING = 56 };
static uint64_t make_key(uint64_t offset, int encoding, char separator)
{
	uint64_t s = separator == ';' ? 1 : separator == ',' ? 2 : 3;
	return offset | s << KEY_OFFSET | (uint64_t)encoding << KEY_ENCODING;
}

typedef struct { uint64_t offset; int encoding; char separator; } key;
static key open_key(uint64_t k)
{
	return (key){ k & ((1ull << KEY_OFFSET) - 1), (int)(k >> KEY_ENCODING & 15),
	              separators[k >> KEY_OFFSET & 3] };
}

/* ---- Columns --------------------------------------------------------------------------------- */

typedef struct { uint32_t id, text, respondent; } columns;

/* Distance of two names: letters changed, put in, left out; case aside. Beyond 3 it doesn't matter. */
static uint32_t apart(const char *a, size_t n, const char *b, size_t m)
{
	uint32_t row[64];
	if (n > 60 || m > 60)
		return 60;
	for (uint32_t j = 0; j <= m; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= n; i++) {
		uint32_t corner = row[0];
		row[0] = i;
		for (uint32_t j = 1; j <= m; j++) {
			uint32_t above = row[j], d = corner + ((a[i - 1] | 32) != (b[j - 1] | 32));
			d = above + 1 < d ? above + 1 : d;
			row[j] = row[j - 1] + 1 < d ? row[j - 1] + 1 : d;
			corner = above;
		}
	}
	return row[m];
}

static int no_column(glane_ctx *ctx, const char *path, const csv *c, const char *option, const char *name)
{
	const csv_field *near = NULL;
	size_t n = strlen(name), best = n / 3 + 1;
	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t d = apart(name, n, c->field[i].p, c->field[i].n);
		if (d < best) {
			best = d;
			near = &c->field[i];
		}
	}
	glane_place at = glane_at_line(path, c->record_line, 0);
	if (near)
		return ctx->host->fail(ctx, GLANE_EOPTION, at, "%s: there is no column \"%s\": did you mean \"%s\"?",
		                       option, name, files_field(ctx, near));
	return ctx->host->fail(ctx, GLANE_EOPTION, at, "%s: there is no column \"%s\"; the columns are %s",
	                       option, name, files_fields(ctx, c));
}

/* The first column with one of these names, in any case. */
static uint32_t usual(const csv *c, const char *const *names)
{
	for (; *names; names++)
		for (uint32_t i = 0; i < c->n; i++)
			if (c->field[i].n == strlen(*names) && !strncasecmp(c->field[i].p, *names, c->field[i].n))
				return i;
	return UINT32_MAX;
}

static int find(glane_ctx *ctx, const char *path, const csv *c, const char *option, const char *name,
                const char *const *others, uint32_t *out)
{
	*out = *name ? csv_column(c, name, strlen(name)) : usual(c, others);
	if (*name && *out == UINT32_MAX) {
		const char *one[] = { name, NULL };
		*out = usual(c, one);
	}
	return *name && *out == UINT32_MAX ? no_column(ctx, path, c, option, name) : GLANE_OK;
}

static int find_columns(glane_ctx *ctx, const char *path, const csv *c, columns *out)
{
	static const char *const ids[] = { "id", "document", "transcript_id", "identifiant", NULL };
	static const char *const texts[] = { "text", "texte", "answer", "réponse", "reponse", "verbatim", NULL };
	static const char *const none[] = { NULL };
	const config *k = ctx->config;
	int e = find(ctx, path, c, "id-column", k->id, ids, &out->id);
	if (!e)
		e = find(ctx, path, c, "text-column", k->text, texts, &out->text);
	if (!e)
		e = find(ctx, path, c, "respondent-column", k->respondent, none, &out->respondent);
	if (!e && out->text == UINT32_MAX)
		e = ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, c->record_line, 0),
		                    "which column holds the text? Say it with text-column; the columns are %s",
		                    files_fields(ctx, c));
	if (!e && out->text == out->id)
		e = ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("text-column"),
		                    "id-column and text-column are the same column, \"%s\"",
		                    files_field(ctx, &c->field[out->id]));
	return e;
}

/* ---- Plan ------------------------------------------------------------------------------------ */

static bool blank(const csv_field *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strchr(" \t\r\n", f->p[i]) || !f->p[i])
			return false;
	return true;
}

/* A column that only repeats the document's name is no variable. */
static bool repeats_name(const char *name)
{
	size_t n = strlen(name);
	return !strcasecmp(name, "document") || !strcasecmp(name, "identifiant") ||
	       (n >= 2 && !strcasecmp(name + n - 2, "id"));
}

typedef struct {
	const glane_file *file;
	const encoding_text *text;
	columns at;
	uint32_t n;
	const char **name;		/* of a column that is a variable; NULL: it is none */
	const char *id_name;
	glane_str group;
} planning;

static glane_str trimmed(glane_ctx *ctx, const csv_field *f)
{
	char *p = files_field(ctx, f);
	size_t n = strlen(p);
	while (n && strchr(" \t\r\n", p[n - 1]))
		p[--n] = 0;
	while (n && strchr(" \t\r\n", *p)) {
		p++;
		n--;
	}
	return (glane_str){ p, (uint32_t)n };
}

static int plan_row(glane_ctx *ctx, const planning *k, const csv *c, glane_plan *p)
{
	const glane_host *h = ctx->host;
	char *name;
	if (k->at.id != UINT32_MAX) {
		glane_str id = trimmed(ctx, &c->field[k->at.id]);
		if (!id.n)
			return h->fail(ctx, GLANE_EINPUT, glane_at_line(k->file->path, c->record_line, 0),
			               "the row has no id in the column \"%s\"", k->id_name);
		name = (char *)(uintptr_t)id.p;
	} else {
		/* The file's name and the line: as stable as the file is. */
		glane_str file = names_group(k->file->name, NAMES_GROUP_FILE);
		uint32_t digits = c->record_line;
		name = h->alloc(ctx, GLANE_SCRATCH, file.n + 16u);
		memcpy(name, file.p, file.n);
		char *end = name + file.n + 12;
		do
			*--end = (char)('0' + digits % 10);
		while (digits /= 10);
		*--end = '-';
		memmove(name + file.n, end, strlen(end) + 1);
	}
	uint64_t offset = encoding_source(k->text, (size_t)(c->record - k->text->p));
	h->plan_document(p, name, make_key(offset, k->text->encoding, c->separator),
	                 (uint64_t)(c->at - c->record), glane_where_line(offset, c->record_line));
	for (uint32_t i = 0; i < k->n; i++)
		if (k->name[i])
			h->plan_value(p, k->name[i], trimmed(ctx, &c->field[i]));
	if (k->group.n)
		h->plan_value(p, "group", k->group);
	return GLANE_OK;
}

static void name_columns(glane_ctx *ctx, planning *k, const csv *c, glane_plan *p)
{
	const config *o = ctx->config;
	k->n = c->n;
	k->name = ctx->host->alloc(ctx, GLANE_SCRATCH, (c->n + 1) * sizeof *k->name);
	for (uint32_t i = 0; i < c->n; i++) {
		char *name = files_field(ctx, &c->field[i]);
		bool is_id = i == k->at.id && i != k->at.respondent;
		if (i == k->at.id)
			k->id_name = name;
		if (i == k->at.text || (is_id && repeats_name(name)))
			continue;
		k->name[i] = i == k->at.respondent ? "respondent" : name;
		ctx->host->plan_variable(p, k->name[i], GLANE_NOMINAL);
	}
	k->group = names_group(k->file->name, o->group);
	if (o->group != NAMES_GROUP_NONE)
		ctx->host->plan_variable(p, "group", GLANE_NOMINAL);
}

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *p)
{
	const config *o = ctx->config;
	encoding_text text;
	trouble t;
	csv c;
	planning k = { .file = file, .text = &text };
	uint32_t empty = 0, first_empty = 0;
	int e = files_table(ctx, GLANE_EINPUT, file->path, o->encoding, separators[o->separator],
	                    files_memory(ctx, GLANE_SCRATCH), &text, &c);
	if (e)
		return e;
	e = find_columns(ctx, file->path, &c, &k.at);
	if (e)
		return e;
	name_columns(ctx, &k, &c, p);
	while (csv_record(&c, &t)) {
		if (!blank(&c.field[k.at.text])) {
			e = plan_row(ctx, &k, &c, p);
			if (e)
				return e;
		} else if (!empty++) {
			first_empty = c.record_line;
		}
	}
	if (t.format)
		return files_refuse(ctx, GLANE_EINPUT, file->path, &t);
	/* No answer is no document. */
	if (empty)
		ctx->host->log(ctx, GLANE_INFO, glane_at_line(file->path, first_empty, 0),
		               "rows without a text, from this one on, are left aside: %u", (unsigned)empty);
	return GLANE_OK;
}

/* ---- Read ------------------------------------------------------------------------------------ */

/* The record at `from` of the file, of which as much is decoded as needed; header: it is the first. */
static int record_at(glane_ctx *ctx, const char *path, glane_bytes bytes, key k, uint32_t line, bool header,
                     encoding_text *text, csv *c)
{
	const encoding_memory memory = files_memory(ctx, GLANE_SCRATCH);
	trouble t;
	for (size_t most = 1 << 14;; most *= 4) {
		size_t to = bytes.n - k.offset > most ? encoding_cut(bytes, k.encoding, k.offset + most) : bytes.n;
		encoding_decode(bytes, k.encoding, k.offset, to, line, memory, text);
		csv_open(c, text->p, text->n, k.separator, line, memory);
		c->whole = to == bytes.n;
		if (header ? csv_header(c, &t) : csv_record(c, &t))
			return GLANE_OK;
		/* An unfinished header looks empty. */
		if (c->whole || (t.format && !header))
			return t.format ? files_refuse(ctx, GLANE_EINPUT, path, &t)
			                : ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, line, 0),
			                                  "the record that was here has gone");
	}
}

/* A text column with its doubled quotes made single: each piece with its place. */
static void give_field(glane_ctx *ctx, const encoding_text *text, const csv_field *f, glane_draft *draft)
{
	size_t begin = (size_t)(f->p - text->p), end = begin + f->n, at = begin;
	for (size_t i = begin; f->doubled && i < end; i++)
		if (text->p[i] == '"') {
			encoding_give(text, at, i + 1, ctx->host, draft);
			at = ++i + 1;
		}
	if (at < end)
		encoding_give(text, at, end, ctx->host, draft);
	encoding_report(text, begin, end, ctx->host, draft);
}

static int read(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	glane_bytes bytes;
	encoding_text text;
	csv c;
	columns at;
	key k = open_key(item->key), first = k;
	const char *path = item->file->path;
	int e = ctx->host->file(ctx, path, &bytes);
	if (e)
		return e;
	first.offset = 0;
	if (k.offset >= bytes.n)
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, item->where.line, 0),
		                       "the record that was here has gone");
	e = record_at(ctx, path, bytes, first, 1, true, &text, &c);
	if (!e)
		e = find_columns(ctx, path, &c, &at);
	uint32_t n = e ? 0 : c.n_header;
	if (!e)
		e = record_at(ctx, path, bytes, k, item->where.line, false, &text, &c);
	if (!e && c.n < n)
		e = ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, item->where.line, 0),
		                    "the record that was here has gone");
	if (!e)
		give_field(ctx, &text, &c.field[at.text], draft);
	return e;
}

/* By its name alone: any text with commas could be a table. */
static int probe(const char *name, glane_bytes head)
{
	glane_str file = names_of_file(name);
	(void)head;
	if (names_without(file, ".csv").n < file.n || names_without(file, ".tsv").n < file.n)
		return 80;
	return 0;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each row of the tables is a document; rows without a text were left out, since nobody answered "
	  "there." },
	{ "text-column!=", "The texts are those of the column “{text-column}”." },
	{ "respondent-column!=", "Rows with the same “{respondent-column}” are of one person." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "read-csv", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Reads tables: a row is a document, its other columns are variables",
	.method = method,
	.options = options, .config_size = sizeof(config),
	.probe = probe, .plan = plan, .read = read,
};
