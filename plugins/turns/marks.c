/* marks.c - the marks of speakers: declared, compared, and suspected. */
#include <stdio.h>
#include <string.h>
#include "form/form.h"
#include "turns.h"

enum { LABEL_MOST = 120 };		/* bytes of a line in which a mark's colon is looked for */

static glane_str trim(glane_str s)
{
	size_t k;
	while (s.n && (k = form_blank(s.p, s.n)) > 0) {
		s.p += k;
		s.n -= (uint32_t)k;
	}
	for (uint32_t i = s.n; i > 0; i--) {		/* blanks have up to three bytes */
		k = form_blank(s.p + i - 1, s.n - (i - 1));
		if (k && k == s.n - (i - 1))
			s.n = i - 1;
		else if (s.n - (i - 1) >= 3 || (unsigned char)s.p[i - 1] < 0x80)
			break;
	}
	return s;
}

/* ---- Declaring ------------------------------------------------------------------------------- */

static const char *copy(glane_ctx *ctx, int life, const char *p, size_t n)
{
	char *s = ctx->host->alloc(ctx, life, n + 1);
	memcpy(s, p, n);
	return s;
}

static const char *label_form(glane_ctx *ctx, int life, const char *p, size_t n)
{
	char *s = ctx->host->alloc(ctx, life, FORM_ROOM(n) + 1);
	s[form_of_label(p, n, s)] = 0;
	return s;
}

static void push(glane_ctx *ctx, int life, marks *m, mark one)
{
	for (uint32_t i = 0; i < m->n; i++)
		if (!strcmp(m->mark[i].form, one.form))
			return;		/* the first declaration counts */
	m->mark = ctx->host->grow(ctx, life, m->mark, m->n * sizeof one, sizeof one);
	m->mark[m->n++] = one;
}

static bool is_bare(glane_str s)
{
	return s.n && strchr(".)]}>", s.p[s.n - 1]) != NULL;
}

static void declare(glane_ctx *ctx, int life, glane_str item, uint32_t role, marks *m, marks *patterns)
{
	item = trim(item);
	if (item.n && item.p[item.n - 1] == ':') {	/* "Enquêteur :" is the mark Enquêteur */
		item.n--;
		item = trim(item);
	}
	if (!item.n)
		return;
	mark one = { copy(ctx, life, item.p, item.n), label_form(ctx, life, item.p, item.n), role,
	             is_bare(item) };
	const char *open = memchr(item.p, '{', item.n);
	bool pattern = open && memchr(open, '}', item.n - (size_t)(open - item.p));
	if (pattern && item.n > 2)
		one.bare = is_bare((glane_str){ item.p, item.n }) && item.p[item.n - 1] != '}';
	push(ctx, life, pattern ? patterns : m, one);
}

void marks_add(glane_ctx *ctx, int life, const char *list, uint32_t role, marks *m, marks *patterns)
{
	while (list && *list) {
		size_t n = strcspn(list, ";\n");
		declare(ctx, life, (glane_str){ list, (uint32_t)n }, role, m, patterns);
		list += n + (list[n] != 0);
	}
}

static glane_str value_of(const glane_variable *v, uint32_t n, const char *name, size_t name_n)
{
	for (uint32_t i = 0; i < n; i++)
		if (strlen(v[i].name) == name_n && !memcmp(v[i].name, name, name_n))
			return v[i].value;
	return (glane_str){ "", 0 };
}

/* "{initials}" of one speaker or document; shown: the id that the speaker has already, if any. */
static void fill(glane_ctx *ctx, const mark *pattern, const glane_variable *v, uint32_t n,
                 glane_sym id, marks *m)
{
	const char *open = strchr(pattern->shown, '{'), *close = strchr(open, '}');
	glane_str value = trim(value_of(v, n, open + 1, (size_t)(close - open - 1)));
	size_t before = (size_t)(open - pattern->shown), after = strlen(close + 1);
	if (!value.n)
		return;
	char *text = ctx->host->alloc(ctx, GLANE_SCRATCH, before + value.n + after + 1);
	memcpy(text, pattern->shown, before);
	memcpy(text + before, value.p, value.n);
	memcpy(text + before + value.n, close + 1, after);
	mark one = { text, label_form(ctx, GLANE_SCRATCH, text, strlen(text)), pattern->role,
	             pattern->bare };
	if (id.id)
		one.shown = ctx->host->string(ctx, id).p;
	push(ctx, GLANE_SCRATCH, m, one);
}

marks marks_of_document(glane_ctx *ctx, const glane_doc *doc, const marks *m, const marks *patterns)
{
	marks all = { 0, NULL };
	if (!patterns->n)
		return *m;
	for (uint32_t i = 0; i < patterns->n; i++) {
		const glane_sym none = { 0 };
		for (uint32_t s = 0; s < doc->n_speakers; s++) {
			const glane_speaker *k = &doc->speaker[s];
			fill(ctx, &patterns->mark[i], k->variable, k->n_variables,
			     doc->n_speakers > 1 ? k->id : none, &all);
		}
		fill(ctx, &patterns->mark[i], doc->variable, doc->n_variables, none, &all);
	}
	for (uint32_t i = 0; i < m->n; i++)
		push(ctx, GLANE_SCRATCH, &all, m->mark[i]);
	return all;
}

