/* advance.c - how wide a text is, before anybody draws it. */
#include "figure.h"

/* Advance widths of DejaVu Sans, of its own `hmtx` table, in thousandths of the size. Verdana has the same; Arial, Helvetica and Liberation
 * Sans are narrower, so that where they take its place texts still fit. */
enum { FIRST = 0x20, LATIN_END = 0x180, GREEK = 0x370, GREEK_END = 0x400, CYRILLIC = 0x400, CYRILLIC_END = 0x460,
       SIGNS = 0x2000, SIGNS_END = 0x2070 };
static const uint16_t latin[LATIN_END - FIRST] = {
	318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
	636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
	603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
	634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 318, 401, 636, 636, 636, 636, 337, 500, 500, 1000, 471, 612, 838, 361, 1000, 500,
	500, 838, 401, 401, 500, 636, 636, 318, 500, 401, 471, 612, 969, 969, 969, 531, 684, 684, 684, 684, 684, 684, 974, 698,
	632, 632, 632, 632, 295, 295, 295, 295, 775, 748, 787, 787, 787, 787, 787, 838, 787, 732, 732, 732, 732, 611, 605, 630,
	613, 613, 613, 613, 613, 613, 982, 550, 615, 615, 615, 615, 278, 278, 278, 278, 612, 634, 612, 612, 612, 612, 612, 838,
	612, 634, 634, 634, 634, 592, 635, 592, 684, 613, 684, 613, 684, 613, 698, 550, 698, 550, 698, 550, 698, 550, 770, 635,
	775, 635, 632, 615, 632, 615, 632, 615, 632, 615, 632, 615, 775, 635, 775, 635, 775, 635, 775, 635, 752, 634, 916, 695,
	295, 278, 295, 278, 295, 278, 295, 278, 295, 278, 590, 556, 295, 278, 656, 579, 579, 557, 278, 557, 278, 557, 375, 557,
	342, 562, 284, 748, 634, 748, 634, 748, 634, 813, 748, 634, 787, 612, 787, 612, 787, 612, 1070, 1023, 695, 411, 695, 411,
	695, 411, 635, 521, 635, 521, 635, 521, 635, 521, 611, 392, 611, 392, 611, 392, 732, 634, 732, 634, 732, 634, 732, 634,
	732, 634, 732, 634, 989, 818, 611, 592, 611, 685, 525, 685, 525, 685, 525, 352,
};
static const uint16_t greek[GREEK_END - GREEK] = {
	654, 568, 862, 647, 278, 278, 748, 650, 0, 0, 500, 549, 550, 549, 337, 295, 0, 0, 0, 0, 500, 500, 692, 318,
	746, 871, 408, 0, 812, 0, 825, 826, 338, 684, 686, 557, 684, 632, 685, 752, 787, 295, 656, 684, 863, 748, 632, 787,
	752, 603, 0, 632, 611, 611, 787, 685, 787, 764, 295, 611, 659, 541, 634, 338, 579, 659, 638, 592, 612, 541, 544, 634,
	612, 338, 589, 592, 636, 559, 558, 612, 602, 635, 587, 634, 602, 579, 660, 578, 660, 837, 338, 579, 612, 579, 837, 656,
	614, 619, 699, 842, 699, 660, 837, 664, 787, 612, 648, 587, 575, 458, 660, 660, 865, 627, 934, 837, 758, 659, 792, 615,
	687, 607, 768, 625, 699, 612, 611, 536, 664, 635, 550, 278, 787, 615, 615, 605, 635, 698, 863, 651, 635, 703, 698, 703,
};
static const uint16_t cyrillic[CYRILLIC_END - CYRILLIC] = {
	632, 632, 786, 610, 698, 635, 295, 295, 295, 1094, 1045, 786, 710, 748, 609, 752, 684, 686, 686, 610, 781, 632, 1077, 641,
	748, 748, 710, 752, 863, 752, 787, 752, 603, 698, 611, 609, 861, 685, 776, 686, 1069, 1094, 833, 882, 686, 698, 1080, 695,
	613, 617, 589, 525, 691, 615, 901, 532, 650, 650, 604, 639, 754, 654, 612, 654, 635, 550, 583, 592, 855, 592, 681, 591,
	915, 942, 707, 790, 589, 549, 842, 602, 615, 615, 625, 525, 549, 521, 278, 278, 278, 902, 898, 652, 604, 650, 592, 654,
};
static const uint16_t signs[SIGNS_END - SIGNS] = {
	500, 1000, 500, 1000, 330, 250, 167, 636, 318, 200, 100, 0, 0, 0, 0, 0, 361, 361, 636, 500, 1000, 1000, 500, 500,
	318, 318, 318, 318, 518, 518, 518, 518, 500, 500, 590, 590, 334, 667, 1000, 318, 0, 0, 0, 0, 0, 0, 0, 200,
	1342, 1735, 227, 374, 520, 227, 374, 520, 339, 400, 400, 838, 485, 531, 500, 804, 804, 250, 1000, 500, 167, 390, 390, 922,
	733, 733, 497, 636, 500, 500, 500, 337, 804, 500, 450, 1000, 804, 838, 586, 663, 838, 838, 318, 797, 838, 318, 318, 222,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
};

