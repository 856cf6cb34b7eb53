/* check_plugin_host.c - the small pipeline in which check-plugin hosts a plugin: stages that
 * make what it needs, values for the options that must be given, documents in files. */
#include <config.h>
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "check_plugin.h"
#include "pipeline_parts.h"

/* ---- Who makes what the plugin needs --------------------------------------------------------- */

typedef struct {
	checked_plugin *c;
	uint32_t n;
	const plugin *chain[64];	/* in order */
	uint32_t depth;
} hosting;

static void provide(hosting *h, const glane_plugin *for_whom);

static bool in_chain(const hosting *h, const glane_plugin *def)
{
	for (uint32_t i = 0; i < h->n; i++)
		if (!strcmp(h->chain[i]->name, def->name))
			return true;
	return false;
}

static void append(hosting *h, const plugin *p)
{
	if (in_chain(h, p->def) || h->n == 64)
		return;
	if (h->depth > 16) {
		h->c->missing = arena_print(h->c->arena, _("what %s needs goes round in a circle"),
		                            h->c->name);
		return;
	}
	h->depth++;
	provide(h, p->def);
	h->depth--;
	if (!in_chain(h, p->def) && h->n < 64)
		h->chain[h->n++] = p;
}

static bool makes(const glane_plugin *def, const char *name, const char *of_column)
{
	for (const glane_layer *y = def->layers; y && y->name; y++) {
		if (strcmp(y->name, name))
			continue;
		if (!of_column && (y->how == GLANE_MAKES || y->how == GLANE_MAY_MAKE))
			return true;
		for (const glane_column *k = y->columns; of_column && k && k->name; k++)
			if (!strcmp(k->name, of_column))
				return true;
	}
	return false;
}

/* Do two plugins ever run on one document? */
static bool languages_meet(const glane_plugin *a, const glane_plugin *b)
{
	glane_str rest, part;
	if (!a->languages || !b->languages)
		return true;
	for (rest = str_of(a->languages); text_name(&rest, &part);) {
		glane_str others = str_of(b->languages), other;
		while (text_name(&others, &other))
			if (str_equal(part, other))
				return true;
	}
	return false;
}

static const plugin *usable(checked_plugin *c, const char *name)
{
	messages *m = messages_new(c->arena);
	const plugin *p = strcmp(name, c->name) ? loader_get(c->loader, name, m, NOWHERE) : NULL;
	return p && p->step ? p : NULL;
}

/* Glane's own splitters first, so that a test says something about one plugin; then the first
 * that can be found, and those for other languages. */
static void provide_layer(hosting *h, const char *name, const char *of_column)
{
	static const glane_plugin *const own[] = { &glane_plugin_check_sentences,
	        &glane_plugin_check_tokens };
	uint32_t n, from = h->n;
	bool have = !strcmp(name, "turn") && (!of_column || !strcmp(of_column, "speaker"));
	for (uint32_t i = 0; i < h->n; i++)
		have |= makes(h->chain[i]->def, name, of_column);
	for (int i = 0; i < 2 && !have; i++)
		if (makes(own[i], name, of_column)) {
			append(h, usable(h->c, own[i]->name));
			have = true;
		}
	if (have)
		return;
	const char *const *names = loader_names(h->c->loader, &n);
	for (uint32_t i = 0; i < n; i++) {
		const plugin *p = usable(h->c, names[i]);
		bool fits = p && makes(p->def, name, of_column);
		for (uint32_t k = from; fits && k < h->n; k++)
			fits = !makes(h->chain[k]->def, name, of_column) ||
			        !languages_meet(h->chain[k]->def, p->def);
		if (!fits)
			continue;
		append(h, p);
		have = true;
	}
	if (!have)
		h->c->missing = arena_print(h->c->arena, of_column
		                            ? _("nothing here makes %s.%s, which it needs")
		                                                   : _("nothing here makes "
		                                                       "%s%s, which it needs"),
		                            name, of_column ? of_column : "");
}

static void provide_named(hosting *h, const char *what)
{
	checked_plugin *c = h->c;
	size_t n = strlen(what);
	if (!n || what[n - 1] == '?' || !strncmp(what, "var:", 4))
		return;
	if (!strncmp(what, "table:", 6)) {
		const char *name = arena_copy(c->arena, what + 6, strcspn(what + 6, "."));
		const plugin *p = usable(c, name);
		if (p)
			append(h, p);
		else
			c->missing = arena_print(c->arena, _("there is no plugin %s here, "
			                                     "whose table it needs"), name);
		return;
	}
	const char *dot = strchr(what, '.');
	if (dot)
		provide_layer(h, arena_copy(c->arena, what, (size_t)(dot - what)), dot + 1);
	else
		provide_layer(h, what, NULL);
}

