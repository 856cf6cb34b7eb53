/* tables.c - quotations by role, profile and kind, and the attributions from which roles and profiles were read, so
 * that labels that were met once show. Rows are made in report(): their evidence are the quotations themselves. */
#include <stdlib.h>
#include <string.h>
#include "quotations.h"
#include "room/room.h"

typedef struct {
	glane_sym role, profile, kind, group;
	int64_t quotations, documents, speakers;
} quotation_row;
static const glane_column quotation_columns[] = {
	GLANE_COL_KEY(quotation_row, role, "role", "Role"),
	GLANE_COL_KEY(quotation_row, profile, "profile", "Profile"),
	GLANE_COL_KEY_WORD(quotation_row, kind, "kind", "verbatim|term|scare-quote|title|reported", "Kind"),
	GLANE_COL_KEY(quotation_row, group, "group", "Group"),
	GLANE_COL_PASSAGES(quotation_row, quotations, "quotations", "quotations", "Quotations"),
	GLANE_COL_DOCUMENTS(quotation_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(quotation_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

typedef struct {
	glane_sym attribution, role, organisation, profile, group;
	int64_t quotations, documents, speakers;
} attribution_row;
static const glane_column attribution_columns[] = {
	GLANE_COL_KEY(attribution_row, attribution, "attribution", "Attribution as written"),
	GLANE_COL_KEY(attribution_row, role, "role", "Role"),
	GLANE_COL_KEY(attribution_row, organisation, "organisation", "Organisation"),
	GLANE_COL_KEY(attribution_row, profile, "profile", "Profile"),
	GLANE_COL_KEY(attribution_row, group, "group", "Group"),
	GLANE_COL_PASSAGES(attribution_row, quotations, "quotations", "quotations", "Quotations"),
	GLANE_COL_DOCUMENTS(attribution_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(attribution_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

typedef struct { glane_sym group; int64_t quotations, documents, speakers; } alone_row;
static const glane_column alone_columns[] = {
	GLANE_COL_KEY(alone_row, group, "group", "Group"),
	GLANE_COL_PASSAGES(alone_row, quotations, "quotations", "quotations", "Quotations"),
	GLANE_COL_DOCUMENTS(alone_row, documents, "documents", "Documents"),
	GLANE_COL_SPEAKERS(alone_row, speakers, "speakers", "Speakers"),
	GLANE_LAST
};

static const glane_view quotation_views[] = {
	{ "by-profile", "role", "profile", "quotations", "Quotations by role and profile" },
	{ "kinds", "kind", "profile", "quotations", "Kinds of quotations by profile" },
	GLANE_LAST
};

enum { QUOTATIONS, ATTRIBUTIONS, UNATTRIBUTED };
const glane_table quotations_tables[] = {
	[QUOTATIONS] = { "quotations", GLANE_REPORTED, quotation_columns, sizeof(quotation_row), "group kind profile -quotations",
		quotation_views, NULL, "Quotations by role and profile",
		"quotations ({kind}) attributed to the role “{role}”: {quotations}; documents that hold them: {documents}" },
	[ATTRIBUTIONS] = { "attributions", GLANE_REPORTED, attribution_columns, sizeof(attribution_row), "group -quotations",
		NULL, NULL, "Attributions as written, and what was read from them",
		"quotations attributed to “{attribution}”, which was read as the role “{role}”: {quotations}" },
	[UNATTRIBUTED] = { "unattributed", GLANE_REPORTED | GLANE_CHECK, alone_columns, sizeof(alone_row), "group", NULL, NULL,
		"Quotations of which it isn't known who says them",
		"in {group}, {quotations} quotations name nobody, in {documents} documents that say of others whose they "
		"are: look whether their authors are named near them; if so, correct the attribution by hand" },
	GLANE_LAST
};

/* A quotation that counts. */
typedef struct {
	glane_sym attribution, role, organisation, profile, kind, group, document, person;
	uint32_t row;
} item;

/* Ids only bring equal ones together; the core puts the rows in order. */
static int compare(const item *x, const item *y, int table)
{
	const glane_sym a[2][6] = { { x->role, x->profile, x->kind, x->group }, { x->attribution, x->role, x->organisation, x->profile, x->group } };
	const glane_sym b[2][6] = { { y->role, y->profile, y->kind, y->group }, { y->attribution, y->role, y->organisation, y->profile, y->group } };
	for (int i = 0; i < 5 + (table == ATTRIBUTIONS) - 1; i++)
		if (a[table][i].id != b[table][i].id)
			return a[table][i].id < b[table][i].id ? -1 : 1;
	return 0;
}

static int same_place(const item *x, const item *y)
{
	if (x->document.id != y->document.id)
		return x->document.id < y->document.id ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static int by_quotation(const void *a, const void *b)
{
	int c = compare(a, b, QUOTATIONS);
	return c ? c : same_place(a, b);
}

static int by_attribution(const void *a, const void *b)
{
	int c = compare(a, b, ATTRIBUTIONS);
	return c ? c : same_place(a, b);
}

static int by_id(const void *a, const void *b)
{
	const glane_sym *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static int64_t distinct(glane_sym *s, uint32_t n)
{
	int64_t k = 0;
	qsort(s, n, sizeof *s, by_id);
	for (uint32_t i = 0; i < n; i++)
		k += !i || s[i].id != s[i - 1].id;
	return k;
}

/* One row for the items from..to, which have the same keys. */
static void make_row(glane_ctx *ctx, int table, const item *it, uint32_t n, glane_passage *passage, glane_sym *set)
{
	int64_t documents, speakers;
	for (uint32_t i = 0; i < n; i++) {
		passage[i] = (glane_passage){ it[i].document, it[i].row };
		set[i] = it[i].document;
	}
	documents = distinct(set, n);
	for (uint32_t i = 0; i < n; i++)
		set[i] = it[i].person;
	speakers = distinct(set, n);
	const glane_evidence e = { "verbatim", 0, n, NULL, passage };
	if (table == UNATTRIBUTED) {
		ctx->host->row(ctx, UNATTRIBUTED, &(alone_row){ it->group, n, documents, speakers }, &e);
	} else if (table == QUOTATIONS) {
		quotation_row r = { it->role, it->profile, it->kind, it->group, n, documents, speakers };
		ctx->host->row(ctx, QUOTATIONS, &r, &e);
	} else {
		attribution_row r = { it->attribution, it->role, it->organisation, it->profile, it->group, n, documents, speakers };
		ctx->host->row(ctx, ATTRIBUTIONS, &r, &e);
	}
}

static void make_table(glane_ctx *ctx, int table, item *it, uint32_t n)
{
	glane_passage *passage = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *passage);
	glane_sym *set = ctx->host->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *set);
	if (n)
		qsort(it, n, sizeof *it, table == QUOTATIONS ? by_quotation : by_attribution);
	for (uint32_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && !compare(&it[from], &it[to], table); )
			to++;
		if (table == QUOTATIONS || it[from].attribution.id)
			make_row(ctx, table, it + from, to - from, passage, set);
	}
}

static int by_group(const void *a, const void *b)
{
	const item *x = a, *y = b;
	if (x->group.id != y->group.id)
		return x->group.id < y->group.id ? -1 : 1;
	return same_place(x, y);
}

/* What is quoted word for word and has no author, in documents where another quotation has one: where nobody is ever named, as
 * in interviews, that is no oversight. The items of a document follow each other. */
static void make_unattributed(glane_ctx *ctx, const item *it, uint32_t n)
{
	const glane_host *h = ctx->host;
	const glane_sym verbatim = h->sym(ctx, "verbatim");
	item *alone = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *alone);
	glane_passage *passage = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *passage);
	glane_sym *set = h->alloc(ctx, GLANE_SCRATCH, (n + 1) * sizeof *set);
	uint32_t m = 0;
	for (uint32_t from = 0, to; from < n; from = to) {
		bool some = false;
		for (to = from; to < n && it[to].document.id == it[from].document.id; to++)
			some |= it[to].attribution.id;
		for (uint32_t i = from; some && i < to; i++)
			if (!it[i].attribution.id && it[i].kind.id == verbatim.id)
				alone[m++] = it[i];
	}
	if (m)
		qsort(alone, m, sizeof *alone, by_group);
	for (uint32_t from = 0, to; from < m; from = to) {
		for (to = from; to < m && alone[to].group.id == alone[from].group.id; to++)
			;
		make_row(ctx, UNATTRIBUTED, alone + from, to - from, passage, set);
	}
}

int quotations_report(glane_ctx *ctx)
{
	const glane_host *h = ctx->host;
	const input *in = ctx->input;
	uint32_t documents = h->documents(ctx), n = 0, room = 0;
	item *it = NULL;
	for (uint32_t d = 0; d < documents; d++) {
		const glane_doc *doc = h->document(ctx, d);
		for (uint32_t i = 0; in->attributed && i < in->verbatim.n; i++) {
			uint32_t row = in->verbatim.row[i];
			if (!in->attributed[row].id)	/* of another stage */
				continue;
			it = room_for(ctx, GLANE_SCRATCH, it, sizeof *it, n, &room, 1);
			it[n++] = (item){ in->attribution[row], in->role[row], in->organisation[row], in->profile[row], in->kind[row],
			                  in->verbatim.group[i], doc->name, doc->speaker[in->verbatim.speaker[i]].person, row };
		}
	}
	make_unattributed(ctx, it, n);
	make_table(ctx, QUOTATIONS, it, n);
	make_table(ctx, ATTRIBUTIONS, it, n);
	return GLANE_OK;
}
