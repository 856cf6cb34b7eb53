/* codebook.c - reads a codebook: its form is found out, its items are read, and the codebook is made of them. */
#define _GNU_SOURCE
#include "codebook.h"
#include <string.h>
#include "codebook_private.h"
#include "form/form.h"
#include "room/room.h"

/* ---- What all parts use ---------------------------------------------------------------------- */

glane_place builder_at(const builder *b, uint32_t line, uint32_t column)
{
	return glane_at_line(b->path, line ? line : 1, column);
}

item *builder_add(builder *b, int element, uint32_t parent, uint32_t line, uint32_t column)
{
	b->item = room_for(b->ctx, GLANE_SCRATCH, b->item, sizeof *b->item, b->n, &b->room, 1);
	item *it = &b->item[b->n++];
	*it = (item){ .element = (uint8_t)element, .line = line, .column = column, .parent = parent };
	return it;
}

char *builder_copy(builder *b, int life, const char *p, size_t n)
{
	char *s = b->h->alloc(b->ctx, life, n + 1);
	if (n)
		memcpy(s, p, n);
	return s;
}

const char *builder_fold(builder *b, int life, const char *p, size_t n)
{
	char *s = b->h->alloc(b->ctx, life, n + 1);
	size_t to = 0;
	for (size_t i = 0; i < n;) {
		size_t k = p[i] == '\n' ? 1 : form_blank(p + i, n - i);
		if (!k) {
			s[to++] = p[i++];
			continue;
		}
		if (to && s[to - 1] != ' ')
			s[to++] = ' ';
		i += k;
	}
	if (to && s[to - 1] == ' ')
		to--;
	s[to] = 0;
	return s;
}

xml_text builder_text(builder *b, const char *p, size_t n, uint32_t line)
{
	xml_run *run = b->h->alloc(b->ctx, GLANE_SCRATCH, sizeof *run);
	*run = (xml_run){ 0, line, 0 };
	return (xml_text){ p, n, 1, run };
}

static void *grow(void *user, void *p, size_t n, size_t more)
{
	builder *b = user;
	return b->h->grow(b->ctx, GLANE_SCRATCH, p, n, more);
}

encoding_memory builder_memory(builder *b)
{
	return (encoding_memory){ grow, b };
}

enum { MAX_BYTES = 4 << 20 };

bool builder_decode(builder *b, glane_bytes bytes, encoding_text *out)
{
	trouble e;
	int encoding = bytes.n > MAX_BYTES ? 0 : encoding_detect(bytes, ENCODING_AUTO, &e);
	if (!encoding) {
		b->code = bytes.n > MAX_BYTES
			? b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, 1, 0),
			             "the file is larger than %d MiB: is it the right one?", MAX_BYTES >> 20)
			: b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, e.line, e.column), e.format, e.a, e.b);
		return false;
	}
	encoding_decode(bytes, encoding, 0, bytes.n, 1, builder_memory(b), out);
	if (encoding == ENCODING_WINDOWS_1252 || encoding == ENCODING_MIXED)
		b->h->log(b->ctx, GLANE_INFO, builder_at(b, 1, 0),
		          "read as Windows-1252, for it is not UTF-8: look at its accents, or save it as UTF-8");
	return true;
}

static const char *const language_names[] = { "fr", "en", NULL };

bool builder_language(builder *b, const item *it, uint8_t *out)
{
	const said *s = &it->attribute[A_LANG];
	codebook *k = b->out;
	if (!s->value && k->language[CODEBOOK_FR] && k->language[CODEBOOK_EN]) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		        "in which language is this %s? The codebook has two: add lang=\"fr\" or lang=\"en\"",
		        shape_elements[it->element]);
		return false;
	}
	*out = k->language[CODEBOOK_FR] ? CODEBOOK_FR : CODEBOOK_EN;
	if (!s->value)
		return true;
	if (!shape_choice(b, it, A_LANG, "fr|en", out))
		return false;
	if (!k->language[*out])
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, s->line, s->column),
		        "lang=\"%s\": the codebook is in %s alone: write languages=\"fr en\" on <codebook>, or correct this",
		        s->value, language_names[!*out]);
	return k->language[*out];
}

