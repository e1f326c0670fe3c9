#!/bin/sh
# Rebuild the plans of this folder with terraform and the AWS provider. Creating resources needs no API and no
# credentials; nothing leaves this machine except the download of the provider by terraform init.
#
#   sh tests/data/sources/make.sh [FOLDER...]
#
# One folder is one case. The root module is in it, or in stacks/prod. vendor.src becomes a Git repository, from which
# terraform init copies a third-party module; the copy, in .terraform/modules, is part of the case.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=/tmp/assay-sources
rm -rf "$work" && mkdir "$work"
trap 'rm -rf "$work"' EXIT
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1 AWS_EC2_METADATA_DISABLED=true

make_one()
{
	case_dir=$1
	rm -rf "$work/case" && cp -R "$case_dir" "$work/case"
	rm -rf "$work/case/.terraform"
	if test -d "$case_dir/vendor.src"; then
		rm -rf "$work/vendor" && cp -R "$case_dir/vendor.src" "$work/vendor"
		git -C "$work/vendor" init -q
		git -C "$work/vendor" add -A
		git -C "$work/vendor" -c user.name=x -c user.email=x@x commit -qm x
	fi
	root=$work/case to=$case_dir
	if test -d "$root/stacks/prod"; then
		root=$root/stacks/prod to=$case_dir/stacks/prod
	fi
	(cd "$root" && terraform init -input=false >/dev/null &&
		terraform plan -input=false -refresh=false -out=plan.bin >/dev/null && terraform show -json plan.bin) >"$work/plan.json"
	cp "$work/plan.json" "$to/plan.json"
	if test -d "$case_dir/vendor.src"; then
		rm -rf "$case_dir/.terraform" "$root/.terraform/providers" "$root"/.terraform/modules/*/.git
		cp -R "$root/.terraform" "$case_dir/.terraform"
	fi
}

test $# -gt 0 || set -- "$here"/*/
for folder; do
	echo "$(basename "$folder")"
	make_one "${folder%/}"
done
