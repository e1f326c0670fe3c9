#!/bin/sh
# config.sh BUILD - .assay.yaml: its settings, what overrides them, and errors. An invalid file is never skipped.
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
# expect STATUS TEXT ARGUMENT...: the exit status, and TEXT in what is printed
expect() {
	status=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>&1 </dev/null
	got=$?
	[ "$got" = "$status" ] && grep -qF -e "$text" out
	say $? "assay $*: status $got, wanted $status with '$text': $(cat out)"
	! grep -qE -f "$root/tests/message_faults" out
	say $? "assay $*: style of the message: $(cat out)"
}
exports=$root/fixtures/exports
id=aws-cloudtrail-lambda-invocations

# without a file, and with an empty one
expect 1 '1 failed, 1 unknown' check "$exports"
printf '# nothing yet\n\n' >.assay.yaml
expect 1 'Configuration: .assay.yaml (sha256 ' check "$exports"
grep -qF "$(sha256sum .assay.yaml | cut -d' ' -f1)" out
say $? 'the report tells the hash of the configuration'

# the file sets a value; the command line overrides it; --no-config ignores the file
printf '{"fail-on": "high"}' >.assay.yaml
expect 0 'below the severity' check "$exports"
expect 1 '1 failed' check --fail-on medium "$exports"
expect 1 '1 failed' check --no-config "$exports"
"$assay" check --no-config "$exports" | grep -q '^Configuration:'
[ $? = 1 ]
say $? '--no-config leaves no trace'
printf '{"fail-on": "low"}' >other.json
expect 1 'Configuration: other.json' check --config other.json "$exports"
printf '{"max-depth": 2}' >.assay.yaml
expect 2 'max-depth raises it' check "$exports"
expect 2 'max-depth raises it' inspect "$exports"
expect 1 '1 failed' check --max-depth 99 "$exports"
printf '{"max-input": "1KiB", "rule-instructions": 50}' >.assay.yaml
expect 2 'The limit rule_instructions of 50' check "$exports"
printf '{"show": ["pass"], "accept-unknown": true}' >.assay.yaml
expect 1 'PASS' check "$exports"
"$assay" check "$exports" | grep -q '^UNKNOWN'
[ $? = 1 ]
say $? 'show chooses what is listed'
printf '{"show": "all"}' >.assay.yaml
expect 1 'NOT APPLICABLE' check "$exports"

# not read from parent folders or inputs
mkdir below
(cd below && "$assay" check "$exports" >../out 2>&1)
[ $? = 1 ] && ! grep -q '^Configuration' out
say $? 'a configuration above the working directory is not read'
cp -r "$exports" judged
printf '{"fail-on": "critical"}' >judged/.assay.yaml
rm .assay.yaml
expect 1 '1 failed' check judged

# controls and parameters
printf '{"controls": ["%s"], "params": {"%s": {"coverage": "current", "closed_world": true}}}' $id $id >c.json
expect 0 'coverage: "current"                 # c.json:1:' config --config c.json
expect 0 'closed_world: true                  # c.json:1:' config --config c.json
expect 0 'coverage: "all"                     # command line' config --config c.json --param $id.coverage=all
expect 0 "  - $id   # c.json:1:15" config --config c.json
expect 0 "  - $id   # command line" config --config c.json --control $id
printf '{"controls": ["nope"]}' >c.json
expect 2 "c.json:1:15: There is no control 'nope'" check --config c.json "$exports"
printf '{"controls": ["aws-cloudtrail-lambda-invocation"]}' >c.json
expect 2 "Did you mean '$id'?" check --config c.json "$exports"
printf '{"params": {"%s": {"coverage": "some"}}}' $id >c.json
expect 2 'c.json:1:63: ' check --config c.json "$exports"
printf '{"params": {"%s": {"coverag": 1}}}' $id >c.json
expect 2 "Did you mean 'coverage'" check --config c.json "$exports"

