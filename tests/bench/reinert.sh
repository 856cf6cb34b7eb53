#!/bin/bash
# reinert.sh LANGUAGE FILE… : what the descending classification costs at 2,000, 20,000 and 200,000 segments of running text (fr or en), taken
# from the beginning of the files (.xz: compressed) and, where they are too short, from their beginning again; in documents of 50 kB.
# A Markdown table: segments, forms, seconds of the stage without and with ten resamples (as --profile tells them: processor and waiting,
# one job), and the whole run's greatest memory. SIZES="2000 20000": others. GLANE: the command (default: ./glane of the build tree).
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
language=$1 glane=$(realpath "${GLANE:-./glane}")
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file; do
	case $file in
	*.xz) xz -dc "$file" ;;
	*) cat "$file" ;;
	esac
done > "$work/text"
cd "$work"
export LC_ALL=C.UTF-8

# measured RESAMPLES: runs, and prints the seconds of the stage; the memory of the run is in `memory`.
measured()
{
	cat > run.xml << XML
<?xml version="1.0" encoding="UTF-8"?>
<pipeline version="1" languages="$language">
  <read use="read-text" files="texts/" set="lang=$language"/>
  <step use="tokenize-$language"/>
  <step use="lexicon"/>
  <step use="tagger"/>
  <step use="terms"/>
  <step use="segments"/>
  <step use="reinert" resamples="$1"/>
  <write use="write-csv" to="tables/"/>
</pipeline>
XML
	/usr/bin/time -f '%M' -o memory "$glane" run --profile --jobs 1 run.xml -o out > said 2>&1 || { cat said >&2; exit 1; }
	awk '$1 == "reinert" { for (i = 2; i < NF; i++) if ($i == "report") print $(i + 1) }' said
}

echo '| segments | active forms | seconds | with 10 resamples | memory |'
echo '|---:|---:|---:|---:|---:|'
for segments in ${SIZES:-2000 20000 200000}; do
	bytes=$((segments * 205))	# of running French or English, 40 words a segment
	rm -rf texts
	mkdir texts
	while cat text; do :; done 2> /dev/null | head -c "$bytes" | split -C 50k -a 4 --additional-suffix=.txt - texts/t || :
	once=$(measured 0)
	again=$(measured 10)
	awk -F, -v once="$once" -v again="$again" -v memory="$(tail -n 1 memory)" 'NR == 2 {
		printf "| %d | %d | %.2f | %.2f | %d MB |\n", $2, $6, once, again, memory / 1024 }' out/tables/reinert.summary.csv
done
