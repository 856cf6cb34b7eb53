/* write-csv: every table of the study in a file of its own, for R, for spreadsheets, for anything.
 *
 * Files are as RFC 4180 has them: CRLF, quotation marks where needed and doubled inside. */
#include "write_csv.h"
#include <string.h>
#include "room/room.h"

typedef struct { int use, shape; } config;
enum { FOR_ANY, FOR_R, FOR_EXCEL, FOR_SPSS };
enum { SHAPE_LONG, SHAPE_VIEW };

static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, use, "for", "any", "any|r|excel|spss",
	                 "Who reads the files: any (commas, points, nothing where a cell is empty), r (NA where it is), excel (as Excel "
	                 "opens them by a double click) or spss (with a file of commands beside each)"),
	GLANE_OPT_CHOICE(config, shape, "shape", "long", "long|view",
	                 "long: the tables, a row per combination of keys; view: their views, laid out as people read them"),
	GLANE_LAST
};

/* One file while it is written. */
typedef struct {
	glane_ctx *ctx;
	glane_io *io;
	const glane_grid *grid;
	const layout *l;
	char separator, point;
	int use;
} sheet;

static void raw(sheet *s, const char *p, size_t n)
{
	s->ctx->host->write(s->io, p, n);
}

static void field(sheet *s, glane_str v)
{
	bool quote = false;
	for (uint32_t i = 0; i < v.n && !quote; i++)
		quote = v.p[i] == '"' || v.p[i] == '\n' || v.p[i] == '\r' || v.p[i] == s->separator;
	/* A blank at either end is lost by some readers where it isn't quoted. */
	quote |= v.n && (v.p[0] == ' ' || v.p[v.n - 1] == ' ');
	if (!quote) {
		raw(s, v.p, v.n);
		return;
	}
	raw(s, "\"", 1);
	for (uint32_t begin = 0, i = 0; i <= v.n; i++)
		if (i == v.n || v.p[i] == '"') {
			raw(s, v.p + begin, i - begin);
			if (i < v.n)
				raw(s, "\"\"", 2);
			begin = i + 1;
		}
	raw(s, "\"", 1);
}

/* A spreadsheet takes text that begins like this for a formula and computes it, whatever an interview
 * says there; an apostrophe before it makes it text. */
static void text_field(sheet *s, glane_str v)
{
	if (s->use == FOR_SPSS)
		v = spss_text(s->ctx, v);
	if (s->use != FOR_EXCEL || !v.n || !memchr("=+-@\t\r", v.p[0], 6)) {
		field(s, v);
		return;
	}
	char *safe = s->ctx->host->alloc(s->ctx, GLANE_SCRATCH, (size_t)v.n + 1);
	safe[0] = '\'';
	memcpy(safe + 1, v.p, v.n);
	field(s, (glane_str){ safe, v.n + 1 });
}

static void number_field(sheet *s, glane_str v)
{
	char number[64];
	if (s->point == '.' || v.n >= sizeof number || !memchr(v.p, '.', v.n)) {
		field(s, v);
		return;
	}
	for (uint32_t i = 0; i < v.n; i++)
		number[i] = v.p[i] == '.' ? s->point : v.p[i];
	field(s, (glane_str){ number, v.n });
}

/* ---- Cells --------------------------------------------------------------------------------------- */

static const glane_cells *cells_of(const sheet *s, csv_cell k)
{
	return &s->grid->column[k.column];
}

static uint8_t state_of(const sheet *s, csv_cell k)
{
	return k.row == GLANE_NONE || !cells_of(s, k)->state ? 0 : cells_of(s, k)->state[k.row];
}

static bool any_state(const sheet *s, uint32_t column, uint8_t state)
{
	for (uint32_t r = 0; r < s->l->n_rows; r++)
		if (state_of(s, layout_cell(s->l, r, column)) == state)
			return true;
	return false;
}

static void cell_field(sheet *s, csv_cell k)
{
	bool empty = k.row == GLANE_NONE || state_of(s, k);
	glane_str v = empty ? (glane_str){ "", 0 } : s->ctx->host->value(s->ctx, s->grid, k.column, k.row);
	if (empty && s->use == FOR_R)
		raw(s, "NA", 2);
	else if (!empty && cells_of(s, k)->type == GLANE_SYM)
		text_field(s, v);
	else
		number_field(s, v);
}

/* ---- Why a cell is empty --------------------------------------------------------------------------- */

/* For R and SPSS a column beside each one of which a cell is suppressed or undefined says so: NAME__state. Otherwise one column, the last,
 * names what is suppressed in a row. */
typedef struct { bool *beside, last; } states;

