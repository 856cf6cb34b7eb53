#!/bin/sh
# autogen.sh: makes ./configure in a tree taken from git.
#
#   ./autogen.sh                  only that
#   ./autogen.sh --deps           first installs Debian's packages that building and running need
#   ./autogen.sh --deps --tests   and those that `make check` needs
#
# Packages are installed by name, by apt-get, with sudo where the caller is not root; nothing is asked
# and nothing is installed where everything is there. What the test in a browser drives it with comes from
# npm's registry, into tests/browser/node_modules.
set -eu
cd "$(dirname "$0")"

build='gcc libc6-dev make autoconf automake libtool pkg-config gettext re2c
	libxml2-dev libjansson-dev libsqlite3-dev libicu-dev nettle-dev
	libhunspell-dev hunspell-fr hunspell-en-us libpcre2-dev libyaml-dev
	liblapack-dev libblas-dev libarpack2-dev libigraph-dev librsvg2-dev libcairo2-dev
	libxlsxwriter-dev libzip-dev'
tests='check clang g++ libclang-rt-dev libxml2-utils locales python3 tidy valgrind xz-utils'

usage()
{
	echo "usage: ./autogen.sh [--deps [--tests]]" >&2
	exit 2
}

as_root()
{
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo > /dev/null; then
		sudo "$@"
	else
		echo "autogen.sh: installing packages needs root or sudo; run as root: $*" >&2
		exit 1
	fi
}

install_packages()
{
	if ! command -v apt-get > /dev/null; then
		echo "autogen.sh: --deps knows Debian and its relatives only (there is no apt-get here)." >&2
		echo "Install what corresponds to these packages, then run ./autogen.sh:" >&2
		echo "$*" >&2
		exit 1
	fi
	missing=
	for package in "$@"; do
		case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null || :) in
		installed) ;;
		*) missing="$missing $package" ;;
		esac
	done
	[ -n "$missing" ] || return 0
	echo "autogen.sh: installing$missing"
	as_root apt-get -q update
	# shellcheck disable=SC2086 # a list of names
	as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends $missing
}

# Tests of the locale's influence need one that writes 0,5 where C writes 0.5.
make_french_locale()
{
	if ! locale -a 2> /dev/null | grep -qix 'fr_FR\.utf-\{0,1\}8'; then
		as_root localedef -i fr_FR -f UTF-8 fr_FR.UTF-8
	fi
}

# Node.js is often there from elsewhere than Debian, whose npm can't be installed beside that.
browser_packages()
{
	echo chromium
	command -v node > /dev/null || echo nodejs
	command -v npm > /dev/null || echo npm
}

# The versions that package-lock.json names, with their hashes; their scripts aren't run.
install_node_modules()
{
	if [ tests/browser/node_modules/.package-lock.json -nt tests/browser/package-lock.json ]; then
		return 0
	fi
	if ! npm --prefix tests/browser ci --ignore-scripts --no-audit --no-fund; then
		echo "autogen.sh: npm's packages for the test in a browser couldn't be installed; make check will skip it" >&2
	fi
}

deps=no with_tests=no
for argument in "$@"; do
	case $argument in
	--deps) deps=yes ;;
	--tests) with_tests=yes ;;
	*) usage ;;
	esac
done
case $deps-$with_tests in
no-yes) usage ;;
yes-no) install_packages $build ;;
yes-yes)
	install_packages $build $tests $(browser_packages)
	make_french_locale
	install_node_modules
	;;
esac

exec autoreconf -fi
