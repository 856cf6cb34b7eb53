/* xml.c - a codebook in glane's own form: also one that came as a table or from another program. */
#include "write_codebook.h"
#include <string.h>

static void put(xmlTextWriter *x, const char *name, const char *value)
{
	if (*value)
		xmlTextWriterWriteAttribute(x, (const xmlChar *)name, (const xmlChar *)value);
}

static void put_text(xmlTextWriter *x, const char *text)
{
	xmlTextWriterWriteString(x, (const xmlChar *)text);
}

static void put_group(writing *w, xmlTextWriter *x, const codebook_group *g)
{
	if (g->pos)
		put(x, "pos", g->pos);
	if (g->gap)
		put(x, "gap", line_text(w, "%u", (unsigned)g->gap));
	if (g->exact && g->how != RULE_REGEX)
		put(x, "case", "exact");
	for (uint32_t i = 0; i < g->n; i++) {
		if (i)
			put_text(x, " ; ");
		put_text(x, g->entry[i].text);
	}
}

static void put_rule(writing *w, xmlTextWriter *x, const codebook_rule *r, const said_line *l)
{
	static const int said[] = { SAID_LANG, SAID_WITHIN, SAID_ORDER, SAID_NEGATED, SAID_WEIGHT, SAID_ID, SAID_UNIT };
	xmlTextWriterStartElement(x, (const xmlChar *)codebook_kinds[r->kind]);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		put(x, said_names[said[i]], l->cell[said[i]]);
	for (uint32_t g = 0; g < r->n_groups; g++) {
		if (r->kind == RULE_NEAR)
			xmlTextWriterStartElement(x, (const xmlChar *)codebook_kinds[r->group[g].how]);
		put_group(w, x, &r->group[g]);
		if (r->kind == RULE_NEAR)
			xmlTextWriterEndElement(x);
	}
	xmlTextWriterEndElement(x);
}

static void put_line(xmlTextWriter *x, const said_line *l)
{
	xmlTextWriterStartElement(x, (const xmlChar *)l->cell[SAID_RULE]);
	put(x, "lang", l->cell[SAID_LANG]);
	put_text(x, l->cell[SAID_TEXT]);
	xmlTextWriterEndElement(x);
}

static void put_theme(writing *w, xmlTextWriter *x, uint32_t theme)
{
	const codebook_theme *t = &w->book->theme[theme];
	said_line *l;
	uint32_t n = theme_lines(w, theme, &l), rules = n - t->n_rules;
	xmlTextWriterStartElement(x, (const xmlChar *)"theme");
	put(x, "code", t->code);
	for (uint32_t i = 0; i < rules; i++)
		if (!*l[i].cell[SAID_LANG])
			put(x, l[i].cell[SAID_RULE], l[i].cell[SAID_TEXT]);
	for (uint32_t i = 0; i < rules; i++)
		if (*l[i].cell[SAID_LANG])
			put_line(x, &l[i]);
	for (uint32_t i = 0; i < t->n_rules; i++)
		put_rule(w, x, &t->rule[i], &l[rules + i]);
	for (uint32_t i = theme + 1; i < w->book->n_themes; i++)
		if (w->book->theme[i].parent == theme)
			put_theme(w, x, i);
	xmlTextWriterEndElement(x);
}

static void put_sets(writing *w, xmlTextWriter *x)
{
	for (uint32_t i = 0; i < w->book->n_sets; i++) {
		const codebook_set *s = &w->book->set[i];
		xmlTextWriterStartElement(x, (const xmlChar *)"set");
		put(x, "id", s->name);
		put(x, "guid", s->guid ? s->guid : "");
		for (uint32_t k = 0; k < s->n; k++) {
			put_text(x, k ? " ; " : "");
			put_text(x, w->book->theme[s->theme[k]].code);
		}
		xmlTextWriterEndElement(x);
	}
}

static void put_codebook(writing *w, xmlTextWriter *x)
{
	const codebook *b = w->book;
	put(x, "version", "1");
	put(x, "languages", b->language[0] && b->language[1] ? "fr en" : codebook_languages[!b->language[0]]);
	put(x, "unit", b->unit != UNIT_SENTENCE ? codebook_units[b->unit] : "");
	put(x, "accents", b->loose ? "loose" : "");
	for (uint32_t l = 0; l < CODEBOOK_LANGUAGES; l++)
		if (b->title[l])
			put_line(x, &(said_line){ { "title", codebook_languages[l], b->title[l], "", "", "", "", "", "", "", "", "" } });
	put_sets(w, x);
	for (uint32_t t = 0; t < b->n_themes; t++)
		if (b->theme[t].parent == GLANE_NONE)
			put_theme(w, x, t);
}

void write_markup(writing *w, const char *root, void (*fill)(writing *w, xmlTextWriter *x))
{
	xmlBuffer *buffer = xmlBufferCreate();
	xmlTextWriter *x = xmlNewTextWriterMemory(buffer, 0);
	xmlTextWriterSetIndent(x, 1);
	xmlTextWriterStartDocument(x, NULL, "UTF-8", NULL);
	xmlTextWriterStartElement(x, (const xmlChar *)root);
	fill(w, x);
	xmlTextWriterEndDocument(x);
	xmlFreeTextWriter(x);
	w->ctx->host->write(w->out, xmlBufferContent(buffer), (size_t)xmlBufferLength(buffer));
	xmlBufferFree(buffer);
}

void write_xml(writing *w)
{
	write_markup(w, "codebook", put_codebook);
	w->lost[LOST_SHADES] = 0;	/* here every group says its own */
}
