/* pipeline_scan.c - walks the tags in the bytes of a pipeline.
 *
 * A parser of XML knows the line of an element, not of an attribute, and what it says about the errors
 * that people make (typographic quotation marks, no-break spaces, an element left open) helps nobody.
 * This scanner knows tags, attributes and quotation marks, and nothing else: it finds positions, and says
 * in plain words what is wrong. What it doesn't know is left to libxml2, which reads the text after it. */
#include <config.h>
#include <string.h>
#include "pipeline_parts.h"

enum { MAX_TAGS = 10000, MAX_ATTRIBUTES = 200, MAX_DEPTH = 16, MAX_ERRORS = 20 };

typedef struct {
	arena *in;
	messages *m;
	const char *shown, *s;
	size_t n, at;
	size_t counted;			/* line and column are those of this offset */
	uint32_t line, column, errors;
	uint32_t depth, open[MAX_DEPTH];	/* numbers of the tags that are open */
	bool stop, closed;		/* closed: the root has ended */
	scan *out;
} scanner;

/* Places are asked for from left to right nearly always: counting goes on from the last one. */
static place at_offset(scanner *c, size_t offset)
{
	if (offset < c->counted) {
		c->counted = 0;
		c->line = c->column = 1;
	}
	for (; c->counted < offset && c->counted < c->n; c->counted++) {
		unsigned char b = (unsigned char)c->s[c->counted];
		if (b == '\n') {
			c->line++;
			c->column = 1;
		} else if (c->counted + 1 < c->n &&
		           ((unsigned char)c->s[c->counted + 1] & 0xc0) != 0x80) {
			c->column++;
		}
	}
	return (place){ c->shown, c->line, c->column };
}

#define FAULT(c, where, ...) do { \
	messages_add((c)->m, MESSAGE_ERROR, (where), __VA_ARGS__); \
	if (++(c)->errors >= MAX_ERRORS) \
		(c)->stop = true; \
} while (0)

static bool starts(const scanner *c, const char *what)
{
	size_t k = strlen(what);
	return c->n - c->at >= k && !memcmp(c->s + c->at, what, k);
}

static bool is_blank(char b)
{
	return b == ' ' || b == '\t' || b == '\n' || b == '\r';
}

/* Bytes of the blank at p that XML doesn't take for one, 0: none. */
static size_t odd_blank(const char *p, size_t n)
{
	static const char *const blanks[] = { "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x87", "\xe2\x80\x89",
		"\xe2\x80\x8b", "\xe3\x80\x80", "\xef\xbb\xbf" };
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t k = strlen(blanks[i]);
		if (n >= k && !memcmp(p, blanks[i], k))
			return k;
	}
	return 0;
}

/* Bytes of the typographic quotation mark at p, 0: none. */
static size_t odd_quote(const char *p, size_t n)
{
	static const char *const quotes[] = { "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e", "\xe2\x80\x9f",
		"\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\xb3", "\xc2\xab", "\xc2\xbb" };
	for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
		size_t k = strlen(quotes[i]);
		if (n >= k && !memcmp(p, quotes[i], k))
			return k;
	}
	return 0;
}

static bool name_byte(const scanner *c, size_t i)
{
	unsigned char b = (unsigned char)c->s[i];
	if (b >= 0x80)
		return !odd_blank(c->s + i, c->n - i) && !odd_quote(c->s + i, c->n - i);
	return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '-' ||
	       b == '_' || b == ':' || b == '.';
}

static glane_str scan_name(scanner *c)
{
	size_t from = c->at;
	while (c->at < c->n && name_byte(c, c->at))
		c->at++;
	return (glane_str){ c->s + from, (uint32_t)(c->at - from) };
}

static bool is_stage(glane_str name)
{
	static const char *const names[] = { "read", "include", "step", "write", "title" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_equal(name, str_of(names[i])))
			return true;
	return false;
}

/* An "&" at c->at: one of the five that XML knows, or a number? */
static void scan_ampersand(scanner *c)
{
	static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (starts(c, known[i])) {
			c->at += strlen(known[i]);
			return;
		}
	size_t from = c->at++;
	if (c->at < c->n && c->s[c->at] == '#') {	/* a wrong number is libxml2's to find */
		c->at++;
		return;
	}
	glane_str name = scan_name(c);
	if (name.n && c->at < c->n && c->s[c->at] == ';')
		FAULT(c, at_offset(c, from),
		      _("&%.*s; is an entity that glane doesn't know: write the character itself, or "
		        "&amp; for a plain \"&\""), GLANE_STR(name));
	else
		FAULT(c, at_offset(c, from), _("a plain \"&\" can't stand here: write &amp;"));
}

