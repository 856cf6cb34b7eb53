/* loader.c - finds plugins by name in a list of folders, and loads them once. */
#include <config.h>
#include <dirent.h>
#include <dlfcn.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "file.h"
#include "language.h"
#include "loader_private.h"

typedef struct {
	const char *path;
	bool tree;			/* of a build: a plugin is in PATH/NAME/.libs */
} folder;
typedef struct { const char *path; plugin *plugin; } loaded;

struct loader {
	arena *in;
	uint32_t n_folders, room_folders, n_loaded, room_loaded, n_names;
	folder *folder;
	loaded *loaded;
	const char **names;		/* NULL: not looked up yet */
};

static void add_folder(loader *l, const char *path, bool tree)
{
	for (uint32_t i = 0; i < l->n_folders; i++)
		if (!strcmp(l->folder[i].path, path))
			return;
	ARRAY_ROOM(l->in, l->folder, l->room_folders, l->n_folders);
	l->folder[l->n_folders++] = (folder){ path, tree };
}

static void add_environment(loader *l)
{
	const char *list = getenv("GLANE_PLUGIN_PATH");
	while (list && *list) {
		size_t n = strcspn(list, ":");
		char *path = arena_copy(l->in, list, n);
		if (*path == '/')
			add_folder(l, path_absolute(l->in, path), false);
		else if (*path)
			message_now(MESSAGE_WARNING, NOWHERE,
			            _("GLANE_PLUGIN_PATH: the folder %s is passed over: only "
			              "absolute paths count "
			              "there, so that the working folder never matters"), path);
		list += n + (list[n] == ':');
	}
}

loader *loader_new(arena *in, uint32_t n_folders, const char *const *given)
{
	loader *l = arena_alloc(in, sizeof *l);
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	l->in = in;
	for (uint32_t i = 0; i < n_folders; i++)
		add_folder(l, path_absolute(in, given[i]), false);
	add_environment(l);
	if (data && *data == '/')
		add_folder(l, arena_print(in, "%s/glane/%s", data, GLANE_PLUGIN_FOLDER), false);
	else if (home && *home == '/')
		add_folder(l, arena_print(in, "%s/.local/share/glane/%s", home,
		                          GLANE_PLUGIN_FOLDER), false);
	if (glane_build_tree())
		add_folder(l, arena_print(in, "%s/plugins", glane_build_tree()), true);
	add_folder(l, GLANE_PLUGINSDIR, false);
	return l;
}

/* ---- Names ----------------------------------------------------------------------------------- */

static bool name_well_formed(const char *s, size_t n)
{
	if (!n || n > 64 || *s < 'a' || *s > 'z')
		return false;
	for (size_t i = 0; i < n; i++)
		if (!(s[i] >= 'a' && s[i] <= 'z') && !(s[i] >= '0' && s[i] <= '9') && s[i] != '-')
			return false;
	return true;
}

static const char *in_folder(loader *l, const folder *f, const char *name)
{
	const char *path = arena_print(l->in, f->tree ? "%s/%s/.libs/%s.so" : "%s/%s.so", f->path,
	                               name, name);
	if (f->tree && access(path, F_OK))
		path = arena_print(l->in, "%s/%s/%s.so", f->path, name, name);
	return access(path, F_OK) ? NULL : path;
}

const char *loader_path(loader *l, const char *name)
{
	if (!name_well_formed(name, strlen(name)))
		return NULL;
	for (uint32_t i = 0; i < l->n_folders; i++) {
		const char *path = in_folder(l, &l->folder[i], name);
		if (path)
			return path;
	}
	return NULL;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static uint32_t names_of_folder(loader *l, const folder *f, const char ***names, uint32_t *room,
                                uint32_t n)
{
	DIR *d = opendir(f->path);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
		size_t length = strlen(e->d_name);
		if (!f->tree) {
			if (length < 4 || strcmp(e->d_name + length - 3, ".so"))
				continue;
			length -= 3;
		}
		if (!name_well_formed(e->d_name, length))
			continue;
		const char *name = arena_copy(l->in, e->d_name, length);
		if (f->tree && !in_folder(l, f, name))
			continue;
		ARRAY_ROOM(l->in, *names, *room, n);
		(*names)[n++] = name;
	}
	if (d)
		closedir(d);
	return n;
}

const char *const *loader_names(loader *l, uint32_t *n)
{
	if (!l->names) {
		uint32_t all = 0, room = 0, kept = 0;
		const char **names = arena_alloc(l->in, sizeof *names);
		for (uint32_t i = 0; i < l->n_folders; i++)
			all = names_of_folder(l, &l->folder[i], &names, &room, all);
		qsort(names, all, sizeof *names, by_text);
		for (uint32_t i = 0; i < all; i++)
			if (!kept || strcmp(names[kept - 1], names[i]))
				names[kept++] = names[i];
		l->names = names;
		l->n_names = kept;
	}
	*n = l->n_names;
	return l->names;
}

