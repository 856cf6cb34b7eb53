/* Entries found in texts: words with stars, lemmas with se, son, un and le, gaps, capitals, accents, readings. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "matching/matching.h"
#include "mini_host.h"

extern const glane_plugin glane_plugin_tokenize_fr, glane_plugin_tokenize_en;

/* ---- A small lexicon ------------------------------------------------------------------------- */

static const char *const known[][2] = {
	{ "forme", "VERB:former|NOUN:forme" }, { "formons", "VERB:former" }, { "formée", "VERB:former|ADJ:formé" },
	{ "former", "VERB:former" }, { "formant", "VERB:former" }, { "supprimait", "VERB:supprimer" },
	{ "suppriment", "VERB:supprimer" }, { "supprimer", "VERB:supprimer" }, { "postes", "NOUN:poste|VERB:poster" },
	{ "poste", "NOUN:poste|VERB:poster" }, { "perdu", "VERB:perdre|ADJ:perdu" }, { "perdre", "VERB:perdre" },
	{ "travail", "NOUN:travail" }, { "emplois", "NOUN:emploi" }, { "peur", "NOUN:peur" }, { "ai", "VERB:avoir|AUX:avoir" },
	{ "a", "VERB:avoir|AUX:avoir" }, { "suis", "VERB:suivre|AUX:être" }, { "chômage", "NOUN:chômage" },
	{ "habitué", "VERB:habituer" }, { "inquiète", "VERB:inquiéter|ADJ:inquiet" }, { "machines", "NOUN:machine|VERB:machiner" },
	{ "lost", "VERB:lose|ADJ:lost" }, { "jobs", "NOUN:job" }, { "laid", "VERB:lay" }, { "taught", "VERB:teach" },
};

typedef struct { glane_rows token; const glane_sym *form, *kind; } lexicon_input;
static const glane_need lexicon_needs[] = {
	GLANE_NEED(lexicon_input, token, "token"), GLANE_NEED(lexicon_input, form, "token.form"),
	GLANE_NEED(lexicon_input, kind, "token.kind"), GLANE_LAST
};
typedef struct { glane_span *span; uint32_t *token; glane_sym *form, *readings; } word_rows;
static const glane_column word_columns[] = {
	GLANE_COLUMN_ROW(word_rows, token, "token", "token", "Token"), GLANE_COLUMN(word_rows, form, "form", "Form"),
	GLANE_COLUMN(word_rows, readings, "readings", "Readings"), GLANE_LAST
};
static const glane_layer lexicon_layers[] = {
	GLANE_LAYER(word_rows, "word", GLANE_MAKES, word_columns, "Words"), GLANE_LAST
};

static int make_words(glane_ctx *ctx, const glane_doc *doc)
{
	const lexicon_input *in = ctx->input;
	const glane_host *h = ctx->host;
	word_rows out;
	uint32_t n = 0;
	(void)doc;
	h->rows(ctx, 0, 2 * in->token.n + 1, &out);
	for (uint32_t i = 0; i < in->token.n; i++) {
		const char *form = h->string(ctx, in->form[i]).p;
		bool du = !strcmp(form, "du") || !strcmp(form, "au");
		if (in->kind[i].id == h->sym(ctx, "punctuation").id)
			continue;
		for (int k = 0; k <= du; k++, n++) {
			out.span[n] = in->token.span[i];
			out.token[n] = i;
			out.form[n] = du ? h->sym(ctx, k ? "le" : *form == 'd' ? "de" : "à") : in->form[i];
			for (size_t j = 0; j < sizeof known / sizeof *known; j++)
				if (!strcmp(known[j][0], form))
					out.readings[n] = h->sym(ctx, known[j][1]);
		}
	}
	h->seal(ctx, 0, n);
	return GLANE_OK;
}

static const glane_plugin lexicon = {
	GLANE_HEAD, .name = "lexicon", .needs = lexicon_needs, .layers = lexicon_layers,
	.input_size = sizeof(lexicon_input), .process = make_words,
};

/* ---- A plugin that finds --------------------------------------------------------------------- */

static matching_entry entry[600];
static uint32_t n_entries, number[600];
static uint32_t text_language;
static char found[4096];		/* "entry:words of the text; …", "+" after several readings */

typedef struct {
	glane_rows token, word, sentence;
	const glane_sym *form, *kind, *word_form, *readings;
	const uint32_t *token_of;
} finder_input;
static const glane_need finder_needs[] = {
	GLANE_NEED(finder_input, token, "token"), GLANE_NEED(finder_input, form, "token.form"),
	GLANE_NEED(finder_input, kind, "token.kind"), GLANE_NEED(finder_input, sentence, "sentence"),
	GLANE_NEED(finder_input, word, "word?"), GLANE_NEED(finder_input, word_form, "word.form?"),
	GLANE_NEED(finder_input, readings, "word.readings?"), GLANE_NEED(finder_input, token_of, "word.token?"), GLANE_LAST
};

