/* readability: how easily what each group says, and each document, would be read: lengths of sentences and words, and the formulas
 * that are made of them for each language. */
#include <math.h>
#include <string.h>
#include "formulas.h"
#include "syllables.h"

typedef struct {
	glane_scope token, unit;
	const glane_sym *form, *kind;
	glane_str lang;
} input;
static const glane_need needs[] = {
	GLANE_NEED(input, token, "token"),
	GLANE_NEED(input, form, "token.form"),
	GLANE_NEED(input, kind, "token.kind"),
	GLANE_NEED(input, lang, "var:lang"),
	GLANE_NEED_KEPT(input, unit, "unit"),
	GLANE_LAST
};

/* ---- Tables ------------------------------------------------------------------------------------------- */

typedef struct {
	int64_t words, letters, syllables, long_words, complex_words, sentences, documents, speakers;
	double per_sentence, per_word, flesch, kandel_moles, grade, ari, coleman_liau, fog, smog, lix, rix;
} cells;
#define CELL_COLUMNS(S) \
	GLANE_COL_COUNT(S, of.words, "words", "words", "Words, as written between blanks"), \
	GLANE_COL_COUNT(S, of.letters, "letters", "letters", "Letters and digits"), \
	GLANE_COL_COUNT(S, of.syllables, "syllables", "syllables", "Syllables"), \
	GLANE_COL_COUNT(S, of.long_words, "long_words", "words", "Words of more than 6 letters"), \
	GLANE_COL_COUNT(S, of.complex_words, "complex_words", "words", "Words of 3 syllables or more"), \
	GLANE_COL_VALUE(S, of.per_sentence, "words_per_sentence", "words", 2, "Words per sentence"), \
	GLANE_COL_VALUE(S, of.per_word, "syllables_per_word", "syllables", 3, "Syllables per word"), \
	GLANE_COL_VALUE(S, of.kandel_moles, "kandel_moles", NULL, 1, "Kandel–Moles (French; more is easier)"), \
	GLANE_COL_VALUE(S, of.flesch, "flesch", NULL, 1, "Flesch reading ease (English; more is easier)"), \
	GLANE_COL_VALUE(S, of.grade, "flesch_kincaid", "school grade", 1, "Flesch–Kincaid (English)"), \
	GLANE_COL_VALUE(S, of.ari, "ari", "school grade", 1, "ARI (English)"), \
	GLANE_COL_VALUE(S, of.coleman_liau, "coleman_liau", "school grade", 1, "Coleman–Liau (English)"), \
	GLANE_COL_VALUE(S, of.fog, "fog", "school grade", 1, "Gunning's Fog (English)"), \
	GLANE_COL_VALUE(S, of.smog, "smog", "school grade", 1, "SMOG (English)"), \
	GLANE_COL_VALUE(S, of.lix, "lix", NULL, 1, "LIX (less is easier)"), \
	GLANE_COL_VALUE(S, of.rix, "rix", NULL, 2, "RIX (less is easier)"), \
	GLANE_COL_PASSAGES(S, of.sentences, "sentences", "sentences", "Sentences"), \
	GLANE_COL_DOCUMENTS(S, of.documents, "documents", "Documents"), \
	GLANE_COL_SPEAKERS(S, of.speakers, "speakers", "Speakers")

typedef struct { glane_sym group, language; cells of; } group_row;
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	GLANE_COL_KEY(group_row, language, "language", "Language"),
	CELL_COLUMNS(group_row),
	GLANE_LAST
};
typedef struct { glane_sym group, document, language; cells of; } document_row;
static const glane_column document_columns[] = {
	GLANE_COL_KEY(document_row, group, "group", "Group"),
	GLANE_COL_KEY(document_row, document, "document", "Document"),
	GLANE_COL_KEY(document_row, language, "language", "Language"),
	CELL_COLUMNS(document_row),
	GLANE_LAST
};
static const glane_view group_views[] = {
	{ "lix", "group", "language", "lix", "LIX of each group, by language" },
	GLANE_LAST
};
static const glane_figure group_figures[] = {
	{ "lix", "bars", NULL, "x=group y=lix colour=language", "LIX of each group" },
	GLANE_LAST
};
enum { GROUPS, DOCUMENTS };
static const glane_table tables[] = {
	[GROUPS] = { "groups", GLANE_COUNTED, group_columns, sizeof(group_row), "group language", group_views, group_figures,
		"Readability of each group",
		"{group} ({language}): {words_per_sentence} words per sentence, LIX {lix}; of speech, it is the transcriber who ends sentences: "
		"compare only what was transcribed by the same rules" },
	[DOCUMENTS] = { "documents", GLANE_COUNTED, document_columns, sizeof(document_row), "group document", NULL, NULL,
		"Readability of each document",
		"{document} ({language}): {words_per_sentence} words per sentence, LIX {lix}; of speech, it is the transcriber who ends "
		"sentences: compare only what was transcribed by the same rules" },
	GLANE_LAST
};

