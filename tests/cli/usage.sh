#!/bin/sh
# usage.sh BUILD - help, mistakes and exit statuses before the first verdict.
set -u
root=$(pwd)
assay=$(cd "$1" && pwd)/assay
plans=$(pwd)/tests/data/plans
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0

# expect STATUS STREAM TEXT ARGUMENT...: the exit status, and TEXT in stdout or stderr
expect() {
	status=$1 stream=$2 text=$3
	shift 3
	"$assay" "$@" >out 2>err </dev/null
	got=$?
	if [ "$got" = "$status" ] && grep -qF -e "$text" "$stream"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: assay $*: status $got, wanted $status with '$text' in $stream"
		cat out err
	fi
	if grep -E -f "$root/tests/message_faults" err; then
		failed=$((failed + 1))
		echo "FAILED: assay $*: style of the message"
	fi
}

: >empty.json
printf '{"trailList": [' >truncated.json
printf '{"trailList": []} {}' >two.json
printf '{"hello": 1}' >other.json
printf '{"trailList": []}\nDone.\n' >trailer.json
printf '{"a": "\377"}' >bytes.json
printf '{"trailList": [], "trailList": []}' >twice.json
printf '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info","@message":"x","type":"log"}\n' >stream.json
printf 'PK\003\004%022d\006\000\000\000tfplan' 0 >plan.bin
printf 'resource "aws_cloudtrail" "t" {\n  name = "t"\n}\n' >main.tf
printf '\nTerraform will perform the following actions:\n\n  # aws_cloudtrail.t will be created\n' >plan.txt
printf '{"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "x", "outputs": {}, "resources": []}' >terraform.tfstate
arn=arn:aws:cloudtrail:us-east-1:123456789012:trail/t
printf '{"trailList":[{"TrailARN":"%s","IsMultiRegionTrail":true,\n"IsMultiRegionTrail":false}]}' $arn >dup.json
printf '{"TrailARN":"%s","EventSelectors":[{"ReadWriteType":"All",\n"ReadWriteType":"ReadOnly"}]}' $arn >slice.json
printf '{"TrailARN":"%s","EventSelectors":[{"DataResources":[{"Type":"AWS::Lambda::Function","Values":[\n"arn:aws:lambda\\u0000x"]}]}]}' $arn >nul.json
printf '{"format_version":"1.2","resource_changes":[{"address":"a.b","mode":"managed","type":"aws_s3_bucket",\n"ty\\u0070e":"aws_cloudtrail","name":"b","change":{"actions":["create"],"after":{}}}]}' >evade.json
awk 'BEGIN { for (i = 0; i < 300; i++) printf "["; for (i = 0; i < 300; i++) printf "]" }' >deep.json
mkdir -p 123456789012/us-east-1 folder
printf '{"trailList": []}' >123456789012/us-east-1/describe-trails.json
printf '{"Functions": []}' >123456789012/us-east-1/list-functions.json
printf 'notes\n' >folder/README.md
printf '{"a": 1}' >folder/other.json

expect 2 err 'usage: assay COMMAND'
expect 0 out 'usage: assay COMMAND' --help
expect 0 out 'usage: assay COMMAND' help
expect 0 out 'usage: assay check' help check
expect 2 err "Did you mean 'check'" help chekc
expect 2 err "There is no command 'chekc'. Did you mean 'check'?" chekc
expect 2 err "There is no command 'deploy'. 'assay help' lists the commands." deploy
expect 2 err "To judge this path, run 'assay check other.json'" other.json
expect 0 out 'assay 0.' version
expect 2 err 'A PATH is empty.' check ''
# what users of other tools try first
expect 2 err "'https://x.example/plan.json' is a URL, and assay never uses the network. Save it to a file first." check https://x.example/plan.json
for option in -o --output; do expect 2 err "'assay check' has no option '$option'. Use --format FORMAT=FILE." check $option x other.json; done
for option in -v --verbose; do expect 2 err "'assay check' has no option '$option'. Use --trace." check $option other.json; done
for command in diff waive; do expect 2 err "'assay $command' has no option '--account'." $command --account 123456789012; done
expect 2 err "There is no control 'nope'." inspect --control nope folder
expect 2 err "has no parameter 'nope'" inspect --param aws-cloudtrail-lambda-invocations.nope=true folder
mkdir one
printf '{"a": 1}' >one/other.json
expect 0 out '1 file was not recognised and skipped; assay inspect lists it.' check 123456789012 one
expect 2 out 'Nothing was recognised. Give outputs of the AWS CLI' check folder
expect 2 out 'assay inspect PATH prints the commands for the exports.' check folder
expect 2 err 'A PATH is empty.' inspect ''
expect 0 out 'assay 0.' --version
for command in check inspect rules explain version; do
	expect 0 out "usage: assay $command" "$command" --help