# an invalid file: its place and a suggestion
refuse() { # TEXT MESSAGE
	printf '%s' "$1" >c.json
	expect 2 "$2" check --config c.json "$exports"
	grep -q '^assay: c.json' out
	say $? "the error names the file: $1"
}
refuse '{"fail_on": "high"}' "c.json:1:2: There is no setting 'fail_on'. Did you mean 'fail-on'?"
refuse '{"show": "all",
 "accept_unknwon": true}' "c.json:2:2: There is no setting 'accept_unknwon'. Did you mean 'accept-unknown'?"
refuse '{"rules": "/tmp"}' "There is no setting 'rules'"
refuse '{"format": "sarif=x"}' "There is no setting 'format'"
refuse '{"no-guard": true}' "There is no setting 'no-guard'"
refuse '{"now": "2026-01-01"}' "'now' cannot be set in a file"
refuse '{"skip-unrecognised": true}' "'skip-unrecognised' cannot be set in a file"
refuse '{"fail-on": 3}' "c.json:1:13: 'fail-on' takes info, low, medium, high or critical, not 3"
refuse '{"fail-on": "High"}' "not 'High'"
refuse '{"fail-on": null}' 'not nothing'
refuse '{"fail-on": ["high"]}' 'not a list'
refuse '{"accept-unknown": "true"}' "'accept-unknown' takes true or false, not 'true'"
refuse '{"accept-unknown": 1}' "'accept-unknown' takes true or false, not 1"
refuse '{"show": ["fail", "pas"]}' "not 'pas'"
refuse '{"show": ["fail,pass"]}' "not 'fail,pass'"
refuse '{"show": []}' "'show' takes"
refuse '{"show": ["all", "fail"]}' "'show' takes"
refuse '{"controls": "x"}' "'controls' takes the ids of controls"
refuse '{"controls": []}' "'controls' takes the ids of controls"
refuse '{"controls": [1]}' "c.json:1:15: 'controls' takes"
refuse '{"params": {"a.b": {"c": 1}}}' "'params' takes"
refuse '{"params": {"a": 1}}' "'params' takes"
refuse '{"params": {"a": {"b": [1]}}}' "'params' takes"
refuse '{"params": {"a": {"b=c": 1}}}' "'params' takes"
refuse '{"max-depth": 0}' "'max-depth' takes a whole number from 1 to 1000, not ""'"'0'"'"''
refuse '{"max-depth": 1.5}' "not '1.5'"
refuse '{"max-input": "1 KiB"}' "not '1 KiB'"
refuse '{"account": 12345}' "'account' takes the 12 digits"
refuse '{"fail-on": "low", "fail-on": "high"}' 'a second time'
refuse '{"fail-on": "hi\u0000gh"}' 'c.json:1:'
refuse '{"region": "Ireland"}' "'region' takes the name of a Region (eu-west-1), not 'Ireland'"
refuse '{"name": "payments"}' "'name' cannot be set in a file. Use --name on the command line"
refuse '{"plans": []}' "c.json:1:11: 'plans' takes a list of entries with path"
refuse '{"plans": {}}' "'plans' takes a list"
refuse '{"plans": ["a"]}' 'c.json:1:12: An entry of plans takes path'
refuse '{"plans": [{"name": "a"}]}' 'c.json:1:12: This entry of plans has no path'
refuse '{"plans": [{"path": "a.json"}]}' 'c.json:1:12: This entry of plans sets nothing'
refuse '{"plans": [{"path": "a.json", "nmae": "a"}]}' "c.json:1:31: There is no key 'nmae' in plans. Did you mean 'name'?"
refuse '{"plans": [{"path": "a.json", "fail-on": "low"}]}' "There is no key 'fail-on' in plans"
refuse '{"plans": [{"path": "a.json", "name": "a", "name": "b"}]}' 'a second time'
refuse '{"plans": [{"path": "a.json", "name": "a"}, {"path": "./b/../a.json", "name": "b"}]}' "c.json:1:45: 'plans' has the path 'a.json' a second time"
for name in '' 'a#b' 'a b' '-a' '*' 123456789012 123456789012/eu-west-1 'a\u0019b'; do
	refuse "{\"plans\": [{\"path\": \"a\", \"name\": \"$name\"}]}" "c.json:1:34: 'name' of plans takes"