/* ---- The codebook itself --------------------------------------------------------------------- */

static void root_languages(builder *b, const item *root)
{
	const said *s = &root->attribute[A_LANGUAGES];
	if (!s->value || !*s->value) {
		b->code = b->table
			? b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, root->line, 0),
			             "in which language is the codebook? Fill in the column lang with fr or en")
			: b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, root->line, root->column),
		        "in which languages is the codebook? Write <codebook version=\"1\" languages=\"fr\">, or \"fr en\"");
		b->out->language[CODEBOOK_FR] = true;
		return;
	}
	for (const char *p = s->value; *p;) {
		size_t n = strcspn(p, " ,;");
		const char *name = builder_copy(b, GLANE_SCRATCH, p, n);
		const char *meant = n ? shape_meant(b, name, language_names) : NULL;
		if (!strcmp(name, "fr") || !strcmp(name, "en"))
			b->out->language[strcmp(name, "fr") ? CODEBOOK_EN : CODEBOOK_FR] = true;
		else if (meant && n > 2)
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, s->line, s->column),
			        "languages=\"%s\": did you mean \"%s\"?", name, meant);
		else
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, s->line, s->column),
			        "languages=\"%s\": expected are fr, en, or both with a blank between them", s->value);
		p += n;
		if (*p && *p != ' ')
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, s->line, s->column),
			        "languages=\"%s\": expected are fr, en, or both with a blank between them", s->value);
		p += strspn(p, " ,;");
	}
	if (!b->out->language[CODEBOOK_FR] && !b->out->language[CODEBOOK_EN])
		b->out->language[CODEBOOK_FR] = b->out->language[CODEBOOK_EN] = true;
}

static void make_root(builder *b)
{
	const item *root = &b->item[0];
	const said *version = &root->attribute[A_VERSION];
	uint8_t loose = 0, unit = UNIT_SENTENCE - 1;
	if (!version->value)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, root->line, root->column),
		        "the version is missing: write <codebook version=\"1\" …>");
	else if (strcmp(version->value, "1"))
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, version->line, version->column),
		        "version=\"%s\": this glane reads codebooks of version 1", version->value);
	root_languages(b, root);
	shape_choice(b, root, A_UNIT, SHAPE_UNITS, &unit);
	shape_choice(b, root, A_ACCENTS, "strict|loose", &loose);
	b->out->unit = (uint8_t)(unit + UNIT_SENTENCE);
	b->out->loose = loose;
}

/* ---- Texts for readers ----------------------------------------------------------------------- */

/* One per language into text[]. */
static void take_text(builder *b, const item *it, const char **text, const char *of)
{
	uint8_t language;
	const char *s = builder_fold(b, GLANE_RUN, it->text.p, it->text.n);
	glane_place at = builder_at(b, it->line, it->column);
	if (!builder_language(b, it, &language))
		return;
	if (!*s)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "this %s is empty: write its text, or take it out",
		                     shape_elements[it->element]);
	else if (text[language])
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "this is the second %s of %s in this language: put them together",
		                     shape_elements[it->element], of);
	else
		text[language] = s;
}

static void take_example(builder *b, const item *it, codebook_example *e, uint32_t *n)
{
	uint8_t language;
	size_t first = 0, k;
	const char *s = builder_fold(b, GLANE_RUN, it->text.p, it->text.n);
	if (!builder_language(b, it, &language))
		return;
	if (!*s) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		        "this %s is empty: write its text, or take it out", shape_elements[it->element]);
		return;
	}
	while ((k = it->text.p[first] == '\n' ? 1 : form_blank(it->text.p + first, it->text.n - first)))
		first += k;
	xml_walk w = xml_begin(&it->text);
	xml_move(&w, first);
	e[(*n)++] = (codebook_example){ s, language, w.line, w.column };
}

