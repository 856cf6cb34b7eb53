/* pipeline_set.c - --set of the command line, and the attributes that the core itself understands. */
#include <config.h>
#include <string.h>
#include "pipeline_parts.h"

const char *const pipeline_attributes[] = { "version", "study", "languages", "report-language", "audience",
	"by", "signature", "quotable", "variables", "values", "corrections", "min-speakers", "min-units", NULL };
const char *const read_attributes[] = { "files", "metadata", "set", "lang", "missing", NULL };
const char *const stage_attributes[] = { "use", "id", "when", "on-error", "off", NULL };
const char *const step_attributes[] = { "where", "speakers", "coder", "by", "unit", NULL };
const char *const write_attributes[] = { "to", NULL };

uint32_t names_count(const char *const *names)
{
	uint32_t n = 0;
	while (names[n])
		n++;
	return n;
}

static const char *const *own_names(int kind)
{
	return kind == STAGE_READ ? read_attributes : kind == STAGE_STEP ? step_attributes : write_attributes;
}

const char *const *core_names(arena *in, int kind, uint32_t *n)
{
	const char *const *own = own_names(kind);
	uint32_t a = names_count(stage_attributes), b = names_count(own);
	const char **names = arena_alloc(in, (a + b) * sizeof *names);
	memcpy(names, stage_attributes, a * sizeof *names);
	memcpy(names + a, own, b * sizeof *names);
	*n = a + b;
	return names;
}

static bool listed(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (!strcmp(*names, name))
			return true;
	return false;
}

bool core_attribute(int kind, const char *name)
{
	return listed(stage_attributes, name) || listed(own_names(kind), name);
}

bool yes_or_no(arena *in, const char *who, const setting *s, bool *out, messages *m)
{
	static const char *const words[] = { "yes", "no" };
	glane_str v = text_trim(str_of(s->value));
	*out = str_equal(v, STR("yes"));
	if (*out || str_equal(v, STR("no")))
		return true;
	messages_add(m, MESSAGE_ERROR, s->at, _("%s: %s: \"%s\" is neither yes nor no%s"), who, s->name,
	             s->value, hint(in, s->value, 2, words, false));
	return false;
}

/* ---- --set ---- */

/* Every path of a list, absolute. */
static const char *absolute_list(arena *in, const char *value)
{
	glane_str rest = str_of(value), part;
	const char *all = NULL;
	while (text_item(&rest, &part)) {
		const char *path = path_absolute(in, arena_copy(in, part.p, part.n));
		all = all ? arena_print(in, "%s; %s", all, path) : path;
	}
	return all ? all : "";
}

/* What the core's own paths mean on the command line: seen from the working folder. */
static const char *command_value(arena *in, int kind, const char *name, const char *value)
{
	bool path = kind < 0 ? !strcmp(name, "variables") || !strcmp(name, "values") ||
	            !strcmp(name, "corrections") :
	            kind == STAGE_READ && (!strcmp(name, "files") || !strcmp(name, "metadata"));
	return path ? absolute_list(in, value) : arena_string(in, value);
}

static void assign_pipeline(builder *b, const char *name, const char *value, place at, const char *text)
{
	setting s = { name, command_value(b->in, -1, name, value), at, FROM_COMMAND };
	if (listed(pipeline_attributes, name) && strcmp(name, "version")) {
		settings_put(b->in, &b->p->setting, &b->p->n_settings, s);
		return;
	}
	messages_add(b->m, MESSAGE_ERROR, at, _("%s: <pipeline> has no attribute %s%s; an option of a stage is "
	             "written STAGE.OPTION=VALUE"), text, name,
	             hint(b->in, name, names_count(pipeline_attributes), pipeline_attributes, false));
}

static void assign_stage(builder *b, const char *id, const char *name, const char *value, place at,
                         const char *text)
{
	const char **ids = arena_alloc(b->in, (b->n + 1) * sizeof *ids);
	for (uint32_t i = 0; i < b->n; i++) {
		stage *s = &b->part[i].s;
		ids[i] = s->id;
		if (strcmp(s->id, id))
			continue;
		if (!strcmp(name, "use")) {
			s->use = arena_string(b->in, value);
			s->use_at = at;
		} else if (!strcmp(name, "id")) {
			messages_add(b->m, MESSAGE_ERROR, at, _("%s: an id can't be set, only written"), text);
		} else {
			settings_put(b->in, &s->setting, &s->n_settings, (setting){ name,
			             command_value(b->in, s->kind, name, value), at, FROM_COMMAND });
		}
		return;
	}
	messages_add(b->m, MESSAGE_ERROR, at, _("%s: no stage is called %s%s"), text, id,
	             hint(b->in, id, b->n, ids, true));
}

