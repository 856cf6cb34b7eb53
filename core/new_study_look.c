/* new_study_look.c - reads the documents of a study to be, as a run would, with one step of its own that looks at their
 * lines: what stands before a colon at their beginning, who asks, in which language. */
#include <config.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "engine.h"
#include "language.h"
#include "loader_private.h"
#include "new_study.h"
#include "sym.h"
#include "text.h"

/* As many documents are read; labels longer or rarer than that are text. */
enum { DOCUMENTS_MOST = 3000, LABELS_MOST = 3000, LABEL_MOST = 48, WORDS_MOST = 4, TURNS_LEAST = 3, MARKS_MOST = 40 };

/* ---- Labels ---------------------------------------------------------------------------------- */

/* Folded, without numbers behind. */
static const char asking[] = " enqueteur enquetrice enqueteur·rice intervieweur intervieweuse interviewer chercheur "
	"chercheuse researcher sociologue animateur animatrice moderateur moderatrice moderator question q q. int i ";
static const char answering[] = " enquete enquetee enquete·e interviewe interviewee repondant repondante respondent "
	"participant participante locuteur locutrice reponse answer r r. a ";
static const char never[] = " note notes nb n.b. n.b ps p.s p.s. date dates lieu place duree duration remarque remarques remark "
	"attention exemple example exemples titre title source sources objet subject contexte context sujet theme themes "
	"consigne legende resume summary http https mailto total heure time ";

static bool listed(const char *list, const char *key)
{
	char word[LABEL_MOST * 4 + 4];
	size_t n = strlen(key);
	if (*key == '[' && n > 2) {
		key++;
		n -= 2;
	}
	while (n && (isdigit((unsigned char)key[n - 1]) || key[n - 1] == '_'))
		n--;
	int k = snprintf(word, sizeof word, " %.*s ", (int)n, key);
	return n && k > 0 && (size_t)k < sizeof word && strstr(list, word);
}

static size_t blank(const char *p, const char *end)
{
	if (p < end && (*p == ' ' || *p == '\t' || *p == '*' || *p == '_'))
		return 1;
	if (end - p >= 2 && !memcmp(p, "\xc2\xa0", 2))
		return 2;
	return end - p >= 3 && !memcmp(p, "\xe2\x80\xaf", 3) ? 3 : 0;
}

static const char *skip_blanks(const char *p, const char *end)
{
	for (size_t k; (k = blank(p, end)) > 0;)
		p += k;
	return p;
}

/* "[00:12:43]", "(00:12)", "00:12:43". */
static const char *skip_time(const char *p, const char *end)
{
	const char *q = p + (p < end && (*p == '[' || *p == '(' || *p == '#'));
	uint32_t digits = 0, colons = 0;
	for (; q < end && (isdigit((unsigned char)*q) || strchr(":.,-", *q)); q++) {
		digits += isdigit((unsigned char)*q) != 0;
		colons += *q == ':';
	}
	if (digits < 3 || !colons)
		return p;
	q += q < end && strchr("])#", *q);
	return skip_blanks(q, end);
}

static bool capital(const char *p, const char *end)
{
	return end - p >= 1 && ((*p >= 'A' && *p <= 'Z') ||
	       (end - p >= 2 && *p == '\xc3' && (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] <= 0x9e));
}

/* "Q." and "[Interviewer]" need no colon; what else stands in brackets is a remark. */
static size_t bare_label(const char *p, const char *end)
{
	if (end - p > 2 && strchr("QRA", *p) && p[1] == '.' && blank(p + 2, end))
		return 2;
	const char *close = p < end && *p == '[' ? memchr(p, ']', (size_t)(end - p)) : NULL;
	if (!close || close - p < 2 || close - p > LABEL_MOST)
		return 0;
	arena *a = arena_new();
	const char *key = text_fold(a, (glane_str){ p, (uint32_t)(close + 1 - p) });
	bool known = listed(asking, key) || listed(answering, key);
	arena_free(a);
	return known ? (size_t)(close + 1 - p) : 0;
}

