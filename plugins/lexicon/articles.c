/* articles.c - is French "des" de + les, or the plural of un? What is asked about neighbours, and how it is learnt. */
#include <string.h>
#include "articles.h"
#include "conllu/conllu.h"
#include "form/form.h"

const char *const articles_kind = "articles fr";

/* ---- Tokens ---------------------------------------------------------------------------------- */

/* The article or preposition that stood last decides what follows an "et": "la vie des gens et des choses". */
enum { MARK_NONE, MARK_EITHER, MARK_OF, MARK_TO, MARK_AT, MARK_THE, MARK_A };
/* Verbs and adjectives that go with "de"; a verb; what stands between a verb and its object; links of equals. */
enum { IS_VERB_OF = 1, IS_ADJECTIVE_OF = 2, IS_VERB = 4, IS_BETWEEN = 8, IS_LINK = 16, IS_REFLEXIVE = 32 };

static const struct { const char *forms; uint8_t mark; } marks[] = {
	{ " des du ", MARK_EITHER }, { " de d' ", MARK_OF }, { " au aux ", MARK_TO },
	{ " à dans en sur par pour avec sans sous entre vers chez ", MARK_AT },
	{ " le la l' les ce cet cette ces mon ma mes son sa ses leur leurs notre nos votre vos ", MARK_THE },
	{ " un une quelques plusieurs deux trois quatre ", MARK_A },
};

static const char verbs_of[] = " parler dépendre bénéficier occuper profiter souvenir disposer manquer douter discuter traiter "
	"témoigner résulter découler relever provenir venir revenir sortir partir approcher éloigner servir passer jouer jouir user "
	"abuser décider débarrasser méfier moquer plaindre préoccuper charger composer constituer accompagner entourer couvrir "
	"remplir inspirer inquiéter emparer changer hériter rêver souffrir vivre tenir dater émaner différer déduire extraire "
	"issir retirer séparer protéger libérer informer avertir prévenir accuser convaincre persuader priver munir équiper doter "
	"orner rapprocher distinguer détacher soucier féliciter réjouir étonner apercevoir juger pleurer rire participer nourrir "
	"échapper exclure absenter écarter enlever ôter arracher descendre naître mourir venger satisfaire contenter accommoder "
	"aviser défier délecter démarquer désoler désintéresser encombrer enquérir enrichir exempter garder imprégner "
	"indigner ressentir servir soigner targuer vanter dispenser dessaisir dépouiller dégager évader fuir ";
static const char adjectives_of[] = " plein proche capable riche fier content responsable digne âgé originaire conscient voisin "
	"libre différent loin près autour auprès lors hors vide certain sûr fou malade las pauvre dépourvu issu composé constitué "
	"entouré couvert rempli équipé doté muni victime distinct exempt indépendant tributaire spécialiste friand avide soucieux "
	"désireux satisfait déçu heureux coupable complice solidaire partisan représentatif caractéristique au-delà en-dessous "
	"au-dessus au-dessous à-côté hormis beaucoup peu bien davantage plupart majorité moitié cause chacun lequel aucun % ";
static const char links[] = " et ou ni , mais que qu' comme voire ; ";

static bool among(const char *list, glane_str s)
{
	for (const char *p = list; s.n && (p = strchr(p, *s.p)) != NULL; p++)
		if (p != list && p[-1] == ' ' && !strncmp(p, s.p, s.n) && p[s.n] == ' ')
			return true;
	return false;
}

static bool is(glane_str s, const char *text)
{
	return s.n == strlen(text) && !memcmp(s.p, text, s.n);
}

bool articles_form(glane_str form)
{
	return is(form, "des") || is(form, "du");
}

/* The last three letters. */
static feature end_of(glane_str s)
{
	uint32_t from = s.n, letters = 0;
	while (from && letters < 3)
		letters += ((unsigned char)s.p[--from] & 0xC0) != 0x80;
	return feature_text(s.p + from, s.n - from);
}

/* Behind these a word is hardly ever anything. */
enum { LIKELY = 3 };

void articles_look(glane_str form, glane_str readings, article_word *out)
{
	reading r[READINGS_MOST];
	uint32_t n = readings_cut(readings, r, LIKELY);
	*out = (article_word){ .form = feature_text(form.p, form.n), .end = end_of(form) };
	out->lemma = n ? feature_text(r[0].lemma.p, r[0].lemma.n) : out->form;
	out->upos = n ? feature_text(r[0].upos.p, r[0].upos.n) : 0;
	for (uint32_t i = 0; i < n; i++) {
		bool verb = is(r[i].upos, "VERB"), again = false;
		for (uint32_t k = 0; k < i; k++)
			again |= is(r[k].upos, "VERB") ? verb : r[k].upos.n == r[i].upos.n && !memcmp(r[k].upos.p, r[i].upos.p, r[i].upos.n);
		out->may += again ? 0 : feature_text(r[i].upos.p, r[i].upos.n);
		out->is |= verb && among(verbs_of, r[i].lemma) ? IS_VERB_OF : 0;
		out->is |= !verb && among(adjectives_of, r[i].lemma) ? IS_ADJECTIVE_OF : 0;
		out->is |= !i && (verb || is(r[i].upos, "AUX")) ? IS_VERB : 0;
		out->is |= !i && (is(r[i].upos, "ADV") || is(r[i].upos, "PRON")) ? IS_BETWEEN : 0;
	}
	out->is |= among(links, form) ? IS_LINK : 0;
	out->is |= among(" se s' me m' te t' nous vous ", form) ? IS_REFLEXIVE : 0;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (among(marks[i].forms, form))
			out->mark = marks[i].mark;
}

