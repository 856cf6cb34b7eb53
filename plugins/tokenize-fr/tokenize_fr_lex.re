/* tokenize_fr_lex.re - French, one rule a phenomenon. re2c makes tokenize_fr_lex.c of it.
 *
 * The longest match wins, of equally long ones the rule that stands first. What a token is follows the French
 * treebanks of Universal Dependencies: l' | homme, dit | -il, du in one piece.
 *
 * One automaton of everything would be the product of all lists of words with the letters of all scripts, which takes
 * compilers minutes. So there are several: the last one in this file tells what begins; words and numbers have their own,
 * and what stands behind the letters of a word says which list it is looked up in. */
#include "plugins/tokenize-fr/tokenize_fr.h"

/*!include:re2c "../shared/tokens/common.re" */
/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:encoding:utf8 = 1;
	re2c:yyfill:enable = 0;

	money    = ('k' | 'm' | 'md' | 'mds') [€$];
*/

/* How a rule ends: with a piece of this kind and sense, and with where to go on. */
#define PIECE(kind, sense) { add_piece(s, begin, YYCURSOR, kind, sense); return YYCURSOR; }
/* The same for a part of what was matched, or more: up to `to`. */
#define PIECE_TO(to, kind, sense) { YYCURSOR = (to); PIECE(kind, sense) }

/* The word begin..end, or the address that begins with it. */
static const unsigned char *add_word(scan *s, const unsigned char *begin, const unsigned char *end)
{
	if (!add_address(s, begin, &end))
		add_piece(s, begin, end, KIND_WORD, SENSE_PLAIN);
	return end;
}

/* ---- Words with an apostrophe ---------------------------------------------------------------- */

/* Does the apostrophe at `end` end the word begin..end, whatever follows? l'homme, qu'elle, j'ai, parcequ'il */
static bool elides(const unsigned char *begin, const unsigned char *end)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
	if (end - begin > 1 && (end[-1] | 32) == 'u' && (end[-2] | 32) == 'q')
		return true;
/*!re2c
	'c' | 'ç' | 'd' | 'j' | 'l' | 'm' | 'n' | 's' | 't' | 'y' | 'entr' { return YYCURSOR == end; }
	*              { return false; }
*/
}

/* Words that keep theirs inside, though they begin like elided ones: the end of the one that begins here, or NULL. */
static const unsigned char *kept_apostrophe(const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	any_ap   = ap | like_ap;
	// l'on (but l'onde), c'est-à-dire; typed ones: p'tit, m'sieur, d'jà, "a t'il" for a-t-il; rock n'roll
	'aujourd' any_ap 'hui' | 'quelqu' any_ap 'un' 'e'? | 'l' any_ap 'on' | 'c' any_ap 'est-à-dire' | 'presqu' any_ap 'île' 's'? |
	't' ap ('il' 's'? | 'elle' 's'? | 'on') | 'm' ap ('sieur' | 'dame' | 'man') | 'd' ap ('jà' | 'puis') | 'n' ap 'roll' | 's' ap 'maine' 's'?
		{ return word_end(YYCURSOR) > YYCURSOR ? NULL : YYCURSOR; }
	'entr' ap 'ouv' { return word_end(YYCURSOR) > YYCURSOR ? letters_at(YYCURSOR) : NULL; }
	*              { return NULL; }
*/
}

/* A word with an apostrophe at `mark`, typed as one or (an accent, a backtick) for one. */
static const unsigned char *with_apostrophe(scan *s, const unsigned char *begin, const unsigned char *mark, bool real)
{
	const unsigned char *behind = behind_character(mark), *YYCURSOR = kept_apostrophe(begin);
	if (YYCURSOR)
		PIECE(KIND_WORD, SENSE_PLAIN)
	/* An accent that stands alone does an apostrophe's work between letters: l`homme */
	if (elides(begin, mark) && (real || letter_ahead(behind)))
		PIECE_TO(behind, KIND_WORD, SENSE_PLAIN)
	/* In others it stands within a word: grand'mère, p'tain, Solidar'Monde, rock'n'roll; elsewhere it is a quotation mark. */
	if (!real || !letter_ahead(behind))
		PIECE_TO(mark, KIND_WORD, SENSE_PLAIN)
	YYCURSOR = word_end(behind);
	if (*YYCURSOR == '\'' && letter_ahead(YYCURSOR + 1))
		YYCURSOR = word_end(YYCURSOR + 1);
	PIECE(KIND_WORD, SENSE_PLAIN)
}

