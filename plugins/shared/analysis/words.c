/* words.c - the words of a token: French "du" is de + le, English "don't" do + n't.
 *
 * Words are those of the treebanks of Universal Dependencies. Whether "des" is de + les or the plural of "un" can't be
 * told without its neighbours: who knows better asks with WAY_WHOLE. */
#include <string.h>
#include "analysis_private.h"

typedef struct { const char *form, *word[3], *readings[3]; } contraction;

static const contraction french[] = {
	{ "au", { "à", "le" }, { "ADP:à", "DET:le" } },
	{ "aux", { "à", "les" }, { "ADP:à", "DET:le" } },
	{ "du", { "de", "le" }, { "ADP:de", "DET:le" } },
	{ "des", { "de", "les" }, { "ADP:de", "DET:le" } },
	{ "dudit", { "de", "ledit" }, { "ADP:de", "DET:ledit|ADJ:ledit" } },
	{ "desdits", { "de", "lesdits" }, { "ADP:de", "DET:ledit|ADJ:ledit" } },
	{ "desdites", { "de", "lesdites" }, { "ADP:de", "DET:ledit|ADJ:ledit" } },
	{ "auxdits", { "à", "lesdits" }, { "ADP:à", "DET:ledit|ADJ:ledit" } },
	{ "auxdites", { "à", "lesdites" }, { "ADP:à", "DET:ledit|ADJ:ledit" } },
	{ "auquel", { "à", "lequel" }, { "ADP:à", "PRON:lequel" } },
	{ "auxquels", { "à", "lesquels" }, { "ADP:à", "PRON:lequel" } },
	{ "auxquelles", { "à", "lesquelles" }, { "ADP:à", "PRON:lequel" } },
	{ "duquel", { "de", "lequel" }, { "ADP:de", "PRON:lequel" } },
	{ "desquels", { "de", "lesquels" }, { "ADP:de", "PRON:lequel" } },
	{ "desquelles", { "de", "lesquelles" }, { "ADP:de", "PRON:lequel" } },
};

/* Written without an apostrophe, or grown together. What has another meaning is left alone: its, were, well, ill. */
static const contraction english[] = {
	{ "alot", { "a", "lot" }, { "DET:a", "NOUN:lot" } },
	{ "atleast", { "at", "least" }, { "ADP:at", "ADJ:least" } },
	{ "aswell", { "as", "well" }, { "ADV:as", "ADV:well" } },
	{ "infact", { "in", "fact" }, { "ADP:in", "NOUN:fact" } },
	{ "itd", { "it", "d" }, { "PRON:it", "AUX:would" } },
	{ "thatll", { "that", "ll" }, { "PRON:that", "AUX:will" } },
	{ "whos", { "who", "s" }, { "PRON:who", "AUX:be" } },
	{ "wheres", { "where", "s" }, { "ADV:where", "AUX:be" } },
	{ "cannot", { "can", "not" }, { "AUX:can", "PART:not" } },
	{ "gonna", { "gon", "na" }, { "VERB:go", "PART:to" } },
	{ "gotta", { "got", "ta" }, { "VERB:get", "PART:to" } },
	{ "wanna", { "wan", "na" }, { "VERB:want", "PART:to" } },
	{ "outta", { "out", "ta" }, { "ADP:out", "ADP:of" } },
	{ "gimme", { "gim", "me" }, { "VERB:give", "PRON:me" } },
	{ "lemme", { "lem", "me" }, { "VERB:let", "PRON:me" } },
	{ "dunno", { "du", "n", "no" }, { "AUX:do", "PART:not", "VERB:know" } },
	{ "let's", { "let", "'s" }, { "VERB:let", "PRON:us" } },
	{ "lets", { "let", "s" }, { "VERB:let", "PRON:us" } },
	{ "wana", { "wan", "a" }, { "VERB:want", "PART:to" } },
	{ "oughta", { "ought", "a" }, { "AUX:ought", "PART:to" } },
	{ "hafta", { "haf", "ta" }, { "VERB:have", "PART:to" } },
	{ "gotcha", { "got", "cha" }, { "VERB:get", "PRON:you" } },
	{ "sorta", { "sort", "a" }, { "NOUN:sort", "ADP:of" } },
	{ "lotta", { "lot", "ta" }, { "NOUN:lot", "ADP:of" } },
	{ "woulda", { "would", "a" }, { "AUX:would", "AUX:have" } },
	{ "coulda", { "could", "a" }, { "AUX:could", "AUX:have" } },
	{ "shoulda", { "should", "a" }, { "AUX:should", "AUX:have" } },
	{ "c'mon", { "c'm", "on" }, { "VERB:come", "ADP:on|ADV:on" } },
	{ "ain't", { "ai", "n't" }, { "AUX:be", "PART:not" } },
	{ "'tis", { "'t", "is" }, { "PRON:it", "AUX:be" } },
	{ "im", { "i", "m" }, { "PRON:I", "AUX:be" } },
	{ "ive", { "i", "ve" }, { "PRON:I", "AUX:have" } },
	{ "youre", { "you", "re" }, { "PRON:you", "AUX:be" } },
	{ "youve", { "you", "ve" }, { "PRON:you", "AUX:have" } },
	{ "theyre", { "they", "re" }, { "PRON:they", "AUX:be" } },
	{ "theyve", { "they", "ve" }, { "PRON:they", "AUX:have" } },
	{ "weve", { "we", "ve" }, { "PRON:we", "AUX:have" } },
	{ "thats", { "that", "s" }, { "PRON:that", "AUX:be" } },
	{ "whats", { "what", "s" }, { "PRON:what", "AUX:be" } },
	{ "theres", { "there", "s" }, { "PRON:there", "AUX:be" } },
	{ "youll", { "you", "ll" }, { "PRON:you", "AUX:will" } },
	{ "theyll", { "they", "ll" }, { "PRON:they", "AUX:will" } },
	{ "itll", { "it", "ll" }, { "PRON:it", "AUX:will" } },
	{ "hes", { "he", "s" }, { "PRON:he", "AUX:be|AUX:have" } },
	{ "shes", { "she", "s" }, { "PRON:she", "AUX:be|AUX:have" } },
	{ "heres", { "here", "s" }, { "ADV:here", "AUX:be" } },
	{ "aint", { "ai", "nt" }, { "AUX:be", "PART:not" } },
	{ "mustnt", { "must", "nt" }, { "AUX:must", "PART:not" } },
	{ "dont", { "do", "nt" }, { "AUX:do", "PART:not" } },
	{ "doesnt", { "does", "nt" }, { "AUX:do", "PART:not" } },
	{ "didnt", { "did", "nt" }, { "AUX:do", "PART:not" } },
	{ "isnt", { "is", "nt" }, { "AUX:be", "PART:not" } },
	{ "arent", { "are", "nt" }, { "AUX:be", "PART:not" } },
	{ "wasnt", { "was", "nt" }, { "AUX:be", "PART:not" } },
	{ "werent", { "were", "nt" }, { "AUX:be", "PART:not" } },
	{ "havent", { "have", "nt" }, { "AUX:have", "PART:not" } },
	{ "hasnt", { "has", "nt" }, { "AUX:have", "PART:not" } },
	{ "hadnt", { "had", "nt" }, { "AUX:have", "PART:not" } },
	{ "cant", { "ca", "nt" }, { "AUX:can", "PART:not" } },
	{ "wont", { "wo", "nt" }, { "AUX:will", "PART:not" } },
	{ "couldnt", { "could", "nt" }, { "AUX:could", "PART:not" } },
	{ "wouldnt", { "would", "nt" }, { "AUX:would", "PART:not" } },
	{ "shouldnt", { "should", "nt" }, { "AUX:should", "PART:not" } },
};

