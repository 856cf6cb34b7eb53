/* word-association: what comes to people's minds at a stimulus. Evocations by frequency and rank (Vergès 1992),
 * groups contrasted by what they evoke, and the words said around a stimulus in running text. */
#include <string.h>
#include "association.h"
#include "references/references.h"
#include "zones.h"

#define ZONES "core|first-periphery|contrasted|second-periphery"

static const glane_option options[] = {
	GLANE_OPT_TEXT(config, stimulus, "stimulus", "",
	               "Which evocations count (all without it); in texts what to look for: IA; IAG, or theme:ia"),
	GLANE_OPT_PATH(config, thesaurus, "thesaurus", "",
	               "Table word;as;category of words that are counted as another, and of their fields"),
	GLANE_OPT_PATH(config, valences, "valences", "",
	               "Table word;valence, for words that respondents did not value themselves"),
	GLANE_OPT_CHOICE(config, join, "join", "lemmas", "lemmas|forms",
	                 "Are variants one word (where the words have readings), or only capitals"),
	GLANE_OPT_CHOICE(config, rank, "rank", "appearance", "appearance|importance",
	                 "Which rank: in which order words came, or how important they are"),
	GLANE_OPT_CHOICE(config, cut, "cut", "mean", "mean|unweighted|median|manual",
	                 "Where frequent begins and early ends; mean weights ranks by frequency"),
	GLANE_OPT_REAL(config, cut_frequency, "cut-frequency", "0", 0, 1e9, "With cut=\"manual\": frequent from here on"),
	GLANE_OPT_REAL(config, cut_rank, "cut-rank", "0", 0, 1000, "With cut=\"manual\": early up to here"),
	GLANE_OPT_INT(config, min_frequency, "min-frequency", "2", 1, 1000000,
	              "Words that are rarer are in no zone, get no test and no score"),
	GLANE_OPT_INT(config, window, "window", "10", 1, 1000, "In texts: how many words away, in the same turn"),
	GLANE_LAST
};

static const glane_need needs[] = {
	GLANE_NEED_KEPT(input, evocation, "evocation?"),
	GLANE_NEED(input, stimulus, "evocation.stimulus?"),
	GLANE_NEED(input, instruction, "evocation.instruction?"),
	GLANE_NEED(input, evoked, "evocation.word?"),
	GLANE_NEED(input, rank, "evocation.rank?"),
	GLANE_NEED(input, importance, "evocation.importance?"),
	GLANE_NEED(input, valence, "evocation.valence?"),
	GLANE_NEED_KEPT(input, token, "token?"),
	GLANE_NEED(input, tokens, "token?"),
	GLANE_NEED(input, form, "token.form?"),
	GLANE_NEED(input, kind, "token.kind?"),
	GLANE_NEED(input, words, "word?"),
	GLANE_NEED(input, token_of, "word.token?"),
	GLANE_NEED(input, word_form, "word.form?"),
	GLANE_NEED(input, readings, "word.readings?"),
	GLANE_NEED(input, lemma, "word.lemma?"),
	GLANE_NEED(input, terms, "term?"),
	GLANE_NEED(input, term_lemma, "term.lemma?"),
	GLANE_NEED(input, term_status, "term.status?"),
	GLANE_NEED(input, turns, "turn?"),
	GLANE_NEED(input, themes, "theme?"),
	GLANE_NEED(input, code, "theme.code?"),
	GLANE_NEED(input, lang, "var:lang?"),
	GLANE_LAST
};

/* ---- Tables -------------------------------------------------------------------------------------- */

