#!/bin/bash
# specificities.sh [BUILD-TREE]: specificities of a table of 50,000 forms by 20 groups, beside R's phyper in the same run: the
# same numbers to 1e-6, and how many times as long R takes (processor time, of the computation alone). Status 1 where numbers
# differ or R takes less than five times as long. Needs R (Debian: r-base-core).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make -s tests/bench/specificities > /dev/null
tests/bench/specificities "$work/table"
Rscript --vanilla "$here/specificities.R" "$work/table"
