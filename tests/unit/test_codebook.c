/* test_codebook.c - codebooks as XML and as tables: the same themes come of both, each entry knows its place, and the
 * schema for editors takes what is read. What is said about wrong ones is tests/wrong/codebook.test's. */
#define _GNU_SOURCE
#include <check.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "codebook/codebook.h"

/* ---- A host that holds one file -------------------------------------------------------------- */

static struct {
	glane_ctx ctx;			/* first: the interface hands it back */
	glane_bytes file;
	char said[8192];
	void *block[100000];
	size_t n_blocks;
} host_of;

static void say(const char *kind, glane_place at, const char *format, va_list list)
{
	size_t n = strlen(host_of.said), room = sizeof host_of.said;
	n += (size_t)snprintf(host_of.said + n, room - n, "%u:%u %s: ", at.line, at.column, kind);
	if (n < room)
		n += (size_t)vsnprintf(host_of.said + n, room - n, format, list);
	ck_assert_uint_lt(n + 1, room);
	strcpy(host_of.said + n, "\n");
}

static int host_fail(glane_ctx *c, int code, glane_place at, const char *format, ...)
{
	va_list list;
	(void)c;
	va_start(list, format);
	say("error", at, format, list);
	va_end(list);
	return code;
}

static void host_log(glane_ctx *c, int level, glane_place at, const char *format, ...)
{
	va_list list;
	(void)c;
	va_start(list, format);
	say(level == GLANE_WARNING ? "warning" : "note", at, format, list);
	va_end(list);
}

static void *host_alloc(glane_ctx *c, int life, size_t n)
{
	void *p = calloc(1, n ? n : 1);
	(void)c;
	(void)life;
	/* Not ck_assert: each writes into a pipe, which takes longer than the rest, millions of times. */
	if (!p || host_of.n_blocks >= sizeof host_of.block / sizeof *host_of.block)
		ck_abort_msg("no memory, or too many blocks");
	return host_of.block[host_of.n_blocks++] = p;
}

static void *host_grow(glane_ctx *c, int life, void *p, size_t n, size_t more)
{
	void *q = host_alloc(c, life, n + more);
	if (n)
		memcpy(q, p, n);
	return q;
}

static int host_file(glane_ctx *c, const char *path, glane_bytes *out)
{
	(void)c;
	(void)path;
	*out = host_of.file;
	return GLANE_OK;
}

static const glane_host host = {
	.size = sizeof host, .major = GLANE_MAJOR, .minor = GLANE_MINOR, .fail = host_fail, .log = host_log,
	.alloc = host_alloc, .grow = host_grow, .file = host_file,
};

static void forget(void)
{
	while (host_of.n_blocks)
		free(host_of.block[--host_of.n_blocks]);
}

static int read_bytes(const char *path, const void *p, size_t n, const codebook **out)
{
	/* A copy without a byte behind it, so that reading on is found. */
	unsigned char *copy = host_alloc(NULL, 0, n);
	if (n)
		memcpy(copy, p, n);
	host_of.ctx.host = &host;
	host_of.file = (glane_bytes){ copy, n };
	host_of.said[0] = 0;
	return codebook_read(&host_of.ctx, &(codebook_source){ path, "codebook", "", "" }, out);
}

static const codebook *read_good(const char *path, const char *text)
{
	const codebook *k;
	int code = read_bytes(path, text, strlen(text), &k);
	ck_assert_msg(!code, "%s: refused: %s", path, host_of.said);
	return k;
}

/* What is said about it; the codebook is refused. */
static const char *refused(const char *path, const char *text)
{
	const codebook *k;
	ck_assert_int_ne(read_bytes(path, text, strlen(text), &k), GLANE_OK);
	ck_assert_ptr_null(k);
	return host_of.said;
}

/* ---- A codebook in words --------------------------------------------------------------------- */

static void print_group(FILE *f, const codebook_group *g)
{
	fprintf(f, " [%u gap %u %s pos %s:", g->how, g->gap, g->exact ? "exact" : "any", g->pos ? g->pos : "-");
	for (uint32_t i = 0; i < g->n; i++)
		fprintf(f, " <%s>", g->entry[i].text);
	fputc(']', f);
}

