/* pipeline.c - the elements of a pipeline file become stages in the order in which they run. */
#include <config.h>
#include <errno.h>
#include <string.h>
#include "pipeline_parts.h"

static const char *const elements[] = { "read", "step", "write" };

const char *stage_element(int kind)
{
	return elements[kind];
}

const setting *settings_find(const setting *s, uint32_t n, const char *name)
{
	for (uint32_t i = 0; i < n; i++)
		if (!strcmp(s[i].name, name))
			return &s[i];
	return NULL;
}

void settings_put(arena *in, setting **s, uint32_t *n, setting new)
{
	for (uint32_t i = 0; i < *n; i++)
		if (!strcmp((*s)[i].name, new.name)) {
			(*s)[i] = new;
			return;
		}
	*s = arena_grow(in, *s, *n * sizeof **s, sizeof **s);
	(*s)[(*n)++] = new;
}

const setting *stage_setting(const stage *s, const char *name)
{
	return settings_find(s->setting, s->n_settings, name);
}

stage *pipeline_stage(const pipeline *p, const char *id)
{
	for (uint32_t i = 0; i < p->n_stages; i++)
		if (!strcmp(p->stage[i].id, id))
			return &p->stage[i];
	return NULL;
}

const char *setting_folder(arena *in, const setting *s)
{
	if (s->from == FROM_COMMAND || !s->at.file)
		return path_absolute(in, ".");
	return path_folder(in, path_absolute(in, s->at.file));
}

bool version_check(builder *b, const xml_element *root)
{
	for (uint32_t i = 0; i < root->n; i++) {
		const xml_attribute *a = &root->attribute[i];
		int64_t v;
		if (strcmp(a->name, "version"))
			continue;
		if (!text_integer(str_of(a->value), &v) || v < 1) {
			messages_add(b->m, MESSAGE_ERROR, a->at, _("version \"%s\" is not known: write version=\"%d\""),
			             a->value, PIPELINE_VERSION);
			return false;
		}
		if (v > PIPELINE_VERSION) {
			messages_add(b->m, MESSAGE_ERROR, a->at, _("version %s is newer than what this glane "
			             "understands (%d): a newer glane is needed"), a->value, PIPELINE_VERSION);
			return false;
		}
		return true;
	}
	messages_add(b->m, MESSAGE_ERROR, root->at, _("<%s> has no version: write <%s version=\"%d\">"),
	             root->name, root->name, PIPELINE_VERSION);
	return true;
}

/* "use" and "id" are words of letters, digits, - and _: an id stands before a point in --set. */
static bool plain_name(const char *s)
{
	if (!*s)
		return false;
	for (; *s; s++)
		if ((unsigned char)*s < 0x80 && !strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		                                        "0123456789-_", *s))
			return false;
	return true;
}

static bool take_name(builder *b, const xml_attribute *a, const char **out)
{
	glane_str v = text_trim(str_of(a->value));
	*out = arena_copy(b->in, v.p, v.n);
	if (plain_name(*out))
		return true;
	messages_add(b->m, MESSAGE_ERROR, a->at, strcmp(a->name, "use") ?
	             _("id \"%s\" is no name: it consists of letters, digits, - and _") :
	             _("use \"%s\" is no name of a plugin: a pipeline names plugins, never paths"), *out);
	return false;
}

bool stage_of_element(builder *b, const xml_element *e, int from, raw_stage *out)
{
	stage *s = &out->s;
	*out = (raw_stage){ .element = e->name };
	bool good = true;
	while (s->kind < 2 && strcmp(elements[s->kind], e->name))
		s->kind++;
	s->at = e->at;
	for (uint32_t i = 0; i < e->n; i++) {
		const xml_attribute *a = &e->attribute[i];
		if (!strcmp(a->name, "use")) {
			good &= take_name(b, a, &s->use);
			s->use_at = a->at;
		} else if (!strcmp(a->name, "id")) {
			good &= take_name(b, a, &s->id);
		} else {
			settings_put(b->in, &s->setting, &s->n_settings,
			             (setting){ a->name, a->value, a->at, from });
		}
	}
	out->named = s->id;
	out->profile = from == FROM_PROFILE;
	if (good && !s->id)
		s->id = s->use ? s->use : s->kind == STAGE_READ ? "read" : NULL;
	if (good && !s->id) {
		const char *english = NULL;
		for (uint32_t i = 0; i < e->n && !english; i++) {
			const char *w = suggest_english(e->attribute[i].name);
			english = w && !strcmp(w, "use") ? e->attribute[i].name : NULL;
		}
		messages_add(b->m, MESSAGE_ERROR, s->at, english ?
		             _("<%s> names no plugin: write use=\"…\", not %s=\"…\"") :
		             _("<%s> names no plugin: write <%s use=\"…\"/>"), e->name,
		             english ? english : e->name);
		good = false;
	}
	return good;
}

