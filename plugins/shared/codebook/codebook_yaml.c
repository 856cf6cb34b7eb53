/* codebook_yaml.c - the items of a dictionary of quanteda (.yml): names with a list of words each, or with further names.
 *
 *	emploi:
 *	  remplacement: [remplac*, "perdre son emploi"]
 *	  salaire:
 *	    - salaire*
 *
 * Read with libyaml, event by event; anchors, tags and several documents in a file are refused. */
#include <string.h>
#include <yaml.h>
#include "codebook_private.h"

#define N_(text) text

enum { MAX_DEPTH = 32 };

typedef struct { uint32_t item, line; foreign_words words; } level;

typedef struct {
	builder *b;
	yaml_parser_t parser;
	yaml_event_t event;
	level level[MAX_DEPTH + 1];
	unsigned depth;			/* of names that are open */
	bool bad;
} reading_yaml;

static uint32_t line_of(const reading_yaml *r)
{
	return (uint32_t)r->event.start_mark.line + 1;
}

static void refuse(reading_yaml *r, const char *format, const char *text)
{
	r->b->code = r->b->h->fail(r->b->ctx, GLANE_EOPTION,
	                           builder_at(r->b, line_of(r), (uint32_t)r->event.start_mark.column + 1), format, text);
	r->bad = true;
}

/* The next event; the one before is given back. false: the text can't be read, which has been said. */
static bool next(reading_yaml *r)
{
	yaml_event_delete(&r->event);
	if (r->bad)
		return false;
	if (yaml_parser_parse(&r->parser, &r->event))
		return true;
	r->b->code = r->b->h->fail(r->b->ctx, GLANE_EOPTION, builder_at(r->b, (uint32_t)r->parser.problem_mark.line + 1,
	                           (uint32_t)r->parser.problem_mark.column + 1), "this can't be read as YAML (libyaml: %s)",
	                           r->parser.problem ? r->parser.problem : "?");
	r->bad = true;
	return false;
}

static const char *scalar(reading_yaml *r)
{
	return builder_fold(r->b, GLANE_SCRATCH, (const char *)r->event.data.scalar.value, r->event.data.scalar.length);
}

static void take_word(reading_yaml *r)
{
	level *l = &r->level[r->depth];
	const char *word = scalar(r);
	if (*word && strchr(word, ';'))
		refuse(r, N_("\"%s\": a word with a semicolon can't be written in a codebook: take it out"), word);
	else if (*word)
		foreign_word(r->b, &l->words, word, strlen(word), line_of(r));
}

/* A list of words; a list in it, or names in it, are as if their words stood here. */
static void take_list(reading_yaml *r)
{
	while (next(r) && r->event.type != YAML_SEQUENCE_END_EVENT)
		if (r->event.type == YAML_SCALAR_EVENT)
			take_word(r);
		else
			refuse(r, N_("a word was expected here: a list of quanteda holds words alone"), NULL);
}

static void take_names(reading_yaml *r);

static void take_value(reading_yaml *r)
{
	switch (r->event.type) {
	case YAML_SCALAR_EVENT: take_word(r); break;
	case YAML_SEQUENCE_START_EVENT: take_list(r); break;
	case YAML_MAPPING_START_EVENT: take_names(r); break;
	default: refuse(r, N_("aliases (*name) can't be read here: write the words out"), NULL);
	}
}

static void take_names(reading_yaml *r)
{
	builder *b = r->b;
	while (next(r) && r->event.type != YAML_MAPPING_END_EVENT) {
		if (r->event.type != YAML_SCALAR_EVENT || r->depth == MAX_DEPTH) {
			refuse(r, N_("the name of a category was expected here"), NULL);
			return;
		}
		uint32_t line = line_of(r), parent = r->level[r->depth].item;
		const char *name = scalar(r);
		level *l = &r->level[++r->depth];
		*l = (level){ .item = foreign_theme(b, parent, name, line), .line = line };
		foreign_item(b, E_LABEL, l->item, name, NULL, line);
		if (next(r))
			take_value(r);
		foreign_words_end(b, &l->words, l->item, line);
		r->depth--;
	}
}

static void take_document(reading_yaml *r)
{
	while (next(r) && r->event.type != YAML_STREAM_END_EVENT)
		if (r->event.type == YAML_MAPPING_START_EVENT)
			take_names(r);
		else if (r->event.type == YAML_SCALAR_EVENT || r->event.type == YAML_SEQUENCE_START_EVENT)
			refuse(r, N_("the name of a category was expected here"), NULL);
}

bool items_of_yaml(builder *b, glane_bytes bytes)
{
	reading_yaml *r = b->h->alloc(b->ctx, GLANE_SCRATCH, sizeof *r);
	const char *lang = foreign_language(b);
	encoding_text text;
	r->b = b;
	if (!lang || !builder_decode(b, bytes, &text))
		return false;
	foreign_root(b, lang);
	if (!yaml_parser_initialize(&r->parser)) {
		b->code = b->h->fail(b->ctx, GLANE_EIO, glane_here(), "out of memory");
		return false;
	}
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser, (const unsigned char *)text.p, text.n);
	take_document(r);
	yaml_event_delete(&r->event);
	yaml_parser_delete(&r->parser);
	return !r->bad && !b->code;
}
