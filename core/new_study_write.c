/* new_study_write.c - the files of a new study: a pipeline with its comments, a table of metadata, a codebook. */
#include <config.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "file.h"
#include "language.h"
#include "new_study.h"
#include "sym.h"
#include "text.h"

enum { WIDTH = 100 };

static const char *escaped(arena *in, const char *s)
{
	const char *out = "";
	while (*s) {
		size_t n = strcspn(s, "&<>\"");
		const char *with = s[n] == '&' ? "&amp;" : s[n] == '<' ? "&lt;" : s[n] == '>' ? "&gt;" : s[n] ? "&quot;" : "";
		out = arena_print(in, "%s%.*s%s", out, (int)n, s, with);
		s += n + (s[n] != 0);
	}
	return out;
}

const char *study_read_xml(const study *s, const study_read *r, bool metadata)
{
	const char *more = "";
	if (r->text_column)
		more = arena_print(s->in, " text-column=\"%s\"", escaped(s->in, r->text_column));
	if (r->by_folder)
		more = " group=\"folder\"";
	if (r->folder && *r->folder)
		more = arena_print(s->in, "%s set=\"group=%s\"", more, escaped(s->in, r->folder));
	if (metadata || r->described)
		more = arena_print(s->in, "%s metadata=\"%s\"", more, r->metadata);
	return arena_print(s->in, "<read id=\"%s\" use=\"%s\" files=\"%s\"%s/>", r->id, r->use, escaped(s->in, r->files),
	                   more);
}

/* ---- Files ----------------------------------------------------------------------------------- */

static bool there(const study *s, const char *name)
{
	return !access(path_join(s->in, s->folder, name), F_OK);
}

const char *study_in_the_way(const study *s)
{
	static const char *const own[] = { "study.xml", "codebook.xml", "metadata.csv" };
	const char *list = NULL;
	for (uint32_t i = 0; i < 3; i++)
		if (there(s, own[i]) && !(i == 2 && s->n_reads && s->read[0].described))
			list = list ? arena_print(s->in, "%s, %s", list, own[i]) : own[i];
	for (uint32_t i = 1; i < s->n_reads; i++)
		if (there(s, s->read[i].metadata))
			list = list ? arena_print(s->in, "%s, %s", list, s->read[i].metadata) : s->read[i].metadata;
	return list;
}

static FILE *begin_file(const study *s, const char *name)
{
	FILE *f = fopen(path_join(s->in, s->folder, name), "wxe");	/* x: never over another one */
	if (!f)
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), path_join(s->in, s->folder, name),
		            message_reason(errno));
	return f;
}

static bool end_file(const study *s, FILE *f, const char *name)
{
	bool bad = ferror(f);
	bad = fclose(f) || bad;
	if (bad)
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), path_join(s->in, s->folder, name),
		            message_reason(errno));
	return !bad;
}

/* A remark of one paragraph, broken where there is a blank. */
static void remark(FILE *f, int indent, const char *text)
{
	uint32_t column = (uint32_t)indent + 4;
	fprintf(f, "%*s<!--", indent, "");
	for (const char *p = text; *p;) {
		size_t n = strcspn(p, " ");
		uint32_t width = text_code_points((glane_str){ p, (uint32_t)n });
		if (column + 1 + width > WIDTH) {
			fprintf(f, "\n%*s", indent + 4, "");
			column = (uint32_t)indent + 4;
		}
		fprintf(f, " %.*s", (int)n, p);
		column += 1 + width;
		p += n;
		p += *p == ' ';
	}
	fputs(" -->\n", f);
}

/* ---- The pipeline ---------------------------------------------------------------------------- */

static void write_turns(const study *s, FILE *f)
{
	uint32_t asking, answering;
	const char *interviewer = study_marks(s, true, &asking), *respondent = study_marks(s, false, &answering);
	if (!asking && !answering) {
		remark(f, 2, _("No marks of speakers were found at the beginning of lines: each document is one person's words. If "
		               "there are marks, as \"Interviewer:\", take off=\"yes\" out and name them here: "
		               "interviewer=\"…\" respondent=\"…\"."));
		fputs("  <step use=\"turns\" off=\"yes\"/>\n\n", f);
		return;
	}
	remark(f, 2, _("Who speaks, by the marks at the beginning of lines. They were guessed: correct who asks and who "
	               "answers. Only what respondents say is counted. other-labels says what a line is that begins as if "
	               "with a mark which isn't declared: \"text\" leaves it to who is speaking, \"speaker\" makes it a "
	               "respondent, \"error\" sets the document aside. unmarked=\"respondent\": a document without marks is "
	               "one respondent's."));
	if (!asking)
		remark(f, 2, _("Nobody was found who asks the questions: put that mark into interviewer."));
	fprintf(f, "  <step use=\"turns\" interviewer=\"%s\"\n        respondent=\"%s\"\n"
	           "        other-labels=\"%s\" unmarked=\"respondent\"/>\n\n", escaped(s->in, interviewer),
	        escaped(s->in, respondent), answering > 40 ? "speaker" : "text");
}

