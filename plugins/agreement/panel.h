/* panel.h - what two or more coders together say of the units of a group, each coefficient with its interval. */
#ifndef PANEL_H
#define PANEL_H
#include "coded.h"

/* NaN: not defined. Of a theme, and of all; kappa, F1 and micro of two coders alone. */
typedef struct { double kappa, alpha, f1; } theme_values;
typedef struct { double masi, micro; theme_values *theme; } panel_values;

typedef struct panel panel;
/* Of units that two of the coders have read at least. */
panel *panel_of(const coded *c, uint32_t group, uint32_t n_coders, const uint32_t *coder);
uint32_t panel_units(const panel *p, const uint32_t **unit);
/* The coefficients as they are; theme: for all themes of the coded. */
panel_values panel_measured(panel *p);
/* Ends of their intervals, NaN where they can't be told. Returns how many speakers, or units, were drawn from; with fewer than
 * FEWEST_DRAWN all is NaN: so few others tell nothing of how others would be coded. */
enum { FEWEST_DRAWN = 10 };
uint32_t panel_intervals(panel *p, panel_values *low, panel_values *high);
/* "24 speakers drawn from", in the report's language. */
glane_sym panel_drawn(const coded *c, uint32_t n);
#endif
