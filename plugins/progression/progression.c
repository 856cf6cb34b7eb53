/* progression: where in the texts something is spoken of: each occurrence by its place, how dense they are from the beginning to the
 * end, and how evenly they are spread over the documents. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "matching/matching.h"
#include "references/references.h"
#include "room/room.h"
#include "statistics/dispersion.h"

typedef struct {
	const char *queries;
	int64_t slices;
} config;
static const glane_option options[] = {
	GLANE_OPT_TEXT(config, queries, "queries", "", "What is sought, each for itself: words as written or in dictionary forms, or themes: IA; "
		"perdre son travail; théor*; theme:fear"),
	GLANE_OPT_INT(config, slices, "slices", "10", 2, 100, "Parts of equal length that each document is cut into"),
	GLANE_LAST
};

typedef struct {
	glane_scope unit, token;
	glane_rows tokens, words, themes;
	const glane_sym *form, *kind, *word_form, *readings, *lemma, *upos, *code;
	const uint32_t *token_of;
	glane_str lang;
} input;
static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, tokens, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED(input, words, "word?"),
	GLANE_NEED(input, token_of, "word.token?"),
	GLANE_NEED(input, word_form, "word.form?"),
	GLANE_NEED(input, readings, "word.readings?"),
	GLANE_NEED(input, lemma, "word.lemma?"),
	GLANE_NEED(input, upos, "word.upos?"),
	GLANE_NEED(input, themes, "theme?"),
	GLANE_NEED(input, code, "theme.code?"),
	GLANE_NEED(input, lang, "var:lang?"),
	GLANE_LAST
};

typedef struct {
	glane_sym group, query, document;
	int64_t number, position, passages, documents, speakers;
	double relative;
} occurrence_row;
static const glane_column occurrence_columns[] = {
	GLANE_COL_KEY(occurrence_row, query, "query", "Sought"),
	GLANE_COL_KEY(occurrence_row, group, "group", "Group"),
	GLANE_COL_KEY(occurrence_row, document, "document", "Document"),
	GLANE_COL_KEY(occurrence_row, number, "number", "So many up to here"),
	GLANE_COL_COUNT(occurrence_row, position, "position", "tokens", "Place: the how manyth word"),
	GLANE_COL_SUM(occurrence_row, relative, "relative", "%", 2, "Place in the document, %"),
	GLANE_COL_PASSAGES(occurrence_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(occurrence_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(occurrence_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, query, document;
	int64_t slice, hits, tokens, passages, documents, speakers;
	double per_1000;
} slice_row;
static const glane_column slice_columns[] = {
	GLANE_COL_KEY(slice_row, query, "query", "Sought"),
	GLANE_COL_KEY(slice_row, group, "group", "Group"),
	GLANE_COL_KEY(slice_row, document, "document", "Document"),
	GLANE_COL_KEY(slice_row, slice, "slice", "Slice"),
	GLANE_COL_KEY(slice_row, tokens, "tokens", "Words of the slice"),
	GLANE_COL_COUNT(slice_row, hits, "hits", "occurrences", "Occurrences"),
	GLANE_COL_VALUE(slice_row, per_1000, "per_1000", "per thousand tokens", 2, "Per thousand words"),
	GLANE_COL_PASSAGES(slice_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(slice_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(slice_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym query, group;
	int64_t slice, hits, passages, documents, speakers;
	double shares, percent;
} group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, query, "query", "Sought"),
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_KEY(group_row, slice, "slice", "Slice"),
	GLANE_COL_COUNT(group_row, hits, "hits", "occurrences", "Occurrences"),
	GLANE_COL_SUM(group_row, shares, "shares", "documents", 3, "Sum of the documents' shares"),
	GLANE_COL_VALUE(group_row, percent, "percent", "%", 1, "Mean share of a document's occurrences, %"),
	GLANE_COL_PASSAGES(group_row, passages, "passages", "passages", "Passages"),
	GLANE_COL_DOCUMENTS(group_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(group_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym group, query, document;
	int64_t hits, tokens, documents, speakers;
	double per_1000;
} document_row;
static const glane_column document_columns[] = {
	GLANE_COL_KEY(document_row, query, "query", "Sought"),
	GLANE_COL_KEY(document_row, group, "group", "Group"),
	GLANE_COL_KEY(document_row, document, "document", "Document"),
	GLANE_COL_COUNT(document_row, hits, "hits", "occurrences", "Occurrences"),
	GLANE_COL_COUNT(document_row, tokens, "tokens", "tokens", "Words of the document"),
	GLANE_COL_VALUE(document_row, per_1000, "per_1000", "per thousand tokens", 3, "Per thousand words"),
	GLANE_COL_DOCUMENTS(document_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(document_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};
typedef struct {
	glane_sym query, group;
	int64_t hits, holding, documents, speakers;
	double dp, dp_norm, d;
} spread_row;
static const glane_column spread_columns[] = {
	GLANE_COL_KEY(spread_row, query, "query", "Sought"),
	GLANE_COL_KEY(spread_row, group, "group", "Group"),
	GLANE_COL_COUNT(spread_row, hits, "hits", "occurrences", "Occurrences"),
	GLANE_COL_COUNT(spread_row, holding, "holding", "documents", "Documents that hold it"),
	GLANE_COL_DOCUMENTS(spread_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(spread_row, speakers, "speakers", "Speakers"),
	GLANE_COL_VALUE(spread_row, dp, "dp", "from 0 to 1", 3, "Gries' DP (0: even)"),
	GLANE_COL_VALUE(spread_row, dp_norm, "dp_norm", "from 0 to 1", 3, "Normalised DP"),
	GLANE_COL_VALUE(spread_row, d, "d", "from 0 to 1", 3, "Juilland's D (1: even)"),
	GLANE_LAST
};

static const glane_figure occurrence_figures[] = {
	{ "strip", "strip", NULL, "x=relative y=document colour=query", "Where in each document it is spoken of" },
	{ "cumulated", "map", NULL, "x=relative y=number label=document colour=query", "How many there are up to each place" },
	GLANE_LAST
};
static const glane_view group_views[] = {
	{ "percent", "slice", "group", "percent", "Mean share of each slice, by group" },
	{ "hits", "slice", "group", "hits", "Occurrences in each slice, by group" },
	GLANE_LAST
};
static const glane_figure group_figures[] = {
	{ "slices", "bars", NULL, "x=slice y=percent colour=group", "Mean share of each slice, %" },
	GLANE_LAST
};

enum { OCCURRENCES, SLICES, GROUPS, DOCUMENTS, SPREAD };
static const glane_table tables[] = {
	[OCCURRENCES] = { "occurrences", GLANE_COUNTED, occurrence_columns, sizeof(occurrence_row), "query group document number", NULL,
		occurrence_figures, "Each occurrence by its place", "occurrence {number} of {query} in {document} is at word {position}" },
	[SLICES] = { "slices", GLANE_COUNTED, slice_columns, sizeof(slice_row), "query group document slice", NULL, NULL, "Density along each document",
		"in slice {slice} of {document} there are {hits} occurrences of {query}, {per_1000} per thousand words" },
	[GROUPS] = { "groups", GLANE_COUNTED, group_columns, sizeof(group_row), "query group slice", group_views, group_figures,
		"Density along the documents of each group", "on average {percent}% of what a document of {group} has of {query} are in slice {slice}" },
	[DOCUMENTS] = { "documents", GLANE_COUNTED, document_columns, sizeof(document_row), "query group -hits", NULL, NULL, "Occurrences by document",
		"{query} is spoken of {hits} times in the {tokens} words of {document}" },
	[SPREAD] = { "spread", GLANE_COUNTED, spread_columns, sizeof(spread_row), "query group", NULL, NULL, "How evenly it is spread over the documents",
		"{query} is spoken of {hits} times in {group}, in {holding} of {documents} documents (DP {dp})" },
	GLANE_LAST
};

/* ---- What is sought ---------------------------------------------------------------------------------------- */

