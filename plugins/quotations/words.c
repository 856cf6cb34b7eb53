/* words.c - the words by which quotations are told apart: a file of classes, and verbs conjugated by rule. */
#include <stdio.h>
#include <string.h>
#include "form/form.h"
#include "quotations.h"

typedef struct { const char *form; uint32_t n, classes[LANGUAGES]; } entry;

struct lexicon {
	glane_ctx *ctx;
	uint32_t n, room;		/* room: a power of two, more than twice n */
	entry *entry;
};

static const struct { const char *name; uint32_t classes; } classes[] = {
	{ "speech", SPEECH }, { "speech-infinitive", SPEECH_INFINITIVE }, { "subject", SUBJECT }, { "third", THIRD },
	{ "clitic", CLITIC }, { "auxiliary", AUXILIARY }, { "determiner", DETERMINER }, { "noun-marker", NOUN_MARKER },
	{ "demonstrative", DEMONSTRATIVE }, { "preposition", PREPOSITION }, { "conjunction", CONJUNCTION }, { "like", LIKE },
	{ "copula", COPULA }, { "degree", DEGREE }, { "mention", MENTION }, { "title", TITLE }, { "source", SOURCE },
	{ "verb", VERB }, { "person", PERSON }, { "elision", ELISION }, { "not-attribution", NOT_ATTRIBUTION },
	{ "not-label", NOT_LABEL }, { "report", REPORT }, { "report-participle", REPORT_PARTICIPLE },
	{ "complement", COMPLEMENT }, { "reply", REPLY }, { "contrast", CONTRAST }, { "quotative", QUOTATIVE },
	{ "possessive", POSSESSIVE }, { "between", BETWEEN },
};
enum { VERB_MOST = 40 };		/* bytes of an infinitive */

/* ---- The table --------------------------------------------------------------------------------- */

static uint32_t hash(const char *p, uint32_t n)
{
	uint32_t h = 2166136261u;
	for (uint32_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)p[i]) * 16777619u;
	return h ^ h >> 15;
}

static entry *slot(const lexicon *l, const char *p, uint32_t n)
{
	uint32_t at = hash(p, n) & (l->room - 1);
	while (l->entry[at].form && (l->entry[at].n != n || memcmp(l->entry[at].form, p, n)))
		at = (at + 1) & (l->room - 1);
	return &l->entry[at];
}

static void add(lexicon *l, int language, const char *p, uint32_t n, uint32_t bits)
{
	if (2 * l->n >= l->room) {
		lexicon old = *l;
		l->room *= 2;
		l->entry = l->ctx->host->alloc(l->ctx, GLANE_RUN, l->room * sizeof *l->entry);
		for (uint32_t i = 0; i < old.room; i++)
			if (old.entry[i].form)
				*slot(l, old.entry[i].form, old.entry[i].n) = old.entry[i];
	}
	entry *e = slot(l, p, n);
	if (!e->form) {
		char *copy = l->ctx->host->alloc(l->ctx, GLANE_RUN, n + 1);
		memcpy(copy, p, n);
		e->form = copy;
		e->n = n;
		l->n++;
	}
	e->classes[language] |= bits;
}

lexicon *lexicon_new(glane_ctx *ctx)
{
	lexicon *l = ctx->host->alloc(ctx, GLANE_RUN, sizeof *l);
	l->ctx = ctx;
	l->room = 4096;
	l->entry = ctx->host->alloc(ctx, GLANE_RUN, l->room * sizeof *l->entry);
	return l;
}

uint32_t lexicon_classes(const lexicon *l, int language, const char *form, uint32_t n)
{
	const entry *e = slot(l, form, n);
	if (!e->form)
		return 0;
	return language == EITHER ? e->classes[FRENCH] | e->classes[ENGLISH] : e->classes[language];
}

/* ---- Verbs ------------------------------------------------------------------------------------- */

/* The last vowel of a stem like "répèt", "pes", "jet", as it is written before a mute e. */
static void open_stem(const char *stem, char *out)
{
	size_t n = strlen(stem);
	strcpy(out, stem);
	for (size_t i = n; i-- > 0;) {
		if (!strncmp(out + i, "é", 2) && i + 2 < n) {
			memcpy(out + i, "è", 2);
			return;
		}
		if (out[i] == 'e' && i + 2 == n) {	/* rappeler, jeter: the doubled and the accented spelling are both made */
			memmove(out + i + 2, out + i + 1, n - i);
			memcpy(out + i, "è", 2);
			return;
		}
		if (strchr("aiouy", out[i]) || (unsigned char)out[i] >= 0xc0)
			return;
	}
}

