/* codebook_foreign.c - what the codebooks and dictionaries of other programs share: names that become codes, entries
 * that come one by one, a language that nobody has written down. */
#include <stdio.h>
#include <string.h>
#include "codebook_private.h"
#include "form/form.h"

void foreign_root(builder *b, const char *languages)
{
	item *root = builder_add(b, E_CODEBOOK, GLANE_NONE, 1, 0);
	root->attribute[A_VERSION].value = "1";
	root->attribute[A_LANGUAGES] = (said){ languages, 1, 0 };
}

const char *foreign_language(builder *b)
{
	if (*b->lang)
		return b->lang;
	b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, 1, 0),
	                     "such a dictionary doesn't say in which language it is: add lang=\"fr\" or lang=\"en\" to the step");
	return NULL;
}

static bool taken(const builder *b, const char *code)
{
	for (uint32_t i = 0; i < b->n; i++)
		if (b->item[i].element == E_THEME && !strcmp(b->item[i].attribute[A_CODE].value, code))
			return true;
	return false;
}

/* "Peur & inquiétude": peur-inquietude; what nothing is left of: code. */
static char *code_of(builder *b, const char *name)
{
	size_t n = strlen(name), k = 0;
	char *f = b->h->alloc(b->ctx, GLANE_SCRATCH, FORM_ROOM(n) + 16);
	n = form_without_accents(f, form_of_label(name, n, f));
	for (size_t i = 0; i < n; i++) {
		bool plain = (f[i] >= 'a' && f[i] <= 'z') || (f[i] >= '0' && f[i] <= '9') || (f[i] == '_' && k);
		if (plain)
			f[k++] = f[i];
		else if (k && f[k - 1] != '-')
			f[k++] = '-';
	}
	while (k && f[k - 1] == '-')
		k--;
	f[k] = 0;
	if (!k)
		strcpy(f, "code");
	return f;
}

uint32_t foreign_theme(builder *b, uint32_t parent, const char *name, uint32_t line)
{
	char *code = code_of(b, name);
	size_t n = strlen(code);
	for (unsigned k = 2; taken(b, code); k++)
		snprintf(code + n, 12, "-%u", k);
	item *it = builder_add(b, E_THEME, parent, line, 0);
	it->attribute[A_CODE] = (said){ code, line, 0 };
	return b->n - 1;
}

item *foreign_item(builder *b, int element, uint32_t parent, const char *text, const char *lang, uint32_t line)
{
	item *it = builder_add(b, element, parent, line, 0);
	it->text = builder_text(b, text, strlen(text), line);
	if (lang)
		it->attribute[A_LANG] = (said){ lang, line, 0 };
	return it;
}

void foreign_word(builder *b, foreign_words *w, const char *p, size_t n, uint32_t line)
{
	const glane_host *h = b->h;
	if (w->n + n + 2 > w->room) {
		size_t more = w->room + n + 256;
		w->text = h->grow(b->ctx, GLANE_SCRATCH, w->text, w->room, more);
		w->room += more;
	}
	if (w->n_runs == w->room_runs) {
		uint32_t more = w->room_runs + 32;
		w->run = h->grow(b->ctx, GLANE_SCRATCH, w->run, w->room_runs * sizeof *w->run, more * sizeof *w->run);
		w->room_runs += more;
	}
	w->run[w->n_runs++] = (xml_run){ w->n, line, 0 };
	memcpy(w->text + w->n, p, n);
	w->n += n;
	w->text[w->n++] = ';';
	w->text[w->n] = 0;
}

void foreign_words_end(builder *b, foreign_words *w, uint32_t theme, uint32_t line)
{
	if (!w->n)
		return;
	item *it = builder_add(b, E_WORDS, theme, line, 0);
	it->text = (xml_text){ w->text, w->n - 1, w->n_runs, w->run };	/* without the last ";" */
	w->text[w->n - 1] = 0;
	*w = (foreign_words){ 0 };
}

/* ---- Lines --------------------------------------------------------------------------------------- */

/* "within=8", "fr": into the item's attributes. The blank of a value is written "+": pos=VERB+NOUN. */
static bool take_said(builder *b, item *it, char *word, uint32_t line)
{
	size_t n = strcspn(word, "=");
	for (char *plus = word; (plus = strchr(plus, '+')) != NULL; )
		*plus = ' ';
	if (!strcmp(word, "fr") || !strcmp(word, "en")) {
		it->attribute[A_LANG] = (said){ word, line, 0 };
		return true;
	}
	int a = word[n] ? shape_find(builder_copy(b, GLANE_SCRATCH, word, n), shape_attributes) : -1;
	if (a < 0 || !shape_has(E_THEME, it->element, a)) {
		if (a < A_POS || a > A_CASE || it->element != E_NEAR)	/* of a near, what its groups say */
			return false;
	}
	it->attribute[a] = (said){ word + n + 1, line, 0 };
	return true;
}

/* What stands before the colon, behind the name: false where a word of it says nothing. */
static bool take_head(builder *b, item *it, const char *p, uint32_t line)
{
	for (p += strspn(p, " "); *p; p += strspn(p, " ")) {
		size_t k = strcspn(p, " ");
		if (!take_said(b, it, builder_copy(b, GLANE_SCRATCH, p, k), line))
			return false;
		p += k;
	}
	return true;
}

bool foreign_line(builder *b, uint32_t theme, const char *text, size_t n, uint32_t line)
{
	char *head = builder_copy(b, GLANE_SCRATCH, text, n), *colon = strchr(head, ':');
	if (!colon)
		return false;
	*colon = 0;
	const char *value = colon + 1 + strspn(colon + 1, " ");
	size_t name = strcspn(head, " ");
	const char *word = builder_copy(b, GLANE_SCRATCH, head, name);
	int element = shape_find(word, shape_elements), a = shape_find(word, shape_attributes);
	if (element > E_THEME) {
		uint32_t number = b->n;
		foreign_item(b, element, theme, element == E_NEAR ? "" : value, NULL, line);
		if (!take_head(b, &b->item[number], head + name, line)) {
			b->n = number;
			return false;
		}
		if (element == E_NEAR)
			items_of_groups(b, number, value, line);
		return true;
	}
	if (a < 0 || head[name] || !shape_has(E_CODEBOOK, E_THEME, a))
		return false;
	b->item[theme].attribute[a] = (said){ value, line, 0 };
	return true;
}
