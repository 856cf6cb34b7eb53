/* scope.c - which rows count: whose they are, what `where` chooses, which group, which unit holds them;
 * and the input struct of a plugin. */
#include <config.h>
#include "engine_private.h"
#include <string.h>

/* ---- Whose ----------------------------------------------------------------------------------- */

static uint32_t speaker_by_sym(const document *d, glane_sym id)
{
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].pub.id.id == id.id)
			return i;
	return GLANE_NONE;
}

void spans_speakers(document *d, uint32_t n, const glane_span *span, uint32_t *out)
{
	const layer *turn = document_layer(d, "turn");
	const column *who = turn ? layer_column((layer *)(uintptr_t)turn, "speaker") : NULL;
	if (!turn || !turn->n || !who || !who->array) {
		/* Without turns all is said by the one respondent that is always there. */
		for (uint32_t i = 0; i < n; i++)
			out[i] = 0;
		return;
	}
	const glane_sym *id = who->array;
	uint32_t t = 0, last = GLANE_NONE, who_now = GLANE_NONE;
	for (uint32_t i = 0; i < n; i++) {
		while (t < turn->n && turn->span[t].begin <= span[i].begin)
			t++;
		if (!t || turn->span[t - 1].end <= span[i].begin) {
			out[i] = GLANE_NONE;
			continue;
		}
		if (t - 1 != last) {
			last = t - 1;
			who_now = speaker_by_sym(d, id[last]);
		}
		out[i] = who_now;
	}
}

bool scope_counts(stage_run *r, const document *d, uint32_t who)
{
	if (who == GLANE_NONE)
		return false;
	uint32_t role = d->speaker[who].pub.role;
	switch (r->stage->speakers) {
	case SPEAKERS_ALL:
		return true;
	case SPEAKERS_INTERVIEWERS:
		return role == GLANE_INTERVIEWER;
	default:
		return role == GLANE_RESPONDENT;
	}
}

/* ---- Groups ---------------------------------------------------------------------------------- */

/* The modalities in a value: one, or several of a multiple-choice variable. */
static groups modalities(engine *e, const char *name, const char *value)
{
	const variable_def *v = e->corpus ? corpus_variable(e->corpus, name) : NULL;
	groups g = { 0, NULL };
	uint32_t room = 0;
	if (value && v && v->type == GLANE_MULTIPLE) {
		glane_str rest = str_of(value);
		while (rest.n) {
			uint32_t n = 0;
			while (n < rest.n && rest.p[n] != '|' && rest.p[n] != ';')
				n++;
			glane_str part = text_trim((glane_str){ rest.p, n });
			n += n < rest.n;
			rest = (glane_str){ rest.p + n, rest.n - n };
			if (!part.n)
				continue;
			ARRAY_ROOM(e->document, g.sym, room, g.n);
			g.sym[g.n++] = sym_intern(part);
		}
	} else if (value && *value) {
		ARRAY_ROOM(e->document, g.sym, room, g.n);
		g.sym[g.n++] = sym_of(value);
	}
	if (!g.n) {
		ARRAY_ROOM(e->document, g.sym, room, g.n);
		g.sym[g.n++] = sym_of(GROUP_MISSING);
	}
	return g;
}

static groups cross(engine *e, groups a, groups b)
{
	groups g = { 0, arena_alloc(e->document, (size_t)a.n * b.n * sizeof(glane_sym)) };
	for (uint32_t i = 0; i < a.n; i++)
		for (uint32_t j = 0; j < b.n; j++)
			g.sym[g.n++] = sym_of(arena_print(e->document, "%s" GROUP_CROSS "%s", sym_text(a.sym[i]),
			                                  sym_text(b.sym[j])));
	return g;
}

const groups *scope_groups_of_speaker(stage_run *r, document *d, uint32_t by, uint32_t who)
{
	engine *e = r->engine;
	const grouping *g = &r->stage->by[by];
	groups *out = arena_alloc(e->document, sizeof *out);
	for (uint32_t i = 0; i < g->n; i++) {
		groups one = modalities(e, g->variable[i],
		                        document_speaker_variable(d, who, g->variable[i]));
		*out = i ? cross(e, *out, one) : one;
	}
	return out;
}

