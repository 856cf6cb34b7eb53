/* made.h - documents made up by a generator of random numbers, for the tests of the run store. */
#ifndef MADE_H
#define MADE_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "store.h"
#include "sym.h"

typedef struct { uint64_t state; } dice;

/* 0 … n - 1 (splitmix64, Steele, Lea and Flood 2014). */
static inline uint32_t roll(dice *d, uint32_t n)
{
	uint64_t z = d->state += 0x9e3779b97f4a7c15u;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ z >> 31) % n);
}

static const char *const made_words[] = { "le", "travail", "de", "l'image", "œuvre", "euh", "IA", "ça", "peur", "",
	"droits", "cachet", "…", "tarif", "nous", "voilà" };
enum { MADE_WORDS = sizeof made_words / sizeof *made_words };

static inline glane_variable made_variable(const char *name, uint32_t type, const char *value)
{
	return (glane_variable){ name, type, str_of(value) };
}

static inline column *made_column(document *d, layer *l, const char *name, uint32_t type, const char *into)
{
	column *c = document_add_column(d, l, name, type, into, "Label");
	c->type = type;
	c->array = column_array_new(d->arena, type, l->n);
	return c;
}

/* Words with their cells of all types; some are missing. */
static inline void made_tokens(document *d, dice *r, uint32_t n)
{
	layer *l = document_add_layer(d, "token");
	l->n = n;
	l->span = arena_alloc(d->arena, (n + 1) * sizeof *l->span);
	char *text = arena_alloc(d->arena, n * 12u + 1);
	uint32_t at = 0;
	glane_sym *form = made_column(d, l, "form", GLANE_SYM, NULL)->array;
	int64_t *rank = made_column(d, l, "rank", GLANE_INT, NULL)->array;
	double *score = made_column(d, l, "score", GLANE_REAL, NULL)->array;
	uint32_t *head = made_column(d, l, "head", GLANE_ROW, "token")->array;
	static const int64_t extreme[] = { INT64_MAX, INT64_MIN + 1, 0, -1, 1, 127, 128, -64 };
	for (uint32_t i = 0; i < n; i++) {
		const char *w = made_words[roll(r, MADE_WORDS)];
		size_t k = strlen(w);
		memcpy(text + at, w, k);
		l->span[i] = (glane_span){ at, at + (uint32_t)k };
		at += (uint32_t)k;
		text[at++] = roll(r, 9) ? ' ' : '\n';
		form[i] = sym_of(w);
		if (roll(r, 5))
			rank[i] = roll(r, 20) ? (int64_t)roll(r, 12) - 3 : extreme[roll(r, 8)];
		if (roll(r, 5))
			score[i] = (double)roll(r, 7) / 7 - 0.25;
		if (roll(r, 5))
			head[i] = roll(r, n);
	}
	d->pub.text = (glane_str){ text, at };
}

/* Rows over runs of tokens, one behind the other (`most` tokens each at most) or, `nested`, anywhere. */
static inline layer *made_over(document *d, dice *r, const char *name, uint32_t most, uint32_t n_nested)
{
	const layer *token = document_layer(d, "token");
	glane_span *span = arena_alloc(d->arena, (token->n + n_nested + 1) * sizeof *span);
	uint32_t n = 0;
	for (uint32_t i = 0; i < token->n && !n_nested;) {
		uint32_t k = 1 + roll(r, most);
		k = i + k > token->n ? token->n - i : k;
		span[n++] = (glane_span){ token->span[i].begin, token->span[i + k - 1].end };
		i += k + !roll(r, 4);
	}
	for (uint32_t i = 0; i < n_nested && token->n; i++) {
		uint32_t a = roll(r, token->n), b = a + roll(r, most);
		b = b < token->n ? b : token->n - 1;
		span[n++] = (glane_span){ token->span[a].begin, token->span[b].end };
	}
	layer *l = document_add_layer(d, name);
	l = document_layer(d, name);
	l->n = n;
	l->span = span;
	for (uint32_t i = 0; i < l->n_columns; i++)
		l->column[i].array = column_array_new(d->arena, l->column[i].type, n);
	return l;
}

