/* documents.c - the documents themselves, turn by turn: from a number to its passage where it was said, and back to all that was
 * counted there. */
#include "documents.h"
#include <string.h>

/* What all documents of a run share. */
typedef struct {
	report *r;
	html *h;
	palette themes, classes;
	bool *said;			/* room for a flag per theme */
} reading;

typedef struct {
	reading *all;
	const glane_doc *d;
	marked_text text;
	uint32_t passage, last;		/* at by_place: of those that begin behind what is written; behind the document's */
	uint32_t note;
} article;

/* ---- Words --------------------------------------------------------------------------------------------------------------- */

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Lines are paragraphs. */
static void paragraphs(article *a, uint32_t begin, uint32_t end, const char *class)
{
	const char *p = a->d->text.p;
	html *h = a->all->h;
	while (begin < end) {
		uint32_t line = begin, next;
		while (line < end && p[line] != '\n')
			line++;
		next = line + (line < end);
		while (begin < line && blank(p[begin]))
			begin++;
		while (line > begin && blank(p[line - 1]))
			line--;
		if (begin < line) {
			html_open_class(h, "p", class);
			marks_write(&a->text, begin, line, next);
			html_close(h);
			html_line(h);
		}
		begin = next;
	}
}

static bool is_marker(const report *r, const input *in, uint32_t note)
{
	return in->kind && in->kind[note].id == r->ctx->host->sym(r->ctx, "marker").id;
}

/* What nobody says: titles, dates. Markers are left out, the name is there instead. */
static void between_turns(article *a, uint32_t begin, uint32_t end)
{
	const report *r = a->all->r;
	const input *in = r->ctx->input;
	a->text.plain = true;
	while (a->note < in->note.n && in->note.span[a->note].end <= begin)
		a->note++;
	for (; a->note < in->note.n && in->note.span[a->note].begin < end; a->note++) {
		glane_span s = in->note.span[a->note];
		if (!is_marker(r, in, a->note))
			continue;
		if (s.begin > begin)
			paragraphs(a, begin, s.begin, "outside");
		begin = s.end > begin ? s.end : begin;
	}
	if (begin < end)
		paragraphs(a, begin, end, "outside");
}

static const glane_speaker *speaker_of(const glane_doc *d, glane_sym id)
{
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].id.id == id.id || d->n_speakers == 1)
			return &d->speaker[i];
	return NULL;
}

/* ---- What was coded and counted there ------------------------------------------------------------------------------------ */

/* The themes of a turn by name, each leading to its row. */
static void themes(article *a, uint32_t begin, uint32_t end, const glane_speaker *who)
{
	reading *k = a->all;
	if (!marks_themes(&a->text, begin, end, k->said))
		return;
	html_open_class(k->h, "p", "codes");
	for (uint32_t i = 0; i < k->themes.n; i++) {
		if (!k->said[i])
			continue;
		const colour *c = &k->themes.of[i];
		const char *href = colours_href(k->r, c, a->d, who);
		html_open_class(k->h, href ? "a" : "span", colours_class(i));
		if (href)
			html_attr(k->h, "href", href);
		html_text(k->h, decimal(k->r, "", i + 1));
		html_text(k->h, "\u00a0");
		html_str(k->h, c->label);
		html_close(k->h);
		html_text(k->h, " ");
	}
	html_close(k->h);
	html_line(k->h);
}

/* The rows that were counted from passages which begin before `end`, and not in what was written before. */
static void counted(article *a, uint32_t end, const char *one, const char *several)
{
	const report *r = a->all->r;
	uint32_t from = a->passage;
	while (a->passage < a->last && r->passage[r->by_place[a->passage]].q->span.begin < end)
		a->passage++;
	counted_write(r, a->all->h, from, a->passage, one, several);
}

static void counted_here(article *a, uint32_t end)
{
	const report *r = a->all->r;
	counted(a, end, translate(r, "Counted here: 1 row"), translate(r, "Counted here: {n} rows"));
}

/* ---- Turns --------------------------------------------------------------------------------------------------------------- */

/* What somebody says; nothing of it where the speaker may not be quoted. */
static void said(article *a, uint32_t begin, uint32_t end, const glane_speaker *who)
{
	reading *k = a->all;
	if (who && !who->quotable) {
		marks_skip(&a->text, end);
		html_element(k->h, "p", "note", translate(k->r, "[words that may not be quoted]"));
		return;
	}
	a->text.plain = who && who->role != GLANE_RESPONDENT;
	paragraphs(a, begin, end, NULL);
	if (!a->text.plain)
		themes(a, begin, end, who);
	counted_here(a, end);
}

