/* option.c - one option of a plugin: from text into its configuration. */
#include <config.h>
#include <errno.h>
#include <math.h>
#include <string.h>
#include "corpus.h"
#include "pipeline_parts.h"

typedef struct {
	arena *in;
	const glane_option *o;
	glane_str value;
	const char *folder;
	char *field;
	messages *m;
	place at;
	const char *who;
} option;

#define REFUSE(p, ...) \
	(messages_add((p)->m, MESSAGE_ERROR, (p)->at, __VA_ARGS__), false)

static uint32_t cut_choices(arena *in, const char *choices, const char ***out)
{
	glane_str rest = str_of(choices), part;
	uint32_t n = 0, room = 0;
	*out = NULL;
	while (rest.n && text_cut(&rest, '|', &part)) {
		ARRAY_ROOM(in, *out, room, n);
		(*out)[n++] = arena_copy(in, part.p, part.n);
	}
	return n;
}

static bool parse_bool(option *p)
{
	static const char *const words[] = { "yes", "no" };
	bool yes = str_equal(p->value, STR("yes"));
	if (!yes && !str_equal(p->value, STR("no")))
		return REFUSE(p, _("%s: option %s: \"%.*s\" is neither yes nor no%s"), p->who, p->o->name,
		              GLANE_STR(p->value),
		              hint(p->in, arena_copy(p->in, p->value.p, p->value.n), 2, words, false));
	memcpy(p->field, &yes, sizeof yes);
	return true;
}

/* 1e+06 would say less than 1000000. */
static const char *plain(arena *in, double v)
{
	return fabs(v) < 1e15 && v == floor(v) ? arena_print(in, "%.0f", v) : arena_print(in, "%g", v);
}

static bool in_range(option *p, double v)
{
	if (v < p->o->min)
		return REFUSE(p, _("%s: option %s: %.*s is below the minimum %s"), p->who, p->o->name,
		              GLANE_STR(p->value), plain(p->in, p->o->min));
	if (v > p->o->max)
		return REFUSE(p, _("%s: option %s: %.*s is above the maximum %s"), p->who, p->o->name,
		              GLANE_STR(p->value), plain(p->in, p->o->max));
	return true;
}

static bool parse_int(option *p)
{
	int64_t v;
	double real;
	if (!text_integer(p->value, &v)) {
		if (text_number(p->value, &real))
			return fabs(real) < 9e15 ?
				REFUSE(p, _("%s: option %s: %.*s is not a whole number"), p->who, p->o->name,
				       GLANE_STR(p->value)) : in_range(p, real);
		return REFUSE(p, _("%s: option %s: \"%.*s\" is not a number"), p->who, p->o->name,
		              GLANE_STR(p->value));
	}
	if (!in_range(p, (double)v))
		return false;
	memcpy(p->field, &v, sizeof v);
	return true;
}

static bool parse_real(option *p)
{
	double v;
	if (!text_number(p->value, &v))
		return REFUSE(p, _("%s: option %s: \"%.*s\" is not a number"), p->who, p->o->name,
		              GLANE_STR(p->value));
	if (!in_range(p, v))
		return false;
	memcpy(p->field, &v, sizeof v);
	return true;
}

static bool parse_choice(option *p)
{
	const char **names;
	uint32_t n = cut_choices(p->in, p->o->choices, &names);
	for (int i = 0; i < (int)n; i++)
		if (str_equal(p->value, str_of(names[i]))) {
			memcpy(p->field, &i, sizeof i);
			return true;
		}
	return REFUSE(p, _("%s: option %s: \"%.*s\" is not one of %s%s"), p->who, p->o->name,
	              GLANE_STR(p->value), hint_list(p->in, n, names),
	              hint(p->in, arena_copy(p->in, p->value.p, p->value.n), n, names, false));
}

static void store_text(option *p, const char *s)
{
	memcpy(p->field, &s, sizeof s);
}

