/* new_study_table.c - what a table holds: texts, in the column that its reader would take or the one with the longest cells;
 * or what is known about documents of which it has the names. */
#include <config.h>
#include <stdlib.h>
#include <string.h>
#include "csv/csv.h"
#include "encoding/encoding.h"
#include "file.h"
#include "new_study.h"
#include "sym.h"
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

/* Decodes the table and stands before its header. false: it can't be read. */
static bool begin_table(arena *in, const study_file *f, csv *c)
{
	glane_bytes bytes;
	encoding_text text;
	trouble t;
	encoding_memory memory = { grow, in };
	int encoding = file_read(in, f->path, &bytes, NULL) ? encoding_detect(bytes, ENCODING_AUTO, &t) : 0;
	if (!encoding)
		return false;
	encoding_decode(bytes, encoding, 0, bytes.n, 1, memory, &text);
	csv_open(c, text.p, text.n, 0, 1, memory);
	return true;
}

const char *study_text_column(study *s, const study_file *f, bool *by_itself)
{
	arena *in = arena_new();
	trouble t;
	csv c;
	const char *found = NULL;
	*by_itself = false;
	if (!begin_table(in, f, &c)) {
		arena_free(in);
		return NULL;
	}
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

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the documents of a <read> as tables may have them: case, accents and the ending don't matter. Sorted. */
static const char **folded_stems(arena *in, const study *s, uint32_t read, uint32_t *n)
{
	const char **name = arena_alloc(in, (s->n_files + 1) * sizeof *name);
	*n = 0;
	for (uint32_t i = 0; i < s->n_files; i++)
		if (s->file[i].read == read)
			name[(*n)++] = text_fold(in, str_of(path_stem(in, s->file[i].name)));
	if (*n)
		qsort(name, *n, sizeof *name, by_text);
	return name;
}

static bool among(arena *in, const char **name, uint32_t n, const char *cell)
{
	const char *whole = text_fold(in, str_of(cell)), *stem = text_fold(in, str_of(path_stem(in, cell)));
	return n && *cell && (bsearch(&whole, name, n, sizeof *name, by_text) || bsearch(&stem, name, n, sizeof *name, by_text));
}

bool study_describes(const study *s, const study_file *f, uint32_t read)
{
	arena *in = arena_new();
	trouble t;
	csv c;
	uint32_t n = begin_table(in, f, &c) && csv_header(&c, &t) ? c.n : 0, rows = 0, best = 0, documents;
	uint32_t *named = arena_alloc(in, (n + 1) * sizeof *named);
	const char **document = folded_stems(in, s, read, &documents);
	for (; n && rows < ROWS_MOST && csv_record(&c, &t); rows++)
		for (uint32_t i = 0; i < n; i++)
			named[i] += among(in, document, documents, name_of(in, &c.field[i]));
	for (uint32_t i = 0; i < n; i++)
		best = named[i] > best ? named[i] : best;
	arena_free(in);
	return best && 2 * best >= rows;
}
