/* quotations: what is said between marks, of what kind, and who is quoted. */
#include <stdlib.h>
#include <string.h>
#include "quotations.h"

typedef struct {
	const char *profiles, *words_fr, *words_en;
	bool straight, single, reported;
	int dashes, incises;
	int64_t longest;
} config;
static const glane_option options[] = {
	GLANE_OPT_PATH(config, profiles, "profiles", "plugins/quotations/data/attribution.tsv",
		"The study's words for profiles, sizes and structures, in three columns with tabs between them"),
	GLANE_OPT_PATH(config, words_fr, "words-fr", "plugins/quotations/data/words.fr.txt",
		"French verbs of speech and other words by which quotations are told apart"),
	GLANE_OPT_PATH(config, words_en, "words-en", "plugins/quotations/data/words.en.txt",
		"English verbs of speech and other words by which quotations are told apart"),
	GLANE_OPT_BOOL(config, straight, "straight", "yes", "Straight double marks (\") quote as well"),
	GLANE_OPT_BOOL(config, single, "single", "yes", "Straight single marks (') quote as well, where they come in pairs"),
	GLANE_OPT_CHOICE(config, dashes, "dashes", "auto", "auto|yes|no",
		"Whether a line that begins with a dash is said: where such lines look like speech, always, or never"),
	GLANE_OPT_BOOL(config, reported, "reported", "yes", "Find what is reported without marks as well: \"my boss says that …\""),
	GLANE_OPT_CHOICE(config, incises, "incises", "kept", "kept|cut",
		"Whether a quotation is one row from its first word to its last, or a row for each piece between the narrator's words"),
	GLANE_OPT_INT(config, longest, "longest", "2000", 50, 100000,
		"The longest quotation, in characters; a mark whose counterpart is farther away ends with its paragraph"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(input, lang, "var:lang?"),
	GLANE_NEED_KEPT(input, verbatim, "verbatim?"),
	GLANE_NEED_KEPT(input, kind, "verbatim.kind?"),
	GLANE_NEED_KEPT(input, attribution, "verbatim.attribution?"),
	GLANE_NEED_KEPT(input, role, "verbatim.role?"),
	GLANE_NEED_KEPT(input, organisation, "verbatim.organisation?"),
	GLANE_NEED_KEPT(input, profile, "verbatim.profile?"),
	GLANE_NEED_KEPT(input, attributed, "verbatim.attributed?"),
	GLANE_LAST
};

typedef struct {
	glane_span *span;
	glane_sym *kind, *attribution, *role, *organisation, *profile, *attributed, *verb, *flags;
	uint32_t *within, *repeats;
} verbatim_rows;
typedef struct { glane_span *span; } incise_rows;
enum { VERBATIMS, INCISES };
static const glane_column verbatim_columns[] = {
	GLANE_COLUMN(verbatim_rows, kind, "kind", "Kind"),
	GLANE_COLUMN(verbatim_rows, attribution, "attribution", "Attribution as written"),
	GLANE_COLUMN(verbatim_rows, role, "role", "Role"),
	GLANE_COLUMN(verbatim_rows, organisation, "organisation", "Organisation"),
	GLANE_COLUMN(verbatim_rows, profile, "profile", "Profile"),
	GLANE_COLUMN(verbatim_rows, attributed, "attributed", "Where the attribution stands"),
	GLANE_COLUMN(verbatim_rows, verb, "verb", "Verb of speech"),
	GLANE_COLUMN(verbatim_rows, flags, "flags", "Peculiarities"),
	GLANE_COLUMN_ROW(verbatim_rows, within, "within", "verbatim", "Quotation that holds this one"),
	GLANE_COLUMN_ROW(verbatim_rows, repeats, "repeats", "verbatim", "Quotation that this one repeats, or is a fragment of"),
	GLANE_LAST
};
static const glane_layer layers[] = {
	[VERBATIMS] = GLANE_LAYER(verbatim_rows, "verbatim", GLANE_MAKES, verbatim_columns,
		"What is said: between quotation marks or after a dash, without the marks, or reported without any"),
	[INCISES] = GLANE_LAYER(incise_rows, "glane:incise", GLANE_MAKES, NULL,
		"The narrator's words inside a quotation: \", dit-il,\""),
	GLANE_LAST
};

enum { KEPT, CUT };

typedef struct { lexicon *lexicon; vocabulary *vocabulary; } settings;

static const char *const kinds[KINDS] = { "verbatim", "term", "scare-quote", "title", "reported" };

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	settings *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	s->lexicon = lexicon_new(ctx);
	int code = lexicon_read(ctx, s->lexicon, FRENCH, c->words_fr);
	code = code ? code : lexicon_read(ctx, s->lexicon, ENGLISH, c->words_en);
	code = code ? code : vocabulary_read(ctx, c->profiles, s->lexicon, &s->vocabulary);
	for (int i = 0; i < KINDS; i++)	/* people correct them by these names */
		ctx->host->values(ctx, "verbatim", "kind", 1, &(glane_str){ kinds[i], (uint32_t)strlen(kinds[i]) }, NULL);
	*self = s;
	return code;
}

