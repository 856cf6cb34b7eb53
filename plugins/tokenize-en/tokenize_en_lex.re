/* tokenize_en_lex.re - English, one rule a phenomenon. re2c makes tokenize_en_lex.c of it.
 *
 * The longest match wins, of equally long ones the rule that stands first. What a token is follows the English
 * Web Treebank of Universal Dependencies: don't and John's in one piece (their two words are the layer word's), well |
 * - | known in three.
 *
 * There are several automata, as in tokenize_fr_lex.re: the last one in this file tells what begins; words and numbers
 * have their own, and what stands behind the letters of a word says which list it is looked up in. */
#include "plugins/tokenize-en/tokenize_en.h"

/*!include:re2c "../shared/tokens/common.re" */
/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:encoding:utf8 = 1;
	re2c:yyfill:enable = 0;
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

/* A word with an apostrophe at `mark`: don't, John's, I'm, o'clock, O'Neill, rock'n'roll are one token each. */
static const unsigned char *with_apostrophe(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = mark, *p = behind_apostrophe(mark), *next;
	while (p > YYCURSOR && (next = letters_at(p)) > p) {
		YYCURSOR = next;
		p = behind_apostrophe(next);
	}
	if (YYCURSOR > mark)
		PIECE(KIND_WORD, SENSE_PLAIN)
	/* workers' rights, Chris' book: where no quotation is open, the apostrophe is of the word if one follows; nothin' */
	bool cut = mark - begin > 3 && (mark[-1] | 32) == 'n' && (mark[-2] | 32) == 'i' && two_letters(begin, mark - 2);
	if (((mark[-1] | 32) != 's' || mark - begin < 2) && !cut)
		PIECE_TO(mark, KIND_WORD, SENSE_PLAIN)
	bool owner = *p == ' ' && letter_ahead(p + 1) && !s->quoted;
	s->quoted = s->quoted && owner;
	PIECE_TO(owner ? p : mark, KIND_WORD, SENSE_PLAIN)
}

/* The same with a backtick or an accent, which does an apostrophe's work in don`t and mama`s. */
static const unsigned char *with_accent(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = mark, *YYMARKER;
/*!re2c
	like_ap ('s' | 't' | 'm' | 'd' | 're' | 've' | 'll') {
		if (word_end(YYCURSOR) > YYCURSOR)
			PIECE_TO(mark, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }
	*              { PIECE_TO(mark, KIND_WORD, SENSE_PLAIN) }
*/
}

/* ---- Words with hyphens ---------------------------------------------------------------------- */

/* Kafka-esque: the end of the suffix whose hyphen is at p, or NULL. */
static const unsigned char *suffix_end(const unsigned char *p)
{
	const unsigned char *YYCURSOR = p, *YYMARKER;
/*!re2c
	'-esque'       { return YYCURSOR; }
	*              { return NULL; }
*/
}

/* The end of a compound that is one word, which begins here and whose first hyphen is at `mark`; NULL if it is none. */
static const unsigned char *compound_end(const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER, *end = letters_at(mark + 1), *next;
	if (end == mark + 1)
		return NULL;
	if (suffix_end(mark) == end)
		return end;
/*!re2c
	// With a prefix the hyphen is inside: co-workers, pre-war, e-mail, non-user's, anti-co-op.
	prefix   = 'e' | 'co' | 'pre' | 'post' | 'non' | 'anti' | 're' | 'semi' | 'multi' | 'ex' | 'sub' | 'un' | 'mid' | 'pro' | 'socio' | 'psycho' |
	           'micro' | 'macro' | 'inter' | 'intra' | 'infra' | 'mini' | 'mega' | 'meta' | 'neo' | 'pseudo' | 'quasi' | 'bi' | 'tri' | 'de' | 'dis' |
	           'mis' | 'counter' | 'over' | 'under' | 'ultra' | 'hyper' | 'trans' | 'super' | 'vice' | 'cross' | 'extra' | 'eco' | 'bio' | 'techno';
	prefix "-"     {
		if (YYCURSOR != mark + 1)
			return NULL;
		if (*end == '-' && (next = letters_at(end + 1)) > end + 1)
			end = next;
		next = behind_apostrophe(end);
		return next > end && letters_at(next) > next ? letters_at(next) : end; }
	'uh-huh' | 'mm-hmm' | 'uh-oh' | 'uh-uh' | 'mm-mm' | 'nuh-uh' { return YYCURSOR == end ? end : NULL; }
	*              { return NULL; }
*/
}

/* A word with a hyphen at `mark`. Most compounds are in pieces, well | - | known, and what is joined to digits as well,
 * as in the treebank: F | - | 16. */