/* Is the row one of a coder whose themes the stage sees? */
static bool coder_counts(const stage_run *r, const layer *l, uint32_t row)
{
	const column *c = r->all_coders || strcmp(l->name, "theme") ? NULL : layer_column((layer *)(uintptr_t)l, "origin");
	if (!c || !c->array)
		return true;
	glane_sym of = ((const glane_sym *)c->array)[row];
	for (uint32_t i = 0; i < r->n_coders; i++)
		if (r->coder[i].id == of.id)
			return true;
	return false;
}

/* The layer as the stage sees it: without the rows of other coders. */
static layer *layer_seen(stage_run *r, document *d, const char *name)
{
	layer *l = document_layer(d, name), *seen;
	arena *in = r->engine->document;
	uint32_t n = 0;
	for (uint32_t i = 0; l && i < l->n; i++)
		n += coder_counts(r, l, i);
	if (!l || n == l->n)
		return l;
	seen = arena_alloc(in, sizeof *seen);
	*seen = *l;
	seen->n = n;
	seen->span = arena_alloc(in, (n + 1) * sizeof *seen->span);
	seen->column = arena_alloc(in, (l->n_columns + 1) * sizeof *seen->column);
	for (uint32_t c = 0; c < l->n_columns; c++) {
		seen->column[c] = l->column[c];
		if (l->column[c].array)
			seen->column[c].array = column_array_new(in, l->column[c].type, n);
	}
	n = 0;
	for (uint32_t i = 0; i < l->n; i++) {
		if (!coder_counts(r, l, i))
			continue;
		for (uint32_t c = 0; c < l->n_columns; c++) {
			size_t size = column_cell_size(l->column[c].type);
			if (l->column[c].array)
				memcpy((char *)seen->column[c].array + n * size, (char *)l->column[c].array + i * size, size);
		}
		seen->span[n++] = l->span[i];
	}
	return seen;
}

/* by="verbatim.profile": the value of the column in the row that holds this one. */
static const groups *group_of_column(stage_run *r, document *d, const grouping *g, glane_span span)
{
	engine *e = r->engine;
	layer *l = document_layer(d, g->layer);
	const column *c = l ? layer_column(l, g->column) : NULL;
	groups *out = arena_alloc(e->document, sizeof *out);
	*out = (groups){ 1, arena_alloc(e->document, sizeof(glane_sym)) };
	*out->sym = sym_of(GROUP_MISSING);
	if (!c || !c->array || c->type != GLANE_SYM)
		return out;
	const glane_sym *cell = c->array;
	for (uint32_t i = 0; i < l->n && l->span[i].begin <= span.begin; i++)
		if (l->span[i].end > span.begin && cell[i].id && coder_counts(r, l, i))
			*out->sym = cell[i];
	return out;
}

/* ---- Where ----------------------------------------------------------------------------------- */

static bool cell_matches(const column *c, uint32_t row, const condition_term *t)
{
	if (!c || !t->n_values)
		return true;
	if (!c->array)
		return false;
	for (uint32_t i = 0; i < t->n_values; i++) {
		double wanted;
		if (c->type == GLANE_SYM && ((const glane_sym *)c->array)[row].id == t->sym[i].id)
			return true;
		if (c->type != GLANE_SYM && text_number(str_of(t->value[i]), &wanted)) {
			double v = c->type == GLANE_INT ? (double)((const int64_t *)c->array)[row] :
			           c->type == GLANE_REAL ? ((const double *)c->array)[row] :
			           (double)((const uint32_t *)c->array)[row];
			if (v <= wanted && v >= wanted)
				return true;
		}
	}
	return false;
}

/* Marks in ok[] the rows that satisfy one term: those that overlap a row that does. */
static void apply_term(stage_run *r, document *d, const condition_term *t, uint32_t n,
                       const glane_span *span, const uint32_t *who, bool *ok)
{
	arena *in = r->engine->document;
	const char *name, *column_name;
	condition_column(in, t->name, &name, &column_name);
	layer *l = document_layer(d, name);
	if (!l && !vocabulary_layer(name) && !strchr(name, ':')) {	/* a variable */
		for (uint32_t i = 0; i < n; i++) {
			const char *v = who[i] == GLANE_NONE ? NULL :
			                document_speaker_variable(d, who[i], t->name);
			glane_variable one = { t->name, GLANE_NOMINAL, str_of(v) };
			condition c = { 1, (condition_term *)(uintptr_t)t };
			ok[i] = ok[i] && condition_holds(&c, v != NULL, &one);
		}
		return;
	}
	const column *c = l && column_name ? layer_column(l, column_name) : NULL;
	uint32_t rows = l && (!column_name || c) ? l->n : 0, m = 0;
	glane_span *hit = arena_alloc(in, (rows + 1) * sizeof *hit);
	for (uint32_t i = 0; i < rows; i++)
		if (coder_counts(r, l, i) && cell_matches(c, i, t)) {
			hit[m] = l->span[i];
			if (m && hit[m - 1].end > hit[m].end)
				hit[m].end = hit[m - 1].end;	/* the furthest end so far */
			m++;
		}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t low = 0, high = m, end = span[i].end > span[i].begin ? span[i].end : span[i].begin + 1;
		while (low < high) {	/* hits that begin before this row ends */
			uint32_t mid = low + (high - low) / 2;
			if (hit[mid].begin < end)
				low = mid + 1;
			else
				high = mid;
		}
		bool in_one = low && hit[low - 1].end > span[i].begin;
		ok[i] = ok[i] && in_one != t->negated;
	}
}