/* The label with which a line begins, and what follows it; n 0: none. */
static glane_str label_of(const char *p, const char *end, const char **rest)
{
	glane_str none = { "", 0 };
	p = skip_blanks(skip_time(skip_blanks(p, end), end), end);
	size_t bare = bare_label(p, end);
	if (bare) {
		*rest = p + bare;
		return (glane_str){ p, (uint32_t)bare };
	}
	if (!capital(p, end))
		return none;
	const char *stop = p, *colon;
	uint32_t words = 1;
	while (stop < end && stop - p < LABEL_MOST && !strchr(":,;?!\"()[]/", *stop))
		words += *stop++ == ' ';
	colon = stop < end ? skip_time(stop, end) : end;	/* "INT [00:01:30] : …" */
	if (colon == end || *colon != ':' || words > WORDS_MOST + 1 || (colon + 1 < end && !blank(colon + 1, end)))
		return none;
	for (bool more = true; more && stop > p;) {
		more = false;
		for (ptrdiff_t k = 1; k <= 3 && stop - k >= p && !more; k++)
			if (blank(stop - k, stop) == (size_t)k) {
				stop -= k;
				more = true;
			}
	}
	*rest = colon + 1;
	return (glane_str){ p, (uint32_t)(stop - p) };
}

/* ---- One document ---------------------------------------------------------------------------- */

typedef struct { uint32_t label, turns, questions; } local;

/* The step has no state that is merged: all is read in this process, and into here. */
static study *looking;

static uint32_t number_of_label(study *s, glane_str text)
{
	arena *a = arena_new();
	const char *key = text_fold(a, text);
	uint32_t i = 0;
	while (i < s->n_labels && strcmp(s->label[i].key, key))
		i++;
	if (i == s->n_labels && i < LABELS_MOST) {
		ARRAY_ROOM(s->in, s->label, s->room_labels, s->n_labels);
		s->label[s->n_labels++] = (study_label){ .text = arena_copy(s->in, text.p, text.n),
		                                         .key = arena_string(s->in, key) };
	}
	arena_free(a);
	return i < LABELS_MOST ? i : GLANE_NONE;
}

static local *local_of(arena *in, local **list, uint32_t *n, uint32_t *room, uint32_t label)
{
	for (uint32_t i = 0; i < *n; i++)
		if ((*list)[i].label == label)
			return &(*list)[i];
	ARRAY_ROOM(in, *list, *room, *n);
	(*list)[*n] = (local){ label, 0, 0 };
	return &(*list)[(*n)++];
}

/* Who asks in this document: by name, otherwise who asks in most turns, clearly more often than the others. */
static void judge(study *s, const local *list, uint32_t n)
{
	uint32_t asks = GLANE_NONE;
	double best = 0, second = 0;
	for (uint32_t i = 0; i < n; i++) {
		double share = list[i].turns ? (double)list[i].questions / list[i].turns : 0;
		if (listed(asking, s->label[list[i].label].key)) {
			asks = i;
			best = 2;
		} else if (list[i].turns >= TURNS_LEAST && share > best) {
			second = best;
			best = share;
			asks = i;
		} else if (list[i].turns >= TURNS_LEAST && share > second) {
			second = share;
		}
	}
	if (best < 0.4 || best < 1.5 * second)
		asks = GLANE_NONE;
	for (uint32_t i = 0; i < n; i++) {
		study_label *l = &s->label[list[i].label];
		l->turns += list[i].turns;
		l->questions += list[i].questions;
		l->documents += list[i].turns > 1;
		l->asks += i == asks;
		l->answers += i != asks;
		ARRAY_ROOM(s->in, s->said, s->room_said, s->n_said);
		s->said[s->n_said].looked = s->n_looked;
		s->said[s->n_said++].label = list[i].label;
	}
}

static void look_at_lines(study *s, glane_str text)
{
	arena *in = arena_new();
	local *list = NULL;
	uint32_t n = 0, room = 0, at = GLANE_NONE;
	bool asked = false;
	for (const char *p = text.p, *end = text.p + text.n; p < end;) {
		const char *stop = memchr(p, '\n', (size_t)(end - p)), *rest = p;
		stop = stop ? stop : end;
		glane_str label = label_of(p, stop, &rest);
		uint32_t number = label.n ? number_of_label(s, label) : GLANE_NONE;
		if (number != GLANE_NONE) {
			local *l = local_of(in, &list, &n, &room, number);
			l->turns++;
			at = (uint32_t)(l - list);
			asked = false;
		}
		if (at != GLANE_NONE && !asked && memchr(rest, '?', (size_t)(stop - rest))) {
			list[at].questions++;
			asked = true;
		}
		p = stop + 1;
	}
	judge(s, list, n);
	arena_free(in);
}