/* ---- Words with hyphens ---------------------------------------------------------------------- */

/* The end of the words that hyphens join, peut-être, arc-en-ciel, main-d'œuvre, étudiant-e-s, where one hyphen ends before
 * p; NULL if none follows. */
static const unsigned char *compound_end(const unsigned char *p)
{
	const unsigned char *end = NULL;
	for (;;) {
		const unsigned char *part = letters_at(p), *mark = part, *behind = behind_apostrophe(mark);
		if (part == p)
			return end;
		if (behind > mark && elides(p, mark) && letters_at(behind) > behind)
			part = letters_at(behind);
		end = part;
		p = behind_hyphen(end);
		if (p == end)
			return end;
	}
}

/* The end of the compound that begins here and whose last part is no pronoun, though it looks like one, or which is an
 * abbreviation; NULL if none does. */
static const unsigned char *fixed_compound(const unsigned char *begin, int *sense)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
	*sense = SENSE_PLAIN;
/*!re2c
	'rendez-vous' | ('celui' | 'celle' | 'ceux' | 'celles' | 'par' | 'de' | 'jusque') '-' ('ci' | 'là') | 'au-delà' |
	('chez' | 'entre' | 'moi') '-' ('moi' | 'nous' | 'vous' | 'toi' | 'je' | 'soi') | 'là-là' | 'soi-moi' | 'et-ce'
		{ return YYCURSOR; }
	'c-à-d.'       {
		*sense = SENSE_ABBREVIATION_END;
		return YYCURSOR; }
	*              { return NULL; }
*/
}

/* Pronouns after the verb are words of their own, and so are -là and -ci after a noun. Are there any from the hyphen at p
 * to `end`? *second: where the second one begins, or NULL. */
static bool clitics(const unsigned char *p, const unsigned char *end, const unsigned char **second)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
	*second = NULL;
/*!re2c
	// dit | -il, a | -t-il, est | -ce, donne | -moi, jour | -là
	subject  = 'je' | 'tu' | 'il' 's'? | 'iel' 's'? | 'elle' 's'? | 'on' | 'nous' | 'vous' | 'ce';
	object   = 'moi' | 'toi' | 'lui' | 'leur' | 'le' | 'la' | 'les' | 'y' | 'en' | 'là' | 'ci';
	'-' 't-'? (subject | object) { return YYCURSOR == end; }
	// donne | -le | -moi, allez | -vous | -en
	'-' ('le' | 'la' | 'les' | 'nous' | 'vous' | 'toi') '-' ('moi' | 'toi' | 'lui' | 'leur' | 'nous' | 'vous' | 'en' | 'y' | 'là') {
		*second = last_of(p, YYCURSOR, '-');
		return YYCURSOR == end; }
	// va | -t' | en, donne | -m' | en
	'-' [mt] ap ('en' | 'y') {
		*second = behind_apostrophe(p + 2);
		return YYCURSOR == end; }
	*              { return false; }
*/
}

