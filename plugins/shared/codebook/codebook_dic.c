/* codebook_dic.c - the items of a dictionary of LIWC (.dic): between two lines of "%" the categories, a number and a name
 * each, then a word a line with the numbers of its categories.
 *
 *	%
 *	1	affect (Affect)
 *	2		posemo (Positive Emotions)
 *	%
 *	happi*	1 2
 *
 * In those of 2015 and later one more tab makes a category part of the one above it. What older ones say of words in
 * company, "kind (02 134)125/464", has no place here: such a line is named and left out. */
#include <string.h>
#include "codebook_private.h"

#define N_(text) text

enum { MAX_CATEGORIES = 500, MAX_NUMBER = 100000 };

typedef struct { uint32_t number, item, depth, line; foreign_words words; } category;

typedef struct {
	builder *b;
	uint32_t n, line, left_out, first_left_out;
	category *category;
} dictionary;

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool number_at(const char **p, uint32_t *out)
{
	const char *at = *p;
	*out = 0;
	while (*at >= '0' && *at <= '9' && *out < MAX_NUMBER)
		*out = 10 * *out + (uint32_t)(*at++ - '0');
	bool good = at > *p && (!*at || is_blank(*at)) && *out < MAX_NUMBER;
	if (good)
		*p = at;
	return good;
}

static void fail_at(dictionary *d, const char *format, const char *text)
{
	d->b->code = d->b->h->fail(d->b->ctx, GLANE_EOPTION, builder_at(d->b, d->line, 0), format, text);
}

/* "2	posemo (Positive Emotions)": the name in brackets is for readers. */
static void take_category(dictionary *d, const char *text)
{
	builder *b = d->b;
	const char *p = text + strspn(text, " \t");
	uint32_t number, depth = (uint32_t)(p - text);
	if (!number_at(&p, &number)) {
		fail_at(d, N_("\"%s\" is no category of a LIWC dictionary: a number, a tab and a name were expected"), text);
		return;
	}
	while (is_blank(*p))
		depth += *p++ == '\t';
	if (d->n == MAX_CATEGORIES || !*p) {
		fail_at(d, *p ? N_("\"%s\": more categories than glane takes") : N_("\"%s\": the category has no name"), text);
		return;
	}
	const char *open = strchr(p, '('), *close = open ? strrchr(open, ')') : NULL;
	size_t n = open && open > p ? (size_t)(open - p) : strlen(p);
	const char *name = builder_fold(b, GLANE_SCRATCH, p, n);
	uint32_t parent = 0;
	for (uint32_t i = d->n; i-- && !parent; )
		if (d->category[i].depth < depth)
			parent = d->category[i].item;
	category *c = &d->category[d->n++];
	*c = (category){ .number = number, .depth = depth, .line = d->line };
	c->item = foreign_theme(b, parent, name, d->line);
	if (close && close > open + 1)
		name = builder_fold(b, GLANE_SCRATCH, open + 1, (size_t)(close - open - 1));
	foreign_item(b, E_LABEL, c->item, name, NULL, d->line);
}

static category *find_category(dictionary *d, uint32_t number)
{
	for (uint32_t i = 0; i < d->n; i++)
		if (d->category[i].number == number)
			return &d->category[i];
	return NULL;
}

/* "kind of	125 464": words first, which may hold blanks, then numbers to the end of the line. */
static void take_word(dictionary *d, const char *text)
{
	const char *p = text + strspn(text, " \t"), *tab = strchr(p, '\t');
	size_t n = tab ? (size_t)(tab - p) : strcspn(p, " ");
	const char *at = p + n;
	uint32_t number, any = 0;
	while (n && is_blank(p[n - 1]))
		n--;
	for (at += strspn(at, " \t"); number_at(&at, &number); at += strspn(at, " \t")) {
		category *c = find_category(d, number);
		if (c)
			foreign_word(d->b, &c->words, p, n, d->line);
		else
			fail_at(d, N_("the number of a category stands here that isn't in the list at the top: %s"), text);
		any++;
	}
	if (!*at && any)
		return;
	if (!d->left_out++)
		d->first_left_out = d->line;
}

static void take_lines(dictionary *d, const char *text, size_t size)
{
	builder *b = d->b;
	unsigned marks = 0;
	for (const char *p = text, *end = text + size; p < end; d->line++) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = stop ? (size_t)(stop - p) : (size_t)(end - p), k = n;
		while (k && is_blank(p[k - 1]))
			k--;
		const char *line = builder_copy(b, GLANE_SCRATCH, p, k);
		if (!strcmp(line, "%"))
			marks++;
		else if (k && marks == 1)
			take_category(d, line);
		else if (k && marks >= 2)
			take_word(d, line);
		p += n + 1;
	}
	if (marks < 2)
		fail_at(d, N_("this is no LIWC dictionary: two lines with a percent sign were expected, and the categories between them"), NULL);
}

bool items_of_dic(builder *b, glane_bytes bytes)
{
	dictionary d = { .b = b, .line = 1 };
	encoding_text text;
	const char *lang = foreign_language(b);
	if (!lang || !builder_decode(b, bytes, &text))
		return false;
	size_t mark = text.n >= 3 && !memcmp(text.p, "\xef\xbb\xbf", 3) ? 3 : 0;	/* a byte order mark */
	foreign_root(b, lang);
	d.category = b->h->alloc(b->ctx, GLANE_SCRATCH, MAX_CATEGORIES * sizeof *d.category);
	take_lines(&d, text.p + mark, text.n - mark);
	for (uint32_t i = 0; i < d.n; i++)
		foreign_words_end(b, &d.category[i].words, d.category[i].item, d.category[i].line);
	if (d.left_out)
		b->h->log(b->ctx, GLANE_WARNING, builder_at(b, d.first_left_out, 0), "what this line says can't be said in a codebook, "
		          "words in company (\"kind (02 134)125/464\"), say; lines left out: %u", (unsigned)d.left_out);
	return !b->code;
}
