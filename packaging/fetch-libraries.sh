#!/bin/sh
# fetch-libraries.sh ARCHITECTURE FOLDER - fetch Debian's packages with the static libraries for another architecture (arm64), which
# apt verifies by Debian's signature, and unpack them into FOLDER. Nothing is installed, and root is not needed.
set -eu
architecture=$1
folder=$2
suite=${DEBIAN_SUITE:-$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
command -v apt-get >/dev/null 2>&1 || {
	echo 'fetch-libraries.sh: apt-get is missing. Build on the machine itself instead.' >&2
	exit 1
}
rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$folder/apt/dpkg"
here=$(cd "$folder" && pwd)
: >"$here/apt/dpkg/status"
echo "deb [signed-by=$keyring] $mirror $suite main" >"$here/apt/sources.list"
case $suite in
bookworm) echo "deb [signed-by=$keyring] $mirror-security $suite-security main" >>"$here/apt/sources.list" ;;
esac
debian() {
	apt-get -qq -o APT::Architecture="$architecture" -o APT::Architectures="$architecture" -o Dir::State="$here/apt" \
		-o Dir::State::lists="$here/apt/lists" -o Dir::State::status="$here/apt/dpkg/status" -o Dir::Cache="$here/apt" \
		-o Dir::Cache::archives="$here/apt/archives" -o Dir::Etc::sourcelist="$here/apt/sources.list" -o Dir::Etc::sourceparts=- \
		-o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none "$@"
}
debian update
(cd "$here/apt/archives" && debian download liblua5.4-dev libyaml-dev nettle-dev libarchive-dev zlib1g-dev libzstd-dev liblzma-dev libbz2-dev)
for package in "$here"/apt/archives/*.deb; do
	dpkg-deb -x "$package" "$here"
done
rm -rf "$here/apt"