static void turn(article *a, glane_span s, glane_sym id)
{
	static const char *const class[] = { "turn respondent", "turn interviewer", "turn other" };
	const report *r = a->all->r;
	html *h = a->all->h;
	const glane_speaker *who = speaker_of(a->d, id);
	uint32_t role = who && who->role < 3 ? who->role : GLANE_OTHER;
	html_open_class(h, "div", class[role]);
	marks_whole(&a->text, s.begin, s.end);
	html_open_class(h, "p", "who");
	html_str(h, r->ctx->host->string(r->ctx, id));
	html_close(h);
	said(a, s.begin, s.end, who);
	html_close(h);
	html_line(h);
}

static void turns(article *a)
{
	const report *r = a->all->r;
	const input *in = r->ctx->input;
	uint32_t at = 0;
	/* What begins before anybody speaks is more than one turn. */
	counted(a, in->turn.n ? in->turn.span[0].begin : 0, translate(r, "Counted of the whole document: 1 row"),
	        translate(r, "Counted of the whole document: {n} rows"));
	for (uint32_t i = 0; i < in->turn.n; i++) {
		between_turns(a, at, in->turn.span[i].begin);
		turn(a, in->turn.span[i], in->speaker ? in->speaker[i] : (glane_sym){ 0 });
		at = in->turn.span[i].end;
	}
	if (in->turn.n)
		between_turns(a, at, a->d->text.n);
	else
		said(a, 0, a->d->text.n, speaker_of(a->d, (glane_sym){ 0 }));
	marks_skip(&a->text, GLANE_NONE);
	counted_here(a, GLANE_NONE);
}

/* ---- Who speaks ---------------------------------------------------------------------------------------------------------- */

static void pair(html *h, const char *name, glane_str value)
{
	html_open(h, "li");
	html_element(h, "span", NULL, name);
	html_text(h, " ");
	html_str(h, value);
	html_close(h);
}

static void variables(html *h, const glane_variable *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (v[i].value.n && strcmp(v[i].name, "document"))
			pair(h, v[i].name, v[i].value);
}

/* "11 turns, 640 words". */
static const char *extent(const report *r, const glane_doc *d, const glane_speaker *who)
{
	const input *in = r->ctx->input;
	uint64_t turns_said = 0, words = 0;
	for (uint32_t i = 0; i < in->turn.n; i++)
		if (speaker_of(d, in->speaker ? in->speaker[i] : (glane_sym){ 0 }) == who) {
			turns_said++;
			words += studied_words(d->text.p, in->turn.span[i]);
		}
	if (!in->turn.n)
		return sentence(r, translate(r, "{words} words"), "{words}", number(r, studied_words(d->text.p, (glane_span){ 0, d->text.n })), NULL);
	if (turns_said == 1)
		return sentence(r, translate(r, "1 turn, {words} words"), "{words}", number(r, words), NULL);
	return sentence(r, translate(r, "{turns} turns, {words} words"), "{turns}", number(r, turns_said), "{words}", number(r, words), NULL);
}

/* A list for the document and all who speak, and another one for each of whom something is known. */
static void people(article *a)
{
	const report *r = a->all->r;
	const glane_doc *d = a->d;
	html *h = a->all->h;
	const char *const role[] = { translate(r, "respondent"), translate(r, "interviewer"), translate(r, "other") };
	html_open_class(h, "ul", "variables");
	variables(h, d->variable, d->n_variables);
	for (uint32_t i = 0; i < d->n_speakers; i++) {
		const glane_speaker *who = &d->speaker[i];
		glane_str name = r->ctx->host->string(r->ctx, who->id);
		const char *said_in_all = extent(r, d, who);
		bool alone = d->n_speakers == 1;
		if (who->n_variables && (i || d->n_variables)) {
			html_close(h);
			html_line(h);
			html_open_class(h, "ul", "variables person");
		}
		pair(h, alone || !name.n ? translate(r, "Extent") : join(r, name.p, ", ", role[who->role < 3 ? who->role : GLANE_OTHER]),
		     (glane_str){ said_in_all, (uint32_t)strlen(said_in_all) });
		variables(h, who->variable, who->n_variables);
	}
	html_close(h);
	html_line(h);
}

static void language_attr(const report *r, html *h, const glane_doc *d)
{
	for (uint32_t i = 0; i < d->n_variables; i++)
		if (!strcmp(d->variable[i].name, "lang") && d->variable[i].value.n &&
		    strcmp(d->variable[i].value.p, r->study->language))
			html_attr_str(h, "lang", d->variable[i].value);
}

/* ---- A document ---------------------------------------------------------------------------------------------------------- */

static void neighbour(const report *r, html *h, const char *rel, const char *what, const shown_document *d)
{
	html_open_class(h, "a", rel);
	html_attr(h, "rel", rel);
	html_attr(h, "href", page_href(r, (home){ PAGE_DOCUMENTS, d->page }, decimal(r, "d", d->number)));
	html_text(h, sentence(r, what, "{document}", r->ctx->host->string(r->ctx, d->name).p, NULL));
	html_close(h);
	html_text(h, " ");
}

