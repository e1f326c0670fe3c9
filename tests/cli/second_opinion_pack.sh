#!/bin/sh
# second_opinion_pack.sh BUILD - random accounts, judged by assay and by an oracle that shares no code with the rules
# (tests/property/second_opinion_pack.py). SEED and CASES: other accounts, and more of them.
set -u
assay=$(cd "$1" && pwd)/assay
top=$(cd "$(dirname "$0")/../.." && pwd)
if ! command -v python3 >/dev/null; then
	echo 'skipped: python3 is not installed'
	exit 0
fi
python3 "$top/tests/property/second_opinion_pack.py" "$assay" "${SEED:-1}" "${CASES:-40}"
