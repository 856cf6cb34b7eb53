/* dictionary.c - hunspell's dictionaries: where they are, what they say of a form. hunspell itself is opened when it is
 * asked for the first time, which few workers do: nearly all is in the compiled dictionary. */
#include <config.h>
#include <hunspell/hunspell.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unistd.h>
#include "analysis_private.h"

/* ---- hunspell -------------------------------------------------------------------------------- */

static bool convert(UConverter *c, bool to_utf8, const char *in, char *out, int32_t room)
{
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = to_utf8 ? ucnv_toAlgorithmic(UCNV_UTF8, c, out, room, in, -1, &code)
	                    : ucnv_fromAlgorithmic(c, UCNV_UTF8, out, room, in, -1, &code);
	return U_SUCCESS(code) && n < room && !strchr(out, 0x1A);
}

/* The stem of a line, with ' for ’ as forms have it; the form itself where the line names none. */
static void read_stem(const char *line, const char *form, entry *e)
{
	const char *p = strstr(line, "st:");
	size_t n = p ? strcspn(p + 3, " \t") : 0, to = 0;
	if (p && p != line && p[-1] != ' ' && p[-1] != '\t')
		n = 0;
	const char *from = n && n < FORM_MOST ? p + 3 : form;
	if (from == form)
		n = strlen(form);
	for (size_t i = 0; i < n; i++) {
		bool apostrophe = i + 2 < n && !memcmp(from + i, "\xE2\x80\x99", 3);
		e->stem[to++] = apostrophe ? '\'' : from[i];
		i += apostrophe ? 2 : 0;
	}
	e->stem[to] = '\0';
	e->affixed = strstr(line, " fl:") != NULL;
}

static void *hunspell(analysis *a)
{
	if (!a->dictionary)
		a->dictionary = Hunspell_create(a->aff, a->dic);
	return a->dictionary;
}

/* What hunspell says of a form, in UTF-8. */
static void ask_hunspell(void *user, const char *form, compiled_line *each, void *each_user)
{
	analysis *a = user;
	char native[2 * FORM_MOST], line[COMPILED_LINE];
	char **list = NULL;
	const char *ask = form;
	if (a->to_utf8) {
		if (!convert(a->to_utf8, false, form, native, sizeof native))
			return;
		ask = native;
	}
	int n = Hunspell_analyze(hunspell(a), &list, ask);
	for (int i = 0; i < n; i++) {
		if (!a->to_utf8)
			each(each_user, list[i]);
		else if (convert(a->to_utf8, true, list[i], line, sizeof line))
			each(each_user, line);
	}
	Hunspell_free_list(hunspell(a), &list, n);
}

typedef struct { analysis *a; const char *form; void (*each)(analysis *, const entry *, void *); void *user; } listener;

static void hear_line(void *user, const char *line)
{
	listener *l = user;
	entry e;
	e.parts = line;
	read_stem(line, l->form, &e);
	l->each(l->a, &e, l->user);
}

void dictionary_lines(analysis *a, const char *form, void (*each)(analysis *, const entry *, void *), void *user)
{
	listener l = { a, form, each, user };
	if (!compiled_lines(&a->compiled, form, hear_line, &l))
		ask_hunspell(a, form, hear_line, &l);
}

/* ---- Opening --------------------------------------------------------------------------------- */

static const struct { const char *name[2], *package, *language; } system_dictionary[ANALYSIS_LANGUAGES] = {
	[ANALYSIS_FR] = { { "fr.dic", "fr_FR.dic" }, "hunspell-fr", "fr" },
	[ANALYSIS_EN] = { { "en_US.dic", "en_GB.dic" }, "hunspell-en-us", "en" },
};

enum { PATH_ROOM = sizeof GLANE_DICTIONARIES + 32 };

/* Which of the two names of the system's dictionary is there, with its .aff; 2: neither. */
static int system_name(uint32_t language)
{
	int i = 0;
	for (; i < 2; i++) {
		char dic[PATH_ROOM], aff[PATH_ROOM];
		const char *name = system_dictionary[language].name[i];
		snprintf(dic, sizeof dic, "%s/%s", GLANE_DICTIONARIES, name);
		snprintf(aff, sizeof aff, "%s/%.*saff", GLANE_DICTIONARIES, (int)strlen(name) - 3, name);
		if (!access(dic, R_OK) && !access(aff, R_OK))
			break;
	}
	return i;
}

