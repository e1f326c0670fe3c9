#!/bin/sh
# trace.sh BUILD - `assay check --trace`: the values read, with places, and which of them decided.
set -u
assay=$(cd "$1" && pwd)/assay
data=$(cd "$(dirname "$0")/../data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

# has NAME TEXT: out contains TEXT; hasnt: it does not
has() {
	if grep -qF -e "$2" "$work/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1)) && echo "FAILED: $1: no '$2' in:" && cat "$work/out"
	fi
}
hasnt() {
	if grep -qF -e "$2" "$work/out"; then
		failed=$((failed + 1)) && echo "FAILED: $1: '$2' stands in:" && cat "$work/out"
	else
		passed=$((passed + 1))
	fi
}

# the exports of a stopped trail: one line for each value, the one that decided with a star
cd "$data/rows/stopped" || exit 1
"$assay" check --trace 1* >"$work/out"
has stopped 'values read; * marks the values that decided'
has stopped '    arn:aws:cloudtrail:us-east-1:123456789012:trail/t'
has stopped '    * 123456789012/us-east-1/get-trail-status.t.json:1:15 IsLogging = false'
"$assay" check 1* >"$work/out"
hasnt off 'trace:'
"$assay" check --trace --format sarif 1* >"$work/out"
"$assay" check --format sarif 1* >"$work/out2"
if cmp -s "$work/out" "$work/out2"; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo 'FAILED: sarif differs'; fi

# an unknown is about a value that is known
cd "$data/rows/both-kinds-filled" || exit 1
"$assay" check --trace 1* >"$work/out"
has doubt '    * 123456789012/us-east-1/get-event-selectors.t.json:10:29 AdvancedEventSelectors: 2 elements'

# each subject has its own trace, also of values that another subject read
cd "$data/rows/single-region-other" || exit 1
"$assay" check --trace --show all 1* | grep -c 'IsLogging = true' >"$work/out"
has subjects 2

# an unknown of a plan, and values that did not decide
cd "$data/plans/T7-mixed-unknown" || exit 1
"$assay" check --trace plan.json >"$work/out"
has unknown '    * plan.json:1:2426 values: unknown: event_selector[0].data_resource[0].values of aws_cloudtrail.t is known only after apply, from aws_lambda_function.foo.arn'
has unknown '      plan.json:1:2385 enable_logging = true'
has unknown 'exclude_management_event_sources (absent)'
"$assay" check --trace --format json plan.json >"$work/out"
has json '"traceCut": false'
has json '"decided": true'
has json '"kind": "unknown"'
if command -v python3 >/dev/null; then
	if python3 - "$work/out" <<'P'; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo 'FAILED: json'; fi
import json, sys
trace = json.load(open(sys.argv[1]))["results"][0]["trace"]
marked = [r for r in trace if r["decided"]]
assert [(r["object"], r["name"], r["kind"]) for r in marked] == [("aws_cloudtrail.t", "values", "unknown")], marked
logging = [r for r in trace if r["name"] == "enable_logging"][0]
assert logging["value"] == "true" and logging["place"]["line"] == 1 and logging["place"]["pointer"].endswith("/after/enable_logging"), logging
P
fi

# a pass: all values, none marked
cd "$data/plans/T9-unknown-kms" || exit 1
"$assay" check --trace --show all plan.json >"$work/out"
has pass 'values read; no single value decided'
hasnt pass '    * '
hasnt pass 'kms_key_id'

# sensitive values: planned ones, and earlier ones of a trail that is forgotten or left behind
for plan in T26-sensitive T26-sensitive-forget T26-left-behind; do
	cd "$data/plans/$plan" || exit 1
	for format in text json; do
		"$assay" check --trace --show all --format $format plan.json >"$work/out"
		has $plan '[redacted]'
		hasnt $plan 'arn:aws:lambda"'
		hasnt $plan 'arn:aws:lambda\"'
	done
done

echo "$passed passed, $failed failed"
test "$failed" -eq 0
