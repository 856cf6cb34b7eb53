/* respondents: a row per person with all that the study knows of them, for R, SPSS and spreadsheets. */
#include "respondents.h"
#include <string.h>
#include "room/room.h"

static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_NEED_KEPT(input, turn, "turn?"),
	GLANE_NEED(input, token, "token?"),
	GLANE_NEED(input, kind, "token.kind?"),
	GLANE_NEED_KEPT(input, theme, "theme?"),
	GLANE_NEED_KEPT(input, code, "theme.code?"),
	GLANE_NEED_KEPT(input, sentiment, "sentiment?"),
	GLANE_NEED_KEPT(input, score, "sentiment.score?"),
	GLANE_NEED_KEPT(input, segment, "segment?"),
	GLANE_NEED_KEPT(input, class, "segment.class?"),
	GLANE_LAST
};

typedef struct {
	glane_sym person, measure, kind, text;
	int64_t place, passages, documents, speakers;
	double value;
} person_row;
static const glane_column person_columns[] = {
	GLANE_COL_KEY(person_row, person, "person", "Person"),
	GLANE_COL_KEY(person_row, place, "place", "Place"),
	GLANE_COL_KEY(person_row, measure, "measure", "What"),
	GLANE_COL_LABEL(person_row, kind, "kind", "Kind"),
	GLANE_COL_SUM(person_row, value, "value", "as its name says", -1, "Number or 0/1"),
	GLANE_COL_LABEL(person_row, text, "text", "Text"),
	GLANE_COL_PASSAGES(person_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(person_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(person_row, speakers, "speakers", "People"),
	GLANE_LAST
};
static const glane_view person_views[] = {
	{ "people", "person", "measure", "value|text", "A row per person" },
	GLANE_LAST
};
enum { PEOPLE };
static const glane_table tables[] = {
	[PEOPLE] = { "people", GLANE_REPORTED | GLANE_PERSONAL, person_columns, sizeof(person_row), "person place", person_views, NULL,
		"What is known of each person", "{person}: {measure} is {value}{text}" },
	GLANE_LAST
};

/* ---- State: words of each person of each document, which nobody keeps --------------------------- */

typedef struct { glane_sym document, person; int64_t words; } said;
typedef struct { uint32_t n, room; said *said; } state;

static void add_said(glane_ctx *ctx, state *s, said one)
{
	s->said = room_for(ctx, GLANE_STATE, s->said, sizeof *s->said, s->n, &s->room, 1);
	s->said[s->n++] = one;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	glane_sym word = h->sym(ctx, "word");
	if (!in->kind)
		return GLANE_OK;
	int64_t *words = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *words);
	for (uint32_t i = 0; i < in->token.n; i++)
		if (in->token.unit[i] != GLANE_NONE && in->kind[in->token.row[i]].id == word.id)
			words[in->token.unit[i]]++;
	for (uint32_t i = 0; i < in->unit.n; i++)
		add_said(ctx, ctx->state, (said){ doc->name, doc->speaker[in->unit.speaker[i]].person, words[i] });
	return GLANE_OK;
}

static int merge(glane_ctx *ctx, const void *from)
{
	const state *s = from;
	for (uint32_t i = 0; i < s->n; i++)
		add_said(ctx, ctx->state, s->said[i]);
	return GLANE_OK;
}

/* In the order of the documents' names; what is said in one stays in its order. */
static int save(glane_ctx *ctx, glane_io *io)
{
	const glane_host *h = ctx->host;
	const state *s = ctx->state;
	uint32_t *order = h->alloc(ctx, GLANE_SCRATCH, ((size_t)s->n + 1) * sizeof *order);
	glane_sym *name = h->alloc(ctx, GLANE_SCRATCH, ((size_t)s->n + 1) * sizeof *name);
	for (uint32_t i = 0; i < s->n; i++)
		name[i] = s->said[i].document;
	h->order(ctx, s->n, name, order);
	h->put_int(io, s->n);
	for (uint32_t i = 0; i < s->n; i++) {
		const said *k = &s->said[order[i]];
		h->put_sym(io, k->document);
		h->put_sym(io, k->person);
		h->put_int(io, k->words);
	}
	return GLANE_OK;
}

static int load(glane_ctx *ctx, glane_io *io)
{
	const glane_host *h = ctx->host;
	uint32_t n = h->get_number(io);
	for (uint32_t i = 0; i < n; i++) {
		said k = { .document = h->get_sym(io) };
		k.person = h->get_sym(io);
		k.words = h->get_int(io);
		if (!k.document.id || !k.person.id || k.words < 0)
			return h->fail(ctx, GLANE_EIO, glane_here(), "the saved state is damaged");
		add_said(ctx, ctx->state, k);
	}
	return GLANE_OK;
}

/* ---- Rows ---------------------------------------------------------------------------------------- */

/* The texts of n facts, each once, in the order of documents: "a.txt; b.txt". */
static glane_sym texts(facts *f, uint32_t n, const fact *k)
{
	const glane_host *h = f->ctx->host;
	uint32_t m = 0, size = 0;
	glane_sym *once = pool_array(f->p, once, n), result;
	for (uint32_t i = 0, j; i < n; i++) {
		for (j = 0; j < m && once[j].id != k[i].text.id; j++) { }
		if (j == m) {
			once[m++] = k[i].text;
			size += h->string(f->ctx, k[i].text).n + 2;
		}
	}
	if (m == 1)
		return *once;
	char *all = pool_alloc(f->p, size);
	uint32_t to = 0;
	for (uint32_t i = 0; i < m; i++) {
		glane_str s = h->string(f->ctx, once[i]);
		if (i) {
			memcpy(all + to, "; ", 2);
			to += 2;
		}
		memcpy(all + to, s.p, s.n);
		to += s.n;
	}
	h->intern(f->ctx, 1, &(glane_str){ all, to }, &result);
	return result;
}

/* The class of most segments; of equally many the first in code-point order. */
static glane_sym most(facts *f, uint32_t n, const fact *k)
{
	glane_sym *class = pool_array(f->p, class, n), best = { 0 };
	uint32_t *order = pool_array(f->p, order, n), of_best = 0;
	for (uint32_t i = 0; i < n; i++)
		class[i] = k[i].text;
	f->ctx->host->order(f->ctx, n, class, order);
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && class[order[end]].id == class[order[i]].id; end++) { }
		if (end - i > of_best) {
			best = class[order[i]];
			of_best = end - i;
		}
	}
	return best;
}