static void write_step(const study *s, FILE *f, const char *use, const char *more, const char *text)
{
	remark(f, 2, text);
	if (loader_path(s->loader, use))
		fprintf(f, "  <step use=\"%s\"%s/>\n\n", use, more);
	else
		fprintf(f, "  <!-- <step use=\"%s\"%s/> -->\n\n", use, more);
}

static void write_writer(const study *s, FILE *f, const char *use, const char *to, const char *text)
{
	if (!loader_path(s->loader, use))
		return;
	remark(f, 2, text);
	fprintf(f, "  <write use=\"%s\" to=\"%s\"/>\n", use, to);
}

static void write_head(const study *s, FILE *f)
{
	const char *languages = study_languages(s), *report = strcmp(language_user(), "fr") ? "en" : "fr";
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", f);
	remark(f, 0, _("A study that `glane new-study` has begun. What it guessed is for you to correct; what stands in such "
	               "remarks is for you alone. `glane check study.xml` says what is wrong, `glane run study.xml` runs "
	               "it: then open study-out/report.html. Quotation marks must be straight ones; names of files are "
	               "relative to this file; several values are separated by semicolons."));
	fputc('\n', f);
	remark(f, 0, _("languages: of the documents; those in others are set aside and listed. report-language: of headings and "
	               "labels. audience: \"team\" for those who may read the interviews; \"public\" hides small numbers and "
	               "who is who. by: the groups that are compared, a column of the metadata."));
	if (s->by)
		fprintf(f, "<pipeline version=\"1\" languages=\"%s\" report-language=\"%s\" audience=\"team\" by=\"%s\">\n",
		        languages, report, escaped(s->in, s->by));
	else
		fprintf(f, "<pipeline version=\"1\" languages=\"%s\" report-language=\"%s\" audience=\"team\">\n", languages,
		        report);
	fprintf(f, "  <title>%s</title>\n\n", escaped(s->in, s->title));
}

static void write_reads(const study *s, FILE *f)
{
	remark(f, 2, _("What is read. In metadata stands a row for each document: fill in its columns, add others, take out "
	               "what you don't need; each becomes a variable by which you can compare. Documents with the same "
	               "respondent are one person."));
	for (uint32_t i = 0; i < s->n_reads; i++)
		fprintf(f, "  %s\n", study_read_xml(s, &s->read[i], true));
	fputc('\n', f);
}

static bool write_pipeline(const study *s)
{
	const char *languages = study_languages(s);
	FILE *f = begin_file(s, "study.xml");
	if (!f)
		return false;
	write_head(s, f);
	write_reads(s, f);
	remark(f, 2, _("What every study of interviews needs: turns, language, words. A step named again below changes its "
	               "options."));
	fputs("  <include profile=\"interviews\"/>\n\n", f);
	write_turns(s, f);
	write_step(s, f, "language", arena_print(s->in, " default=\"%.*s\"", (int)strcspn(languages, " "), languages),
	           _("The language of documents that don't say theirs; default: of those that are too short to tell."));
	write_step(s, f, "frequencies", "", _("How often each word is used, by how many people."));
	write_step(s, f, "theme-coder", " codebook=\"codebook.xml\"",
	           _("Themes, and who speaks of them: they stand in codebook.xml, which holds one as an example."));
	write_writer(s, f, "write-csv", "tables/", _("All tables, for spreadsheets and R."));
	write_writer(s, f, "write-figures", "figures/", _("Figures, for the report and for papers, each with its table."));
	write_writer(s, f, "write-html", "report.html", _("A report to be read: each number leads to the passages."));
	fputs("</pipeline>\n", f);
	return end_file(s, f, "study.xml");
}

/* ---- Metadata -------------------------------------------------------------------------------- */

static bool is_variable(const study *s, const char *name)
{
	for (uint32_t i = 0; i < s->n_variables; i++)
		if (!strcasecmp(s->variable[i], name))
			return true;
	return false;
}

static void write_cell(FILE *f, const char *cell)
{
	if (!strpbrk(cell, ";\"\n\r")) {
		fputs(cell, f);
		return;
	}
	fputc('"', f);
	for (; *cell; cell++) {
		if (*cell == '"')
			fputc('"', f);
		fputc(*cell, f);
	}
	fputc('"', f);
}