done
# explain fits 80 columns, except for code, tables and addresses
if "$assay" explain aws-cloudtrail-lambda-invocations | grep -vE '^(    |\||- <)' | awk 'length > 80 { exit 1 }'; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo 'FAILED: explain is wider than a terminal'
fi
# help fits 80 columns
for command in '' $("$assay" help | sed -n 's/^  \([a-z]*\)  *[a-z].*/\1/p'); do
	"$assay" help $command | awk -v c="$command" 'length > 80 { print "too wide, help " c ": " $0; bad = 1 }
		END { exit bad }' && passed=$((passed + 1)) || failed=$((failed + 1))
done
expect 2 err 'needs a PATH' check
expect 2 err "has no option '--frobnicate'. 'assay check --help' lists the options" check --frobnicate .
expect 2 err "Did you mean '--accept-unknown'" check --acept-unknown .
expect 2 err "Did you mean '--format'" check --formt=json .
expect 2 err 'needs a value' check --control
expect 2 err 'takes no value' check --accept-unknown=yes .
expect 2 err "Did you mean 'aws-cloudtrail-lambda-invocations'?" check --control aws-cloudtrail-lamda-invocations 123456789012
expect 2 err "Did you mean 'coverage'?" check --param aws-cloudtrail-lambda-invocations.covrage=all 123456789012
expect 2 err "Did you mean 'aws-cloudtrail-lambda-invocations'?" explain cloudtrail-lambda-invocations
expect 2 err "'b' is one argument too many. 'assay explain' needs the id of one control" explain a b
expect 2 err 'names no file. Use --format sarif=FILE' check --format sarif= 123456789012
expect 2 err "There is no control 'nope'" check --control nope 123456789012
expect 2 err "Unknown format 'xml'. The formats are text, " check --format xml .
expect 2 err "Did you mean 'sarif'?" check --format srif=x.sarif .
expect 0 out '  sarif                     SARIF 2.1.0' check --help
expect 2 err '--show takes' check --show everything .
expect 2 err "waived or all, not 'wavied'" check --show fail,wavied .
expect 0 out 'not applicable' check --show fail,waived 123456789012
expect 2 err '--fail-on takes' check --fail-on terrible .
expect 2 err 'ID.NAME=VALUE' check --param coverage=all 123456789012
expect 2 err 'coverage' check --param aws-cloudtrail-lambda-invocations.coverage=some 123456789012
expect 2 err 'nope' check --param aws-cloudtrail-lambda-invocations.nope=1 123456789012
expect 2 err '--color takes' check --color red 123456789012
expect 2 err '12 digits' check --account 12345 123456789012
expect 2 err '12 digits' inspect --account 12345678901x 123456789012
expect 0 out 'not applicable' check --account 123456789012 123456789012
expect 2 err 'no-such-folder' check --rules no-such-folder .
expect 0 out 'aws-cloudtrail-lambda-invocations' rules
expect 0 out 'lambda:ListFunctions' explain aws-cloudtrail-lambda-invocations
expect 2 err "There is no control 'nope'" explain nope
expect 2 err 'needs the id' explain

# invalid inputs: each message names the file, the place and the remedy
expect 2 out 'no-such-file.json' check no-such-file.json
expect 2 out 'empty.json' check empty.json
expect 2 out 'truncated.json:1:' check truncated.json
expect 2 out 'two.json:1:19' check two.json
expect 2 out 'give each a file of its own' check two.json
expect 2 out 'Remove it, or write the JSON alone to a file' check trailer.json
expect 2 out 'bytes.json:1:8' check bytes.json
expect 2 out 'twice.json:1:19' check twice.json
expect 2 out 'dup.json:2:1' check dup.json
expect 2 out 'slice.json:2:1' check slice.json
expect 2 out 'nul.json:2:1' check nul.json
expect 2 out 'evade.json:2:1' check evade.json
expect 2 out 'deep.json:1:257' check deep.json
expect 2 out 'max_depth' check deep.json
expect 2 out 'terraform show -json' check stream.json
expect 2 out 'terraform show -json' check plan.bin
expect 2 out 'terraform show -json' check main.tf
expect 2 out 'terraform show -json' check plan.txt
expect 2 out 'terraform show -json' check terraform.tfstate
expect 2 out 'other.json' check other.json
expect 2 out 'recognised' check folder
expect 0 out 'not applicable' check 123456789012
expect 2 out 'empty.json' check 123456789012 empty.json

