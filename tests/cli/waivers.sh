#!/bin/sh
# waivers.sh BUILD - .assay-waivers.yaml: which findings it accepts and until when. An invalid file stops the run.
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
lacks() { # TEXT, in what was printed last
	! grep -qF -e "$1" out
	say $? "'$1' should not be there: $(cat out)"
}
exports=$root/fixtures/exports
id=aws-cloudtrail-lambda-invocations
day='--now 2026-06-30'

# one entry as JSON, which is also YAML: CONTROL SUBJECT REASON EXPIRES
entry() {
	printf '{"control": "%s", "subject": "%s",\n"reason": "%s", "expires": "%s"}' "$1" "$2" "$3" "$4"
}
file() { # ENTRY...: a waivers file
	printf '{"waivers": ['
	sep=
	for e in "$@"; do printf '%s\n%s' "$sep" "$e"; sep=,; done
	printf ']}'
}

# the fixture: a fail in eu-west-1, an unknown in eu-central-1
expect 1 '1 failed, 1 unknown' check "$exports"
lacks 'as of'
file "$(entry $id 123456789012/eu-west-1 known 2026-06-30)" >.assay-waivers.yaml
expect 3 '1 unknown, 1 passed, 1 not applicable, 1 waived' check $day "$exports"
expect 3 'until 2026-06-30: known' check $day "$exports"
expect 3 'sha256' check $day "$exports"
grep -q "^Waivers: .assay-waivers.yaml (sha256 $(sha256sum .assay-waivers.yaml | cut -d' ' -f1)) as of 2026-06-30$" out
say $? 'the report tells the file, its hash and the day'
expect 0 '1 waived' check $day --accept-unknown "$exports"
expect 1 '1 failed' check --no-config "$exports"
expect 1 '1 failed' check $day --no-config "$exports"
cp .assay-waivers.yaml named.json
expect 3 'Waivers: named.json' check $day --no-config --waivers named.json "$exports"
rm .assay-waivers.yaml

# the expiry date counts until its last second in UTC
status_on() { # STATUS EXPIRES NOW
	file "$(entry $id '*' known "$2")" >w.json
	"$assay" check --waivers w.json --now "$3" "$exports" >out 2>&1
	got=$?
	[ "$got" = "$1" ]
	say $? "expires $2, on $3: status $got, wanted $1"
}
status_on 0 2026-06-30 2026-06-29
status_on 0 2026-06-30 2026-06-30
status_on 0 2026-06-30 2026-06-30T23:59:59Z
status_on 1 2026-06-30 2026-07-01
status_on 1 2026-06-30 2026-07-01T00:00:00Z
status_on 0 2028-02-29 2028-02-29
status_on 1 2027-02-29 2026-01-01
status_on 0 9999-12-31 2026-01-01
for malformed in 2026-13-01 2026-00-10 2026-02-30 2026-6-30 20261231 31.12.2026 never '2026-12-31 ' 2026-12-31T00:00:00Z 12026-12-31 1969-12-31; do
	status_on 1 "$malformed" 2026-01-01
	tr -s '\n ' '  ' <out | grep -qF "is not a valid date (YYYY-MM-DD), so the waiver counts as expired"
	say $? "a malformed day is named: $malformed: $(cat out)"
done
printf '{"waivers": [{"control": "%s", "subject": "*", "reason": "x", "expires": 20261231}]}' $id >w.json
expect 1 "'20261231' is not a valid date" check --waivers w.json $day "$exports"
file "$(entry $id '*' known 2026-06-30)" >w.json
expect 1 'w.json:3:31' check --waivers w.json --now 2026-07-01 "$exports"
expect 1 'The waiver expired on 2026-06-30: 2 results of '$id" for '*' count again." check --waivers w.json --now 2026-07-01 "$exports"
TZ=Pacific/Kiritimati SOURCE_DATE_EPOCH=1782863999 "$assay" check --waivers w.json "$exports" >out 2>&1
[ $? = 0 ] && grep -q 'as of 2026-06-30' out
say $? "SOURCE_DATE_EPOCH is the day, in UTC: $(cat out)"
SOURCE_DATE_EPOCH=1782864000 "$assay" check --waivers w.json "$exports" >out 2>&1
[ $? = 1 ] && grep -q 'as of 2026-07-01' out
say $? "SOURCE_DATE_EPOCH a second later: $(cat out)"
SOURCE_DATE_EPOCH=1782864000 "$assay" check --now 2026-06-30 --waivers w.json "$exports" >out 2>&1
say $? '--now comes before SOURCE_DATE_EPOCH'
SOURCE_DATE_EPOCH=yesterday "$assay" check --waivers w.json "$exports" >out 2>&1
[ $? = 2 ] && grep -q 'SOURCE_DATE_EPOCH' out
say $? "a SOURCE_DATE_EPOCH that is none: $(cat out)"
expect 2 '--now takes YYYY-MM-DD' check --now tomorrow "$exports"
file "$(entry $id '*' known 9998-12-31)" >w.json
"$assay" check --waivers w.json "$exports" | grep -q "as of $(date -u +%Y-%m-%d)"
say $? 'without --now it is today'
# an expired and a valid waiver: the valid one applies
file "$(entry $id '*' old 2026-01-01)" "$(entry $id '*' new 2026-12-31)" >w.json
expect 0 'until 2026-12-31: new' check --waivers w.json $day "$exports"