const char *path_checked(arena *in, const char *value, const char *folder, messages *m, place at,
                         const char *who, const char *what)
{
	glane_str v = text_trim(str_of(value));
	const char *path = path_join(in, folder, arena_copy(in, v.p, v.n));
	file_stamp stamp;
	if (file_stamp_of(path, &stamp))
		return path;
	int error = errno;
	const char *same = path_same_name(in, path);
	if (same)
		return same;
	errno = error;
	if (errno == ENOENT || errno == ENOTDIR)
		messages_add(m, MESSAGE_ERROR, at, _("%s: %s: there is no file %s%s"), who, what, path,
		             hint_file(in, path));
	else
		messages_add(m, MESSAGE_ERROR, at, _("%s: %s: %s can't be read: %s"), who, what, path,
		             message_reason(errno));
	return NULL;
}

static bool parse_path(option *p)
{
	const char *value = arena_copy(p->in, p->value.p, p->value.n);
	if (!*value) {
		store_text(p, "");
		return true;
	}
	const char *what = arena_print(p->in, _("option %s"), p->o->name);
	const char *path = path_checked(p->in, value, p->folder, p->m, p->at, p->who, what);
	store_text(p, path ? path : "");
	return path;
}

const char *option_paths(arena *in, const glane_option *o, const char *value, const char *folder)
{
	const char *all = "";
	glane_str rest = str_of(value), part;
	if (o->type == GLANE_PATH || o->type == GLANE_PRIVATE)
		return *value ? path_join(in, folder, value) : value;
	if (o->type != GLANE_FILES)
		return value;
	while (text_item(&rest, &part))
		all = arena_print(in, "%s%s%s", all, *all ? ";" : "",
		                  path_join(in, folder, arena_copy(in, part.p, part.n)));
	return all;
}

/* Files of one item of the list; false after a message. */
static bool files_of(option *p, glane_str item, const char ***list, uint32_t *n, uint32_t *room)
{
	const char *path = path_join(p->in, p->folder, arena_copy(p->in, item.p, item.n)), **found;
	const char *what = arena_print(p->in, _("option %s"), p->o->name);
	bool pattern = strpbrk(path, "*?[") != NULL;
	if (!pattern && !(path = path_checked(p->in, path, p->folder, p->m, p->at, p->who, what)))
		return false;
	uint32_t k = corpus_matching(p->in, path, p->m, p->at, &found);
	for (uint32_t i = 0; i < k; i++) {
		ARRAY_ROOM(p->in, *list, *room, *n);
		(*list)[(*n)++] = found[i];
	}
	if (k)
		return true;
	return pattern ? REFUSE(p, _("%s: %s: no file matches %s%s"), p->who, what, path, hint_file(p->in, path))
	               : REFUSE(p, _("%s: %s: the folder %s holds no files"), p->who, what, path);
}

static bool parse_files(option *p)
{
	const char **list = NULL;
	uint32_t n = 0, room = 0;
	glane_str rest = p->value, item;
	bool ok = true;
	while (text_item(&rest, &item))
		ok = files_of(p, item, &list, &n, &room) && ok;
	ARRAY_ROOM(p->in, list, room, n);
	list[n] = NULL;
	const char *const *field = list;
	memcpy(p->field, &field, sizeof field);
	return ok;
}

static bool word_byte(char c)

{
	return !strchr(" \t\r\n=|;\"'<>&", c);
}

/* "theme craft": words of the plugin's own and groupings, which are the stage's `by` (see check_core.c). */
static bool parse_names(option *p)
{
	const char *list = "";
	glane_str rest = p->value, name;
	while (text_name(&rest, &name)) {
		for (uint32_t i = 0; i < name.n; i++)
			if (!word_byte(name.p[i]))
				return REFUSE(p, _("%s: option %s: \"%.*s\" is not a name: names are separated by blanks"), p->who, p->o->name, GLANE_STR(name));
		list = arena_print(p->in, "%s%s%.*s", list, *list ? " " : "", GLANE_STR(name));
	}
	store_text(p, list);
	return true;
}

