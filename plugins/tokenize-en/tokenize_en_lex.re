/* tokenize_en_lex.re - English, one rule a phenomenon. re2c makes tokenize_en_lex.c of it.
 *
 * The longest match wins, of equally long ones the rule that stands first. What a token is follows the English
 * Web Treebank of Universal Dependencies: don't and John's in one piece (their two words are the layer word's), well |
 * - | known in three. */
#include "plugins/tokenize-en/tokenize_en.h"

/*!include:re2c "../shared/tokens/common.re" */

/* How a rule ends: with a piece of this kind and sense. */
#define PIECE(kind, sense) { add_piece(s, begin, YYCURSOR, kind, sense); continue; }
/* The same for a part of what was matched, or more: up to `to`. */
#define PIECE_TO(to, kind, sense) { YYCURSOR = (to); PIECE(kind, sense) }

bool tokenize_en_scan(scan *s)
{
	const unsigned char *YYCURSOR = s->at, *YYMARKER, *begin;
	for (;;) {
		s->at = begin = YYCURSOR;
		if (s->n + SCAN_SPARE > s->room)
			return true;
/*!re2c
	re2c:define:YYCTYPE = "unsigned char";
	re2c:encoding:utf8 = 1;
	re2c:yyfill:enable = 0;

	"\x00"         { return false; }
	blank+         { add_blank(s, BEFORE_BLANK); continue; }
	line_end       { add_line(s); continue; }

	// ---- Numbers -----------------------------------------------------------------------------------
	// 1,250.5; 3.5; 1.2.3; 20th, 1970s, 3D are runs of digits and letters: see below
	number   = digit{1,3} ("," digit{3})+ ("." digit+)? | digit+ ("." digit+)* | "." digit+;
	number         { PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// -2.5 where nothing stands before
	"-" digit+ ("." digit+)? {
		if (!stands_free(s, begin))
			PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_DASH)
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 11/28/2000, 9/11, 24/7; 713-853-3989, 11-20-2000; 5:00, 14:30:05
	digit+ ("/" digit+){1,3} | digit+ "-" digit+ ("-" digit+)+ | digit{3} "-" digit{4} | digit{1,2} (":" digit{2}){1,2}
		{ PIECE(KIND_NUMBER, SENSE_PLAIN) }
	digit+ ('st' | 'nd' | 'rd' | 'th' | 's') { PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 8am, 5 p.m.: the number and its half of the day are two
	digit{1,2} (":" digit{2})? ('am' | 'pm') { PIECE_TO(YYCURSOR - 2, KIND_NUMBER, SENSE_PLAIN) }

	// ---- Names -------------------------------------------------------------------------------------
	signed | ampersand | hash_tag { PIECE(KIND_WORD, SENSE_PLAIN) }
	place          { PIECE(KIND_MARK, SENSE_PLAIN) }
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

	// ---- Abbreviations ---------------------------------------------------------------------------------
	// Titles, and others after which something must come: Mr. Smith, Ft. Worth, e.g. this
	("Mr" | "Mrs" | "Ms" | "Dr" | "Prof" | "St" | "Ste" | "Gen" | "Sen" | "Rep" | "Reps" | "Gov" | "Lt" | "Col" | "Sgt" | "Rev" | "Capt" |
	 "Mt" | "Ft" | "Hon" | "Pres" | 'vs' | 'cf' | 'fig' | 'figs' | 'approx' | 'dept' | 'est' | 'attn' | 'e.g' | 'i.e' | 'viz' | 'pp' | 'vol' | 'eg' | 'ie') "."
		{ PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// These are words as well: abbreviations only before a number: No. 5, p. 12
	('no' | 'nos' | 'p' | 'ch' | 'sec' | 'art') "." {
		if (!number_ahead(YYCURSOR))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// These may end a sentence.
	('etc' | 'inc' | 'ltd' | 'corp' | 'bros' | "Co" | "Jr" | "Sr" | 'a.m' | 'p.m' | 'ph.d' | "Ave" | "Blvd" | "Rd" | "Jan" | "Feb" | "Mar" | "Apr" | "Aug" |
	 "Sept" | "Sep" | "Oct" | "Nov" | "Dec" | "Mon" | "Tue" | "Tues" | "Wed" | "Thu" | "Thur" | "Thurs" | "Fri" | "Sat" | "Sun" | 'a.k.a') "."
		{ PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	'a.m' | 'p.m' | 'e.g' | 'i.e' { PIECE(KIND_WORD, SENSE_PLAIN) }
	// Initials: J., and acronyms: U.S., U.S.A
	upper "."      { PIECE(KIND_WORD, SENSE_INITIAL) }
	upper "." (upper ".")+ | upper ("." upper)+ { PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }

	// ---- Words with apostrophe ---------------------------------------------------------------------------
	// don't, John's, I'm, o'clock, O'Neill: one token each
	run (ap run)+  { PIECE(KIND_WORD, SENSE_PLAIN) }
	// workers' rights: the apostrophe is of the word when a word follows; elsewhere it closes a quotation.
	run [sS] ap    {
		const unsigned char *mark = YYCURSOR - (YYCURSOR[-1] == '\'' ? 1 : YYCURSOR[-1] == 0xBC ? 2 : 3);
		bool owner = *YYCURSOR == ' ' && YYCURSOR[1] >= 'a' && YYCURSOR[1] <= 'z' && !s->quoted;
		s->quoted = s->quoted && owner;
		PIECE_TO(owner ? YYCURSOR : mark, KIND_WORD, SENSE_PLAIN) }
	// 'em, 'cause, 'til, '90s
	ap ('em' | 'cause' | 'cuz' | 'til' | 'tis' | 'twas' | 'n' | digit{2} 's'?) { PIECE(KIND_WORD, SENSE_PLAIN) }

	// ---- Words -------------------------------------------------------------------------------------------
	run            {
		if (add_address(s, begin, &YYCURSOR))
			continue;
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// person(s), and inclusive writing borrowed from French
	run "(" ('s' | 'es') ")" | run (median run)+ { PIECE(KIND_WORD, SENSE_PLAIN) }
	// With a prefix the hyphen is inside: co-workers, pre-war, e-mail. All other compounds are in pieces:
	// well - known; but what is joined to digits is a code: F-16 … is in pieces as well, as in the treebank.
	prefix   = 'e' | 'co' | 'pre' | 'post' | 'non' | 'anti' | 're' | 'semi' | 'multi' | 'ex' | 'sub' | 'un' | 'mid' | 'pro' | 'socio' | 'psycho' |
	           'micro' | 'macro' | 'inter' | 'intra' | 'mini' | 'mega' | 'neo' | 'pseudo' | 'quasi' | 'bi' | 'tri' | 'de' | 'dis' | 'counter' |
	           'over' | 'under' | 'ultra' | 'trans' | 'super' | 'vice';
	prefix "-" run ("-" run)? (ap run)? { PIECE(KIND_WORD, SENSE_PLAIN) }
	'uh-huh' | 'mm-hmm' | 'uh-oh' { PIECE(KIND_WORD, SENSE_PLAIN) }

	// ---- Punctuation and symbols ---------------------------------------------------------------------------
	smiley         {
		if (stands_free(s, begin))
			PIECE(KIND_SYMBOL, SENSE_SMILE)
		PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_PLAIN) }
	emoji          { PIECE(KIND_SYMBOL, SENSE_SMILE) }
	dots           { PIECE(KIND_PUNCTUATION, SENSE_ELLIPSIS) }
	cries          { PIECE(KIND_PUNCTUATION, SENSE_CRY) }
	open_sign      { PIECE(KIND_PUNCTUATION, SENSE_OPEN) }
	shut_sign      { PIECE(KIND_PUNCTUATION, SENSE_CLOSE) }
	["] | ap       {
		s->quoted = *begin != '"' && stands_free(s, begin);	/* 'so' opens; see workers' */
		PIECE(KIND_PUNCTUATION, SENSE_QUOTE) }
	dash | hyphen  { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	rule_off       { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	sign           { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
	[^\x00]        { PIECE(KIND_PUNCTUATION, SENSE_PLAIN) }
	// A byte that is not UTF-8, which the core lets nobody have.
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
	}
}
