/* write-odt: the study as a text document, to be gone on with in LibreOffice or Word.
 *
 * The text grows first, with the styles that it needs and its headings; then the parts of the archive are put together. */
#include "odt.h"
#include <string.h>

static const glane_option options[] = {
	GLANE_OPT_INT(config, rows, "rows", "12", 1, 1000, "Rows shown of a table, at most; each group has its share"),
	GLANE_OPT_CHOICE(config, passages, "passages", "quoted", "quoted|none",
	                 "Passages in the document: quoted (those that were chosen as telling) or none"),
	GLANE_OPT_PATH(config, styles, "styles", "plugins/write-odt/data/styles.xml", "Styles of the document, a styles.xml of ODF"),
	GLANE_LAST
};

static int create(glane_ctx *ctx, void **self)
{
	const config *c = ctx->config;
	glane_bytes *styles = ctx->host->alloc(ctx, GLANE_RUN, sizeof *styles);
	*self = styles;
	return ctx->host->file(ctx, c->styles, styles);
}

/* ---- What is where ------------------------------------------------------------------------------ */

/* The questions that tables answer, in the order of reading; the last one is of plugins that name none of them. */
enum { TOPICS = 12 };
typedef struct { const char *name, *question; } topic;

static void name_topics(const odt *o, topic *out)
{
	const topic all[TOPICS] = {
		{ "themes", translate(o, "What do people speak of?") },
		{ "sentiment", translate(o, "In which tone?") },
		{ "words", translate(o, "In which words, and who says them?") },
		{ "associations", translate(o, "Which words go together?") },
		{ "classes", translate(o, "Which worlds of words are there?") },
		{ "maps", translate(o, "Who is near to whom, and what to what?") },
		{ "quotations", translate(o, "What do they say, word for word?") },
		{ "survey", translate(o, "What do they answer to the questionnaire?") },
		{ "course", translate(o, "When is it said, from beginning to end?") },
		{ "agreement", translate(o, "Do those who coded agree?") },
		{ "corpus", translate(o, "How were the words read?") },
		{ "", translate(o, "What else was found") },
	};
	memcpy(out, all, sizeof all);
}

static uint32_t topic_of(const topic *t, const glane_grid *g)
{
	uint32_t i = 0;
	while (i < TOPICS - 1 && (!g->topic || strcmp(t[i].name, g->topic)))
		i++;
	return i;
}

static bool is_core(const glane_grid *g)
{
	return !strcmp(g->stage, "core");
}

static const glane_figure *quotes_of(const odt *o, const glane_grid *g)
{
	for (const glane_figure *f = g->def->figures; f && f->name && o->config->passages == QUOTED; f++)
		if (!strcmp(f->kind, "quotes"))
			return f;
	return NULL;
}

/* What people look up rather than read: it is in the tables. */
static bool for_reading(const odt *o, const glane_grid *g)
{
	return quotes_of(o, g) || !(g->def->how & (GLANE_CHECK | GLANE_PERSONAL));
}

static void leave_out(odt *o, const glane_grid *g)
{
	o->left_out = join(o, o->left_out, *o->left_out ? " · " : "", grids_title(o, g));
}

/* ---- Sections ------------------------------------------------------------------------------------- */

static void write_grid(odt *o, const glane_grid *g)
{
	const glane_figure *quotes = quotes_of(o, g);
	text_heading(o, 2, grids_title(o, g));
	if (quotes) {
		quotes_write(o, g, quotes);
		return;
	}
	for (const glane_figure *f = g->def->figures; f && f->name; f++)
		pictures_write(o, g, f);
	grids_write(o, g);
}

static void write_findings(odt *o)
{
	topic topics[TOPICS];
	name_topics(o, topics);
	for (uint32_t t = 0; t < TOPICS; t++) {
		bool begun = false;
		for (uint32_t i = 0; i < o->n_tables; i++) {
			const glane_grid *g = o->table[i];
			if (is_core(g) || topic_of(topics, g) != t || !g->n)
				continue;
			if (!for_reading(o, g)) {
				leave_out(o, g);
				continue;
			}
			if (!begun)
				text_heading(o, 1, topics[t].question);
			begun = true;
			write_grid(o, g);
		}
	}
}