static int create(glane_ctx *ctx, void **self)
{
	matcher *m = matcher_new(ctx);
	for (uint32_t i = 0; i < n_entries; i++)
		number[i] = matcher_add(m, &entry[i]);
	matcher_finish(m);
	*self = m;
	return GLANE_OK;
}

static int chosen_reading = -1;	/* which reading of each word a tagger has chosen; -1: there was none */

/* "VERB:suivre|AUX:être": the chosen one, or the only one, as a tagger writes it. */
static void choose(glane_ctx *ctx, const finder_input *in, glane_sym *lemma, glane_sym *upos)
{
	for (uint32_t w = 0; w < in->word.n; w++) {
		char text[100], *p = text;
		snprintf(text, sizeof text, "%s", ctx->host->string(ctx, in->readings[w]).p);
		for (int i = 0; i < chosen_reading && strchr(p, '|'); i++)
			p = strchr(p, '|') + 1;
		p[strcspn(p, "|")] = '\0';
		char *colon = strchr(p, ':');
		if (!colon)
			continue;
		*colon = '\0';
		upos[w] = ctx->host->sym(ctx, p);
		lemma[w] = ctx->host->sym(ctx, colon + 1);
	}
}

static int find(glane_ctx *ctx, const glane_doc *doc)
{
	const finder_input *in = ctx->input;
	uint32_t *unit = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->token.n + 1) * sizeof *unit);
	match *m;
	for (uint32_t i = 0, s = 0; i < in->token.n; i++) {
		while (s < in->sentence.n && in->sentence.span[s].end <= in->token.span[i].begin)
			s++;
		unit[i] = s;
	}
	glane_sym *lemma = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *lemma);
	glane_sym *upos = ctx->host->alloc(ctx, GLANE_SCRATCH, (in->word.n + 1) * sizeof *upos);
	if (chosen_reading >= 0)
		choose(ctx, in, lemma, upos);
	const matching_text t = { .language = (uint8_t)text_language, .doc = doc, .token = in->token, .word = in->word,
		.form = in->form, .kind = in->kind, .token_of = in->token_of, .word_form = in->word_form,
		.readings = in->readings, .lemma = lemma, .upos = upos, .chosen = chosen_reading >= 0, .unit = unit };
	for (int again = 0; again < 2; again++) {	/* the second time from memory */
		uint32_t n = matcher_find(ctx, ctx->self, ctx->worker, &t, &m);
		char *to = found;
		*to = '\0';
		for (uint32_t i = 0; i < n && to < found + sizeof found - 200; i++) {
			glane_span a = in->token.span[m[i].first], b = in->token.span[m[i].last];
			ck_assert(!i || m[i].first > m[i - 1].first || (m[i].first == m[i - 1].first && (m[i].last > m[i - 1].last ||
				(m[i].last == m[i - 1].last && m[i].entry > m[i - 1].entry))));
			to += sprintf(to, "%s%u:%.*s%s", i ? "; " : "", m[i].entry, (int)(b.end - a.begin), doc->text.p + a.begin,
			              m[i].several ? "+" : "");
		}
	}
	return GLANE_OK;
}

static const glane_plugin finder = {
	GLANE_HEAD, .name = "finder", .needs = finder_needs, .input_size = sizeof(finder_input),
	.worker_size = sizeof(matching_memo), .create = create, .process = find,
};

/* What the entries added so far find in a text, with the lexicon or without. */
static const char *run(uint32_t language, bool words, const char *text)
{
	mini *m = mini_new(text, strlen(text));
	text_language = language;
	ck_assert_int_eq(mini_run(m, language == MATCHING_FR ? &glane_plugin_tokenize_fr : &glane_plugin_tokenize_en, NULL), 0);
	if (words)
		ck_assert_int_eq(mini_run(m, &lexicon, NULL), 0);
	ck_assert_int_eq(mini_run(m, &finder, NULL), 0);
	mini_free(m);
	return found;
}

static matching_entry *add(uint8_t language, uint8_t how, const char *text)
{
	entry[n_entries] = (matching_entry){ .text = { text, (uint32_t)strlen(text) }, .language = language, .how = how };
	return &entry[n_entries++];
}

static void begin(void)
{
	n_entries = 0;
}

#define lemma(text) add(MATCHING_FR, MATCHING_LEMMAS, text)
#define words(text) add(MATCHING_FR, MATCHING_WORDS, text)
#define fr(text) run(MATCHING_FR, true, text)
#define en(text) run(MATCHING_EN, true, text)

/* ---- Words ----------------------------------------------------------------------------------- */

