/* descriptor_messages - prints, as entries of a template of messages (without its header), the texts for
 * people in the descriptors of the plugins given: constants, which xgettext cannot tell from names.
 *
 * It takes the built plugins, not their sources, so nothing depends on how a descriptor is written. */
#include <config.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <glane/plugin.h>

static void print_message(const char *file, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	printf("\n#: %s\nmsgid \"", file);
	for (; *text != '\0'; text++) {
		if (*text == '\n') {
			fputs("\\n", stdout);
			continue;
		}
		if (*text == '"' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	puts("\"\nmsgstr \"\"");
}

/* Words that the cells of a key or label hold, "active|supplementary". */
static void print_words(const char *file, const char *words)
{
	char word[64];
	while (words != NULL && *words != '\0') {
		size_t n = strcspn(words, "|");
		if (n < sizeof word) {
			memcpy(word, words, n);
			word[n] = '\0';
			print_message(file, word);
		}
		words += n + (words[n] == '|');
	}
}

static void print_columns(const char *file, const glane_column *column)
{
	for (; column != NULL && column->name != NULL; column++) {
		print_message(file, column->label);
		if (column->role == GLANE_KEY || column->role == GLANE_LABEL)
			print_words(file, column->unit);
	}
}

static void print_table(const char *file, const glane_table *table)
{
	print_message(file, table->label);
	print_message(file, table->reading);
	print_columns(file, table->columns);
	for (const glane_view *v = table->views; v != NULL && v->name != NULL; v++)
		print_message(file, v->label);
	for (const glane_figure *f = table->figures; f != NULL && f->name != NULL; f++)
		print_message(file, f->label);
}

static void print_plugin(const char *file, const glane_plugin *p)
{
	print_message(file, p->summary);
	for (const glane_option *o = p->options; o != NULL && o->name != NULL; o++)
		print_message(file, o->help);
	for (const glane_layer *l = p->layers; l != NULL && l->name != NULL; l++) {
		print_message(file, l->help);
		print_columns(file, l->columns);
	}
	for (const glane_table *t = p->tables; t != NULL && t->name != NULL; t++)
		print_table(file, t);
	for (const glane_sentence *s = p->method; s != NULL && s->text != NULL; s++)
		print_message(file, s->text);
}

int main(int argc, char **argv)
{
	int status = 0;

	for (int i = 1; i < argc; i++) {
		void *object = dlopen(argv[i], RTLD_NOW | RTLD_LOCAL);
		const glane_plugin *plugin = object != NULL ? dlsym(object, "glane_plugin_entry") : NULL;

		if (plugin == NULL) {
			fprintf(stderr, "%s\n", dlerror());
			status = 1;
		} else if (plugin->domain == NULL || strcmp(plugin->domain, PACKAGE) != 0) {
			fprintf(stderr, "%s: .domain = \"%s\" is missing: its texts would stay English\n",
				argv[i], PACKAGE);
			status = 1;
		} else {
			print_plugin(strrchr(argv[i], '/') != NULL ? strrchr(argv[i], '/') + 1 : argv[i], plugin);
		}
	}
	return status;
}