done
for path in '' 'a**/b' 'a/**b' '***' 'a/'; do
	refuse "{\"plans\": [{\"path\": \"$path\", \"name\": \"a\"}]}" "c.json:1:21: 'path' of plans takes"
done
refuse '{"plans": [{"path": "a", "account": "1234"}]}' "c.json:1:37: 'account' of plans takes the 12 digits"
refuse '{"plans": [{"path": "a", "account": true}]}' "'account' of plans takes the 12 digits"
refuse '{"plans": [{"path": "a", "region": "eu"}]}' "c.json:1:36: 'region' of plans takes the name of a Region"
refuse '{"plans": [{"path": ["a"], "name": "a"}]}' "c.json:1:21: 'path' of plans takes"
refuse "$(awk 'BEGIN { printf "{\"plans\": ["; for (i = 0; i <= 1000; i++) printf "%s{\"path\": \"%d\", \"name\": \"a\"}", i ? ", " : "", i; print "]}" }')" "'plans' has more than 1000 entries"
refuse '[]' 'A configuration must have keys and values'
refuse '"x"' 'A configuration must have keys and values'
refuse '{"fail-on": "high"' 'c.json:1:'
refuse '' 'The file is empty'
awk 'BEGIN { for (i = 0; i < 131072; i++) printf "[" }' >deep.json
expect 2 'max_depth' check --config deep.json "$exports"
expect 2 'no-such-file' check --config no-such-file "$exports"
expect 2 'it is a folder' check --config below "$exports"
printf '{"max-input": 5}' >c.json
expect 2 'max-input raises it' check --max-input 4 --config c.json "$exports"

# the same as YAML, with its places
printf '# comment\nfail-on: high\nshow: [pass, waived]\ncontrols:\n  - %s\nparams:\n  %s:\n    coverage: current\n    closed_world: true\nmax-input: 64MiB\naccount: "000000000001"\n' \
	$id $id >c.yaml
expect 0 'Configuration: c.yaml' check --config c.yaml "$exports"
"$assay" config --config c.yaml >shown 2>/dev/null
for line in 'fail-on: high  *# c.yaml:2:10' 'show: \[pass,waived\]  *# c.yaml:3:7' '  - aws-cloudtrail-lambda-invocations   # c.yaml:5:5' \
	'    coverage: "current"  *# c.yaml:8:15' '    closed_world: true  *# c.yaml:9:19' 'max-input: 64MiB  *# c.yaml:10:12'; do
	grep -q "^$line" shown
	say $? "config --show has no line '$line': $(cat shown)"
done

# plans
cat >c.yaml <<'E'
region: us-east-1
plans:
  - path: ./stacks//payments/*.json
    name: payments
    account: 012345678901
  - path: "-"
    region: eu-west-1
E
"$assay" config --config c.yaml >shown 2>/dev/null
for line in 'region: us-east-1  *# c.yaml:1:9' '  - path: "stacks/payments/\*.json"  *# c.yaml:3:5' '    name: "payments"' '    account: "012345678901"' '  - path: "-"  *# c.yaml:6:5' '    region: "eu-west-1"'; do
	grep -q "^$line" shown
	say $? "config has no line '$line': $(cat shown)"
done
expect 0 'region: eu-west-2                       # command line' config --config c.yaml --region eu-west-2
expect 2 '--region takes the name of a Region' check --region ireland "$exports"
expect 2 '--name takes at most 100 letters' check --name '#' "$exports"
expect 2 "has no option '--plans'" check --plans x "$exports"

