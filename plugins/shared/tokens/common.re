/*!re2c
	// common.re - what the lexers of all languages have in common. Input is UTF-8, ended by a NUL.

	// ---- Characters ------------------------------------------------------------------------
	blank    = [ \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff];
	line_end = "\r\n" | [\n\r\v\f\u0085\u2028\u2029];
	digit    = [0-9];
	// Letters, by exclusion of punctuation and symbols: coarse beyond the scripts of Europe, which keeps
	// the automaton small. Combining marks and the soft hyphen belong to their word.
	letter   = [A-Za-z\u00aa\u00ad\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02bb\u02bd-\u037d\u037f-\u167f]
	         | [\u1681-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff\U00010000-\U0001efff\U00020000-\U0003ffff];
	upper    = [A-Z\u00c0-\u00d6\u00d8-\u00de\u0152\u0178];
	lower    = [a-z\u00df-\u00f6\u00f8-\u00ff\u0153];
	ap       = ['\u2019\u02bc];
	hyphen   = [\-\u2010\u2011];
	median   = [\u00b7\u2022\u2027\u22c5];
	// A run of letters and digits.
	run      = (letter | digit)+;
	// A word, with the median dots of inclusive writing: étudiant·e·s.
	part     = run (median run)*;

	// ---- Names ------------------------------------------------------------------------------------
	// Names of languages and tools that hold signs are words: C++, C#, .NET
	signed    = 'c++' | [CFcf] "#" | ".NET";
	hash_tag  = "#" letter (letter | digit | "_")*;
	// R&D, Q&A, AT&T
	ampersand = upper{1,3} "&" upper{1,3};

	// ---- What a transcriber put for something else ----------------------------------------------
	// [REDACTED], [ENTREPRISE 2], [Prénom], [service A]: a word's place. Longer text in brackets is text.
	place     = "[" (upper (upper | digit | [ _\-/'\u2019])* (upper | digit) | upper | letter+ (" " (upper | digit+))? |
	           upper letter+ " " letter+) "]";

	// ---- Typed feelings --------------------------------------------------------------------------
	emoji_one = ([\u203c\u2049\u2139\u231a-\u23ff\u25aa-\u25ff\u2600-\u26ff\u2702-\u27b0\u2b05-\u2b55\u3030]
	           | [\U0001f000-\U0001f3fa\U0001f400-\U0001faff]) [\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*;
	emoji     = emoji_one ("\u200d" emoji_one)* | [\U0001f1e6-\U0001f1ff]{2};
	smiley    = [:;=] ['\u2019\-o^]? [)(DPpO3|/\\*\][] | [:;=] "'" [)(] | "<3" | "^^" | "^_^" | "-_-" | [xX] "D"+ | "\\o/";

	// ---- Signs -----------------------------------------------------------------------------------
	// Punctuation of one kind that is repeated is one piece: -----, ***
	rule_off  = "-"{2,} | "="{2,} | "_"{2,} | "*"{2,} | "~"{2,} | "#"{2,} | "+"{2,};
	dots      = "\u2026"+ "."* | "."{2,} "\u2026"*;
	cries     = [!?\u203d\uff01\uff1f]+;
	open_sign = [({[\u00ab\u2039\u201c\u2018\u201e\u201a\u00a1\u00bf];
	shut_sign = [)}\]\u00bb\u203a\u201d];
	dash      = [\u2012-\u2015];
	sign      = [%\u2030\u20ac$\u00a3\u00a5\u00a2+=<>~^|\\@#&\u00b0\u00a7\u00a9\u00ae\u2122\u00b1\u00d7\u00f7\u2190-\u22ff];
*/
