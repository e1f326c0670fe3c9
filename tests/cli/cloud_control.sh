#!/bin/sh
# cloud_control.sh BUILD - resources that Cloud Control prints (get-resource, list-resources), beside lists of the services.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
python3 - "$assay" "$root" <<'END'
"""Trails of the fixtures as Cloud Control prints them, in place of get-event-selectors and get-trail-status."""
import copy, json, os, shutil, subprocess, sys
assay, root = sys.argv[1:]
passed = failed = 0


def say(ok, text):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    if not ok:
        print("FAILED:", text)


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        f.write(value if isinstance(value, str) else json.dumps(value))


def check(*arguments):
    done = subprocess.run([assay, "check", "--show", "all", "--format", "json", *arguments], capture_output=True)
    assert done.returncode in (0, 1, 2, 3), (done.returncode, done.stderr)
    report = json.loads(done.stdout)
    return {(r["control"], r["subject"]): r["verdict"] for r in report["results"]}, report, done.returncode


def answer(name, properties, text=None):
    return {"TypeName": name, "ResourceDescription": {
        "Identifier": "x", "Properties": json.dumps(properties) if text is None else text}}


A = "123456789012"
TRAIL, FUNCTION = "AWS::CloudTrail::Trail", "AWS::Lambda::Function"
ARN = "arn:aws:cloudtrail:us-east-1:%s:trail/t" % A
F = "arn:aws:lambda:us-east-1:%s:function:f" % A
SELECTORS = [{"Name": "m", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
             {"Name": "d", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Data"]},
                                             {"Field": "resources.type", "Equals": [FUNCTION]}]}]
DESCRIBED = {"Name": "t", "TrailARN": ARN, "HomeRegion": "us-east-1", "S3BucketName": "b", "IsMultiRegionTrail": False,
             "IsOrganizationTrail": False, "IncludeGlobalServiceEvents": True, "LogFileValidationEnabled": True,
             "HasCustomEventSelectors": True}
PROPERTIES = {"TrailName": "t", "Arn": ARN, "IsLogging": True, "IsMultiRegionTrail": False, "IsOrganizationTrail": False,
              "IncludeGlobalServiceEvents": True, "EnableLogFileValidation": True, "S3BucketName": "b", "Tags": [],
              "AdvancedEventSelectors": SELECTORS}
HERE = "in/%s/us-east-1/" % A


def account(**files):
    shutil.rmtree("in", ignore_errors=True)
    write(HERE + "describe-trails.json", {"trailList": [DESCRIBED]})
    write(HERE + "list-functions.json", {"Functions": [{"FunctionName": "f", "FunctionArn": F}]})
    for name, value in files.items():
        write(HERE + name + ".json", value)


def verdict(name, wanted, status=None, says=None):
    got, report, code = check("in")
    verdict = got.get(("aws-cloudtrail-lambda-invocations", A + "/us-east-1"))
    say(verdict == wanted and status in (None, code), "%s: %s with status %d, wanted %s" % (name, verdict, code, wanted))
    if says:
        say(says in json.dumps(report, ensure_ascii=False), "%s: no '%s'" % (name, says))
    return report


def but(**changes):
    p = copy.deepcopy(PROPERTIES)
    for name, value in changes.items():
        if value is None:
            del p[name]
        else:
            p[name] = value
    return p


