/* xml_scan.c - walks the tags in the bytes of an XML file, and says in plain words what is wrong with them.
 *
 * A parser of XML knows the line of an element, hardly its column, and nothing of where an attribute or a word
 * inside a text stands; and what it says about the errors that people make helps nobody. This scanner knows tags,
 * attributes, quotation marks and nothing else; libxml2 has the last word on whether the file is XML (xml.c). */
#define _GNU_SOURCE
#include <string.h>
#include "xml_private.h"
#include "room/room.h"

enum { MAX_ELEMENTS = 20000, MAX_ATTRIBUTES = 50, MAX_DEPTH = 32, MAX_ERRORS = 20 };

typedef struct {
	xml_source *x;
	const char *s;
	size_t n, at;
	uint32_t room_elements, room_pieces;
	uint32_t depth, open[MAX_DEPTH];	/* numbers of the elements that are open */
	bool stop, closed;			/* closed: the root has ended */
} scanner;

/* fail() with its place, counted. */
#define fail_at(c, offset) ((c)->stop = ++(c)->x->errors >= MAX_ERRORS || (c)->stop, xml_place_of((c)->x, (offset)))

glane_place xml_place_of(xml_source *x, size_t offset)
{
	if (offset < x->counted || !x->line) {
		x->counted = 0;
		x->line = x->column = 1;
	}
	for (; x->counted < offset && x->counted < x->n; x->counted++) {
		if (x->s[x->counted] == '\n') {
			x->line++;
			x->column = 1;
		} else if (x->counted + 1 < x->n && ((unsigned char)x->s[x->counted + 1] & 0xc0) != 0x80) {
			x->column++;
		}
	}
	return glane_at_line(x->path, x->line, x->column);
}

static bool starts(const scanner *c, const char *what)
{
	size_t k = strlen(what);
	return c->n - c->at >= k && !memcmp(c->s + c->at, what, k);
}

static bool is_blank(char b)
{
	return b == ' ' || b == '\t' || b == '\n' || b == '\r';
}

static size_t one_of(const char *const *marks, const char *p, size_t n)
{
	for (; *marks; marks++) {
		size_t k = strlen(*marks);
		if (n >= k && !memcmp(p, *marks, k))
			return k;
	}
	return 0;
}

/* Bytes of the blank at p that XML doesn't take for one, 0: none. */
static size_t odd_blank(const char *p, size_t n)
{
	static const char *const blanks[] = { "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x87", "\xe2\x80\x89",
		"\xe2\x80\x8b", "\xe3\x80\x80", "\xef\xbb\xbf", NULL };
	return one_of(blanks, p, n);
}

/* Bytes of the typographic quotation mark at p, 0: none. */
static size_t odd_quote(const char *p, size_t n)
{
	static const char *const quotes[] = { "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e", "\xe2\x80\x9f",
		"\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\xb3", "\xc2\xab", "\xc2\xbb", NULL };
	return one_of(quotes, p, n);
}

static bool name_byte(const scanner *c, size_t i)
{
	unsigned char b = (unsigned char)c->s[i];
	if (b >= 0x80)
		return !odd_blank(c->s + i, c->n - i) && !odd_quote(c->s + i, c->n - i);
	return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' || b == '_' ||
	       b == ':' || b == '.';
}

static glane_str scan_name(scanner *c)
{
	size_t from = c->at;
	while (c->at < c->n && name_byte(c, c->at))
		c->at++;
	return (glane_str){ c->s + from, (uint32_t)(c->at - from) };
}

static char *keep(scanner *c, const char *p, size_t n)
{
	char *s = c->x->ctx->host->alloc(c->x->ctx, GLANE_SCRATCH, n + 1);
	if (n)
		memcpy(s, p, n);
	return s;
}

static bool same(glane_str s, const char *name)
{
	return strlen(name) == s.n && !memcmp(s.p, name, s.n);
}

static bool is_known(const scanner *c, glane_str name)
{
	for (const char *const *k = c->x->names; *k; k++)
		if (same(name, *k))
			return true;
	return false;
}

/* ---- Inside of a tag ------------------------------------------------------------------------- */