/* ---- Finding --------------------------------------------------------------------------------- */

static const mark *lookup(const marks *m, const char *p, uint32_t n, bool colon)
{
	char form[FORM_ROOM(LABEL_MOST)];
	if (!n || n > LABEL_MOST)
		return NULL;
	size_t k = form_of_label(p, n, form);
	for (uint32_t i = 0; i < m->n; i++)
		if ((colon || m->mark[i].bare) && strlen(m->mark[i].form) == k &&
		    !memcmp(m->mark[i].form, form, k))
			return &m->mark[i];
	return NULL;
}

static uint32_t skip(const char *t, uint32_t at, uint32_t end, const char *signs)
{
	for (size_t k; at < end; at += (uint32_t)k) {
		k = form_blank(t + at, end - at);
		if (!k)
			k = t[at] && strchr(signs, t[at]) != NULL;
		if (!k)
			break;
	}
	return at;
}

/* Bytes of a time code at p[i], i > 0, that stands between a label and its colon: in brackets or after a blank. */
static uint32_t time_code_inside(const char *p, uint32_t i, uint32_t n)
{
	bool digit = p[i] >= '0' && p[i] <= '9';
	bool apart = p[i - 1] == ' ' || p[i - 1] == '\t' || (unsigned char)p[i - 1] >= 0x80;
	return (digit && apart) || strchr("([#{<", p[i]) ? time_code(p + i, n - i, true) : 0;
}

/* The label in t[begin..end) without bold signs, blanks and a time code at its end. */
static glane_span label_words(const char *t, uint32_t begin, uint32_t end)
{
	glane_str s = { t + begin, end - begin };
	for (uint32_t before = UINT32_MAX; s.n != before; ) {
		before = s.n;
		s = trim(s);
		while (s.n && (s.p[s.n - 1] == '*' || s.p[s.n - 1] == '_'))
			s.n--;
		for (uint32_t i = 1; i < s.n; i++)	/* "Enquêteur [00:12:43] :" */
			if (time_code_inside(s.p, i, s.n) == s.n - i)
				s.n = i;
	}
	return (glane_span){ begin, begin + s.n };
}

/* What belongs to the marker after its colon: the end of bold type. */
static uint32_t close_bold(const char *t, uint32_t at, uint32_t end, bool bold)
{
	uint32_t to = at;
	while (bold && to < end && (t[to] == '*' || t[to] == '_'))
		to++;
	return to;
}

/* A time code that is no time somebody names: in brackets, or with seconds. */
static uint32_t sure_time_code(const char *p, uint32_t n)
{
	uint32_t k = time_code(p, n, true);
	const char *colon = k ? memchr(p, ':', k) : NULL;
	bool sure = k && (strchr("[({<#", *p) || memchr(colon + 1, ':', (size_t)(p + k - colon - 1)));
	return sure ? k : 0;
}

/* Where a marker ends whose words, or colon, end before `at`: with bold type, its colon and a time code. */
static uint32_t marker_end(const char *t, uint32_t at, uint32_t end, bool bold, bool colon)
{
	bool timed = false;
	for (uint32_t to = close_bold(t, at, end, bold), k; ; ) {
		uint32_t next = skip(t, to, end, "");
		if (!colon && next < end && t[next] == ':') {
			colon = true;
			to = close_bold(t, next + 1, end, bold);
		} else if (!timed && (k = sure_time_code(t + next, end - next)) > 0) {
			timed = true;
			to = next + k;
		} else {
			return to;
		}
	}
}

bool marker_find(const char *t, uint32_t begin, uint32_t end, const marks *m, marker *out)
{
	uint32_t at = skip(t, begin, end, ""), k;
	*out = (marker){ at, at, { at, at }, false, NULL };
	uint32_t first = skip(t, at, end, "*_");
	while ((k = time_code(t + first, end - first, true)) > 0) {
		first = skip(t, first + k, end, "*_-\xE2\x80\x93");
		out->timed = true;
	}
	bool bold = first > at && memchr(t + at, '*', first - at);
	bold = bold || (first > at && memchr(t + at, '_', first - at));
	uint32_t stop = end - first > LABEL_MOST ? first + LABEL_MOST : end;
	bool timed = false, labelled = false;
	for (uint32_t i = first; i < stop; i++) {
		if (i > first && (k = time_code_inside(t, i, end)) > 0) {
			timed = timed || sure_time_code(t + i, end - i) > 0;
			i += k - 1;
		} else if (t[i] == ':') {
			glane_span s = label_words(t, first, i);
			out->mark = lookup(m, t + s.begin, s.end - s.begin, true);
			if (out->mark || !labelled) {
				out->label = s;
				out->end = marker_end(t, i + 1, end, bold, true);
				out->timed = out->timed || timed;
				labelled = s.end > s.begin;
			}
			if (out->mark)
				return true;
		} else if (i + 1 > first && strchr(".)]}>", t[i]) &&
		           (i + 1 == end || form_blank(t + i + 1, end - i - 1) || t[i + 1] == '*' ||
		            t[i + 1] == '_')) {
			out->mark = lookup(m, t + first, i + 1 - first, false);
			if (!out->mark)
				continue;
			out->label = (glane_span){ first, i + 1 };
			out->end = marker_end(t, i + 1, end, bold, false);	/* "Q. :" */
			return true;
		}
	}
	return false;
}

