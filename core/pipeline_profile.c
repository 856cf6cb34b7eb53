/* pipeline_profile.c - profiles: the stages of a kind of study, put into a pipeline by name.
 *
 * A profile lies in the folder profiles/ beside the pipeline, or comes with glane. A stage of the pipeline
 * with the id of one of the profile doesn't stand where it is written: it says what is different in the
 * profile's stage. */
#include <config.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "pipeline_parts.h"

/* Names of the profiles in a folder are added to *names. */
static void gather(arena *in, const char *folder, const char ***names, uint32_t *n, uint32_t *room)
{
	DIR *d = opendir(folder);
	if (!d)
		return;
	for (struct dirent *e; (e = readdir(d)) && *n < 1000;) {
		size_t k = strlen(e->d_name);
		if (k < 5 || strcmp(e->d_name + k - 4, ".xml") || e->d_name[0] == '.')
			continue;
		const char *name = arena_copy(in, e->d_name, k - 4);
		uint32_t i = 0;
		while (i < *n && strcmp((*names)[i], name))
			i++;
		if (i < *n)
			continue;
		ARRAY_ROOM(in, *names, *room, *n);
		(*names)[(*n)++] = name;
	}
	closedir(d);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void say_not_found(builder *b, const char *name, place at, const char *beside, const char *own)
{
	const char **names = NULL;
	uint32_t n = 0, room = 0;
	gather(b->in, beside, &names, &n, &room);
	gather(b->in, own, &names, &n, &room);
	if (n)
		qsort(names, n, sizeof *names, compare);
	messages_add(b->m, MESSAGE_ERROR, at, _("there is no profile \"%s\" in %s or %s%s"), name, beside, own,
	             hint(b->in, name, n, names, true));
}

/* The profile as a file that can be read; NULL after a message, or silently when it isn't wanted. */
static const char *find(builder *b, const char *name, place at, bool wanted, glane_bytes *text)
{
	const char *beside = path_join(b->in, path_folder(b->in, b->shown), "profiles");
	const char *own = glane_data(b->in, "pipelines/profiles");
	const char *folders[2] = { beside, own };
	if (strchr(name, '/') || !*name || *name == '.') {
		messages_add(b->m, MESSAGE_ERROR, at,
		             _("\"%s\" is no name of a profile: profiles are named, never paths"), name);
		return NULL;
	}
	for (int i = 0; i < 2; i++) {
		const char *path = arena_print(b->in, "%s/%s.xml", folders[i], name);
		if (file_read(b->in, path, text, NULL))
			return path;
		if (errno == ENOENT || errno == ENOTDIR)
			continue;
		messages_add(b->m, MESSAGE_ERROR, at, _("profile %s can't be read: %s"), path, message_reason(errno));
		return NULL;
	}
	if (wanted)
		say_not_found(b, name, at, beside, own);
	return NULL;
}

static void check_root(builder *b, const xml_element *root, const char *name)
{
	static const char *const known[] = { "version", "name" };
	for (uint32_t i = 0; i < root->n; i++) {
		const xml_attribute *a = &root->attribute[i];
		if (!strcmp(a->name, "name") && strcmp(a->value, name))
			messages_add(b->m, MESSAGE_ERROR, a->at, _("the profile in %s.xml is called \"%s\": write "
			             "name=\"%s\""), name, a->value, name);
		else if (strcmp(a->name, "name") && strcmp(a->name, "version"))
			messages_add(b->m, MESSAGE_ERROR, a->name_at, _("<profile> has no attribute %s%s"), a->name,
			             hint(b->in, a->name, 2, known, true));
	}
}

/* The stage of a profile says what is different in one that is there already. */
static void override(builder *b, raw_stage *there, const raw_stage *own)
{
	if (there->s.kind != own->s.kind)
		messages_add(b->m, MESSAGE_ERROR, own->s.at, _("\"%s\" is a <%s> in the profile (%s:%u), not a <%s>"),
		             own->s.id, there->element, there->s.at.file, there->s.at.line, own->element);
	/* Another plugin in that place: the profile's options are not its. */
	if (own->s.use && there->s.use && strcmp(own->s.use, there->s.use)) {
		there->s.n_settings = 0;
		there->s.setting = NULL;
		there->s.use = own->s.use;
		there->s.use_at = own->s.use_at;
	}
	for (uint32_t i = 0; i < own->s.n_settings; i++)
		settings_put(b->in, &there->s.setting, &there->s.n_settings, own->s.setting[i]);
}

/* A stage of a profile; how many are new: one that a profile included above has already is changed there. */
static uint32_t insert_stage(builder *b, const xml_element *e, uint32_t position, uint32_t n)
{
	raw_stage new;
	if (!stage_of_element(b, e, FROM_PROFILE, &new))
		return 0;
	for (uint32_t i = position; i < position + n; i++)
		if (!strcmp(b->part[i].s.id, new.s.id)) {
			override(b, &b->part[i], &new);
			return 0;
		}
	part_insert(b, position + n, new);
	return 1;
}

uint32_t profile_insert(builder *b, const char *name, place at, uint32_t position, bool wanted)
{
	enum { DEEPEST = 8 };
	glane_bytes text;
	uint32_t n = 0;
	const char *path = find(b, name, at, wanted, &text);
	xml_file *f = path ? pipeline_xml(b->in, path, text, "profile", b->m) : NULL;
	if (!f || !version_check(b, &f->element[0]))
		return 0;
	check_root(b, &f->element[0], name);
	if (b->profiles == DEEPEST) {
		messages_add(b->m, MESSAGE_ERROR, at, _("profile \"%s\" is included by itself, or too deep: profiles may lie "
		             "%d deep in each other"), name, DEEPEST);
		return 0;
	}
	b->profiles++;
	for (uint32_t i = 1; i < f->n; i++) {
		const xml_element *e = &f->element[i];
		place where = e->at;
		const char *other = !strcmp(e->name, "include") && e->depth == 1 ? include_name(b, e, &where) : NULL;
		if (other)
			n += profile_insert(b, other, where, position + n, true);
		else if (e->depth == 1 && (!strcmp(e->name, "step") || !strcmp(e->name, "write")))
			n += insert_stage(b, e, position, n);
		else if (strcmp(e->name, "include"))
			messages_add(b->m, MESSAGE_ERROR, e->at,
			             _("<%s> can't stand here: a profile holds only <include>, <step> and <write>"), e->name);
	}
	b->profiles--;
	return n;
}

bool profile_override(builder *b, raw_stage *own)
{
	for (uint32_t i = 0; i < b->n; i++)
		if (b->part[i].profile && !b->part[i].again.line && !strcmp(b->part[i].s.id, own->s.id)) {
			b->part[i].again = own->s.at;
			override(b, &b->part[i], own);
			return true;
		}
	return false;
}
