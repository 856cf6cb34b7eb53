/* store_cells.c - columns as bytes and back; the formats are described in store_private.h. */
#include <config.h>
#include "store_private.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "sym.h"
#include "text.h"

uint64_t store_checksum(glane_bytes b)
{
	return text_hash(b.n ? b.p : (const unsigned char *)"", b.n, STORE_SEED);
}

/* ---- Bytes ----------------------------------------------------------------------------------- */

static void room_for(blob *b, size_t n)
{
	if (b->room - b->n >= n)
		return;
	size_t room = b->room ? b->room * 2 : 1 << 16;
	while (room - b->n < n)
		room *= 2;
	b->p = memory_resize(b->p, room);
	b->room = room;
}

void blob_number(blob *b, uint64_t u)
{
	room_for(b, 10);
	for (; u >= 0x80; u >>= 7)
		b->p[b->n++] = (unsigned char)(u | 0x80);
	b->p[b->n++] = (unsigned char)u;
}

static uint64_t zigzag(int64_t v)
{
	return (uint64_t)v << 1 ^ (uint64_t)(v >> 63);
}

static int64_t unzigzag(uint64_t u)
{
	return (int64_t)(u >> 1) ^ -(int64_t)(u & 1);
}

void blob_signed(blob *b, int64_t v)
{
	blob_number(b, zigzag(v));
}

void blob_bytes(blob *b, const void *p, size_t n)
{
	room_for(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
}

uint64_t cursor_number(cursor *c)
{
	uint64_t u = 0;
	if (c->p < c->end && *c->p < 0x80)	/* nearly always */
		return *c->p++;
	for (int shift = 0; shift < 64 && c->p < c->end; shift += 7) {
		unsigned char b = *c->p++;
		u |= (uint64_t)(b & 0x7f) << shift;
		if (!(b & 0x80))
			return u;
	}
	c->bad = true;
	c->p = c->end;
	return 0;
}

int64_t cursor_signed(cursor *c)
{
	return unzigzag(cursor_number(c));
}

glane_str cursor_str(cursor *c)
{
	uint64_t n = cursor_number(c);
	if (n > (uint64_t)(c->end - c->p)) {
		c->bad = true;
		c->p = c->end;
		n = 0;
	}
	glane_str s = { (const char *)c->p, (uint32_t)n };
	c->p += n;
	return s;
}

/* ---- Writing --------------------------------------------------------------------------------- */

void cells_write_spans(blob *b, uint32_t n, const glane_span *span)
{
	uint32_t last = 0;
	room_for(b, (size_t)n * 3);
	for (uint32_t i = 0; i < n; i++) {
		blob_signed(b, (int64_t)span[i].begin - last);
		blob_number(b, (uint32_t)(span[i].end - span[i].begin));
		last = span[i].end;
	}
}

/* Numbers are kept in an array over symbol ids that is never cleared: an entry counts only in the turn
 * that wrote it. */
void marks_begin(store *s)
{
	if (!++s->turn) {
		memset(s->mark, 0, s->n_marks * sizeof *s->mark);
		s->turn = 1;
	}
}

uint32_t *mark_of(store *s, glane_sym v)
{
	if (v.id >= s->n_marks) {
		uint32_t room = v.id + v.id / 2 + 1024;
		s->mark = memory_resize(s->mark, room * sizeof *s->mark);
		memset(s->mark + s->n_marks, 0, (room - s->n_marks) * sizeof *s->mark);
		s->n_marks = room;
	}
	struct mark *m = &s->mark[v.id];
	if (m->turn != s->turn)
		*m = (struct mark){ s->turn, 0 };
	return &m->number;
}

static void write_syms(store *s, blob *b, uint32_t n, const glane_sym *v)
{
	uint32_t k = 0, next = 1;
	marks_begin(s);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t *number = mark_of(s, v[i]);
		if (v[i].id && !*number)
			*number = ++k;
	}
	blob_number(b, k);
	for (uint32_t i = 0; next <= k; i++)
		if (v[i].id && s->mark[v[i].id].number == next) {
			glane_str text = sym_string(v[i]);
			blob_number(b, text.n);
			blob_bytes(b, text.p, text.n);
			next++;
		}
	for (uint32_t i = 0; i < n; i++)
		blob_number(b, s->mark[v[i].id].number);
}

