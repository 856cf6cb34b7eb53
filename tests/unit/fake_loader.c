/* fake_loader.c - takes the place of loader.c in tests of the pipeline. */
#include <config.h>
#include <string.h>
#include "fake_loader.h"
#include "language.h"

struct loader { arena *in; };

typedef struct { const char *text; bool header; } read_options;
typedef struct { glane_span *span; glane_sym *a, *b; } rows;
typedef struct { const char *form, *of; } text_options;
typedef struct { glane_scope scope; glane_rows a, b; const glane_sym *sym; const glane_grid *grid; } input;
typedef struct { glane_sym group, form; int64_t n, documents, speakers; } counted;

static int plan(glane_ctx *c, const glane_file *f, glane_plan *p) { (void)c; (void)f; (void)p; return 0; }
static int process(glane_ctx *c, const glane_doc *d) { (void)c; (void)d; return 0; }
static int edit(glane_ctx *c, glane_draft *d) { (void)c; (void)d; return 0; }
static int render(glane_ctx *c) { (void)c; return 0; }
static int report(glane_ctx *c) { (void)c; return 0; }

static const glane_column form[] = { GLANE_COLUMN(rows, a, "form", "form"), GLANE_LAST };
static const glane_column speaker[] = { GLANE_COLUMN(rows, a, "speaker", "speaker"), GLANE_LAST };
static const glane_column lemma[] = { GLANE_COLUMN(rows, a, "lemma", "lemma"), GLANE_LAST };
static const glane_column code[] = { GLANE_COLUMN(rows, a, "code", "code"), GLANE_LAST };
static const glane_column klass[] = { GLANE_COLUMN(rows, a, "class", "class"), GLANE_LAST };
static const glane_column profile[] = { GLANE_COLUMN(rows, a, "profile", "profile"), GLANE_LAST };

static const glane_option csv_options[] = {
	GLANE_OPT_TEXT(read_options, text, "text-column", "text", "Column of the text"),
	GLANE_OPT_BOOL(read_options, header, "header", "yes", "Does the first row name the columns"),
	GLANE_LAST };
static const glane_plugin read_csv = { GLANE_HEAD, .name = "read-csv", .version = "1",
	.summary = "Reads tables", .options = csv_options, .config_size = sizeof(read_options), .plan = plan };

static const glane_layer tei_layers[] = {
	GLANE_LAYER(rows, "turn", GLANE_MAY_MAKE, speaker, "turns"), GLANE_LAST };
static const glane_plugin read_tei = { GLANE_HEAD, .name = "read-tei", .version = "1",
	.layers = tei_layers, .plan = plan };

static const glane_option name_options[] = {
	GLANE_OPT_PRIVATE(text_options, form, "table", NULL, "Names and pseudonyms"), GLANE_LAST };
static const glane_plugin pseudonyms = { GLANE_HEAD, .name = "pseudonyms", .version = "1",
	.options = name_options, .config_size = sizeof(text_options), .edit = edit };

static const glane_option turn_options[] = {
	GLANE_OPT_TEXT(text_options, form, "interviewer", "", "Marks of interviewers"),
	GLANE_OPT_TEXT(text_options, of, "respondent", "", "Marks of respondents"), GLANE_LAST };
static const glane_layer turn_layers[] = {
	GLANE_LAYER(rows, "turn", GLANE_MAKES, speaker, "turns"),
	GLANE_LAYER(rows, "note", GLANE_MAKES, NULL, "markers"), GLANE_LAST };
static const glane_plugin turns = { GLANE_HEAD, .name = "turns", .version = "1",
	.options = turn_options, .config_size = sizeof(text_options), .layers = turn_layers,
	.process = process };

static const glane_variable lang[] = { { "lang", GLANE_NOMINAL, { NULL, 0 } }, GLANE_LAST };
static const glane_plugin language = { GLANE_HEAD, .name = "language", .version = "1",
	.variables = lang, .process = process };

static const glane_layer token_layers[] = {
	GLANE_LAYER(rows, "token", GLANE_MAKES, form, "tokens"),
	GLANE_LAYER(rows, "sentence", GLANE_MAKES, NULL, "sentences"), GLANE_LAST };
static const glane_plugin tokenize_fr = { GLANE_HEAD, .name = "tokenize-fr", .version = "1",
	.languages = "fr", .layers = token_layers, .process = process };
