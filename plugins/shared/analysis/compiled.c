/* compiled.c - a dictionary as a table.
 *
 * Making it: affixes.c lists the forms. Of those in small letters that come about in the plainest way (a word as it
 * stands, or with one suffix; nearly all French ones) the lines are written here; for all others hunspell is asked, and one
 * in some hundred of the plain ones as well: if it says anything else, there is no table.
 *
 * Asking it: a form of letters that isn't there is in no dictionary either. A form with capitals has lines of its own
 * where the dictionary has capitals ("PARIS": Paris), and those of the small one elsewhere. Nor is a form in it with a
 * character that neither file has, in no case: what hunspell compares are words, affixes and what ICONV makes of a form,
 * and all of these stand there. */
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include "affixes.h"
#include "analysis_private.h"
#include "compiled.h"

/* The table: head, letters (code points from 0x80 on that stand anywhere in the two files, ascending), slots (places of
 * entries, 0: free), texts, entries. An entry: form, number of lines and flags, and for each line the places of its stem
 * and of the rest. Numbers are this machine's. */
typedef struct { uint32_t format, elides, curly, n_letters, slots, texts, entries, n_forms; } head;
enum { HAS_CAPITALS = 0x80, LINES_MOST = 0x7F };
enum { LOAD = 2 };			/* slots for each entry */
enum { TRIED = 128 };			/* of so many plain forms hunspell is asked for one */

static uint32_t hash_of(const char *p, size_t n)
{
	uint64_t h = 14695981039346656037u ^ n;
	for (; n >= 8; p += 8, n -= 8) {
		uint64_t v;
		memcpy(&v, p, 8);
		h = (h ^ v) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
	}
	for (; n; p++, n--)
		h = (h ^ (unsigned char)*p) * 0x9E3779B97F4A7C15u;
	return (uint32_t)(h >> 32);
}

/* ---- Asking ---------------------------------------------------------------------------------- */

static uint32_t number_at(const unsigned char *p)
{
	uint32_t v;
	memcpy(&v, p, sizeof v);
	return v;
}

static const unsigned char *entry_of(const compiled *c, const head *h, const char *form)
{
	size_t n = strlen(form);
	const unsigned char *slot = c->p + sizeof *h + 4 * (size_t)h->n_letters;
	for (uint32_t at = hash_of(form, n) & (h->slots - 1); ; at = (at + 1) & (h->slots - 1)) {
		uint32_t place = number_at(slot + 4 * (size_t)at);
		if (!place)
			return NULL;
		const unsigned char *e = c->p + h->entries + place;
		if (e[0] == n && !memcmp(e + 2, form, n))
			return e;
	}
}

static void say_lines(const compiled *c, const head *h, const unsigned char *e, compiled_line *each, void *user)
{
	char line[COMPILED_LINE];
	const unsigned char *p = e + 2 + e[0];
	for (uint32_t i = 0; i < (e[1] & LINES_MOST); i++, p += 8) {
		const char *stem = (const char *)c->p + h->texts + number_at(p), *rest = (const char *)c->p + h->texts + number_at(p + 4);
		size_t n = strlen(stem), at = 0;
		if (n) {
			memcpy(line, " st:", 4);
			memcpy(line + 4, stem, n);
			at = n + 4;
		}
		memcpy(line + at, rest, strlen(rest) + 1);
		each(user, line);
	}
}

static bool has_letter(const compiled *c, const head *h, UChar32 letter)
{
	uint32_t low = 0, high = h->n_letters;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2, there = number_at(c->p + sizeof *h + 4 * (size_t)middle);
		if (there == (uint32_t)letter)
			return true;
		if (there < (uint32_t)letter)
			low = middle + 1;
		else
			high = middle;
	}
	return letter < 0x80;
}

/* Is there a character that stands nowhere in the dictionary, whatever case it is put in? hunspell has U+FFFD for those
 * beyond the basic plane. */
