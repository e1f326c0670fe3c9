#!/bin/sh
# test_command.sh BUILD - `assay test`: cases, differences, exit status, formats, and hostile test files.
set -u
assay=$(cd "$1" && pwd)/assay
root=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
say() { # STATUS NAME
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	cat "$work/out" "$work/err"
}
run() { # STATUS ARGUMENT...
	wanted=$1
	shift
	"$assay" test "$@" >"$work/out" 2>"$work/err"
	[ $? = "$wanted" ]
	say $? "test $*: exit status, wanted $wanted"
}
has() { grep -qF -e "$1" "$work/out"; say $? "no '$1'"; }
lacks() { ! grep -qF -e "$1" "$work/out"; say $? "has '$1'"; }
says() { grep -qF -e "$1" "$work/err"; say $? "no '$1' on standard error"; }

# the bundled controls
cd "$root" || exit 1
run 0
run 0 rules
lacks FAILED
run 0 --coverage --mutate rules/controls
lacks 'lua: 0 of'

cd "$work" || exit 1
run 2
says "There is no folder 'rules' here"

# a control of its own: a trail has a name that is not "bad", and a key if it is required
mkdir -p mine/controls other
cat >mine/controls/names.lua <<'END'
return control {
  id = "trail-name", title = "Trails have names", severity = "low", subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },
  params = {
    require_key = { default = false, about = "require a key" },
    delivery = { default = false, about = "note a failed delivery" },
  },
  check = function(trail, params)
    if trail.TrailName == "bad" then fail(trail, "TrailName", "trail {name} is bad", { name = trail.TrailName }) end
    if params.require_key and not trail.KMSKeyId then fail(trail, "KMSKeyId", "no key") end
    if params.delivery and trail.LatestDeliveryError then note(trail, "LatestDeliveryError", "delivery failed") end
    pass()
  end,
}
END
trail='{ TrailARN: "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", Name: NAME, HomeRegion: us-east-1 }'
subject=arn:aws:cloudtrail:us-east-1:123456789012:trail/t
# suite NAME: a test file with the cases on standard input, after a shared list of trails with one trail of this name
suite() {
	{
		echo 'control: trail-name'
		echo 'inputs:'
		echo '  123456789012/us-east-1/describe-trails.json:'
		echo "    trailList: [$(echo "$trail" | sed "s/NAME/$1/")]"
		echo 'cases:'
		cat
	} >mine/controls/names.test.yaml
}
only() { # one case that expects what is on standard input
	{ echo '  - name: one'; echo '    expect:'; sed 's/^/      /'; } | suite "$1"
}

echo "$subject: pass" | only good
run 0 --rules mine
has 'mine/controls/names.test.yaml: 1 case, 2 runs, 0 failed'
run 0 --rules mine mine/controls/names.test.yaml
run 0 --rules mine mine
run 2 --rules mine other
says 'There is no test file here'
run 2 --rules mine mine/none.test.yaml
run 2 mine
says "mine/controls/names.test.yaml:1:10: There is no control 'trail-name'"

# differences: another verdict, a missing and an unexpected subject, in both sources, with the place of the expectation
echo "$subject: fail" | only good
run 1 --rules mine
has 'FAILED: one (export)'
has 'FAILED: one (plan)'
has "  mine/controls/names.test.yaml:8:7: $subject: expected fail, but the verdict is pass"
has '1 case, 2 runs, 2 failed'
echo "$subject: pass" | only bad
run 1 --rules mine
has "expected pass, but the verdict is fail at 123456789012/us-east-1/describe-trails.json#/trailList/0/Name: "
has "trail bad is bad"
printf '%s\n' "$subject: pass" 'arn:other: pass' | only good
run 1 --rules mine
has 'arn:other: expected pass, but there is no such subject'
printf '  - name: one\n    expect: {}\n' | suite good
run 1 --rules mine
has "$subject: not expected, but the verdict is pass"

# places, messages, notes and reasons
printf '%s\n' "$subject:" '  verdict: fail' '  at: "123456789012/us-east-1/describe-trails.json#/trailList/0/Name"' \
	'  message: [trail bad, is bad]' | only bad
