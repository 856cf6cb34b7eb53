/* references.h - works that several plugins cite in their method, each once. */
#ifndef REFERENCES_H
#define REFERENCES_H

#define REFERENCE_BENJAMINI_1995 \
	{ "benjamini1995", "article", "Benjamini, Yoav and Hochberg, Yosef", "1995", \
	  "Controlling the false discovery rate: a practical and powerful approach to multiple testing", \
	  .in = "Journal of the Royal Statistical Society: Series B", .volume = "57(1)", .pages = "289-300", \
	  .doi = "10.1111/j.2517-6161.1995.tb02031.x" }
#define REFERENCE_BRIN_1997 \
	{ "brin1997", "inproceedings", "Brin, Sergey and Motwani, Rajeev and Ullman, Jeffrey D. and Tsur, Shalom", \
	  "1997", "Dynamic itemset counting and implication rules for market basket data", \
	  .in = "Proceedings of the 1997 ACM SIGMOD International Conference on Management of Data", \
	  .pages = "255-264", .doi = "10.1145/253260.253325" }
#define REFERENCE_COLLINS_2002 \
	{ "collins2002", "inproceedings", "Collins, Michael", "2002", \
	  "Discriminative training methods for hidden Markov models: theory and experiments with perceptron algorithms", \
	  .in = "Proceedings of the 2002 Conference on Empirical Methods in Natural Language Processing", \
	  .pages = "1-8", .doi = "10.3115/1118693.1118694" }
#define REFERENCE_DUNNING_1993 \
	{ "dunning1993", "article", "Dunning, Ted", "1993", \
	  "Accurate methods for the statistics of surprise and coincidence", .in = "Computational Linguistics", \
	  .volume = "19(1)", .pages = "61-74" }
#define REFERENCE_FISHER_1934 \
	{ "fisher1934", "book", "Fisher, Ronald A.", "1934", "Statistical Methods for Research Workers", \
	  .in = "Oliver and Boyd" }
#define REFERENCE_FREUND_1999 \
	{ "freund1999", "article", "Freund, Yoav and Schapire, Robert E.", "1999", \
	  "Large margin classification using the perceptron algorithm", .in = "Machine Learning", \
	  .volume = "37(3)", .pages = "277-296", .doi = "10.1023/A:1007662407062" }
#define REFERENCE_GRIES_2008 \
	{ "gries2008", "article", "Gries, Stefan Th.", "2008", "Dispersions and adjusted frequencies in corpora", \
	  .in = "International Journal of Corpus Linguistics", .volume = "13(4)", .pages = "403-437", \
	  .doi = "10.1075/ijcl.13.4.02gri" }
#define REFERENCE_JACCARD_1912 \
	{ "jaccard1912", "article", "Jaccard, Paul", "1912", "The distribution of the flora in the alpine zone", \
	  .in = "New Phytologist", .volume = "11(2)", .pages = "37-50", \
	  .doi = "10.1111/j.1469-8137.1912.tb05611.x" }
#define REFERENCE_JUILLAND_1964 \
	{ "juilland1964", "book", "Juilland, Alphonse and Chang-Rodríguez, Eugenio", "1964", \
	  "Frequency Dictionary of Spanish Words", .in = "Mouton" }
#define REFERENCE_LAFON_1980 \
	{ "lafon1980", "article", "Lafon, Pierre", "1980", \
	  "Sur la variabilité de la fréquence des formes dans un corpus", .in = "Mots", .volume = "1", \
	  .pages = "127-165", .doi = "10.3406/mots.1980.1008" }
#define REFERENCE_LIJFFIJT_2012 \
	{ "lijffijt2012", "article", "Lijffijt, Jefrey and Gries, Stefan Th.", "2012", \
	  "Correction to Stefan Th. Gries' “Dispersions and adjusted frequencies in corpora”", \
	  .in = "International Journal of Corpus Linguistics", .volume = "17(1)", .pages = "147-149", \
	  .doi = "10.1075/ijcl.17.1.08lij" }
#define REFERENCE_RATINAUD_2009 \
	{ "ratinaud2009", "inproceedings", "Ratinaud, Pierre and Déjean, Sébastien", "2009", \
	  "IRaMuTeQ : implémentation de la méthode ALCESTE d'analyse de texte dans un logiciel libre", \
	  .in = "Modélisation appliquée aux sciences humaines et sociales (MASHS 2009)" }
#define REFERENCE_REINERT_1990 \
	{ "reinert1990", "article", "Reinert, Max", "1990", \
	  "Alceste, une méthodologie d'analyse des données textuelles et une application : Aurélia de Gérard de Nerval", \
	  .in = "Bulletin de méthodologie sociologique", .volume = "26", .pages = "24-54", \
	  .doi = "10.1177/075910639002600103" }
#define REFERENCE_WILSON_1927 \
	{ "wilson1927", "article", "Wilson, Edwin B.", "1927", \
	  "Probable inference, the law of succession, and statistical inference", \
	  .in = "Journal of the American Statistical Association", .volume = "22(158)", .pages = "209-212", \
	  .doi = "10.1080/01621459.1927.10502953" }
#define REFERENCE_YULE_1912 \
	{ "yule1912", "article", "Yule, G. Udny", "1912", \
	  "On the methods of measuring association between two attributes", \
	  .in = "Journal of the Royal Statistical Society", .volume = "75(6)", .pages = "579-652", \
	  .doi = "10.2307/2340126" }
#endif
