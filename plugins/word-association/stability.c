/* stability.c - which words stay in their zone when the cut-offs move, and which hang on them. */
#include <math.h>
#include "association.h"
#include "zones.h"

const char *zone_name(int zone)
{
	static const char *const names[N_ZONES] = { "", "core", "first-periphery", "contrasted", "second-periphery" };
	return names[zone];
}

static double cell(double x)
{
	return isnan(x) ? GLANE_UNDEFINED_REAL : x;
}

void stability_report(glane_ctx *ctx, uint32_t n, const word_row *const *word, const word_use *use, const cutoffs *chosen,
                      double *room)
{
	const glane_host *h = ctx->host;
	cutoffs rule[CUT_RULES];
	for (int i = 0; i < CUT_RULES; i++)
		rule[i] = cutoffs_of(i, n, use, chosen->least, 0, 0, room);
	for (uint32_t i = 0; i < n; i++) {
		zone_hold hold = hold_of(chosen, rule, &use[i]);
		if (hold.zone == ZONE_NONE)
			continue;
		stability_row r = { .stimulus = word[i]->stimulus, .group = word[i]->group, .word = word[i]->word,
			.frequency = word[i]->frequency, .speakers = word[i]->speakers, .rank = use[i].rank, .left = hold.left,
			.from_frequency = cell(100 * (use[i].frequency / chosen->frequency - 1)),
			.from_rank = cell(100 * (1 - use[i].rank / chosen->rank)) };
		r.zone = h->sym(ctx, zone_name(hold.zone));
		r.by_mean = h->sym(ctx, zone_name(hold.by_rule[CUT_MEAN]));
		r.by_unweighted = h->sym(ctx, zone_name(hold.by_rule[CUT_UNWEIGHTED]));
		r.by_median = h->sym(ctx, zone_name(hold.by_rule[CUT_MEDIAN]));
		r.hangs_on = h->sym(ctx, hold.by_all ? hold.left ? "cut" : "nothing" : hold.left ? "rule-and-cut" : "rule");
		h->row(ctx, STABILITY, &r, NULL);
	}
}