/* An "&" at c->at: one of the five that XML knows, or a number? */
static void scan_ampersand(scanner *c)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", NULL };
	const glane_host *h = c->x->ctx->host;
	size_t k = one_of(known, c->s + c->at, c->n - c->at), from = c->at;
	c->at += k ? k : 1;
	if (k || (c->at < c->n && c->s[c->at] == '#'))	/* a wrong number is libxml2's to find */
		return;
	glane_str name = scan_name(c);
	if (name.n && c->at < c->n && c->s[c->at] == ';')
		c->x->code = h->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, from),
		                     "&%.*s; is an entity that glane doesn't know: write the character itself, or "
		                     "&amp; for a plain \"&\"", GLANE_STR(name));
	else
		c->x->code = h->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, from),
		                     "a plain \"&\" can't stand here: write &amp;");
}

/* Does the "<" at i begin a line, or an element that such a file knows? Then a quotation mark was forgotten before
 * it; otherwise it was meant as a character. */
static bool tag_begins(const scanner *c, size_t i)
{
	size_t k = i;
	while (k && (c->s[k - 1] == ' ' || c->s[k - 1] == '\t'))
		k--;
	if (k && c->s[k - 1] == '\n')
		return true;
	scanner look = *c;
	look.at = i + 1;
	if (look.at < look.n && look.s[look.at] == '/')
		look.at++;
	return is_known(c, scan_name(&look));
}

/* After an error inside a tag: its end, so that the next tag is looked at. */
static void skip_tag(scanner *c)
{
	while (c->at < c->n && c->s[c->at] != '>' && c->s[c->at] != '<')
		c->at++;
}

static void skip_blanks(scanner *c, glane_str tag, bool *said)
{
	for (;;) {
		size_t odd = odd_blank(c->s + c->at, c->n - c->at);
		if (c->at < c->n && is_blank(c->s[c->at])) {
			c->at++;
			continue;
		}
		if (!odd)
			return;
		if (!*said)
			c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, c->at),
			        "a no-break space (or another unusual blank) in <%.*s>: replace it by an ordinary space",
			        GLANE_STR(tag));
		*said = true;
		c->at += odd;
	}
}

/* lang=“fr”: what stands between, so that the message can show it as it must be. */
static void typographic_value(scanner *c, glane_str name)
{
	size_t from = c->at, mark = odd_quote(c->s + from, c->n - from), begin = from + mark, end = begin, last;
	while (end < c->n && !odd_quote(c->s + end, c->n - end) && !strchr("\"<>\n", c->s[end]))
		end++;
	c->at = end + (end < c->n && c->s[end] == '"' ? 1 : odd_quote(c->s + end, c->n - end));
	while (begin < end && (is_blank(c->s[begin]) || odd_blank(c->s + begin, end - begin)))
		begin += is_blank(c->s[begin]) ? 1 : odd_blank(c->s + begin, end - begin);
	for (last = end; last > begin && is_blank(c->s[last - 1]); last--)
		;
	if (last - begin >= 2 && odd_blank(c->s + last - 2, 2) == 2)
		last -= 2;
	c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, from),
	        "%.*s is a typographic quotation mark: write %.*s=\"%.*s\" with straight ones", (int)mark,
	        c->s + from, GLANE_STR(name), (int)(last - begin), c->s + begin);
}

/* Does a typographic mark stand where the value was to end? */
static bool ends_oddly(scanner *c, glane_str name, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++) {
		size_t mark = odd_quote(c->s + i, end - i);
		if (!mark)
			continue;
		c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, i),
		        "%.*s is a typographic quotation mark: end the value of %.*s with a straight one (\")", (int)mark,
		        c->s + i, GLANE_STR(name));
		return true;
	}
	return false;
}

/* The value never ends, or only behind the next tag. */
static void no_end(scanner *c, glane_str name, size_t begin)
{
	if (!ends_oddly(c, name, begin, c->at))
		c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, begin - 1),
		        "the value of %.*s has no closing quotation mark", GLANE_STR(name));
}