void pipeline_assign(builder *b, uint32_t n, const char *const *set)
{
	static const place at = { "--set", 0, 0 };
	for (uint32_t i = 0; i < n; i++) {
		const char *equal = strchr(set[i], '=');
		const char *dot = equal ? memchr(set[i], '.', (size_t)(equal - set[i])) : NULL;
		if (!equal || equal == set[i] || dot == set[i] || (dot && dot + 1 == equal)) {
			messages_add(b->m, MESSAGE_ERROR, at,
			             _("\"%s\": write STAGE.OPTION=VALUE, or ATTRIBUTE=VALUE of <pipeline>"), set[i]);
			continue;
		}
		if (text_valid(set[i], strlen(set[i])) < strlen(set[i])) {
			messages_add(b->m, MESSAGE_ERROR, at, _("this is not UTF-8"));
			continue;
		}
		if (dot)
			assign_stage(b, arena_copy(b->in, set[i], (size_t)(dot - set[i])),
			             arena_copy(b->in, dot + 1, (size_t)(equal - dot - 1)), equal + 1, at, set[i]);
		else
			assign_pipeline(b, arena_copy(b->in, set[i], (size_t)(equal - set[i])), equal + 1, at,
			                set[i]);
	}
}

/* ---- <pipeline> ---- */

static const char *pipeline_value(builder *b, const char *name, const setting **s)
{
	*s = settings_find(b->p->setting, b->p->n_settings, name);
	if (!*s)
		return NULL;
	glane_str v = text_trim(str_of((*s)->value));
	return v.n ? arena_copy(b->in, v.p, v.n) : NULL;
}

/* "fr", "en", "deu": what a language is called in every plugin and table. */
static bool language_code(builder *b, const char *word, place at)
{
	size_t n = strlen(word);
	const char *english = suggest_english(word);
	if (n >= 2 && n <= 3 && strspn(word, "abcdefghijklmnopqrstuvwxyz") == n)
		return true;
	if (!english || strlen(english) != 2)
		english = suggest_name(word, 2, (const char *const[]){ "french", "english" });
	if (english)
		messages_add(b->m, MESSAGE_ERROR, at, _("\"%s\" is no code of a language: write %.2s"), word,
		             *english == 'f' ? "fr" : "en");
	else
		messages_add(b->m, MESSAGE_ERROR, at, _("\"%s\" is no code of a language: write fr, en … "
		             "(two or three small letters)"), word);
	return false;
}

static void take_languages(builder *b)
{
	const setting *s;
	const char *value = pipeline_value(b, "languages", &s);
	glane_str rest = str_of(value), part;
	uint32_t room = 0;
	while (text_name(&rest, &part)) {
		while (part.n && strchr(",;|", part.p[part.n - 1]))
			part.n--;
		const char *word = arena_copy(b->in, part.p, part.n);
		if (!part.n || !language_code(b, word, s->at))
			continue;
		ARRAY_ROOM(b->in, b->p->language, room, b->p->n_languages);
		b->p->language[b->p->n_languages++] = word;
	}
}

static const char *take_choice(builder *b, const char *name, uint32_t n, const char *const *known,
                               const char *initial)
{
	const setting *s;
	const char *value = pipeline_value(b, name, &s);
	if (!value)
		return initial;
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(known[i], value))
			return known[i];
	messages_add(b->m, MESSAGE_ERROR, s->at, _("%s=\"%s\" is not known%s"), name, value,
	             hint(b->in, value, n, known, true));
	return initial;
}

static int64_t take_least(builder *b, const char *name, int64_t initial)
{
	const setting *s;
	const char *value = pipeline_value(b, name, &s);
	int64_t v = initial;
	if (value && (!text_integer(str_of(value), &v) || v < 1 || v > 1000000)) {
		messages_add(b->m, MESSAGE_ERROR, s->at, _("%s=\"%s\": a whole number from 1 to 1000000 was "
		             "expected"), name, value);
		v = initial;
	}
	return v;
}

static const char *take_path(builder *b, const char *name)
{
	const setting *s;
	const char *value = pipeline_value(b, name, &s);
	return value ? path_checked(b->in, value, setting_folder(b->in, s), b->m, s->at, "pipeline", name) : NULL;
}

static void check_names(builder *b)
{
	const pipeline *p = b->p;
	for (uint32_t i = 0; i < p->n_settings; i++) {
		const setting *s = &p->setting[i];
		if (listed(pipeline_attributes, s->name) || s->from == FROM_COMMAND)
			continue;
		if (!strcmp(s->name, "title"))
			messages_add(b->m, MESSAGE_ERROR, s->at,
			             _("the title is an element: write <title>%s</title>"), s->value);
		else
			messages_add(b->m, MESSAGE_ERROR, s->at, _("<pipeline> has no attribute %s%s"), s->name,
			             hint(b->in, s->name, names_count(pipeline_attributes), pipeline_attributes,
			                  true));
	}
}

