#!/bin/sh
# Runs test vectors that are not part of the repository: 74 rows of AWS CLI output, and the trails of Terraform
# plans. tests/data contains the same facts.
#
#   sh tests/vectors.sh BUILD-DIR
#
# Reads $ASSAY_SHARED/vectors, or ../shared/vectors beside the checkout. Without that folder the test is skipped;
# if a file is missing in it, the test fails.
set -u

test $# -eq 1 || { echo "usage: $0 BUILD-DIR" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd)
vectors=${ASSAY_SHARED:-$here/../../shared}/vectors

if test ! -d "$vectors"; then
	echo "vectors: skipped: there is no folder ${ASSAY_SHARED:-../shared}/vectors"
	exit 0
fi
if ! command -v python3 >/dev/null; then
	echo "vectors: skipped: python3 is not installed"
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
