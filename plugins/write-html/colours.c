/* colours.c - the colours of themes and classes, in the order in which their tables have them, and what they mean. */
#include "documents.h"
#include <string.h>

/* Rounds of the style sheet's eight colours: the second has other lines, the third others again. */
enum { COLOURS = 8, ROUNDS = 3 };

const char *colours_class(uint32_t i)
{
	static const char *const class[COLOURS * ROUNDS] = {
		"k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8",
		"k1 two", "k2 two", "k3 two", "k4 two", "k5 two", "k6 two", "k7 two", "k8 two",
		"k1 three", "k2 three", "k3 three", "k4 three", "k5 three", "k6 three", "k7 three", "k8 three",
	};
	return class[i % (COLOURS * ROUNDS)];
}

static int column_of(const shown_table *t, const char *name, uint32_t role)
{
	for (uint32_t c = 0; c < t->n_columns; c++)
		if (!strcmp(t->grid->def->columns[c].name, name) && t->grid->def->columns[c].role == role &&
		    t->grid->column[c].type == GLANE_SYM)
			return (int)c;
	return -1;
}

uint32_t colours_find(const palette *p, glane_sym value)
{
	uint32_t i = 0;
	while (i < p->n && p->of[i].value.id != value.id)
		i++;
	return i;
}

/* Every value of the key `column` in tables of that name; label: a column that says it in words, if the table has it. */
static palette of_tables(const report *r, const char *table, const char *column, const char *label)
{
	const glane_host *h = r->ctx->host;
	palette p = { 0 };
	uint32_t room = 0;
	for (uint32_t i = 0; i < r->n_tables; i++) {
		const shown_table *t = &r->table[i];
		int key = column_of(t, column, GLANE_KEY), words = column_of(t, label, GLANE_LABEL);
		if (strcmp(t->grid->def->name, table) || key < 0)
			continue;
		const glane_sym *value = t->grid->column[key].array;
		for (uint32_t row = 0; row < t->grid->n; row++) {
			if (!value[row].id || colours_find(&p, value[row]) < p.n)
				continue;
			if (p.n == room) {
				uint32_t more = room + 16;
				p.of = h->grow(r->ctx, GLANE_SCRATCH, p.of, room * sizeof *p.of, more * sizeof *p.of);
				room += more;
			}
			glane_str said = words < 0 ? (glane_str){ "", 0 } : h->cell(r->ctx, t->grid, (uint32_t)words, row);
			p.of[p.n++] = (colour){ value[row], said.n ? said : h->cell(r->ctx, t->grid, (uint32_t)key, row), t, key };
		}
	}
	return p;
}

palette colours_themes(const report *r)
{
	return of_tables(r, "themes", "theme", "theme_label");
}

palette colours_classes(const report *r)
{
	palette p = of_tables(r, "classes", "class", "class_label");
	for (uint32_t i = 0; i < p.n; i++) {
		const char *named = sentence(r, translate(r, "class {name}"), "{name}", p.of[i].label.p, NULL);
		p.of[i].label = (glane_str){ named, (uint32_t)strlen(named) };
	}
	return p;
}

static glane_str value_of(const glane_variable *v, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(v[i].name, name))
			return v[i].value;
	return (glane_str){ "", 0 };
}

const char *colours_href(const report *r, const colour *c, const glane_doc *d, const glane_speaker *who)
{
	const shown_table *t = c->table;
	const glane_sym *value = t->grid->column[c->column].array;
	const glane_sym *groups = t->group < 0 || !d ? NULL : t->grid->column[t->group].array;
	const char *by = t->grid->by ? t->grid->by : "";
	uint32_t row = GLANE_NONE;
	glane_str mine = { "", 0 };
	if (groups && who)
		mine = value_of(who->variable, who->n_variables, by);
	if (groups && !mine.n)
		mine = value_of(d->variable, d->n_variables, by);
	for (uint32_t i = 0; i < t->n; i++) {
		if (value[t->row[i].row].id != c->value.id)
			continue;
		glane_str group = groups ? r->ctx->host->string(r->ctx, groups[t->row[i].row]) : mine;
		bool same = group.n == mine.n && !memcmp(group.p, mine.p, mine.n);
		if (row == GLANE_NONE || same)
			row = t->row[i].row;
		if (same)
			break;
	}
	return row == GLANE_NONE ? NULL : evidence_href(r, t, row);
}

/* ---- The legend ---------------------------------------------------------------------------------------------------------- */

static void item(const report *r, html *h, const palette *p, uint32_t i, const char *number_of)
{
	const char *href = colours_href(r, &p->of[i], NULL, NULL);
	html_open_class(h, href ? "a" : "span", colours_class(i));
	if (href)
		html_attr(h, "href", href);
	html_text(h, number_of);
	html_str(h, p->of[i].label);
	html_close(h);
	html_text(h, " ");
}

static void items(const report *r, html *h, const palette *p, const char *class, const char *title, bool numbered)
{
	if (!p->n)
		return;
	html_open_class(h, "p", class);
	html_element(h, "b", NULL, title);
	html_text(h, " ");
	for (uint32_t i = 0; i < p->n; i++)
		item(r, h, p, i, numbered ? join(r, decimal(r, "", i + 1), "\u00a0", "") : "");
	html_close(h);
	html_line(h);
}

static bool tells_tones(const report *r)
{
	bool some = false;
	for (uint32_t i = 0; i < r->n_tables; i++)
		some |= r->table[i].grid->topic && !strcmp(r->table[i].grid->topic, "sentiment");
	return some;
}

void colours_legend(const report *r, html *h, const palette *themes, const palette *classes)
{
	bool tones = tells_tones(r);
	if (!themes->n && !classes->n && !tones)
		return;
	html_open_class(h, "div", "legend");
	html_line(h);
	items(r, h, themes, "codes", translate(r, "Themes, and their numbers in the text:"), true);
	items(r, h, classes, "codes classes", translate(r, "Classes of segments, named where a segment begins:"), false);
	if (tones)
		html_element(h, "p", NULL, sentence(r, translate(r, "Signs behind sentences: {negative} negative, {mixed} mixed, {positive} positive."),
			"{negative}", marks_tone[TONE_NEGATIVE], "{mixed}", marks_tone[TONE_MIXED],
			"{positive}", marks_tone[TONE_POSITIVE], NULL));
	html_close(h);
	html_line(h);
}
