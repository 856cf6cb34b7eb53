/* progress.c - how far a run is, on a terminal. */
#include <config.h>
#include <unistd.h>
#include "language.h"
#include "worker.h"

enum { ETA_AFTER = 3000, PAUSE = 100 };	/* ms */

static bool shown;
static int64_t began, last;

/* "2 min 05 s", for people. */
static void print_left(char *out, size_t room, int64_t s)
{
	if (s < 60)
		snprintf(out, room, _("%d s left"), (int)s);
	else if (s < 3600)
		snprintf(out, room, _("%d min %02d s left"), (int)(s / 60), (int)(s % 60));
	else
		snprintf(out, room, _("%d h %02d min left"), (int)(s / 3600), (int)(s / 60 % 60));
}

void progress_show(uint32_t done, uint32_t total, uint32_t skipped, uint64_t bytes_done, uint64_t bytes)
{
	int64_t now = clock_ms();
	char left[64] = "", aside[64] = "";
	if (message_quiet || !total || !isatty(STDERR_FILENO))
		return;
	if (!began)
		began = now;
	if (shown && now - last < PAUSE)
		return;
	last = now;
	/* Bytes tell more than documents, where the reader knows them. */
	uint64_t part = bytes ? bytes_done : done, whole = bytes ? bytes : total;
	if (now - began > ETA_AFTER && part) {
		*left = ',';
		left[1] = ' ';
		print_left(left + 2, sizeof left - 2,
		           (int64_t)((double)(now - began) * (double)(whole - part) / (double)part) / 1000);
	}
	if (skipped)
		snprintf(aside, sizeof aside, _(", %u set aside"), skipped);
	fprintf(stderr, "\r\033[K");
	fprintf(stderr, _("%u of %u documents (%d %%)"), done, total, (int)(100 * part / whole));
	fprintf(stderr, "%s%s", aside, left);
	fflush(stderr);
	shown = true;
}

void progress_end(void)
{
	if (shown) {
		fprintf(stderr, "\r\033[K");
		fflush(stderr);
	}
	shown = false;
}