/* Does the "<" at i begin a line, or an element that a pipeline knows? Then a quotation mark was
 * forgotten before it; otherwise it was meant as a character. */
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
	glane_str name = scan_name(&look);
	return is_stage(name) || str_equal(name, STR("pipeline")) || str_equal(name, STR("profile"));
}

/* After an error inside a tag: its end, so that the next tag is looked at. */
static void skip_tag(scanner *c)
{
	while (c->at < c->n && c->s[c->at] != '>' && c->s[c->at] != '<')
		c->at++;
	if (c->at < c->n && c->s[c->at] == '>')
		c->at++;
}

static void skip_blanks(scanner *c, const scan_tag *t, bool *said)
{
	for (;;) {
		size_t odd = odd_blank(c->s + c->at, c->n - c->at);
		if (c->at < c->n && is_blank(c->s[c->at])) {
			c->at++;
		} else if (odd) {
			if (!*said)
				FAULT(c, at_offset(c, c->at),
				      _("a no-break space (or another unusual blank) in <%.*s>: replace it by an "
				        "ordinary space"), GLANE_STR(t->name));
			*said = true;
			c->at += odd;
		} else {
			return;
		}
	}
}

/* use=“turns”: what stands between, so that the message can show it as it must be. */
static void typographic_value(scanner *c, glane_str name)
{
	size_t from = c->at, mark = odd_quote(c->s + c->at, c->n - c->at);
	size_t begin = from + mark, end = begin;
	while (end < c->n && !odd_quote(c->s + end, c->n - end) && c->s[end] != '"' && c->s[end] != '>' &&
	       c->s[end] != '<' && c->s[end] != '\n')
		end++;
	glane_str value = text_trim((glane_str){ c->s + begin, (uint32_t)(end - begin) });
	FAULT(c, at_offset(c, from),
	      _("%.*s is a typographic quotation mark: write %.*s=\"%.*s\" with straight ones"),
	      (int)mark, c->s + from, GLANE_STR(name), GLANE_STR(value));
	c->at = end;
	if (end < c->n && c->s[end] == '"')
		c->at++;
	else
		c->at += odd_quote(c->s + end, c->n - end);
}

/* The value has ended, but neither a blank nor the end of the tag follows: its own end was probably
 * another mark. */
static void after_value(scanner *c, glane_str name, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++) {
		size_t mark = odd_quote(c->s + i, end - i);
		if (mark) {
			FAULT(c, at_offset(c, i),
			      _("%.*s is a typographic quotation mark: end the value of %.*s with a straight "
			        "one (\")"), (int)mark, c->s + i, GLANE_STR(name));
			return;
		}
	}
	if (strchr(",;", c->s[end + 1]))
		FAULT(c, at_offset(c, end + 1), _("\"%c\" can't stand between attributes: a blank is enough"),
		      c->s[end + 1]);
	else if (end > begin && c->s[end - 1] == '=')
		FAULT(c, at_offset(c, begin), _("the value of %.*s has no closing quotation mark"),
		      GLANE_STR(name));
	else
		FAULT(c, at_offset(c, end),
		      _("a blank is missing after the value of %.*s (a quotation mark inside a value is "
		        "written &quot;)"), GLANE_STR(name));
}

/* false: the rest of the tag can't be read. */
static bool scan_value(scanner *c, scan_attribute *a)
{
	char quote = c->s[c->at];
	size_t mark = c->at++, begin = c->at;
	a->value_at = at_offset(c, begin);
	while (c->at < c->n && c->s[c->at] != quote) {
		if (c->s[c->at] == '&') {
			scan_ampersand(c);
		} else if (c->s[c->at] == '<') {
			if (tag_begins(c, c->at)) {
				FAULT(c, a->value_at, _("the value of %.*s has no closing quotation mark"),
				      GLANE_STR(a->name));
				return false;
			}
			FAULT(c, at_offset(c, c->at), _("a \"<\" inside a value must be written &lt;"));
			c->at++;
		} else {
			c->at++;
		}
		if (c->stop)
			return false;
	}
	if (c->at >= c->n) {
		FAULT(c, at_offset(c, mark), _("the value of %.*s has no closing quotation mark"),
		      GLANE_STR(a->name));
		c->stop = true;		/* it has swallowed the rest of the file */
		return false;
	}
	size_t end = c->at++;
	if (c->at < c->n && !is_blank(c->s[c->at]) && !strchr("/>?", c->s[c->at]) &&
	    !odd_blank(c->s + c->at, c->n - c->at)) {
		after_value(c, a->name, begin, end);
		skip_tag(c);
		return false;
	}
	return true;
}