void part_insert(builder *b, uint32_t at, raw_stage new)
{
	ARRAY_ROOM(b->in, b->part, b->room, b->n);
	memmove(b->part + at + 1, b->part + at, (b->n - at) * sizeof *b->part);
	b->part[at] = new;
	b->n++;
}

/* ---- The elements ---- */

static void unknown_element(builder *b, const xml_element *e, const xml_element *inside)
{
	static const char *const known[] = { "title", "read", "include", "step", "write" };
	if (e->depth > 1)
		messages_add(b->m, MESSAGE_ERROR, e->at, _("<%s> can't stand inside <%s>: a pipeline is flat"),
		             e->name, inside->name);
	else
		messages_add(b->m, MESSAGE_ERROR, e->at, _("<%s> is no element of a pipeline%s"), e->name,
		             hint(b->in, e->name, 5, known, true));
}

static void take_title(builder *b, const xml_element *e)
{
	if (b->p->title)
		messages_add(b->m, MESSAGE_ERROR, e->at, _("there is a second <title>: leave one of them"));
	if (e->n)
		messages_add(b->m, MESSAGE_ERROR, e->attribute[0].name_at, _("<title> has no attributes"));
	b->p->title = e->text;
}

const char *include_name(builder *b, const xml_element *e, place *at)
{
	static const char *const known[] = { "profile" };
	const char *name = NULL;
	for (uint32_t i = 0; i < e->n; i++)
		if (!strcmp(e->attribute[i].name, "profile")) {
			name = e->attribute[i].value;
			*at = e->attribute[i].at;
		} else {
			messages_add(b->m, MESSAGE_ERROR, e->attribute[i].name_at,
			             _("<include> has no attribute %s%s"), e->attribute[i].name,
			             hint(b->in, e->attribute[i].name, 1, known, true));
		}
	if (!name)
		messages_add(b->m, MESSAGE_ERROR, e->at,
		             _("<include> names no profile: write <include profile=\"…\"/>"));
	return name;
}

/* Rows of a file stand in the order read, step, write; what a profile brings may hold all of them. */
static void check_order(builder *b, const xml_element *e, const xml_element *last[3], int kind)
{
	const xml_element *later = NULL;
	for (int k = kind + 1; k < 3 && !later; k++)
		later = last[k];
	if (later)
		messages_add(b->m, MESSAGE_ERROR, e->at,
		             _("<%s> stands after <%s>: move line %u above line %u"), e->name, later->name,
		             e->at.line, later->at.line);
	else if (!last[kind])
		last[kind] = e;
}

static void check_text(builder *b, const xml_element *e)
{
	if (e->text_at.line && strcmp(e->name, "title"))
		messages_add(b->m, MESSAGE_ERROR, e->text_at, _("text outside of the elements: a pipeline holds "
		             "nothing but elements; a remark goes into <!-- … -->"));
}

/* Stages of the file, in its order; the profile is put in where it is included. */
static void take_elements(builder *b, const xml_file *f)
{
	const xml_element *last[3] = { NULL, NULL, NULL }, *include = NULL;
	for (uint32_t i = 0; i < f->n; i++)
		check_text(b, &f->element[i]);
	for (uint32_t i = 1; i < f->n; i++) {
		const xml_element *e = &f->element[i];
		int kind = 0;
		while (kind < 3 && strcmp(elements[kind], e->name))
			kind++;
		if (e->depth > 1) {
			unknown_element(b, e, &f->element[i - 1]);
		} else if (!strcmp(e->name, "title")) {
			take_title(b, e);
		} else if (!strcmp(e->name, "include")) {
			place at = e->at;
			const char *name = include_name(b, e, &at);
			if (include)
				messages_add(b->m, MESSAGE_ERROR, e->at, _("there is a second <include>, the first is in "
				             "line %u: a pipeline includes one profile"), include->at.line);
			else if (name)
				profile_insert(b, name, at, b->n, true);
			include = e;
		} else if (kind == 3) {
			unknown_element(b, e, NULL);
		} else {
			raw_stage new;
			check_order(b, e, last, kind);
			if (stage_of_element(b, e, FROM_PIPELINE, &new))
				part_insert(b, b->n, new);
		}
	}
	const setting *study = settings_find(b->p->setting, b->p->n_settings, "study");
	if (!include && study) {
		uint32_t position = 0;
		while (position < b->n && b->part[position].s.kind == STAGE_READ)
			position++;
		profile_insert(b, study->value, study->at, position, false);
	}
}

