#!/bin/sh
# install.sh - fetch one released assay, compare it with the checksum that the pipeline holds, and only then
# let it run.
#
#   ASSAY_RELEASES  where releases lie: an address (https://...) or a folder; the file is
#                   assay-VERSION-linux-MACHINE below it, MACHINE as `uname -m` says it
#   ASSAY_VERSION   for example 0.1.0
#   ASSAY_SHA256    the file's SHA-256, written into the pipeline: a checksum that is fetched beside the
#                   file proves nothing against whoever can change the file
#   ASSAY_BIN       the folder to install into; made where it is missing
set -eu

refuse() {
	echo "install.sh: $*" >&2
	exit 1
}
[ -n "${ASSAY_RELEASES:-}" ] || refuse 'set ASSAY_RELEASES to the address or folder of the releases'
[ -n "${ASSAY_VERSION:-}" ] || refuse 'set ASSAY_VERSION to the release to use'
[ -n "${ASSAY_SHA256:-}" ] || refuse 'set ASSAY_SHA256 to the checksum of that release, from its SHA256SUMS'
[ -n "${ASSAY_BIN:-}" ] || refuse 'set ASSAY_BIN to the folder to install into'

[ "$(uname -s)" = Linux ] || refuse "releases are for Linux; build assay from its source here"
# a tag is often v0.1.0, and some tools print checksums in capitals
ASSAY_VERSION=${ASSAY_VERSION#v}
ASSAY_SHA256=$(printf '%s' "$ASSAY_SHA256" | tr 'A-F' 'a-f')
file=assay-$ASSAY_VERSION-linux-$(uname -m)
mkdir -p "$ASSAY_BIN"
part=$(mktemp "$ASSAY_BIN/.assay.XXXXXX")
trap 'rm -f "$part"' EXIT
trap 'exit 1' HUP INT TERM

case $ASSAY_RELEASES in
*://*)
	if command -v curl >/dev/null 2>&1; then
		curl -fsSL --retry 3 -o "$part" -- "$ASSAY_RELEASES/$file" || refuse "$ASSAY_RELEASES/$file can't be fetched"
	else
		wget -q -O "$part" -- "$ASSAY_RELEASES/$file" || refuse "$ASSAY_RELEASES/$file can't be fetched"
	fi
	;;
*) cp -- "$ASSAY_RELEASES/$file" "$part" || refuse "$ASSAY_RELEASES/$file can't be read" ;;
esac

found=$(sha256sum <"$part" | cut -d ' ' -f 1)
[ "$found" = "$ASSAY_SHA256" ] ||
	refuse "$file has the checksum $found, not $ASSAY_SHA256: it was not installed"
chmod 755 "$part"
mv -f "$part" "$ASSAY_BIN/assay"
"$ASSAY_BIN/assay" version ||
	refuse "assay can't start here: what it misses is said above (Debian and Ubuntu: apt-get install libcjson1)"
