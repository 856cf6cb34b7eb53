#!/bin/sh
# interviews.sh FOLDER [N]: the study of the Anthropic Interviewer transcripts (*.csv in FOLDER) beside `wc -w` on the
# same files, with one worker and with two; then what figures and report alone take. GLANE: the command (default: ./glane of the build tree).
set -eu
folder=${1:?usage: interviews.sh FOLDER [N]} n=${2:-3}
here=$(cd "$(dirname "$0")" && pwd) glane=${GLANE:-./glane}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export LC_ALL=C.UTF-8
for jobs in 1 2; do
	python3 "$here/beside.py" -n "$n" --label "glane -j$jobs" -- \
		"$glane" run -q --jobs "$jobs" --set "interviews.files=$folder/*.csv" -o "$out/i" \
		"$here/../../pipelines/anthropic-interviews.xml" -- wc -w "$folder"/*.csv
done
echo "figures and report, processor time:"
"$glane" run -q --profile --jobs 1 --set "interviews.files=$folder/*.csv" -o "$out/i" \
	"$here/../../pipelines/anthropic-interviews.xml" 2>&1 | grep -E '^write-(figures|html) '
du -bh "$out/i/report.html"