static void write_real(blob *b, double v)
{
	uint64_t u;
	unsigned char byte[8];
	memcpy(&u, &v, sizeof u);
	if (isnan(v))
		u = 0x7ff8000000000000u;	/* one NaN, whatever the processor made */
	for (int i = 0; i < 8; i++)
		byte[i] = (unsigned char)(u >> 8 * i);
	blob_bytes(b, byte, sizeof byte);
}

void cells_write(store *s, blob *b, uint32_t type, uint32_t n, const void *array)
{
	const int64_t *integer = array;
	const uint32_t *row = array;
	const double *real = array;
	int64_t last = 0;
	switch (type) {
	case GLANE_SYM:
		write_syms(s, b, n, array);
		break;
	case GLANE_INT:
		/* zigzag(INT64_MIN), which is missing, is the one number to which 1 cannot be added. */
		for (uint32_t i = 0; i < n; i++)
			blob_number(b, zigzag(integer[i]) + 1);
		break;
	case GLANE_ROW:
		for (uint32_t i = 0; i < n; i++)
			if (row[i] == GLANE_NONE) {
				blob_number(b, 0);
			} else {
				blob_number(b, zigzag(row[i] - last) + 1);
				last = row[i];
			}
		break;
	default:
		for (uint32_t i = 0; i < n; i++)
			write_real(b, real[i]);
	}
}

/* ---- Reading --------------------------------------------------------------------------------- */

glane_span *cells_read_spans(arena *in, glane_bytes b, uint32_t n)
{
	cursor c = cursor_of(b);
	if (b.n / 2 < n)
		return NULL;
	glane_span *span = arena_alloc(in, (size_t)n * sizeof *span + 1);
	int64_t last = 0;
	for (uint32_t i = 0; i < n; i++) {
		int64_t begin = (int64_t)((uint64_t)last + (uint64_t)cursor_signed(&c));
		uint64_t length = cursor_number(&c);
		if (begin < 0 || begin > UINT32_MAX || length > UINT32_MAX - (uint64_t)begin)
			return NULL;
		last = begin + (int64_t)length;
		span[i] = (glane_span){ (uint32_t)begin, (uint32_t)last };
	}
	return c.bad || c.p != c.end ? NULL : span;
}

static bool read_syms(arena *in, cursor *c, uint32_t n, glane_sym *out)
{
	uint64_t k = cursor_number(c);
	if (k > n || k > (uint64_t)(c->end - c->p))
		return false;
	glane_sym few[256], *word = k < 256 ? few : arena_alloc(in, ((size_t)k + 1) * sizeof *word);
	word[0] = (glane_sym){ 0 };
	for (uint64_t i = 1; i <= k; i++)
		word[i] = sym_intern(cursor_str(c));
	for (uint32_t i = 0; i < n; i++) {
		uint64_t at = cursor_number(c);
		if (at > k)
			return false;
		out[i] = word[at];
	}
	return true;
}

static double read_real(const unsigned char *p)
{
	uint64_t u = 0;
	double v;
	for (int i = 0; i < 8; i++)
		u |= (uint64_t)p[i] << 8 * i;
	memcpy(&v, &u, sizeof v);
	return v;
}

static bool read_rows(cursor *c, uint32_t n, uint32_t *out)
{
	int64_t last = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t u = cursor_number(c);
		out[i] = GLANE_NONE;
		if (!u)
			continue;
		last = (int64_t)((uint64_t)last + (uint64_t)unzigzag(u - 1));
		if (last < 0 || last >= GLANE_NONE)
			return false;
		out[i] = (uint32_t)last;
	}
	return true;
}

