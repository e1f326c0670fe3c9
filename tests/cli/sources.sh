#!/bin/sh
# Places in Terraform sources: tests/data/sources, one folder for one configuration; expect has every place.
#
#   sh tests/cli/sources.sh BUILD
#
# ASSAY_WRITE_EXPECTED=1 rewrites the files expect: read the diff, and look at each line of the sources.
set -u

assay=$(cd "${1:?the build folder}" && pwd)/assay
here=$(cd "$(dirname "$0")/.." && pwd)
cases=$here/data/sources
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n_passed=0 n_failed=0

check()
{
	if test "$2" = "$3"; then
		n_passed=$((n_passed + 1))
	else
		n_failed=$((n_failed + 1))
		printf 'FAILED: %s\n  expected: %s\n  but:      %s\n' "$1" "$3" "$2"
	fi
}

# the places of a case, as in expect
places()
{
	(cd "$cases" && "$assay" check --no-config --source-root "$1" --rules rules --control test-every-place --format json "$2") 2>"$work/err" |
		python3 "$here/source_places.py" "$cases/$2"
}

plan_of()
{
	if test -e "$cases/$1/stacks"; then
		echo "$1/stacks/prod/plan.json"
	else
		echo "$1/plan.json"
	fi
}

for folder in "$cases"/*/; do
	name=$(basename "$folder")
	test "$name" != rules || continue
	places "$name" "$(plan_of "$name")" >"$work/places"
	test -z "${ASSAY_WRITE_EXPECTED:-}" || cp "$work/places" "$folder/expect"
	check "places of $name" "$(diff "$folder/expect" "$work/places")" ""
done
places=$(cat "$cases"/*/expect | grep -vc '^#')
check "enough places" "$(test "$places" -ge 40 && echo yes)" yes

# the first place in every format
report()
{
	(cd "$cases" && "$assay" check --no-config --source-root "$1" --rules rules --control test-every-place --format "$2" "$1/plan.json" 2>/dev/null)
}
sarif='import json, sys
for result in json.load(sys.stdin)["runs"][0]["results"]:
    for location in result["locations"] + result["relatedLocations"][:2]:
        place = location["physicalLocation"]
        print(place["artifactLocation"]["uri"] + ":" + str(place["region"]["startLine"]), location.get("message", {}).get("text", "-").split(":")[0])
    break'
check "sarif" "$(report static sarif | python3 -c "$sarif")" "main.tf:47 -
static/plan.json:1 The place in the plan.
main.tf:47 aws_cloudtrail.bare is_multi_region_trail"
check "sarif: a third-party module" "$(report third-party sarif | python3 -c "$sarif")" "own/main.tf:1 -
.terraform/modules/own.vendor/trail/main.tf:6 The place in the third-party module.
third-party/plan.json:1 The place in the plan."
check "sarif: a generated file" "$(report cdk sarif | python3 -c "$sarif" | sed -n 1p)" "cdk.tf.json:23 This file is generated"
check "github" "$(report static github | grep -c '^::error file=main.tf,line=6,endLine=6,col=3,endColumn=25,title=FAIL test-every-place static/plan.json#aws_cloudtrail.stopped')" 1
check "gitlab" "$(report static gitlab | python3 -c 'import json, sys; print(*["%s:%d" % (i["location"]["path"], i["location"]["lines"]["begin"]) for i in json.load(sys.stdin)])')" "main.tf:47 main.tf:19 main.tf:6"
check "markdown" "$(report static markdown | grep -c '^  `main.tf:6:3`$')" 1
for format in text junit markdown github; do
	check "$format: a third-party module" "$(report third-party $format | grep -c '[.]terraform/modules/vendor/trail/main.tf:6:3 (third-party module)')" 1
	check "$format: a generated file" "$(report cdk $format | grep -c 'cdk.tf.json:23:9 (generated)')" 1
done

# the options
cp -R "$cases/deep" "$work/deep" && cd "$work" || exit 1
run()
{
	"$assay" check --no-config --rules "$cases/rules" --control test-every-place --format json "$@" 2>"$work/err" |
		python3 "$here/source_places.py" "$work/deep/stacks/prod/plan.json" | sed -n 's/.*inner\[0\].*enable_logging\t//p'
}
plan=deep/stacks/prod/plan.json
check "without a Git work tree the boundary is the folder of the plan" "$(run $plan)" -
check "a module outside of the boundary is reported" \
	"$("$assay" check --no-config --rules "$cases/rules" --control test-every-place --format json $plan | grep -c 'main.tf:2:3 was not read: the module is outside of the folder that may be read (--source-root)')" 1
