/* frame.c - what stands around a figure: title, legend, axes, what is said below it; and its colours. */
#include "drawing.h"
#include <math.h>
#include <string.h>

/* Colours that people who don't see red or green tell apart (after Okabe and Ito 2008), none lighter or darker than can be seen both on
 * white and on a dark page: their contrast is at least 3 to 1 with either. Greys are for print. */
static const char *const colours[] = { "#0072b2", "#d55e00", "#009e73", "#c4679b", "#a87900", "#7b61c4", "#3d8fb8", "#7a7a7a" };
static const char *const greys[] = { "#2b2b2b", "#9a9a9a", "#666666", "#b8b8b8", "#474747", "#8a8a8a", "#777777", "#585858" };
/* Areas have an outline in grey, so that they may be lighter and farther apart than marks and lines. */
static const char *const grey_areas[] = { "#2b2b2b", "#b4b4b4", "#747474", "#e2e2e2", "#505050", "#cbcbcb", "#949494", "#f6f6f6" };
enum { COLOURS = sizeof colours / sizeof *colours };
static const char *const lines = "#8c8c8c";

const char *frame_colour(const drawing *d, uint32_t series)
{
	return (d->o->palette == PALETTE_GREY ? greys : colours)[series % COLOURS];
}

void frame_bar(const drawing *d, figure_box box, uint32_t series)
{
	bool grey = d->o->palette == PALETTE_GREY;
	if (grey)
		svg_group(d->s, (svg_style){ .stroke = greys[0], .width = 0.5 });
	svg_rect(d->s, box.x, box.y, box.w, box.h, grey ? grey_areas[series % COLOURS] : frame_colour(d, series));
	if (grey)
		svg_close(d->s);
}

void frame_paths(const drawing *d, const svg_path *path, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++) {
		if (!path[k].n)
			continue;
		svg_open(d->s, "path");
		svg_attr(d->s, "stroke", frame_colour(d, k));
		svg_attr(d->s, "d", path[k].p);
		svg_close(d->s);
		svg_line_end(d->s);
	}
}

/* From almost white to blue, or, below nought, to orange; *dark: white text can be read on it. */
const char *frame_shade(const drawing *d, double part, bool *dark)
{
	static const double blue[] = { 0, 90, 150 }, orange[] = { 190, 80, 0 }, black[] = { 45, 45, 45 }, grey[] = { 120, 120, 120 };
	static const char hex[] = "0123456789abcdef";
	bool plain = d->o->palette == PALETTE_GREY;
	const double *full = part < 0 ? (plain ? grey : orange) : plain ? black : blue;
	double k = fabs(part) > 1 ? 1 : fabs(part), light = 0;
	static const double weight[] = { 0.2126, 0.7152, 0.0722 };
	char *out = d->h->alloc(d->ctx, GLANE_SCRATCH, 8);
	out[0] = '#';
	for (int i = 0; i < 3; i++) {
		double v = 247 + (full[i] - 247) * k;
		unsigned u = (unsigned)(v + 0.5);
		out[1 + 2 * i] = hex[u >> 4];
		out[2 + 2 * i] = hex[u & 15];
		light += weight[i] * pow(v / 255, 2.2);
	}
	/* Where white and black stand out equally: (L + .05)² = 1.05 · .05. */
	*dark = light < 0.179;
	return out;
}

double frame_text(const drawing *d, svg_place at, glane_str text, double room)
{
	uint32_t n = figure_fit(text, at.size, at.bold, room);
	at.cut = n < text.n;
	if (!n && text.n)
		return 0;
	svg_text(d->s, at, (glane_str){ text.p, n });
	return figure_width((glane_str){ text.p, n }, at.size, at.bold) + (at.cut ? at.size : 0);
}

/* Lines of text below d->y, each `leading` high. */
static void paragraph(drawing *d, glane_str text, double size, bool bold, double leading)
{
	while (text.n) {
		uint32_t n = figure_line(text, size, bold, d->width);
		d->y += leading;
		svg_text(d->s, (svg_place){ .x = 0, .y = d->y - leading / 4, .size = size, .bold = bold }, (glane_str){ text.p, n });
		svg_line_end(d->s);
		while (n < text.n && text.p[n] == ' ')
			n++;
		text = (glane_str){ text.p + n, text.n - n };
	}
}