# patterns: '*' only, the whole subject
covers() { # STATUS PATTERN: of eu-west-1's fail, with unknowns accepted
	file "$(entry $id "$2" known 2026-12-31)" >w.json
	"$assay" check --waivers w.json $day --accept-unknown "$exports" >out 2>&1
	got=$?
	[ "$got" = "$1" ]
	say $? "the pattern $2: status $got, wanted $1"
}
for pattern in '*' '**' '123456789012/eu-west-1' '123456789012/*' '*/eu-west-1' '*eu-west-1' '1*2/*u*w*t-1' '*1*' '123456789012/eu-west-1*' '*123456789012/eu-west-1'; do
	covers 0 "$pattern"
done
for pattern in '123456789012/eu-west-' 'eu-west-1' '123456789012/eu-west-?' '.*' '123456789012/EU-WEST-1' '*/eu-west-1/*' '*eu-west-11*' '[0-9]*' '123456789012/eu-west-1 ' '*west*east*'; do
	covers 1 "$pattern"
done

# unused, and for an unknown control
file "$(entry $id '123456789012/us-*' known 2026-12-31)" >w.json
expect 1 "warning: This waiver covers nothing: no result of $id for '123456789012/us-*' failed or is unknown." check --waivers w.json $day "$exports"
expect 2 'error: This waiver covers nothing' check --waivers w.json $day --strict-waivers "$exports"
printf '{"strict-waivers": true}' >c.json
expect 2 'error: This waiver covers nothing' check --waivers w.json $day --config c.json "$exports"
file "$(entry $id '123456789012/us-*' known 2026-01-01)" >w.json
expect 2 'covers nothing and has expired' check --waivers w.json $day --strict-waivers "$exports"
file "$(entry aws-cloudtrail-lambda-invocation '*' known 2026-12-31)" >w.json
expect 1 "Did you mean '$id'?" check --waivers w.json $day "$exports"
expect 2 'there is no control' check --waivers w.json $day --strict-waivers "$exports"
# waivers of a control that was not chosen are ignored
file "$(entry aws-cloudtrail-encrypted '*' known 2026-12-31)" >w.json
expect 1 '1 failed' check --waivers w.json $day --strict-waivers --rules "$root/docs/examples/rules" --control $id "$exports"
lacks 'covers nothing'
# an expired waiver is named, and is not an error
file "$(entry $id '*' known 2026-01-01)" >w.json
expect 1 'warning: The waiver expired' check --waivers w.json $day --strict-waivers "$exports"

# an error can't be waived
mkdir -p rules/controls
printf 'return control { id = "test-broken", title = "t", severity = "info", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },\n  check = function() error("x") end }\n' \
	>rules/controls/broken.lua
file "$(entry test-broken '*' known 2026-12-31)" >w.json
expect 2 'in error' check --waivers w.json $day --rules rules --control test-broken "$exports"
lacks 'waived'

# every format shows waived findings, and none counts them
file "$(entry $id '*' 'the reason why' 2026-12-31)" >w.json
for format in $("$assay" check --help | sed -n '/^Formats:/,$s/^  \([a-z-]*\) .*/\1/p'); do
	"$assay" check --waivers w.json $day --show all --format "$format" "$exports" >out 2>&1
	[ $? = 0 ]
	say $? "$format: the exit status"
	case $format in
	github | gitlab | lines) ;; # lists of open work
	*)
		grep -q 'the reason why' out
		say $? "$format does not tell the reason: $(cat out)"
		;;
	esac
done