void conjugate_er(const char *infinitive, void (*each)(void *, const char *form), void *to)
{
	static const char *const mute[] = { "e", "es", "ent", "era", "eront", "erait", "eraient", "erai" };
	static const char *const hard[] = { "a", "ai", "as", "ait", "ais", "aient", "ant", "âmes", "ât" };
	static const char *const soft[] = { "èrent", "é", "ée", "és", "ées", "ez", "er" };
	char stem[VERB_MOST + 2], open[2 * VERB_MOST], form[3 * VERB_MOST];
	size_t n = strlen(infinitive) - 2;
	snprintf(stem, sizeof stem, "%.*s", (int)n, infinitive);
	open_stem(stem, open);
	for (size_t i = 0; i < sizeof mute / sizeof *mute; i++) {
		snprintf(form, sizeof form, "%s%s", open, mute[i]);
		each(to, form);
		if (strcmp(open, stem)) {
			snprintf(form, sizeof form, "%s%s", stem, mute[i]);
			each(to, form);
			snprintf(form, sizeof form, "%s%c%s", stem, stem[n - 1], mute[i]);	/* rappelle, jette */
			each(to, form);
		} else if (stem[n - 1] == 'y') {
			snprintf(form, sizeof form, "%.*si%s", (int)n - 1, stem, mute[i]);	/* bégaie */
			each(to, form);
		}
	}
	for (size_t i = 0; i < sizeof soft / sizeof *soft; i++) {
		snprintf(form, sizeof form, "%s%s", stem, soft[i]);
		each(to, form);
	}
	for (size_t i = 0; i < sizeof hard / sizeof *hard; i++) {	/* annonça, interrogea */
		snprintf(form, sizeof form, "%.*s%s%s", (int)(n - (stem[n - 1] == 'c' || stem[n - 1] == 'g')), stem,
		         stem[n - 1] == 'c' ? "ç" : stem[n - 1] == 'g' ? "ge" : "", hard[i]);
		each(to, form);
	}
}

static void conjugate_ir(const char *infinitive, void (*each)(void *, const char *form), void *to)
{
	static const char *const ends[] = { "it", "is", "issent", "issait", "issaient", "irent", "ira", "irait", "i", "ie", "issant", "ir" };
	char form[2 * VERB_MOST];
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		snprintf(form, sizeof form, "%.*s%s", (int)strlen(infinitive) - 2, infinitive, ends[i]);
		each(to, form);
	}
}

/* Is the last consonant doubled before -ed and -ing? One vowel before one consonant in a verb of one syllable, or in
 * those of several that are stressed on the last. */
static bool doubles(const char *s, size_t n)
{
	static const char *const stressed[] = { "admit", "concur", "demur", "recall", "rebut", "commit" };
	size_t vowels = 0;
	if (n < 3 || strchr("aeiouwxy", s[n - 1]) || !strchr("aeiou", s[n - 2]) || strchr("aeiou", s[n - 3]))
		return false;
	for (size_t i = 0; i < sizeof stressed / sizeof *stressed; i++)
		if (!strcmp(s, stressed[i]))
			return true;
	for (size_t i = 0; i < n; i++)
		vowels += strchr("aeiou", s[i]) != NULL;
	return vowels == 1;
}

void conjugate_en(const char *infinitive, void (*each)(void *, const char *form), void *to)
{
	char form[2 * VERB_MOST];
	size_t n = strlen(infinitive);
	char last = infinitive[n - 1], before = n > 1 ? infinitive[n - 2] : 0;
	bool y = last == 'y' && !strchr("aeiou", before), sibilant = strchr("sxz", last) || (last == 'h' && strchr("sc", before));
	each(to, infinitive);
	snprintf(form, sizeof form, "%.*s%s", (int)(n - y), infinitive, y ? "ies" : sibilant ? "es" : "s");
	each(to, form);
	if (last == 'e')
		snprintf(form, sizeof form, "%sd", infinitive);
	else if (doubles(infinitive, n))
		snprintf(form, sizeof form, "%s%ced", infinitive, last);
	else
		snprintf(form, sizeof form, "%.*s%s", (int)(n - y), infinitive, y ? "ied" : "ed");
	each(to, form);
	if (last == 'e')
		snprintf(form, sizeof form, "%.*sing", (int)n - 1, infinitive);
	else
		snprintf(form, sizeof form, doubles(infinitive, n) ? "%s%cing" : "%sing", infinitive, last);
	each(to, form);
}

