/* command_why.c - glane why: the passages behind a row of a table. */
#include <config.h>
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "command.h"
#include "language.h"
#include "pipeline_parts.h"
#include "text.h"
#include "why.h"

enum { O_MOST, O_JSON };
static const command_option options[] = {
	{ "--most", 'n', N_("N"), N_("At most N passages of each row; all that are kept by default") },
	{ "--json", 0, NULL, N_("Writes JSON: an array with an object for each row") },
	{ NULL, 0, NULL, NULL }
};

/* What was asked. */
typedef struct {
	const char *path, *table;
	uint32_t n, most;
	const char **column, **value;
	bool json;
} question;

static bool store_failed(const why *w)
{
	message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(w->store));
	return false;
}

/* ---- Which table, which rows ----------------------------------------------------------------- */

/* The column that a word names: by its name, or `group` by the variable that it holds; NULL: none. */
static const char *column_meant(const stored_table *t, const char *word)
{
	bool group = false;
	for (uint32_t i = 0; i < t->n_columns; i++) {
		if (!strcmp(t->column[i].name, word))
			return word;
		group = group || !strcmp(t->column[i].name, "group");
	}
	return group && t->by && !strcmp(t->by, word) ? "group" : NULL;
}

static bool has_columns(const stored_table *t, const question *q)
{
	for (uint32_t i = 0; i < q->n; i++)
		if (!column_meant(t, q->column[i]))
			return false;
	return true;
}

/* By its id; or by its stage, where that has one table, or one with all the columns asked for. */
static const stored_table *choose_table(why *w, const question *q)
{
	uint32_t n, n_names = 0, n_of_stage = 0, n_fit = 0;
	stored_table *t = store_tables(w->store, w->in, &n);
	if (!t) {
		store_failed(w);
		return NULL;
	}
	const char **name = arena_alloc(w->in, ((size_t)n * 2 + 1) * sizeof *name);
	const char **of_stage = arena_alloc(w->in, (n + 1) * sizeof *of_stage);
	const stored_table *one = NULL, *fit = NULL;
	for (uint32_t i = 0; i < n; i++) {
		if (!strcmp(t[i].id, q->table))
			return &t[i];
		if (!strcmp(t[i].stage, q->table)) {
			of_stage[n_of_stage++] = t[i].id;
			one = &t[i];
			if (has_columns(&t[i], q)) {
				fit = &t[i];
				n_fit++;
			}
		}
		name[n_names++] = t[i].id;
		if (!i || strcmp(t[i].stage, t[i - 1].stage))
			name[n_names++] = t[i].stage;
	}
	if (n_of_stage == 1 || n_fit == 1)
		return n_fit ? fit : one;
	if (n_of_stage)
		message_now(MESSAGE_ERROR, NOWHERE, _("%s has several tables: write one of %s"), q->table,
		            hint_list(w->in, n_of_stage, of_stage));
	else if (!n)
		message_now(MESSAGE_ERROR, NOWHERE, _("%s holds no tables: it is of a run that has not finished"),
		            store_path(w->store));
	else
		message_now(MESSAGE_ERROR, NOWHERE, _("there is no table %s%s"), q->table,
		            hint(w->in, q->table, n_names, name, true));
	return NULL;
}

static const char *choose_column(why *w, const stored_table *t, const char *word)
{
	const char *meant = column_meant(t, word), **name = arena_alloc(w->in, (t->n_columns + 2) * sizeof *name);
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n_columns && !meant; i++) {
		name[n++] = t->column[i].name;
		if (!strcmp(t->column[i].name, "group") && t->by && *t->by)
			name[n++] = t->by;
	}
	if (!meant)
		message_now(MESSAGE_ERROR, NOWHERE, _("%s has no column %s%s"), t->id, word,
		            hint(w->in, word, n, name, true));
	return meant;
}

