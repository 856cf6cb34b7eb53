/* pipeline_xml.c - the bytes of a pipeline become elements with places.
 *
 * Three looks at the bytes: is this text at all, and in UTF-8; are its tags whole (pipeline_scan.c);
 * and then libxml2, which has the last word and gives the values. */
#include <config.h>
#include <ctype.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>
#include "pipeline_parts.h"

enum { MAX_BYTES = 4 << 20 };

static bool begins(glane_bytes b, const char *what, size_t n)
{
	return b.n >= n && !memcmp(b.p, what, n);
}

/* Files of other kinds that people hand over by mistake; NULL: none of them. */
static const char *other_kind(glane_bytes b)
{
	if (begins(b, "PK\3\4", 4))
		return N_("this is a .docx, .odt, .xlsx or .zip file, not a pipeline");
	if (begins(b, "%PDF", 4))
		return N_("this is a PDF file, not a pipeline");
	if (begins(b, "{\\rtf", 5))
		return N_("this is an RTF file of a word processor, not a pipeline: save it as plain text");
	if (begins(b, "\xd0\xcf\x11\xe0", 4))
		return N_("this is an old Word or Excel file, not a pipeline");
	if (begins(b, "\x7f" "ELF", 4))
		return N_("this is a program, not a pipeline");
	if (begins(b, "\xff\xfe", 2) || begins(b, "\xfe\xff", 2) || begins(b, "<\0", 2) ||
	    begins(b, "\0<", 2))
		return N_("the file is in UTF-16 (\"Unicode\" in some editors): save it as UTF-8");
	return NULL;
}

