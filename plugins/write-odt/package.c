/* package.c - the archive of an ODF document, by libzip: `mimetype` first and as it is, so that the file is known by its first
 * bytes; no date of today. */
#include "odt.h"
#include <string.h>
#include <zip.h>

enum { FIRST_DAY = 1 << 5 | 1 };	/* 1980-01-01, as archives write it: years from 1980, month, day */

static bool add(zip_t *z, const part *p, bool stored)
{
	zip_source_t *bytes = zip_source_buffer(z, p->bytes.p, p->bytes.n, 0);
	zip_int64_t at = bytes ? zip_file_add(z, p->name, bytes, ZIP_FL_ENC_UTF_8) : -1;
	if (bytes && at < 0)
		zip_source_free(bytes);
	return at >= 0 && !zip_set_file_compression(z, (zip_uint64_t)at, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9) &&
	       !zip_file_set_dostime(z, (zip_uint64_t)at, 0, FIRST_DAY, 0);
}

/* The finished archive, piece by piece. */
static bool copy(odt *o, zip_source_t *from, glane_io *to)
{
	enum { PIECE = 1 << 16 };
	unsigned char *piece = o->h->alloc(o->ctx, GLANE_SCRATCH, PIECE);
	zip_int64_t n = -1;
	if (zip_source_open(from))
		return false;
	while ((n = zip_source_read(from, piece, PIECE)) > 0)
		o->h->write(to, piece, (size_t)n);
	zip_source_close(from);
	return n == 0;
}

int package_write(odt *o, glane_io *to, uint32_t n, const part *parts)
{
	zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_t *z = memory ? zip_open_from_source(memory, ZIP_TRUNCATE, NULL) : NULL;
	bool well = z != NULL;
	if (z)
		zip_source_keep(memory);
	for (uint32_t i = 0; well && i < n; i++)
		well = add(z, &parts[i], i == 0);
	if (z && well)
		well = !zip_close(z) && copy(o, memory, to);
	else if (z)
		zip_discard(z);
	if (memory)
		zip_source_free(memory);
	return well ? GLANE_OK : o->h->fail(o->ctx, GLANE_EIO, glane_here(), "no memory is left to write the text document");
}