bool analysis_there(uint32_t language)
{
	return system_name(language) < 2;
}

int analysis_missing(glane_ctx *ctx, uint32_t language, const char *option)
{
	return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option(option),
	                       "there is no dictionary of the language %s in %s (looked for %s and %s): install it (Debian: "
	                       "%s), or name a .dic file in %s", system_dictionary[language].language, GLANE_DICTIONARIES,
	                       system_dictionary[language].name[0], system_dictionary[language].name[1],
	                       system_dictionary[language].package, option);
}

/* The .aff beside a .dic. */
static char *beside(glane_ctx *ctx, const char *dic)
{
	size_t n = strlen(dic);
	char *aff = ctx->host->alloc(ctx, GLANE_SCRATCH, n + 5);
	strcpy(aff, dic);
	strcpy(aff + (ends_with(dic, ".dic") ? n - 4 : n), ".aff");
	return aff;
}

static int find_dictionary(glane_ctx *ctx, uint32_t language, const char *option, const char **out)
{
	int i = system_name(language);
	if (i == 2)
		return analysis_missing(ctx, language, option);
	char *path = ctx->host->alloc(ctx, GLANE_SCRATCH, PATH_ROOM);
	snprintf(path, PATH_ROOM, "%s/%s", GLANE_DICTIONARIES, system_dictionary[language].name[i]);
	*out = path;
	return GLANE_OK;
}

/* The host reads both files as well: it says why one can't be read, and enters them in the manifest. */
typedef struct { glane_bytes aff, dic; } files;

static int read_files(glane_ctx *ctx, const char *dic, const char *aff, const char *option, files *out)
{
	if (!ends_with(dic, ".dic"))
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option(option),
		                       "%s is not the name of a hunspell dictionary: name its .dic file; the .aff file "
		                       "must stand beside it", dic);
	int code = ctx->host->file(ctx, dic, &out->dic);
	if (code)
		return code;
	glane_bytes bytes = out->dic;
	/* A dictionary begins with the number of its words. */
	size_t i = bytes.n >= 3 && !memcmp(bytes.p, "\xEF\xBB\xBF", 3) ? 3 : 0;
	if (i >= bytes.n || bytes.p[i] < '0' || bytes.p[i] > '9')
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(dic, 1, 1),
		                       "this is not a hunspell dictionary: its first line must be the number of its words");
	return ctx->host->file(ctx, aff, &out->aff);
}

/* What stands behind SET, as hunspell takes it. */
static void encoding_of(glane_bytes aff, char *out, size_t room)
{
	snprintf(out, room, "ISO8859-1");
	for (size_t i = 0; i + 4 < aff.n; i++) {
		const char *p = (const char *)aff.p + i;
		if (memcmp(p, "SET", 3) || (p[3] != ' ' && p[3] != '\t') || (i && p[-1] != '\n' && aff.p[i - 1] != 0xBF))
			continue;
		size_t n = 0, rest = aff.n - i - 4;
		for (p += 4; rest && (*p == ' ' || *p == '\t'); p++, rest--)
			;
		while (n < rest && n + 1 < room && p[n] > ' ')
			n++;
		memcpy(out, p, n);
		out[n] = '\0';
		return;
	}
}

static int open_encoding(glane_ctx *ctx, analysis *a, glane_bytes aff)
{
	char name[64];
	UErrorCode code = U_ZERO_ERROR;
	encoding_of(aff, name, sizeof name);
	if (!strcmp(name, "UTF-8"))
		return GLANE_OK;
	/* hunspell's names of encodings: ISO8859-1, KOI8-R, microsoft-cp1251. */
	a->to_utf8 = ucnv_open(!strncmp(name, "microsoft-", 10) ? name + 10 : name, &code);
	if (U_FAILURE(code)) {
		a->to_utf8 = NULL;
		return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_line(a->aff, 0, 0),
		                       "the dictionary is in the encoding %s, which isn't known", name);
	}
	return GLANE_OK;
}

/* ---- The compiled dictionary ----------------------------------------------------------------- */