/* What n facts of a person and measure come to. */
static void put_together(facts *f, uint32_t n, const fact *k, const measure *m, person_row *row)
{
	double sum = 0, weights = 0, highest = 0;
	for (uint32_t i = 0; i < n; i++) {
		sum += k[i].value * k[i].weight;
		weights += k[i].weight;
		highest = k[i].value > highest ? k[i].value : highest;
	}
	if (m->kind == MEASURE_CLASS)
		row->text = most(f, n, k);
	else if (!m->number)
		row->text = texts(f, n, k);
	else if (m->kind == MEASURE_THEME || m->modality)
		row->value = highest;
	else if (m->kind == MEASURE_SENTIMENT || m->kind == MEASURE_VARIABLE)
		row->value = weights > 0 ? sum / weights : GLANE_UNDEFINED_REAL;
	else
		row->value = sum;
}

static uint32_t evidence_of(const facts *f, uint32_t n, const fact *k, const measure *m, glane_sym class,
                            glane_passage *out)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++)
		if (k[i].row != GLANE_NONE && (m->kind != MEASURE_CLASS || k[i].text.id == class.id))
			out[count++] = (glane_passage){ f->document[k[i].document], k[i].row };
	return count;
}

static int64_t documents_in(uint32_t n, const glane_passage *p)
{
	int64_t documents = 0;
	for (uint32_t i = 0; i < n; i++)
		documents += !i || p[i].document.id != p[i - 1].document.id;
	return documents;
}

#define N_(text) text		/* said by translate() */
static const char *const kinds[] = { N_("document"), N_("count"), N_("count"), N_("count"), N_("variable"), N_("tone"), N_("class"),
	N_("theme") };

/* Rows of a person, whose facts are the n ones: also of what isn't known, so that all people have the same columns. */
static void write_person(facts *f, uint32_t person, uint32_t n, const fact *k)
{
	const glane_host *h = f->ctx->host;
	for (uint32_t m = 0, from = 0, to; m < f->n_measures; m++, from = to) {
		pool_mark then = pool_now(f->p);
		const measure *of = &f->measure[m];
		for (to = from; to < n && k[to].measure == m; to++) { }
		person_row row = { .person = f->person[person], .place = m + 1, .measure = of->name, .value = GLANE_MISSING_REAL,
			.kind = h->sym(f->ctx, h->translate(f->ctx, kinds[of->kind])), .speakers = 1 };
		if (to > from)
			put_together(f, to - from, k + from, of, &row);
		glane_passage *passage = pool_array(f->p, passage, to - from);
		glane_evidence e = { .in = of->in, .rows = passage };
		e.n_rows = evidence_of(f, to - from, k + from, of, row.text, passage);
		row.passages = e.n_rows;
		row.documents = documents_in(e.n_rows, passage);
		h->row(f->ctx, PEOPLE, &row, e.n_rows ? &e : NULL);
		pool_back(f->p, then);
	}
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const state *s = ctx->state;
	facts f = { .ctx = ctx, .p = pool_new(ctx) };
	if (!strcmp(h->study(ctx)->audience, "public")) {
		h->log(ctx, GLANE_WARNING, glane_here(), "in public there is no table of people, who could be told by their rows: it stays empty");
		return GLANE_OK;
	}
	facts_read(&f);
	for (uint32_t i = 0; i < s->n; i++)
		facts_words(&f, s->said[i].person, s->said[i].document, s->said[i].words);
	facts_settle(&f);
	for (uint32_t i = 0, from = 0, to; i < f.n_persons; i++, from = to) {
		for (to = from; to < f.n && f.fact[to].person == i; to++) { }
		write_person(&f, i, to - from, f.fact + from);
		if (!h->progress(ctx, i + 1, f.n_persons))
			return GLANE_ECANCEL;
	}
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each respondent is a row of a table, with variables and what the steps before counted, for "
	  "other programs." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "respondents", .version = "1", .license = "MIT", .domain = "glane",
	.topic = "tables",
	.summary = "A row per person: variables, words, themes, tone and class, for R, SPSS and spreadsheets",
	.method = method,
	.needs = needs, .input_size = sizeof(input), .units = "speaker",
	.tables = tables, .state_size = sizeof(state), .state_version = 1,
	.process = process, .merge = merge, .save = save, .load = load, .report = report,
};
