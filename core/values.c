/* values.c - values.csv: modalities recoded, labelled and in order; classes of a number. */
#include <config.h>
#include <math.h>
#include <string.h>
#include "corpus_private.h"

/* ---- The table ------------------------------------------------------------------------------- */

/* "18..34", "50..", "..17"; both ends belong to it. */
static bool parse_range(const char *text, double *low, double *high)
{
	const char *dots = strstr(text, "..");
	if (!dots)
		return false;
	glane_str from = text_trim((glane_str){ text, (uint32_t)(dots - text) });
	glane_str to = text_trim(str_of(dots + 2));
	*low = -INFINITY;
	*high = INFINITY;
	return (from.n || to.n) && (!from.n || text_number(from, low)) && (!to.n || text_number(to, high));
}

static bool differ(const char *a, const char *b)
{
	return a && b && strcmp(a, b);
}

/* Two rows that can't both hold: another label for the same recoded value, or one that makes anew what the other made. */
static bool refuse_conflict(planning *b, const modality *o, const modality *m)
{
	const char *label = differ(o->label_fr, m->label_fr) ? o->label_fr : differ(o->label_en, m->label_en) ? o->label_en : NULL;
	if (label && !strcmp(o->as, m->as)) {
		messages_add(b->m, MESSAGE_ERROR, m->at, _("%s of %s is labelled \"%s\" in line %u: give it one label, in one row"), m->as,
		             m->variable, label, o->at.line);
		return true;
	}
	const modality *first = !strcmp(o->as, m->value) ? o : !strcmp(m->as, o->value) ? m : NULL, *then = first == o ? m : o;
	if (!first || !strcmp(then->as, then->value) || !strcmp(first->as, first->value))
		return false;
	messages_add(b->m, MESSAGE_ERROR, first->at, _("%s of %s becomes %s, which line %u makes %s of: values are recoded once; write %s here"),
	             first->value, first->variable, first->as, then->at.line, then->as, then->as);
	return true;
}

static void add_modality(planning *b, const sheet *s, uint32_t row, const int at_column[6])
{
	corpus *c = b->c;
	const char *value = sheet_cell(s, row, at_column[1]), *as = sheet_cell(s, row, at_column[2]);
	const char *order = sheet_cell(s, row, at_column[5]);
	place at = sheet_place(s, row);
	modality m = { .variable = variable_of(b, sheet_cell(s, row, at_column[0]), at)->name, .value = value, .at = at };
	m.as = *as ? as : value;
	m.label_fr = or_null(sheet_cell(s, row, at_column[3]));
	m.label_en = or_null(sheet_cell(s, row, at_column[4]));
	m.range = parse_range(value, &m.low, &m.high);
	m.order = NAN;
	if (*order && !text_number(str_of(order), &m.order)) {
		messages_add(b->m, MESSAGE_ERROR, at, _("the order of %s is \"%s\": write a number"), value, order);
		b->failed = true;
	}
	if (m.range && m.low > m.high) {
		messages_add(b->m, MESSAGE_ERROR, at, _("the range %s ends before it begins"), value);
		b->failed = true;
	}
	for (uint32_t i = 0; i < c->n_modalities; i++) {
		const modality *o = &c->modality[i];
		if (o->variable != m.variable)
			continue;
		if (!strcmp(o->value, value)) {
			messages_add(b->m, MESSAGE_ERROR, at, _("the value %s of %s has a row already, line %u"),
			             value, m.variable, o->at.line);
			b->failed = true;
		} else if (refuse_conflict(b, o, &m)) {
			b->failed = true;
		} else if (o->range && m.range && m.low <= o->high && o->low <= m.high) {
			messages_add(b->m, MESSAGE_ERROR, at, _("the range %s of %s overlaps %s, line %u"), value,
			             m.variable, o->value, o->at.line);
			b->failed = true;
		}
	}
	ARRAY_ROOM(b->in, c->modality, b->room_modalities, c->n_modalities);
	c->modality[c->n_modalities++] = m;
}