/* The value has ended, but neither a blank nor the end of the tag follows: its own end was probably another mark. */
static void after_value(scanner *c, glane_str name, size_t begin, size_t end)
{
	glane_ctx *ctx = c->x->ctx;
	if (ends_oddly(c, name, begin, end))
		return;
	if (strchr(",;", c->s[end + 1]))
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, end + 1),
		        "\"%c\" can't stand between attributes: a blank is enough", c->s[end + 1]);
	else if (end > begin && c->s[end - 1] == '=')
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, begin),
		        "the value of %.*s has no closing quotation mark", GLANE_STR(name));
	else
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, end),
		        "a blank is missing after the value of %.*s (a quotation mark inside a value is written &quot;)",
		        GLANE_STR(name));
}

/* The quoted value at c->at into *a. false: the rest of the tag can't be read. */
static bool scan_value(scanner *c, glane_str name, xml_attribute *a)
{
	glane_ctx *ctx = c->x->ctx;
	char quote = c->s[c->at];
	size_t begin = ++c->at;
	while (c->at < c->n && c->s[c->at] != quote && !c->stop) {
		if (c->s[c->at] == '&') {
			scan_ampersand(c);
		} else if (c->s[c->at] != '<') {
			c->at++;
		} else if (tag_begins(c, c->at)) {
			no_end(c, name, begin);
			return false;
		} else {
			c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, c->at),
			        "a \"<\" inside a value must be written &lt;");
			c->at++;
		}
	}
	if (c->stop)
		return false;
	if (c->at >= c->n) {
		no_end(c, name, begin);
		c->stop = true;		/* it has swallowed the rest of the file */
		return false;
	}
	size_t end = c->at++;
	char *value = keep(c, NULL, 0);
	if (end > begin)
		value = ctx->host->alloc(ctx, GLANE_SCRATCH, end - begin + 1);
	size_t n = xml_decode(c->x, begin, end, false, value, 0, NULL, NULL);
	for (size_t i = 0; i < n; i++)
		if (is_blank(value[i]))
			value[i] = ' ';
	a->value = value;
	glane_place at = xml_place_of(c->x, begin);
	a->value_line = at.line;
	a->value_column = at.column;
	if (c->at < c->n && !is_blank(c->s[c->at]) && !strchr("/>?", c->s[c->at]) &&
	    !odd_blank(c->s + c->at, c->n - c->at)) {
		after_value(c, name, begin, end);
		return false;
	}
	return true;
}

static void without_quotes(scanner *c, glane_str name)
{
	size_t begin = c->at;
	while (c->at < c->n && !is_blank(c->s[c->at]) && c->s[c->at] != '>' && c->s[c->at] != '<' && !starts(c, "/>"))
		c->at++;
	c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, begin),
	        "a value stands between quotation marks: write %.*s=\"%.*s\"", GLANE_STR(name),
	        (int)(c->at - begin), c->s + begin);
}

/* A name has been seen in a tag: NAME="VALUE". false: the rest of the tag can't be read. */
static bool scan_pair(scanner *c, glane_str tag, xml_attribute *list, uint32_t *n, bool *said)
{
	glane_ctx *ctx = c->x->ctx;
	size_t from = c->at;
	glane_str name = scan_name(c);
	glane_place at = xml_place_of(c->x, from);
	xml_attribute a = { .name = keep(c, name.p, name.n), .line = at.line, .column = at.column };
	if (*n >= MAX_ATTRIBUTES) {
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		                             "more than %d attributes in one element", MAX_ATTRIBUTES);
		c->stop = true;
		return false;
	}
	for (uint32_t i = 0; i < *n; i++)
		if (!strcmp(list[i].name, a.name))
			c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
			        "%.*s is given twice, here and in line %u: leave one of them", GLANE_STR(name),
			        (unsigned)list[i].line);
	if (name.n >= 5 && !memcmp(name.p, "xmlns", 5))
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "there are no namespaces here: take %.*s out", GLANE_STR(name));
	skip_blanks(c, tag, said);
	if (c->at >= c->n || c->s[c->at] != '=') {
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "%.*s has no value: write %.*s=\"…\"", GLANE_STR(name), GLANE_STR(name));
		return true;
	}
	c->at++;
	skip_blanks(c, tag, said);
	if (c->at < c->n && (c->s[c->at] == '"' || c->s[c->at] == '\'')) {
		if (!scan_value(c, name, &a))
			return false;
		list[(*n)++] = a;
	} else if (odd_quote(c->s + c->at, c->n - c->at)) {
		typographic_value(c, name);
	} else {
		without_quotes(c, name);
	}
	return true;
}

