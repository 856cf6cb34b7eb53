/* check_plugin_elf.c - reads the shared object itself: what it exports, what it asks of others,
 * and what it would weaken in the process that loads it. */
#include <config.h>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <string.h>
#include "check_plugin.h"

typedef struct {
	const unsigned char *p;
	size_t n;
	const ElfW(Phdr) *segment;
	uint32_t n_segments;
	const ElfW(Dyn) *dynamic;
	uint32_t n_dynamic;
	const char *strings;
	size_t n_strings;
	const ElfW(Sym) *symbol;
	uint32_t n_symbols;
} elf;

#define OWN_CLASS (sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32)

/* n bytes at an offset of the file, or NULL. */
static const void *bytes_at(const elf *e, uint64_t offset, uint64_t n)
{
	return offset <= e->n && n <= e->n - offset ? e->p + offset : NULL;
}

/* From an address in memory to a place in the file. */
static const void *address(const elf *e, uint64_t at, uint64_t n)
{
	for (uint32_t i = 0; i < e->n_segments; i++) {
		const ElfW(Phdr) *h = &e->segment[i];
		if (h->p_type == PT_LOAD && at >= h->p_vaddr && at - h->p_vaddr < h->p_filesz)
			return bytes_at(e, h->p_offset + (at - h->p_vaddr), n);
	}
	return NULL;
}

static uint64_t dynamic_value(const elf *e, int64_t tag, bool *there)
{
	for (uint32_t i = 0; i < e->n_dynamic && e->dynamic[i].d_tag != DT_NULL; i++)
		if (e->dynamic[i].d_tag == tag) {
			*there = true;
			return e->dynamic[i].d_un.d_val;
		}
	*there = false;
	return 0;
}

/* How many symbols there are is written in the section headers, or follows from where the
 * strings begin, which every linker puts behind them. */
static uint32_t symbol_count(const elf *e, const ElfW(Ehdr) *head, uint64_t symbols,
                             uint64_t strings)
{
	const ElfW(Shdr) *s = bytes_at(e, head->e_shoff, (uint64_t)head->e_shnum * sizeof *s);
	for (uint32_t i = 0; s && i < head->e_shnum; i++)
		if (s[i].sh_type == SHT_DYNSYM && s[i].sh_addr == symbols)
			return (uint32_t)(s[i].sh_size / sizeof(ElfW(Sym)));
	return strings > symbols ? (uint32_t)((strings - symbols) / sizeof(ElfW(Sym))) : 0;
}

static bool elf_open(elf *e, arena *in, const char *path)
{
	glane_bytes b;
	bool there, all;
	*e = (elf){ 0 };
	if (!file_read(in, path, &b, NULL))
		return false;
	e->p = b.p;
	e->n = b.n;
	const ElfW(Ehdr) *head = bytes_at(e, 0, sizeof *head);
	if (!head || memcmp(head->e_ident, ELFMAG, SELFMAG) || head->e_ident[EI_CLASS] != OWN_CLASS)
		return false;
	e->segment = bytes_at(e, head->e_phoff, (uint64_t)head->e_phnum * sizeof *e->segment);
	e->n_segments = e->segment ? head->e_phnum : 0;
	for (uint32_t i = 0; i < e->n_segments; i++)
		if (e->segment[i].p_type == PT_DYNAMIC) {
			e->dynamic = bytes_at(e, e->segment[i].p_offset, e->segment[i].p_filesz);
			e->n_dynamic = e->dynamic
			        ? (uint32_t)(e->segment[i].p_filesz / sizeof *e->dynamic) : 0;
		}
	uint64_t strings = dynamic_value(e, DT_STRTAB, &all), symbols;
	e->n_strings = dynamic_value(e, DT_STRSZ, &there);
	all &= there;
	symbols = dynamic_value(e, DT_SYMTAB, &there);
	e->strings = address(e, strings, e->n_strings);
	e->n_symbols = symbol_count(e, head, symbols, strings);
	e->symbol = address(e, symbols, (uint64_t)e->n_symbols * sizeof *e->symbol);
	return all && there && e->strings && e->symbol && e->n_strings &&
	        !e->strings[e->n_strings - 1];
}

static const char *string_at(const elf *e, uint64_t at)
{
	return at < e->n_strings ? e->strings + at : "";
}

static const elf *elf_of(test_case *t)
{
	elf *e = arena_alloc(t->in, sizeof *e);
	if (elf_open(e, t->in, t->c->path))
		return e;
	test_fail(t, _("%s is not a shared object of this kind of machine"), t->c->path);
	return NULL;
}

/* ---- Tests ----------------------------------------------------------------------------------- */

/* Names that a compiler adds for the sanitizers and for profiling: those it leaves to the program that
 * loads, and those it puts beside each exported one (gcc's __odr_asan.NAME, clang's __odr_asan_gen_NAME). */
