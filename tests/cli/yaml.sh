#!/bin/sh
# yaml.sh BUILD - YAML exports have the verdicts of their JSON, with their own places. Hostile YAML is refused at once.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}

# the exports of the demo as the AWS CLI writes them with --output yaml: the same report except for places and quoted values
report() { # FOLDER OUT
	(cd "$1" && "$assay" check --show all --format json . >"$work/$2" 2>&1)
	echo "exit $?" >>"$work/$2"
	sed 's/\.yaml"/.json"/; s/\.yaml:/.json:/g; /"\(line\|column\|endLine\|endColumn\|value\)":/d' "$work/$2" >"$work/$2.same"
}
report "$root/fixtures/exports" json
report "$root/tests/data/yaml/exports" yaml
grep -q '"verdict": "fail"' "$work/yaml" && diff "$work/json.same" "$work/yaml.same" >"$work/diff"
say $? "the demo in YAML is judged differently: $(cat "$work/diff")"

# each quoted value is at the reported place
awk -v root="$root/tests/data/yaml/exports/" '
	function number(line) { gsub(/[^0-9]/, "", line); return line + 0 }
	/"uri":/ { uri = $0; sub(/^.*"uri": "/, "", uri); sub(/",?$/, "", uri) }
	/"line":/ { line = number($0) }
	/"column":/ { column = number($0) }
	/"endLine":/ { end_line = number($0) }
	/"endColumn":/ { end_column = number($0) }
	/"value": "/ {
		value = $0
		sub(/^.*"value": "/, "", value)
		sub(/",?$/, "", value)
		if (line != end_line || value ~ /\\/) next
		file = root uri
		for (i = 0; i < line && (getline text <file) > 0; i++) ;
		close(file)
		checked++
		if (substr(text, column, end_column - column) != value) {
			printf "%s:%d:%d is %s, not %s\n", uri, line, column, substr(text, column, end_column - column), value
			bad++
		}
	}
	END { exit bad || checked < 3 }' "$work/yaml" >"$work/out"
say $? "a quoted value stands elsewhere: $(cat "$work/out")"

# rows of the truth table in YAML
ROWS_DATA=$root/tests/data/yaml sh "$root/tests/rows.sh" "$1" >"$work/out" 2>&1
say $? "rows: $(cat "$work/out")"
grep -q '^15 passed' "$work/out"
say $? "rows: $(tail -n 1 "$work/out")"

# inspect recognises them
(cd "$root/tests/data/yaml/exports" && "$assay" inspect --list .) >"$work/out" 2>&1
[ $? = 0 ] && grep -q 'get-event-selectors.payments-data.yaml' "$work/out" && ! grep -qi 'not recognised' "$work/out"
say $? "inspect: $(cat "$work/out")"

# the SARIF log has the type YAML, and excerpts from the YAML
"$assay" check --format sarif "$root/tests/data/yaml/exports" >"$work/sarif" 2>"$work/err"
[ $? = 1 ] && grep -q '"mimeType": "application/yaml"' "$work/sarif" && ! grep -q 'application/json' "$work/sarif" &&
	grep -q '"text": " *IsMultiRegionTrail: false"' "$work/sarif"
say $? "SARIF of YAML: $(head -n 3 "$work/err")"

# says STATUS WORDS FILE...: in a folder and named alone
says() {
	status=$1 words=$2
	shift 2
	timeout 10 "$assay" check "$@" >"$work/out" 2>&1
	got=$?
	[ "$got" = "$status" ] && tr -s '\n ' '  ' <"$work/out" | grep -qiF -- "$words"
	say $? "check $*: status $got, wanted $status and: $words: $(head -n 12 "$work/out")"
}
cd "$work" || exit 1

# hostile: refused in milliseconds (10 s allow for slow machines and sanitizers)
mkdir hostile
{ printf 'a: '; head -c 131072 /dev/zero | tr '\0' '['; echo; } >hostile/brackets.yaml
says 2 'flow collections ({}, []) are nested deeper than 16' hostile/brackets.yaml
{ printf 'a: '; head -c 131072 /dev/zero | tr '\0' '{'; echo; } >hostile/braces.yaml
says 2 'a key must be a string, not a collection' hostile/braces.yaml
awk 'BEGIN { for (i = 0; i < 65536; i++) printf "- "; print "x" }' >hostile/dashes.yaml
says 2 'nested deeper than the limit max_depth of 256' hostile/dashes.yaml
awk 'BEGIN { for (i = 0; i < 60000; i++) printf "%%TAG !a%d! b\n", i; print "---\na: 1" }' >hostile/tags.yaml
says 2 'this directive is not read' hostile/tags.yaml
awk 'BEGIN { print "a0: &a0 [x, x, x, x, x, x, x, x, x]"
	for (i = 1; i < 12; i++) { printf "a%d: &a%d [", i, i; for (j = 0; j < 9; j++) printf "*a%d,", i - 1; print "]" } }' >hostile/laughs.yaml
