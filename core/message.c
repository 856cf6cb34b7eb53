/* message.c - what is said to the user. */
#include <config.h>
#include "message.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "language.h"

typedef struct { int kind; place at; uint32_t number, file; const char *text; } message;
struct messages {
	arena *in;
	uint32_t n, room;
	message *message;
};

bool message_quiet;

messages *messages_new(arena *in)
{
	messages *m = arena_alloc(in, sizeof *m);
	m->in = in;
	return m;
}

static const char *format_args(arena *in, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	char *p = arena_alloc(in, (size_t)(n > 0 ? n : 0) + 1);
	if (n > 0)
		vsnprintf(p, (size_t)n + 1, format, again);
	va_end(again);
	return p;
}

void messages_addv(messages *m, int kind, place at, const char *format, va_list args)
{
	message k = { kind, at, m->n, m->n, format_args(m->in, format, args) };
	for (uint32_t i = 0; i < m->n; i++) {
		const message *o = &m->message[i];
		bool same_file = (!o->at.file && !at.file) ||
		                 (o->at.file && at.file && !strcmp(o->at.file, at.file));
		if (same_file) {	/* files come in the order of their first mention */
			k.file = o->file;
			if (o->kind == kind && o->at.line == at.line && o->at.column == at.column &&
			    !strcmp(o->text, k.text))
				return;
		}
	}
	ARRAY_ROOM(m->in, m->message, m->room, m->n);
	if (at.file)
		k.at.file = arena_string(m->in, at.file);
	m->message[m->n++] = k;
}

void messages_add(messages *m, int kind, place at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	messages_addv(m, kind, at, format, args);
	va_end(args);
}

uint32_t messages_count(const messages *m, int kind)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < m->n; i++)
		n += m->message[i].kind == kind;
	return n;
}

const char *message_reason(int error)
{
	switch (error) {
	case ENOENT: return _("it isn't there");
	case EPERM:
	case EACCES: return _("no permission: ask its owner, or change it with chmod");
	case EISDIR: return _("it is a folder");
	case ENOTDIR: return _("a part of its path is a file, not a folder");
	case EEXIST: return _("something of that name is there already");
	case ENOTEMPTY: return _("the folder is not empty");
	case ENOSPC: return _("the disk is full: make room on it");
	case EDQUOT: return _("your share of the disk is used up: make room on it");
	case EROFS: return _("the disk can only be read");
	case EIO: return _("the disk has an error");
	case EFBIG: return _("the file would be larger than is allowed here");
	case EBUSY:
	case ETXTBSY: return _("it is in use");
	case EMFILE:
	case ENFILE: return _("too many files are open");
	case ENAMETOOLONG: return _("the name is too long");
	case ELOOP: return _("its symbolic links go round in a circle");
	case EAGAIN: return _("there are too many processes");
	case ENOMEM: return _("there is not enough memory");
	case EPIPE: return _("the program that was to read it has ended");
	default: return strerror(error);
	}
}

static const char *render(arena *in, int kind, place at, const char *text)
{
	const char *what = kind == MESSAGE_ERROR ? _("error") :
	                   kind == MESSAGE_WARNING ? _("warning") : _("note");
	const char *who = at.file ? at.file : "glane";
	/* French puts a no-break space before the colon. */
	const char *colon = strcmp(language_user(), "fr") ? ":" : "\xc2\xa0:";
	if (at.file && at.line && at.column)
		return arena_print(in, "%s:%u:%u: %s%s %s", who, at.line, at.column, what, colon, text);
	if (at.file && at.line)
		return arena_print(in, "%s:%u: %s%s %s", who, at.line, what, colon, text);
	return arena_print(in, "%s: %s%s %s", who, what, colon, text);
}

static int compare(const void *a, const void *b)
{
	const message *x = a, *y = b;
	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->at.line != y->at.line)
		return x->at.line < y->at.line ? -1 : 1;
	if (x->at.column != y->at.column)
		return x->at.column < y->at.column ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

const char *messages_text(messages *m, uint32_t i, int *kind)
{
	if (i >= m->n)
		return NULL;
	if (kind)
		*kind = m->message[i].kind;
	return render(m->in, m->message[i].kind, m->message[i].at, m->message[i].text);
}

const char *messages_part(const messages *m, uint32_t i, int *kind, place *at)
{
	if (i >= m->n)
		return NULL;
	*kind = m->message[i].kind;
	*at = m->message[i].at;
	return m->message[i].text;
}

uint32_t messages_print(messages *m, FILE *to)
{
	uint32_t errors = messages_count(m, MESSAGE_ERROR);
	if (m->n)
		qsort(m->message, m->n, sizeof *m->message, compare);
	for (uint32_t i = 0; i < m->n; i++)
		if (m->message[i].kind == MESSAGE_ERROR || !message_quiet)
			fprintf(to, "%s\n", messages_text(m, i, NULL));
	fflush(to);
	m->n = 0;
	return errors;
}

void message_now(int kind, place at, const char *format, ...)
{
	arena *a = arena_new();
	va_list args;
	va_start(args, format);
	if (kind == MESSAGE_ERROR || !message_quiet)
		fprintf(stderr, "%s\n", render(a, kind, at, format_args(a, format, args)));
	va_end(args);
	arena_free(a);
}
