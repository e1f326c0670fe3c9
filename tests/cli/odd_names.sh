#!/bin/sh
# odd_names.sh BUILD - an export is not lost because its name or folder is spelled in another way: it is read, or it is an
# error, or its account or Region is unknown. The same in a folder, a tar, a compressed tar and a zip.
set -u
assay=$(cd "$1" && pwd)/assay
helper=$(cd "$(dirname "$0")" && pwd)/odd_names.py
command -v python3 >/dev/null || { echo 'odd_names.sh was skipped: python3 is not installed'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
python3 "$helper" "$assay"
