/* agreement: how far coders agree, people among themselves and with glane: per theme, over all themes, and where
 * they don't. */
#include "coded.h"
#include "references/references.h"
#include "tables.h"

static const glane_option options[] = {
	GLANE_OPT_TEXT(agreement_config, reference, "reference", "",
		"The coder by whom the others are measured; without it steps are measured by people"),
	GLANE_OPT_PATTERN(agreement_config, scores, "scores", "",
		"Scores to compare, of whole documents: variables in braces, and sentiment for glane's, as in {marie} {luc} sentiment"),
	GLANE_OPT_INT(agreement_config, draws, "draws", "1000", 0, 100000, "How often intervals are drawn; 0: no intervals"),
	GLANE_OPT_CHOICE(agreement_config, drawn, "drawn", "speakers", "speakers|units",
		"What is drawn: speakers with all their units, which aren't independent of each other, or units"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(agreement_input, coders, "var:coders?"),
	GLANE_NEED_KEPT(agreement_input, theme, "theme?"),
	GLANE_NEED_KEPT(agreement_input, code, "theme.code?"),
	GLANE_NEED_KEPT(agreement_input, origin, "theme.origin?"),
	GLANE_NEED_KEPT(agreement_input, unit, "unit"),
	GLANE_NEED_KEPT(agreement_input, sentiment, "sentiment?"),
	GLANE_NEED_KEPT(agreement_input, score, "sentiment.score?"),
	GLANE_LAST
};

static int create(glane_ctx *ctx, void **self)
{
	*self = NULL;
	return scores_check(ctx);
}

static int report(glane_ctx *ctx)
{
	const agreement_config *config = ctx->config;
	coded c;
	if (!coded_read(ctx, &c))
		return GLANE_EOPTION;
	if (c.coder.n < 2 && !*config->scores)
		ctx->host->log(ctx, GLANE_WARNING, glane_here(),
		               "there are fewer than two coders, so that nothing can be compared: put <step use=\"codings\"/> above this "
		               "step, or a second theme-coder");
	agreement_report(&c);
	report_scores(&c);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "How far coders agree was computed on the documents that both have read, units that nobody "
	  "coded included." },
	{ "unit=sentence", "Units are sentences; a unit has a theme when a coded passage overlaps it." },
	{ "unit=segment", "Units are segments; a unit has a theme when a coded passage overlaps it." },
	{ "unit=turn", "Units are turns of speech; a unit has a theme when a coded passage overlaps it." },
	{ "unit=document", "Units are documents; a unit has a theme when a coded passage overlaps it." },
	{ NULL, "Each theme has Cohen's κ [@cohen1960], Scott's π [@scott1955], Gwet's AC1 [@gwet2008] and "
	  "Krippendorff's α [@krippendorff2004]; all themes together have α of sets with the distances MASI "
	  "[@passonneau2006] and Jaccard [@jaccard1912]; with more than two coders pairs are weighted "
	  "[@krippendorff2011]. Precision, recall and F1 are of the first coder against the second "
	  "[@holsti1969; @vanrijsbergen1979]. A coefficient that is not defined is shown as such, with the "
	  "reason." },
	{ "draws!=0", "95 per cent intervals come from {draws} draws with replacement [@efron1979], always with "
	  "the same seed." },
	{ "draws!=0 and drawn=speakers", "Speakers were drawn, with all their units." },
	{ "draws!=0 and drawn=units", "Units were drawn, which makes intervals too short." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "cohen1960", "article", "Cohen, Jacob", "1960", "A coefficient of agreement for nominal scales",
	  .in = "Educational and Psychological Measurement", .volume = "20(1)", .pages = "37-46",
	  .doi = "10.1177/001316446002000104" },
	{ "scott1955", "article", "Scott, William A.", "1955",
	  "Reliability of content analysis: the case of nominal scale coding", .in = "Public Opinion Quarterly",
	  .volume = "19(3)", .pages = "321-325", .doi = "10.1086/266577" },
	{ "gwet2008", "article", "Gwet, Kilem Li", "2008",
	  "Computing inter-rater reliability and its variance in the presence of high agreement",
	  .in = "British Journal of Mathematical and Statistical Psychology", .volume = "61(1)", .pages = "29-48",
	  .doi = "10.1348/000711006X126600" },
	{ "krippendorff2004", "book", "Krippendorff, Klaus", "2004",
	  "Content Analysis: An Introduction to Its Methodology", .in = "Sage" },
	{ "passonneau2006", "inproceedings", "Passonneau, Rebecca J.", "2006",
	  "Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation",
	  .in = "Proceedings of the Fifth International Conference on Language Resources and Evaluation (LREC 2006)",
	  .pages = "831-836" },
	REFERENCE_JACCARD_1912,
	{ "krippendorff2011", "misc", "Krippendorff, Klaus", "2011", "Computing Krippendorff's alpha-reliability",
	  .in = "University of Pennsylvania" },
	{ "holsti1969", "book", "Holsti, Ole R.", "1969", "Content Analysis for the Social Sciences and Humanities",
	  .in = "Addison-Wesley" },
	{ "vanrijsbergen1979", "book", "van Rijsbergen, C. J.", "1979", "Information Retrieval",
	  .in = "Butterworths" },
	{ "efron1979", "article", "Efron, Bradley", "1979", "Bootstrap methods: another look at the jackknife",
	  .in = "The Annals of Statistics", .volume = "7(1)", .pages = "1-26", .doi = "10.1214/aos/1176344552" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "agreement", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How far coders agree on themes: kappa, alpha and others, precision and recall, and the passages where they don't",
	.topic = "agreement", .method = method, .references = references,
	.units = "sentence segment turn document",
	.options = options, .needs = needs, .tables = agreement_tables,
	.config_size = sizeof(agreement_config), .input_size = sizeof(agreement_input),
	.create = create, .report = report,
};
