/* The reader of tables, linked in. */
#define GLANE_BUILTIN read_csv
#include "../../plugins/read-csv/read_csv.c"