void pipeline_fields(builder *b)
{
	static const char *const reports[] = { "fr", "en" }, *const audiences[] = { "team", "public" };
	pipeline *p = b->p;
	const setting *s;
	check_names(b);
	p->study = pipeline_value(b, "study", &s);
	take_languages(b);
	const char *first = p->n_languages && !strcmp(p->language[0], "fr") ? "fr" : "en";
	p->report_language = take_choice(b, "report-language", 2, reports, first);
	p->audience = take_choice(b, "audience", 2, audiences, "team");
	p->by = pipeline_value(b, "by", &s);
	p->signature = pipeline_value(b, "signature", &s);
	if (p->signature) {
		const char *open = strrchr(p->signature, '{');
		if ((open && !strchr(open, '}')) || (!open && strchr(p->signature, '}')))
			messages_add(b->m, MESSAGE_ERROR, s->at,
			             _("signature: a brace is not closed; variables are written {craft}"));
	}
	const char *quotable = pipeline_value(b, "quotable", &s);
	if (quotable)
		condition_parse(b->in, quotable, &p->quotable, b->m, s->at);
	p->variables = take_path(b, "variables");
	p->values = take_path(b, "values");
	p->corrections = take_path(b, "corrections");
	p->min_speakers = take_least(b, "min-speakers", 5);
	p->min_units = take_least(b, "min-units", 10);
}

/* ---- <read> ---- */

bool settings_meant(const stage *s, const char *name)
{
	for (uint32_t i = 0; i < s->n_settings; i++) {
		const char *english = suggest_english(s->setting[i].name);
		if ((english && !strcmp(english, name)) || suggest_name(s->setting[i].name, 1, &name))
			return !stage_setting(s, name);
	}
	return false;
}

static bool has_pattern(const char *path)
{
	return strpbrk(path, "*?[");
}

/* Every path or pattern of `files`, absolute, with "; " between; those without a pattern are there. */
static void take_files(builder *b, stage *s, const setting *files)
{
	const char *folder = setting_folder(b->in, files);
	glane_str rest = str_of(files->value), part;
	const char *all = NULL;
	while (text_item(&rest, &part)) {
		const char *name = arena_copy(b->in, part.p, part.n);
		const char *path = has_pattern(name) || pipeline_without_corpus ? path_join(b->in, folder, name) :
			path_checked(b->in, name, folder, b->m, files->at, s->id, files->name);
		if (path)
			all = all ? arena_print(b->in, "%s; %s", all, path) : path;
	}
	s->files = all ? all : "";
}

/* set="wave=2024; lang=fr" */
static void take_set(builder *b, stage *s, const setting *given)
{
	glane_str rest = str_of(given->value), part;
	while (text_item(&rest, &part)) {
		const char *equal = memchr(part.p, '=', part.n);
		glane_str name = { part.p, equal ? (uint32_t)(equal - part.p) : 0 };
		name = text_trim(name);
		if (!name.n) {
			messages_add(b->m, MESSAGE_ERROR, given->at,
			             _("%s: set=\"%.*s\": write set=\"wave=2024; country=fr\""), s->id,
			             GLANE_STR(part));
			continue;
		}
		uint32_t from = (uint32_t)(equal + 1 - part.p);
		glane_str value = text_trim((glane_str){ part.p + from, part.n - from });
		settings_put(b->in, &s->set, &s->n_set, (setting){ arena_copy(b->in, name.p, name.n),
		             arena_copy(b->in, value.p, value.n), given->at, given->from });
	}
}

bool pipeline_without_corpus;

void read_fields(builder *b, stage *s)
{
	const setting *files = stage_setting(s, "files"), *metadata = stage_setting(s, "metadata");
	const setting *missing = stage_setting(s, "missing"), *set = stage_setting(s, "set");
	const setting *lang = stage_setting(s, "lang");
	if (files && text_trim(str_of(files->value)).n)
		take_files(b, s, files);
	else if (!settings_meant(s, "files"))
		messages_add(b->m, MESSAGE_ERROR, files ? files->at : s->at,
		             _("%s: which files are to be read? Write files=\"…\""), s->id);
	if (metadata && text_trim(str_of(metadata->value)).n)
		s->metadata = pipeline_without_corpus ? metadata->value :
		              path_checked(b->in, metadata->value, setting_folder(b->in, metadata), b->m,
		                           metadata->at, s->id, metadata->name);
	s->missing = missing ? missing->value : NULL;
	if (set)
		take_set(b, s, set);
	if (lang && language_code(b, lang->value, lang->at))
		settings_put(b->in, &s->set, &s->n_set,
		             (setting){ "lang", lang->value, lang->at, lang->from });
}