static bool foreign(const compiled *c, const head *h, const char *form)
{
	const uint8_t *p = (const uint8_t *)form;
	int32_t n = (int32_t)strlen(form);
	for (int32_t i = 0; i < n && !has_letter(c, h, 0xFFFD);) {
		UChar32 letter;
		U8_NEXT(p, i, n, letter);
		if (letter < 0)
			return false;
		if (!has_letter(c, h, letter) && !has_letter(c, h, u_tolower(letter)) && !has_letter(c, h, u_toupper(letter)) &&
		    !has_letter(c, h, u_totitle(letter)) && !has_letter(c, h, u_foldCase(letter, U_FOLD_CASE_DEFAULT)))
			return true;
	}
	return false;
}

/* With ' for ’; false where there is none, or no room. */
static bool straight(const char *form, char *out)
{
	size_t n = 0;
	bool any = false;
	for (; *form && n + 1 < FORM_MOST; n++) {
		bool curly = !strncmp(form, CURLY, strlen(CURLY));
		out[n] = *form;
		if (curly)
			out[n] = '\'';
		any |= curly;
		form += curly ? strlen(CURLY) : 1;
	}
	out[n] = '\0';
	return any && !*form;
}

bool compiled_lines(const compiled *c, const char *form, compiled_line *each, void *user)
{
	const head *h = (const head *)(const void *)c->p;
	bool capitals;
	if (c->n < sizeof *h || h->format != COMPILED_FORMAT || !h->n_forms)
		return false;
	const unsigned char *e = entry_of(c, h, form);
	if (!e) {
		char small[FORM_MOST], plain[FORM_MOST];
		if (!form_of_letters(form, !h->elides, &capitals)) {
			if (h->curly && !h->elides && straight(form, plain))
				return compiled_lines(c, plain, each, user);
			return foreign(c, h, form);
		}
		if (!capitals)
			return true;
		form_small(form, small);
		e = entry_of(c, h, small);
		if (e && (e[1] & HAS_CAPITALS || !form_all_capitals(form)))
			return false;
	}
	if (e)
		say_lines(c, h, e, each, user);
	return true;
}

/* ---- Making ---------------------------------------------------------------------------------- */

typedef struct { uint32_t next, stem, rest, order; } made_line;
typedef struct { uint32_t form, line, n_lines; bool capitals, ask, looked; } made_form;
typedef struct { uint32_t n, room; char *p; } pool;
typedef struct { uint32_t n, room, *slot; } index_of;

typedef struct {
	pool text, spelling;		/* of lines and forms, each once, with a NUL behind; 0 is "" */
	index_of texts;
	made_form *form;
	uint32_t n_forms, room_forms;
	index_of forms;
	made_line *line;		/* [0] isn't used */
	uint32_t n_lines, room_lines, now;
	uint32_t *letter, n_letters, room_letters;
	bool elides, curly, failed;
	compiled_ask *ask;
	void *user;
} making;

static void *bigger(making *m, void *p, uint32_t n, uint32_t *room, size_t size)
{
	if (n < *room)
		return p;
	uint32_t more = *room * 2 + 4096;
	void *q = realloc(p, more * size);
	if (!q) {
		m->failed = true;
		return p;
	}
	*room = more;
	return q;
}

static const char *key_of(const making *m, const index_of *x, uint32_t i)
{
	return x == &m->texts ? m->text.p + i : m->spelling.p + m->form[i - 1].form;
}

/* The slot of a text, free or not. */
static uint32_t *slot_of(const making *m, const index_of *x, const char *s)
{
	uint32_t at = hash_of(s, strlen(s)) & (x->room - 1);
	while (x->slot[at] && strcmp(key_of(m, x, x->slot[at]), s))
		at = (at + 1) & (x->room - 1);
	return &x->slot[at];
}

