#!/bin/sh
# baseline.sh BUILD - check --baseline, --new-only and diff.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
unset SOURCE_DATE_EPOCH
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
# expect STATUS TEXT ARGUMENT...: the exit status, and TEXT in what is printed, line ends aside
expect() {
	status=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && tr -s '\n ' '  ' <out | grep -qF -e "$text"
	say $? "assay $*: status $got, wanted $status with '$text': $(cat out)"
	! grep -qE -f "$root/tests/message_faults" out
	say $? "assay $*: style of the message: $(cat out)"
}
id=aws-cloudtrail-lambda-invocations
cp -r "$root/fixtures/exports" .

# in both profiles: a fail in eu-west-1, an unknown in eu-central-1
"$assay" check --format sarif=plain.sarif --format sarif-audit=audit.sarif exports
for old in plain audit; do
	expect 0 'Since the baseline: 0 new,' check --baseline $old.sarif --new-only exports
	expect 0 'No result that is not in the baseline affects the exit status.' check --baseline $old.sarif --new-only exports
	expect 1 '0 updated, 0 absent' check --baseline $old.sarif exports
	grep -q "^Baseline: $old.sarif (sha256 $(sha256sum $old.sarif | cut -d' ' -f1))$" out
	say $? "the report tells the baseline: $(cat out)"
done
printf '{"new-only": true}' >.assay.yaml
expect 0 'No result that is not in the baseline' check --baseline plain.sarif exports
expect 1 '1 failed' check exports
rm .assay.yaml
expect 2 '--baseline FILE' check --new-only exports

# from unknown to fail is new, from fail to unknown is not: change the verdicts in the log
other() { # KIND-OF-THE-FAIL KIND-OF-THE-UNKNOWN EXIT-CODE
	sed "s/\"kind\": \"fail\"/\"kind\": \"WAS_FAIL\"/; s/\"kind\": \"open\"/\"kind\": \"$2\"/; s/WAS_FAIL/$1/; s/\"exitCode\": 1/\"exitCode\": $3/" plain.sarif
}
other open open 3 >o.sarif
expect 1 'Since the baseline: 1 new, 1 unchanged, 0 updated, 0 absent' check --baseline o.sarif --new-only exports
other fail fail 1 >o.sarif
expect 0 '0 new, 1 unchanged, 1 updated, 0 absent' check --baseline o.sarif --new-only exports
other pass open 3 >o.sarif
expect 1 '1 new, 1 unchanged, 0 updated, 0 absent' check --baseline o.sarif --new-only exports
other fail pass 1 >o.sarif
expect 3 '1 new, 1 unchanged, 0 updated, 0 absent' check --baseline o.sarif --new-only exports
expect 0 '1 new' check --baseline o.sarif --new-only --accept-unknown exports
other fail notApplicable 1 >o.sarif
expect 3 '1 new' check --baseline o.sarif --new-only exports

# the baseline does not accept what a waiver accepted
printf '{"waivers": [{"control": "%s", "subject": "*", "reason": "known", "expires": "2026-12-31"}]}' $id >w.json
"$assay" check --waivers w.json --now 2026-06-30 --show fail,unknown,waived --format sarif=waived.sarif exports
expect 1 '2 new, 0 unchanged' check --baseline waived.sarif --new-only exports
expect 0 '0 new, 2 unchanged' check --baseline waived.sarif --new-only --waivers w.json --now 2026-06-30 exports

# fixed: absent; broken again: new
mv exports/123456789012/us-east-1 kept
"$assay" check --format sarif=less.sarif exports >/dev/null
"$assay" check --format sarif-audit=less-audit.sarif exports >/dev/null
expect 3 '1 absent' check --baseline audit.sarif exports
mv kept exports/123456789012/us-east-1
cp -r "$root/docs/examples/rules" rules
"$assay" check --rules rules --format sarif=both.sarif exports
expect 1 'of controls that did not run: they were not compared' check --baseline both.sarif exports
expect 1 '0 absent' check --baseline both.sarif exports