static const glane_column word_columns[] = {
	GLANE_COL_KEY(word_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(word_row, group, "group", "Group"),
	GLANE_COL_KEY(word_row, word, "word", "Word"),
	GLANE_COL_LABEL(word_row, category, "category", "Category"),
	GLANE_COL_LABEL_WORD(word_row, zone, "zone", ZONES, "Zone"),
	GLANE_COL_PASSAGES(word_row, frequency, "frequency", "evocations", "Evocations"),
	GLANE_COL_SPEAKERS(word_row, speakers, "speakers", "Respondents"),
	GLANE_COL_DOCUMENTS(word_row, documents, "documents", "Documents"),
	GLANE_COL_VALUE(word_row, share, "share", "%", 1, "Share of the group's evocations"),
	GLANE_COL_VALUE(word_row, rank, "rank", "rank", 2, "Mean rank"),
	GLANE_COL_COUNT(word_row, ranked, "ranked", "evocations", "Evocations that have a rank"),
	GLANE_COL_SUM(word_row, ranks, "ranks", "rank", 0, "Sum of ranks"),
	GLANE_COL_VALUE(word_row, polarity, "polarity", "-1 to 1", 2, "Polarity"),
	GLANE_COL_LABEL(word_row, source, "source", "Who valued it"),
	GLANE_COL_COUNT(word_row, v.positive, "positive", "evocations", "Positive"),
	GLANE_COL_COUNT(word_row, v.negative, "negative", "evocations", "Negative"),
	GLANE_COL_COUNT(word_row, v.neutral, "neutral", "evocations", "Neutral"),
	GLANE_COL_COUNT(word_row, v.by_participant, "by-participant", "evocations", "Valued by the respondent"),
	GLANE_COL_COUNT(word_row, v.by_lexicon, "by-lexicon", "evocations", "Valued by the lexicon"),
	GLANE_LAST
};
static const glane_column summary_columns[] = {
	GLANE_COL_KEY(summary_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(summary_row, group, "group", "Group"),
	GLANE_COL_SPEAKERS(summary_row, speakers, "speakers", "Respondents"),
	GLANE_COL_PASSAGES(summary_row, evocations, "evocations", "evocations", "Evocations (N)"),
	GLANE_COL_DOCUMENTS(summary_row, documents, "documents", "Documents"),
	GLANE_COL_VALUE(summary_row, types, "types", "words", 0, "Different words (T)"),
	GLANE_COL_VALUE(summary_row, hapax, "hapax", "words", 0, "Words evoked once (H)"),
	GLANE_COL_VALUE(summary_row, diversity, "diversity", "0 to 1", 3, "Diversity (T/N)"),
	GLANE_COL_VALUE(summary_row, rarity, "rarity", "0 to 1", 3, "Rarity (H/T)"),
	GLANE_COL_VALUE(summary_row, hapax_share, "hapax-share", "0 to 1", 3, "Rarity (H/N)"),
	GLANE_COL_VALUE(summary_row, entropy, "entropy", "bits", 3, "Entropy"),
	GLANE_COL_VALUE(summary_row, evenness, "evenness", "0 to 1", 3, "Entropy, of the greatest possible"),
	GLANE_COL_VALUE(summary_row, stereotypy, "stereotypy", "-1 to 1", 3, "Stereotypy"),
	GLANE_COL_VALUE(summary_row, polarity, "polarity", "-1 to 1", 3, "Polarity"),
	GLANE_COL_LABEL_WORD(summary_row, tone, "tone", "positive|neutral|negative", "Tone"),
	GLANE_COL_VALUE(summary_row, neutrality, "neutrality", "-1 to 1", 3, "Neutrality"),
	GLANE_COL_LABEL(summary_row, source, "source", "Who valued it"),
	GLANE_COL_COUNT(summary_row, v.positive, "positive", "evocations", "Positive"),
	GLANE_COL_COUNT(summary_row, v.negative, "negative", "evocations", "Negative"),
	GLANE_COL_COUNT(summary_row, v.neutral, "neutral", "evocations", "Neutral"),
	GLANE_COL_COUNT(summary_row, v.by_participant, "by-participant", "evocations", "Valued by the respondent"),
	GLANE_COL_COUNT(summary_row, v.by_lexicon, "by-lexicon", "evocations", "Valued by the lexicon"),
	GLANE_COL_LABEL(summary_row, cut, "cut", "Rule of the cut-offs"),
	GLANE_COL_VALUE(summary_row, cut_frequency, "cut-frequency", "evocations", 2, "Frequent from"),
	GLANE_COL_VALUE(summary_row, cut_rank, "cut-rank", "rank", 2, "Early up to"),
	GLANE_COL_VALUE(summary_row, kept, "kept", "words", 0, "Words frequent enough for a zone"),
	GLANE_COL_COUNT(summary_row, ranked, "ranked", "evocations", "Evocations that have a rank"),
	GLANE_COL_SUM(summary_row, ranks, "ranks", "rank", 0, "Sum of ranks"),
	GLANE_LAST
};
static const glane_column category_columns[] = {
	GLANE_COL_KEY(category_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(category_row, category, "category", "Category"),
	GLANE_COL_KEY(category_row, group, "group", "Group"),
	GLANE_COL_PASSAGES(category_row, evocations, "evocations", "evocations", "Evocations"),
	GLANE_COL_SPEAKERS(category_row, speakers, "speakers", "Respondents"),
	GLANE_COL_DOCUMENTS(category_row, documents, "documents", "Documents"),
	GLANE_COL_VALUE(category_row, polarity, "polarity", "-1 to 1", 2, "Polarity"),
	GLANE_COL_COUNT(category_row, v.positive, "positive", "evocations", "Positive"),
	GLANE_COL_COUNT(category_row, v.negative, "negative", "evocations", "Negative"),
	GLANE_COL_COUNT(category_row, v.neutral, "neutral", "evocations", "Neutral"),
	GLANE_COL_COUNT(category_row, v.by_participant, "by-participant", "evocations", "Valued by the respondent"),
	GLANE_COL_COUNT(category_row, v.by_lexicon, "by-lexicon", "evocations", "Valued by the lexicon"),
	GLANE_LAST
};
static const glane_column contrast_columns[] = {
	GLANE_COL_KEY(contrast_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(contrast_row, group, "group", "Group"),
	GLANE_COL_KEY(contrast_row, other, "other", "Other group"),
	GLANE_COL_SPEAKERS(contrast_row, speakers, "speakers", "Respondents"),
	GLANE_COL_COUNT(contrast_row, other_speakers, "other-speakers", "speakers", "Respondents of the other group"),
	GLANE_COL_COUNT(contrast_row, types, "types", "words", "Different words"),
	GLANE_COL_COUNT(contrast_row, other_types, "other-types", "words", "Different words of the other group"),
	GLANE_COL_COUNT(contrast_row, common, "common", "words", "Words in common"),
	GLANE_COL_VALUE(contrast_row, jaccard, "jaccard", "0 to 1", 3, "Jaccard: common, of all words"),
	GLANE_COL_VALUE(contrast_row, ellegard, "ellegard", "0 to 1", 3, "Ellegård: common, of the geometric mean"),
	GLANE_COL_VALUE(contrast_row, dice, "dice", "0 to 1", 3, "Dice: common, of the mean"),
	GLANE_COL_VALUE(contrast_row, ruzicka, "ruzicka", "0 to 1", 3, "Ruzicka: the same with frequencies"),
	GLANE_COL_VALUE(contrast_row, jensen_shannon, "jensen-shannon", "bits", 3, "Jensen–Shannon divergence"),
	GLANE_COL_VALUE(contrast_row, hellinger, "hellinger", "0 to 1", 3, "Hellinger distance"),
	GLANE_LAST
};
static const glane_column difference_columns[] = {
	GLANE_COL_KEY(difference_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(difference_row, group, "group", "Group"),
	GLANE_COL_KEY(difference_row, other, "other", "Other group"),
	GLANE_COL_KEY(difference_row, word, "word", "Word"),
	GLANE_COL_SPEAKERS(difference_row, speakers, "speakers", "Respondents who evoke it"),
	GLANE_COL_COUNT(difference_row, respondents, "respondents", "speakers", "Respondents of the group"),
	GLANE_COL_VALUE(difference_row, share, "share", "%", 1, "Share of the group"),
	GLANE_COL_COUNT(difference_row, other_speakers, "other-speakers", "speakers",
	                "Respondents of the other group who evoke it"),
	GLANE_COL_COUNT(difference_row, other_respondents, "other-respondents", "speakers",
	                "Respondents of the other group"),
	GLANE_COL_VALUE(difference_row, other_share, "other-share", "%", 1, "Share of the other group"),
	GLANE_COL_LABEL_WORD(difference_row, zone, "zone", ZONES, "Zone"),
	GLANE_COL_LABEL_WORD(difference_row, other_zone, "other-zone", ZONES, "Zone in the other group"),
	GLANE_COL_VALUE(difference_row, p, "p", "p", 3, "p (Fisher's exact test)"),
	GLANE_COL_VALUE(difference_row, q, "q", "q", 3, "q (Benjamini and Hochberg)"),
	GLANE_COL_LABEL(difference_row, caution, "caution", "Caution"),
	GLANE_LAST
};
static const glane_column mention_columns[] = {
	GLANE_COL_KEY(mention_row, group, "group", "Group"),
	GLANE_COL_PASSAGES(mention_row, mentions, "mentions", "passages", "Mentions of the stimulus"),
	GLANE_COL_SPEAKERS(mention_row, speakers, "speakers", "Speakers"),
	GLANE_COL_DOCUMENTS(mention_row, documents, "documents", "Documents"),
	GLANE_LAST
};
static const glane_column associate_columns[] = {
	GLANE_COL_KEY(associate_row, word, "word", "Word"),
	GLANE_COL_KEY(associate_row, group, "group", "Group"),
	GLANE_COL_PASSAGES(associate_row, together, "together", "tokens", "Occurrences near the stimulus"),
	GLANE_COL_SPEAKERS(associate_row, speakers, "speakers", "Speakers"),
	GLANE_COL_DOCUMENTS(associate_row, documents, "documents", "Documents"),
	GLANE_COL_VALUE(associate_row, tokens, "tokens", "tokens", 0, "Occurrences in the group"),
	GLANE_COL_VALUE(associate_row, expected, "expected", "tokens", 2, "Expected near the stimulus"),
	GLANE_COL_VALUE(associate_row, specificity, "specificity", "log10", 2, "Specificity (Lafon)"),
	GLANE_LAST
};
static const glane_column term_columns[] = {
	GLANE_COL_KEY(term_row, word, "word", "Word"),
	GLANE_COL_KEY(term_row, group, "group", "Group"),
	GLANE_COL_COUNT(term_row, tokens, "tokens", "tokens", "Occurrences"),
	GLANE_COL_PASSAGES(term_row, occurrences, "passages", "tokens", "Passages"),
	GLANE_COL_SPEAKERS(term_row, speakers, "speakers", "Speakers"),
	GLANE_COL_DOCUMENTS(term_row, documents, "documents", "Documents"),
	GLANE_LAST
};

static const glane_column stability_columns[] = {
	GLANE_COL_KEY(stability_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(stability_row, group, "group", "Group"),
	GLANE_COL_KEY(stability_row, word, "word", "Word"),
	GLANE_COL_LABEL_WORD(stability_row, zone, "zone", ZONES, "Zone"),
	GLANE_COL_LABEL(stability_row, hangs_on, "hangs-on", "What its zone hangs on"),
	GLANE_COL_COUNT(stability_row, frequency, "frequency", "evocations", "Evocations"),
	GLANE_COL_SPEAKERS(stability_row, speakers, "speakers", "Respondents"),
	GLANE_COL_VALUE(stability_row, rank, "rank", "rank", 2, "Mean rank"),
	GLANE_COL_VALUE(stability_row, from_frequency, "from-frequency", "% of the cut", 1, "Above the cut of frequency"),
	GLANE_COL_VALUE(stability_row, from_rank, "from-rank", "% of the cut", 1, "Before the cut of ranks"),
	GLANE_COL_LABEL_WORD(stability_row, by_mean, "by-mean", ZONES, "Zone by cut=\"mean\""),
	GLANE_COL_LABEL_WORD(stability_row, by_unweighted, "by-unweighted", ZONES, "Zone by cut=\"unweighted\""),
	GLANE_COL_LABEL_WORD(stability_row, by_median, "by-median", ZONES, "Zone by cut=\"median\""),
	GLANE_COL_VALUE(stability_row, left, "left", "of 24 moves", 0, "Moves of the cuts that put it elsewhere"),
	GLANE_LAST
};
static const glane_column ranks_columns[] = {
	GLANE_COL_KEY(ranks_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(ranks_row, group, "group", "Group"),
	GLANE_COL_KEY(ranks_row, word, "word", "Word"),
	GLANE_COL_PASSAGES(ranks_row, both, "both", "evocations", "Evocations that have both ranks"),
	GLANE_COL_SPEAKERS(ranks_row, speakers, "speakers", "Respondents"),
	GLANE_COL_DOCUMENTS(ranks_row, documents, "documents", "Documents"),
	GLANE_COL_VALUE(ranks_row, appearance, "appearance", "rank", 2, "Mean rank of appearance"),
	GLANE_COL_VALUE(ranks_row, importance, "importance", "rank", 2, "Mean rank of importance"),
	GLANE_COL_VALUE(ranks_row, later, "later", "ranks", 2, "How much later by importance"),
	GLANE_COL_SUM(ranks_row, appearances, "appearances", "rank", 0, "Sum of ranks of appearance"),
	GLANE_COL_SUM(ranks_row, importances, "importances", "rank", 0, "Sum of ranks of importance"),
	GLANE_LAST
};
static const glane_column orders_columns[] = {
	GLANE_COL_KEY(orders_row, stimulus, "stimulus", "Stimulus"),
	GLANE_COL_KEY(orders_row, group, "group", "Group"),
	GLANE_COL_SPEAKERS(orders_row, speakers, "speakers", "Respondents"),
	GLANE_COL_DOCUMENTS(orders_row, documents, "documents", "Documents"),
	GLANE_COL_PASSAGES(orders_row, passages, "passages", "lists", "First words of the lists"),
	GLANE_COL_COUNT(orders_row, lists, "lists", "lists", "Lists of two words or more that have both ranks"),
	GLANE_COL_COUNT(orders_row, reordered, "reordered", "lists", "Lists in another order by importance"),
	GLANE_COL_VALUE(orders_row, share, "share", "%", 1, "Share in another order"),
	GLANE_LAST
};

static const glane_view word_views[] = {
	{ "frequency", "word", "group", "frequency", "Evocations of each word, by group" },
	{ "rank", "word", "group", "rank", "Mean rank of each word, by group" },
	{ "polarity", "word", "group", "polarity", "Polarity of each word, by group" },
	GLANE_LAST };
static const glane_figure word_figures[] = {
	{ "quadrants", "quadrants", NULL, "cell=zone label=word x=rank y=frequency", "Prototypical analysis" },
	GLANE_LAST };
static const glane_view category_views[] = {
	{ "evocations", "category", "group", "evocations", "Evocations of each category, by group" },
	GLANE_LAST };
static const glane_figure category_figures[] = {
	{ "categories", "bars", "evocations", "x=category y=evocations", "Categories of words" },
	GLANE_LAST };
static const glane_view associate_views[] = {
	{ "together", "word", "group", "together", "Occurrences near the stimulus, by group" },
	{ "specificity", "word", "group", "specificity", "Specificity, by group" },
	GLANE_LAST };

static const glane_table tables[] = {
	[WORDS] = { "words", GLANE_COUNTED, word_columns, sizeof(word_row), "stimulus group -frequency rank", word_views,
		word_figures, "Words that came to mind",
		"in {group}, at “{stimulus}”, “{word}” came to mind {frequency} times, to {speakers} respondents, at the "
		"mean rank {rank}" },
	[SUMMARY] = { "summary", GLANE_COUNTED, summary_columns, sizeof(summary_row), "stimulus group", NULL, NULL,
		"What each group evokes",
		"{speakers} respondents of {group} gave {evocations} words, {types} different ones; a word is frequent from "
		"{cut-frequency} evocations on and early up to the rank {cut-rank}" },
	[CATEGORIES] = { "categories", GLANE_COUNTED, category_columns, sizeof(category_row),
		"stimulus group -evocations", category_views, category_figures, "Categories of words",
		"in {group}, {speakers} respondents evoke “{category}”, {evocations} times" },
	[CONTRASTS] = { "contrasts", GLANE_REPORTED, contrast_columns, sizeof(contrast_row), "stimulus group other", NULL,
		NULL, "Groups two by two",
		"{group} and {other} have {common} words in common, of {types} and {other-types}" },
	[DIFFERENCES] = { "differences", GLANE_REPORTED, difference_columns, sizeof(difference_row),
		"stimulus group other p", NULL, NULL, "Words that one group evokes rather than the other",
		"“{word}” came to {speakers} of {respondents} respondents in {group} and to {other-speakers} of "
		"{other-respondents} in {other}" },
	[MENTIONS] = { "mentions", GLANE_COUNTED, mention_columns, sizeof(mention_row), "group", NULL, NULL,
		"Where the stimulus is spoken of", "in {group}, {speakers} speakers speak of the stimulus, {mentions} times" },
	[ASSOCIATES] = { "associates", GLANE_COUNTED, associate_columns, sizeof(associate_row),
		"group -specificity -together", associate_views, NULL, "Words said around the stimulus",
		"in {group}, “{word}” is said {together} times near the stimulus, by {speakers} speakers, where "
		"{expected} of its {tokens} occurrences are expected there" },
	[TERMS] = { "terms", GLANE_COUNTED, term_columns, sizeof(term_row), "group -tokens", NULL, NULL,
		"All words of the texts in which the stimulus is sought",
		"in {group}, “{word}” is said {tokens} times, by {speakers} speakers" },
	[STABILITY] = { "stability", GLANE_REPORTED, stability_columns, sizeof(stability_row), "stimulus group -frequency rank", NULL,
		NULL, "Words whose zone hangs on the cut-offs",
		"in {group}, “{word}” is in the zone “{zone}”; of 24 moves of the cut-offs {left} put it elsewhere" },
	[RANKS] = { "ranks", GLANE_COUNTED, ranks_columns, sizeof(ranks_row), "stimulus group -both", NULL, NULL,
		"How words came and how important they are",
		"in {group}, “{word}” came at the mean rank {appearance} and is at {importance} by importance" },
	[ORDERS] = { "orders", GLANE_COUNTED, orders_columns, sizeof(orders_row), "stimulus group", NULL, NULL,
		"Respondents who order words otherwise by importance",
		"{reordered} of {lists} lists of {group} are in another order by importance" },
	GLANE_LAST
};

/* ---- Life ------------------------------------------------------------------------------------------ */

/* "IA", "AI": found in capitals alone, or French "ai" would speak of artificial intelligence. */
static bool in_capitals(glane_str text)
{
	uint32_t capitals = 0;
	for (uint32_t i = 0; i < text.n; i++) {
		capitals += text.p[i] >= 'A' && text.p[i] <= 'Z';
		if (text.p[i] >= 'a' && text.p[i] <= 'z')
			return false;
	}
	return capitals > 1;
}

/* A word of the stimulus: as written, or as a dictionary form of either language. */
static bool add_entry(glane_ctx *ctx, matcher **m, glane_str text)
{
	const bool exact = in_capitals(text);
	const matching_entry e[] = {
		{ .text = text, .language = MATCHING_ANY, .how = MATCHING_WORDS, .exact = exact },
		{ .text = text, .language = MATCHING_FR, .how = MATCHING_LEMMAS },
		{ .text = text, .language = MATCHING_EN, .how = MATCHING_LEMMAS },
	};
	if (!*m)
		*m = matcher_new(ctx);
	if (matcher_add(*m, &e[0]) == GLANE_NONE)
		return false;
	if (!exact && !memchr(text.p, '*', text.n)) {
		matcher_add(*m, &e[1]);
		matcher_add(*m, &e[2]);
	}
	return true;
}

static glane_str trimmed(const char *p, size_t n)
{
	while (n && strchr(" \t\r\n", *p)) {
		p++;
		n--;
	}
	while (n && strchr(" \t\r\n", p[n - 1]))
		n--;
	return (glane_str){ p, (uint32_t)n };
}

/* "IA; IAG; theme:ia" */
static int take_stimuli(glane_ctx *ctx, study *s)
{
	static const char prefix[] = "theme:";
	const config *k = ctx->config;
	const glane_host *h = ctx->host;
	size_t most = strlen(k->stimulus) + 1;
	glane_str *stimulus = h->alloc(ctx, GLANE_RUN, most * sizeof *stimulus);
	glane_sym *theme = h->alloc(ctx, GLANE_RUN, most * sizeof *theme);
	matcher *m = NULL;
	for (const char *p = k->stimulus; *p; p += strcspn(p, ";\n") + (p[strcspn(p, ";\n")] != 0)) {
		glane_str one = trimmed(p, strcspn(p, ";\n"));
		if (!one.n)
			continue;
		if (one.n > sizeof prefix - 1 && !memcmp(one.p, prefix, sizeof prefix - 1)) {
			glane_str code = trimmed(one.p + sizeof prefix - 1, one.n - (sizeof prefix - 1));
			h->intern(ctx, 1, &code, &theme[s->n_themes++]);
			continue;
		}
		if (!add_entry(ctx, &m, one))
			return h->fail(ctx, GLANE_EOPTION, glane_at_option("stimulus"), "\"%.*s\" holds no word",
			               GLANE_STR(one));
		stimulus[s->n_stimuli++] = folded_form(ctx, GLANE_RUN, one.p, one.n);
	}
	if (m)
		matcher_finish(m);
	s->stimulus = stimulus;
	s->theme = theme;
	s->matcher = m;
	return GLANE_OK;
}

/* Cut-offs by hand are both given, and count for nothing else. */
static int check_cuts(glane_ctx *ctx)
{
	const config *k = ctx->config;
	if (k->cut == CUT_MANUAL && !(k->cut_frequency > 0 && k->cut_rank > 0))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("cut"), "with cut=\"manual\" say where: "
		                       "cut-frequency=\"…\" cut-rank=\"…\"");
	if (k->cut != CUT_MANUAL && (k->cut_frequency > 0 || k->cut_rank > 0))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option(k->cut_rank > 0 ? "cut-rank" : "cut-frequency"),
		                       "it counts only with cut=\"manual\": write that as well, or take it out");
	return GLANE_OK;
}

static int create(glane_ctx *ctx, void **self)
{
	const config *k = ctx->config;
	study *s = ctx->host->alloc(ctx, GLANE_RUN, sizeof *s);
	*self = s;
	int c = check_cuts(ctx), e = take_stimuli(ctx, s);
	int f = thesaurus_read(ctx, k->thesaurus, &s->synonyms, &s->categories);
	int g = valences_read(ctx, k->valences, &s->valences);
	return c ? c : e ? e : f ? f : g;
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	for (uint32_t i = 0; i < doc->n_layers; i++)
		if (!strcmp(doc->layer[i].name, "evocation") && doc->layer[i].rows.n)
			return evocations_process(ctx, doc);
	return text_process(ctx, doc);
}

static int report(glane_ctx *ctx)
{
	int e = evocations_report(ctx);
	return e ? e : text_report(ctx);
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ "table:words!=", "Where respondents were asked what comes to mind, a word that one respondent gives "
	  "several times for a stimulus counts once. The prototypical analysis [@verges1992; @abric1994; "
	  "@abric2003] puts the words given at least {min-frequency} times into four zones, by whether they are "
	  "frequent and whether they come early." },
	{ "table:words!= and join=lemmas", "Words of the same lemmas are one." },
	{ "table:words!= and thesaurus!=", "A table made for this study says which words are counted as another." },
	{ "table:words!= and rank=importance", "Early is what respondents call important, not what they say "
	  "first [@dany2015]." },
	{ "table:words!= and cut=mean", "Frequent begins at the mean frequency of words, early ends at the mean "
	  "rank of all words given." },
	{ "table:words!= and cut=unweighted", "Frequent begins at the mean frequency of words, early ends at "
	  "the mean of their mean ranks." },
	{ "table:words!= and cut=median", "Frequent begins at the median of frequencies, early ends at the "
	  "median of mean ranks." },
	{ "table:words!= and cut=manual", "Frequent begins at {cut-frequency}, early ends at rank {cut-rank}." },
	{ "table:words!=", "Of each word it is told whether its zone changes when the cut-offs move by up to 20 "
	  "per cent, or by another rule." },
	{ "table:words!=", "Groups are described by diversity and rarity [@flament2003], polarity, neutrality "
	  "and stereotypy [@derosa2002], which depend on how many words are given, and compared by Jaccard's "
	  "index [@jaccard1912] and the Jensen–Shannon divergence [@lin1991], among others; per word by "
	  "Fisher's exact test, two-sided [@fisher1934], with the false discovery rate q [@benjamini1995]. With "
	  "fewer than 30 respondents in a group no difference is called significant." },
	{ "table:associates!=", "In texts the words said within {window} words of “{stimulus}”, in the same "
	  "turn, were compared with all words of the group by Lafon's specificity [@lafon1980]." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "verges1992", "article", "Vergès, Pierre", "1992",
	  "L'évocation de l'argent : une méthode pour la définition du noyau central d'une représentation",
	  .in = "Bulletin de psychologie", .volume = "45(405)", .pages = "203-209" },
	{ "abric1994", "book", "Abric, Jean-Claude", "1994", "Pratiques sociales et représentations",
	  .in = "Presses universitaires de France" },
	{ "abric2003", "incollection", "Abric, Jean-Claude", "2003",
	  "La recherche du noyau central et de la zone muette des représentations sociales",
	  .in = "Méthodes d'étude des représentations sociales, Érès", .pages = "59-80" },
	{ "dany2015", "article", "Dany, Lionel and Urdapilleta, Isabel and Lo Monaco, Grégory", "2015",
	  "Free associations and social representations: some reflections on rank-frequency and importance-frequency methods",
	  .in = "Quality & Quantity", .volume = "49(2)", .pages = "489-507", .doi = "10.1007/s11135-014-0005-z" },
	{ "flament2003", "book", "Flament, Claude and Rouquette, Michel-Louis", "2003",
	  "Anatomie des idées ordinaires : comment étudier les représentations sociales", .in = "Armand Colin" },
	{ "derosa2002", "article", "de Rosa, Annamaria Silvana", "2002",
	  "The “associative network”: a technique for studying structure, contents, polarity, stereotyping and implicit indexes of the semantic fields",
	  .in = "European Review of Applied Psychology", .volume = "52(3/4)", .pages = "181-200" },
	REFERENCE_JACCARD_1912,
	{ "lin1991", "article", "Lin, Jianhua", "1991", "Divergence measures based on the Shannon entropy",
	  .in = "IEEE Transactions on Information Theory", .volume = "37(1)", .pages = "145-151",
	  .doi = "10.1109/18.61115" },
	REFERENCE_FISHER_1934,
	REFERENCE_BENJAMINI_1995,
	REFERENCE_LAFON_1980,
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "word-association", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "What comes to mind at a stimulus: frequency and rank, groups contrasted, words around it in texts",
	.topic = "associations", .method = method, .references = references,
	.options = options, .needs = needs, .tables = tables,
	.config_size = sizeof(config), .input_size = sizeof(input), .worker_size = sizeof(matching_memo),
	.create = create, .process = process, .report = report,
};
