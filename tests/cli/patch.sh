#!/bin/sh
# patch.sh BUILD - assay remedy --patch: applies with patch and git apply, keeps the form of files, restores with -R; and what gets none.
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
if ! command -v patch >/dev/null || ! command -v git >/dev/null; then
	echo 'skipped: patch or git is not installed'
	exit 0
fi
# patch_of FOLDER: writes FOLDER/p.diff
patch_of() {
	"$assay" remedy --patch --source "$1" --source-root "$1" "$1/plan.json" >"$1/p.diff" 2>"$1/err"
}
# applies FOLDER: the diff applies and restores with both programs
applies() {
	cp "$1/main.tf" "$1/before"
	(cd "$1" && patch --binary -p1 <p.diff) >out 2>&1
	say $? "$1: patch: $(cat out "$1/p.diff")"
	cp "$1/main.tf" "$1/after"
	! cmp -s "$1/before" "$1/after"
	say $? "$1: patch changes nothing"
	(cd "$1" && patch --binary -R -p1 <p.diff) >out 2>&1
	cmp -s "$1/before" "$1/main.tf"
	say $? "$1: patch -R restores other bytes"
	(cd "$1" && git init -q . 2>/dev/null && git apply p.diff && cmp main.tf after && git apply -R p.diff && cmp main.tf before) >out 2>&1
	say $? "$1: git apply: $(cat out "$1/p.diff")"
	rm -rf "$1/.git"
	# the fixes of SARIF change the same bytes
	"$assay" check --remedies --format sarif --source "$1" --source-root "$1" "$1/plan.json" >fixes.sarif 2>/dev/null
	python3 "$root/tests/sarif_fixes.py" fixes.sarif "$1" && cmp "$1/main.tf" "$1/after" >out 2>&1
	say $? "$1: the fixes of SARIF: $(cat out)"
	cp "$1/before" "$1/main.tf"
}
has() {
	grep -qF -e "$2" "$1"
	say $? "$1 has no '$2': $(cat "$1")"
}

# every plan of the test data with sources of its own
n=0
for plan in "$root"/tests/data/plans/*/; do
	name=$(basename "$plan")
	[ -f "$plan/main.tf" ] && [ -f "$plan/plan.json" ] || continue
	cp -r "$plan" "$name"
	patch_of "$name"
	[ -s "$name/p.diff" ] || continue
	n=$((n + 1))
	applies "$name"
	if command -v terraform >/dev/null; then
		printf '' >rc
		TF_CLI_CONFIG_FILE=$work/rc terraform fmt -check "$name/main.tf" >out 2>&1 && {
			cp "$name/after" after.tf
			TF_CLI_CONFIG_FILE=$work/rc terraform fmt -check -diff after.tf >out 2>&1
			say $? "$name: the patched file is not as terraform fmt writes it: $(cat out)"
		}
	fi
done
[ $n -ge 5 ]
say $? "only $n plans have a patch"

# the configurations of terraform_remedy.sh, with the plans that Terraform made of them
remedy_of() {
	rm -rf case
	cp -r "$root/tests/data/remedies/$1" case
	cp "$root/tests/data/remedies/provider.tf.in" case/provider.tf
}
diff_of() {
	"$assay" remedy "$@" --param aws-cloudtrail-lambda-invocations.closed_world=true --source case --source-root case case/plan.json
}
for name in $(cd "$root/tests/data/remedies" && ls -d */ | tr -d /); do
	remedy_of "$name"
	read -r want text <case/expect
	diff_of --patch >p.diff 2>/dev/null
	if [ "$want" = patch ]; then
		"$assay" check --remedies --format sarif --param aws-cloudtrail-lambda-invocations.closed_world=true \
			--source case --source-root case case/plan.json >fixes.sarif 2>/dev/null
		rm -rf fixed && cp -r case fixed
		(cd case && patch --binary -p1 <../p.diff) >out 2>&1
		say $? "$name: patch: $(cat out p.diff)"
		python3 "$root/tests/sarif_fixes.py" fixes.sarif fixed && diff -r case fixed >out 2>&1
		say $? "$name: the fixes of SARIF: $(cat out)"
	else
		diff_of 2>&1 | tr -s '\n ' '  ' >page
		! [ -s p.diff ] && grep -qF -e "$text" page
		say $? "$name: no '$text', or a patch: $(cat page p.diff)"
	fi
