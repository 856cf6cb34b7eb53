/* files.c - opens text files and tables for plugins. */
#include "files.h"
#include <string.h>

static void *grow_scratch(void *ctx, void *p, size_t n, size_t more)
{
	return ((glane_ctx *)ctx)->host->grow(ctx, GLANE_SCRATCH, p, n, more);
}

static void *grow_run(void *ctx, void *p, size_t n, size_t more)
{
	return ((glane_ctx *)ctx)->host->grow(ctx, GLANE_RUN, p, n, more);
}

encoding_memory files_memory(glane_ctx *ctx, int life)
{
	return (encoding_memory){ life == GLANE_RUN ? grow_run : grow_scratch, ctx };
}

int files_refuse(glane_ctx *ctx, int code, const char *path, const trouble *t)
{
	return ctx->host->fail(ctx, code, glane_at_line(path, t->line, t->column), t->format, t->a, t->b);
}

int files_text(glane_ctx *ctx, int code, const char *path, int encoding, encoding_memory m, encoding_text *out)
{
	glane_bytes bytes;
	trouble t;
	int e = ctx->host->file(ctx, path, &bytes);
	if (e)
		return e;
	encoding = encoding_detect(bytes, encoding, &t);
	if (!encoding)
		return files_refuse(ctx, code, path, &t);
	encoding_decode(bytes, encoding, 0, bytes.n, 1, m, out);
	return GLANE_OK;
}

int files_table(glane_ctx *ctx, int code, const char *path, int encoding, char separator, encoding_memory m,
                encoding_text *text, csv *out)
{
	trouble t;
	int e = files_text(ctx, code, path, encoding, m, text);
	if (e)
		return e;
	csv_open(out, text->p, text->n, separator, 1, m);
	return csv_header(out, &t) ? GLANE_OK : files_refuse(ctx, code, path, &t);
}

char *files_field(glane_ctx *ctx, const csv_field *f)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, f->n + 1);
	csv_text(f, p);
	return p;
}

const char *files_fields(glane_ctx *ctx, const csv *record)
{
	size_t n = 1, at = 0;
	for (uint32_t i = 0; i < record->n; i++)
		n += record->field[i].n + 2;
	char *list = ctx->host->alloc(ctx, GLANE_SCRATCH, n);
	for (uint32_t i = 0; i < record->n; i++) {
		if (i) {
			memcpy(list + at, ", ", 2);
			at += 2;
		}
		at += csv_text(&record->field[i], list + at);
	}
	return list;
}