static states find_states(sheet *s)
{
	states found = { s->ctx->host->alloc(s->ctx, GLANE_SCRATCH, s->l->n_columns + 1), false };
	for (uint32_t c = 0; c < s->l->n_columns; c++) {
		bool hidden = any_state(s, c, GLANE_SUPPRESSED);
		if (s->use == FOR_R || s->use == FOR_SPSS)
			found.beside[c] = hidden || any_state(s, c, GLANE_UNDEFINED);
		else
			found.last |= hidden;
	}
	return found;
}

static void state_field(sheet *s, csv_cell k)
{
	uint8_t state = state_of(s, k);
	const char *said = state == GLANE_SUPPRESSED ? "suppressed" : state == GLANE_UNDEFINED ? "undefined" :
	                   state == GLANE_MISSING || k.row == GLANE_NONE ? "missing" : "known";
	raw(s, &s->separator, 1);
	raw(s, said, strlen(said));
}

static void suppressed_field(sheet *s, uint32_t row)
{
	bool first = true;
	raw(s, &s->separator, 1);
	for (uint32_t c = 0; c < s->l->n_columns; c++)
		if (state_of(s, layout_cell(s->l, row, c)) == GLANE_SUPPRESSED) {
			if (!first)
				raw(s, " ", 1);
			raw(s, s->l->name[c].p, s->l->name[c].n);
			first = false;
		}
}

static glane_str state_name(const sheet *s, uint32_t column)
{
	glane_str name = s->l->name[column];
	char *beside = s->ctx->host->alloc(s->ctx, GLANE_SCRATCH, (size_t)name.n + 8);
	memcpy(beside, name.p, name.n);
	memcpy(beside + name.n, "__state", 7);
	return (glane_str){ beside, name.n + 7 };
}

static void header(sheet *s, const states *why)
{
	if (s->use == FOR_EXCEL)
		raw(s, "\xef\xbb\xbf", 3);
	for (uint32_t c = 0; c < s->l->n_columns; c++) {
		if (c)
			raw(s, &s->separator, 1);
		text_field(s, s->l->name[c]);
		if (!why->beside[c])
			continue;
		raw(s, &s->separator, 1);
		text_field(s, state_name(s, c));
	}
	if (why->last) {
		raw(s, &s->separator, 1);
		raw(s, "suppressed", 10);
	}
	raw(s, "\r\n", 2);
}

static void write_sheet(sheet *s, const states *why)
{
	header(s, why);
	for (uint32_t r = 0; r < s->l->n_rows; r++) {
		for (uint32_t c = 0; c < s->l->n_columns; c++) {
			csv_cell k = layout_cell(s->l, r, c);
			if (c)
				raw(s, &s->separator, 1);
			cell_field(s, k);
			if (why->beside[c])
				state_field(s, k);
		}
		if (why->last)
			suppressed_field(s, r);
		raw(s, "\r\n", 2);
	}
}

/* ---- For SPSS ------------------------------------------------------------------------------------ */

static uint32_t decimals_in(glane_str number)
{
	const char *point = memchr(number.p, '.', number.n);
	uint32_t n = point ? (uint32_t)(number.p + number.n - point) - 1 : 0;
	return n > 6 ? 6 : n;
}

static spss_variable variable_of(const sheet *s, uint32_t column)
{
	spss_variable v = { .name = s->l->name[column], .label = s->l->label[column] };
	for (uint32_t r = 0; r < s->l->n_rows; r++) {
		csv_cell k = layout_cell(s->l, r, column);
		if (k.row == GLANE_NONE || state_of(s, k))
			continue;
		glane_str value = s->ctx->host->value(s->ctx, s->grid, k.column, k.row);
		bool text = cells_of(s, k)->type == GLANE_SYM;
		uint32_t width = text ? spss_text(s->ctx, value).n : value.n, decimals = text ? 0 : decimals_in(value);
		v.text |= text;
		v.width = width > v.width ? width : v.width;
		v.decimals = decimals > v.decimals ? decimals : v.decimals;
	}
	v.decimals = v.text ? 0 : v.decimals;
	return v;
}

static void write_commands(const sheet *s, const states *why, const char *file)
{
	const glane_host *h = s->ctx->host;
	uint32_t n = 0;
	size_t length = strlen(file);
	spss_variable *v = h->alloc(s->ctx, GLANE_SCRATCH, (2 * (size_t)s->l->n_columns + 1) * sizeof *v);
	for (uint32_t c = 0; c < s->l->n_columns; c++) {
		v[n++] = variable_of(s, c);
		if (why->beside[c])
			v[n++] = (spss_variable){ .name = state_name(s, c), .label = s->l->label[c], .text = true, .width = 10 };
	}
	char *name = h->alloc(s->ctx, GLANE_SCRATCH, length + 1);
	memcpy(name, file, length - 3);		/* it ends in "csv" */
	memcpy(name + length - 3, "sps", 4);
	spss_commands(s->ctx, h->output(s->ctx, name), file, n, v);
}