/* A word with a hyphen at `mark`. */
static const unsigned char *with_hyphen(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = behind_character(mark), *end = compound_end(YYCURSOR);
	if (!end && *mark == '-') {
		/* False starts and halves of compounds, "mais- mais", "cor- enfin", "pré- et post-"; but a hyphen that was typed
		 * for a dash stands alone: "la somme -comme convenu- est", "Broché- 285 pages". */
		const unsigned char *next = after_blank(YYCURSOR);
		bool alone = *YYCURSOR <= ' ' || *YYCURSOR == ',' || *YYCURSOR == '.' || *YYCURSOR >= 0xE2;
		bool typed = dash_open(s) || digit_ahead(next) || capital_ahead(next);
		PIECE_TO(YYCURSOR - !(alone && (taken_up(begin, YYCURSOR) || !typed)), KIND_WORD, SENSE_PLAIN)
	}
	if (!end)
		return add_word(s, begin, mark);
	int sense;
	const unsigned char *fixed = fixed_compound(begin, &sense);
	if (fixed && fixed >= end)
		PIECE_TO(fixed, KIND_WORD, sense)
	/* y-a-t-il, peut-être-a-t-on */
	const unsigned char *last = last_of(mark, end, '-'), *second;
	const unsigned char *first = last - mark > 2 && last[-2] == '-' && (last[-1] | 32) == 't' ? last - 2 : mark;
	if (!clitics(first, end, &second))
		return add_word(s, begin, end);
	add_piece(s, begin, first, KIND_WORD, SENSE_PLAIN);
	if (second)
		add_piece(s, first, second, KIND_WORD, SENSE_PLAIN);
	add_piece(s, second ? second : first, end, KIND_WORD, SENSE_PLAIN);
	return end;
}

/* ---- Inclusive writing ----------------------------------------------------------------------- */

/* The word begin..end with the feminine that was set behind its letters. */
static const unsigned char *add_inclusive(scan *s, const unsigned char *begin, const unsigned char *end)
{
	const unsigned char *YYCURSOR = run_end(begin);
	if (add_address(s, begin, &YYCURSOR))
		return YYCURSOR;
	if (letter_ahead(end))		/* fin.enfin: a blank was forgotten */
		PIECE_TO(run_end(begin), KIND_WORD, SENSE_PLAIN)
	PIECE_TO(end, KIND_WORD, SENSE_PLAIN)
}

/* Does begin..end end with Roman numerals and a letter for their part: II, CNIIb? */
static bool roman_before(const unsigned char *begin, const unsigned char *end)
{
	if (end > begin && ((end[-1] | 32) == 'a' || (end[-1] | 32) == 'b'))
		end--;
	return end > begin && (end[-1] == 'I' || end[-1] == 'V' || end[-1] == 'X');
}

/* A word with a bracket, a slash or a median point at `mark`. */
static const unsigned char *with_ending(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = medians_at(mark), *YYMARKER;
	if (YYCURSOR > mark)			/* étudiant·e·s */
		return add_inclusive(s, begin, YYCURSOR);
/*!re2c
	// étudiant(e)s, étudiant/e/s
	inclusive = 'e' | 'es' | 'ne' | 'nes' | 'le' | 'les' | 'te' | 'ère' | 'ères' | 'trice' | 'trices' | 'rice' | 'rices' | 'euse' |
	            'euses' | 've' | 'ves' | 'se' | 'ses' | 'sse' | 'x' | 's';
	"(" inclusive ")" 's'? { return add_inclusive(s, begin, YYCURSOR); }
	"/" ("e" | "es" | "ne" | "trice" | "euse") ("/s")? {
		if (two_letters(begin, mark))
			return add_inclusive(s, begin, YYCURSOR);
		return add_word(s, begin, mark); }
	// Strengths and subunits of what has Roman numerals: IIb/IIIa
	"/" [IVX]+ [aAbB]? {
		if (roman_before(begin, mark) && !letter_ahead(YYCURSOR))
			PIECE(KIND_WORD, SENSE_PLAIN)
		return add_word(s, begin, mark); }
	*              { return add_word(s, begin, mark); }
*/
}

/* ---- Words with a point ---------------------------------------------------------------------- */

/* étudiant.e.s, directeur.trice: the end of what the point at p begins; NULL if it is no feminine. */
static const unsigned char *dotted_end(const unsigned char *p)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
/*!re2c
	"." ("e" | "es" | "trice" | "rice" | "euse" | "sse") (".s")? { return YYCURSOR; }
	*              { return NULL; }
*/
}