done

# changed NAME TEXT EDIT: after an edit of its sources a configuration has no patch, and TEXT says why
changed() {
	remedy_of "$1"
	(cd case && eval "$3")
	diff_of --patch >p.diff 2>/dev/null
	! [ -s p.diff ]
	say $? "$1, $3: a patch: $(cat p.diff)"
	diff_of 2>&1 | tr -s '\n ' '  ' >page
	has page "$2"
}
# the plan's value is not the one that is written: an option or the environment set it, or the sources are newer
another='the plan has another value: a variable of the run sets it, or the sources changed. Change it so that'
changed variable "$another" "sed -i 's/default = false/default = true/' main.tf"
changed variable "$another" "sed -i 's/default = false/default = null/' main.tf"
changed module-argument "$another" "sed -i 's/false/true/' main.tf"
changed module-default "$another" "sed -i 's/default = false/default = true/' trail/main.tf"
changed variable 'a value is sensitive, and the patch would show it' "sed -i 's/\"after_sensitive\":{/&\"enable_logging\":true,/' plan.json"
# blanks, comments and escapes of JSON may be in a name
elsewhere='which is used elsewhere, too'
output='{"output": {"o": {"value": "${var%slogging}"}}}'
changed variable "$elsewhere" 'echo "output o { value = var . logging }" >o.tf'
changed variable "$elsewhere" 'printf "output o {\n  value = (var /* # */\n// x\n.\nlogging)\n}\n" >o.tf'
changed variable "$elsewhere" 'printf "$output" "\\u002e" >o.tf.json'
changed variable "$elsewhere" 'printf "$output" "\\n." >o.tf.json'
changed variable 'which is set outside of the sources' 'printf %s "{\"lo\\u0067ging\": false}" >x.auto.tfvars.json'
# other names, and escapes that Go writes, are no use of it
remedy_of variable
printf 'output "o" {\n  value = [var.logging_x, xvar.logging, var.x.logging, var . log]\n}\n' >case/o.tf
printf '%s' '{"output": {"p": {"value": "\u003c\n"}}}' >case/p.tf.json
diff_of --patch >p.diff 2>/dev/null
has p.diff '+  default = true'
# an override merges lifecycle argument by argument
changed ignored 'ignore_changes of its lifecycle block' "printf 'resource aws_cloudtrail t {\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n' >z_override.tf"
# a link is not followed, so what is called through one may be any folder
changed module-twice 'the module is called more than once' "sed -i '/\"b\"/,\$s,./trail,./link,' main.tf; ln -s trail link"
# Terraform ignores the files of OpenTofu
remedy_of stopped
printf 'resource "aws_cloudtrail" "t" {\n  enable_logging = false\n}\n' >case/z_override.tofu
cp case/main.tf case/main.tofu
diff_of --patch >p.diff 2>/dev/null
has p.diff '--- a/main.tf'
sed -i 's/registry.terraform.io/registry.opentofu.org/g' case/plan.json
diff_of --patch >p.diff 2>/dev/null
has p.diff '--- a/z_override.tofu'
# a name that SARIF writes with escapes
cp -r "$root/tests/data/plans/T1-bare" named
mkdir named/ü
mv named/main.tf named/plan.json named/ü/
"$assay" check --remedies --format sarif --source-root named named/ü/plan.json >fixes.sarif 2>/dev/null
python3 "$root/tests/sarif_fixes.py" fixes.sarif named && grep -q AWS::Lambda::Function named/ü/main.tf
say $? 'the fixes of SARIF in a folder with another name'

# the form of the file stays: CRLF, a byte order mark, no final newline
data=$root/tests/data/plans/T1-bare
for form in crlf bom end; do
	cp -r "$data" $form
	case $form in
	crlf) sed 's/$/\r/' "$data/main.tf" >$form/main.tf ;;
	bom) { printf '\357\273\277'; sed -n '/^resource "aws_cloudtrail"/,/^}/p' "$data/main.tf"; sed '/^resource "aws_cloudtrail"/,/^}/d' "$data/main.tf"; } >$form/main.tf ;;
	end) { sed '/^resource "aws_cloudtrail"/,/^}/d' "$data/main.tf"; sed -n '/^resource "aws_cloudtrail"/,/^}/p' "$data/main.tf"; } >t && printf %s "$(cat t)" >$form/main.tf ;;
	esac
	patch_of $form
	applies $form