START_TEST(words_as_written)
{
	words("au chômage");
	words("l'IA");
	words("la fin du métier");
	ck_assert_str_eq(fr("Au  chômage à cause de l’ia : la fin du métier, AU CHÔMAGE."),
	                 "0:Au  chômage; 1:l’ia; 2:la fin du métier; 0:AU CHÔMAGE");
	ck_assert_str_eq(fr("au, chômage ; la fin. Du métier"), "");
}
END_TEST

START_TEST(stars)
{
	words("remplaçable*");
	words("*ification");
	words("*tech*");
	words("prendre* mon *");
	words("sous-*");
	words("l'auto*");
	ck_assert_str_eq(fr("irremplaçables remplaçables gamification"), "0:remplaçables; 1:gamification");
	ck_assert_str_eq(fr("biotechnologie, tech"), "2:biotechnologie; 2:tech");
	ck_assert_str_eq(fr("prendrez mon travail"), "3:prendrez mon travail");
	ck_assert_str_eq(fr("sous-payés par l’automatisation"), "4:sous-payés; 5:l’automatisation");
}
END_TEST

START_TEST(capitals_and_accents)
{
	words("IA")->exact = true;
	words("Open*")->exact = true;
	words("tres peur")->loose = true;
	words("élève*")->loose = true;
	lemma("Poste")->exact = true;
	ck_assert_str_eq(fr("IA ia OpenAI openai TRÈS PEUR eleves la Poste un poste"),
	                 "0:IA; 1:OpenAI; 2:TRÈS PEUR; 3:eleves; 4:Poste+");
}
END_TEST

/* Ligatures and accents typed for apostrophes, in texts and in entries. */
START_TEST(debris_is_seen_through)
{
	words("l'IA");
	words("L'Office")->exact = true;
	words("ﬁn d´un");
	ck_assert_str_eq(fr("l´ia L´Oﬃce l`oﬃce la fin d'un"), "0:l´ia; 1:L´Oﬃce; 2:fin d'un");
}
END_TEST

START_TEST(any_language)
{
	add(MATCHING_ANY, MATCHING_WORDS, "ChatGPT");
	add(MATCHING_EN, MATCHING_WORDS, "menace");
	ck_assert_str_eq(fr("chatgpt menace"), "0:chatgpt");
	ck_assert_str_eq(en("chatgpt menace"), "0:chatgpt; 1:menace");
	ck_assert_str_eq(run(MATCHING_ANY, false, "chatgpt menace"), "0:chatgpt");
}
END_TEST

START_TEST(nothing_to_look_for)
{
	words("*");
	words("");
	lemma("poste");
	ck_assert_str_eq(fr("un poste"), "0:poste+");
	ck_assert_uint_eq(number[0], GLANE_NONE);
	ck_assert_uint_eq(number[1], GLANE_NONE);
	ck_assert_uint_eq(number[2], 0);
}
END_TEST

/* ---- Lemmas ---------------------------------------------------------------------------------- */

START_TEST(reflexives)
{
	lemma("se former");
	lemma("s'inquiéter");
	lemma("s'habituer");
	ck_assert_str_eq(fr("Je me forme."), "0:me forme+");
	ck_assert_str_eq(fr("Je ne me suis pas bien formée !"), "0:me suis pas bien formée+");
	ck_assert_str_eq(fr("Nous nous formons."), "0:nous formons");
	ck_assert_str_eq(fr("Nous ne nous formons pas."), "0:nous formons");
	ck_assert_str_eq(fr("Nous formons des gens."), "");
	ck_assert_str_eq(fr("Il faut nous y former, en nous formant."), "0:nous y former; 0:nous formant");
	ck_assert_str_eq(fr("Je forme des gens."), "");
	ck_assert_str_eq(fr("Ça m’inquiète, il s'y est vite habitué."), "1:m’inquiète+; 2:s'y est vite habitué");
}
END_TEST

START_TEST(possessives_and_articles)
{
	lemma("perdre son travail");
	lemma("supprimer un poste");
	lemma("avoir peur du chômage");
	lemma("avoir peur des machines")->gap = 1;
	ck_assert_str_eq(fr("j'ai perdu mon travail, perdu leur travail, perdu du travail"),
	                 "0:perdu mon travail+; 0:perdu leur travail+");
	ck_assert_str_eq(fr("supprimait nos postes"), "1:supprimait nos postes+");
	ck_assert_str_eq(fr("supprimer des postes, supprimer postes"), "1:supprimer des postes+; 1:supprimer postes+");
	ck_assert_str_eq(fr("ils ne suppriment pas de postes"), "");
	ck_assert_str_eq(fr("ils suppriment tous ces deux postes"), "1:suppriment tous ces deux postes+");
	ck_assert_str_eq(fr("j'ai peur du chômage, il a peur de mon chômage"), "2:ai peur du chômage; 2:a peur de mon chômage");
	ck_assert_str_eq(fr("on a très peur de la machines"), "3:a très peur de la machines+");
}
END_TEST