/* ---- Themes ---------------------------------------------------------------------------------- */

static bool is_colour(const char *p)
{
	return strlen(p) == 7 && *p == '#' && strspn(p + 1, "0123456789abcdefABCDEF") == 6;
}

static void theme_code(builder *b, const item *it, codebook_theme *t)
{
	const said *code = &it->attribute[A_CODE];
	t->code = "?";
	if (!code->value || !*code->value) {
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		        "the theme has no code: write <theme code=\"peur\">, say; tables name it so");
		return;
	}
	t->code = builder_copy(b, GLANE_RUN, code->value, strlen(code->value));
	shape_code(b, code, "code");
	for (uint32_t i = 0; i < b->out->n_themes; i++)
		if (!strcmp(b->out->theme[i].code, t->code))
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, code->line, code->column),
			        "two themes have the code \"%s\", this one and that of line %u: rename one, or put them together",
			        t->code, (unsigned)b->out->theme[i].line);
}

/* As REFI-QDA writes them: 8-4-4-4-12 hexadecimal digits. */
static const char *guid_of(builder *b, const item *it)
{
	const said *s = &it->attribute[A_GUID];
	if (!s->value)
		return NULL;
	size_t n = strspn(s->value, "0123456789abcdefABCDEF-");
	bool good = n == 36 && !s->value[n];
	for (size_t i = 0; good && i < n; i++)
		good = (s->value[i] == '-') == (i == 8 || i == 13 || i == 18 || i == 23);
	if (!good)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, s->line, s->column),
		        "guid=\"%s\": 32 digits from 0 to f, in groups of 8-4-4-4-12, were expected; leave it out where no other "
		        "program has given one", s->value);
	return builder_copy(b, GLANE_RUN, s->value, strlen(s->value));
}

static void theme_attributes(builder *b, const item *it, codebook_theme *t)
{
	const said *colour = &it->attribute[A_COLOUR];
	uint8_t heading = 0;
	theme_code(b, it, t);
	t->guid = guid_of(b, it);
	if (colour->value && !is_colour(colour->value))
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, colour->line, colour->column),
		        "colour=\"%s\": a colour as #b03a2e was expected: # and six digits from 0 to f", colour->value);
	else if (colour->value)
		t->colour = builder_copy(b, GLANE_RUN, colour->value, strlen(colour->value));
	if (it->attribute[A_UNIT].value) {
		shape_choice(b, it, A_UNIT, SHAPE_UNITS, &t->unit);
		t->unit++;
	}
	shape_choice(b, it, A_CODABLE, "yes|no", &heading);
	t->codable = !heading;
	t->threshold = 1;
	shape_number(b, it, A_THRESHOLD, 100, &t->threshold);
}

/* What stands directly in theme item `number`. */
static void theme_children(builder *b, uint32_t number, codebook_theme *t)
{
	uint32_t n_rules = 0, n_examples = 0;
	for (uint32_t i = number + 1; i < b->n; i++)
		if (b->item[i].parent == number) {
			n_rules += b->item[i].element >= E_LEMMAS;
			n_examples += b->item[i].element == E_EXAMPLE;
		}
	codebook_rule *r = b->h->alloc(b->ctx, GLANE_RUN, (n_rules + 1u) * sizeof *r);
	codebook_example *e = b->h->alloc(b->ctx, GLANE_RUN, (n_examples + 1u) * sizeof *e);
	t->rule = r;
	t->example = e;
	for (uint32_t i = number + 1; i < b->n; i++) {
		const item *it = &b->item[i];
		if (it->parent != number)
			continue;
		if (it->element == E_LABEL)
			take_text(b, it, t->label, t->code);
		else if (it->element == E_DEFINITION)
			take_text(b, it, t->definition, t->code);
		else if (it->element == E_LIMIT)
			take_text(b, it, t->limit, t->code);
		else if (it->element == E_EXAMPLE)
			take_example(b, it, e, &t->n_examples);
		else if (it->element >= E_LEMMAS && !rules_make(b, i, &r[t->n_rules++]))
			r[t->n_rules - 1].n_groups = 0;
	}
}