# logs that cannot be used
refuse() { # TEXT MESSAGE
	printf '%s' "$1" >o.sarif
	expect 2 "$2" check --baseline o.sarif exports
	expect 2 "$2" diff plain.sarif o.sarif
}
refuse '{}' 'This is not a SARIF 2.1.0 log'
refuse '[]' 'This is not a SARIF 2.1.0 log'
refuse '{"version": "2.0.0", "runs": []}' 'This is not a SARIF 2.1.0 log'
refuse '{"version": "2.1.0", "runs": []}' 'This log contains no run'
refuse '{"version": "2.1.0", "runs": [{"results": []}]}' 'This run does not name its tool'
refuse '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "tfsec"}}, "results": []}]}' "This is a log of 'tfsec'"
refuse '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}}]}' 'This run has no results'
refuse '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}, "results": null}]}' 'This run has no results'
refuse '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}, "results": [{"ruleId": "a"}]}]}' 'This result has no fingerprint assay/v1'
refuse '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}, "results": [{"ruleId": "a", "partialFingerprints": {"assay/v1": "x"}}]}]}' \
	'This result has no fingerprint assay/v1'
refuse '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}, "results": [1]}]}' 'This is not a result'
refuse '{"version": "2.1.0", "runs": [], "runs": []}' 'a second time'
refuse '' 'empty'
print=4ca39e44c212aa8b7b862572c6a018d8cc06b05299ed61c0dbff14ae7eb7358c
result() { # KIND
	printf '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}, "results": [{"ruleId": "a", "kind": "%s", "partialFingerprints": {"assay/v1": "%s"}}]}]}' "$1" $print
}
refuse "$(result review)" "This kind of result is not one of assay"
expect 2 'no-such-file' check --baseline no-such-file exports
head -c 3000 plain.sarif >o.sarif
expect 2 'o.sarif:' check --baseline o.sarif exports
expect 2 'max-input raises it' check --max-input 10KiB --baseline audit.sarif exports

# diff: the same two logs
expect 0 '0 new, 0 worse, 0 better, 0 gone, 2 unchanged' diff plain.sarif audit.sarif
other open open 3 >o.sarif
expect 1 "worse unknown -> fail $id 123456789012/eu-west-1" diff o.sarif plain.sarif
expect 0 "better fail -> unknown $id 123456789012/eu-west-1" diff plain.sarif o.sarif
expect 1 'worse waived -> fail' diff waived.sarif plain.sarif
expect 0 'better fail -> waived' diff plain.sarif waived.sarif
printf '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "assay"}}, "results": []}]}' >none.sarif
expect 1 "new fail $id 123456789012/eu-west-1" diff none.sarif plain.sarif
expect 0 "gone unknown $id 123456789012/eu-central-1" diff plain.sarif none.sarif
other pass open 3 >o.sarif
expect 3 '1 new, 0 worse' diff none.sarif o.sarif
expect 1 '"new": 2,' diff --format json none.sarif plain.sarif
"$assay" diff --format json none.sarif plain.sarif >out 2>/dev/null
if command -v jq >/dev/null 2>&1; then
	[ "$(jq -r '.differences | map(.difference + " " + .after + " " + .subject) | join(",")' out)" = \
		'new fail 123456789012/eu-west-1,new unknown 123456789012/eu-central-1' ] && [ "$(jq .exitStatus out)" = 1 ]
	say $? "diff --format json: $(cat out)"
else
	echo 'diff --format json was skipped: jq is not installed'
fi
# a log that does not list all findings is refused
other pass pass 1 >passes.sarif
expect 2 'omits results of its run' diff plain.sarif passes.sarif
expect 2 'omits results of its run' diff passes.sarif plain.sarif
printf '{"trailList": [' >exports/broken.json
"$assay" check --format sarif=incomplete.sarif exports >/dev/null
expect 2 'is of a run that was not complete' diff plain.sarif incomplete.sarif
rm exports/broken.json
expect 1 'The run of the baseline was not complete' check --baseline incomplete.sarif exports
expect 2 'needs two SARIF logs' diff plain.sarif
expect 2 'one argument too many' diff plain.sarif plain.sarif plain.sarif
expect 2 "--format takes text or json" diff --format xml plain.sarif plain.sarif

# text of a log is escaped on a terminal
esc=$(printf '\033')
other open open 3 | sed "s/123456789012.eu-west-1\"/\\\\u001b[31mred\"/g" >o.sarif
"$assay" diff none.sarif o.sarif >out
! grep -q "$esc" out && grep -q 'x1b' out
say $? "an escape of a log is printed: $(cat out)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