# ---- a trail whose selectors and status only Cloud Control shows ----
account()
verdict("no selectors", "unknown")
account(trail=answer(TRAIL, PROPERTIES))
verdict("get-resource", "pass", 0)
account(trail={"TypeName": TRAIL, "ResourceDescriptions": [answer(TRAIL, PROPERTIES)["ResourceDescription"]]})
verdict("list-resources", "pass", 0)
account(trail=answer(TRAIL, but(IsLogging=False)))
report = verdict("not logging", "fail", 1, "IsLogging")
account(trail=answer(TRAIL, but(AdvancedEventSelectors=None, EventSelectors=[
    {"ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [{"Type": FUNCTION, "Values": ["arn:aws:lambda"]}]}])))
verdict("event selectors", "pass", 0)
account(trail=answer(TRAIL, but(AdvancedEventSelectors=None, EventSelectors=[
    {"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True, "DataResources": []}])))
verdict("other event selectors", "fail", 1)
# the place is inside the string
account(trail=json.dumps(answer(TRAIL, but(IsLogging=False))))
text = open(HERE + "trail.json", encoding="utf-8").read()
done = subprocess.run([assay, "check", "--format", "json", "in"], capture_output=True)
places = json.loads(done.stdout)["results"]
column = text.index("\\\"IsLogging\\\": false") + len("\\\"IsLogging\\\": ") + 1
say('"line": 1, "column": %d,' % column in json.dumps(places) and "trail.json" in json.dumps(places), "the place of IsLogging: %d in %s" % (column, places))

# ---- in an envelope ----
def enveloped(output, region="us-east-1", command="cloudcontrol get-resource"):
    return {"assay": {"format": 1, "command": command, "account": A, "region": region, "time": "2026-11-20T10:02:41Z"}, "output": output}


for command in ("cloudcontrol get-resource", "cloudcontrol list-resources"):
    account()
    write("in/trail.json", enveloped(answer(TRAIL, PROPERTIES), command=command))
    verdict("an envelope of " + command, "pass", 0, "The evidence was collected 2026-11-20 10:02 UTC")
write("in/trail.json", enveloped(answer(TRAIL, PROPERTIES), "eu-west-1"))
verdict("an envelope of another Region", "unknown")
for name, output in (("another type", answer("AWS::SNS::Topic", {})), ("nothing", {}), ("text", {"TypeName": TRAIL, "ResourceDescription": "x"}),
                     ("no name", {"ResourceDescription": answer(TRAIL, PROPERTIES)["ResourceDescription"]})):
    account()
    write("in/trail.json", enveloped(output, "eu-west-1"))
    got, report, code = check("in")
    say("pass" not in got.values() and got.get(("aws-cloudtrail-lambda-invocations", A + "/eu-west-1")) == "unknown", "an envelope of %s: %s" % (name, got))
account()
write("in/trail.json", enveloped(answer(TRAIL, None, "{"), "eu-west-1"))
got, report, code = check("in")
say(code == 2 and got.get(("aws-cloudtrail-lambda-invocations", A + "/eu-west-1")) == "unknown", "an envelope with broken properties: %s" % got)
account()
write("in/trail.json", {"assay": {"format": 1, "command": "cloudcontrol get-resource", "account": A, "region": "us-east-1"},
                        "error": {"code": "AccessDenied", "message": "no"}})
verdict("an envelope of an error", "unknown")

# ---- what it does not show ----
for name in ("IsLogging", "AdvancedEventSelectors"):
    account(trail=answer(TRAIL, but(**{name: None})))
    verdict("without " + name, "unknown", 3, name)
account(trail=answer(TRAIL, but(IsLogging="true")))
verdict("another kind", "unknown")
for name in ("us-west-2", ""):
    account()
    write("in/%s/%s/trail.json" % (A, name) if name else "in/trail.json", answer(TRAIL, PROPERTIES))
    verdict("in Region '%s', which is not the trail's home" % name, "unknown")
account(trail=answer(TRAIL, PROPERTIES))
os.remove(HERE + "list-functions.json")
write(HERE + "functions.json", {"TypeName": FUNCTION, "ResourceDescriptions": [answer(FUNCTION, {"Arn": F, "FunctionName": "f"})["ResourceDescription"]]})
write(HERE + "describe-trails.json", {"trailList": []})
verdict("no list of Cloud Control is complete", "unknown", 3, "were not listed")
account(trail={"TypeName": TRAIL, "ResourceDescriptions": [
    answer(TRAIL, PROPERTIES)["ResourceDescription"], {"Identifier": "u", "Properties": json.dumps({"TrailName": "u"})}], "NextToken": "x"})
verdict("an entry without the key", "pass", 0, '1 of 2 trails of Cloud Control have no \\"Arn\\" and are not read.')

# ---- contradictions are conflicts ----
account(trail=answer(TRAIL, PROPERTIES), **{"get-trail-status.t": {"IsLogging": False}})
verdict("another status", "unknown", 3, "differs between")
account(trail=answer(TRAIL, PROPERTIES), **{"get-event-selectors.t": {"TrailARN": ARN, "EventSelectors": [], "AdvancedEventSelectors": []}})
verdict("other selectors", "unknown", 3, "differs between")
account(trail=answer(TRAIL, PROPERTIES), **{"get-event-selectors.t": {"TrailARN": ARN, "AdvancedEventSelectors": SELECTORS},
                                            "get-trail-status.t": {"IsLogging": True}})
verdict("the same values", "pass", 0)
account(trail=answer(TRAIL, but(IsMultiRegionTrail=True)))
shown = subprocess.run([assay, "inspect", "--resource", "t", "in"], capture_output=True).stdout
say(b"conflict: IsMultiRegionTrail of trail " + ARN.encode() + b" differs between" in shown, "another scope: %s" % shown)
account(one=answer(TRAIL, PROPERTIES), two=answer(TRAIL, but(IsLogging=False)))
verdict("two answers", "unknown", 3, "differs between")
account(trail=answer(TRAIL, PROPERTIES))
write(HERE + "describe-trails.json", {"trailList": []})
verdict("a complete list without the trail", "unknown", 3, "lists all trails")

# ---- a function ----
account(f=answer(FUNCTION, {"Arn": F, "FunctionName": "f", "Runtime": "python3.7", "Role": "arn:aws:iam::%s:role/r" % A,
                            "Environment": {"Variables": {"TOKEN": "canary-value"}}}))
got, report, code = check("--control", "aws-lambda-supported-runtime", "--now", "2026-01-01", "in")
say(got.get(("aws-lambda-supported-runtime", F)) == "unknown", "a runtime that the list omits: %s" % got)
write(HERE + "list-functions.json", {"Functions": [{"FunctionName": "f", "FunctionArn": F, "Runtime": "python3.7"}]})
got, report, code = check("--control", "aws-lambda-supported-runtime", "--now", "2026-01-01", "in")
say(got.get(("aws-lambda-supported-runtime", F)) == "fail", "a runtime: %s" % got)
shown = subprocess.run([assay, "inspect", "--resource", "f", "in"], capture_output=True).stdout
say(b"canary" not in shown and b"canary" not in json.dumps(report).encode(), "a secret")

# ---- too old, broken, refused ----
account(trail=answer(TRAIL, PROPERTIES))
got, report, code = check("--max-age", "3", "--now", "2026-01-01", "in")
say(set(got.values()) == {"unknown"}, "--max-age: %s" % got)
for name, text in (("no JSON", "{"), ("a list", "[]"), ("two keys", '{"Arn": "%s", "Arn": "%s"}' % (ARN, ARN)), ("text", "x"), ("empty", ""),
                   ("half a surrogate", '{"Arn": "%s", "TrailName": "\\ud800"}' % ARN)):
    account(trail=answer(TRAIL, None, text))
    got, report, code = check("in")
    say(code == 2 and "pass" not in got.values(), "%s: %d, %s" % (name, code, got))
broken = {"TypeName": TRAIL, "ResourceDescriptions": [answer(TRAIL, PROPERTIES)["ResourceDescription"], {"Identifier": "u", "Properties": "{"}]}
account(trail=broken)
got, report, code = check("in")
say(code == 2 and "pass" not in got.values(), "a broken entry beside a good one: %d, %s" % (code, got))
for name, value in (("no properties", {"TypeName": TRAIL, "ResourceDescription": {"Identifier": "t"}}),
                    ("properties as an object", {"TypeName": TRAIL, "ResourceDescription": {"Identifier": "t", "Properties": PROPERTIES}}),
                    ("entries that are no objects", {"TypeName": TRAIL, "ResourceDescriptions": [7]})):
    account(trail=value)
    got, report, code = check("in")
    say(code == 2 and "pass" not in got.values() and "Properties" in json.dumps(report), "%s: %d, %s" % (name, code, got))
for name, value in (("another type", answer("AWS::SNS::Topic", {"Arn": "x"})), ("a type that is not read from it", answer("AWS::S3::Bucket", {})),
                    ("both members", dict(answer(TRAIL, PROPERTIES), ResourceDescriptions=[])), ("no entries", {"TypeName": TRAIL, "ResourceDescriptions": []})):
    account(trail=value)
    got, report, code = check("in")
    say("pass" not in got.values() and "assay collect a script" in json.dumps(report), "%s: %d, %s" % (name, code, got))

# ---- the law of unknowns: rows of exports, read from Cloud Control and with each property hidden ----
rows = os.path.join(root, "tests", "data", "rows")
n_same = n = 0
for row in sorted(os.listdir(rows)):
    shutil.rmtree("in", ignore_errors=True)
    shutil.copytree(os.path.join(rows, row), "in")
    answers, read = {}, []
    for folder, _, names in os.walk("in"):
        for name in names:
            path = os.path.join(folder, name)
            try:
                d = json.load(open(path, encoding="utf-8"))
            except ValueError:
                continue
            if name.startswith("get-event-selectors.") and isinstance(d, dict) and isinstance(d.get("TrailARN"), str):
                p = {"Arn": d["TrailARN"], **{k: d[k] for k in ("EventSelectors", "AdvancedEventSelectors") if d.get(k)}}
                status = path.replace("get-event-selectors", "get-trail-status")
                try:
                    logging = json.load(open(status, encoding="utf-8")).get("IsLogging")
                except (OSError, ValueError, AttributeError):
                    continue
                if isinstance(logging, bool):
                    answers[path] = dict(p, IsLogging=logging)
                    read += [path, status]
    if not answers or len(answers) > 3 or n >= 40:
        continue
    n += 1
    before, _, _ = check("in")
    for path in read:
        os.remove(path)
    for hidden in [None] + sorted({(path, k) for path, p in answers.items() for k in p if k != "Arn"}):
        for path, p in answers.items():
            write(path.replace("get-event-selectors", "copy-of"), answer(TRAIL, {k: v for k, v in p.items() if hidden != (path, k)}))
        after, _, _ = check("in")
        changed = {k: (v, before.get(k)) for k, v in after.items() if v != before.get(k) and v != "unknown"}
        say(not changed, "%s, hidden %s: %s" % (row, hidden, changed))
        n_same += hidden is None and after == before
say(n >= 20 and n_same >= n // 2, "rows: %d, with the same verdicts %d" % (n, n_same))
print("%d passed, %d failed" % (passed, failed))
sys.exit(failed > 0)
END
