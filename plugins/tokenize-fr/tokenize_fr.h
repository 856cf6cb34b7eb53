/* tokenize_fr.h - the lexer that re2c makes of tokenize_fr_lex.re. */
#ifndef TOKENIZE_FR_H
#define TOKENIZE_FR_H
#include "tokens/lexer.h"

scanner tokenize_fr_scan;
#endif