static void count_language(study *s, glane_str lang)
{
	enum { MOST = sizeof s->language / sizeof *s->language };
	uint32_t i = 0;
	while (i < s->n_languages && !str_equal(lang, str_of(s->language[i].name)))
		i++;
	if (i == MOST || !lang.n)
		return;
	if (i == s->n_languages)
		s->language[s->n_languages++] = (study_language){ arena_copy(s->in, lang.p, lang.n), 0 };
	s->language[i].documents++;
}

typedef struct { glane_str lang; } input;
static const glane_need needs[] = { GLANE_NEED(input, lang, "var:lang?"), GLANE_LAST };

static int process(glane_ctx *ctx, const glane_doc *doc)
{
	const input *in = ctx->input;
	looking->n_looked++;
	count_language(looking, in->lang);
	look_at_lines(looking, doc->text);
	return GLANE_OK;
}

static const glane_plugin look_step = {
	GLANE_HEAD, .name = "new-study", .version = "1", .license = "MIT", .summary = "Looks at documents",
	.needs = needs, .input_size = sizeof(input), .process = process,
};

/* ---- The trial ------------------------------------------------------------------------------- */

static const char *trial_pipeline(study *s)
{
	const char *text = "<pipeline version=\"1\">";
	for (uint32_t i = 0; i < s->n_reads; i++)
		text = arena_print(s->in, "%s%s", text, study_read_xml(s, &s->read[i], false));
	if (loader_path(s->loader, "language"))
		text = arena_print(s->in, "%s<step use=\"language\"/>", text);
	return arena_print(s->in, "%s<step use=\"new-study\"/></pipeline>", text);
}

static int by_documents(const void *a, const void *b)
{
	const study_language *x = a, *y = b;
	return x->documents != y->documents ? (x->documents > y->documents ? -1 : 1) : strcmp(x->name, y->name);
}

static void take_names(study *s, const corpus *c)
{
	s->n_documents = c->n_documents;
	s->document = arena_alloc(s->in, (c->n_documents + 1) * sizeof *s->document);
	for (uint32_t i = 0; i < c->n_documents; i++) {
		const planned *d = &c->document[i];
		/* As the file has it: where two reads have the name, the plan puts the read's id before it. */
		const char *name = sym_text(d->pub.name);
		size_t k = strlen(d->read->id);
		if (!strncmp(name, d->read->id, k) && name[k] == '/')
			name += k + 1;
		s->document[i] = (study_document){ arena_string(s->in, name), d->read->number };
	}
}

/* A variable by which documents can be compared: a folder, or a column with a few values that come again. */
static uint32_t count_values(const corpus *c, const char *variable, arena *in)
{
	enum { MOST = 13 };
	const char **seen = arena_alloc(in, MOST * sizeof *seen);
	uint32_t n = 0, all = 0;
	for (uint32_t i = 0; i < c->n_documents; i++)
		for (uint32_t k = 0; k < c->document[i].n_values && n < MOST; k++) {
			const known_value *v = &c->document[i].value[k];
			uint32_t j = 0;
			if (strcmp(v->name, variable) || !*v->value)
				continue;
			all++;
			while (j < n && strcmp(seen[j], v->value))
				j++;
			if (j == n)
				seen[n++] = v->value;
		}
	return n > 1 && n < MOST && all >= 2 * n ? n : 0;
}

static void choose_grouping(study *s, const corpus *c)
{
	static const char own[] = " document file source format lang respondent speaker quotable ";
	s->variable = arena_alloc(s->in, (c->n_variables + 1) * sizeof *s->variable);
	for (uint32_t i = 0; i < c->n_variables; i++) {
		const char *name = c->variable[i].name;
		if (strstr(own, arena_print(s->in, " %s ", name)))
			continue;
		s->variable[s->n_variables++] = arena_string(s->in, name);
		bool folder = !strcmp(name, "group");
		uint32_t n = folder ? 2 : strpbrk(name, " *.|=!") ? 0 : count_values(c, name, s->in);
		if (n && (!s->by || folder)) {
			s->by = arena_string(s->in, name);
			s->n_values = n;
		}
	}
}

