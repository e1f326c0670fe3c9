#!/bin/sh
# sbom.sh BINARY RUN VERSION - print what is linked into the static binary as SPDX 2.3 in JSON. RUN is how it is run here.
set -eu
binary=$1
run=$2
version=$3
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
name=$(basename "$binary")
sum=$(sha256sum <"$binary" | cut -d ' ' -f 1)
json=$($run version --json)
linked() { printf '%s\n' "$json" | sed -n "s/^ *\"$1\": \"\(.*\)\",\{0,1\}$/\1/p" | head -n 1; }
commit=$(linked commit)
libc=$(getconf GNU_LIBC_VERSION | cut -d ' ' -f 2)

package() { # ID NAME VERSION LICENSE HOMEPAGE
	cat <<end
    {
      "SPDXID": "SPDXRef-$1",
      "name": "$2",
      "versionInfo": "$3",
      "downloadLocation": "NOASSERTION",
      "homepage": "$5",
      "filesAnalyzed": false,
      "licenseConcluded": "$4",
      "licenseDeclared": "$4",
      "copyrightText": "NOASSERTION",
      "externalRefs": [
        {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:generic/$2@$3"}
      ]
    },
end
}
cat <<end
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "$name",
  "documentNamespace": "https://spdx.org/spdxdocs/$name-$sum",
  "creationInfo": {"created": "$created", "creators": ["Tool: assay-packaging-sbom"]},
  "documentDescribes": ["SPDXRef-assay"],
  "packages": [
$(package cJSON cJSON "$(linked cJSON)" MIT https://github.com/DaveGamble/cJSON)
$(package libyaml libyaml "$(linked libyaml)" MIT https://pyyaml.org/wiki/LibYAML)
$(package Lua lua "$(linked Lua)" MIT https://www.lua.org)
$(package nettle nettle "$(linked nettle)" 'LGPL-3.0-or-later OR GPL-2.0-or-later' https://www.lysator.liu.se/~nisse/nettle)
$(package glibc glibc "$libc" LGPL-2.1-or-later https://www.gnu.org/software/libc)
$(package libarchive libarchive "$(linked libarchive)" BSD-2-Clause https://www.libarchive.org)
$(package zlib zlib "$(linked zlib)" Zlib https://zlib.net)
$(package liblzma xz "$(linked liblzma)" 0BSD https://tukaani.org/xz)
$(package bzip2 bzip2 "$(linked bz2lib)" bzip2-1.0.6 https://sourceware.org/bzip2)
$(package zstd zstd "$(linked libzstd)" 'BSD-3-Clause OR GPL-2.0-only' https://facebook.github.io/zstd)
    {
      "SPDXID": "SPDXRef-assay",
      "name": "assay",
      "versionInfo": "$version",
      "packageFileName": "$name",
      "downloadLocation": "NOASSERTION",
      "filesAnalyzed": false,
      "checksums": [{"algorithm": "SHA256", "checksumValue": "$sum"}],
      "sourceInfo": "commit $commit",
      "licenseConcluded": "MIT",
      "licenseDeclared": "MIT",
      "copyrightText": "Copyright (c) 2026 the assay developers"
    }
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-assay"},
    {"spdxElementId": "SPDXRef-assay", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-cJSON"},
    {"spdxElementId": "SPDXRef-assay", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-libyaml"},
    {"spdxElementId": "SPDXRef-assay", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-Lua"},
    {"spdxElementId": "SPDXRef-assay", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-nettle"},
$(for library in libarchive zlib liblzma bzip2 zstd; do
	echo "    {\"spdxElementId\": \"SPDXRef-assay\", \"relationshipType\": \"STATIC_LINK\", \"relatedSpdxElement\": \"SPDXRef-$library\"},"
done)
    {"spdxElementId": "SPDXRef-assay", "relationshipType": "STATIC_LINK", "relatedSpdxElement": "SPDXRef-glibc"}
  ]
}
end