/* A theme that nothing calls for is probably not finished. */
static void suspect_theme(builder *b, uint32_t number)
{
	const codebook_theme *t = &b->out->theme[number];
	glane_place at = builder_at(b, t->line, t->column);
	bool parent = number + 1 < b->out->n_themes && t[1].parent == number;
	uint32_t calls = 0;
	for (uint32_t i = 0; i < t->n_rules; i++)
		calls += t->rule[i].kind <= RULE_REGEX;
	if (!calls && !parent)
		b->h->log(b->ctx, GLANE_WARNING, at,
		          "nothing calls for the theme %s: it has no rule (lemmas, words, near, regex)", t->code);
	if (calls && !t->codable)
		b->h->log(b->ctx, GLANE_WARNING, at,
		          "the theme %s is a heading (codable=\"no\"): its rules are not looked at", t->code);
}

static void make_themes(builder *b)
{
	uint32_t n = 0, rules = 0;
	for (uint32_t i = 0; i < b->n; i++) {
		n += b->item[i].element == E_THEME;
		rules += b->item[i].element >= E_LEMMAS;
	}
	codebook_theme *t = b->h->alloc(b->ctx, GLANE_RUN, (n + 1u) * sizeof *t);
	uint32_t *number = b->h->alloc(b->ctx, GLANE_SCRATCH, b->n * sizeof *number);
	b->id = b->h->alloc(b->ctx, GLANE_SCRATCH, (rules + 1u) * sizeof *b->id);
	b->out->theme = t;
	for (uint32_t i = 1; i < b->n; i++) {
		const item *it = &b->item[i];
		if (it->element == E_TITLE)
			take_text(b, it, b->out->title, "codebook");
		if (it->element != E_THEME)
			continue;
		codebook_theme *own = &t[b->out->n_themes];
		own->line = it->line;
		own->column = it->column;
		own->parent = it->parent ? number[it->parent] : GLANE_NONE;
		theme_attributes(b, it, own);
		number[i] = b->out->n_themes++;
		theme_children(b, i, own);
		entries_twice(b, own);
	}
	for (uint32_t i = 0; i < n && !b->code; i++)
		suspect_theme(b, i);
	if (!n)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, b->item[0].line, b->item[0].column),
		        "the codebook holds no theme: write <theme code=\"…\"> with its words");
}

/* ---- Sets ------------------------------------------------------------------------------------ */

static void take_member(builder *b, const item *it, codebook_set *s, const char *code)
{
	const codebook *k = b->out;
	const char **codes = b->h->alloc(b->ctx, GLANE_SCRATCH, (k->n_themes + 1u) * sizeof *codes);
	for (uint32_t i = 0; i < k->n_themes; i++) {
		codes[i] = k->theme[i].code;
		if (!strcmp(codes[i], code)) {
			s->theme[s->n++] = i;
			return;
		}
	}
	const char *meant = shape_meant(b, code, codes);
	if (meant)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		                     "the set holds \"%s\", and there is no such theme: did you mean \"%s\"?", code, meant);
	else
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		                     "the set holds \"%s\", and there is no such theme: write codes of themes, separated by \";\"", code);
}

static void make_set(builder *b, const item *it, codebook_set *s)
{
	const said *name = &it->attribute[A_ID];
	uint32_t room = 1;
	for (size_t i = 0; i < it->text.n; i++)
		room += it->text.p[i] == ';' || it->text.p[i] == '\n';
	*s = (codebook_set){ .guid = guid_of(b, it) };
	s->theme = b->h->alloc(b->ctx, GLANE_RUN, room * sizeof *s->theme);
	if (!name->value || !*name->value)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, it->line, it->column),
		                     "a set needs a name: id=\"risques\", say");
	s->name = name->value ? builder_copy(b, GLANE_RUN, name->value, strlen(name->value)) : "?";
	for (const char *p = it->text.p; p < it->text.p + it->text.n; ) {
		size_t n = strcspn(p, ";\n");
		const char *code = builder_fold(b, GLANE_SCRATCH, p, n);
		if (*code)
			take_member(b, it, s, code);
		p += n + 1;
	}
}

