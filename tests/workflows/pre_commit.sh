#!/bin/sh
# pre_commit.sh BUILD - run the hooks of .pre-commit-hooks.yaml and docs/pre-commit.md with the real
# pre-commit in temporary repositories, as a new user sets them up.
set -u
command -v pre-commit >/dev/null 2>&1 && command -v git >/dev/null 2>&1 || {
	echo 'skipped: pre-commit or git is not installed (make deps-dev)'
	exit 0
}
root=$(pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAILED: $1"
	[ ! -e "$work/log" ] || head -n 60 "$work/log"
}

mkdir "$work/bin" "$work/home"
ln -s "$build/assay" "$work/bin/assay"
PATH=$work/bin:$PATH
export PATH HOME="$work/home" PRE_COMMIT_HOME="$work/home/cache" PRE_COMMIT_COLOR=never
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a@example.com
# protect the checkout: this folder is in no repository
cd "$work" || exit 1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE NO_COLOR 2>/dev/null

# a repository with the hook file, for `repo:`
git init -q "$work/hooks"
cp "$root/.pre-commit-hooks.yaml" "$work/hooks/"
git -C "$work/hooks" add -A
git -C "$work/hooks" commit -q -m hooks
rev=$(git -C "$work/hooks" rev-parse HEAD)

# the n-th block of YAML in docs/pre-commit.md
block() {
	awk -v n="$1" '/^```yaml$/ { on = ++seen == n; next } /^```$/ { on = 0 } on' "$root/docs/pre-commit.md"
}
fresh() { # a new repository with $work/config as its configuration
	cd "$work" && rm -rf repo && git init -q repo && cd repo || exit 1
	sed "s|REPOSITORY|file://$work/hooks|; s|REVISION|$rev|" "$work/config" >.pre-commit-config.yaml
	git add -A
	git commit -q -m config
	pre-commit install >/dev/null
}
commits() { git rev-list --count HEAD; }
commit() { # commit all files; the log has the output of the hook
	git add -A
	git commit -q -m 'a change' >"$work/log" 2>&1
}
stopped() { # NAME TEXT...: a commit is stopped and says so
	name=$1
	shift
	before=$(commits)
	if commit; then
		bad "$name: it was not stopped"
	elif [ "$(commits)" != "$before" ]; then
		bad "$name: there is a commit"
	else
		ok
	fi
	for text; do
		grep -qF -e "$text" "$work/log" && ok || bad "$name: nothing says '$text'"
	done
	git rm -rqf --cached . && git checkout -qf HEAD -- . && git clean -qfdx
}
taken() { # NAME: a commit passes, and its hook ran
	before=$(commits)
	if commit && [ "$(commits)" = $((before + 1)) ] && grep -q '^assay.*Passed' "$work/log"; then
		ok
	else
		bad "$1: it was stopped, or no hook ran"
		git reset -q --hard
	fi
}

# 1. a committed plan
block 1 >"$work/config"
fresh
plans=$root/tests/data/plans
cp "$plans/T1-bare/plan.json" plan.json
stopped 'a plan that fails' 'FAIL aws-cloudtrail-lambda-invocations plan.json#us-east-1: aws_cloudtrail.t event_selector: ' 'plan.json:1:' \
	'would not be' 'exit code: 1' 'Remedy: assay remedy plan.json' 'assay: 1 failed.'
[ "$(sed '1,/^- exit code: 1$/d' "$work/log" | grep -c .)" = 3 ] && ok || bad 'a fail takes more than one line'
cp "$plans/T2-basic-all/plan.json" plan.json
taken 'a plan that passes'
mkdir other && cp "$plans/T30-no-trail/plan.json" other/plan.json
taken 'a plan whose verdict is unknown'
mkdir 'two words' && cp "$plans/T1-bare/plan.json" 'two words/plan.json'
stopped 'a name with a blank' 'FAIL' 'Remedy: assay remedy PATH...' 'two words/plan.json#us-east-1'

# files that are not inputs are skipped, with a plan and alone
mkdir chart .vscode
printf '{"name": "x", "version": "1.0.0"}' >package.json
printf '{\n  // a comment\n  "compilerOptions": {},\n}' >tsconfig.json
cp tsconfig.json tsconfig.build.json
cp tsconfig.json .vscode/settings.json
printf '[1, 2]' >list.json
printf '{{- if .Values.x }}\na: {{ .b }}\n{{- end }}\n' >chart/deployment.yaml
printf -- '- a\n- b: [\n' >chart/odd.yml
printf '{"fileFormatVersion": 1}' >index.json
printf 'hello\n' >README.md
taken 'files that are no inputs'
printf '{"name": "y"}' >package.json
taken 'nothing but a file that is no input'
printf 'import x\n' >a.py
if commit && grep -q 'no files to check' "$work/log"; then ok; else bad 'the hook ran for a Python file'; fi

