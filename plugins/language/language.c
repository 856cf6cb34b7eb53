/* language: in which language a document is, by its small words. What is declared is not guessed. */
#include <string.h>
#include "form/form.h"
#include "profiles.h"
#include <glane/plugin.h>

enum { WORD_MOST = 16, N_SLOTS = 4096 };

typedef struct { const char *fallback; int64_t min_words; } config;
static const glane_option options[] = {
	GLANE_OPT_TEXT(config, fallback, "default", "",
		"The language of documents that are too short to tell; empty: none"),
	GLANE_OPT_INT(config, min_words, "min-words", "10", 1, 1000,
		"Small words that must be found to tell"),
	GLANE_LAST
};

typedef struct { glane_str declared; } input;
static const glane_need needs[] = { GLANE_NEED(input, declared, "var:lang?"), GLANE_LAST };

static const glane_variable variables[] = { { "lang", GLANE_NOMINAL, { NULL, 0 } }, GLANE_LAST };

/* A hash table of small words, with the languages that each belongs to as bits. */
typedef struct { const char *p; uint32_t n, languages; } entry;
typedef struct { entry slot[N_SLOTS]; } table;

static entry *find(table *t, const char *p, uint32_t n)
{
	uint32_t hash = 2166136261u;
	for (uint32_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)p[i]) * 16777619u;
	for (hash ^= hash >> 15; ; hash++) {
		entry *e = &t->slot[hash % N_SLOTS];
		if (!e->p || (e->n == n && !memcmp(e->p, p, n)))
			return e;
	}
}

static int create(glane_ctx *ctx, void **self)
{
	table *t = ctx->host->alloc(ctx, GLANE_RUN, sizeof *t);
	for (uint32_t l = 0; l < N_PROFILES; l++)
		for (const char *p = profiles[l].words; *(p += strspn(p, " ")); p += strcspn(p, " ")) {
			uint32_t n = (uint32_t)strcspn(p, " ");
			entry *e = find(t, p, n);
			*e = (entry){ p, n, e->languages | 1u << l };
		}
	*self = t;
	return GLANE_OK;
}

/* "FR", "fr_FR", "français": the language itself, or NULL. */
static const char *declared_language(glane_str s)
{
	enum { MOST = 32 };
	char form[FORM_ROOM(MOST) + 2];
	if (!s.n || s.n > MOST)
		return NULL;
	size_t n = form_of_label(s.p, s.n, form + 1), k = 0;
	form[0] = ' ';
	while (k < n && form[k + 1] != '-' && form[k + 1] != '_')
		k++;
	form[k + 1] = ' ';
	form[k + 2] = 0;
	for (uint32_t l = 0; k && l < N_PROFILES; l++)
		if (strstr(profiles[l].names, form))
			return profiles[l].language;
	return NULL;
}

/* Letters as far as this needs them: no punctuation of UTF-8's C2 and E2 80 to E2 83 pages. */
static uint32_t letter(const unsigned char *p, uint32_t n)
{
	if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z'))
		return 1;
	if (*p < 0xC3 || (*p == 0xE2 && n > 1 && p[1] < 0xB0))
		return 0;
	return *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
}

/* Adds to score[] what the words of the text are worth; returns how many were known. */
static int64_t weigh(glane_ctx *ctx, glane_str t, double score[N_PROFILES])
{
	table *known = (table *)(uintptr_t)ctx->self;
	const unsigned char *p = (const unsigned char *)t.p;
	int64_t count[1u << N_PROFILES] = { 0 }, total = 0;
	for (uint32_t i = 0, begin, k; i < t.n; ) {
		char form[FORM_ROOM(WORD_MOST)];
		for (begin = i; i < t.n && (k = letter(p + i, t.n - i)) > 0; )
			i += k < t.n - i ? k : t.n - i;
		if (i == begin) {
			i++;
			continue;
		}
		if (i - begin > WORD_MOST)
			continue;
		count[find(known, form, (uint32_t)form_of(t.p + begin, i - begin, form))->languages]++;
	}
	/* Integers first, so that the order of words cannot change the sum. */
	for (uint32_t set = 1; set < 1u << N_PROFILES; set++) {
		total += count[set];
		for (uint32_t l = 0; count[set] && l < N_PROFILES; l++)
			if (set >> l & 1)
				score[l] += (double)count[set] / __builtin_popcount(set);
	}
	return total;
}

static void set(glane_ctx *ctx, const char *language)
{
	if (*language)
		ctx->host->set(ctx, 0, (glane_str){ language, (uint32_t)strlen(language) });
}

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const config *c = ctx->config;
	const input *in = ctx->input;
	double score[N_PROFILES] = { 0 };
	uint32_t best = 0, second = 1;
	if (in->declared.n) {
		const char *language = declared_language(in->declared);
		if (language && (strlen(language) != in->declared.n ||
		                 memcmp(language, in->declared.p, in->declared.n)))
			set(ctx, language);
		return GLANE_OK;
	}
	int64_t known = weigh(ctx, doc->text, score);
	for (uint32_t l = 1; l < N_PROFILES; l++)
		if (score[l] > score[best]) {
			second = best;
			best = l;
		} else if (l != best && (score[l] > score[second] || second == best)) {
			second = l;
		}
	/* By a fifth more than the next: a text that is half the one and half the other is neither. */
	if (known >= c->min_words && score[best] >= 1.2 * score[second])
		set(ctx, profiles[best].language);
	else
		set(ctx, c->fallback);
	return GLANE_OK;
}

/* ---- Method -------------------------------------------------------------------------------------- */

static const glane_sentence method[] = {
	{ NULL, "The language of a document is the one that was declared for it; otherwise it was told by its "
	  "articles, pronouns, prepositions and other small words [@ingle1976; @grefenstette1995], of which at "
	  "least {min-words} were needed." },
	{ "default!=", "Documents too short to tell were taken as “{default}”." },
	GLANE_LAST
};
static const glane_reference references[] = {
	{ "ingle1976", "article", "Ingle, Norman C.", "1976", "A language identification table",
	  .in = "The Incorporated Linguist", .volume = "15(4)" },
	{ "grefenstette1995", "inproceedings", "Grefenstette, Gregory", "1995",
	  "Comparing two language identification schemes",
	  .in = "JADT 1995: 3rd International Conference on Statistical Analysis of Textual Data" },
	GLANE_LAST
};

GLANE_PLUGIN = {
	GLANE_HEAD, .name = "language", .version = "1", .license = "MIT", .domain = "glane",
	.summary = "In which language a document is, by its small words; a declared one wins",
	.method = method, .references = references,
	.options = options, .needs = needs, .variables = variables,
	.config_size = sizeof(config), .input_size = sizeof(input),
	.create = create, .process = process,
};
