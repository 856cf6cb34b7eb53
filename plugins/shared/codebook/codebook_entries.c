/* codebook_entries.c - what stands between two ";": entries with their places, lists put in for @names, regular
 * expressions. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>
#include "codebook_private.h"
#include "form/form.h"
#include "room/room.h"

#define N_(text) text

typedef struct list_entries { const char *id; uint8_t language; uint32_t line, n; const codebook_entry *entry; } list_entries;

/* Entries while they are gathered. */
typedef struct { uint32_t n, room; codebook_entry *entry; } gathered;

static void gather(builder *b, gathered *g, codebook_entry e)
{
	g->entry = room_for(b->ctx, GLANE_SCRATCH, g->entry, sizeof *g->entry, g->n, &g->room, 1);
	g->entry[g->n++] = e;
}

static const codebook_entry *kept(builder *b, const gathered *g)
{
	codebook_entry *e = b->h->alloc(b->ctx, GLANE_RUN, (g->n + 1u) * sizeof *e);
	if (g->n)
		memcpy(e, g->entry, g->n * sizeof *e);
	return e;
}

/* ---- One entry ------------------------------------------------------------------------------- */

/* Words end at blanks and both apostrophes; "post-*" is one. */
static bool word_ends(const char *p)
{
	return !*p || *p == ' ' || *p == '\'' || !strncmp(p, "\xe2\x80\x99", 3);
}

static bool word_begins(const char *text, const char *p)
{
	return p == text || word_ends(p - 1) || (p - text >= 3 && !strncmp(p - 3, "\xe2\x80\x99", 3));
}

static bool check_stars(builder *b, const codebook_entry *e, int how)
{
	glane_place at = builder_at(b, e->line, e->column);
	const char *star = strchr(e->text, '*');
	if (star && how == RULE_LEMMAS) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
		        "\"%s\": a star has no place among dictionary forms: write the whole word, or move the entry to words",
		        e->text);
		return false;
	}
	if (star && !e->text[strspn(e->text, "* ")]) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
		        "\"%s\": a star alone stands for every word there is: write letters or other words with it", e->text);
		return false;
	}
	for (; star; star = strchr(star + 1, '*'))
		if (!word_begins(e->text, star) && !word_ends(star + 1)) {
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
			        "\"%s\": a star stands at the beginning or at the end of a word, not inside of it", e->text);
			return false;
		}
	return true;
}

/* What is allowed, and hardly ever meant. */
static void suspect(builder *b, const codebook_entry *e)
{
	static const char *const marks[] = { "\"", "\xc2\xab", "\xe2\x80\x9c", "\xe2\x80\x9e", NULL };
	glane_place at = builder_at(b, e->line, e->column);
	for (const char *p = strchr(e->text, ','); p; p = strchr(p + 1, ','))
		if (!(p[1] >= '0' && p[1] <= '9')) {
			b->h->log(b->ctx, GLANE_WARNING, at,
			          "\"%s\" is one entry, with a comma in it: entries are separated by \";\"", e->text);
			break;
		}
	for (const char *const *m = marks; *m; m++)
		if (!strncmp(e->text, *m, strlen(*m))) {
			b->h->log(b->ctx, GLANE_WARNING, at,
			          "\"%s\" is looked for with its quotation marks: take them out if they aren't meant", e->text);
			break;
		}
}

/* ---- Cutting --------------------------------------------------------------------------------- */

static bool blank_at(const char *p, size_t n, size_t *k)
{
	*k = form_blank(p, n);
	return *k > 0;
}

/* The next entry of a text: trimmed, folded, with its place. *empty: nothing stands there between two ";" of a line;
 * that a line begins with one is a way to write. false: the end. */
static bool next_entry(builder *b, xml_walk *w, size_t *at, codebook_entry *out, bool *empty)
{
	const xml_text *t = w->text;
	size_t k;
	*empty = false;
	while (*at < t->n) {
		size_t begin = *at, end = begin;
		bool line = begin && t->p[begin - 1] == '\n';
		while (end < t->n && t->p[end] != ';' && t->p[end] != '\n')
			end++;
		*at = end + 1;
		while (begin < end && blank_at(t->p + begin, end - begin, &k))
			begin += k;
		xml_move(w, begin);
		*out = (codebook_entry){ NULL, w->line, w->column };
		if (begin < end) {
			out->text = builder_fold(b, GLANE_RUN, t->p + begin, end - begin);
			return true;
		}
		if (end < t->n && t->p[end] == ';' && !line) {
			*empty = true;
			return true;
		}
	}
	return false;
}

static const list_entries *find_list(builder *b, const char *id, uint8_t language, bool *other)
{
	*other = false;
	for (uint32_t i = 0; i < b->n_lists; i++) {
		if (strcmp(b->list[i].id, id))
			continue;
		if (b->list[i].language == language)
			return &b->list[i];
		*other = true;
	}
	return NULL;
}

