/* senses.c - see senses.h. The lists are short and closed, or of the commonest words of a kind, and looked through once per
 * distinct form. What is said of stance and of what is disclaimed follows Martin & White (2005): attitude is what
 * is felt, judged and valued; to deny and to counter are the two ways to disclaim. */
#include "senses.h"
#include <string.h>

/* Forms that share a sense, separated by blanks; each list begins and ends with one. */
typedef struct { unsigned sense; const char *forms; } sense_list;

static const sense_list french[] = {
	{ OWN, " j' je m' ma me mes mien mienne miennes miens moi moi-même mon nos notre nous nous-mêmes nôtre " },
	{ STANCE,
	  " accepte adore agace agacé agacée aime aimais aimerais angoisse angoissé angoissée apprécie assume"
	  " avis avoue colère confiance considère content contente convaincu convaincue crains craindre crois"
	  " croyais déteste devrais devrait devraient dérange déçu déçue détester dois doute enthousiaste envie"
	  " espère espérais espérer estime fatigue fatigué fatiguée faudrait faut fier fière franchement"
	  " frustrant frustré frustrée frustration gêne gênant heureuse heureusement heureux honnêtement honte"
	  " hésite imagine impression inquiet inquiète inquiétude malheureusement méfie méfiance méfiant"
	  " méfiante passion pense pensais penser peur personnellement persuadé persuadée plaisir plaît préfère"
	  " préférais préférerais ravi ravie rassure rassuré rassurée reconnais redoute refuse regrette rêve"
	  " sens sentais sentiment ressens sentir souhaite souhaiterais stress stressé stressée supporte"
	  " suppose surpris surprise triste trouve trouvais tristesse vaut veux voudrais voulais " },
	{ DISCLAIMS,
	  " aucun aucune autant autrement certes contrairement inversement jamais malgré meilleur meilleure"
	  " même mieux moins ne n' néanmoins ni pas pire plutôt pourtant quoique rien sans sauf seulement sinon"
	  " tandis toutefois cependant mais " },
	{ CONCRETE,
	  " an année années ans centaine client cliente clients cas demandé dernier dernière dernièrement dit"
	  " dix dizaine euros exemple fois heure heures hier histoire jour jours journée lorsque lundi mardi"
	  " mercredi jeudi vendredi matin mille mois moitié minute minutes midi nuit pourcent quand raconté"
	  " répondu récemment samedi dimanche semaine semaines soir tiers trente trois quatre cinq six sept"
	  " huit neuf vingt cent deux " },
	{ POINTS_BACK,
	  " ceci cela elle elles ils leur leurs lui ça celle-ci celles-ci celui-ci ceux-ci ces cet cette " },
	{ POINTS_BACK | UNLESS_NEXT, " ce celle celles celui ceux il " },
	{ POINTS_BACK | UNLESS_LATER, " c' " },
	{ EXCUSES_NEXT,
	  " dont fallait faudra faudrait faut paraît qu' que qui reste semble suffisait suffit vaut y " },
	{ EXCUSES_LATER, " qu' quand que qui " },
	{ PASSED_OVER, " n' ne " },
	{ JOINS,
	  " ainsi alors aussi bref car d'ailleurs donc enfin ensuite et mais or ou parce pis pourtant puis"
	  " puisque voilà " },
	{ ANSWERS, " bah ben bon euh exactement heu hum mouais non ok ouais oui voilà " },
	{ HESITATES, " bah ben euh heu hein hum " },
	{ AFTER, " contraire contre côté fait lieu que " },
	{ 0, NULL }
};

/* "FIRST SECOND" */
static const sense_list french_pairs[] = {
	{ DISCLAIMS, "|alors que|au contraire|au lieu|autre côté|bien que|en fait|par contre|" },
	{ 0, NULL }
};