# a hook names every changed file: unrecognised files are skipped, broken ones are not
cp "$plans/T30-no-trail/plan.json" plan.json
expect 0 out '1 file was not recognised and skipped' check --skip-unrecognised other.json
expect 0 out 'No subject was judged.' check --skip-unrecognised other.json folder/README.md
expect 3 out '1 unknown' check --skip-unrecognised other.json plan.json
expect 0 out '1 file was not recognised' check --skip-unrecognised empty.json
expect 2 out 'truncated.json:1:' check --skip-unrecognised truncated.json 123456789012
expect 2 out 'no-such-file.json' check --skip-unrecognised no-such-file.json
expect 0 out '"exitCode": 0' check --skip-unrecognised --format sarif other.json
expect 0 out '"results": []' check --skip-unrecognised --format sarif other.json

# files that a walk skips: templates and settings that begin like JSON; broken JSON with any name is an error
mkdir walked
cp plan.json walked
printf '{{- if .Values.x }}\na: b\n' >walked/helm.yaml
printf '[package]\nname = "x"\n' >walked/Cargo.toml
printf '[[bin]]\nname = "x"\n' >walked/bins.toml
expect 3 out '3 files were not recognised' check walked
printf ' {\n "trailList": [' >walked/export
expect 2 out 'walked/export:2:' check walked
printf '[{"a":1}' >walked/export
expect 3 out '4 files were not recognised' check walked
rm -r walked

