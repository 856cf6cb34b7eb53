/* files.h - text files and tables as plugins open them: through the host, with what is wrong said. */
#ifndef FILES_H
#define FILES_H
#include "csv/csv.h"
#include "encoding/encoding.h"

/* The host's memory, of GLANE_RUN or GLANE_SCRATCH. */
encoding_memory files_memory(glane_ctx *ctx, int life);
/* fail(code): what is wrong with the file of that path. */
int files_refuse(glane_ctx *ctx, int code, const char *path, const trouble *t);
/* The text of a file. encoding: as declared, ENCODING_AUTO: as found. Returns GLANE_OK, or what fail() returned: of
 * `code`, GLANE_EINPUT for a document's file and GLANE_EOPTION for one that an option names. */
int files_text(glane_ctx *ctx, int code, const char *path, int encoding, encoding_memory m, encoding_text *out);
/* The same of a table, whose header has been read; separator as for csv_open(). The fields point into *text. */
int files_table(glane_ctx *ctx, int code, const char *path, int encoding, char separator, encoding_memory m,
                encoding_text *text, csv *out);

/* For messages, as long as GLANE_SCRATCH: a field without the doubling of quotes; all of a record, "id, group, text". */
char *files_field(glane_ctx *ctx, const csv_field *f);
const char *files_fields(glane_ctx *ctx, const csv *record);
#endif