/* ---- Counting ----------------------------------------------------------------------------------------- */

enum { FR, EN, LANGUAGES };

/* Of forms by their ids: syllables + 1, letters; found out once per worker. */
typedef struct { uint16_t syllables[LANGUAGES], letters; } spelling;
typedef struct { spelling *of; uint32_t room; } worker;

static uint16_t letters_of(glane_str form)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < form.n; i++)
		n += ((unsigned char)form.p[i] & 0xc0) != 0x80 && !strchr("'-._", form.p[i]);
	return (uint16_t)(n < 1000 ? n : 1000);
}

static const spelling *spelling_of(glane_ctx *ctx, uint32_t language, glane_sym form)
{
	worker *w = ctx->worker;
	if (form.id >= w->room) {
		uint32_t more = form.id + form.id / 2 + 1024 - w->room;
		w->of = ctx->host->grow(ctx, GLANE_WORKER, w->of, w->room * sizeof *w->of, more * sizeof *w->of);
		w->room += more;
	}
	spelling *s = &w->of[form.id];
	if (!s->syllables[language]) {
		glane_str text = ctx->host->string(ctx, form);
		uint32_t n = language == FR ? syllables_fr(text) : syllables_en(text);
		s->syllables[language] = (uint16_t)((n < 1000 ? n : 1000) + 1);
		s->letters = letters_of(text);
	}
	return s;
}

/* A word as written: what stands between blanks and punctuation. */
typedef struct { uint32_t letters, syllables; } written;

static void add_word(cells *of, const written *w)
{
	uint32_t syllables = w->syllables ? w->syllables : 1;
	of->words++;
	of->letters += w->letters;
	of->syllables += syllables;
	of->long_words += w->letters > 6;
	of->complex_words += syllables >= 3;
}

/* The words of each sentence; "l'" and "homme" are one, as nothing stands between them. */
static void count_words(glane_ctx *ctx, uint32_t language, cells *of)
{
	const input *in = ctx->input;
	const glane_scope *t = &in->token;
	const glane_sym word = ctx->host->sym(ctx, "word");
	for (uint32_t i = 0, end; i < t->n; i = end) {
		written w = { 0, 0 };
		for (end = i; end < t->n && in->kind[t->row[end]].id == word.id && t->unit[end] == t->unit[i] &&
		     (end == i || t->span[end].begin == t->span[end - 1].end); end++) {
			const spelling *s = spelling_of(ctx, language, in->form[t->row[end]]);
			w.letters += s->letters;
			w.syllables += s->syllables[language] - 1u;
		}
		if (end == i)
			end++;
		else if (t->unit[i] != GLANE_NONE)
			add_word(&of[t->unit[i]], &w);
	}
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	const uint32_t language = in->lang.n >= 2 && !memcmp(in->lang.p, "en", 2) ? EN : FR;
	const glane_sym name = h->sym(ctx, language == EN ? "en" : "fr");
	cells *of = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *of);
	group_row *group = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *group);
	document_row *document = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *document);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, ((size_t)in->unit.n + 1) * sizeof *at), n = 0;
	count_words(ctx, language, of);
	for (uint32_t i = 0; i < in->unit.n; i++) {
		if (!of[i].words)		/* "12 %." is no sentence to be read */
			continue;
		group[n] = (group_row){ .language = name, .of = of[i] };
		document[n] = (document_row){ .document = doc->name, .language = name, .of = of[i] };
		at[n++] = i;
	}
	h->count(ctx, GROUPS, n, group, &in->unit, at);
	h->count(ctx, DOCUMENTS, n, document, &in->unit, at);
	return GLANE_OK;
}

/* ---- Report ------------------------------------------------------------------------------------------- */

static double defined(double x)
{
	return isfinite(x) ? x : GLANE_UNDEFINED_REAL;
}

