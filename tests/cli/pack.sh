#!/bin/sh
# pack.sh BUILD - the cases of all bundled controls: those beside the controls, and those over plans of Terraform in
# tests/data/pack. Each control has a test file, each line of controls and libraries runs, and hiding a value or an export
# never turns a verdict into another one than unknown.
set -u
assay=$(cd "$1" && pwd)/assay
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$top" || exit 1
passed=0
failed=0
say() { # STATUS NAME
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2: $(grep -v ' 0 failed$' "$work/out" | grep -v ' lines ran$')"
	fi
}

"$assay" test --coverage --hide rules >"$work/out" 2>&1
say $? rules
for control in rules/controls/aws/*.lua; do
	grep -q "^${control%.lua}.test.yaml: .* 0 failed$" "$work/out"
	say $? "the test file of $control"
done
for file in rules/controls/aws/*.lua rules/lib/*.lua; do
	grep "^${file#rules/}: " "$work/out" | awk '{ all += $2 == $4 } END { exit all != 1 }'
	say $? "each line of $file runs"
done
for test in tests/data/pack/*; do
	"$assay" test "$test" >"$work/out" 2>&1
	say $? "$test"
done

# 600 functions with roles that the plan creates: the work for one grows with their number, its notes do not
python3 - >"$work/roles.json" <<'EOF'
import json
aws = {"mode": "managed", "provider_name": "registry.terraform.io/hashicorp/aws"}
changes, resources = [], []
for i in range(600):
    role, function, of = "r%d" % i, "f%d" % i, "aws_iam_role.r%d" % i
    for type, name, known, pending in ("aws_iam_role", role, {"name": role, "path": "/"}, {"arn": True}), (
        "aws_lambda_function", function, {"function_name": function}, {"arn": True, "role": True}):
        changes.append(dict(aws, address=type + "." + name, type=type, name=name,
            change={"actions": ["create"], "before": None, "after": known, "after_unknown": pending}))
        resources.append({"address": type + "." + name, "mode": "managed", "type": type, "name": name, "provider_config_key": "aws",
            "expressions": {"role": {"references": [of + ".arn", of]}} if pending.get("role") else {}})
provider = {"aws": {"name": "aws", "full_name": aws["provider_name"], "expressions": {"region": {"constant_value": "us-east-1"}}}}
print(json.dumps({"format_version": "1.2", "complete": True, "resource_changes": changes,
    "configuration": {"provider_config": provider, "root_module": {"resources": resources}}}))
EOF
"$assay" check --control aws-lambda-own-role "$work/roles.json" >"$work/out" 2>&1 && grep -q '^600 passed$' "$work/out"
say $? '600 functions with roles of their own'

# references to roles are followed in plans: the control needs no export of IAM
"$assay" collect --control aws-lambda-own-role >"$work/out" 2>&1 && ! grep -q ' iam ' "$work/out"
say $? 'aws-lambda-own-role asks for no export of IAM'

# a Terraform type that is a resource for one control, and may contain resources for another
"$assay" check --control aws-iam-no-full-admin-policy --control aws-lambda-own-role tests/data/types/around/plan-role-pending.json >"$work/out" 2>&1
grep -q '^note: aws_iam_role.r may contain resources' "$work/out"
say $? 'a role with blocks, for two controls'

# IAM has no Regions: a list of it that was narrowed says nothing about those that have keys
mkdir -p "$work/iam/111122223333/us-east-1"
echo '{"Keys": []}' >"$work/iam/111122223333/us-east-1/list-keys.json"
echo '{"UserDetailList": [], "GroupDetailList": [], "RoleDetailList": [], "Policies": []}' >"$work/iam/111122223333/get-account-authorization-details.json"
"$assay" check --control aws-iam-no-full-admin-policy --control aws-kms-key-rotation --format lines --show all "$work/iam" >"$work/out" 2>&1
! grep 'aws-kms-key-rotation' "$work/out" | grep -q unknown
say $? 'a narrowed list of IAM, for a control of Regions'

# types and controls of services outside the pack, written from the guides
"$assay" test --rules tests/data/outside/rules --hide >"$work/out" 2>&1
say $? tests/data/outside
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
