/* tokenize_en.h - the lexer that re2c makes of tokenize_en_lex.re. */
#ifndef TOKENIZE_EN_H
#define TOKENIZE_EN_H
#include "tokens/lexer.h"

scanner tokenize_en_scan;
#endif
