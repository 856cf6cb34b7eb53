#!/bin/bash
# correspondence.sh: five axes of tables of counts like those of words by groups (Zipfian margins, fixed seed), computed here and by R's ca on
# the same table: the greatest difference of eigenvalues and coordinates, the seconds of the fastest of three computations each, and their ratio, as a
# Markdown table. Start in the build tree after `make tests/bench/correspondence`. Needs R and its package ca.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) program=$(realpath "${PROGRAM:-tests/bench/correspondence}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
echo '| table | difference | glane | R: ca | ratio |'
echo '|---|---:|---:|---:|---:|'
for size in '2000 8' '2000 40' '1000 400' '2000 500'; do
	awk -v size="$size" 'BEGIN {
		split(size, n, " ")
		srand(1)
		print n[1], n[2]
		for (r = 1; r <= n[1]; r++)
			for (c = 1; c <= n[2]; c++) {
				x = 4000 / (r + 5) * (0.2 + rand()) * ((r % 7 == c % 7) * 3 + 0.4)
				printf "%d%s", int(x * 8 / n[2] + rand() + (r % n[2] + 1 == c)), c < n[2] ? " " : "\n"
			}
	}' > "$work/table"
	"$program" "$work/table" 5 > "$work/ours"
	Rscript "$here/correspondence.R" "$work/table" "$work/ours" 5
done
