/* agreement: how far coders agree, people among themselves and with glane: per theme, over all themes, and where
 * they don't. */
#include "coded.h"
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

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "agreement", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How far coders agree on themes: kappa, alpha and others, precision and recall, and the passages where they don't",
	.units = "sentence segment turn document",
	.options = options, .needs = needs, .tables = agreement_tables,
	.config_size = sizeof(agreement_config), .input_size = sizeof(agreement_input),
	.create = create, .report = report,
};