/* A copy in UTF-8, with a NUL behind; what isn't in its encoding is left to hunspell. */
static char *text_of(glane_ctx *ctx, const analysis *a, glane_bytes b)
{
	UErrorCode code = U_ZERO_ERROR;
	size_t room = a->to_utf8 ? 3 * b.n + 1 : b.n + 1;
	char *s = ctx->host->alloc(ctx, GLANE_SCRATCH, room);
	if (!a->to_utf8) {
		memcpy(s, b.p, b.n);
		return s;
	}
	if (room < INT32_MAX)
		ucnv_toAlgorithmic(UCNV_UTF8, a->to_utf8, s, (int32_t)room, (const char *)b.p, (int32_t)b.n, &code);
	if (room >= INT32_MAX || U_FAILURE(code))
		*s = '\0';
	return s;
}

typedef struct { analysis *a; const files *files; } source;
typedef struct { glane_ctx *ctx; glane_io *io; } sink;

static void write_part(void *to, const void *p, size_t n)
{
	const sink *s = to;
	s->ctx->host->write(s->io, p, n);
}

static int make_compiled(glane_ctx *ctx, void *user, glane_io *out)
{
	const source *s = user;
	sink to = { ctx, out };
	char *aff = text_of(ctx, s->a, s->files->aff), *dic = text_of(ctx, s->a, s->files->dic);
	if (!compiled_make(aff, dic, ask_hunspell, s->a, write_part, &to))
		return ctx->host->fail(ctx, GLANE_EIO, glane_here(), "%s can't be opened: out of memory", s->a->dic);
	return GLANE_OK;
}

static int open_compiled(glane_ctx *ctx, analysis *a, const files *f)
{
	static const char *const names[ANALYSIS_LANGUAGES] = { "dictionary-fr", "dictionary-en" };
	char version[96];
	source s = { a, f };
	glane_bytes bytes;
	/* hunspell's version too: another may say something else. */
	int n = snprintf(version, sizeof version, "%d %s %s", COMPILED_FORMAT, PACKAGE_VERSION, GLANE_HUNSPELL);
	const glane_bytes of[] = { { (const unsigned char *)version, (size_t)n }, f->aff, f->dic };
	int code = ctx->host->cached(ctx, names[a->language], 3, of, make_compiled, &s, &bytes);
	a->compiled = (compiled){ bytes.p, bytes.n };
	return code;
}

static bool open_tables(analysis *a)
{
	if (a->language == ANALYSIS_FR)
		return table_open(&a->words, french_words, french_words_n);
	return table_open(&a->words, english_words, english_words_n) &&
	       table_open(&a->irregular, english_irregular, english_irregular_n);
}

int analysis_open(glane_ctx *ctx, uint32_t language, const char *dictionary, const char *option, analysis **out)
{
	const char *dic = dictionary;
	files f;
	int code = *dic ? GLANE_OK : find_dictionary(ctx, language, option, &dic);
	char *aff = code ? NULL : beside(ctx, dic);
	if (!code)
		code = read_files(ctx, dic, aff, option, &f);
	if (code)
		return code;
	/* Not the host's memory: what create() makes is constant, and this holds buffers. */
	analysis *a = calloc(1, sizeof *a);
	if (a) {
		a->language = language;
		a->aff = strdup(aff);
		a->dic = strdup(dic);
	}
	if (!a || !a->aff || !a->dic || !open_tables(a))
		code = ctx->host->fail(ctx, GLANE_EIO, glane_at_option(option), "%s can't be opened: out of memory", dic);
	else
		code = open_encoding(ctx, a, f.aff);
	if (!code)
		code = open_compiled(ctx, a, &f);
	if (code)
		analysis_close(a);
	else
		*out = a;
	return code;
}

void analysis_close(analysis *a)
{
	if (!a)
		return;
	if (a->dictionary)
		Hunspell_destroy(a->dictionary);
	if (a->to_utf8)
		ucnv_close(a->to_utf8);
	for (uint32_t i = 0; i < a->stems.room; i++)
		free(a->stems.stem[i].stem);
	free(a->stems.stem);
	free(a->aff);
	free(a->dic);
	free(a->words.word);
	free(a->irregular.word);
	free(a->other);
	free(a);
}
