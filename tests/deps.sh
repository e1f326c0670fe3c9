#!/bin/sh
# deps.sh build|test|lint|dev|browser - print which packages are missing and the command that installs them, then run it with apt.
# Prints nothing and needs no rights if nothing is missing. ASSAY_NO_INSTALL=1 only prints.
set -eu

lint='clang clang-format lua5.4'
dev='clang-tidy libclang-rt-14-dev valgrind jq pre-commit shellcheck python3 python3-jsonschema libxml2-utils cmark-gfm
	man-db mandoc zsh fish lintian rpm cpio umoci openssl'
missing=
miss() { missing="$missing $1"; }

# what is built needs a compiler and libraries, with or without dpkg's knowledge
command -v make >/dev/null 2>&1 || miss make
if command -v cc >/dev/null 2>&1; then
	echo '#include <stdio.h>' | cc -E - >/dev/null 2>&1 || miss libc6-dev
else
	miss gcc
	miss libc6-dev
fi
command -v pkg-config >/dev/null 2>&1 || miss pkg-config
has() { pkg-config --exists "$1" 2>/dev/null; }
has libcjson || miss libcjson-dev
has yaml-0.1 || miss libyaml-dev
has nettle || miss nettle-dev
has libarchive || miss libarchive-dev
has zlib || miss zlib1g-dev
has libzstd || miss libzstd-dev
has liblzma || miss liblzma-dev
ls /usr/include/bzlib.h >/dev/null 2>&1 || miss libbz2-dev
lua=liblua5.4-dev
for archive in /usr/lib/*/liblua5.4.a /usr/lib/liblua5.4.a /usr/lib64/liblua5.4.a; do
	[ ! -f "$archive" ] || lua=
done
[ -z "$lua" ] || miss "$lua"
if [ "${1:-build}" != build ]; then
	has cmocka || miss libcmocka-dev
	command -v python3 >/dev/null 2>&1 || miss python3
	command -v jq >/dev/null 2>&1 || miss jq
fi

case ${1:-build} in
build | test) wanted= ;;
lint) wanted=$lint ;;
dev) wanted="$lint $dev" ;;
browser)
	wanted='chromium poppler-utils'
	# Node.js may be installed without dpkg's knowledge
	command -v node >/dev/null 2>&1 || miss nodejs
	command -v npm >/dev/null 2>&1 || miss npm
	;;
*) echo 'usage: deps.sh build|test|lint|dev|browser' >&2; exit 2 ;;
esac
for package in $wanted; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || miss "$package"
done
[ -n "$missing" ] || exit 0

echo "These packages (Debian's names) are missing:$missing"
if ! command -v apt-get >/dev/null 2>&1; then
	echo 'There is no apt-get here. Install them, then run make again.' >&2
	exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
echo "This command installs them: ${as_root:+sudo }apt-get install -y --no-install-recommends$missing"
if [ -n "${ASSAY_NO_INSTALL:-}" ]; then
	echo 'ASSAY_NO_INSTALL is set: nothing was installed.' >&2
	exit 1
fi
if [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; then
	echo 'This user is not root, and there is no sudo. Let an administrator run the command.' >&2
	exit 1
fi
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086 # several packages
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