/* A name has been seen in a tag: NAME="VALUE". false: the rest of the tag can't be read. */
static bool scan_pair(scanner *c, scan_tag *t, bool *said)
{
	size_t from = c->at;
	scan_attribute a = { .name_at = at_offset(c, from) };
	a.name = scan_name(c);
	if (t->n >= MAX_ATTRIBUTES) {
		FAULT(c, a.name_at, _("more than %d attributes in one element"), MAX_ATTRIBUTES);
		c->stop = true;
		return false;
	}
	for (uint32_t i = 0; i < t->n; i++)
		if (str_equal(t->attribute[i].name, a.name))
			FAULT(c, a.name_at, _("%.*s is given twice, here and in line %u: leave one of them"),
			      GLANE_STR(a.name), t->attribute[i].name_at.line);
	if (a.name.n >= 5 && !memcmp(a.name.p, "xmlns", 5))
		FAULT(c, a.name_at, _("a pipeline has no namespaces: take %.*s out"), GLANE_STR(a.name));
	skip_blanks(c, t, said);
	if (c->at >= c->n || c->s[c->at] != '=') {
		FAULT(c, a.name_at, _("%.*s has no value: write %.*s=\"…\""), GLANE_STR(a.name),
		      GLANE_STR(a.name));
		return true;
	}
	c->at++;
	skip_blanks(c, t, said);
	if (c->at < c->n && (c->s[c->at] == '"' || c->s[c->at] == '\'')) {
		if (!scan_value(c, &a))
			return false;
	} else if (odd_quote(c->s + c->at, c->n - c->at)) {
		typographic_value(c, a.name);
		return true;
	} else {
		size_t begin = c->at;
		while (c->at < c->n && !is_blank(c->s[c->at]) && c->s[c->at] != '>' && c->s[c->at] != '<' &&
		       !starts(c, "/>"))
			c->at++;
		FAULT(c, at_offset(c, begin), _("a value stands between quotation marks: write %.*s=\"%.*s\""),
		      GLANE_STR(a.name), (int)(c->at - begin), c->s + begin);
		return true;
	}
	ARRAY_ROOM(c->in, t->attribute, t->room, t->n);
	t->attribute[t->n++] = a;
	return true;
}

static void unclosed(scanner *c, const scan_tag *t)
{
	if (is_stage(t->name) && !str_equal(t->name, STR("title")))
		FAULT(c, t->at, _("the <%.*s> that begins here is not closed: end it with \"/>\""),
		      GLANE_STR(t->name));
	else
		FAULT(c, t->at, _("the <%.*s> that begins here is not closed: </%.*s> is missing"),
		      GLANE_STR(t->name), GLANE_STR(t->name));
}

static void push(scanner *c, uint32_t tag, place at)
{
	if (c->depth == MAX_DEPTH) {
		FAULT(c, at, _("elements are nested more than %d deep: a pipeline is flat"),
		      MAX_DEPTH);
		c->stop = true;
		return;
	}
	c->open[c->depth++] = tag;
}

/* The inside of a start tag. `tag` is its number: the array may move. */
static void scan_attributes(scanner *c, scan_tag *t, uint32_t tag)
{
	bool said = false;
	while (!c->stop) {
		skip_blanks(c, t, &said);
		if (c->at >= c->n || c->s[c->at] == '<') {
			FAULT(c, t->at, _("the <%.*s> that begins here has no end: \"/>\" or \">\" is missing"),
			      GLANE_STR(t->name));
			return;
		}
		if (starts(c, "/>")) {
			c->at += 2;
			c->closed = c->closed || !c->depth;
			return;
		}
		if (c->s[c->at] == '>') {
			c->at++;
			push(c, tag, t->at);
			return;
		}
		if (name_byte(c, c->at)) {
			if (!scan_pair(c, t, &said))
				return;
			continue;
		}
		size_t k = 1;
		while (c->at + k < c->n && ((unsigned char)c->s[c->at + k] & 0xc0) == 0x80)
			k++;
		FAULT(c, at_offset(c, c->at), _("\"%.*s\" can't stand here: <%.*s> holds only name=\"value\""),
		      (int)k, c->s + c->at, GLANE_STR(t->name));
		skip_tag(c);
		return;
	}
}

static void scan_start(scanner *c)
{
	uint32_t tag = c->out->n;
	scan_tag t = { .at = at_offset(c, c->at) };
	c->at++;
	t.name = scan_name(c);
	if (tag == MAX_TAGS) {
		FAULT(c, t.at, _("more than %d elements: this is no pipeline"), MAX_TAGS);
		c->stop = true;
		return;
	}
	if (c->closed)
		FAULT(c, t.at, _("nothing may follow the end of the first element: <%.*s> belongs inside it"),
		      GLANE_STR(t.name));
	/* Stages never hold stages: one that is still open was left open. */
	if (c->depth && is_stage(t.name)) {
		scan_tag *top = &c->out->tag[c->open[c->depth - 1]];
		if (is_stage(top->name)) {
			unclosed(c, top);
			c->depth--;
		}
	}
	ARRAY_ROOM(c->in, c->out->tag, c->out->room, c->out->n);
	c->out->n++;
	scan_attributes(c, &t, tag);
	c->out->tag[tag] = t;
}

