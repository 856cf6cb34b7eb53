/* xml.c - the bytes of a file that is to be XML: are they text in UTF-8, are their tags whole (xml_scan.c), does
 * libxml2 agree; and the texts of elements with their places. */
#define _GNU_SOURCE
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>
#include "encoding/encoding.h"
#include "xml_private.h"

enum { MAX_BYTES = 4 << 20 };

/* ---- Text with its places -------------------------------------------------------------------- */

static size_t put_code(uint32_t c, char *out)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	static const unsigned char first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	for (size_t i = n; i-- > 1; c >>= 6)
		out[i] = (char)(0x80 | (c & 0x3f));
	out[0] = (char)(first[n] | c);
	return n;
}

/* The reference at s[0], an "&"; *n: its length. libxml2 has seen that it is one. */
static uint32_t reference(const char *s, size_t most, size_t *n)
{
	static const struct { const char *name; char c; } known[] = {
		{ "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' } };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (most >= strlen(known[i].name) && !memcmp(s, known[i].name, strlen(known[i].name))) {
			*n = strlen(known[i].name);
			return (unsigned char)known[i].c;
		}
	size_t i = 2;
	bool hex = most > 2 && s[2] == 'x';
	uint32_t c = 0;
	for (i += hex; i < most && s[i] != ';'; i++) {
		uint32_t digit = s[i] <= '9' ? (uint32_t)(s[i] - '0') : (uint32_t)((s[i] | 32) - 'a' + 10);
		c = c > 0x10ffff ? c : c * (hex ? 16 : 10) + digit;
	}
	*n = i < most ? i + 1 : most;
	return c && c <= 0x10ffff ? c : ' ';
}

static void add_run(xml_source *x, size_t offset, size_t at, xml_run *runs, uint32_t *n_runs)
{
	if (!runs)
		return;
	glane_place p = xml_place_of(x, offset);
	runs[(*n_runs)++] = (xml_run){ at, p.line, p.column };
}

size_t xml_decode(xml_source *x, size_t begin, size_t end, bool cdata, char *out, size_t at, xml_run *runs,
                  uint32_t *n_runs)
{
	size_t n = at;
	add_run(x, begin, n, runs, n_runs);
	for (size_t i = begin; i < end;) {
		if (x->s[i] == '&' && !cdata) {
			size_t k;
			n += put_code(reference(x->s + i, end - i, &k), out + n);
			i += k;
			add_run(x, i, n, runs, n_runs);
		} else if (x->s[i] == '\r') {
			if (!(i + 1 < end && x->s[i + 1] == '\n'))
				out[n++] = ' ';
			i++;
		} else {
			out[n++] = x->s[i++];
		}
	}
	return n - at;
}

/* Each element's pieces one behind the other. */
static void join_texts(xml_source *x)
{
	const glane_host *h = x->ctx->host;
	size_t *bytes = h->alloc(x->ctx, GLANE_SCRATCH, (x->n_elements + 1u) * sizeof *bytes);
	uint32_t *runs = h->alloc(x->ctx, GLANE_SCRATCH, (x->n_elements + 1u) * sizeof *runs);
	for (uint32_t i = 0; i < x->n_pieces; i++) {
		const xml_piece *p = &x->piece[i];
		bytes[p->element] += p->end - p->begin;
		runs[p->element]++;
		for (size_t k = p->begin; k < p->end && !p->cdata; k++)
			runs[p->element] += x->s[k] == '&';
	}
	for (uint32_t i = 0; i < x->n_elements; i++) {
		xml_element *e = &x->element[i];
		xml_run *first = h->alloc(x->ctx, GLANE_SCRATCH, (runs[i] + 1u) * sizeof *first);
		*first = (xml_run){ 0, e->line, e->column };
		e->text.p = h->alloc(x->ctx, GLANE_SCRATCH, bytes[i] + 1);
		e->text.run = first;
	}
	for (uint32_t i = 0; i < x->n_pieces; i++) {
		const xml_piece *p = &x->piece[i];
		xml_text *t = &x->element[p->element].text;
		t->n += xml_decode(x, p->begin, p->end, p->cdata, (char *)(uintptr_t)t->p, t->n,
		                   (xml_run *)(uintptr_t)t->run, &t->n_runs);
	}
	for (uint32_t i = 0; i < x->n_elements; i++)
		if (!x->element[i].text.n_runs)
			x->element[i].text.n_runs = 1;
}

xml_walk xml_begin(const xml_text *t)
{
	return (xml_walk){ t, 0, 0, t->run[0].line, t->run[0].column };
}

void xml_move(xml_walk *w, size_t to)
{
	const xml_text *t = w->text;
	while (w->run + 1 < t->n_runs && t->run[w->run + 1].at <= to) {
		const xml_run *r = &t->run[++w->run];
		w->at = r->at;
		w->line = r->line;
		w->column = r->column;
	}
	for (; w->at < to && w->at < t->n; w->at++) {
		if (t->p[w->at] == '\n') {
			w->line++;
			w->column = w->column ? 1 : 0;
		} else if (w->column && ((unsigned char)t->p[w->at + 1] & 0xc0) != 0x80) {
			w->column++;
		}
	}
}

/* ---- The file -------------------------------------------------------------------------------- */

static int not_text(xml_source *x, glane_bytes b)
{
	const glane_host *h = x->ctx->host;
	trouble t;
	int encoding = encoding_detect(b, ENCODING_AUTO, &t);
	if (!encoding)
		return h->fail(x->ctx, GLANE_EOPTION, glane_at_line(x->path, t.line ? t.line : 1, t.column), t.format,
		               t.a, t.b);
	if (encoding == ENCODING_UTF_16 || encoding == ENCODING_UTF_16BE)
		return h->fail(x->ctx, GLANE_EOPTION, glane_at_line(x->path, 1, 1),
		               "the file is in UTF-16 (\"Unicode\" in some editors): save it as UTF-8");
	if (encoding == ENCODING_UTF_8)
		return GLANE_OK;
	/* That it isn't UTF-8 is said by the first line with such a byte. */
	if (encoding_detect(b, ENCODING_UTF_8, &t))
		return GLANE_OK;
	return h->fail(x->ctx, GLANE_EOPTION, glane_at_line(x->path, t.line ? t.line : 1, t.column),
	               "this is not UTF-8 but Windows-1252 (also called ANSI) or something like it: save the file as "
	               "UTF-8");
}

/* encoding="…" of the XML declaration, or an empty string. */
static glane_str declared_encoding(const xml_source *x)
{
	glane_str none = { "", 0 };
	const char *end = x->n > 5 && !memcmp(x->s, "<?xml", 5) ? memmem(x->s, x->n, "?>", 2) : NULL;
	const char *p = end ? memmem(x->s, (size_t)(end - x->s), "encoding", 8) : NULL;
	while (p && p < end && *p != '"' && *p != '\'')
		p++;
	const char *close = p && p < end ? memchr(p + 1, *p, (size_t)(end - p - 1)) : NULL;
	return close ? (glane_str){ p + 1, (uint32_t)(close - p - 1) } : none;
}

static bool is_utf8(glane_str name)
{
	return !name.n || (name.n == 5 && !strncasecmp(name.p, "UTF-8", 5)) ||
	       (name.n == 4 && !strncasecmp(name.p, "UTF8", 4)) || (name.n == 8 && !strncasecmp(name.p, "US-ASCII", 8));
}

/* Text, in UTF-8, that begins as XML does? Passes over a byte order mark. */
static int look_at_bytes(xml_source *x, glane_bytes b)
{
	const glane_host *h = x->ctx->host;
	glane_place top = glane_at_line(x->path, 1, 1);
	size_t first = 0;
	if (b.n > MAX_BYTES)
		return h->fail(x->ctx, GLANE_EOPTION, top, "the file is larger than %d MiB: is it the right one?",
		               MAX_BYTES >> 20);
	int code = not_text(x, b);
	if (code)
		return code;
	bool mark = b.n >= 3 && !memcmp(b.p, "\xef\xbb\xbf", 3);
	x->s = (const char *)b.p + (mark ? 3 : 0);
	x->n = b.n - (mark ? 3 : 0);
	while (first < x->n && strchr(" \t\r\n", x->s[first]))
		first++;
	if (first == x->n)
		return h->fail(x->ctx, GLANE_EOPTION, top, "the file is empty");
	if (x->s[first] != '<')
		return h->fail(x->ctx, GLANE_EOPTION, xml_place_of(x, first),
		               "this is not XML, which begins with \"<\"");
	if (first && x->n - first > 5 && !memcmp(x->s + first, "<?xml", 5))
		return h->fail(x->ctx, GLANE_EOPTION, top,
		               "<?xml …?> must be the first thing in the file: take out the blank before it");
	glane_str encoding = declared_encoding(x);
	if (!is_utf8(encoding))
		return h->fail(x->ctx, GLANE_EOPTION, top,
		               "the file declares encoding=\"%.*s\": glane reads UTF-8; save it as UTF-8 and write "
		               "encoding=\"UTF-8\"", GLANE_STR(encoding));
	return GLANE_OK;
}

static void silent(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

/* Is it XML? For what nobody has thought of, libxml2's words are passed on. */
static int ask_libxml(xml_source *x)
{
	int code = GLANE_OK;
	xmlParserCtxtPtr c = xmlNewParserCtxt();
	if (!c)
		return x->ctx->host->fail(x->ctx, GLANE_EIO, glane_here(), "not enough memory to read the XML");
	c->sax->serror = silent;
	xmlDocPtr doc = xmlCtxtReadMemory(c, x->s, (int)x->n, NULL, "UTF-8",
	                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc || !c->wellFormed) {
		const xmlError *e = xmlCtxtGetLastError(c);
		const char *text = e && e->message ? e->message : "?";
		glane_place at = glane_at_line(x->path, e && e->line > 0 ? (uint32_t)e->line : 1,
		                               e && e->int2 > 0 ? (uint32_t)e->int2 : 0);
		code = x->ctx->host->fail(x->ctx, GLANE_EOPTION, at, "this is not well-formed XML: %.*s",
		                          (int)strcspn(text, "\n"), text);
	}
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(c);
	return code;
}

int xml_read(glane_ctx *ctx, const char *path, glane_bytes bytes, const char *const *names, xml_file *out)
{
	xml_source x = { .ctx = ctx, .path = path, .names = names };
	*out = (xml_file){ 0, NULL };
	int code = look_at_bytes(&x, bytes);
	if (!code) {
		xml_scan(&x);
		code = x.code;
	}
	if (!code)
		code = ask_libxml(&x);
	if (code)
		return code;
	join_texts(&x);
	*out = (xml_file){ x.n_elements, x.element };
	return GLANE_OK;
}