/* A stage of the file that has the id of one of the profile says what is different there. */
static void apply_overrides(builder *b)
{
	for (uint32_t i = 0; i < b->n;) {
		if (!b->part[i].profile && profile_override(b, &b->part[i])) {
			memmove(b->part + i, b->part + i + 1, (b->n - i - 1) * sizeof *b->part);
			b->n--;
			continue;
		}
		i++;
	}
}

static bool is_off(builder *b, const stage *s)
{
	const setting *off = stage_setting(s, "off");
	bool yes = false;
	return off && yes_or_no(b->in, s->id, off, &yes, b->m) && yes;
}

static void remove_off(builder *b)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < b->n; i++)
		if (!is_off(b, &b->part[i].s))
			b->part[n++] = b->part[i];
	b->n = n;
}

static void check_ids(builder *b)
{
	for (uint32_t i = 0; i < b->n; i++) {
		const raw_stage *p = &b->part[i];
		if (!p->s.use && p->s.kind != STAGE_READ)
			messages_add(b->m, MESSAGE_ERROR, p->s.at,
			             _("<%s id=\"%s\"> names no plugin, and no profile has a stage of that id: "
			               "write use=\"…\""), p->element, p->s.id);
		for (uint32_t k = 0; k < i; k++) {
			const raw_stage *q = &b->part[k];
			if (strcmp(p->s.id, q->s.id))
				continue;
			place first = q->again.line ? q->again : q->s.at;
			messages_add(b->m, MESSAGE_ERROR, p->s.at,
			             p->named ? _("the id \"%s\" is used in line %u already: choose another one") :
			             _("\"%s\" stands in line %u already: give one of them an id=\"…\" of its own"),
			             p->s.id, first.line);
			break;
		}
	}
}

/* Readers, then steps, then writers, each in the order of the file. */
static void settle_stages(builder *b)
{
	pipeline *p = b->p;
	p->stage = arena_alloc(b->in, (b->n + 1) * sizeof *p->stage);
	for (int kind = STAGE_READ; kind <= STAGE_WRITE; kind++)
		for (uint32_t i = 0; i < b->n; i++)
			if (b->part[i].s.kind == kind) {
				p->stage[p->n_stages] = b->part[i].s;
				p->stage[p->n_stages].number = p->n_stages;
				p->n_stages++;
			}
	if (!p->n_stages || p->stage[0].kind != STAGE_READ)
		messages_add(b->m, MESSAGE_ERROR, p->at,
		             _("nothing is read: write <read files=\"…\"/> inside <pipeline>"));
	for (uint32_t i = 0; i < p->n_stages; i++)
		if (p->stage[i].kind == STAGE_READ)
			read_fields(b, &p->stage[i]);
}

static void take_root(builder *b, const xml_element *root)
{
	pipeline *p = b->p;
	p->at = root->at;
	for (uint32_t i = 0; i < root->n; i++) {
		const xml_attribute *a = &root->attribute[i];
		settings_put(b->in, &p->setting, &p->n_settings,
		             (setting){ a->name, a->value, a->at, FROM_PIPELINE });
	}
}

pipeline *pipeline_parse(arena *in, const char *path, glane_bytes text, uint32_t n_set,
                         const char *const *set, messages *m)
{
	xml_file *f = pipeline_xml(in, path, text, "pipeline", m);
	if (!f)
		return NULL;
	pipeline *p = arena_alloc(in, sizeof *p);
	builder b = { .in = in, .m = m, .p = p, .shown = path };
	p->arena = in;
	p->text = (glane_str){ (const char *)text.p, (uint32_t)text.n };
	p->path = path_absolute(in, path);
	p->folder = path_folder(in, p->path);
	if (!version_check(&b, &f->element[0]))
		return NULL;
	take_root(&b, &f->element[0]);
	take_elements(&b, f);
	apply_overrides(&b);
	pipeline_assign(&b, n_set, set);
	remove_off(&b);
	check_ids(&b);
	settle_stages(&b);
	pipeline_fields(&b);
	return p;
}

pipeline *pipeline_load(arena *in, const char *path, uint32_t n_set, const char *const *set,
                        messages *m)
{
	place at = { path, 0, 0 };
	glane_bytes text;
	if (file_read(in, path, &text, NULL))
		return pipeline_parse(in, path, text, n_set, set, m);
	if (errno == ENOENT || errno == ENOTDIR)
		messages_add(m, MESSAGE_ERROR, at, _("there is no such file%s"), hint_file(in, path));
	else if (errno == EISDIR)
		messages_add(m, MESSAGE_ERROR, at, _("this is a folder: name the pipeline file in it"));
	else
		messages_add(m, MESSAGE_ERROR, at, _("the file can't be read: %s"), message_reason(errno));
	return NULL;
}
