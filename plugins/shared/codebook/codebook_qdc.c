/* codebook_qdc.c - the items of a REFI-QDA codebook (.qdc), which programs of qualitative analysis exchange: nested
 * codes with names, colours, descriptions, and sets. It has no place for rules; write-codebook puts them behind the
 * line "[glane]" of a description, one a line:
 *
 *	near fr within=8: disparaître ; menacer | words: emploi ; métier
 *
 * What stands before that line, or all of a description from elsewhere, is the definition. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include "codebook_private.h"

enum { MAX_BYTES = 8 << 20, MAX_DEPTH = 32 };

typedef struct {
	builder *b;
	const char *lang;		/* of texts that don't say it; NULL: those of a codebook in one language */
	const char *unknown;		/* an element that was passed over */
	uint32_t n_guids;
	struct { const char *guid; uint32_t item; } *guid;	/* of themes */
} reading_qdc;

static bool is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && !strcmp((const char *)n->name, name);
}

static uint32_t line_of(const xmlNode *n)
{
	long line = xmlGetLineNo((xmlNode *)(uintptr_t)n);
	return line > 0 ? (uint32_t)line : 1;
}

static const char *kept(builder *b, xmlChar *s)
{
	const char *out = s ? builder_copy(b, GLANE_SCRATCH, (const char *)s, strlen((const char *)s)) : NULL;
	xmlFree(s);
	return out;
}

static const char *attribute(builder *b, const xmlNode *n, const char *name)
{
	return kept(b, xmlGetNoNsProp((xmlNode *)(uintptr_t)n, (const xmlChar *)name));
}

/* ---- Codes --------------------------------------------------------------------------------------- */

/* Is the text nothing but blanks? */
static bool blank(const char *p, size_t n)
{
	while (n && strchr(" \t\r\n", p[n - 1]))
		n--;
	return !n;
}

static void take_description(reading_qdc *r, uint32_t theme, const char *text, uint32_t line)
{
	static const char mark[] = "[glane]";
	const char *rules = strstr(text, mark);
	size_t n = rules ? (size_t)(rules - text) : strlen(text);
	if (!blank(text, n))
		foreign_item(r->b, E_DEFINITION, theme, builder_copy(r->b, GLANE_SCRATCH, text, n), r->lang, line);
	for (size_t i = 0; i < n; i++)
		line += text[i] == '\n';
	for (const char *p = rules ? rules + sizeof mark - 1 : ""; *p; line++) {
		size_t k = strcspn(p, "\n");
		size_t n_line = k && p[k - 1] == '\r' ? k - 1 : k;
		if (!blank(p, n_line) && !foreign_line(r->b, theme, p, n_line, line))
			r->b->h->log(r->b->ctx, GLANE_WARNING, builder_at(r->b, line, 0),
			             "\"%s\" behind [glane] says nothing that a theme can have: the line is left out",
			             builder_copy(r->b, GLANE_SCRATCH, p, n_line));
		p += k + (p[k] != 0);
	}
}

/* ---- Codes and sets ------------------------------------------------------------------------------ */

static void pass_over(reading_qdc *r, const xmlNode *n)
{
	if (n->type == XML_ELEMENT_NODE && !r->unknown)
		r->unknown = builder_copy(r->b, GLANE_SCRATCH, (const char *)n->name, strlen((const char *)n->name));
}

static void take_code(reading_qdc *r, const xmlNode *n, uint32_t parent, unsigned depth)
{
	builder *b = r->b;
	const char *name = attribute(b, n, "name"), *colour = attribute(b, n, "color"), *codable = attribute(b, n, "isCodable");
	const char *guid = attribute(b, n, "guid");
	uint32_t line = line_of(n), theme = foreign_theme(b, parent, name ? name : "", line);
	if (depth == MAX_DEPTH) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, line, 0), "themes are nested more than %d deep", MAX_DEPTH);
		return;
	}
	item *it = &b->item[theme];
	if (colour)
		it->attribute[A_COLOUR] = (said){ colour, line, 0 };
	if (codable && (!strcmp(codable, "false") || !strcmp(codable, "0")))
		it->attribute[A_CODABLE] = (said){ "no", line, 0 };
	if (guid) {
		it->attribute[A_GUID] = (said){ guid, line, 0 };
		r->guid = b->h->grow(b->ctx, GLANE_SCRATCH, r->guid, r->n_guids * sizeof *r->guid, sizeof *r->guid);
		r->guid[r->n_guids].guid = guid;
		r->guid[r->n_guids++].item = theme;
	}
	for (const xmlNode *k = n->children; k; k = k->next)
		if (is(k, "Description"))
			take_description(r, theme, kept(b, xmlNodeGetContent(k)), line_of(k));
	if (name && *name && strcmp(name, b->item[theme].attribute[A_CODE].value))
		foreign_item(b, E_LABEL, theme, name, r->lang, line);
	for (const xmlNode *k = n->children; k; k = k->next)
		if (is(k, "Code"))
			take_code(r, k, theme, depth + 1);
		else if (!is(k, "Description"))
			pass_over(r, k);
}

