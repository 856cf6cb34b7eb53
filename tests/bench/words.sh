#!/bin/bash
# words.sh LANGUAGE FILE… [-- RUNS]: what French (fr) or English (en) words cost beside `wc -w` on the same texts, with one
# job: tokens and sentences; then the readings of the lexicon, first without a cache and then with one; then the tagger,
# where there is one. A Markdown table of processor time, the least of RUNS (3), and of its ratio to that of `wc -w`, which
# says something on any machine. "stages" are the steps alone as --profile tells them, "command" is the whole run from
# the files to the finished folder. Files may be compressed (.xz); they are cut into documents of 500 kB.
# GLANE: the command (default: ./glane of the build tree).
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,7s/^# //p' "$0"; exit 2; }
language=$1 runs=3
shift
glane=$(realpath "${GLANE:-./glane}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/texts"
while [ $# -gt 0 ]; do
	case $1 in
	--) runs=$2; shift ;;
	*.xz) xz -dc "$1" | split -C 500k -a 4 --additional-suffix=.txt - "$work/texts/${1##*/}." ;;
	*) split -C 500k -a 4 --additional-suffix=.txt "$1" "$work/texts/${1##*/}." ;;
	esac
	shift
done
cd "$work"
export LC_ALL=C.UTF-8 TIMEFORMAT='%U %S %R'

# timed COMMAND…: the processor's and the clock's seconds, in that order; what it prints is in out.log and said.log.
timed()
{
	{ time "$@" > out.log 2> said.log; } 2> time.log || { cat said.log >&2; return 1; }
	tail -n 1 time.log | awk '{ print $1 + $2, $3 }'
}

# least COLUMN FILE: the least number of a column.
least()
{
	awk -v k="$1" 'NR == 1 || $k < min { min = $k } END { print min }' "$2"
}

words()
{
	wc -w texts/*.txt
}

# row LABEL STAGES COMMAND CLOCK
row()
{
	awk -v label="$1" -v stages="$2" -v command="$3" -v clock="$4" -v words="$wc_processor" -v wall="$wc_clock" 'BEGIN {
		printf "| %s | ", label
		if (stages == "") printf "| | "
		else printf "%.2f | %.1f | ", stages, stages / words
		printf "%.2f | %.1f | %.2f | %.1f |\n", command, command / words, clock, clock / wall
	}'
}

# measure LABEL CACHE STEP…: CACHE is "cold" (a new one for each run) or "warm".
measure()
{
	local label=$1 cache=$2 step
	shift 2
	{
		printf '<?xml version="1.0" encoding="UTF-8"?>\n<pipeline version="1" languages="%s" report-language="en">\n' "$language"
		printf '<read use="read-text" files="texts/*.txt" set="lang=%s"/>\n' "$language"
		for step; do
			printf '<step use="%s"/>\n' "$step"
		done
		printf '<write use="write-csv" to="."/>\n</pipeline>\n'
	} > words.xml
	export GLANE_CACHE="$work/cache"
	[ "$cache" = cold ] || "$glane" run -q -j0 words.xml -o warm > said.log 2>&1 || { cat said.log >&2; return 1; }
	: > runs.log
	for ((i = 0; i < runs; i++)); do
		[ "$cache" = warm ] || rm -rf "$work/cache"
		timed "$glane" run -q -j0 --profile words.xml -o out > clock.log
		awk -v steps="$*" 'BEGIN { n = split(steps, s, " "); for (i = 1; i <= n; i++) is[s[i]] = 1 }
			$2 == "documents" && ($1 in is) { sum += $3 } END { printf "%.3f ", sum }' said.log >> runs.log
		cat clock.log >> runs.log
	done
	row "$label" "$(least 1 runs.log)" "$(least 2 runs.log)" "$(least 3 runs.log)"
}

words > out.log
read -r number _ < <(tail -n 1 out.log)
bytes=$(cat texts/*.txt | wc -c)
: > wc.log
for ((i = 0; i < runs; i++)); do
	timed words >> wc.log
done
wc_processor=$(least 1 wc.log) wc_clock=$(least 2 wc.log)
awk -v l="$language" -v b="$bytes" -v n="$number" 'BEGIN {
	printf "| %s, %.1f MB, %.1f million words | stages, s | × wc | command, s | × wc | clock, s | × wc |\n", l, b / 1e6, n / 1e6 }'
echo '|---|---|---|---|---|---|---|'
row '`wc -w`' '' "$wc_processor" "$wc_clock"
measure 'tokens, sentences' warm tokenize-$language
measure '+ lexicon, no cache yet' cold tokenize-$language lexicon
measure '+ lexicon' warm tokenize-$language lexicon
if "$glane" inspect tagger > /dev/null 2>&1; then
	measure '+ tagger' warm tokenize-$language lexicon tagger
fi
