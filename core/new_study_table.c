/* new_study_table.c - which column of a table holds texts: the one that its reader would take, or the one with the longest
 * cells. */
#include <config.h>
#include <string.h>
#include "csv/csv.h"
#include "encoding/encoding.h"
#include "file.h"
#include "new_study.h"
#include "text.h"

/* As many rows are looked at; a text has as many words on the average. */
enum { ROWS_MOST = 500, WORDS_LEAST = 5 };

static void *grow(void *user, void *p, size_t n, size_t more)
{
	return arena_grow(user, p, n, more);
}

static uint64_t words_in(const csv_field *f)
{
	uint64_t n = 0;
	for (size_t i = 0; i < f->n; i++)
		n += f->p[i] > ' ' && (!i || f->p[i - 1] <= ' ') && f->p[i] < 0x7f;
	return n;
}

/* The names by which read-csv knows it. */
static bool usual(const char *name)
{
	static const char *const names[] = { "text", "texte", "answer", "réponse", "reponse", "verbatim" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcasecmp(name, names[i]))
			return true;
	return false;
}

static const char *name_of(arena *in, const csv_field *f)
{
	char *p = arena_alloc(in, f->n + 1);
	csv_text(f, p);
	return p;
}

const char *study_text_column(study *s, const study_file *f, bool *by_itself)
{
	arena *in = arena_new();
	glane_bytes bytes;
	encoding_text text;
	trouble t;
	csv c;
	const char *found = NULL;
	encoding_memory memory = { grow, in };
	int encoding = file_read(in, f->path, &bytes, NULL) ? encoding_detect(bytes, ENCODING_AUTO, &t) : 0;
	*by_itself = false;
	if (!encoding) {
		arena_free(in);
		return NULL;
	}
	encoding_decode(bytes, encoding, 0, bytes.n, 1, memory, &text);
	csv_open(&c, text.p, text.n, 0, 1, memory);
	uint32_t n = csv_header(&c, &t) ? c.n : 0, rows = 0, best = 0;
	const char **name = arena_alloc(in, (n + 1) * sizeof *name);
	uint64_t *words = arena_alloc(in, (n + 1) * sizeof *words);
	for (uint32_t i = 0; i < n; i++)
		name[i] = name_of(s->in, &c.field[i]);
	for (; n && rows < ROWS_MOST && csv_record(&c, &t); rows++)
		for (uint32_t i = 0; i < n; i++)
			words[i] += words_in(&c.field[i]);
	for (uint32_t i = 0; i < n; i++) {
		if (words[i] > words[best])
			best = i;
		if (usual(name[i]) && words[i] && !*by_itself) {
			*by_itself = true;
			found = name[i];
		}
	}
	if (!found && rows && words[best] >= (uint64_t)rows * WORDS_LEAST)
		found = name[best];
	arena_free(in);
	return found;
}