# an invalid file: place, problem, and no run
refuse() { # TEXT MESSAGE
	printf '%s' "$1" >w.json
	expect 2 "$2" check --waivers w.json $day "$exports"
	lacks 'passed'
}
refuse '' 'The file is empty'
refuse '[]' "The file must contain 'waivers:' and a list of entries"
refuse '{}' "The file must contain 'waivers:'"
refuse '{"waivers": {}}' "The file must contain 'waivers:'"
refuse '{"waiver": []}' "w.json:1:2: Unknown key 'waiver'. Did you mean 'waivers'?"
refuse '{"waivers": [], "rules": []}' "Unknown key 'rules'"
refuse '{"waivers": [1]}' 'w.json:1:14: A waiver must have keys and values'
refuse '{"waivers": [{}]}' 'This waiver has no control'
refuse '{"waivers": [{"control": "a", "subject": "b", "expires": "2026-12-31"}]}' 'This waiver has no reason'
refuse '{"waivers": [{"control": "a", "subject": "b", "reason": "c"}]}' 'This waiver has no expires: the last day'
refuse '{"waivers": [{"control": "a", "subject": "b", "reason": " ", "expires": "2026-12-31"}]}' "'reason' is empty"
refuse '{"waivers": [{"control": "a", "subject": "", "reason": "c", "expires": "2026-12-31"}]}' "'subject' is empty"
refuse '{"waivers": [{"control": "a", "subject": ["b"], "reason": "c", "expires": "2026-12-31"}]}' "'subject' must be text"
refuse '{"waivers": [{"control": "a", "subject": "b", "reason": null, "expires": "2026-12-31"}]}' "'reason' must be text"
refuse '{"waivers": [{"control": "a", "subjct": "b", "reason": "c",
"expires": "2026-12-31"}]}' "w.json:1:31: Unknown key 'subjct'. Did you mean 'subject'?"
refuse '{"waivers": [{"control": "a", "control": "b", "subject": "b", "reason": "c", "expires": "2026-12-31"}]}' 'a second time'
refuse '{"waivers": [{"control": "a", "subject": "*\u0000", "reason": "c", "expires": "2026-12-31"}]}' 'w.json:1:'
refuse '{"waivers": [' 'w.json:1:'
expect 2 'no-such-file' check --waivers no-such-file "$exports"
awk 'BEGIN { for (i = 0; i < 131072; i++) printf "[" }' >w.json
expect 2 'max_depth' check --waivers w.json "$exports"
awk 'BEGIN { printf "{\"waivers\": ["; for (i = 0; i < 10001; i++) printf "%s{\"control\":\"a\",\"subject\":\"b\",\"reason\":\"c\",\"expires\":\"2026-12-31\"}", i ? "," : ""; printf "]}" }' >w.json
expect 2 'more than the limit of 10000' check --waivers w.json "$exports"
# the same as YAML, with its places
yaml="waivers:
  - control: $id
    subject: '*'
    reason: |
      two
      lines
    expires: "
printf '%s2026-12-31\n' "$yaml" >w.yaml
expect 0 'until 2026-12-31: two lines' check --waivers w.yaml $day "$exports"
printf '%s2026-06-29\n' "$yaml" >w.yaml
expect 1 'w.yaml:7:14' check --waivers w.yaml $day "$exports"
printf '%s20261231\n' "$yaml" >w.yaml
expect 1 "'20261231' is not a valid date" check --waivers w.yaml $day "$exports"
refuse "waivers:
  - control: a
    subjct: b
    reason: c
    expires: 2026-12-31" "w.json:3:5: Unknown key 'subjct'. Did you mean 'subject'?"
refuse "waivers:
  - control: a
    subject: b
    expires: 2026-12-31" 'w.json:2:5: This waiver has no reason'
refuse "waivers:
  - control: a
    control: b
    subject: b
    reason: c
    expires: 2026-12-31" 'w.json:3:'
refuse "waivers:
  - <<: *base
    reason: c" 'w.json:2:'
refuse "waivers:
  - control: a
    subject: *all
    reason: c
    expires: 2026-12-31" 'w.json:3:'
refuse "waivers: []
---
waivers: []" 'w.json:2:'
refuse '	waivers: []' 'w.json:1:'
printf 'waivers: # none\n' >w.yaml
expect 1 '1 failed' check --waivers w.yaml --strict-waivers "$exports"
ln -s named.json .assay-waivers.yaml
expect 2 'is a link' check "$exports"
rm .assay-waivers.yaml
printf '# none yet\n' >.assay-waivers.yaml
expect 1 '1 failed' check --strict-waivers "$exports"
printf '{"waivers": []}' >.assay-waivers.yaml
expect 1 '1 failed' check --strict-waivers "$exports"
lacks 'as of'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