/* ---- Units that are no layers ------------------------------------------------------------------ */

typedef struct { uint32_t n; glane_span *span; uint32_t *speaker; } unit_rows;

static unit_rows unit_document(stage_run *r, document *d)
{
	arena *in = r->engine->document;
	unit_rows u = { 0, arena_alloc(in, sizeof *u.span), arena_alloc(in, sizeof *u.speaker) };
	for (uint32_t i = 0; i < d->n_speakers && !u.n; i++)
		if (scope_counts(r, d, i)) {
			u.span[0] = (glane_span){ 0, d->pub.text.n };
			u.speaker[u.n++] = i;
		}
	return u;
}

/* From the first to the last word of each speaker who counts. */
static unit_rows unit_speaker(stage_run *r, document *d)
{
	arena *in = r->engine->document;
	layer *turn = document_layer(d, "turn");
	unit_rows u = { 0, arena_alloc(in, d->n_speakers * sizeof *u.span),
	                arena_alloc(in, d->n_speakers * sizeof *u.speaker) };
	uint32_t n = turn ? turn->n : 0, *who = arena_alloc(in, (n + 1) * sizeof *who);
	if (n)
		spans_speakers(d, n, turn->span, who);
	for (uint32_t s = 0; s < d->n_speakers; s++) {
		glane_span span = { 0, n ? 0 : d->pub.text.n };
		bool any = !n;
		for (uint32_t t = 0; t < n; t++)
			if (who[t] == s) {
				span.begin = any ? span.begin : turn->span[t].begin;
				span.end = turn->span[t].end;
				any = true;
			}
		if (!any || !scope_counts(r, d, s))
			continue;
		u.span[u.n] = span;
		u.speaker[u.n++] = s;
	}
	return u;
}

/* An answer: what one respondent says until somebody who doesn't count, or another one, speaks. */
static unit_rows unit_answer(stage_run *r, document *d)
{
	arena *in = r->engine->document;
	layer *turn = document_layer(d, "turn");
	uint32_t n = turn ? turn->n : 0;
	if (!n)
		return unit_document(r, d);
	unit_rows u = { 0, arena_alloc(in, n * sizeof *u.span), arena_alloc(in, n * sizeof *u.speaker) };
	uint32_t *who = arena_alloc(in, n * sizeof *who);
	spans_speakers(d, n, turn->span, who);
	bool open = false;
	for (uint32_t t = 0; t < n; t++) {
		if (!scope_counts(r, d, who[t])) {
			open = false;
		} else if (open && u.speaker[u.n - 1] == who[t]) {
			u.span[u.n - 1].end = turn->span[t].end;
		} else {
			u.span[u.n] = turn->span[t];
			u.speaker[u.n++] = who[t];
			open = true;
		}
	}
	return u;
}

/* ---- Scopes ---------------------------------------------------------------------------------- */