static void scan_end(scanner *c)
{
	place at = at_offset(c, c->at);
	c->at += 2;
	glane_str name = scan_name(c);
	while (c->at < c->n && is_blank(c->s[c->at]))
		c->at++;
	if (c->at >= c->n || c->s[c->at] != '>')
		FAULT(c, at, _("</%.*s has no \">\""), GLANE_STR(name));
	else
		c->at++;
	uint32_t k = c->depth;
	while (k && !str_equal(c->out->tag[c->open[k - 1]].name, name))
		k--;
	if (!k) {
		/* After an error in a tag its end tag may well be left over. */
		if (!c->errors)
			FAULT(c, at, _("</%.*s> closes nothing: take it out, or write its beginning"),
			      GLANE_STR(name));
		return;
	}
	while (c->depth > k)
		unclosed(c, &c->out->tag[c->open[--c->depth]]);
	c->depth--;
	c->closed = !c->depth;
}

static void scan_text(scanner *c)
{
	while (c->at < c->n && c->s[c->at] != '<' && !c->stop) {
		size_t odd = odd_blank(c->s + c->at, c->n - c->at);
		if (is_blank(c->s[c->at]) || odd) {
			c->at += odd ? odd : 1;
			continue;
		}
		if (c->depth) {
			scan_tag *t = &c->out->tag[c->open[c->depth - 1]];
			if (!t->text.line)
				t->text = at_offset(c, c->at);
		} else {
			FAULT(c, at_offset(c, c->at), _("text outside of the elements: a pipeline holds nothing "
			                                "but elements; a remark goes into <!-- … -->"));
			while (c->at < c->n && c->s[c->at] != '<')
				c->at++;
			return;
		}
		if (c->s[c->at] == '&')
			scan_ampersand(c);
		else
			c->at++;
	}
}

static void skip_past(scanner *c, size_t from, const char *end)
{
	const char *p = memmem(c->s + from, c->n - from, end, strlen(end));
	if (p) {
		c->at = (size_t)(p - c->s) + strlen(end);
		return;
	}
	FAULT(c, at_offset(c, c->at), _("what begins here never ends: \"%s\" is missing"), end);
	c->stop = true;
}

static void scan_comment(scanner *c)
{
	size_t from = c->at + 4;
	skip_past(c, from, "-->");
	if (c->stop)
		return;
	const char *two = memmem(c->s + from, c->at - from - 1, "--", 2);
	if (two && two + 3 != c->s + c->at)
		FAULT(c, at_offset(c, (size_t)(two - c->s)), _("two hyphens can't stand inside a remark"));
}

static void scan_doctype(scanner *c)
{
	if (memmem(c->s + c->at, c->n - c->at, "<!ENTITY", 8))
		FAULT(c, at_offset(c, c->at),
		      _("the file defines entities (<!ENTITY …>): glane reads none; write the text itself"));
	else
		FAULT(c, at_offset(c, c->at), _("the file has a <!DOCTYPE …>: glane reads none; take it out"));
	c->stop = true;
}

static void scan_mark(scanner *c)
{
	if (starts(c, "<!--"))
		scan_comment(c);
	else if (starts(c, "<![CDATA["))
		skip_past(c, c->at, "]]>");
	else if (starts(c, "<!"))
		scan_doctype(c);
	else if (starts(c, "<?"))
		skip_past(c, c->at, "?>");
	else if (starts(c, "</"))
		scan_end(c);
	else if (c->at + 1 < c->n && name_byte(c, c->at + 1))
		scan_start(c);
	else {
		FAULT(c, at_offset(c, c->at), _("a \"<\" that begins no element must be written &lt;"));
		c->at++;
	}
}

bool pipeline_scan(arena *in, const char *shown, const char *text, size_t n, scan *out, messages *m)
{
	scanner c = { .in = in, .m = m, .shown = shown, .s = text, .n = n, .line = 1, .column = 1,
	              .out = out };
	*out = (scan){ 0 };
	while (c.at < n && !c.stop) {
		if (text[c.at] == '<')
			scan_mark(&c);
		else
			scan_text(&c);
	}
	while (c.depth && !c.stop)
		unclosed(&c, &out->tag[c.open[--c.depth]]);
	return !c.errors;
}