START_TEST(gaps)
{
	lemma("perdre travail")->gap = 2;
	words("peur travail")->gap = 3;
	ck_assert_str_eq(fr("perdu tout son travail"), "0:perdu tout son travail+");
	ck_assert_str_eq(fr("perdu tout, son travail"), "0:perdu tout, son travail+");
	ck_assert_str_eq(fr("perdu tout son beau travail"), "");
	ck_assert_str_eq(fr("perdu. Travail"), "");
	/* the shortest from each anchor */
	ck_assert_str_eq(fr("peur peur du travail, travail"), "1:peur du travail; 1:peur du travail, travail");
}
END_TEST

START_TEST(readings_and_parts_of_speech)
{
	lemma("poster")->pos = "VERB";
	lemma("suivre");
	lemma("chômage")->pos = "VERB";
	lemma("être")->pos = "VERB";
	ck_assert_str_eq(fr("postes suis chômage"), "0:postes+; 1:suis+; 3:suis+");
}
END_TEST

/* "suis" is suivre or être, "poste" poste or poster: what the tagger says of it counts, and nothing else, although one of
 * them is written as the entry is. Words of which it knows nothing are found as they are written. */
START_TEST(readings_that_were_chosen)
{
	lemma("poster");
	lemma("suivre");
	lemma("être")->pos = "VERB";
	lemma("poste");
	lemma("zzz");
	chosen_reading = 0;
	ck_assert_str_eq(fr("postes suis poste zzz"), "3:postes+; 1:suis+; 3:poste+; 4:zzz");
	chosen_reading = 1;
	ck_assert_str_eq(fr("postes suis poste zzz"), "0:postes+; 2:suis+; 0:poste+; 4:zzz");
	chosen_reading = -1;
}
END_TEST

START_TEST(without_readings)
{
	lemma("poste");
	lemma("perdre son travail");
	lemma("peur du chômage");
	lemma("désintermédiation")->pos = "NOUN";
	ck_assert_str_eq(run(MATCHING_FR, false, "un poste, des postes, perdre mon travail, peur du chômage, désintermédiation"),
	                 "0:poste; 1:perdre mon travail; 2:peur du chômage; 3:désintermédiation");
}
END_TEST

START_TEST(english_lemmas)
{
	add(MATCHING_EN, MATCHING_LEMMAS, "lose one's job");
	add(MATCHING_EN, MATCHING_LEMMAS, "lay off");
	add(MATCHING_EN, MATCHING_LEMMAS, "teach oneself");
	ck_assert_str_eq(en("We lost our jobs, they were laid off. I taught myself. She lost a job"),
	                 "0:lost our jobs+; 1:laid off; 2:taught myself");
}
END_TEST

/* ---- Many ------------------------------------------------------------------------------------ */

START_TEST(many_entries_and_long_runs)
{
	static char names[500][16];
	for (uint32_t i = 0; i < 500; i++) {
		snprintf(names[i], sizeof names[i], "mot%uz*", i);
		words(names[i]);
	}
	words("a a a a a b")->gap = 10;
	ck_assert_str_eq(fr("mot7zebre mot8 mot499z"), "7:mot7zebre; 499:mot499z");
	size_t n = 10000;
	char *long_text = malloc(2 * n + 1);
	ck_assert_ptr_nonnull(long_text);
	for (size_t i = 0; i < n; i++)
		memcpy(long_text + 2 * i, "a ", 3);
	ck_assert_str_eq(fr(long_text), "");
	free(long_text);
}
END_TEST

START_TEST(pieces_of_entries)
{
	/* cut in create(), which is where codebooks are looked at */
	words("s'inquiéter du*");
	ck_assert_str_eq(fr("s’inquiéter durablement"), "0:s’inquiéter durablement");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("matching");
	TCase *c = tcase_create("matching");
	tcase_add_checked_fixture(c, begin, NULL);
	tcase_add_test(c, words_as_written);
	tcase_add_test(c, stars);
	tcase_add_test(c, capitals_and_accents);
	tcase_add_test(c, debris_is_seen_through);
	tcase_add_test(c, any_language);
	tcase_add_test(c, nothing_to_look_for);
	tcase_add_test(c, reflexives);
	tcase_add_test(c, possessives_and_articles);
	tcase_add_test(c, gaps);
	tcase_add_test(c, readings_and_parts_of_speech);
	tcase_add_test(c, readings_that_were_chosen);
	tcase_add_test(c, without_readings);
	tcase_add_test(c, english_lemmas);
	tcase_add_test(c, many_entries_and_long_runs);
	tcase_add_test(c, pieces_of_entries);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