/* professionnel.le.s, citoyen.ne: the same where the word's last letter is written again or changed; it is at p. */
static const unsigned char *doubled_end(const unsigned char *p)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
/*!re2c
	("l.le" | "n.ne" | "t.te" | "r.ère" | "x.se" | "f.ve" | "n.ine") (".s")? { return YYCURSOR; }
	*              { return dotted_end(p + 1); }
*/
}

/* A word with a point at `mark`: abbreviations. */
static const unsigned char *with_point(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = two_letters(begin, mark) ? doubled_end(mark - 1) : NULL, *YYMARKER;
	if (YYCURSOR)
		return add_inclusive(s, begin, YYCURSOR);
	YYCURSOR = begin;
/*!re2c
	// Titles, and others after which something must come: M. Dupont, av. J.-C., cf. p. 12
	("M" | "MM" | "Mr" | "Mme" | "Mmes" | "Mlle" | "Mlles" | "Dr" | "Pr" | "Prof" | "Me" | "Mgr" | "St" | "Ste" |
	 'av' | 'apr' | 'bd' | 'boul' | 'cf' | 'pp' | 'chap' | 'fig' | 'éd' | 'coll' | 'réf' | 'tél' | 'janv' | 'févr' |
	 'juil' | 'nb' | 'vs' | 'p.ex' | 'p.-ex') "." { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// These are words as well: abbreviations only before a number: vol. 2, n. 3, art. 5; and 500 p.
	("p" | "n" | "t" | "v" | 'no' | 'vol' | 'art' | 'sept' | 'oct' | 'nov' | 'déc') "." {
		bool pages = *begin == 'p' && s->n && s->piece[s->n - 1].kind == KIND_NUMBER;
		if (!pages && !number_ahead(YYCURSOR))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// And these where a sentence goes on: ex. le bois, env. 30, max. 2
	('ex' | 'env' | 'max' | 'min' | 'hab' | 'trad' | 'dép' | 'dept' | 'univ' | 'resp') "." {
		if (stop_too(s, YYCURSOR - 1))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// p. ex. in one piece, as c.-à-d.
	'p. ex.' | 'p.\u00a0ex.' { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// The point of etc. is the sentence's where it ends one.
	'etc' "."      {
		if (stop_too(s, YYCURSOR - 1))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	// These may end a sentence.
	('c.-à-d' | 'c.à.d' | 's.v.p' | 'n.b' | 'p.s' | 'cie' | 'ltd' | 'inc' | 'al' | 'e.g' | 'i.e') "."
		{ PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	// Initials: J., J.-P., and acronyms: B.C.E., U.S.A, D.III; J.P.Dupont is initials and a name.
	upper "." | upper "." ("-" upper ".")+ { PIECE(KIND_WORD, SENSE_INITIAL) }
	upper "." (upper ".")+ | upper ("." upper)+ {
		const unsigned char *end = word_end(YYCURSOR);
		if (YYCURSOR[-1] != '.' && end - YYCURSOR > 1 && !capital_ahead(YYCURSOR))
			PIECE_TO(last_of(begin, YYCURSOR, '.') + 1, KIND_WORD, SENSE_INITIAL)
		PIECE_TO(YYCURSOR[-1] == '.' ? YYCURSOR : end, KIND_WORD, SENSE_ABBREVIATION_END) }
	*              { return add_word(s, begin, mark); }
*/
}

/* ---- Words and numbers ----------------------------------------------------------------------- */

