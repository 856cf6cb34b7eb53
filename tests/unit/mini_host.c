/* mini_host.c - just enough of a host to run plugins on one document. */
#include "mini_host.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct { char *p; uint32_t n; uint64_t hash; } word;
typedef struct { void *p; size_t n; } block;

struct mini {
	glane_ctx ctx;			/* first: the interface hands it back */
	const glane_plugin *plugin;
	glane_doc doc;
	char *text, message[1024], values[MINI_VARIABLES][256];
	glane_variable variable[MINI_VARIABLES];
	glane_speaker speaker[MINI_SPEAKERS];
	bool implied;
	mini_layer layer[MINI_LAYERS];
	uint32_t n_layers;
	uint32_t room[MINI_LAYERS];
	/* Strings: slot[hash] is a number of word[], + 1. */
	word *word;
	uint32_t *slot, n_words, n_slots;
	block *block;
	size_t n_blocks, room_blocks;
};

static mini *mini_of(glane_ctx *c)
{
	return (mini *)(void *)c;
}

/* ---- Memory and strings ---------------------------------------------------------------------- */

static void *host_alloc(glane_ctx *c, int life, size_t n)
{
	mini *m = mini_of(c);
	(void)life;
	if (m->n_blocks == m->room_blocks) {
		m->room_blocks = m->room_blocks * 2 + 64;
		m->block = realloc(m->block, m->room_blocks * sizeof *m->block);
	}
	void *p = calloc(1, n ? n : 1);
	if (!p || !m->block)
		abort();
	m->block[m->n_blocks++] = (block){ p, n };
	return p;
}

static void *host_grow(glane_ctx *c, int life, void *p, size_t n, size_t more)
{
	void *q = host_alloc(c, life, n + more);
	if (n)
		memcpy(q, p, n);
	return q;
}

static void rehash(mini *m)
{
	m->n_slots = m->n_slots ? m->n_slots * 2 : 1024;
	free(m->slot);
	m->slot = calloc(m->n_slots, sizeof *m->slot);
	m->word = realloc(m->word, m->n_slots * sizeof *m->word);
	if (!m->slot || !m->word)
		abort();
	for (uint32_t i = 0; i < m->n_words; i++) {
		uint64_t at = m->word[i].hash;
		while (m->slot[at % m->n_slots])
			at++;
		m->slot[at % m->n_slots] = i + 1;
	}
}

static glane_sym intern(mini *m, glane_str s)
{
	uint64_t hash = 14695981039346656037u, at;
	for (uint32_t i = 0; i < s.n; i++)
		hash = (hash ^ (unsigned char)s.p[i]) * 1099511628211u;
	if (m->n_words * 2 >= m->n_slots)
		rehash(m);
	for (at = hash; m->slot[at % m->n_slots]; at++) {
		const word *w = &m->word[m->slot[at % m->n_slots] - 1];
		if (w->hash == hash && w->n == s.n && (!s.n || !memcmp(w->p, s.p, s.n)))
			return (glane_sym){ m->slot[at % m->n_slots] - 1 };
	}
	char *p = calloc(1, (size_t)s.n + 1);
	if (!p)
		abort();
	if (s.n)
		memcpy(p, s.p, s.n);
	m->word[m->n_words] = (word){ p, s.n, hash };
	m->slot[at % m->n_slots] = ++m->n_words;
	return (glane_sym){ m->n_words - 1 };
}

static glane_sym host_sym(glane_ctx *c, const char *s)
{
	return intern(mini_of(c), (glane_str){ s, (uint32_t)strlen(s) });
}

static void host_intern(glane_ctx *c, uint32_t n, const glane_str *in, glane_sym *out)
{
	for (uint32_t i = 0; i < n; i++)
		out[i] = intern(mini_of(c), in[i]);
}

static glane_str host_string(glane_ctx *c, glane_sym s)
{
	const word *w = &mini_of(c)->word[s.id];
	return (glane_str){ w->p, w->n };
}