/* What is given for an option: by --set, or its default, or a sample. */
static const char *given(const checked_plugin *c, const char *option)
{
	size_t n = strlen(option);
	for (uint32_t i = 0; i < c->n_set; i++)
		if (!strncmp(c->set[i], option, n) && c->set[i][n] == '=')
			return c->set[i] + n + 1;
	return NULL;
}

static const char *reference(const glane_option *o)
{
	if (text_has(o->choices, '|', "by"))
		return "craft";
	if (strstr(o->choices ? o->choices : "", "column"))
		return "token.form";
	if (strstr(o->choices ? o->choices : "", "table"))
		return "table:check-counts.forms";
	return "var:craft";
}

static void provide(hosting *h, const glane_plugin *for_whom)
{
	for (const glane_need *n = for_whom->needs; n && n->what; n++) {
		const char *what = n->what;
		if (!strcmp(what, "unit")) {
			const char *chosen = h->c->plugin->def == for_whom ? given(h->c, "unit")
			        : NULL;
			what = chosen ? chosen : arena_copy(h->c->arena, for_whom->units,
			                                    strcspn(for_whom->units, " "));
			if (!strcmp(what, "document") || !strcmp(what, "speaker"))
				continue;
		}
		for (const glane_option *o = *what == '@' ? for_whom->options : NULL; o && o->name;
		     o++) {
			size_t length = strcspn(what + 1, "?");
			if (strlen(o->name) != length || strncmp(o->name, what + 1, length))
				continue;
			const char *value = h->c->plugin->def == for_whom ? given(h->c, o->name)
			        : NULL;
			what = value ? value : o->initial ? o->initial : reference(o);
			break;
		}
		if (*what && *what != '@')
			provide_named(h, what);
	}
}

/* ---- Values ---------------------------------------------------------------------------------- */

static const char *xml_text(arena *in, const char *s)
{
	size_t n = 0;
	char *out = arena_alloc(in, strlen(s) * 6 + 1);
	for (; *s; s++) {
		const char *as = *s == '&' ? "&amp;" : *s == '<' ? "&lt;" : *s == '"' ? "&quot;"
		        : *s == '\n' ? "&#10;" :
		                 *s == '\t' ? "&#9;" : *s == '\r' ? "&#13;" : NULL;
		if (as) {
			memcpy(out + n, as, strlen(as));
			n += strlen(as);
		} else {
			out[n++] = *s;
		}
	}
	return out;
}

