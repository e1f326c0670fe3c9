#!/bin/sh
# Runs assay on a corpus of plans from other projects. No file may crash it, and each file gets the exit status
# that corpus.py expects.
#
#   sh tests/corpus.sh BUILD-DIR [CORPUS-DIR]
#
# CORPUS-DIR defaults to $ASSAY_SHARED/corpus, or ../shared/corpus beside the checkout. Without that folder the
# test is skipped; if its index is missing, the test fails.
set -u

test $# -ge 1 || { echo "usage: $0 BUILD-DIR [CORPUS-DIR]" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd)
corpus=${2:-${ASSAY_SHARED:-$here/../../shared}/corpus}

if test ! -d "$corpus"; then
	echo "corpus: skipped: there is no folder $corpus"
	exit 0
fi
if ! command -v python3 >/dev/null; then
	echo "corpus: skipped: python3 is not installed"
	exit 0
fi
python3 "$here/corpus.py" "${ASSAY:-$build/assay}" "$corpus"