static void take_set(reading_qdc *r, const xmlNode *n)
{
	builder *b = r->b;
	const char *name = attribute(b, n, "name"), *guid = attribute(b, n, "guid");
	size_t room = 1;
	for (const xmlNode *k = n->children; k; k = k->next)
		for (uint32_t i = 0; is(k, "MemberCode") && i < r->n_guids; i++)
			room += strlen(b->item[r->guid[i].item].attribute[A_CODE].value) + 1;
	char *codes = b->h->alloc(b->ctx, GLANE_SCRATCH, room);
	for (const xmlNode *k = n->children; k; k = k->next) {
		const char *to = is(k, "MemberCode") ? attribute(b, k, "targetGUID") : NULL;
		bool found = false;
		for (uint32_t i = 0; to && i < r->n_guids && !found; i++)
			if ((found = !strcmp(r->guid[i].guid, to)))
				strcat(strcat(codes, b->item[r->guid[i].item].attribute[A_CODE].value), ";");
		if (to && !found)
			b->h->log(b->ctx, GLANE_WARNING, builder_at(b, line_of(k), 0),
			          "the set %s holds a code %s that isn't in the file: it is left out there", name ? name : "?", to);
		if (!to)
			pass_over(r, k);
	}
	item *it = foreign_item(b, E_SET, 0, codes, NULL, line_of(n));
	it->attribute[A_ID] = (said){ name && *name ? name : "?", line_of(n), 0 };
	if (guid)
		it->attribute[A_GUID] = (said){ guid, line_of(n), 0 };
}

/* ---- The file ------------------------------------------------------------------------------------ */

/* The languages that its rules say, for the root; of a file without any the user's, or both. */
static const char *languages(reading_qdc *r)
{
	bool said_in[2] = { false, false };
	const builder *b = r->b;
	for (uint32_t i = 1; i < b->n; i++) {
		const char *l = b->item[i].attribute[A_LANG].value;
		if (l)
			said_in[!strcmp(l, "en")] = true;
	}
	if (*b->lang)
		said_in[!strcmp(b->lang, "en")] = true;
	if (!said_in[0] && !said_in[1])
		said_in[0] = true;
	return said_in[0] && said_in[1] ? "fr en" : said_in[0] ? "fr" : "en";
}

/* Names and definitions say no language: that of the user, or the only one of the rules, otherwise French. */
static void settle_languages(reading_qdc *r)
{
	builder *b = r->b;
	const char *all = languages(r), *own = *b->lang ? b->lang : strlen(all) == 2 ? all : "fr";
	b->item[0].attribute[A_LANGUAGES] = (said){ all, 1, 0 };
	for (uint32_t i = 1; i < b->n; i++)
		if ((b->item[i].element == E_LABEL || b->item[i].element == E_DEFINITION) && !b->item[i].attribute[A_LANG].value)
			b->item[i].attribute[A_LANG] = (said){ own, b->item[i].line, 0 };
}

static bool take_all(reading_qdc *r, const xmlNode *root)
{
	builder *b = r->b;
	if (!root || !is(root, "CodeBook")) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, 1, 0), "this is no REFI-QDA codebook: its first element "
		                     "should be <CodeBook>; a whole project (.qdpx) is exported as a codebook first");
		return false;
	}
	foreign_root(b, "fr en");
	for (const xmlNode *part = root->children; part; part = part->next)
		for (const xmlNode *n = part->children; n; n = n->next)
			if (is(part, "Codes") && is(n, "Code"))
				take_code(r, n, 0, 0);
	for (const xmlNode *part = root->children; part; part = part->next)
		for (const xmlNode *n = part->children; n; n = n->next)
			if (is(part, "Sets") && is(n, "Set"))
				take_set(r, n);
	settle_languages(r);
	if (r->unknown)
		b->h->log(b->ctx, GLANE_INFO, builder_at(b, 1, 0), "what a codebook of glane has no place for was left out: <%s>",
		          r->unknown);
	return !b->code;
}

bool items_of_qdc(builder *b, glane_bytes bytes)
{
	reading_qdc r = { .b = b };
	bool good = false;
	if (bytes.n > MAX_BYTES) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, 1, 0),
		                     "the file is larger than %d MiB: is it the right one?", MAX_BYTES >> 20);
		return false;
	}
	xmlParserCtxt *parser = xmlNewParserCtxt();
	xmlDoc *doc = xmlCtxtReadMemory(parser, (const char *)bytes.p, (int)bytes.n, NULL, NULL,
	                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
	const xmlError *e = xmlCtxtGetLastError(parser);
	if (!doc) {
		const char *why = e && e->message ? e->message : "?";
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, e && e->line > 0 ? (uint32_t)e->line : 1, 0),
		                     "this can't be read as XML (libxml2: %s)", builder_fold(b, GLANE_SCRATCH, why, strlen(why)));
	} else if (doc->intSubset) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, 1, 0),
		                     "a codebook needs no <!DOCTYPE …>: take it out");
	} else {
		good = take_all(&r, xmlDocGetRootElement(doc));
	}
	xmlFreeDoc(doc);
	xmlFreeParserCtxt(parser);
	return good;
}
