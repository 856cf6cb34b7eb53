/* address_lex.re - addresses, files and pieces of code: never words, whatever they hold. re2c makes address_lex.c of it.
 *
 * A lexer of its own, because it is all ASCII and rarely needed: where a word is followed by one of @ / . _ : ( \
 * or a piece begins with one of @ / . ~ _. It is five automata, of which the longest match counts: one of all would be
 * as large as their product. */
#include "tokens/lexer.h"

/* What may stand in one. */
const bool address_byte[256] = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1,
	['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1,
	['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1,
	['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1,
	['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1,
	['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1, ['t'] = 1,
	['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
	['.'] = 1, ['_'] = 1, ['-'] = 1, ['+'] = 1, ['%'] = 1, ['/'] = 1, ['\\'] = 1, ['~'] = 1,
};

/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:encoding:utf8 = 1;
	re2c:yyfill:enable = 0;

	ascii     = [A-Za-z0-9];
	url_char  = [A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%] | [\u00c0-\u167f\u1681-\u1fff];
	url_last  = [A-Za-z0-9\-_~/#@$&*+=%] | [\u00c0-\u167f\u1681-\u1fff];
	file_end  = 'pdf' | 'doc' 'x'? | 'odt' | 'txt' | 'csv' | 'tsv' | 'xls' 'x'? | 'ppt' 'x'? | 'jpg' | 'jpeg' | 'png'
	          | 'gif' | 'svg' | 'mp3' | 'mp4' | 'wav' | 'zip' | 'json' | 'xml' | 'htm' 'l'? | 'py' | 'js' | 'ts' | 'cpp' | 'java' | 'sql'
	          | 'yml' | 'yaml' | 'md' | 'css' | 'php' | 'ipynb' | 'exe';
*/

/* Pages, mail, names of people, groups: where the one ends that begins here; `begin` if none does, as all of these. */
static const unsigned char *net_end(const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	url       = ('http' 's'? | 'ftp') "://" (url_char* url_last)? | 'www.' ascii (url_char* url_last)?
	          | 'mailto:' url_char* url_last;
	host      = (ascii | "-")+ ("." (ascii | "-")+)+;
	// The @ of addresses within a firm has no point behind it.
	email     = [A-Za-z0-9._%+\-]+ "@" (host | ascii (ascii | [_\-])*);
	// Groups of Usenet: alt.animals.cat
	group     = ('alt' | 'comp' | 'rec' | 'sci' | 'soc' | 'misc' | 'news' | 'talk') ("." [a-z] [a-z0-9\-]*){2,};
	at_name   = "@" (ascii | "_")+ ("." (ascii | "_")+)?;

	url | email | group | at_name { return YYCURSOR; }
	*         { return begin; }
*/
}

static const unsigned char *domain_end(const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	domain    = (ascii | "-")+ ("." (ascii | "-")+)* "." ('com' | 'fr' | 'org' | 'net' | 'io' | 'eu' | 'edu' | 'gov' | 'info' | 'co.uk')
	            ("/" (url_char* url_last)?)?;
	domain    { return YYCURSOR; }
	*         { return begin; }
*/
}

static const unsigned char *file_name_end(const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	file      = [A-Za-z0-9._\-]+ "." file_end | "." file_end;
	file      { return YYCURSOR; }
	*         { return begin; }
*/
}

static const unsigned char *path_end(const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	// src/main.c, /usr/lib, ~/notes, C:\Users\x; "et/ou" and "and/or" are words with a slash between.
	segment   = "/" [A-Za-z0-9._\-]* ascii;
	path      = ("~" | "." | "..") segment+ "/"? | segment segment+ "/"? | (ascii | [_\-])+ segment* "/" [A-Za-z0-9._\-]* "." (file_end | [chRr] | 'rs' | 'go' | 'sh')
	          | [A-Za-z] ":\\" [A-Za-z0-9._\-\\]* ascii;
	path      { return YYCURSOR; }
	*         { return begin; }
*/
}

static const unsigned char *code_end(const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	// get_user, __init__, main(), x.append()
	snake     = "_"* ascii+ ("_"+ ascii+)+ "_"* | "__" ascii+ "__";
	call      = "_"* ascii (ascii | "_")* ("." (ascii | "_")+)* "()";
	code      = snake | call;
	code      { return YYCURSOR; }
	*         { return begin; }
*/
}

static const unsigned char *farther(const unsigned char *a, const unsigned char *b)
{
	return a > b ? a : b;
}

const unsigned char *address_end(const unsigned char *begin)
{
	const unsigned char *end = farther(net_end(begin), farther(path_end(begin), code_end(begin)));
	const unsigned char *name = farther(domain_end(begin), file_name_end(begin));
	if (name > end)
		return letter_ahead(name) ? NULL : name;	/* "fini.comme" has no address in .com */
	return end > begin ? end : NULL;
}
