#!/bin/sh
# install.sh - fetch one released assay, verify it, and only then run it.
#
#   ASSAY_RELEASES    address (https://...) or folder of the releases; the file is assay-VERSION-linux-MACHINE below it, with
#                     MACHINE as `uname -m` prints it
#   ASSAY_VERSION     for example 0.1.0
#   ASSAY_SHA256      the SHA-256 of the file, written into the pipeline. A checksum that is fetched beside the file does not
#                     protect against someone who can change both
#   ASSAY_PUBLIC_KEY  a file of the pipeline with the public key (Ed25519, PEM) of who makes the releases: SHA256SUMS is fetched
#                     and its signature SHA256SUMS.sig verified with openssl (3.0 or later). One of the two is required; with
#                     both, both must match
#   ASSAY_BIN         the folder to install into; it is made if it is missing
set -eu

refuse() {
	echo "install.sh: $*" >&2
	exit 1
}
[ -n "${ASSAY_RELEASES:-}" ] || refuse 'set ASSAY_RELEASES to the address or folder of the releases'
[ -n "${ASSAY_VERSION:-}" ] || refuse 'set ASSAY_VERSION to the release to use'
[ -n "${ASSAY_SHA256:-}${ASSAY_PUBLIC_KEY:-}" ] ||
	refuse 'set ASSAY_SHA256 to the checksum of that release, or ASSAY_PUBLIC_KEY to the file with the key of its signature'
[ -n "${ASSAY_BIN:-}" ] || refuse 'set ASSAY_BIN to the folder to install into'

[ "$(uname -s)" = Linux ] || refuse "releases are for Linux; build assay from its source here"
# a tag is often v0.1.0, and some tools print checksums in capitals
ASSAY_VERSION=${ASSAY_VERSION#v}
ASSAY_SHA256=$(printf '%s' "${ASSAY_SHA256:-}" | tr 'A-F' 'a-f')
file=assay-$ASSAY_VERSION-linux-$(uname -m)
mkdir -p "$ASSAY_BIN"
part=$(mktemp -d "$ASSAY_BIN/.assay.XXXXXX")
trap 'rm -rf "$part"' EXIT
trap 'exit 1' HUP INT TERM

fetch() { # NAME: into the folder $part
	case $ASSAY_RELEASES in
	*://*)
		if command -v curl >/dev/null 2>&1; then
			curl -fsSL --retry 3 -o "$part/$1" -- "$ASSAY_RELEASES/$1" || refuse "$ASSAY_RELEASES/$1 can't be fetched"
		else
			wget -q -O "$part/$1" -- "$ASSAY_RELEASES/$1" || refuse "$ASSAY_RELEASES/$1 can't be fetched"
		fi
		;;
	*) cp -- "$ASSAY_RELEASES/$1" "$part/$1" || refuse "$ASSAY_RELEASES/$1 can't be read" ;;
	esac
}

fetch "$file"
found=$(sha256sum <"$part/$file" | cut -d ' ' -f 1)
if [ -n "${ASSAY_PUBLIC_KEY:-}" ]; then
	command -v openssl >/dev/null 2>&1 || refuse 'openssl is needed to verify the signature: it was not installed'
	fetch SHA256SUMS
	fetch SHA256SUMS.sig
	openssl pkeyutl -verify -pubin -inkey "$ASSAY_PUBLIC_KEY" -rawin -in "$part/SHA256SUMS" -sigfile "$part/SHA256SUMS.sig" >/dev/null 2>&1 ||
		refuse "SHA256SUMS is not signed with the key in $ASSAY_PUBLIC_KEY: $file was not installed"
	grep -qxF "$found  $file" "$part/SHA256SUMS" ||
		refuse "$file has the checksum $found, which the signed SHA256SUMS does not contain: it was not installed"
fi
[ -z "$ASSAY_SHA256" ] || [ "$found" = "$ASSAY_SHA256" ] ||
	refuse "$file has the checksum $found, not $ASSAY_SHA256: it was not installed"
chmod 755 "$part/$file"
mv -f "$part/$file" "$ASSAY_BIN/assay"
"$ASSAY_BIN/assay" version || refuse "assay can't start here: the reason is printed above"