static int language_of(glane_str lang)
{
	if (lang.n >= 2 && !memcmp(lang.p, "fr", 2))
		return FRENCH;
	return lang.n >= 2 && !memcmp(lang.p, "en", 2) ? ENGLISH : EITHER;
}

/* ---- Rows -------------------------------------------------------------------------------------- */

static const char *attributed_by(const quotation *q)
{
	if (!q->attribution.end)
		return "none";
	return q->flags & IN_PARENTHESES ? "parentheses" : q->flags & AFTER_DASH ? "dash" : q->flags & LABELLED ? "label" :
	       q->flags & PRONOUN ? "pronoun" : q->flags & ACCORDING ? "source" : "verb";
}

static glane_str flags_of(glane_ctx *ctx, const quotation *q)
{
	static const struct { uint32_t flag; const char *name; } names[] = {
		{ NESTED, "nested" }, { UNCLOSED, "unclosed" }, { MISMATCHED, "mismatched" }, { DIALOGUE, "dialogue" },
		{ INCISE, "incise" }, { REPEATED, "repeated" }, { RUNNING, "running" }, { UNMARKED, "unmarked" },
	};
	char *out = ctx->host->alloc(ctx, GLANE_SCRATCH, 96);
	uint32_t n = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (q->flags & names[i].flag) {
			size_t k = strlen(names[i].name);
			if (n)
				out[n++] = ' ';
			memcpy(out + n, names[i].name, k);
			n += (uint32_t)k;
		}
	return (glane_str){ out, n };
}

/* Cells of a table come one below the other: a line not far above that begins with the name of a profile ("Attentistes")
 * heads those below it, up to a sentence of prose. */
static glane_str profile_above(const work *w, const quotation *q, const vocabulary *v)
{
	enum { FAR = 200 };
	uint32_t prose = 0;
	for (uint32_t i = q->open; i-- > 0 && q->open - i < FAR;) {
		const piece *a = &w->p.piece[i];
		glane_str found = a->kind == WORD && a->capital && a->breaks ?
			vocabulary_profile(v, w->p.forms + a->form, a->form_n) : (glane_str){ "", 0 };
		if (found.n)
			return found;
		prose += is_sign(a, '.') && a->end < w->p.text.n && w->p.piece[i + 1].capital && !w->p.piece[i + 1].hard;
		if (prose > 2)
			break;
	}
	return (glane_str){ "", 0 };
}

enum { KIND, ATTRIBUTION, ROLE, ORGANISATION, PROFILE_CELL, ATTRIBUTED, VERB_CELL, FLAGS, CELLS };

/* A label that begins with a profile ("Attentistes, une posture passive :") heads what follows, and is nobody. */
static bool heading(const work *w, const quotation *q, const vocabulary *v)
{
	uint32_t i = q->open;
	while (i && w->p.piece[i].begin > q->attribution.begin)
		i--;
	return (q->flags & LABELLED) && vocabulary_profile(v, w->p.forms + w->p.piece[i].form, w->p.piece[i].form_n).n;
}

static void cells_of(const work *w, const quotation *q, const vocabulary *v, glane_str *cell)
{
	glane_ctx *ctx = w->p.ctx;
	const char *by = attributed_by(q);
	cell[KIND] = (glane_str){ kinds[q->kind], (uint32_t)strlen(kinds[q->kind]) };
	cell[ATTRIBUTED] = (glane_str){ by, (uint32_t)strlen(by) };
	cell[FLAGS] = flags_of(ctx, q);
	if (q->verb != GLANE_NONE)
		cell[VERB_CELL] = (glane_str){ w->p.forms + w->p.piece[q->verb].form, w->p.piece[q->verb].form_n };
	if (!q->attribution.end || heading(w, q, v)) {
		cell[ATTRIBUTED] = (glane_str){ "none", 4 };
		if (q->kind == VERBATIM && !(q->flags & (NESTED | DIALOGUE)))
			cell[PROFILE_CELL] = profile_above(w, q, v);
		return;
	}
	glane_str raw = { w->p.text.p + q->attribution.begin, q->attribution.end - q->attribution.begin };
	cell[ATTRIBUTION] = folded(ctx, GLANE_SCRATCH, raw);
	described d = attribution_parse(ctx, GLANE_SCRATCH, v, cell[ATTRIBUTION], !(q->flags & (IN_PARENTHESES | LABELLED)));
	cell[ROLE] = d.role;
	cell[ORGANISATION] = d.organisation;
	cell[PROFILE_CELL] = d.profile;
}

/* A row: a quotation, or a piece of it between the narrator's words. */
typedef struct { glane_span span; uint32_t quotation; bool continued; } part;

static int by_place(const void *a, const void *b)
{
	const part *x = a, *y = b;
	if (x->span.begin != y->span.begin)
		return x->span.begin < y->span.begin ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->quotation > y->quotation) - (x->quotation < y->quotation);
}

