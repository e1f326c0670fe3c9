#!/bin/sh
# Waivers in comments of Terraform sources.
#
#   sh tests/cli/source_waivers.sh BUILD
set -u

assay=$(cd "${1:?the build folder}" && pwd)/assay
cases=$(cd "$(dirname "$0")/../data/sources" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n_passed=0 n_failed=0
cd "$work" || exit 1

check()
{
	if test "$2" = "$3"; then
		n_passed=$((n_passed + 1))
	else
		n_failed=$((n_failed + 1))
		printf 'FAILED: %s\n  expected: %s\n  but:      %s\n' "$1" "$3" "$2"
	fi
}

# a case with comment lines above blocks: NAME [BLOCK COMMENT]...
prepare()
{
	rm -rf case && cp -R "$cases/$1" case
	shift
	while test $# -gt 0; do
		python3 - "$1" "$2" <<'P'
import sys
text = open("case/main.tf", encoding="utf-8").read()
head = 'resource "aws_cloudtrail" "%s"' % sys.argv[1]
assert text.count(head) == 1
open("case/main.tf", "w", encoding="utf-8").write(text.replace(head, sys.argv[2].replace("\\n", "\n") + "\n" + head))
P
		shift 2
	done
}

# ADDRESS of each waived result, and remarks about comments
waived()
{
	"$assay" check --rules "$cases/rules" --control "${control:-test-every-place}" --now 2026-12-01 --format json "$@" case/plan.json >out 2>err
	python3 - <<'P'
import json
report = json.load(open("out"))
print(*[r["subject"].split("#")[-1] for r in report["results"] if r["waiver"]], sep=",")
for remark in report["remarks"]:
    if "aive" in remark["text"]:
        print("#", remark["level"], remark["text"])
P
}

control=test-every-place
mark='assay:waive test-every-place until'
for comment in "# $mark 2026-12-31 known" "// $mark 2026-12-01 known" "/* $mark 2099-01-01 known: a, b */" "  #$mark 2026-12-31 known  " \
	"# other text\n# $mark 2026-12-31 known\n// more text"; do
	prepare static stopped "$comment"
	check "waived by $comment" "$(waived)" aws_cloudtrail.stopped
done
"$assay" check --rules "$cases/rules" --control $control --now 2026-12-01 --format sarif-audit case/plan.json >out 2>err
check "suppressions of kind inSource" "$(python3 -c 'import json
for run in json.load(open("out"))["runs"]:
    for result in run["results"]:
        for s in result["suppressions"]:
            place = s["location"]["physicalLocation"]
            print(s["kind"], s["justification"], place["artifactLocation"]["uri"], place["region"]["startLine"], s["properties"]["expires"])')" \
	"inSource known. main.tf 4 2026-12-31"
check "--no-source-waivers" "$(waived --no-source-waivers)" ""
check "--no-config" "$(waived --no-config)" ""

expect_warning()
{
	prepare static stopped "$2"
	check "$1" "$(waived)" "
# warning main.tf:$3: $4"
}
how="Write 'assay:waive CONTROL until YYYY-MM-DD REASON' on one line directly above the block."
expect_warning "no control" '# assay:waive' 3:1 "This comment waives nothing: it names no control. $how"
expect_warning "no date" '# assay:waive test-every-place known' 3:1 "This comment waives nothing: the control is not followed by 'until' and a date. $how"
expect_warning "a wrong date" "# $mark 2026-02-30 known" 3:1 "This comment waives nothing: the date is not valid. $how"
expect_warning "no reason" "# $mark 2026-12-31" 3:1 "This comment waives nothing: it has no reason. $how"
expect_warning "a mistyped mark" "# assay:waived test-every-place until 2026-12-31 known" 3:1 "This comment waives nothing: it begins with 'assay:', but not with 'assay:waive'. $how"
expect_warning "several lines" "/*\n $mark 2026-12-31 known\n*/" 4:1 "This comment waives nothing: it is a part of a comment of several lines. $how"
expect_warning "a comment line in a comment" "/*\n# $mark 2026-12-31 known\n*/" 4:1 "This comment waives nothing: it is a part of a comment of several lines. $how"
expect_warning "a closed comment in a comment" "/* old:\n/* $mark 2026-12-31 known */" 4:1 "This comment waives nothing: it is a part of a comment of several lines. $how"
prepare static stopped "/* a\n b */ // c /*\n# $mark 2026-12-31 known"
check "after a comment of several lines" "$(waived)" aws_cloudtrail.stopped
expect_warning "a blank line" "# $mark 2026-12-31 known\n" 3:3 "This comment waives nothing: it is not directly above a resource block. $how"
expect_warning "expired" "# $mark 2026-11-30 known" 3:1 "The waiver expired on 2026-11-30: 1 result of test-every-place for 'aws_cloudtrail.stopped' counts again."
expect_warning "no such control" '# assay:waive test-every-plac until 2026-12-31 known' 3:1 "This waiver covers nothing: there is no control 'test-every-plac'. Did you mean 'test-every-place'?"
"$assay" check --rules "$cases/rules" --control $control --now 2026-12-01 --strict-waivers case/plan.json >out 2>err
check "--strict-waivers: exit status" $? 2

prepare static stopped "# $mark 2026-11-30 old\n# $mark 2026-12-31 new"
check "a valid one beside an expired one" "$(waived | sed -n 1p)" aws_cloudtrail.stopped

# a result about a Region blames several resources
control=aws-cloudtrail-lambda-invocations
mark="assay:waive $control until"
prepare static stopped "# $mark 2026-12-31 a" narrowed "# $mark 2026-12-15 b"
check "one of the blamed resources has none" "$(waived | sed -n 1p)" ""
prepare static stopped "# $mark 2026-12-31 a" narrowed "# $mark 2026-12-15 b" bare "# $mark 2026-12-31 c"
check "all blamed resources have one" "$(waived | sed -n 1p)" eu-west-1
check "the first to expire is shown" "$(python3 -c 'import json; print(json.load(open("out"))["results"][0]["waiver"]["expires"])')" 2026-12-15
prepare static stopped "# $mark 2026-12-31 a" narrowed "# $mark 2026-11-15 b" bare "# $mark 2026-12-31 c"
check "one of them has expired" "$(waived | sed -n 1p)" ""

control=test-every-place
mark='assay:waive test-every-place until'
prepare third-party
sed -i "s|^resource|# $mark 2026-12-31 known\n&|" case/.terraform/modules/vendor/trail/main.tf
check "never in a third-party module" "$(waived)" ""
prepare two-modules
sed -i "s|^resource|# $mark 2026-12-31 known\n&|" case/modules/b/main.tf
check "of both instances, and not of the other module" "$(waived)" 'module.b["x"].aws_cloudtrail.this,module.b["y.z[0]"].aws_cloudtrail.this'
# two plans whose sources are in different boundaries: the same file name and offset
rm -rf two && mkdir two
prepare static stopped "# $mark 2026-12-31 known" && mv case two/a
prepare static stopped "# another text of the length $(printf '%s' "$mark 2026-12-31 known" | cut -c28-)" && mv case two/b
"$assay" check --rules "$cases/rules" --control $control --now 2026-12-01 --format json two/a/plan.json two/b/plan.json >out 2>err
check "not of a file of the same name in another boundary" "$(python3 -c 'import json
print(*[r["subject"] for r in json.load(open("out"))["results"] if r["waiver"]])')" "two/a/plan.json#aws_cloudtrail.stopped"
prepare mismatch audit "# $mark 2026-12-31 known"
check "not of a block that is not the plan's" "$(waived | sed -n 1p)" ""
prepare json
sed -i "s|\"name\": \"audit\"|\"//\": \"$mark 2026-12-31 known\", &|" case/main.tf.json
check 'the key "//" in JSON' "$(waived)" aws_cloudtrail.audit
prepare json
sed -i "s|\"name\": \"audit\"|\"//\": [\"x\", \"$mark 2026-12-31\"], &|" case/main.tf.json
check 'a malformed one in JSON' "$(waived | tail -1 | cut -c1-70)" "# warning main.tf.json:6:21: This comment waives nothing: it has no re"

prepare json
python3 - "$mark" <<'P'
import sys
text = open("case/main.tf.json", encoding="utf-8").read()
at = text.index("{") + 1
open("case/main.tf.json", "w", encoding="utf-8").write(text[:at] + '\n  "//": "%s 2026-12-31 known",' % sys.argv[1] + text[at:])
P
check 'a misplaced one in JSON' "$(waived | tail -1 | cut -c1-95)" "# warning main.tf.json:2:9: This comment waives nothing: it is not the \"//\" of a resource block"
prepare json
sed -i "s|\"name\": \"audit\"|\"//\": \"$mark 2026-12-31 known\", &|" case/main.tf.json
check 'no warning about the one that counts' "$(waived | wc -l)" 1

# of a resource that exports show, too: the finding is about the export, the block is the plan's
rm -rf case && mkdir case && cp -R "$cases/../plans/T31-stale-state/main.tf" "$cases/../plans/T31-stale-state/plan.json" "$cases/../plans/T31-stale-state/123456789012" case/
sed -i "s|^resource \"aws_cloudtrail\"|# assay:waive aws-cloudtrail-lambda-invocations until 2026-12-31 known\n&|" case/main.tf
"$assay" check --now 2026-12-01 --format json case >out 2>err
check "of an exported resource that the plan has" "$(python3 -c 'import json
print(*[r["subject"] for r in json.load(open("out"))["results"] if r["waiver"]])')" "123456789012/us-east-1"
# in a copy that terragrunt made
prepare static stopped "# $mark 2026-12-31 known"
mkdir -p copy/.terragrunt-cache && mv case copy/.terragrunt-cache/case
"$assay" check --rules "$cases/rules" --control $control --now 2026-12-01 --format json copy/.terragrunt-cache/case/plan.json >out 2>err
check "never in .terragrunt-cache" "$(python3 -c 'import json
print(*[r["subject"] for r in json.load(open("out"))["results"] if r["waiver"]])')" ""

# a hostile number of comments ends soon, in one warning, and the rest waives nothing
prepare static stopped "# $mark 2026-12-31 known"
python3 -c 'for i in range(20000): print("#%s 2099-01-01 b\nresource \"a\" \"a%d\" {}" % ("'"$mark"'", i))' >case/many.tf
check "too many comments" "$(waived --timeout 120 | grep -c 'The others waive nothing')" 1
python3 -c 'print("resource \"a\" \"a\" {}\n" + 100000 * "#assay:waive\n")' >case/many.tf
check "too many misplaced comments" "$(waived --timeout 120 | wc -l)" 5001

echo "$n_passed passed, $n_failed failed"
test "$n_failed" -eq 0