static const glane_grid *core_table(const odt *o, const char *name)
{
	for (uint32_t i = 0; i < o->n_tables; i++)
		if (is_core(o->table[i]) && !strcmp(o->table[i]->def->name, name))
			return o->table[i];
	return NULL;
}

static void write_studied(odt *o)
{
	const glane_grid *documents = core_table(o, "documents"), *variables = core_table(o, "variables");
	text_heading(o, 1, translate(o, "What was studied"));
	if (documents)
		text_paragraph(o, "Text_20_body", sentence(o, translate(o, "Documents: {n}."), "{n}", number(o, documents->n), NULL));
	if (variables && variables->n)
		grids_write(o, variables);
}

static void write_head(odt *o)
{
	const char *title = *o->study->title ? o->study->title : o->study->study;
	text_paragraph(o, "Title", title);
	text_paragraph(o, "Subtitle", o->study->study);
	text_paragraph(o, "Banner", o->public ?
		translate(o, "For the public: small numbers are suppressed, and so is what would tell who said something.") :
		translate(o, "For the team only: this report contains identifiable speech. Whoever passes it on passes on what people said in "
		             "confidence."));
}

/* ---- Parts of the archive -------------------------------------------------------------------------- */

#define NAMES \
	" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"" \
	" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"" \
	" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"" \
	" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"" \
	" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"" \
	" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"" \
	" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"" \
	" xmlns:xlink=\"http://www.w3.org/1999/xlink\"" \
	" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"" \
	" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"" \
	" xmlns:ooow=\"http://openoffice.org/2004/writer\"" \
	" office:version=\"1.3\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void raw(odt *o, markup *m, const char *xml)
{
	markup_raw(o, m, (glane_bytes){ (const unsigned char *)xml, strlen(xml) });
}

/* Looks of tables and pictures, which no style of the document's own has. */
static const char common_styles[] =
	"<style:style style:name=\"Glane_20_Table\" style:family=\"table\"><style:table-properties style:width=\"170mm\" table:align=\"margins\""
	" fo:margin-bottom=\"2mm\" style:may-break-between-rows=\"true\"/></style:style>"
	"<style:style style:name=\"Glane_20_Row\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>"
	"<style:style style:name=\"Glane_20_Heading\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.8mm\""
	" fo:border-top=\"0.75pt solid #000000\" fo:border-bottom=\"0.5pt solid #000000\" fo:border-left=\"none\" fo:border-right=\"none\""
	" style:vertical-align=\"bottom\"/></style:style>"
	"<style:style style:name=\"Glane_20_Cell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.8mm\""
	" fo:border-bottom=\"0.25pt solid #bbbbbb\" fo:border-top=\"none\" fo:border-left=\"none\" fo:border-right=\"none\"/></style:style>"
	"<style:style style:name=\"Glane_20_Picture\" style:family=\"graphic\"><style:graphic-properties style:vertical-pos=\"middle\""
	" style:vertical-rel=\"text\"/></style:style>";

static glane_bytes content(odt *o)
{
	markup m;
	glane_bytes text = markup_end(o, &o->text), styles = markup_end(o, &o->styles);
	markup_begin(o, &m);
	raw(o, &m, XML "<office:document-content" NAMES "><office:automatic-styles>");
	raw(o, &m, common_styles);
	markup_raw(o, &m, styles);
	raw(o, &m, "</office:automatic-styles>\n<office:body><office:text>"
	    "<text:sequence-decls><text:sequence-decl text:display-outline-level=\"0\" text:name=\"Table\"/>"
	    "<text:sequence-decl text:display-outline-level=\"0\" text:name=\"Figure\"/></text:sequence-decls>\n");
	const unsigned char *body = text.p;
	size_t head = 0;
	/* The contents come after the head, which ends with the first heading. */
	while (head + 7 < text.n && memcmp(body + head, "<text:h", 7))
		head++;
	markup_raw(o, &m, (glane_bytes){ body, head });
	text_contents(o, &m);
	markup_raw(o, &m, (glane_bytes){ body + head, text.n - head });
	raw(o, &m, "</office:text></office:body></office:document-content>\n");
	return markup_end(o, &m);
}

