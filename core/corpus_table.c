/* corpus_table.c - the tables that a study is described with: metadata.csv, variables.csv, values.csv. */
#include <config.h>
#include <errno.h>
#include <string.h>
#include "corpus_private.h"

static void *grow(void *user, void *p, size_t n, size_t more)
{
	return arena_grow(user, p, n, more);
}

static bool fault(planning *b, const char *shown, const trouble *t)
{
	messages_add(b->m, MESSAGE_ERROR, (place){ shown, t->line, t->column }, _(t->format), t->a, t->b);
	b->failed = true;
	return false;
}

static const char *cell_text(planning *b, const csv_field *f)
{
	char *p = arena_alloc(b->in, f->n + 1);
	size_t n = csv_text(f, p);
	glane_str s = text_nfc(b->in, text_trim((glane_str){ p, (uint32_t)n }));
	return arena_copy(b->in, s.p, s.n);
}

static const char **row_text(planning *b, const csv *c)
{
	const char **row = arena_alloc(b->in, (c->n + 1) * sizeof *row);
	for (uint32_t i = 0; i < c->n; i++)
		row[i] = cell_text(b, &c->field[i]);
	return row;
}

/* Empty rows are what a spreadsheet leaves at the end. */
static bool empty_row(const char *const *row, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (*row[i])
			return false;
	return true;
}

static bool two_columns(planning *b, const sheet *s, uint32_t line)
{
	for (uint32_t i = 0; i < s->n_columns; i++)
		for (uint32_t k = 0; k < i; k++) {
			const char *x = text_fold(b->in, str_of(s->column[i]));
			if (strcmp(x, text_fold(b->in, str_of(s->column[k]))))
				continue;
			messages_add(b->m, MESSAGE_ERROR, (place){ s->shown, line, 0 },
			             _("two columns of the header have the same name, \"%s\" and \"%s\": rename one"),
			             s->column[k], s->column[i]);
			b->failed = true;
			return true;
		}
	return false;
}

bool corpus_sheet(planning *b, const char *path, sheet *out)
{
	glane_bytes bytes;
	trouble t;
	csv c;
	encoding_text text;
	encoding_memory memory = { grow, b->in };
	uint32_t room = 0, room_lines = 0;
	*out = (sheet){ .path = path, .shown = corpus_shown(b, path, path_folder(b->in, path)) };
	if (!file_read(b->in, path, &bytes, NULL)) {
		messages_add(b->m, MESSAGE_ERROR, (place){ out->shown, 0, 0 }, _("the file can't be read: %s"),
		             message_reason(errno));
		b->failed = true;
		return false;
	}
	int encoding = encoding_detect(bytes, ENCODING_AUTO, &t);
	if (!encoding) {
		/* Readers have an option for it; the tables of the core have none. */
		if (strstr(t.format, "encoding="))
			t.format = N_("this is neither UTF-8 nor Windows-1252: save the file as UTF-8");
		return fault(b, out->shown, &t);
	}
	encoding_decode(bytes, encoding, 0, bytes.n, 1, memory, &text);
	if (encoding == ENCODING_WINDOWS_1252 || encoding == ENCODING_MIXED)
		messages_add(b->m, MESSAGE_NOTE, (place){ out->shown, 0, 0 },
		             _("read as Windows-1252, for it is not UTF-8: look at its accents with check --variables"));
	csv_open(&c, text.p, text.n, 0, 1, memory);
	if (!csv_header(&c, &t))
		return fault(b, out->shown, &t);
	out->n_columns = c.n;
	out->column = row_text(b, &c);
	if (two_columns(b, out, c.record_line))
		return false;
	while (csv_record(&c, &t)) {
		const char **row = row_text(b, &c);
		if (empty_row(row, c.n))
			continue;
		ARRAY_ROOM(b->in, out->cell, room, out->n);
		ARRAY_ROOM(b->in, out->line, room_lines, out->n);
		out->line[out->n] = c.record_line;
		out->cell[out->n++] = row;
	}
	return t.format ? fault(b, out->shown, &t) : true;
}

int sheet_column(planning *b, const sheet *s, const char *names)
{
	glane_str rest = str_of(names), name;
	while (text_cut(&rest, '|', &name))
		for (uint32_t i = 0; i < s->n_columns; i++) {
			const char *have = text_fold(b->in, str_of(s->column[i]));
			if (strlen(have) == name.n && !memcmp(have, name.p, name.n))
				return (int)i;
		}
	return -1;
}