/* ---- The file ---------------------------------------------------------------------------------- */

typedef struct { lexicon *l; int language; bool report; const char *infinitive; } conjugation;

static void take_form(void *to, const char *form)
{
	const conjugation *c = to;
	size_t n = strlen(form), k = n - (form[n - 1] == 's');
	bool french = c->language == FRENCH, bare = french && !strcmp(form, c->infinitive);
	bool participle = french && ((k > 2 && !memcmp(form + k - 2, "é", 2)) || (k > 3 && !memcmp(form + k - 3, "ée", 3)));
	if (c->report)
		add(c->l, c->language, form, (uint32_t)n, bare ? 0 : participle ? REPORT_PARTICIPLE : REPORT);
	else
		add(c->l, c->language, form, (uint32_t)n, bare ? SPEECH_INFINITIVE : participle ? SPEECH_PARTICIPLE : SPEECH);
}

typedef struct { const char *path; uint32_t line; } origin;

static int take_verb(lexicon *l, int language, glane_str class, const char *form, origin at)
{
	conjugation c = { l, language, class.p[0] == 'r', form };
	const char *end = class.p + class.n - 2;
	size_t n = strlen(form);
	if (n < 3 || n > VERB_MOST || (strncmp(end, "en", 2) && strncmp(form + n - 2, end, 2)))
		return l->ctx->host->fail(l->ctx, GLANE_EOPTION, glane_at_line(at.path, at.line, 0),
			"\"%s\" is not conjugated by the rule %.*s: write its forms after speech", form, GLANE_STR(class));
	if (!strncmp(end, "er", 2))
		conjugate_er(form, take_form, &c);
	else if (!strncmp(end, "ir", 2))
		conjugate_ir(form, take_form, &c);
	else
		conjugate_en(form, take_form, &c);
	return GLANE_OK;
}

/* Is this one of "verb-er", "verb-ir", "verb-en", "report-er" …? */
static bool conjugated(glane_str class)
{
	static const char *const names[] = { "verb-er", "verb-ir", "verb-en", "report-er", "report-ir", "report-en" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == class.n && !memcmp(class.p, names[i], class.n))
			return true;
	return false;
}

static int take_words(lexicon *l, int language, glane_str class, const char *p, const char *end, origin at)
{
	uint32_t bits = 0;
	bool verb = conjugated(class);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (strlen(classes[i].name) == class.n && !memcmp(class.p, classes[i].name, class.n))
			bits = classes[i].classes;
	if (!bits && !verb)
		return l->ctx->host->fail(l->ctx, GLANE_EOPTION, glane_at_line(at.path, at.line, 1),
			"\"%.*s\" is no class of words: see the comments at the top of the file that comes with glane "
			"(speech, verb-er, subject, mention …)", GLANE_STR(class));
	while (p < end) {
		while (p < end && (*p == ' ' || *p == '\t' || *p == '\r'))
			p++;
		const char *from = p;
		while (p < end && *p != ' ' && *p != '\t' && *p != '\r')
			p++;
		size_t n = (size_t)(p - from);
		if (!n)
			break;
		char *form = l->ctx->host->alloc(l->ctx, GLANE_SCRATCH, FORM_ROOM(n) + 1);
		n = form_of(from, n, form);
		form[n] = 0;
		int code = verb ? take_verb(l, language, class, form, at) : GLANE_OK;
		if (code)
			return code;
		if (!verb)
			add(l, language, form, (uint32_t)n, bits);
	}
	return GLANE_OK;
}

int lexicon_read(glane_ctx *ctx, lexicon *l, int language, const char *path)
{
	glane_bytes b;
	int code = ctx->host->file(ctx, path, &b);
	uint32_t line = 0;
	for (size_t i = 0; !code && i < b.n; i++) {
		const char *p = (const char *)b.p + i, *end = memchr(p, '\n', b.n - i);
		line++;
		end = end ? end : (const char *)b.p + b.n;
		i += (size_t)(end - p);
		const char *comment = memchr(p, '#', (size_t)(end - p)), *colon;
		const char *stop = comment ? comment : end;
		while (p < stop && (*p == ' ' || *p == '\t' || *p == '\r'))
			p++;
		if (p == stop)
			continue;
		colon = memchr(p, ':', (size_t)(stop - p));
		if (!colon)
			return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, line, 0),
				"a line is \"class: words\", and this one has no colon");
		code = take_words(l, language, (glane_str){ p, (uint32_t)(colon - p) }, colon + 1, stop,
		                  (origin){ path, line });
	}
	return code;
}
