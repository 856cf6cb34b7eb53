/* richness: how many different words each text, and each group of texts, has for its length. */
#include <math.h>
#include "matrix/pool.h"
#include "room/room.h"
#include "measures.h"
#include <glane/plugin.h>

enum { FORM, LEMMA };
typedef struct {
	int features;
	int64_t window, sample;
	double threshold;
} config;
static const glane_option options[] = {
	GLANE_OPT_CHOICE(config, features, "features", "form", "form|lemma", "What differs: forms as they are said, or lemmas"),
	GLANE_OPT_INT(config, window, "window", "100", 2, 1000000, "Words of a window of MATTR and MSTTR"),
	GLANE_OPT_INT(config, sample, "sample", "42", 2, 1000000, "Words of a sample of HD-D"),
	GLANE_OPT_REAL(config, threshold, "threshold", "0.72", 0.01, 0.99, "The share of types at which a stretch of MTLD ends"),
	GLANE_LAST
};

typedef struct {
	glane_scope token, term, unit;
	const glane_sym *form, *kind, *lemma;
} input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, token, "token"),
	GLANE_NEED_KEPT(input, form, "token.form"),
	GLANE_NEED_KEPT(input, kind, "token.kind"),
	GLANE_NEED_KEPT(input, term, "term?"),
	GLANE_NEED_KEPT(input, lemma, "term.lemma?"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

/* ---- Tables ------------------------------------------------------------------------------------------- */

typedef struct {
	int64_t tokens, types, hapax;
	double ttr, guiraud, cttr, herdan, dugast, maas, yule, simpson, entropy, honore, brunet, mattr, msttr, mtld, hdd;
} cells;
#define MEASURE_COLUMNS(S) \
	GLANE_COL_COUNT(S, of.tokens, "tokens", "tokens", "Words (N)"), \
	GLANE_COL_COUNT(S, of.types, "types", "forms", "Distinct words (V)"), \
	GLANE_COL_COUNT(S, of.hapax, "hapax", "forms", "Hapax: words that are said once"), \
	GLANE_COL_VALUE(S, of.mattr, "mattr", NULL, 4, "MATTR (for any length)"), \
	GLANE_COL_VALUE(S, of.mtld, "mtld", NULL, 2, "MTLD (for any length)"), \
	GLANE_COL_VALUE(S, of.hdd, "hdd", NULL, 4, "HD-D (for any length)"), \
	GLANE_COL_VALUE(S, of.msttr, "msttr", NULL, 4, "MSTTR"), \
	GLANE_COL_VALUE(S, of.ttr, "ttr", NULL, 4, "TTR (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.guiraud, "guiraud", NULL, 3, "Guiraud's R (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.cttr, "cttr", NULL, 3, "Carroll's CTTR (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.herdan, "herdan", NULL, 4, "Herdan's C (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.dugast, "dugast", NULL, 3, "Dugast's U (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.maas, "maas", NULL, 5, "Maas' a² (for equal lengths; less is richer)"), \
	GLANE_COL_VALUE(S, of.yule, "yule", NULL, 2, "Yule's K (for equal lengths; less is richer)"), \
	GLANE_COL_VALUE(S, of.simpson, "simpson", NULL, 5, "Simpson's D (for equal lengths; less is richer)"), \
	GLANE_COL_VALUE(S, of.entropy, "entropy", "bits", 3, "Entropy (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.honore, "honore", NULL, 2, "Honoré's R (for equal lengths)"), \
	GLANE_COL_VALUE(S, of.brunet, "brunet", NULL, 3, "Brunet's W (for equal lengths; less is richer)")

typedef struct {
	glane_sym group;
	cells of;
	int64_t texts, documents, speakers;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	MEASURE_COLUMNS(group_row),
	GLANE_COL_COUNT(group_row, texts, "texts", "texts", "Texts"),
	GLANE_COL_PASSAGES(group_row, documents, "documents", "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, document, speaker;
	cells of;
	int64_t texts, documents, speakers;
} text_row;
static const glane_column text_columns[] = {
	GLANE_COL_KEY(text_row, group, "group", "Group"),
	GLANE_COL_KEY(text_row, document, "document", "Document"),
	GLANE_COL_KEY(text_row, speaker, "speaker", "Speaker"),
	MEASURE_COLUMNS(text_row),
	GLANE_COL_COUNT(text_row, texts, "texts", "texts", "Texts"),
	GLANE_COL_PASSAGES(text_row, documents, "documents", "documents", "Documents"),
	GLANE_COL_SPEAKERS(text_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_figure group_figures[] = {
	{ "mattr", "bars", NULL, "x=group y=mattr", "MATTR of each group" },
	{ "mtld", "bars", NULL, "x=group y=mtld", "MTLD of each group" },
	GLANE_LAST
};
static const glane_figure text_figures[] = {
	{ "texts", "map", NULL, "x=tokens y=mattr label=document colour=group", "Texts by their length and MATTR" },
	GLANE_LAST
};
enum { GROUPS, TEXTS };
static const glane_table tables[] = {
	[GROUPS] = { "groups", GLANE_REPORTED, group_columns, sizeof(group_row), "group", NULL, group_figures,
		"Lexical richness of each group",
		"{group} has {types} different words among {tokens}; only MATTR ({mattr}), MTLD ({mtld}) and HD-D ({hdd}) compare texts of "
		"different length" },
	[TEXTS] = { "texts", GLANE_REPORTED, text_columns, sizeof(text_row), "group document speaker", NULL, text_figures,
		"Lexical richness of each text",
		"{document} has {types} different words among {tokens}; only MATTR ({mattr}), MTLD ({mtld}) and HD-D ({hdd}) compare texts of "
		"different length" },
	GLANE_LAST
};

/* ---- Reading ------------------------------------------------------------------------------------------ */

typedef struct {
	glane_sym group, document, speaker;
	uint32_t first, n, first_person, persons;
} text;

typedef struct {
	glane_ctx *ctx;
	uint32_t n, room, n_words, room_words, n_persons, room_persons, n_types, n_ids;
	text *text;
	uint32_t *word;			/* of all texts: types */
	glane_sym *person;		/* of each text those who speak in it */
	uint32_t *number;		/* of a symbol's id: type + 1; ids are small and dense */
} reading;

static uint32_t type_of(reading *r, glane_sym what)
{
	if (what.id >= r->n_ids)
		r->number = room_for(r->ctx, GLANE_SCRATCH, r->number, sizeof *r->number, r->n_ids, &r->n_ids, what.id + 1 - r->n_ids);
	if (!r->number[what.id])
		r->number[what.id] = ++r->n_types;
	return r->number[what.id] - 1;
}

/* What is counted, as types: one of a scope's rows, or GLANE_NONE. */
static uint32_t counted(reading *r, glane_sym word, uint32_t i)
{
	const config *c = r->ctx->config;
	const input *in = r->ctx->input;
	const glane_scope *s = c->features == FORM ? &in->token : &in->term;
	if (s->unit[i] == GLANE_NONE || (c->features == FORM && in->kind[s->row[i]].id != word.id))
		return GLANE_NONE;
	return type_of(r, c->features == FORM ? in->form[s->row[i]] : in->lemma[s->row[i]]);
}

/* Units may lie in one another's gaps, as what two speakers say does, so words go to each in turn. */
static void read_words(reading *r, const glane_doc *doc, const glane_scope *s, text *t, uint32_t n)
{
	const glane_host *h = r->ctx->host;
	const glane_sym word = h->sym(r->ctx, "word");
	uint32_t *type = h->alloc(r->ctx, GLANE_SCRATCH, ((size_t)s->n + 1) * sizeof *type), sum = r->n_words;
	uint32_t *seen = h->alloc(r->ctx, GLANE_SCRATCH, ((size_t)doc->n_speakers + 1) * sizeof *seen);
	uint32_t *who = h->alloc(r->ctx, GLANE_SCRATCH, ((size_t)s->n + 1) * sizeof *who);
	for (uint32_t i = 0; i < s->n; i++)
		if ((type[i] = counted(r, word, i)) != GLANE_NONE)
			t[s->unit[i]].n++;
	for (uint32_t u = 0; u < n; u++) {
		t[u].first = sum;
		sum += t[u].n;
		t[u].n = 0;
	}
	r->word = room_for(r->ctx, GLANE_SCRATCH, r->word, sizeof *r->word, r->n_words, &r->room_words, sum - r->n_words);
	for (uint32_t i = 0; i < s->n; i++)
		if (type[i] != GLANE_NONE) {
			text *one = &t[s->unit[i]];
			who[one->first - r->n_words + one->n] = s->speaker[i];
			r->word[one->first + one->n++] = type[i];
		}
	for (uint32_t u = 0; u < n; u++) {
		t[u].first_person = r->n_persons;
		for (uint32_t i = t[u].first - r->n_words; i < t[u].first - r->n_words + t[u].n; i++) {
			if (seen[who[i]] == u + 1)
				continue;
			seen[who[i]] = u + 1;
			r->person = room_for(r->ctx, GLANE_SCRATCH, r->person, sizeof *r->person, r->n_persons, &r->room_persons, 1);
			r->person[r->n_persons++] = doc->speaker[who[i]].person;
		}
		t[u].persons = r->n_persons - t[u].first_person;
	}
	r->n_words = sum;
}

static void read_document(reading *r, const glane_doc *doc)
{
	const config *c = r->ctx->config;
	const input *in = r->ctx->input;
	const glane_scope *s = c->features == FORM ? &in->token : &in->term;
	const glane_sym document = r->ctx->host->sym(r->ctx, "document");
	bool whole = !in->unit.layer || r->ctx->host->sym(r->ctx, in->unit.layer).id == document.id;
	uint32_t from = r->n;
	if (!(c->features == FORM ? in->form : in->lemma) || !in->unit.n)
		return;
	r->text = room_for(r->ctx, GLANE_SCRATCH, r->text, sizeof *r->text, r->n, &r->room, in->unit.n);
	for (uint32_t u = 0; u < in->unit.n; u++)
		r->text[r->n++] = (text){ .group = in->unit.group[u], .document = doc->name,
			.speaker = whole ? (glane_sym){ 0 } : doc->speaker[in->unit.speaker[u]].id };
	read_words(r, doc, s, r->text + from, in->unit.n);
}

/* ---- Report ------------------------------------------------------------------------------------------- */

static double defined(double x)
{
	return isfinite(x) ? x : GLANE_UNDEFINED_REAL;
}

static cells cells_of(const measures *m)
{
	return (cells){ (int64_t)m->tokens, (int64_t)m->types, (int64_t)m->hapax, defined(m->ttr), defined(m->guiraud),
		defined(m->cttr), defined(m->herdan), defined(m->dugast), defined(m->maas), defined(m->yule), defined(m->simpson),
		defined(m->entropy), defined(m->honore), defined(m->brunet), defined(m->mattr), defined(m->msttr), defined(m->mtld),
		defined(m->hdd) };
}

typedef struct {
	const reading *r;
	pool *p;
	measures_room room;
	measures_rules rules;
	uint32_t *stamp, marks;		/* of a person's id: the group that counted it last */
} report_of;

static void write_text(const report_of *o, const text *t)
{
	const measures m = measures_of(&o->room, &o->rules, 1, &(measured_text){ t->n, o->r->word + t->first });
	const text_row row = { t->group, t->document, t->speaker, cells_of(&m), 1, 1, t->persons };
	const glane_passage at = { t->document, 0 };
	const glane_evidence e = { .in = "document", .n_rows = 1, .rows = &at };
	o->r->ctx->host->row(o->r->ctx, TEXTS, &row, &e);
}

/* The texts list[0 … n), in plan order. */
static void write_group(report_of *o, uint32_t n, const uint32_t *list)
{
	const reading *r = o->r;
	pool_mark then = pool_now(o->p);
	measured_text *said = pool_array(o->p, said, n);
	glane_passage *at = pool_array(o->p, at, n);
	group_row row = { .group = r->text[*list].group, .texts = n };
	o->marks++;
	for (uint32_t i = 0; i < n; i++) {
		const text *t = &r->text[list[i]];
		said[i] = (measured_text){ t->n, r->word + t->first };
		if (!i || t->document.id != r->text[list[i - 1]].document.id)
			at[row.documents++] = (glane_passage){ t->document, 0 };
		for (uint32_t k = t->first_person; k < t->first_person + t->persons; k++) {
			row.speakers += !r->person[k].id || o->stamp[r->person[k].id] != o->marks;
			o->stamp[r->person[k].id] = o->marks;
		}
	}
	const measures m = measures_of(&o->room, &o->rules, n, said);
	row.of = cells_of(&m);
	const glane_evidence e = { .in = "document", .n_rows = (uint32_t)row.documents, .rows = at };
	r->ctx->host->row(r->ctx, GROUPS, &row, &e);
	pool_back(o->p, then);
}

static void write_groups(report_of *o)
{
	const reading *r = o->r;
	uint32_t most = 0, n = 0;
	for (uint32_t i = 0; i < r->n; i++)
		most = r->text[i].group.id > most ? r->text[i].group.id : most;
	uint32_t *number = pool_array(o->p, number, most + 1), *first = pool_array(o->p, first, r->n + 1);
	uint32_t *list = pool_array(o->p, list, r->n);
	for (uint32_t i = 0; i < r->n; i++) {
		uint32_t *g = &number[r->text[i].group.id];
		if (!*g)
			*g = ++n;
		first[*g]++;
	}
	for (uint32_t g = 0, sum = 0; g <= n; g++) {
		sum += first[g];
		first[g] = sum - first[g];
	}
	for (uint32_t i = 0; i < r->n; i++)
		list[first[number[r->text[i].group.id]]++] = i;
	for (uint32_t g = 1, from = 0; g <= n; from = first[g++])
		write_group(o, first[g] - from, list + from);
}

/* Texts of which nothing counts have no richness: they are left out, and said to be. */
static void drop_empty(reading *r)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < r->n; i++)
		if (r->text[i].n)
			r->text[n++] = r->text[i];
	if (n < r->n)
		r->ctx->host->log(r->ctx, GLANE_INFO, glane_here(), "%u texts without any word that counts are left out", r->n - n);
	r->n = n;
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const config *c = ctx->config;
	reading r = { .ctx = ctx };
	uint32_t n = h->documents(ctx), most = 0;
	for (uint32_t d = 0; d < n; d++) {
		const glane_doc *doc = h->document(ctx, d);
		if (!doc)
			return GLANE_OK;	/* what is wrong has been noted */
		read_document(&r, doc);
		if (!h->progress(ctx, d + 1, n))
			return GLANE_ECANCEL;
	}
	drop_empty(&r);
	if (!r.n) {
		h->log(ctx, GLANE_WARNING, glane_here(), c->features == FORM ? "there is nothing to measure: nobody who counts says a word" :
			"there is nothing to measure: lemmas are those of terms; put the steps lexicon and terms above this one, or write "
			"features=\"form\"");
		return GLANE_OK;
	}
	for (uint32_t i = 0; i < r.n_persons; i++)
		most = r.person[i].id > most ? r.person[i].id : most;
	report_of o = { .r = &r, .p = pool_new(ctx), .rules = { (uint32_t)c->window, (uint32_t)c->sample, c->threshold } };
	o.room = (measures_room){ pool_array(o.p, o.room.count, r.n_types), pool_array(o.p, o.room.seen, r.n_types),
		pool_array(o.p, o.room.value, r.n_types) };
	o.stamp = pool_array(o.p, o.stamp, most);
	write_groups(&o);
	for (uint32_t i = 0; i < r.n; i++)
		write_text(&o, &r.text[i]);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "features=form", "Lexical richness was measured on forms of words, in small letters." },
	{ "features=lemma", "Lexical richness was measured on lemmas." },
	{ "unit=document", "A text is all that respondents say in a document." },
	{ "unit=speaker", "A text is all that a speaker says in a document." },
	{ NULL, "Three measures compare texts of different lengths: the moving-average type-token ratio over "
	  "{window} words [@covington2010], MTLD with the threshold {threshold} [@mccarthy2010], and HD-D with "
	  "samples of {sample} words [@mccarthy2007]; the others of the table depend on how much is said. A "
	  "value that is not defined, as where a window is longer than the text, is shown as such." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "covington2010", "article", "Covington, Michael A. and McFall, Joe D.", "2010",
	  "Cutting the Gordian knot: the moving-average type–token ratio (MATTR)",
	  .in = "Journal of Quantitative Linguistics", .volume = "17(2)", .pages = "94-100",
	  .doi = "10.1080/09296171003643098" },
	{ "mccarthy2010", "article", "McCarthy, Philip M. and Jarvis, Scott", "2010",
	  "MTLD, vocd-D, and HD-D: a validation study of sophisticated approaches to lexical diversity assessment",
	  .in = "Behavior Research Methods", .volume = "42(2)", .pages = "381-392", .doi = "10.3758/BRM.42.2.381" },
	{ "mccarthy2007", "article", "McCarthy, Philip M. and Jarvis, Scott", "2007",
	  "vocd: a theoretical and empirical evaluation", .in = "Language Testing", .volume = "24(4)",
	  .pages = "459-488", .doi = "10.1177/0265532207080767" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "richness", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How rich the vocabulary of each text and group is, by measures that compare texts of any length, or of one",
	.topic = "words", .method = method, .references = references,
	.units = "document speaker",
	.options = options, .needs = needs, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.report = report,
};