static bool index_room(making *m, index_of *x)
{
	if (LOAD * (x->n + 1) <= x->room)
		return true;
	index_of more = { x->n, x->room ? 2 * x->room : 8192, NULL };
	more.slot = calloc(more.room, sizeof *more.slot);
	m->failed |= !more.slot;
	if (m->failed) {
		free(more.slot);
		return false;
	}
	for (uint32_t i = 0; i < x->room; i++)
		if (x->slot[i]) {
			const char *s = key_of(m, x, x->slot[i]);
			uint32_t at = hash_of(s, strlen(s)) & (more.room - 1);
			while (more.slot[at])
				at = (at + 1) & (more.room - 1);
			more.slot[at] = x->slot[i];
		}
	free(x->slot);
	*x = more;
	return true;
}

/* Where it stands there. */
static uint32_t append(making *m, pool *p, const char *s)
{
	uint32_t n = (uint32_t)strlen(s) + 1, at = p->n;
	if (n > p->room - p->n) {
		char *more = realloc(p->p, 2 * (size_t)p->room + 65536);
		if (!more) {
			m->failed = true;
			return 0;
		}
		p->p = more;
		p->room = 2 * p->room + 65536;
	}
	memcpy(p->p + p->n, s, n);
	p->n += n;
	return at;
}

static uint32_t text_of(making *m, const char *s)
{
	if (!*s || !index_room(m, &m->texts))
		return 0;
	uint32_t *slot = slot_of(m, &m->texts, s);
	if (!*slot && (*slot = append(m, &m->text, s)))
		m->texts.n++;
	return *slot;
}

/* Its number, from 1; 0: out of memory. */
static uint32_t form_of(making *m, const char *s)
{
	if (!index_room(m, &m->forms))
		return 0;
	uint32_t *slot = slot_of(m, &m->forms, s);
	if (*slot)
		return *slot;
	m->form = bigger(m, m->form, m->n_forms, &m->room_forms, sizeof *m->form);
	uint32_t at = m->failed ? 0 : append(m, &m->spelling, s);
	if (m->failed)
		return 0;
	m->form[m->n_forms++] = (made_form){ .form = at };
	m->forms.n++;
	return *slot = m->n_forms;
}

/* In its order behind the others; the same line again says nothing. */
static void enter_line(making *m, uint32_t form, uint32_t stem, uint32_t rest, uint32_t order)
{
	made_form *f = &m->form[form - 1];
	m->line = bigger(m, m->line, m->n_lines, &m->room_lines, sizeof *m->line);
	if (m->failed)
		return;
	uint32_t *at = &f->line;
	while (*at && m->line[*at].order <= order) {
		if (m->line[*at].stem == stem && m->line[*at].rest == rest)
			return;
		at = &m->line[*at].next;
	}
	for (uint32_t i = *at, *before = at; i; i = *before)
		if (m->line[i].stem == stem && m->line[i].rest == rest) {
			*before = m->line[i].next;
			f->n_lines--;
		} else
			before = &m->line[i].next;
	m->line[m->n_lines] = (made_line){ *at, stem, rest, order };
	*at = m->n_lines++;
	f->n_lines++;
}

