/* prepare.c - what run, check, merge and pipe do first. */
#include <config.h>
#include <string.h>
#include "language.h"
#include "prepare.h"
#include "sym.h"
#include "text.h"

bool prepare_pipeline(prepared *p, const common_options *o, const char *path, const char *text)
{
	p->arena = arena_new();
	p->messages = messages_new(p->arena);
	p->loader = loader_new(p->arena, o->n_folders, o->folder);
	if (text)
		p->pipeline = pipeline_parse(p->arena, path,
		                             (glane_bytes){ (const unsigned char *)text, strlen(text) },
		                             o->n_set, o->set, p->messages);
	else
		p->pipeline = pipeline_load(p->arena, path, o->n_set, o->set, p->messages);
	if (p->pipeline)
		check_static(p->pipeline, p->loader, p->messages);
	profile_phase("pipeline");
	return p->pipeline && !messages_count(p->messages, MESSAGE_ERROR);
}

bool prepare_engine(prepared *p, bool without_corpus)
{
	p->engine = engine_new(p->arena, p->pipeline, p->messages);
	profile_begin(p->pipeline->n_stages);
	bool ok = engine_create(p->engine);
	profile_phase("create");
	if (!ok || messages_count(p->messages, MESSAGE_ERROR))
		return false;
	p->corpus = without_corpus ? corpus_empty(p->arena, p->engine, p->messages)
	                           : corpus_plan(p->arena, p->engine, p->loader, p->messages);
	profile_phase("plan");
	if (!p->corpus || messages_count(p->messages, MESSAGE_ERROR))
		return false;
	engine_set_corpus(p->engine, p->corpus);
	return true;
}

uint32_t prepare_say(prepared *p)
{
	uint32_t errors = messages_print(p->messages, stderr);
	if (p->engine)
		engine_set_messages(p->engine, NULL);
	return errors;
}

void prepare_end(prepared *p)
{
	engine_free(p->engine);
	arena_free(p->arena);
}

bool common_folder(common_options *o, const char *value)
{
	if (o->n_folders == sizeof o->folder / sizeof *o->folder) {
		message_now(MESSAGE_ERROR, NOWHERE, _("--plugin-dir is given too often: at most %u times"),
		            o->n_folders);
		return false;
	}
	o->folder[o->n_folders++] = value;
	return true;
}

bool common_set(common_options *o, const char *value)
{
	if (o->n_set == sizeof o->set / sizeof *o->set) {
		message_now(MESSAGE_ERROR, NOWHERE, _("--set is given too often: at most %u times"), o->n_set);
		return false;
	}
	o->set[o->n_set++] = value;
	return true;
}

bool number_argument(const char *option, const char *value, int64_t min, int64_t max, int64_t *out)
{
	if (text_integer(str_of(value), out) && *out >= min && *out <= max)
		return true;
	message_now(MESSAGE_ERROR, NOWHERE,
	            _("%s %s: a whole number from %lld to %lld was expected"), option, value,
	            (long long)min, (long long)max);
	return false;
}