static void unknown_list(builder *b, const codebook_entry *e, uint8_t language, bool other)
{
	static const char *const names[] = { "fr", "en" };
	glane_place at = builder_at(b, e->line, e->column);
	const char **ids = b->h->alloc(b->ctx, GLANE_SCRATCH, (b->n_lists + 1u) * sizeof *ids), *meant;
	for (uint32_t i = 0; i < b->n_lists; i++)
		ids[i] = b->list[i].id;
	meant = shape_meant(b, e->text + 1, ids);
	if (other)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
		        "the list %s is not given in this language: add one with id=\"%s\" and lang=\"%s\"", e->text,
		        e->text + 1, names[language]);
	else if (meant)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "there is no list %s: did you mean @%s?", e->text, meant);
	else
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at,
		        "there is no list %s: write <list id=\"%s\"> … </list> before the themes", e->text, e->text + 1);
}

static void take_entry(builder *b, const codebook_entry *e, int how, uint8_t language, gathered *g)
{
	bool other;
	if (*e->text != '@' || how == N_RULES) {
		if (*e->text == '@')
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, e->line, e->column),
			        "%s: a list holds no other lists: write their entries here", e->text);
		else if (how == N_RULES || check_stars(b, e, how))
			gather(b, g, *e);
		return;
	}
	const list_entries *l = find_list(b, e->text + 1, language, &other);
	if (!l) {
		unknown_list(b, e, language, other);
		return;
	}
	for (uint32_t i = 0; i < l->n; i++)
		if (check_stars(b, &l->entry[i], how))
			gather(b, g, l->entry[i]);
}

/* how N_RULES: a list. false: no entry at all, which has been said. */
static bool cut(builder *b, const item *it, int how, uint8_t language, gathered *g)
{
	xml_walk w = xml_begin(&it->text);
	codebook_entry e;
	bool empty, any = false;
	for (size_t at = 0; next_entry(b, &w, &at, &e, &empty);) {
		if (empty) {
			b->h->log(b->ctx, GLANE_WARNING, builder_at(b, e.line, e.column),
			          "nothing stands before this \";\": has an entry been lost?");
			continue;
		}
		any = true;
		suspect(b, &e);
		take_entry(b, &e, how, language, g);
	}
	if (!any)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		        "%s holds no entry: write some, separated by \";\", or take it out", shape_elements[it->element]);
	return any;
}

bool entries_cut(builder *b, const item *it, int how, uint8_t language, codebook_group *out)
{
	gathered g = { 0, 0, NULL };
	bool any = cut(b, it, how, language, &g);
	out->how = (uint8_t)how;
	out->n = g.n;
	out->entry = kept(b, &g);
	return any;
}

/* ---- Lists ----------------------------------------------------------------------------------- */

static void add_list(builder *b, const item *it)
{
	const said *id = &it->attribute[A_ID];
	list_entries l = { .id = id->value, .line = it->line };
	gathered g = { 0, 0, NULL };
	bool other;
	if (!id->value || !*id->value) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		        "a list needs a name: id=\"ia\", say, so that rules can write @ia");
		return;
	}
	if (!shape_code(b, id, "id") || !builder_language(b, it, &l.language))
		return;
	const list_entries *before = find_list(b, l.id, l.language, &other);
	if (before) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		        "the list \"%s\" is given twice in this language, here and in line %u: put them together", l.id,
		        (unsigned)before->line);
		return;
	}
	cut(b, it, N_RULES, l.language, &g);
	l.n = g.n;
	l.entry = kept(b, &g);
	b->list[b->n_lists++] = l;
}

void entries_lists(builder *b)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++)
		n += b->item[i].element == E_LIST;
	b->list = b->h->alloc(b->ctx, GLANE_SCRATCH, (n + 1u) * sizeof *b->list);
	for (uint32_t i = 0; i < b->n; i++)
		if (b->item[i].element == E_LIST)
			add_list(b, &b->item[i]);
}

/* ---- Regular expressions --------------------------------------------------------------------- */

/* What PCRE2 says of the slips that people make, in words of ours; they may hold one %s. */
static const char *slip(int error)
{
	switch (error) {
	case PCRE2_ERROR_END_BACKSLASH:
		return N_("the expression ends with a \\: write \\\\ for the character itself");
	case PCRE2_ERROR_MISSING_SQUARE_BRACKET: return N_("a \"[\" is never closed: add the \"]\", or write \\[");
	case PCRE2_ERROR_QUANTIFIER_INVALID:
		return N_("there is nothing that could be repeated: write \\? \\* \\+ for the characters themselves");
	case PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS:
		return N_("a \"(\" is never closed: add the \")\", or write \\(");
	case PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS:
		return N_("this \")\" has no \"(\": take it out, or write \\)");
	case PCRE2_ERROR_CLASS_RANGE_ORDER: return N_("this range goes backwards: write [a-z], not [z-a]");
	case PCRE2_ERROR_UNKNOWN_ESCAPE: return N_("this \\ stands before a letter that means nothing with it");
	case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH:
		return N_("what is looked for before a place, (?<=…), must have a fixed length");
	default: return NULL;
	}
}