static bool of_instrumentation(const char *name)
{
	static const char *const heads[] = { "__asan_", "__odr_asan", "__ubsan_", "__sanitizer_", "__lsan_",
	                                     "__tsan_", "__msan_", "__gcov_", "__llvm_" };
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (!strncmp(name, heads[i], strlen(heads[i])))
			return true;
	return false;
}

static int one_symbol(test_case *t)
{
	const elf *e = elf_of(t);
	const char *others = "";
	bool has_entry = false;
	for (uint32_t i = 1; e && i < e->n_symbols; i++) {
		const ElfW(Sym) *s = &e->symbol[i];
		const char *name = string_at(e, s->st_name);
		if (s->st_shndx == SHN_UNDEF || ELF64_ST_BIND(s->st_info) == STB_LOCAL ||
		    of_instrumentation(name))
			continue;
		if (!strcmp(name, "glane_plugin_entry") && ELF64_ST_TYPE(s->st_info) == STT_OBJECT)
			has_entry = true;
		else
			others = arena_print(t->in, "%s%s%s", others, *others ? ", " : "", name);
	}
	if (!e)
		return TEST_FAIL;
	if (!has_entry)
		return test_fail(t, _("it exports no constant glane_plugin_entry: the source ends "
		                      "with GLANE_PLUGIN = "
		                      "{ GLANE_HEAD, … }"));
	if (*others)
		return test_fail(t, _("it exports more than glane_plugin_entry: %s; compile with "
		                      "-fvisibility=hidden, or make "
		                      "them static"), others);
	return TEST_OK;
}

/* A symbol that only the loading program happens to have would be missing elsewhere: dlsym with the
 * object's own handle looks into it and the libraries that it names. */
static int undefined(test_case *t)
{
	const elf *e = elf_of(t);
	const char *missing = "";
	if (!e)
		return TEST_FAIL;
	void *handle = dlopen(t->c->path, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		return test_fail(t, "%s", dlerror());
	for (uint32_t i = 1; i < e->n_symbols; i++) {
		const ElfW(Sym) *s = &e->symbol[i];
		const char *name = string_at(e, s->st_name);
		if (s->st_shndx != SHN_UNDEF || ELF64_ST_BIND(s->st_info) == STB_WEAK ||
		    of_instrumentation(name))
			continue;
		dlerror();
		if (!dlsym(handle, name) && dlerror())
			missing = arena_print(t->in, "%s%s%s", missing, *missing ? ", " : "", name);
	}
	if (*missing)
		return test_fail(t, _("neither it nor the libraries that it names define %s: link "
		                      "it with the library that "
		                      "does, and with -Wl,-z,defs"), missing);
	return TEST_OK;
}

static int stack(test_case *t)
{
	const elf *e = elf_of(t);
	for (uint32_t i = 0; e && i < e->n_segments; i++)
		if (e->segment[i].p_type == PT_GNU_STACK)
			return e->segment[i].p_flags & PF_X
			       ? test_fail(t, _("it asks for an executable stack: link it with "
			                        "-Wl,-z,noexecstack")) : TEST_OK;
	return e ? test_fail(t, _("it doesn't say that its stack is not executable: link it with "
	                          "-Wl,-z,noexecstack"))
	         : TEST_FAIL;
}

static int relocations(test_case *t)
{
	const elf *e = elf_of(t);
	bool text = false, flags;
	if (!e)
		return TEST_FAIL;
	dynamic_value(e, DT_TEXTREL, &text);
	uint64_t value = dynamic_value(e, DT_FLAGS, &flags);
	if (text || (flags && value & DF_TEXTREL))
		return test_fail(t, _("its code is changed when it is loaded (text relocations): "
		                      "compile with -fPIC"));
	return TEST_OK;
}

/* A path in which libraries are looked for must not depend on the working folder. */
static int run_path(test_case *t)
{
	const elf *e = elf_of(t);
	for (int i = 0; e && i < 2; i++) {
		bool there;
		uint64_t at = dynamic_value(e, i ? DT_RUNPATH : DT_RPATH, &there);
		glane_str rest = str_of(there ? string_at(e, at) : ""), part;
		while (rest.n && text_cut(&rest, ':', &part))
			if (!part.n || (*part.p != '/' && *part.p != '$'))
				return test_fail(t, _("it looks for libraries in \"%.*s\", a "
				                      "folder relative to the working folder"),
				                 GLANE_STR(part));
	}
	return e ? TEST_OK : TEST_FAIL;
}

void check_elf(checked_plugin *c)
{
	check_run(c, "elf", "one-symbol", one_symbol, NULL);
	check_run(c, "elf", "undefined", undefined, NULL);
	check_run(c, "elf", "stack", stack, NULL);
	check_run(c, "elf", "relocations", relocations, NULL);
	check_run(c, "elf", "run-path", run_path, NULL);
}
