/* readme.c - the first sheet: the study, what the sheets are, what their columns mean, how empty cells are to be read. */
#include "book.h"
#include <string.h>

#define N_(text) text			/* for xgettext; said by translate() */

enum { COLUMNS = 7 };
static const double widths[COLUMNS] = { 34, 44, 60, 24, 30, 24, 60 };

typedef struct { book *b; uint32_t line; } page;

static void put(page *p, uint16_t column, const char *text, lxw_format *look)
{
	uint32_t cut = 0;
	text = book_text(p->b, (glane_str){ text, (uint32_t)strlen(text) }, &cut);
	if (*text)
		worksheet_write_string(p->b->readme, p->line, column, text, look);
}

static const char *translate(const page *p, const char *english)
{
	return p->b->h->translate(p->b->ctx, english);
}

static void next(page *p)
{
	p->line++;
}

/* A row as high as its texts need, before it is written: not every program makes room for lines that are broken. */
static void height(const page *p, uint32_t n, const char *const *text)
{
	uint32_t most = 1;
	for (uint32_t c = 0; c < n; c++) {
		uint32_t lines = text[c] ? say_letters(text[c]) / (uint32_t)(widths[c] - 4) + 1 : 1;
		most = lines > most ? lines : most;
	}
	if (most > 1)
		worksheet_set_row(p->b->readme, p->line, 15.0 * (most > 25 ? 25 : most), NULL);
}

/* ---- The study --------------------------------------------------------------------------------- */

static void fact(page *p, const char *name, const char *value)
{
	height(p, 2, (const char *const[]){ name, value });
	put(p, 0, name, p->b->looks.text);
	put(p, 1, value, p->b->looks.wrapped);
	next(p);
}

static void number_fact(page *p, const char *name, int64_t n)
{
	put(p, 0, name, p->b->looks.text);
	worksheet_write_number(p->b->readme, p->line, 1, (double)n, p->b->looks.number);
	next(p);
}

static const sheet *core_sheet(const book *b, const char *name)
{
	for (uint32_t i = 0; i < b->n; i++)
		if (!strcmp(b->sheet[i].grid->stage, "core") && !strcmp(b->sheet[i].grid->def->name, name))
			return &b->sheet[i];
	return NULL;
}

static int column_named(const sheet *s, const char *name)
{
	for (uint32_t c = 0; c < s->n_columns; c++)
		if (!strcmp(s->grid->def->columns[c].name, name))
			return (int)c;
	return -1;
}

/* Persons who answer, each once, however many documents they have. */
static void respondents(page *p, const sheet *s)
{
	const glane_host *h = p->b->h;
	int role = column_named(s, "role"), person = column_named(s, "person");
	if (role < 0 || person < 0)
		return;
	const glane_sym *who = s->grid->column[person].array, *as = s->grid->column[role].array;
	const uint32_t respondent = h->sym(p->b->ctx, "respondent").id;
	uint32_t *order = h->alloc(p->b->ctx, GLANE_SCRATCH, (s->grid->n + 1) * sizeof *order), last = 0;
	int64_t n = 0;
	h->order(p->b->ctx, s->grid->n, who, order);
	for (uint32_t i = 0; i < s->grid->n; i++)
		if (as[order[i]].id == respondent && who[order[i]].id && who[order[i]].id != last) {
			last = who[order[i]].id;
			n++;
		}
	number_fact(p, translate(p, "Respondents"), n);
}

static void study(page *p)
{
	const glane_study *s = p->b->study;
	bool public = s->audience && !strcmp(s->audience, "public");
	worksheet_set_row(p->b->readme, p->line, 24, NULL);
	put(p, 0, *s->title ? s->title : s->study, p->b->looks.title);
	next(p);
	put(p, 0, public ?
		translate(p, "For the public: small numbers are suppressed, and so is what would tell who said something.") :
		translate(p, "For the team only: tables may tell who said something. Whoever passes them on passes on what people said in "
		             "confidence."), p->b->looks.banner);
	p->line += 2;
	fact(p, translate(p, "Study"), s->study);
	if (s->pipeline && *s->pipeline)
		fact(p, translate(p, "Pipeline"), s->pipeline);
	const sheet *documents = core_sheet(p->b, "documents"), *speakers = core_sheet(p->b, "speakers");
	if (documents)
		number_fact(p, translate(p, "Documents"), documents->grid->n);
	if (speakers)
		respondents(p, speakers);
	if (public && s->min_speakers > 0)
		number_fact(p, translate(p, "Least number of respondents of a row"), s->min_speakers);
	fact(p, translate(p, "Files"), translate(p, "manifest.json, in the same folder, lists every file that was read with its SHA-256, and all that "
	                                "the pipeline says."));
	next(p);
}

/* ---- Empty cells --------------------------------------------------------------------------------- */

static void legend(page *p)
{
	static const char *const meaning[] = { NULL, N_("missing: it isn't known"), N_("undefined: a mean of nothing, a share of none"),
	                                       N_("suppressed: of too few people for others to read it") };
	put(p, 0, translate(p, "Empty cells"), p->b->looks.heading);
	put(p, 1, "", p->b->looks.heading);
	next(p);
	for (uint8_t state = GLANE_MISSING; state <= GLANE_SUPPRESSED; state++) {
		const char *said = translate(p, meaning[state]);
		height(p, 2, (const char *const[]){ NULL, said });
		worksheet_write_blank(p->b->readme, p->line, 0, p->b->looks.empty[state]);
		put(p, 1, said, p->b->looks.wrapped);
		next(p);
	}
	next(p);
}