static void choose(stage_run *r, document *d, scope *s, const layer *l, uint32_t n, const glane_span *span,
                   const uint32_t *of)
{
	arena *in = r->engine->document;
	bool *ok = arena_alloc(in, n + 1);
	uint32_t m = 0, n_by = r->stage->n_by;
	for (uint32_t i = 0; i < n; i++)
		ok[i] = scope_counts(r, d, of[i]) && (!l || coder_counts(r, l, i));
	for (uint32_t t = 0; t < r->stage->where.n; t++)
		apply_term(r, d, &r->stage->where.term[t], n, span, of, ok);
	for (uint32_t i = 0; i < n; i++)
		m += ok[i];
	uint32_t *row = arena_alloc(in, (m + 1) * sizeof *row), *who = arena_alloc(in, (m + 1) * sizeof *who);
	uint32_t *unit = arena_alloc(in, (m + 1) * sizeof *unit), k = 0;
	glane_span *out = arena_alloc(in, (m + 1) * sizeof *out);
	glane_sym *group = arena_alloc(in, (m + 1) * sizeof *group);
	s->groups = arena_alloc(in, ((size_t)m * n_by + 1) * sizeof *s->groups);
	const groups **of_speaker = arena_alloc(in, ((size_t)d->n_speakers * n_by + 1) * sizeof *of_speaker);
	for (uint32_t i = 0; i < n; i++) {
		if (!ok[i])
			continue;
		row[k] = i;
		who[k] = of[i];
		out[k] = span[i];
		unit[k] = GLANE_NONE;
		for (uint32_t b = 0; b < n_by; b++) {
			const groups **g = &of_speaker[b * d->n_speakers + of[i]];
			if (r->stage->by[b].layer)
				s->groups[(size_t)b * m + k] = group_of_column(r, d, &r->stage->by[b], span[i]);
			else
				s->groups[(size_t)b * m + k] = *g ? *g :
					(*g = scope_groups_of_speaker(r, d, b, of[i]));
		}
		if (n_by)
			group[k] = s->groups[k]->sym[0];
		k++;
	}
	s->pub.n = m;
	s->pub.row = row;
	s->pub.speaker = who;
	s->pub.unit = unit;
	s->pub.span = out;
	s->pub.group = group;
}

scope *scope_make(stage_run *r, document *d, const char *name)
{
	arena *in = r->engine->document;
	scope *s = arena_alloc(in, sizeof *s);
	unit_rows u = { 0, NULL, NULL };
	layer *l = NULL;
	s->pub.layer = sym_text(sym_of(name));	/* outlives the document */
	s->made = true;
	if (!strcmp(name, "document")) {
		u = unit_document(r, d);
	} else if (!strcmp(name, "speaker")) {
		u = unit_speaker(r, d);
	} else if (!strcmp(name, "answer")) {
		u = unit_answer(r, d);
	} else {
		if (!(l = document_layer(d, name)))
			return NULL;
		u.n = l->n;
		u.span = l->span;
		u.speaker = arena_alloc(in, (l->n + 1) * sizeof *u.speaker);
		spans_speakers(d, l->n, l->span, u.speaker);
	}
	choose(r, d, s, l, u.n, u.span, u.speaker);
	return s;
}

/* Which row of `unit` holds each row of s: the last that begins before it and ends after it; of units
 * that are speakers, the speaker's. */
static void find_units(scope *s, const scope *unit)
{
	uint32_t *out = (uint32_t *)(uintptr_t)s->pub.unit, u = 0;
	bool speakers = !strcmp(unit->pub.layer, "speaker");
	for (uint32_t i = 0; i < s->pub.n; i++) {
		if (speakers) {
			for (u = 0; u < unit->pub.n && unit->pub.speaker[u] != s->pub.speaker[i]; u++) { }
			out[i] = u < unit->pub.n ? u : GLANE_NONE;
			continue;
		}
		while (u < unit->pub.n && unit->pub.span[u].begin <= s->pub.span[i].begin)
			u++;
		uint32_t at = GLANE_NONE;
		for (uint32_t k = u; k && at == GLANE_NONE && u - k < 32; k--)
			if (unit->pub.span[k - 1].end > s->pub.span[i].begin)
				at = k - 1;
		out[i] = at;
	}
}

/* ---- Input ------------------------------------------------------------------------------------- */

/* `what` without its "?". */
static const char *need_name(arena *in, const char *what, bool *optional)
{
	size_t n = strlen(what);
	*optional = n && what[n - 1] == '?';
	return *optional ? arena_copy(in, what, n - 1) : what;
}

/* What "@option" stands for: "var:NAME", "table:NAME", or "LAYER.COLUMN". */
static const char *reference(stage_run *r, const char *name)
{
	for (const glane_option *o = r->def->options; o && o->name; o++) {
		const char *value;
		if (o->type != GLANE_REF || strcmp(o->name, name))
			continue;
		memcpy(&value, (const char *)r->ctx.config + o->offset, sizeof value);
		if (!value || !*value)
			return NULL;
		if (strchr(value, ':') || strchr(value, '.'))
			return value;
		return arena_print(r->engine->document, "var:%s", value);
	}
	return NULL;
}

