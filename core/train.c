/* train.c - a plugin's train(): what it writes is kept until it has succeeded. */
#include <config.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>
#include "engine_private.h"
#include "file.h"

/* Under another name first, so that a model in use is the old one or the new one. */
static bool write_whole(arena *in, const char *path, const glane_io *from)
{
	const char *fresh = arena_print(in, "%s.glane-new", path);
	glane_io io;
	bool ok = path_make_folders(path_folder(in, path));
	if (ok) {
		if (io_open_file(&io, fresh))
			io_write(&io, from->p, from->n);
		ok = io_close(&io);
		if (!ok && io.error)
			errno = io.error;
	}
	ok = ok && !rename(fresh, path);
	int error = errno;
	if (!ok)
		unlink(fresh);
	errno = error;
	return ok;
}

static bool put_in_place(engine *e, const char *folder, const char **path)
{
	for (uint32_t i = 0; i < e->n_outputs; i++) {
		path[i] = path_join(e->run, folder, e->output[i]->path);
		if (write_whole(e->run, path[i], &e->output[i]->io))
			continue;
		message_now(MESSAGE_ERROR, NOWHERE, _("%s can't be written: %s"), path[i], message_reason(errno));
		return false;
	}
	return true;
}

bool engine_train(engine *e, const char *folder, uint32_t *n, const char *const **path)
{
	stage_run *r = &e->stage_run[0];
	const char **list;
	e->study = (glane_study){ "", "", "en", "team", 0, "", { "", 0 } };
	stage_begin(r, PHASE_TRAIN);
	int code = r->def->train(&r->ctx);
	for (uint32_t i = 0; i < e->n_outputs && !code; i++)
		if (e->output[i]->io.bad)
			stage_misuse(r, "what train() wrote is not whole");
	if (!code && !e->n_outputs)
		stage_misuse(r, "train() wrote nothing");
	bool ok = !stage_end(r, code);
	if (!ok)
		stage_complain(r);
	*n = e->n_outputs;
	list = arena_alloc(e->run, (*n + 1) * sizeof *list);
	ok = ok && put_in_place(e, folder, list);
	close_outputs(r, 0);
	*path = list;
	return ok;
}
