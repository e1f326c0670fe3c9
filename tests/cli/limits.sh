#!/bin/sh
# limits.sh BUILD - every limit is exceeded once: no pass, and a message that names the option. docs/limits.md has the right values.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work" || exit 1
passed=0
failed=0
say() {
	if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $2"; fi
}

mkdir -p 123456789012/us-east-1 rules/controls
arn=arn:aws:cloudtrail:us-east-1:123456789012:trail/t
printf '{"trailList": [{"Name": "t", "TrailARN": "%s", "S3BucketName": "logs", "HomeRegion": "us-east-1", "IsMultiRegionTrail": false, "IsOrganizationTrail": false, "IncludeGlobalServiceEvents": true, "LogFileValidationEnabled": false}]}' $arn \
	>123456789012/us-east-1/describe-trails.json
printf '{"Functions": []}' >123456789012/us-east-1/list-functions.json
cat >rules/controls/twice.lua <<'LUA'
return control {
  id = "test-twice", title = "Two findings", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(trail)
    local _ = { trail.TrailName, trail.IsMultiRegionTrail, trail.S3BucketName, trail.KMSKeyId }
    fail(trail, "TrailName", "one")
    fail(trail, "IsMultiRegionTrail", "two")
  end,
}
LUA

cat >rules/controls/endless.lua <<'LUA'
return control { id = "test-endless", title = "t", severity = "low", subject = "account", reads = { "AWS::CloudTrail::Trail" },
  check = function() while true do end end }
LUA

# the defaults are not exceeded
"$assay" check 123456789012 >out 2>&1
say $? "the inputs pass without a limit: $(cat out)"

# hit FLAG VALUE STATUS ARGUMENT...: the message names the limit and the option
hit() {
	flag=$1 value=$2 status=$3
	shift 3
	"$assay" check "$flag" "$value" "$@" 123456789012 >out 2>&1
	got=$?
	name=$(echo "$flag" | sed 's/^--//; s/-/_/g')
	[ "$got" = "$status" ] && tr -s '\n ' '  ' <out | grep -q -e "limit $name.*$flag" && [ "$(grep -c -e "$flag raises" out)" -le 3 ]
	say $? "$flag $value: status $got, wanted $status: $(cat out)"
}
hit --max-input 100 2
hit --max-input 17 2
hit --max-depth 2 2
hit --max-slice 50 2
mkdir yaml
printf 'trailList: &t []\na: *t\nb: *t\nc: *t\n' >yaml/describe-trails.yaml
hit --max-yaml-expansion 20 2 yaml
hit --max-yaml-expansion 35 2 yaml
mkdir packed
tar -cf packed/plan.tar 123456789012
hit --max-archive 100 2 packed/plan.tar
hit --max-archive-entries 2 2 packed/plan.tar
head -c 20000000 /dev/zero | tr '\0' 1 | gzip -nc >packed/plan.json.gz
hit --max-archive-ratio 10 2 packed/plan.json.gz
hit --max-findings 1 2 --rules rules --control test-twice
hit --max-trace 2 1 --rules rules --control test-twice --trace
hit --rule-instructions 100 2
hit --rule-instructions 20000 2
hit --rule-live 1KiB 2
hit --rule-live 100KiB 2
hit --rule-allocated 1KiB 2
hit --rule-allocated 300KiB 2
hit --timeout 1 2 --rules rules --control test-endless --rule-instructions 1000000000000000

# standard input has the same limit as a file; inspect has the limits of reading
printf '{"trailList": []}' | "$assay" check --max-input 10 - >out 2>&1
[ $? = 2 ] && grep -q 'max-input raises it' out
say $? "--max-input over standard input: $(cat out)"
"$assay" inspect 123456789012 --max-depth 2 >out 2>&1
grep -q 'max-depth raises it' out
say $? "inspect --max-depth: $(cat out)"
"$assay" check --max-depth 1000 --rules rules --control test-twice 123456789012 >out 2>&1
[ $? = 1 ]
say $? "--max-depth 1000: $(cat out)"

# many provider configurations of one plan
{
	printf '{"format_version": "1.2", "terraform_version": "1.9.0", "planned_values": {"root_module": {}}, "resource_changes": [], "configuration": {"root_module": {}, "provider_config": {"aws": {"name": "aws"}'
	for i in $(seq 1500); do
		printf ', "aws.p%d": {"name": "aws", "alias": "p%d", "expressions": {"region": {"constant_value": "eu-west-1"}}}' "$i" "$i"
	done
	printf '}}}'
} >many.json
"$assay" check many.json >out 2>&1
[ $? != 2 ] && ! grep -q memory out
say $? "1,500 provider configurations: $(cat out)"

# invalid values
for value in 0 -1 1.5 x 1kib 99999999999999999999 9999999999GiB; do
	"$assay" check --max-input="$value" 123456789012 >out 2>&1
	[ $? = 2 ] && grep -q -e '--max-input takes a whole number' out
	say $? "--max-input=$value: $(cat out)"
done
"$assay" check --max-depth 1001 123456789012 >out 2>&1
[ $? = 2 ] && grep -q 'from 1 to 1000' out
say $? "--max-depth 1001: $(cat out)"
"$assay" check --max-depth 1KiB 123456789012 >out 2>&1
[ $? = 2 ]
say $? "--max-depth 1KiB: $(cat out)"

# docs/limits.md and --help have the same table
doc=$root/docs/limits.md
sed -n 's/^| `\(--[a-z-]*\)` | \([^ ]*\) | .*/\1 \2/p' "$doc" | sort >documented
"$assay" check --help | sed -n '/^Limits/,/^$/p' | tr -s ' \n' '  ' | sed 's/ \(--[a-z-]* [A-Z]\)/\n\1/g' |
	sed -n 's/^\(--[a-z-]*\) .*(default: \(.*\)).*/\1 \2/p' | sort >printed
[ -s printed ] && diff documented printed >out
say $? "docs/limits.md and --help differ: $(cat out)"
while read -r flag value; do
	grep -q "^hit $flag " "$root/tests/cli/limits.sh"
	say $? "$flag is not hit by this test"
done <printed

# each fixed limit has the documented value in the source
sed -n 's/^| .* | \([0-9]*\) | `\([a-z_/]*\.[ch]\)` `\([A-Z_]*\)` | .*/\1 \2 \3/p' "$doc" >fixed
[ "$(wc -l <fixed)" = "$(sed -n '/^## Fixed limits/,$p' "$doc" | grep -c '^| [a-zA-Z]' | awk '{ print $1 - 1 }')" ]
say $? 'a row of the fixed limits in docs/limits.md can not be read'
while read -r value file name; do
	found=$(sed -n "s/^#define $name  *\(.*[0-9)]\)\( .*\)*$/\1/p; s/.*enum {.*\b$name = \([^,}]*\)[,} ].*/\1/p" "$root/$file" | sed 's/(size_t)//')
	[ "$(($(echo "$found")))" = "$value" ]
	say $? "$name of $file is $found, docs/limits.md says $value"
done <fixed

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