check "--source-root" "$(run --source-root deep $plan)" modules/inner/trail.tf:1:1
mkdir deep/.git
check "the Git work tree is the boundary" "$(run $plan)" modules/inner/trail.tf:1:1
check "of a folder, too" "$(run deep)" modules/inner/trail.tf:1:1
check "of the working directory" "$(cd deep && run .)" modules/inner/trail.tf:1:1
check "a link to the folder" "$(ln -s deep/stacks link && run link/prod/plan.json)" modules/inner/trail.tf:1:1
check "none for standard input" "$(run - <$plan)" -
check "--source for standard input" "$(run --source deep/stacks/prod - <$plan)" modules/inner/trail.tf:1:1
check "--source for a plan in another folder" "$(cp $plan other.json && run --source deep/stacks/prod other.json)" modules/inner/trail.tf:1:1
"$assay" check --source nowhere $plan >/dev/null 2>err
check "--source that is missing: exit status" $? 2
check "--source that is missing" "$(cat err)" "assay: --source nowhere is not a folder that can be opened: No such file or directory."
"$assay" check --source deep/stacks --source-root deep/modules $plan >/dev/null 2>err
check "--source outside of --source-root: exit status" $? 2
"$assay" check --source deep/stacks $plan >/dev/null 2>err
check "--source without a source: exit status" $? 2

# hostile sources
hostile()
{
	rm -rf bad && cp -R "$cases/static" bad
	(cd bad && eval "$2")
	"$assay" check --no-config --rules "$cases/rules" --control test-every-place --format json bad/plan.json >out 2>err
	check "$1: exit status" $? 1
	check "$1: the place of the plan" "$(python3 "$here/source_places.py" bad/plan.json <out | sed -n 's/^aws_cloudtrail.stopped\tenable_logging\t//p')" "$3"
	check "$1: the reason" "$(grep -c "$4" out)" 1
}
mkdir outside && cp "$cases/static/main.tf" outside/main.tf
hostile "a link out of the boundary" 'rm main.tf && ln -s ../outside/main.tf main.tf' - 'main.tf was not read: the file is a link, and links are not followed'
hostile "a pipe" 'rm main.tf && mkfifo main.tf' - 'main.tf was not read: it is not a regular file'
hostile "a folder with the name of a source" 'rm main.tf && mkdir main.tf' - 'main.tf was not read: it is not a regular file'
hostile "a file of 100 MB" 'rm main.tf && truncate -s 100M main.tf' - 'main.tf was not read: the file is larger than the limit of 4 MiB'
hostile "deep nesting" 'printf "a = " >>main.tf; head -c 1000000 /dev/zero | tr "\0" "[" >>main.tf' - 'nested more than 64 deep'
hostile "a string without its end" 'printf "a = \"x" >>main.tf' - 'main.tf:60:5 was not read: the string is not closed'
hostile "a broken file that may have the block" 'echo "}" >zz.tf' main.tf:6:3 'zz.tf:1:1 was not read: a block is closed that is not open'
hostile "a resource that is there twice" 'cp main.tf other.tf' - 'The sources do not match this plan: .*they have two such blocks'

# a manifest that leads out of the boundary, or to nothing
manifest()
{
	rm -rf third && cp -R "$cases/third-party" third
	printf '{"Modules":[{"Key":"vendor","Source":"x","Dir":"%s"}]}' "$2" >third/.terraform/modules/modules.json
	"$assay" check --no-config --rules "$cases/rules" --control test-every-place --format json third/plan.json >out 2>err
	check "$1: exit status" $? 1
	check "$1" "$(python3 "$here/source_places.py" third/plan.json <out | sed -n 's/^module.vendor.*enable_logging\t//p')" -
}
manifest "a manifest that leads to /etc" /etc
manifest "a manifest that leads out of the boundary" ../../../../../etc
manifest "a manifest that leads to a link" link
rm -rf third && cp -R "$cases/third-party" third && rm -rf third/.terraform/modules/vendor && ln -s ../../../outside third/.terraform/modules/vendor
"$assay" check --no-config --rules "$cases/rules" --control test-every-place --format json third/plan.json >out 2>err
check "a module that is a link" "$(python3 "$here/source_places.py" third/plan.json <out | sed -n 's/^module.vendor.*enable_logging\t//p')" -
check "a module that is a link: the reason" "$(grep -c 'modules/vendor was not read' out)" 1

