/* theme-coder: says of each passage which themes of a codebook it speaks of, and why. */
#include "references/references.h"
#include "references/sentences.h"
#include "theme_check.h"
#include <stdlib.h>
#include <string.h>

typedef struct { const char *codebook, *rule, *dictionary[CODEBOOK_LANGUAGES]; int lang, readings; } config;
static const char *const langs[] = { "", "fr", "en" };
static const glane_option options[] = {
	GLANE_OPT_PATH(config, codebook, "codebook", "", "The codebook: themes and the words that call for them (.xml, .csv, .qdc, .dic, .yml)"),
	GLANE_OPT_TEXT(config, rule, "rule", "",
		"A rule to be tried, as a theme \"try\" beside the codebook's or alone: perdre son emploi, or words fr: débord*"),
	GLANE_OPT_CHOICE(config, lang, "lang", "as-written", "as-written|fr|en",
		"The codebook's language, where the file doesn't say it (.dic, .yml, .qdc)"),
	GLANE_OPT_PATH(config, dictionary[CODEBOOK_FR], "dictionary-fr", "",
		"A French hunspell dictionary to check lemmas and examples with; without it the system's"),
	GLANE_OPT_PATH(config, dictionary[CODEBOOK_EN], "dictionary-en", "",
		"An English hunspell dictionary to check lemmas and examples with; without it the system's"),
	GLANE_OPT_CHOICE(config, readings, "readings", "any", "any|chosen",
		"What a word with several readings fits with: any of them, or the one that the tagger above has chosen"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang?"),
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED(input, word, "word?"),
	GLANE_NEED(input, token_of, "word.token?"),
	GLANE_NEED(input, word_form, "word.form?"),
	GLANE_NEED(input, readings, "word.readings?"),
	GLANE_NEED(input, lemma, "word.lemma?"),
	GLANE_NEED(input, upos, "word.upos?"),
	GLANE_NEED(input, sentence, "sentence"),
	GLANE_NEED(input, turn, "turn?"),
	GLANE_NEED(input, turn_speaker, "turn.speaker?"),
	GLANE_NEED(input, segment, "segment?"),
	GLANE_NEED(input, verbatim, "verbatim?"),
	GLANE_NEED(input, verbatim_kind, "verbatim.kind?"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

typedef struct { glane_span *span; glane_sym *code, *rule; int64_t *hits; double *weight; } theme_rows;
static const glane_column theme_columns[] = {
	GLANE_COLUMN(theme_rows, code, "code", "Theme"),
	GLANE_COLUMN(theme_rows, rule, "rule", "Rules that fired"),
	GLANE_COLUMN(theme_rows, hits, "hits", "Hits"),
	GLANE_COLUMN(theme_rows, weight, "weight", "Weight"),
	GLANE_LAST
};
typedef struct { glane_span *span; glane_sym *code, *rule; } hit_rows;
static const glane_column hit_columns[] = {
	GLANE_COLUMN(hit_rows, code, "code", "Theme"),
	GLANE_COLUMN(hit_rows, rule, "rule", "Rule that fired"),
	GLANE_LAST
};
enum { THEME, HIT };
static const glane_layer layers[] = {
	[THEME] = GLANE_LAYER(theme_rows, "theme", GLANE_MAKES, theme_columns, "Units that speak of a theme, with the rules that say so"),
	[HIT] = GLANE_LAYER(hit_rows, "theme-coder:hit", GLANE_MAKES, hit_columns, "The words by which a rule fired"),
	GLANE_LAST
};

/* ---- Run and worker ------------------------------------------------------------------------------ */

/* Codes, by which corrections may name themes, and their names in all languages. */
static void tell_themes(glane_ctx *ctx, const codebook *book)
{
	for (uint32_t t = 0; t < book->n_themes; t++) {
		glane_str code[CODEBOOK_LANGUAGES], label[CODEBOOK_LANGUAGES];
		for (uint32_t l = 0; l < CODEBOOK_LANGUAGES; l++) {
			const char *named = book->theme[t].label[l] ? book->theme[t].label[l] : "";
			code[l] = (glane_str){ book->theme[t].code, (uint32_t)strlen(book->theme[t].code) };
			label[l] = (glane_str){ named, (uint32_t)strlen(named) };
		}
		ctx->host->values(ctx, "theme", "code", book->theme[t].codable ? CODEBOOK_LANGUAGES : 0, code, label);
	}
}

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	const codebook *book;
	theme_coder *me = *self = ctx->host->alloc(ctx, GLANE_RUN, sizeof *me);
	me->chosen = c->readings == 1;
	int code = codebook_read(ctx, &(codebook_source){ c->codebook, "codebook", langs[c->lang], c->rule }, &book);
	dictionaries d = { { NULL } };
	if (!code)
		code = dictionaries_open(ctx, book, c->dictionary, &d);
	if (!code)
		code = coder_make(ctx, book, &d, &me->coder);
	if (!code)
		coder_check(ctx, me->coder, &d, &me->n_examples, &me->example);
	dictionaries_close(&d);
	if (!code)
		tell_themes(ctx, book);
	return code;
}

static void destroy(void *self)
{
	theme_coder *me = self;
	coder_free(me->coder);
}

/* An expression that can be read in very many ways is given up after this many steps. */
enum { MOST_STEPS = 1000000 };

static int open_worker(glane_ctx *ctx)
{
	const theme_coder *me = ctx->self;
	coder_memory *m = ctx->worker;
	if (!me->coder->regex)
		return GLANE_OK;
	m->data = pcre2_match_data_create(1, NULL);
	m->limits = pcre2_match_context_create(NULL);
	if (!m->data || !m->limits)
		return ctx->host->fail(ctx, GLANE_EIO, glane_here(), "out of memory");
	pcre2_set_match_limit(m->limits, MOST_STEPS);
	return GLANE_OK;
}

static void close_worker(glane_ctx *ctx)
{
	coder_memory *m = ctx->worker;
	if (!m)				/* create() failed, and nothing was opened */
		return;
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->limits);
}

/* ---- Layers ---------------------------------------------------------------------------------------- */

static glane_span words_of(const input *in, const hit *h)
{
	return (glane_span){ in->token.span[h->first].begin, in->token.span[h->last].end };
}

static int compare_spans(glane_span a, glane_span b)
{
	if (a.begin != b.begin)
		return a.begin < b.begin ? -1 : 1;
	return (a.end < b.end) - (a.end > b.end);
}

typedef struct { uint32_t theme; const coded *unit; glane_sym why; } theme_row;

static int compare_theme_rows(const void *a, const void *b)
{
	const theme_row *x = a, *y = b;
	int r = compare_spans(x->unit->span, y->unit->span);
	return r ? r : (x->theme > y->theme) - (x->theme < y->theme);
}

static int64_t distinct_hits(const coded *u)
{
	int64_t n = 0;
	for (uint32_t i = 0; i < u->n; i++)
		n += !i || u->hit[i]->first != u->hit[i - 1]->first || u->hit[i]->last != u->hit[i - 1]->last;
	return n;
}

/* The traces of all its rules, each once, in the order in which they fired. seen[cue] == mark: had already. */
static glane_str traces(glane_ctx *ctx, const coder *c, const coded *u, uint32_t *seen, uint32_t mark)
{
	const glane_host *h = ctx->host;
	uint32_t n = 0, size = 0;
	const hit **one = h->alloc(ctx, GLANE_SCRATCH, u->n * sizeof *one);
	for (uint32_t i = 0; i < u->n; i++)
		if (seen[u->hit[i]->cue] != mark) {
			seen[u->hit[i]->cue] = mark;
			one[n++] = u->hit[i];
			size += h->string(ctx, c->cue[u->hit[i]->cue].trace).n + 2;
		}
	if (n == 1)
		return h->string(ctx, c->cue[one[0]->cue].trace);
	char *out = h->alloc(ctx, GLANE_SCRATCH, size);
	uint32_t to = 0;
	for (uint32_t i = 0; i < n; i++) {
		glane_str s = h->string(ctx, c->cue[one[i]->cue].trace);
		if (i) {
			memcpy(out + to, "; ", 2);
			to += 2;
		}
		memcpy(out + to, s.p, s.n);
		to += s.n;
	}
	return (glane_str){ out, to };
}

/* The rows of all codable themes, in order; why: of units without hits, or NULL. How many there are. */
static uint32_t fill_themes(glane_ctx *ctx, const coder *c, const coded_theme *theme, glane_sym *const *why, theme_rows *to)
{
	const glane_host *h = ctx->host;
	uint32_t n = 0;
	for (uint32_t t = 0; t < c->book->n_themes; t++)
		n += c->book->theme[t].codable ? theme[t].n : 0;
	theme_row *row = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *row);
	glane_str *rule = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *rule);
	uint32_t *seen = h->alloc(ctx, GLANE_SCRATCH, ((size_t)c->n_cues + 1) * sizeof *seen);
	theme_rows out;
	n = 0;
	for (uint32_t t = 0; t < c->book->n_themes; t++)
		for (uint32_t i = 0; c->book->theme[t].codable && i < theme[t].n; i++)
			row[n++] = (theme_row){ t, &theme[t].unit[i], why ? why[t][i] : (glane_sym){ 0 } };
	if (n)
		qsort(row, n, sizeof *row, compare_theme_rows);
	h->rows(ctx, THEME, n, &out);
	for (uint32_t i = 0; i < n; i++) {
		out.span[i] = row[i].unit->span;
		out.code[i] = c->code[row[i].theme];
		out.hits[i] = distinct_hits(row[i].unit);
		out.weight[i] = row[i].unit->weight;
		rule[i] = row[i].why.id ? h->string(ctx, row[i].why) : traces(ctx, c, row[i].unit, seen, i + 1);
	}
	h->intern(ctx, n, rule, out.rule);
	*to = out;
	return n;
}

