#!/bin/sh
# terraform_remedy.sh BUILD - remedies with Terraform: a plan that fails, its patch applied, planned again: pass; -R restores the bytes.
#
# One configuration is a folder of tests/data/remedies: its .tf files, and expect: "patch", or "none TEXT": there is no patch,
# and TEXT says why. plan.json is what the last run with KEEP=1 planned, for tests/cli/patch.sh. NAMES selects some of them, ALL=1 all of them; a few run by default, because a plan takes seconds.
# TF_MIRROR is a filesystem mirror with the AWS provider (default: /opt/tf-plugins); nothing is asked of AWS.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
cases=$root/tests/data/remedies
mirror=${TF_MIRROR:-/opt/tf-plugins}
names=${NAMES:-bare module-deep pending-bucket}
[ -z "${ALL:-}" ] || names=$(cd "$cases" && ls -d */ | tr -d /)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
if ! command -v terraform >/dev/null || ! command -v patch >/dev/null || ! command -v git >/dev/null || [ ! -d "$mirror" ]; then
	echo 'skipped: terraform, patch, git or a mirror of the AWS provider (TF_MIRROR) is missing'
	exit 0
fi
# the provider's program is used where it is: no copy, no checksum, no terraform init
provider=$(find "$mirror" -name 'terraform-provider-aws_*' -type f | sort | tail -1)
printf 'provider_installation {\n  dev_overrides {\n    "hashicorp/aws" = "%s"\n  }\n  direct {}\n}\n' "${provider%/*}" >rc
TF_CLI_CONFIG_FILE=$work/rc AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_EC2_METADATA_DISABLED=true TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
export TF_CLI_CONFIG_FILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_EC2_METADATA_DISABLED TF_IN_AUTOMATION CHECKPOINT_DISABLE
plan() {
	terraform plan -input=false -refresh=false -out=plan.bin >log 2>&1 && terraform show -json plan.bin >"$1"
}
# sum FOLDER: the bytes of all sources
sum() {
	(cd "$1" && find . -name '*.tf' -o -name '*.tf.json' | sort | xargs cat | cksum)
}
# formatted: the sources are as terraform fmt writes them
formatted() {
	terraform fmt -check -recursive . >out 2>&1
}
# judge PLAN: closed_world, because the account has no other trail
judge() {
	"$assay" "$@" --param aws-cloudtrail-lambda-invocations.closed_world=true
}
journey() {
	judge remedy --patch plan.json >p.diff 2>err
	say $? "$1: some fail has no remedy: $(cat err)"
	patch --binary -p1 <p.diff >out 2>&1
	say $? "$1: patch: $(cat out p.diff)"
	if [ $clean = 0 ]; then
		formatted
		say $? "$1: not as terraform fmt writes it: $(cat out p.diff)"
	fi
	plan after.json
	say $? "$1: terraform plan of the patched files: $(cat log p.diff)"
	grep -q '"actions":\["delete","create"\]' after.json && ! grep -q '"actions":\["delete","create"\]' plan.json
	say $((1 - $?)) "$1: the patch replaces a resource"
	judge check after.json >out 2>&1
	say $? "$1: the patched plan should pass: $(cat out p.diff)"
	after=$(sum .)
	patch --binary -R -p1 <p.diff >out 2>&1 && [ "$(sum .)" = "$before" ]
	say $? "$1: patch -R restores other bytes: $(cat out)"
	git apply p.diff >out 2>&1 && [ "$(sum .)" = "$after" ] && git apply -R p.diff >>out 2>&1 && [ "$(sum .)" = "$before" ]
	say $? "$1: git apply: $(cat out p.diff)"
}
for name in $names; do
	cp -R "$cases/$name" "$name" && cd "$name" || exit 1
	cp "$cases/provider.tf.in" provider.tf
	: >f.zip
	read -r want text <expect
	terraform get >log 2>&1
	say $? "$name: terraform get: $(cat log)"
	before=$(sum .)
	formatted
	clean=$?
	plan plan.json
	[ -z "${KEEP:-}" ] || cp plan.json "$cases/$name/plan.json"
	say $? "$name: terraform plan: $(cat log)"
	judge check plan.json >out 2>&1
	[ $? = 1 ]
	say $? "$name: the plan should fail: $(cat out)"
	if [ "$want" = patch ]; then
		journey "$name"
	else
		judge remedy plan.json >out 2>&1
		tr -s '\n ' '  ' <out | grep -qF -e "$text"
		say $? "$name: no '$text': $(cat out)"
		[ -z "$(judge remedy --patch plan.json 2>/dev/null)" ]
		say $? "$name: a patch: $(judge remedy --patch plan.json)"
	fi
	cd "$work" && rm -rf "$name"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