static void print_rule(FILE *f, const codebook_rule *r)
{
	fprintf(f, "  rule %u lang %u negated %u unit %u within %u %s weight %g id %s", r->kind, r->language, r->negated,
	        r->unit, r->within, r->in_order ? "ordered" : "free", r->weight, r->id ? r->id : "-");
	for (uint32_t i = 0; i < r->n_groups; i++)
		print_group(f, &r->group[i]);
	fputc('\n', f);
}

/* All but names and places. */
static char *in_words(const codebook *k)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);
	fprintf(f, "languages %d %d unit %u %s titles <%s> <%s>\n", k->language[0], k->language[1], k->unit,
	        k->loose ? "loose" : "strict", k->title[0] ? k->title[0] : "-", k->title[1] ? k->title[1] : "-");
	for (uint32_t i = 0; i < k->n_themes; i++) {
		const codebook_theme *t = &k->theme[i];
		fprintf(f, "theme %s in %d colour %s unit %u %s threshold %g\n", t->code,
		        t->parent == GLANE_NONE ? -1 : (int)t->parent, t->colour ? t->colour : "-", t->unit,
		        t->codable ? "codable" : "heading", t->threshold);
		for (int l = 0; l < CODEBOOK_LANGUAGES; l++)
			fprintf(f, "  %d <%s> <%s> <%s>\n", l, t->label[l] ? t->label[l] : "-",
			        t->definition[l] ? t->definition[l] : "-", t->limit[l] ? t->limit[l] : "-");
		for (uint32_t e = 0; e < t->n_examples; e++)
			fprintf(f, "  example %u <%s>\n", t->example[e].language, t->example[e].text);
		for (uint32_t r = 0; r < t->n_rules; r++)
			print_rule(f, &t->rule[r]);
	}
	fclose(f);
	return text;
}

