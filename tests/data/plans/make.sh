#!/bin/sh
# Rebuild the plans of this folder with the real tools: terraform and the AWS provider
# (versions.tf), the AWS CLI, and moto (pip install 'moto[server]', by moto_repaired.py) on loopback
# in the place of AWS. No credentials are needed; nothing leaves this machine except
# the provider's download by terraform init.
#
#   sh tests/data/plans/make.sh [FOLDER...]
#
# One folder is one case: main.tf is planned; where there is a before.tf, that is applied
# first, so that the plan changes something that exists; plan-args are more arguments of
# terraform plan. before.sh makes what no state contains. Folders whose plan is written by hand hold no main.tf.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
port=${PORT:-5611}
work=$(mktemp -d)
moto=
trap 'test -z "$moto" || kill "$moto"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_DEFAULT_REGION=us-east-1
export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_EC2_METADATA_DISABLED=true
export AWS_MAX_ATTEMPTS=3 TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1

# an account as every case finds it: a bucket for the trails, a role for the functions
fresh_account()
{
	curl -fsS -X POST "$AWS_ENDPOINT_URL/moto-api/reset" >/dev/null
	aws s3api create-bucket --bucket trail-bucket >/dev/null
	aws iam create-role --role-name lambda --assume-role-policy-document \
		'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}' >/dev/null
}

# someone puts the default selector back by hand; then the account is exported
drift()
{
	out=$1/123456789012/us-east-1
	mkdir -p "$out"
	aws cloudtrail put-event-selectors --trail-name audit --event-selectors \
		'[{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[]}]' >/dev/null
	aws cloudtrail describe-trails >"$out/describe-trails.json"
	aws cloudtrail get-event-selectors --trail-name audit >"$out/get-event-selectors.audit.json"
	aws cloudtrail get-trail-status --name audit >"$out/get-trail-status.audit.json"
	aws lambda list-functions >"$out/list-functions.json"
}

# a replacement that was broken off: the state keeps an older object of the trail
depose()
{
	python3 - "$1" <<'P'
import copy, json, sys
state = json.load(open(sys.argv[1]))
for resource in state["resources"]:
    if resource["type"] == "aws_cloudtrail":
        old = copy.deepcopy(resource["instances"][0])
        old["deposed"] = "0f1e2d3c"
        for key in "name", "id", "arn":
            old["attributes"][key] += "-old"
        resource["instances"].append(old)
state["serial"] += 1
json.dump(state, open(sys.argv[1], "w"))
P
}

make_one()
{
	case_dir=$1
	rm -rf "$work/tf" && mkdir "$work/tf"
	cp "$here/versions.tf" "$work/tf/"
	for module in "$case_dir"/*/; do
		test ! -e "$module/main.tf" || cp -R "$module" "$work/tf/"
	done
	python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1], "w").writestr("foo.py", "def handler(e, c): pass\n")' \
		"$work/tf/function.zip"
	cp "$case_dir/main.tf" "$work/tf/main.tf"
	if test -e "$case_dir/before.tf"; then
		fresh_account
		cp "$case_dir/before.tf" "$work/tf/main.tf"
		(cd "$work/tf" && terraform init -input=false >/dev/null && terraform apply -input=false -auto-approve >/dev/null)
		cp "$case_dir/main.tf" "$work/tf/main.tf"
	fi
	# what exists and is in no state
	test ! -e "$case_dir/before.sh" || { fresh_account; sh "$case_dir/before.sh" >/dev/null; }
	case $case_dir in
	*T31-*) drift "$case_dir" ;;
	*deposed*) depose "$work/tf/terraform.tfstate" ;;
	*T34-*) cp "$work/tf/terraform.tfstate" "$case_dir/" && return ;;
	esac
	args=
	test ! -e "$case_dir/plan-args" || args=$(cat "$case_dir/plan-args")
	# an errored plan ends with 1 and is written all the same
	# shellcheck disable=SC2086
	(cd "$work/tf" && terraform init -input=false >/dev/null &&
		{ terraform plan -input=false -out=plan.bin $args >plan.log 2>&1 || echo "$case_dir: terraform plan ended with $?"; } &&
		test -e plan.bin || cat plan.log)
	(cd "$work/tf" && terraform show -json plan.bin) >"$case_dir/plan.json"
}

python3 "$here/moto_repaired.py" -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
moto=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	curl -fsS "$AWS_ENDPOINT_URL/moto-api/data.json" >/dev/null 2>&1 && break
	sleep 1
done
if test $# -eq 0; then
	set -- "$here"/*/
else
	cd "$here"
fi
for folder; do
	folder=${folder%/}
	case $folder in /*) ;; *) folder=$here/$folder ;; esac
	test -e "$folder/main.tf" || continue
	make_one "$folder"
	echo "${folder##*/}"
done
