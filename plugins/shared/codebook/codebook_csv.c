/* codebook_csv.c - the items of a codebook in a table: a row says one thing of one theme.
 *
 *	theme;parent;lang;rule;text;with;within;negated;weight
 *	remplacement;emploi;fr;lemmas;licencier ; remplacer;;;;
 *
 * `rule` is the name of an element, or of an attribute of the theme (colour, codable, threshold, unit); without a
 * theme, of the codebook (title, note, list, unit, accents). label.fr says the language with the name. The groups of a near
 * stand in text and with, more of them with a "|" between. */
#include <string.h>
#include "codebook_private.h"
#include "csv/headings.h"
#include "encoding/encoding.h"
#include "form/form.h"
#include "room/room.h"

enum { MAX_ROWS = 20000, MAX_DEPTH = 32 };
enum { C_THEME, C_PARENT, C_LANG, C_RULE, C_TEXT, C_WITH, C_WITHIN, C_NEGATED, C_WEIGHT, C_POS, C_GAP, C_CASE, C_ID,
       C_ORDER, C_UNIT, N_COLUMNS };

static const heading headings[N_COLUMNS] = {
	[C_THEME] = { "theme", "code; catégorie", true },
	[C_PARENT] = { "parent", "thème parent; parent theme", false },
	[C_LANG] = { "lang", "langue; language", false },
	[C_RULE] = { "rule", "règle; élément; element", true },
	[C_TEXT] = { "text", "texte; entrées; entries; mots; words", true },
	[C_WITH] = { "with", "avec", false },
	[C_WITHIN] = { "within", "distance; fenêtre; window", false },
	[C_NEGATED] = { "negated", "négation; nié", false },
	[C_WEIGHT] = { "weight", "poids", false },
	[C_POS] = { "pos", "nature; catégorie grammaticale", false },
	[C_GAP] = { "gap", "écart", false },
	[C_CASE] = { "case", "casse; majuscules", false },
	[C_ID] = { "id", "identifiant", false },
	[C_ORDER] = { "order", "ordre", false },
	[C_UNIT] = { "unit", "unité", false },
};
/* Which attribute a column is; -1: none. */
static const int8_t attribute_of[N_COLUMNS] = {
	[C_THEME] = -1, [C_PARENT] = -1, [C_RULE] = -1, [C_TEXT] = -1, [C_WITH] = -1, [C_LANG] = A_LANG,
	[C_WITHIN] = A_WITHIN, [C_NEGATED] = A_NEGATED, [C_WEIGHT] = A_WEIGHT, [C_POS] = A_POS, [C_GAP] = A_GAP,
	[C_CASE] = A_CASE, [C_ID] = A_ID, [C_ORDER] = A_ORDER, [C_UNIT] = A_UNIT,
};

typedef struct {
	uint32_t line;			/* where the row begins */
	uint32_t theme;			/* of themes[]; GLANE_NONE: the row is about the codebook */
	int element;			/* N_ELEMENTS: an attribute of the theme or of the codebook */
	int attribute;
	const char *cell[N_COLUMNS];	/* "" where there is none */
	uint32_t cell_line[N_COLUMNS];
} row;

typedef struct { said code, parent; uint32_t line, up; bool done; } row_theme;

typedef struct {
	builder *b;
	uint32_t n, n_themes, room, room_themes;
	row *row;
	row_theme *theme;
	uint32_t column[N_COLUMNS];
	bool broken;			/* rows are missing: what else is wrong would follow from that */
} table;

/* ---- Rows ------------------------------------------------------------------------------------ */

/* Where ";" parts the cells it also parts the entries. A hand that writes a row sets blanks around the latter, and a
 * spreadsheet puts quotation marks around the cell. */
static void join_cells(csv *c)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->n; i++) {
		const csv_field *f = &c->field[i];
		csv_field *last = n ? &c->field[n - 1] : NULL;
		if (c->separator == ';' && last && !last->quoted && !f->quoted && last->n && f->n &&
		    last->p[last->n - 1] == ' ' && *f->p == ' ' && f->p == last->p + last->n + 1)
			last->n = (size_t)(f->p + f->n - last->p);
		else
			c->field[n++] = *f;
	}
	c->n = n;
}

static bool right_number(builder *b, csv *c, uint32_t n)
{
	while (c->n > n && !c->field[c->n - 1].n)
		c->n--;
	if (c->n == n)
		return true;
	b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, c->record_line, 0),
	        "this row has %u cells and the header %u: a text that holds the separator stands between quotation "
	        "marks (\")", (unsigned)c->n, (unsigned)n);
	return false;
}

