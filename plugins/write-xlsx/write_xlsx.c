/* write-xlsx: every table of the study as a sheet of one workbook, with a sheet before them that says what they are. */
#define _GNU_SOURCE			/* memfd_create, uselocale */
#include "book.h"
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, headings, "headings", "labels", "labels|names",
	                 "The first row of a sheet: labels, for people, or names, which stay the same, for programs"),
	GLANE_LAST
};

enum { NAME_MOST = 31, TEXT_MOST = 32767 };	/* characters of a sheet's name, UTF-16 units of a cell */

/* ---- Texts ------------------------------------------------------------------------------------ */

/* Bytes of the character at s; a byte that begins none counts as one. */
static size_t length(const char *s)
{
	unsigned char c = (unsigned char)*s;
	size_t n = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, i = 1;
	while (i < n && (s[i] & 0xc0) == 0x80)
		i++;
	return i;
}

const char *book_text(const book *b, glane_str s, uint32_t *cut)
{
	char *out = b->h->alloc(b->ctx, GLANE_SCRATCH, (size_t)s.n + 4), *to = out, *last = out;
	uint32_t units = 0;
	for (const char *p = s.p, *end = s.p + s.n; p < end; ) {
		size_t n = length(p);
		uint32_t wide = n == 4 ? 2 : 1;
		if (units + wide > TEXT_MOST) {
			memcpy(last, "…", sizeof "…");
			(*cut)++;
			return out;
		}
		if (units + wide < TEXT_MOST)		/* there is room for the mark after it */
			last = to + n;
		/* XML has no NUL, and neither U+FFFE nor U+FFFF. */
		bool bad = !*p || (n == 3 && !memcmp(p, "\xef\xbf", 2) && (unsigned char)p[2] >= 0xbe);
		memcpy(to, bad ? n == 3 ? "\xef\xbf\xbd" : " " : p, n);
		to += n;
		p += n;
		units += wide;
	}
	*to = 0;
	return out;
}

/* ---- Names of sheets ---------------------------------------------------------------------------- */

/* Excel doesn't tell case of letters apart in names. */
static bool same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a, y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
		if (x != y)
			return false;
	}
	return *a == *b;
}

/* As much of the name as leaves room for `after`, with what stands in names: no []:*?/\ and, as links have them in
 * apostrophes, none of these. */
static char *safe_name(const book *b, const char *wanted, const char *after)
{
	char *out = b->h->alloc(b->ctx, GLANE_SCRATCH, strlen(wanted) + strlen(after) + 1), *to = out;
	for (uint32_t units = (uint32_t)strlen(after); *wanted; ) {
		size_t n = length(wanted);
		units += n == 4 ? 2 : 1;
		if (units > NAME_MOST)
			break;
		memcpy(to, (unsigned char)*wanted < 0x20 || strchr("[]:*?/\\'", *wanted) ? "_" : wanted, n);
		to += n;
		wanted += n;
	}
	memcpy(to, after, strlen(after) + 1);
	return out;
}

const char *book_name(book *b, const char *wanted)
{
	const char *name = safe_name(b, wanted, "");
	uint32_t again = 1;
	for (uint32_t i = 0; i < b->n_used; i++)
		if (same_name(b->used[i], name)) {
			char after[12];
			snprintf(after, sizeof after, "~%u", ++again);
			name = safe_name(b, wanted, after);
			i = GLANE_NONE;			/* look through all again */
		}
	if (b->n_used == b->room) {
		b->used = b->h->grow(b->ctx, GLANE_SCRATCH, b->used, b->room * sizeof *b->used, (b->room + 64) * sizeof *b->used);
		b->room += 64;
	}
	return b->used[b->n_used++] = name;
}

static bool for_several_variables(const book *b, const glane_grid *g)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++)
		n += b->sheet[i].grid->def == g->def && !strcmp(b->sheet[i].grid->stage, g->stage);
	return n > 1 && g->by && *g->by;
}

const char *book_title(const book *b, const sheet *s)
{
	const glane_grid *g = s->grid;
	const char *by = g->by;
	if (!for_several_variables(b, g))
		return g->title;
	for (uint32_t c = 0; c < s->n_columns; c++)
		if (!strcmp(g->def->columns[c].name, "group") && g->column[c].label && *g->column[c].label)
			by = g->column[c].label;
	return book_join(b, g->title, " · ", by);
}

/* STAGE.TABLE, and .by-VARIABLE where that is needed to tell two apart. */
static void name_sheets(book *b)
{
	b->n_used = 0;
	book_name(b, "README");
	book_name(b, "History");		/* a name that Excel keeps for itself */
	for (uint32_t i = 0; i < b->n; i++) {
		sheet *s = &b->sheet[i];
		const char *name = book_join(b, s->grid->stage, ".", s->grid->def->name);
		if (for_several_variables(b, s->grid))
			name = book_join(b, name, ".by-", s->grid->by);
		s->name = book_name(b, name);
	}
}

/* ---- The workbook -------------------------------------------------------------------------------- */

lxw_worksheet *book_add(book *b, const char *name)
{
	lxw_worksheet *made = workbook_add_worksheet(b->file, name);
	if (!made)
		b->h->fail(b->ctx, GLANE_EIO, glane_here(),
			"sheet %s of the workbook can't be begun: a sheet needs a temporary file in /tmp, and there is no room, or too many are open", name);
	return made;
}

static lxw_format *plain_look(book *b)
{
	lxw_format *f = workbook_add_format(b->file);
	format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	return f;
}

