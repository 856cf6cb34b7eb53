/* csv.c - tables of text. */
#include <stdio.h>
#include <string.h>
#include "csv.h"

#define N_(text) text

static bool wrong(trouble *t, uint32_t line, const char *format)
{
	*t = (trouble){ .format = format, .line = line };
	return false;
}

static bool line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Of ";", "," and tab the one most often outside of quotes in the first line that isn't empty. */
static char sniff(const char *p, const char *end)
{
	static const char known[] = ";,\t";
	size_t n[3] = { 0 }, best = 0;
	bool quoted = false, any = false;
	for (; p < end; p++) {
		if (*p == '"')
			quoted = !quoted;
		if (!quoted && line_end(*p) && any)
			break;
		any = any || !line_end(*p);
		const char *k = quoted ? NULL : memchr(known, *p, 3);
		if (k)
			n[k - known]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (n[i] > n[best])
			best = i;
	return known[best];
}

void csv_open(csv *c, const char *p, size_t n, char separator, uint32_t line, encoding_memory m)
{
	*c = (csv){ .begin = p, .at = p, .end = p + n, .line = line, .whole = true, .memory = m };
	if (n >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		c->at += 3;
	c->separator = separator ? separator : sniff(c->at, c->end);
}

/* Past a line end, which is one of LF, CRLF, CR. */
static const char *past_line_end(csv *c, const char *p)
{
	if (p < c->end && *p == '\r' && p + 1 < c->end && p[1] == '\n')
		p++;
	c->line++;
	return p + 1;
}

static csv_field *add_field(csv *c)
{
	if (c->n == c->room) {
		uint32_t more = c->room ? c->room : 16;
		c->field = c->memory.grow(c->memory.user, c->field, c->room * sizeof *c->field,
		                          more * sizeof *c->field);
		c->room += more;
	}
	csv_field *f = &c->field[c->n++];
	*f = (csv_field){ .line = c->line };
	return f;
}

/* A quoted field from the quote at p; returns what follows its closing quote, or NULL: never closed. */
static const char *quoted_field(csv *c, const char *p, csv_field *f)
{
	f->quoted = true;
	f->p = ++p;
	for (; p < c->end; p++) {
		if (*p == '\n' || (*p == '\r' && !(p + 1 < c->end && p[1] == '\n')))
			c->line++;
		if (*p != '"')
			continue;
		if (p + 1 < c->end && p[1] == '"') {
			f->doubled = true;
			p++;
			continue;
		}
		f->n = (size_t)(p - f->p);
		return p + 1;
	}
	return NULL;
}

static const char *plain_field(const csv *c, const char *p, csv_field *f)
{
	f->p = p;
	while (p < c->end && *p != c->separator && !line_end(*p))
		p++;
	f->n = (size_t)(p - f->p);
	return p;
}

static const char *skip_blanks(const csv *c, const char *p)
{
	while (p < c->end && (*p == ' ' || (*p == '\t' && c->separator != '\t')))
		p++;
	return p;
}

/* The fields of the record at c->at; NULL after *t: wrong; the end of the text may have been met. */
static const char *fields(csv *c, trouble *t)
{
	const char *p = c->at;
	for (;;) {
		csv_field *f = add_field(c);
		const char *first = skip_blanks(c, p);
		if (first < c->end && *first == '"') {
			uint32_t opened = c->line;
			p = quoted_field(c, first, f);
			if (!p) {
				wrong(t, opened, N_("a quotation mark (\") is opened here and never closed: close it, or "
				                    "write \"\" for a quotation mark inside a field"));
				return NULL;
			}
			p = skip_blanks(c, p);
			if (p < c->end && *p != c->separator && !line_end(*p)) {
				wrong(t, c->line, N_("after a closing quotation mark (\") comes neither a separator nor the "
				                     "end of the line: write \"\" for a quotation mark inside a field"));
				return NULL;
			}
		} else {
			p = plain_field(c, p, f);
		}
		if ((size_t)(p - c->at) > CSV_RECORD_MOST) {
			wrong(t, c->record_line, N_("this record is longer than 64 MiB: is a quotation mark (\") missing?"));
			return NULL;
		}
		if (p == c->end || line_end(*p))
			return p;
		p++;
	}
}

static bool wrong_number(csv *c, trouble *t)
{
	wrong(t, c->record_line, N_("this record has %s fields and the header %s: a separator or a quotation "
	                            "mark is missing or too much"));
	snprintf(t->a, sizeof t->a, "%u", (unsigned)c->n);
	snprintf(t->b, sizeof t->b, "%u", (unsigned)c->n_header);
	return false;
}

bool csv_record(csv *c, trouble *t)
{
	*t = (trouble){ .format = NULL };
	while (c->at < c->end && line_end(*c->at))
		c->at = past_line_end(c, c->at);
	if (c->at == c->end)
		return false;
	c->record = c->at;
	c->record_line = c->line;
	c->n = 0;
	const char *p = fields(c, t);
	if (!c->whole && (!p || p == c->end || (*p == '\r' && p + 1 == c->end))) {
		c->line = c->record_line;
		t->format = NULL;
		return false;
	}
	if (!p)
		return false;
	c->at = p < c->end ? past_line_end(c, p) : p;
	if (c->n_header && c->n != c->n_header) {
		/* Spreadsheets leave separators behind the last column. */
		while (c->n > c->n_header && !c->field[c->n - 1].n)
			c->n--;
		if (c->n != c->n_header)
			return wrong_number(c, t);
	}
	return true;
}

static void trim(csv_field *f)
{
	while (f->n && (*f->p == ' ' || *f->p == '\t')) {
		f->p++;
		f->n--;
	}
	while (f->n && (f->p[f->n - 1] == ' ' || f->p[f->n - 1] == '\t'))
		f->n--;
}

/* At most what fits of a name into a message, without cutting a character. */
static void put_name(char *to, size_t room, const csv_field *f)
{
	size_t n = f->n < room - 1 ? f->n : room - 1;
	while (n < f->n && n && ((unsigned char)f->p[n] & 0xc0) == 0x80)
		n--;
	memcpy(to, f->p, n);
	to[n] = 0;
}

bool csv_header(csv *c, trouble *t)
{
	if (!csv_record(c, t)) {
		if (!t->format)
			wrong(t, 0, N_("this file is empty: a table begins with a line of column names"));
		return false;
	}
	while (c->n > 1 && !c->field[c->n - 1].n)	/* what a spreadsheet leaves behind */
		c->n--;
	for (uint32_t i = 0; i < c->n; i++) {
		csv_field *f = &c->field[i];
		trim(f);
		if (!f->n) {
			wrong(t, c->record_line, N_("column %s of the header has no name"));
			snprintf(t->a, sizeof t->a, "%u", (unsigned)i + 1);
			return false;
		}
		for (uint32_t k = 0; k < i; k++)
			if (c->field[k].n == f->n && !memcmp(c->field[k].p, f->p, f->n)) {
				wrong(t, c->record_line, N_("two columns of the header have the name \"%s\": rename one"));
				put_name(t->a, sizeof t->a, f);
				return false;
			}
	}
	c->n_header = c->n;
	return true;
}

size_t csv_text(const csv_field *f, char *to)
{
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++) {
		to[n++] = f->p[i];
		if (f->doubled && f->p[i] == '"')
			i++;
	}
	return n;
}

uint32_t csv_column(const csv *c, const char *name, size_t n)
{
	for (uint32_t i = 0; i < c->n; i++)
		if (c->field[i].n == n && !memcmp(c->field[i].p, name, n))
			return i;
	return UINT32_MAX;
}
