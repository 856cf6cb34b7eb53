/* run_lex.re - letters and digits of all scripts. re2c makes run_lex.c of it. */
#include "tokens/lexer.h"

/*!include:re2c "common.re" */
/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:encoding:utf8 = 1;
	re2c:yyfill:enable = 0;
*/

const unsigned char *letters_at(const unsigned char *p)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
/*!re2c
	run            { return YYCURSOR; }
	*              { return p; }
*/
}

const unsigned char *tag_end(const unsigned char *p)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
/*!re2c
	(letter | digit | "_")+ { return YYCURSOR; }
	*              { return p; }
*/
}

const unsigned char *medians_at(const unsigned char *p)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
/*!re2c
	(median run)+  { return YYCURSOR; }
	*              { return p; }
*/
}
