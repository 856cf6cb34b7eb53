/* negation_en.c - English: the cues and the window of VADER (Hutto & Gilbert 2014), and what it lacks.
 *
 * A cue denies the three words after it; two cues before a word undo each other. Punctuation counts for nothing, but
 * for marks that part clauses, "but", and the comma after an answer ("No, it works"). Beyond VADER: a denied verb of
 * thinking denies what is thought, to the end of its clause ("I don't think it is a bad tool"); "not only", "nothing
 * but" and "no doubt" deny nothing; "nobody", "far from", "little", "few". */
#include "negation/negation_words.h"

enum { WINDOW = 3, NEAR = 2, FAR_WINDOW = 6, LONG_CLAUSE = 30 };

enum {
	NOT = 1,
	NO,				/* the next two words, or three with "or" before the last */
	WITHOUT, SCARCELY,
	LITTLE,				/* "little", "few" without an article */
	FAR,
	ENDS				/* a word with which a clause begins */
};
static const negation_word words[] = {
	{ "aint", NOT }, { "although", ENDS }, { "arent", NOT }, { "barely", SCARCELY }, { "because", ENDS }, { "but", ENDS },
	{ "cannot", NOT }, { "cant", NOT }, { "couldnt", NOT }, { "darent", NOT }, { "didnt", NOT }, { "doesnt", NOT },
	{ "dont", NOT }, { "far", FAR }, { "few", LITTLE }, { "hadnt", NOT }, { "hardly", SCARCELY }, { "hasnt", NOT },
	{ "havent", NOT }, { "however", ENDS }, { "isnt", NOT }, { "little", LITTLE }, { "mightnt", NOT }, { "mustnt", NOT },
	{ "neednt", NOT }, { "neither", NOT }, { "never", NOT }, { "no", NO }, { "nobody", NOT }, { "none", NOT },
	{ "nope", NOT }, { "nor", NOT }, { "not", NOT }, { "nothing", NOT }, { "nowhere", NOT }, { "oughtnt", NOT },
	{ "rarely", NOT }, { "scarcely", SCARCELY }, { "seldom", NOT }, { "shant", NOT }, { "shouldnt", NOT },
	{ "though", ENDS }, { "uhuh", NOT }, { "wasnt", NOT }, { "werent", NOT }, { "whereas", ENDS }, { "without", WITHOUT },
	{ "wont", NOT }, { "wouldnt", NOT },
};

static bool one_of(glane_str form, const char *const *list)
{
	for (; *list; list++)
		if (same(form, *list))
			return true;
	return false;
}

static int class_at(const negation_sentence *s, uint32_t i)
{
	glane_str f = word_at(s, i);
	if (ends(f, "n't"))
		return NOT;
	return f.n ? negation_class(words, sizeof words / sizeof *words, f) : 0;
}

static glane_str before(const negation_sentence *s, uint32_t i)
{
	return i ? word_at(s, i - 1) : (glane_str){ "", 0 };
}

/* A cue more: two of them undo each other. */
static void add(negation *out, uint32_t j, int how, uint32_t cue)
{
	if (out[j].how == NEGATION_NONE || how == NEGATION_RESTRICTED)
		mark(out, j, how, cue);
	else if (out[j].cue != cue && out[j].how != NEGATION_RESTRICTED)
		out[j] = (negation){ NEGATION_DENIED, (uint8_t)(out[j].times < 9 ? out[j].times + 1 : 9), cue };
}

static bool same_form(const negation_sentence *s, uint32_t i, uint32_t j)
{
	return s->form[i].n == s->form[j].n && !memcmp(s->form[i].p, s->form[j].p, s->form[i].n);
}

/* Marks `most` words after token i, in its clause. `comma`: whether a comma ends that. */
static void mark_after(const negation_sentence *s, negation *out, uint32_t i, uint32_t most, int how, bool comma)
{
	for (uint32_t j = i + 1, k = 0; j < s->n && k < most; j++) {
		if (negation_parts(s, j, comma) || class_at(s, j) == ENDS || same_form(s, i, j))
			return;		/* "don't care don't care" */
		if (!s->word[j])
			continue;
		if (!same(s->form[i], "nor") || out[j].how == NEGATION_NONE)	/* "neither … nor" denies once */
			add(out, j, how, i);
		k++;
	}
}

/* ---- Verbs of thinking ----------------------------------------------------------------------- */

static bool is_opinion(glane_str form)
{
	static const char *const verbs[] = { "think", "thought", "thinking", "believe", "believed", "feel", "felt", "find",
		"found", "see", "saw", "consider", "considered", "expect", "expected", "imagine", "suppose", "guess", "say",
		"said", "claim", "claimed", "convinced", "sure", NULL };
	return one_of(form, verbs);
}