/* ---- One file -------------------------------------------------------------------------------- */

/* What the linker's complaint means for who has to mend it. It is asked for in English, so that its
 * words can be told apart. */
static void explain(const char *path, const char *said, messages *m, place at)
{
	const char *symbol = strstr(said, "undefined symbol: ");
	const char *missing = strstr(said, ": cannot open shared object file");
	if (symbol) {
		symbol += strlen("undefined symbol: ");
		messages_add(m, MESSAGE_ERROR, at,
		             _("%s uses the symbol %.*s, which neither it nor the libraries it "
		               "names define: link it "
		               "with the library that has it (-Wl,-z,defs says so when the "
		               "plugin is linked)"),
		             path, (int)strcspn(symbol, ", "), symbol);
	} else if (missing && strncmp(said, path, (size_t)(missing - said))) {
		messages_add(m, MESSAGE_ERROR, at,
		             _("%s needs the library %.*s, which is not installed: install the "
		               "package that brings it"),
		             path, (int)(missing - said), said);
	} else if (strstr(said, "invalid ELF header") || strstr(said, "file too short")) {
		messages_add(m, MESSAGE_ERROR, at, _("%s is not a shared object: "
		                                     "build the plugin anew"), path);
	} else if (strstr(said, "wrong ELF class")) {
		messages_add(m, MESSAGE_ERROR, at,
		             _("%s was built for another kind of machine than this "
		               "glane: build it here"), path);
	} else {
		messages_add(m, MESSAGE_ERROR, at, _("the system can't load %s: %s"), path, said);
	}
}

/* The numbers come first: of a descriptor of another version nothing else can be believed. */
static bool version_fits(const glane_plugin *p, const char *path, messages *m, place at)
{
	if (p->magic != GLANE_MAGIC) {
		messages_add(m, MESSAGE_ERROR, at,
		             _("%s: its glane_plugin_entry does not begin with GLANE_HEAD (%08x "
		               "instead of %08x): "
		               "write GLANE_PLUGIN = { GLANE_HEAD, … }"), path, p->magic,
		               GLANE_MAGIC);
		return false;
	}
	if (p->major != GLANE_HOST_MAJOR || p->minor > GLANE_HOST_MINOR) {
		bool newer = p->major > GLANE_HOST_MAJOR || (p->major == GLANE_HOST_MAJOR);
		messages_add(m, MESSAGE_ERROR, at,
		             newer ? _("%s asks for version %u.%u of the plugin interface, this "
		                       "glane (%s) has %u.%u: "
		                       "update glane, or build the plugin with the "
		                       "glane/plugin.h of this one")
		                   : _("%s was built for version %u.%u of the plugin interface, "
		                       "this glane (%s) has "
		                       "%u.%u: build the plugin anew with the "
		                       "glane/plugin.h of this one"),
		             path, p->major, p->minor, PACKAGE_VERSION, GLANE_HOST_MAJOR,
		             GLANE_HOST_MINOR);
		return false;
	}
	if (p->size != sizeof(glane_plugin)) {
		messages_add(m, MESSAGE_ERROR, at,
		             _("%s has a descriptor of %u bytes, this glane's has %u, though both "
		               "call it version %u.%u: "
		               "build the plugin anew with the glane/plugin.h of this glane"),
		             path, p->size, (unsigned)sizeof(glane_plugin), p->major, p->minor);
		return false;
	}
	return true;
}

/* File NAME.so holds the plugin NAME, or a pipeline would not get what it asks for. */
static bool name_fits(loader *l, const glane_plugin *p, const char *path, messages *m, place at)
{
	const char *stem = path_stem(l->in, path);
	if (p->name && !strcmp(stem, p->name))
		return true;
	messages_add(m, MESSAGE_ERROR, at,
	             _("%s holds a plugin that calls itself \"%s\": the file must be called %s.so"),
	             path,
	             p->name ? p->name : "", p->name ? p->name : _("NAME"));
	return false;
}