/* "label.fr": the name, and the language into *lang. */
static const char *cut_language(builder *b, const char *name, const char **lang)
{
	size_t n = strlen(name);
	*lang = NULL;
	if (n < 4 || name[n - 3] != '.')
		return name;
	*lang = name + n - 2;
	return builder_copy(b, GLANE_SCRATCH, name, n - 3);
}

/* What may be said of a theme or of the codebook, in the column rule. */
static void rules_of(bool theme, const char **names)
{
	static const char *const attributes[][6] = { { "unit", "accents", NULL },
		{ "colour", "codable", "threshold", "unit", "guid", NULL } };
	uint32_t n = 0;
	for (int i = 0; i < N_ELEMENTS; i++)
		if (i != E_THEME && shape_holds(theme ? E_THEME : E_CODEBOOK, i))
			names[n++] = shape_elements[i];
	for (const char *const *a = attributes[theme]; *a; a++)
		names[n++] = *a;
	names[n] = NULL;
}

static void misplaced_rule(builder *b, const char *name, bool theme, glane_place at)
{
	const char *names[N_ELEMENTS + N_ATTRIBUTES + 1];
	rules_of(!theme, names);
	if (shape_find(name, names) < 0)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "there is no rule \"%s\"; a theme has %s", name,
		                     (rules_of(true, names), shape_list(b, names)));
	else if (theme)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
		                     "%s is said of the codebook, not of a theme: leave the cell theme empty", name);
	else
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "the row names no theme, and %s is said of a theme", name);
}

static bool find_rule(builder *b, row *r)
{
	const char *names[N_ELEMENTS + N_ATTRIBUTES + 1], *lang, *meant;
	const char *name = cut_language(b, r->cell[C_RULE], &lang);
	glane_place at = builder_at(b, r->cell_line[C_RULE], 0);
	bool theme = r->theme != GLANE_NONE;
	rules_of(theme, names);
	r->attribute = -1;
	if (shape_find(name, names) >= 0) {
		r->element = shape_find(name, shape_elements);
		if (r->element < 0) {
			r->element = N_ELEMENTS;
			r->attribute = shape_find(name, shape_attributes);
		}
		if (lang && *r->cell[C_LANG] && strcmp(lang, r->cell[C_LANG])) {
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "the rule is %s and the column lang says \"%s\": "
			                     "correct one of them", r->cell[C_RULE], r->cell[C_LANG]);
			return false;
		}
		if (lang) {
			r->cell[C_LANG] = lang;
			r->cell_line[C_LANG] = r->cell_line[C_RULE];
		}
		return true;
	}
	meant = shape_meant(b, name, names);
	if (!*name)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "the row says no rule: write words, lemmas, label.fr …");
	else if (meant)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "there is no rule \"%s\": did you mean \"%s\"?", name, meant);
	else
		misplaced_rule(b, name, theme, at);
	return false;
}

static uint32_t theme_of(table *t, const row *r)
{
	for (uint32_t i = t->n_themes; i-- > 0;)	/* rows of a theme stand together */
		if (!strcmp(t->theme[i].code.value, r->cell[C_THEME]))
			return i;
	t->theme = room_for(t->b->ctx, GLANE_SCRATCH, t->theme, sizeof *t->theme, t->n_themes, &t->room_themes, 1);
	t->theme[t->n_themes] = (row_theme){ .code = { r->cell[C_THEME], r->cell_line[C_THEME], 0 }, .line = r->line,
	                                     .up = GLANE_NONE };
	return t->n_themes++;
}

static void take_parent(table *t, const row *r)
{
	said *parent = &t->theme[r->theme].parent;
	const char *cell = r->cell[C_PARENT];
	builder *b = t->b;
	if (!*cell)
		return;
	if (parent->value && strcmp(parent->value, cell))
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, r->cell_line[C_PARENT], 0),
		        "the parent of %s is \"%s\" here and \"%s\" in line %u: correct one of them", r->cell[C_THEME], cell,
		        parent->value, (unsigned)parent->line);
	else if (!parent->value)
		*parent = (said){ cell, r->cell_line[C_PARENT], 0 };
}

