#!/bin/bash
# oot.sh PREFIX [DESTDIR]: builds a plugin out of glane's tree against an installed glane, with nothing but
# pkg-config, installs it, and asks that glane whether it finds it and whether it keeps to the interface.
# Without DESTDIR the glane at PREFIX is meant to be used from there, and is: nothing tells it where to look.
set -eu
prefix=$1 destdir=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL GLANE_PLUGIN_PATH XDG_DATA_HOME DESTDIR LANGUAGE LC_MESSAGES LANG
export LC_ALL=C.UTF-8 HOME="$work/home"
cp "$here/exclamations.c" "$here/Makefile" "$work"
cd "$work"

installed=$destdir$prefix
glane=$installed/bin/glane
pc=$(find "$installed" -name glane.pc | head -n 1)
[ -x "$glane" ] && [ -n "$pc" ] || { echo "no glane is installed at $installed"; exit 1; }
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
plugins=$(pkg-config --variable=pluginsdir glane)
# With a DESTDIR glane's header stands elsewhere than its .pc says; that is what a sysroot is for.
[ -z "$destdir" ] || export PKG_CONFIG_SYSROOT_DIR=$destdir

make CFLAGS='-O2 -Wall -Wextra -Werror' ${CC:+CC="$CC"}
ask()
{
	"$glane" list "$@" > list.log 2>&1 || { echo "glane list: status $?"; cat list.log; exit 1; }
	grep -q '^step  *exclamations ' list.log || { echo "glane list does not show the plugin"; cat list.log; exit 1; }
	"$glane" check-plugin exclamations "$@" > check.log 2>&1 || { echo "check-plugin:"; grep -v '^ok' check.log; exit 1; }
	for test in elf/undefined contract/evidence contract/interviewer determinism/processes; do
		grep -q "^ok *$test\$" check.log || { echo "check-plugin says nothing of $test"; cat check.log; exit 1; }
	done
}
make install DESTDIR="$destdir" pluginsdir="$plugins"
if [ -n "$destdir" ]; then
	ask --plugin-dir "$destdir$plugins"
else
	ask
fi
rm -f "$destdir$plugins/exclamations.so"

# In the user's own folder it is found without a word, whatever the prefix.
make install pluginsdir="$HOME/.local/share/glane/${plugins##*/}"
ask
echo "out of tree: found and in order"
