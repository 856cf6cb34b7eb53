# build.sh - sourced by the tests of this folder: makes a folder $work, goes there, and builds plugins into
# $work/plugins as an author would outside of glane. Expects GLANE, top_srcdir, CC.
set -eu
sources=$(cd "$top_srcdir/tests/plugins" && pwd)
header=$(cd "$top_srcdir/core" && pwd)
GLANE=$(cd "$(dirname "$GLANE")" && pwd)/$(basename "$GLANE")
work=$(mktemp -d) memory=
trap 'rm -rf "$work" $memory' EXIT
mkdir "$work/plugins"
# check-plugin makes thousands of small files and removes them: in memory, where there is a gigabyte of it for files, that takes
# it a third of the time. Plugins stay on the disk, as files in memory may not be for running.
if [ "$(df --output=avail /dev/shm 2> /dev/null | tail -n 1)" -gt 1000000 ] 2> /dev/null && memory=$(mktemp -d -p /dev/shm); then
	export TMPDIR="$memory"
fi
cd "$work"
unset LANGUAGE LC_ALL LC_MESSAGES LANG GLANE_PLUGIN_PATH XDG_DATA_HOME
export LC_ALL=C.UTF-8 HOME="$work" ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"
strict='-std=c11 -O1 -fPIC -fvisibility=hidden -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror'
failures=0

fail()
{
	echo "FAILED: $*"
	failures=$((failures + 1))
}

# build FILE.c…: NAME.so of each, in $work/plugins, a _ in the file's name being a - in the plugin's.
build()
{
	for source; do
		name=$(basename "$source" .c | tr _ -)
		defined=-Wl,-z,defs
		[ "$name" = broken-undefined ] && defined=
		$CC $strict -I"$header" -shared $defined -o "plugins/$name.so" "$source"
	done
}

# cxx FILE.cc: the same with whatever compiler for C++ there is; false: there is none.
cxx()
{
	for compiler in g++ clang++ c++; do
		command -v $compiler > /dev/null || continue
		$compiler -std=c++17 -O1 -fPIC -fvisibility=hidden -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror \
			-I"$header" -shared -Wl,-z,defs -o "plugins/$(basename "$1" .cc | tr _ -).so" "$1"
		return 0
	done
	echo "no compiler for C++ here: $1 is not tried"
	return 1
}