/* No row was found: which value is the first that no row has, and what is like it. */
static void say_no_row(why *w, const stored_table *t, const question *q, const char **column_of)
{
	for (uint32_t i = 0; i < q->n; i++) {
		uint32_t n, *row;
		const char **value;
		if (!store_table_rows(w->store, w->in, t->id, 1, &column_of[i], &q->value[i], &n, &row) || n)
			continue;
		n = store_table_values(w->store, w->in, t->id, column_of[i], &value);
		const char *near = suggest_name(q->value[i], n, value);
		if (near)
			message_now(MESSAGE_ERROR, NOWHERE, _("%s has no row with %s=%s: did you mean %s=%s?"), t->id,
			            q->column[i], q->value[i], q->column[i], near);
		else if (n <= 20)
			message_now(MESSAGE_ERROR, NOWHERE, _("%s has no row with %s=%s: there are %s"), t->id, q->column[i],
			            q->value[i], hint_list(w->in, n, value));
		else
			message_now(MESSAGE_ERROR, NOWHERE, _("%s has no row with %s=%s"), t->id, q->column[i], q->value[i]);
		return;
	}
	message_now(MESSAGE_ERROR, NOWHERE, _("%s has rows with each of these values, but none with all of them: name fewer"),
	            t->id);
}

/* ---- For people ------------------------------------------------------------------------------ */

/* 12431 as "12,431" or "12 431". */
static const char *grouped(arena *in, uint64_t v)
{
	const char *mark = strcmp(language_user(), "fr") ? "," : "\u202f", *out = NULL;
	for (; v >= 1000; v /= 1000)
		out = arena_print(in, "%s%03u%s", mark, (unsigned)(v % 1000), out ? out : "");
	return arena_print(in, "%u%s", (unsigned)v, out ? out : "");
}

/* A word of the plugin as people read it, other cells as they are; NULL when it isn't known. */
static const char *said(const stored_column *k, const char *cell)
{
	bool word = cell && k->unit && (!strcmp(k->role, "key") || !strcmp(k->role, "label")) && text_has(k->unit, '|', cell);
	return word ? language_say(NULL, NULL, cell) : cell;
}

/* A cell of a sentence: a number with decimals as people say it, with four digits that matter and the mark of their language. */
static const char *cell_said(arena *in, const char *cell)
{
	char *end, *point, *text;
	double v = strtod(cell, &end);
	if (end == cell || *end || !strchr(cell, '.'))
		return cell;
	text = arena_print(in, "%.4g", v);
	point = strchr(text, '.');
	if (point && !strcmp(language_user(), "fr"))
		*point = ',';
	return text;
}

/* The table's sentence with the row's cells for {names of columns}; NULL when one isn't known. */
static const char *sentence(arena *in, const stored_table *t, const char *const *cell)
{
	const char *p = t->reading, *out = "";
	if (!p || !*p)
		return NULL;
	while (*p) {
		size_t n = strcspn(p, "{"), k = strcspn(p + n, "}");
		out = arena_print(in, "%s%.*s", out, (int)n, p);
		p += n;
		if (!*p)
			break;
		if (!p[k])
			return NULL;
		const char *value = NULL;
		for (uint32_t i = 0; i < t->n_columns; i++)
			if (strlen(t->column[i].name) == k - 1 && !strncmp(t->column[i].name, p + 1, k - 1))
				value = said(&t->column[i], cell[i]);
		if (!value)
			return NULL;
		out = arena_print(in, "%s%s", out, cell_said(in, value));
		p += k + 1;
	}
	return out;
}

static void print_row(arena *in, const stored_table *t, const char *const *cell)
{
	const char *said = sentence(in, t, cell);
	uint32_t width = 0;
	printf("%s\n", t->title && *t->title ? t->title : t->id);
	if (said)
		printf("%s\n", said);
	for (uint32_t i = 0; i < t->n_columns; i++) {
		uint32_t n = text_code_points(str_of(t->column[i].name));
		width = n > width ? n : width;
	}
	for (uint32_t i = 0; i < t->n_columns; i++) {
		const stored_column *c = &t->column[i];
		printf("  %s%*s  %s", c->name, (int)(width - text_code_points(str_of(c->name))), "", cell[i] ? cell[i] : "–");
		if (!strcmp(c->name, "group") && t->by && *t->by)
			printf("  (%s)", t->by);
		putchar('\n');
	}
}