static const char *language(const odt *o)
{
	return o->study->language && *o->study->language ? o->study->language : "en";
}

static glane_bytes meta(odt *o)
{
	markup m;
	markup_begin(o, &m);
	raw(o, &m, XML "<office:document-meta" NAMES "><office:meta><meta:generator>glane</meta:generator>");
	markup_open(o, &m, "dc:title");
	markup_text(o, &m, str(*o->study->title ? o->study->title : o->study->study));
	markup_close(o, &m);
	markup_open(o, &m, "dc:language");
	markup_text(o, &m, str(language(o)));
	markup_close(o, &m);
	raw(o, &m, "</office:meta></office:document-meta>\n");
	return markup_end(o, &m);
}

/* The file of styles, with {language} and {country} put in. */
static glane_bytes styles(odt *o)
{
	const glane_bytes *file = o->ctx->self;
	char *copy = o->h->alloc(o->ctx, GLANE_SCRATCH, file->n + 1);
	memcpy(copy, file->p, file->n);
	const char *text = sentence(o, copy, "{language}", language(o), "{country}", o->french ? "FR" : "GB",
	                            NULL);
	return (glane_bytes){ (const unsigned char *)text, strlen(text) };
}

static glane_bytes manifest(odt *o, uint32_t n, const part *parts)
{
	markup m;
	markup_begin(o, &m);
	raw(o, &m, XML "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">"
	    "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\""
	    " manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>");
	for (uint32_t i = 0; i < n; i++) {
		markup_open(o, &m, "manifest:file-entry");
		markup_attr(o, &m, "manifest:full-path", parts[i].name);
		markup_attr(o, &m, "manifest:media-type", parts[i].type);
		markup_close(o, &m);
	}
	raw(o, &m, "</manifest:manifest>\n");
	return markup_end(o, &m);
}

static int finish(odt *o)
{
	static const char type[] = "application/vnd.oasis.opendocument.text";
	enum { FIRST = 4 };
	uint32_t n = o->n_parts + FIRST + 1;
	part *all = o->h->alloc(o->ctx, GLANE_SCRATCH, n * sizeof *all);
	all[0] = (part){ "mimetype", "", { (const unsigned char *)type, sizeof type - 1 } };
	all[1] = (part){ "content.xml", "text/xml", content(o) };
	all[2] = (part){ "styles.xml", "text/xml", styles(o) };
	all[3] = (part){ "meta.xml", "text/xml", meta(o) };
	if (o->n_parts)
		memcpy(all + FIRST, o->part, o->n_parts * sizeof *all);
	all[n - 1] = (part){ "META-INF/manifest.xml", "text/xml", manifest(o, n - 2, all + 1) };
	if (o->failed)
		return o->h->fail(o->ctx, GLANE_EIO, glane_here(), "no memory is left to write the text document");
	return package_write(o, o->h->output(o->ctx, o->ctx->to && *o->ctx->to ? o->ctx->to : "report.odt"), n, all);
}

static int render(glane_ctx *ctx)
{
	odt *o = ctx->host->alloc(ctx, GLANE_SCRATCH, sizeof *o);
	*o = (odt){ .ctx = ctx, .h = ctx->host, .config = ctx->config, .study = ctx->host->study(ctx), .left_out = "" };
	o->french = say_french(o->study->language);
	o->public = o->study->audience && !strcmp(o->study->audience, "public");
	o->table = o->h->tables(ctx, &o->n_tables);
	markup_begin(o, &o->text);
	markup_begin(o, &o->styles);
	write_head(o);
	write_studied(o);
	write_findings(o);
	method_write(o);
	return finish(o);
}

GLANE_PLUGIN = {
	GLANE_HEAD,
	.name = "write-odt", .version = "1", .license = "MIT",
	.summary = "The study as a text document, to go on writing in LibreOffice or Word",
	.domain = "glane",
	.options = options,
	.config_size = sizeof(config),
	.releases_text = true, .redacts = true,
	.create = create,
	.render = render,
};