typedef struct {
	uint32_t n, n_entries;
	glane_sym *name, *theme;	/* theme.id 0: words */
	uint32_t *of;			/* of each entry of the matcher: its query */
	matcher *matcher;		/* NULL: themes alone are sought */
} study;

/* As written, and, without a star, as a dictionary form of either language. */
static bool add_words(study *s, glane_ctx *ctx, glane_str text, uint32_t query)
{
	bool upper = false, lower = false;
	for (uint32_t i = 0; i < text.n; i++) {
		upper |= text.p[i] >= 'A' && text.p[i] <= 'Z';
		lower |= text.p[i] >= 'a' && text.p[i] <= 'z';
	}
	/* "IA" in capitals alone, or "ai" of "j'ai" would be found. */
	const bool exact = upper && !lower && text.n > 1, forms = !exact && !memchr(text.p, '*', text.n);
	const matching_entry e[] = {
		{ .text = text, .language = MATCHING_ANY, .how = MATCHING_WORDS, .exact = exact },
		{ .text = text, .language = MATCHING_FR, .how = MATCHING_LEMMAS },
		{ .text = text, .language = MATCHING_EN, .how = MATCHING_LEMMAS },
	};
	if (!s->matcher)
		s->matcher = matcher_new(ctx);
	for (uint32_t i = 0; i < (forms ? 3 : 1); i++) {
		uint32_t number = matcher_add(s->matcher, &e[i]);
		if (number == GLANE_NONE && !i)
			return false;
		if (number != GLANE_NONE)
			s->of[number] = query;
	}
	return true;
}

