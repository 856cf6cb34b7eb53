/* tokenize_fr_lex.re - French, one rule a phenomenon. re2c makes tokenize_fr_lex.c of it.
 *
 * The longest match wins, of equally long ones the rule that stands first. What a token is follows the French
 * treebanks of Universal Dependencies: l' | homme, dit | -il, du in one piece. */
#include "plugins/tokenize-fr/tokenize_fr.h"

/*!include:re2c "../shared/tokens/common.re" */

/* How a rule ends: with a piece of this kind and sense. */
#define PIECE(kind, sense) { add_piece(s, begin, YYCURSOR, kind, sense); continue; }
/* The same for a part of what was matched, or more: up to `to`. */
#define PIECE_TO(to, kind, sense) { YYCURSOR = (to); PIECE(kind, sense) }

/* The word begin..end whose last pieces, from hyphens on, are words of their own: dit -il, donne -le -moi. */
static void add_clitics(scan *s, const unsigned char *begin, const unsigned char *end, int how_many)
{
	const unsigned char *second = last_of(begin, end, '-'), *first = second;
	if (how_many == 2)
		first = last_of(begin, second, '-');
	else if (first - begin > 2 && first[-2] == '-' && (first[-1] | 32) == 't')
		first -= 2;			/* a -t-il */
	add_piece(s, begin, first, KIND_WORD, SENSE_PLAIN);
	if (how_many == 2)
		add_piece(s, first, second, KIND_WORD, SENSE_PLAIN);
	add_piece(s, how_many == 2 ? second : first, end, KIND_WORD, SENSE_PLAIN);
}