static void host_strings(glane_ctx *c, uint32_t n, const glane_sym *in, glane_str *out)
{
	for (uint32_t i = 0; i < n; i++)
		out[i] = host_string(c, in[i]);
}

/* Files that glane brings are found below the source tree, as `top_srcdir` says. */
static int host_file(glane_ctx *c, const char *path, glane_bytes *out)
{
	const char *top = getenv("top_srcdir");
	char whole[4096];
	snprintf(whole, sizeof whole, "%s%s%s", *path == '/' || !top ? "" : top, *path == '/' || !top ? "" : "/", path);
	FILE *f = fopen(whole, "rb");
	size_t n = 0, room = 1 << 20;
	if (!f)
		abort();
	unsigned char *p = host_alloc(c, 0, room);
	n = fread(p, 1, room, f);
	fclose(f);
	if (n == room)
		abort();
	*out = (glane_bytes){ p, n };
	return GLANE_OK;
}

/* ---- Messages -------------------------------------------------------------------------------- */

static int host_fail(glane_ctx *c, int code, glane_place at, const char *format, ...)
{
	mini *m = mini_of(c);
	va_list list;
	int n = at.doc ? snprintf(m->message, sizeof m->message, "%u: ", at.span.begin) : 0;
	va_start(list, format);
	vsnprintf(m->message + n, sizeof m->message - (size_t)n, format, list);
	va_end(list);
	return code;
}

static void host_log(glane_ctx *c, int level, glane_place at, const char *format, ...)
{
	(void)c;
	(void)level;
	(void)at;
	(void)format;
}

static bool host_progress(glane_ctx *c, uint64_t done, uint64_t total)
{
	(void)c;
	(void)done;
	(void)total;
	return true;
}

/* ---- The document ---------------------------------------------------------------------------- */

static mini_layer *layer_at(mini *m, const char *name)
{
	for (uint32_t i = 0; i < m->n_layers; i++)
		if (!strcmp(m->layer[i].name, name))
			return &m->layer[i];
	mini_layer *l = &m->layer[m->n_layers++];
	snprintf(l->name, sizeof l->name, "%s", name);
	return l;
}

static size_t cell_size(uint32_t type)
{
	return type == GLANE_SYM || type == GLANE_ROW ? 4 : 8;
}

static void host_rows(glane_ctx *c, uint32_t number, uint32_t n, void *columns)
{
	mini *m = mini_of(c);
	const glane_layer *d = &m->plugin->layers[number];
	mini_layer *l = layer_at(m, d->name);
	uint32_t room = m->room[number], k = 0;
	if (n > room) {
		l->span = host_grow(c, 0, l->span, room * sizeof *l->span, (n - room) * sizeof *l->span);
		for (const glane_column *f = d->columns; f && f->name; f++, k++) {
			size_t size = cell_size(f->type);
			snprintf(l->column[k].name, sizeof l->column[k].name, "%s", f->name);
			l->column[k].type = f->type;
			l->column[k].cells = host_grow(c, 0, l->column[k].cells, room * size, (n - room) * size);
		}
		l->n_columns = k;
		m->room[number] = n;
	}
	memcpy((char *)columns + d->span, &l->span, sizeof l->span);
	k = 0;
	for (const glane_column *f = d->columns; f && f->name; f++, k++)
		memcpy((char *)columns + f->offset, &l->column[k].cells, sizeof l->column[k].cells);
}

static void host_seal(glane_ctx *c, uint32_t number, uint32_t n)
{
	mini *m = mini_of(c);
	mini_layer *l = layer_at(m, m->plugin->layers[number].name);
	if (n > m->room[number])
		abort();
	for (uint32_t i = 0; i < n; i++)
		if (l->span[i].begin > l->span[i].end || l->span[i].end > m->doc.text.n ||
		    (i && l->span[i].begin < l->span[i - 1].begin))
			abort();
	l->n = n;
}

static void host_set(glane_ctx *c, uint32_t variable, glane_str value)
{
	mini *m = mini_of(c);
	char text[256];
	snprintf(text, sizeof text, "%.*s", GLANE_STR(value));
	mini_variable(m, m->plugin->variables[variable].name, text);
}

