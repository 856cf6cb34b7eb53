/* sections.c - the report in the order in which it is read: what is to be checked, what was studied, what was found, question by
 * question, how, and the documents. */
#include "method.h"
#include <string.h>

enum { CHECK, STUDIED, FINDINGS, METHOD, DOCUMENTS };

/* A part of the report below a heading of its own. */
typedef struct {
	int kind;
	bool folded;
	const char *id, *title;
	uint32_t n;
	const shown_table **table;
} section;

/* ---- Which table is where ------------------------------------------------------------------------- */

typedef struct { const char *name, *question; } topic;

/* The questions that tables answer, in the order of reading; the last but one is of plugins that name none of them, the last one of
 * tables that other programs read. */
enum { TOPICS = 13, OTHER = TOPICS - 2, FLAT };
static void name_topics(const report *r, topic *out)
{
	const topic all[TOPICS] = {
		{ "themes", translate(r, "What do people speak of?") },
		{ "sentiment", translate(r, "In which tone?") },
		{ "words", translate(r, "In which words, and who says them?") },
		{ "associations", translate(r, "Which words go together?") },
		{ "classes", translate(r, "Which worlds of words are there?") },
		{ "maps", translate(r, "Who is near to whom, and what to what?") },
		{ "quotations", translate(r, "What do they say, word for word?") },
		{ "survey", translate(r, "What do they answer to the questionnaire?") },
		{ "course", translate(r, "When is it said, from beginning to end?") },
		{ "agreement", translate(r, "Do those who coded agree?") },
		{ "corpus", translate(r, "How were the words read?") },
		{ "other", translate(r, "What else was found") },
		{ "tables", translate(r, "Tables for other programs") },
	};
	memcpy(out, all, sizeof all);
}

static bool is_named(const shown_table *t, const char *const *names)
{
	while (*names && strcmp(t->grid->def->name, *names))
		names++;
	return *names != NULL;
}

static int kind_of(const shown_table *t)
{
	static const char *const of_study[] = { "documents", "speakers", "variables", NULL };
	static const char *const check[] = { "skipped", "repairs", "corrections", "check", NULL };
	if (t->grid->def->how & GLANE_CHECK)
		return CHECK;
	if (!select_is_core(t->grid))
		return FINDINGS;
	return is_named(t, of_study) ? STUDIED : is_named(t, check) ? CHECK : METHOD;
}

static uint32_t topic_of(const topic *topics, const shown_table *t)
{
	uint32_t i = 0;
	while (i < TOPICS && (!t->grid->topic || strcmp(topics[i].name, t->grid->topic)))
		i++;
	return i < TOPICS ? i : OTHER;
}

static void add_section(const report *r, section *all, uint32_t *n, int kind, const char *id, const char *title)
{
	section *s = &all[(*n)++];
	*s = (section){ .kind = kind, .id = id, .title = title };
	s->table = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, r->n_tables * sizeof *s->table);
}

/* Of the findings, those of each document or person come last: they are looked up. Of what is to be checked core.check is first. */
static int rank_of(const shown_table *t, int kind)
{
	if (kind == CHECK)
		return !select_is_core(t->grid) || strcmp(t->grid->def->name, "check");
	return kind == FINDINGS && tables_looked_up(t);
}

/* Tables are in pipeline order otherwise. */
static void fill(const report *r, section *s, const topic *topics, uint32_t number)
{
	for (int rank = 0; rank < 2; rank++)
		for (uint32_t i = 0; i < r->n_tables; i++) {
			const shown_table *t = &r->table[i];
			bool mine = kind_of(t) == s->kind && (s->kind != FINDINGS || topic_of(topics, t) == number);
			if (mine && rank_of(t, s->kind) == rank)
				s->table[s->n++] = t;
		}
}

static uint32_t make_sections(const report *r, section *s)
{
	topic topics[TOPICS];
	uint32_t n = 0;
	name_topics(r, topics);
	add_section(r, s, &n, CHECK, "check", translate(r, "To check"));
	fill(r, &s[n - 1], topics, 0);
	add_section(r, s, &n, STUDIED, "studied", translate(r, "What was studied"));
	fill(r, &s[n - 1], topics, 0);
	for (uint32_t i = 0; i < TOPICS; i++) {
		add_section(r, s, &n, FINDINGS, join(r, "topic-", topics[i].name, ""), topics[i].question);
		fill(r, &s[n - 1], topics, i);
		s[n - 1].folded = i == FLAT;
		n -= s[n - 1].n == 0;
	}
	add_section(r, s, &n, METHOD, "method", translate(r, "Method"));
	fill(r, &s[n - 1], topics, 0);
	if (r->n_pages)
		add_section(r, s, &n, DOCUMENTS, "documents", translate(r, "Documents"));
	return n;
}

/* ---- Head and contents ------------------------------------------------------------------------------ */

static void open_link(const report *r, html *h, const char *anchor)
{
	html_open(h, "a");
	html_attr(h, "href", join(r, "#", anchor, ""));
}

