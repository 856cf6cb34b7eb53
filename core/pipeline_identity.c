/* pipeline_identity.c - a text that is the same for pipelines that do the same. */
#include <config.h>
#include <string.h>
#include "pipeline_parts.h"

typedef struct {
	arena *in;
	char *text;
	size_t n, room;
} identity;

static void line(identity *t, const char *name, const char *value)
{
	if (!value)
		return;
	size_t k = strlen(name), v = strlen(value), more = k + v + 2;
	if (t->n + more + 1 > t->room) {
		size_t add = t->room + more + 4096;
		t->text = arena_grow(t->in, t->text, t->room, add);
		t->room += add;
	}
	memcpy(t->text + t->n, name, k);
	t->text[t->n + k] = '=';
	/* A line end in a value must not look like another line. */
	for (size_t i = 0; i < v; i++)
		t->text[t->n + k + 1 + i] = value[i] == '\n' ? ' ' : value[i];
	t->n += more;
	t->text[t->n - 1] = '\n';
}

/* Where a file lies doesn't matter, only what it holds. */
static void file_line(identity *t, const char *name, const char *path)
{
	char hash[65];
	if (path && *path)
		line(t, name, file_sha256_of(path, hash) ? arena_string(t->in, hash) : "folder");
}

static const char *trimmed(identity *t, const char *value)
{
	glane_str v = text_trim(str_of(value));
	return arena_copy(t->in, v.p, v.n);
}

static void option_line(identity *t, const stage *s, const glane_option *o)
{
	const setting *k = stage_setting(s, o->name);
	const char *path = NULL;
	/* A private file is the user's secret: neither its path nor a hash that could be tried out. */
	if (o->type == GLANE_PRIVATE)
		return;
	if (o->type == GLANE_PATH) {
		if (s->config)
			memcpy(&path, (const char *)s->config + o->offset, sizeof path);
		file_line(t, o->name, path);
		return;
	}
	if (o->type == GLANE_FILES) {
		const char *const *list = NULL;
		if (s->config)
			memcpy(&list, (const char *)s->config + o->offset, sizeof list);
		for (; list && *list; list++)
			file_line(t, o->name, *list);
		return;
	}
	line(t, o->name, k ? trimmed(t, k->value) : o->initial);
}

static void stage_lines(identity *t, const stage *s)
{
	static const char *const errors[] = { "skip", "stop", "keep" };
	static const char *const speakers[] = { "respondents", "all", "interviewers" };
	/* Not `files`: what was read is compared by name and hash, wherever it lay. */
	static const char *const written[] = { "when", "where", "set", "lang", "missing" };
	line(t, stage_element(s->kind), s->id);
	line(t, "use", s->plugin ? arena_print(t->in, "%s %s (state %u)", s->plugin->def->name,
	                                       s->plugin->def->version ? s->plugin->def->version : "",
	                                       s->plugin->def->state_version) : s->use);
	for (const glane_option *o = s->plugin ? s->plugin->def->options : NULL; o && o->name; o++)
		option_line(t, s, o);
	for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
		const setting *k = stage_setting(s, written[i]);
		if (k)
			line(t, written[i], trimmed(t, k->value));
	}
	line(t, "on-error", errors[s->on_error]);
	if (s->kind == STAGE_STEP)
		line(t, "speakers", speakers[s->speakers]);
	for (uint32_t i = 0; i < s->n_coders; i++)
		line(t, "coder", s->coder[i]);
	line(t, "unit", s->unit);
	line(t, "to", s->to);
	for (uint32_t i = 0; i < s->n_by; i++)
		line(t, "by", s->by[i].text);
}

const char *pipeline_identity(const pipeline *p)
{
	static const char *const written[] = { "signature", "quotable" };
	identity t = { .in = p->arena };
	line(&t, "pipeline", arena_print(t.in, "%d", PIPELINE_VERSION));
	line(&t, "title", p->title);
	for (uint32_t i = 0; i < p->n_languages; i++)
		line(&t, "language", p->language[i]);
	line(&t, "report-language", p->report_language);
	line(&t, "audience", p->audience);
	for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
		const setting *s = settings_find(p->setting, p->n_settings, written[i]);
		if (s)
			line(&t, written[i], trimmed(&t, s->value));
	}
	file_line(&t, "variables", p->variables);
	file_line(&t, "values", p->values);
	file_line(&t, "corrections", p->corrections);
	line(&t, "min-speakers", arena_print(t.in, "%lld", (long long)p->min_speakers));
	line(&t, "min-units", arena_print(t.in, "%lld", (long long)p->min_units));
	for (uint32_t i = 0; i < p->n_stages; i++)
		stage_lines(&t, &p->stage[i]);
	t.text[t.n] = 0;
	return t.text;
}