/* A new subject after "and", "so", or without anything, begins a clause of its own. */
static bool new_clause(const negation_sentence *s, uint32_t i)
{
	static const char *const subjects[] = { "i", "you", "he", "she", "we", "they", "i'm", "it's", "i'd", "i've", NULL };
	static const char *const and[] = { "and", "so", "or", NULL };
	return negation_parts(s, i, true) || class_at(s, i) == ENDS ||
	       (one_of(word_at(s, i), and) && one_of(word_at(s, i + 1), subjects));
}

/* "I don't think it is a bad tool": beyond the cue's own three words. */
static void deny_thought(const negation_sentence *s, negation *out, uint32_t i)
{
	for (uint32_t verb = i + 1; verb <= i + NEAR; verb++) {
		if (!is_opinion(word_at(s, verb)))
			continue;
		for (uint32_t j = i + 1, k = 0; j < s->n && k < LONG_CLAUSE && !new_clause(s, j); j++)
			if (s->word[j] && ++k > WINDOW && out[j].how == NEGATION_NONE)
				mark(out, j, NEGATION_DENIED, i);
		return;
	}
}

/* ---- Cues ------------------------------------------------------------------------------------ */

static bool more(glane_str form)
{
	return same(form, "more") || (form.n > 4 && ends(form, "er") && !same(form, "never"));
}

static void deny(const negation_sentence *s, negation *out, uint32_t i)
{
	static const char *const only[] = { "only", "just", "merely", "simply", NULL };
	static const char *const so[] = { "so", "this", "better", "happier", NULL };
	glane_str next = word_at(s, i + 1);
	bool nothing = same(s->form[i], "nothing");
	if (one_of(next, only) || (nothing && same(next, "but"))) {
		mark_after(s, out, nothing ? i + 1 : i, WINDOW, NEGATION_RESTRICTED, false);
		return;
	}
	if (same(next, "be") && s->form[i].n > 5 && begins(s->form[i], "could") && more(word_at(s, i + 2)))
		return;			/* "couldn't be happier": as good as can be */
	if (same(s->form[i], "never") && (one_of(next, so) || one_of(word_at(s, i + 2), so)))
		return;			/* "never so good", "never been better": stronger, not denied */
	mark_after(s, out, i, same(s->form[i], "none") ? FAR_WINDOW : WINDOW, NEGATION_DENIED, same(s->form[i], "nope"));
	deny_thought(s, out, i);
}

static void deny_no(const negation_sentence *s, negation *out, uint32_t i)
{
	glane_str third = word_at(s, i + 2), next = word_at(s, i + 1);
	if (same(next, "doubt") || same(next, "wonder"))
		return;
	mark_after(s, out, i, same(third, "or") || same(third, "nor") ? WINDOW : NEAR, NEGATION_DENIED, true);
}

static void deny_without(const negation_sentence *s, negation *out, uint32_t i)
{
	if (!same(word_at(s, i + 1), "doubt") && !same(word_at(s, i + 2), "doubt"))
		mark_after(s, out, i, WINDOW, NEGATION_WITHOUT, false);
}

/* "little value", "few problems"; not "a little", "my little brother". */
static void little(const negation_sentence *s, negation *out, uint32_t i)
{
	static const char *const with[] = { "a", "an", "the", "my", "your", "his", "her", "our", "their", "its", "this",
		"that", "these", "those", "every", "each", "another", "some", "any", "last", "next", "past", "first", "poor",
		"sweet", "cute", "nice", "good", "many", "quite", NULL };
	glane_str b = before(s, i);
	if (!one_of(b, with) && !ends(b, "'s"))
		mark_after(s, out, i, NEAR, NEGATION_LITTLE, true);
}

void negation_english(const negation_sentence *s, negation *out)
{
	for (uint32_t i = 0; i < s->n; i++) {
		switch (class_at(s, i)) {
		case NOT:
			deny(s, out, i);
			break;
		case NO:
			deny_no(s, out, i);
			break;
		case WITHOUT:
			deny_without(s, out, i);
			break;
		case SCARCELY:
			mark_after(s, out, i, NEAR, NEGATION_LITTLE, true);
			break;
		case LITTLE:
			little(s, out, i);
			break;
		case FAR:
			if (same(word_at(s, i + 1), "from"))
				mark_after(s, out, i, FAR_WINDOW, NEGATION_FAR, true);
			break;
		}
	}
}
