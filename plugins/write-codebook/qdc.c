/* qdc.c - a REFI-QDA codebook: nested codes with names, colours and descriptions, and sets. What it has no place for stands
 * behind a line "[glane]" of the description, one thing a line, so that people can read it there and glane reads it back. */
#include "write_codebook.h"
#include <nettle/sha1.h>
#include <string.h>

/* A name of its own (UUID version 5, RFC 4122) for what has none yet: the same for the same code, so that a program that
 * imports a codebook twice finds its codes again. */
static const char *guid_of(writing *w, const char *kind, const char *name)
{
	static const uint8_t space[16] = { 0x5b, 0x1f, 0x0c, 0x52, 0x8e, 0x0d, 0x4c, 0x0b, 0x9a, 0x34, 0x67, 0x6c, 0x61, 0x6e, 0x65,
		0x01 };
	struct sha1_ctx sha;
	uint8_t d[SHA1_DIGEST_SIZE];
	sha1_init(&sha);
	sha1_update(&sha, sizeof space, space);
	sha1_update(&sha, strlen(kind), (const uint8_t *)kind);
	sha1_update(&sha, strlen(name), (const uint8_t *)name);
	sha1_digest(&sha, sizeof d, d);
	d[6] = (uint8_t)((d[6] & 0x0F) | 0x50);
	d[8] = (uint8_t)((d[8] & 0x3F) | 0x80);
	return line_text(w, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", d[0], d[1], d[2], d[3], d[4],
	                 d[5], d[6], d[7], d[8], d[9], d[10], d[11], d[12], d[13], d[14], d[15]);
}

static const char *theme_guid(writing *w, uint32_t theme)
{
	const codebook_theme *t = &w->book->theme[theme];
	return t->guid ? t->guid : guid_of(w, "theme:", t->code);
}

static void put(xmlTextWriter *x, const char *name, const char *value)
{
	xmlTextWriterWriteAttribute(x, (const xmlChar *)name, (const xmlChar *)value);
}

/* "pos=VERB+NOUN" */
static const char *without_blanks(writing *w, const char *value)
{
	char *out = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, strlen(value) + 1);
	strcpy(out, value);
	for (char *p = out; (p = strchr(p, ' ')) != NULL; )
		*p = '+';
	return out;
}

/* Has the form a place of its own for it? Then it isn't said again. */
static bool has_place(const writing *w, const codebook_theme *t, const said_line *l)
{
	static const char *const own[] = { "colour", "codable", "guid", "unit" };
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (!strcmp(l->cell[SAID_RULE], own[i]))
			return true;
	return l->cell[SAID_TEXT] == t->definition[w->language] || l->cell[SAID_TEXT] == t->label[w->language];
}

static void put_description(writing *w, xmlTextWriter *x, uint32_t theme)
{
	const codebook_theme *t = &w->book->theme[theme];
	said_line *l;
	uint32_t n = theme_lines(w, theme, &l);
	const char *definition = t->definition[w->language] ? t->definition[w->language] : "";
	xmlTextWriterStartElement(x, (const xmlChar *)"Description");
	xmlTextWriterWriteString(x, (const xmlChar *)line_text(w, "%s%s[glane]\ncode: %s\n", definition, *definition ? "\n\n" : "",
	                                                       t->code));
	/* A codebook's own unit has no place here but with each code. */
	uint32_t unit = t->unit != UNIT_NONE ? t->unit : w->book->unit;
	if (unit != UNIT_SENTENCE || t->unit != UNIT_NONE)
		xmlTextWriterWriteString(x, (const xmlChar *)line_text(w, "unit: %s\n", codebook_units[unit]));
	for (uint32_t i = 0; i < n; i++) {
		if (has_place(w, t, &l[i]))
			continue;
		xmlTextWriterWriteString(x, (const xmlChar *)l[i].cell[SAID_RULE]);
		if (*l[i].cell[SAID_LANG])
			xmlTextWriterWriteString(x, (const xmlChar *)line_text(w, " %s", l[i].cell[SAID_LANG]));
		for (uint32_t k = SAID_WITHIN; k < N_SAID; k++)
			if (*l[i].cell[k])
				xmlTextWriterWriteString(x, (const xmlChar *)line_text(w, " %s=%s", said_names[k],
				                                                       without_blanks(w, l[i].cell[k])));
		xmlTextWriterWriteString(x, (const xmlChar *)line_text(w, ": %s\n", l[i].cell[SAID_TEXT]));
	}
	xmlTextWriterEndElement(x);
}

static void put_code(writing *w, xmlTextWriter *x, uint32_t theme)
{
	const codebook_theme *t = &w->book->theme[theme];
	xmlTextWriterStartElement(x, (const xmlChar *)"Code");
	put(x, "guid", theme_guid(w, theme));
	put(x, "name", theme_name(w, theme));
	put(x, "isCodable", t->codable ? "true" : "false");
	if (t->colour)
		put(x, "color", t->colour);
	put_description(w, x, theme);
	for (uint32_t i = theme + 1; i < w->book->n_themes; i++)
		if (w->book->theme[i].parent == theme)
			put_code(w, x, i);
	xmlTextWriterEndElement(x);
}

static void put_sets(writing *w, xmlTextWriter *x)
{
	const codebook *b = w->book;
	if (!b->n_sets)
		return;
	xmlTextWriterStartElement(x, (const xmlChar *)"Sets");
	for (uint32_t i = 0; i < b->n_sets; i++) {
		xmlTextWriterStartElement(x, (const xmlChar *)"Set");
		put(x, "guid", b->set[i].guid ? b->set[i].guid : guid_of(w, "set:", b->set[i].name));
		put(x, "name", b->set[i].name);
		for (uint32_t k = 0; k < b->set[i].n; k++) {
			xmlTextWriterStartElement(x, (const xmlChar *)"MemberCode");
			put(x, "targetGUID", theme_guid(w, b->set[i].theme[k]));
			xmlTextWriterEndElement(x);
		}
		xmlTextWriterEndElement(x);
	}
	xmlTextWriterEndElement(x);
}

static void put_codebook(writing *w, xmlTextWriter *x)
{
	const codebook *b = w->book;
	put(x, "xmlns", "urn:QDA-XML:codebook:1.0");
	put(x, "origin", "glane");
	xmlTextWriterStartElement(x, (const xmlChar *)"Codes");
	for (uint32_t t = 0; t < b->n_themes; t++)
		if (b->theme[t].parent == GLANE_NONE)
			put_code(w, x, t);
	xmlTextWriterEndElement(x);
	put_sets(w, x);
}

void write_qdc(writing *w)
{
	write_markup(w, "CodeBook", put_codebook);
	w->lost[LOST_TEXTS] += w->book->title[0] || w->book->title[1] || w->book->loose;
}