static bool within(uint32_t c, uint32_t from, uint32_t to)
{
	return c >= from && c < to;
}

/* Of bold text a tenth more is reckoned, which no letter of DejaVu Sans Bold exceeds by much. */
static double advance(uint32_t c)
{
	uint32_t w = within(c, FIRST, LATIN_END) ? latin[c - FIRST] :
	             within(c, GREEK, GREEK_END) ? greek[c - GREEK] :
	             within(c, CYRILLIC, CYRILLIC_END) ? cyrillic[c - CYRILLIC] :
	             within(c, SIGNS, SIGNS_END) ? signs[c - SIGNS] :
	             within(c, 0x300, 0x370) ? 0 :		/* combining marks */
	             within(c, 0x1100, 0xe000) || c >= 0xf900 ? 1100 : 700;
	return (double)w / 1000;
}

/* The character at *at, which moves behind it. */
static uint32_t next(glane_str s, uint32_t *at)
{
	unsigned char c = (unsigned char)s.p[(*at)++];
	uint32_t code = c < 0x80 ? c : c < 0xe0 ? c & 0x1fu : c < 0xf0 ? c & 0x0fu : c & 7u;
	while (c >= 0xc0 && *at < s.n && ((unsigned char)s.p[*at] & 0xc0) == 0x80)
		code = code << 6 | ((unsigned char)s.p[(*at)++] & 0x3fu);
	return code;
}

double figure_width(glane_str text, double size, bool bold)
{
	double sum = 0;
	for (uint32_t at = 0; at < text.n; )
		sum += advance(next(text, &at));
	return sum * size * (bold ? 1.12 : 1);
}

uint32_t figure_fit(glane_str text, double size, bool bold, double room)
{
	double k = size * (bold ? 1.12 : 1), sum = 0, more = advance(0x2026) * k;
	uint32_t fits = 0;
	if (figure_width(text, size, bold) <= room)
		return text.n;
	for (uint32_t at = 0; at < text.n; ) {
		sum += advance(next(text, &at)) * k;
		if (sum + more > room)
			break;
		fits = at;
	}
	while (fits && text.p[fits - 1] == ' ')
		fits--;
	return fits;
}

uint32_t figure_line(glane_str text, double size, bool bold, double room)
{
	double k = size * (bold ? 1.12 : 1), sum = 0;
	uint32_t end = 0;
	for (uint32_t at = 0; at < text.n; ) {
		if (text.p[at] == ' ')
			end = at;
		sum += advance(next(text, &at)) * k;
		if (sum > room)
			return end ? end : at;
	}
	return text.n;
}