static const glane_grid *find_grid(engine *e, const char *name)
{
	const char *dot = strchr(name, '.');
	const glane_grid *grid = NULL;
	for (uint32_t i = 0; dot && i < e->n_tables; i++) {
		const table *t = e->table[i];
		size_t n = (size_t)(dot - name);
		bool by_id = strlen(t->stage_id) == n && !strncmp(t->stage_id, name, n);
		bool by_plugin = t->stage && strlen(t->stage->use) == n && !strncmp(t->stage->use, name, n);
		if ((by_id || (by_plugin && !grid)) && !strcmp(t->name, dot + 1) && t->by == 0)
			grid = &t->grid;
	}
	return grid;
}

/* Rows of a scope are numbered as in the document, and so are the columns beside it. */
static bool in_scope(const stage_run *r, const char *name)
{
	for (uint32_t i = 0; i < r->n_needs; i++) {
		size_t n = strlen(name);
		const char *what = r->def->needs[i].what;
		if (r->def->needs[i].type == GLANE_SCOPE && !strncmp(what, name, n) && (!what[n] || what[n] == '?'))
			return true;
	}
	return false;
}

static void put_column(stage_run *r, document *d, const glane_need *n, const char *name)
{
	const char *dot = strchr(name, '.');
	const char *of = dot ? arena_copy(r->engine->document, name, (size_t)(dot - name)) : NULL;
	layer *l = !of ? NULL : in_scope(r, of) ? document_layer(d, of) : layer_seen(r, d, of);
	column *c = l ? layer_column(l, dot + 1) : NULL;
	const void *array = c ? c->array : NULL;
	memcpy(r->input + n->offset, &array, sizeof array);
}

void input_make(stage_run *r, document *d)
{
	engine *e = r->engine;
	scope *unit = NULL;
	if (!r->def || !r->n_needs)
		return;
	memset(r->input, 0, r->def->input_size);
	memset(r->scope, 0, (r->n_needs + 1) * sizeof *r->scope);
	if (r->stage->unit && (unit = scope_make(r, d, r->stage->unit)) != NULL)
		r->scope[r->n_needs] = *unit;
	for (uint32_t i = 0; i < r->n_needs; i++) {
		const glane_need *n = &r->def->needs[i];
		bool optional;
		const char *name = need_name(e->document, n->what, &optional);
		if (*name == '@' && !(name = reference(r, name + 1)))
			continue;
		if (!strncmp(name, "var:", 4)) {
			glane_str v = str_of(document_variable(d, name + 4));
			memcpy(r->input + n->offset, &v, sizeof v);
		} else if (!strncmp(name, "table:", 6)) {
			const glane_grid *g = find_grid(e, name + 6);
			memcpy(r->input + n->offset, &g, sizeof g);
		} else if (n->type == GLANE_SCOPE) {
			bool is_unit = !strcmp(name, "unit");
			scope *s = is_unit ? unit : scope_make(r, d, name);
			if (!s)
				continue;
			if (unit && !is_unit)
				find_units(s, unit);
			r->scope[i] = *s;
			memcpy(r->input + n->offset, &s->pub, sizeof s->pub);
		} else if (n->type == GLANE_ROWS) {
			layer *l = layer_seen(r, d, name);
			glane_rows rows = { l ? l->n : 0, l ? l->span : NULL };
			memcpy(r->input + n->offset, &rows, sizeof rows);
		} else {
			put_column(r, d, n, name);
		}
	}
}

/* report() before it looks at a document: tables are there, everything else is empty. */
void input_report(stage_run *r)
{
	engine *e = r->engine;
	if (r->def->input_size)
		memset(r->input, 0, r->def->input_size);
	memset(r->scope, 0, (r->n_needs + 1) * sizeof *r->scope);
	for (uint32_t i = 0; i < r->n_needs; i++) {
		const glane_need *n = &r->def->needs[i];
		bool optional;
		const char *name = need_name(e->scratch, n->what, &optional);
		if (*name == '@' && !(name = reference(r, name + 1)))
			continue;
		if (strncmp(name, "table:", 6))
			continue;
		const glane_grid *g = find_grid(e, name + 6);
		memcpy(r->input + n->offset, &g, sizeof g);
	}
}
