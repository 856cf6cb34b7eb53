/* tables.c - sentiment of documents, speakers, groups and themes, and the words that made it.
 *
 * A score of several sentences is their mean, weighted by their length in characters. A group's is the mean of its
 * speakers' scores: who talks more doesn't count for more. */
#include "sentiment.h"
#include "plugins/shared/codebook/labels.h"
#include <stdlib.h>
#include <string.h>

const char *const sentiment_labels[N_LABELS] = { "negative", "neutral", "mixed", "positive" };
enum { DOCUMENTS, SPEAKERS, GROUPS, THEMES, THEME_SPEAKERS, TARGETS, HOLDERS, WORDS };

/* ---- Columns --------------------------------------------------------------------------------- */

/* What every row but those of words says of its sentences. */
typedef struct {
	int64_t negative, neutral, mixed, positive, characters, sentences, documents, speakers;
	double weighted, score;
	glane_sym label;
} sums;
typedef struct { glane_sym document, group; sums of; } document_row;
typedef struct { glane_sym speaker, group; sums of; } speaker_row;
typedef struct { glane_sym group; sums of; } group_row;
typedef struct { glane_sym theme, group, label; sums of; } theme_row;
typedef struct { glane_sym theme, speaker, group, label; sums of; } theme_speaker_row;

#define SCORE(S) GLANE_COL_VALUE(S, of.score, "score", "score", 3, "Score, -1 to 1"), \
	GLANE_COL_LABEL_WORD(S, of.label, "label", "positive|neutral|negative|mixed", "Sentiment")
#define LABELS(S) GLANE_COL_COUNT(S, of.negative, "negative", "sentences", "Negative sentences"), \
	GLANE_COL_COUNT(S, of.neutral, "neutral", "sentences", "Neutral sentences"), \
	GLANE_COL_COUNT(S, of.mixed, "mixed", "sentences", "Mixed sentences"), \
	GLANE_COL_COUNT(S, of.positive, "positive", "sentences", "Positive sentences"), \
	GLANE_COL_COUNT(S, of.characters, "characters", "characters", "Characters")
#define WEIGHTED(S) GLANE_COL_SUM(S, of.weighted, "weighted", "score × characters", 3, "Scores times characters")
#define SENTENCES(S) GLANE_COL_PASSAGES(S, of.sentences, "sentences", "sentences", "Sentences"), \
	GLANE_COL_DOCUMENTS(S, of.documents, "documents", "Documents"), \
	GLANE_COL_SPEAKERS(S, of.speakers, "speakers", "Speakers")

static const glane_column document_columns[] = {
	GLANE_COL_KEY(document_row, document, "document", "Document"),
	GLANE_COL_KEY(document_row, group, "group", "Group"),
	SCORE(document_row), LABELS(document_row), WEIGHTED(document_row), SENTENCES(document_row), GLANE_LAST
};
static const glane_column speaker_columns[] = {
	GLANE_COL_KEY(speaker_row, speaker, "speaker", "Speaker"),
	GLANE_COL_KEY(speaker_row, group, "group", "Group"),
	SCORE(speaker_row), LABELS(speaker_row), WEIGHTED(speaker_row), SENTENCES(speaker_row), GLANE_LAST
};
static const glane_column group_columns[] = {
	GLANE_COL_KEY(group_row, group, "group", "Group"),
	SCORE(group_row), LABELS(group_row), SENTENCES(group_row), GLANE_LAST
};
static const glane_column theme_columns[] = {
	GLANE_COL_KEY(theme_row, theme, "theme", "Theme"),
	GLANE_COL_KEY(theme_row, group, "group", "Group"),
	GLANE_COL_LABEL(theme_row, label, "theme_label", "Name of the theme"),
	SCORE(theme_row), LABELS(theme_row), SENTENCES(theme_row), GLANE_LAST
};
static const glane_column theme_speaker_columns[] = {
	GLANE_COL_KEY(theme_speaker_row, theme, "theme", "Theme"),
	GLANE_COL_KEY(theme_speaker_row, speaker, "speaker", "Speaker"),
	GLANE_COL_KEY(theme_speaker_row, group, "group", "Group"),
	GLANE_COL_LABEL(theme_speaker_row, label, "theme_label", "Name of the theme"),
	SCORE(theme_speaker_row), LABELS(theme_speaker_row), WEIGHTED(theme_speaker_row), SENTENCES(theme_speaker_row),
	GLANE_LAST
};