static void print_passage(const why_passage *p, uint32_t number)
{
	static const char *const mark[][2] = { { "[", "]" }, { "\033[1m", "\033[0m" } };
	bool bold = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	printf("\n%u. %s", number, sym_text(p->doc->pub.name));
	if (*p->where)
		printf(" (%s)", p->where);
	if (!p->quotable) {
		printf("\n   %s\n", _("(not quotable)"));
		return;
	}
	if (*p->signature && strcmp(p->signature, sym_text(p->doc->pub.name)))
		printf(" — %s", p->signature);
	printf("\n   %s%s%s%s%s\n", p->before, mark[bold][0], p->text, mark[bold][1], p->after);
	if (*p->corrected)
		printf("   %s\n", arena_print(p->doc->arena, _("corrected: %s"), p->corrected));
}

static bool show_row(why *w, const stored_table *t, uint32_t row, uint32_t most)
{
	const char **cell;
	const found *f;
	uint32_t n;
	uint64_t total;
	why_passage p;
	if (!store_table_cells(w->store, w->in, t->id, row, &cell) || !why_found(w, t, row, most, &n, &f, &total))
		return store_failed(w);
	print_row(w->in, t, cell);
	if (!n && !total)
		printf("\n%s\n", _("no passages are kept for this row"));
	else if (n < total)
		printf(_("\n%s of %s passages\n"), grouped(w->in, n), grouped(w->in, total));
	else
		printf(_("\npassages: %s\n"), grouped(w->in, n));
	for (uint32_t i = 0; i < n; i++) {
		if (!why_read(w, &f[i], &p))
			return store_failed(w);
		print_passage(&p, i + 1);
	}
	return true;
}

/* ---- For programs ---------------------------------------------------------------------------- */

static json_t *json_cell(const stored_column *c, const char *cell)
{
	int64_t integer;
	double real;
	if (!cell)
		return json_null();
	if (!strcmp(c->type, "int") && text_integer(str_of(cell), &integer))
		return json_integer(integer);
	if (!strcmp(c->type, "real") && text_number(str_of(cell), &real))
		return json_real(real);
	return json_string(cell);
}

/* Offsets in code points, as in all that glane exports. */
static json_t *json_passage(const why_passage *p)
{
	uint32_t bytes[2] = { p->span.begin, p->span.end }, at[2];
	text_offsets(p->doc->pub.text, 32, 2, bytes, at);
	json_t *o = json_pack("{s:s, s:s, s:I, s:I, s:b}", "document", sym_text(p->doc->pub.name), "where", p->where,
	                      "begin", (json_int_t)at[0], "end", (json_int_t)at[1], "quotable", (int)p->quotable);
	if (p->quotable) {
		json_object_set_new(o, "signature", json_string(p->signature));
		json_object_set_new(o, "before", json_string(p->before));
		json_object_set_new(o, "text", json_string(p->text));
		json_object_set_new(o, "after", json_string(p->after));
		if (*p->corrected)
			json_object_set_new(o, "corrected", json_string(p->corrected));
	}
	return o;
}

static json_t *json_row(why *w, const stored_table *t, uint32_t row, uint32_t most)
{
	const char **cell;
	const found *f;
	uint32_t n;
	uint64_t total;
	why_passage p;
	if (!store_table_cells(w->store, w->in, t->id, row, &cell) || !why_found(w, t, row, most, &n, &f, &total)) {
		store_failed(w);
		return NULL;
	}
	json_t *cells = json_object(), *all = json_array();
	for (uint32_t i = 0; i < t->n_columns; i++)
		json_object_set_new(cells, t->column[i].name, json_cell(&t->column[i], cell[i]));
	for (uint32_t i = 0; i < n; i++) {
		if (!why_read(w, &f[i], &p)) {
			json_decref(cells);
			json_decref(all);
			store_failed(w);
			return NULL;
		}
		json_array_append_new(all, json_passage(&p));
	}
	return json_pack("{s:s, s:o, s:I, s:o}", "table", t->id, "row", cells, "total", (json_int_t)total, "passages", all);
}

static bool show_json(why *w, const stored_table *t, uint32_t n, const uint32_t *row, uint32_t most)
{
	json_t *all = json_array();
	bool good = true;
	for (uint32_t i = 0; i < n && good; i++) {
		json_t *one = json_row(w, t, row[i], most);
		good = one && !json_array_append_new(all, one);
	}
	if (good) {
		json_dumpf(all, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(15));
		putchar('\n');
	}
	json_decref(all);
	return good;
}