/* "var:age", "age" · "segment.class", "column:segment.class" · "table:reinert.profiles". The kinds that
 * the option takes decide how a name without a prefix is understood. */
static bool parse_ref(option *p)
{
	const char **kinds, *kind = NULL;
	uint32_t n = cut_choices(p->in, p->o->choices, &kinds);
	glane_str rest = p->value;
	bool good = true, dot;
	if (!p->value.n) {
		store_text(p, "");
		return true;
	}
	if (text_has(p->o->choices, '|', "by"))
		return parse_names(p);
	for (uint32_t i = 0; i < n && !kind; i++) {
		uint32_t k = (uint32_t)strlen(kinds[i]);
		if (rest.n > k && !memcmp(rest.p, kinds[i], k) && rest.p[k] == ':') {
			kind = kinds[i];
			rest = (glane_str){ rest.p + k + 1, rest.n - k - 1 };
		}
	}
	/* A prefix that the option doesn't take; any other one is a vendor's: "vendor:layer.column". */
	static const char *const prefixes[] = { "var:", "column:", "table:" };
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		good &= rest.n < strlen(prefixes[i]) || memcmp(rest.p, prefixes[i], strlen(prefixes[i]));
	dot = rest.n && memchr(rest.p, '.', rest.n) && rest.p[0] != '.' && rest.p[rest.n - 1] != '.';
	for (uint32_t i = 0; i < n && !kind; i++)
		if (dot == (strcmp(kinds[i], "var") != 0))
			kind = kinds[i];
	/* A variable may have a point in its name, but then it must be called var:… where columns can stand. */
	if (kind && rest.n && rest.n == p->value.n && n > 1 && !dot)
		good &= !memchr(rest.p, '.', rest.n);
	for (uint32_t i = 0; i < rest.n; i++)
		good &= word_byte(rest.p[i]);
	if (!kind || !rest.n || !good || (!dot && strcmp(kind, "var")))
		return REFUSE(p, _("%s: option %s: \"%.*s\" names nothing that can be used here: a variable is "
		              "written var:age, a column segment.class, a table table:stage.table (expected: %s)"),
		              p->who, p->o->name, GLANE_STR(p->value), hint_list(p->in, n, kinds));
	if (!strcmp(kind, "column"))
		store_text(p, arena_copy(p->in, rest.p, rest.n));
	else
		store_text(p, arena_print(p->in, "%s:%.*s", kind, GLANE_STR(rest)));
	return true;
}

bool option_parse(arena *in, const glane_option *o, const char *value, const char *folder, void *config,
                  messages *m, place at, const char *plugin_name)
{
	option p = { in, o, { 0 }, folder, (char *)config + o->offset, m, at, plugin_name };
	bool initial = !value;
	if (initial)
		value = o->initial;
	if (!value)
		return REFUSE(&p, _("%s: option %s is missing: write %s=\"…\" (%s)"), plugin_name, o->name,
		              o->name, o->help ? _(o->help) : "");
	p.value = text_trim(str_of(value));
	if (initial && *value && (o->type == GLANE_PATH || o->type == GLANE_PRIVATE || o->type == GLANE_FILES))
		p.value = str_of(glane_data(in, value));	/* what comes with glane */
	switch (o->type) {
	case GLANE_BOOL:
		return parse_bool(&p);
	case GLANE_INT:
		return parse_int(&p);
	case GLANE_REAL:
		return parse_real(&p);
	case GLANE_CHOICE:
		return parse_choice(&p);
	case GLANE_PATH:
	case GLANE_PRIVATE:
		return parse_path(&p);
	case GLANE_FILES:
		return parse_files(&p);
	case GLANE_REF:
		return parse_ref(&p);
	default:
		store_text(&p, arena_string(in, value));
		return true;
	}
}