# sources change no verdict and no fingerprint
fingerprints()
{
	"$assay" check --no-config --rules "$cases/rules" --format json "$@" 2>/dev/null |
		python3 -c 'import json, sys; print([(r["control"], r["subject"], r["verdict"], r["fingerprint"]) for r in json.load(sys.stdin)["results"]])'
}
for name in static dynamic third-party json; do
	rm -rf same && mkdir same && cp "$cases/$name/plan.json" same/plan.json
	without=$(cd same && fingerprints plan.json)
	cp -R "$cases/$name/." same/
	check "fingerprints of $name with and without sources" "$(cd same && fingerprints plan.json)" "$without"
done

# a provider configuration that the plan does not show: the sources decide, else the Region is unknown
verdicts()
{
	"$assay" check --no-config --show all --control aws-cloudtrail-lambda-invocations --format json "$@" 2>/dev/null |
		python3 -c 'import json, sys; print(*[str(r["region"]) + ":" + r["verdict"] for r in json.load(sys.stdin)["results"]], sep=",")'
}
cp -R "$cases/inherited" inherited
check "inherited provider configurations by the sources" "$(verdicts inherited/plan.json)" "eu-west-1:pass,us-west-2:fail"
mkdir alone && cp inherited/plan.json alone/plan.json
check "inherited provider configurations without sources" "$(verdicts alone/plan.json)" "None:unknown,eu-west-1:unknown,us-west-2:unknown"
differ()
{
	rm -rf changed && cp -R "$cases/inherited" changed && (cd changed && eval "$2")
	check "inherited: $1" "$(verdicts changed/plan.json)" "${3:-None:unknown,eu-west-1:unknown,us-west-2:unknown}"
}
differ "a source that differs from the plan's" 'mv m1/m2 m1/mm && sed -i "s|./m2|./mm|" m1/main.tf'
differ "a file that can not be read" 'echo "}" >m1/other.tf'
differ "providers that is not an object" 'sed -i "s|providers = {|providers = merge(local.p, {|; s|^  }$|  })|" main.tf' \
	"None:unknown,eu-west-1:pass,us-west-2:unknown"
differ "a provider that the plan does not have" 'sed -i "s|aws.west|aws.east|" main.tf' "None:unknown,eu-west-1:pass,us-west-2:unknown"
differ "a provider block in a module between" 'echo "provider \"aws\" {}" >m1/m2/provider.tf'
differ "an empty provider block in the module itself" 'echo "provider \"aws\" {}" >m1/m2/m3/provider.tf'
rm -rf one && cp -R "$cases/third-party" one
check "one configuration, which every module inherits" "$(python3 - "$assay" one <<'P'
import json, subprocess, sys
def subjects():
    out = subprocess.run([sys.argv[1], "check", "--no-config", "--show", "all", "--format", "json", sys.argv[2] + "/plan.json"], stdout=subprocess.PIPE).stdout
    return sorted({str(r["region"]) for r in json.loads(out)["results"]})
print(*subjects())
open(sys.argv[2] + "/.terraform/modules/vendor/trail/provider.tf", "w").write('provider "aws" {}\n')
print(*subjects())
P
)" "eu-west-1
None eu-west-1"
differ "an alias that is passed on" 'sed -i "s|aws = aws.west|aws.w = aws.west|; 2a providers = { aws.w = aws }" main.tf
	printf "module \"m2\" {\n  providers = { aws = aws.w }\n}\n" >m1/override.tf' "eu-west-1:pass,us-west-2:fail"
differ "an alias that is not passed on" 'printf "module \"m2\" {\n  providers = { aws = aws.w }\n}\n" >m1/override.tf'

echo "$n_passed passed, $n_failed failed"
test "$n_failed" -eq 0