static const glane_plugin *load(loader *l, const char *path, messages *m, place at)
{
	/* dlerror answers in the language of LC_MESSAGES; and what a plugin's constructors do to
	 * the locale is check-plugin's business, but must not stay. */
	char *locale = setlocale(LC_MESSAGES, NULL);
	locale = arena_string(l->in, locale ? locale : "C");
	setlocale(LC_MESSAGES, "C");
	void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	const char *said = handle ? NULL : dlerror();
	said = arena_string(l->in, said ? said : "");
	setlocale(LC_MESSAGES, locale);
	if (!handle) {
		explain(path, said, m, at);
		return NULL;
	}
	const glane_plugin *p = dlsym(handle, "glane_plugin_entry");
	if (!p) {
		messages_add(m, MESSAGE_ERROR, at,
		             _("%s is no plugin of glane: it exports no glane_plugin_entry; its "
		               "source ends with "
		               "GLANE_PLUGIN = { GLANE_HEAD, … }"), path);
		return NULL;
	}
	if (!version_fits(p, path, m, at) || !name_fits(l, p, path, m, at))
		return NULL;
	return p;
}

static const plugin *known(const loader *l, const char *path)
{
	for (uint32_t i = 0; i < l->n_loaded; i++)
		if (!strcmp(l->loaded[i].path, path))
			return l->loaded[i].plugin;
	return NULL;
}

static plugin *plugin_new(loader *l, const glane_plugin *def, const char *path)
{
	plugin *p = arena_alloc(l->in, sizeof *p);
	*p = (plugin){ .def = def, .path = path, .name = def->name, .reader = def->read != NULL,
	               .filter = def->edit != NULL, .step = def->process || def->report,
	               .writer = def->document || def->render };
	/* A step may have a report only; a writer has none. */
	if (p->writer)
		p->step = false;
	if (def->domain)
		language_domain(def->domain, NULL);
	return p;
}

static void enter(loader *l, const char *path, plugin *p)
{
	ARRAY_ROOM(l->in, l->loaded, l->room_loaded, l->n_loaded);
	l->loaded[l->n_loaded++] = (loaded){ path, p };
}

void loader_add(loader *l, const glane_plugin *def)
{
	enter(l, def->name, plugin_new(l, def, def->name));
}

plugin *load_here(loader *l, const char *path, messages *m, place at)
{
	const glane_plugin *def = load(l, path, m, at);
	if (!def)
		return NULL;
	if (!descriptor_check(l->in, def, path, m)) {
		if (at.file && strcmp(at.file, path))
			messages_add(m, MESSAGE_ERROR, at, _("the plugin %s can't be used: its "
			                                     "descriptor is wrong"), def->name);
		return NULL;
	}
	return plugin_new(l, def, path);
}

static bool trusted(loader *l, const char *path, messages *m, place at)
{
	const char *why = trust_file(l->in, path);
	if (why)
		messages_add(m, MESSAGE_ERROR, at, _("the plugin %s is not loaded: %s"), path, why);
	return !why;
}

const char *loader_look(loader *l, arena *in, const char *path,
                        void (*show)(const plugin *, FILE *),
                        messages *m, place at)
{
	path = path_absolute(l->in, path);
	if (!trusted(l, path, m, at))
		return NULL;
	return look_in_child(l, in, path, show, m, at);
}

static const plugin *get_file(loader *l, const char *path, messages *m, place at)
{
	path = path_absolute(l->in, path);
	const plugin *before = known(l, path);
	if (before)
		return before;
	if (!loader_look(l, l->in, path, NULL, m, at))
		return NULL;
	plugin *p = load_here(l, path, m, at);
	if (p)
		enter(l, path, p);
	return p;
}

static void not_found(loader *l, const char *name, messages *m, place at)
{
	uint32_t n;
	const char *const *names = loader_names(l, &n);
	const char *near = suggest_translated(name, n, names), *where = "";
	if (!near)
		near = suggest_name(name, n, names);
	for (uint32_t i = 0; i < l->n_folders; i++)
		where = arena_print(l->in, "%s%s%s", where, i ? ", " : "", l->folder[i].path);
	if (near)
		messages_add(m, MESSAGE_ERROR, at,
		             _("there is no plugin \"%s\": did you mean \"%s\"? (`glane "
		               "list` shows all)"), name, near);
	else
		messages_add(m, MESSAGE_ERROR, at,
		             _("there is no plugin \"%s\": `glane list` shows all that were found; "
		               "it was looked for in %s"),
		             name, where);
}

const plugin *loader_get(loader *l, const char *name, messages *m, place at)
{
	const plugin *built_in = known(l, name);
	const char *path = built_in ? NULL : loader_path(l, name);
	if (built_in)
		return built_in;
	if (!path) {
		not_found(l, name, m, at);
		return NULL;
	}
	return get_file(l, path, m, at);
}

const plugin *loader_open(loader *l, const char *path, messages *m)
{
	path = path_absolute(l->in, path);
	return get_file(l, path, m, (place){ path, 0, 0 });
}