says 2 'the limit max_yaml_expansion of 33554432 bytes' hostile/laughs.yaml
awk 'BEGIN { for (i = 0; i < 100000; i++) print "a" i ": &a" i " x" }' >hostile/anchors.yaml
says 2 'Not recognised' hostile/anchors.yaml

# other YAML in a folder is skipped and counted; a file named like an export is an error
mkdir -p tree/123456789012/us-east-1 tree/chart
cp "$root"/tests/data/yaml/exports/123456789012/us-east-1/*.yaml tree/123456789012/us-east-1
printf '{{- if .Values.x }}\na: {{ .Values.y }}\n{{- end }}\n' >tree/chart/a.yaml
printf 'a: 1\n---\nb: 2\n' >tree/chart/b.yaml
printf 'Resources:\n  F: !Ref x\n' >tree/chart/c.yml
printf 'x: &a [1]\ny: *a\n8080: z\n' >tree/chart/d.yml
(cd tree && "$assay" check .) >expected 2>&1
status=$?
[ "$status" != 2 ] && grep -q '4 files were not recognised' expected
say $? "other YAML in a folder: status $status: $(cat expected)"
printf 'Functions:\n- FunctionArn: x\n FunctionName: y\n' >tree/chart/e.txt
says 2 "this YAML can't be read" tree
printf 'Functions:\n- FunctionArn: [x\n' | iconv -t UTF-16 >tree/chart/e.txt 2>/dev/null
says 2 "this YAML can't be read" tree
printf 'Functions:\n- x\n---\n' >tree/chart/e.txt
says 2 'a second YAML document begins here' tree
rm tree/chart/e.txt
printf '# later\n---\n' >tree/123456789012/us-east-1/list-functions.yaml
says 2 'the file contains only comments' tree
printf 'aws: error: argument operation: Invalid choice\n' >tree/123456789012/us-east-1/list-functions.yaml
says 2 'these are messages of the AWS CLI' tree

# standard input, and files named on the command line
printf 'assay: {command: lambda list-functions, account: "123456789012", region: us-east-1}\noutput:\n  Functions: []\n' |
	"$assay" check - >out 2>&1
[ $? = 0 ] && grep -q 'Judged: 123456789012 us-east-1' out
say $? "YAML on standard input: $(cat out)"
printf -- '- Functions: []\n' >stream.yaml
says 2 'The account and Region of this export are unknown' stream.yaml
printf 'Error: x\n' >error.txt
says 2 'these are messages of Terraform' error.txt
printf 'a.b: Refreshing state... [id=x]\n' >plan.txt
says 2 'the text of a plan for people' plan.txt
says 2 'is a tag of CloudFormation templates' tree/chart/c.yml

# settings and waivers are YAML, with their places
mkdir policy
cat >policy/.assay.yaml <<'YAML'
# settings of this repository
fail-on: high          # one control is medium
show: [fail, unknown]
max-depth: 100
params:
  aws-cloudtrail-lambda-invocations:
    coverage: current
YAML
(cd policy && "$assay" check "$root/tests/data/yaml/exports") >out 2>&1
[ $? = 0 ] && grep -q 'Configuration: .assay.yaml' out
say $? ".assay.yaml in YAML: $(cat out)"
printf 'fail-on: high\n\naccept-unknown: yes\n' >c.yaml
says 2 "c.yaml:3:17: 'accept-unknown' takes true or false" --config c.yaml expected
printf 'fail-on: high\nfail-on: low\n' >c.yaml
says 2 'c.yaml:2:1' --config c.yaml expected
cat >w.yaml <<'YAML'
waivers:
- control: aws-cloudtrail-lambda-invocations
  subject: 123456789012/eu-west-1
  reason: >-
    the heartbeat is noise,
    and recorded elsewhere
  expires: 2026-12-31
  ticket: OPS-12
YAML
"$assay" check --no-config --now 2026-12-31 --waivers w.yaml --show all --show waived "$root/tests/data/yaml/exports" >out 2>&1
[ $? = 3 ] && tr -s '\n ' '  ' <out | grep -q 'the heartbeat is noise, and recorded elsewhere'
say $? "waivers in YAML: $(cat out)"
"$assay" check --no-config --now 2027-01-01 --waivers w.yaml "$root/tests/data/yaml/exports" >out 2>&1
[ $? = 1 ] && grep -q 'w.yaml:7:12' out
say $? "expired waivers in YAML: $(cat out)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