static uint32_t host_add_speaker(glane_ctx *c, glane_str id, uint32_t role)
{
	mini *m = mini_of(c);
	glane_sym name = intern(m, id);
	if (m->implied)
		m->doc.n_speakers = 0;
	m->implied = false;
	for (uint32_t i = 0; i < m->doc.n_speakers; i++)
		if (m->speaker[i].id.id == name.id)
			return i;
	if (m->doc.n_speakers == MINI_SPEAKERS)
		abort();
	m->speaker[m->doc.n_speakers] = (glane_speaker){ .id = name, .person = name, .role = role };
	return m->doc.n_speakers++;
}

/* What is counted is not looked at here. */
static void host_count(glane_ctx *c, uint32_t table, uint32_t n, const void *rows, const glane_scope *s,
                       const uint32_t *at)
{
	(void)c;
	(void)table;
	(void)n;
	(void)rows;
	(void)s;
	(void)at;
}

static void host_values(glane_ctx *c, const char *layer, const char *column, uint32_t n, const glane_str *value,
                        const glane_str *label)
{
	(void)c;
	(void)layer;
	(void)column;
	(void)n;
	(void)value;
	(void)label;
}

/* Nobody corrects by hand here. */
static uint32_t host_correct(glane_ctx *c, uint32_t layer, uint32_t n, void *columns)
{
	(void)c;
	(void)layer;
	(void)columns;
	return n;
}

static const glane_host host = {
	.size = sizeof host, .major = GLANE_MAJOR, .minor = GLANE_MINOR, .fail = host_fail, .log = host_log,
	.progress = host_progress, .alloc = host_alloc, .grow = host_grow, .sym = host_sym,
	.intern = host_intern, .strings = host_strings, .string = host_string, .rows = host_rows,
	.seal = host_seal,
	.set = host_set, .file = host_file, .count = host_count, .add_speaker = host_add_speaker,
	.values = host_values, .correct = host_correct,
};

/* ---- Options and needs ----------------------------------------------------------------------- */

static void store_option(unsigned char *config, const glane_option *o, const char *value)
{
	int64_t whole = strtoll(value, NULL, 10);
	double real = strtod(value, NULL);
	bool yes = !strcmp(value, "yes");
	int choice = 0;
	switch (o->type) {
	case GLANE_BOOL: memcpy(config + o->offset, &yes, sizeof yes); break;
	case GLANE_INT: memcpy(config + o->offset, &whole, sizeof whole); break;
	case GLANE_REAL: memcpy(config + o->offset, &real, sizeof real); break;
	case GLANE_CHOICE:
		for (const char *c = o->choices; strncmp(c, value, strcspn(c, "|")) ||
		     strcspn(c, "|") != strlen(value); c += strcspn(c, "|") + 1) {
			if (!strchr(c, '|'))
				abort();
			choice++;
		}
		memcpy(config + o->offset, &choice, sizeof choice);
		break;
	default: memcpy(config + o->offset, &value, sizeof value);
	}
}

static unsigned char *configure(mini *m, const glane_plugin *p, const char *const *given)
{
	unsigned char *config = host_alloc(&m->ctx, 0, p->config_size);
	for (const glane_option *o = p->options; o && o->name; o++) {
		const char *value = o->initial;
		for (const char *const *g = given; g && *g; g += 2)
			if (!strcmp(g[0], o->name))
				value = g[1];
		if (value)
			store_option(config, o, value);
	}
	return config;
}

