#!/bin/bash
# graphs.sh [BUILD-TREE]: the graph of similarity of 20,000 units by 300 words, beside R's igraph in the same run: the same tree, its
# weight and the modularity of a partition to 1e-6, and how many times as long R takes (processor time, of the computation
# alone). Status 1 where numbers differ or R takes less than five times as long for tree and
# modularity; the weights are made from the table of units, in R by Matrix (in C as well). Needs R and igraph (Debian: r-cran-igraph).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make -s tests/bench/graphs > /dev/null
tests/bench/graphs "$work/units"
Rscript --vanilla "$here/graphs.R" "$work/units"