/* ---- Features -------------------------------------------------------------------------------- */

enum { FEATURES_MOST = 48, FAR = 25 };
static const article_word edge = { .form = 1, .lemma = 1, .upos = 1, .may = 1, .end = 1 };

typedef struct { feature *f; uint32_t n, question; } asking;

static void ask(asking *a, feature x)
{
	a->f[a->n++] = feature_of(a->question++, x);
}

static void ask_pair(asking *a, feature x, feature y)
{
	a->f[a->n++] = feature_pair(a->question++, x, y);
}

static feature near(uint32_t distance)
{
	return distance < 5 ? distance : distance < 8 ? 5u : 6u;
}

/* The last article or preposition, and the last verb, before the token. */
static void ask_before(asking *a, const article_token *t, uint32_t at, const article_word *before, const article_word *after)
{
	uint32_t mark = 0, verb = 0;
	for (uint32_t d = 1; d <= at && d < FAR && (!mark || !verb); d++) {
		const article_word *w = t[at - d].word;
		mark = !mark && w->mark ? d : mark;
		verb = !verb && (w->is & IS_VERB) ? d : verb;
	}
	feature which = mark ? 8u * t[at - mark].word->mark + t[at - mark].taken : 0u;
	feature link = before->is & IS_LINK ? before->form : 2u;
	ask_pair(a, which, link);
	ask_pair(a, which, before->form);
	ask_pair(a, which * 8 + near(mark), link);
	ask_pair(a, verb ? t[at - verb].word->lemma : 0, link);
	ask_pair(a, near(verb) * 128 + (verb && (!mark || verb < mark) ? 64u : 0u) + which, link);
	ask_pair(a, after->upos, which * 2 + (link != 2 ? 1u : 0u));
}

static uint32_t features_of(const article_token *t, uint32_t n, uint32_t at, feature *f)
{
	const article_word *w[6];
	for (uint32_t i = 0; i < 3; i++)
		w[i] = at > i ? t[at - 1 - i].word : &edge;
	for (uint32_t i = 0; i < 2; i++)
		w[3 + i] = at + 1 + i < n ? t[at + 1 + i].word : &edge;
	const article_word *before = w[0], *second = w[1], *third = w[2], *after = w[3], *next = w[4];
	/* "du" and "des" are asked apart. */
	asking a = { f, 0, 100 * (uint32_t)(t[at].word->form % 1000) };
	ask(&a, 0);
	ask(&a, before->form);
	ask_pair(&a, before->lemma, before->upos);
	ask(&a, before->upos);
	ask(&a, before->may);
	ask(&a, second->form);
	ask_pair(&a, second->upos, before->upos);
	ask(&a, after->form);
	ask(&a, after->upos);
	ask(&a, after->may);
	ask_pair(&a, after->upos, next->upos);
	ask_pair(&a, before->upos, after->upos);
	ask_pair(&a, before->form, after->upos);
	ask_pair(&a, second->form, before->form);
	ask_pair(&a, third->upos, second->upos * 31 + before->upos);
	ask_pair(&a, before->end, before->upos);
	ask(&a, after->lemma);
	ask(&a, after->end);
	ask_pair(&a, at + 1 < n && t[at + 1].capital, before->upos);
	ask(&a, (feature)(before->is & (IS_VERB_OF | IS_ADJECTIVE_OF)));
	ask(&a, before->is & IS_BETWEEN ? (feature)(second->is & IS_VERB_OF) : 0);
	ask(&a, before->is & IS_VERB_OF ? (feature)(second->is & IS_REFLEXIVE) : 1);
	ask_before(&a, t, at, before, after);
	return a.n;
}

/* Classes of the model: 0 apart, 1 whole. */
uint8_t articles_decide(const perceptron *p, const article_token *t, uint32_t n, uint32_t at)
{
	feature f[FEATURES_MOST];
	int32_t score[2];
	perceptron_scores(p, f, features_of(t, n, at, f), 2, score);
	return score[1] > score[0] ? ARTICLE_WHOLE : ARTICLE_APART;
}

