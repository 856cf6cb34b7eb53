/* condition.c - `when` and `where`: name=value, name=a|b, name!=value, name; joined by "and". */
#include <config.h>
#include "condition.h"
#include <string.h>
#include "language.h"
#include "sym.h"
#include "text.h"

typedef struct {
	arena *in;
	messages *m;
	place at;
	const char *text;
} parser;

/* Every message ends with what a condition looks like. */
static bool fault(parser *p, const char *what)
{
	messages_add(p->m, MESSAGE_ERROR, p->at,
	             _("condition \"%s\": %s; it is written lang=fr, lang=fr|en, group!=x, name (present), "
	               "several joined by \"and\""), p->text, what);
	return false;
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next part before a lone word "and"; false at the end. */
static bool next_term(glane_str *rest, glane_str *term)
{
	if (!rest->p)
		return false;
	for (uint32_t i = 0; i + 3 <= rest->n; i++) {
		bool before = !i || blank(rest->p[i - 1]), after = i + 3 == rest->n || blank(rest->p[i + 3]);
		if (before && after && !strncasecmp(rest->p + i, "and", 3)) {
			*term = text_trim((glane_str){ rest->p, i });
			*rest = (glane_str){ rest->p + i + 3, rest->n - i - 3 };
			return true;
		}
	}
	*term = text_trim(*rest);
	*rest = (glane_str){ NULL, 0 };
	return true;
}

static bool has_word(glane_str s, const char *word)
{
	glane_str part;
	while (text_name(&s, &part))
		if (part.n == strlen(word) && !strncasecmp(part.p, word, part.n))
			return true;
	return false;
}

/* What people write that is no condition; NULL: nothing of the kind. */
static const char *foreign(parser *p, glane_str term)
{
	if (!term.n)
		return _("something is missing before or after \"and\"");
	if (has_word(term, "et"))
		return _("write \"and\" for \"et\"");
	if (has_word(term, "or") || has_word(term, "ou"))
		return _("there is no \"or\" between conditions; several values of one variable are joined by |");
	if (has_word(term, "not") || *term.p == '!')
		return _("there is no \"not\"; write name!=value");
	for (uint32_t i = 0; i < term.n; i++)
		if (term.p[i] == '<' || term.p[i] == '>' || term.p[i] == '~')
			return arena_print(p->in, _("\"%c\" can't be asked for; recode the variable in values.csv"),
			                   term.p[i]);
		else if (term.p[i] == '&')
			return _("write \"and\" for \"&\"");
		else if (term.p[i] == '"' || term.p[i] == '\'')
			if (i && (term.p[i - 1] == '=' || term.p[i - 1] == '|'))
				return _("values stand without quotation marks");
	if (memmem(term.p, term.n, "==", 2))
		return _("write one \"=\"");
	return NULL;
}

static bool parse_values(parser *p, glane_str values, condition_term *t)
{
	uint32_t n = 1;
	for (uint32_t i = 0; i < values.n; i++)
		n += values.p[i] == '|';
	t->value = arena_alloc(p->in, n * sizeof *t->value);
	t->sym = arena_alloc(p->in, n * sizeof *t->sym);
	glane_str part;
	while (text_cut(&values, '|', &part)) {
		if (!part.n)
			return fault(p, _("a value is missing"));
		part = text_nfc(p->in, part);
		t->sym[t->n_values] = sym_intern(part);
		t->value[t->n_values++] = arena_copy(p->in, part.p, part.n);
	}
	return true;
}

static bool parse_term(parser *p, glane_str term, condition_term *t)
{
	const char *wrong = foreign(p, term);
	if (wrong)
		return fault(p, wrong);
	const char *equal = memchr(term.p, '=', term.n);
	glane_str name = equal ? (glane_str){ term.p, (uint32_t)(equal - term.p) } : term;
	if (equal && name.n && name.p[name.n - 1] == '!') {
		t->negated = true;
		name.n--;
	}
	name = text_trim(name);
	if (!name.n)
		return fault(p, _("a name is missing"));
	for (uint32_t i = 0; i < name.n; i++)
		if (blank(name.p[i]))
			return fault(p, arena_print(p->in, _("\"%.*s\" is no name of a variable"),
			                            GLANE_STR(name)));
	name = text_nfc(p->in, name);
	t->name = arena_copy(p->in, name.p, name.n);
	if (!equal)
		return true;
	uint32_t from = (uint32_t)(equal + 1 - term.p);
	return parse_values(p, (glane_str){ term.p + from, term.n - from }, t);
}

bool condition_parse(arena *in, const char *text, condition *out, messages *m, place at)
{
	parser p = { in, m, at, text };
	glane_str rest = text_trim(str_of(text)), term;
	uint32_t room = 0;
	*out = (condition){ 0 };
	if (!rest.n)
		return true;
	while (next_term(&rest, &term)) {
		condition_term t = { 0 };
		if (!parse_term(&p, term, &t)) {
			*out = (condition){ 0 };
			return false;
		}
		ARRAY_ROOM(in, out->term, room, out->n);
		out->term[out->n++] = t;
	}
	return true;
}

static bool among(const condition_term *t, glane_str value)
{
	for (uint32_t i = 0; i < t->n_values; i++)
		if (str_equal(value, str_of(t->value[i])))
			return true;
	return false;
}

/* A multiple-choice value holds several, cut at "|" and ";". */
static bool any_among(const condition_term *t, const glane_variable *v)
{
	if (v->type != GLANE_MULTIPLE)
		return among(t, text_trim(v->value));
	uint32_t from = 0;
	for (uint32_t i = 0; i <= v->value.n; i++) {
		if (i < v->value.n && v->value.p[i] != '|' && v->value.p[i] != ';')
			continue;
		if (among(t, text_trim((glane_str){ v->value.p + from, i - from })))
			return true;
		from = i + 1;
	}
	return false;
}

static bool term_holds(const condition_term *t, uint32_t n, const glane_variable *variable)
{
	const glane_variable *v = NULL;
	for (uint32_t i = n; i-- && !v;)
		if (!strcmp(variable[i].name, t->name))
			v = &variable[i];
	if (!t->n_values)
		return v && v->value.n;
	/* A missing value is none of those that are named: != holds. */
	return (v && any_among(t, v)) != t->negated;
}

bool condition_holds(const condition *c, uint32_t n, const glane_variable *variable)
{
	for (uint32_t i = 0; i < c->n; i++)
		if (!term_holds(&c->term[i], n, variable))
			return false;
	return true;
}

const char *condition_text(arena *in, const condition *c)
{
	const char *out = "";
	for (uint32_t i = 0; i < c->n; i++) {
		const condition_term *t = &c->term[i];
		out = arena_print(in, "%s%s%s", out, i ? "\n" : "", t->name);
		for (uint32_t v = 0; v < t->n_values; v++)
			out = arena_print(in, "%s%s%s", out, v ? "|" : t->negated ? "!=" : "=", t->value[v]);
	}
	return out;
}

static condition_term term_of_text(arena *in, glane_str line)
{
	condition_term t = { 0 };
	const char *equal = memchr(line.p, '=', line.n);
	uint32_t n = equal ? (uint32_t)(equal - line.p) : line.n, room = 0, room_of_syms = 0;
	t.negated = equal && n && line.p[n - 1] == '!';
	t.name = arena_copy(in, line.p, n - t.negated);
	glane_str values = equal ? (glane_str){ equal + 1, line.n - n - 1 } : (glane_str){ NULL, 0 }, part;
	while (text_cut(&values, '|', &part)) {
		ARRAY_ROOM(in, t.value, room, t.n_values);
		ARRAY_ROOM(in, t.sym, room_of_syms, t.n_values);
		t.sym[t.n_values] = sym_intern(part);
		t.value[t.n_values++] = arena_copy(in, part.p, part.n);
	}
	return t;
}

condition condition_of_text(arena *in, const char *text)
{
	condition c = { 0 };
	glane_str rest = str_of(text), line;
	uint32_t room = 0;
	while (rest.n && text_cut(&rest, '\n', &line)) {
		ARRAY_ROOM(in, c.term, room, c.n);
		c.term[c.n++] = term_of_text(in, line);
	}
	return c;
}

void condition_column(arena *in, const char *name, const char **layer_name, const char **column_name)
{
	static const char *const alias[][3] = {
		{ "theme", "theme", "code" }, { "question", "section", "id" }, { "class", "segment", "class" },
		{ "verbatim", "verbatim", "kind" }, { "section", "section", "kind" }, { "note", "note", "kind" },
	};
	const char *dot = strchr(name, '.');
	if (dot) {
		*layer_name = arena_copy(in, name, (size_t)(dot - name));
		*column_name = dot + 1;
		return;
	}
	*layer_name = name;
	*column_name = NULL;
	for (size_t i = 0; i < sizeof alias / sizeof *alias; i++)
		if (!strcmp(name, alias[i][0])) {
			*layer_name = alias[i][1];
			*column_name = alias[i][2];
		}
}
