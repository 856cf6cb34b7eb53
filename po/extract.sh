#!/bin/sh
# extract.sh SOURCE-TREE BUILD-TREE: prints the template of all messages in the core and the plugins.
#
# From the sources those in _(), N_() and ngettext(), the formats of the host's fail() and log(), which are
# the keys of their own translation, what is given to translate(), and the texts in the macros of tables;
# from the built plugins the texts in their descriptors.
set -eu
keywords='_ N_ ngettext:1,2 fail:4 log:4 translate:2
	GLANE_OPT_BOOL:5 GLANE_OPT_INT:7 GLANE_OPT_REAL:7 GLANE_OPT_TEXT:5 GLANE_OPT_PATH:5
	GLANE_OPT_PRIVATE:5 GLANE_OPT_CHOICE:6 GLANE_OPT_REF:6
	GLANE_COLUMN:4 GLANE_COLUMN_ROW:5 GLANE_LAYER:5
	GLANE_COL_KEY:4 GLANE_COL_COUNT:5 GLANE_COL_SUM:6 GLANE_COL_PASSAGES:5 GLANE_COL_DOCUMENTS:4
	GLANE_COL_SPEAKERS:4 GLANE_COL_VALUE:6 GLANE_COL_LABEL:4'
source=$1 build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
set --
for keyword in $keywords; do
	set -- "$@" "--keyword=$keyword"
done
# plugin.h only defines the macros; what re2c made from a *_lex.re is read there.
(
	cd "$source"
	find core plugins \( -name '*.c' ! -name '*_lex.c' -o -name '*.re' -o -name '*.h' ! -name plugin.h \) |
		LC_ALL=C sort |
		"${XGETTEXT:-xgettext}" --language=C --from-code=UTF-8 --files-from=- --keyword "$@" \
			--flag=fail:4:c-format --flag=log:4:c-format --add-comments=TRANSLATORS \
			--package-name=glane --force-po --output=-
) | sed 's/charset=CHARSET/charset=UTF-8/' > "$work/sources.pot"

set -- "$build"/plugins/*/.libs/*.so
[ -e "$1" ] || set --
"$build/po/descriptor_messages" "$@" > "$work/descriptors.pot"
cat "$work/sources.pot" "$work/descriptors.pot" | "${MSGUNIQ:-msguniq}" --use-first