static void feed(mini *m, const glane_plugin *p, unsigned char *input)
{
	for (const glane_need *n = p->needs; n && n->what; n++) {
		char what[64];
		snprintf(what, sizeof what, "%.*s", (int)strcspn(n->what, "?"), n->what);
		char *dot = strchr(what, '.');
		if (!strncmp(what, "var:", 4)) {
			const char *v = mini_value(m, what + 4);
			glane_str s = { v, (uint32_t)strlen(v) };
			memcpy(input + n->offset, &s, sizeof s);
			continue;
		}
		if (dot)
			*dot = 0;
		const mini_layer *l = mini_find(m, what);
		if (!l)
			continue;
		if (n->type == GLANE_ROWS) {
			glane_rows r = { l->n, l->span };
			memcpy(input + n->offset, &r, sizeof r);
		}
		for (uint32_t k = 0; dot && k < l->n_columns; k++)
			if (!strcmp(l->column[k].name, dot + 1))
				memcpy(input + n->offset, &l->column[k].cells, sizeof(void *));
	}
}

/* ---- For tests ------------------------------------------------------------------------------- */

mini *mini_new(const char *text, size_t n)
{
	mini *m = calloc(1, sizeof *m);
	if (!m || !(m->text = malloc(n ? n : 1)))
		abort();
	if (n)
		memcpy(m->text, text, n);
	m->ctx.host = &host;
	host_sym(&m->ctx, "");
	m->doc.name = host_sym(&m->ctx, "document");
	m->doc.text = (glane_str){ m->text, (uint32_t)n };
	m->doc.speaker = m->speaker;
	m->doc.variable = m->variable;
	m->doc.n_speakers = 1;
	m->speaker[0] = (glane_speaker){ .id = m->doc.name, .person = m->doc.name };
	m->implied = true;
	return m;
}

void mini_free(mini *m)
{
	for (size_t i = 0; i < m->n_blocks; i++)
		free(m->block[i].p);
	for (uint32_t i = 0; i < m->n_words; i++)
		free(m->word[i].p);
	free(m->block);
	free(m->word);
	free(m->slot);
	free(m->text);
	free(m);
}

void mini_variable(mini *m, const char *name, const char *value)
{
	uint32_t i = 0;
	while (i < m->doc.n_variables && strcmp(m->variable[i].name, name))
		i++;
	if (i == MINI_VARIABLES)
		abort();
	if (i == m->doc.n_variables)
		m->doc.n_variables++;
	snprintf(m->values[i], sizeof m->values[i], "%s", value);
	m->variable[i] = (glane_variable){ name, GLANE_NOMINAL,
		{ m->values[i], (uint32_t)strlen(m->values[i]) } };
}

const char *mini_value(const mini *m, const char *name)
{
	for (uint32_t i = 0; i < m->doc.n_variables; i++)
		if (!strcmp(m->variable[i].name, name))
			return m->values[i];
	return "";
}

int mini_run(mini *m, const glane_plugin *p, const char *const *options)
{
	void *self = configure(m, p, options);
	int code = GLANE_OK;
	m->plugin = p;
	m->ctx.config = m->ctx.self = self;
	memset(m->room, 0, sizeof m->room);
	if (p->create)
		code = p->create(&m->ctx, &self);
	m->ctx.self = self;
	m->ctx.worker = host_alloc(&m->ctx, 0, p->worker_size);
	if (!code && p->open)
		code = p->open(&m->ctx);
	unsigned char *input = host_alloc(&m->ctx, 0, p->input_size);
	feed(m, p, input);
	m->ctx.input = input;
	if (!code)
		code = p->process(&m->ctx, &m->doc);
	if (p->close)
		p->close(&m->ctx);
	if (p->destroy)
		p->destroy(self);
	return code;
}

const char *mini_message(const mini *m)
{
	return m->message;
}

const glane_doc *mini_doc(const mini *m)
{
	return &m->doc;
}

const mini_layer *mini_find(const mini *m, const char *layer)
{
	for (uint32_t i = 0; i < m->n_layers; i++)
		if (!strcmp(m->layer[i].name, layer))
			return &m->layer[i];
	return NULL;
}

const char *mini_cell(const mini *m, const mini_layer *l, const char *column, uint32_t row)
{
	for (uint32_t k = 0; k < l->n_columns; k++)
		if (!strcmp(l->column[k].name, column))
			return m->word[((const glane_sym *)l->column[k].cells)[row].id].p;
	return "";
}
