/* message.h - what is said to the user: errors, warnings and notes with their place.
 *
 * A message is "FILE:LINE:COLUMN: error: TEXT". While a pipeline is checked all messages are collected,
 * then printed at once, sorted by file (in the order of their first mention) and line. */
#ifndef MESSAGE_H
#define MESSAGE_H
#include <stdarg.h>
#include <stdio.h>
#include "arena.h"

/* Where something stands; file NULL: nowhere; line and column count from 1, 0: not known. */
typedef struct { const char *file; uint32_t line, column; } place;
#define NOWHERE ((place){ NULL, 0, 0 })

enum { MESSAGE_ERROR, MESSAGE_WARNING, MESSAGE_NOTE };
typedef struct messages messages;

messages *messages_new(arena *in);
/* The format has been translated: messages_add(m, MESSAGE_ERROR, at, _("no file %s"), path). */
void messages_add(messages *m, int kind, place at, const char *format, ...) GLANE_PRINTF(4, 5);
void messages_addv(messages *m, int kind, place at, const char *format, va_list args);
uint32_t messages_count(const messages *m, int kind);
/* The text of message i (0 …) as printed, without a line end, and its kind; for tests. */
const char *messages_text(messages *m, uint32_t i, int *kind);
/* The same in parts: the text alone, its kind and place. NULL: there is no message i. */
const char *messages_part(const messages *m, uint32_t i, int *kind, place *at);
/* Prints all, sorted, each once, and forgets them; returns the number of errors. */
uint32_t messages_print(messages *m, FILE *to);

/* At once, to stderr. */
void message_now(int kind, place at, const char *format, ...) GLANE_PRINTF(3, 4);
/* What an errno says, in the user's language, whatever catalogues the system has; as the end of a message. */
const char *message_reason(int error);
/* -q: notes and warnings are not printed. */
extern bool message_quiet;

/* The name in `known` (n of them) nearest to `word`, or NULL when none is near: an edit distance
 * (insertions, deletions, changes, neighbours swapped) of at most a third of the length; case, accents
 * and - _ aside. */
const char *suggest_name(const char *word, uint32_t n, const char *const *known);
/* The English name for a French word a user may have written: "par" gives "by", "phrase" gives
 * "sentence"; NULL: none. */
const char *suggest_english(const char *word);
/* The one of the `known` names (n of them) that a French word stands for, or NULL. */
const char *suggest_translated(const char *word, uint32_t n, const char *const *known);
#endif