/* ---- The command ----------------------------------------------------------------------------- */

static int answer(why *w, const question *q)
{
	const stored_table *t = choose_table(w, q);
	uint32_t n, *row;
	if (!t)
		return STATUS_FAILED;
	const char **column_of = arena_alloc(w->in, (q->n + 1) * sizeof *column_of);
	for (uint32_t i = 0; i < q->n; i++)
		if (!(column_of[i] = choose_column(w, t, q->column[i])))
			return STATUS_FAILED;
	if (!store_table_rows(w->store, w->in, t->id, q->n, column_of, q->value, &n, &row)) {
		store_failed(w);
		return STATUS_FAILED;
	}
	if (!n) {
		say_no_row(w, t, q, column_of);
		return STATUS_FAILED;
	}
	if (q->json)
		return show_json(w, t, n, row, q->most) ? STATUS_DONE : STATUS_FAILED;
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			putchar('\n');
		if (!show_row(w, t, row[i], q->most))
			return STATUS_FAILED;
	}
	return STATUS_DONE;
}

static int bad_word(const char *format, const char *word)
{
	arena *a = arena_new();
	message_now(MESSAGE_ERROR, NOWHERE, "%s", arena_print(a, format, word));
	arena_free(a);
	return STATUS_USAGE;
}

static int take_word(arena *in, question *q, const char *word)
{
	if (!q->path) {
		q->path = word;
	} else if (!q->table) {
		q->table = word;
	} else {
		const char *equal = strchr(word, '=');
		if (!equal || equal == word)
			return bad_word(_("\"%s\" chooses no row: expected is COLUMN=VALUE, as in form=travail"), word);
		q->column[q->n] = arena_copy(in, word, (size_t)(equal - word));
		q->value[q->n++] = equal + 1;
	}
	return STATUS_DONE;
}

static int take_option(question *q, int option, const char *value)
{
	int64_t most;
	if (option == O_JSON) {
		q->json = true;
		return STATUS_DONE;
	}
	if (!text_integer(str_of(value), &most) || most < 1 || most > UINT32_MAX)
		return bad_word(_("--most %s: expected is a whole number from 1 on"), value);
	q->most = (uint32_t)most;
	return STATUS_DONE;
}

static int run(int argc, char **argv)
{
	command_line line = { argc, argv, 0, false };
	arena *in = arena_new();
	question q = { .column = arena_alloc(in, ((size_t)argc + 1) * sizeof *q.column),
		.value = arena_alloc(in, ((size_t)argc + 1) * sizeof *q.value) };
	const char *value;
	int status = STATUS_DONE;
	for (int o; status == STATUS_DONE && (o = command_next(&command_why, &line, &value)) != OPTION_END;) {
		if (o == OPTION_USAGE)
			status = STATUS_USAGE;
		else
			status = o == OPTION_WORD ? take_word(in, &q, value) : take_option(&q, o, value);
	}
	if (status == STATUS_DONE && !q.n)
		status = bad_word("%s", q.table ? _("which row? Write COLUMN=VALUE behind the table, as in form=travail") :
		                  _("which row of which table? Write glane why out frequencies.forms form=travail"));
	why w;
	if (status == STATUS_DONE) {
		status = why_open(&w, in, q.path) ? answer(&w, &q) : STATUS_FAILED;
		why_close(&w);
		if (fflush(stdout) && status == STATUS_DONE) {
			message_now(MESSAGE_ERROR, NOWHERE, _("writing to the terminal or pipe failed: %s"), message_reason(errno));
			status = STATUS_FAILED;
		}
	}
	arena_free(in);
	return status;
}

const command command_why = {
	"why", N_("OUT STAGE[.TABLE] COLUMN=VALUE …"), N_("Shows the passages behind a row of a table"), options, run,
	N_("OUT is the folder of a finished run, or its file run.sqlite: neither the corpus nor the pipeline is needed. "
	   "Where a table is grouped, the variable chooses the group: craft=photo.\n\n"
	   "  glane why out frequencies.forms form=travail group=photo")
};
