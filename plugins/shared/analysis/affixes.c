/* affixes.c - reads an affix file, and makes the forms of a dictionary's words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "affixes.h"
#include "analysis_private.h"

enum { FLAGS_MOST = 256, WORD_MOST = FORM_MOST };

typedef struct { uint32_t n; uint32_t flag[FLAGS_MOST]; } flags;
typedef struct {
	uint32_t flag;
	bool prefix;
	const char *name, *strip, *add, *condition, *morph;
	const char *next;		/* flags of what may still be added; "": none */
} affix;
typedef struct { uint32_t flag, from, n; bool prefix; } affix_group;

enum { FLAG_CHARACTER, FLAG_LONG, FLAG_NUMBER };
struct affixes {
	uint32_t n, room, n_groups, room_groups;
	affix *affix;
	affix_group *group;
	int how;			/* flags are written */
	bool whole, elides;		/* whole: a suffix may take the place of the whole word */
	bool curly, apostrophes;	/* ICONV makes ' of ’; it says something else of one of them */
	flags needing, bearing;		/* of words that are none without an affix; others that bear on what a form is */
	flags compound;			/* of words that compounds are made of */
};

/* ---- Flags ----------------------------------------------------------------------------------- */

static uint32_t character_size(const char *p)
{
	unsigned char c = (unsigned char)*p;
	uint32_t size = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4, n = 1;
	while (n < size && ((unsigned char)p[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* The number of a flag: its bytes, or what it says. *n: how many bytes it takes. */
static uint32_t flag_at(const affixes *x, const char *p, uint32_t *n)
{
	uint32_t v = 0;
	if (x->how == FLAG_NUMBER) {
		char *end;
		v = (uint32_t)strtoul(p, &end, 10);
		*n = (uint32_t)(end - p) + (*end == ',');
		*n = *n ? *n : 1;
		return v;
	}
	*n = x->how == FLAG_LONG ? 1 + (p[1] != '\0') : character_size(p);
	for (uint32_t i = 0; i < *n; i++)
		v = v << 8 | (unsigned char)p[i];
	return v;
}

static void add_flags(const affixes *x, flags *f, const char *p)
{
	for (uint32_t n; *p && f->n < FLAGS_MOST; p += n)
		f->flag[f->n++] = flag_at(x, p, &n);
}

static bool meet(const flags *a, const flags *b)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n; k++)
			if (a->flag[i] == b->flag[k])
				return true;
	return false;
}

/* ---- The affix file -------------------------------------------------------------------------- */

/* What says nothing about which forms there are. */
static bool harmless(const char *key)
{
	static const char *const keys[] = { "SET", "TRY", "MAP", "REP", "KEY", "WORDCHARS", "OCONV", "BREAK", "NOSUGGEST",
		"KEEPCASE", "PHONE", "NAME", "HOME", "VERSION", "LANG", "MAXNGRAMSUGS", "MAXCPDSUGS", "MAXDIFF", "ONLYMAXDIFF",
		"NOSPLITSUGS", "SUGSWITHDOTS", "WARN", "COMPOUNDMIN" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!strcmp(key, keys[i]))
			return true;
	return false;
}

static char *take_word(char **p)
{
	char *s = *p + strspn(*p, " \t");
	*p = s + strcspn(s, " \t");
	if (**p)
		*(*p)++ = '\0';
	return s;
}

static bool group_begins(affixes *x, uint32_t flag, bool prefix)
{
	if (x->n_groups == x->room_groups) {
		uint32_t room = x->room_groups * 2 + 64;
		affix_group *more = realloc(x->group, room * sizeof *more);
		if (!more)
			return false;
		x->group = more;
		x->room_groups = room;
	}
	x->group[x->n_groups++] = (affix_group){ flag, x->n, 0, prefix };
	return true;
}

/* "SFX S 0 s [^sxz] is:pl", "PFX L' Y 34". *left counts the lines of a group that are still to come. */
static bool read_affix(affixes *x, bool prefix, char *line, uint32_t *left)
{
	char *flag = take_word(&line), *strip = take_word(&line), *add = take_word(&line);
	uint32_t size;
	if (!*left) {
		*left = (uint32_t)strtoul(add, NULL, 10);
		return group_begins(x, flag_at(x, flag, &size), prefix);
	}
	char *condition = take_word(&line), *slash = strchr(add, '/');
	line += strspn(line, " \t");
	if (slash)
		*slash++ = '\0';
	if (x->n == x->room) {
		uint32_t room = x->room * 2 + 256;
		affix *more = realloc(x->affix, room * sizeof *more);
		if (!more)
			return false;
		x->affix = more;
		x->room = room;
	}
	affix *a = &x->affix[x->n++];
	*a = (affix){ flag_at(x, flag, &size), prefix, flag, strcmp(strip, "0") ? strip : "", strcmp(add, "0") ? add : "",
		*condition ? condition : ".", line, slash ? slash : "" };
	x->elides |= prefix && (strchr(add, '\'') || strstr(add, CURLY));
	x->group[x->n_groups - 1].n++;
	--*left;
	/* hunspell would cut it. */
	return strlen(a->strip) < WORD_MOST && strlen(a->add) < WORD_MOST && x->group[x->n_groups - 1].flag == a->flag;
}

static bool read_flag_kind(affixes *x, const char *how)
{
	x->how = !strcmp(how, "long") ? FLAG_LONG : !strcmp(how, "num") ? FLAG_NUMBER : FLAG_CHARACTER;
	return x->how != FLAG_CHARACTER || !strcmp(how, "UTF-8");
}

static bool read_line(affixes *x, char *line, uint32_t *left, uint32_t *rules)
{
	char *key = take_word(&line);
	if (!strcmp(key, "PFX") || !strcmp(key, "SFX"))
		return read_affix(x, *key == 'P', line, left);
	char *value = take_word(&line);
	bool capitals;
	/* What becomes of ligatures and the like; letters that become others would be other words. */
	if (!strcmp(key, "ICONV")) {
		bool curly = !strcmp(value, CURLY) && !strcmp(take_word(&line), "'");
		x->curly |= curly;
		x->apostrophes |= !curly && (strstr(value, CURLY) || strchr(value, '\''));
		return (*value >= '0' && *value <= '9') || !form_of_letters(value, true, &capitals);
	}
	if (!*key || *key == '#' || harmless(key))
		return true;
	if (!strcmp(key, "FLAG"))
		return read_flag_kind(x, value);
	if (!strcmp(key, "FULLSTRIP"))
		x->whole = true;
	else if (!strcmp(key, "NEEDAFFIX"))
		add_flags(x, &x->needing, value);
	else if (!strcmp(key, "FORBIDDENWORD") || !strcmp(key, "ONLYINCOMPOUND") || !strcmp(key, "CIRCUMFIX"))
		add_flags(x, &x->bearing, value);
	else if (!strcmp(key, "COMPOUNDRULE")) {
		/* First their number, then one a line, of flags with * and ? behind. */
		if ((*rules)++ && (x->how != FLAG_CHARACTER || strchr(value, '(')))
			return false;
		if (*rules > 1)
			add_flags(x, &x->compound, value);
	} else
		return false;
	return true;
}

affixes *affixes_read(char *aff)
{
	affixes *x = calloc(1, sizeof *x);
	uint32_t left = 0, rules = 0;
	bool ok = x != NULL;
	if (!strncmp(aff, "\xEF\xBB\xBF", 3))
		aff += 3;
	while (ok && *aff) {
		char *line = aff;
		aff += strcspn(aff, "\n");
		if (*aff)
			*aff++ = '\0';
		line[strcspn(line, "\r")] = '\0';
		ok = read_line(x, line, &left, &rules);
	}
	if (ok)
		return x;
	affixes_free(x);
	return NULL;
}

void affixes_free(affixes *x)
{
	if (!x)
		return;
	free(x->affix);
	free(x->group);
	free(x);
}

bool affixes_elide(const affixes *x)
{
	return x->elides;
}

bool affixes_curly(const affixes *x)
{
	return x->curly && !x->apostrophes;
}

/* ---- Letters --------------------------------------------------------------------------------- */

bool form_of_letters(const char *form, bool apostrophes, bool *capitals)
{
	*capitals = false;
	for (const unsigned char *p = (const unsigned char *)form; *p; p++) {
		if ((*p >= 'a' && *p <= 'z') || *p == '-' || (*p == '\'' && apostrophes))
			continue;
		bool latin = *p == 0xC3 && p[1] >= 0x80 && p[1] < 0xBF && p[1] != 0x97 && p[1] != 0x9F && p[1] != 0xB7;
		bool ligature = *p == 0xC5 && (p[1] == 0x92 || p[1] == 0x93);
		if ((*p < 'A' || *p > 'Z') && !latin && !ligature)
			return false;
		*capitals |= latin ? p[1] < 0x9F : !ligature || p[1] == 0x92;
		p += latin || ligature;
	}
	return true;
}

bool form_small(const char *form, char *out)
{
	bool changed = false;
	size_t n = strlen(form);
	memcpy(out, form, n + 1);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)out[i], d = (unsigned char)out[i + 1];
		if (c >= 'A' && c <= 'Z')
			out[i] = (char)(c - 'A' + 'a');
		else if (c == 0xC3 && d >= 0x80 && d < 0x9F && d != 0x97)
			out[i + 1] = (char)(d + 0x20);
		else if (c == 0xC5 && d == 0x92)
			out[i + 1] = (char)0x93;
		else
			continue;
		changed = true;
	}
	return changed;
}