static void complete(cells *c, bool english)
{
	const text_counts t = { (double)c->sentences, (double)c->words, (double)c->syllables, (double)c->letters,
		(double)c->long_words, (double)c->complex_words };
	const double none = GLANE_UNDEFINED_REAL;
	c->per_sentence = defined(t.words / t.sentences);
	c->per_word = defined(t.syllables / t.words);
	c->kandel_moles = english ? none : defined(kandel_moles(t));
	c->flesch = english ? defined(flesch(t)) : none;
	c->grade = english ? defined(flesch_kincaid(t)) : none;
	c->ari = english ? defined(ari(t)) : none;
	c->coleman_liau = english ? defined(coleman_liau(t)) : none;
	c->fog = english ? defined(fog(t)) : none;
	c->smog = english ? defined(smog(t)) : none;
	c->lix = defined(lix(t));
	c->rix = defined(rix(t));
}

static int report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const glane_sym english = h->sym(ctx, "en");
	group_row *group;
	document_row *document;
	uint32_t n = h->counted(ctx, GROUPS, &group);
	if (!n)
		h->log(ctx, GLANE_WARNING, glane_here(), "there is nothing to measure: nobody who counts says a sentence");
	for (uint32_t i = 0; i < n; i++)
		complete(&group[i].of, group[i].language.id == english.id);
	n = h->counted(ctx, DOCUMENTS, &document);
	for (uint32_t i = 0; i < n; i++)
		complete(&document[i].of, document[i].language.id == english.id);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "Readability was computed from the lengths of sentences and words by the formulas of the text's "
	  "language: for French that of Kandel and Moles [@kandel1958]; for English those of Flesch "
	  "[@flesch1948] and Kincaid [@kincaid1975], ARI [@smith1967], Coleman and Liau [@coleman1975], "
	  "Gunning's Fog [@gunning1952] and SMOG [@mclaughlin1969]; for both LIX [@bjornsson1968] and RIX "
	  "[@anderson1983]. Syllables were counted from the spelling. Of oral interviews it is the transcriber "
	  "who ends sentences, so that only texts transcribed by the same rules can be compared." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "kandel1958", "article", "Kandel, Liliane and Moles, Abraham", "1958",
	  "Application de l'indice de Flesch à la langue française", .in = "Cahiers d'études de radio-télévision",
	  .volume = "19", .pages = "253-274" },
	{ "flesch1948", "article", "Flesch, Rudolf", "1948", "A new readability yardstick",
	  .in = "Journal of Applied Psychology", .volume = "32(3)", .pages = "221-233", .doi = "10.1037/h0057532" },
	{ "kincaid1975", "techreport",
	  "Kincaid, J. Peter and Fishburne, Robert P. and Rogers, Richard L. and Chissom, Brad S.", "1975",
	  "Derivation of new readability formulas (Automated Readability Index, Fog Count and Flesch Reading Ease Formula) for Navy enlisted personnel",
	  .in = "Naval Technical Training Command, Research Branch Report 8-75" },
	{ "smith1967", "techreport", "Smith, Edgar A. and Senter, R. J.", "1967", "Automated readability index",
	  .in = "Aerospace Medical Research Laboratories, AMRL-TR-66-220" },
	{ "coleman1975", "article", "Coleman, Meri and Liau, Ta Lin", "1975",
	  "A computer readability formula designed for machine scoring", .in = "Journal of Applied Psychology",
	  .volume = "60(2)", .pages = "283-284", .doi = "10.1037/h0076540" },
	{ "gunning1952", "book", "Gunning, Robert", "1952", "The Technique of Clear Writing", .in = "McGraw-Hill" },
	{ "mclaughlin1969", "article", "McLaughlin, G. Harry", "1969", "SMOG grading: a new readability formula",
	  .in = "Journal of Reading", .volume = "12(8)", .pages = "639-646" },
	{ "bjornsson1968", "book", "Björnsson, Carl-Hugo", "1968", "Läsbarhet", .in = "Liber" },
	{ "anderson1983", "article", "Anderson, Jonathan", "1983",
	  "Lix and Rix: variations on a little-known readability index", .in = "Journal of Reading",
	  .volume = "26(6)", .pages = "490-496" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "readability", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How easily what each group says would be read, by the formulas of its language",
	.topic = "words", .method = method, .references = references,
	.languages = "fr en", .units = "sentence",
	.needs = needs, .tables = tables,
	.input_size = sizeof(input), .worker_size = sizeof(worker),
	.process = process, .report = report,
};