static const glane_plugin tokenize_en = { GLANE_HEAD, .name = "tokenize-en", .version = "1",
	.languages = "en", .layers = token_layers, .process = process };
static const glane_plugin tokenize_any = { GLANE_HEAD, .name = "tokenize-any", .version = "1",
	.layers = token_layers, .process = process };

static const glane_need token_need[] = { GLANE_NEED(input, a, "token"), GLANE_LAST };
static const glane_layer word_layers[] = {
	GLANE_LAYER(rows, "word", GLANE_MAKES, lemma, "words"), GLANE_LAST };
static const glane_plugin words = { GLANE_HEAD, .name = "words", .version = "1",
	.needs = token_need, .input_size = sizeof(input), .layers = word_layers, .process = process };
static const glane_layer tag_layers[] = {
	GLANE_LAYER(rows, "word", GLANE_REPLACES, lemma, "better lemmas"), GLANE_LAST };
static const glane_plugin tagger = { GLANE_HEAD, .name = "tagger", .version = "1",
	.needs = token_need, .input_size = sizeof(input), .layers = tag_layers, .process = process };
static const glane_layer lemma_layers[] = {
	GLANE_LAYER(rows, "word", GLANE_ADDS, lemma, "lemmas"), GLANE_LAST };
static const glane_plugin lemmas = { GLANE_HEAD, .name = "lemmas", .version = "1",
	.layers = lemma_layers, .process = process };

static const glane_option coder_options[] = {
	GLANE_OPT_PATH(fake_coder, codebook, "codebook", NULL, "File of codes"),
	GLANE_OPT_INT(fake_coder, min_words, "min-words", "1", 1, 100, "Words that a sentence must hold"),
	GLANE_OPT_REAL(fake_coder, min_score, "min-score", "0.5", 0, 1, "Least score"),
	GLANE_OPT_BOOL(fake_coder, whole, "whole", "no", "Whole words alone"),
	GLANE_OPT_CHOICE(fake_coder, keep, "keep", "best", "best|all|none", "What is kept"),
	GLANE_OPT_TEXT(fake_coder, note, "note", "", "Any text"),
	GLANE_OPT_PRIVATE(fake_coder, secret, "secret", "", "A file of secrets"),
	GLANE_OPT_REF(fake_coder, over, "over", "", "var|column", "A variable or a column"),
	GLANE_LAST };
static const glane_need coder_needs[] = { GLANE_NEED(input, a, "token"), GLANE_NEED(input, b, "sentence"),
	GLANE_NEED(input, sym, "@over?"), GLANE_LAST };
static const glane_layer theme_layers[] = {
	GLANE_LAYER(rows, "theme", GLANE_MAKES, code, "themes"), GLANE_LAST };
static const glane_plugin theme_coder = { GLANE_HEAD, .name = "theme-coder", .version = "1",
	.options = coder_options, .config_size = sizeof(fake_coder), .needs = coder_needs,
	.input_size = sizeof(input), .layers = theme_layers, .process = process };

static const glane_layer segment_layers[] = {
	GLANE_LAYER(rows, "segment", GLANE_MAKES, NULL, "segments"), GLANE_LAST };
static const glane_plugin segments = { GLANE_HEAD, .name = "segments", .version = "1",
	.needs = token_need, .input_size = sizeof(input), .layers = segment_layers, .process = process };

static const glane_layer verbatim_layers[] = {
	GLANE_LAYER(rows, "verbatim", GLANE_MAKES, profile, "quotations"), GLANE_LAST };
static const glane_plugin quotes = { GLANE_HEAD, .name = "quotes", .version = "1",
	.layers = verbatim_layers, .process = process };

static const glane_column count_columns[] = {
	GLANE_COL_KEY(counted, group, "group", "group"), GLANE_COL_KEY(counted, form, "form", "form"),
	GLANE_COL_COUNT(counted, n, "count", "tokens", "count"),
	GLANE_COL_DOCUMENTS(counted, documents, "documents", "documents"),
	GLANE_COL_SPEAKERS(counted, speakers, "speakers", "speakers"), GLANE_LAST };
static const glane_table count_tables[] = {
	{ "forms", GLANE_COUNTED, count_columns, sizeof(counted), "group", NULL, NULL, "Forms", NULL },
	GLANE_LAST };