static void neighbours(const report *r, html *h, uint32_t i)
{
	html_open_class(h, "p", "around");
	if (i)
		neighbour(r, h, "prev", translate(r, "← {document}"), &r->document[i - 1]);
	if (i + 1 < r->n_documents)
		neighbour(r, h, "next", translate(r, "{document} →"), &r->document[i + 1]);
	html_close(h);
	html_line(h);
}

/* from … to - 1: its passages at by_place. */
static void write_article(reading *k, const char *heading, uint32_t i, const glane_doc *d, uint32_t from, uint32_t to)
{
	html *h = k->h;
	article a = { .all = k, .d = d, .passage = from, .last = to };
	a.text = (marked_text){ .r = k->r, .h = h, .d = d, .themes = &k->themes, .classes = &k->classes };
	html_open(h, "article");
	html_attr(h, "id", decimal(k->r, "d", d->number));
	html_line(h);
	html_open(h, heading);
	html_str(h, k->r->ctx->host->string(k->r->ctx, d->name));
	html_close(h);
	html_line(h);
	neighbours(k->r, h, i);
	people(&a);
	marks_collect(&a.text, from, to);
	html_open_class(h, "div", "words");
	language_attr(k->r, h, d);
	html_line(h);
	turns(&a);
	html_close(h);
	html_close(h);
	html_line(h);
}

int documents_run(report *r, html *h, const char *heading, uint32_t from, uint32_t to)
{
	const glane_host *host = r->ctx->host;
	reading k = { .r = r, .h = h, .themes = colours_themes(r), .classes = colours_classes(r) };
	uint32_t next = 0;
	k.said = host->alloc(r->ctx, GLANE_SCRATCH, k.themes.n + 1);
	colours_legend(r, h, &k.themes, &k.classes);
	for (uint32_t i = from; i < to; i++) {
		const glane_doc *d = host->document(r->ctx, r->document[i].index);
		uint64_t n = r->n_documents;
		if (!d || !host->progress(r->ctx, n + i, 2 * n))
			return GLANE_ECANCEL;
		while (next < r->n_passages && r->passage[r->by_place[next]].q->document < d->number)
			next++;
		uint32_t first = next;
		while (next < r->n_passages && r->passage[r->by_place[next]].q->document == d->number)
			next++;
		write_article(&k, heading, i, d, first, next);
	}
	return GLANE_OK;
}

/* ---- Pages --------------------------------------------------------------------------------------------------------------- */

static void link_to(html *h, const char *href, const char *text)
{
	html_open(h, "li");
	html_open(h, "a");
	html_attr(h, "href", href);
	html_text(h, text);
	html_close(h);
	html_close(h);
}

/* To the report, to the pages around, and to the documents of this page. */
static void navigation(report *r, html *h, uint32_t page, uint32_t from, uint32_t to)
{
	html_open(h, "nav");
	html_attr(h, "aria-label", translate(r, "Contents"));
	html_open_class(h, "ul", "links");
	link_to(h, page_href(r, (home){ PAGE_REPORT, 0 }, ""), translate(r, "The report"));
	if (page > 1)
		link_to(h, documents_href(r, page - 1), translate(r, "Previous documents"));
	if (page < r->n_pages)
		link_to(h, documents_href(r, page + 1), translate(r, "Next documents"));
	html_close(h);
	html_line(h);
	html_open_class(h, "ul", "list");
	for (uint32_t i = from; i < to; i++)
		link_to(h, decimal(r, "#d", r->document[i].number), r->ctx->host->string(r->ctx, r->document[i].name).p);
	html_close(h);
	html_close(h);
	html_line(h);
}

static int write_page(report *r, uint32_t page, uint32_t from, uint32_t to)
{
	const char *title = r->n_pages == 1 ? translate(r, "Documents") :
		sentence(r, translate(r, "Documents, page {page} of {pages}"), "{page}", number(r, page),
		         "{pages}", number(r, r->n_pages), NULL);
	html *h = page_begin(r, (home){ PAGE_DOCUMENTS, page }, join(r, title, " – ", r->title));
	html_open(h, "header");
	html_element(h, "h1", NULL, title);
	html_element(h, "p", "study", r->title);
	navigation(r, h, page, from, to);
	html_close(h);
	html_line(h);
	html_open(h, "main");
	html_attr(h, "id", "main");
	html_line(h);
	int code = documents_run(r, h, "h2", from, to);
	if (code != GLANE_OK) {
		html_end(h);
		return code;
	}
	html_close(h);
	return page_end(r, h);
}

int documents_pages(report *r)
{
	for (uint32_t from = 0, to; from < r->n_documents && r->n_pages; from = to) {
		uint32_t page = r->document[from].page;
		for (to = from; to < r->n_documents && r->document[to].page == page; to++)
			;
		int code = write_page(r, page, from, to);
		if (code != GLANE_OK)
			return code;
	}
	return GLANE_OK;
}

const char *documents_href(const report *r, uint32_t page)
{
	return page_href(r, (home){ PAGE_DOCUMENTS, page }, "");
}
