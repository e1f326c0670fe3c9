#!/bin/sh
# A corpus of plans that others wrote: none may crash, and each gets the exit status that
# fits what it is (corpus.py says which).
#
#   sh tests/corpus.sh BUILD-DIR [CORPUS-DIR]
#
# Without CORPUS-DIR it is looked for in $ASSAY_SHARED/corpus, else in ../shared/corpus
# beside the checkout.
set -u

test $# -ge 1 || { echo "usage: $0 BUILD-DIR [CORPUS-DIR]" >&2; exit 2; }
build=$(cd "$1" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd)
corpus=${2:-${ASSAY_SHARED:-$here/../../shared}/corpus}

if test ! -e "$corpus/INDEX.tsv"; then
	echo "corpus: skipped: no INDEX.tsv in ${2:-${ASSAY_SHARED:-../shared}/corpus}"
	exit 0
fi
if ! command -v python3 >/dev/null; then
	echo "corpus: skipped: python3 is needed to tell JSON from what is not"
	exit 0
fi
python3 "$here/corpus.py" "${ASSAY:-$build/assay}" "$corpus"