static const char *write_file(arena *in, const char *folder, const char *name, glane_str text)
{
	const char *path = arena_print(in, "%s/%s", folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	for (uint32_t done = 0; fd >= 0 && done < text.n;) {
		ssize_t n = write(fd, text.p + done, text.n - done);
		if (n <= 0)
			break;
		done += (uint32_t)n;
	}
	if (fd >= 0)
		close(fd);
	return path;
}

/* The file OPTION.* in a folder, the first one by name; or NULL. */
static const char *file_called(arena *in, const char *folder, const char *option)
{
	const char *best = NULL;
	size_t n = strlen(option);
	DIR *d = opendir(folder);
	for (struct dirent *e; d && (e = readdir(d)) != NULL;)
		if (!strncmp(e->d_name, option, n) && e->d_name[n] == '.' && (!best || strcmp(e->d_name, best) < 0))
			best = arena_string(in, e->d_name);
	if (d)
		closedir(d);
	return best ? arena_print(in, "%s/%s", folder, best) : NULL;
}

/* The file that a plugin brings for an option: check/OPTION.* among its data, or beside its shared object. NULL: none. */
static const char *own_file(checked_plugin *c, arena *in, const glane_plugin *def, const glane_option *o)
{
	const char *own = c->plugin->path ? arena_string(in, c->plugin->path) : "";
	const char *slash = strrchr(own, '/');
	const char *path = file_called(in, glane_data(in, arena_print(in, "plugins/%s/check", def->name)), o->name);
	if (!path && slash)
		path = file_called(in, arena_print(in, "%.*s/check", (int)(slash - own), own), o->name);
	return path;
}

/* Otherwise a list of words that the interviews hold, which does for the simplest lists. */
static const char *sample_file(checked_plugin *c, arena *in, const glane_plugin *def, const glane_option *o,
                               const char *folder)
{
	const char *path = own_file(c, in, def, o);
	return path ? path : write_file(in, folder, arena_print(in, "sample-%s.txt", o->name),
	                                    STR("travail\ttravail\tTravail\nwork\twork\tWork\n"));
}

/* For an option that must be given and wasn't. */
static const char *sample_value(checked_plugin *c, arena *in, const glane_plugin *def, const glane_option *o,
                                const char *folder)
{
	switch (o->type) {
	case GLANE_BOOL: return "no";
	case GLANE_INT: return arena_print(in, "%.0f", o->min);
	case GLANE_REAL: return arena_print(in, "%.17g", o->min);
	case GLANE_CHOICE: return arena_copy(in, o->choices, strcspn(o->choices, "|"));
	case GLANE_REF: return reference(o);
	case GLANE_PATH: case GLANE_PRIVATE: case GLANE_FILES: return sample_file(c, in, def, o, folder);
	default:
		if (!strcmp(o->name, "interviewer"))
			return "Interviewer";
		if (!strcmp(o->name, "respondent"))
			return "Respondent; Second";
		return "craft";
	}
}

static const glane_option *option_named(const glane_plugin *def, const char *name, size_t n)
{
	for (const glane_option *o = def->options; o && o->name; o++)
		if (strlen(o->name) == n && !strncmp(o->name, name, n))
			return o;
	return NULL;
}

/* " name="value"" of the test's, then the user's, then samples: the first of a name counts. */
static const char *attributes(checked_plugin *c, arena *in, const glane_plugin *def, uint32_t n_set,
                              const char *const *set, const char *folder)
{
	bool user = def == c->plugin->def;
	uint32_t n = n_set + (user ? c->n_set : 0), n_names = 0;
	const char *text = "", **names = arena_alloc(in, (n + 1) * sizeof *names);
	for (uint32_t i = 0; i < n; i++) {
		const char *pair = i < n_set ? set[i] : c->set[i - n_set],
		        *value = strchr(pair, '=');
		const char *name = arena_copy(in, pair, (size_t)(value - pair));
		const glane_option *o = option_named(def, name, strlen(name));
		bool before = false;
		for (uint32_t k = 0; k < n_names; k++)
			before |= !strcmp(names[k], name);
		if (before)
			continue;
		names[n_names++] = name;
		value++;
		if (o)
			value = option_paths(in, o, value, path_absolute(in, "."));
		text = arena_print(in, "%s %s=\"%s\"", text, name, xml_text(in, value));
	}
	for (const glane_option *o = def->options; o && o->name; o++) {
		bool before = o->initial != NULL && strcmp(o->name, "interviewer") &&
		        strcmp(o->name, "respondent") && !(o->type == GLANE_PATH && own_file(c, in, def, o));
		for (uint32_t k = 0; k < n_names; k++)
			before |= !strcmp(names[k], o->name);
		if (!before)
			text = arena_print(in, "%s %s=\"%s\"", text, o->name,
			                   xml_text(in, sample_value(c, in, def, o, folder)));
	}
	return text;
}

void hosting_find(checked_plugin *c)
{
	hosting h = { .c = c };
	const glane_plugin *own[] = { &glane_plugin_check_read, &glane_plugin_check_plain,
	        &glane_plugin_check_sentences,
		&glane_plugin_check_tokens, &glane_plugin_check_counts, &glane_plugin_check_dump };
	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		loader_add(c->loader, own[i]);
	c->language[0] = "fr";
	c->language[1] = "en";
	if (c->plugin->def->languages) {
		glane_str rest = str_of(c->plugin->def->languages), part;
		for (int i = 0; i < 2 && text_name(&rest, &part); i++) {
			c->language[i] = arena_copy(c->arena, part.p, part.n);
			if (!i)
				c->language[1] = c->language[0];
		}
	}
	provide(&h, c->plugin->def);
	if (c->plugin->writer) {
		append(&h, usable(c, "check-sentences"));
		append(&h, usable(c, "check-counts"));
	}
	c->steps = "";
	for (uint32_t i = 0; i < h.n; i++)
		c->steps = arena_print(c->arena, "%s  <step use=\"%s\"%s/>\n", c->steps,
		                       h.chain[i]->name,
		                       attributes(c, c->arena, h.chain[i]->def, 0, NULL, c->work));
}

/* ---- Documents ------------------------------------------------------------------------------- */

/* A table of one row: id and text, in quotation marks. */
static glane_str as_csv(arena *in, const sample *doc)
{
	static const char head[] = "id,text\n";
	size_t n = sizeof head - 1;
	char *out = arena_alloc(in, sizeof head + strlen(doc->name) + 2 * (size_t)doc->text.n + 8);
	memcpy(out, head, n);
	n += (size_t)sprintf(out + n, "%s,\"", doc->name);
	for (uint32_t i = 0; i < doc->text.n; i++) {
		if (doc->text.p[i] == '"')
			out[n++] = '"';
		out[n++] = doc->text.p[i];
	}
	out[n++] = '"';
	out[n++] = '\n';
	return (glane_str){ out, (uint32_t)n };
}

/* The ending of the files that the reader under test is given: of what it knows better, text or
 * tables. */
static const char *ending_for(const plugin *p, arena *in, const sample *doc)
{
	glane_str rows = as_csv(in, doc);
	if (!p->reader || !p->def->probe)
		return "txt";
	glane_bytes text_head = { (const unsigned char *)doc->text.p, doc->text.n < 4096
	        ? doc->text.n : 4096 };
	glane_bytes table_head = { (const unsigned char *)rows.p, rows.n < 4096 ? rows.n : 4096 };
	return p->def->probe("sample.csv", table_head) > p->def->probe("sample.txt", text_head)
	        ? "csv" : "txt";
}

static void write_documents(const plugin *p, arena *in, const char *folder, const char *ending,
                            uint32_t n,
                            const sample *docs)
{
	path_make_folders(folder);
	for (uint32_t i = 0; i < n; i++)
		write_file(in, folder, arena_print(in, "%s.%s", docs[i].name, ending),
		           p->reader && *ending == 'c' ? as_csv(in, &docs[i]) : docs[i].text);
}

/* ---- The pipeline ---------------------------------------------------------------------------- */

/* Two reads, so that the interviews have two languages and two crafts. */
static const char *reads(trial *r, uint32_t n, const sample *docs, const char *options)
{
	checked_plugin *c = r->t->c;
	arena *in = r->t->in;
	const char *text = "", *use = c->plugin->reader ? c->name
	        : makes(c->plugin->def, "turn", NULL) ?
	                   "check-plain" : "check-read";
	/* Files that a step brings are for whatever reader knows them. */
	if (!docs && c->data)
		return arena_print(in, "  <read id=\"a\"%s files=\"%s/*\" set=\"lang=%s; craft=image\"%s/>\n",
		                   c->own_data && !c->plugin->reader ? "" : arena_print(in, " use=\"%s\"", use),
		                   xml_text(in, path_absolute(in, c->data)), c->language[0], options);
	if (!docs)
		docs = samples_standard(in, &n);
	const char *ending = ending_for(c->plugin, in, samples_standard(in, &(uint32_t){ 0 }));
	for (uint32_t half = 0; half < 2; half++) {
		uint32_t from = half ? (n + 1) / 2 : 0, to = half ? n : (n + 1) / 2;
		const char *folder = arena_print(in, "%s/%c", r->folder, half ? 'b' : 'a');
		if (from == to)
			continue;
		write_documents(c->plugin, in, folder, ending, to - from, docs + from);
		text = arena_print(in, "%s  <read id=\"%c\" use=\"%s\" files=\"%c/*.%s\" "
		                       "set=\"lang=%s; craft=%s\"%s/>\n",
		                   text, half ? 'b' : 'a', use, half ? 'b' : 'a', ending,
		                   c->language[half],
		                   half ? "music" : "image", options);
	}
	return text;
}

const char *hosting_pipeline(trial *r, uint32_t n, const sample *docs, uint32_t n_set,
                             const char *const *set)
{
	checked_plugin *c = r->t->c;
	arena *in = r->t->in;
	const plugin *p = c->plugin;
	const char *options = attributes(c, in, p->def, n_set, set, r->folder);
	const char *element = p->reader ? "" : p->writer
		? arena_print(in, "  <write use=\"%s\" to=\"under-test\"%s/>\n", c->name, options)
		: arena_print(in, "  <step use=\"%s\"%s/>\n", c->name, options);
	bool last = !p->filter;
	return arena_print(in, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<pipeline version=\"1\" languages=\"%s%s%s\" "
		"report-language=\"en\" by=\"craft\">\n"
		"  <title>check-plugin</title>\n%s%s%s%s"
		"%s</pipeline>\n",
		c->language[0], c->language[1] == c->language[0] ? "" : " ",
		c->language[1] == c->language[0] ? "" : c->language[1],
		reads(r, n, docs, p->reader ? options : ""), last ? "" : element, c->steps, last
		        ? element : "",
		r->t->unseen ? "" : "  <write use=\"check-dump\" to=\"check-dump.txt\"/>\n");
}
