/* json_out.c - JSON written piece by piece. */
#include "json/json_out.h"
#include <string.h>

void json_out_begin(json_out *o, glane_ctx *ctx, glane_io *io)
{
	o->ctx = ctx;
	o->io = io;
	o->failed = false;
	o->n = 0;
}

static void flush(json_out *o)
{
	if (o->n)
		o->ctx->host->write(o->io, o->buffer, o->n);
	o->n = 0;
}

static int add(const char *s, size_t n, void *to)
{
	json_out *o = to;
	if (n > sizeof o->buffer - o->n)
		flush(o);
	if (n > sizeof o->buffer) {
		o->ctx->host->write(o->io, s, n);
		return 0;
	}
	memcpy(o->buffer + o->n, s, n);
	o->n += n;
	return 0;
}

void json_out_raw(json_out *o, const char *s)
{
	add(s, strlen(s), o);
}

void json_out_value(json_out *o, json_t *value, int digits)
{
	size_t flags = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION((size_t)digits);
	if (!value || json_dump_callback(value, add, o, flags))
		o->failed = true;
	json_decref(value);
}

void json_out_str(json_out *o, glane_str s)
{
	json_out_value(o, json_out_string(s), 0);
}

int json_out_end(json_out *o)
{
	const glane_host *h = o->ctx->host;
	flush(o);
	if (o->failed)
		return h->fail(o->ctx, GLANE_EIO, glane_here(), "no memory is left to write JSON");
	return GLANE_OK;
}

json_t *json_out_string(glane_str s)
{
	return json_stringn_nocheck(s.p ? s.p : "", s.n);
}

json_t *json_out_text(const char *s)
{
	return s ? json_string_nocheck(s) : json_null();
}

json_t *json_out_number(glane_str s)
{
	json_t *value = json_loadb(s.p ? s.p : "", s.n, JSON_DECODE_ANY, NULL);
	if (json_is_number(value))
		return value;
	json_decref(value);
	return json_out_string(s);
}
