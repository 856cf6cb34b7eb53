/* documents.c - the documents themselves, turn by turn, with a place to jump to for every passage shown. */
#include "report.h"
#include <stdlib.h>
#include <string.h>

/* Something to be marked inside the text: a passage or a note. */
typedef struct {
	uint32_t begin, end;
	bool note;
} mark;

typedef struct {
	report *r;
	html *h;
	const glane_doc *d;
	uint32_t n, next;		/* marks, in order of begin, longer first; those behind are written */
	mark *mark;
} article;

static const char *anchor(const report *r, uint32_t document, uint32_t begin)
{
	return decimal(r, join(r, decimal(r, "d", document), "-", ""), begin);
}

static void empty_anchor(article *a, const mark *m)
{
	if (m->note)
		return;
	html_open(a->h, "span");
	html_attr(a->h, "id", anchor(a->r, a->d->number, m->begin));
	html_close(a->h);
}

static void text(article *a, uint32_t begin, uint32_t end)
{
	if (begin < end)
		html_str(a->h, (glane_str){ a->d->text.p + begin, end - begin });
}

/* begin … end with the marks that begin there, one inside the other; a mark ends at the latest where
 * the one around it ends. */
static void inline_text(article *a, uint32_t begin, uint32_t end)
{
	enum { DEEPEST = 8 };
	uint32_t ends[DEEPEST + 1] = { end }, depth = 0, at = begin;
	for (;;) {
		uint32_t to = ends[depth];
		const mark *m = a->next < a->n && a->mark[a->next].begin < to ? &a->mark[a->next] : NULL;
		if (!m || m->begin > at) {
			uint32_t stop = m ? m->begin : to;
			text(a, at, stop);
			at = stop;
		}
		if (!m) {
			if (!depth)
				return;
			html_close(a->h);
			depth--;
			continue;
		}
		a->next++;
		if (m->begin < at || depth == DEEPEST) {
			empty_anchor(a, m);
			continue;
		}
		html_open_class(a->h, m->note ? "small" : "span", m->note ? "note" : "p");
		if (!m->note)
			html_attr(a->h, "id", anchor(a->r, a->d->number, m->begin));
		ends[++depth] = m->end < to ? m->end : to;
	}
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Lines are paragraphs. */
static void paragraphs(article *a, uint32_t begin, uint32_t end, const char *class)
{
	const char *p = a->d->text.p;
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
			html_open_class(a->h, "p", class);
			inline_text(a, begin, line);
			html_close(a->h);
			html_line(a->h);
		}
		begin = next;
	}
}

static bool is_marker(const report *r, const input *in, uint32_t note)
{
	glane_str kind = { "", 0 };
	if (in->kind)
		kind = r->ctx->host->string(r->ctx, in->kind[note]);
	return kind.n == 6 && !memcmp(kind.p, "marker", 6);
}

/* What nobody says: titles, dates. Markers are left out, the name is there instead. */
static void between_turns(article *a, uint32_t begin, uint32_t end, uint32_t *note)
{
	const input *in = a->r->ctx->input;
	while (*note < in->note.n && in->note.span[*note].end <= begin)
		++*note;
	for (; *note < in->note.n && in->note.span[*note].begin < end; ++*note) {
		glane_span s = in->note.span[*note];
		if (!is_marker(a->r, in, *note))
			continue;
		if (s.begin > begin)
			paragraphs(a, begin, s.begin, "outside");
		begin = s.end > begin ? s.end : begin;
	}
	if (begin < end)
		paragraphs(a, begin, end, "outside");
}

static uint32_t role_of(const glane_doc *d, glane_sym speaker)
{
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].id.id == speaker.id)
			return d->speaker[i].role;
	return GLANE_OTHER;
}

static bool quotable(const glane_doc *d, glane_sym speaker)
{
	for (uint32_t i = 0; i < d->n_speakers; i++)
		if (d->speaker[i].id.id == speaker.id || d->n_speakers == 1)
			return d->speaker[i].quotable;
	return true;
}

