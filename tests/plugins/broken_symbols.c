/* Exports a second symbol, which could take the place of another plugin's. Caught by
 * elf/one-symbol. */
#include "tiny.h"

__attribute__((visibility("default"))) int count_words(int n);
int count_words(int n) { return n + 1; }

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx;
	return count_words((int)doc->text.n) ? GLANE_OK : GLANE_EBUG;
}

GLANE_PLUGIN = { TINY("broken-symbols"), .process = process };
