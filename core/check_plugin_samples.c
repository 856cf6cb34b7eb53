/* check_plugin_samples.c - the built-in interviews on which plugins are tried. */
#include <config.h>
#include <string.h>
#include "check_plugin.h"

/* Markers as check-read knows them. The interviewer says "zzz" and nothing else, so that a table
 * that counts interviewers gives itself away. */
static const char *const texts[][2] = {
	{ "atelier",
	  "Interviewer: Zzz zzz ?\n"
	  "Respondent: Je travaille avec l’intelligence artificielle depuis deux ans. Elle ne "
	  "remplace pas mon "
	  "travail, elle l'accompagne. J'ai peur, pourtant, que les clients ne voient plus "
	  "la différence.\n"
	  "Interviewer: Zzz.\n"
	  "Respondent: Non, je ne crois pas qu’elle soit créative. « C'est un outil », dit mon "
	  "associée. Aujourd'hui, "
	  "je l'utilise pour les esquisses ; demain, qui sait ?\n" },
	{ "scene",
	  "Interviewer: Zzz ?\n"
	  "Respondent: La musique, c'est du temps. J'utilise l’outil pour écrire plus vite, mais "
	  "je jette presque "
	  "tout. Le travail reste le travail.\n"
	  "Second: Moi, je n'y touche pas. J'ai peur pour le métier !\n"
	  "Interviewer: Zzz zzz zzz.\n"
	  "Respondent: Nous ne sommes pas d'accord, et c'est très bien.\n" },
	{ "studio",
	  "Interviewer: Zzz?\n"
	  "Respondent: I use the tool every day, and I don't trust it. It's fast: a sketch takes "
	  "five minutes. My "
	  "clients can't tell, which is what worries me.\n"
	  "Interviewer: Zzz zzz.\n"
	  "Respondent: “It's only a tool,” they say. I think the work is still mine; the tool "
	  "helps with the dull "
	  "parts. I'm not afraid of it.\n" },
	{ "stage",
	  "Interviewer: Zzz zzz?\n"
	  "Respondent: Honestly, the tool writes nothing that I'd sing. It helps me when I'm "
	  "stuck, that's all.\n"
	  "Second: We tried it for a year, and we stopped. The work was no longer ours.\n"
	  "Interviewer: Zzz!\n"
	  "Respondent: I agree. Work is work.\n" },
	{ "court",
	  "Interviewer: Zzz.\n"
	  "Respondent: Oui.\n" },
};

const sample *samples_standard(arena *in, uint32_t *n)
{
	*n = sizeof texts / sizeof *texts;
	sample *s = arena_alloc(in, *n * sizeof *s);
	for (uint32_t i = 0; i < *n; i++)
		s[i] = (sample){ texts[i][0], str_of(texts[i][1]) };
	return s;
}
