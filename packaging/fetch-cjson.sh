#!/bin/sh
# fetch-cjson.sh FOLDER - fetch Debian's source package of cJSON, which apt verifies by Debian's signature, and unpack it into
# FOLDER. The package lists are kept in a folder of their own: the system's sources are not changed, and root is not needed.
set -eu
folder=$1
suite=${DEBIAN_SUITE:-$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)}
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
for tool in apt-get dpkg-source; do
	command -v $tool >/dev/null 2>&1 || {
		echo "fetch-cjson.sh: $tool is missing. Unpack the source of cJSON elsewhere, and give its folder: make static CJSON_SOURCE=FOLDER" >&2
		exit 1
	}
done
rm -rf "$folder"
mkdir -p "$folder/apt/lists/partial" "$folder/apt/archives/partial" "$folder/apt/etc"
cd "$folder"
here=$(pwd)
echo "deb-src [signed-by=$keyring] $mirror $suite main" >apt/sources.list
case $suite in
bookworm) echo "deb-src [signed-by=$keyring] ${mirror}-security $suite-security main" >>apt/sources.list ;;
esac
debian() {
	apt-get -qq -o Dir::State="$here/apt" -o Dir::State::lists="$here/apt/lists" -o Dir::Cache="$here/apt" -o Dir::Cache::archives="$here/apt/archives" \
		-o Dir::Etc::sourcelist="$here/apt/sources.list" -o Dir::Etc::sourceparts=- -o APT::Sandbox::User="$(id -un)" \
		-o Acquire::Languages=none "$@"
}
debian update
debian source --download-only cjson >/dev/null
dpkg-source --no-check -x ./*.dsc cjson >/dev/null
rm -rf apt
ls cjson/cJSON.c cjson/cJSON.h