void frame_title(drawing *d)
{
	const char *said = d->grid->figure[d->figure - d->grid->def->figures];
	paragraph(d, say_str(said && *said ? said : d->figure->name), TITLE, true, TITLE * 1.35);
	d->y += 6;
}

void frame_heading(drawing *d, const panel *p)
{
	if (!p->heading.n)
		return;
	d->y += 6;
	paragraph(d, p->heading, TEXT + 1, true, (TEXT + 1) * 1.4);
	d->y += 2;
}

void frame_legend(drawing *d, int column, bool marks)
{
	double x = 0, line = TEXT * 1.6;
	glane_str label = say_str(say_join(d->ctx, data_label(d, column).p, d->french ? "\u00a0:" : ":", ""));
	if (!d->n_series)
		return;
	d->y += line;
	svg_open(d->s, "g");
	x += frame_text(d, (svg_place){ .x = 0, .y = d->y - 4, .size = TEXT }, label, d->width / 3) + 10;
	for (uint32_t i = 0; i < d->n_series; i++) {
		double w = figure_width(d->series[i], TEXT, false) + 26;
		if (x + w > d->width && x > 0) {
			x = 0;
			d->y += line;
		}
		if (marks)
			svg_mark(d->s, i, x + 6, d->y - 8, 5, frame_colour(d, i));
		else
			frame_bar(d, (figure_box){ x, d->y - 13, 11, 10 }, i);
		x += frame_text(d, (svg_place){ .x = x + 15, .y = d->y - 4, .size = TEXT }, d->series[i], d->width - x - 15) + 30;
	}
	svg_close(d->s);
	svg_line_end(d->s);
	d->y += 4;
}

/* ---- Axes --------------------------------------------------------------------------------------- */

static bool is_zero(const figure_scale *s, uint32_t i)
{
	return !s->log && !(fabs(figure_mark(s, i)) > 0);
}

/* Lines through the box at all marks of the scale, that at nought stronger. */
static void grid_lines(const drawing *d, const figure_scale *s, figure_box box, bool upright)
{
	svg_path path = { 0 };
	double zero = -1;
	for (uint32_t i = 0; i < s->n; i++) {
		double at = upright ? figure_place(s, figure_mark(s, i), box.x, box.x + box.w) :
		                      figure_place(s, figure_mark(s, i), box.y + box.h, box.y);
		double from[] = { upright ? at : box.x, upright ? box.y : at }, to = upright ? box.y + box.h : box.x + box.w;
		if (is_zero(s, i)) {
			zero = at;
			continue;
		}
		svg_path_add(d->s, &path, 'M', 2, from);
		svg_path_add(d->s, &path, upright ? 'V' : 'H', 1, &to);
	}
	if (path.n) {
		svg_open(d->s, "path");
		svg_attr(d->s, "d", path.p);
		svg_attr(d->s, "stroke", lines);
		svg_number(d->s, "stroke-width", 0.5);
		svg_number(d->s, "stroke-opacity", 0.5);
		svg_close(d->s);
	}
	if (zero >= 0 && upright)
		svg_stroke(d->s, zero, box.y, zero, box.y + box.h, lines, 1);
	else if (zero >= 0)
		svg_stroke(d->s, box.x, zero, box.x + box.w, zero, lines, 1);
}

