/* lines.c - what a codebook says of a theme, one thing a line; and the table of all of them. */
#include "write_codebook.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *const said_names[N_SAID] = { "rule", "lang", "text", "within", "negated", "weight", "pos", "gap", "case", "id",
	"order", "unit" };

const char *line_text(writing *w, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int n = vsnprintf(NULL, 0, format, list);
	char *out = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, (size_t)n + 1);
	vsnprintf(out, (size_t)n + 1, format, again);
	va_end(again);
	va_end(list);
	return out;
}

/* In millionths, so that no locale and no rounding shows: 0.5, 1. */
static const char *number(writing *w, double v)
{
	uint32_t millionths = (uint32_t)(v * 1000000 + 0.5), n = 6, rest = millionths % 1000000;
	if (!rest)
		return line_text(w, "%u", (unsigned)(millionths / 1000000));
	for (; !(rest % 10); rest /= 10)
		n--;
	return line_text(w, "%u.%0*u", (unsigned)(millionths / 1000000), (int)n, (unsigned)rest);
}

const char *theme_name(const writing *w, uint32_t theme)
{
	const codebook_theme *t = &w->book->theme[theme];
	return t->label[w->language] ? t->label[w->language] : t->label[!w->language] ? t->label[!w->language] : t->code;
}

static const char *entries(writing *w, const codebook_group *g)
{
	size_t n = 1, to = 0;
	for (uint32_t i = 0; i < g->n; i++)
		n += strlen(g->entry[i].text) + 3;
	char *out = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, n);
	for (uint32_t i = 0; i < g->n; i++)
		to += (size_t)sprintf(out + to, "%s%s", i ? " ; " : "", g->entry[i].text);
	return out;
}

static const char *groups(writing *w, const codebook_rule *r)
{
	const char *text = "";
	for (uint32_t i = 0; i < r->n_groups; i++)
		text = line_text(w, "%s%s%s%s", text, i ? " | " : "", r->group[i].how == RULE_WORDS ? "words: " : "",
		                 entries(w, &r->group[i]));
	return text;
}

/* What its groups say of their words can be said of a near only where all say the same. */
static bool groups_agree(const codebook_rule *r)
{
	const codebook_group *a = r->group;
	for (uint32_t i = 1; i < r->n_groups; i++) {
		const codebook_group *b = &r->group[i];
		if (a->gap != b->gap || a->exact != b->exact || strcmp(a->pos ? a->pos : "", b->pos ? b->pos : ""))
			return false;
	}
	return true;
}

static said_line line_of_rule(writing *w, const codebook_rule *r)
{
	static const char *const negated[] = { "", "no", "only" };
	const codebook_group *g = r->group;
	bool same = groups_agree(r);
	if (!same)
		w->lost[LOST_SHADES]++;
	return (said_line){ { [SAID_RULE] = codebook_kinds[r->kind], [SAID_LANG] = codebook_languages[r->language],
		[SAID_TEXT] = r->kind == RULE_NEAR ? groups(w, r) : entries(w, g),
		[SAID_WITHIN] = r->kind == RULE_NEAR ? line_text(w, "%u", (unsigned)r->within) : "",
		[SAID_NEGATED] = negated[r->negated], [SAID_WEIGHT] = r->weight < 1 ? number(w, r->weight) : "",
		[SAID_POS] = same && g->pos ? g->pos : "", [SAID_GAP] = same && g->gap ? line_text(w, "%u", (unsigned)g->gap) : "",
		[SAID_CASE] = same && g->exact && r->kind != RULE_REGEX ? "exact" : "", [SAID_ID] = r->id ? r->id : "",
		[SAID_ORDER] = r->in_order ? "yes" : "", [SAID_UNIT] = codebook_units[r->unit] } };
}

static void add(said_line *out, uint32_t *n, const char *rule, const char *lang, const char *text)
{
	if (!text)
		return;
	out[*n] = (said_line){ { "", "", "", "", "", "", "", "", "", "", "", "" } };
	out[*n].cell[SAID_RULE] = rule;
	out[*n].cell[SAID_LANG] = lang;
	out[(*n)++].cell[SAID_TEXT] = text;
}

