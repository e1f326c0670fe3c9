#!/bin/sh
# oscal.sh BUILD - OSCAL assessment results: states, times, UUIDs, ids of NIST, hostile names, many results, no result.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
cd "$work" || exit 1
passed=0
failed=0
command -v python3 >/dev/null 2>&1 || { echo 'oscal: skipped: python3 is not installed'; exit 0; }
unset SOURCE_DATE_EPOCH
schema=$root/tests/data/oscal/oscal_assessment-results_schema.json
rows=$root/tests/data/rows
plan=$root/fixtures/plan/plan.json
control=aws-cloudtrail-lambda-invocations
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
# judge NAME ARGUMENT...: NAME.json is a valid document, and the same in a second run
judge() {
	name=$1
	shift
	"$assay" check --no-config --format "oscal=$name.json" "$@" >"$name.out" 2>&1
	"$assay" check --no-config --format oscal "$@" >"$name.again" 2>/dev/null
	cmp -s "$name.json" "$name.again"
	say $? "$name: two runs differ"
	python3 "$root/tests/oscal_lint.py" --schema "$schema" "$name.json" >lint
	say $? "$name: $(head -n 3 lint)"
}
cat >query.py <<'PY'
import json, sys
with open(sys.argv[1]) as f:
    d = json.load(f)["assessment-results"]
r = d["results"][0]
def prop(node, name):
    return [p["value"] for p in node.get("props", []) if p["name"] == name]
def status(control):
    return [(f["target"]["status"]["state"], f["target"]["status"]["reason"]) for f in r.get("findings", [])
            if f["target"]["target-id"] == control]
def verdicts():
    return sorted({prop(o, "verdict")[0] for o in r.get("observations", [])})
def ids(node):
    return {v for x in (node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ())
            for v in ([x[1]] if x[0] == "uuid" else ids(x[1]))}
other = None
if len(sys.argv) > 3:
    with open(sys.argv[3]) as f:
        other = json.load(f)["assessment-results"]
sys.exit(0 if eval(sys.argv[2]) else 1)
PY
# is NAME EXPRESSION [NAME]
is() {
	python3 query.py "$1.json" "$2" ${3:+"$3.json"} 2>err
	say $? "$1: not $2 $(tail -n 1 err)"
}