/* Are the rows those that were filled in? */
static bool unchanged(uint32_t n, const glane_sym *before, uint32_t now, const glane_sym *code)
{
	for (uint32_t i = 0; i < n && n == now; i++)
		if (before[i].id != code[i].id)
			return false;
	return n == now;
}

/* Writes the rows and returns the themes with what people said otherwise. */
static const coded_theme *write_themes(glane_ctx *ctx, const coder *c, const coded_theme *theme)
{
	const glane_host *h = ctx->host;
	theme_rows out;
	glane_sym **why;
	uint32_t n = fill_themes(ctx, c, theme, NULL, &out);
	glane_sym *before = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *before);
	memcpy(before, out.code, n * sizeof *before);
	uint32_t now = h->correct(ctx, THEME, n, &out);
	if (!unchanged(n, before, now, out.code)) {
		theme = coder_corrected(ctx, c, theme, &(corrected_rows){ now, out.span, out.code, out.rule }, &why);
		now = fill_themes(ctx, c, theme, why, &out);
	}
	h->seal(ctx, THEME, now);
	return theme;
}

typedef struct { glane_span span; uint32_t cue; } hit_row;

static int compare_hit_rows(const void *a, const void *b)
{
	const hit_row *x = a, *y = b;
	int r = compare_spans(x->span, y->span);
	return r ? r : (x->cue > y->cue) - (x->cue < y->cue);
}

