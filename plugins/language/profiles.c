/* profiles.c - the small words of some languages: articles, pronouns, prepositions, conjunctions, the forms of
 * "to be" and "to have", and the pieces that an apostrophe leaves ("l", "qu", "ll"). Written by hand. A word may
 * belong to several languages; it then counts less for each. */
#include "profiles.h"

const profile profiles[N_PROFILES] = {
	{ "fr", " fr fra fre french français francais française ",
	  " le la les un une des du de et est en à au aux que qui dans pour pas ne sur avec ce cette ces se son sa ses "
	  "plus par je tu il elle on nous vous ils elles mais ou où donc car si ça cela c'est sont était étaient été être "
	  "avoir ai as a avons avez ont avait fait faire comme tout tous toute toutes très bien aussi même leur leurs mon ma "
	  "mes ton ta tes notre nos votre vos moi toi lui y quand alors parce sans sous entre après avant chez encore peu "
	  "rien jamais toujours là oui non quoi euh ben voilà l d j n c qu m t s " },
	{ "en", " en eng english anglais anglaise ",
	  " the a an of to and in is it that for on with as was are be this have has had i you he she we they not but at by "
	  "from or my your his her our their me him us them what which who when where how why if so do does did don doesn "
	  "didn can could would should will just about there then than some any all one been being because like very "
	  "really also into out up more most much many yes no okay know think get got s t m re ll ve " },
	{ "de", " de deu ger german deutsch allemand allemande ",
	  " der die das den dem des ein eine einen einem einer und ist nicht ich du er sie es wir ihr zu mit auf für von im "
	  "in an auch aber oder wie was wenn dass so noch nur schon sehr bei nach aus über hat habe haben hatte sein sind "
	  "war waren wird werden kann können mich dir mir uns sich man mehr doch ja nein dann da hier als um vor durch "
	  "kein keine mein meine diese dieser dieses alle alles immer weil " },
	{ "es", " es spa spanish español espagnol espagnole ",
	  " el la los las un una unos unas de del y e en que es no a al por para con se su sus lo le les me te nos yo tú él "
	  "ella ellos como más pero si sí o muy ya está están estaba son era fue ser hay había ha han he tengo tiene todo "
	  "todos esta este esto eso esa ese cuando porque sin sobre también entre hasta desde mi mis tu qué donde así "
	  "nada algo bien ahora siempre nunca " },
	{ "it", " it ita italian italiano italien italienne ",
	  " il lo la i gli le un uno una di del della dei delle dello e è in che non a al alla ai alle per con si su sul "
	  "sulla da dal dalla nel nella ma o se come più anche io tu lui lei noi voi loro mi ti ci vi sono sei siamo era "
	  "erano stato essere ho hai ha abbiamo hanno avere questo questa questi quello quella quando perché molto tutto "
	  "tutti cosa così sempre mai poi già bene dove chi l d " },
	{ "pt", " pt por portuguese português portugais portugaise ",
	  " o a os as um uma uns umas de do da dos das e em no na nos nas que é não para por pelo pela com se seu sua seus "
	  "suas ao à aos eu tu ele ela nós eles elas você vocês me te lhe mais mas ou como muito já está estão estava são "
	  "era foi ser há tem têm tenho ter tudo todos isso isto este esta esse essa quando porque sem sobre também entre "
	  "até meu minha onde nada bem agora sempre nunca " },
	{ "nl", " nl nld dut dutch nederlands néerlandais néerlandaise ",
	  " de het een en van in is dat niet te op voor met zijn er aan ik je jij hij ze zij wij we jullie maar ook als bij "
	  "om dan nog wel naar uit over of wat heb heeft hebben had was waren worden wordt kan kunnen mij mijn hem haar "
	  "ons onze zich men meer geen deze dit die veel altijd omdat heel toch want hier daar nu toen " },
	{ "pl", " pl pol polish polski polonais polonaise ",
	  " i w z na nie się to że jest do jak a ale o co po tak za od przez dla czy już był była było są ja ty on ona my "
	  "wy oni mnie mi go jej ich tym tego tej ten ta te który która które kiedy gdzie bardzo może tylko jeszcze ze "
	  "być mam masz ma " },
};