static int create(glane_ctx *ctx, void **self)
{
	static const char prefix[] = "theme:";
	const config *c = ctx->config;
	const glane_host *h = ctx->host;
	size_t most = strlen(c->queries) + 1, skip = sizeof prefix - 1;
	study *s = h->alloc(ctx, GLANE_RUN, sizeof *s);
	*self = s;
	s->name = h->alloc(ctx, GLANE_RUN, most * sizeof *s->name);
	s->theme = h->alloc(ctx, GLANE_RUN, most * sizeof *s->theme);
	s->of = h->alloc(ctx, GLANE_RUN, 3 * most * sizeof *s->of);
	for (const char *p = c->queries; *(p += strspn(p, "; \t\r\n")); ) {
		glane_str one = { p, (uint32_t)strcspn(p, ";\n") };
		p += one.n;
		while (strchr(" \t\r", one.p[one.n - 1]))
			one.n--;
		h->intern(ctx, 1, &one, &s->name[s->n]);
		uint32_t same = 0;
		while (s->name[same].id != s->name[s->n].id)
			same++;
		if (same < s->n)		/* it is sought already */
			continue;
		if (one.n > skip && !memcmp(one.p, prefix, skip))
			h->intern(ctx, 1, &(glane_str){ one.p + skip, one.n - (uint32_t)skip }, &s->theme[s->n]);
		else if (!add_words(s, ctx, one, s->n))
			return h->fail(ctx, GLANE_EOPTION, glane_at_option("queries"), "\"%.*s\" holds no word", GLANE_STR(one));
		s->n++;
	}
	if (s->matcher)
		matcher_finish(s->matcher);
	return GLANE_OK;
}

/* ---- Where it is ----------------------------------------------------------------------------------------------- */

/* The words of the document that count: for each token its number among them, from 1 (0: it doesn't count), and its unit. */
typedef struct { uint32_t n, *number, *unit; } places;

static places places_of(glane_ctx *ctx)
{
	const input *in = ctx->input;
	const glane_sym word = ctx->host->sym(ctx, "word");
	size_t size = ((size_t)in->tokens.n + 1) * sizeof(uint32_t);
	places p = { 0, ctx->host->alloc(ctx, GLANE_SCRATCH, size), ctx->host->alloc(ctx, GLANE_SCRATCH, size) };
	memset(p.unit, 0xff, size);
	for (uint32_t i = 0; i < in->token.n; i++) {
		uint32_t t = in->token.row[i];
		p.unit[t] = in->token.unit[i];
		if (p.unit[t] != GLANE_NONE && in->kind[t].id == word.id)
			p.number[t] = ++p.n;
	}
	return p;
}

/* An occurrence: of which query, at which token it begins and ends. */
typedef struct { uint32_t query, first, last; } hit;
typedef struct { uint32_t n, room; hit *hit; } hits;

static void add_hit(glane_ctx *ctx, hits *k, hit one)
{
	k->hit = room_for(ctx, GLANE_SCRATCH, k->hit, sizeof *k->hit, k->n, &k->room, 1);
	k->hit[k->n++] = one;
}

static void find_words(glane_ctx *ctx, const glane_doc *doc, const places *p, hits *k)
{
	const study *s = ctx->self;
	const input *in = ctx->input;
	const glane_str l = in->lang;
	match *m;
	const matching_text text = {
		.language = l.n == 2 && !memcmp(l.p, "fr", 2) ? MATCHING_FR : l.n == 2 && !memcmp(l.p, "en", 2) ? MATCHING_EN : MATCHING_ANY,
		.doc = doc, .token = in->tokens, .word = in->words, .form = in->form, .kind = in->kind, .token_of = in->token_of,
		.word_form = in->word_form, .readings = in->readings, .lemma = in->lemma, .upos = in->upos, .unit = p->unit };
	uint32_t n = s->matcher ? matcher_find(ctx, s->matcher, ctx->worker, &text, &m) : 0;
	for (uint32_t i = 0; i < n; i++)
		add_hit(ctx, k, (hit){ s->of[m[i].entry], m[i].first, m[i].last });
}