/* ---- Forms ----------------------------------------------------------------------------------- */

/* One character of a condition, at *c: a letter, "." or "[^abc]". */
static bool condition_holds(const char **c, const char *character, uint32_t n)
{
	const char *p = *c;
	if (*p != '[') {
		uint32_t size = character_size(p);
		*c += size;
		return *p == '.' || (size == n && !memcmp(p, character, n));
	}
	bool none = p[1] == '^', found = false;
	for (p += 1 + none; *p && *p != ']'; p += character_size(p))
		found |= character_size(p) == n && !memcmp(p, character, n);
	*c = p + (*p == ']');
	return found != none;
}

static uint32_t condition_length(const char *c)
{
	uint32_t n = 0;
	for (; *c; n++) {
		if (*c == '[')
			c += strcspn(c, "]");
		c += *c ? character_size(c) : 0;
	}
	return n;
}

static bool fits(const affix *a, const char *word, size_t n)
{
	const char *c = a->condition, *p = word;
	if (!strcmp(c, "."))
		return true;
	uint32_t k = condition_length(c);
	if (!a->prefix)
		for (p = word + n; k && p > word; k--)
			do p--; while (p > word && ((unsigned char)*p & 0xC0) == 0x80);
	if (!a->prefix && k)
		return false;
	while (*c) {
		if (!*p)
			return false;
		uint32_t size = character_size(p);
		if (!condition_holds(&c, p, size))
			return false;
		p += size;
	}
	return true;
}