done
[ "$(grep -c "$(printf '\r')" crlf/after)" = "$(wc -l <crlf/after)" ]
say $? 'a line of the patched file has another end'
has end/p.diff 'No newline at end of file'

# the byte order mark is a part of the first line
cp -r "$root/tests/data/plans/T5-logging-off" first
{ printf '\357\273\277'; sed -n '/^resource "aws_cloudtrail"/,/^}/p' first/main.tf | sed '/enable_logging/d; 1a\  enable_logging = false'; sed '/^resource "aws_cloudtrail"/,/^}/d' first/main.tf; } >t
mv t first/main.tf
patch_of first
has first/p.diff "$(printf ' \357\273\277resource')"
applies first

# no patch: expressions, several instances, generated files, foreign modules, one line
none() {
	cp -r "$data" "$1"
	printf '%s\n' "$2" >"$1/t"
	sed '/^resource "aws_cloudtrail"/,/^}/d' "$data/main.tf" >>"$1/t"
	mv "$1/t" "$1/main.tf"
	patch_of "$1"
	! [ -s "$1/p.diff" ]
	say $? "$1: a patch: $(cat "$1/p.diff")"
	"$assay" remedy --source "$1" --source-root "$1" "$1/plan.json" >"$1/page" 2>&1
	has "$1/page" 'event_selector {'
}
none one-line 'resource "aws_cloudtrail" "t" { name = "audit" }'
none missing 'resource "aws_cloudtrail" "other" {
  name = "audit"
}'

# an edit that lifecycle hides
for ignored in all '[tags, event_selector]' '[event_selector[0].data_resource]' '["event_selector"]'; do
	rm -rf ignored
	none ignored "resource \"aws_cloudtrail\" \"t\" {
  name = \"audit\"
  s3_bucket_name = \"trail-bucket\"
  is_multi_region_trail = true
  lifecycle {
    ignore_changes = $ignored
  }
}"
	has ignored/page 'ignore_changes'
done
rm -rf ignored
cp -r "$data" ignored
sed -i 's/^  is_multi_region_trail = true/&\n  lifecycle {\n    ignore_changes = [event_selector_x, tags]\n  }/' ignored/main.tf
patch_of ignored
applies ignored

# exports that differ from the plan: the sources may have the values already
mkdir drift
cp -r "$root/tests/data/plans/T31-stale-state/main.tf" "$root/tests/data/plans/T31-stale-state/plan.json" "$root/tests/data/plans/T31-stale-state/123456789012" drift/
"$assay" remedy --patch drift >out 2>/dev/null
! [ -s out ]
say $? "a patch in spite of drift: $(cat out)"
"$assay" remedy drift >out 2>&1
has out 'Make the plan again first'

# copies that other programs make
mkdir -p copies/.terragrunt-cache
cp -r "$data" copies/.terragrunt-cache/bare
"$assay" remedy --patch copies/.terragrunt-cache/bare/plan.json >out 2>/dev/null
! [ -s out ]
say $? "a patch in .terragrunt-cache: $(cat out)"

# a block that two plans have in common
cp -r "$data" common
cp common/plan.json common/other.json
"$assay" remedy --patch common/plan.json common/other.json >out 2>/dev/null
! [ -s out ]
say $? "a patch of a block that two plans have: $(cat out)"

# sources of different folders make no single patch: the names in it would be ambiguous
mkdir two
cp -r "$data" two/a
cp -r "$data" two/b
"$assay" remedy --patch two/a/plan.json two/b/plan.json >out 2>/dev/null
[ "$(grep -c '^--- a/main.tf' out)" = 1 ]
say $? "a patch of two files with one name: $(cat out)"
"$assay" remedy --patch --source-root two two/a/plan.json two/b/plan.json >out 2>/dev/null
[ "$(grep -c '^--- a/[ab]/main.tf' out)" = 2 ]
say $? "no patch for both plans below --source-root: $(cat out)"

# commands of exports have no patch
"$assay" remedy --patch "$root/tests/data/rows/stopped" >out 2>/dev/null
! [ -s out ]
say $? "exports have a patch: $(cat out)"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