/* Without the white space at its ends. */
static glane_span trimmed(const work *w, glane_span s)
{
	while (s.begin < s.end && strchr(" \n\r\t", w->p.text.p[s.begin]))
		s.begin++;
	while (s.end > s.begin && strchr(" \n\r\t", w->p.text.p[s.end - 1]))
		s.end--;
	return s;
}

static uint32_t parts_of(const work *w, bool cut, part *out)
{
	uint32_t n = 0, i = 0;
	for (uint32_t q = 0; q < w->n; q++) {
		const glane_span whole = w->q[q].span;
		uint32_t at = whole.begin;
		bool continued = false;
		while (i < w->n_incises && w->incise[i].span.begin < whole.begin)
			i++;
		for (uint32_t k = i; cut && w->q[q].flags & INCISE && k < w->n_incises && w->incise[k].span.begin < whole.end; k++) {
			glane_span s = trimmed(w, (glane_span){ at, w->incise[k].span.begin });
			if (w->incise[k].open != w->q[q].open)
				continue;
			if (s.begin < s.end)
				out[n++] = (part){ s, q, continued };
			continued |= s.begin < s.end;
			at = w->incise[k].span.end;
		}
		glane_span rest = trimmed(w, (glane_span){ at, whole.end });
		if (rest.begin < rest.end)
			out[n++] = (part){ rest, q, continued };
	}
	if (n)
		qsort(out, n, sizeof *out, by_place);
	return n;
}

static void write_verbatims(const work *w, const vocabulary *v, bool cut)
{
	const glane_host *h = w->p.ctx->host;
	part *parts = h->alloc(w->p.ctx, GLANE_SCRATCH, (w->n + w->n_incises + 1) * sizeof *parts);
	uint32_t n = parts_of(w, cut, parts), *first = h->alloc(w->p.ctx, GLANE_SCRATCH, (w->n + 1) * sizeof *first);
	glane_str *cell = h->alloc(w->p.ctx, GLANE_SCRATCH, (size_t)(w->n + 1) * CELLS * sizeof *cell);
	glane_str *column = h->alloc(w->p.ctx, GLANE_SCRATCH, (n + 1) * sizeof *column);
	verbatim_rows out;
	h->rows(w->p.ctx, VERBATIMS, n, &out);
	for (uint32_t i = 0; i < w->n; i++) {
		for (int k = 0; k < CELLS; k++)
			cell[i * CELLS + (uint32_t)k] = (glane_str){ "", 0 };
		cells_of(w, &w->q[i], v, &cell[i * CELLS]);
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!parts[i].continued)
			first[parts[i].quotation] = i;
		uint32_t parent = w->q[parts[i].quotation].parent;
		out.span[i] = parts[i].span;
		out.within[i] = parent == GLANE_NONE ? GLANE_NONE : first[parent];
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t of = w->q[parts[i].quotation].repeats;
		out.repeats[i] = of == GLANE_NONE ? GLANE_NONE : first[of];
	}
	glane_sym *const columns[CELLS] = { out.kind, out.attribution, out.role, out.organisation, out.profile, out.attributed,
	                                    out.verb, out.flags };
	for (uint32_t k = 0; k < CELLS; k++) {
		for (uint32_t i = 0; i < n; i++)
			column[i] = cell[parts[i].quotation * CELLS + k];
		h->intern(w->p.ctx, n, column, columns[k]);
	}
	h->seal(w->p.ctx, VERBATIMS, n);
}

static void write_incises(const work *w)
{
	incise_rows out;
	w->p.ctx->host->rows(w->p.ctx, INCISES, w->n_incises, &out);
	for (uint32_t i = 0; i < w->n_incises; i++)
		out.span[i] = w->incise[i].span;
	w->p.ctx->host->seal(w->p.ctx, INCISES, w->n_incises);
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const config *c = ctx->config;
	const settings *s = ctx->self;
	const input *in = ctx->input;
	work w = { .options = { c->straight, c->single, c->dashes, (uint32_t)c->longest, c->reported } };
	pieces_cut(&w.p, ctx, doc->text, language_of(in->lang), s->lexicon);
	marks_find(&w);
	incises_find(&w);
	reported_find(&w);
	if (!w.n)
		return GLANE_OK;
	attributions_find(&w);
	kinds_find(&w);
	write_verbatims(&w, s->vocabulary, c->incises == CUT);
	if (w.n_incises)
		write_incises(&w);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Quotations were found by their marks and by verbs of speech, and told apart as somebody's "
	  "words, terms, titles and words kept at a distance; who is quoted was read from what stands beside "
	  "them, and is missing where nothing says it." },
	{ "reported=yes", "Clauses that report what somebody said, without marks, count as a kind of their own." },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "quotations", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "Quotations: what is said between marks, of what kind, and who is quoted",
	.topic = "quotations", .method = method,
	.options = options, .needs = needs, .layers = layers, .tables = quotations_tables,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.create = create, .process = process, .report = quotations_report,
};