/* The word with the affix in `out`; false: it takes none. */
static bool affixed(const affixes *x, const affix *a, const char *word, char *out)
{
	size_t n = strlen(word), strip = strlen(a->strip), add = strlen(a->add);
	if (strip > n || n - strip + add >= WORD_MOST || (strip == n && !x->whole) || !fits(a, word, n))
		return false;
	if (a->prefix) {
		if (memcmp(word, a->strip, strip))
			return false;
		memcpy(out, a->add, add);
		strcpy(out + add, word + strip);
	} else {
		if (memcmp(word + n - strip, a->strip, strip))
			return false;
		memcpy(out, word, n - strip);
		strcpy(out + n - strip, a->add);
	}
	return true;
}

/* A word of the dictionary while its forms are made. */
typedef struct {
	const affixes *x;
	const char *stem, *data;
	flags own;
	void (*each)(void *, const affix_form *);
	void *user;
} forms;

static void hand_on(const forms *w, const char *form, const affix *suffix, bool sure)
{
	/* hunspell lists null suffixes first, then the shorter ones; of equal ones those that stand later in the file. */
	uint32_t order = suffix ? (uint32_t)(1 + strlen(suffix->add)) << 20 | (0xFFFFF - (uint32_t)(suffix - w->x->affix)) : 0;
	affix_form f = { form, w->stem, w->data, suffix ? suffix->morph : NULL, suffix ? suffix->name : NULL, order, sure };
	w->each(w->user, &f);
}

static void with_suffixes(const forms *w, const char *word, const flags *f, uint32_t left, bool prefixes, bool sure);