/* ---- Tags ------------------------------------------------------------------------------------ */

static void unclosed(scanner *c, uint32_t element)
{
	const xml_element *e = &c->x->element[element];
	c->stop = ++c->x->errors >= MAX_ERRORS || c->stop;
	c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION,
	        glane_at_line(c->x->path, e->line, e->column),
	        "the <%s> that begins here is not closed: </%s> is missing", e->name, e->name);
}

static void push(scanner *c, uint32_t element, size_t from)
{
	if (c->depth == MAX_DEPTH) {
		c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, from),
		        "elements are nested more than %d deep", MAX_DEPTH);
		c->stop = true;
		return;
	}
	c->open[c->depth++] = element;
}

/* The inside of a start tag, behind its name. */
static void scan_attributes(scanner *c, uint32_t element, size_t from, glane_str name)
{
	xml_attribute list[MAX_ATTRIBUTES];
	glane_ctx *ctx = c->x->ctx;
	bool said = false, readable = true, ended = false;
	uint32_t n = 0, errors = c->x->errors;
	while (!c->stop && !ended) {
		if (!readable)
			skip_tag(c);
		readable = true;
		skip_blanks(c, name, &said);
		if (c->at >= c->n || c->s[c->at] == '<') {
			if (errors == c->x->errors)
				c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
				        "the <%.*s> that begins here has no end: \"/>\" or \">\" is missing",
				        GLANE_STR(name));
			ended = true;
		} else if (starts(c, "/>")) {
			c->at += 2;
			c->closed = c->closed || !c->depth;
			ended = true;
		} else if (c->s[c->at] == '>') {
			c->at++;
			push(c, element, from);
			ended = true;
		} else if (name_byte(c, c->at)) {
			readable = scan_pair(c, name, list, &n, &said);
		} else {
			size_t k = 1;
			while (c->at + k < c->n && ((unsigned char)c->s[c->at + k] & 0xc0) == 0x80)
				k++;
			c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, c->at),
			        "\"%.*s\" can't stand here: <%.*s> holds only name=\"value\"", (int)k, c->s + c->at,
			        GLANE_STR(name));
			readable = false;
		}
	}
	xml_attribute *kept = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1u) * sizeof *kept);
	memcpy(kept, list, n * sizeof *kept);
	c->x->element[element].attribute = kept;
	c->x->element[element].n = n;
}

static void scan_start(scanner *c)
{
	xml_source *x = c->x;
	glane_ctx *ctx = x->ctx;
	size_t from = c->at++;
	glane_str name = scan_name(c);
	glane_place at = xml_place_of(x, from);
	if (x->n_elements == MAX_ELEMENTS) {
		x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from), "more than %d elements", MAX_ELEMENTS);
		c->stop = true;
		return;
	}
	if (c->closed)
		x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "nothing may follow the end of the first element: <%.*s> belongs inside it", GLANE_STR(name));
	x->element = room_for(ctx, GLANE_SCRATCH, x->element, sizeof *x->element, x->n_elements, &c->room_elements, 1);
	x->element[x->n_elements++] = (xml_element){ .name = keep(c, name.p, name.n), .line = at.line,
		.column = at.column, .parent = c->depth ? c->open[c->depth - 1] : GLANE_NONE };
	scan_attributes(c, x->n_elements - 1, from, name);
}

/* An end tag that no open element has the name of: a slip in the name of the innermost, or one too many. */
static void closes_nothing(scanner *c, size_t from, glane_str name)
{
	const xml_element *top = c->depth ? &c->x->element[c->open[c->depth - 1]] : NULL;
	glane_ctx *ctx = c->x->ctx;
	glane_place at = xml_place_of(c->x, from);
	if (top && (top->line == at.line || (name.n && !strncmp(top->name, name.p, name.n < 3 ? name.n : 3)))) {
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "</%.*s> doesn't close the <%s> of line %u: write </%s>", GLANE_STR(name), top->name,
		        (unsigned)top->line, top->name);
		c->depth--;
		c->closed = !c->depth;
	} else if (!c->x->errors) {	/* after an error in a tag its end tag may well be left over */
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "</%.*s> closes nothing: take it out, or write its beginning", GLANE_STR(name));
	}
}

