/* manifest.c - manifest.json: what was run, on what, with which options, and what came of it.
 *
 * Apart from the times it holds nothing that depends on jobs, shards or the moment of the run. */
#include <config.h>
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <libxml/parser.h>
#include <nettle/version.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unicode/uversion.h>
#include "language.h"
#include "worker.h"

enum { FORMAT = 1 };	/* raise when a reader of manifests would not understand it any more */

/* One section after the other: a manifest is never in memory as a tree. */
typedef struct { glane_io io; bool any_section, any_row; } writer;

static void section(writer *w, const char *name)
{
	io_print(&w->io, "%s\n  \"%s\": ", w->any_section ? "," : "", name);
	w->any_section = true;
	w->any_row = false;
}

static void put_json(writer *w, json_t *value)
{
	char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	if (!text)
		memory_lost(0);
	io_write(&w->io, text, strlen(text));
	free(text);
	json_decref(value);
}

static void put_row(writer *w, json_t *value)
{
	io_print(&w->io, "%s\n    ", w->any_row ? "," : "[");
	w->any_row = true;
	put_json(w, value);
}

static void end_rows(writer *w)
{
	io_print(&w->io, w->any_row ? "\n  ]" : "[]");
}

/* ---- Options --------------------------------------------------------------------------------- */

static const char *origin(int from)
{
	static const char *const name[] = { "pipeline", "profile", "command", "default" };
	return from >= 0 && from < 4 ? name[from] : "";
}

static json_t *setting_json(arena *in, const setting *s)
{
	const char *at = s->at.file ? path_name(s->at.file) : "";
	if (*at && s->at.line)
		at = arena_print(in, "%s:%u", at, s->at.line);
	return json_pack("{s:s, s:s, s:s, s:s}", "name", s->name, "value", s->value ? s->value : "",
	                 "origin", origin(s->from), "place", at);
}

static json_t *settings_json(arena *in, const pipeline *p, uint32_t n, const setting *s, const stage *of)
{
	json_t *all = json_array();
	for (uint32_t i = 0; i < n; i++)
		if (setting_shown(p, of, s[i].name))
			json_array_append_new(all, setting_json(in, &s[i]));
	const glane_option *o = of && of->plugin ? of->plugin->def->options : NULL;
	for (; o && o->name; o++)
		if (o->type != GLANE_PRIVATE && o->initial && !stage_setting(of, o->name))
			json_array_append_new(all, json_pack("{s:s, s:s, s:s}", "name", o->name,
				"value", o->initial, "origin", origin(FROM_DEFAULT)));
	return all;
}

static void put_stages(writer *w, arena *in, const pipeline *p)
{
	static const char *const kind[] = { "read", "step", "write" };
	section(w, "stages");
	for (uint32_t i = 0; i < p->n_stages; i++) {
		const stage *s = &p->stage[i];
		put_row(w, json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", s->id, "kind", kind[s->kind],
			"use", s->use ? s->use : "", "version", s->plugin ? s->plugin->def->version : "",
			"options", settings_json(in, p, s->n_settings, s->setting, s)));
	}
	end_rows(w);
}

static int by_plugin(const void *a, const void *b)
{
	return strcmp((*(const plugin *const *)a)->name, (*(const plugin *const *)b)->name);
}

static void put_plugins(writer *w, arena *in, const pipeline *p, const corpus *c)
{
	uint32_t n = 0;
	const plugin **all = arena_alloc(in, (p->n_stages + c->n_files + 1) * sizeof *all);
	for (uint32_t i = 0; i < p->n_stages; i++)
		if (p->stage[i].plugin)
			all[n++] = p->stage[i].plugin;
	section(w, "plugins");
	if (n)
		qsort(all, n, sizeof *all, by_plugin);
	for (uint32_t i = 0; i < n; i++)
		if (!i || all[i] != all[i - 1])
			put_row(w, json_pack("{s:s, s:s, s:s, s:s}", "name", all[i]->name,
				"version", all[i]->def->version ? all[i]->def->version : "",
				"license", all[i]->def->license ? all[i]->def->license : "",
				"file", all[i]->path ? path_name(all[i]->path) : ""));
	end_rows(w);
}

/* ---- Libraries, inputs, counts --------------------------------------------------------------- */

static void put_libraries(writer *w)
{
	UVersionInfo icu;
	char icu_text[U_MAX_VERSION_STRING_LENGTH], nettle[32];
	u_getVersion(icu);
	u_versionToString(icu, icu_text);
	snprintf(nettle, sizeof nettle, "%d.%d", nettle_version_major(), nettle_version_minor());
	section(w, "libraries");
	put_json(w, json_pack("{s:s, s:s, s:s, s:s, s:s}", "icu", icu_text, "jansson",
		jansson_version_str(), "libxml2", xmlParserVersion, "nettle", nettle,
		"sqlite", sqlite3_libversion()));
}

/* Names of files and documents may be those of persons: a study for the public tells hashes alone. */
static bool for_public(const pipeline *p)
{
	return p->audience && !strcmp(p->audience, "public");
}

static bool put_inputs(writer *w, arena *in, store *s, bool named)
{
	uint32_t n;
	const input_file *f = store_inputs(s, in, &n);
	section(w, "inputs");
	for (uint32_t i = 0; f && i < n; i++)
		put_row(w, json_pack("{s:s, s:s, s:I}", "path", named ? f[i].path : "", "sha256", f[i].sha256,
			"size", (json_int_t)f[i].size));
	end_rows(w);
	return f != NULL;
}

