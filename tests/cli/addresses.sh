#!/bin/sh
# addresses.sh BUILD - trails of modules, count and for_each have the addresses that Terraform prints, with any
# key. A deposed object is not a second trail.
set -u
assay=$(cd "$1" && pwd)/assay
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

if ! command -v python3 >/dev/null; then
	echo 'addresses: skipped: python3 is needed to read plans and reports'
	exit 0
fi
cat >"$work/depose.py" <<'P'
import copy, json, sys
plan = json.load(open(sys.argv[1]))
for change in list(plan["resource_changes"]):
    gone = copy.deepcopy(change)
    gone["deposed"] = "0f1e2d3c"
    gone["change"].update(actions=["delete"], before=change["change"]["after"], after=None, after_unknown={})
    plan["resource_changes"].append(gone)
json.dump(plan, sys.stdout)
P
cat >"$work/compare.py" <<'P'
import json, sys
plan, report = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
want = sorted({c["address"] for c in plan["resource_changes"] if c["type"] == "aws_cloudtrail"})
got = sorted(r["subject"].removeprefix("plan.json#") for r in report["results"])
if want != got:
    sys.exit(f"want {want}, got {got}")
P

# compare NAME: the subjects of plan.json in the working folder
compare() {
	"$assay" check --rules "$here/../../docs/examples/rules" --control aws-cloudtrail-encrypted --show all \
		--format json plan.json >"$work/out"
	if python3 "$work/compare.py" plan.json "$work/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1)) && echo "FAILED: $1"
	fi
}
for name in modules-providers references T24-module-for-each T25-count-half T27-moved; do
	cd "$here/../data/plans/$name" || exit 1
	compare "$name"
	python3 "$work/depose.py" plan.json >"$work/plan.json"
	cd "$work" || exit 1
	compare "$name, deposed"
done

echo "$passed passed, $failed failed"
test "$failed" -eq 0
