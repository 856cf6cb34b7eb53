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
	static const plain_rules rules = { .elides = true, .longest = 5 };
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
	// 1 250,5 with ordinary, no-break and thin spaces; 1.250; 10'000; 3,5; 12.03.2024
	gap      = [ \u00a0\u202f\u2009];
	grouped  = digit{1,3} (gap digit{3})+ | digit{1,3} ("'" digit{3})+;
	number   = grouped ([,.] digit+)? | digit+ ([.,] digit+)*;
	number         {
		if (add_address(s, begin, &YYCURSOR))	/* 2024.pdf */
			continue;
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
			continue;
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
	money    = ('k' | 'm' | 'md' | 'mds') [€$];
	number money   {
		const unsigned char *sign = YYCURSOR - (YYCURSOR[-1] == '$' ? 1 : 3);
		PIECE_TO(before_unit(sign), KIND_NUMBER, SENSE_PLAIN) }
	money          { PIECE(KIND_SYMBOL, SENSE_PLAIN) }
	// 1er, 2e, 3ème, 21es; IIe is a word
	digit+ ('er' | 'ère' | 'ere' | 're' | 'ers' | 'ères' | 'res' | 'e' | 'es' | 'è' | 'ème' | 'èmes' | 'eme' | 'emes' | 'ième' | 'ieme' | 'nd' |
	        'nde' | 'de') { PIECE(KIND_NUMBER, SENSE_PLAIN) }

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
	('c.-à-d' | 'c.à.d' | 'c-à-d' | 's.v.p' | 'n.b' | 'p.s' | 'cie' | 'ltd' | 'inc' | 'al' | 'e.g' | 'i.e') "."
		{ PIECE(KIND_WORD, SENSE_ABBREVIATION_END) }
	// Initials: J., J.-P., and acronyms: B.C.E., U.S.A, D.III; J.P.Dupont is initials and a name.
	upper "." | upper "." ("-" upper ".")+ { PIECE(KIND_WORD, SENSE_INITIAL) }
	upper "." (upper ".")+ | upper ("." upper)+ {
		const unsigned char *end = word_end(YYCURSOR);
		if (YYCURSOR[-1] != '.' && end - YYCURSOR > 1 && !capital_ahead(YYCURSOR))
			PIECE_TO(last_of(begin, YYCURSOR, '.') + 1, KIND_WORD, SENSE_INITIAL)
		PIECE_TO(YYCURSOR[-1] == '.' ? YYCURSOR : end, KIND_WORD, SENSE_ABBREVIATION_END) }
	// n°, nos, °C
	'n' "\u00b0" 's'? | "\u00b0" [CF] | 'n' "\u00ba" { PIECE(KIND_WORD, SENSE_ABBREVIATION) }

	// ---- Words with apostrophe ---------------------------------------------------------------------------
	// l'homme, qu'elle, j'ai, parcequ'il … the apostrophe ends the first word, whatever follows.
	elided = 'c' | 'ç' | 'd' | 'j' | 'l' | 'm' | 'n' | 's' | 't' | 'y' | letter* 'qu' | 'entr';
	elided ap      { PIECE(KIND_WORD, SENSE_PLAIN) }
	// A backtick or an accent that stands alone does an apostrophe's work between letters: l`homme
	elided like_ap {
		if (letter_ahead(YYCURSOR))
			PIECE(KIND_WORD, SENSE_PLAIN)
		PIECE_TO(before_apostrophe(YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	// In others it stands within a word: grand'mère, p'tain, Solidar'Monde, rock'n'roll; elsewhere it is a quotation mark.
	run ap         {
		if (!letter_ahead(YYCURSOR))
			PIECE_TO(before_apostrophe(YYCURSOR), KIND_WORD, SENSE_PLAIN)
		YYCURSOR = word_end(YYCURSOR);
		if (*YYCURSOR == '\'' && letter_ahead(YYCURSOR + 1))
			YYCURSOR = word_end(YYCURSOR + 1);
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// Words that keep theirs inside, though they begin like elided ones: l'on (but l'onde), c'est-à-dire; typed ones: p'tit,
	// m'sieur, d'jà, "a t'il" for a-t-il; rock n'roll
	any_ap = ap | like_ap;
	'aujourd' any_ap 'hui' | 'quelqu' any_ap 'un' 'e'? | 'l' any_ap 'on' | 'c' any_ap 'est-à-dire' | 'presqu' any_ap 'île' 's'? |
	'entr' ap 'ouv' letter+ |
	't' ap ('il' 's'? | 'elle' 's'? | 'on') | 'm' ap ('sieur' | 'dame' | 'man') | 'd' ap ('jà' | 'puis') | 'n' ap 'roll' | 's' ap 'maine' 's'? {
		if (word_end(YYCURSOR) > YYCURSOR)
			PIECE_TO(after_apostrophe(begin), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }

	// ---- Words -------------------------------------------------------------------------------------------
	run            {
		if (add_address(s, begin, &YYCURSOR))
			continue;
		PIECE(KIND_WORD, SENSE_PLAIN) }
	swallowed      { PIECE(KIND_WORD, SENSE_PLAIN) }
	// Inclusive writing: étudiant·e·s, étudiant(e)s, étudiant.e.s, étudiant/e/s
	inclusive = 'e' | 'es' | 'ne' | 'nes' | 'le' | 'les' | 'te' | 'ère' | 'ères' | 'trice' | 'trices' | 'rice' | 'rices' | 'euse' |
	            'euses' | 've' | 'ves' | 'se' | 'ses' | 'sse' | 'x' | 's';
	dotted    = "e" | "es" | "trice" | "rice" | "euse" | "sse";
	run (median run)+ | run "(" inclusive ")" 's'? | letter{2,} "/" ("e" | "es" | "ne" | "trice" | "euse") ("/s")? |
	letter{2,} "." dotted (".s")? | letter+ ("l.le" | "n.ne" | "t.te" | "r.ère" | "x.se" | "f.ve" | "n.ine") (".s")?
		{
		const unsigned char *word = run_end(begin);
		if (add_address(s, begin, &word)) {
			YYCURSOR = word;
			continue;
		}
		if (letter_ahead(YYCURSOR))	/* fin.enfin: a blank was forgotten */
			PIECE_TO(run_end(begin), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// Strengths and subunits of what has Roman numerals: IIb/IIIa
	letter* [IVX]+ [aAbB]? "/" [IVX]+ [aAbB]? {
		if (letter_ahead(YYCURSOR))
			PIECE_TO(last_of(begin, YYCURSOR, '/'), KIND_WORD, SENSE_PLAIN)
		PIECE(KIND_WORD, SENSE_PLAIN) }

	// Pronouns after the verb are words of their own, and so are -là and -ci after a noun: dit | -il, a | -t-il,
	// est | -ce, donne | -le | -moi, jour | -là. Not in these, which are listed first:
	'rendez-vous' | ('celui' | 'celle' | 'ceux' | 'celles' | 'par' | 'de' | 'jusque') '-' ('ci' | 'là') | 'au-delà' |
	('chez' | 'entre' | 'moi') '-' ('moi' | 'nous' | 'vous' | 'toi' | 'je' | 'soi') | 'là-là' | 'soi-moi' | 'et-ce'
		{ PIECE(KIND_WORD, SENSE_PLAIN) }
	subject  = 'je' | 'tu' | 'il' 's'? | 'iel' 's'? | 'elle' 's'? | 'on' | 'nous' | 'vous' | 'ce';
	object   = 'moi' | 'toi' | 'lui' | 'leur' | 'le' | 'la' | 'les' | 'y' | 'en' | 'là' | 'ci';
	run '-' 't-'? (subject | object) { add_clitics(s, begin, YYCURSOR, 1); continue; }
	// donne-le-moi, allez-vous-en
	run '-' ('le' | 'la' | 'les' | 'nous' | 'vous' | 'toi') '-' ('moi' | 'toi' | 'lui' | 'leur' | 'nous' | 'vous' | 'en' | 'y' | 'là')
		{ add_clitics(s, begin, YYCURSOR, 2); continue; }
	// y-a-t-il, peut-être-a-t-on
	run (hyphen run)+ '-t-' ('il' 's'? | 'iel' 's'? | 'elle' 's'? | 'on') { add_clitics(s, begin, YYCURSOR, 1); continue; }
	// va-t'en, donne-m'en
	run '-' [mMtT] ap ('en' | 'y') {
		const unsigned char *first = last_of(begin, YYCURSOR, '-');
		if (word_end(YYCURSOR) > YYCURSOR)
			PIECE_TO(first, KIND_WORD, SENSE_PLAIN)
		const unsigned char *last = YYCURSOR - ((YYCURSOR[-1] | 32) == 'n' ? 2 : 1);
		add_piece(s, begin, first, KIND_WORD, SENSE_PLAIN);
		add_piece(s, first, last, KIND_WORD, SENSE_PLAIN);
		PIECE_TO((begin = last, YYCURSOR), KIND_WORD, SENSE_PLAIN) }
	// The same after a blank that does not belong there: est -ce, a -t-il, ce jour -là
	'-ce' | '-là' | '-t-' ('il' | 'elle' | 'on') {
		if (s->before != BEFORE_BLANK || word_end(YYCURSOR) > YYCURSOR)
			PIECE_TO(begin + 1, KIND_PUNCTUATION, SENSE_DASH)
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// With hyphens: peut-être, arc-en-ciel, main-d'œuvre, étudiant-e-s
	run (hyphen (elided ap)? run)+ {
		if (add_address(s, begin, &YYCURSOR))
			continue;
		PIECE(KIND_WORD, SENSE_PLAIN) }
	// False starts and halves of compounds, "mais- mais", "cor- enfin", "pré- et post-"; but a hyphen that was typed for a
	// dash stands alone: "la somme -comme convenu- est", "Broché- 285 pages".
	digit+ '-'     { PIECE_TO(YYCURSOR - 1, KIND_NUMBER, SENSE_PLAIN) }
	run '-'        {
		const unsigned char *next = after_blank(YYCURSOR);
		bool alone = *YYCURSOR <= ' ' || *YYCURSOR == ',' || *YYCURSOR == '.' || *YYCURSOR >= 0xE2;
		bool typed = dash_open(s) || digit_ahead(next) || capital_ahead(next);
		PIECE_TO(YYCURSOR - !(alone && (taken_up(begin, YYCURSOR) || !typed)), KIND_WORD, SENSE_PLAIN) }

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
}