static void write_hits(glane_ctx *ctx, const coder *c, const coded_theme *theme)
{
	const glane_host *h = ctx->host;
	uint32_t n = 0;
	hit_rows out;
	for (uint32_t t = 0; t < c->book->n_themes; t++)
		for (uint32_t i = 0; i < theme[t].n; i++)
			n += theme[t].unit[i].n;
	hit_row *row = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *row);
	n = 0;
	for (uint32_t t = 0; t < c->book->n_themes; t++)
		for (uint32_t i = 0; i < theme[t].n; i++)
			for (uint32_t k = 0; k < theme[t].unit[i].n; k++) {
				const hit *one = theme[t].unit[i].hit[k];
				if (c->cue[one->cue].theme == t)	/* parents have their children's */
					row[n++] = (hit_row){ words_of(ctx->input, one), one->cue };
			}
	if (n)
		qsort(row, n, sizeof *row, compare_hit_rows);
	h->rows(ctx, HIT, n, &out);
	for (uint32_t i = 0; i < n; i++) {
		out.span[i] = row[i].span;
		out.code[i] = c->code[c->cue[row[i].cue].theme];
		out.rule[i] = c->cue[row[i].cue].trace;
	}
	h->seal(ctx, HIT, n);
}

/* ---- Documents --------------------------------------------------------------------------------------- */

