#!/usr/bin/env python3
"""Judge each trail of the shared Terraform plans by itself.

    python3 tests/vectors_plans.py ASSAY VECTORS-DIR

A plan is reduced to one trail and its Lambda functions. Where it has none, a function is
added in the trail's Region: one that the plan creates, or where the trail is destroyed one
that stays and one that goes too. The verdict is compared with that of the truth table's row;
the table of what was judged goes to standard output. Exit status 1: something differs.
"""
import json
import os
import subprocess
import sys
import tempfile

CONTROL = "aws-cloudtrail-lambda-invocations"
PROVIDER = "registry.terraform.io/hashicorp/aws"
WORST = ["fail", "error", "unknown", "pass", "not-applicable"]
EXIT = {"fail": 1, "error": 2, "unknown": 3, "pass": 0, "not-applicable": 0, "refused": 2}

# the function that is added: none, or (provider configuration, action)
OWN = None
EAST = ("aws", "create")
WEST = ("aws.west", "create")
STAYS = ("aws", "no-op")
GOES = ("aws", "delete")

# trails that both of the first two files hold; one function, in us-east-1 as they are
CREATE = [
    ("aws_cloudtrail.adv", "T4", "pass", "", OWN),
    ("aws_cloudtrail.bare", "T1", "fail", "", OWN),
    ("aws_cloudtrail.basic", "T2", "pass", "", OWN),
    ("aws_cloudtrail.cnt[0]", "T1 T25", "fail", "", OWN),  # logging, but bare
    ("aws_cloudtrail.cnt[1]", "T5", "fail", "", OWN),
    ("aws_cloudtrail.dyn", "T3", "pass", "", OWN),
    ("aws_cloudtrail.fe[\"a b\"]", "T1", "fail", "", OWN),
    ("aws_cloudtrail.fe[\"c\"]", "T1", "fail", "", OWN),
    ("aws_cloudtrail.sens", "T26", "pass", "", OWN),
    ("aws_cloudtrail.unk", "T6 T9", "unknown", "", OWN),  # values and kms_key_id
    ("module.m[\"p\"].aws_cloudtrail.t", "T24", "pass", "", OWN),
    ("module.m[\"q\"].aws_cloudtrail.t", "T24", "pass", "", OWN),
]
DESTROY = [
    "aws_cloudtrail.adv", "aws_cloudtrail.bare", "aws_cloudtrail.basic", "aws_cloudtrail.cnt[0]",
    "aws_cloudtrail.cnt[1]", "aws_cloudtrail.fe[\"a b\"]", "aws_cloudtrail.fe[\"c\"]",
    "aws_cloudtrail.sens2", "module.m[\"p\"].aws_cloudtrail.t", "module.m[\"q\"].aws_cloudtrail.t",
]
EXPECTED = {
    "tf-1.11.4-aws-5.100.0-create.json": CREATE,
    "tf-1.11.4-aws-5.100.0-create-unknowns.json": CREATE + [
        # the row is about the list of ARNs; this trail has no Management selector either,
        # and nothing that is unknown could bring one
        ("aws_cloudtrail.advunk", "T8", "unknown", "management=false", OWN),
        ("aws_cloudtrail.advunk", "T8 37", "fail", "", OWN),
        ("aws_cloudtrail.dyn2", "T3", "pass", "", OWN),
        ("aws_cloudtrail.mix", "T7", "unknown", "", OWN),
        # whether it logs, and where, is unknown; that it has the default selector isn't
        ("aws_cloudtrail.unkbool", "T10 T1", "fail", "", OWN),
    ],
    "tf-1.11.4-aws-5.100.0-update-replace-delete-forget-moved.json": [
        ("aws_cloudtrail.adv", "T16", "pass", "", EAST),
        ("aws_cloudtrail.bare", "T14 T1", "fail", "", EAST),
        ("aws_cloudtrail.basic", "T5", "fail", "", EAST),  # an update stops it
        ("aws_cloudtrail.cnt[0]", "T12", "fail", "", EAST),
        ("aws_cloudtrail.cnt[1]", "T12", "fail", "", EAST),
        ("aws_cloudtrail.fe[\"a b\"]", "T18 T1", "fail", "", EAST),
        ("aws_cloudtrail.fe[\"c\"]", "T18 T1", "fail", "", EAST),
        ("aws_cloudtrail.sens2", "T27", "pass", "", EAST),
        ("module.m[\"p\"].aws_cloudtrail.t", "T18 T24", "pass", "", EAST),
        ("module.m[\"q\"].aws_cloudtrail.t", "T18 T24", "pass", "", EAST),
    ],
    "tf-1.11.4-eds-and-alias.json": [
        ("aws_cloudtrail.w", "T1", "fail", "", WEST),
        ("module.m.aws_cloudtrail.t", "T3", "pass", "", WEST),
        ("module.m.aws_cloudtrail.t", "T28", "fail", "", EAST),
        ("aws_cloudtrail_event_data_store.lam", "T11 T30", "unknown", "", EAST),
        ("aws_cloudtrail_event_data_store.lam", "T11 T30", "fail", "closed_world=true", EAST),
        ("aws_cloudtrail_event_data_store.bare", "T11 T30", "unknown", "", EAST),
    ],
    "tf-destroy.json": [(t, "T13", "fail", "", STAYS) for t in DESTROY]
    + [(t, "T13", "not-applicable", "", GOES) for t in DESTROY],
    "tf-target-incomplete.json": [("aws_cloudtrail.w", "T20", "unknown", "", WEST)],
    # holds nothing at all
    "tf-refresh-only.json": [("", "T19", "not-applicable", "", OWN)],
    # states are no source yet
    "tf-1.11.4-show-state.json": [("", "T34", "refused", "", OWN)],
    "raw.tfstate": [("", "T34", "refused", "", OWN)],
}