void frame_across(const drawing *d, const figure_scale *s, figure_box box, glane_str label, double left, double right)
{
	double last = -1e9, bottom = box.y + box.h, half_label = figure_width(label, TEXT, false) / 2;
	grid_lines(d, s, box, true);
	svg_group(d->s, (svg_style){ .size = SMALL, .anchor = SVG_MIDDLE });
	for (uint32_t i = 0; i < s->n; i++) {
		double x = figure_place(s, figure_mark(s, i), box.x, box.x + box.w);
		glane_str text = data_mark(d, s, i);
		double half = figure_width(text, SMALL, false) / 2;
		if (x - half < last + 6)
			continue;
		/* The number of the last mark stays inside the picture. */
		double at = x + half > d->width ? d->width - half : x < half ? half : x;
		svg_text(d->s, (svg_place){ .x = at, .y = bottom + 14, .size = SMALL, .anchor = SVG_MIDDLE }, text);
		last = at + half;
	}
	svg_close(d->s);
	/* In the middle of the axis, or as far aside as a longer one needs. */
	double x = box.x + box.w / 2;
	x = x + half_label > right ? right - half_label : x;
	x = x - half_label < left ? left + half_label : x;
	frame_text(d, (svg_place){ .x = 2 * half_label > right - left ? (left + right) / 2 : x, .y = bottom + 30, .size = TEXT,
		.anchor = SVG_MIDDLE }, label, right - left);
	svg_line_end(d->s);
}

void frame_upwards(const drawing *d, const figure_scale *s, figure_box box, glane_str label)
{
	grid_lines(d, s, box, false);
	svg_group(d->s, (svg_style){ .size = SMALL, .anchor = SVG_END });
	for (uint32_t i = 0; i < s->n; i++) {
		double y = figure_place(s, figure_mark(s, i), box.y + box.h, box.y);
		svg_text(d->s, (svg_place){ .x = box.x - 5, .y = y + 3.5, .size = SMALL, .anchor = SVG_END }, data_mark(d, s, i));
	}
	svg_close(d->s);
	frame_text(d, (svg_place){ .x = 12, .y = box.y + box.h / 2, .size = TEXT, .anchor = SVG_MIDDLE, .turn = -90 }, label, box.h);
	svg_line_end(d->s);
}

/* ---- Below the figure ------------------------------------------------------------------------------ */

/* `text` with a number in place of {n}. */
static const char *counted(const drawing *d, const char *text, uint64_t n)
{
	return say_sentence(d->ctx, text, "{n}", say_number(d->ctx, d->language, n), NULL);
}

/* The modalities of the study's groups in their declared order: d->series, as the first table has them that is grouped as this one is. */
static int modalities(drawing *d)
{
	const glane_grid *mine = d->grid;
	int group = -1;
	d->n_series = 0;
	for (uint32_t i = 0; i <= d->n_grids && group < 0; i++) {
		const glane_grid *g = i ? d->grids[i - 1] : mine;
		group = strcmp(g->by, mine->by) || !g->n ? -1 : data_named(g, "group");
		if (group < 0)
			continue;
		d->grid = g;
		for (d->n_columns = 0; d->n_columns < MAX_COLUMNS && g->def->columns[d->n_columns].name; )
			d->n_columns++;
		data_series(d, group);
	}
	return group;
}

static const glane_grid *core_table(const drawing *d, const char *name)
{
	for (uint32_t i = 0; i < d->n_grids; i++)
		if (!strcmp(d->grids[i]->stage, "core") && !strcmp(d->grids[i]->def->name, name))
			return d->grids[i];
	return NULL;
}

/* "lang=fr, class=3": to which documents, or segments, the stage was limited. */
static const char *scope_of(const drawing *d)
{
	const glane_grid *m = core_table(d, "manifest");
	int stage = m ? data_named(m, "stage") : -1, option = m ? data_named(m, "option") : -1, value = m ? data_named(m, "value") : -1;
	const char *said = "";
	size_t n = strlen(d->grid->stage);
	for (uint32_t r = 0; value >= 0 && stage >= 0 && option >= 0 && r < m->n; r++) {
		/* "reinert" or, of a stage that has another name than its plugin, "sim3 = similarity". */
		const char *of = d->h->value(d->ctx, m, (uint32_t)stage, r).p;
		if (strncmp(of, d->grid->stage, n) != 0 || (of[n] && of[n] != ' '))
			continue;
		const char *name = d->h->value(d->ctx, m, (uint32_t)option, r).p, *what = d->h->value(d->ctx, m, (uint32_t)value, r).p;
		if (*what && (!strcmp(name, "when") || !strcmp(name, "where")))
			said = say_join(d->ctx, said, *said ? ", " : "", what);
	}
	return said;
}

