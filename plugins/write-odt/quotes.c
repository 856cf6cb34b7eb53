/* quotes.c - passages as quotations, by theme and group, each with who says it, and where in a note at the foot of the page. */
#include "odt.h"
#include <string.h>

enum { LONGEST = 1500 };		/* bytes of a quotation */

/* The column that the figure has for `what`; -1: none. */
static int mapped(const glane_grid *g, const glane_figure *f, const char *what)
{
	size_t n = strlen(what);
	for (const char *p = f->map ? f->map : ""; *p; p += strcspn(p, " "), p += strspn(p, " "))
		if (!strncmp(p, what, n) && p[n] == '=')
			for (int c = 0; g->def->columns[c].name; c++) {
				size_t k = strlen(g->def->columns[c].name);
				if (k == strcspn(p + n + 1, " ") && !strncmp(g->def->columns[c].name, p + n + 1, k))
					return c;
			}
	return -1;
}

static uint32_t key_of(const glane_grid *g, int c, uint32_t row)
{
	return c >= 0 && g->column[c].type == GLANE_SYM ? ((const glane_sym *)g->column[c].array)[row].id : 0;
}

/* The document's language, by glane's own table of documents; "": it isn't known. */
static const char *language_of(const odt *o, const glane_quote *q)
{
	for (uint32_t i = 0; i < o->n_tables; i++) {
		const glane_grid *g = o->table[i];
		if (strcmp(g->stage, "core") || strcmp(g->def->name, "documents"))
			continue;
		int name = grids_column(g, "document"), lang = grids_column(g, "lang");
		for (uint32_t r = 0; name >= 0 && lang >= 0 && r < g->n; r++) {
			glane_str said = o->h->value(o->ctx, g, (uint32_t)name, r);
			if (said.n == q->name.n && !memcmp(said.p, q->name.p, said.n))
				return o->h->value(o->ctx, g, (uint32_t)lang, r).p;
		}
	}
	return "";
}

static bool is_code(const char *language)
{
	size_t n = strspn(language, "abcdefghijklmnopqrstuvwxyz");
	return n == strlen(language) && (n == 2 || n == 3);
}

/* The style of text in another language than the document's, which checks spelling and reads aloud by it; NULL: none. */
static const char *language_style(odt *o, const char *language)
{
	const char *name = join(o, "Language_20_", language, "");
	if (!is_code(language) || !strncmp(language, o->study->language, 2))
		return NULL;
	for (uint32_t i = 0; i < o->n_languages; i++)
		if (!strcmp(o->language[i], language))
			return name;
	if (o->n_languages == sizeof o->language / sizeof *o->language)
		return NULL;
	o->language[o->n_languages++] = language;
	markup_open(o, &o->styles, "style:style");
	markup_attr(o, &o->styles, "style:name", name);
	markup_attr(o, &o->styles, "style:family", "text");
	markup_open(o, &o->styles, "style:text-properties");
	markup_attr(o, &o->styles, "fo:language", language);
	markup_attr(o, &o->styles, "fo:country", "none");
	markup_close(o, &o->styles);
	markup_close(o, &o->styles);
	return name;
}

/* In public nobody reads which document it is. */
static void place(odt *o, const glane_quote *q)
{
	if (o->public || !q->name.n)
		return;
	const char *n = decimal(o, "", ++o->n_notes), *said = q->where.n ? q->where.p : q->name.p;
	if (q->where.n < q->name.n || memcmp(q->where.p, q->name.p, q->name.n))		/* "02_Paul.txt, l. 3" has the name */
		said = join(o, q->name.p, q->where.n ? ", " : "", q->where.n ? q->where.p : "");
	glane_str corrected = o->h->corrected(o->ctx, q);
	if (corrected.n)
		said = join(o, said, " · ", sentence(o, translate(o, "Corrected by hand – {what}"), "{what}", corrected.p, NULL));
	markup_open(o, &o->text, "text:note");
	markup_attr(o, &o->text, "text:id", join(o, "note", n, ""));
	markup_attr(o, &o->text, "text:note-class", "footnote");
	markup_open(o, &o->text, "text:note-citation");
	markup_text(o, &o->text, str(n));
	markup_close(o, &o->text);
	markup_open(o, &o->text, "text:note-body");
	text_paragraph(o, "Footnote", said);
	markup_close(o, &o->text);
	markup_close(o, &o->text);
}

/* So much of the text as a page bears, cut between words. */
static glane_str cut(glane_str s)
{
	if (s.n <= LONGEST)
		return s;
	for (s.n = LONGEST; s.n > 1 && s.p[s.n] != ' '; )
		s.n--;
	while (s.n && (s.p[s.n] & 0xc0) == 0x80)	/* no blank at all: not within a character */
		s.n--;
	return s;
}

static void quotation(odt *o, const glane_quote *q)
{
	glane_str text = cut(q->text);
	const char *style = language_style(o, language_of(o, q));
	text_open(o, "Quotations");
	markup_text(o, &o->text, str(translate(o, "“")));
	if (style)
		text_span(o, style, text);
	else
		markup_text(o, &o->text, text);
	markup_text(o, &o->text, str(text.n < q->text.n ? " […]" : ""));
	markup_text(o, &o->text, str(translate(o, "”")));
	if (q->signature.n) {
		markup_text(o, &o->text, str(" "));
		text_span(o, "Signature", str(join(o, "— ", q->signature.p, "")));
	}
	place(o, q);
	markup_close(o, &o->text);
}

static void title(odt *o, const glane_grid *g, const char *style, int c, int label, uint32_t row)
{
	glane_str text = label >= 0 ? o->h->cell(o->ctx, g, (uint32_t)label, row) : str("");
	if (!text.n && c >= 0)
		text = o->h->cell(o->ctx, g, (uint32_t)c, row);
	if (text.n)
		text_paragraph(o, style, text.p);
}

static bool suppressed(const glane_grid *g, uint32_t row)
{
	for (uint32_t c = 0; g->def->columns[c].name; c++)
		if (g->column[c].state && g->column[c].state[row] == GLANE_SUPPRESSED)
			return true;
	return false;
}

void quotes_write(odt *o, const glane_grid *g, const glane_figure *f)
{
	enum { EACH = 3 };			/* passages of a row */
	int theme = mapped(g, f, "heading"), label = mapped(g, f, "label"), group = mapped(g, f, "colour");
	uint32_t last = GLANE_NONE;
	for (uint32_t r = 0; r < g->n; r++) {
		const glane_quote *q;
		uint64_t total;
		uint32_t n = suppressed(g, r) ? 0 : o->h->passages(o->ctx, g, r, EACH, &q, &total);
		if (!n)
			continue;
		bool other = last == GLANE_NONE || key_of(g, theme, r) != key_of(g, theme, last);
		if (other && theme >= 0)
			title(o, g, "Quotations_20_Theme", theme, label, r);
		if (group >= 0 && (other || key_of(g, group, r) != key_of(g, group, last)))
			title(o, g, "Quotations_20_Group", group, -1, r);
		for (uint32_t i = 0; i < n; i++)
			quotation(o, &q[i]);
		last = r;
	}
}