def ours(resource, trail):
    return resource["address"] == trail or resource["type"] == "aws_lambda_function"


def keep(module, trail):
    """Reduce a module of planned_values or prior_state."""
    if "resources" in module:
        module["resources"] = [r for r in module["resources"] if ours(r, trail)]
    for child in module.get("child_modules", []):
        keep(child, trail)


def function(action, region):
    arn = "arn:aws:lambda:%s:123456789012:function:added" % region
    values = {"function_name": "added", "handler": "added.handler", "runtime": "python3.12",
              "role": "arn:aws:iam::123456789012:role/added", "environment": []}
    known = dict(values, arn=arn, id="added")
    change = {"actions": [action], "before": None if action == "create" else known,
              "after": {"create": values, "no-op": known, "delete": None}[action],
              "after_unknown": {"arn": True, "id": True} if action == "create" else {},
              "before_sensitive": False, "after_sensitive": {}}
    return {"address": "aws_lambda_function.added", "mode": "managed", "type": "aws_lambda_function",
            "name": "added", "provider_name": PROVIDER, "change": change}


def reduced(plan, trail, added):
    plan["resource_changes"] = [r for r in plan["resource_changes"] if ours(r, trail)]
    plan.pop("resource_drift", None)
    for part in (plan["planned_values"], plan.get("prior_state", {}).get("values", {})):
        keep(part.get("root_module", {}), trail)
    if added:
        key, action = added
        region = plan["configuration"]["provider_config"][key]["expressions"]["region"]["constant_value"]
        plan["resource_changes"].append(function(action, region))
        plan["configuration"]["root_module"].setdefault("resources", []).append(
            {"address": "aws_lambda_function.added", "mode": "managed", "type": "aws_lambda_function",
             "name": "added", "provider_config_key": key, "schema_version": 0})
    return plan


def verdict(assay, path, params):
    command = [assay, "check", "--control", CONTROL, "--show", "all", "--format", "json"]
    for param in filter(None, params.split(",")):
        command += ["--param", CONTROL + "." + param]
    run = subprocess.run(command + [os.path.basename(path)], cwd=os.path.dirname(path),
                         capture_output=True, timeout=60)
    try:
        results = json.loads(run.stdout).get("results", [])
    except ValueError:
        results = []
    seen = {r.get("verdict") for r in results}
    word = next((w for w in WORST if w in seen), "refused" if run.returncode == 2 else "no result")
    return word, run.returncode, run.stderr.decode(errors="replace")


def judge(assay, source, work, case):
    trail, _row, want, params, added = case
    path = os.path.join(work, "plan.json")
    with open(source) as f:
        text = f.read()
    if trail:
        plan = json.loads(text)
        if trail not in [r["address"] for r in plan["resource_changes"]]:
            return False, "no such trail in the file"
        text = json.dumps(reduced(plan, trail, added))
    with open(path, "w") as f:
        f.write(text)
    got, status, said = verdict(assay, path, params)
    if got == want and status == EXIT[want]:
        return True, got
    return False, "%s, exit %d; expected %s %s" % (got, status, want, said.strip()[:300])


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    assay, vectors = os.path.abspath(sys.argv[1]), sys.argv[2]
    failed = total = 0
    print("| file | trail | function | parameters | verdict | row | |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        for name, cases in EXPECTED.items():
            for case in cases:
                ok, got = judge(assay, os.path.join(vectors, name), work, case)
                total += 1
                failed += not ok
                added = "%s, %s" % case[4] if case[4] else "the plan's" if case[0] else "none"
                print("| %s | `%s` | %s | %s | %s | %s | %s |" % (
                    name, case[0] or "(whole file)", added, case[3], got, case[1], "ok" if ok else "DIFFERS"))
    print("%d passed, %d failed" % (total - failed, failed))
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
