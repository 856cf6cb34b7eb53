/* words.c - the places of the words of a cloud. */
#include "figure.h"
#include <math.h>

static bool is_free(figure_box frame, figure_box b, uint32_t n, const figure_box *box, const bool *shown)
{
	if (b.x < frame.x || b.y < frame.y || b.x + b.w > frame.x + frame.w || b.y + b.h > frame.y + frame.h)
		return false;
	for (uint32_t i = 0; i < n; i++)
		if (shown[i] && figure_overlap(b, box[i]))
			return false;
	return true;
}

void figure_cloud(figure_box frame, uint32_t n, figure_box *box, bool *shown)
{
	double cx = frame.x + frame.w / 2, cy = frame.y + frame.h / 2, flat = frame.w > 0 ? frame.h / frame.w : 1;
	double reach = sqrt(frame.w * frame.w + frame.h * frame.h) / 2 / (flat > 0 && flat < 1 ? flat : 1);
	for (uint32_t i = 0; i < n; i++) {
		shown[i] = false;
		/* About as many steps a turn as keep them 4 pixels apart. */
		for (double t = 0; t < 4000 && !shown[i]; t += 4 / (4 + 2 * t)) {
			double r = 2 * t;
			if (r > reach)
				break;
			figure_box b = box[i];
			b.x = cx + r * cos(t) - b.w / 2;
			b.y = cy + r * sin(t) * (flat < 1 ? flat : 1) - b.h / 2;
			if (is_free(frame, b, i, box, shown)) {
				box[i] = b;
				shown[i] = true;
			}
		}
	}
}