static void link_text(const report *r, html *h, const char *anchor, const char *text)
{
	open_link(r, h, anchor);
	html_text(h, text);
	html_close(h);
}

/* The anchor of one of glane's own tables, or of the section where it would be. */
static const char *core_anchor(const report *r, const char *name, const char *otherwise)
{
	return core_rows(r, name) ? tables_id(r, core_table(r, name)) : otherwise;
}

static void fact(const report *r, html *h, const char *name, uint64_t n, const char *anchor)
{
	html_open(h, "li");
	html_element(h, "span", NULL, name);
	html_text(h, " ");
	link_text(r, h, anchor, number(r, n));
	html_close(h);
	html_line(h);
}

static void facts(const report *r, html *h)
{
	const studied *s = &r->studied;
	html_open_class(h, "ul", "facts");
	html_line(h);
	fact(r, h, translate(r, "Documents"), r->n_documents, core_anchor(r, "documents", "studied"));
	fact(r, h, translate(r, "Respondents"), s->respondents, core_anchor(r, "speakers", "studied"));
	fact(r, h, translate(r, "Words"), s->words, "studied");
	if (s->n_variables && s->variable[0].n)
		fact(r, h, sentence(r, translate(r, "Groups by {variable}"), "{variable}", s->variable[0].label, NULL),
		     s->variable[0].n, "groups");
	if (!r->public) {
		fact(r, h, translate(r, "Set aside"), core_rows(r, "skipped"), core_anchor(r, "skipped", "check"));
		fact(r, h, translate(r, "Repairs"), core_rows(r, "repairs"), core_anchor(r, "repairs", "check"));
	}
	html_close(h);
	html_line(h);
}

static void banner(const report *r, html *h)
{
	html_open_class(h, "div", "banner");
	if (!r->public) {
		html_element(h, "p", NULL, translate(r, "For the team only: this report contains identifiable speech. "
			"Whoever passes it on passes on what people said in confidence."));
	} else {
		html_element(h, "p", NULL, translate(r, "For the public: small numbers are suppressed, and so is what "
			"would tell who said something."));
		if (r->study->min_speakers > 0)
			html_element(h, "p", NULL, sentence(r, translate(r, "Nothing is shown that fewer than {k} people said; documents, "
				"names and corrections are left out."), "{k}", number(r, (uint64_t)r->study->min_speakers), NULL));
		html_element(h, "p", NULL, r->passages == PASSAGES_NONE ? translate(r, "No passages are quoted.") :
			translate(r, "Of passages only those are quoted that were chosen as quotations, of people who may be quoted."));
	}
	html_close(h);
	html_line(h);
}

static void head(const report *r, html *h)
{
	html_open(h, "header");
	html_line(h);
	html_element(h, "h1", NULL, r->title);
	html_line(h);
	if (r->study->study && *r->study->study && strcmp(r->study->study, r->title)) {
		html_element(h, "p", "study", sentence(r, translate(r, "Study: {name}"), "{name}", r->study->study, NULL));
		html_line(h);
	}
	banner(r, h);
	facts(r, h);
	html_close(h);
	html_line(h);
}

static void contents(const report *r, html *h, const section *s, uint32_t n)
{
	html_open(h, "nav");
	html_attr(h, "id", "contents");
	html_attr(h, "aria-label", translate(r, "Contents"));
	html_line(h);
	html_open(h, "ul");
	html_line(h);
	for (uint32_t i = 0; i < n; i++) {
		bool open = false;
		html_open(h, "li");
		link_text(r, h, s[i].id, s[i].title);
		for (uint32_t k = 0; k < s[i].n; k++) {
			if (!s[i].table[k]->grid->n)
				continue;
			if (!open)
				html_open(h, "ul");
			open = true;
			html_open(h, "li");
			link_text(r, h, tables_id(r, s[i].table[k]), tables_title(r, s[i].table[k]));
			html_close(h);
		}
		if (open)
			html_close(h);
		html_close(h);
		html_line(h);
	}
	html_close(h);
	html_close(h);
	html_line(h);
}

/* ---- Sections ---------------------------------------------------------------------------------------- */

/* Tables in which nothing was found: said once; many of them, as of a questionnaire that nobody filled in, are folded. */
static void empty_tables(const report *r, html *h, const section *s)
{
	enum { FEW = 3 };
	const char *titles = "";
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n; i++)
		if (!s->table[i]->grid->n) {
			titles = join(r, titles, *titles ? " · " : "", tables_title(r, s->table[i]));
			n++;
		}
	if (n > FEW) {
		const char *folded = s->kind == CHECK ? translate(r, "Nothing to report in {n} tables") :
			translate(r, "Nothing was found for {n} tables");
		html_open_class(h, "details", "empty");
		html_element(h, "summary", NULL, sentence(r, folded, "{n}", number(r, n), NULL));
		html_element(h, "p", "note", titles);
		html_close(h);
	} else if (n) {
		const char *said = s->kind == CHECK ? translate(r, "Nothing to report for: {tables}") :
			translate(r, "Nothing was found for: {tables}");
		html_element(h, "p", "note", sentence(r, said, "{tables}", titles, NULL));
	}
	html_line(h);
}

