/* read-associations: what came to people's minds at a stimulus. A respondent is a document, its words are its
 * text, one a line; rank, importance and valence stand beside them in the layer evocation. */
#define _GNU_SOURCE
#include <math.h>
#include <string.h>
#include "encoding/files.h"
#include "encoding/names.h"
#include "form/form.h"
#include "room/room.h"
#include "associations.h"

static const glane_option options[] = {
	GLANE_OPT_TEXT(config, stimulus, "stimulus", "",
	               "Stimulus of the words of which no column names it"),
	GLANE_OPT_TEXT(config, leave_out, "leave-out", "",
	               "Columns that are not read, such as those that differ from word to word"),
	GLANE_OPT_CHOICE(config, separator, "separator", "auto", "auto|;|,|tab",
	                 "What stands between two columns; auto looks at the header"),
	GLANE_OPT_CHOICE(config, encoding, "encoding", "auto", ENCODING_CHOICES,
	                 "Encoding of the files; auto looks at each"),
	GLANE_LAST };
static const char separators[] = { 0, ';', ',', '\t' };

typedef struct {
	glane_span *span;
	glane_sym *stimulus, *instruction, *word;
	int64_t *rank;
	double *importance, *valence;
} evocation_rows;
static const glane_column evocation_columns[] = {
	GLANE_COLUMN(evocation_rows, stimulus, "stimulus", "Stimulus"),
	GLANE_COLUMN(evocation_rows, instruction, "instruction", "Instruction"),
	GLANE_COLUMN(evocation_rows, word, "word", "Word"),
	GLANE_COLUMN(evocation_rows, rank, "rank", "Rank of appearance"),
	GLANE_COLUMN(evocation_rows, importance, "importance", "Rank of importance"),
	GLANE_COLUMN(evocation_rows, valence, "valence", "Valence"),
	GLANE_LAST };
enum { EVOCATION };
static const glane_layer layers[] = {
	GLANE_LAYER(evocation_rows, "evocation", GLANE_MAKES, evocation_columns,
	            "A word that came to mind at a stimulus"),
	GLANE_LAST };

/* What read() must know of a respondent, in 64 bits: where the first row begins, in which encoding and with which
 * separator, and whether other respondents' rows stand between. */
enum { KEY_SEPARATOR = 48, KEY_SCATTERED = 52, KEY_ENCODING = 56 };
typedef struct { uint64_t offset; int encoding; char separator; bool scattered; } key;

static uint64_t make_key(key k)
{
	uint64_t s = k.separator == ';' ? 1 : k.separator == ',' ? 2 : 3;
	return k.offset | s << KEY_SEPARATOR | (uint64_t)k.scattered << KEY_SCATTERED |
	       (uint64_t)k.encoding << KEY_ENCODING;
}

static key open_key(uint64_t k)
{
	return (key){ k & ((1ull << KEY_SEPARATOR) - 1), (int)(k >> KEY_ENCODING & 15),
	              separators[k >> KEY_SEPARATOR & 3], k >> KEY_SCATTERED & 1 };
}

/* ---- Plan ------------------------------------------------------------------------------------ */

typedef struct {
	glane_sym id;
	glane_str *value;		/* one per column of the table */
	uint32_t *line;			/* in which it was first said */
	key key;
	uint32_t first_line;
	uint64_t size;
	evocations list;
} person;

typedef struct {
	const char *path;
	const encoding_text *text;
	layout layout;
	const char **name;		/* of a column that is a variable; NULL: it is none */
	uint32_t n_columns;
	person *person;
	uint32_t n, room, last;		/* last: whose the row before was */
	uint32_t *slot, n_slots;	/* persons by the number of their symbol, + 1 */
	uint32_t n_wordless, wordless_line;
} planning;

static void fill_slots(glane_ctx *ctx, planning *k)
{
	k->n_slots = k->n_slots ? k->n_slots * 2 : 64;
	k->slot = ctx->host->alloc(ctx, GLANE_SCRATCH, k->n_slots * sizeof *k->slot);
	for (uint32_t i = 0; i < k->n; i++) {
		uint32_t at = k->person[i].id.id * 2654435761u;
		while (k->slot[at & (k->n_slots - 1)])
			at++;
		k->slot[at & (k->n_slots - 1)] = i + 1;
	}
}

