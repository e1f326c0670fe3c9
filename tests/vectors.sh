#!/bin/sh
# The shared vectors, where they are at hand: 74 rows of AWS CLI output, and the trails of
# the Terraform plans beside them. tests/data holds the same facts for everyone.
#
#   sh tests/vectors.sh BUILD-DIR
#
# They are looked for in $ASSAY_SHARED/vectors, else in ../shared/vectors beside the checkout.
set -u

test $# -eq 1 || { echo "usage: $0 BUILD-DIR" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd)
vectors=${ASSAY_SHARED:-$here/../../shared}/vectors

if test ! -e "$vectors/vectors.json"; then
	echo "vectors: skipped: no vectors.json in ${ASSAY_SHARED:-../shared}/vectors"
	exit 0
fi
if ! command -v python3 >/dev/null; then
	echo "vectors: skipped: python3 is needed to turn rows into files"
	exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
failed=0
python3 "$here/vectors_rows.py" "$vectors/vectors.json" "$work" || exit 1
ROWS_DATA=$work sh "$here/rows.sh" "$build" || failed=1
python3 "$here/vectors_plans.py" "${ASSAY:-$build/assay}" "$vectors" || failed=1
exit $failed
