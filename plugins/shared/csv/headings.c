/* headings.c - finds the columns of a table by what people call them. */
#include <string.h>
#include "encoding/files.h"
#include "form/form.h"
#include "headings.h"

/* A name as it is compared: small letters without accents, and nothing between its words. Longer ones are no
 * headings of ours. */
enum { LONGEST = 60 };
typedef struct { char p[FORM_ROOM(LONGEST)]; size_t n; } folded;

static folded fold(const char *p, size_t n)
{
	folded f;
	f.n = 0;
	if (n > LONGEST)
		return f;
	size_t length = form_without_accents(f.p, form_of_label(p, n, f.p));
	for (size_t i = 0; i < length; i++)
		if (!strchr(" -_", f.p[i]))
			f.p[f.n++] = f.p[i];
	return f;
}

static bool same(const folded *a, const folded *b)
{
	return a->n && a->n == b->n && !memcmp(a->p, b->p, a->n);
}

/* Distance of two folded names: letters changed, put in, left out. */
static uint32_t apart(const folded *a, const folded *b)
{
	uint32_t row[LONGEST + 1];
	if (!a->n || !b->n || a->n > LONGEST || b->n > LONGEST)
		return LONGEST;
	for (uint32_t j = 0; j <= b->n; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= a->n; i++) {
		uint32_t corner = row[0];
		row[0] = i;
		for (uint32_t j = 1; j <= b->n; j++) {
			uint32_t above = row[j], d = corner + (a->p[i - 1] != b->p[j - 1]);
			d = above + 1 < d ? above + 1 : d;
			row[j] = row[j - 1] + 1 < d ? row[j - 1] + 1 : d;
			corner = above;
		}
	}
	return row[b->n];
}

/* The next name of a heading: its own, then those of `also`. false: no more. *at is NULL at first. */
static bool next_name(const heading *h, const char **at, folded *out)
{
	if (!*at) {
		*at = h->also ? h->also : "";
		*out = fold(h->name, strlen(h->name));
		return true;
	}
	if (!**at)
		return false;
	size_t n = strcspn(*at, ";");
	*out = fold(*at, n);
	*at += n + ((*at)[n] == ';');
	return true;
}

static bool names(const heading *h, const folded *name)
{
	const char *at = NULL;
	folded known;
	while (next_name(h, &at, &known))
		if (same(&known, name))
			return true;
	return false;
}

static uint32_t distance(const heading *h, const folded *name)
{
	const char *at = NULL;
	uint32_t best = LONGEST;
	folded known;
	while (next_name(h, &at, &known)) {
		/* A third of a name may be wrong: of "rang" one letter, of "respondent" three. */
		uint32_t d = apart(&known, name);
		if (d <= known.n / 3 && d < best)
			best = d;
	}
	return best;
}

bool headings_is(const heading *h, const char *p, size_t n)
{
	folded name = fold(p, n);
	return names(h, &name);
}

const char *headings_near(const heading *h, uint32_t n, const char *p, size_t length)
{
	folded name = fold(p, length);
	const char *near = NULL;
	uint32_t best = LONGEST;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t d = distance(&h[i], &name);
		if (d < best) {
			best = d;
			near = h[i].name;
		}
	}
	return near;
}

/* ---- Columns --------------------------------------------------------------------------------- */

static int missing(glane_ctx *ctx, const char *path, const csv *c, const heading *h)
{
	const glane_host *host = ctx->host;
	glane_place at = glane_at_line(path, c->record_line, 0);
	uint32_t near = GLANE_NONE, best = LONGEST;
	for (uint32_t i = 0; i < c->n; i++) {
		folded name = fold(c->field[i].p, c->field[i].n);
		uint32_t d = distance(h, &name);
		if (d < best) {
			best = d;
			near = i;
		}
	}
	if (near != GLANE_NONE)
		return host->fail(ctx, GLANE_EOPTION, at,
		                  "there is no column \"%s\": did you mean it by \"%s\"? Rename that column", h->name,
		                  files_field(ctx, &c->field[near]));
	if (h->also && *h->also)
		return host->fail(ctx, GLANE_EOPTION, at,
		                  "there is no column \"%s\" (nor %s); the columns are %s: rename one or add it",
		                  h->name, h->also, files_fields(ctx, c));
	return host->fail(ctx, GLANE_EOPTION, at,
	                  "there is no column \"%s\"; the columns are %s: rename one or add it", h->name,
	                  files_fields(ctx, c));
}

int headings_find(glane_ctx *ctx, const char *path, const csv *c, const heading *h, uint32_t n, uint32_t *column)
{
	for (uint32_t k = 0; k < n; k++)
		column[k] = GLANE_NONE;
	for (uint32_t i = 0; i < c->n; i++) {
		folded name = fold(c->field[i].p, c->field[i].n);
		for (uint32_t k = 0; k < n; k++) {
			if (!names(&h[k], &name))
				continue;
			if (column[k] != GLANE_NONE)
				return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, c->record_line, 0),
				                       "the columns \"%s\" and \"%s\" both are \"%s\": rename one",
				                       files_field(ctx, &c->field[column[k]]),
				                       files_field(ctx, &c->field[i]), h[k].name);
			column[k] = i;
		}
	}
	for (uint32_t k = 0; k < n; k++)
		if (column[k] == GLANE_NONE && h[k].must)
			return missing(ctx, path, c, &h[k]);
	return GLANE_OK;
}