typedef struct {
	glane_sym word, lang, group;
	int64_t times, denied, sentences, documents, speakers;
	double sum, mean;
} word_row;
static const glane_column word_columns[] = {
	GLANE_COL_KEY(word_row, word, "word", "Word"),
	GLANE_COL_KEY(word_row, lang, "lang", "Language"),
	GLANE_COL_KEY(word_row, group, "group", "Group"),
	GLANE_COL_COUNT(word_row, times, "times", "tokens", "Occurrences"),
	GLANE_COL_COUNT(word_row, denied, "denied", "tokens", "Of them denied"),
	GLANE_COL_SUM(word_row, sum, "sum", "valence", 3, "Sum of their valences"),
	GLANE_COL_VALUE(word_row, mean, "mean", "valence", 3, "Mean valence"),
	GLANE_COL_PASSAGES(word_row, sentences, "sentences", "sentences", "Sentences"),
	GLANE_COL_DOCUMENTS(word_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(word_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

/* About what, and whose: counted are words of the lexicon, since a sentence may praise one thing and blame another. */
typedef struct { int64_t positive, negative, sentences, documents, speakers; double sum, mean; } valences;
typedef struct { glane_sym target, holder, group; valences of; } target_row;
typedef struct { glane_sym holder, who, group; valences of; } holder_row;
#define VALENCES(S) GLANE_COL_COUNT(S, of.positive, "positive", "tokens", "Positive words"), \
	GLANE_COL_COUNT(S, of.negative, "negative", "tokens", "Negative words"), \
	GLANE_COL_SUM(S, of.sum, "sum", "valence", 3, "Sum of their valences"), \
	GLANE_COL_VALUE(S, of.mean, "mean", "valence", 3, "Mean valence"), \
	GLANE_COL_PASSAGES(S, of.sentences, "sentences", "sentences", "Sentences"), \
	GLANE_COL_DOCUMENTS(S, of.documents, "documents", "Documents"), \
	GLANE_COL_SPEAKERS(S, of.speakers, "speakers", "Speakers")
static const glane_column target_columns[] = {
	GLANE_COL_KEY(target_row, target, "target", "About what"),
	GLANE_COL_KEY_WORD(target_row, holder, "holder", "speaker|other|both", "Whose"),
	GLANE_COL_KEY(target_row, group, "group", "Group"),
	VALENCES(target_row), GLANE_LAST
};
static const glane_column holder_columns[] = {
	GLANE_COL_KEY_WORD(holder_row, holder, "holder", "speaker|other|both", "Whose"),
	GLANE_COL_KEY(holder_row, who, "who", "Who the other is"),
	GLANE_COL_KEY(holder_row, group, "group", "Group"),
	VALENCES(holder_row), GLANE_LAST
};

/* ---- Views, figures, tables -------------------------------------------------------------------- */

static const glane_view theme_views[] = {
	{ "score", "theme", "group", "score", "Score of each theme, by group" },
	{ "speakers", "theme", "group", "speakers", "Speakers of each theme, by group" },
	GLANE_LAST
};
static const glane_view theme_speaker_views[] = {
	{ "score", "theme", "speaker", "score", "Score of each theme, by speaker" },
	GLANE_LAST
};
static const glane_view word_views[] = {
	{ "mean", "word", "group", "mean", "Mean valence of each word, by group" },
	{ "speakers", "word", "group", "speakers", "Speakers who use each word, by group" },
	GLANE_LAST
};
static const glane_figure speaker_figures[] = {
	{ "speakers", "strip", NULL, "x=score y=group label=speaker", "Scores of the speakers of each group" },
	GLANE_LAST
};
static const glane_figure group_figures[] = {
	{ "groups", "bars", NULL, "x=group y=score", "Score of each group" },
	GLANE_LAST
};
static const glane_figure theme_figures[] = {
	{ "themes", "bars", "score", "x=theme y=score colour=group", "Score of each theme, by group" },
	GLANE_LAST
};

const glane_table sentiment_tables[] = {
	[DOCUMENTS] = { "sentiment_documents", GLANE_COUNTED | GLANE_PERSONAL, document_columns, sizeof(document_row), "group document", NULL, NULL,
		"Sentiment of documents",
		"{document} has the score {score}: of {sentences} sentences {positive} are positive, {negative} negative" },
	[SPEAKERS] = { "sentiment_speakers", GLANE_COUNTED, speaker_columns, sizeof(speaker_row), "group -score", NULL,
		speaker_figures, "Sentiment of speakers",
		"{speaker} has the score {score}: of {sentences} sentences {positive} are positive, {negative} negative" },
	[GROUPS] = { "sentiment_groups", GLANE_COUNTED, group_columns, sizeof(group_row), "group", NULL, group_figures,
		"Sentiment of groups",
		"the {speakers} speakers of {group} have the mean score {score}; of their {sentences} sentences {positive} are "
		"positive, {negative} negative; irony is not seen" },
	[THEMES] = { "sentiment_themes", GLANE_COUNTED, theme_columns, sizeof(theme_row), "group theme", theme_views, theme_figures,
		"Sentiment of themes",
		"in {group}, where {speakers} speakers speak of “{theme_label}”, their mean score is {score}; of "
		"{sentences} sentences {positive} are positive, {negative} negative; irony is not seen" },
	[THEME_SPEAKERS] = { "sentiment_theme_speakers", GLANE_COUNTED, theme_speaker_columns, sizeof(theme_speaker_row),
		"group theme speaker", theme_speaker_views, NULL, "Sentiment of themes, by speaker",
		"where {speaker} speaks of “{theme_label}”, the score is {score}, in {sentences} sentences" },
	[TARGETS] = { "sentiment_targets", GLANE_COUNTED, target_columns, sizeof(target_row), "group -sentences", NULL, NULL,
		"What is spoken well and ill of",
		"in {group}, {positive} good and {negative} bad words are said of “{target}” (whose: {holder}), mean "
		"valence {mean}; irony is not seen" },
	[HOLDERS] = { "sentiment_holders", GLANE_COUNTED, holder_columns, sizeof(holder_row), "group -sentences", NULL, NULL,
		"Whose feelings",
		"in {group}, “{who}” (whose: {holder}) has {positive} good and {negative} bad words, mean valence {mean}" },
	[WORDS] = { "sentiment_words", GLANE_COUNTED, word_columns, sizeof(word_row), "group -times", word_views, NULL,
		"Words that made the score",
		"in {group}, “{word}” counts {times} times (denied: {denied}), with a mean valence of {mean}; speakers "
		"who say it: {speakers}" },
	GLANE_LAST
};

/* ---- Counting -------------------------------------------------------------------------------- */

static int64_t characters_in(const glane_doc *doc, glane_span s)
{
	int64_t n = 0;
	for (uint32_t i = s.begin; i < s.end; i++)
		n += ((unsigned char)doc->text.p[i] & 0xC0) != 0x80;
	return n;
}

/* Of sentence i of the scope. */
static sums sums_of(const glane_doc *doc, const glane_scope *in, const findings *f, uint32_t i)
{
	uint32_t row = in->row[i];
	sums s = { .characters = characters_in(doc, in->span[i]) };
	int64_t *label[N_LABELS] = { &s.negative, &s.neutral, &s.mixed, &s.positive };
	*label[f->label[row]] = 1;
	s.weighted = f->score[row] * (double)s.characters;
	return s;
}

static void count_sentences(glane_ctx *ctx, const glane_doc *doc, const findings *f)
{
	const glane_host *h = ctx->host;
	const glane_scope *in = &((const sentiment_input *)ctx->input)->sentence;
	document_row *document = h->alloc(ctx, GLANE_SCRATCH, in->n * sizeof *document);
	speaker_row *speaker = h->alloc(ctx, GLANE_SCRATCH, in->n * sizeof *speaker);
	group_row *group = h->alloc(ctx, GLANE_SCRATCH, in->n * sizeof *group);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, in->n * sizeof *at);
	for (uint32_t i = 0; i < in->n; i++) {
		at[i] = i;
		document[i].document = doc->name;
		speaker[i].speaker = doc->speaker[in->speaker[i]].person;
		document[i].of = speaker[i].of = group[i].of = sums_of(doc, in, f, i);
	}
	h->count(ctx, DOCUMENTS, in->n, document, in, at);
	h->count(ctx, SPEAKERS, in->n, speaker, in, at);
	h->count(ctx, GROUPS, in->n, group, in, at);
}

typedef struct { uint32_t at; glane_sym code; } sentence_theme;

static int compare_themes(const void *a, const void *b)
{
	const sentence_theme *x = a, *y = b;
	return x->at != y->at ? x->at < y->at ? -1 : 1 : (x->code.id > y->code.id) - (x->code.id < y->code.id);
}

/* Which sentences of the scope have which theme: those that share text with a row of it; each pair once. */
static uint32_t find_themes(glane_ctx *ctx, sentence_theme **out)
{
	const sentiment_input *in = ctx->input;
	const glane_scope *s = &in->sentence;
	uint32_t n = 0, room = 0, kept = 0;
	*out = NULL;
	for (uint32_t t = 0; t < in->theme.n; t++) {
		glane_span span = in->theme.span[t];
		uint32_t low = 0, high = s->n;	/* the first sentence that ends after the theme begins */
		while (low < high) {
			uint32_t middle = (low + high) / 2;
			if (s->span[middle].end <= span.begin)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < s->n && s->span[low].begin < span.end; low++) {
			if (n == room) {
				uint32_t more = room ? room : 64;
				*out = ctx->host->grow(ctx, GLANE_SCRATCH, *out, room * sizeof **out, more * sizeof **out);
				room += more;
			}
			(*out)[n++] = (sentence_theme){ low, in->code[t] };
		}
	}
	if (n)
		qsort(*out, n, sizeof **out, compare_themes);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || compare_themes(&(*out)[kept - 1], &(*out)[i]))
			(*out)[kept++] = (*out)[i];
	return kept;
}

static void count_themes(glane_ctx *ctx, const glane_doc *doc, const findings *f)
{
	const glane_host *h = ctx->host;
	const sentiment_input *input = ctx->input;
	const glane_scope *in = &input->sentence;
	if (!input->code)
		return;
	sentence_theme *found;
	uint32_t n = find_themes(ctx, &found);
	theme_row *theme = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *theme);
	theme_speaker_row *speaker = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *speaker);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *at);
	for (uint32_t i = 0; i < n; i++) {
		at[i] = found[i].at;
		theme[i].theme = speaker[i].theme = found[i].code;
		speaker[i].speaker = doc->speaker[in->speaker[at[i]]].person;
		theme[i].of = speaker[i].of = sums_of(doc, in, f, at[i]);
	}
	h->count(ctx, THEMES, n, theme, in, at);
	h->count(ctx, THEME_SPEAKERS, n, speaker, in, at);
}

