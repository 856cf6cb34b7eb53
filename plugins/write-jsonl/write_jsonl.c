/* write-jsonl: one JSON object per document and line, with text and layers, for other programs.
 *
 * Spans are counted in code points, as Python and most programs count, not in bytes as glane does. */
#include "json/json_out.h"
#include <math.h>
#include <string.h>

typedef struct {
	const char *layers;
	int text;
} config;

enum { TEXT_YES, TEXT_NO };
enum { DIGITS = 6, MAX_COLUMNS = 32 };

static const glane_option options[] = {
	GLANE_OPT_TEXT(config, layers, "layers", "",
	               "Layers to write, separated by semicolons; all where it is left out"),
	GLANE_OPT_CHOICE(config, text, "text", "yes", "yes|no", "Whether the text itself is written"),
	GLANE_LAST
};

/* Calls in the list of `layers`: its next name from *at on, without blanks; n 0: the end. */
static glane_str next_name(const char **at)
{
	const char *p = *at;
	p += strspn(p, "; \t\r\n");
	glane_str name = { p, (uint32_t)strcspn(p, ";\r\n") };
	*at = p + name.n;
	while (name.n && (p[name.n - 1] == ' ' || p[name.n - 1] == '\t'))
		name.n--;
	return name;
}

static bool wanted(const config *c, const char *layer)
{
	const char *at = c->layers;
	glane_str name = next_name(&at);
	if (!name.n)
		return true;
	for (; name.n; name = next_name(&at))
		if (strlen(layer) == name.n && !memcmp(layer, name.p, name.n))
			return true;
	return false;
}

static int create(glane_ctx *ctx, void **self)
{
	const char *at = ((const config *)ctx->config)->layers;
	(void)self;
	for (glane_str name = next_name(&at); name.n; name = next_name(&at))
		for (uint32_t i = 0; i < name.n; i++)
			if (strchr(" ,\t", name.p[i]))
				return ctx->host->fail(ctx, GLANE_EOPTION, glane_at_option("layers"),
					"\"%.*s\" is not the name of a layer: separate names by semicolons, "
					"as in \"turn; sentence\"", GLANE_STR(name));
	return GLANE_OK;
}

static json_t *variables_object(uint32_t n, const glane_variable *v)
{
	json_t *o = json_object();
	for (uint32_t i = 0; i < n; i++) {
		if (!v[i].value.n)
			continue;
		bool number = v[i].type == GLANE_NUMBER || v[i].type == GLANE_WEIGHT;
		json_object_set_new_nocheck(o, v[i].name,
			number ? json_out_number(v[i].value) : json_out_string(v[i].value));
	}
	return o;
}

static void write_speakers(json_out *out, const glane_doc *doc)
{
	static const char *const role[] = { "respondent", "interviewer", "other" };
	const glane_host *h = out->ctx->host;
	json_out_raw(out, ",\"speakers\":[");
	for (uint32_t i = 0; i < doc->n_speakers; i++) {
		const glane_speaker *s = &doc->speaker[i];
		json_t *o = json_object();
		json_object_set_new_nocheck(o, "id", json_out_string(h->string(out->ctx, s->id)));
		uint32_t r = s->role < 3 ? s->role : GLANE_OTHER;
		json_object_set_new_nocheck(o, "role", json_out_text(role[r]));
		if (s->person.id)
			json_object_set_new_nocheck(o, "person",
			                            json_out_string(h->string(out->ctx, s->person)));
		json_object_set_new_nocheck(o, "variables", variables_object(s->n_variables, s->variable));
		if (i)
			json_out_raw(out, ",");
		json_out_value(out, o, 0);
	}
	json_out_raw(out, "]");
}

/* Begin and end of each row in code points. Begins ascend; ends need not, so they are put in order. */
typedef struct { uint32_t at, row; } end_of;

