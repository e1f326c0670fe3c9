#!/bin/sh
# budgets.sh BUILD - what a rule uses is the same in each run, and no instruction takes much longer than others.
set -u
assay=$(cd "$1" && pwd)/assay
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

check() {
	if [ "$1" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED: $2"
	fi
}

mkdir -p "$work/rules/controls" "$work/in/123456789012/us-east-1"
cd "$work" || exit 1
printf '{"Functions":[]}' >in/123456789012/us-east-1/list-functions.json

# probe BODY: a control whose check runs BODY
probe() {
	cat >rules/controls/probe.lua <<-LUA
		return control { id = "probe", title = "t", severity = "low", subject = "account", reads = { "AWS::Lambda::Function" },
		  check = function(account)
		    $1
		  end }
	LUA
}
judge() { "$assay" check --rules rules --control probe "$@" in; }

# the_same NAME BODY: what a check shows is the same in 50 runs
the_same() {
	probe "$2"
	judge >first
	grep -q 'FAIL  probe' first
	check $? "$1: the probe fails"
	for _ in $(seq 50); do judge; done >all
	for _ in $(seq 50); do cat first; done | cmp -s - all
	check $? "$1 is the same in 50 runs"
}

# how often a table grows depends on which of its keys collide, and on that its length, where it has holes
lengths() {
	printf '%s\n' "local lengths = {} $1" 'for n = 1, 60 do
      local t, keys = {}, {}
      for i = 1, n do' "$2" '
        t[keys[i]] = i
        t[(i * 7) % (n + 3) + 1] = i
        t[keys[i // 2 + 1]] = nil
      end
      lengths[n] = #t
    end
    fail(account, nil, "{lengths}", { lengths = table.concat(lengths, " ") })'
}
the_same 'the length of a table with holes and names' "$(lengths '' 'keys[i] = "name" .. i')"
the_same 'the length of a table with holes and long names' "$(lengths '' 'keys[i] = ("name"):rep(20) .. i')"
the_same 'the length of a table with holes and tables' "$(lengths '' 'keys[i] = {}')"
the_same 'the length of a table with holes and functions' "$(lengths '' 'keys[i] = function() return n end')"
the_same 'the length of a table with holes, handles and functions of the box' "$(lengths \
	'local all = { account, null, account:all("AWS::Lambda::Function"), pass, fail, pairs, ipairs, tostring, find, assert, error, table.concat }' \
	'keys[i] = all[i % #all + 1]')"

# decides_alike NAME BODY: the smallest budget that is enough is enough each time, and one byte less never is
decides_alike() {
	probe "$2"
	low=1000
	high=4000000
	while [ $((high - low)) -gt 1 ]; do
		middle=$(((low + high) / 2))
		judge --rule-allocated "$middle" >/dev/null 2>&1 && high=$middle || low=$middle
	done
	enough=0
	for _ in $(seq 25); do
		judge --rule-allocated "$high" >/dev/null 2>&1 && enough=$((enough + 1))
		judge --rule-allocated "$low" >/dev/null 2>&1 || enough=$((enough + 1))
	done
	[ "$high" -lt 4000000 ] && [ "$enough" = 50 ]
	check $? "rule_allocated decides alike in 50 runs with $1: $enough did at $high bytes"
}
decides_alike 'names as keys' 'local t = {} for i = 1, 3000 do t["name" .. i * 7] = i if i % 3 == 0 then t["name" .. i] = nil end end pass()'
decides_alike 'tables as keys' 'local t, old = {}, {} for i = 1, 2000 do local k = {} t[k] = i old[i % 50] = k
    if i % 3 == 0 then t[old[i // 2 % 50]] = nil end end pass()'
decides_alike 'functions as keys' 'local t, old = {}, {} for i = 1, 2000 do local k = function() return i end t[k] = i old[i % 50] = k
    if i % 3 == 0 then t[old[i // 2 % 50]] = nil end end pass()'
decides_alike 'handles and functions of the box as keys' 'local all = { account, null, pass, fail, pairs, ipairs, tostring, find, assert }
  for n = 1, 300 do local t = {} for i = 1, n % 40 do t[all[i * 5 % 9 + 1]] = i t["n" .. i] = i t[all[i * n % 9 + 1]] = nil end end pass()'

# where the addresses of tables cannot be chosen, a check runs all the same
(
	ulimit -v 400000
	judge
) >limited 2>&1
judge >unlimited 2>&1
cmp -s limited unlimited
check $? 'a check runs in 400 MB of addresses'

# dear NAME BODY: a tenth of the default instructions is used up within 2 seconds of the processor; without counting
# what an instruction does, these take 3 to 55
dear() {
	probe "$2"
	(
		ulimit -t 2
		judge --rule-instructions 20000000
	) >out 2>&1
	grep -qE 'the limit rule_(instructions|live|allocated) ' out
	check $? "$1 is stopped in time"
}
dear 'the remainder of numbers far apart' 'local x, y = 1.7e308, 1.5e-323
  while true do local _ = x % y _ = x % y _ = x % y _ = x % y _ = x % y _ = x % y _ = x % y _ = x % y end'
dear 'a power' 'local x, y = 1.0000001, -7.77e6 while true do local _ = x ^ y _ = x ^ y _ = x ^ y _ = x ^ y end'
dear 'joining long fractions' 'local x, y = 1.7976931348623157e308, 2.2250738585072014e-308
  while true do local _ = x .. y _ = x .. y _ = x .. y _ = x .. y end'
dear 'garbage beside many strings' 'local t, n = {}, 0 for i = 1, 400000 do t[i] = "a" .. i end
  while true do n = n + 1 local _ = "b" .. n end'
dear 'garbage beside many tables' 'local t = {} for i = 1, 300000 do t[i] = {} end while true do local _ = {} end'
dear 'nested tables' 'while true do local t = {} for i = 1, 200000 do t = { t } end end'
dear 'equality of long strings' 'local a, b, n = ("x"):rep(1000000) .. "1", ("x"):rep(1000000) .. "2", 0
  while true do if a == b then n = 1 end if a == b then n = 1 end if a == b then n = 1 end if a == b then n = 1 end end'
dear 'order of long strings' 'local a, b, n = ("x"):rep(1000000) .. "1", ("x"):rep(1000000) .. "2", 0
  while true do if a < b then n = 1 end if a < b then n = 1 end if a < b then n = 1 end if a < b then n = 1 end end'
dear 'a large map' 'local n, t = 300000, {}
  for i = 1, n do t["k" .. i] = "k" .. i * 7919 % n + 1 end
  local i = "k1" while true do i = t[i] i = t[i] i = t[i] i = t[i] end'
dear 'integer keys that collide' 'local t = {} for i = 1, 60000 do t[i * 65535] = i end
  while true do local _ = t[65535 * 70000] _ = t[65535 * 70001] end'
dear 'numbers as keys that collide' 'local t = {} for i = 1, 60000 do t[1 + i * 2.0 ^ -50] = i end
  while true do local _ = t[1 + 2.0 ^ -52] _ = t[1 + 2.0 ^ -52] end'
dear 'the length of a sparse table' 'local t = {} for i = 0, 30 do t[1 << i] = true end
  while true do local _ = #t _ = #t _ = #t _ = #t end'
dear 'pairs over what is left of a large table' 'local t = {} for i = 1, 1000000 do t[i] = 1 end
  for i = 1, 1000000 do t[i] = nil end while true do pairs(t) end'
dear 'fields of a handle' 'while true do local _ = account.id _ = account.id _ = account.id _ = account.id end'
dear 'handles as keys' 'local t = {} while true do t[account] = 1 t[account] = nil t[null] = 1 t[pass] = nil end'
dear 'reading handles as keys' 'local t = {} while true do local _ = t[account] _ = t[null] _ = t[pass] _ = t[fail] end'
dear 'calls with many registers' "local function f() local $(seq -s , -f a%g 60) end while true do f() f() f() f() f() end"
dear 'clearing many registers' "while true do do local $(seq -s , -f a%g 190) end do local $(seq -s , -f b%g 60) end end"
dear 'inserting at the end' 'while true do local t = {} for i = 1, 200000 do t[#t + 1] = i end for i = 1, 1000 do table.insert(t, i) end end'
dear 'tables with holes that grow' 'while true do local t = {} for i = 1, 200000 do t[i * 3] = i end end'

dear 'closures over many variables' "local $(seq -s , -f a%g 190) $(seq -s ' ' -f 'do local _ = function() return a%g end end' 190)
  while true do local _ = function() return $(seq -s ' + ' -f a%g 100) end end"
dear 'many results through many calls' 'local t, unpack = {}, table.unpack for i = 1, 9000 do t[i] = i end
  local function f(n) if n == 0 then return unpack(t) end return 1, f(n - 1) end while true do f(1500) end'
dear 'many results through functions of the box' "local t, unpack, assert = {}, table.unpack, assert for i = 1, 9000 do t[i] = i end
  while true do local _ = $(printf 'assert(%.0s' $(seq 150))unpack(t)$(printf ')%.0s' $(seq 150)) end"
dear 'bounds of loops that are text' 'local x, y = "0." .. ("1234567890"):rep(50), ("0"):rep(500)
  while true do for _ = 2, x do end for _ = 2, x do end for _ = 2, y do end for _ = 2, y do end end'
mkdir -p rules/lib
cat >rules/lib/deep.lua <<-'LUA'
	local deep = {}
	function deep.catch(n, reasons)
	  if n > 0 then
	    deep.catch(n - 1, reasons)
	    return 1
	  end
	  while true do try(undecided, reasons) end
	end
	function deep.start(n) deep.catch(n, bound("a bound", 1)) end
	return deep
LUA
dear 'unknowns that are caught below many calls' 'require("deep").start(50000)'

# a full table in which a key takes the place of another one is made anew each time, with each of its keys
probe 'local t, n = {}, 1 << 17 for i = 1, n do t[i + 0.5] = i end
  for i = 1, 100 do t[i + 0.5] = nil t[n + i + 0.5] = i end'
judge --rule-instructions 40000000 >out 2>&1
grep -q 'the limit rule_instructions ' out
check $? 'making a large table anew counts each of its keys'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