void *cells_read(arena *in, glane_bytes b, uint32_t type, uint32_t n)
{
	cursor c = cursor_of(b);
	if (b.n / (type == GLANE_REAL ? 8 : 1) < n)
		return NULL;
	void *array = arena_alloc(in, (size_t)n * column_cell_size(type) + 1);
	bool good = true;
	if (type == GLANE_SYM) {
		good = read_syms(in, &c, n, array);
	} else if (type == GLANE_INT) {
		for (uint32_t i = 0; i < n; i++) {
			uint64_t u = cursor_number(&c);
			((int64_t *)array)[i] = u ? unzigzag(u - 1) : INT64_MIN;
		}
	} else if (type == GLANE_ROW) {
		good = read_rows(&c, n, array);
	} else {
		for (uint32_t i = 0; i < n; i++, c.p += 8)
			((double *)array)[i] = read_real(c.p);
	}
	return good && !c.bad && c.p == c.end ? array : NULL;
}

/* ---- Finding --------------------------------------------------------------------------------- */

/* A whole number as people write it, of the whole range of cells. */
static bool whole_number(glane_str s, int64_t *out)
{
	char digits[24], *end;
	if (!s.n || s.n >= sizeof digits || (s.p[0] != '-' && (s.p[0] < '0' || s.p[0] > '9')))
		return false;
	memcpy(digits, s.p, s.n);
	digits[s.n] = 0;
	errno = 0;
	*out = strtoll(digits, &end, 10);
	return !*end && !errno;
}

/* Rows whose varint is `wanted`. */
static uint32_t find_number(arena *in, cursor *c, uint32_t n, uint64_t wanted, uint32_t **row)
{
	uint32_t n_found = 0, room = 0;
	*row = NULL;
	for (uint32_t i = 0; i < n; i++)
		if (cursor_number(c) == wanted) {
			ARRAY_ROOM(in, *row, room, n_found);
			(*row)[n_found++] = i;
		}
	return c->bad ? UINT32_MAX : n_found;
}

static uint32_t find_sym(arena *in, cursor *c, uint32_t n, glane_str value, uint32_t **row)
{
	uint64_t k = cursor_number(c), wanted = 0;
	for (uint64_t i = 1; i <= k && !c->bad; i++) {
		glane_str word = cursor_str(c);
		if (!wanted && str_equal(word, value))
			wanted = i;
	}
	if (value.n && !wanted)
		return c->bad ? UINT32_MAX : 0;
	return find_number(in, c, n, wanted, row);
}

static uint32_t find_cell(arena *in, glane_bytes b, uint32_t type, uint32_t n, glane_str value, uint32_t **row)
{
	uint32_t n_found = 0, room = 0;
	int64_t integer = 0;
	double real = NAN;
	if ((type == GLANE_REAL ? !text_number(value, &real) : !whole_number(value, &integer)) && value.n)
		return 0;
	const void *array = cells_read(in, b, type, n);
	if (!array)
		return UINT32_MAX;
	for (uint32_t i = 0; i < n; i++) {
		bool is;
		if (type == GLANE_REAL)
			is = value.n ? ((const double *)array)[i] == real : isnan(((const double *)array)[i]);
		else
			is = value.n ? ((const uint32_t *)array)[i] == integer : ((const uint32_t *)array)[i] == GLANE_NONE;
		if (is) {
			ARRAY_ROOM(in, *row, room, n_found);
			(*row)[n_found++] = i;
		}
	}
	return n_found;
}

uint32_t cells_find(arena *in, glane_bytes b, uint32_t type, uint32_t n, glane_str value, uint32_t **row)
{
	cursor c = cursor_of(b);
	int64_t v = 0;
	*row = NULL;
	if (b.n / (type == GLANE_REAL ? 8 : 1) < n)
		return UINT32_MAX;
	if (type == GLANE_SYM)
		return find_sym(in, &c, n, value, row);
	if (type != GLANE_INT)
		return find_cell(in, b, type, n, value, row);
	if (value.n && (!whole_number(value, &v) || v == INT64_MIN))
		return 0;
	return find_number(in, &c, n, value.n ? zigzag(v) + 1 : 0, row);
}