/* C++, R&D, Yahoo!, n°: a word with another sign at `mark`. */
static const unsigned char *with_sign(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	signed | ampersand { PIECE(KIND_WORD, SENSE_PLAIN) }
	// n°, nos
	'n' "\u00b0" 's'? { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	*              { return add_word(s, begin, mark); }
*/
}

/* A word that begins with a letter, or with digits that are no number: by the sign behind its letters. */
static const unsigned char *word(scan *s, const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	// nº
	'n' "\u00ba"   { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	run            { return add_word(s, begin, YYCURSOR); }
	run ap         { return with_apostrophe(s, begin, before_character(YYCURSOR), true); }
	run like_ap    { return with_apostrophe(s, begin, before_character(YYCURSOR), false); }
	run hyphen     { return with_hyphen(s, begin, before_character(YYCURSOR)); }
	run (median | [(/]) { return with_ending(s, begin, before_character(YYCURSOR)); }
	run "."        { return with_point(s, begin, YYCURSOR - 1); }
	run [&+#!\u00b0] { return with_sign(s, begin, before_character(YYCURSOR)); }
	// What was swallowed, as corpora of speech mark it: d~
	run "~"        { PIECE_TO(letters_at(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	// k€, M€
	money          { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
}

/* A number that begins with a digit or a sign before one. */
static const unsigned char *number(scan *s, const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	gap      = [ \u00a0\u202f\u2009];
	grouped  = digit{1,3} (gap digit{3})+ | digit{1,3} ("'" digit{3})+;
	number   = grouped ([,.] digit+)? | digit+ ([.,] digit+)*;
	number         {
		if (add_address(s, begin, &YYCURSOR))	/* 2024.pdf */
			return YYCURSOR;
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// "12 3456" is no number in groups: the first digits stand alone.
	digit{1,3} (gap digit{3})+ digit { PIECE_TO(after_digits(begin), KIND_NUMBER, SENSE_PLAIN) }
	// 06 12 34 56 78, +33 6 12 34 56 78, +33 (0)6 12 34 56 78
	"0" digit (gap digit{2}){4} | "+" digit{2} gap? ("(0)" gap?)? digit (gap digit{2}){4} {
		if (digit_ahead(YYCURSOR))
			PIECE_TO(after_digits(begin + 1), KIND_NUMBER, SENSE_PLAIN)
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// -2,5 and +14 where nothing stands before
	[+\-] digit+ ([.,] digit+)? {
		if (!stands_free(s, begin))
			PIECE_TO(begin + 1, *begin == '+' ? KIND_SYMBOL : KIND_PUNCTUATION, *begin == '+' ? SENSE_PLAIN : SENSE_DASH)
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 12/03/2024, 60/40; 2007-2008, 06-12-34-56-78; 14:30, 14:30:05
	digit+ ("/" digit+){1,3} | digit+ ("-" digit+){1,6} | digit{1,2} (":" digit{2}){1,2} {
		if (add_address(s, begin, &YYCURSOR))
			return YYCURSOR;
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 1 | / | 10 000
	digit+ "/" grouped { PIECE_TO(after_digits(begin), KIND_NUMBER, SENSE_PLAIN) }
	// 14h30, 14h: the hour's sign is a word, and so is a unit that touches its number: 160km, 2,5kg, 20ans, 10k
	digit{1,2} [hH] digit{0,2} {
		const unsigned char *sign = after_digits(begin);
		add_piece(s, begin, sign, KIND_NUMBER, SENSE_PLAIN);
		if (digit_ahead(sign + 1)) {
			add_piece(s, sign, sign + 1, KIND_WORD, SENSE_PLAIN);
			PIECE_TO((begin = sign + 1, after_digits(sign + 1)), KIND_NUMBER, SENSE_PLAIN)
		}
		PIECE_TO((begin = sign, sign + 1), KIND_WORD, SENSE_PLAIN) }
	unit     = ("k" | "c" | "m")? "m" [²³23]? | ("k" | "m" | "µ")? "g" | [mcd]? [lL] | "ha" | [KMGT] "o" | ("k" | "M" | "G")? "Hz" | "k"? "W" "h"?
	         | 'min' | "mn" | 'sec' | "ans" | "mois" | "jours" | "heures" | 'euros' | [kK];
	number unit    { PIECE_TO(before_unit(YYCURSOR), KIND_NUMBER, SENSE_PLAIN) }
	// 50k€, 3 M€
	number money   {
		const unsigned char *sign = YYCURSOR - (YYCURSOR[-1] == '$' ? 1 : 3);
		PIECE_TO(before_unit(sign), KIND_NUMBER, SENSE_PLAIN) }
	// 1er, 2e, 3ème, 21es; IIe is a word
	digit+ ('er' | 'ère' | 'ere' | 're' | 'ers' | 'ères' | 'res' | 'e' | 'es' | 'è' | 'ème' | 'èmes' | 'eme' | 'emes' | 'ième' | 'ieme' | 'nd' |
	        'nde' | 'de') { PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 3D, 2e-là, 90's: no number, or more than one
	run (hyphen run)* | run (ap | like_ap) letter { return word(s, begin); }
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
}

/* ---- All others ------------------------------------------------------------------------------ */

/* A placeholder, if the bracket at `begin` opens one. */
static const unsigned char *bracket(scan *s, const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	place          { PIECE(KIND_MARK, SENSE_PLAIN) }
	"["            { PIECE(KIND_PUNCTUATION, SENSE_OPEN) }
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
}

/* The piece that begins here, or more of them, or a blank: where to go on; NULL at the end. */
static const unsigned char *next_piece(scan *s, const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	"\x00"         { return NULL; }
	blank+         {
		add_blank(s, BEFORE_BLANK);
		return YYCURSOR; }
	line_end       {
		add_line(s);
		return YYCURSOR; }
	letter         { return word(s, begin); }
	[+\-]? digit   { return number(s, begin); }
	[[<] letter    { return bracket(s, begin); }
	// #MeToo, .NET; °C; what speakers swallowed: ~fin
	"#" letter     { PIECE_TO(tag_end(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	".NET"         { PIECE(KIND_WORD, SENSE_PLAIN) }
	"\u00b0" [CF]  { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	"~" letter     { PIECE_TO(letters_at(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	// Pronouns after a blank that does not belong there: est -ce, a -t-il, ce jour -là
	'-ce' | '-là' | '-t-' ('il' | 'elle' | 'on') {
		if (s->before != BEFORE_BLANK || word_end(YYCURSOR) > YYCURSOR)
			PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_DASH)
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// What an address may begin with that is no word; words see below.
	[@/~_\\.]      {
		const unsigned char *to = find_address(s, begin, YYCURSOR);
		if (to)
			PIECE_TO(to, KIND_SYMBOL, SENSE_PLAIN)
		if (*begin == '.')
			PIECE(KIND_PUNCTUATION, SENSE_STOP)
		if (*begin == '/')
			PIECE(KIND_PUNCTUATION, SENSE_PLAIN)
		PIECE(KIND_SYMBOL, SENSE_PLAIN) }

	smiley         {
		if (smiles(s, begin, YYCURSOR))
			PIECE(KIND_SYMBOL, SENSE_SMILE)
		if (word_end(begin) > begin)		/* T_TEMP */
			return word(s, begin);
		PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_PLAIN) }
	reversed       {
		if (!stands_free(s, begin) || *YYCURSOR > ' ')
			PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_OPEN)
		PIECE(KIND_SYMBOL, SENSE_SMILE) }
	kaomoji | emoji { PIECE(KIND_SYMBOL, SENSE_SMILE) }
	dots           { PIECE(KIND_PUNCTUATION, SENSE_ELLIPSIS) }
	cries          { PIECE(KIND_PUNCTUATION, SENSE_CRY) }
	open_sign      { PIECE(KIND_PUNCTUATION, SENSE_OPEN) }
	shut_sign      { PIECE(KIND_PUNCTUATION, SENSE_CLOSE) }
	["] | ap | twice { PIECE(KIND_PUNCTUATION, SENSE_QUOTE) }
	bullet | dash | hyphen { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	rule_off       { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	arrow | sign   { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
	[^\x00]        { PIECE(KIND_PUNCTUATION, SENSE_PLAIN) }
	// A byte that is not UTF-8, which the core lets nobody have.
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
}

bool tokenize_fr_scan(scan *s)
{
	static const plain_rules rules = { .elides = true, .longest = 5 };
	for (const unsigned char *p = s->at; p; ) {
		s->at = p;
		if (s->n + SCAN_SPARE > s->room)
			return true;
		p = plain_words(s, p, &rules);
		if (p == s->at)
			p = next_piece(s, p);
	}
	return false;
}