# a broken file is never skipped
printf '{"format_version": "1.2", ' >plan.json
stopped 'a broken plan' 'plan.json:1:27' 'exit code: 2'
: >list-functions.json
stopped 'an empty export' 'list-functions.json' 'The file is empty'

# a repository of some 300 files that are no inputs: nothing but a bad plan stops the commit
mixed() {
	for n in $(seq 40); do
		mkdir -p "pkg$n/charts/templates" "pkg$n/.hidden"
		printf '{"name": "p%d", "version": "1.0.0"}\n' "$n" >"pkg$n/package.json"
		printf '// a comment\n{"compilerOptions": {"strict": true,},}\n' >"pkg$n/deno.json"
		printf '{\n  "$schema": "./x.json", // turbo\n  "tasks": {"build": {}}\n}\n' >"pkg$n/turbo.json"
		printf '{"a": 1}\n{"a": 2}\n' >"pkg$n/events.json"
		printf '{{- range .Values.x }}\n- {{ . }}\n{{- end }}\n' >"pkg$n/charts/templates/x.yaml"
		printf '{"cells": [], "nbformat": 4}\n' >"pkg$n/book.json"
		: >"pkg$n/empty.json"
		printf '{"a": [1,\n' >"pkg$n/half.json"
	done
	printf '$ANSIBLE_VAULT;1.1;AES256\n6162\n' >vault.yml
	printf '{"lockfileVersion": 3, "packages": {}}\n' >package-lock.json
	printf '{/* nx */ "targetDefaults": {}}\n' >nx.json
	printf '{"extends": "x", /* biome */}\n' >biome.json
	printf 'a: !Ref B\nb: !Sub "${A}"\n' >stack.template
	printf '<<<<<<< a\n{}\n=======\n' >conflict.json
}
mixed
taken 'files of other tools'
cp "$plans/T1-bare/plan.json" pkg1/plan.json
cp pkg1/turbo.json pkg1/again.json
stopped 'a plan that fails among files of other tools' 'pkg1/plan.json'

# a file name is never read as an option
cp "$plans/T2-basic-all/plan.json" plan.json
printf '{}' >'--format=sarif=victim.json'
printf '{"name": "z"}' >victim.json
taken 'a file that is named like an option'
[ "$(cat victim.json)" = '{"name": "z"}' ] && ok || bad "a file's name was read as an option"

# 2. options of the user
{ block 1 && block 2 | sed 1d; } >"$work/config"
fresh
cp "$plans/T1-bare/plan.json" plan.json
taken 'a fail below --fail-on'

