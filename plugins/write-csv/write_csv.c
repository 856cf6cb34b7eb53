/* write-csv: every table of the study in a file of its own, for R, for spreadsheets, for anything.
 *
 * Files are as RFC 4180 has them: CRLF, quotation marks where needed and doubled inside. */
#include <glane/plugin.h>
#include <string.h>

typedef struct { int use; } config;
enum { FOR_R, FOR_EXCEL };

static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, use, "for", "r", "r|excel",
	                 "Who reads the files: r (commas, points) or excel (as Excel opens them by a double click)"),
	GLANE_LAST
};

/* One file while it is written. */
typedef struct {
	glane_ctx *ctx;
	glane_io *io;
	const glane_grid *grid;
	char separator, point;
	bool excel;
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
	if (!s->excel || !v.n || !memchr("=+-@\t\r", v.p[0], 6)) {
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

static bool suppressed(const glane_cells *c, uint32_t row)
{
	return c->state && c->state[row] == GLANE_SUPPRESSED;
}

static bool any_suppressed(const glane_grid *g, uint32_t n_columns)
{
	for (uint32_t c = 0; c < n_columns; c++)
		for (uint32_t r = 0; r < g->n; r++)
			if (suppressed(&g->column[c], r))
				return true;
	return false;
}

/* The last field of a row: which of its cells are empty because they were suppressed. */
static void suppressed_field(sheet *s, uint32_t n_columns, uint32_t row)
{
	bool first = true;
	raw(s, &s->separator, 1);
	for (uint32_t c = 0; c < n_columns; c++)
		if (suppressed(&s->grid->column[c], row)) {
			const char *name = s->grid->def->columns[c].name;
			if (!first)
				raw(s, " ", 1);
			raw(s, name, strlen(name));
			first = false;
		}
}

static void header(sheet *s, uint32_t n_columns, bool with_suppressed)
{
	if (s->excel)
		raw(s, "\xef\xbb\xbf", 3);
	for (uint32_t c = 0; c < n_columns; c++) {
		const char *name = s->grid->def->columns[c].name;
		if (c)
			raw(s, &s->separator, 1);
		field(s, (glane_str){ name, (uint32_t)strlen(name) });
	}
	if (with_suppressed) {
		raw(s, &s->separator, 1);
		raw(s, "suppressed", 10);
	}
	raw(s, "\r\n", 2);
}

static void write_table(sheet *s)
{
	const glane_host *h = s->ctx->host;
	const glane_grid *g = s->grid;
	uint32_t n = 0;
	while (g->def->columns[n].name)
		n++;
	bool with_suppressed = any_suppressed(g, n);
	header(s, n, with_suppressed);
	for (uint32_t r = 0; r < g->n; r++) {
		for (uint32_t c = 0; c < n; c++) {
			glane_str v = h->value(s->ctx, g, c, r);
			if (c)
				raw(s, &s->separator, 1);
			if (g->column[c].type == GLANE_SYM)
				text_field(s, v);
			else
				number_field(s, v);
		}
		if (with_suppressed)
			suppressed_field(s, n, r);
		raw(s, "\r\n", 2);
	}
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

/* FOLDER/STAGE.TABLE[.by-VARIABLE][~N].csv; N where names that differ have become the same. */
static char *file_name(glane_ctx *ctx, const glane_grid *g, char *const *used, uint32_t n_used)
{
	const char *folder = ctx->to && *ctx->to ? ctx->to : "tables";
	const char *by = g->by ? g->by : "", *dot = *by ? ".by-" : "";
	size_t room = strlen(folder) + 3 * (strlen(g->stage) + strlen(g->def->name) + strlen(by)) + 40, n;
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
		while (i < n_used && !same_file(used[i], name))
			i++;
		if (i == n_used)
			return name;
	}
}

static int render(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	const char *language = h->study(ctx)->language;
	bool french = language && !strncmp(language, "fr", 2);
	uint32_t n;
	const glane_grid *const *grid = h->tables(ctx, &n);
	char **used = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *used);

	for (uint32_t i = 0; i < n; i++) {
		used[i] = file_name(ctx, grid[i], used, i);
		sheet s = { .ctx = ctx, .grid = grid[i], .excel = c->use == FOR_EXCEL,
		            .separator = ',', .point = '.' };
		if (s.excel && french) {
			s.separator = ';';
			s.point = ',';
		}
		s.io = h->output_of(ctx, used[i], grid[i], NULL);
		write_table(&s);
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