static uint32_t row_of(const drawing *d, const glane_grid *g, int variable, int value, glane_str modality)
{
	uint32_t r = 0;
	for (; r < g->n; r++) {
		glane_str said = d->h->cell(d->ctx, g, (uint32_t)value, r);
		if (!strcmp(d->h->value(d->ctx, g, (uint32_t)variable, r).p, d->grid->by) && said.n == modality.n
		    && !memcmp(said.p, modality.p, said.n))
			return r;
	}
	return GLANE_NONE;
}

/* ". Respondents (Craft): designers 12, writers 9": of the variable by which the table is grouped; of what isn't a variable of respondents,
 * as classes of segments, the modalities alone. */
static const char *sizes_of_groups(const drawing *of, const char *said)
{
	drawing copy = *of, *d = &copy;
	const glane_grid *v = core_table(d, "variables");
	int group = *d->grid->by ? modalities(d) : -1;
	int variable = v ? data_named(v, "variable") : -1, value = v ? data_named(v, "value") : -1;
	int speakers = v ? data_named(v, "speakers") : -1;
	if (group < 0 || variable < 0 || value < 0 || speakers < 0)
		return said;
	const char *list = "", *name = data_label(d, group).p;
	bool counted = false;
	for (uint32_t i = 0; i < d->n_series && i < 16; i++) {
		uint32_t r = row_of(d, v, variable, value, d->series[i]);
		counted |= r != GLANE_NONE;
		list = say_join(d->ctx, list, i ? ", " : "", d->series[i].p);
		if (r != GLANE_NONE)
			list = say_join(d->ctx, list, "\u00a0", d->h->cell(d->ctx, v, (uint32_t)speakers, r).p);
	}
	const char *head = counted ? d->h->translate(d->ctx, "Respondents") : name;
	if (counted && strcmp(name, "group") != 0)	/* a variable of this name has none */
		head = say_join(d->ctx, head, " (", say_join(d->ctx, name, ")", ""));
	return !d->n_series ? said : say_join(d->ctx, say_join(d->ctx, said, ". ", head), d->french ? "\u00a0: " : ": ", list);
}

void frame_notes(drawing *d, const char *twin)
{
	uint64_t out = 0, unnamed = 0, hidden = 0;
	for (uint32_t r = 0; r < d->grid->n; r++) {
		out += d->state[r] == NOT_DRAWN;
		unnamed += d->state[r] == NO_LABEL;
		bool any = false;
		for (uint32_t c = 0; c < d->n_columns; c++)
			any |= d->grid->column[c].state && d->grid->column[c].state[r] == GLANE_SUPPRESSED;
		hidden += any;
	}
	const char *said = counted(d, d->h->translate(d->ctx, "n = {n} (documents)"), d->h->documents(d->ctx));
	said = say_join(d->ctx, sizes_of_groups(d, said), ".", "");
	const char *scope = scope_of(d);
	if (*scope)
		said = say_join(d->ctx, said, " ", say_sentence(d->ctx, d->h->translate(d->ctx, "Of these only: {scope}."), "{scope}", scope, NULL));
	if (hidden)
		said = say_join(d->ctx, said, " ",
			counted(d, d->h->translate(d->ctx, "Rows with cells suppressed, because too few said so: {n}."), hidden));
	if (out)
		said = say_join(d->ctx, said, " ", counted(d, d->h->translate(d->ctx, "Rows of the table that aren't drawn: {n}."), out));
	if (d->gaps && strcmp(d->h->study(d->ctx)->audience, "public") != 0)
		said = say_join(d->ctx, said, " ", d->h->translate(d->ctx, "No bar: nothing is counted there."));
	if (unnamed)
		said = say_join(d->ctx, said, " ", counted(d, d->h->translate(d->ctx, "Labels left out: {n}."), unnamed));
	if (out || unnamed)
		said = say_join(d->ctx, said, " ", say_join(d->ctx, d->h->translate(d->ctx, "All are in"), " ", say_join(d->ctx, twin, ".", "")));
	d->y += 8;
	paragraph(d, say_str(said), SMALL, false, SMALL * 1.4);
	d->y += 4;
}
