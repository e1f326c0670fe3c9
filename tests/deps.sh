#!/bin/sh
# deps.sh build|lint|dev - install what is missing, with apt where there is one.
set -eu

build='gcc make pkg-config libcjson-dev libyaml-dev liblua5.4-dev nettle-dev libcmocka-dev libc6-dev'
lint='clang clang-format lua5.4'
dev='clang-tidy libclang-rt-14-dev valgrind jq pre-commit shellcheck python3 python3-jsonschema libxml2-utils cmark-gfm'

case ${1:-build} in
build) wanted=$build ;;
lint) wanted="$build $lint" ;;
dev) wanted="$build $lint $dev" ;;
*) echo "usage: deps.sh build|lint|dev" >&2; exit 2 ;;
esac

# the libraries may be there without dpkg's knowledge
if [ "${1:-build}" = build ] && command -v cc >/dev/null 2>&1 &&
	pkg-config --exists libcjson yaml-0.1 nettle cmocka 2>/dev/null &&
	ls /usr/lib/*/liblua5.4.a /usr/lib/liblua5.4.a /usr/lib64/liblua5.4.a >/dev/null 2>&1; then
	exit 0
fi
missing=
for package in $wanted; do
	dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "assay needs these libraries; under Debian's names:$missing" >&2
	exit 1
fi
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
if [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; then
	echo "assay needs these packages, and this user can't install them:$missing" >&2
	exit 1
fi
echo "installing:$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
