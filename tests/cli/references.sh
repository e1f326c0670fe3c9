#!/bin/sh
# references.sh BUILD - a presence check on a real plan: the references of an unknown value through modules, count
# and for_each, and which references are enough to pass. Uses the control of docs/examples.
set -u
assay=$(cd "$1" && pwd)/assay
here=$(cd "$(dirname "$0")" && pwd)
rules=$here/../../docs/examples/rules
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
passed=0
failed=0

say() {
	if test "$1" = 0; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
	fi
}

# judge STATUS PATH...: the JSON report, one line for each result, in lines
judge() {
	status=$1
	shift
	"$assay" check --rules "$rules" --control aws-cloudtrail-encrypted --show all --format json "$@" >"$work/out" 2>"$work/err"
	got=$?
	test "$got" = "$status"
	say $? "exit status $got, wanted $status: $*: $(cat "$work/err")"
	awk -F'": ' '
		/^      "subject": / { subject = $2; sub(/^"/, "", subject); sub(/",$/, "", subject) }
		/^      "verdict": / { verdict = $2; gsub(/[",]/, "", verdict) }
		/^          "what": / || /^          "message": ".*counts as set/ {
			from = $2
			if (!sub(/.*, from /, "", from)) from = ""
			sub(/, and the expression.*/, "", from)
			sub(/",$/, "", from)
		}
		/^      "fingerprint": / { print verdict " " subject " <- " from; from = "" }' "$work/out" >"$work/lines"
}
# line VERDICT SUBJECT FROM
line() {
	grep -qxF -e "$1 plan.json#$2 <- $3" "$work/lines"
	say $? "no '$1 plan.json#$2 <- $3' in: $(cat "$work/lines")"
}

cd "$here/../data/plans/references" || exit 1
judge 1 plan.json
# a single attribute of one key
line pass aws_cloudtrail.direct aws_kms_key.k.arn
line pass aws_cloudtrail.template aws_kms_key.k.arn
line pass aws_cloudtrail.indexed 'aws_kms_key.many[1].arn'
line pass aws_cloudtrail.keyed 'aws_kms_key.each[\"c[\\\"d\\\"]\"].arn'
# assumed to be set, although a plan shows the same for aws_kms_key.k.arn == "x" ? null : "y"
line pass aws_cloudtrail.once aws_kms_key.k.arn
line pass aws_cloudtrail.try 'aws_kms_key.many[0].arn'
# into a module, out of it, and through both
line pass aws_cloudtrail.output 'module.kms.aws_kms_key.this[0].arn'
for key in 'x.y' 'z[0]'; do
	module="module.audit[\\\"$key\\\"]"
	line pass "$module.aws_cloudtrail.key" aws_kms_key.k.arn
	line pass "$module.aws_cloudtrail.given" 'module.kms.aws_kms_key.this[0].arn'
	line pass "$module.aws_cloudtrail.own" "$module.aws_kms_key.own.arn"
	line unknown "$module.aws_cloudtrail.maybe" 'aws_kms_key.k.arn, var.enabled'
done
# any of these may be null
line unknown aws_cloudtrail.conditional 'aws_kms_key.k.arn, var.enabled'
line unknown aws_cloudtrail.twice aws_kms_key.k.arn
line unknown aws_cloudtrail.other aws_kms_key.k.description
line unknown aws_cloudtrail.data data.aws_kms_key.d.arn
line unknown aws_cloudtrail.output_maybe module.kms.aws_kms_key.this
# a plan does not show the references of a local
line unknown aws_cloudtrail.local local.key
line unknown 'aws_cloudtrail.each[\"bare\"]' 'each.value of for_each over local.trails'
line unknown 'aws_cloudtrail.eachkey[\"a.b\"]' 'aws_kms_key.each, each.key of for_each over aws_kms_key.each'
# known, and null
line fail aws_cloudtrail.variable ''

# exports: the attribute itself
mkdir -p "$work/123456789012/us-east-1"
cd "$work" || exit 1
export=123456789012/us-east-1/describe-trails.json
arn=arn:aws:cloudtrail:us-east-1:123456789012:trail/t
printf '{"trailList": [{"Name": "t", "TrailARN": "%s", "HomeRegion": "us-east-1", "KmsKeyId": "alias/k"}]}' "$arn" >$export
judge 0 1*
printf '{"trailList": [{"Name": "t", "TrailARN": "%s", "HomeRegion": "us-east-1"}]}' "$arn" >$export
judge 1 1*

# the example control is not bundled
"$assay" rules >"$work/out"
! grep -q aws-cloudtrail-encrypted "$work/out"
say $? 'the example is bundled'

echo "$passed passed, $failed failed"
test "$failed" -eq 0