static void wrong_regex(builder *b, const item *it, size_t offset, int error)
{
	char text[200];
	const char *own = slip(error);
	xml_walk w = xml_begin(&it->text);
	xml_move(&w, offset < it->text.n ? offset : it->text.n);
	glane_place at = builder_at(b, w.line, w.column);
	if (pcre2_get_error_message(error, (PCRE2_UCHAR *)text, sizeof text) < 0)
		*text = 0;
	if (!own)
		own = N_("the regular expression is wrong here (PCRE2: %s)");
	b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, own, text);
}

/* An expression that fits nothing at all would code every unit. */
static bool fits_nothing(const pcre2_code *code)
{
	pcre2_match_data *m = pcre2_match_data_create(1, NULL);
	int found = m ? pcre2_match(code, (PCRE2_SPTR)"", 0, 0, 0, m, NULL) : PCRE2_ERROR_NOMATCH;
	pcre2_match_data_free(m);
	return found >= 0;
}

bool entries_regex(builder *b, const item *it, codebook_group *out)
{
	size_t begin = 0, end = it->text.n, offset, k;
	int error;
	gathered g = { 0, 0, NULL };
	while (begin < end && (blank_at(it->text.p + begin, end - begin, &k) || it->text.p[begin] == '\n'))
		begin += it->text.p[begin] == '\n' ? 1 : k;
	while (end > begin && strchr(" \t\n", it->text.p[end - 1]))
		end--;
	xml_walk w = xml_begin(&it->text);
	xml_move(&w, begin);
	if (begin == end) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		                     "regex holds no expression: write one, or take it out");
		return false;
	}
	const char *text = builder_copy(b, GLANE_RUN, it->text.p + begin, end - begin);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)text, end - begin, PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C,
	                                 &error, &offset, NULL);
	if (!code) {
		wrong_regex(b, it, begin + offset, error);
		return false;
	}
	bool all = fits_nothing(code);
	pcre2_code_free(code);
	if (all) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, w.line, w.column),
		        "this expression also fits where nothing stands, so that it would code everything: at least one "
		        "character of it must not be optional");
		return false;
	}
	gather(b, &g, (codebook_entry){ text, w.line, w.column });
	*out = (codebook_group){ .how = RULE_REGEX, .n = 1, .entry = kept(b, &g) };
	return true;
}

/* ---- Twice ----------------------------------------------------------------------------------- */

/* Entries are the same when their rules say the same of them. */
typedef struct { uint8_t language, kind, negated, gap, exact; const char *form, *pos; const codebook_entry *entry; } keyed;

static int compare_keys(const keyed *x, const keyed *y)
{
	if (x->language != y->language)
		return x->language < y->language ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->negated != y->negated)
		return x->negated < y->negated ? -1 : 1;
	if (x->exact != y->exact)
		return x->exact < y->exact ? -1 : 1;
	if (x->gap != y->gap)
		return x->gap < y->gap ? -1 : 1;
	int d = strcmp(x->pos, y->pos);
	return d ? d : strcmp(x->form, y->form);
}

static int compare(const void *a, const void *b)
{
	const keyed *x = a, *y = b;
	int d = compare_keys(x, y);
	if (d)
		return d;
	if (x->entry->line != y->entry->line)
		return x->entry->line < y->entry->line ? -1 : 1;
	return (x->entry->column > y->entry->column) - (x->entry->column < y->entry->column);
}

static const char *form(builder *b, const char *text, bool exact)
{
	size_t n = strlen(text);
	if (exact)
		return text;
	char *f = b->h->alloc(b->ctx, GLANE_SCRATCH, FORM_ROOM(n) + 1);
	f[form_of(text, n, f)] = 0;
	return f;
}

void entries_twice(builder *b, const codebook_theme *t)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n_rules; i++)
		n += t->rule[i].kind == RULE_NEAR || !t->rule[i].n_groups ? 0 : t->rule[i].group->n;
	keyed *k = b->h->alloc(b->ctx, GLANE_SCRATCH, (n + 1u) * sizeof *k);
	n = 0;
	for (uint32_t i = 0; i < t->n_rules; i++) {
		const codebook_rule *r = &t->rule[i];
		for (uint32_t j = 0; r->kind != RULE_NEAR && r->n_groups && j < r->group->n; j++) {
			const codebook_entry *e = &r->group->entry[j];
			bool exact = r->group->exact || r->kind == RULE_REGEX;
			k[n++] = (keyed){ r->language, r->kind, r->negated, r->group->gap, exact, form(b, e->text, exact),
				r->group->pos ? r->group->pos : "", e };
		}
	}
	if (n)
		qsort(k, n, sizeof *k, compare);
	for (uint32_t i = 1; i < n; i++)
		if (!compare_keys(&k[i - 1], &k[i]))
			b->h->log(b->ctx, GLANE_WARNING, builder_at(b, k[i].entry->line, k[i].entry->column),
			          "\"%s\" stands in the theme %s already, in line %u", k[i].entry->text, t->code,
			          (unsigned)k[i - 1].entry->line);
}