/* The row of the scope in which a word was found, GLANE_NONE where its sentence doesn't count; *s only grows. */
static uint32_t row_of(const glane_scope *in, const found_word *found, uint32_t *s)
{
	while (*s < in->n && in->row[*s] < found->sentence)
		++*s;
	return *s < in->n && in->row[*s] == found->sentence ? *s : GLANE_NONE;
}

static void count_words(glane_ctx *ctx, const findings *f)
{
	const glane_host *h = ctx->host;
	const glane_scope *in = &((const sentiment_input *)ctx->input)->sentence;
	word_row *row = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *row);
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *at), n = 0;
	glane_str *text = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *text);
	glane_sym *word = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *word);
	for (uint32_t i = 0, s = 0; i < f->n; i++) {
		const found_word *found = &f->word[i];
		if (row_of(in, found, &s) == GLANE_NONE || !found->counts)
			continue;
		const char *entry = lexicon_at(f->lexicon, found->entry)->text;
		text[n] = (glane_str){ entry, (uint32_t)strlen(entry) };
		row[n] = (word_row){ .lang = f->lang, .times = 1, .denied = found->denied, .sum = found->value };
		at[n++] = s;
	}
	h->intern(ctx, n, text, word);
	for (uint32_t i = 0; i < n; i++)
		row[i].word = word[i];
	h->count(ctx, WORDS, n, row, in, at);
}