run 0 --rules mine
printf '%s\n' "$subject:" '  verdict: fail' '  at: 123456789012/us-east-1/describe-trails.json' | only bad
run 0 --rules mine
printf '%s\n' "$subject:" '  verdict: fail' '  at: list-functions.json' | only bad
run 1 --rules mine
has 'expected the place list-functions.json, but it is 123456789012/us-east-1/describe-trails.json#/trailList/0/Name'
printf '%s\n' "$subject:" '  verdict: fail' '  message: something else' | only bad
run 1 --rules mine
has "expected a message with 'something else'"
printf '%s\n' "$subject:" '  verdict: pass' '  notes: delivery failed' | only good
run 1 --rules mine
has "expected a note with 'delivery failed', but there is none"

printf '%s\n' "$subject:" '  verdict: fail' '  remedy: false' | only bad
run 0 --rules mine
printf '%s\n' "$subject:" '  verdict: fail' '  remedy: true' | only bad
run 1 --rules mine
has "$subject: expected a proved remedy, but there is none: "

# parts of a remedy and of the sentence why there is none; line ends and indentation do not count
mkdir -p mended/controls
cat >mended/controls/validated.lua <<'END'
return control {
  id = "trail-validated", title = "Trails validate", severity = "low", subject = "AWS::CloudTrail::Trail",
  reads = { "AWS::CloudTrail::Trail" },
  check = function(trail)
    if not trail.EnableLogFileValidation then fail(trail, "EnableLogFileValidation", "not validated") end
    pass()
  end,
  remedy = function(trail)
    if trail.TrailName == "fixed" then return nil, "The name fixed can't change." end
    return { want(trail, "EnableLogFileValidation", true) }
  end,
}
END
# mended NAME: a case with a trail of this name, which expects a fail and what is on standard input
mended() {
	{
		printf '%s\n' 'control: trail-validated' 'cases:' '  - name: one' '    inputs:' '      123456789012/us-east-1/describe-trails.json:'
		echo "        trailList: [$(echo "$trail" | sed "s/NAME/$1/; s/ }/, LogFileValidationEnabled: false }/")]"
		printf '%s\n' '    expect:' "      $subject:" '        verdict: fail'
		sed 's/^/        /'
	} >mended/controls/validated.test.yaml
}
while IFS='|' read -r status name expected text; do
	printf '%b\n' "$expected" | mended "$name"
	run "$status" --rules mended
	test -z "$text" || has "$text"