# satisfied only by passes of a complete run about the inputs as they are
judge pass "$rows/adv-all"
is pass "status('$control') == [('satisfied', 'pass')] and verdicts() == ['pass'] and 'risks' not in r"
judge fail "$rows/no-trails"
is fail "status('$control') == [('not-satisfied', 'fail')] and [x['status'] for x in r['risks']] == ['open']"
cp -r "$rows/adv-all" lost
rm lost/123456789012/us-east-1/*trail*.json
judge unknown lost
is unknown "status('$control') == [('not-satisfied', 'other')] and verdicts() == ['unknown'] and 'risks' not in r"
is unknown "r['observations'][0]['remarks'].startswith('To resolve: ')"
cp -r "$rows/adv-all" broken
echo '{"trailList": [' >broken/other.json
judge incomplete broken broken/other.json
is incomplete "status('$control') == [('not-satisfied', 'other')] and prop(r, 'complete') == ['false']"
is incomplete "'error' in prop(r['assessment-log']['entries'][0], 'level')"
printf '{"waivers": [{"control": "%s", "subject": "*", "reason": "[x](y) <b>", "owner": "net", "ticket": "T-1", "expires": "2026-12-31"}]}' "$control" >w.json
judge waived --now 2026-11-25 --waivers w.json "$rows/no-trails"
is waived "status('$control') == [('not-satisfied', 'fail')] and [x['status'] for x in r['risks']] == ['deviation-approved']"
is waived "r['risks'][0]['deadline'] == '2026-12-31T23:59:59Z' and prop(r['risks'][0], 'waiver-reason') == ['[x](y) <b>']"
judge expired --now 2027-11-25 --waivers w.json "$rows/no-trails"
is expired "[x['status'] for x in r['risks']] == ['open'] and 'has expired' in r['observations'][0]['remarks']"
judge accepted --now 2026-11-25 --waivers w.json lost
is accepted "status('$control') == [('not-satisfied', 'other')] and [x['status'] for x in r['risks']] == ['deviation-approved']"
arn=$(grep -rho 'arn:aws:cloudtrail:[^"]*' "$rows/adv-all" | head -n 1)
judge assumed --what-if "$arn" IsLogging=true "$rows/adv-all"
is assumed "prop(r, 'what-if') and status('$control') == [('not-satisfied', 'other')] and verdicts() == ['pass']"
mkdir -p rules/controls
cat >rules/controls/broken.lua <<'LUA'
return control {
  id = "3-broken", title = "It <breaks> & `fails` {{ insert: param, x }}", severity = "high", subject = "account",
  reads = { "AWS::CloudTrail::Trail" },
  check = function(account) local none; return none.field end,
}
LUA
judge error --rules rules "$rows/adv-all"
is error "status('_3-broken') == [('not-satisfied', 'other')] and status('$control') == [('satisfied', 'pass')]"
cat >rules/controls/broken.lua <<'LUA'
return control {
  id = "never", title = "Applies to nothing", severity = "low", subject = "account", reads = { "AWS::CloudTrail::Trail" },
  check = function(account) return not_applicable() end,
}
LUA
judge nothing --rules rules --control never "$rows/adv-all"
is nothing "'findings' not in r and verdicts() == ['not-applicable']"
judge nofile no-such-file.json
is nofile "'observations' not in r and 'findings' not in r and prop(r, 'complete') == ['false']"

# ids of NIST as its catalog writes them; other frameworks and ids by analogy are properties
judge all --profile all "$rows/adv-all" "$plan"
is all "{'au-2', 'ac-6.1'} <= {v for m in d['local-definitions']['objectives-and-methods'] for p in m['parts'] for v in prop(p, 'nist-control-id')}"
is all "not {'au-2', 'ac-6.1'} & {c['control-id'] for s in r['reviewed-controls']['control-selections'] for c in s['include-controls']}"
is all "any('NIST SP 800-53 r5 AU-' in v for m in d['local-definitions']['objectives-and-methods'] for p in m['parts'] for v in prop(p, 'framework-id'))"
is all "all(o['methods'] == ['EXAMINE'] for o in r['observations'])"
is all "len({f['target']['target-id'] for f in r['findings']}) == len(r['findings'])"

cat >rules/controls/broken.lua <<'LUA'
return control {
  id = "mapped", title = "Mapped", severity = "low", subject = "account", reads = { "AWS::CloudTrail::Trail" },
  frameworks = {
    { name = "NIST SP 800-53 r5", ids = { "AU-12", "AC-6(9)", "AU-012", "AC-6(9", "au-3", "AU-12(1)(2)", "PM-1" } },
    { name = "NIST SP 800-53 r5", by_analogy = true, ids = { "AU-2" } },
    { name = "CIS Controls 8.1", ids = { "8.2" } },
  },
  check = function(account) return pass() end,
}
LUA
judge mapped --rules rules --control mapped "$rows/adv-all"
is mapped "[c['control-id'] for s in r['reviewed-controls']['control-selections'] for c in s['include-controls']] == ['au-12', 'ac-6.9', 'pm-1']"
is mapped "[m['control-id'] for m in d['local-definitions']['objectives-and-methods']] == ['au-12']"
is mapped "status('mapped') == [('satisfied', 'pass')]"

# times: of envelopes, of --stamp, else unknown
is pass "d['metadata']['last-modified'] == r['start'] == '1970-01-01T00:00:00Z' and '--stamp' in d['metadata']['remarks']"
for n in 1 2; do
	mkdir -p "c/11112222333$n/us-east-1"
	printf '{"assay": {"command": "lambda list-functions", "account": "11112222333%s", "region": "us-east-1", "time": "2026-11-2%sT10:02:41Z", "caller": "arn:aws:iam::111122223331:user/<a>"}, "output": {"Functions": []}}' \
		$n $n >"c/11112222333$n/us-east-1/list-functions.json"
done
judge collected c
is collected "(r['start'], r['end'], d['metadata']['last-modified']) == ('2026-11-21T10:02:41Z', '2026-11-22T10:02:41Z', '2026-11-22T10:02:41Z')"
is collected "prop(d['metadata'], 'last-modified-from') == ['evidence'] and 'remarks' not in d['metadata']"
is collected "prop(d['back-matter']['resources'][1], 'collected-by') == ['arn:aws:iam::111122223331:user/<a>']"
SOURCE_DATE_EPOCH=1893456000 judge stamped --stamp c
SOURCE_DATE_EPOCH=1893456000 judge only --stamp "$rows/adv-all"
is stamped "(r['end'], d['metadata']['last-modified']) == ('2026-11-22T10:02:41Z', '2030-01-01T00:00:00Z')"
is only "{r['start'], d['metadata']['last-modified'], r['observations'][0]['collected']} == {'2030-01-01T00:00:00Z'}"
sum=$(sha256sum "c/111122223331/us-east-1/list-functions.json" | cut -d' ' -f1)
is collected "'$sum' in json.dumps(d['back-matter'])"

# UUIDs: subjects and open risks are the same in every document, results never
cp -r "$rows/no-trails" later
echo >>"$(find later -name '*.json' | head -n 1)"
judge later later
is later "d['uuid'] != other['uuid'] and not ids(r['observations']) & ids(other['results'][0]['observations'])" fail
is later "r['risks'][0]['uuid'] == other['results'][0]['risks'][0]['uuid'] and ids(r['local-definitions']) == ids(other['results'][0]['local-definitions'])" fail

# hostile names: controls, blanks at the ends, Markdown, Unicode, 4,000 bytes
python3 - <<'PY'
import json
long = "n" * 4000
names = ["a\nb", "  blank  ", "\u00a0nbsp\u3000", "\u202egpj", "<script>alert(1)</script>", "![x](http://evil)", "[a]: http://evil", "{{ insert: param, x }}",
         "`code`", "*b* _i_ __u__", "\\<b>", "##[group]", "::error::", long, "\u001b[31m", "\ud83d\ude00", "\"quoted\"", "a\\", "%0A", "-", "."]
plan = {"format_version": "1.2", "terraform_version": "1.9.0", "complete": True, "configuration": {"provider_config": {"aws": {"name": "aws",
    "full_name": "registry.terraform.io/hashicorp/aws", "expressions": {"region": {"constant_value": "us-east-1"}}}}, "root_module": {}},
    "resource_changes": [{"address": "aws_cloudtrail.t[%s]" % json.dumps(n), "mode": "managed", "type": "aws_cloudtrail", "name": "t", "index": n,
        "provider_name": "registry.terraform.io/hashicorp/aws", "change": {"actions": ["create"], "before": None, "after_unknown": {},
        "after": {"name": n, "enable_logging": True, "s3_bucket_name": n}}} for n in names]}
with open("names.json", "w") as f:
    json.dump(plan, f)
PY
judge hostile --profile all names.json
is hostile "len(r['local-definitions']['inventory-items']) > 15"
mkdir odd
cp names.json "odd/ .json"
cp names.json "$(printf 'odd/a\n<b>]](x).json')"
judge odd odd

# many results of one control: each observation is in its finding
python3 - <<'PY'
import json, os
for i in range(1010):
    folder = "many/%012d/us-east-1" % (100000000000 + i)
    os.makedirs(folder)
    for name, text in (("describe-trails", {"trailList": []}), ("list-functions", {"Functions": [
            {"FunctionName": "f", "FunctionArn": "arn:aws:lambda:us-east-1:%012d:function:f" % (100000000000 + i)}]})):
        with open(os.path.join(folder, name + ".json"), "w") as f:
            json.dump(text, f)
PY
judge many many
[ "$(wc -l <many.json)" = 1 ]
say $? 'a large document is indented'
is many "len(r['observations']) == len(r['findings'][0]['related-observations']) >= 1010"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
