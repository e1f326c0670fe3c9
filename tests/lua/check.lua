-- check: what the tests of rules/lib share: counting, reproducible chance, plain models to compare with,
-- and the box's globals. Run with: lua5.4 tests/lua/test_NAME.lua [rules/lib [SCALE]]

local check = { passed = 0, failed = 0 }

check.lib = arg and arg[1] or "rules/lib"
check.scale = tonumber(arg and arg[2] or 1)

function check.ok(good, ...)
  if good then
    check.passed = check.passed + 1
    return
  end
  check.failed = check.failed + 1
  if check.failed <= 20 then print("FAILED", ...) end
end

function check.same(got, want, what)
  check.ok(got == want, what .. ": got " .. tostring(got) .. ", want " .. tostring(want))
end

function check.raises(fragment, fn, ...)
  local good, message = pcall(fn, ...)
  check.ok(not good and string.find(message, fragment, 1, true), fragment, message)
end

function check.finish()
  print(check.passed .. " passed, " .. check.failed .. " failed")
  os.exit(check.failed == 0 and 0 or 1)
end

-- the globals of the box: what a module of rules/lib may use. require finds only the library.
function check.box()
  local loaded = {}
  local function only(from, names)
    local to = {}
    for name in names:gmatch("%S+") do to[name] = from[name] end
    return to
  end
  local env = only(_G, "assert error ipairs pairs select tonumber tostring type")
  env.string = only(string, "byte char len sub format lower upper reverse rep")
  env.string.find = function(s, part, init, plain)
    assert(plain == true, "find is plain in the box")
    return string.find(s, part, init, true)
  end
  env.table = only(table, "insert remove concat sort unpack")
  env.math = only(math, "min max floor huge maxinteger mininteger tointeger")
  env.require = function(name)
    assert(name:find("^[a-z_]+$"), "no such module")
    if loaded[name] == nil then
      local chunk = assert(loadfile(check.lib .. "/" .. name .. ".lua", "t", env))
      loaded[name] = chunk()
    end
    return loaded[name]
  end
  setmetatable(env, {
    __index = function(_, name) error("no global " .. name .. " in the box", 2) end,
    __newindex = function(_, name) error("global " .. name .. " set in the box", 2) end,
  })
  return env
end

-- chance: the same on every machine (math.random is not promised to be)
local state = 1
function check.seed(n) state = n end
function check.chance(n)
  state = (state * 6364136223846793005 + 1442695040888963407)
  return ((state >> 33) % n) + 1
end
function check.one(list) return list[check.chance(#list)] end

-- a random string over an alphabet, up to a length
function check.word(alphabet, most)
  local s = ""
  for _ = 1, check.chance(most + 1) - 1 do s = s .. check.one(alphabet) end
  return s
end

-- all strings over an alphabet from min to max characters
function check.words(alphabet, min, max)
  local all, last = {}, { "" }
  for length = 0, max do
    if length > 0 then
      local longer = {}
      for _, s in ipairs(last) do
        for _, x in ipairs(alphabet) do longer[#longer + 1] = s .. x end
      end
      last = longer
    end
    if length >= min then
      for _, s in ipairs(last) do all[#all + 1] = s end
    end
  end
  return all
end

check.OPERATORS = { "equals", "starts_with", "ends_with", "not_equals", "not_starts_with", "not_ends_with" }

-- the model of cloudtrail.md 1.1, for one condition: nine lines of prose, once more and in other words
local function equal(s, c) return s == c end
local function start(s, c) return s:find(c, 1, true) == 1 end
local function finish(s, c) return c == "" or s:sub(-#c) == c end

local function any(list, value, test)
  if not list or value == nil then return false end
  for i = 1, #list do
    if test(value, list[i]) then return true end
  end
  return false
end

function check.holds(c, value)
  if any(c.not_equals, value, equal) or any(c.not_starts_with, value, start) or any(c.not_ends_with, value, finish) then
    return false
  end
  local asked = #(c.equals or "") + #(c.starts_with or "") + #(c.ends_with or "")
  return asked == 0 or any(c.equals, value, equal) or any(c.starts_with, value, start) or any(c.ends_with, value, finish)
end

function check.holds_all(written, value)
  for _, condition in ipairs(written[1] and written or { written }) do
    if not check.holds(condition, value) then return false end
  end
  return true
end

-- a random condition with up to `most` values for an operator
function check.condition(constant, most)
  local condition, dice = {}, check.chance(3 * 729)
  for _, name in ipairs(check.OPERATORS) do
    dice = dice // 3
    if dice % 3 == 1 then
      condition[name] = {}
      for i = 1, check.chance(most + 1) - 1 do condition[name][i] = constant() end
    end
  end
  return condition
end

return check
