/* perceptron_file.c - a model in a file: a head that people can read, then the weights. */
#include <stdio.h>
#include "perceptron.h"

static const char first_line[] = "glane model 1\n";

static bool find_value(glane_str head, const char *name, glane_str *out)
{
	size_t n = strlen(name);
	for (uint32_t i = 0; i < head.n; ) {
		const char *line = head.p + i, *end = memchr(line, '\n', head.n - i);
		uint32_t size = end ? (uint32_t)(end - line) : head.n - i;
		if (size > n + 1 && !memcmp(line, name, n) && line[n] == ':' && line[n + 1] == ' ') {
			*out = (glane_str){ line + n + 2, size - (uint32_t)n - 2 };
			return true;
		}
		i += size + 1;
	}
	return false;
}

glane_str model_value(const model *m, const char *name)
{
	glane_str s = { "", 0 };
	find_value(m->head, name, &s);
	return s;
}

static uint32_t number(glane_str s)
{
	uint32_t v = 0;
	for (uint32_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && v < 1000; i++)
		v = 10 * v + (uint32_t)(s.p[i] - '0');
	return v;
}

int model_open(glane_ctx *ctx, const char *path, const char *kind, model *out)
{
	enum { LEAST_BITS = 8, MOST_BITS = 26 };
	glane_bytes b;
	int code = ctx->host->file(ctx, path, &b);
	if (code)
		return code;
	const char *p = (const char *)b.p;
	size_t n = b.n, first = sizeof first_line - 1, at = first;
	if (n < first || memcmp(p, first_line, first))
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, 1, 0),
		                       "this is no model: its first line isn't \"glane model 1\"; make one with `glane train`");
	while (at + 1 < n && !(p[at] == '\n' && p[at - 1] == '\n'))
		at++;
	*out = (model){ .head = { p + first, (uint32_t)(at - first) } };
	glane_str said = model_value(out, "kind");
	if (said.n != strlen(kind) || memcmp(said.p, kind, said.n))
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, 2, 0),
		                       "this is a model of kind \"%.*s\", and \"%s\" is wanted: name another file",
		                       GLANE_STR(said), kind);
	out->p.bits = number(model_value(out, "bits"));
	at++;
	if (out->p.bits < LEAST_BITS || out->p.bits > MOST_BITS || n - at < perceptron_size(out->p.bits))
		return ctx->host->fail(ctx, GLANE_EINPUT, glane_at_line(path, 0, 0),
		                       "the model is cut short: copy it again, or make it anew with `glane train`");
	out->p.weight = (const int8_t *)p + at;
	at += perceptron_size(out->p.bits);
	out->rest = (glane_str){ p + at, (uint32_t)(n - at) };
	return GLANE_OK;
}

void model_write(glane_ctx *ctx, const char *path, const char *kind, const char *head, const perceptron *p,
                 glane_str rest)
{
	const glane_host *h = ctx->host;
	glane_io *io = h->output(ctx, path);
	h->print(io, "%skind: %s\nbits: %u\n%s\n", first_line, kind, (unsigned)p->bits, head);
	h->write(io, p->weight, perceptron_size(p->bits));
	h->write(io, rest.p, rest.n);
}