done <<END
0|good|remedy: true|
0|good|remedy: enable-log-file-validation|
0|good|remedy: [update-trail, --enable-log-file-validation --region us-east-1]|
0|good|remedy: >\\n  aws cloudtrail update-trail --name\\n\\n    $subject\\n|
1|good|remedy: [update-trail, start-logging]|$subject: expected a remedy with 'start-logging', but it is: aws cloudtrail update-trail --name $subject --enable-log-file-validation --region us-east-1
1|good|remedy: false|$subject: expected no remedy, but one was proved: aws cloudtrail update-trail
1|good|no_remedy: can't change|$subject: expected no remedy, but one was proved: aws cloudtrail update-trail
0|fixed|remedy: false|
0|fixed|no_remedy: [The name fixed, can't change]|
1|fixed|no_remedy: its name|$subject: expected a reason for no remedy with 'its name', but it is: The name fixed can't change.
1|fixed|remedy: update-trail|$subject: expected a proved remedy, but there is none: The name fixed can't change.
END
for bad in 'remedy: [[]]|A part of a remedy must be text' 'remedy: ""|A part of a remedy is empty' 'no_remedy: {}|must be text' \
	'remedy: false\nno_remedy: x|exclude each other' 'remedy:|true, false, a part of the remedy' 'remedy: []|The list is empty' \
	'remedy: " "|A part of a remedy is empty' 'message: []|The list is empty' 'notes: []|The list is empty'; do
	printf '%b\n' "${bad%|*}" | mended good
	run 2 --rules mended
	says "${bad#*|}"
done
# what only a fail has is expected of nothing else
for what in 'remedy: false' 'remedy: true' 'no_remedy: x'; do
	echo "$what" | mended good
	sed -i 's/verdict: fail/verdict: pass/; s/Enabled: false/Enabled: true/' mended/controls/validated.test.yaml
	run 2 --rules mended
	says 'Only a fail has a remedy'
done
# a case that is judged over a plan only can fail by all that it expects
while IFS='|' read -r status expected text; do
	echo "$expected" | mended good
	sed -i 's/^  - name: one/&\n    sources: plan/' mended/controls/validated.test.yaml
	run "$status" --rules mended
	test -z "$text" || has "$text"
done <<END
0|message: not validated|
1|message: another|expected a message with 'another'
1|notes: a note|expected a note with 'a note'
1|at: nowhere|expected the place nowhere, but it is plan.json#/resource_changes/0/change/after/enable_log_file_validation
1|reasons: after-apply|expected the reason 'after-apply'
0|remedy: enable_log_file_validation = true|
1|remedy: another|expected a remedy with 'another'
1|remedy: false|expected no remedy, but one was proved
END
# --update keeps what it states about a remedy
printf 'remedy: start-logging\n' | mended good
run 1 --rules mended --update mended/controls/validated.test.yaml
grep -qF ', remedy: true }' mended/controls/validated.test.yaml
say $? '--update lost the remedy'
printf 'remedy: true\n' | mended fixed
run 1 --rules mended --update mended/controls/validated.test.yaml
grep -qF ', remedy: false }' mended/controls/validated.test.yaml
say $? '--update lost that there is no remedy'

# parameters, and unknown values with their reasons
cat <<END | suite good
  - name: a key is required
    params: { require_key: true }
    expect: { "$subject": fail }
  - name: a key is not required
    params: { require_key: false }
    expect: { "$subject": pass }
  - name: the default of a parameter counts again
    expect: { "$subject": pass }
  - name: the key is of another kind
    params: { require_key: true }
    inputs:
      123456789012/us-east-1/describe-trails.json:
        trailList: [{ TrailARN: "$subject", Name: good, HomeRegion: us-east-1, KmsKeyId: 7 }]
    expect:
      $subject: { verdict: unknown, reasons: KmsKeyId }
END
run 0 --rules mine
for bad in 'params: { require_kye: true }|Did you mean' 'params: { require_key: 3 }|takes true or false' 'parms: {}|Did you mean' \
	'account: x|account' 'sources: exports|Unknown source' 'sources: []|is empty' 'files: x|must be a list' 'inputs: 3|under its name' \
	'incomplete: maybe|true or false' 'expect: 3|each subject'; do
	printf '  - name: one\n    expect: {}\n    %s\n' "${bad%|*}" | sed "$(case $bad in expect*) echo '/expect: {}/d' ;; esac)" | suite good
	run 2 --rules mine
	grep -q '^assay: mine/controls/names.test.yaml:[0-9]*:[0-9]*: ' "$work/err"
	say $? "${bad%|*}: no place"
	says "${bad#*|}"
done
printf '  - name: one\n    expect: { x: passed }\n' | suite good
run 2 --rules mine
says 'This is not a verdict'
printf '  - expect: {}\n' | suite good
run 2 --rules mine
says "A case needs the key 'name'"
printf '  - name: one\n    expect: {}\n  - name: one\n    expect: {}\n' | suite good
run 2 --rules mine
says "Two cases have the name 'one'"

# a field without a Terraform name: the plan's verdict differs, and the report says why
cat <<END | suite good
  - name: delivery
    params: { delivery: true }
    inputs:
      123456789012/us-east-1/get-trail-status.good.json: { IsLogging: true, LatestDeliveryError: AccessDenied }
    expect:
      $subject: { verdict: pass, notes: delivery failed }
END
run 1 --rules mine
has 'FAILED: delivery (plan)'
lacks 'FAILED: delivery (export)'
has "A plan does not contain LatestDeliveryError of AWS::CloudTrail::Trail. If the case depends on it, write 'sources: export'."
sed -i 's/  - name: delivery/&\n    sources: export/' mine/controls/names.test.yaml
run 0 --rules mine
has '1 case, 1 run, 0 failed'

# an input that can't be read is a difference, unless the case expects it
cat <<END | suite good
  - name: broken
    inputs: { 123456789012/us-east-1/list-trails.json: "{" }
    expect: { "$subject": pass, "123456789012": unknown }
END
run 1 --rules mine
has 'the run is incomplete: 123456789012/us-east-1/list-trails.json'
sed -i 's/  - name: broken/&\n    incomplete: true/' mine/controls/names.test.yaml
run 0 --rules mine
echo "$subject: pass" | only good
sed -i 's/  - name: one/&\n    incomplete: true/' mine/controls/names.test.yaml
run 1 --rules mine
has 'expected an incomplete run, but every input was read'

# --hide: a control that takes an unknown value for an absent one breaks the law of unknowns
echo "$subject: pass" | only good
run 0 --rules mine --hide
grep -qE '^[0-9]+ values and exports were hidden in turn$' out
say $? 'nothing was hidden'
mkdir -p careless/controls careless/lib
cat >careless/lib/careless.lua <<'END'
return { key = function(trail) return (read(trail, "KMSKeyId")) end }
END
sed -e '1i local careless = require "careless"' -e 's/not trail.KMSKeyId/not careless.key(trail)/' mine/controls/names.lua >careless/controls/names.lua
cat >careless/controls/names.test.yaml <<END
control: trail-name
cases:
  - name: a key
    params: { require_key: true }
    inputs:
      123456789012/us-east-1/describe-trails.json:
        trailList: [{ TrailARN: "$subject", Name: good, HomeRegion: us-east-1, KmsKeyId: k }]
    expect: { "$subject": pass }
END
run 0 --rules careless
run 1 --rules careless --hide
has 'FAILED: a key (export)'
has 'FAILED: a key (plan)'
has "$subject: pass becomes fail if 123456789012/us-east-1/describe-trails.json#/trailList/0/KmsKeyId is hidden; it must stay or become unknown"
has 'pass becomes fail if plan.json#/resource_changes/0/change/after/kms_key_id is hidden'

# a planned resource has its address where the export with its key is hidden
run 0 --rules "$root/tests/data/types/around/rules" "$root/tests/data/types/around" --hide

# --update: the differences first, then the file; the rest of the file stays
cat >mine/controls/names.test.yaml <<END
control: trail-name # a comment
inputs:
  123456789012/us-east-1/describe-trails.json:
    trailList: [$(echo "$trail" | sed "s/NAME/bad/")]
cases:
  - name: block
    expect:
      # the trail
      $subject: pass # not yet
      gone: pass
  - name: flow
    expect: {}
  - name: met
    expect:
      $subject: { verdict: fail, message: is bad }
  - name: unknown
    sources: export
    params: { delivery: true }
    inputs:
      123456789012/us-east-1/describe-trails.json:
        trailList: [$(echo "$trail" | sed "s/NAME/good/")]
    expect:
      $subject: { verdict: pass }
# the end
END
cp mine/controls/names.test.yaml before.yaml
run 1 --rules mine --update mine/controls/names.test.yaml
has 'expected pass, but the verdict is fail'
{ diff before.yaml mine/controls/names.test.yaml | sed -n 's/^> *//p'; } >changed
cat >wanted <<END
$subject: { verdict: fail, at: "123456789012/us-east-1/describe-trails.json#/trailList/0/Name" }
expect: { $subject: { verdict: fail, at: "123456789012/us-east-1/describe-trails.json#/trailList/0/Name" } }
$subject: { verdict: unknown, reasons: not-exported }
END
cat changed >>out
diff wanted changed >>out
say $? 'what --update wrote'
grep -q '# the end' mine/controls/names.test.yaml && grep -q 'trail-name # a comment' mine/controls/names.test.yaml
say $? '--update lost a comment'
run 0 --rules mine
run 0 --rules mine --update mine/controls/names.test.yaml
run 2 --rules mine --update
run 2 --rules mine --update mine
ln -s names.test.yaml mine/controls/link.test.yaml
run 2 --rules mine --update mine/controls/link.test.yaml
says 'no links'
rm mine/controls/link.test.yaml
cat >mine/controls/alias.test.yaml <<END
control: trail-name
inputs:
  123456789012/us-east-1/describe-trails.json:
    trailList: [$(echo "$trail" | sed "s/NAME/bad/")]
cases:
  - { name: one, expect: &all { x: pass } }
  - { name: two, expect: *all }
END
cp mine/controls/alias.test.yaml before.yaml
run 2 --rules mine --update mine/controls/alias.test.yaml
says "is an alias and can't be updated"
cmp before.yaml mine/controls/alias.test.yaml
say $? 'a file that cannot be updated was changed'
rm mine/controls/alias.test.yaml

# --coverage: lines that no case runs; functions that are never made, loops and tail calls count as well
cat >mine/controls/lines.lua <<'END'
local function never(x)
  local y = x + 1
  return y
end

return control {
  id = "lines", title = "Lines", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(trail)
    for i = 1, 2 do
      if i == 3 then
        never(i)
      end
    end
    if trail.TrailName == "good" then
      pass()
    else
      fail(trail, "TrailName", "bad")
    end
    pass()
  end,
}
END
sed -e 's/^control: .*/control: lines/' -e "s/expect: .*/expect: { \"$(echo $subject | sed 's,/,\\/,g')\": pass }/" >mine/controls/lines.test.yaml <<END
control: trail-name
inputs:
  123456789012/us-east-1/describe-trails.json:
    trailList: [$(echo "$trail" | sed "s/NAME/good/")]
cases:
  - name: good
    expect: {}
END
run 0 --rules mine mine/controls/lines.test.yaml
run 1 --rules mine --coverage mine/controls/lines.test.yaml
has 'mine/controls/lines.lua: 8 of 13 lines ran; not 2-3, 11, 17-19'
lacks 'lib/'
cat >>mine/controls/lines.test.yaml <<END
  - name: bad
    inputs:
      123456789012/us-east-1/describe-trails.json:
        trailList: [$(echo "$trail" | sed "s/NAME/bad/")]
    expect: { "$subject": fail }
END
run 1 --rules mine --coverage mine/controls/lines.test.yaml
has 'mine/controls/lines.lua: 10 of 13 lines ran; not 2-3, 11'

# --mutate: changes that no case notices, also on lines that no case runs, unless --coverage reports those; a comment accepts them
run 1 --rules mine --mutate mine/controls/lines.test.yaml
has "SURVIVED: mine/controls/lines.lua:9: '1' becomes '(1 + 1)'"
has "SURVIVED: mine/controls/lines.lua:19: the statement is dropped"
has 'lines.lua:11: the statement is dropped (no case runs this line)'
lacks 'lines.lua:14:'
lacks 'lines.lua:17:'
run 1 --rules mine --mutate --coverage mine/controls/lines.test.yaml
lacks 'lines.lua:2:'
lacks 'lines.lua:11:'
sed -i -e '/for i = 1/,+4d' -e '/^local function/,/^end/d' -e 's/pass()$/pass() -- survives: both are reached/' mine/controls/lines.lua
run 0 --rules mine --mutate --coverage mine/controls/lines.test.yaml
has 'mine/controls/lines.lua: 7 of 7 lines ran'
has ' 0 survived, 2 argued'
rm mine/controls/lines.lua mine/controls/lines.test.yaml

# inputs from files: below the folder of the test file, never through a link
mkdir -p mine/controls/data/123456789012/us-east-1 outside
printf '{"trailList": [{"TrailARN": "%s", "Name": "bad", "HomeRegion": "us-east-1"}]}\n' "$subject" >mine/controls/data/123456789012/us-east-1/describe-trails.json
cp -R mine/controls/data/123456789012 outside
cat >mine/controls/names.test.yaml <<END
control: trail-name
cases:
  - name: files
    files: [data]
    expect:
      $subject:
        verdict: fail
        at: data/123456789012/us-east-1/describe-trails.json#/trailList/0/Name
END
run 0 --rules mine
(cd mine && "$assay" test --rules . controls >"$work/out" 2>"$work/err")
say $? 'names of inputs depend on the folder in which the command runs'
# also where no folder of rules contains the test file
mkdir alone && cp -R mine/controls/names.test.yaml mine/controls/data alone
run 0 --rules mine alone/names.test.yaml
(cd alone && "$assay" test --rules ../mine names.test.yaml >"$work/out" 2>"$work/err")
say $? 'the folder of a test file without a folder can be read'
rm -r alone
for path in ../../outside "$work/outside" data/../../../outside data/.. ..; do
	sed "s|\[data\]|[$path]|" mine/controls/names.test.yaml >mine/controls/out.test.yaml
	run 2 --rules mine mine/controls/out.test.yaml
	says 'leads out of the folder of the test file'
done
ln -s ../../outside mine/controls/link
for path in link link/123456789012 link/123456789012/us-east-1/describe-trails.json; do
	sed "s|\[data\]|[$path]|" mine/controls/names.test.yaml >mine/controls/out.test.yaml
	run 2 --rules mine mine/controls/out.test.yaml
	says 'is a link, and links are not followed'
done
sed 's|\[data\]|[nothing]|' mine/controls/names.test.yaml >mine/controls/out.test.yaml
run 2 --rules mine mine/controls/out.test.yaml
says 'mine/controls/out.test.yaml:4:13: '
rm mine/controls/out.test.yaml
ln -s "$work/none" mine/controls/linked.test.yaml
run 0 --rules mine

# hostile test files: an alias bomb, deep nesting, control characters, commands of a CI runner, broken YAML
{
	echo 'control: trail-name'
	echo 'a: &a [x, x, x, x, x, x, x, x, x, x]'
	for level in b c d e f g h i j; do
		last=$(echo "$level" | tr b-j a-i)
		echo "$level: &$level [*$last, *$last, *$last, *$last, *$last, *$last, *$last, *$last, *$last, *$last]"
	done
} >hostile.test.yaml
run 2 --rules mine hostile.test.yaml
says 'hostile.test.yaml:'
awk 'BEGIN { printf "control: "; for (i = 0; i < 5000; i++) printf "["; print "" }' >hostile.test.yaml
run 2 --rules mine hostile.test.yaml
printf 'control: trail-name\ncases:\n  - name: "a\\e[31m\\nb"\n    expect: { "::error::x": pass }\n' >hostile.test.yaml
run 1 --rules mine hostile.test.yaml
lacks "$(printf '\033')"
! grep -q '^::' out
say $? 'a line is a command to a CI runner'
printf 'control: trail-name\ncases:\n  - name: "<a>&\\"]]>"\n    expect: { x: pass }\n' >hostile.test.yaml
run 1 --rules mine --format junit hostile.test.yaml
has '&lt;a&gt;&amp;&quot;'
python3 -c 'import sys, xml.dom.minidom as m; m.parse("out")' 2>/dev/null
say $? 'JUnit is not XML'
has '<testsuites name="assay test" tests="1" failures="1" errors="0">'
printf 'control: [\n' >hostile.test.yaml
run 2 --rules mine hostile.test.yaml
printf 'control: x\ncases: "An error occurred (AccessDenied) when calling the X operation: no"\n  - y\n' >hostile.test.yaml
run 2 --rules mine hostile.test.yaml
! grep -q 'AWS CLI' err
say $? 'a broken test file is taken for the output of a command'
: >hostile.test.yaml
run 2 --rules mine hostile.test.yaml
# a case that judges nothing, and one that removes an input that is not there, can't succeed
printf 'control: trail-name\ncases:\n  - { name: a, sources: plan, inputs: {}, expect: {} }\n' >hostile.test.yaml
run 1 --rules mine hostile.test.yaml
has 'nothing was judged'
printf 'control: trail-name\ninputs: { a.json: {} }\ncases:\n  - { name: a, inputs: { b.json: null }, expect: {} }\n' >hostile.test.yaml
run 2 --rules mine hostile.test.yaml
says 'hostile.test.yaml:4:26: Null removes a shared input, and none has this name'
: >hostile.test.yaml
run 2 --rules mine --format xml
says '--format takes text or junit'
run 0 --help
has 'assay test --rules my-rules'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
