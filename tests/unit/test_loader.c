/* The loader: which files are trusted, what is found where, what is wrong in a descriptor. Whole
 * plugins are loaded by the tests in tests/plugins. */
#include <config.h>
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "file.h"
#include "language.h"
#include "loader.h"

static arena *in;
static messages *m;
static char folder[64];

static const char *below(const char *name)
{
	return arena_print(in, "%s/%s", folder, name);
}

static void touch(const char *name)
{
	const char *path = below(name);
	ck_assert(path_make_folders(path_folder(in, path)));
	FILE *f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs("not a plugin\n", f);
	ck_assert_int_eq(fclose(f), 0);
	ck_assert_int_eq(chmod(path, 0644), 0);
}

static void setup(void)
{
	setenv("LANGUAGE", "en", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("GLANE_PLUGIN_PATH");
	unsetenv("XDG_DATA_HOME");
	umask(022);
	language_init();
	in = arena_new();
	m = messages_new(in);
	strcpy(folder, "/tmp/glane-loader-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	setenv("HOME", folder, 1);
}

static void teardown(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	path_remove_all(folder);
	arena_free(in);
}

static const char *said(void)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	messages_print(m, f);
	fclose(f);
	const char *copy = arena_string(in, text);
	free(text);
	return copy;
}

static void says(const char *what)
{
	const char *text = said();
	ck_assert_msg(strstr(text, what) != NULL, "expected \"%s\", got \"%s\"", what, text);
}

static loader *of_folders(uint32_t n, const char *const *name)
{
	const char *path[4];
	for (uint32_t i = 0; i < n; i++)
		path[i] = below(name[i]);
	return loader_new(in, n, path);
}

static loader *of_folder(const char *name)
{
	return of_folders(1, &name);
}

/* ---- What is found --------------------------------------------------------------------------- */

START_TEST(first_folder_wins)
{
	touch("a/one.so");
	touch("b/one.so");
	touch("b/two.so");
	touch("b/Two.so");
	touch("b/three.txt");
	touch("b/.so");
	loader *l = of_folders(2, (const char *const[]){ "a", "b" });
	ck_assert_str_eq(loader_path(l, "one"), below("a/one.so"));
	ck_assert_str_eq(loader_path(l, "two"), below("b/two.so"));
	ck_assert_ptr_null(loader_path(l, "three"));
	ck_assert_ptr_null(loader_path(l, "../a/one"));
	ck_assert_ptr_null(loader_path(l, "Two"));
	ck_assert_ptr_null(loader_path(l, ""));
	uint32_t n, ours = 0;
	const char *const *name = loader_names(l, &n);
	for (uint32_t i = 0; i < n; i++) {
		ours += !strcmp(name[i], "one") || !strcmp(name[i], "two");
		ck_assert(!i || strcmp(name[i - 1], name[i]) < 0);
		ck_assert_str_ne(name[i], "Two");
	}
	ck_assert_uint_eq(ours, 2);
}
END_TEST

START_TEST(typed_folder_is_resolved_at_once)
{
	touch("a/one.so");
	ck_assert_int_eq(chdir(folder), 0);
	const char *name = "a";
	loader *l = loader_new(in, 1, &name);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_str_eq(loader_path(l, "one"), below("a/one.so"));
}
END_TEST

START_TEST(environment_is_absolute)
{
	touch("a/one.so");
	touch("b/two.so");
	ck_assert_int_eq(chdir(folder), 0);
	setenv("GLANE_PLUGIN_PATH", arena_print(in, "a:%s:", below("b")), 1);
	loader *l = loader_new(in, 0, NULL);
	ck_assert_ptr_null(loader_path(l, "one"));
	ck_assert_str_eq(loader_path(l, "two"), below("b/two.so"));
}
END_TEST

START_TEST(user_folder)
{
	touch(".local/share/glane/" GLANE_PLUGIN_FOLDER "/one.so");
	touch("data/glane/" GLANE_PLUGIN_FOLDER "/two.so");
	ck_assert_ptr_nonnull(loader_path(loader_new(in, 0, NULL), "one"));
	setenv("XDG_DATA_HOME", below("data"), 1);
	loader *l = loader_new(in, 0, NULL);
	ck_assert_ptr_null(loader_path(l, "one"));
	ck_assert_ptr_nonnull(loader_path(l, "two"));
}
END_TEST

START_TEST(near_miss)
{
	touch("a/tokenize-greek.so");
	loader *l = of_folder("a");
	ck_assert_ptr_null(loader_get(l, "tokenise-greek", m, (place){ "study.xml", 8, 3 }));
	const char *text = said();
	ck_assert_ptr_nonnull(strstr(text, "study.xml:8:3: error: there is no plugin "
	                                   "\"tokenise-greek\""));
	ck_assert_ptr_nonnull(strstr(text, "did you mean \"tokenize-greek\"?"));
	ck_assert_ptr_null(loader_get(l, "qqqqqqqqqqqqqqqq", m, NOWHERE));
	text = said();
	ck_assert_ptr_nonnull(strstr(text, "looked for in"));
	ck_assert_ptr_nonnull(strstr(text, below("a")));
}
END_TEST

/* ---- Trust ----------------------------------------------------------------------------------- */

static void refused(const char *name, const char *why)
{
	ck_assert_ptr_null(loader_open(of_folder("a"), below(name), m));
	says(why);
}

/* What is trusted is looked at, and turns out to be no plugin. */
static void looked_at(const char *name)
{
	refused(name, "is not a shared object");
}

START_TEST(trust_of_file)
{
	touch("a/one.so");
	looked_at("a/one.so");
	ck_assert_int_eq(chmod(below("a/one.so"), 0646), 0);
	refused("a/one.so", "everybody may write to");
	ck_assert_int_eq(chmod(below("a/one.so"), 0644), 0);
	ck_assert_int_eq(mkdir(below("a/two.so"), 0755), 0);
	refused("a/two.so", "is not a regular file");
	refused("a/none.so", "it isn't there");
}
END_TEST

START_TEST(trust_of_folders)
{
	touch("x/a/one.so");
	ck_assert_int_eq(chmod(below("x/a"), 0757), 0);
	refused("x/a/one.so", "/x/a: take that away (chmod o-w)");
	/* Sticky helps a folder that is passed, not the one that holds plugins. */
	ck_assert_int_eq(chmod(below("x/a"), 01777), 0);
	refused("x/a/one.so", "everybody may write to");
	ck_assert_int_eq(chmod(below("x/a"), 0755), 0);
	ck_assert_int_eq(chmod(below("x"), 0777), 0);
	refused("x/a/one.so", "/x: take that away");
	ck_assert_int_eq(chmod(below("x"), 01777), 0);
	looked_at("x/a/one.so");
}
END_TEST

START_TEST(trust_of_links)
{
	touch("x/real.so");
	touch("a/one.so");
	ck_assert_int_eq(symlink("../x/real.so", below("a/link.so")), 0);
	looked_at("a/link.so");
	/* The target counts, and the folder that the link leads through. */
	ck_assert_int_eq(chmod(below("x"), 0777), 0);
	refused("a/link.so", "/x: take that away");
	ck_assert_int_eq(chmod(below("x"), 0755), 0);
	ck_assert_int_eq(symlink(below("x"), below("y")), 0);
	looked_at("y/real.so");
	ck_assert_int_eq(chmod(below("x"), 0777), 0);
	refused("y/real.so", "/x: take that away");
	ck_assert_int_eq(symlink("loop.so", below("a/loop.so")), 0);
	refused("a/loop.so", "a/loop.so");
}
END_TEST

START_TEST(trust_of_owners)
{
	touch("a/one.so");
	if (chown(below("a/one.so"), 12345, 12345))
		return;	/* only root can give files away */
	refused("a/one.so", "belongs to 12345");
	ck_assert_int_eq(chown(below("a/one.so"), 0, 12345), 0);
	ck_assert_int_eq(chmod(below("a/one.so"), 0664), 0);
	refused("a/one.so", "the members of the group 12345 may write");
	ck_assert_int_eq(chmod(below("a/one.so"), 0644), 0);
	looked_at("a/one.so");
	ck_assert_int_eq(chown(below("a"), 12345, 0), 0);
	refused("a/one.so", "belongs to 12345");
	ck_assert_int_eq(chown(below("a"), 0, 0), 0);
}
END_TEST

/* ---- Descriptors ----------------------------------------------------------------------------- */

typedef struct { bool yes; int64_t least; double factor; const char *word; int how;
        const char *of; } config;
typedef struct { glane_scope token, unit; const glane_sym *form; glane_str lang;
        const glane_grid *table; } input;
typedef struct { glane_span *span; glane_sym *kind; uint32_t *token; } made;
typedef struct { glane_sym form, group; int64_t tokens, passages, speakers; double share; } row;

/* A descriptor in which everything is there and right, in memory that can be spoiled. */
static struct {
	glane_option option[7];
	glane_need need[6];
	glane_column cell[3], column[7];
	glane_layer layer[2];
	glane_variable variable[2];
	glane_view view[2];
	glane_figure figure[2];
	glane_table table[2];
	glane_plugin p;
} d;

static int nothing(glane_ctx *ctx, const glane_doc *doc)
{
	(void)ctx, (void)doc;
	return GLANE_OK;
}

static int report(glane_ctx *ctx)
{
	(void)ctx;
	return GLANE_OK;
}

static int merge(glane_ctx *ctx, const void *from)
{
	(void)ctx, (void)from;
	return GLANE_OK;
}

static int stream(glane_ctx *ctx, glane_io *io)
{
	(void)ctx, (void)io;
	return GLANE_OK;
}

static int edit(glane_ctx *ctx, glane_draft *draft)
{
	(void)ctx, (void)draft;
	return GLANE_OK;
}

static int read_one(glane_ctx *ctx, const glane_planned *item, glane_draft *draft)
{
	(void)ctx, (void)item, (void)draft;
	return GLANE_OK;
}

static void right(void)
{
	memset(&d, 0, sizeof d);
	d.option[0] = (glane_option)GLANE_OPT_BOOL(config, yes, "yes", "no", "Yes");
	d.option[1] = (glane_option)GLANE_OPT_INT(config, least, "least", "3", 1, 10, "Least");
	d.option[2] = (glane_option)GLANE_OPT_REAL(config, factor, "factor", "0.5", 0, 1, "Factor");
	d.option[3] = (glane_option)GLANE_OPT_TEXT(config, word, "word", "", "Word");
	d.option[4] = (glane_option)GLANE_OPT_CHOICE(config, how, "how", "all", "all|some", "How");
	d.option[5] = (glane_option)GLANE_OPT_REF(config, of, "of", "table:frequencies.forms",
	                                          "table", "Of what");
	d.need[0] = (glane_need)GLANE_NEED_KEPT(input, token, "token");
	d.need[1] = (glane_need)GLANE_NEED(input, unit, "unit");
	d.need[2] = (glane_need)GLANE_NEED(input, form, "token.form?");
	d.need[3] = (glane_need)GLANE_NEED(input, lang, "var:lang");
	d.need[4] = (glane_need)GLANE_NEED(input, table, "@of");
	d.cell[0] = (glane_column)GLANE_COLUMN(made, kind, "kind", "Kind");
	d.cell[1] = (glane_column)GLANE_COLUMN_ROW(made, token, "token", "token", "Token");
	d.layer[0] = (glane_layer)GLANE_LAYER(made, "test:made", GLANE_MAKES, d.cell, "Made");
	d.variable[0] = (glane_variable){ "mood", GLANE_NOMINAL, { NULL, 0 } };
	d.column[0] = (glane_column)GLANE_COL_KEY(row, form, "form", "Form");
	d.column[1] = (glane_column)GLANE_COL_KEY(row, group, "group", "Group");
	d.column[2] = (glane_column)GLANE_COL_COUNT(row, tokens, "tokens", "tokens", "Tokens");
	d.column[3] = (glane_column)GLANE_COL_PASSAGES(row, passages, "passages", "tokens",
	                                               "Passages");
	d.column[4] = (glane_column)GLANE_COL_SPEAKERS(row, speakers, "speakers", "Speakers");
	d.column[5] = (glane_column)GLANE_COL_VALUE(row, share, "share", "%", 1, "Share");
	d.view[0] = (glane_view){ "by-group", "form", "group", "tokens", "By group" };
	d.figure[0] = (glane_figure){ "bars", "bars", "by-group", "x=form y=tokens", "Bars" };
	d.table[0] = (glane_table){ "forms", GLANE_COUNTED, d.column, sizeof(row), "group -tokens",
	        d.view, d.figure,
	                            "Forms", "{speakers} say {form}" };
	d.p = (glane_plugin){ GLANE_HEAD, .name = "test", .version = "1", .license = "MIT",
	        .summary = "Tests",
		.languages = "fr en", .units = "sentence segment", .options = d.option,
		.needs = d.need, .layers = d.layer,
		.variables = d.variable, .tables = d.table, .config_size = sizeof(config),
		.input_size = sizeof(input),
		.process = nothing, .report = report };
}

static void wrong(const char *what)
{
	ck_assert_msg(!descriptor_check(in, &d.p, "test.so", m), "not refused: %s", what);
	says(what);
	right();
}

/* Spoils one thing of the right descriptor, and expects the message. */
#define SPOIL(what, ...) do { __VA_ARGS__; wrong(what); } while (0)

START_TEST(right_descriptor)
{
	right();
	ck_assert_msg(descriptor_check(in, &d.p, "test.so", m), "%s", said());
}
END_TEST

START_TEST(wrong_head)
{
	right();
	SPOIL("the name \"Test\"", d.p.name = "Test");
	SPOIL("the name \"\"", d.p.name = NULL);
	SPOIL("no .version", d.p.version = "");
	SPOIL("no .license", d.p.license = NULL);
	SPOIL("no .summary", d.p.summary = "two\nlines");
	SPOIL("\"french\" in .languages", d.p.languages = "fr french");
	SPOIL(".languages is empty", d.p.languages = " ");
	SPOIL("\"paragraph\" in .units", d.p.units = "paragraph");
}
END_TEST

START_TEST(wrong_role)
{
	right();
	SPOIL("the plugin does nothing", d.p = (glane_plugin){ GLANE_HEAD, .name = "t",
	        .version = "1", .license = "MIT",
	                                                       .summary = "s" });
	SPOIL("more than one role", d.p.edit = edit);
	SPOIL("a reader needs both", d.p.read = read_one);
	SPOIL("needs .merge, .save, .load", d.p.state_size = 8);
	SPOIL("a .state_version of at least 1", d.p.state_size = 8; d.p.merge = merge;
	      d.p.save = d.p.load = stream);
	SPOIL(".state_size is 0", d.p.merge = merge);
	SPOIL("GLANE_REPORTED is filled by .report", d.table[0].how = GLANE_REPORTED;
	      d.p.report = NULL);
	SPOIL("GLANE_COUNTED is filled by .process", d.p.process = NULL);
	SPOIL("labelled by .report", d.layer[0].how = GLANE_LABELS; d.p.report = NULL);
	SPOIL(".releases_text is said of writers", d.p.releases_text = true);
	SPOIL("variable \"Mood\"", d.variable[0].name = "Mood");
	SPOIL("variable \"mood\" has no type", d.variable[0].type = GLANE_SYM);
}
END_TEST

START_TEST(wrong_options)
{
	right();
	SPOIL("option \"Least\": a name", d.option[1].name = "Least");
	SPOIL("option \"where\": this attribute is glane's own", d.option[1].name = "where");
	SPOIL("option \"yes\" is there twice", d.option[1].name = "yes");
	SPOIL("the default 11 is not between 1 and 10", d.option[1].initial = "11");
	SPOIL("the default \"many\" is no number", d.option[1].initial = "many");
	SPOIL("the default \"1.5\" is no number", d.option[1].initial = "1.5");
	SPOIL("minimum 10 is above its maximum 1", d.option[1].min = 10; d.option[1].max = 1);
	SPOIL("the default \"maybe\" is neither yes nor no", d.option[0].initial = "maybe");
	SPOIL("the default \"few\" is none of its choices all|some", d.option[4].initial = "few");
	SPOIL("has no choices", d.option[4].choices = NULL);
	SPOIL("has an empty choice", d.option[4].choices = "all||some");
	SPOIL("not to \"layer\"", d.option[5].choices = "layer");
	SPOIL("has choices but is no choice", d.option[3].choices = "a|b");
	SPOIL("has no help", d.option[2].help = NULL);
	SPOIL("unknown type 99", d.option[3].type = 99);
	SPOIL("ends at byte 48 of its struct, but .config_size is 40", d.p.config_size = 40);
	SPOIL("option \"least\" and option \"factor\" share bytes",
	      d.option[2].offset = d.option[1].offset);
	SPOIL("where no such field can begin", d.option[2].offset = d.option[2].offset + 4);
}
END_TEST

START_TEST(wrong_needs)
{
	right();
	SPOIL("\"tokens\" is neither a layer of the vocabulary", d.need[0].what = "tokens");
	SPOIL("neither a layer of the vocabulary", d.need[0].what = "vendor:");
	SPOIL("in the vocabulary token.form is glane_sym *, the field is double *",
	      d.need[2].type = GLANE_REAL);
	SPOIL("is no name of a column", d.need[2].what = "token.");
	SPOIL("a column is had as", d.need[0].what = "token.form");
	SPOIL("a layer is had as glane_rows or glane_scope", d.need[2].what = "token");
	SPOIL("a variable is had as glane_str", d.need[2].what = "var:lang");
	SPOIL(".units says which units there are", d.p.units = NULL);
	SPOIL("no option \"from\"", d.need[4].what = "@from");
	SPOIL("the option refers to var, which can't be had", d.option[5].choices = "var";
	      d.option[5].initial = "var:x");
	SPOIL("a table is named table:STAGE.TABLE", d.need[4].what = "table:frequencies");
	SPOIL("only layers and columns can be kept", d.need[3].keep = true);
	SPOIL("but .input_size is 16", d.p.input_size = 16);
	SPOIL("share bytes", d.need[3].offset = d.need[2].offset);
	SPOIL("unknown type 77", d.need[0].type = 77);
	SPOIL("a filter comes before all steps", d.p.process = NULL; d.p.report = NULL;
	      d.p.edit = edit);
}
END_TEST

START_TEST(wrong_layers)
{
	right();
	SPOIL("layer \"made\" is neither", d.layer[0].name = "made");
	SPOIL("layer \"var:made\" is neither", d.layer[0].name = "var:made");
	SPOIL("not 9", d.layer[0].how = 9);
	SPOIL("only a reader says GLANE_MAY_MAKE", d.layer[0].how = GLANE_MAY_MAKE);
	SPOIL("nothing is added without columns", d.layer[0].how = GLANE_ADDS;
	      d.layer[0].columns = NULL);
	SPOIL("column \"test:made.Kind\": a name", d.cell[0].name = "Kind");
	SPOIL("column \"test:made.token\" is there twice", d.cell[0].name = "token");
	SPOIL("points into \"tokens\", which is no layer", d.cell[1].unit = "tokens");
	SPOIL("glane fills this column itself", d.layer[0].name = "note";
	      d.cell[0].name = "origin");
	SPOIL("in the vocabulary token.form is glane_sym *", d.layer[0].name = "token";
	      d.cell[0].name = "form";
	      d.cell[0].type = GLANE_INT);
	SPOIL("share bytes", d.cell[0].offset = d.layer[0].span);
	SPOIL("has no label", d.cell[0].label = "");
}
END_TEST

START_TEST(wrong_tables)
{
	right();
	SPOIL("the order names \"theme\"", d.table[0].order = "group -theme");
	SPOIL("view \"by-group\" names \"theme\"", d.view[0].rows = "theme");
	SPOIL("which is no key", d.view[0].columns = "tokens");
	SPOIL("which is a key", d.view[0].cell = "group");
	SPOIL("the same key for rows and columns", d.view[0].columns = "form");
	SPOIL("unknown kind \"pie\"", d.figure[0].kind = "pie");
	SPOIL("\"y=count\" should be what=column", d.figure[0].map = "x=form y=count");
	SPOIL("is drawn from the view \"by-theme\"", d.figure[0].from = "by-theme");
	SPOIL("names {people}", d.table[0].reading = "{people} say {form}");
	SPOIL("needs a column GLANE_COL_SPEAKERS", d.column[4].role = GLANE_COUNT;
	      d.column[4].unit = "x");
	SPOIL("has no key", d.column[0].role = GLANE_LABEL; d.column[1] = d.column[0];
	      d.column[1].name = "g");
	SPOIL("counts, but doesn't say what", d.column[2].unit = NULL);
	SPOIL("a role and a type that don't go together", d.column[2].type = GLANE_REAL);
	SPOIL("12 decimals", d.column[5].decimals = 12);
	SPOIL("the size of table \"forms\" is 8", d.table[0].size = 8);
	SPOIL("share bytes", d.column[3].offset = d.column[2].offset);
	SPOIL("neither GLANE_COUNTED nor GLANE_REPORTED", d.table[0].how = 0);
	SPOIL("column \"form\" is there twice", d.column[2].name = "form");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("loader");
	TCase *found = tcase_create("found"), *trust = tcase_create("trust"),
	        *descriptor = tcase_create("descriptor");
	tcase_add_checked_fixture(found, setup, teardown);
	tcase_add_test(found, first_folder_wins);
	tcase_add_test(found, typed_folder_is_resolved_at_once);
	tcase_add_test(found, environment_is_absolute);
	tcase_add_test(found, user_folder);
	tcase_add_test(found, near_miss);
	tcase_add_checked_fixture(trust, setup, teardown);
	tcase_add_test(trust, trust_of_file);
	tcase_add_test(trust, trust_of_folders);
	tcase_add_test(trust, trust_of_links);
	tcase_add_test(trust, trust_of_owners);
	tcase_add_checked_fixture(descriptor, setup, teardown);
	tcase_add_test(descriptor, right_descriptor);
	tcase_add_test(descriptor, wrong_head);
	tcase_add_test(descriptor, wrong_role);
	tcase_add_test(descriptor, wrong_options);
	tcase_add_test(descriptor, wrong_needs);
	tcase_add_test(descriptor, wrong_layers);
	tcase_add_test(descriptor, wrong_tables);
	suite_add_tcase(s, found);
	suite_add_tcase(s, trust);
	suite_add_tcase(s, descriptor);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
