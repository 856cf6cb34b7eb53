/* pipeline_words.c - a pipeline on one line: read-csv files=a.csv ! tokenize-fr ! write-jsonl. */
#include <config.h>
#include <libxml/tree.h>
#include <libxml/xmlwriter.h>
#include <string.h>
#include "pipeline_parts.h"

typedef struct {
	arena *in;
	messages *m;
	xmlTextWriterPtr w;
	const char *use;		/* of the stage that is open; NULL: none */
	bool any, to, good;
} words;

static const xmlChar *X(const char *s)
{
	return (const xmlChar *)s;
}

static void fault(words *o, const char *text)
{
	messages_add(o->m, MESSAGE_ERROR, NOWHERE, "%s", text);
	o->good = false;
}

static const char *element_of(const char *use)
{
	return !strncmp(use, "read-", 5) || !strcmp(use, "read") ? "read" :
	       !strncmp(use, "write-", 6) ? "write" : "step";
}

static void close_stage(words *o)
{
	if (!o->use)
		return;
	/* A line is typed quickly: a writer without `to` gets a name that tells what it is. */
	if (!strcmp(element_of(o->use), "write") && !o->to)
		xmlTextWriterWriteAttribute(o->w, X("to"), X(arena_print(o->in, "output.%s", o->use + 6)));
	xmlTextWriterEndElement(o->w);
	o->use = NULL;
	o->to = false;
}

static void open_stage(words *o, const char *word)
{
	xmlTextWriterStartElement(o->w, X(element_of(word)));
	if (strcmp(word, "read"))	/* `read files=…`: the reader is found by its files */
		xmlTextWriterWriteAttribute(o->w, X("use"), X(word));
	o->use = word;
	o->any = true;
}

static void pair(words *o, const char *word, const char *equal)
{
	const char *name = arena_copy(o->in, word, (size_t)(equal - word));
	if (xmlValidateNCName(X(name), 0)) {
		fault(o, arena_print(o->in, _("\"%s\": \"%s\" is no name of an option"), word, name));
		return;
	}
	o->to |= !strcmp(name, "to");
	xmlTextWriterWriteAttribute(o->w, X(name), X(equal + 1));
}

static void take(words *o, const char *word)
{
	const char *equal = strchr(word, '=');
	if (text_valid(word, strlen(word)) < strlen(word)) {
		fault(o, _("the command line is not UTF-8"));
	} else if (!strcmp(word, "!")) {
		if (!o->use)
			fault(o, _("there is no plugin before \"!\": write read-csv files=a.csv ! tokenize-fr ! "
			           "write-jsonl"));
		close_stage(o);
	} else if (equal && (o->use || !o->any)) {
		pair(o, word, equal);	/* before the first plugin: of <pipeline> */
	} else if (equal) {
		fault(o, arena_print(o->in, _("\"%s\" stands after \"!\", where a plugin was expected"), word));
	} else if (o->use) {
		fault(o, arena_print(o->in, _("\"%s\" is neither name=value nor \"!\": stages are joined by a "
		                              "lone \"!\""), word));
	} else {
		open_stage(o, word);
	}
}

const char *pipeline_of_words(arena *in, int n, char **word, messages *m)
{
	xmlBufferPtr buffer = xmlBufferCreate();
	words o = { .in = in, .m = m, .good = true };
	o.w = buffer ? xmlNewTextWriterMemory(buffer, 0) : NULL;
	if (!o.w)
		memory_lost(1);
	xmlTextWriterSetIndent(o.w, 1);
	xmlTextWriterSetIndentString(o.w, X("  "));
	xmlTextWriterStartDocument(o.w, NULL, "UTF-8", NULL);
	xmlTextWriterStartElement(o.w, X("pipeline"));
	xmlTextWriterWriteAttribute(o.w, X("version"), X(arena_print(in, "%d", PIPELINE_VERSION)));
	for (int i = 0; i < n; i++)
		take(&o, word[i]);
	if (o.good && !o.use)
		fault(&o, o.any ? _("a plugin is missing after the last \"!\"") :
		      _("which plugins? Write read-csv files=a.csv ! tokenize-fr ! write-jsonl"));
	close_stage(&o);
	xmlTextWriterEndDocument(o.w);
	xmlFreeTextWriter(o.w);
	const char *text = arena_copy(in, (const char *)xmlBufferContent(buffer),
	                              (size_t)xmlBufferLength(buffer));
	xmlBufferFree(buffer);
	return o.good ? text : NULL;
}
