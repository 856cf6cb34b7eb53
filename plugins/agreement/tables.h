/* tables.h - what coders agree on, as tables. */
#ifndef TABLES_H
#define TABLES_H
#include "coded.h"

enum { THEMES, OVERALL, DISAGREEMENTS, CONFUSIONS, PANEL, PANEL_OVERALL, SCORES, LOW };
extern const glane_table agreement_tables[];

typedef struct {
	glane_sym coder, with, theme, group, note;
	int64_t units, both, first, second, documents, speakers;
	double share, kappa, kappa_low, kappa_high, alpha, alpha_low, alpha_high, pi, ac1, precision, recall, f1, f1_low, f1_high,
	       share_chars, kappa_chars;
} theme_line;
typedef struct {
	glane_sym coder, with, group, note, drawn;
	int64_t units, same, documents, speakers, themes;
	double share, masi, masi_low, masi_high, jaccard, kappa, precision, recall, micro, micro_low, micro_high, macro;
} all_line;
typedef struct { glane_sym theme, coder, with, group; int64_t passages, documents, speakers; } alone_line;
typedef struct { glane_sym coder, with, theme, other, group; int64_t passages, documents, speakers; } confusion_line;
typedef struct {
	glane_sym theme, group, note;
	int64_t coders, units, all, some, documents, speakers;
	double alpha, low, high, kappa;
} panel_line;
typedef struct {
	glane_sym group, note, drawn;
	int64_t coders, units, same, documents, speakers;
	double share, masi, low, high;
} panel_all_line;
typedef struct {
	glane_sym coder, with, group, note, drawn;
	int64_t documents, speakers;
	double alpha, low, high, ordinal, r, higher, apart;
} score_line;

typedef struct {
	glane_sym coder, with, theme, group;
	int64_t units, documents, speakers;
	double alpha, share;
} low_line;

void agreement_report(const coded *c);
void report_confusions(const coded *c, uint32_t group, uint32_t pair);
/* The option `scores`: its words, in create(); GLANE_OK or what fail() returned. And its table. */
int scores_check(glane_ctx *ctx);
void report_scores(const coded *c);

/* A value as a cell; and why there is none, in the report's language. */
double coded_shown(agreement_value v, double times);
glane_sym coded_note(const coded *c, agreement_value v);
/* Undefined where it is NaN. */
double coded_cell(double v);
#endif