/* The respondent of that id, or a new one. */
static person *person_of(glane_ctx *ctx, planning *k, glane_sym id)
{
	if (k->n_slots < 2 * (k->n + 1))
		fill_slots(ctx, k);
	uint32_t at = id.id * 2654435761u;
	for (; k->slot[at & (k->n_slots - 1)]; at++) {
		person *p = &k->person[k->slot[at & (k->n_slots - 1)] - 1];
		if (p->id.id == id.id)
			return p;
	}
	k->person = room_for(ctx, GLANE_SCRATCH, k->person, sizeof *k->person, k->n, &k->room, 1);
	k->slot[at & (k->n_slots - 1)] = k->n + 1;
	person *p = &k->person[k->n++];
	p->id = id;
	p->value = ctx->host->alloc(ctx, GLANE_SCRATCH, (k->n_columns + 1) * sizeof *p->value);
	p->line = ctx->host->alloc(ctx, GLANE_SCRATCH, (k->n_columns + 1) * sizeof *p->line);
	return p;
}

/* A variable is a respondent's: all rows that say one say the same. */
static int take_values(glane_ctx *ctx, planning *k, const csv *c, person *p)
{
	int e = GLANE_OK;
	for (uint32_t i = 0; i < k->n_columns; i++) {
		csv_field f = k->name[i] ? cell_of(c, i) : (csv_field){ .p = "" };
		if (!f.n)
			continue;
		glane_str value = cell_text(ctx, &f);
		if (!p->line[i]) {
			p->value[i] = value;
			p->line[i] = f.line;
		} else if (value.n != p->value[i].n || memcmp(value.p, p->value[i].p, value.n) != 0) {
			e = ctx->host->fail(ctx, GLANE_EINPUT,
			                    glane_at_line(k->path, f.line, cell_column(k->text->p, f.p)),
			                    "\"%s\" has \"%s\" as %s here and \"%s\" in line %u: make them one, or name "
			                    "the column in leave-out", ctx->host->string(ctx, p->id).p, value.p,
			                    k->name[i], p->value[i].p, (unsigned)p->line[i]);
		}
	}
	return e;
}

static int plan_record(glane_ctx *ctx, planning *k, const csv *c)
{
	csv_field f = cell_of(c, k->layout.column[RESPONDENT]);
	if (!f.n)
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(k->path, c->record_line, 0),
		                       "the row names no respondent (column %u)",
		                       (unsigned)k->layout.column[RESPONDENT] + 1);
	uint32_t before = k->n;
	person *p = person_of(ctx, k, ctx->host->sym(ctx, cell_text(ctx, &f).p));
	uint32_t number = (uint32_t)(p - k->person);
	if (k->n > before) {
		p->key = (key){ encoding_source(k->text, (size_t)(c->record - k->text->p)), k->text->encoding,
		                c->separator, false };
		p->first_line = c->record_line;
	} else if (number != k->last) {
		p->key.scattered = true;
	}
	k->last = number;
	p->size += (uint64_t)(c->at - c->record);
	int e = take_values(ctx, k, c, p);
	uint32_t n = p->list.n;
	int f2 = evocations_add(ctx, k->path, k->text->p, c, &k->layout, &p->list);
	if (p->list.n == n && !k->n_wordless++)
		k->wordless_line = c->record_line;
	return e ? e : f2;
}

static void plan_variables(glane_ctx *ctx, planning *k, const csv *c, glane_plan *out)
{
	k->n_columns = c->n;
	k->name = ctx->host->alloc(ctx, GLANE_SCRATCH, (c->n + 1) * sizeof *k->name);
	ctx->host->plan_variable(out, "respondent", GLANE_NOMINAL);
	for (uint32_t i = 0; i < c->n; i++) {
		if (k->layout.used[i])
			continue;
		k->name[i] = cell_text(ctx, &c->field[i]).p;
		ctx->host->plan_variable(out, k->name[i], GLANE_NOMINAL);
		const char *near = headings_near(associations_headings, N_HEADINGS, c->field[i].p, c->field[i].n);
		if (near)
			ctx->host->log(ctx, GLANE_WARNING, glane_at_line(k->path, c->record_line, 0),
			               "the column \"%s\" is read as a variable: did you mean \"%s\"? Then rename it",
			               k->name[i], near);
	}
}

static int plan_persons(glane_ctx *ctx, planning *k, glane_plan *out)
{
	const glane_host *h = ctx->host;
	int e = GLANE_OK;
	for (uint32_t i = 0; i < k->n; i++) {
		person *p = &k->person[i];
		glane_str id = h->string(ctx, p->id);
		int f = evocations_check(ctx, k->path, id, &p->list);
		e = e ? e : f;
		if (e || !p->list.n)
			continue;
		h->plan_document(out, id.p, make_key(p->key), p->size,
		                 glane_where_line(p->key.offset, p->first_line));
		h->plan_value(out, "respondent", id);
		for (uint32_t c = 0; c < k->n_columns; c++)
			if (k->name[c])
				h->plan_value(out, k->name[c], p->value[c].n ? p->value[c] : (glane_str){ "", 0 });
	}
	return e;
}

