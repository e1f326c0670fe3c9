#!/bin/sh
# placeholders.sh BUILD - {name} in a text of a rule without an argument of that name is an error when the rules are loaded.
set -u
assay=$(cd "$1" && pwd)/assay
fixtures=$(pwd)/fixtures
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work" || exit 1
mkdir -p mine/controls mine/lib
passed=0
failed=0
say() { # STATUS NAME
	[ "$1" = 0 ] && passed=$((passed + 1)) && return
	failed=$((failed + 1))
	echo "FAILED: $2"
	cat out
}
# a control whose line 5 is CALL; a library with the same
write() { # CALL
	cat >mine/controls/c.lua <<END
local text, args, on = "x {t}", { a = 1 }, true
return control {
  id = "c", title = "{title}", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  description = "{description}", remediation = "{remediation}", test_plan = "{plan}", check = function(t)
$1
    pass()
  end,
}
END
	cat >mine/lib/l.lua <<END
local l, text, args, on = {}, "x {t}", { a = 1 }, true



$(echo "$1" | sed 's/^/function l.f(t) /; s/$/ end/')
return l
END
}
refused() { # FILE COLUMN NAME REMEDY
	"$assay" rules --rules mine >out 2>&1
	[ $? = 2 ] && grep -qF "assay: mine/$1:5:$2: The text has the placeholder {$3}, but no argument of this name. $4" out
	say $? "refused: $call"
}
accepted() { # CALL
	write "$1"
	"$assay" rules --rules mine >out 2>&1
	say $? "accepted: $1"
}
# each function that takes a template, in a control; `ambiguous` in a library
while IFS='|' read -r call column name remedy; do
	write "$call"
	echo 'return {}' >mine/lib/l.lua
	refused controls/c.lua "$column" "$name" "$remedy"
	write "$call"
	echo 'return control { id = "c", title = "C", severity = "low", subject = "account", reads = { "AWS::CloudTrail::Trail" }, check = function() pass() end }' >mine/controls/c.lua
	refused lib/l.lua "$((column + 16))" "$name" "$remedy"
done <<'END'
fail(t, nil, "trail {name}")|21|name|Add 'name' to the arguments.
fail(t, "KMSKeyId", "trail {name}", { nam = label(t) })|28|name|Did you mean {nam}?
fail(t, nil, "{a} {b}", { a = 1 })|19|b|Add 'b' to the arguments.
fail(t, nil, "{a}", nil)|15|a|Add 'a'
fail(t, nil, "{a}", {}, { detail = "a" })|15|a|Add 'a'
fail(t, nil, "{a}", { inner = { a = 1 } })|15|a|Add 'a'
fail(t, nil, "ä {a}", {})|17|a|Add 'a'
fail(t, nil, '{a}', {})|15|a|Add 'a'
fail(t, nil, [[{a}]], {})|16|a|Add 'a'
fail(t, nil, [==[{a}]==], {})|18|a|Add 'a'
fail(t, nil, "x" .. " {a}", {})|23|a|Add 'a'
fail(t, nil, on and "x" or "{a}", {})|29|a|Add 'a'
fail(t, nil, (on and "x" or "{a}") .. text, {})|30|a|Add 'a'
fail(t, nil, text .. "{a2}", {})|23|a2|Add 'a2'
fail(t, nil, "{Name}", { name = 1 })|15|Name|Did you mean {name}?
fail(t, (function(x) if on then return x end end)("KMSKeyId"), "{a}", {})|65|a|Add 'a'
note(t, nil, "{a}", {})|15|a|Add 'a'
note(t, nil, "{a}")|15|a|Add 'a'
ambiguous(t, nil, "{a}", {})|20|a|Add 'a'
undecided(ambiguous(t, "KMSKeyId", "{a}"))|37|a|Add 'a'
local note = note; note(t, nil, "{a}")|34|a|Add 'a'
END
accepted 'fail(t, nil, "{a} {b_2}", { a = 1, ["b_2"] = 2 })'
accepted 'fail(t, nil, "{} {a b} {2} { a } {a", {})' # no placeholders
accepted 'fail(t, nil, text, args)'
accepted 'fail(t, nil, "{a}", args)'
accepted 'fail(t, nil, "{a}", { [text] = 1 })'
accepted 'fail(t, nil, "{a}", { [ [[a]] ] = 1 })'
accepted 'fail(t, nil, "{a}", { ["\97"] = 1 })'
accepted 'fail(t, nil, on == "{a}" and "x" or "y", {})'
accepted 'fail(t, nil, string.lower("{a}") .. "x", {})'
accepted 'local fail = function(a, b, c) end fail(t, nil, "{a}")'
accepted 'for _, note in ipairs(args) do note(t, nil, "{a}") end'
accepted 't.note(t, nil, "{a}") t:note(nil, nil, "{a}")'
accepted '-- fail(t, nil, "{a}")'

# a library that nothing requires is not parsed: half of a call is no crash
write ''
for text in 'fail(t,nil,"{a}",{["' 'fail(' 'fail(,' 'note(t,nil,"{a' "fail(t,nil,'" 'fail(t,nil,[[{a}' 'fail(t,nil,(((((' 'local' 'function fail'; do
	printf '%s' "$text" >mine/lib/l.lua
	"$assay" rules --rules mine >out 2>&1
	[ $? -le 2 ] && ! grep -q signal out
	say $? "half of a call: $text"
done

# a value is not read as a template, so an argument prints braces
mkdir -p one/controls
cat >one/controls/c.lua <<'END'
return control {
  id = "c", title = "C", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(t) fail(t, nil, "write {braces}, {not it}", { braces = "{name}" }) end,
}
END
"$assay" check --rules one --control c "$fixtures/exports" >out 2>&1
grep -qF 'write {name}, {not it}' out
say $? 'braces from an argument'

# `assay test` sees a text that was passed on to the call
mkdir -p passed/controls
cat >passed/controls/c.lua <<'END'
local function report(t, text, args) fail(t, nil, text, args) note(t, nil, text, args) end
return control {
  id = "c", title = "C", severity = "low", subject = "AWS::CloudTrail::Trail", reads = { "AWS::CloudTrail::Trail" },
  check = function(t) report(t, "trail {name}, {no name}", {}) end,
}
END
cat >passed/controls/c.test.yaml <<'END'
control: c
cases:
  - name: x
    inputs:
      123456789012/us-east-1/describe-trails.json:
        trailList: [{ Name: t, TrailARN: "arn:aws:cloudtrail:us-east-1:123456789012:trail/t", HomeRegion: us-east-1 }]
    expect: { "arn:aws:cloudtrail:us-east-1:123456789012:trail/t": fail }
END
"$assay" test --rules passed >out 2>&1
[ $? = 1 ] && [ "$(grep -c 'the text has the placeholder {name}, but no argument of this name: trail {name}, {no name}' out)" = 2 ]
say $? 'a text that was passed on'
sed -i 's/, {})/, { name = label(t) })/' passed/controls/c.lua
"$assay" test --rules passed >out 2>&1
say $? 'a text that was passed on, with its argument'

# every command that loads rules says it
write 'fail(t, nil, "{a}")'
printf 'control: c\ncases:\n  - name: x\n    inputs: {}\n    expect: {}\n' >mine/controls/c.test.yaml
for words in 'check --rules mine --control c .' 'test --rules mine' 'lint mine' 'explain --rules mine c' 'inspect --rules mine .'; do
	"$assay" $words >out 2>&1
	[ $? = 2 ] && grep -qF 'mine/controls/c.lua:5:15: The text has the placeholder {a}' out
	say $? "assay $words"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
