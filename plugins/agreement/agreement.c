/* agreement: how far coders agree, people among themselves and with glane: per theme, over all themes, and where
 * they don't. */
#include "coded.h"
#include "tables.h"

static const glane_option options[] = {
	GLANE_OPT_TEXT(agreement_config, reference, "reference", "",
		"The coder by whom the others are measured; without it steps are measured by people"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED(agreement_input, coders, "var:coders?"),
	GLANE_NEED_KEPT(agreement_input, theme, "theme"),
	GLANE_NEED_KEPT(agreement_input, code, "theme.code"),
	GLANE_NEED_KEPT(agreement_input, origin, "theme.origin"),
	GLANE_NEED_KEPT(agreement_input, unit, "unit"),
	GLANE_LAST
};

static int report(glane_ctx *ctx)
{
	coded c;
	if (!coded_read(ctx, &c))
		return GLANE_EOPTION;
	if (c.coder.n < 2)
		ctx->host->log(ctx, GLANE_WARNING, glane_here(),
		               "there are fewer than two coders, so that nothing can be compared: put <step use=\"codings\"/> above this "
		               "step, or a second theme-coder");
	agreement_report(&c);
	return GLANE_OK;
}

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "agreement", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "How far coders agree on themes: kappa, alpha and others, precision and recall, and the passages where they don't",
	.units = "sentence segment turn document",
	.options = options, .needs = needs, .tables = agreement_tables,
	.config_size = sizeof(agreement_config), .input_size = sizeof(agreement_input),
	.report = report,
};