/* Empty cells are told apart by patterns, so that paper and people who see no colours keep them. */
static lxw_format *empty_look(book *b, uint8_t pattern, lxw_color_t colour)
{
	lxw_format *f = workbook_add_format(b->file);
	format_set_pattern(f, pattern);
	format_set_fg_color(f, colour);
	if (pattern != LXW_PATTERN_SOLID)
		format_set_bg_color(f, LXW_COLOR_WHITE);
	return f;
}

static void make_looks(book *b)
{
	looks *k = &b->looks;
	k->text = plain_look(b);
	k->wrapped = plain_look(b);
	format_set_text_wrap(k->wrapped);
	k->number = plain_look(b);
	format_set_num_format(k->number, "#,##0");
	format_set_align(k->number, LXW_ALIGN_LEFT);
	k->title = plain_look(b);
	format_set_bold(k->title);
	format_set_font_size(k->title, 16);
	k->banner = plain_look(b);
	format_set_bold(k->banner);
	k->heading = workbook_add_format(b->file);
	format_set_bold(k->heading);
	format_set_text_wrap(k->heading);
	format_set_align(k->heading, LXW_ALIGN_VERTICAL_TOP);
	format_set_bg_color(k->heading, 0xE8EEF4);
	format_set_bottom(k->heading, LXW_BORDER_THIN);
	k->link = plain_look(b);
	format_set_font_color(k->link, 0x0B5394);
	format_set_underline(k->link, LXW_UNDERLINE_SINGLE);
	k->empty[GLANE_MISSING] = empty_look(b, LXW_PATTERN_SOLID, 0xEEEEEE);
	k->empty[GLANE_UNDEFINED] = empty_look(b, LXW_PATTERN_LIGHT_UP, 0x9AA5B1);
	k->empty[GLANE_SUPPRESSED] = empty_look(b, LXW_PATTERN_GRAY_125, 0xB45F06);
}

static int fill(book *b)
{
	lxw_doc_properties said = { .title = (char *)(uintptr_t)(*b->study->title ? b->study->title : b->study->study),
	                            .comments = (char *)(uintptr_t)"glane",
	                            .created = 315532800 };	/* 1980, as in the archive: bytes don't hang on the day */
	workbook_set_properties(b->file, &said);
	make_looks(b);
	name_sheets(b);
	if (!(b->readme = book_add(b, "README")))
		return GLANE_EIO;
	for (uint32_t i = 0; i < b->n; i++) {
		int code = sheet_write(b, &b->sheet[i]);
		if (code)
			return code;
		if (!b->h->progress(b->ctx, i + 1, b->n))
			return GLANE_ECANCEL;
	}
	readme_write(b);
	return GLANE_OK;
}

/* The bytes of a file from its beginning, to the output. */
static bool copy(const book *b, int from, glane_io *to)
{
	enum { PIECE = 1 << 16 };
	unsigned char *piece = b->h->alloc(b->ctx, GLANE_SCRATCH, PIECE);
	off_t at = 0;
	for (ssize_t n; (n = pread(from, piece, PIECE, at)) != 0; at += n) {
		if (n < 0)
			return false;
		b->h->write(to, piece, (size_t)n);
	}
	return at > 0;
}

/* libxlsxwriter writes to a name alone: this one leads to memory, so that nothing stays anywhere if the run is killed. */
static int through_memory(book *b, glane_io *to)
{
	char path[40];
	int memory = memfd_create("glane-workbook", MFD_CLOEXEC);
	if (memory < 0)
		return b->h->fail(b->ctx, GLANE_EIO, glane_here(), "no memory is left to write the workbook");
	snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
	lxw_workbook_options how = { .constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE };
	int code = GLANE_OK;
	lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
	b->file = workbook_new_opt(path, &how);
	if (b->file) {
		code = fill(b);
		error = workbook_close(b->file);
	}
	if (!code && (error || !copy(b, memory, to)))
		code = b->h->fail(b->ctx, GLANE_EIO, glane_here(),
			"the workbook can't be written: %s (its sheets need room in /tmp while they are made, and /proc must be there)",
			error ? lxw_strerror(error) : strerror(errno));
	close(memory);
	return code;
}

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	book *b = h->alloc(ctx, GLANE_SCRATCH, sizeof *b);
	*b = (book){ .ctx = ctx, .h = h, .config = ctx->config, .study = h->study(ctx) };
	b->french = say_french(b->study->language);
	const glane_grid *const *grid = h->tables(ctx, &b->n);
	b->sheet = h->alloc(ctx, GLANE_SCRATCH, (b->n + 1) * sizeof *b->sheet);
	for (uint32_t i = 0; i < b->n; i++) {
		b->sheet[i].grid = grid[i];
		while (grid[i]->def->columns[b->sheet[i].n_columns].name)
			b->sheet[i].n_columns++;
	}
	/* Numbers of the files have a point, whatever the reader's country; sentences stay in the report's language. */
	locale_t base = duplocale(LC_GLOBAL_LOCALE), plain = base ? newlocale(LC_NUMERIC_MASK, "C", base) : (locale_t)0;
	locale_t before = plain ? uselocale(plain) : (locale_t)0;
	int code = through_memory(b, h->output(ctx, ctx->to && *ctx->to ? ctx->to : "tables.xlsx"));
	if (plain) {
		uselocale(before);
		freelocale(plain);
	}
	return code;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-xlsx", .version = "1", .license = "MIT",
	.summary = "All tables as sheets of one workbook, with a sheet that says what they are",
	.domain = "glane",
	.options = options,
	.config_size = sizeof(config),
	.render = render,
};