static void make_sets(builder *b)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++)
		n += b->item[i].element == E_SET;
	codebook_set *s = b->h->alloc(b->ctx, GLANE_RUN, (n + 1u) * sizeof *s);
	b->out->set = s;
	for (uint32_t i = 0; i < b->n; i++)
		if (b->item[i].element == E_SET)
			make_set(b, &b->item[i], &s[b->out->n_sets++]);
}

/* ---- The file -------------------------------------------------------------------------------- */

static bool ends(const char *path, const char *with)
{
	size_t n = strlen(path), k = strlen(with);
	return n > k && !strcasecmp(path + n - k, with);
}

/* By its content; where that doesn't say, by its name. */
static bool is_xml(const char *path, glane_bytes b)
{
	size_t i = b.n >= 3 && !memcmp(b.p, "\xef\xbb\xbf", 3) ? 3 : 0;
	while (i < b.n && strchr(" \t\r\n", b.p[i]) && b.p[i])
		i++;
	return (i < b.n && b.p[i] == '<') || ends(path, ".xml");
}

static bool items_of(builder *b, glane_bytes bytes)
{
	if (ends(b->path, ".qdc"))
		return items_of_qdc(b, bytes);
	if (ends(b->path, ".dic"))
		return items_of_dic(b, bytes);
	if (ends(b->path, ".yml") || ends(b->path, ".yaml"))
		return items_of_yaml(b, bytes);
	b->table = !is_xml(b->path, bytes);
	return b->table ? items_of_csv(b, bytes) : items_of_xml(b, bytes);
}

/* Entries without a kind of rule before them are lemmas of each of the codebook's languages. */
static void add_tried(builder *b, const char *rule)
{
	static const char *const names[] = { "fr", "en" };
	if (!b->n)
		foreign_root(b, *b->lang ? b->lang : "fr en");
	uint32_t theme = foreign_theme(b, 0, CODEBOOK_TRIED, 1);
	const char *all = b->item[0].attribute[A_LANGUAGES].value;
	if (foreign_line(b, theme, rule, strlen(rule), 1))
		return;
	for (size_t l = 0; l < sizeof names / sizeof *names; l++)
		if (!all || strstr(all, names[l]))
			foreign_item(b, E_LEMMAS, theme, rule, all ? names[l] : NULL, 1);
}

int codebook_read(glane_ctx *ctx, const codebook_source *from, const codebook **out)
{
	const char *slash = strrchr(from->path, '/');
	builder b = { .ctx = ctx, .h = ctx->host, .path = *from->path ? from->path : "rule", .lang = from->lang };
	glane_bytes bytes;
	int code;
	*out = NULL;
	if (!*from->path && !*from->rule)
		return b.h->fail(ctx, GLANE_EOPTION, glane_at_option(from->option), "no codebook is named");
	b.out = b.h->alloc(ctx, GLANE_RUN, sizeof *b.out);
	b.out->path = builder_copy(&b, GLANE_RUN, b.path, strlen(b.path));
	b.out->name = b.out->path + (slash ? slash + 1 - from->path : 0);
	if (*from->path) {
		code = b.h->file(ctx, from->path, &bytes);
		if (code)
			return code;
		if (!items_of(&b, bytes))
			return b.code;
	}
	if (*from->rule)
		add_tried(&b, from->rule);
	make_root(&b);
	entries_lists(&b);
	make_themes(&b);
	make_sets(&b);
	if (!b.code)
		*out = b.out;
	return b.code;
}