/* ---- Training -------------------------------------------------------------------------------- */

enum { BITS = 15, ROUNDS = 20, MARGIN = 30 };
typedef struct { feature f[FEATURES_MOST]; uint32_t n, gold; } example;
typedef struct {
	glane_ctx *ctx;
	analysis *french;
	example *example;
	uint32_t n, room;
} lessons;

/* The gold sentence, as the step would see it. */
static article_token *tokens_of(const lessons *l, const conllu_sentence *s)
{
	const glane_host *h = l->ctx->host;
	article_token *t = h->alloc(l->ctx, GLANE_RUN, s->n_tokens * sizeof *t);
	article_word *w = h->alloc(l->ctx, GLANE_RUN, s->n_tokens * sizeof *w);
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		const conllu_token *g = &s->token[i];
		glane_str upos = s->word[g->first].upos;
		uint8_t way = is(upos, "PUNCT") ? WAY_PUNCTUATION : is(upos, "SYM") ? WAY_SYMBOL
		            : *g->form.p >= '0' && *g->form.p <= '9' ? WAY_NUMBER : ANALYSIS_SMALL;
		char *text = h->alloc(l->ctx, GLANE_RUN, FORM_ROOM(g->form.n));
		glane_str form = { text, (uint32_t)form_of(g->form.p, g->form.n, text) };
		t[i].capital = i && way == ANALYSIS_SMALL && memcmp(form.p, g->form.p, 1);
		analysed found[WORDS_MOST];
		analysis_token(l->french, form, t[i].capital ? ANALYSIS_CAPITAL : way, found);
		articles_look(form, found[0].readings, &w[i]);
		t[i].word = &w[i];
		if (articles_form(form))
			t[i].taken = g->n > 1 ? ARTICLE_APART : is(upos, "DET") ? ARTICLE_WHOLE : ARTICLE_NONE;
	}
	return t;
}

static void add_examples(lessons *l, const article_token *t, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (!t[i].taken)
			continue;
		if (l->n == l->room) {
			l->example = l->ctx->host->grow(l->ctx, GLANE_RUN, l->example, l->room * sizeof *l->example,
			                                (l->room + 256) * sizeof *l->example);
			l->room = 2 * l->room + 256;
		}
		example *e = &l->example[l->n++];
		e->n = features_of(t, n, i, e->f);
		e->gold = t[i].taken == ARTICLE_WHOLE;
	}
}

static int read_file(lessons *l, const char *path)
{
	glane_bytes bytes;
	const conllu_sentence *s;
	conllu c;
	int code = l->ctx->host->file(l->ctx, path, &bytes);
	if (code)
		return code;
	conllu_open(&c, l->ctx, GLANE_RUN, path, bytes);
	while ((code = conllu_next(&c, &s)) == GLANE_OK && s)
		add_examples(l, tokens_of(l, s), s->n_tokens);
	return code;
}

/* What is right by a hair is learnt as well. */
static void learn(const lessons *l, trainer *t)
{
	uint32_t *order = l->ctx->host->alloc(l->ctx, GLANE_RUN, (l->n + 1) * sizeof *order);
	for (uint32_t i = 0; i < l->n; i++)
		order[i] = i;
	for (uint32_t round = 1; round <= ROUNDS; round++) {
		trainer_shuffle(order, l->n, round);
		for (uint32_t i = 0; i < l->n; i++) {
			const example *e = &l->example[order[i]];
			int32_t score[2];
			trainer_scores(t, e->f, e->n, score);
			bool sure = score[e->gold] > score[1 - e->gold] + MARGIN;
			trainer_learn(t, e->f, e->n, e->gold, sure ? e->gold : 1 - e->gold);
		}
	}
}

int articles_train(glane_ctx *ctx, analysis *french, const char *const *files, const char *notice)
{
	lessons l = { .ctx = ctx, .french = french };
	int code = GLANE_OK;
	for (; *files && !code; files++)
		code = read_file(&l, *files);
	if (code)
		return code;
	if (!l.n)
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("files"),
		                       "there is no \"des\" in these files: name French treebanks (CoNLL-U)");
	trainer *t = trainer_new(ctx, GLANE_RUN, BITS, 2);
	learn(&l, t);
	int8_t *weight = ctx->host->alloc(ctx, GLANE_RUN, perceptron_size(BITS));
	trainer_finish(t, 1, weight);
	size_t room = strlen(notice) + 16;
	char *head = ctx->host->alloc(ctx, GLANE_RUN, room);
	if (*notice)
		strcat(strcat(strcpy(head, "notice: "), notice), "\n");
	const perceptron p = { BITS, weight };
	model_write(ctx, "des.model", articles_kind, head, &p, (glane_str){ "", 0 });
	ctx->host->log(ctx, GLANE_INFO, glane_here(), "learnt from %u places with des and du", (unsigned)l.n);
	return GLANE_OK;
}