static inline void made_speakers(document *d, dice *r)
{
	static const char *const id[] = { "MD", "Enquêteur", "Claire" };
	uint32_t n = 1 + roll(r, 3);
	d->speaker = arena_alloc(d->arena, n * sizeof *d->speaker);
	d->n_speakers = d->room_speakers = n;
	for (uint32_t i = 0; i < n; i++) {
		speaker *s = &d->speaker[i];
		s->pub.id = sym_of(id[i]);
		s->pub.person = sym_of(arena_print(d->arena, "P%u", roll(r, 9)));
		s->pub.role = i;
		s->implied = n == 1;
		s->n_own = roll(r, 3);
		s->variable = arena_alloc(d->arena, 2 * sizeof *s->variable);
		s->variable[0] = made_variable("craft", GLANE_NOMINAL, roll(r, 2) ? "photo" : "écriture");
		s->variable[1] = made_variable("tools", GLANE_MULTIPLE, "Midjourney|GPT");
	}
	if (roll(r, 3)) {
		layer *turn = made_over(d, r, "turn", 9, 0);
		glane_sym *who = made_column(d, turn, "speaker", GLANE_SYM, NULL)->array;
		for (uint32_t i = 0; i < turn->n; i++)
			who[i] = sym_of(id[roll(r, n)]);
	}
}

static inline void made_source(document *d, dice *r)
{
	uint32_t n = roll(r, 4);
	d->source = "interviews";
	d->file = arena_print(d->arena, "corpus/é%u.txt", d->number);
	d->run = arena_alloc(d->arena, (n + 1) * sizeof *d->run);
	for (uint32_t i = 0; i < n; i++)
		d->run[i] = (source_run){ i * 7, { roll(r, 9000), roll(r, 50), roll(r, 3), (int64_t)roll(r, 3) - 1 },
			roll(r, 900), roll(r, 2) };
	d->n_runs = d->room_runs = n;
	d->repair = arena_alloc(d->arena, (n + 1) * sizeof *d->repair);
	for (uint32_t i = 0; i < n; i++)
		d->repair[i] = (repair){ "encoding", { i, 2, 0, -1 }, "â€™", i ? "’" : NULL };
	d->n_repairs = d->room_repairs = n;
	d->n_variables = d->room_variables = 2;
	d->variable = arena_alloc(d->arena, 2 * sizeof *d->variable);
	d->variable[0] = made_variable("lang", GLANE_NOMINAL, roll(r, 2) ? "fr" : "en");
	d->variable[1] = made_variable("wave", GLANE_NUMBER, "2024,5");
}

/* The same for the same number and seed, whatever the symbol ids. */
static inline document *made_document(arena *in, uint32_t number, uint32_t seed)
{
	dice r = { (uint64_t)seed << 32 | number };
	document *d = arena_alloc(in, sizeof *d);
	d->arena = in;
	d->number = d->pub.number = number;
	d->pub.name = sym_of(arena_print(in, "entretien n°%u", number));
	made_tokens(d, &r, roll(&r, 12) ? roll(&r, 120) : 0);
	made_over(d, &r, "sentence", 12, 0);
	layer *theme = made_over(d, &r, "theme", 6, roll(&r, 12));
	glane_sym *code = made_column(d, theme, "code", GLANE_SYM, NULL)->array;
	for (uint32_t i = 0; i < theme->n; i++)
		code[i] = sym_of(roll(&r, 2) ? "peur" : "argent");
	made_over(d, &r, "segment", 20, 0);
	made_speakers(d, &r);
	made_source(d, &r);
	document_refresh(d);
	for (uint32_t i = 0; i < d->n_speakers; i++) {
		d->speaker[i].pub.variable = d->speaker[i].variable;
		d->speaker[i].pub.n_variables = d->speaker[i].n_own;
	}
	document_refresh(d);
	document_view_all(d);
	return d;
}

static const char *const made_keep[] = { "token.form", "token.rank", "token.score", "token.head", "sentence",
	"theme.code", "theme.origin", "segment" };
enum { MADE_KEEP = sizeof made_keep / sizeof *made_keep };

/* A path in a folder of this process that is removed with made_remove(). */
static inline const char *made_path(const char *name)
{
	static char path[4][256];
	static int at;
	const char *base = getenv("TMPDIR");
	char *p = path[at++ % 4];
	snprintf(p, 256, "%s/glane-test-%ld-%s", base && *base ? base : "/tmp", (long)getpid(), name);
	return p;
}

static inline void made_remove(const char *name)
{
	char path[300];
	unlink(made_path(name));
	snprintf(path, sizeof path, "%s-journal", made_path(name));
	unlink(path);
}
#endif