static int by_place(const void *a, const void *b)
{
	const end_of *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

static void code_points(glane_ctx *ctx, const glane_doc *doc, glane_rows rows, glane_span *out)
{
	const glane_host *h = ctx->host;
	size_t n = rows.n, size = n * sizeof(uint32_t);
	uint32_t *bytes = h->alloc(ctx, GLANE_SCRATCH, size);
	uint32_t *points = h->alloc(ctx, GLANE_SCRATCH, size);
	end_of *end = h->alloc(ctx, GLANE_SCRATCH, n * sizeof *end);
	bool sorted = true;
	for (uint32_t i = 0; i < rows.n; i++)
		bytes[i] = rows.span[i].begin;
	h->offsets(ctx, doc, 32, rows.n, bytes, points);
	for (uint32_t i = 0; i < rows.n; i++) {
		out[i].begin = points[i];
		end[i] = (end_of){ rows.span[i].end, i };
		sorted &= !i || end[i - 1].at <= end[i].at;
	}
	if (!sorted)
		qsort(end, n, sizeof *end, by_place);
	for (uint32_t i = 0; i < rows.n; i++)
		bytes[i] = end[i].at;
	h->offsets(ctx, doc, 32, rows.n, bytes, points);
	for (uint32_t i = 0; i < rows.n; i++)
		out[end[i].row].end = points[i];
}

static bool missing(const glane_layer_column *c, uint32_t row)
{
	switch (c->type) {
	case GLANE_SYM:
		return !((const glane_sym *)c->array)[row].id;
	case GLANE_INT:
		return ((const int64_t *)c->array)[row] == INT64_MIN;
	case GLANE_REAL:
		return !isfinite(((const double *)c->array)[row]);
	default:
		return ((const uint32_t *)c->array)[row] == GLANE_NONE;
	}
}

/* One object serves for all rows of a layer that have the same cells: making a new one for each would
 * take most of the time. value[0] and [1] are begin and end. */
typedef struct {
	uint64_t cells;			/* bit c: column c has a value */
	json_t *object, *value[2 + MAX_COLUMNS];
} shape;
enum { MAX_SHAPES = 8 };

static json_t *add_member(json_t *object, const char *key, json_t *value)
{
	return json_object_set_new_nocheck(object, key, value) ? NULL : value;
}

static void make_shape(shape *s, uint64_t cells, const glane_layer_data *l, uint32_t n_columns)
{
	json_decref(s->object);
	*s = (shape){ .cells = cells, .object = json_object() };
	s->value[0] = add_member(s->object, "begin", json_integer(0));
	s->value[1] = add_member(s->object, "end", json_integer(0));
	for (uint32_t c = 0; c < n_columns; c++) {
		uint32_t type = l->column[c].type;
		if (cells >> c & 1)
			s->value[2 + c] = add_member(s->object, l->column[c].name,
				type == GLANE_SYM ? json_string_nocheck("")
				: type == GLANE_REAL ? json_real(0) : json_integer(0));
	}
}

static shape *shape_for(shape *known, uint32_t *next, uint64_t cells, const glane_layer_data *l,
                        uint32_t n_columns)
{
	for (uint32_t i = 0; i < MAX_SHAPES; i++)
		if (known[i].object && known[i].cells == cells)
			return &known[i];
	shape *s = &known[*next];
	*next = (*next + 1) % MAX_SHAPES;
	make_shape(s, cells, l, n_columns);
	return s;
}

/* Rounded numbers are printed with few digits; one that is whole keeps them all. */
static int digits_of(double x, int digits)
{
	return fabs(x) < 1e15 && x == rint(x) ? 0 : digits;
}

static void fill(glane_ctx *ctx, shape *s, const glane_layer_data *l, uint32_t n_columns, uint32_t row)
{
	for (uint32_t c = 0; c < n_columns; c++) {
		const glane_layer_column *column = &l->column[c];
		json_t *value = s->value[2 + c];
		if (!value)
			continue;
		switch (column->type) {
		case GLANE_SYM: {
			glane_str text = ctx->host->string(ctx, ((const glane_sym *)column->array)[row]);
			json_string_setn_nocheck(value, text.p, text.n);
			break;
		}
		case GLANE_INT:
			json_integer_set(value, ((const int64_t *)column->array)[row]);
			break;
		case GLANE_REAL:
			json_real_set(value, ((const double *)column->array)[row]);
			break;
		default:
			json_integer_set(value, ((const uint32_t *)column->array)[row]);
		}
	}
}

/* Significant digits for a row: one number for all its reals. */
static int row_digits(const glane_layer_data *l, uint64_t cells, uint32_t row)
{
	int digits = 0;
	for (uint32_t c = 0; c < l->n_columns && c < MAX_COLUMNS; c++)
		if (l->column[c].type == GLANE_REAL && cells >> c & 1)
			digits |= digits_of(((const double *)l->column[c].array)[row], DIGITS);
	return digits;
}

static void write_layer(json_out *out, const glane_doc *doc, const glane_layer_data *l)
{
	glane_ctx *ctx = out->ctx;
	glane_span *span = ctx->host->alloc(ctx, GLANE_SCRATCH, (size_t)l->rows.n * sizeof *span);
	uint32_t n_columns = l->n_columns < MAX_COLUMNS ? l->n_columns : MAX_COLUMNS, next = 0;
	shape known[MAX_SHAPES] = { 0 };

	code_points(ctx, doc, l->rows, span);
	for (uint32_t row = 0; row < l->rows.n; row++) {
		uint64_t cells = 0;
		for (uint32_t c = 0; c < n_columns; c++)
			cells |= (uint64_t)(l->column[c].array && !missing(&l->column[c], row)) << c;
		shape *s = shape_for(known, &next, cells, l, n_columns);
		json_integer_set(s->value[0], span[row].begin);
		json_integer_set(s->value[1], span[row].end);
		fill(ctx, s, l, n_columns, row);
		if (row)
			json_out_raw(out, ",");
		json_out_value(out, json_incref(s->object), row_digits(l, cells, row));
	}
	for (uint32_t i = 0; i < MAX_SHAPES; i++)
		json_decref(known[i].object);
}

static void write_layers(json_out *out, const glane_doc *doc, const config *c)
{
	const char *before = ",\"layers\":{";
	for (uint32_t i = 0; i < doc->n_layers; i++) {
		const glane_layer_data *l = &doc->layer[i];
		if (!wanted(c, l->name))
			continue;
		json_out_raw(out, before);
		json_out_value(out, json_out_text(l->name), 0);
		json_out_raw(out, ":[");
		write_layer(out, doc, l);
		json_out_raw(out, "]");
		before = ",";
	}
	json_out_raw(out, *before == ',' && !before[1] ? "}" : ",\"layers\":{}");
}

static int document(glane_ctx *ctx, const glane_doc *doc, glane_io *io)
{
	const config *c = ctx->config;
	json_out *out = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *out);
	json_out_begin(out, ctx, io);
	json_out_raw(out, "{\"document\":");
	json_out_str(out, ctx->host->string(ctx, doc->name));
	json_out_raw(out, ",\"variables\":");
	json_out_value(out, variables_object(doc->n_variables, doc->variable), 0);
	write_speakers(out, doc);
	if (c->text == TEXT_YES) {
		json_out_raw(out, ",\"text\":");
		json_out_str(out, doc->text);
	}
	write_layers(out, doc, c);
	json_out_raw(out, "}\n");
	return json_out_end(out);
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-jsonl", .version = "1", .license = "MIT",
	.summary = "Documents with their layers, one JSON object a line, for other programs",
	.domain = "glane",
	.options = options,
	.config_size = sizeof(config),
	.releases_text = true,
	.create = create,
	.document = document,
};