/* With each prefix, and then with the suffixes that the prefix brings. */
static void with_prefixes(const forms *w, const char *word, const flags *f)
{
	const affixes *x = w->x;
	char out[WORD_MOST];
	for (uint32_t i = 0; i < f->n; i++)
		for (uint32_t g = 0; g < x->n_groups; g++)
			for (uint32_t k = 0; x->group[g].prefix && x->group[g].flag == f->flag[i] && k < x->group[g].n; k++) {
				const affix *a = &x->affix[x->group[g].from + k];
				flags next;
				next.n = 0;
				if (strchr(a->add, '\'') || strstr(a->add, "\xE2\x80\x99") || !affixed(x, a, word, out))
					continue;
				hand_on(w, out, NULL, false);
				add_flags(x, &next, a->next);
				if (next.n)
					with_suffixes(w, out, &next, 1, false, false);
			}
}

/* With each suffix, `left` of them at most, and those with a prefix. */
static void with_suffixes(const forms *w, const char *word, const flags *f, uint32_t left, bool prefixes, bool sure)
{
	const affixes *x = w->x;
	char out[WORD_MOST];
	for (uint32_t i = 0; i < f->n; i++)
		for (uint32_t g = 0; g < x->n_groups; g++)
			for (uint32_t k = 0; !x->group[g].prefix && x->group[g].flag == f->flag[i] && k < x->group[g].n; k++) {
				const affix *a = &x->affix[x->group[g].from + k];
				flags next;
				next.n = 0;
				if (!affixed(x, a, word, out))
					continue;
				add_flags(x, &next, a->next);
				hand_on(w, out, a, sure && !meet(&next, &x->bearing) && !meet(&next, &x->needing));
				if (left > 1 && next.n)
					with_suffixes(w, out, &next, left - 1, prefixes, false);
				if (!prefixes)
					continue;
				/* What the suffix allows, and what the word does. */
				for (uint32_t j = 0; j < w->own.n && next.n < FLAGS_MOST; j++)
					next.flag[next.n++] = w->own.flag[j];
				with_prefixes(w, out, &next);
			}
}

static void forms_of(const forms *w)
{
	const affixes *x = w->x;
	/* What these flags say, hunspell knows. */
	bool sure = !meet(&w->own, &x->bearing);
	if (!meet(&w->own, &x->needing) || !sure)
		hand_on(w, w->stem, NULL, sure);
	with_prefixes(w, w->stem, &w->own);
	with_suffixes(w, w->stem, &w->own, 2, true, sure);
}

/* Where the word ends: before a tab or what stands before "po:". */
static char *data_of(char *line)
{
	char *tab = strchr(line, '\t');
	for (char *p = line; (p = strchr(p, ':')) != NULL; p++)
		if (p - line > 3 && (p[-3] == ' ' || p[-3] == '\t')) {
			char *end = p - 3;
			while (end > line && (end[-1] == ' ' || end[-1] == '\t'))
				end--;
			*end = '\0';
			return p - 2;
		}
	if (!tab)
		return line + strlen(line);
	*tab = '\0';
	return tab + 1 + strspn(tab + 1, " \t");
}

/* Cuts a line into word, data and flags; false: there is no word, or one that is too long for a form. */
static bool cut_line(const affixes *x, char *line, forms *w)
{
	char *slash = line;
	line[strcspn(line, "\r")] = '\0';
	w->stem = line;
	w->data = data_of(line);
	w->own.n = 0;
	for (; (slash = strchr(slash, '/')) != NULL && slash > line && slash[-1] == '\\'; )
		memmove(slash - 1, slash, strlen(slash) + 1);
	if (slash && slash > line) {
		*slash = '\0';
		add_flags(x, &w->own, slash + 1);
	}
	return *line && strlen(line) < WORD_MOST;
}

bool affixes_forms(const affixes *x, char *dic, void (*each)(void *user, const affix_form *f), void *user)
{
	forms w = { .x = x, .each = each, .user = user };
	dic += strcspn(dic, "\n");	/* how many there are */
	while (*dic) {
		char *line = ++dic, small[WORD_MOST], capital[WORD_MOST];
		dic += strcspn(dic, "\n");
		bool last = !*dic;
		*dic = '\0';
		if (cut_line(x, line, &w)) {
			/* "21st": compounds of numbers are left to hunspell, others would be words. */
			if (meet(&w.own, &x->compound) && !strpbrk(w.stem, "0123456789"))
				return false;
			forms_of(&w);
			/* "BBC" is "Bbc" as well for hunspell, with its affixes. */
			if (form_small(w.stem, small) && form_capital(small, false, capital) && strcmp(capital, w.stem)) {
				w.stem = capital;
				forms_of(&w);
			}
		}
		if (last)
			break;
		*dic = '\n';
	}
	return true;
}
