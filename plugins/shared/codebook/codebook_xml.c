/* codebook_xml.c - the items of a codebook in XML. */
#include <string.h>
#include "codebook_private.h"

/* Names of the elements that may stand in `outer`. */
static void names_in(int outer, const char **out)
{
	uint32_t n = 0;
	for (int i = 0; i < N_ELEMENTS; i++)
		if (shape_holds(outer, i))
			out[n++] = shape_elements[i];
	out[n] = NULL;
}

static void unknown_element(builder *b, const xml_element *e, int outer)
{
	const char *names[N_ELEMENTS + 1], *meant;
	glane_place at = builder_at(b, e->line, e->column);
	int known = shape_find(e->name, shape_elements);
	names_in(outer, names);
	meant = known < 0 ? shape_meant(b, e->name, names) : NULL;
	if (!meant && known < 0)
		meant = shape_meant(b, e->name, shape_elements);
	if (meant)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "there is no element <%s>: did you mean <%s>?", e->name,
		                     meant);
	else if (known == E_CODEBOOK)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "<codebook> stands once, around everything");
	else if (known >= 0 && (outer == E_CODEBOOK || outer == E_THEME) && shape_holds(E_CODEBOOK + E_THEME - outer, known))
		b->code = outer == E_THEME
			? b->h->fail(b->ctx, GLANE_EOPTION, at,
			             "<%s> belongs into the <codebook>, outside of the themes", e->name)
			: b->h->fail(b->ctx, GLANE_EOPTION, at, "<%s> belongs into a <theme>", e->name);
	else if (*names)
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "<%s> can't stand in a <%s>, which holds %s", e->name,
		                     shape_elements[outer], shape_list_elements(b, outer));
	else
		b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "<%s> can't stand in a <%s>, which holds text alone: is "
		                     "</%s> missing before it?", e->name, shape_elements[outer], shape_elements[outer]);
}

static void take_attributes(builder *b, const xml_element *e, int outer, item *it)
{
	for (uint32_t i = 0; i < e->n; i++) {
		const xml_attribute *a = &e->attribute[i];
		const char *names[N_ATTRIBUTES + 1], *meant;
		uint32_t n = 0;
		int k = shape_find(a->name, shape_attributes);
		if (k >= 0 && shape_has(outer, it->element, k)) {
			const char *value = builder_fold(b, GLANE_SCRATCH, a->value, strlen(a->value));
			it->attribute[k] = (said){ value, a->value_line, a->value_column };
			continue;
		}
		for (int j = 0; j < N_ATTRIBUTES; j++)
			if (shape_has(outer, it->element, j))
				names[n++] = shape_attributes[j];
		names[n] = NULL;
		meant = shape_meant(b, a->name, names);
		glane_place at = builder_at(b, a->line, a->column);
		if (meant)
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "<%s> has no attribute %s: did you mean %s?",
			                     e->name, a->name, meant);
		else if (outer == E_NEAR && k >= 0 && shape_has(E_THEME, E_NEAR, k))
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "%s is said on the <near>, for all of its groups",
			                     a->name);
		else
			b->code = b->h->fail(b->ctx, GLANE_EOPTION, at, "<%s> has no attribute %s; it may have %s", e->name,
			                     a->name, shape_list_attributes(b, outer, it->element));
	}
}

static bool all_blank(const xml_text *t, size_t *first)
{
	size_t i = 0;
	while (i < t->n && (strchr(" \t\n", t->p[i]) || !strncmp(t->p + i, "\xc2\xa0", 2)))
		i += t->p[i] == '\xc2' ? 2 : 1;
	*first = i;
	return i >= t->n;
}

/* Text stands in rules and labels, not between them. */
static void stray_text(builder *b, const xml_element *e)
{
	size_t first;
	if (all_blank(&e->text, &first))
		return;
	xml_walk w = xml_begin(&e->text);
	xml_move(&w, first);
	b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, w.line, w.column),
	                     "text that stands in a <%s> itself: put it into <words>, <label>, <note> …", e->name);
}

static bool wrong_root(builder *b, const xml_element *e)
{
	if (!strcmp(e->name, "codebook"))
		return false;
	b->code = b->h->fail(b->ctx, GLANE_EOPTION, builder_at(b, e->line, e->column),
	                     "the first element is <%s>: <codebook version=\"1\" languages=\"fr\"> was expected", e->name);
	return true;
}

bool items_of_xml(builder *b, glane_bytes bytes)
{
	xml_file f;
	b->code = xml_read(b->ctx, b->path, bytes, shape_elements, &f);
	if (b->code || wrong_root(b, &f.element[0]))
		return false;
	uint32_t *number = b->h->alloc(b->ctx, GLANE_SCRATCH, (f.n + 1u) * sizeof *number);
	for (uint32_t i = 0; i < f.n; i++) {
		const xml_element *e = &f.element[i];
		uint32_t parent = i ? number[e->parent] : GLANE_NONE;
		int outer = i && parent != GLANE_NONE ? b->item[parent].element : E_CODEBOOK;
		int element = i ? shape_find(e->name, shape_elements) : E_CODEBOOK;
		number[i] = GLANE_NONE;
		if (i && parent == GLANE_NONE)
			continue;		/* in an element that was refused */
		if (i && (element < 0 || !shape_holds(outer, element))) {
			unknown_element(b, e, outer);
			continue;
		}
		number[i] = b->n;
		item *it = builder_add(b, element, parent, e->line, e->column);
		it->text = e->text;
		take_attributes(b, e, outer, it);
		if (element == E_CODEBOOK || element == E_THEME || element == E_NEAR)
			stray_text(b, e);
	}
	return true;
}