/* A row for each document of a <read>, and columns to be filled in that no table has yet. */
static bool write_metadata(const study *s, uint32_t number)
{
	static const char *const french[] = { "respondent", "age", "genre", "profession", "date", NULL };
	static const char *const english[] = { "respondent", "age", "gender", "occupation", "date", NULL };
	const char *const *names = strcmp(language_user(), "fr") ? english : french, *name = s->read[number].metadata;
	uint32_t columns = 0;
	FILE *f = begin_file(s, name);
	if (!f)
		return false;
	fputs("document", f);
	for (const char *const *n = names; *n; n++)
		if (!is_variable(s, *n)) {
			fprintf(f, ";%s", *n);
			columns++;
		}
	fputc('\n', f);
	for (uint32_t i = 0; i < s->n_documents; i++) {
		if (s->document[i].read != number)
			continue;
		write_cell(f, s->document[i].name);
		for (uint32_t k = 0; k < columns; k++)
			fputc(';', f);
		fputc('\n', f);
	}
	return end_file(s, f, name);
}

/* ---- The codebook ---------------------------------------------------------------------------- */

typedef struct { const char *language, *label, *definition, *example, *lemmas, *words; } sample_theme;
static const sample_theme samples[] = {
	{ "fr", "Le temps", "Le temps qu'il faut, que l'on gagne, que l'on perd, qui manque.", "Je n'ai jamais le temps de tout finir.",
	  "temps ; heure ; délai ; urgence", "à la bourre ; au dernier moment" },
	{ "en", "Time", "The time it takes, that is won, lost, or short.", "I never have the time to finish everything.",
	  "time ; hour ; deadline", "last minute ; in a hurry" },
};

static bool in_languages(const char *languages, const char *language)
{
	glane_str rest = str_of(languages), part;
	while (text_name(&rest, &part))
		if (str_equal(part, str_of(language)))
			return true;
	return false;
}

static void write_sample(FILE *f, const sample_theme *t)
{
	fprintf(f, "    <label lang=\"%s\">%s</label>\n", t->language, t->label);
	fprintf(f, "    <definition lang=\"%s\">%s</definition>\n", t->language, t->definition);
	fprintf(f, "    <example lang=\"%s\">%s</example>\n", t->language, t->example);
	fprintf(f, "    <lemmas lang=\"%s\">%s</lemmas>\n", t->language, t->lemmas);
	fprintf(f, "    <words lang=\"%s\">%s</words>\n", t->language, t->words);
}

static bool write_codebook(const study *s)
{
	const char *languages = study_languages(s), *first = arena_copy(s->in, languages, strcspn(languages, " "));
	FILE *f = begin_file(s, "codebook.xml");
	if (!f)
		return false;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", f);
	remark(f, 0, _("The themes that you look for, and the words that call for them: entries are separated by semicolons, a "
	               "star at an end of a word stands for any letters. `glane check study.xml` says what is wrong here as "
	               "well; `glane schema codebook` prints a schema for editors."));
	fprintf(f, "<codebook version=\"1\" languages=\"%s\" unit=\"sentence\">\n", languages);
	fprintf(f, "  <title lang=\"%s\">%s</title>\n\n", first, escaped(s->in, s->title));
	remark(f, 2, _("An example: put your own themes in its place."));
	fprintf(f, "  <theme code=\"%s\">\n", strcmp(first, "fr") ? "time" : "temps");
	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
		if (in_languages(languages, samples[i].language))
			write_sample(f, &samples[i]);
	fputs("  </theme>\n\n", f);
	remark(f, 2, _("What else a theme may hold. lemmas: dictionary forms. words: as they are written. near: groups of words "
	               "close to each other. regex: a regular expression. not-in: expressions in which a word doesn't count. "
	               "not-with, only-with: words that must not, or must, stand in the same unit."));
	fprintf(f, "  <!--\n"
	           "  <theme code=\"…\" colour=\"#2e6f95\">\n"
	           "    <label lang=\"%s\">…</label>\n"
	           "    <definition lang=\"%s\">…</definition>\n"
	           "    <limit lang=\"%s\">…</limit>\n"
	           "    <example lang=\"%s\">…</example>\n"
	           "    <lemmas lang=\"%s\" gap=\"2\" negated=\"no\">… ; …</lemmas>\n"
	           "    <words lang=\"%s\" weight=\"0.5\">…* ; …</words>\n"
	           "    <near lang=\"%s\" within=\"8\"><lemmas>… ; …</lemmas> <lemmas>… ; …</lemmas></near>\n"
	           "    <regex lang=\"%s\">\\b\\d+ …\\b</regex>\n"
	           "    <not-in lang=\"%s\">…</not-in>\n"
	           "    <not-with lang=\"%s\">…</not-with>\n"
	           "    <only-with lang=\"%s\" unit=\"document\">…</only-with>\n"
	           "  </theme>\n"
	           "  -->\n"
	           "</codebook>\n", first, first, first, first, first, first, first, first, first, first, first);
	return end_file(s, f, "codebook.xml");
}

bool study_write(const study *s)
{
	bool ok = write_codebook(s);
	for (uint32_t i = 0; ok && i < s->n_reads; i++)
		ok = s->read[i].described || write_metadata(s, i);
	return ok && write_pipeline(s);
}
