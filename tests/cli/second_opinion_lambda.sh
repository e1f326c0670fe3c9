#!/bin/sh
# second_opinion_lambda.sh BUILD - functions, security groups and VPCs of random exports, judged a second time by an oracle that shares
# no code with the rules. CASES accounts (80) from SEED (1).
set -u
assay=$(cd "$1" && pwd)/assay
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v python3 >/dev/null 2>&1; then
	echo 'skipped: python3 is not installed'
	exit 0
fi
python3 "$here/../property/second_opinion_lambda.py" "$assay" "${CASES:-80}" "${SEED:-1}"
