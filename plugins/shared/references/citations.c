/* citations.c - which works texts cite, and how they are called. */
#include "citations.h"
#include "room/room.h"
#include "say/say.h"
#include <stdlib.h>
#include <string.h>

static bool known(const citations *c, glane_str key, uint32_t *number)
{
	for (*number = 0; *number < c->n; ++*number) {
		const char *k = c->work[*number].of->key;
		if (strlen(k) == key.n && !memcmp(k, key.p, key.n))
			return true;
	}
	return false;
}

void citations_offer(glane_ctx *ctx, citations *c, const glane_reference *list)
{
	uint32_t number;
	for (; list && list->key; list++) {
		if (known(c, say_str(list->key), &number))
			continue;
		c->work = room_for(ctx, GLANE_SCRATCH, c->work, sizeof *c->work, c->n, &c->room, 1);
		c->work[c->n++] = (cited_work){ .of = list };
	}
}

/* ---- In a text -------------------------------------------------------------------------------- */

/* The works of the citation that `at` begins; 0: it is none. */
static uint32_t works_at(const citations *c, const char *at, uint32_t number[CITED_TOGETHER], const char **end)
{
	uint32_t n = 0;
	for (at++; n < CITED_TOGETHER && *at == '@';) {
		uint32_t length = (uint32_t)strcspn(at + 1, "];");
		if (!known(c, (glane_str){ at + 1, length }, &number[n]))
			return 0;
		n++;
		at += 1 + length;
		if (*at == ']') {
			*end = at + 1;
			return n;
		}
		at += strspn(at, "; ");
	}
	return 0;
}

uint32_t citations_next(const citations *c, const char **text, glane_str *before, uint32_t number[CITED_TOGETHER])
{
	const char *from = *text;
	for (const char *at = from; (at = strstr(at, "[@")); at++) {
		uint32_t n = works_at(c, at, number, text);
		*before = (glane_str){ from, (uint32_t)(at - from) };
		if (n)
			return n;
	}
	*before = say_str(from);
	*text = from + before->n;
	return 0;
}

/* ---- Names ------------------------------------------------------------------------------------ */

const char *citations_author(glane_ctx *ctx, const char **authors)
{
	const char *from = *authors, *end = from ? strstr(from, " and ") : NULL;
	if (!from)
		return NULL;
	*authors = end ? end + strlen(" and ") : NULL;
	return say_part(ctx, from, end ? (size_t)(end - from) : strlen(from));
}

static const char *family(glane_ctx *ctx, const char *author)
{
	return say_part(ctx, author, strcspn(author, ","));
}

static const char *people(glane_ctx *ctx, const char *authors)
{
	const glane_host *h = ctx->host;
	const char *first = family(ctx, citations_author(ctx, &authors)), *second = citations_author(ctx, &authors);
	return !second ? first :
		authors ? say_sentence(ctx, h->translate(ctx, "{first author} et al."), "{first author}", first, NULL) :
		say_sentence(ctx, h->translate(ctx, "{first author} and {second author}"), "{first author}", first, "{second author}",
		             family(ctx, second), NULL);
}

bool citations_within(const glane_reference *w)
{
	return !strcmp(w->type, "article") || !strcmp(w->type, "incollection") || !strcmp(w->type, "inproceedings");
}

/* Capitals are small letters: de Rosa is among the D. */
static int compare(const char *a, const char *b)
{
	int x, y;
	do {
		x = (unsigned char)*a++;
		y = (unsigned char)*b++;
		x += x >= 'A' && x <= 'Z' ? 'a' - 'A' : 0;
		y += y >= 'A' && y <= 'Z' ? 'a' - 'A' : 0;
	} while (x && x == y);
	return x - y;
}

static bool same_name(const cited_work *a, const cited_work *b)
{
	return !strcmp(a->who, b->who) && !strcmp(a->year, b->year);
}

static int by_name(const void *a, const void *b)
{
	const cited_work *v = a, *w = b;
	int c = compare(v->who, w->who);
	c = c ? c : compare(v->year, w->year);
	c = c ? c : strcmp(v->who, w->who);
	c = c ? c : strcmp(v->year, w->year);
	return c ? c : strcmp(v->of->key, w->of->key);
}

static void give_names(glane_ctx *ctx, citations *c)
{
	for (uint32_t i = 0; i < c->n; i++) {
		c->work[i].who = people(ctx, c->work[i].of->author);
		c->work[i].year = c->work[i].of->year;
	}
	if (c->n)
		qsort(c->work, c->n, sizeof *c->work, by_name);
	for (uint32_t i = 0, to; i < c->n; i = to) {
		const char *year = c->work[i].year;
		for (to = i + 1; to < c->n && same_name(&c->work[i], &c->work[to]); to++) { }
		for (uint32_t k = i; k < to && to > i + 1 && to - i <= 26; k++)
			c->work[k].year = say_join(ctx, year, (const char [2]){ (char)('a' + (k - i)), 0 }, "");
	}
}

void citations_keep(glane_ctx *ctx, citations *c, uint32_t n, const char *const *text)
{
	bool *cited = ctx->host->alloc(ctx, GLANE_SCRATCH, (size_t)c->n + 1);
	uint32_t number[CITED_TOGETHER], kept = 0;
	for (uint32_t i = 0; i < n; i++) {
		const char *at = text[i];
		glane_str before;
		for (uint32_t k; (k = citations_next(c, &at, &before, number));)
			while (k)
				cited[number[--k]] = true;
	}
	for (uint32_t i = 0; i < c->n; i++)
		if (cited[i])
			c->work[kept++] = c->work[i];
	c->n = kept;
	give_names(ctx, c);
}