/* ---- Sheets and columns -------------------------------------------------------------------------- */

static void headings(page *p, const char *const *heading)
{
	for (uint16_t c = 0; heading[c]; c++)
		put(p, c, translate(p, heading[c]), p->b->looks.heading);
	next(p);
}

/* Whether the manifest's stage, "words" or "words = frequencies", is the one of that name. */
static bool of_stage(glane_str label, const char *stage)
{
	size_t n = strlen(stage);
	return label.n >= n && !memcmp(label.p, stage, n) && (label.n == n || (label.n > n + 3 && !memcmp(label.p + n, " = ", 3)));
}

/* "min-speakers=3 · unit=turn": numbers in effect, which cut-offs are, and what was said otherwise than by default. */
static const char *settings(const page *p, const char *stage)
{
	enum { LONGEST = 60 };
	const book *b = p->b;
	const sheet *s = core_sheet(b, "manifest");
	const char *all = "";
	int of = s ? column_named(s, "stage") : -1, name = s ? column_named(s, "option") : -1;
	int value = s ? column_named(s, "value") : -1, origin = s ? column_named(s, "origin") : -1;
	for (uint32_t r = 0; of >= 0 && name >= 0 && value >= 0 && origin >= 0 && r < s->grid->n; r++) {
		glane_str is = b->h->value(b->ctx, s->grid, (uint32_t)value, r), from = b->h->value(b->ctx, s->grid, (uint32_t)origin, r);
		bool number = is.n && is.p[0] >= '0' && is.p[0] <= '9';
		if (!of_stage(b->h->value(b->ctx, s->grid, (uint32_t)of, r), stage) || (!number && !strcmp(from.p, "default")))
			continue;
		const char *one = book_join(b, b->h->value(b->ctx, s->grid, (uint32_t)name, r).p, "=", is.n > LONGEST ? "…" : is.p);
		all = book_join(b, all, *all ? " · " : "", one);
	}
	return all;
}

/* "frequencies 1": who made the stage's tables. */
static const char *made_by(const page *p, const char *stage)
{
	uint32_t n;
	const glane_method *m = p->b->h->methods(p->b->ctx, &n);
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(m[i].stage, stage))
			return book_join(p->b, m[i].plugin, " ", m[i].version);
	return "glane";
}

static void link_to(page *p, const sheet *s)
{
	const char *url = book_join(p->b, "internal:'", s->name, "'!A1");
	worksheet_write_url_opt(p->b->readme, p->line, 0, url, p->b->looks.link, s->name, NULL);
}

static void sheets(page *p)
{
	static const char *const heading[] = { N_("Sheet"), N_("Title"), N_("How a row is read"), N_("Rows"), N_("By"),
	                                       N_("Plugin and version"), N_("Settings in effect"), NULL };
	const book *b = p->b;
	headings(p, heading);
	for (uint32_t i = 0; i < b->n; i++) {
		const sheet *s = &b->sheet[i];
		const char *stage = s->grid->stage;
		const char *text[COLUMNS] = { s->name, book_title(b, s), b->h->reading(b->ctx, s->grid, GLANE_NONE).p, NULL,
		                              s->grid->by, made_by(p, stage), settings(p, stage) };
		height(p, COLUMNS, text);
		link_to(p, s);
		for (uint16_t c = 1; c < COLUMNS; c++)
			if (c != 3 && text[c])
				put(p, c, text[c], b->looks.wrapped);
			else if (c == 3)
				worksheet_write_number(b->readme, p->line, c, s->grid->n, b->looks.number);
		next(p);
	}
	next(p);
}

static void columns(page *p)
{
	static const char *const heading[] = { N_("Sheet"), N_("Column"), N_("Name for programs"), N_("Kind"), N_("Unit"), NULL };
	static const char *const kinds[] = { "", N_("what the row is about"), N_("count"), N_("sum"), N_("count of passages"),
	                                     N_("count of documents"), N_("count of respondents, each once"), N_("computed value"), N_("in words") };
	const book *b = p->b;
	headings(p, heading);
	for (uint32_t i = 0; i < b->n; i++)
		for (uint32_t c = 0; c < b->sheet[i].n_columns; c++) {
			const glane_column *k = &b->sheet[i].grid->def->columns[c];
			const char *kind = kinds[k->role <= GLANE_LABEL ? k->role : 0];
			const char *text[] = { b->sheet[i].name, sheet_heading(b, &b->sheet[i], c), k->name, *kind ? translate(p, kind) : "",
			                       k->unit && *k->unit && k->role != GLANE_KEY && k->role != GLANE_LABEL ? translate(p, k->unit) : "" };
			height(p, 5, text);
			for (uint16_t j = 0; j < 5; j++)
				put(p, j, text[j], b->looks.wrapped);
			next(p);
		}
}

void readme_write(book *b)
{
	page p = { b, 0 };
	for (uint16_t c = 0; c < COLUMNS; c++)
		worksheet_set_column(b->readme, c, c, widths[c], NULL);
	worksheet_set_landscape(b->readme);
	worksheet_set_paper(b->readme, 9);		/* A4 */
	worksheet_fit_to_pages(b->readme, 1, 0);
	study(&p);
	legend(&p);
	sheets(&p);
	columns(&p);
}