# 3. many files are judged together: 1,000 exports of one account, committed at once
world() { # FOLDER ACCOUNTS REGIONS: each account has one multi-Region trail, and records too little
	account=100000000000
	while [ $account -lt $((100000000000 + $2)) ]; do
		arn=arn:aws:cloudtrail:eu-west-1:$account:trail/t
		n=0
		while [ $n -lt "$3" ]; do
			n=$((n + 1))
			mkdir -p "$1/$account/eu-west-$n"
			printf '{"Functions": [{"FunctionName": "f", "FunctionArn": "arn:aws:lambda:eu-west-%d:%s:function:f"}]}\n' \
				$n $account >"$1/$account/eu-west-$n/list-functions.json"
			printf '{"trailList": [{"Name": "t", "HomeRegion": "eu-west-1", "IsMultiRegionTrail": true,\n "TrailARN": "%s"}]}\n' \
				"$arn" >"$1/$account/eu-west-$n/describe-trails.json"
		done
		printf '{"TrailARN": "%s", "EventSelectors": [{"ReadWriteType": "WriteOnly", "DataResources": [
 {"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]}]}\n' "$arn" >"$1/$account/eu-west-1/get-event-selectors.t.json"
		printf '{"IsLogging": true}\n' >"$1/$account/eu-west-1/get-trail-status.t.json"
		account=$((account + 1))
	done
}
block 1 >"$work/config"
fresh
world exports 10 49
n=$(find exports -name '*.json' | wc -l)
git add -A
direct() { git ls-files -z exports | xargs -0 -n 100000 -x assay check --quiet --format lines --accept-unknown --skip-unrecognised --; }
direct >"$work/direct" 2>&1
grep -q '^assay: 490 failed' "$work/direct" && ok || bad "$n exports: 490 Regions should fail"
from=$(date +%s%N)
direct >"$work/direct" 2>&1
to=$(date +%s%N)
echo "note: $n exports in one call: $(((to - from) / 1000000)) ms"
if git commit -q -m 'a change' >"$work/log" 2>&1; then
	bad "$n exports: the commit was not stopped"
else
	# pre-commit prints three lines and an empty one before the output of the hook
	sed '1,/^- exit code: 1$/d' "$work/log" | sed 1d | sed '$d' | cmp -s - "$work/direct" && ok ||
		bad "$n exports are not judged as one world"
fi

# 4. a commit that changes one export: unknown alone, decided with the folder
git commit -q -n -m 'exports, unchecked'
printf '{"Functions": []}' >exports/100000000000/eu-west-2/list-functions.json
taken 'one export of a failing account, alone'
{ block 1 | sed '/- id: assay$/d' && block 3; } >"$work/config"
fresh
world exports 1 3
git add -A
git commit -q -n -m 'exports, unchecked'
printf '{"Functions": []}' >exports/100000000000/eu-west-2/list-functions.json
stopped 'one export of a failing folder' '100000000000/eu-west-1' 'FAIL' 'exports/100000000000/eu-west-1/'
sed -i 's/WriteOnly/All/' exports/100000000000/eu-west-1/get-event-selectors.t.json
if commit && grep -q '^assay (folder).*Passed' "$work/log"; then ok; else bad 'a folder that passes'; fi

# 5. a plan that the hook makes, with the real Terraform and its provider from a folder on this machine
mirror=${ASSAY_TF_MIRROR:-}
for folder in /opt/*/registry.terraform.io /usr/share/terraform/*/registry.terraform.io; do
	[ -n "$mirror" ] || [ ! -d "$folder/hashicorp/aws" ] || mirror=$(dirname "$folder")
done
if [ -z "$mirror" ] || ! command -v terraform >/dev/null 2>&1; then
	echo 'skipped: a plan by a hook: no terraform, or no folder with the AWS provider (ASSAY_TF_MIRROR)'
else
	block 4 >"$work/config"
	fresh
	printf 'provider_installation {\n  filesystem_mirror {\n    path = "%s"\n  }\n}\n' "$mirror" >"$work/home/tfrc"
	mkdir "$work/tmp"
	export TMPDIR="$work/tmp" TF_CLI_CONFIG_FILE="$work/home/tfrc" CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
	export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_EC2_METADATA_DISABLED=true
	printf '.terraform/\n' >.gitignore
	cat >main.tf <<-'TF'
		terraform {
		  required_providers {
		    aws = { source = "hashicorp/aws" }
		  }
		}
		provider "aws" {
		  region                      = "us-east-1"
		  skip_credentials_validation = true
		  skip_requesting_account_id  = true
		  skip_metadata_api_check     = true
		}
		resource "aws_lambda_function" "foo" {
		  function_name = "foo"
		  role          = "arn:aws:iam::123456789012:role/lambda"
		  runtime       = "python3.12"
		  handler       = "foo.handler"
		  s3_bucket     = "code"
		  s3_key        = "foo.zip"
		}
		resource "aws_cloudtrail" "t" {
		  name                  = "audit"
		  s3_bucket_name        = "trail-bucket"
		  is_multi_region_trail = true
		  event_selector {
		    data_resource {
		      type   = "AWS::Lambda::Function"
		      values = ["arn:aws:lambda"]
		    }
		  }
		}
	TF
	if ! terraform init -input=false >"$work/log" 2>&1; then
		bad 'terraform init'
	else
		taken 'configuration whose plan passes'
		sed -i '/data_resource/,/^    }/d' main.tf
		before=$(commits)
		if commit || [ "$(commits)" != "$before" ]; then
			bad 'configuration whose plan fails: it was not stopped'
		elif grep -qF 'FAIL' "$work/log" && grep -qF 'stdin.json:1:' "$work/log" && grep -qF 'aws:lambda:us-east-1' "$work/log"; then
			ok
		else
			bad 'configuration whose plan fails: the message'
		fi
		echo 'resource "aws_cloudtrail" {' >>main.tf
		if commit; then bad 'broken configuration: it was not stopped'; else
			grep -qF 'Error:' "$work/log" && ok || bad 'broken configuration: the message'
		fi
		[ -z "$(ls "$work/tmp")" ] && ok || bad 'a binary plan was left'
	fi
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