/* Words of others are counted here whatever they do to the speaker's score: as theirs. */
static void count_whose(glane_ctx *ctx, const findings *f)
{
	const glane_host *h = ctx->host;
	const glane_scope *in = &((const sentiment_input *)ctx->input)->sentence;
	target_row *target = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *target);
	holder_row *holder = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *holder);
	uint32_t *about_at = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *about_at), n_about = 0;
	uint32_t *at = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *at), n = 0;
	glane_str *who = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *who), *about = h->alloc(ctx, GLANE_SCRATCH,
		f->n * sizeof *about);
	glane_sym *sym = h->alloc(ctx, GLANE_SCRATCH, f->n * sizeof *sym), whose[] = { h->sym(ctx, "speaker"), h->sym(ctx, "other") };
	for (uint32_t i = 0, s = 0; i < f->n; i++) {
		const found_word *found = &f->word[i];
		if (row_of(in, found, &s) == GLANE_NONE)
			continue;
		valences v = { .positive = found->value > 0, .negative = found->value < 0, .sum = found->value };
		holder[n] = (holder_row){ .holder = whose[found->others], .of = v };
		who[n] = found->who;
		at[n++] = s;
		if (!found->target.n)
			continue;
		target[n_about] = (target_row){ .holder = whose[found->others], .of = v };
		about[n_about] = found->target;
		about_at[n_about++] = s;
	}
	h->intern(ctx, n, who, sym);
	for (uint32_t i = 0; i < n; i++)
		holder[i].who = sym[i];
	h->intern(ctx, n_about, about, sym);
	for (uint32_t i = 0; i < n_about; i++)
		target[i].target = sym[i];
	h->count(ctx, HOLDERS, n, holder, in, at);
	h->count(ctx, TARGETS, n_about, target, in, about_at);
}

