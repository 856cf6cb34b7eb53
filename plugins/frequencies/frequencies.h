/* frequencies.h - what the plugin's two halves share: counting by group (frequencies.c), and ranks and spread over the whole corpus
 * (spread.c). */
#ifndef FREQUENCIES_H
#define FREQUENCIES_H
#include <glane/plugin.h>

enum { WORDS, ALL };
enum { FORM, LEMMA, UPOS };
typedef struct {
	int kinds, features;
	int64_t least;
} config;

typedef struct {
	glane_scope token, term, unit;
	const glane_sym *form, *kind, *lemma, *upos;
} input;

enum { FORMS, GROUPS, SUMMARY, ZIPF, DISPERSION };

/* What is counted in a document: rows of a scope, each as what; of tokens those whose kind is `only`, or, with only.id 0, all. */
typedef struct {
	const glane_scope *rows;
	const glane_sym *what, *kind;
	glane_sym only;
} counted;

static inline counted counted_of(glane_ctx *ctx)
{
	const config *c = ctx->config;
	const input *in = ctx->input;
	counted out = { &in->term, c->features == LEMMA ? in->lemma : in->upos, NULL, { 0 } };
	if (c->features == FORM)
		out = (counted){ &in->token, in->form, in->kind, c->kinds == WORDS ? ctx->host->sym(ctx, "word") : (glane_sym){ 0 } };
	return out;
}

static inline bool counts(const counted *c, uint32_t i)
{
	return c->rows->unit[i] != GLANE_NONE && (!c->only.id || c->kind[c->rows->row[i]].id == c->only.id);
}

typedef struct {
	int64_t rank, tokens, forms;
	double lg_rank, lg_tokens;
} zipf_row;
typedef struct { double dp, dp_norm, d; } spread;
typedef struct {
	glane_sym form;
	int64_t tokens, documents, speakers;
	spread of_documents, of_speakers;
} dispersion_row;

/* In report(): the rows of ZIPF and DISPERSION. */
int frequencies_spread(glane_ctx *ctx);
#endif