static void scan_end(scanner *c)
{
	size_t from = c->at;
	c->at += 2;
	glane_str name = scan_name(c);
	while (c->at < c->n && is_blank(c->s[c->at]))
		c->at++;
	if (c->at < c->n && c->s[c->at] == '>')
		c->at++;
	else
		c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, from), "</%.*s has no \">\"",
		                                   GLANE_STR(name));
	uint32_t k = c->depth;
	while (k && !same(name, c->x->element[c->open[k - 1]].name))
		k--;
	if (!k) {
		closes_nothing(c, from, name);
		return;
	}
	while (c->depth > k)
		unclosed(c, c->open[--c->depth]);
	c->depth--;
	c->closed = !c->depth;
}

/* ---- Between tags ---------------------------------------------------------------------------- */

static void add_piece(scanner *c, size_t begin, size_t end, bool cdata)
{
	xml_source *x = c->x;
	if (!c->depth || begin == end)
		return;
	x->piece = room_for(x->ctx, GLANE_SCRATCH, x->piece, sizeof *x->piece, x->n_pieces, &c->room_pieces, 1);
	x->piece[x->n_pieces++] = (xml_piece){ c->open[c->depth - 1], begin, end, cdata };
}

static void scan_text(scanner *c)
{
	size_t from = c->at;
	while (c->at < c->n && c->s[c->at] != '<' && !c->stop) {
		size_t odd = odd_blank(c->s + c->at, c->n - c->at);
		if (!c->depth && !odd && !is_blank(c->s[c->at])) {
			c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, c->at),
			        "text outside of the elements: a remark goes into <!-- … -->");
			while (c->at < c->n && c->s[c->at] != '<')
				c->at++;
			return;
		}
		if (c->s[c->at] == '&')
			scan_ampersand(c);
		else
			c->at += odd ? odd : 1;
	}
	add_piece(c, from, c->at, false);
}

static void skip_past(scanner *c, size_t from, const char *end)
{
	const char *p = memmem(c->s + from, c->n - from, end, strlen(end));
	if (p) {
		c->at = (size_t)(p - c->s) + strlen(end);
		return;
	}
	c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, c->at),
	        "what begins here never ends: \"%s\" is missing", end);
	c->stop = true;
}

static void scan_comment(scanner *c)
{
	size_t from = c->at + 4;
	skip_past(c, from <= c->n ? from : c->n, "-->");
	if (c->stop)
		return;
	const char *two = memmem(c->s + from, c->at - from - 1, "--", 2);
	if (two && two + 3 != c->s + c->at)
		c->x->code = c->x->ctx->host->fail(c->x->ctx, GLANE_EOPTION, fail_at(c, (size_t)(two - c->s)),
		        "two hyphens can't stand inside a remark");
}

static void scan_mark(scanner *c)
{
	glane_ctx *ctx = c->x->ctx;
	size_t from = c->at;
	if (starts(c, "<!--")) {
		scan_comment(c);
	} else if (starts(c, "<![CDATA[")) {
		skip_past(c, c->at, "]]>");
		if (!c->stop)
			add_piece(c, from + 9, c->at - 3, true);
	} else if (starts(c, "<!")) {
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "the file has a <!DOCTYPE …> or an <!ENTITY …>: glane reads none; take it out");
		c->stop = true;
	} else if (starts(c, "<?")) {
		skip_past(c, c->at, "?>");
	} else if (starts(c, "</")) {
		scan_end(c);
	} else if (c->at + 1 < c->n && name_byte(c, c->at + 1)) {
		scan_start(c);
	} else {
		c->x->code = ctx->host->fail(ctx, GLANE_EOPTION, fail_at(c, from),
		        "a \"<\" that begins no element must be written &lt;");
		c->at++;
	}
}

void xml_scan(xml_source *x)
{
	scanner c = { .x = x, .s = x->s, .n = x->n };
	while (c.at < c.n && !c.stop) {
		if (c.s[c.at] == '<')
			scan_mark(&c);
		else
			scan_text(&c);
	}
	while (c.depth && !c.stop)
		unclosed(&c, c.open[--c.depth]);
}