static const char xml_text_of_ours[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<codebook version=\"1\" languages=\"fr en\" unit=\"turn\" accents=\"loose\">\n"
	"  <title lang=\"fr\">Au jardin</title>\n"
	"  <note lang=\"fr\">Relu en mars.</note>\n"
	"  <list id=\"outil\" lang=\"fr\">bêche ; râteau</list>\n"
	"  <theme code=\"terre\" colour=\"#7a5c3d\" codable=\"no\">\n"
	"    <label lang=\"fr\">Le sol</label>\n"
	"    <label lang=\"en\">The soil</label>\n"
	"    <theme code=\"travail\" unit=\"sentence\" threshold=\"1.5\">\n"
	"      <label lang=\"fr\">Travailler la terre</label>\n"
	"      <definition lang=\"fr\">Gestes, fatigue &amp; saisons.</definition>\n"
	"      <limit lang=\"fr\">Exclut l'achat.</limit>\n"
	"      <example lang=\"fr\">J'ai bêché\n         tout le matin.</example>\n"
	"      <lemmas lang=\"fr\" pos=\"VERB NOUN\" gap=\"2\" case=\"exact\" id=\"gestes\">bêcher ; retourner un sol ; se pencher</lemmas>\n"
	"      <words lang=\"en\" negated=\"no\" weight=\"0.5\">dig* ; hand-tool</words>\n"
	"      <near lang=\"fr\" within=\"8\" order=\"yes\"><lemmas>prendre ; saisir</lemmas> <words>@outil ; pelle*</words></near>\n"
	"      <regex lang=\"fr\">\\b\\d+ ares?\\b</regex>\n"
	"      <not-in lang=\"fr\">terre à terre</not-in>\n"
	"      <not-with lang=\"fr\" unit=\"document\">mer</not-with>\n"
	"      <only-with lang=\"fr\">jardin</only-with>\n"
	"    </theme>\n"
	"  </theme>\n"
	"  <theme code=\"eau\">\n"
	"    <lemmas lang=\"fr\" negated=\"only\">arroser</lemmas>\n"
	"  </theme>\n"
	"</codebook>\n";

static const char csv_text_of_ours[] =
	"theme;parent;lang;rule;text;with;within;negated;weight;pos;gap;case;id;order;unit\n"
	";;;unit;turn;;;;;;;;;;\n"
	";;;accents;loose;;;;;;;;;;\n"
	";;;title.fr;Au jardin;;;;;;;;;;\n"
	";;fr;note;Relu en mars.;;;;;;;;;;\n"
	";;fr;list;bêche ; râteau;;;;;;;;outil;;\n"
	"terre;;;colour;#7a5c3d;;;;;;;;;;\n"
	"terre;;;codable;no;;;;;;;;;;\n"
	"terre;;;label.fr;Le sol;;;;;;;;;;\n"
	"terre;;;label.en;The soil;;;;;;;;;;\n"
	"travail;terre;;unit;sentence;;;;;;;;;;\n"
	"travail;;;threshold;1,5;;;;;;;;;;\n"
	"travail;;;label.fr;Travailler la terre;;;;;;;;;;\n"
	"travail;;fr;definition;Gestes, fatigue & saisons.;;;;;;;;;;\n"
	"travail;;fr;limit;Exclut l'achat.;;;;;;;;;;\n"
	"travail;;fr;example;\"J'ai bêché\ntout le matin.\";;;;;;;;;;\n"
	"travail;;fr;lemmas;\"bêcher;retourner un sol;se pencher\";;;;;VERB NOUN;2;exact;gestes;;\n"
	"travail;;en;words;dig* ; hand-tool;;;no;0,5;;;;;;\n"
	"travail;;fr;near;prendre ; saisir;words: @outil ; pelle*;8;;;;;;;yes;\n"
	"travail;;fr;regex;\\b\\d+ ares?\\b;;;;;;;;;;\n"
	"travail;;fr;not-in;terre à terre;;;;;;;;;;\n"
	"travail;;fr;not-with;mer;;;;;;;;;;document\n"
	"travail;;fr;only-with;jardin;;;;;;;;;;\n"
	"eau;;fr;lemmas;arroser;;;only;;;;;;;\n";

START_TEST(both_forms)
{
	char *xml = in_words(read_good("jardin.xml", xml_text_of_ours));
	ck_assert_str_eq(host_of.said, "");
	char *csv = in_words(read_good("jardin.csv", csv_text_of_ours));
	ck_assert_str_eq(host_of.said, "");
	ck_assert_str_eq(xml, csv);
	ck_assert_ptr_nonnull(strstr(xml, "theme travail in 0 colour - unit 1 codable threshold 1.5\n"));
	ck_assert_ptr_nonnull(strstr(xml, "theme eau in -1 "));
	ck_assert_ptr_nonnull(strstr(xml, "[1 gap 0 any pos -: <bêche> <râteau> <pelle*>]"));
	ck_assert_ptr_nonnull(strstr(xml, "example 0 <J'ai bêché tout le matin.>"));
	ck_assert_ptr_nonnull(strstr(xml, "<Gestes, fatigue & saisons.>"));
	free(xml);
	free(csv);
}
END_TEST

START_TEST(other_tables)
{
	char *semicolons = in_words(read_good("a.csv", csv_text_of_ours));
	/* With commas, as an English spreadsheet writes it, and with tabs; headings in French; a byte order mark. */
	static const char commas[] = "\xef\xbb\xbfThème,Langue,Règle,Texte,Poids\r\neau,fr,mots-clés,x,\r\n";
	ck_assert_ptr_nonnull(strstr(refused("a.csv", commas), "2:0 error: there is no rule \"mots-clés\""));
	char *x = in_words(read_good("a.csv", "Thème,Langue,Règle,Texte,Poids\r\neau,fr,words,\"pluie ; à l'eau\",0.5\r\n"));
	char *y = in_words(read_good("a.tsv", "theme\tlang\trule\ttext\tweight\neau\tfr\twords\tpluie ; à l'eau\t0,5\n"));
	char *z = in_words(read_good("a.csv", "Th\xe8me;Langue;R\xe8gle;Texte;Poids\r\n"
	                                      "eau;fr;words;pluie ; \xe0 l'eau;0,5\r\n"));
	ck_assert_str_eq(host_of.said, "1:0 note: read as Windows-1252, for it is not UTF-8: look at its accents, or "
	                               "save it as UTF-8\n");
	ck_assert_str_eq(x, y);
	ck_assert_str_eq(x, z);
	free(semicolons);
	free(x);
	free(y);
	free(z);
}
END_TEST

START_TEST(places)
{
	const codebook *k = read_good("k.xml",
		"<codebook version=\"1\" languages=\"fr\">\n"
		"\t<list id=\"l\">un ;\r\n"
		"\t\tdeux &amp; trois ; été<!-- non --> froid</list>\n"
		"\t<theme code=\"a\">\n"
		"\t\t<words>  œuf ; \xc2\xa0nœud\xc2\xa0rond ;\n"
		"\t\t  tôt ; <![CDATA[a < b]]> ; @l ; fin</words>\n"
		"\t\t<regex>\n"
		"\t\t  ^\\d+$ </regex>\n"
		"\t</theme>\n"
		"</codebook>\n");
	static const codebook_entry expected[] = { { "œuf", 5, 12 }, { "nœud rond", 5, 19 }, { "tôt", 6, 5 },
		{ "a < b", 6, 20 }, { "un", 2, 15 }, { "deux & trois", 3, 3 }, { "été froid", 3, 22 }, { "fin", 6, 36 } };
	const codebook_group *g = &k->theme[0].rule[0].group[0];
	ck_assert_str_eq(host_of.said, "");
	ck_assert_uint_eq(g->n, sizeof expected / sizeof *expected);
	for (uint32_t i = 0; i < g->n; i++) {
		ck_assert_str_eq(g->entry[i].text, expected[i].text);
		ck_assert_msg(g->entry[i].line == expected[i].line && g->entry[i].column == expected[i].column,
		              "%s stands at %u:%u", g->entry[i].text, g->entry[i].line, g->entry[i].column);
	}
	g = &k->theme[0].rule[1].group[0];
	ck_assert_str_eq(g->entry[0].text, "^\\d+$");
	ck_assert_uint_eq(g->entry[0].line, 8);
	ck_assert_uint_eq(g->entry[0].column, 5);
	ck_assert_str_eq(k->name, "k.xml");
}
END_TEST

START_TEST(places_in_tables)
{
	const codebook *k = read_good("dir/k.csv",
		"theme;lang;rule;text\n"
		"a;fr;words;\"un ; deux\ntrois\"\n"
		"a;fr;words;quatre\n");
	ck_assert_str_eq(k->name, "k.csv");
	ck_assert_uint_eq(k->theme[0].rule[0].group[0].entry[1].line, 2);
	ck_assert_uint_eq(k->theme[0].rule[0].group[0].entry[2].line, 3);
	ck_assert_uint_eq(k->theme[0].rule[0].group[0].entry[2].column, 0);
	ck_assert_uint_eq(k->theme[0].rule[1].group[0].entry[0].line, 4);
}
END_TEST

START_TEST(one_language)
{
	const codebook *k = read_good("k.xml", "<codebook version='1' languages='en'><theme code='a'><label>A</label>"
	                                       "<words>x</words></theme></codebook>");
	ck_assert(!k->language[CODEBOOK_FR] && k->language[CODEBOOK_EN]);
	ck_assert_uint_eq(k->theme[0].rule[0].language, CODEBOOK_EN);
	ck_assert_str_eq(k->theme[0].label[CODEBOOK_EN], "A");
	ck_assert_uint_eq(k->unit, UNIT_SENTENCE);
	ck_assert(!k->loose);
	ck_assert_double_eq(k->theme[0].threshold, 1);
}
END_TEST

/* All at once: one error doesn't hide the next. */
START_TEST(all_at_once)
{
	ck_assert_str_eq(refused("k.xml",
		"<codebook version=\"1\" languages=\"fr\">\n"
		"<theme code=\"Peur\">\n"
		"<mots>x</mots>\n"
		"<words poids=\"1\">a*b ; @nulle ; c, d</words>\n"
		"<regex>(un</regex>\n"
		"</theme>\n"
		"</codebook>\n"),
		"3:1 error: there is no element <mots>: did you mean <words>?\n"
		"4:8 error: <words> has no attribute poids: did you mean weight?\n"
		"2:14 error: code=\"Peur\": small letters without accents, digits, - and _ were expected: write \"peur\" (the "
		"label may say it in full)\n"
		"4:18 error: \"a*b\": a star stands at the beginning or at the end of a word, not inside of it\n"
		"4:24 error: there is no list @nulle: write <list id=\"nulle\"> … </list> before the themes\n"
		"4:33 warning: \"c, d\" is one entry, with a comma in it: entries are separated by \";\"\n"
		"5:11 error: a \"(\" is never closed: add the \")\", or write \\(\n");
}
END_TEST

/* Cut off anywhere, and with any byte changed, it is read or refused with a message, and nothing worse. */
START_TEST(damaged)
{
	const char *texts[] = { xml_text_of_ours, csv_text_of_ours };
	for (int form = 0; form < 2; form++) {
		const char *path = form ? "k.csv" : "k.xml";
		size_t n = strlen(texts[form]);
		char *copy = malloc(n);
		for (size_t i = 0; i < n; i++) {
			static const char bytes[] = "\0<>&\";*|\xc2\xff\n/";
			const codebook *k;
			int code = read_bytes(path, texts[form], i, &k);
			ck_assert((code == GLANE_OK) == (k != NULL) && (k || strstr(host_of.said, "error")));
			forget();
			memcpy(copy, texts[form], n);
			copy[i] = bytes[i % (sizeof bytes - 1)];
			code = read_bytes(path, copy, n, &k);
			ck_assert((code == GLANE_OK) == (k != NULL) && (k || strstr(host_of.said, "error")));
			forget();
		}
		free(copy);
	}
}
END_TEST

/* ---- The schema ------------------------------------------------------------------------------ */

static void quiet(void *user, xmlErrorPtr error)
{
	(void)user;
	(void)error;
}

static bool schema_takes(const char *text)
{
	const char *top = getenv("top_srcdir");
	char path[4096];
	snprintf(path, sizeof path, "%s/plugins/theme-coder/data/codebook.rng", top ? top : ".");
	xmlSetStructuredErrorFunc(NULL, quiet);
	xmlRelaxNGParserCtxtPtr p = xmlRelaxNGNewParserCtxt(path);
	xmlRelaxNGPtr schema = xmlRelaxNGParse(p);
	ck_assert_msg(schema != NULL, "%s can't be used", path);
	xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), "k.xml", NULL, XML_PARSE_NONET);
	ck_assert_ptr_nonnull(doc);
	xmlRelaxNGValidCtxtPtr v = xmlRelaxNGNewValidCtxt(schema);
	int wrong = xmlRelaxNGValidateDoc(v, doc);
	xmlRelaxNGFreeValidCtxt(v);
	xmlFreeDoc(doc);
	xmlRelaxNGFree(schema);
	xmlRelaxNGFreeParserCtxt(p);
	return !wrong;
}

