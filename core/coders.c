/* coders.c - what the pipeline says of coders, once it is known who has coded. */
#include <config.h>
#include <string.h>
#include "corpus_private.h"
#include "engine_private.h"
#include "pipeline_parts.h"

/* All who can have coded: stages, and people whom a stage has found in its files. n 0: not known. */
static uint32_t known_coders(planning *b, engine *e, const char ***out)
{
	uint32_t n = 0, room = 0;
	*out = NULL;
	for (uint32_t i = 0; i < e->n_runs; i++) {
		const stage_run *r = &e->stage_run[i];
		const column_values *people = stage_values(r, "theme", "origin");
		for (uint32_t l = 0; l < r->n_layers; l++) {
			const glane_layer *def = &r->def->layers[l];
			if (strcmp(def->name, "theme") || def->how == GLANE_LABELS)
				continue;
			if (layer_of_people(def) && !people)
				return 0;
			if (!layer_of_people(def)) {
				ARRAY_ROOM(b->in, *out, room, n);
				(*out)[n++] = r->stage->id;
			}
		}
		for (uint32_t k = 0; people && k < people->n; k++) {
			ARRAY_ROOM(b->in, *out, room, n);
			(*out)[n++] = people->value[k];
		}
	}
	return n;
}

void coders_check(planning *b, engine *e)
{
	const char **name;
	uint32_t n = known_coders(b, e, &name);
	for (uint32_t i = 0; i < e->n_runs; i++) {
		const stage *s = e->stage_run[i].stage;
		const setting *given = stage_setting(s, "coder");
		for (uint32_t k = 0; k < s->n_coders && !s->all_coders; k++) {
			bool known = false;
			for (uint32_t j = 0; j < n; j++)
				known = known || !strcmp(name[j], s->coder[k]);
			if (known || !given)
				continue;
			messages_add(b->m, MESSAGE_ERROR, given->at, _("%s: nobody who codes themes is called \"%s\"%s"), s->id,
			             s->coder[k], hint(b->in, s->coder[k], n, name, n <= 30));
			b->failed = true;
		}
	}
}
