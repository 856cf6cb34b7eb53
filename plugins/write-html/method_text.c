/* method_text.c - what the section "Method" says: of the corpus, of each stage in the order of the pipeline, of the program. */
#include "method.h"
#include <string.h>

static const glane_reference own[] = {
	{ "sweeney2002", "article", "Sweeney, Latanya", "2002", "k-anonymity: a model for protecting privacy",
	  .in = "International Journal of Uncertainty, Fuzziness and Knowledge-Based Systems", .volume = "10(5)",
	  .pages = "557-570", .doi = "10.1142/S0218488502001648" },
	GLANE_LAST
};

/* ---- core.manifest ----------------------------------------------------------------------------- */

/* What the pipeline says of a stage by one of the attributes that all stages have; "": nothing. */
static const char *attribute(const report *r, const char *stage, const char *name)
{
	const shown_table *t = core_table(r, "manifest");
	for (uint32_t i = 0; t && i < t->grid->n; i++)
		if (core_of_stage(r, t, i, stage) && !strcmp(core_fact(r, t, "option", i).p, name))
			return core_fact(r, t, "value", i).p;
	return "";
}

static const char *version_of_glane(const report *r)
{
	const shown_table *t = core_table(r, "manifest");
	for (uint32_t i = 0; t && i < t->grid->n; i++)
		if (!strcmp(core_fact(r, t, "stage", i).p, "(glane)"))
			return core_fact(r, t, "value", i).p;
	return "";
}

/* ---- Paragraphs -------------------------------------------------------------------------------- */

static const char *add(const report *r, const char *text, const char *more)
{
	return *more ? join(r, text, *text ? " " : "", more) : text;
}

/* A sentence with a number in it, where there is something to say. */
static const char *add_number(const report *r, const char *text, const char *said, uint64_t n)
{
	return n ? add(r, text, sentence(r, said, "{n}", number(r, n), NULL)) : text;
}

static const char *groups(const report *r)
{
	const char *all = "";
	for (uint32_t i = 0; i < r->studied.n_variables; i++)
		all = join(r, all, *all ? ", " : "", r->studied.variable[i].label);
	return *all ? sentence(r, translate(r, "Groups are compared by: {variables}."), "{variables}", all, NULL) : "";
}

static const char *privacy(const report *r)
{
	const char *k = number(r, (uint64_t)r->study->min_speakers);
	if (!r->public)
		return "";
	return r->study->min_speakers <= 0 ? translate(r, "This report is for the public: names of documents and of speakers are "
			"left out.") :
		sentence(r, translate(r, "This report is for the public: a number that rests on fewer than {k} people is suppressed, a word "
			"or theme of fewer people is left out [@sweeney2002], and so are names of documents and of speakers."), "{k}", k, NULL);
}

static const char *corpus(const report *r)
{
	const studied *s = &r->studied;
	bool one = r->n_documents == 1 || s->respondents == 1;
	const char *text = sentence(r, one ?
		translate(r, "Documents: {documents}; respondents: {respondents}; words that they say: {words}.") :
		translate(r, "The corpus has {documents} documents, in which {respondents} respondents say {words} words (what stands "
			"between blanks)."),
		"{documents}", number(r, r->n_documents), "{respondents}", number(r, s->respondents), "{words}", number(r, s->words), NULL);
	text = add_number(r, text, translate(r, "What interviewers say ({n} words) is not counted, unless it is said otherwise."),
	                  s->interviewers);
	text = add_number(r, text, translate(r, "Documents set aside, and listed with the reason: {n}."), core_rows(r, "skipped"));
	text = add_number(r, text, translate(r, "Repairs of the files, each of which is listed: {n}."), core_rows(r, "repairs"));
	text = add_number(r, text, translate(r, "Corrections by hand, each of which is listed: {n}."), core_rows(r, "corrections"));
	text = add_number(r, text, translate(r, "Respondents who may not be quoted, whose words are counted and not shown: {n}."),
	                  s->unquotable);
	text = add(r, text, groups(r));
	text = add(r, text, translate(r, "A value that is missing, not defined or suppressed is shown as such, and never as 0."));
	return add(r, text, privacy(r));
}

/* What a stage was kept to. */
static const char *restrictions(const report *r, const char *stage)
{
	const char *text = "", *speakers = attribute(r, stage, "speakers");
	const struct { const char *name, *said; } all[] = {
		{ "when", translate(r, "Documents: {value}.") },
		{ "where", translate(r, "Passages: {value}.") },
		{ "coder", translate(r, "Themes as coded by: {value}.") },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		const char *value = attribute(r, stage, all[i].name);
		text = *value ? add(r, text, sentence(r, all[i].said, "{value}", value, NULL)) : text;
	}
	if (!*speakers || !strcmp(speakers, "respondents"))
		return text;
	return add(r, text, !strcmp(speakers, "all") ? translate(r, "What interviewers and others say counts as well.") :
		sentence(r, translate(r, "Speakers: {value}."), "{value}", speakers, NULL));
}

static bool said_before(const glane_method *all, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (!strcmp(all[k].plugin, all[i].plugin))
			return true;
	return false;
}

static const char *program(const report *r, const glane_method *all, uint32_t n, const char *version)
{
	const char *plugins = "";
	for (uint32_t i = 0; i < n; i++)
		if (!said_before(all, i))
			plugins = join(r, plugins, *plugins ? ", " : "", join(r, all[i].plugin, " ", all[i].version));
	return sentence(r, translate(r, "All was computed with glane {version} [@glane]; its plugins, with their versions: {plugins}. "
		"The pipeline file, the options in effect and the hashes of all files that were read go with the report, and the same "
		"files give the same results."), "{version}", version, "{plugins}", plugins, NULL);
}

/* ---- All of it ------------------------------------------------------------------------------------ */

static const glane_reference *program_as_work(const report *r, const char *version)
{
	glane_reference *w = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, 2 * sizeof *w);
	*w = (glane_reference){ .key = "glane", .type = "misc", .author = "The glane authors", .year = "2026",
		.title = join(r, "glane ", version, ": text mining for people who study what other people say"),
		.in = translate(r, "Computer program") };
	return w;
}

method method_gather(const report *r)
{
	method m = { .version = version_of_glane(r) };
	uint32_t n;
	const glane_method *all = r->ctx->host->methods(r->ctx, &n);
	m.paragraph = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, (n + 2) * sizeof *m.paragraph);
	m.paragraph[m.n++] = (method_paragraph){ translate(r, "Corpus"), corpus(r) };
	citations_offer(r->ctx, &m.works, own);
	citations_offer(r->ctx, &m.works, program_as_work(r, m.version));
	for (uint32_t i = 0; i < n; i++) {
		if (!all[i].text || !*all[i].text)
			continue;
		bool same = !strcmp(all[i].stage, all[i].plugin);
		const char *name = same ? all[i].stage : join(r, all[i].stage, " (", join(r, all[i].plugin, ")", ""));
		m.paragraph[m.n++] = (method_paragraph){ name, add(r, all[i].text, restrictions(r, all[i].stage)) };
		citations_offer(r->ctx, &m.works, all[i].references);
	}
	m.paragraph[m.n++] = (method_paragraph){ translate(r, "Program"), program(r, all, n, m.version) };
	const char **text = r->ctx->host->alloc(r->ctx, GLANE_SCRATCH, m.n * sizeof *text);
	for (uint32_t i = 0; i < m.n; i++)
		text[i] = m.paragraph[i].text;
	citations_keep(r->ctx, &m.works, m.n, text);
	return m;
}
