/* files.c - opens text files and tables for plugins. */
#include "files.h"

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
