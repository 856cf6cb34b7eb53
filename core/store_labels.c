/* store_labels.c - what values are called, kept for those who read the run store without its corpus. */
#include <config.h>
#include <string.h>
#include "store_private.h"

static bool set_label(store *s, const variable_def *v, const char *value, const char *label)
{
	sqlite3_stmt *q = store_statement(s, Q_ADD_LABEL);
	bind_text(q, 1, v->name);
	bind_text(q, 2, store_type_name(v->type));
	bind_text(q, 3, value);
	bind_text(q, 4, label);
	return store_run(s, q);
}

bool store_set_labels(store *s, const corpus *c)
{
	const char *language = c->pipeline ? c->pipeline->report_language : NULL;
	for (uint32_t i = 0; i < c->n_variables; i++) {
		const variable_def *v = &c->variable[i];
		for (uint32_t k = 0; k < v->n_modalities; k++) {
			const char *value = c->modality[v->first_modality + k].as;
			const char *label = corpus_value_label(c, v->name, value, language);
			if (strcmp(label, value) && !set_label(s, v, value, label))
				return false;
		}
	}
	return true;
}

corpus *store_labels(store *s, arena *in)
{
	sqlite3_stmt *q = store_statement(s, Q_LABELS);
	corpus *c = arena_alloc(in, sizeof *c);
	variable_def *v = NULL;
	uint32_t room_variables = 0, room = 0;
	int r;
	c->arena = in;
	while ((r = store_row(s, q)) > 0) {
		const char *name = column_text(in, q, 0), *value = column_text(in, q, 2), *label = column_text(in, q, 3);
		if (!v || strcmp(v->name, name)) {
			ARRAY_ROOM(in, c->variable, room_variables, c->n_variables);
			v = &c->variable[c->n_variables++];
			*v = (variable_def){ .name = name, .type = store_type_of((const char *)sqlite3_column_text(q, 1)),
				.first_modality = c->n_modalities };
		}
		ARRAY_ROOM(in, c->modality, room, c->n_modalities);
		c->modality[c->n_modalities++] = (modality){ .variable = name, .value = value, .as = value,
			.label_fr = label, .label_en = label };
		v->n_modalities++;
	}
	return r < 0 ? NULL : c;
}
