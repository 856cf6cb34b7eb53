# common.sh - what the tests of runs share. Sourced in bash; expects GLANE, top_srcdir, CC.
#
# Makes a folder of its own, $work, with the plugin `trial` in $work/plugins, and goes there.
set -eu
tests=$(cd "$top_srcdir/tests/run" && pwd)
GLANE=$(cd "$(dirname "$GLANE")" && pwd)/$(basename "$GLANE")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset LANGUAGE LC_ALL LC_MESSAGES LANG SOURCE_DATE_EPOCH
export LC_ALL=C.UTF-8
mkdir "$work/plugins"
$CC -std=c11 -fPIC -shared -fvisibility=hidden -I"$top_srcdir/core" -o "$work/plugins/trial.so" "$tests/trial.c"
# A preloaded library stands before the sanitizers' own.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0:detect_leaks=0"
cd "$work"
failures=0

# fail WHAT…: says it; the test goes on, and fails in the end.
fail()
{
	echo "FAILED: $*"
	failures=$((failures + 1))
}

# corpus FOLDER N: N documents of a few lines, always the same.
corpus()
{
	mkdir -p "$1"
	for i in $(seq "$2"); do
		for line in 1 2 3; do
			for word in 1 2 3 4 5 6 7 8; do
				printf 'mot%d ' $((i * word * line % 23))
			done
			echo
		done > "$1/doc$i.txt"
	done
}

# pipeline FILE FOLDER: counts words, writes tables and documents.
pipeline()
{
	cat > "$1" << END
<?xml version="1.0" encoding="UTF-8"?>
<pipeline version="1" languages="fr" report-language="fr">
  <read id="in" use="read-text" files="$2/"/>
  <step use="trial"/>
  <step use="frequencies"/>
  <write use="write-csv" to="tables/"/>
  <write use="write-jsonl" to="documents.jsonl"/>
</pipeline>
END
}

# run ARGUMENTS…: glane run; its status is in $status, its messages in the file `said`.
run()
{
	status=0
	"$GLANE" run --plugin-dir plugins "$@" 2> said || status=$?
}

# status_is N WHAT: of the last run.
status_is()
{
	[ "$status" -eq "$1" ] || { fail "$2: status $status instead of $1"; cat said; }
}

# says TEXT WHAT: the messages of the last run hold the text.
says()
{
	grep -qF -- "$1" said || { fail "$2: \"$1\" was not said, but:"; cat said; }
}

# timeless FOLDER: its manifest without the lines that hold times.
timeless()
{
	grep -vE '^  "(started|finished|run_seconds)":' "$1/manifest.json"
}

# same A B WHAT: two results are the same to the byte, times aside.
same()
{
	if ! diff -r -q --exclude=manifest.json "$1" "$2" > differences ||
	   ! diff <(timeless "$1") <(timeless "$2") >> differences; then
		fail "$3: $1 and $2 differ"
		head -n 20 differences
		diff -r --exclude=run.sqlite --exclude=manifest.json "$1" "$2" | grep -a "^[<>]" | cut -c1-200 | head -n 10 || :
	fi
}

# whole FOLDER: every file that the manifest lists is there as it says, and no other.
whole()
{
	[ -f "$1/manifest.json" ] || return 1
	(cd "$1" && sed -n '/"files"/,/^  \]/s/^    {"path":"\([^"]*\)","sha256":"\([0-9a-f]*\)".*/\2  \1/p' \
		manifest.json | sha256sum --check --quiet --strict) > /dev/null 2>&1 || return 1
	(cd "$1" && find . -type f | sed 's,^\./,,' | grep -v '^manifest\.json$' | LC_ALL=C sort) > there
	sed -n '/"files"/,/^  \]/s/^    {"path":"\([^"]*\)".*/\1/p' "$1/manifest.json" | LC_ALL=C sort > listed
	cmp -s there listed
}

# left OUT: what stands beside OUT and is neither a result nor a former one.
left()
{
	find . -maxdepth 1 -name "$1.*" ! -name "$1.previous" ! -name "$1.xml"
}

finish()
{
	[ "$failures" -eq 0 ] || echo "$failures failure(s)"
	[ "$failures" -eq 0 ]
}