static const glane_plugin frequencies = { GLANE_HEAD, .name = "frequencies", .version = "1",
	.units = "sentence document", .needs = token_need, .input_size = sizeof(input),
	.tables = count_tables, .process = process };

static const glane_table contrast_tables[] = {
	{ "contrasts", GLANE_REPORTED, count_columns, sizeof(counted), "group", NULL, NULL, "Contrasts", NULL },
	GLANE_LAST };
static const glane_plugin contrasts = { GLANE_HEAD, .name = "contrasts", .version = "1",
	.units = "sentence", .needs = token_need, .input_size = sizeof(input),
	.tables = contrast_tables, .process = process, .report = report };

static const glane_need class_needs[] = { GLANE_NEED(input, scope, "unit"),
	GLANE_NEED_KEPT(input, sym, "word.lemma"), GLANE_LAST };
static const glane_layer class_layers[] = {
	GLANE_LAYER(rows, "segment", GLANE_LABELS, klass, "classes"), GLANE_LAST };
static const glane_column class_columns[] = {
	GLANE_COL_KEY(counted, form, "form", "form"), GLANE_LAST };
static const glane_table class_tables[] = {
	{ "profiles", GLANE_REPORTED, class_columns, sizeof(counted), "form", NULL, NULL, "Profiles", NULL },
	GLANE_LAST };
static const glane_plugin classes = { GLANE_HEAD, .name = "classes", .version = "1",
	.units = "segment sentence", .needs = class_needs, .input_size = sizeof(input),
	.layers = class_layers, .tables = class_tables, .process = process, .report = report };

static const glane_option map_options[] = {
	GLANE_OPT_REF(text_options, of, "of", "table:classes.profiles", "table", "Table to be mapped"),
	GLANE_LAST };
static const glane_need map_needs[] = { GLANE_NEED(input, grid, "@of"), GLANE_LAST };
static const glane_plugin map = { GLANE_HEAD, .name = "map", .version = "1", .options = map_options,
	.config_size = sizeof(text_options), .needs = map_needs, .input_size = sizeof(input),
	.process = process, .report = report };

static const glane_plugin write_csv = { GLANE_HEAD, .name = "write-csv", .version = "1", .render = render };
static const glane_plugin write_html = { GLANE_HEAD, .name = "write-html", .version = "1",
	.releases_text = true, .render = render };

static const plugin all[] = {
	{ &classes, "", "classes", false, false, true, false },
	{ &contrasts, "", "contrasts", false, false, true, false },
	{ &frequencies, "", "frequencies", false, false, true, false },
	{ &language, "", "language", false, false, true, false },
	{ &lemmas, "", "lemmas", false, false, true, false },
	{ &map, "", "map", false, false, true, false },
	{ &pseudonyms, "", "pseudonyms", false, true, false, false },
	{ &quotes, "", "quotes", false, false, true, false },
	{ &read_csv, "", "read-csv", true, false, false, false },
	{ &read_tei, "", "read-tei", true, false, false, false },
	{ &segments, "", "segments", false, false, true, false },
	{ &tagger, "", "tagger", false, false, true, false },
	{ &theme_coder, "", "theme-coder", false, false, true, false },
	{ &tokenize_any, "", "tokenize-any", false, false, true, false },
	{ &tokenize_en, "", "tokenize-en", false, false, true, false },
	{ &tokenize_fr, "", "tokenize-fr", false, false, true, false },
	{ &turns, "", "turns", false, false, true, false },
	{ &words, "", "words", false, false, true, false },
	{ &write_csv, "", "write-csv", false, false, false, true },
	{ &write_html, "", "write-html", false, false, false, true },
};
enum { N = sizeof all / sizeof *all };

loader *loader_new(arena *in, uint32_t n_folders, const char *const *folder)
{
	(void)n_folders;
	(void)folder;
	loader *l = arena_alloc(in, sizeof *l);
	l->in = in;
	return l;
}

const char *const *loader_names(loader *l, uint32_t *n)
{
	static const char *names[N];
	(void)l;
	for (int i = 0; i < N; i++)
		names[i] = all[i].name;
	*n = N;
	return names;
}

const plugin *loader_get(loader *l, const char *name, messages *m, place at)
{
	(void)l;
	for (int i = 0; i < N; i++)
		if (!strcmp(all[i].name, name))
			return &all[i];
	messages_add(m, MESSAGE_ERROR, at, "(loader) %s", name);
	return NULL;
}
