#!/bin/bash
# stages.sh PIPELINE FILES [N]: what each stage of a study costs beside `wc -w` on the same texts, in one run with one job:
# a Markdown table of processor time with documents and in its report, the least of N (3), and of their ratio to `wc -w`,
# which says something on any machine. FILES is what the first <read> gets in place of its own (a folder, or a pattern in
# quotation marks). GLANE: the command (default: ./glane of the build tree).
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,5s/^# //p' "$0"; exit 2; }
pipeline=$(realpath "$1") files=$2 runs=${3:-3}
glane=$(realpath "${GLANE:-./glane}")
[ ! -e "$files" ] || files=$(realpath "$files")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TIMEFORMAT='%U %S'
read -r reader < <("$glane" check --expand "$pipeline" | sed -n 's/.*<read.* id="\([^"]*\)".*/\1/p')
for ((i = 0; i < runs; i++)); do
	{ time find $files -type f -exec cat {} + | wc -w > "$work/words"; } 2> "$work/time"
	awk '{ print "wc", $1 + $2 }' "$work/time" >> "$work/all"
	"$glane" run -q --jobs 0 --profile --set "$reader.files=$files" -o "$work/out" "$pipeline" 2>&1 |
		awk '$2 == "documents" && $5 == "report" { print "stage", $1, $3, $6 }' >> "$work/all"
done
awk -v words="$(cat "$work/words")" '
	$1 == "wc" && (!wc || $2 < wc) { wc = $2 }
	$1 == "stage" {
		if (!($2 in documents)) { name[++n] = $2; documents[$2] = $3; report[$2] = $4 }
		if ($3 < documents[$2]) documents[$2] = $3
		if ($4 < report[$2]) report[$2] = $4
	}
	END {
		if (wc < 0.001) wc = 0.001
		printf "| %d words; wc -w: %.3f s | documents, s | report, s | × wc |\n|---|---|---|---|\n", words, wc
		for (i = 1; i <= n; i++) {
			k = name[i]
			printf "| %s | %.3f | %.3f | %.1f |\n", k, documents[k], report[k], (documents[k] + report[k]) / wc
		}
	}' "$work/all"
