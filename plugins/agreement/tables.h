/* tables.h - what coders agree on, as tables. */
#ifndef TABLES_H
#define TABLES_H
#include "coded.h"

extern const glane_table agreement_tables[];
void agreement_report(const coded *c);
#endif