/* As hunspell does: the stem, unless the dictionary names another, what stands behind it, and what the suffix adds. */
static void enter_form(void *user, const affix_form *f)
{
	making *m = user;
	char small[FORM_MOST], rest[COMPILED_LINE];
	bool capitals, known = form_of_letters(f->form, !m->elides, &capitals);
	if (known && capitals) {
		form_small(f->form, small);
		uint32_t form = form_of(m, small);
		if (form)
			m->form[form - 1].capitals = true;
		return;
	}
	uint32_t form = known || !strpbrk(f->form, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") ? form_of(m, f->form) : 0;
	if (!form)
		return;
	made_form *made = &m->form[form - 1];
	made->ask |= !known || !f->sure;
	size_t room = strlen(f->data) + (f->suffix ? strlen(f->suffix) + strlen(f->flag) : 0) + 16;
	if (made->ask || room > sizeof rest - FORM_MOST) {
		made->ask = true;
		return;
	}
	const char *stem = f->stem, *data = f->data;
	char named[FORM_MOST];
	if (strstr(data, "st:")) {
		size_t n = strcspn(data, " \t");
		if (strncmp(data, "st:", 3) || n - 3 >= FORM_MOST || n == 3) {
			made->ask = true;
			return;
		}
		memcpy(named, data + 3, n - 3);
		named[n - 3] = '\0';
		stem = named;
		data += n;
	} else if (*data)
		rest[0] = ' ';
	size_t at = !strstr(f->data, "st:") && *data;
	strcpy(rest + at, data);
	if (f->suffix && *f->suffix)
		strcat(strcat(rest, " "), f->suffix);
	else if (f->suffix)
		strcat(strcat(rest, " fl:"), f->flag);
	enter_line(m, form, text_of(m, stem), text_of(m, rest), f->order);
}

/* ---- What hunspell says ---------------------------------------------------------------------- */

static void enter_asked(void *user, const char *line)
{
	making *m = user;
	char stem[FORM_MOST] = "";
	if (!strncmp(line, " st:", 4)) {
		size_t n = strcspn(line + 4, " \t");
		if (n && n < FORM_MOST) {
			memcpy(stem, line + 4, n);
			stem[n] = '\0';
			line += 4 + n;
		}
	}
	enter_line(m, m->now, text_of(m, stem), text_of(m, line), 0);
}

static void ask_for(making *m, uint32_t form, const char *s)
{
	m->form[form - 1].line = m->form[form - 1].n_lines = 0;
	m->form[form - 1].looked = true;
	m->now = form;
	m->ask(m->user, s, enter_asked, m);
	m->failed |= m->form[form - 1].n_lines > LINES_MOST;
}

static void count_line(void *user, const char *line)
{
	(void)line;
	++*(uint32_t *)user;
}

/* Asks for a plain form too, and for one that isn't there: are the lines the same? */
static bool contradicted(making *m, uint32_t form, const char *s)
{
	char other[FORM_MOST + 2];
	uint32_t lines = 0;
	strcat(strcpy(other, s), "e");
	if (!*slot_of(m, &m->forms, other))
		m->ask(m->user, other, count_line, &lines);
	if (lines)
		return true;
	uint32_t before = m->form[form - 1].line, n = m->form[form - 1].n_lines;
	ask_for(m, form, s);
	uint32_t after = m->form[form - 1].line;
	if (n != m->form[form - 1].n_lines)
		return true;
	for (; before; before = m->line[before].next, after = m->line[after].next)
		if (m->line[before].stem != m->line[after].stem || m->line[before].rest != m->line[after].rest)
			return true;
	return false;
}

/* As capitals are asked for: "PARIS", "SAINT-DENIS", "Saint-Denis". */
static void ask_for_capitals(making *m, const char *small)
{
	char name[FORM_MOST];
	uint32_t form = form_capital(small, true, name) ? form_of(m, name) : 0;
	if (form)
		ask_for(m, form, name);
	form = strchr(small, '-') && form_name(small, false, name) ? form_of(m, name) : 0;
	if (form)
		ask_for(m, form, name);
}

/* false: hunspell says something else. */
static bool ask_for_forms(making *m)
{
	for (uint32_t i = 1, n = m->n_forms; i <= n && !m->failed; i++) {
		const made_form f = m->form[i - 1];
		char s[FORM_MOST];
		strcpy(s, m->spelling.p + f.form);
		if (f.looked)
			continue;
		if (f.ask)
			ask_for(m, i, s);
		else if (i % TRIED == 0 && contradicted(m, i, s))
			return false;
		m->failed |= m->form[i - 1].n_lines > LINES_MOST;
		if (f.capitals)
			ask_for_capitals(m, s);
	}
	return true;
}

/* ---- Writing --------------------------------------------------------------------------------- */

static void write_table(making *m, void (*write)(void *to, const void *p, size_t n), void *to)
{
	uint32_t *slot = calloc(m->forms.room + 1, sizeof *slot), place = 4;
	unsigned char made[2 + FORM_MOST + 8 * LINES_MOST];
	head h = { COMPILED_FORMAT, m->elides, m->curly, m->n_letters, m->forms.room, 0, 0, m->n_forms };
	if (!slot) {
		m->failed = true;
		return;
	}
	h.texts = (uint32_t)sizeof h + 4 * (h.n_letters + h.slots);
	h.entries = h.texts + m->text.n;
	for (uint32_t i = 0; i < m->n_forms; i++) {
		const char *s = m->spelling.p + m->form[i].form;
		size_t n = strlen(s);
		uint32_t at = hash_of(s, n) & (h.slots - 1);
		while (slot[at])
			at = (at + 1) & (h.slots - 1);
		slot[at] = place;
		place += (uint32_t)(2 + n + 8 * m->form[i].n_lines);
	}
	write(to, &h, sizeof h);
	if (h.n_letters)
		write(to, m->letter, 4 * (size_t)h.n_letters);
	write(to, slot, 4 * (size_t)h.slots);
	write(to, m->text.p, m->text.n);
	write(to, "\0\0\0", 4);
	for (uint32_t i = 0; i < m->n_forms; i++) {
		const made_form *f = &m->form[i];
		const char *s = m->spelling.p + f->form;
		size_t n = strlen(s);
		made[0] = (unsigned char)n;
		made[1] = (unsigned char)(f->n_lines | (f->capitals ? HAS_CAPITALS : 0));
		memcpy(made + 2, s, n);
		n += 2;
		for (uint32_t k = f->line; k; k = m->line[k].next, n += 8) {
			memcpy(made + n, &m->line[k].stem, 4);
			memcpy(made + n + 4, &m->line[k].rest, 4);
		}
		write(to, made, n);
	}
	free(slot);
}

/* Enters those of a text among the letters. */
static void enter_letters(making *m, const char *text)
{
	const uint8_t *p = (const uint8_t *)text;
	int32_t n = (int32_t)strlen(text);
	for (int32_t i = 0; i < n && !m->failed;) {
		UChar32 c;
		U8_NEXT_OR_FFFD(p, i, n, c);
		if (c < 0x80)
			continue;
		uint32_t at = 0, letter = (uint32_t)c;
		while (at < m->n_letters && m->letter[at] < letter)
			at++;
		if (at < m->n_letters && m->letter[at] == letter)
			continue;
		m->letter = bigger(m, m->letter, m->n_letters, &m->room_letters, sizeof *m->letter);
		if (m->failed)
			return;
		memmove(m->letter + at + 1, m->letter + at, (m->n_letters++ - at) * sizeof *m->letter);
		m->letter[at] = letter;
	}
}

bool compiled_make(char *aff, char *dic, compiled_ask *ask, void *user, void (*write)(void *to, const void *p, size_t n),
                   void *to)
{
	making m = { .n_lines = 1, .ask = ask, .user = user };
	enter_letters(&m, aff);		/* before they are cut up */
	enter_letters(&m, dic);
	affixes *x = affixes_read(aff);
	append(&m, &m.text, "");
	bool understood = x != NULL;
	if (x && !m.failed) {
		m.elides = affixes_elide(x);
		m.curly = affixes_curly(x);
		understood = affixes_forms(x, dic, enter_form, &m) && ask_for_forms(&m);
	}
	if (understood && !m.failed)
		write_table(&m, write, to);
	else if (!m.failed)
		write(to, &(head){ .format = COMPILED_FORMAT }, sizeof(head));
	affixes_free(x);
	free(m.letter);
	free(m.text.p);
	free(m.spelling.p);
	free(m.texts.slot);
	free(m.forms.slot);
	free(m.form);
	free(m.line);
	return !m.failed;
}