static int plan(glane_ctx *ctx, const glane_file *file, glane_plan *out)
{
	const config *o = ctx->config;
	encoding_text text;
	trouble t;
	csv c;
	planning k = { .path = file->path, .text = &text };
	int e = files_table(ctx, GLANE_EINPUT, file->path, o->encoding, separators[o->separator],
	                    files_memory(ctx, GLANE_SCRATCH), &text, &c);
	if (e)
		return e;
	e = layout_find(ctx, file->path, &c, &k.layout);
	if (e)
		return e;
	plan_variables(ctx, &k, &c, out);
	while (csv_record(&c, &t)) {
		int f = plan_record(ctx, &k, &c);
		e = e ? e : f;
	}
	if (t.format)
		return files_refuse(ctx, GLANE_EINPUT, file->path, &t);
	int f = plan_persons(ctx, &k, out);
	e = e ? e : f;
	if (!e && k.n_wordless)
		ctx->host->log(ctx, GLANE_INFO, glane_at_line(file->path, k.wordless_line, 0),
		               "rows without a word, from this one on, are left aside: %u", (unsigned)k.n_wordless);
	if (!e && !k.layout.wide && k.layout.column[RANK] == GLANE_NONE)
		ctx->host->log(ctx, GLANE_INFO, glane_at_line(file->path, 1, 0),
		               "no column gives ranks: the words of each respondent are taken in the order of their "
		               "rows");
	return e;
}

/* ---- Read ------------------------------------------------------------------------------------ */

/* The header, of which as much of the file is decoded as needed. */
static int read_header(glane_ctx *ctx, const char *path, glane_bytes bytes, key k, layout *out, uint32_t *n)
{
	const encoding_memory memory = files_memory(ctx, GLANE_SCRATCH);
	encoding_text text;
	trouble t;
	csv c;
	for (size_t most = 1 << 13;; most *= 4) {
		size_t to = bytes.n > most ? encoding_cut(bytes, k.encoding, most) : bytes.n;
		encoding_decode(bytes, k.encoding, 0, to, 1, memory, &text);
		csv_open(&c, text.p, text.n, k.separator, 1, memory);
		c.whole = to == bytes.n;
		if (csv_header(&c, &t))
			break;
		if (c.whole)
			return files_refuse(ctx, GLANE_EINPUT, path, &t);
	}
	*n = c.n_header;
	return layout_find(ctx, path, &c, out);
}

/* All words of the respondent whose first row begins at k.offset. (The document may have another name by now.) */
static int read_words(glane_ctx *ctx, const glane_planned *item, glane_bytes bytes, key k, const layout *l,
                      uint32_t n_header, encoding_text *text, evocations *list, glane_str *respondent)
{
	const encoding_memory memory = files_memory(ctx, GLANE_SCRATCH);
	const char *path = item->file->path;
	trouble t;
	csv c;
	for (size_t most = 1 << 12;; most *= 4) {
		bool whole = k.scattered || bytes.n - k.offset <= most, over = false;
		size_t to = whole ? bytes.n : encoding_cut(bytes, k.encoding, k.offset + most);
		encoding_decode(bytes, k.encoding, k.offset, to, item->where.line, memory, text);
		csv_open(&c, text->p, text->n, k.separator, item->where.line, memory);
		c.whole = whole = to == bytes.n;
		c.n_header = n_header;
		list->n = 0;
		glane_sym whose = { 0 };
		while (!over && csv_record(&c, &t)) {
			csv_field f = cell_of(&c, l->column[RESPONDENT]);
			glane_sym id = ctx->host->sym(ctx, cell_text(ctx, &f).p);
			whose = whose.id ? whose : id;
			*respondent = ctx->host->string(ctx, whose);
			if (id.id == whose.id) {
				int e = evocations_add(ctx, path, text->p, &c, l, list);
				if (e)
					return e;
			} else {
				over = !k.scattered;
			}
		}
		if (!over && t.format)
			return files_refuse(ctx, GLANE_EINPUT, path, &t);
		if (over || whole)
			break;
	}
	return list->n ? GLANE_OK : ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, item->where.line, 0),
	                                            "the rows that were here have gone");
}