static const sense_list english[] = {
	{ OWN, " i i'd i'll i'm i've im ive me mine my myself our ours ourselves us we we'd we'll we're we've " },
	{ STANCE,
	  " accept admit afraid angry annoyed annoying anxious appreciate ashamed believe believed care"
	  " comfortable concern concerned concerns confident consider disappointed dislike doubt embarrassed"
	  " enjoy enjoyed enjoying excited expect fear feel feeling feelings feels felt find frankly frustrated"
	  " frustrating frustration glad grateful guess guilt guilty happy hate hesitant hope hopeful hopefully"
	  " hoping honestly imagine liked love loved must nervous opinion overwhelmed personally prefer"
	  " preferred proud realise realised realize realized refuse regret relieved reluctant resent sad sadly"
	  " satisfied satisfying scared sceptical should skeptical stressed stressful suppose surprised suspect"
	  " tempted tired think thinking thought trust uncomfortable unfortunately upset value want wanted wish"
	  " worried worries worry " },
	{ DISCLAIMS,
	  " ain't although aren't better but can't cannot compared couldn't despite didn't doesn't don't except"
	  " hadn't hasn't haven't however instead isn't less more neither never no nobody none nor not nothing"
	  " only otherwise rather same shouldn't similar than though unless unlike until wasn't weren't whereas"
	  " while without won't worse wouldn't yet " },
	{ CONCRETE,
	  " ago asked case cases client clients customer customers day days dollars example examples first"
	  " friday half hour hours hundred instance last minute minutes monday month months morning night once"
	  " percent recently said saturday story sunday ten third thousand thursday time times today told"
	  " tuesday two three four five six wednesday week weeks when year years yesterday " },
	{ POINTS_BACK,
	  " he he'd he's her hers him his its she she'd she's that that's their theirs them these they they'd"
	  " they'll they're they've this those " },
	{ POINTS_BACK | UNLESS_LATER, " it'd it'll it's " },
	{ POINTS_BACK | UNLESS_NEXT | UNLESS_LATER, " it " },
	{ EXCUSES_NEXT, " feels has is isn't looks may might seems takes took was wasn't will would wouldn't " },
	{ EXCUSES_LATER, " how if that to when " },
	{ JOINS,
	  " also and anyway because besides but cause cuz hence however or otherwise plus so then therefore"
	  " though thus " },
	{ ANSWERS,
	  " absolutely actually correct definitely erm exactly no nope oh ok okay right sure uh um well yea"
	  " yeah yep yes " },
	{ HESITATES, " er erm hmm uh uhm um umm " },
	{ AFTER, " hand like " },
	{ 0, NULL }
};

static const sense_list english_pairs[] = {
	{ DISCLAIMS, "|other hand|" },
	{ STANCE, "|i like|i'd like|don't like|really like|would like|" },
	{ 0, NULL }
};

/* The senses of all lists that hold the n bytes of p between two `mark`s. */
static unsigned senses_in(const sense_list *list, char mark, const char *p, size_t n)
{
	unsigned sense = 0;
	if (!n || memchr(p, mark, n))
		return 0;
	for (; list->forms; list++)
		for (const char *s = list->forms; (s = strchr(s, mark)) && s[1]; s++)
			if (!strncmp(s + 1, p, n) && s[n + 1] == mark) {
				sense |= list->sense;
				break;
			}
	return sense;
}

unsigned sense_of(uint32_t language, glane_str form)
{
	unsigned sense = senses_in(language == SENSE_FR ? french : english, ' ', form.p, form.n);
	if (form.n > 1 && form.p[form.n - 1] == '-')
		sense |= BEGUN;
	return form.n <= 3 ? sense | SHORT : sense;
}

unsigned sense_after(uint32_t language, glane_str before, glane_str form)
{
	char pair[64];
	if (before.n + form.n + 1 >= sizeof pair)
		return 0;
	memcpy(pair, before.p, before.n);
	pair[before.n] = ' ';
	memcpy(pair + before.n + 1, form.p, form.n);
	return senses_in(language == SENSE_FR ? french_pairs : english_pairs, '|', pair, before.n + form.n + 1);
}