/* A modality without an order of its own takes the one that another row gives to the same recoded value. */
void values_sort(planning *b)
{
	corpus *c = b->c;
	modality *sorted = arena_alloc(b->in, (c->n_modalities + 1) * sizeof *sorted);
	uint32_t n = 0;
	for (uint32_t v = 0; v < c->n_variables; v++) {
		c->variable[v].first_modality = n;
		for (uint32_t i = 0; i < c->n_modalities; i++)
			if (!strcmp(c->modality[i].variable, c->variable[v].name))
				sorted[n++] = c->modality[i];
		c->variable[v].n_modalities = n - c->variable[v].first_modality;
	}
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < n && isnan(sorted[i].order); k++)
			if (!strcmp(sorted[i].variable, sorted[k].variable) && !strcmp(sorted[i].as, sorted[k].as))
				sorted[i].order = sorted[k].order;
	c->modality = sorted;
}

void values_read(planning *b)
{
	sheet s;
	if (!corpus_sheet(b, b->p->values, &s))
		return;
	const int at_column[6] = {
		sheet_column(b, &s, "variable|name|nom"), sheet_column(b, &s, "value|valeur|modalite"),
		sheet_column(b, &s, "as|comme|recode|recodage"),
		sheet_column(b, &s, "label.fr|label_fr|libelle.fr|libelle_fr|libelle"),
		sheet_column(b, &s, "label.en|label_en|libelle.en|libelle_en|label"),
		sheet_column(b, &s, "order|ordre|rang"),
	};
	if (sheet_lacks(b, &s, at_column[0], "variable") || sheet_lacks(b, &s, at_column[1], "value"))
		return;
	static const char *const names[6] = { "variable", "value", "as", "label.fr", "label.en", "order" };
	sheet_unread(b, &s, 6, names, at_column);
	for (uint32_t r = 0; r < s.n; r++)
		if (*sheet_cell(&s, r, at_column[0]))
			add_modality(b, &s, r, at_column);
}

/* ---- Recoding -------------------------------------------------------------------------------- */

/* `value` as one of the modalities of v says, or NULL. */
static const modality *modality_of(const corpus *c, const variable_def *v, glane_str value)
{
	double number = 0;
	bool numeric = text_number(value, &number);
	for (uint32_t i = 0; i < v->n_modalities; i++) {
		const modality *m = &c->modality[v->first_modality + i];
		if (strlen(m->value) == value.n && !memcmp(m->value, value.p, value.n))
			return m;
	}
	for (uint32_t i = 0; i < v->n_modalities; i++) {
		const modality *m = &c->modality[v->first_modality + i];
		if (m->range && numeric && number >= m->low && number <= m->high)
			return m;
	}
	return NULL;
}

/* A multiple-choice value part by part, each once, joined by "|". */
static const char *recode_parts(const corpus *c, const variable_def *v, const char *value)
{
	arena *in = c->arena;
	const char *out = NULL;
	for (const char *p = value;;) {
		size_t k = strcspn(p, "|;");
		glane_str part = text_trim((glane_str){ p, (uint32_t)k });
		const modality *m = modality_of(c, v, part);
		const char *as = m ? m->as : arena_copy(in, part.p, part.n);
		bool again = false;
		glane_str rest = str_of(out), one;
		while (out && text_cut(&rest, '|', &one))
			again = again || (one.n == strlen(as) && !memcmp(one.p, as, one.n));
		if (*as && !again)
			out = out ? arena_print(in, "%s|%s", out, as) : as;
		if (!p[k])
			return out ? out : "";
		p += k + 1;
	}
}

const char *corpus_recode(const corpus *c, const char *variable, const char *value)
{
	const variable_def *v = corpus_variable(c, variable);
	if (!v)
		return value;
	if (v->type == GLANE_MULTIPLE)
		return recode_parts(c, v, value);
	const modality *m = v->n_modalities ? modality_of(c, v, str_of(value)) : NULL;
	return m ? m->as : value;
}

/* ---- When all values are in ------------------------------------------------------------------ */

/* Two numbers with something between them that people write for "to": "18-25", "18 – 25", "18 à 25", "18 to 25". Then *text is
 * how glane writes it. */