uint32_t theme_lines(writing *w, uint32_t theme, said_line **to)
{
	const codebook_theme *t = &w->book->theme[theme];
	uint32_t n = 0;
	said_line *out = *to = w->ctx->host->alloc(w->ctx, GLANE_SCRATCH, (t->n_rules + t->n_examples + 16u) * sizeof *out);
	add(out, &n, "colour", "", t->colour);
	add(out, &n, "codable", "", t->codable ? NULL : "no");
	add(out, &n, "threshold", "", t->threshold > 1 || t->threshold < 1 ? number(w, t->threshold) : NULL);
	add(out, &n, "unit", "", t->unit != UNIT_NONE ? codebook_units[t->unit] : NULL);
	add(out, &n, "guid", "", t->guid);
	for (uint32_t l = 0; l < CODEBOOK_LANGUAGES; l++) {
		add(out, &n, "label", codebook_languages[l], t->label[l]);
		add(out, &n, "definition", codebook_languages[l], t->definition[l]);
		add(out, &n, "limit", codebook_languages[l], t->limit[l]);
	}
	for (uint32_t i = 0; i < t->n_examples; i++)
		add(out, &n, "example", codebook_languages[t->example[i].language], t->example[i].text);
	for (uint32_t i = 0; i < t->n_rules; i++)
		out[n++] = line_of_rule(w, &t->rule[i]);
	return n;
}

/* ---- The table ------------------------------------------------------------------------------------- */

static void put_cell(writing *w, const char *text)
{
	const glane_host *h = w->ctx->host;
	if (!text[strcspn(text, ";\"\n\r")] && *text != ' ') {
		h->write(w->out, text, strlen(text));
		return;
	}
	h->write(w->out, "\"", 1);
	for (const char *p = text; *p; p++)
		h->write(w->out, *p == '"' ? "\"\"" : p, *p == '"' ? 2 : 1);
	h->write(w->out, "\"", 1);
}

static void put_row(writing *w, const char *theme, const char *parent, const said_line *l)
{
	put_cell(w, theme);
	w->ctx->host->write(w->out, ";", 1);
	put_cell(w, parent);
	/* theme;parent;lang;rule;text;within;… */
	static const uint8_t order[N_SAID] = { SAID_LANG, SAID_RULE, SAID_TEXT, SAID_WITHIN, SAID_NEGATED, SAID_WEIGHT, SAID_POS,
		SAID_GAP, SAID_CASE, SAID_ID, SAID_ORDER, SAID_UNIT };
	for (uint32_t i = 0; i < N_SAID; i++) {
		w->ctx->host->write(w->out, ";", 1);
		put_cell(w, l->cell[order[i]]);
	}
	w->ctx->host->write(w->out, "\n", 1);
}

static void put_own(writing *w, const char *rule, const char *lang, const char *text)
{
	said_line l;
	uint32_t n = 0;
	add(&l, &n, rule, lang, text);
	if (n)
		put_row(w, "", "", &l);
}

void write_csv_rows(writing *w)
{
	const codebook *b = w->book;
	said_line head;
	memcpy(head.cell, said_names, sizeof head.cell);
	put_row(w, "theme", "parent", &head);
	for (uint32_t l = 0; l < CODEBOOK_LANGUAGES; l++)
		put_own(w, "title", codebook_languages[l], b->title[l]);
	put_own(w, "unit", "", b->unit != UNIT_SENTENCE ? codebook_units[b->unit] : NULL);
	put_own(w, "accents", "", b->loose ? "loose" : NULL);
	for (uint32_t t = 0; t < b->n_themes; t++) {
		said_line *l;
		uint32_t n = theme_lines(w, t, &l), parent = b->theme[t].parent;
		for (uint32_t i = 0; i < n; i++)
			put_row(w, b->theme[t].code, parent == GLANE_NONE ? "" : b->theme[parent].code, &l[i]);
		if (!n)
			put_row(w, b->theme[t].code, parent == GLANE_NONE ? "" : b->theme[parent].code,
			        &(said_line){ { "", "", "", "", "", "", "", "", "", "", "", "" } });
	}
	for (uint32_t i = 0; i < b->n_sets; i++) {
		const char *members = "";
		for (uint32_t k = 0; k < b->set[i].n; k++)
			members = line_text(w, "%s%s%s", members, k ? " ; " : "", b->theme[b->set[i].theme[k]].code);
		said_line l = { { "set", "", members, "", "", "", "", "", "", b->set[i].name, "", "" } };
		put_row(w, "", "", &l);
		w->lost[LOST_SETS] += b->set[i].guid != NULL;
	}
}