static bool is(glane_str s, const char *text)
{
	return s.n == strlen(text) && !memcmp(s.p, text, s.n);
}

static glane_str str(const char *s)
{
	return (glane_str){ s, (uint32_t)strlen(s) };
}

static uint32_t contracted(const contraction *c, size_t n, glane_str form, word_part *out)
{
	for (size_t i = 0; i < n; i++)
		if (is(form, c[i].form)) {
			uint32_t k = 0;
			for (; k < 3 && c[i].word[k]; k++)
				out[k] = (word_part){ str(c[i].word[k]), c[i].readings[k] };
			return k;
		}
	return 0;
}

/* "it's" is "it is" more often than "it has"; "John's" is a possessive. */
static bool before_is(glane_str s)
{
	static const char *const words[] = { "it", "he", "she", "that", "this", "there", "here", "what", "who", "where", "how", "when",
		"why", "everything", "something", "nothing", "everyone", "somebody", "one" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (is(s, words[i]))
			return true;
	return false;
}

static const struct { const char *end, *readings; } clitics[] = {
	{ "n't", "PART:not" }, { "'s", NULL }, { "'m", "AUX:be|VERB:be" }, { "'re", "AUX:be|VERB:be" },
	{ "'ve", "AUX:have|VERB:have" }, { "'ll", "AUX:will" }, { "'d", "AUX:would|AUX:have" },
};

/* "wouldn't've" from its end: 've, n't, would. */
static uint32_t split_clitics(glane_str form, word_part out[WORDS_MOST])
{
	word_part last[WORDS_MOST];
	uint32_t n = 0, k = 0;
	for (size_t i = 0; i < sizeof clitics / sizeof *clitics && n + 1 < WORDS_MOST; i++) {
		uint32_t size = (uint32_t)strlen(clitics[i].end);
		if (form.n <= size || memcmp(form.p + form.n - size, clitics[i].end, size))
			continue;
		glane_str end = { form.p + form.n - size, size };
		form.n -= size;
		last[n++] = (word_part){ end, clitics[i].readings };
		if (!clitics[i].readings)
			last[n - 1].readings = before_is(form) ? "AUX:be|AUX:have|VERB:be|PART:'s" : "PART:'s|AUX:be|AUX:have|VERB:be";
		i = (size_t)-1;
	}
	/* workers' */
	if (!n && form.n > 3 && !memcmp(form.p + form.n - 2, "s'", 2)) {
		form.n--;
		last[n++] = (word_part){ { form.p + form.n, 1 }, "PART:'s" };
	}
	out[k++] = (word_part){ form, NULL };
	while (n)
		out[k++] = last[--n];
	return k;
}

uint32_t analysis_parts(uint32_t language, glane_str form, word_part out[WORDS_MOST])
{
	uint32_t n;
	if (language == ANALYSIS_FR)
		n = contracted(french, sizeof french / sizeof *french, form, out);
	else
		n = contracted(english, sizeof english / sizeof *english, form, out);
	if (!n && language == ANALYSIS_EN && memchr(form.p, '\'', form.n))
		n = split_clitics(form, out);
	if (!n)
		out[n++] = (word_part){ form, NULL };
	return n;
}

/* ---- With readings --------------------------------------------------------------------------- */

/* The words of "cannot" follow each other in it; those of "du" don't. */
static bool in_sequence(glane_str form, const word_part *p, uint32_t n)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (at + p[i].form.n > form.n || memcmp(form.p + at, p[i].form.p, p[i].form.n))
			return false;
		at += p[i].form.n;
	}
	return at == form.n;
}