/* What a byte means in Windows-1252, in UTF-8; "" where it has no meaning. */
static const char *windows_1252(arena *in, unsigned char b)
{
	static const char *const high[32] = {
		"€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
		"", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ" };
	if (b >= 0x80 && b < 0xa0)
		return high[b - 0x80];
	char c[2] = { (char)(0xc0 | b >> 6), (char)(0x80 | (b & 0x3f)) };
	return b >= 0xa0 ? arena_copy(in, c, 2) : "";
}

/* The offset is of the first byte that is no UTF-8: the lines before it are. */
static void say_not_utf8(arena *in, const char *shown, glane_bytes b, size_t offset, messages *m)
{
	place at = { shown, 0, 0 };
	text_line_column((const char *)b.p, b.n, offset, &at.line, &at.column);
	const char *meant = windows_1252(in, b.p[offset]);
	if (!b.p[offset])
		messages_add(m, MESSAGE_ERROR, at, _("a NUL byte: this is not a text file"));
	else if (*meant)
		messages_add(m, MESSAGE_ERROR, at, _("this is not UTF-8 (the byte 0x%02X is \"%s\" in "
		             "Windows-1252, also called ANSI): save the file as UTF-8"),
		             b.p[offset], meant);
	else
		messages_add(m, MESSAGE_ERROR, at,
		             _("this is not UTF-8 (byte 0x%02X): save the file as UTF-8"), b.p[offset]);
}

/* encoding="…" of the XML declaration: its value, or an empty string. */
static glane_str declared_encoding(glane_bytes b)
{
	const char *s = (const char *)b.p, *end, *p;
	if (!begins(b, "<?xml", 5) || !(end = memmem(s, b.n, "?>", 2)) ||
	    !(p = memmem(s, (size_t)(end - s), "encoding", 8)))
		return str_of(NULL);
	p += strcspn(p, "\"'?");
	if (*p != '"' && *p != '\'')
		return str_of(NULL);
	const char *close = memchr(p + 1, *p, (size_t)(end - p - 1));
	return close ? (glane_str){ p + 1, (uint32_t)(close - p - 1) } : str_of(NULL);
}

static bool same_word(glane_str s, const char *word)
{
	return s.n == strlen(word) && !strncasecmp(s.p, word, s.n);
}

/* Is it text in UTF-8 that looks like XML? *b loses its byte order mark. */
static bool look_at_bytes(arena *in, const char *shown, glane_bytes *b, messages *m)
{
	place top = { shown, 1, 1 };
	const char *other = other_kind(*b);
	if (b->n > MAX_BYTES) {
		messages_add(m, MESSAGE_ERROR, (place){ shown, 0, 0 },
		             _("the file is larger than %d MiB: this is no pipeline"), MAX_BYTES >> 20);
		return false;
	}
	if (other) {
		messages_add(m, MESSAGE_ERROR, top, "%s", _(other));
		return false;
	}
	if (begins(*b, "\xef\xbb\xbf", 3)) {
		b->p += 3;
		b->n -= 3;
	}
	size_t good = text_valid((const char *)b->p, b->n);
	if (good < b->n) {
		say_not_utf8(in, shown, *b, good, m);
		return false;
	}
	glane_str all = text_trim((glane_str){ (const char *)b->p, (uint32_t)b->n });
	if (!all.n) {
		messages_add(m, MESSAGE_ERROR, top, _("the file is empty: a pipeline begins with "
		             "<pipeline version=\"%d\">"), PIPELINE_VERSION);
		return false;
	}
	if (*all.p != '<') {
		text_line_column((const char *)b->p, b->n, (size_t)(all.p - (const char *)b->p), &top.line,
		                 &top.column);
		messages_add(m, MESSAGE_ERROR, top, _("this is not XML: a pipeline begins with "
		             "<pipeline version=\"%d\">"), PIPELINE_VERSION);
		return false;
	}
	if (begins((glane_bytes){ (const unsigned char *)all.p, all.n }, "<?xml", 5) &&
	    all.p != (const char *)b->p) {
		messages_add(m, MESSAGE_ERROR, top,
		             _("<?xml …?> must be the first thing in the file: take out the blank before it"));
		return false;
	}
	glane_str encoding = declared_encoding(*b);
	if (encoding.n && !same_word(encoding, "UTF-8") && !same_word(encoding, "UTF8") &&
	    !same_word(encoding, "US-ASCII")) {
		messages_add(m, MESSAGE_ERROR, top, _("the file declares encoding=\"%.*s\": glane reads UTF-8; "
		             "save it as UTF-8 and write encoding=\"UTF-8\""), GLANE_STR(encoding));
		return false;
	}
	return true;
}

/* libxml2 says it; for what nobody has thought of. */
static void say_libxml(const char *shown, xmlParserCtxtPtr ctxt, messages *m)
{
	const xmlError *e = xmlCtxtGetLastError(ctxt);
	place at = { shown, e && e->line > 0 ? (uint32_t)e->line : 0, 0 };
	if (at.line && e->int2 > 0)
		at.column = (uint32_t)e->int2;
	glane_str text = text_trim(str_of(e && e->message ? e->message : "?"));
	messages_add(m, MESSAGE_ERROR, at, _("this is not well-formed XML: %.*s"), GLANE_STR(text));
}

static void silent(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

static xmlDocPtr parse(const char *shown, glane_bytes b, messages *m)
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
	if (!ctxt)
		memory_lost(b.n);
	ctxt->sax->serror = silent;
	xmlDocPtr doc = xmlCtxtReadMemory(ctxt, (const char *)b.p, (int)b.n, NULL, "UTF-8",
	                                  XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!doc || !ctxt->wellFormed) {
		say_libxml(shown, ctxt, m);
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(ctxt);
	return doc;
}

static const char *copy(arena *in, const xmlChar *s)
{
	return arena_string(in, s ? (const char *)s : "");
}

/* Element number i of the tree is start tag number i of the scan, and so are their attributes. */
static xml_element element_of(arena *in, xmlNodePtr node, const scan_tag *t, uint32_t depth)
{
	xml_element e = { .name = copy(in, node->name), .text = "", .at = t->at, .text_at = t->text,
	                  .depth = depth };
	if (!node->children || !node->children->next) {
		xmlChar *text = xmlNodeGetContent(node);
		glane_str s = text_trim(str_of((const char *)text));
		e.text = arena_copy(in, s.p, s.n);
		if (s.n && !e.text_at.line)	/* in a CDATA section */
			e.text_at = e.at;
		xmlFree(text);
	}
	e.attribute = arena_alloc(in, (t->n + 1) * sizeof *e.attribute);
	for (xmlAttrPtr a = node->properties; a && e.n < t->n; a = a->next) {
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
		e.attribute[e.n] = (xml_attribute){ copy(in, a->name), copy(in, value),
			t->attribute[e.n].name_at, t->attribute[e.n].value_at };
		e.n++;
		xmlFree(value);
	}
	return e;
}

static xml_file *elements(arena *in, xmlDocPtr doc, const scan *s)
{
	xml_file *f = arena_alloc(in, sizeof *f);
	f->element = arena_alloc(in, (s->n + 1) * sizeof *f->element);
	uint32_t depth = 0;
	for (xmlNodePtr node = xmlDocGetRootElement(doc); node && f->n < s->n;) {
		if (node->type == XML_ELEMENT_NODE) {
			f->element[f->n] = element_of(in, node, &s->tag[f->n], depth);
			f->n++;
			if (node->children) {
				node = node->children;
				depth++;
				continue;
			}
		}
		while (node && !node->next) {
			node = node->parent;
			if (!depth-- || !node || node->type != XML_ELEMENT_NODE)
				return f;
		}
		node = node->next;
	}
	return f;
}

xml_file *pipeline_xml(arena *in, const char *shown, glane_bytes text, const char *root, messages *m)
{
	scan s;
	if (!look_at_bytes(in, shown, &text, m) ||
	    !pipeline_scan(in, shown, (const char *)text.p, text.n, &s, m))
		return NULL;
	xmlDocPtr doc = parse(shown, text, m);
	if (!doc)
		return NULL;
	xml_file *f = elements(in, doc, &s);
	xmlFreeDoc(doc);
	if (!f->n || strcmp(f->element[0].name, root)) {
		const char *name = f->n ? f->element[0].name : "";
		place at = f->n ? f->element[0].at : (place){ shown, 1, 1 };
		messages_add(m, MESSAGE_ERROR, at, _("the first element is <%s>: <%s version=\"%d\"> was expected"),
		             name, root, PIPELINE_VERSION);
		return NULL;
	}
	return f;
}