static void find_themes(glane_ctx *ctx, hits *k)
{
	const study *s = ctx->self;
	const input *in = ctx->input;
	for (uint32_t i = 0, t = 0; in->code && i < in->themes.n; i++) {
		t = glane_seek(in->tokens, t, in->themes.span[i].begin);
		uint32_t last = t;
		while (last < in->tokens.n && in->tokens.span[last].begin < in->themes.span[i].end)
			last++;
		for (uint32_t q = 0; q < s->n && last > t; q++)
			if (s->theme[q].id && s->theme[q].id == in->code[i].id)
				add_hit(ctx, k, (hit){ q, t, last - 1 });
	}
}

static int by_query(const void *a, const void *b)
{
	const hit *x = a, *y = b;
	if (x->query != y->query)
		return x->query < y->query ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

/* Those of one query that overlap are one; each then begins at its first word that counts. */
static void settle(const places *p, hits *k)
{
	uint32_t n = 0;
	if (k->n)
		qsort(k->hit, k->n, sizeof *k->hit, by_query);
	for (uint32_t i = 0; i < k->n; i++) {
		hit one = k->hit[i];
		if (n && k->hit[n - 1].query == one.query && one.first <= k->hit[n - 1].last) {
			if (one.last > k->hit[n - 1].last)
				k->hit[n - 1].last = one.last;
			continue;
		}
		while (one.first <= one.last && !p->number[one.first])
			one.first++;
		if (one.first <= one.last)
			k->hit[n++] = one;
	}
	k->n = n;
}

/* ---- Counting ------------------------------------------------------------------------------------------------------ */

/* Words 1 … n in slices 1 … m. */
static uint32_t slice_of(uint32_t number, uint32_t n, uint32_t m)
{
	return (uint32_t)((uint64_t)(number - 1) * m / n) + 1;
}

static int64_t tokens_of_slice(uint32_t slice, uint32_t n, uint32_t m)
{
	uint64_t low = ((uint64_t)(slice - 1) * n + m - 1) / m, high = ((uint64_t)slice * n + m - 1) / m;
	return (int64_t)(high - low);
}

/* The hits from..to are all of one query. */
static void count_query(glane_ctx *ctx, const glane_doc *doc, const places *p, const hit *found, uint32_t n)
{
	const config *c = ctx->config;
	const study *s = ctx->self;
	const input *in = ctx->input;
	const glane_host *h = ctx->host;
	uint32_t m = (uint32_t)c->slices;
	occurrence_row *o = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *o);
	slice_row *d = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *d);
	group_row *g = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *g);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *at);
	for (uint32_t i = 0; i < n; i++) {
		glane_sym query = s->name[found[i].query];
		uint32_t number = p->number[found[i].first], slice = slice_of(number, p->n, m);
		o[i] = (occurrence_row){ .query = query, .document = doc->name, .number = i + 1, .position = number,
			.relative = 100.0 * number / p->n };
		d[i] = (slice_row){ .query = query, .document = doc->name, .slice = slice, .hits = 1,
			.tokens = tokens_of_slice(slice, p->n, m) };
		g[i] = (group_row){ .query = query, .slice = slice, .hits = 1, .shares = 1.0 / n };
		at[i] = p->unit[found[i].first];
	}
	h->count(ctx, OCCURRENCES, n, o, &in->unit, at);
	h->count(ctx, SLICES, n, d, &in->unit, at);
	h->count(ctx, GROUPS, n, g, &in->unit, at);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const study *s = ctx->self;
	const places p = places_of(ctx);
	hits k = { 0, 0, NULL };
	if (!p.n)
		return GLANE_OK;
	find_words(ctx, doc, &p, &k);
	find_themes(ctx, &k);
	settle(&p, &k);
	for (uint32_t q = 0, from = 0, to; q < s->n; q++, from = to) {
		for (to = from; to < k.n && k.hit[to].query == q; to++) { }
		const document_row row = { .query = s->name[q], .document = doc->name, .hits = to - from, .tokens = p.n };
		const spread_row spread = { .query = s->name[q], .hits = to - from, .holding = to > from };
		ctx->host->count(ctx, DOCUMENTS, 1, &row, NULL, NULL);
		ctx->host->count(ctx, SPREAD, 1, &spread, NULL, NULL);
		if (to > from)
			count_query(ctx, doc, &p, k.hit + from, to - from);
	}
	return GLANE_OK;
}

