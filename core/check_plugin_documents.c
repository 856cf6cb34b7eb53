/* check_plugin_documents.c - documents that are empty, huge, or full of what texts can hold: the
 * plugin does its work or sets the document aside with fail(). */
#include <config.h>
#include <string.h>
#include "check_plugin.h"

typedef struct {
	const char *name, *piece;
	uint32_t n;			/* bytes of piece; 0: its length */
	uint32_t times;
	bool plain;			/* without a marker before it */
} document_kind;

static const document_kind kinds[] = {
	{ "empty", "", 0, 0, true },
	{ "one-byte", "a", 0, 1, true },
	{ "one-blank", " ", 0, 1, true },
	{ "4-mib", "Je travaille, tu travailles ; we work and they work. ", 0, (4 << 20) / 53 + 1,
	        false },
	{ "nul", "avant\0après", 12, 1, true },
	{ "not-utf-8", "caf\xe9 cr\xe8me", 0, 1, true },
	{ "combining-marks", "e\xcc\x81te\xcc\x81 a\xcc\x82\xcc\xa3\xcc\x84 "
	                     "\xcc\x81\xcc\x81\xcc\x81. ", 0, 200, false },
	{ "emoji", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7 "
	           "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7 "
	  "ok \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd! ", 0, 200, false },
	{ "right-to-left", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d "
	                   "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85 \xe2\x80\xae" "abc\xe2\x80\xac. ", 0,
	  200, false },
	{ "line-separator", "un\xe2\x80\xa8""deux\xe2\x80\xa9trois\xc2\x85quatre\x0b\x0c", 0, 200,
	        false },
	{ "no-break-space", "Vraiment\xc2\xa0? Oui\xe2\x80\xaf! \xc2\xab\xc2\xa0"
	        "C'est dit\xc2\xa0\xc2\xbb\xc2\xa0: bien. ", 0, 200,
	  false },
	{ "apostrophes", "L'outil, l\xe2\x80\x99outil ; aujourd'hui, aujourd\xe2\x80\x99hui ; "
	                 "it's, it\xe2\x80\x99s. '''' "
	  "\xe2\x80\x99\xe2\x80\x99 ", 0, 200, false },
	{ "no-final-newline", "Je n'ai pas fini", 0, 1, true },
	{ "carriage-returns", "une ligne\r\nune autre\rla troisi\xc3\xa8me\n\r", 0, 100, false },
	{ "equal-tokens", "mot ", 0, 100000, false },
	{ "blank-lines", "\n", 0, 20000, true },
	{ "one-long-word", "a", 0, 200000, false },
	{ "punctuation", ".?!\xe2\x80\xa6-\xe2\x80\x94()[]{}\"\xc2\xab\xc2\xbb", 0, 2000, false },
	{ "unassigned", "\xf3\xa0\x80\x81\xef\xbf\xbe\xef\xb7\x90\xf4\x8f\xbf\xbf\xee\x80\x80 ", 0,
	        100, false },
};

static glane_str made(arena *in, const document_kind *k)
{
	static const char marker[] = "Respondent: ";
	uint32_t n = k->n ? k->n : (uint32_t)strlen(k->piece), head = k->plain ? 0
	        : sizeof marker - 1;
	char *text = arena_alloc(in, head + (size_t)n * k->times + 1);
	memcpy(text, marker, head);
	for (uint32_t i = 0; i < k->times; i++)
		memcpy(text + head + (size_t)i * n, k->piece, n);
	return (glane_str){ text, head + n * k->times };
}

/* Beside an ordinary document, which must come through in any case. */
static int document_test(test_case *t)
{
	const document_kind *k = t->with;
	uint32_t n;
	const sample *standard = samples_standard(t->in, &n);
	sample docs[] = { { k->name, made(t->in, k) }, standard[0], standard[2] };
	trial r;
	/* Of a long one, most of the time would go by writing down their words. */
	t->unseen = docs[0].text.n > 1 << 18;
	bool began = trial_begin(&r, t, 3, docs, 0, NULL);
	bool ended = began && trial_all(&r);
	int result = TEST_OK;
	/* A reader may refuse the file as a whole at the plan, if it says so. */
	if (!ended && !(t->c->plugin->reader && messages_count(r.m, MESSAGE_ERROR)))
		result = test_fail(t, "%s", trial_reason(&r));
	if (r.bug)
		result = test_fail(t, "%s", trial_reason(&r));
	trial_end(&r);
	return result;
}

void check_documents(checked_plugin *c)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		check_run(c, "documents", kinds[i].name, document_test, &kinds[i]);
}