/* What the schema refuses is refused; what stands in ours, it takes. */
START_TEST(schema)
{
	static const char *const wrong[] = {
		"<codebook languages='fr'><theme code='a'><words>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme><words>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='A'><words>x</words></theme></codebook>",
		"<codebook version='1' languages='de'><theme code='a'><words>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><words>x</words></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><mots>x</mots></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><words weight='2'>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><words weight='0'>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><words gap='11'>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><words pos='verb'>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><near within='5'><words>x</words></near></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><near><words>x</words><words>y</words></near></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a' threshold='0'><words>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a' colour='red'><words>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><theme code='a'><not-in unit='turn'>x</not-in></theme></codebook>",
		"<codebook version='1' languages='fr'>x<theme code='a'><words>x</words></theme></codebook>",
		"<codebook version='1' languages='fr'><title>t</title></codebook>",
	};
	ck_assert(schema_takes(xml_text_of_ours));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		ck_assert_msg(!schema_takes(wrong[i]), "the schema takes %s", wrong[i]);
		refused("k.xml", wrong[i]);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("codebook");
	TCase *t = tcase_create("codebook");
	tcase_add_checked_fixture(t, NULL, forget);
	tcase_add_test(t, both_forms);
	tcase_add_test(t, other_tables);
	tcase_add_test(t, places);
	tcase_add_test(t, places_in_tables);
	tcase_add_test(t, one_language);
	tcase_add_test(t, all_at_once);
	tcase_add_test(t, damaged);
	tcase_add_test(t, schema);
	suite_add_tcase(s, t);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	int failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