void sentiment_count(glane_ctx *ctx, const glane_doc *doc, const findings *f)
{
	count_sentences(ctx, doc, f);
	count_themes(ctx, doc, f);
	count_whose(ctx, f);
	count_words(ctx, f);
}

/* ---- Report ---------------------------------------------------------------------------------- */

/* The label of several sentences: mixed where there are positive and negative ones and the fewer are, by default, half as
 * many; a mixed sentence is one of each. Otherwise by the score, as of a sentence. */
static void complete(glane_ctx *ctx, sums *s, double score)
{
	const sentiment_config *c = ctx->config;
	double positive = (double)(s->positive + s->mixed), negative = (double)(s->negative + s->mixed);
	int label = both_poles(positive, negative, 1, c->mixed) ? LABEL_MIXED : label_of_score(score, c->neutral);
	s->score = score;
	s->label = ctx->host->sym(ctx, sentiment_labels[label]);
}

static double mean_of(const sums *s)
{
	return s->characters ? s->weighted / (double)s->characters : 0;
}

/* Completes rows of speakers, and the rows (a group, or a theme of a group) that they are of with the mean of their
 * scores. Both are in the order of their groups, and as every sentence has one speaker, those of a row are the next
 * ones that come to as many sentences. offset: of `sums` in each struct. */
static void complete_means(glane_ctx *ctx, char *row, uint32_t n, size_t size, size_t offset, char *speaker,
                           uint32_t n_speakers, size_t speaker_size, size_t speaker_offset)
{
	for (uint32_t i = 0, k = 0; i < n; i++) {
		sums *s = (sums *)(void *)(row + i * size + offset);
		int64_t sentences = 0;
		double sum = 0;
		uint32_t first = k;
		for (; k < n_speakers && sentences < s->sentences; k++) {
			sums *one = (sums *)(void *)(speaker + k * speaker_size + speaker_offset);
			sentences += one->sentences;
			complete(ctx, one, mean_of(one));
			sum += one->score;
		}
		complete(ctx, s, k > first ? sum / (k - first) : 0);
	}
}

static double mean_valence(const valences *v)
{
	int64_t words = v->positive + v->negative;
	return words ? v->sum / (double)words : 0;
}

int sentiment_report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const sentiment_input *in = ctx->input;
	document_row *document;
	speaker_row *speaker;
	group_row *group;
	theme_row *theme;
	theme_speaker_row *theme_speaker;
	word_row *word;
	target_row *target;
	holder_row *holder;
	for (uint32_t i = h->counted(ctx, DOCUMENTS, &document); i-- > 0; )
		complete(ctx, &document[i].of, mean_of(&document[i].of));
	uint32_t n = h->counted(ctx, GROUPS, &group), n_speakers = h->counted(ctx, SPEAKERS, &speaker);
	complete_means(ctx, (char *)group, n, sizeof *group, offsetof(group_row, of), (char *)speaker, n_speakers,
	               sizeof *speaker, offsetof(speaker_row, of));
	n = h->counted(ctx, THEMES, &theme);
	n_speakers = h->counted(ctx, THEME_SPEAKERS, &theme_speaker);
	complete_means(ctx, (char *)theme, n, sizeof *theme, offsetof(theme_row, of), (char *)theme_speaker, n_speakers,
	               sizeof *theme_speaker, offsetof(theme_speaker_row, of));
	for (uint32_t i = 0; i < n; i++)
		theme[i].label = codebook_name(in->themes, theme[i].theme);
	for (uint32_t i = 0; i < n_speakers; i++)
		theme_speaker[i].label = codebook_name(in->themes, theme_speaker[i].theme);
	for (uint32_t i = h->counted(ctx, WORDS, &word); i-- > 0; )
		word[i].mean = word[i].sum / (double)word[i].times;
	for (uint32_t i = h->counted(ctx, TARGETS, &target); i-- > 0; )
		target[i].of.mean = mean_valence(&target[i].of);
	for (uint32_t i = h->counted(ctx, HOLDERS, &holder); i-- > 0; )
		holder[i].of.mean = mean_valence(&holder[i].of);
	return GLANE_OK;
}