static void open_table(const report *r, html *h, const shown_table *t)
{
	html_open_class(h, "section", "table");
	html_attr(h, "aria-labelledby", tables_id(r, t));
	html_line(h);
}

static void heading(const report *r, html *h, const shown_table *t)
{
	html_open(h, "h3");
	html_attr(h, "id", tables_id(r, t));
	html_text(h, tables_title(r, t));
	html_close(h);
}

static void write_tables(const report *r, html *h, const section *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		if (!s->table[i]->grid->n)
			continue;
		open_table(r, h, s->table[i]);
		heading(r, h, s->table[i]);
		html_line(h);
		tables_reading(r, h, s->table[i]);
		tables_write(r, h, s->table[i]);
		html_close(h);
		html_line(h);
	}
}

/* Of each table its name, what a row of it says and what to do, how many rows it has, and the table folded. */
static void write_folded(const report *r, html *h, const section *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		const shown_table *t = s->table[i];
		if (!t->grid->n)
			continue;
		html_open_class(h, "section", "table check");
		html_attr(h, "aria-labelledby", tables_id(r, t));
		html_line(h);
		heading(r, h, t);
		html_line(h);
		tables_reading(r, h, t);
		html_open(h, "details");
		html_element(h, "summary", NULL, basis_rows(r, t));
		html_line(h);
		tables_write(r, h, t);
		html_close(h);
		html_close(h);
		html_line(h);
	}
	empty_tables(r, h, s);
}

/* Where the documents are read: in one file each by its name, otherwise each page by its first and last one. */
static void documents_list(const report *r, html *h)
{
	const glane_host *host = r->ctx->host;
	html_open_class(h, "ul", "pages");
	html_line(h);
	for (uint32_t from = 0, to; from < r->n_documents; from = to) {
		const shown_document *d = &r->document[from];
		to = from + 1;
		while (r->apart && to < r->n_documents && r->document[to].page == d->page)
			to++;
		html_open(h, "li");
		html_open(h, "a");
		html_attr(h, "href", page_href(r, (home){ PAGE_DOCUMENTS, d->page }, r->apart ? "" : decimal(r, "d", d->number)));
		html_str(h, host->string(r->ctx, d->name));
		if (to > from + 1) {
			html_text(h, " – ");
			html_str(h, host->string(r->ctx, r->document[to - 1].name));
		}
		html_close(h);
		html_close(h);
		html_line(h);
	}
	html_close(h);
	html_line(h);
}

static int write_section(report *r, html *h, const section *s)
{
	int code = GLANE_OK;
	html_open(h, "section");
	html_attr(h, "aria-labelledby", s->id);
	html_line(h);
	html_open(h, "h2");
	html_attr(h, "id", s->id);
	html_text(h, s->title);
	html_close(h);
	html_line(h);
	if (s->kind == CHECK || s->folded)
		write_folded(r, h, s);
	if (s->kind == STUDIED)
		studied_write(r, h);
	if (s->kind == DOCUMENTS) {
		documents_list(r, h);
		if (!r->apart)
			code = documents_run(r, h, "h3", 0, r->n_documents);
	}
	if (s->kind == METHOD)
		method_section(r, h);
	else if (s->kind != CHECK && !s->folded) {
		write_tables(r, h, s);
		empty_tables(r, h, s);
	}
	html_close(h);
	html_line(h);
	return code;
}

static int put(report *r, html *h)
{
	glane_bytes page = html_bytes(h);
	r->ctx->host->write(r->ctx->host->output(r->ctx, *r->ctx->to ? r->ctx->to : "report.html"), page.p, page.n);
	return GLANE_OK;
}

int sections_write(report *r, bool *full)
{
	section *s = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, (TOPICS + 4) * sizeof *s);
	html *h = page_begin(r, (home){ PAGE_REPORT, 0 }, r->title);
	uint32_t n = make_sections(r, s);
	int code = GLANE_OK;
	head(r, h);
	contents(r, h, s, n);
	html_open(h, "main");
	html_attr(h, "id", "main");
	html_line(h);
	for (uint32_t i = 0; i < n && code == GLANE_OK && !html_full(h); i++)
		code = write_section(r, h, &s[i]);
	html_close(h);
	html_line(h);
	html_open(h, "footer");
	html_element(h, "p", "note", translate(r, "Made by glane. This page needs no network and sends nothing."));
	html_close(h);
	html_line(h);
	int ended = page_end(r, h);
	*full = html_full(h);
	if (code != GLANE_OK || ended != GLANE_OK)
		return code != GLANE_OK ? code : ended;
	return *full ? GLANE_OK : put(r, h);
}