/* ---- Names of files -------------------------------------------------------------------------- */

/* Letters, digits and what no file system minds; "craft*age" becomes "craft-x-age". */
static size_t add_safe(char *out, const char *s)
{
	size_t n = 0;
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool safe = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
		            || (c >= 'A' && c <= 'Z') || strchr("._-", c);
		if (c == '*') {
			memcpy(out + n, "-x-", 3);
			n += 3;
		} else {
			out[n++] = safe ? (char)c : '_';
		}
	}
	out[n] = 0;
	return n;
}

/* Case doesn't tell files apart everywhere. */
static bool same_file(const char *a, const char *b)
{
	for (; *a && *b; a++, b++) {
		int x = *a >= 'A' && *a <= 'Z' ? *a + 32 : *a, y = *b >= 'A' && *b <= 'Z' ? *b + 32 : *b;
		if (x != y)
			return false;
	}
	return *a == *b;
}

/* Names of the files so far. */
typedef struct { uint32_t n, room; char **name; } names;

/* FOLDER/STAGE.TABLE[.by-VARIABLE][.VIEW][~N].csv; N where names that differ have become the same. */
static char *file_name(glane_ctx *ctx, const glane_grid *g, const char *view, names *used)
{
	const char *folder = ctx->to && *ctx->to ? ctx->to : "tables";
	const char *by = g->by ? g->by : "", *dot = *by ? ".by-" : "";
	size_t room = strlen(folder) + 3 * (strlen(g->stage) + strlen(g->def->name) + strlen(by) + strlen(view)) + 40, n;
	char *name = ctx->host->alloc(ctx, GLANE_SCRATCH, room);

	n = strlen(folder);
	memcpy(name, folder, n);
	while (n && name[n - 1] == '/')
		n--;
	name[n++] = '/';
	n += add_safe(name + n, g->stage);
	name[n++] = '.';
	n += add_safe(name + n, g->def->name);
	n += add_safe(name + n, dot);
	n += add_safe(name + n, by);
	n += add_safe(name + n, *view ? "." : "");
	n += add_safe(name + n, view);
	for (uint32_t again = 1; ; again++) {
		char digits[11], *d = digits + sizeof digits - 1;
		size_t end = n;
		*d = 0;
		for (uint32_t k = again; again > 1 && k; k /= 10)
			*--d = (char)('0' + k % 10);
		if (*d)
			name[end++] = '~';
		end += add_safe(name + end, d);
		memcpy(name + end, ".csv", 5);
		uint32_t i = 0;
		while (i < used->n && !same_file(used->name[i], name))
			i++;
		if (i == used->n)
			return name;
	}
}

static void write_file(glane_ctx *ctx, const glane_grid *g, layout *l, const char *view, names *used)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const char *language = h->study(ctx)->language;
	bool french = language && !strncmp(language, "fr", 2) && c->use == FOR_EXCEL;
	sheet s = { .ctx = ctx, .grid = g, .l = l, .use = c->use, .separator = french ? ';' : ',', .point = french ? ',' : '.' };
	used->name = room_for(ctx, GLANE_SCRATCH, used->name, sizeof *used->name, used->n, &used->room, 1);
	char *name = file_name(ctx, g, view, used);
	used->name[used->n++] = name;
	if (c->use == FOR_SPSS)
		l->name = spss_names(ctx, l->n_columns, l->name);
	states why = find_states(&s);
	s.io = *view ? h->output(ctx, name) : h->output_of(ctx, name, g, NULL);
	write_sheet(&s, &why);
	if (c->use == FOR_SPSS)
		write_commands(&s, &why, name);
}

static void write_views(glane_ctx *ctx, const glane_grid *g, names *used)
{
	layout l;
	for (const glane_view *v = g->def->views; v && v->name; v++) {
		if (layout_view(ctx, g, v, &l))
			write_file(ctx, g, &l, v->name, used);
		else
			ctx->host->log(ctx, GLANE_WARNING, glane_at_option("shape"), "view %s of table %s.%s has too many cells for a "
			               "file: take it from shape=\"long\"", v->name, g->stage, g->def->name);
	}
}

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	uint32_t n;
	const glane_grid *const *grid = h->tables(ctx, &n);
	names used = { 0 };

	for (uint32_t i = 0; i < n; i++) {
		if (c->shape == SHAPE_VIEW) {
			write_views(ctx, grid[i], &used);
		} else {
			layout l = layout_long(ctx, grid[i]);
			write_file(ctx, grid[i], &l, "", &used);
		}
		if (!h->progress(ctx, i + 1, n))
			return GLANE_ECANCEL;
	}
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-csv", .version = "1", .license = "MIT",
	.summary = "Every table in a CSV file, for R or for a spreadsheet",
	.domain = "glane",
	.options = options,
	.config_size = sizeof(config),
	.render = render,
};
