#!/bin/sh
# readme-command.sh main|test: prints that one of the two commands of README.md which a new machine
# starts with: `main` builds glane and runs a study, `test` builds it and runs the tests. They are read
# from the page, so that what is tried out is what people are told.
set -eu
readme=$(dirname "$0")/../README.md
case ${1-} in
main) ending='\.\/glane run .*' ;;
test) ending='make .*check' ;;
*) echo "usage: readme-command.sh main|test" >&2; exit 2 ;;
esac
found=$(sed -n 's/^[[:blank:]]*\(\$ \)\{0,1\}\(\.\/autogen\.sh --deps .*&& '"$ending"'\)[[:blank:]]*$/\2/p' "$readme")
if [ "$(printf '%s\n' "$found" | grep -c .)" -ne 1 ]; then
	echo "$readme: expected one line './autogen.sh --deps … && …' for the $1 command, found:" >&2
	printf '%s\n' "${found:-none}" >&2
	exit 1
fi
printf '%s\n' "$found"