static void take_row(table *t, const csv *c)
{
	builder *b = t->b;
	row r = { .line = c->record_line };
	bool any = false;
	for (int k = 0; k < N_COLUMNS; k++) {
		const csv_field *f = t->column[k] == GLANE_NONE ? NULL : &c->field[t->column[k]];
		r.cell[k] = "";
		r.cell_line[k] = f ? f->line : r.line;
		if (!f)
			continue;
		char *p = builder_copy(b, GLANE_SCRATCH, "", 0);
		if (f->n)
			p = b->h->alloc(b->ctx, GLANE_SCRATCH, f->n + 1);
		size_t n = csv_text(f, p);
		r.cell[k] = k == C_TEXT || k == C_WITH ? p : builder_fold(b, GLANE_SCRATCH, p, n);
		any = any || *r.cell[k];
	}
	if (!any)
		return;
	r.theme = *r.cell[C_THEME] ? theme_of(t, &r) : GLANE_NONE;
	if (r.theme != GLANE_NONE)
		take_parent(t, &r);
	/* A row may do no more than name a theme and its parent. */
	if ((!*r.cell[C_RULE] && !*r.cell[C_TEXT] && r.theme != GLANE_NONE) || !find_rule(b, &r))
		return;
	t->row = room_for(b->ctx, GLANE_SCRATCH, t->row, sizeof *t->row, t->n, &t->room, 1);
	t->row[t->n++] = r;
}

static bool read_rows(table *t, glane_bytes bytes)
{
	builder *b = t->b;
	encoding_text text;
	trouble e;
	csv c;
	if (!builder_decode(b, bytes, &text))
		return false;
	csv_open(&c, text.p, text.n, 0, 1, builder_memory(b));
	if (!csv_header(&c, &e)) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, e.line, e.column), e.format, e.a, e.b);
		return false;
	}
	b->code = headings_find(b->ctx, b->path, &c, headings, N_COLUMNS, t->column);
	if (b->code)
		return false;
	uint32_t n = c.n_header, rows = 0;
	c.n_header = 0;			/* cells are joined before they are counted */
	while (csv_record(&c, &e) && rows++ < MAX_ROWS) {
		join_cells(&c);
		if (right_number(b, &c, n))
			take_row(t, &c);
		else
			t->broken = true;
	}
	if (e.format)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, e.line, e.column), e.format, e.a, e.b);
	else if (rows > MAX_ROWS)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, c.record_line, 0), "more than %d rows", MAX_ROWS);
	return !e.format && !t->broken;
}

/* ---- The tree -------------------------------------------------------------------------------- */

static void find_parents(table *t)
{
	builder *b = t->b;
	const char **codes = b->h->alloc(b->ctx, GLANE_SCRATCH, (t->n_themes + 1u) * sizeof *codes);
	for (uint32_t i = 0; i < t->n_themes; i++)
		codes[i] = t->theme[i].code.value;
	for (uint32_t i = 0; i < t->n_themes; i++) {
		row_theme *k = &t->theme[i];
		for (uint32_t j = 0; k->parent.value && j < t->n_themes && k->up == GLANE_NONE; j++)
			if (!strcmp(codes[j], k->parent.value))
				k->up = j;
		if (!k->parent.value || k->up != GLANE_NONE)
			continue;
		const char *meant = shape_meant(b, k->parent.value, codes);
		glane_place at = builder_at(b, k->parent.line, 0);
		if (meant)
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
			        "the parent of %s is \"%s\", and there is no such theme: did you mean \"%s\"?", codes[i],
			        k->parent.value, meant);
		else
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
			        "the parent of %s is \"%s\", and there is no such theme: add a row for it, as %s;;;label.fr;…",
			        codes[i], k->parent.value, k->parent.value);
	}
}

/* A theme above which one never comes to an end: the ring is said once, at its first row, and opened there. */
static void open_rings(table *t)
{
	builder *b = t->b;
	for (uint32_t i = 0; i < t->n_themes; i++) {
		uint32_t depth = 0, at = t->theme[i].up;
		while (at != GLANE_NONE && at != i && depth <= t->n_themes) {
			at = t->theme[at].up;
			depth++;
		}
		row_theme *k = &t->theme[i];
		if (at == i) {
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, k->parent.line, 0),
			        "the theme %s stands above itself: its parent %s leads back to it", k->code.value,
			        k->parent.value);
			k->up = GLANE_NONE;
		} else if (at == GLANE_NONE && depth >= MAX_DEPTH) {
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, k->parent.line, 0),
			        "themes are nested more than %d deep", MAX_DEPTH);
			k->up = GLANE_NONE;
		}
	}
}

