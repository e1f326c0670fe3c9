#!/bin/sh
# terragrunt.sh FOLDER - write one plan for each unit below the working directory: FOLDER/UNIT/tfplan.json.
#
# If the plan of a unit fails, FOLDER is removed and the status is not 0, so that no evaluation omits a unit.
# The JSON is formatted with jq, so that each finding has its own line. FOLDER must not exist: a plan of an earlier run
# would be judged in place of a missing one.
set -eu
plans=${1:?name the folder for the plans}
refuse() {
	echo "terragrunt.sh: $*" >&2
	exit 1
}
[ ! -e "$plans" ] || refuse "$plans already exists. Remove it, or name another folder."
mkdir -p "$plans"
plans=$(cd "$plans" && pwd)
trap '[ -n "${complete:-}" ] || rm -rf "$plans"' EXIT
trap 'exit 1' HUP INT TERM
terragrunt run --all --non-interactive --json-out-dir "$plans" -- plan -input=false -lock=false >&2
[ -n "$(find "$plans" -name tfplan.json)" ] || refuse 'terragrunt wrote no plan. Run this in the folder that contains the units.'
find "$plans" -name tfplan.json -exec sh -euc 'for plan; do
	jq . "$plan" >"$plan.part"
	mv -f "$plan.part" "$plan"
done' sh {} +
complete=yes