/* ---- The report --------------------------------------------------------------------------------------------------------- */

static double defined(double x)
{
	return isfinite(x) ? x : GLANE_UNDEFINED_REAL;
}

static void complete_slices(glane_ctx *ctx)
{
	slice_row *d;
	group_row *g;
	uint32_t n = ctx->host->counted(ctx, SLICES, &d);
	for (uint32_t i = 0; i < n; i++)
		d[i].per_1000 = 1000.0 * (double)d[i].hits / (double)d[i].tokens;
	n = ctx->host->counted(ctx, GROUPS, &g);
	for (uint32_t from = 0, to; from < n; from = to) {
		double sum = g[from].shares;
		for (to = from + 1; to < n && g[to].query.id == g[from].query.id && g[to].group.id == g[from].group.id &&
		     g[to].slice > g[to - 1].slice; to++)
			sum += g[to].shares;
		for (uint32_t i = from; i < to; i++)
			g[i].percent = 100 * g[i].shares / sum;
	}
}

/* The documents that a row of SPREAD was counted from. */
static void complete_spread(glane_ctx *ctx, spread_row *row, document_row *d)
{
	uint32_t n = (uint32_t)row->documents, holding = 0;
	dispersion_part *part = ctx->host->alloc(ctx, GLANE_SCRATCH, n * sizeof *part);
	dispersion_whole whole = { n, 0, (double)d->tokens };
	for (uint32_t i = 0; i < n; i++) {
		d[i].per_1000 = 1000.0 * (double)d[i].hits / (double)d[i].tokens;
		whole.size += (double)d[i].tokens;
		whole.least = fmin(whole.least, (double)d[i].tokens);
		if (d[i].hits)
			part[holding++] = (dispersion_part){ (double)d[i].hits, (double)d[i].tokens };
	}
	const dispersion x = dispersion_of(holding, part, whole);
	row->dp = defined(x.dp);
	row->dp_norm = defined(x.dp_norm);
	row->d = defined(x.d);
}

static void warn_of_nothing(glane_ctx *ctx, uint32_t n, const spread_row *row)
{
	const study *s = ctx->self;
	const glane_host *h = ctx->host;
	for (uint32_t q = 0; q < s->n; q++) {
		int64_t found = 0;
		for (uint32_t i = 0; i < n; i++)
			found += row[i].query.id == s->name[q].id ? row[i].hits : 0;
		if (!found && n)
			h->log(ctx, GLANE_WARNING, glane_at_option("queries"), "%.*s is nowhere: look at its spelling, or, of a theme, at its name in "
				"the codebook", GLANE_STR(h->string(ctx, s->name[q])));
	}
	if (!s->n)
		h->log(ctx, GLANE_WARNING, glane_at_option("queries"), "nothing is sought: write words or themes, as in queries=\"IA; theme:fear\"");
	else if (!n)
		h->log(ctx, GLANE_WARNING, glane_here(), "there is no progression: nothing is said");
}

/* Rows of both tables come by grouping, group and query, so that each of SPREAD has the next ones of DOCUMENTS. */
static int report(glane_ctx *ctx)
{
	document_row *d;
	spread_row *row;
	uint32_t n = ctx->host->counted(ctx, SPREAD, &row);
	ctx->host->counted(ctx, DOCUMENTS, &d);
	for (uint32_t i = 0; i < n; i++) {
		complete_spread(ctx, &row[i], d);
		d += row[i].documents;
	}
	complete_slices(ctx);
	warn_of_nothing(ctx, n, row);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Each occurrence of “{queries}” was placed by its number among the words of the document; each "
	  "document was cut into {slices} slices of equally many words. The mean share of a slice weighs each "
	  "document the same, however often it speaks of it." },
	{ NULL, "How evenly occurrences are spread over documents is told by DP [@gries2008], also normalised "
	  "[@lijffijt2012], and by Juilland's D [@juilland1964]; where nothing is found, or in one document "
	  "alone, they are not defined." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_GRIES_2008,
	REFERENCE_LIJFFIJT_2012,
	REFERENCE_JUILLAND_1964,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "progression", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Where in the texts something is spoken of, from the beginning to the end",
	.topic = "course", .method = method, .references = references,
	.options = options, .config_size = sizeof(config),
	.needs = needs, .input_size = sizeof(input), .units = "sentence segment turn answer verbatim",
	.worker_size = sizeof(matching_memo),
	.tables = tables,
	.create = create, .process = process, .report = report,
};