# the output of config is a valid configuration with the same settings
"$assay" config --config shown >again 2>/dev/null
[ "$(sed 's/ *#.*//' shown)" = "$(sed 's/ *#.*//' again)" ]
say $? "what config --show prints sets the same: $(diff shown again)"
refuse 'fail-on: high
fail_on: low' "c.json:2:1: There is no setting 'fail_on'. Did you mean 'fail-on'?"
refuse 'fail-on: high
fail-on: low' 'c.json:2:'
refuse 'accept-unknown: yes' "c.json:1:17: 'accept-unknown' takes true or false, not 'yes'"
refuse 'fail-on: !!binary aGk=' 'c.json:1:'
refuse 'fail-on: *nothing' 'c.json:1:'
refuse '&a [*a]' 'c.json:1:'
refuse 'fail-on: high
---
fail-on: low' 'c.json:2:'
refuse 'account: 012345' "not '012345'"
printf 'a: &a [x, x, x, x, x, x, x, x]\n' >c.yaml
l=a
for i in b c d e f g h i; do printf '%s: &%s [*%s, *%s, *%s, *%s, *%s, *%s, *%s, *%s]\n' $i $i $l $l $l $l $l $l $l $l; l=$i; done >>c.yaml
expect 2 'c.yaml:' check --config c.yaml "$exports"
printf 'x: ' >deep.yaml
awk 'BEGIN { for (i = 0; i < 131072; i++) printf "[" }' >>deep.yaml
expect 2 'deep.yaml:1:' check --config deep.yaml "$exports"

# a default file that is a symbolic link is refused
printf '{"fail-on": "critical"}' >elsewhere.json
ln -s elsewhere.json .assay.yaml
expect 2 'is a link' check "$exports"
expect 0 'below the severity' check --config .assay.yaml "$exports"
expect 1 '1 failed' check --no-config "$exports"
rm .assay.yaml

# --init writes a valid file, and never overwrites one
expect 0 '.assay.yaml' config --init
[ -s .assay.yaml ] && expect 0 'fail-on: info                           # default' config
expect 2 'The file exists already' config --init
sed 's/^# \([a-z-]*: .*\)/\1/' .assay.yaml >uncommented.yaml
expect 0 'second.yaml' config --init --config second.yaml
cmp -s .assay.yaml second.yaml
say $? '--config names what --init writes'
rm .assay.yaml
expect 2 'exclude each other' config --schema --init
expect 2 'one argument too many' config show
"$assay" config >one 2>/dev/null
printf '{"fail-on": "high", "show": ["fail", "waived"], "max-input": 5000, "account": "000000000001"}' >c.json
"$assay" config --config c.json >shown 2>/dev/null
for line in 'fail-on: high  *# c.json:1:13' 'show: \[fail,waived\]  *# c.json:1:29' 'max-input: 5000  *# c.json:1:' 'account: "000000000001"  *# c.json' \
	'strict-waivers: false  *# default'; do
	grep -q "^$line" shown
	say $? "config --show has no line '$line': $(cat shown)"
done

# the schema in docs is the one that the program writes; docs/configuration.md describes every key
"$assay" config --schema >schema.json
cmp -s schema.json "$root/docs/schemas/assay-config.schema.json"
say $? 'docs/schemas/assay-config.schema.json is not what assay config --schema prints: make docs'
sed -n 's/^\([a-z-]*\):.*/\1/p; s/^# \([a-z-]*\):.*/\1/p' one | sort >keys
sed -n 's/^    "\([a-z-]*\)": {$/\1/p' schema.json | sort >described
[ -s keys ] && diff keys described >out
say $? "config --show and --schema name other keys: $(cat out)"
while read -r key; do
	grep -qF "\`$key\`" "$root/docs/configuration.md"
	say $? "docs/configuration.md does not tell of $key"
done <keys

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