bool tokenize_fr_scan(scan *s)
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
	// 1 250,5 with ordinary, no-break and thin spaces; 1.250; 10'000; 3,5; 12.03.2024
	gap      = [ \u00a0\u202f\u2009];
	grouped  = digit{1,3} (gap digit{3})+ | digit{1,3} ("'" digit{3})+;
	number   = grouped ([,.] digit+)? | digit+ ([.,] digit+)*;
	number         { PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// "12 3456" is no number in groups: the first digits stand alone.
	digit{1,3} (gap digit{3})+ digit { PIECE_TO(after_digits(begin), KIND_NUMBER, SENSE_PLAIN) }
	// -2,5 where nothing stands before
	"-" digit+ ([.,] digit+)? {
		if (!stands_free(s, begin))
			PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_DASH)
		PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 12/03/2024, 60/40; 2007-2008, 06-12-34-56-78; 14:30, 14:30:05; 14h30, 14h
	digit+ ("/" digit+){1,3} | digit+ ("-" digit+){1,6} | digit{1,2} (":" digit{2}){1,2} | digit{1,2} [hH] digit{0,2}
		{ PIECE(KIND_NUMBER, SENSE_PLAIN) }
	// 1er, 2e, 3ème, 21es; IIe is a word
	digit+ ('er' | 'ère' | 're' | 'ers' | 'ères' | 'e' | 'es' | 'è' | 'ème' | 'èmes' | 'eme' | 'ième' | 'nd' | 'nde')
		{ PIECE(KIND_NUMBER, SENSE_PLAIN) }

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
	// Titles, and others after which something must come: M. Dupont, av. J.-C., cf. p. 12
	("M" | "MM" | "Mr" | "Mme" | "Mmes" | "Mlle" | "Mlles" | "Dr" | "Pr" | "Prof" | "Me" | "Mgr" | "St" | "Ste" |
	 'av' | 'apr' | 'bd' | 'boul' | 'cf' | 'pp' | 'env' | 'chap' | 'fig' | 'éd' | 'coll' | 'réf' | 'tél' | 'janv' | 'févr' |
	 'juil' | 'nb' | 'vs' | 'p.ex' | 'p.-ex') "." { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// These are words as well: abbreviations only before a number: vol. 2, n. 3, art. 5
	('p' | 'n' | 'no' | 'vol' | 'art' | 'al' | 't' | 'sept' | 'oct' | 'nov' | 'déc' | 'v') "." {
		if (!number_ahead(YYCURSOR))
			PIECE_TO(YYCURSOR - 1, KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// p. ex. in one piece, as c.-à-d.
	'p. ex.' | 'p.\u00a0ex.' { PIECE(KIND_WORD, SENSE_ABBREVIATION) }
	// These may end a sentence.
	('etc' | 'c.-à-d' | 'c.à.d' | 'c-à-d' | 's.v.p' | 'n.b' | 'p.s' | 'cie' | 'ltd' | 'inc') "."
		{ PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	// Initials: J., J.-P., and acronyms: B.C.E., U.S.A
	upper "." | upper "." ("-" upper ".")+ { PIECE(KIND_WORD, SENSE_INITIAL) }
	upper "." (upper ".")+ | upper ("." upper)+ { PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	// n°, nos, °C
	'n' "\u00b0" 's'? | "\u00b0" [CF] | 'n' "\u00ba" { PIECE(KIND_WORD, SENSE_ABBREVIATION) }

	// ---- Words with apostrophe ---------------------------------------------------------------------------
	// l'homme, qu'elle, j'ai … the apostrophe ends the first word, whatever follows.
	elided = 'c' | 'ç' | 'd' | 'j' | 'l' | 'm' | 'n' | 's' | 't' | 'y' | 'qu' | 'jusqu' | 'lorsqu' | 'puisqu' | 'quoiqu' | 'quelqu' |
	         'presqu' | 'entr';
	elided ap      { PIECE(KIND_WORD, SENSE_PLAIN) }
	// Others have one before a letter: grand'mère, p'tain; elsewhere it is a quotation mark.
	run ap         {
		if (letter_ahead(YYCURSOR))
			PIECE(KIND_WORD, SENSE_PLAIN)
		PIECE_TO(YYCURSOR - (YYCURSOR[-1] == '\'' ? 1 : YYCURSOR[-1] == 0xBC ? 2 : 3), KIND_WORD, SENSE_PLAIN) }
	// Words that keep theirs inside
	'aujourd' ap 'hui' | 'quelqu' ap 'un' 'e'? | 'l' ap 'on' | 'c' ap 'est-à-dire' | 'presqu' ap 'île' 's'? |
	'prud' ap 'hom' letter+ | 'entr' ap 'ouv' letter+ | 'p' ap 'tit' letter* | 'o' ap [A-Z] [a-z]+ | run ap 's' |
	'rock' ap 'n' ap 'roll' { PIECE(KIND_WORD, SENSE_PLAIN) }

	// ---- Words -------------------------------------------------------------------------------------------
	run            {
		if (add_address(s, begin, &YYCURSOR))
			continue;
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// Inclusive writing: étudiant·e·s, étudiant(e)s, étudiant.e.s
	inclusive = 'e' | 'es' | 'ne' | 'nes' | 'le' | 'les' | 'te' | 'ère' | 'ères' | 'trice' | 'trices' | 'rice' | 'rices' | 'euse' |
	            'euses' | 've' | 'ves' | 'se' | 'ses' | 'sse' | 'x' | 's';
	run (median run)+ | run "(" inclusive ")" 's'? |
	letter letter+ "." ("e" | "es" | "ne" | "nes" | "trice" | "rice" | "euse" | "ère" | "ve" | "se") (".s")?
		{
		const unsigned char *word = run_end(begin);
		if (add_address(s, begin, &word)) {
			YYCURSOR = word;
			continue;
		}
		if (letter_ahead(YYCURSOR))	/* fin.enfin: a blank was forgotten */
			PIECE_TO(run_end(begin), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }

	// Pronouns after the verb are words of their own, and so are -là and -ci after a noun: dit | -il, a | -t-il,
	// est | -ce, donne | -le | -moi, jour | -là. Not in these, which are listed first:
	'rendez-vous' | ('celui' | 'celle' | 'ceux' | 'celles' | 'par' | 'de' | 'jusque') '-' ('ci' | 'là') | 'au-delà' |
	('chez' | 'entre' | 'moi') '-' ('moi' | 'nous' | 'vous' | 'toi' | 'je' | 'soi') | 'là-là' | 'soi-moi' | 'et-ce'
		{ PIECE(KIND_WORD, SENSE_PLAIN) }
	subject  = 'je' | 'tu' | 'il' 's'? | 'elle' 's'? | 'on' | 'nous' | 'vous' | 'ce';
	object   = 'moi' | 'toi' | 'lui' | 'leur' | 'le' | 'la' | 'les' | 'y' | 'en' | 'là' | 'ci';
	run '-' 't-'? (subject | object) { add_clitics(s, begin, YYCURSOR, 1); continue; }
	// donne-le-moi, allez-vous-en
	run '-' ('le' | 'la' | 'les' | 'nous' | 'vous' | 'toi') '-' ('moi' | 'toi' | 'lui' | 'leur' | 'nous' | 'vous' | 'en' | 'y' | 'là')
		{ add_clitics(s, begin, YYCURSOR, 2); continue; }
	// With hyphens: peut-être, arc-en-ciel, main-d'œuvre, étudiant-e-s
	run (hyphen (elided ap)? run)+ {
		if (add_address(s, begin, &YYCURSOR))
			continue;
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// False starts and halves of compounds: "mais- mais", "pré- et post-"
	run '-'        {
		bool alone = *YYCURSOR <= ' ' || *YYCURSOR == ',' || *YYCURSOR == '.' || *YYCURSOR >= 0xE2;
		PIECE_TO(YYCURSOR - !alone, KIND_WORD, SENSE_PLAIN) }

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
	["] | ap       { PIECE(KIND_PUNCTUATION, SENSE_QUOTE) }
	dash | hyphen  { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	rule_off       { PIECE(KIND_PUNCTUATION, SENSE_DASH) }
	sign           { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
	[^\x00]        { PIECE(KIND_PUNCTUATION, SENSE_PLAIN) }
	// A byte that is not UTF-8, which the core lets nobody have.
	*              { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
*/
	}
}