/* The codebook's language for a document; CODEBOOK_LANGUAGES: none. */
static uint32_t language_of(const coder *c, glane_str lang)
{
	uint32_t l = analysis_language(lang.p, lang.n);
	if (!lang.n && c->only_language != GLANE_NONE)
		l = c->only_language;
	return l < CODEBOOK_LANGUAGES && c->book->language[l] ? l : CODEBOOK_LANGUAGES;
}

static bool has_layer(const glane_doc *doc, const char *name)
{
	for (uint32_t i = 0; i < doc->n_layers; i++)
		if (!strcmp(doc->layer[i].name, name))
			return true;
	return false;
}

/* The step's `unit`; sentence, the default, leaves it to the codebook. */
static uint32_t unit_of_step(const glane_scope *unit)
{
	static const char *const names[] = { [UNIT_SEGMENT] = "segment", [UNIT_TURN] = "turn", [UNIT_ANSWER] = "answer",
		[UNIT_DOCUMENT] = "document" };
	for (uint32_t i = UNIT_SEGMENT; unit->layer && i <= UNIT_DOCUMENT; i++)
		if (!strcmp(unit->layer, names[i]))
			return i;
	return UNIT_NONE;
}

static bool asks_segments(const codebook *b)
{
	bool asks = b->unit == UNIT_SEGMENT;
	for (uint32_t t = 0; t < b->n_themes; t++) {
		asks |= b->theme[t].unit == UNIT_SEGMENT;
		for (uint32_t i = 0; i < b->theme[t].n_rules; i++)
			asks |= b->theme[t].rule[i].unit == UNIT_SEGMENT;
	}
	return asks;
}

static bool asks_words(const codebook *b)
{
	for (uint32_t t = 0; t < b->n_themes; t++)
		for (uint32_t i = 0; i < b->theme[t].n_rules; i++)
			for (uint32_t g = 0; g < b->theme[t].rule[i].n_groups; g++)
				if (b->theme[t].rule[i].group[g].how == RULE_LEMMAS)
					return true;
	return false;
}

/* In which passage that counts each token is. */
static const uint32_t *passages(glane_ctx *ctx)
{
	const input *in = ctx->input;
	uint32_t *of = ctx->host->alloc(ctx, GLANE_SCRATCH, ((size_t)in->token.n + 1) * sizeof *of);
	for (uint32_t i = 0, next = 0; i < in->token.n; i++) {
		while (next < in->unit.n && in->unit.span[next].begin <= in->token.span[i].begin)
			next++;
		of[i] = next && in->unit.span[next - 1].end > in->token.span[i].begin ? next - 1 : GLANE_NONE;
	}
	return of;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const theme_coder *me = ctx->self;
	const input *in = ctx->input;
	const coder *c = me->coder;
	state *s = ctx->state;
	uint32_t language = language_of(c, in->lang);
	if (language == CODEBOOK_LANGUAGES) {
		s->met |= MET_OTHER_LANGUAGE;
		return GLANE_OK;
	}
	if (!has_layer(doc, "segment") && asks_segments(c->book))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("codebook"),
		                       "the codebook codes segments (unit=\"segment\"), which no stage above makes: put one that makes "
		                       "segments above this step, or write another unit");
	if (!has_layer(doc, "word") && asks_words(c->book))
		s->met |= MET_NO_WORDS;
	coder_text t = { .unit = unit_of_step(&in->unit), .sentence = in->sentence, .turn = in->turn, .segment = in->segment,
		.verbatim = in->verbatim, .turn_speaker = in->turn_speaker, .verbatim_kind = in->verbatim_kind,
		.text = { .language = (uint8_t)language, .doc = doc, .token = in->token, .word = in->word, .form = in->form,
			.kind = in->kind, .token_of = in->token_of, .word_form = in->word_form, .readings = in->readings,
			.lemma = in->lemma, .upos = in->upos, .chosen = me->chosen } };
	const coded_theme *theme = coder_code(ctx, c, ctx->worker, &t);
	const coded_theme *said = write_themes(ctx, c, theme);
	write_hits(ctx, c, theme);
	count_tables(ctx, doc, said, passages(ctx));
	return GLANE_OK;
}