/* A word, with its doubled quotes made single: each piece with its place. Returns the offset of its end. */
static uint32_t give_word(glane_ctx *ctx, const encoding_text *text, const evocation *e, glane_draft *draft,
                          uint32_t *begin)
{
	size_t from = (size_t)(e->word.p - text->p), end = from + e->word.n, at = from;
	uint32_t length = 0;
	bool first = true;
	for (size_t i = from; i <= end; i++) {
		bool quote = e->word.doubled && i < end && text->p[i] == '"';
		if (!quote && i < end)
			continue;
		size_t stop = quote ? i + 1 : end;
		if (stop > at) {
			uint32_t offset = encoding_give(text, at, stop, ctx->host, draft);
			*begin = first ? offset : *begin;
			length += (uint32_t)(stop - at);
			first = false;
		}
		i += quote;
		at = i + 1;
	}
	ctx->host->text(draft, (glane_str){ "\n", 1 }, glane_where_line(encoding_source(text, end), e->line));
	encoding_report(text, from, end, ctx->host, draft);
	return *begin + length;
}

static void give(glane_ctx *ctx, const encoding_text *text, const evocations *list, glane_draft *draft)
{
	const glane_host *h = ctx->host;
	evocation_rows rows;
	uint32_t n = 0;
	h->rows(ctx, EVOCATION, list->n, &rows);
	for (uint32_t i = 0; i < list->n; i++) {
		const evocation *e = &list->e[i];
		if (e->again) {
			glane_where at = glane_where_line(encoding_source(text, (size_t)(e->word.p - text->p)), e->line);
			h->repair(draft, "word said twice", at, h->string(ctx, e->as_written), (glane_str){ "", 0 });
			continue;
		}
		rows.span[n].end = give_word(ctx, text, e, draft, &rows.span[n].begin);
		rows.stimulus[n] = e->stimulus;
		rows.instruction[n] = e->instruction;
		rows.word[n] = e->as_written;
		rows.rank[n] = e->rank;
		rows.importance[n] = e->importance;
		rows.valence[n++] = e->valence;
	}
	h->seal(ctx, EVOCATION, n);
}

static int read(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	glane_bytes bytes;
	encoding_text text;
	evocations list = { NULL, 0, 0 };
	layout l;
	glane_str respondent = { "", 0 };
	uint32_t n_header = 0;
	const key k = open_key(item->key);
	const char *path = item->file->path;
	int e = ctx->host->file(ctx, path, &bytes);
	if (e)
		return e;
	if (k.offset >= bytes.n)
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, item->where.line, 0),
		                       "the rows that were here have gone");
	e = read_header(ctx, path, bytes, k, &l, &n_header);
	if (!e)
		e = read_words(ctx, item, bytes, k, &l, n_header, &text, &list, &respondent);
	if (!e)
		e = evocations_check(ctx, path, respondent, &list);
	if (e)
		return e;
	give(ctx, &text, &list, draft);
	return GLANE_OK;
}

/* ---- Probe ----------------------------------------------------------------------------------- */

static bool separates(char c)
{
	return c == ';' || c == ',' || c == '\t';
}

static bool ends_line(char c)
{
	return c == '\n' || c == '\r' || !c;	/* a NUL: it is no table */
}

/* By the headings: words, whose they are, and their rank or what called them up. */
static int probe(const char *name, glane_bytes head)
{
	const char *p = (const char *)head.p, *end = p + head.n;
	bool found[N_HEADINGS] = { false };
	uint32_t words = 0;
	(void)name;
	if (head.n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		p += 3;
	while (p < end && !ends_line(*p)) {
		const char *from = p;
		while (p < end && !separates(*p) && !ends_line(*p))
			p++;
		size_t n = (size_t)(p - from), digits = 0;
		for (; n && (*from == '"' || *from == ' '); n--)
			from++;
		while (n && (from[n - 1] == '"' || from[n - 1] == ' '))
			n--;
		for (int i = 0; i < N_HEADINGS; i++)
			found[i] |= headings_is(&associations_headings[i], from, n);
		while (digits < n && from[n - 1 - digits] >= '0' && from[n - 1 - digits] <= '9')
			digits++;
		words += digits && headings_is(&associations_headings[WORD], from, n - digits);
		p += p < end && separates(*p);
	}
	bool of_words = found[RANK] || found[STIMULUS] || found[VALENCE] || found[IMPORTANCE];
	return found[RESPONDENT] && (words > 1 || (found[WORD] && of_words)) ? 90 : 0;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each respondent is a document, made of the words that came to mind; a word given twice for one "
	  "stimulus counts once, with the better rank." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "read-associations", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Reads words that came to mind: a respondent is a document, with rank and valence of each word",
	.method = method,
	.options = options, .config_size = sizeof(config), .layers = layers,
	.probe = probe, .plan = plan, .read = read,
};