static bool looks_like_range(planning *b, const char *value, const char **text)
{
	static const char *const between[] = { "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xC3\xA0", "to", "\xE2\x80\xA6", NULL };
	size_t n = strspn(value, "0123456789.,");
	glane_str low = { value, (uint32_t)n };
	double number;
	if (!text_number(low, &number))
		return false;
	const char *p = value + n + strspn(value + n, " ");
	for (const char *const *t = between; *t; t++) {
		if (strncmp(p, *t, strlen(*t)))
			continue;
		glane_str high = text_trim(str_of(p + strlen(*t)));
		*text = arena_print(b->in, "%.*s..%.*s", GLANE_STR(low), GLANE_STR(high));
		return text_number(high, &number);
	}
	if (strcmp(p, "+"))
		return false;
	*text = arena_print(b->in, "%.*s..", GLANE_STR(low));
	return true;
}

/* The values of a variable that no row speaks of, as documents have them, each once; and whether one of them is a number.
 * Returns how many; *has: of its modalities, by number, whether a document has them. */
static uint32_t unlisted(planning *b, const variable_def *v, const char ***value, bool *has, bool *number)
{
	const modality *all = b->c->modality + v->first_modality;
	uint32_t n = 0, room = 0;
	*value = NULL;
	*number = false;
	for (uint32_t d = 0; d < b->n; d++)
		for (uint32_t i = 0; i < b->d[d].n; i++) {
			const said *s = &b->d[d].said[i];
			double x;
			bool again = false;
			if (s->name != v->name || corpus_missing(b->d[d].p.read, s->value))
				continue;
			const modality *m = modality_of(b->c, v, str_of(s->value));
			if (m)
				has[m - all] = true;
			for (uint32_t k = 0; k < n && !m; k++)
				again = again || !strcmp((*value)[k], s->value);
			if (m || again)
				continue;
			*number = *number || text_number(str_of(s->value), &x);
			ARRAY_ROOM(b->in, *value, room, n);
			(*value)[n++] = s->value;
		}
	return n;
}

/* Rows about values that no document has: a class of numbers that isn't written as one, a misspelt value. Others are of a scale of
 * which not every step occurs. */
static void check_rows(planning *b, const variable_def *v)
{
	bool number, *has = arena_alloc(b->in, (v->n_modalities + 1) * sizeof *has);
	const char **value, *text = NULL;
	uint32_t n;
	memset(has, 0, (v->n_modalities + 1) * sizeof *has);
	if (!v->n_modalities || v->type == GLANE_MULTIPLE)
		return;
	n = unlisted(b, v, &value, has, &number);
	for (uint32_t i = 0; i < v->n_modalities; i++) {
		const modality *m = &b->c->modality[v->first_modality + i];
		if (has[i] || m->range)
			continue;
		if (number && looks_like_range(b, m->value, &text)) {
			messages_add(b->m, MESSAGE_ERROR, m->at, _("no document has %s as its %s: for a class of numbers write %s"), m->value,
			             v->name, text);
			b->failed = true;
			continue;
		}
		const char *near = suggest_name(m->value, n, value);
		if (near)
			messages_add(b->m, MESSAGE_WARNING, m->at, _("no document has %s=%s: did you mean \"%s\"?"), v->name, m->value, near);
	}
}

/* Numbers that are none, and numbers that no range of values.csv holds: the first of each variable.
 * Returns whether it has ranges, which make modalities in an order of its numbers. */
bool values_check(planning *b, const variable_def *v)
{
	bool ranges = false;
	check_rows(b, v);
	for (uint32_t i = 0; i < v->n_modalities; i++)
		ranges = ranges || b->c->modality[v->first_modality + i].range;
	if (v->type != GLANE_NUMBER && v->type != GLANE_WEIGHT && !ranges)
		return false;
	for (uint32_t d = 0; d < b->n; d++)
		for (uint32_t i = 0; i < b->d[d].n; i++) {
			const said *s = &b->d[d].said[i];
			double number;
			if (s->name != v->name || corpus_missing(b->d[d].p.read, s->value) ||
			    modality_of(b->c, v, str_of(s->value)))
				continue;
			if (!text_number(str_of(s->value), &number))
				messages_add(b->m, MESSAGE_WARNING, s->at,
				             _("%s is a number, and \"%s\" is none: correct it, or name it in missing=\"…\""),
				             v->name, s->value);
			else if (ranges)
				messages_add(b->m, MESSAGE_WARNING, s->at,
				             _("%s of %s is in none of the ranges that values.csv gives"), s->value,
				             v->name);
			else
				continue;
			return ranges;
		}
	return ranges;
}