static bool capital_at(const char *p)
{
	return (*p >= 'A' && *p <= 'Z') || ((unsigned char)*p == 0xC3 && (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] <= 0x9E);
}

/* Small letters are as many bytes as their capitals. */
static char small_at(const char *s, uint32_t i)
{
	bool second = i && (unsigned char)s[i - 1] == 0xC3;
	return second ? (char)(capital_at(s + i - 1) ? s[i] + 0x20 : s[i]) : (char)(s[i] >= 'A' && s[i] <= 'Z' ? s[i] + 32 : s[i]);
}

/* In a name that begins as the form does, the letters of the form as it is written. */
static void write_as(char *lemma, size_t n, glane_str written)
{
	if (!capital_at(lemma) || n > written.n)
		return;
	for (uint32_t i = 0; i < n; i++)
		if (small_at(lemma, i) != small_at(written.p, i))
			return;
	memcpy(lemma, written.p, n);
}

/* A form with capitals inside: its names keep them. */
static uint32_t token_as_written(analysis *a, glane_str written, uint8_t way, analysed out[WORDS_MOST])
{
	for (uint32_t i = 0; i < written.n; i++)
		a->small[i] = small_at(written.p, i);
	uint32_t n = analysis_token(a, (glane_str){ a->small, written.n }, way, out);
	for (uint32_t i = 0; i < n; i++) {
		if (out[i].readings.p != a->part[i])
			continue;
		const glane_str piece = { written.p + out[i].from, out[i].to - out[i].from };
		for (char *p = a->part[i]; (p = strchr(p, ':')) != NULL; ) {
			size_t size = strcspn(++p, "|");
			write_as(p, size, piece);
		}
	}
	return n;
}

static bool has_capital(glane_str s)
{
	for (uint32_t i = 0; i < s.n; i++)
		if (s.p[i] >= 'A' && s.p[i] <= 'Z')
			return true;
	return false;
}

static const word_part its[] = { { { "it", 2 }, "PRON:it" }, { { "s", 1 }, "AUX:be|AUX:have|VERB:be" } };

uint32_t analysis_token(analysis *a, glane_str form, uint8_t way, analysed out[WORDS_MOST])
{
	word_part p[WORDS_MOST];
	if (way < WAY_NUMBER && form.n < FORM_MOST && has_capital(form))
		return token_as_written(a, form, way, out);
	if (way >= WAY_NUMBER && way < WAY_WHOLE) {
		out[0] = sign_readings(a, form, way);
		out[0].to = form.n;
		return 1;
	}
	uint32_t n = 1, at = 0;
	p[0] = (word_part){ form, NULL };
	if (way == WAY_WHOLE) {
		way = ANALYSIS_SMALL;
	} else if (way == WAY_CUT) {
		memcpy(p, its, sizeof its);
		n = 2;
	} else {
		n = analysis_parts(a->language, form, p);
	}
	int capital = way == ANALYSIS_BEGINS ? ANALYSIS_SMALL : way;
	bool sequence = in_sequence(form, p, n);
	for (uint32_t i = 0; i < n; i++) {
		int how = ANALYSIS_KNOWN;
		glane_str found = p[i].readings ? str(p[i].readings) : analysis_readings(a, p[i].form, capital, &how);
		out[i] = (analysed){ .form = p[i].form, .readings = found, .first = { str("X"), p[i].form },
			.known = how == ANALYSIS_KNOWN || !found.n, .from = sequence ? at : 0, .to = sequence ? at + p[i].form.n : form.n };
		at += p[i].form.n;
		if (!p[i].readings)
			out[i].readings = further_readings(a, p[i].form, way, out[i].known, found, a->part[i]);
		readings_cut(out[i].readings, &out[i].first, 1);
	}
	return n;
}
