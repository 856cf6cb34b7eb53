/* headings.c - finds the columns of a table by what people call them. */
#include <string.h>
#include "form/form.h"
#include "headings.h"

/* A name as it is compared: small letters without accents, and nothing between its words. */
static glane_str fold(glane_ctx *ctx, const char *p, size_t n)
{
	char *label = ctx->host->alloc(ctx, GLANE_SCRATCH, FORM_ROOM(n));
	size_t length = form_without_accents(label, form_of_label(p, n, label)), to = 0;
	for (size_t i = 0; i < length; i++)
		if (!strchr(" -_", label[i]))
			label[to++] = label[i];
	return (glane_str){ label, (uint32_t)to };
}

static glane_str field_name(glane_ctx *ctx, const csv_field *f)
{
	char *p = ctx->host->alloc(ctx, GLANE_SCRATCH, f->n + 1);
	return (glane_str){ p, (uint32_t)csv_text(f, p) };
}

/* Distance of two folded names: letters changed, put in, left out. Names too long to be headings of ours are
 * far from all. */
static uint32_t apart(glane_str a, glane_str b)
{
	uint32_t row[64];
	if (a.n > 60 || b.n > 60)
		return 60;
	for (uint32_t j = 0; j <= b.n; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= a.n; i++) {
		uint32_t corner = row[0];
		row[0] = i;
		for (uint32_t j = 1; j <= b.n; j++) {
			uint32_t above = row[j], d = corner + (a.p[i - 1] != b.p[j - 1]);
			d = above + 1 < d ? above + 1 : d;
			row[j] = row[j - 1] + 1 < d ? row[j - 1] + 1 : d;
			corner = above;
		}
	}
	return row[b.n];
}

/* The next name of a heading, folded: its own, then those of `also`. false: no more. *at is 0 at first. */
static bool next_name(glane_ctx *ctx, const heading *h, size_t *at, glane_str *out)
{
	const char *also = h->also ? h->also : "";
	if (*at == 0) {
		*at = 1;
		*out = fold(ctx, h->name, strlen(h->name));
		return true;
	}
	const char *p = also + (*at - 1);
	if (!*p)
		return false;
	size_t n = strcspn(p, ";");
	*at += n + (p[n] == ';');
	*out = fold(ctx, p, n);
	return true;
}

static uint32_t distance(glane_ctx *ctx, const heading *h, glane_str name)
{
	uint32_t best = 60;
	glane_str known;
	for (size_t at = 0; next_name(ctx, h, &at, &known); ) {
		/* A third of a name may be wrong: of "rang" one letter, of "respondent" three. */
		uint32_t d = apart(known, name);
		if (d <= known.n / 3 && d < best)
			best = d;
	}
	return best;
}

/* "id, groupe, mot": what columns there are. */
static const char *all_columns(glane_ctx *ctx, const csv *c)
{
	size_t n = 1, at = 0;
	for (uint32_t i = 0; i < c->n; i++)
		n += c->field[i].n + 2;
	char *list = ctx->host->alloc(ctx, GLANE_SCRATCH, n);
	for (uint32_t i = 0; i < c->n; i++) {
		if (i) {
			memcpy(list + at, ", ", 2);
			at += 2;
		}
		at += csv_text(&c->field[i], list + at);
	}
	return list;
}

static int missing(glane_ctx *ctx, const char *path, const csv *c, const heading *h, const glane_str *folded)
{
	const glane_host *host = ctx->host;
	glane_place at = glane_at_line(path, c->record_line, 0);
	uint32_t near = GLANE_NONE, best = 60;
	for (uint32_t i = 0; i < c->n; i++) {
		uint32_t d = distance(ctx, h, folded[i]);
		if (d < best) {
			best = d;
			near = i;
		}
	}
	if (near != GLANE_NONE)
		return host->fail(ctx, GLANE_EOPTION, at,
		                  "there is no column \"%s\": did you mean it by \"%s\"? Rename that column", h->name,
		                  field_name(ctx, &c->field[near]).p);
	if (h->also && *h->also)
		return host->fail(ctx, GLANE_EOPTION, at,
		                  "there is no column \"%s\" (nor %s); the columns are %s: rename one or add it",
		                  h->name, h->also, all_columns(ctx, c));
	return host->fail(ctx, GLANE_EOPTION, at,
	                  "there is no column \"%s\"; the columns are %s: rename one or add it", h->name,
	                  all_columns(ctx, c));
}

int headings_find(glane_ctx *ctx, const char *path, const csv *c, const heading *h, uint32_t n, uint32_t *column)
{
	glane_str *folded = ctx->host->alloc(ctx, GLANE_SCRATCH, (c->n + 1) * sizeof *folded);
	for (uint32_t i = 0; i < c->n; i++) {
		glane_str name = field_name(ctx, &c->field[i]);
		folded[i] = fold(ctx, name.p, name.n);
	}
	for (uint32_t k = 0; k < n; k++) {
		glane_str known;
		column[k] = GLANE_NONE;
		for (size_t at = 0; next_name(ctx, &h[k], &at, &known); )
			for (uint32_t i = 0; i < c->n; i++) {
				if (i == column[k] || folded[i].n != known.n || memcmp(folded[i].p, known.p, known.n) != 0)
					continue;
				if (column[k] != GLANE_NONE)
					return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(path, c->record_line, 0),
					                       "the columns \"%s\" and \"%s\" both are \"%s\": rename one",
					                       field_name(ctx, &c->field[column[k]]).p,
					                       field_name(ctx, &c->field[i]).p, h[k].name);
				column[k] = i;
			}
		if (column[k] == GLANE_NONE && h[k].must)
			return missing(ctx, path, c, &h[k], folded);
	}
	return GLANE_OK;
}
