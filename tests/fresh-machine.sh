#!/bin/bash
# fresh-machine.sh [--cache FOLDER] [--keep]: tries the two commands of README.md on a machine that has
# nothing but git: a minimal Debian 12, made by debootstrap, into which the last commit is cloned.
#
#   --cache FOLDER   where the archive of that Debian is kept for a week (~/.cache/glane)
#   --keep           leave the machine where it is, and say where
#
# Needs root, debootstrap, and the packages' mirror and npm's registry as this machine reaches them. Everything is mounted in a namespace of
# its own: whatever happens, no mount is left on this machine and nothing of it is removed.
set -euo pipefail

suite=bookworm
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/glane
keep=no

fail()
{
	echo "fresh-machine.sh: $*" >&2
	exit 1
}

# The mirror of Debian's packages that this machine uses itself.
mirror()
{
	{
		sed -n 's/^deb[[:blank:]]\+\(\[[^]]*\][[:blank:]]\+\)\?\([a-z]\+:[^[:blank:]]*\)[[:blank:]].*/\2/p' \
			/etc/apt/sources.list /etc/apt/sources.list.d/*.list
		sed -n 's/^URIs:[[:blank:]]*\([^[:blank:]]*\).*/\1/p' /etc/apt/sources.list.d/*.sources
	} 2> /dev/null | grep -E '/debian/?$' | head -n 1 || :
}

make_base()
{
	local packages=git
	case $mirror in https:*) packages=git,ca-certificates ;; esac
	mkdir -p "$cache"
	rm -rf "$base.new"
	echo "fresh-machine.sh: making a minimal Debian $suite from $mirror"
	debootstrap --variant=minbase --include="$packages" "$suite" "$base.new" "$mirror" > "$base.log" 2>&1 ||
		{ tail -n 20 "$base.log" >&2; fail "debootstrap failed"; }
	rm -rf "$base.new"/var/cache/apt/archives/*.deb
	tar -C "$base.new" -cf "$base.tar.new" .
	mv "$base.tar.new" "$base.tar"
	rm -rf "$base.new"
}

# How this machine reaches the mirror: proxies, name service, certificates. Not what it has installed.
copy_network()
{
	cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
	apt-config dump Acquire | grep -iE '^Acquire::(http|https|ftp)::' > "$root/etc/apt/apt.conf.d/90network" || :
	case $mirror in
	https:*) cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/" ;;
	esac
}

# How npm reaches its registry from here; for certificates of this network's own a file that no package replaces.
copy_npm_network()
{
	local key value
	command -v npm > /dev/null || return 0
	for key in registry proxy https-proxy; do
		value=$(npm config get "$key" 2> /dev/null)
		case $value in '' | null | undefined) ;; *) echo "$key=$value" ;; esac
	done > "$root/root/.npmrc"
	if [ -n "${NODE_EXTRA_CA_CERTS-}" ]; then
		cp -L "$NODE_EXTRA_CA_CERTS" "$root/root/network.crt"
		echo "cafile=/root/network.crt" >> "$root/root/.npmrc"
	fi
}

# One command on the new machine, as its root, in the clone, with the environment of a first login.
on_machine()
{
	chroot "$root" /usr/bin/env -i HOME=/root TERM=dumb \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
		/bin/bash -c 'cd /root/glane && eval "$1"' bash "$1" < /dev/null
}

remove_machine()
{
	umount -R "$root/dev" "$root/proc" 2> /dev/null || :
	if mount | grep -qF " $root/"; then
		echo "fresh-machine.sh: $root has mounts that don't go away; it is left there" >&2
	elif [ "$keep" = yes ]; then
		echo "fresh-machine.sh: the machine is in $root"
	else
		rm -rf --one-file-system "$root"
	fi
}

try_commands()
{
	local name command
	for name in main test; do
		command=$(sh "$root/root/glane/tests/readme-command.sh" "$name")
		echo "fresh-machine.sh: $command"
		on_machine "$command" || fail "the $name command of README.md failed"
		[ "$name" = main ] || continue
		for file in manifest.json report.html; do
			[ -s "$root/root/glane/out/creatives/$file" ] || fail "the $name command left no out/creatives/$file"
		done
	done
	echo "fresh-machine.sh: both commands work on a bare Debian $suite"
}

again=("$@")
while [ $# -gt 0 ]; do
	case $1 in
	--cache) [ $# -gt 1 ] || fail "--cache needs a folder"; cache=$2; shift ;;
	--keep) keep=yes ;;
	*) fail "unknown argument $1: see the beginning of the file" ;;
	esac
	shift
done
[ "$(id -u)" -eq 0 ] || fail "must be run as root, for chroot and mounts"
command -v debootstrap > /dev/null || fail "debootstrap is missing (Debian: debootstrap)"
if [ "${GLANE_FRESH_MACHINE-}" != inside ]; then
	GLANE_FRESH_MACHINE=inside exec unshare --mount --propagation private --pid --fork --kill-child \
		bash "${BASH_SOURCE[0]}" "${again[@]}"
fi

mirror=$(mirror)
[ -n "$mirror" ] || fail "no mirror of Debian's packages in /etc/apt/sources.list*"
base=$cache/debian-$suite
if [ -z "$(find "$base.tar" -mtime -7 2> /dev/null)" ]; then
	make_base
fi

root=$(mktemp -d)
trap remove_machine EXIT
trap 'exit 130' INT TERM HUP
tar -C "$root" -xf "$base.tar"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
copy_network
copy_npm_network
git clone --quiet --no-hardlinks "$top" "$root/root/glane"
try_commands