/* ---- State --------------------------------------------------------------------------------------------- */

static int merge(glane_ctx *ctx, const void *from)
{
	const state *other = from;
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	((state *)ctx->state)->met |= other->met;
	for (uint32_t i = 0; other->hits && i < c->n_cues; i++)
		state_hits(ctx, c)[i] += other->hits[i];
	return GLANE_OK;
}

static int save(glane_ctx *ctx, glane_io *io)
{
	const state *s = ctx->state;
	uint32_t n = s->hits ? ((const theme_coder *)ctx->self)->coder->n_cues : 0;
	ctx->host->put_int(io, s->met);
	ctx->host->put_int(io, n);
	for (uint32_t i = 0; i < n; i++)
		ctx->host->put_int(io, s->hits[i]);
	return GLANE_OK;
}

static int load(glane_ctx *ctx, glane_io *io)
{
	const glane_host *h = ctx->host;
	const coder *c = ((const theme_coder *)ctx->self)->coder;
	int64_t met = h->get_int(io);
	uint32_t n = h->get_number(io);
	if (met < 0 || met > (MET_NO_WORDS | MET_OTHER_LANGUAGE) || (n && n != c->n_cues))
		return h->fail(ctx, GLANE_EIO, glane_here(), "the saved state is damaged");
	((state *)ctx->state)->met = (uint32_t)met;
	for (uint32_t i = 0; i < n; i++) {
		int64_t hits = h->get_int(io);
		if (hits < 0)
			return h->fail(ctx, GLANE_EIO, glane_here(), "the saved state is damaged");
		state_hits(ctx, c)[i] = hits;
	}
	return GLANE_OK;
}

static int report(glane_ctx *ctx)
{
	const config *c = ctx->config;
	uint32_t met = ((const state *)ctx->state)->met;
	if (met & MET_NO_WORDS)
		ctx->host->log(ctx, GLANE_WARNING, glane_at_line(c->codebook, 0, 0),
		               "lemmas were compared with forms as they are written, since no stage above makes words: put "
		               "<step use=\"lexicon\"/> above this step");
	if (met & MET_OTHER_LANGUAGE)
		ctx->host->log(ctx, GLANE_WARNING, glane_at_line(c->codebook, 0, 0),
		               "documents in languages that the codebook hasn't were not coded, and count nowhere in this step's tables");
	return report_tables(ctx);
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "codebook!=", "Passages were coded by the rules of a codebook, each a set of words and expressions: a "
	  "unit of text has a theme where the rules that find something there weigh enough. Each coding is kept "
	  "with the rule and the words that made it. What is denied is told by rules, and counts or not as the "
	  "codebook says. A theme with parts is the union of these, never their sum." },
	{ "rule!=", "A rule was tried: “{rule}”." },
	{ "readings=any", "A word that can be several things fits with any of them." },
	{ "readings=chosen", "A word that can be several things fits with the one that its sentence makes "
	  "likely." },
	METHOD_PASSAGE,
	{ NULL, "Shares are of all speakers in the group who were read by the codebook. Pairs of themes have "
	  "Jaccard's index [@jaccard1912], lift [@brin1997] and φ [@yule1912]; words of coded and uncoded "
	  "passages are ordered by Lafon's specificity [@lafon1980]. A codebook finds words, not meanings: its "
	  "numbers are rates of mention, to be read beside the passages." },
	GLANE_LAST
};
static const glane_reference references[] = {
	REFERENCE_JACCARD_1912,
	REFERENCE_BRIN_1997,
	REFERENCE_YULE_1912,
	REFERENCE_LAFON_1980,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "theme-coder", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Codes passages with the themes of a codebook, and says which rule did",
	.topic = "themes", .method = method, .references = references,
	.units = "sentence segment turn answer document",
	.options = options, .needs = needs, .layers = layers, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(coder_memory),
	.state_size = sizeof(state), .state_version = 2,
	.create = create, .destroy = destroy, .open = open_worker, .close = close_worker,
	.process = process, .merge = merge, .save = save, .load = load, .report = report,
};