/* In place of what somebody said, up to `end`, who may not be quoted. */
static void withheld(article *a, uint32_t end)
{
	for (; a->next < a->n && a->mark[a->next].begin < end; a->next++) { }
	html_element(a->h, "p", "note", translate(a->r, "[words that may not be quoted]"));
}

static void turns(article *a)
{
	const input *in = a->r->ctx->input;
	static const char *const class[] = { "turn respondent", "turn interviewer", "turn other" };
	uint32_t at = 0, note = 0;
	for (uint32_t i = 0; i < in->turn.n; i++) {
		glane_span s = in->turn.span[i];
		glane_sym who = in->speaker ? in->speaker[i] : (glane_sym){ 0 };
		uint32_t role = role_of(a->d, who);
		between_turns(a, at, s.begin, &note);
		html_open_class(a->h, "div", class[role < 3 ? role : GLANE_OTHER]);
		html_open_class(a->h, "p", "who");
		html_str(a->h, a->r->ctx->host->string(a->r->ctx, who));
		html_close(a->h);
		if (quotable(a->d, who)) {
			paragraphs(a, s.begin, s.end, NULL);
		} else {
			withheld(a, s.end);
		}
		html_close(a->h);
		html_line(a->h);
		at = s.end;
	}
	if (in->turn.n)
		between_turns(a, at, a->d->text.n, &note);
	else if (quotable(a->d, (glane_sym){ 0 }))
		paragraphs(a, 0, a->d->text.n, NULL);
	else
		withheld(a, a->d->text.n);
	for (; a->next < a->n; a->next++)
		empty_anchor(a, &a->mark[a->next]);
}

static int by_begin(const void *a, const void *b)
{
	const mark *x = a, *y = b;
	if (x->begin != y->begin)
		return x->begin < y->begin ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->note - y->note;
}

/* Passages of the document from *next on, one for each begin, and its notes. */
static void collect_marks(article *a, uint32_t *next)
{
	report *r = a->r;
	const input *in = r->ctx->input;
	uint32_t from = *next, last = GLANE_NONE;
	while (*next < r->n_passages && r->passage[r->by_place[*next]].q->document == a->d->number)
		++*next;
	a->mark = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH,
	                              (*next - from + in->note.n) * sizeof *a->mark);
	for (uint32_t i = from; i < *next; i++) {
		glane_span s = r->passage[r->by_place[i]].q->span;
		if (s.begin != last)
			a->mark[a->n++] = (mark){ s.begin, s.end, false };
		last = s.begin;
	}
	for (uint32_t i = 0; i < in->note.n; i++)
		if (in->note.span[i].begin < in->note.span[i].end && !is_marker(r, in, i))
			a->mark[a->n++] = (mark){ in->note.span[i].begin, in->note.span[i].end, true };
	if (a->n)
		qsort(a->mark, a->n, sizeof *a->mark, by_begin);
}

static void pair(html *h, const char *name, glane_str value)
{
	html_open(h, "li");
	html_element(h, "span", NULL, name);
	html_text(h, " ");
	html_str(h, value);
	html_close(h);
}

static void variables(article *a)
{
	const glane_doc *d = a->d;
	bool open = false;
	for (uint32_t i = 0; i < d->n_variables; i++) {
		if (!d->variable[i].value.n || !strcmp(d->variable[i].name, "document"))
			continue;
		if (!open)
			html_open_class(a->h, "ul", "variables");
		open = true;
		pair(a->h, d->variable[i].name, d->variable[i].value);
	}
	for (uint32_t s = 0; s < d->n_speakers && d->n_speakers > 1; s++)
		for (uint32_t i = 0; i < d->speaker[s].n_variables; i++) {
			const glane_variable *v = &d->speaker[s].variable[i];
			if (!v->value.n || d->speaker[s].role != GLANE_RESPONDENT)
				continue;
			if (!open)
				html_open_class(a->h, "ul", "variables");
			open = true;
			const char *id = a->r->ctx->host->string(a->r->ctx, d->speaker[s].id).p;
			pair(a->h, join(a->r, id, ", ", v->name), v->value);
		}
	if (open) {
		html_close(a->h);
		html_line(a->h);
	}
}