/* ---- Items ----------------------------------------------------------------------------------- */

void items_of_groups(builder *b, uint32_t near, const char *text, uint32_t line)
{
	const char *p = text;
	while (*p) {
		size_t n = strcspn(p, "|"), skip = strspn(p, " \n");
		bool words = skip < n && !strncmp(p + skip, "words:", 6);
		if (words || (skip < n && !strncmp(p + skip, "lemmas:", 7)))
			skip += words ? 6 : 7;
		else
			skip = 0;
		item *it = builder_add(b, words ? E_WORDS : E_LEMMAS, near, line, 0);
		it->text = builder_text(b, builder_copy(b, GLANE_SCRATCH, p + skip, n - skip), n - skip, line);
		for (int a = A_POS; a <= A_CASE; a++)
			it->attribute[a] = b->item[near].attribute[a];
		for (size_t i = 0; i < n; i++)
			line += p[i] == '\n';
		p += n + (p[n] == '|');
	}
}

static void add_row(table *t, const row *r, uint32_t parent)
{
	builder *b = t->b;
	if (r->element == N_ELEMENTS) {
		const char *value = builder_fold(b, GLANE_SCRATCH, r->cell[C_TEXT], strlen(r->cell[C_TEXT]));
		b->item[parent].attribute[r->attribute] = (said){ value, r->cell_line[C_TEXT], 0 };
		return;
	}
	uint32_t number = b->n;
	item *it = builder_add(b, r->element, parent, r->line, 0);
	for (int k = 0; k < N_COLUMNS; k++) {
		int a = attribute_of[k];
		bool fits = a >= 0 && (shape_has(E_THEME, r->element, a) || (r->element == E_NEAR && a >= A_POS && a <= A_CASE));
		if (a < 0 || !*r->cell[k])
			continue;
		if (fits)
			it->attribute[a] = (said){ r->cell[k], r->cell_line[k], 0 };
		else
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, r->cell_line[k], 0),
			        "the column %s says nothing for %s: leave the cell empty", headings[k].name,
			        shape_elements[r->element]);
	}
	if (r->element != E_NEAR) {
		it->text = builder_text(b, r->cell[C_TEXT], strlen(r->cell[C_TEXT]), r->cell_line[C_TEXT]);
		if (*r->cell[C_WITH])
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, r->cell_line[C_WITH], 0),
			        "the column %s says nothing for %s: leave the cell empty", headings[C_WITH].name,
			        shape_elements[r->element]);
		return;
	}
	items_of_groups(b, number, r->cell[C_TEXT], r->cell_line[C_TEXT]);
	items_of_groups(b, number, r->cell[C_WITH], r->cell_line[C_WITH]);
}

static void add_rows_of(table *t, uint32_t theme, uint32_t parent)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->row[i].theme == theme)
			add_row(t, &t->row[i], parent);
}

/* Themes below `up`, in the order of their first rows, each before its own; at most MAX_DEPTH deep. */
static void add_themes(table *t, uint32_t up, uint32_t parent)
{
	builder *b = t->b;
	for (uint32_t i = 0; i < t->n_themes; i++) {
		row_theme *k = &t->theme[i];
		if (k->up != up || k->done)
			continue;
		k->done = true;
		uint32_t number = b->n;
		item *it = builder_add(b, E_THEME, parent, k->line, 0);
		it->attribute[A_CODE] = k->code;
		add_rows_of(t, i, number);
		add_themes(t, i, number);
	}
}

static void add_languages(table *t, item *root)
{
	bool fr = false, en = false;
	for (uint32_t i = 0; i < t->n; i++) {
		fr = fr || !strcmp(t->row[i].cell[C_LANG], "fr");
		en = en || !strcmp(t->row[i].cell[C_LANG], "en");
	}
	root->attribute[A_VERSION].value = "1";
	root->attribute[A_LANGUAGES] = (said){ fr && en ? "fr en" : fr ? "fr" : en ? "en" : NULL, 1, 0 };
}

bool items_of_csv(builder *b, glane_bytes bytes)
{
	table t = { .b = b };
	if (!read_rows(&t, bytes))
		return false;
	find_parents(&t);
	open_rings(&t);
	add_languages(&t, builder_add(b, E_CODEBOOK, GLANE_NONE, 1, 0));
	add_rows_of(&t, GLANE_NONE, 0);
	add_themes(&t, GLANE_NONE, 0);
	return true;
}