static const unsigned char *with_hyphen(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = compound_end(begin, mark), *end = mark;
	if (YYCURSOR)
		PIECE(KIND_WORD, SENSE_PLAIN)
	if (add_address(s, begin, &end))
		return end;
	/* False starts, "I- I mean", "cor- correct"; other hyphens stand alone. */
	PIECE_TO(mark[1] == ' ' && taken_up(begin, mark + 1) ? mark + 1 : mark, KIND_WORD, SENSE_PLAIN)
}

/* ---- Words with other signs ------------------------------------------------------------------ */

/* person(s); étudiant·e·s is borrowed from French: a word with a bracket or a median point at `mark`. */
static const unsigned char *with_ending(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = medians_at(mark), *YYMARKER;
	if (YYCURSOR > mark)
		PIECE(KIND_WORD, SENSE_PLAIN)
/*!re2c
	"(" ('s' | 'es') ")" { PIECE(KIND_WORD, SENSE_PLAIN) }
	*              { return add_word(s, begin, mark); }
*/
}

/* A word with a slash at `mark`. */
static const unsigned char *with_slash(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	// w/ and w/o, b/c, n/a; I/O
	('w/' | 'w/o' | 'b/c' | 'n/a' | 'l/c' | 'i/o' | 'i/c') {
		if (word_end(YYCURSOR) > YYCURSOR && YYCURSOR[-1] != '/')
			PIECE_TO(word_end(begin), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }

	*              { return add_word(s, begin, mark); }
*/
}

/* C++, R&D, AT&T's, Yahoo!: a word with another sign at `mark`. */
static const unsigned char *with_sign(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	signed | ampersand (ap [sS])? { PIECE(KIND_WORD, SENSE_PLAIN) }
	*              { return add_word(s, begin, mark); }
*/
}

/* A word with a point at `mark`: abbreviations. */
static const unsigned char *with_point(scan *s, const unsigned char *begin, const unsigned char *mark)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	// Titles, and others after which something must come: Mr. Smith, Ft. Worth, e.g. this
	("Mr" | "Mrs" | "Ms" | "Dr" | "Prof" | "St" | "Ste" | "Gen" | "Sen" | "Rep" | "Reps" | "Gov" | "Lt" | "Col" | "Sgt" | "Rev" | "Capt" |
	 "Mt" | "Ft" | "Hon" | "Pres" | 'vs' | 'cf' | 'fig' | 'figs' | 'approx' | 'dept' | 'est' | 'attn' | 'e.g' | 'i.e' | 'viz' | 'pp' | 'vol' | 'eg' | 'ie') "."
		{ PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// These are words as well: abbreviations only before a number: No. 5, p. 12
	('no' | 'nos' | "p" | 'ch' | 'sec' | 'art') "." {
		if (!number_ahead(YYCURSOR))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// The point of etc. is the sentence's where it ends one.
	('etc' | 'ect') "." {
		if (stop_too(s, YYCURSOR - 1))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	// These may end a sentence.
	('inc' | 'ltd' | 'corp' | 'bros' | "Co" | "Jr" | "Sr" | 'a.m' | 'p.m' | 'ph.d' | "Ave" | "Blvd" | "Rd" | "Jan" | "Feb" | "Mar" | "Apr" | "Aug" |
	 "Sept" | "Sep" | "Oct" | "Nov" | "Dec" | "Mon" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "Sat" | "Sun" | 'a.k.a' | "PS" |
	 "Sts" | "Drs" | "Messrs" | "Pvt" | "PVT" | 'ext' | 'esp' | 'al' | 'assn') "." { PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	'a.m' | 'p.m' | 'e.g' | 'i.e' | 'a.k.a' { PIECE(KIND_WORD, SENSE_PLAIN) }
	// Initials: J., and acronyms: U.S., U.S.A; at the end of a line the point is the sentence's, but for one letter's.
	upper "."      { PIECE(KIND_WORD, SENSE_INITIAL) }
	upper "." (upper ".")+ | upper ("." upper)+ {
		if (YYCURSOR[-1] != '.')
			YYCURSOR = word_end(YYCURSOR);
		else if (line_ends(YYCURSOR))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	*              { return add_word(s, begin, mark); }
*/
}

/* ---- Words and numbers ----------------------------------------------------------------------- */

/* A word that begins with a letter, or with digits that are no number: by the sign behind its letters. */
static const unsigned char *word(scan *s, const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	run            { return add_word(s, begin, YYCURSOR); }
	run ap         { return with_apostrophe(s, begin, before_character(YYCURSOR)); }
	run like_ap    { return with_accent(s, begin, before_character(YYCURSOR)); }
	run "-"        { return with_hyphen(s, begin, YYCURSOR - 1); }
	run (median | "(") { return with_ending(s, begin, before_character(YYCURSOR)); }
	run "/"        { return with_slash(s, begin, YYCURSOR - 1); }
	run "."        { return with_point(s, begin, YYCURSOR - 1); }
	run [&+#!]     { return with_sign(s, begin, YYCURSOR - 1); }
	// What was swallowed, as corpora of speech mark it: d~
	run "~"        { PIECE_TO(letters_at(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
}

/* A number that begins with a digit, or a sign or point before one. */
static const unsigned char *number(scan *s, const unsigned char *begin)
{
	const unsigned char *YYCURSOR = begin, *YYMARKER;
/*!re2c
	// 1,250.5; 3.5; 1.2.3; 20th, 1970s, 3D are runs of digits and letters: see below
	number   = digit{1,3} ("," digit{3})+ ("." digit+)? | digit+ ("." digit+)* | "." digit+;
	number         {
		if (add_address(s, begin, &YYCURSOR))	/* 2024.pdf */
			return YYCURSOR;
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// -2.5 and +1 where nothing stands before
	[+\-] digit+ ([.,] digit+)* {
		if (!stands_free(s, begin))
			PIECE_TO(begin + 1, *begin == '+' ? KIND_SYMBOL : KIND_PUNCTUATION, *begin == '+' ? SENSE_PLAIN : SENSE_DASH)
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 11/28/2000, 9/11, 24/7; 713-853-3989, 11-20-2000, 3-5290, 77030-2707; 5:00, 14:30:05
	digit+ ("/" digit+){1,3} | digit+ "-" digit+ ("-" digit+)+ | digit{3} "-" digit{4} | digit "-" digit{4} | digit{5} "-" digit{4} |
	digit{3} "/" digit{3} "-" digit{4} | digit{1,2} (":" digit{2}){1,2} {
		if (add_address(s, begin, &YYCURSOR))
			return YYCURSOR;
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	digit+ ('st' | 'nd' | 'rd' | 'th' | 's') { PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 8am, 5 p.m.: the number and its half of the day are two
	digit{1,2} (":" digit{2})? ('am' | 'pm') { PIECE_TO(YYCURSOR - 2, KIND_NUMBER, SENSE_PLAIN) }
	// And so are a number and its unit: 35mm, $10k, 30ft, 3.5m
	unit     = [kKmMbBpx] | [bm] "n" | ("k" | "c" | "m")? "m" [²³23]? | ("k" | "m" | "µ") "g" | "ml" | [KkMmGgTt] [bB] | ("k" | "M" | "G")? "Hz" |
	           "k"? "W" "h"? | 'ft' | 'lb' 's'? | 'oz' | 'sqft' | 'hr' 's'? | 'hour' 's'? | 'min' 's'? | 'sec' 's'? | 'yr' 's'? |
	           'year' 's'? | 'day' 's'? | 'mph' | 'percent' | 'watt' 's'?;
	number unit    { PIECE_TO(before_unit(YYCURSOR), KIND_NUMBER, SENSE_PLAIN) }
	// 5'10": feet and inches
	digit+ ap digit+ { PIECE_TO(after_digits(begin), KIND_NUMBER, SENSE_PLAIN) }

	// 3D, 1970's: no number, or more than one
	run | run (ap | like_ap) letter { return word(s, begin); }
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
	[+\-.]? digit  { return number(s, begin); }
	[[<] letter    { return bracket(s, begin); }
	// #MeToo, .NET; what speakers swallowed: ~fin
	"#" letter     { PIECE_TO(tag_end(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	".NET"         { PIECE(KIND_WORD, SENSE_PLAIN) }
	"~" letter     { PIECE_TO(letters_at(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	// 'em, 'cause, 'til, '90s; and what was cut off its word: FERC 's
	ap ('em' | 'cause' | 'cos' | 'cuz' | 'til' | 'till' | 'tis' | 'twas' | 'bout' | 'round' | 'nuff' | 'n' | 's' | 're' | 've' | 'll' |
	    digit{2} 's'?) {
		if (word_end(YYCURSOR) > YYCURSOR || (begin > s->text && digit_ahead(begin - 1))) {
			s->quoted = stands_free(s, begin);
			PIECE_TO(behind_apostrophe(begin), KIND_PUNCTUATION, SENSE_QUOTE)
		}
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
	cries | "." [!?]+ { PIECE(KIND_PUNCTUATION, SENSE_CRY) }
	open_sign      { PIECE(KIND_PUNCTUATION, SENSE_OPEN) }
	shut_sign      { PIECE(KIND_PUNCTUATION, SENSE_CLOSE) }
	["] | ap | twice {
		s->quoted = *begin != '"' && YYCURSOR - begin != 2 && stands_free(s, begin);	/* 'so' opens; see workers' */
		PIECE(KIND_PUNCTUATION, SENSE_QUOTE) }
	bullet | dash | hyphen { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	rule_off       { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	arrow | sign   { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
	[^\x00]        { PIECE(KIND_PUNCTUATION, SENSE_PLAIN) }
	// A byte that is not UTF-8, which the core lets nobody have.
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
}

bool tokenize_en_scan(scan *s)
{
	static const plain_rules rules = { .elides = false, .longest = 6 };
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