/* Rows of a table of glane's own; -1: there is none. */
static json_int_t rows_of(engine *e, const char *name)
{
	uint32_t n;
	const table *const *t = engine_tables(e, &n);
	for (uint32_t i = 0; i < n; i++)
		if (!t[i]->stage && !strcmp(t[i]->name, name))
			return (json_int_t)t[i]->grid.n;
	return -1;
}

static bool put_skips(writer *w, arena *in, store *s, bool named, uint32_t *n)
{
	const skip *k = store_skips(s, in, n);
	section(w, "skipped");
	for (uint32_t i = 0; k && i < *n; i++)
		put_row(w, json_pack("{s:s, s:s, s:s, s:s, s:s}", "document", named && k[i].name ? k[i].name : "",
			"stage", k[i].stage ? k[i].stage : "", "kind", k[i].kind ? k[i].kind : "",
			"reason", named && k[i].reason ? k[i].reason : "", "place",
			named && k[i].where ? k[i].where : ""));
	end_rows(w);
	return k != NULL;
}

/* ---- Files ----------------------------------------------------------------------------------- */

/* Not the run store of a study for the public, which isn't left there. */
static bool put_files(writer *w, arena *in, const char *folder, bool named)
{
	const char **name;
	uint32_t n;
	if (!output_files(in, folder, &n, &name)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be read: %s"), folder, message_reason(errno));
		return false;
	}
	section(w, "files");
	for (uint32_t i = 0; i < n; i++) {
		struct stat s;
		char sha[65];
		if (!named && !strcmp(name[i], "run.sqlite"))
			continue;
		const char *path = path_join(in, folder, name[i]);
		if (stat(path, &s) || !file_sha256_of(path, sha)) {
			message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be read: %s"), path,
			            message_reason(errno));
			return false;
		}
		put_row(w, json_pack("{s:s, s:s, s:I}", "path", name[i], "sha256", sha, "size",
			(json_int_t)s.st_size));
	}
	end_rows(w);
	return true;
}

/* ---- The whole ------------------------------------------------------------------------------- */

static json_t *time_json(int64_t t)
{
	char text[32];
	time_t at = (time_t)t;
	struct tm utc;
	if (!gmtime_r(&at, &utc) || !strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc))
		*text = 0;
	return json_string(text);
}

/* The time of the result, for a build that must be the same to the byte. */
static bool fixed_time(int64_t *t)
{
	const char *text = getenv("SOURCE_DATE_EPOCH");
	char *end;
	if (!text || !*text)
		return false;
	errno = 0;
	long long v = strtoll(text, &end, 10);
	*t = v;
	return !*end && !errno && v >= 0;
}

static void put_pipeline(writer *w, arena *in, const pipeline *p)
{
	section(w, "pipeline");
	put_json(w, json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "file", path_name(p->path),
		"title", p->title ? p->title : "", "study", p->study ? p->study : "",
		"report-language", p->report_language ? p->report_language : "",
		"audience", p->audience ? p->audience : "",
		"attributes", settings_json(in, p, p->n_settings, p->setting, NULL)));
}

const char *manifest_make(arena *in, engine *e, store *s, const run_options *o, size_t *n)
{
	writer w = { .any_section = false };
	const pipeline *p = engine_pipeline(e);
	int64_t started = o->started, finished = (int64_t)time(NULL);
	uint32_t n_skips = 0, *number, n_documents = store_documents(s, in, &number);
	if (fixed_time(&finished) || !started)
		started = finished;
	if (!store_skips(s, in, &n_skips)) {
		say_store_error(s);
		return NULL;
	}
	io_open_memory(&w.io);
	io_print(&w.io, "{");
	section(&w, "counts");
	json_t *counted = json_pack("{s:I, s:I}", "documents", (json_int_t)n_documents, "skipped",
	                            (json_int_t)n_skips);
	if (rows_of(e, "speakers") >= 0)
		json_object_set_new(counted, "speakers", json_integer(rows_of(e, "speakers")));
	if (p->corrections)
		json_object_set_new(counted, "corrections", json_integer((json_int_t)engine_corrections(e)));
	put_json(&w, counted);
	bool named = !for_public(p), ok = put_files(&w, in, path_folder(in, store_path(s)), named);
	section(&w, "finished");
	put_json(&w, time_json(finished));
	section(&w, "format");
	put_json(&w, json_integer(FORMAT));
	section(&w, "glane");
	put_json(&w, json_string(PACKAGE_VERSION));
	ok = put_inputs(&w, in, s, named) && ok;
	put_libraries(&w);
	put_pipeline(&w, in, p);
	put_plugins(&w, in, p, engine_corpus(e));
	section(&w, "run_seconds");
	put_json(&w, json_integer((json_int_t)(finished - started)));
	ok = put_skips(&w, in, s, named, &n_skips) && ok;
	put_stages(&w, in, p);
	section(&w, "started");
	put_json(&w, time_json(started));
	section(&w, "status");
	put_json(&w, json_integer(n_skips && !o->accept_skips ? STATUS_SKIPPED : STATUS_DONE));
	io_print(&w.io, "\n}\n");
	*n = w.io.n;
	const char *text = arena_copy(in, (const char *)w.io.p, w.io.n);
	io_close(&w.io);
	return ok ? text : NULL;
}
