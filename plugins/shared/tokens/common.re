/*!re2c
	// common.re - what the lexers of all languages have in common. Input is UTF-8, ended by a NUL.

	// ---- Characters ------------------------------------------------------------------------
	// Blanks of all widths and what is not seen at all: zero-width spaces, marks of direction, byte order marks.
	blank    = [ \t\u00a0\u1680\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff];
	line_end = "\r\n" | [\n\r\v\f\u0085\u2028\u2029];
	digit    = [0-9];
	// Letters, by exclusion of punctuation and symbols: coarse beyond the scripts of Europe, which keeps
	// the automaton small. Combining marks, the soft hyphen, ligatures (ﬁ) and the replacement character of a letter
	// that was lost belong to their word.
	letter   = [A-Za-z\u00aa\u00ad\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02bb\u02bd-\u037d\u037f-\u167f]
	         | [\u1681-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\ufffd\U00010000-\U0001efff\U00020000-\U0003ffff];
	upper    = [A-Z\u00c0-\u00d6\u00d8-\u00de\u0152\u0178];
	lower    = [a-z\u00df-\u00f6\u00f8-\u00ff\u0153];
	ap       = ['\u2019\u02bc];
	// Typed for an apostrophe, where one must be.
	like_ap  = [`\u00b4\u2018\u2032];
	hyphen   = [\-\u2010\u2011];
	median   = [\u00b7\u2022\u2027\u2219\u22c5];
	joiner   = [\u200c\u200d];
	// A run of letters and digits.
	run      = (letter | digit) (letter | digit | joiner)*;

	// ---- Names ------------------------------------------------------------------------------------
	// Names of languages and tools that hold signs are words: C++, C#, .NET; Yahoo!
	signed    = 'c++' | [CFcf] "#" | ".NET" | "Yahoo!";
	hash_tag  = "#" letter (letter | digit | "_")*;
	// R&D, Q&A, AT&T, p&l
	ampersand = upper{1,3} "&" upper{1,3} | [a-z] "&" [a-z];

	// ---- What a transcriber put for something else ----------------------------------------------
	// [REDACTED], [ENTREPRISE 2], [Prénom], [service A], <name>: a word's place. Longer text in brackets is text, and
	// so is a single small letter: [d].
	place     = "[" (upper (upper | digit | [ _\-/'\u2019])* (upper | digit) | upper | letter{2,} (" " (upper | digit+))? |
	           upper letter+ " " letter+) "]" | "<" letter{2,} ([ _\-] (letter | digit)+){0,3} ">";
	// A word that was cut or swallowed in part, as corpora of speech mark it: d~, ~fin
	swallowed = run "~" run? | "~" letter run?;

	// ---- Typed feelings --------------------------------------------------------------------------
	// Signs that begin the lines of lists are no feelings, unless they are asked to be drawn in colour.
	bullet    = [\u2022\u2023\u2043\u204c\u204d\u2219\u25a0-\u25ff\u2605\u2606\u2610-\u2612\u2713-\u2718\u2756\u2794-\u27bf\uf000-\uf0ff];
	drawn     = [\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f];
	emoji_one = ([\u203c\u2049\u2139\u231a-\u23ff\u25aa-\u25ff\u2600-\u26ff\u2702-\u27b0\u2b05-\u2b55\u3030]
	           | [\U0001f000-\U0001f3fa\U0001f400-\U0001faff]) drawn*;
	emoji     = emoji_one ("\u200d" emoji_one)* | [\U0001f1e6-\U0001f1ff]{2} | [0-9#*] "\ufe0f"? "\u20e3";
	smiley    = ">"? [:;=] ['\u2019\-o^]? [)(DPpOoSsXx3|/\\*\][$] | [:;=] "'" "-"? [)(] | [8B] "-)" | "\\o/"
	          | "<" "/"? "3"+ | "^^" | "^" [_.\-] "^" | "-" [_.] "-" "'"? | ">" [_.] "<" | [TtOoxXuUnN] "_" [TtOoxXuUnN];
	// Reversed ones: what is meant shows only behind them.
	reversed  = "(" [\-o']? [:=;];
	eye       = [\-^><;*T~oO\u00b0\u00ac\u00b4\u2022\u0ca0\u25d5`];
	mouth     = [_.\-o\u203f\u03c9\u0414\u25a1];
	kaomoji   = "(" eye mouth+ eye ";"? ")" | "(^^" ";"? ")" | "(\u256f" eye mouth eye [)\uff09] "\u256f" ("\ufe35" " "? "\u253b\u2501\u253b")?
	          | "\u00af\\_(\u30c4)_/\u00af";

	// ---- Signs -----------------------------------------------------------------------------------
	// Punctuation of one kind that is repeated is one piece: -----, ***, // and ::: of transcripts, ,, of typing
	rule_off  = "-"{2,} | "="{2,} | "_"{2,} | "*"{2,} | "~"{2,} | "#"{2,} | "+"{2,} | "/"{2,} | ":"{2,} | ","{2,} | ";"{2,};
	dots      = "\u2026"+ "."* | "."{2,} "\u2026"*;
	cries     = [!?\u203d\u203c\u2047-\u2049\uff01\uff1f]+;
	// << and >> are typed for « and »; '' for ".
	open_sign = [({[\u00ab\u2039\u201c\u2018\u201e\u201a\u00a1\u00bf] | "<<";
	shut_sign = [)}\]\u00bb\u203a\u201d] | ">>";
	twice     = "''" | "\u2019\u2019" | "\u2018\u2018" | "\u2018\u2019";
	dash      = [\u2012-\u2015];
	arrow     = [\-=]+ ">" | "<" [\-=]+ | ">=" | "+/-" | "$"{2,};
	sign      = [%\u2030\u20ac$\u00a3\u00a5\u00a2+=<>~^|\\@#&\u00b0\u00a7\u00a9\u00ae\u2122\u00b1\u00d7\u00f7\u2190-\u22ff];
*/