/* ---- Suspecting ------------------------------------------------------------------------------ */

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Insertions, deletions, substitutions and swaps of neighbours (Damerau 1964) between two short words. */
static uint32_t distance(const char *a, size_t n, const char *b, size_t m)
{
	enum { MOST = 48 };
	uint32_t row[3][MOST + 1];
	if (n > MOST || m > MOST)
		return MOST;
	for (uint32_t j = 0; j <= m; j++)
		row[0][j] = j;
	for (uint32_t i = 1; i <= n; i++) {
		uint32_t *now = row[i % 3], *up = row[(i + 2) % 3], *two = row[(i + 1) % 3];
		now[0] = i;
		for (uint32_t j = 1; j <= m; j++) {
			now[j] = least(least(up[j], now[j - 1]) + 1, up[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				now[j] = least(now[j], two[j - 2] + 1);
		}
	}
	return row[n % 3][m];
}

const mark *marks_near(const marks *m, const char *label, uint32_t n, uint32_t most)
{
	char form[FORM_ROOM(LABEL_MOST)], other[256];
	if (!n || n > LABEL_MOST)
		return NULL;
	size_t k = form_without_accents(form, form_of_label(label, n, form));
	for (uint32_t i = 0; i < m->n; i++) {
		size_t o = strlen(m->mark[i].form);
		if (o < 5 || o >= sizeof other)		/* of short ones every word is a neighbour */
			continue;
		memcpy(other, m->mark[i].form, o);
		o = form_without_accents(other, o);
		if (distance(form, k, other, o) <= (o < 8 ? 1 : most))
			return &m->mark[i];
	}
	return NULL;
}

static bool letter(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000);
}

static bool capital(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || c == 0x152;
}

bool label_shaped(const char *label, uint32_t n)
{
	uint32_t words = 1;
	size_t k;
	if (!n || n > 48 || !capital(form_decode(label, n, &k)))
		return false;
	for (size_t i = 0; i < n; i += k) {
		uint32_t c = form_decode(label + i, n - i, &k);
		if (form_blank(label + i, n - i))
			words++;
		else if (!letter(c) && !(c >= '0' && c <= '9') && c != 0xB7 && c != 0x2019 &&
		         (c > 127 || !strchr("'.-()&/_", (int)c)))
			return false;
	}
	return words <= 4;
}

static bool initials(const char *p, uint32_t n)
{
	static const char *const none[] = { "NB", "N.B.", "PS", "P.S.", "RE", "CC", "OK", NULL };
	uint32_t capitals = 0;
	for (uint32_t i = 0; none[i]; i++)
		if (strlen(none[i]) == n && !memcmp(none[i], p, n))
			return false;
	for (uint32_t i = 0; i < n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			capitals++;
		else if (p[i] != '.' && !(p[i] >= '0' && p[i] <= '9' && i + 1 == n))
			return false;
	return capitals >= 1 && capitals <= 3;
}

bool label_telling(const char *label, uint32_t n)
{
	/* Without accents and lower case, as the label is compared. */
	static const char *const words[] = {
		"ai", "assistant", "user", "human", "bot", "interviewer", "interviewee", "respondent",
		"participant", "moderator", "facilitator", "researcher", "speaker", "informant", "question",
		"answer", "enqueteur", "enquetrice", "enqueteur·rice", "enquete", "enquetee", "enquete·e",
		"intervieweur", "intervieweuse", "interviewe", "interviewee", "repondant", "repondante",
		"animateur", "animatrice", "moderateur", "moderatrice", "participant·e", "participante",
		"locuteur", "locutrice", "chercheur", "chercheuse", "temoin", "reponse", "moi", "int", NULL };
	char form[FORM_ROOM(LABEL_MOST)];
	if (!n || n > LABEL_MOST)
		return false;
	if (initials(label, n))
		return true;
	size_t k = form_without_accents(form, form_of_label(label, n, form));
	while (k && ((form[k - 1] >= '0' && form[k - 1] <= '9') || form[k - 1] == ' '))
		k--;		/* "Speaker 2" */
	for (uint32_t i = 0; words[i]; i++)
		if (strlen(words[i]) == k && !memcmp(words[i], form, k))
			return true;
	return false;
}