static void language_attr(const report *r, html *h, const glane_doc *d)
{
	for (uint32_t i = 0; i < d->n_variables; i++)
		if (!strcmp(d->variable[i].name, "lang") && d->variable[i].value.n &&
		    strcmp(d->variable[i].value.p, r->study->language))
			html_attr_str(h, "lang", d->variable[i].value);
}

static void write_article(report *r, html *h, const char *heading, const glane_doc *d, uint32_t *next)
{
	article a = { .r = r, .h = h, .d = d };
	html_open(h, "article");
	html_attr(h, "id", decimal(r, "d", d->number));
	html_line(h);
	html_open(h, heading);
	html_str(h, r->ctx->host->string(r->ctx, d->name));
	html_close(h);
	html_line(h);
	collect_marks(&a, next);
	variables(&a);
	html_open_class(h, "div", "words");
	language_attr(r, h, d);
	html_line(h);
	turns(&a);
	html_close(h);
	html_close(h);
	html_line(h);
}

static void link_to(const report *r, html *h, const char *href, const char *text_of)
{
	html_open(h, "li");
	html_open(h, "a");
	html_attr(h, "href", href);
	html_text(h, text_of);
	html_close(h);
	html_close(h);
	(void)r;
}

static const char *page_file(const report *r, uint32_t page)
{
	return join(r, decimal(r, "documents-", page), ".html", "");
}

const char *documents_href(const report *r, uint32_t page)
{
	return r->inside ? page_file(r, page) : join(r, r->folder, "/", page_file(r, page));
}

/* To the report, to the neighbours, and to the documents of this page. */
static void navigation(report *r, html *h, uint32_t page, uint32_t from, uint32_t to)
{
	html_open(h, "nav");
	html_attr(h, "aria-label", translate(r, "Contents"));
	html_open_class(h, "ul", "links");
	link_to(r, h, join(r, "../", r->file, ""), translate(r, "The report"));
	if (page > 1)
		link_to(r, h, page_file(r, page - 1), translate(r, "Previous documents"));
	if (page < r->n_pages)
		link_to(r, h, page_file(r, page + 1), translate(r, "Next documents"));
	html_close(h);
	html_line(h);
	html_open_class(h, "ul", "list");
	for (uint32_t i = from; i < to; i++) {
		glane_str name = r->ctx->host->string(r->ctx, r->document[i].name);
		link_to(r, h, decimal(r, "#d", r->document[i].number), name.p);
	}
	html_close(h);
	html_close(h);
	html_line(h);
}

int documents_run(report *r, html *h, const char *heading, uint32_t from, uint32_t to)
{
	const glane_host *host = r->ctx->host;
	uint32_t next = 0;
	for (uint32_t i = from; i < to; i++) {
		const glane_doc *d = host->document(r->ctx, r->document[i].index);
		uint64_t n = r->n_documents;
		if (!d || !host->progress(r->ctx, n + i, 2 * n))
			return GLANE_ECANCEL;
		while (next < r->n_passages && r->passage[r->by_place[next]].q->document < d->number)
			next++;
		write_article(r, h, heading, d, &next);
	}
	return GLANE_OK;
}

static int write_page(report *r, uint32_t page, uint32_t from, uint32_t to)
{
	const char *title = r->n_pages == 1 ? translate(r, "Documents") :
		sentence(r, translate(r, "Documents, page {page} of {pages}"), "{page}", number(r, page),
		         "{pages}", number(r, r->n_pages), NULL);
	html *h = page_begin(r, join(r, r->path, "/", page_file(r, page)),
	                     join(r, title, " – ", r->study->title ? r->study->title : ""));
	html_open(h, "header");
	html_element(h, "h1", NULL, title);
	html_element(h, "p", "study", r->study->title);
	navigation(r, h, page, from, to);
	html_close(h);
	html_line(h);
	html_open(h, "main");
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
	for (uint32_t from = 0, to; from < r->n_documents && r->config->documents; from = to) {
		uint32_t page = r->document[from].page;
		for (to = from; to < r->n_documents && r->document[to].page == page; to++)
			;
		int code = write_page(r, page, from, to);
		if (code != GLANE_OK)
			return code;
	}
	return GLANE_OK;
}