# --quiet prints what decides the exit status, and nothing otherwise
silent() {
	status=$1
	shift
	"$assay" "$@" >out 2>err
	got=$?
	# except for a lock that is not available
	grep -v '^assay: note: The guard is not complete' err >>out
	if [ "$got" = "$status" ] && [ ! -s out ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: assay $*: status $got, wanted $status and nothing said"
		cat out
	fi
}
silent 0 check --quiet 123456789012
silent 0 check --quiet --show all 123456789012 folder
silent 0 check --quiet --accept-unknown plan.json
silent 0 check --quiet --skip-unrecognised other.json
silent 3 check --quiet --format sarif=quiet.sarif --show all plan.json
expect 3 out 'UNKNOWN' check --quiet plan.json
expect 2 out 'error: The file is empty' check --quiet empty.json 123456789012
"$assay" check --quiet --show all 123456789012 plan.json empty.json >out
if grep -qE '^(note|warning|Judged|N/A|PASS)' out; then
	failed=$((failed + 1))
	echo 'FAILED: --quiet tells more than what decides'
	cat out
else
	passed=$((passed + 1))
fi

# colour if requested, and never in a file otherwise
escape=$(printf '\033')
expect 3 out "$escape[" check --color always plan.json
expect 3 out "$escape[" check --color=always --quiet plan.json
for when in auto never; do
	if "$assay" check --color "$when" plan.json | grep -qF "$escape"; then
		failed=$((failed + 1))
		echo "FAILED: --color $when writes colours into a pipe"
	else
		passed=$((passed + 1))
	fi
done

# a folder without exports: the first commands
expect 0 out 'aws cloudtrail describe-trails' inspect folder
expect 0 out 'No export is missing.' inspect 123456789012
expect 0 out 'cloudtrail describe-trails' inspect --script 123456789012
for option in '--format json' --script '--resource t'; do
	# shellcheck disable=SC2086
	expect 2 err 'Use --list without --script, --format and --resource.' inspect --list $option 123456789012
done
# a command that gives no further fields is not missing
expect 0 out 'No export is missing.' inspect "$plans/../rows/basic-all"

# paths are shown as given, so that they can be opened from the working directory
expect 2 out "$work/dup.json:2:1" check "$work/dup.json"
expect 2 out "../$(basename "$work")/dup.json:2:1" check "../$(basename "$work")/dup.json"
expect 2 out "  $work/dup.json" inspect "$work/dup.json"

# a report redirected into the judged folder
mkdir judged
cp -r 123456789012 judged
if (cd judged && "$assay" check . >report.txt) && grep -q 'not applicable' judged/report.txt; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo 'FAILED: a report redirected into the judged folder'
fi
rm -rf judged

# reports in files, and no partial file if that fails
"$assay" check --format json=report.json --format sarif=report.sarif 123456789012
[ -s report.json ] && [ -s report.sarif ] && [ ! -e report.json.part ] && passed=$((passed + 1)) ||
	{ failed=$((failed + 1)); echo 'FAILED: the reports are not there'; }
expect 2 err 'no-such-folder/x.json' check --format json=no-such-folder/x.json 123456789012

# standard error is escaped like the text report: no terminal and no CI runner obeys a value, a key or a name
expect 2 err '\x1b[31m' check --fail-on "$(printf '\033[31mred')" 123456789012
# refuses NAME TEXT ARGUMENT...: TEXT is in standard error, which is one line without control characters or commands
refuses() {
	name=$1 text=$2
	shift 2
	"$assay" "$@" >out 2>err
	if [ $? = 2 ] && grep -qF -e "$text" err && [ "$(wc -l <err)" = 1 ] && ! grep -q "$(printf '[\001-\011\013-\037]')" err &&
		! grep -qF -e '##[' -e '##vso[' err && ! grep -q '^[^a-z]*::' err; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $name: $(cat -v err)"
	fi
}
command='\\n::stop-commands::x##[error]y##vso[z]\\u001b[31m\\u202e\\r'
printf "{\"fail-on\": \"$command\"}" >hostile.json
refuses 'a value of the configuration' '::stop-commands::x#\x23[error]y#\x23vso[z]\x1b[31m\u202e' check --config hostile.json 123456789012
printf "{\"$command\": 1}" >hostile.json
refuses 'a key of the configuration' "no setting ' ::stop-commands::" check --config hostile.json 123456789012
printf "{\"plans\": [{\"$command\": 1}]}" >hostile.json
refuses 'a key in plans' "no key ' ::stop-commands::" check --config hostile.json 123456789012
printf "{\"waivers\": [{\"$command\": 1}]}" >hostile.json
refuses 'a key of a waiver' "Unknown key ' ::stop-commands::" check --waivers hostile.json 123456789012
printf "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"$command\"}}, \"results\": []}]}" >hostile.json
refuses 'a name in a baseline' "log of ' ::stop-commands::" check --baseline hostile.json 123456789012
folder=$(printf 'x\n::stop-commands::x##[error]y##vso[z]\033[31m')
mkdir "$folder"
refuses 'a folder' 'x ::stop-commands::x#\x23[error]' check --config "$folder" 123456789012
refuses 'a folder of rules' '--rules x ::stop-commands::' check --rules "$folder" 123456789012
refuses 'a command' "no command 'x ::stop-commands::" "$folder"
refuses 'an option' "no option '--x ::stop-commands::" check "--$folder"
rm -r "$folder"

say() { # STATUS WHAT
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED: $2"; fi
}
# no format or page shows what a runner obeys: a resource's name in a plan, a name in a baseline
for command in '##[error]x' '##vso[task.complete]x' '##teamcity[x]' '####[x'; do
	cat >commands.json <<-E
		{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {}, "resource_changes": [
		 {"address": "aws_cloudtrail.t[\"$command\"]", "mode": "managed", "type": "aws_cloudtrail", "name": "t", "index": "$command", "provider_name": "registry.terraform.io/hashicorp/aws",
		  "change": {"actions": ["create"], "before": null, "after": {"name": "$command", "event_selector": []}, "after_unknown": {}}},
		 {"address": "aws_lambda_function.f", "mode": "managed", "type": "aws_lambda_function", "name": "f", "provider_name": "registry.terraform.io/hashicorp/aws",
		  "change": {"actions": ["create"], "before": null, "after": {"function_name": "f"}, "after_unknown": {}}}],
		 "configuration": {"provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws", "expressions": {"region": {"constant_value": "us-east-1"}}}},
		 "root_module": {"resources": [{"address": "aws_cloudtrail.t", "mode": "managed", "type": "aws_cloudtrail", "name": "t", "provider_config_key": "aws"},
		  {"address": "aws_lambda_function.f", "mode": "managed", "type": "aws_lambda_function", "name": "f", "provider_config_key": "aws"}]}}}
	E
	"$assay" check --format sarif=commands.sarif commands.json >/dev/null 2>&1
	"$assay" check --format sarif=empty.sarif 123456789012 >/dev/null 2>&1
	for page in 'check' 'check --format text-color' 'check --format lines' 'check --format json' 'check --format sarif' 'check --format sarif-audit' \
		'check --format junit' 'check --format github' 'check --format gitlab' 'check --format markdown' 'check --trace' 'check --remedies' \
		'check --remedies --format markdown' 'inspect' 'remedy' 'inspect --resource t'; do
		# shellcheck disable=SC2086
		"$assay" $page commands.json >out 2>&1
		! grep -qE '##(\[|vso\[|teamcity\[)' out
		say $? "$page shows $command: $(grep -E '##(\[|vso\[|teamcity\[)' out | head -n 2)"
	done
	"$assay" diff empty.sarif commands.sarif >out 2>&1
	grep -q 'commands.json' out && ! grep -qE '##(\[|vso\[|teamcity\[)' out
	say $? "diff shows $command: $(cat out)"
done
rm commands.json commands.sarif empty.sarif

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
