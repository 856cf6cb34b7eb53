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
	static const plain_rules rules = { .elides = false, .longest = 6 };
	const unsigned char *YYCURSOR = s->at, *YYMARKER, *begin;
	for (;;) {
		s->at = begin = YYCURSOR;
		if (s->n + SCAN_SPARE > s->room)
			return true;
		YYCURSOR = plain_words(s, begin, &rules);
		if (YYCURSOR > begin)
			continue;
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
	number         {
		if (add_address(s, begin, &YYCURSOR))	/* 2024.pdf */
			continue;
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
			continue;
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

	// ---- Names -------------------------------------------------------------------------------------
	signed | hash_tag | ampersand (ap [sS])? { PIECE(KIND_WORD, SENSE_PLAIN) }
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
	// w/ and w/o, b/c, n/a; I/O
	('w/' | 'w/o' | 'b/c' | 'n/a' | 'l/c' | 'i/o' | 'i/c') {
		if (word_end(YYCURSOR) > YYCURSOR && YYCURSOR[-1] != '/')
			PIECE_TO(word_end(begin), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }

	// ---- Words with apostrophe ---------------------------------------------------------------------------
	// don't, John's, I'm, o'clock, O'Neill, rock'n'roll: one token each; a backtick or an accent does an apostrophe's
	// work in don`t and mama`s.
	run (ap run)+ | run like_ap ('s' | 't' | 'm' | 'd' | 're' | 've' | 'll') {
		const unsigned char *mark = YYCURSOR;
		while (mark[-1] < 0x80 && letter_ahead(mark - 1))
			mark--;
		if (word_end(YYCURSOR) > YYCURSOR && mark < YYCURSOR)
			PIECE_TO(before_apostrophe(mark), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// workers' rights, Chris' book: where no quotation is open, the apostrophe is of the word if one follows; nothin'
	run [sS] ap | letter{2,} 'in' ap {
		bool owner = *YYCURSOR == ' ' && letter_ahead(YYCURSOR + 1) && !s->quoted;
		s->quoted = s->quoted && owner;
		PIECE_TO(owner ? YYCURSOR : before_apostrophe(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	// 'em, 'cause, 'til, '90s; and what was cut off its word: FERC 's
	ap ('em' | 'cause' | 'cos' | 'cuz' | 'til' | 'till' | 'tis' | 'twas' | 'bout' | 'round' | 'nuff' | 'n' | 's' | 're' | 've' | 'll' |
	    digit{2} 's'?) {
		if (word_end(YYCURSOR) > YYCURSOR || (begin > s->text && digit_ahead(begin - 1))) {
			s->quoted = stands_free(s, begin);
			PIECE_TO(begin + (*begin < 0x80 ? 1 : *begin == 0xCA ? 2 : 3), KIND_PUNCTUATION, SENSE_QUOTE)
		}
		PIECE(KIND_WORD, SENSE_PLAIN) }

	// ---- Words -------------------------------------------------------------------------------------------
	run            {
		if (add_address(s, begin, &YYCURSOR))
			continue;
		PIECE(KIND_WORD, SENSE_PLAIN) }
	swallowed      { PIECE(KIND_WORD, SENSE_PLAIN) }
	// person(s), and inclusive writing borrowed from French
	run "(" ('s' | 'es') ")" | run (median run)+ { PIECE(KIND_WORD, SENSE_PLAIN) }
	// With a prefix the hyphen is inside: co-workers, pre-war, e-mail. All other compounds are in pieces:
	// well - known; but what is joined to digits is a code: F-16 … is in pieces as well, as in the treebank.
	prefix   = 'e' | 'co' | 'pre' | 'post' | 'non' | 'anti' | 're' | 'semi' | 'multi' | 'ex' | 'sub' | 'un' | 'mid' | 'pro' | 'socio' | 'psycho' |
	           'micro' | 'macro' | 'inter' | 'intra' | 'infra' | 'mini' | 'mega' | 'meta' | 'neo' | 'pseudo' | 'quasi' | 'bi' | 'tri' | 'de' | 'dis' |
	           'mis' | 'counter' | 'over' | 'under' | 'ultra' | 'hyper' | 'trans' | 'super' | 'vice' | 'cross' | 'extra' | 'eco' | 'bio' | 'techno';
	prefix "-" run ("-" run)? (ap run)? { PIECE(KIND_WORD, SENSE_PLAIN) }
	run '-esque' | 'uh-huh' | 'mm-hmm' | 'uh-oh' | 'uh-uh' | 'mm-mm' | 'nuh-uh' { PIECE(KIND_WORD, SENSE_PLAIN) }
	// False starts, "I- I mean", "cor- correct"; other hyphens stand alone
	digit+ "-"     { PIECE_TO(YYCURSOR - 1, KIND_NUMBER, SENSE_PLAIN) }
	run "-"        {
		const unsigned char *word = YYCURSOR - 1;
		if (add_address(s, begin, &word)) {
			YYCURSOR = word;
			continue;
		}
		PIECE_TO(YYCURSOR - !(*YYCURSOR == ' ' && taken_up(begin, YYCURSOR)), KIND_WORD, SENSE_PLAIN) }

	// ---- Punctuation and symbols ---------------------------------------------------------------------------
	smiley         {
		if (smiles(s, begin, YYCURSOR))
			PIECE(KIND_SYMBOL, SENSE_SMILE)
		if (word_end(begin) > begin)		/* xD */
			PIECE_TO(word_end(begin), KIND_WORD, SENSE_PLAIN)
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
}
