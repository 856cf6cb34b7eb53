/* sentences.h - what several plugins say of their method in the same words; each macro stands for some sentences. */
#ifndef SENTENCES_H
#define SENTENCES_H

/* Of what `unit` says: what is counted as a passage. */
#define METHOD_PASSAGE \
	{ "unit=sentence", "Passages are sentences." }, \
	{ "unit=segment", "Passages are segments of text." }, \
	{ "unit=turn", "Passages are turns of speech." }, \
	{ "unit=answer", "Passages are answers." }, \
	{ "unit=verbatim", "Passages are quotations." }, \
	{ "unit=document", "Passages are whole documents." }, \
	{ "unit=speaker", "A passage is all that a speaker says in a document." }
/* The same, of analyses of a table of units by words. */
#define METHOD_UNIT \
	{ "unit=sentence", "The units are sentences." }, \
	{ "unit=segment", "The units are segments of text." }, \
	{ "unit=turn", "The units are turns of speech." }, \
	{ "unit=answer", "The units are answers." }, \
	{ "unit=document", "The units are whole documents." }
/* Of the options UNITS_OPTIONS (matrix/units.h). */
#define METHOD_WORDS \
	{ "features=lemma", "Words are lemmas." }, \
	{ "features=form", "Words are forms as they are said." }, \
	{ "min-count!=1", "Words said fewer than {min-count} times in all were left out." }, \
	{ "max-features!=0", "Of more than {max-features} words the most frequent ones were kept." }
/* Of `by`, where groups are compared with each other. */
#define METHOD_GROUPS \
	{ "by!=", "Groups are the values of {by}; respondents without a value are a group of their own." }
#endif
