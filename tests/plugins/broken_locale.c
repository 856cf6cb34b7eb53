/* Chooses a locale for the whole process. Caught by contract/locale. */
#include <locale.h>
#include "tiny.h"

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	setlocale(LC_TIME, "C.UTF-8");
	setlocale(LC_COLLATE, "C.UTF-8");
	return GLANE_OK;
}

GLANE_PLUGIN = { TINY("broken-locale"), .process = process };
