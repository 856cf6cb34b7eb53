# steps.sh - what the tests of words and themes that go together share. Sourced in bash; expects GLANE, top_srcdir.
#
# Eight texts whose numbers are known; tables of golden/graphs/CASE/*.csv, for one worker and for two. UPDATE=1 writes them anew.
set -eu
here=$top_srcdir/tests/golden/graphs
dictionaries=$top_srcdir/tests/dictionaries
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LC_ALL=C.UTF-8 LANGUAGE=en
status=0

# pipeline CASE STEPS [CORPUS]: runs them.
pipeline()
{
	cat > "$out/$1.xml" << XML
<?xml version="1.0" encoding="UTF-8"?>
<pipeline version="1" languages="fr" report-language="en">
  <read use="read-csv" files="${3:-$here/eight.csv}" id-column="id" text-column="text" set="lang=fr"/>
  <step use="tokenize-fr"/>
  <step use="lexicon" dictionary-fr="$dictionaries/fr.dic" dictionary-en="$dictionaries/en.dic"/>
  <step use="terms"/>
  $2
  <write use="write-csv" to="tables/"/>
</pipeline>
XML
	for jobs in 1 2; do
		"$GLANE" run --jobs $jobs "$out/$1.xml" -o "$out/$1-$jobs" 2> "$out/$1.said" ||
			{ cat "$out/$1.said"; status=1; return; }
	done
	diff -r "$out/$1-1/tables" "$out/$1-2/tables" || status=1
}

# stable TABLE: without the places of a drawing, which may differ between machines.
stable()
{
	case $1 in
	*.vertices.*) cut -d, -f1-7,10- "$1" ;;
	*) cat "$1" ;;
	esac
}

# golden CASE STEPS: their tables, those that are there.
golden()
{
	local table
	pipeline "$1" "$2"
	for table in "$here/$1"/*.csv; do
		stable "$out/$1-1/tables/${table##*/}" > "$out/stable"
		[ -z "${UPDATE:-}" ] || cp "$out/stable" "$table"
		diff -u "$table" "$out/stable" || status=1
	done
}

# warns CASE WORDS: what was said when it ran.
warns()
{
	grep -qF "$2" "$out/$1.said" || { echo "$1: \"$2\" isn't said, but:"; cat "$out/$1.said"; status=1; }
}
