#!/bin/sh
# sarif.sh BUILD - both SARIF profiles of every fixture: tests/sarif_lint.py, the schema if it is available, and
# sarif-validate.sh (minutes) if ASSAY_SARIF_NODE names a folder for npm packages.
set -u
assay=$(cd "$1" && pwd)/assay
cd "$(dirname "$0")/../.." || exit 1
shared=${ASSAY_SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

verdict() { # NAME STATUS
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $1"
	fi
}

if ! command -v python3 >/dev/null; then
	echo 'sarif: skipped: python3 is needed to read the logs'
	exit 0
fi
schema=$shared/schemas/sarif-schema-2.1.0-errata01.json
if [ ! -e "$schema" ]; then
	echo "sarif: the schema is skipped: no $schema"
	schema=
elif ! python3 -W ignore -c 'import jsonschema' 2>/dev/null; then
	echo 'sarif: the schema is skipped: python3-jsonschema is not installed'
	schema=
fi

# both profiles of a run, the plain one also with every verdict
logs() { # NAME ARGUMENT...
	name=$1
	shift
	mkdir -p "$work/plain" "$work/audit"
	"$assay" check --format sarif="$work/plain/$name.sarif" --format sarif-audit="$work/audit/$name.sarif" "$@" 2>/dev/null
	first=$?
	"$assay" check --show all --format sarif="$work/plain/$name-all.sarif" "$@" 2>/dev/null
	[ $? = "$first" ] && [ "$first" -le 3 ] && [ -s "$work/audit/$name.sarif" ]
	verdict "$name: written" $?
}

logs demo fixtures/exports fixtures/plan/plan.json
logs exports fixtures/exports
logs plan fixtures/plan
logs params --param aws-cloudtrail-lambda-invocations.coverage=current fixtures/exports
for folder in tests/data/rows/* tests/data/plans/*; do
	[ -d "$folder" ] && logs "$(basename "$folder")" "$folder"
done

# a run with errors is also a log
mkdir -p "$work/odd/a b"
printf '{"Trails": [' >"$work/odd/broken.json"
printf '{"x": 1}' >"$work/odd/a b/other #1.json"
: >"$work/odd/empty.json"
(cd "$work/odd" && logs odd . "a b/other #1.json")
logs none "$work/odd/a b"

# results that decide the exit status are listed with any --show; changed settings are listed with the defaults
"$assay" check --show pass --format sarif="$work/shown.sarif" fixtures/exports
grep -q '"kind": "fail"' "$work/shown.sarif"
verdict 'a fail is listed with --show pass' $?
coverage=$(grep -o '"coverage": "[a-z]*"' "$work/plain/params.sarif" | tr '\n' ' ')
[ "$coverage" = '"coverage": "all" "coverage": "current" ' ]
verdict 'a default and its override' $?
hash=$(sha256sum "$work/odd/broken.json" | cut -d' ' -f1)
grep -q "$hash" "$work/audit/odd.sarif"
verdict 'what is broken is hashed, too' $?

check() { # NAME OPTION LOG...
	name=$1
	shift
	python3 -W ignore tests/sarif_lint.py ${schema:+--schema "$schema"} "$@" >"$work/lint"
	verdict "$name" $?
	[ "$failed" = 0 ] || cat "$work/lint"
}
check 'plain profile: lint' "$work"/plain/*.sarif
check 'audit profile: lint' --audit "$work"/audit/*.sarif
check 'plain profile, by hand: lint' --root "$work" tests/data/report/*.sarif
check 'audit profile, by hand: lint' --root "$work" --audit tests/data/report/*.sarif-audit

if [ -n "${ASSAY_SARIF_NODE:-}" ] && [ -e "$shared/tools/sarif-validate.sh" ]; then
	for log in tests/data/report/*.sarif-audit; do
		cp "$log" "$work/audit/by-hand-$(basename "$log" .sarif-audit).sarif"
	done
	sh "$shared/tools/sarif-validate.sh" -q -d "$ASSAY_SARIF_NODE" "$work"/*/*.sarif tests/data/report/*.sarif >"$work/all"
	verdict 'sarif-validate.sh' $?
	grep -v '^PASS' "$work/all"
	echo "sarif-validate.sh: $(grep -c '^PASS' "$work/all") of $(wc -l <"$work/all") pass"
else
	echo 'sarif: sarif-validate.sh is skipped: it is run where ASSAY_SARIF_NODE names a folder for its packages'
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