/* All documents, or as many spread over the whole. */
static bool process_all(engine *e, const corpus *c, state *into)
{
	uint32_t n = c->n_documents < DOCUMENTS_MOST ? c->n_documents : DOCUMENTS_MOST;
	skip why;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = (uint32_t)((uint64_t)i * c->n_documents / n);
		int result = engine_process(e, &c->document[k], into, &why);
		if (result == CHAIN_FAILED)
			return false;
		if (result == CHAIN_SKIPPED)
			message_now(MESSAGE_WARNING, (place){ why.where && *why.where ? why.where : why.name, 0, 0 },
			            _("a run will set this document aside: %s"), why.said ? why.said : why.reason);
	}
	return n > 0;
}

static bool try_it(study *s, messages *m, const char *scratch)
{
	const char *text = trial_pipeline(s), *path = path_join(s->in, s->folder, "study.xml");
	loader_add(s->loader, &look_step);
	pipeline *p = pipeline_parse(s->in, path, (glane_bytes){ (const unsigned char *)text, strlen(text) }, 0, NULL, m);
	if (p)
		check_static(p, s->loader, m);
	if (!p || messages_print(m, stderr))
		return false;
	engine *e = engine_new(s->in, p, m);
	corpus *c = engine_create(e) ? corpus_plan(s->in, e, s->loader, m) : NULL;
	bool ok = !messages_count(m, MESSAGE_ERROR) && c;
	if (!ok)	/* else what is written will be checked, and say the same */
		messages_print(m, stderr);
	engine_set_messages(e, NULL);
	store *kept = ok ? store_create(scratch) : NULL;
	if (ok && !kept)
		message_now(MESSAGE_ERROR, NOWHERE, "%s", store_error(NULL));
	if (kept) {
		engine_set_corpus(e, c);
		take_names(s, c);
		choose_grouping(s, c);
		state *all = engine_open(e) ? state_new(e, kept) : NULL;
		ok = all && process_all(e, c, all);
		engine_close(e);
		state_free(all);
		store_close(kept);
	}
	engine_free(e);
	return ok && kept;
}

static void give_verdicts(study *s)
{
	uint32_t marks = 0;
	for (uint32_t i = 0; i < s->n_labels; i++) {
		study_label *l = &s->label[i];
		bool known = listed(asking, l->key) || listed(answering, l->key);
		l->mark = !listed(never, l->key) && (known ? l->turns > 1 : l->documents && l->turns >= TURNS_LEAST);
		l->interviewer = listed(asking, l->key) || (!listed(answering, l->key) && l->asks > l->answers);
		marks += l->mark;
	}
	/* One alone is a heading: whoever speaks is answered. */
	for (uint32_t i = 0; i < s->n_labels && marks < 2; i++)
		s->label[i].mark = false;
	s->n_unmarked = s->n_looked;
	for (uint32_t i = 0, last = 0; i < s->n_said; i++)
		if (s->label[s->said[i].label].mark && s->said[i].looked != last) {
			s->n_unmarked--;
			last = s->said[i].looked;	/* from 1 on */
		}
}

bool study_look(study *s)
{
	const char *base = getenv("TMPDIR");
	char *scratch = arena_print(s->in, "%s/glane-new-study-XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(scratch)) {
		message_now(MESSAGE_ERROR, NOWHERE, _("no folder can be made in %s: %s"), base && *base ? base : "/tmp",
		            message_reason(errno));
		return false;
	}
	looking = s;
	bool ok = try_it(s, messages_new(s->in), path_join(s->in, scratch, "look.sqlite"));
	path_remove_all(scratch);
	give_verdicts(s);
	if (s->n_languages)
		qsort(s->language, s->n_languages, sizeof *s->language, by_documents);
	return ok;
}

/* ---- What was found -------------------------------------------------------------------------- */

const char *study_marks(const study *s, bool interviewer, uint32_t *n)
{
	const char *list = "";
	*n = 0;
	for (uint32_t i = 0; i < s->n_labels; i++) {
		const study_label *l = &s->label[i];
		if (l->mark && l->interviewer == interviewer && (*n)++ < MARKS_MOST)
			list = arena_print(s->in, "%s%s%s", list, *list ? "; " : "", l->text);
	}
	return list;
}

const char *study_languages(const study *s)
{
	const char *list = "";
	for (uint32_t i = 0; i < s->n_languages; i++) {
		const char *name = s->language[i].name;
		if (loader_path(s->loader, arena_print(s->in, "tokenize-%s", name)))
			list = arena_print(s->in, "%s%s%s", list, *list ? " " : "", name);
	}
	return *list ? list : strcmp(language_user(), "fr") ? "en" : "fr";
}
