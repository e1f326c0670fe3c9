-- sets of events against selectors: every event one by one in small worlds, worked examples of AWS, size and bound

package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local box = check.box()
local events, cells, bits = box.require "events", box.require "cells", box.require "bits"

-- small worlds -------------------------------------------------------------------------------------------------

local NOTHING = {} -- stands for the missing attribute in lists

local SHORT, INNER = check.words({ "a", "b" }, 0, 2), check.words({ "b", "a" }, 1, 2)
for i, s in ipairs(INNER) do INNER[i] = "a" .. s .. "ba" end

-- a random language of one field with all its members
local function random_field()
  local how = check.chance(4)
  local written, members
  if how == 1 then
    written, members = { words = { "true", "false" } }, { "true", "false" }
  elseif how == 2 then
    written, members = { chars = "ab", max = 2 }, { table.unpack(SHORT) }
  elseif how == 3 then
    members = { table.unpack(INNER) }
    written = { head = "a", chars = "ba", min = 1, max = 2, tail = "ba" }
  else
    written = { any = { { words = { "a", "x" } }, { head = "b", chars = "ab", min = 0, max = 1 } } }
    members = { "a", "x", "b", "ba", "bb" }
  end
  if check.chance(3) == 1 then
    members[#members + 1] = NOTHING
    written.absent = check.chance(2) == 1 and "first" or true
  end
  return written, members
end

local function random_selector(names, world)
  local selector = {}
  for _, name in ipairs(names) do
    if check.chance(5) > 2 then
      local members = world[name]
      local function constant()
        local s = members and check.one(members) or "a"
        if s == NOTHING then s = check.word({ "a", "b" }, 2) end
        local from = check.chance(3) == 1 and check.chance(#s + 1) or 1
        return s:sub(from, check.chance(2) == 1 and #s or from + check.chance(#s + 1) - 1)
      end
      selector[name] = check.condition(constant, check.one({ 1, 2, 6 }))
      if check.chance(10) == 1 then selector[name] = { selector[name], check.condition(constant, 1) } end
    end
  end
  return selector
end

-- which selectors accept a value of a field, as bits; an event is recorded when one bit is left of all its values
local function masks(names, world, selectors)
  local out = {}
  for _, name in ipairs(names) do
    out[name] = {}
    for _, member in ipairs(world[name] or { NOTHING }) do
      local mask, value = 0, member
      if member == NOTHING then value = nil end
      for i, selector in ipairs(selectors) do
        if not selector[name] or check.holds_all(selector[name], value) then mask = mask | 1 << i end
      end
      out[name][member] = mask
    end
  end
  return out
end

-- goes through every event of a world (those with equal masks once) until one has a mask that fn says true of
local function each(names, world, accept, fn, mask, i)
  mask, i = mask or ~1, i or 1
  local name, seen = names[i], {}
  if not name then return fn(mask) end
  for _, value in ipairs(world[name] or { NOTHING }) do
    local both = mask & accept[name][value]
    if not seen[both] and each(names, world, accept, fn, both, i + 1) then return true end
    seen[both] = true
  end
  return false
end

-- the event must be one of the set that nothing records, whatever the fields that are not constrained hold
local function sound(event, names, world, accept)
  local good, part, mask = true, {}, ~1
  for _, name in ipairs(names) do
    local member = event[name] or NOTHING
    mask = mask & (accept[name][member] or -1)
    good = good and accept[name][member] and (not event.absent[name] or event[name] == nil)
    good = good and (not world[name] or event[name] or event.absent[name])
    part[name] = event.constrained[name] and { member } or world[name]
  end
  return good and mask == 0 and not each(names, part, accept, function(m) return m ~= 0 end)
end

local NAMES = { "p", "q", "r", "s" } -- no product names s now and then
local holes, covered = 0, 0

local function random_case()
  local world, fields, selectors = {}, {}, {}
  for i = 1, check.chance(2) + 1 do fields[NAMES[i]], world[NAMES[i]] = random_field() end
  if check.chance(3) == 1 then fields.s, world.s = random_field() end
  for i = 1, check.chance(6) do selectors[i] = random_selector(NAMES, world) end
  -- pairs that complete each other, so that much is covered
  if check.chance(2) == 1 then
    local name = check.one({ "p", "q" })
    for _, opposite in ipairs({ { "equals", "not_equals" }, { "starts_with", "not_starts_with" }, { "ends_with", "not_ends_with" } }) do
      local value = check.one(world[name])
      if value ~= NOTHING then
        table.insert(selectors, { [name] = { [opposite[1]] = { value:sub(1, 2) } } })
        table.insert(selectors, { [name] = { [opposite[2]] = { value:sub(1, 2) } }, q = check.condition(function() return "a" end, 1) })
      end
    end
  end
  local event, limit = events.uncovered({ { fields = fields } }, selectors, { cells = 10000 })
  local accept = masks(NAMES, world, selectors)
  local lost = each(NAMES, world, accept, function(mask) return mask == 0 end)
  if event then
    holes = holes + 1
    check.ok(limit == nil and lost and sound(event, NAMES, world, accept), "hole", holes)
  else
    covered = covered + 1
    check.ok(limit == nil and not lost, "covered", covered)
  end
  for _ = 1, 3 do -- the plain model of the library against the one here
    local some, mask = {}, ~1
    for _, name in ipairs(NAMES) do
      local member = check.one(world[name] or { NOTHING })
      some[name], mask = member ~= NOTHING and member or nil, mask & accept[name][member]
    end
    for i, selector in ipairs(selectors) do
      if events.records(selector, some) ~= (mask & 1 << i ~= 0) then check.ok(false, "records") end
    end
  end
end

check.seed(7)
local cases = math.floor(20000 * check.scale)
local started = os.clock()
for _ = 1, cases do random_case() end
print(string.format("%d random worlds (%d with a hole, %d covered), %.1f s", cases, holes, covered, os.clock() - started))

-- worked examples: rows of cloudtrail.md, section 6 -------------------------------------------------------------

local ARN = "arn:aws:lambda:us-east-1:123456789012:function:"
local FOO, BAR = ARN .. "foo", ARN .. "bar"
local NAME = "a-zA-Z0-9-_"
local ROLE = "arn:aws:iam::123456789012:role/"
local X = ROLE .. "X"

local function invocations(arns)
  return {
    label = "invocations",
    fields = {
      ["eventCategory"] = { words = { "Data" } },
      ["resources.type"] = { words = { "AWS::Lambda::Function" } },
      ["eventSource"] = { words = { "lambda.amazonaws.com" } },
      ["eventType"] = { words = { "AwsApiCall" } },
      ["eventName"] = { words = { "Invoke", "InvokeExecution", "InvokeFunctionUrl" } },
      ["readOnly"] = { words = { "false", "true" } },
      ["resources.ARN"] = arns or { head = ARN, chars = NAME, min = 1, max = 64, prefer = { FOO, BAR } },
      ["userIdentity.arn"] = {
        any = {
          { head = "arn:aws:sts::123456789012:assumed-role/app/", chars = "a-zA-Z0-9_+=,.@-", min = 2, max = 64 },
          { head = ROLE, chars = "a-zA-Z0-9_+=,.@-", min = 1, max = 64 },
          { head = "arn:aws:iam::123456789012:user/", chars = "a-zA-Z0-9_+=,.@-", min = 1, max = 64 },
          { words = { "arn:aws:iam::123456789012:root" } },
        },
        absent = true,
      },
      ["sessionCredentialFromConsole"] = { words = { "true" }, absent = "first" },
    },
  }
end

local MANAGEMENT = {
  label = "management",
  fields = {
    ["eventCategory"] = { words = { "Management" } },
    ["readOnly"] = { words = { "false", "true" } },
    ["eventSource"] = { head = "", chars = "a-z0-9.-", min = 1, tail = ".amazonaws.com", prefer = { "iam.amazonaws.com" },
      except = { "kms.amazonaws.com", "rdsdata.amazonaws.com" } },
  },
}

local function equals(...) return { equals = { ... } } end

local function lambda(more)
  local selector = { ["eventCategory"] = equals "Data", ["resources.type"] = equals "AWS::Lambda::Function" }
  for field, written in pairs(more or {}) do selector[field] = written end
  return selector
end

local ALL = { ["eventCategory"] = equals "Management" }
local CURRENT = { words = { FOO, BAR } }

-- want: nil for covered, else fields of the counterexample (false: missing)
local function row(number, selectors, want, arns)
  local event, limit = events.uncovered({ invocations(arns), MANAGEMENT }, selectors, { cells = 10000 })
  check.same(limit, nil, "row " .. number .. ": limit")
  if not want or not event then
    check.same(event ~= nil, want ~= nil, "row " .. number .. ": a hole")
    return
  end
  for field, value in pairs(want) do
    check.same(event[field], value or nil, "row " .. number .. ": " .. field)
    check.ok(event.constrained[field], "row " .. number .. ": " .. field .. " is not constrained")
    check.same(event.absent[field], not value or nil, "row " .. number .. ": " .. field .. " missing")
  end
end

row(36, { ALL, lambda() })
row(37, { lambda() }, { ["eventCategory"] = "Management" })
row(38, { ALL, lambda { readOnly = equals "true" } }, { readOnly = "false" })
row(39, { ALL, lambda { readOnly = equals "false" } }, { readOnly = "true" })
row(40, { ALL, lambda { readOnly = equals "true" }, lambda { readOnly = equals "false" } })
row(41, { ALL, lambda { readOnly = equals("true", "false") } })
row(42, { ALL, lambda { ["resources.ARN"] = { not_equals = { FOO } } } }, { ["resources.ARN"] = FOO })
row(43, { ALL, lambda { ["resources.ARN"] = { not_equals = { ARN .. "gone" } } } }, nil, CURRENT)
row(43, { ALL, lambda { ["resources.ARN"] = { not_equals = { ARN .. "gone" } } } }, { ["resources.ARN"] = ARN .. "gone" })
row(44, { ALL, lambda { ["resources.ARN"] = { not_equals = { FOO } } }, lambda { ["resources.ARN"] = equals(FOO) } })
row(45, { ALL, lambda { ["resources.ARN"] = { starts_with = { ARN } } } })
row(46, { ALL, lambda { ["resources.ARN"] = { starts_with = { "arn:aws:lambda:us-west-2:123456789012:function:" } } } },
  { ["resources.ARN"] = FOO })
row(47, { ALL, lambda { ["resources.ARN"] = { equals = { BAR }, starts_with = { "arn:aws:lambda" } } } })
row(48, { ALL, lambda { ["resources.ARN"] = { starts_with = { "arn:aws:lambda" }, not_ends_with = { ":foo" } } } },
  { ["resources.ARN"] = FOO })
row(49, { ALL, lambda { eventName = equals "Invoke" } }, { eventName = "InvokeExecution" })
row(50, { ALL, lambda { eventName = { starts_with = { "Invoke" } } } })
row(51, { ALL, lambda { eventName = { not_equals = { "LambdaESMDisabled" } } } })
row(52, { ALL, lambda { eventName = { not_equals = { "Invoke" } } } }, { eventName = "Invoke" })
row(53, { ALL, lambda { eventType = { not_equals = { "AwsServiceEvent" } } } })
row(54, { ALL, lambda { eventSource = equals "s3.amazonaws.com" } }, { eventSource = "lambda.amazonaws.com" })
row(55, { ALL, lambda { ["userIdentity.arn"] = { not_starts_with = { X } } } }, { ["userIdentity.arn"] = X })
row(55, { ALL, lambda { ["userIdentity.arn"] = { starts_with = { "arn:" } } } }, { ["userIdentity.arn"] = false })
row(55, { ALL, lambda { ["userIdentity.arn"] = { not_starts_with = { X } } }, lambda { ["userIdentity.arn"] = equals(X) } },
  { ["userIdentity.arn"] = X .. "a" })
row(56, { ALL, lambda { sessionCredentialFromConsole = { not_equals = { "true" } } } }, { sessionCredentialFromConsole = "true" })
row(56, { ALL, lambda { sessionCredentialFromConsole = equals "true" } }, { sessionCredentialFromConsole = false })
row(57, { ALL, lambda { ["resources.ARN"] = { equals = {}, starts_with = {}, not_equals = {}, not_ends_with = {} } } })
row(59, { ALL, { ["eventCategory"] = equals "Management", ["resources.type"] = equals "AWS::Lambda::Function" } },
  { ["eventCategory"] = "Data" })
row(61, { ALL, { ["eventCategory"] = equals "Data", ["resources.type"] = equals "AWS::Lambda::WebFunction" } },
  { ["resources.type"] = "AWS::Lambda::Function" })
row(68, { ALL, lambda { ["eventCategory"] = equals "data" } }, { ["eventCategory"] = "Data" })
row(22, { ALL, lambda { ["resources.ARN"] = equals(FOO, BAR) } }, { ["resources.ARN"] = ARN .. "a" })
row(23, { ALL, lambda { ["resources.ARN"] = equals(FOO, BAR) } }, nil, CURRENT)
row(30, { ALL, lambda { ["resources.ARN"] = equals "arn:aws:lambda:us-east-1:123456789012:function/foo" } }, { ["resources.ARN"] = FOO })
row(35, { { ["eventCategory"] = equals "Management", eventSource = { not_equals = { "kms.amazonaws.com", "rdsdata.amazonaws.com" } } }, lambda() })
row(35, { { ["eventCategory"] = equals "Management", eventSource = { not_equals = { "iam.amazonaws.com" } } }, lambda() },
  { eventSource = "iam.amazonaws.com" })
row(33, { lambda(), { ["eventCategory"] = equals "Management", readOnly = equals "true" } }, { readOnly = "false" })
row(3, {}, {})

-- a name of exactly the longest length, and one that would be longer
local longest = ARN .. ("x"):rep(64)
row("64", { ALL, lambda { ["resources.ARN"] = { not_starts_with = { longest } } } }, { ["resources.ARN"] = longest })
row("65", { ALL, lambda { ["resources.ARN"] = { not_starts_with = { longest .. "x" } } } })
row("65", { ALL, lambda { ["resources.ARN"] = { not_starts_with = { longest } } }, lambda { ["resources.ARN"] = equals(longest) } })
-- every first character has its own selector
local letters = { ALL }
for _, x in ipairs({ "a-zA-Z", "0-9-_" }) do
  for byte = 33, 122 do
    local c = string.char(byte)
    if c:match("^[" .. x .. "]$") then letters[#letters + 1] = lambda { ["resources.ARN"] = { starts_with = { ARN .. c } } } end
  end
end
check.same(#letters, 65, "64 characters")
row("letters", letters)
table.remove(letters, 20)
row("letters", letters, { ["resources.ARN"] = ARN .. "S" })

-- two conditions of one field are ANDed; a field that the events don't have
row("and", { ALL, lambda { ["resources.ARN"] = { { starts_with = { ARN } }, { not_equals = { BAR } } } } }, { ["resources.ARN"] = BAR })
row("and", { ALL, lambda { ["resources.ARN"] = { equals(FOO), equals(BAR) } } }, { ["resources.ARN"] = FOO })
row("none", { ALL, lambda { errorCode = equals "VpceAccessDenied" } }, { errorCode = false })
row("none", { ALL, lambda { errorCode = { not_equals = { "VpceAccessDenied" } } } })

-- only what is needed is constrained, and what is asked for is kept
local function names_of(shown)
  local half = { lambda { readOnly = equals "true", eventName = equals "Invoke" }, ALL, { errorCode = equals "x" } }
  local event = events.uncovered({ invocations() }, half, { shown = shown })
  local names = {}
  for name in pairs(event.constrained) do names[#names + 1] = name end
  table.sort(names)
  check.same(event.product .. event.label, "1invocations", "product")
  return table.concat(names, " ")
end
check.same(names_of(nil), "errorCode eventCategory readOnly", "constrained")
check.same(names_of({ "eventName", "eventType" }), "errorCode eventCategory eventName eventType", "constrained and shown")

check.raises("no strings", events.uncovered, { { fields = { a = { words = {} } } } }, {})
check.raises("no strings", events.uncovered, { { fields = { a = { words = { "x" }, except = { "x" } } } } }, {})
check.raises("no product", events.uncovered, {}, {})
check.raises("not a list", events.uncovered, { [2] = MANAGEMENT }, {})
check.raises("not a list", events.uncovered, { MANAGEMENT }, { {}, x = {} })
check.raises("not a list", events.uncovered, { MANAGEMENT }, { { eventSource = { not_equals = false } } })
check.raises("other than conditions", events.uncovered, { MANAGEMENT }, { { eventSource = "x" } })
check.raises("unknown operator", events.uncovered, { { fields = { a = { words = { "x" } } } } }, { { a = { Equals = { "x" } } } })
check.raises("not a list", events.uncovered, { { fields = { a = { words = { "x" } } } } }, { { a = { equals("x"), equals = { "x" } } } })

-- size ---------------------------------------------------------------------------------------------------------

local before, budget = cells.left, 0
cells.left = function(cell, boxes, purse)
  local left = before(cell, boxes, purse)
  budget = math.max(budget, purse.used)
  return left
end

local function measure(what, selectors, want, most)
  local started_at, count = os.clock(), 0
  budget = 0
  debug.sethook(function() count = count + 1 end, "", 1000)
  local found, limit = events.uncovered({ invocations(), MANAGEMENT }, selectors, { cells = 10000 })
  debug.sethook()
  print(string.format("%s: %.0f ms, %d cells, %.1f M instructions", what, (os.clock() - started_at) * 1000, budget, count / 1000))
  check.same(limit, nil, what .. ": limit")
  check.same(found ~= nil, want, what .. ": a hole")
  check.ok(budget <= most, what .. ": cells", budget)
end

local function values(stem, trail, count)
  local list = {}
  for i = 1, count do list[i] = stem .. "value" .. trail .. string.format("%04d", (i * 7919) % 10007) end
  return list
end

local mixed, starts, single = { ALL }, { ALL }, { ALL }
for trail = 1, 5 do
  mixed[#mixed + 1] = lambda { ["resources.ARN"] = { not_equals = values(ARN, trail, 250) }, ["userIdentity.arn"] = { not_starts_with = values(ROLE, trail, 250) } }
  mixed[#mixed + 1] = lambda { ["resources.ARN"] = { equals = values(ARN, trail % 5 + 1, 250) }, ["userIdentity.arn"] = { not_equals = values(ROLE, trail, 250) } }
  mixed[#mixed + 1] = lambda { ["resources.ARN"] = { starts_with = values(ARN, trail, 250) }, readOnly = equals "true" }
  starts[#starts + 1] = lambda { ["resources.ARN"] = { not_starts_with = values(ARN, trail, 500) } }
  for _, arn in ipairs(values(ARN, trail, 160)) do single[#single + 1] = lambda { ["resources.ARN"] = equals(arn) } end
end
measure("an ordinary account", { ALL, lambda() }, false, 100)
measure("5 trails of 500 mixed values", mixed, false, 1000)
measure("5 trails of 500 beginnings", starts, false, 100)
starts[2]["resources.ARN"].not_starts_with = values(ARN, 3, 500)
for trail = 1, 5 do starts[trail + 1]["userIdentity.arn"] = { not_starts_with = values(ROLE, 1, 1) } end
measure("and one role", starts, true, 100)
measure("800 selectors of one function", single, true, 1000)
single[#single + 1] = lambda { ["resources.ARN"] = { not_starts_with = { ARN .. "value" } } }
single[#single + 1] = lambda { ["resources.ARN"] = { starts_with = { ARN .. "value" }, not_equals = values(ARN, 1, 160) } }
measure("800 selectors that complete one", single, false, 1000)

-- the bound ----------------------------------------------------------------------------------------------------

local wide, most = {}, {}
for f = 1, 9 do wide["f" .. f] = { chars = "a-z", min = 4, max = 4 } end
check.seed(3)
local function letters_but(n)
  local list = {}
  for byte = 97, 122 do
    if byte ~= 96 + n then list[#list + 1] = string.char(byte) end
  end
  return list
end
for i = 1, 300 do
  local selector = {}
  for _ = 1, 5 do selector["f" .. check.chance(9)] = { starts_with = letters_but(check.chance(26)) } end
  most[i] = selector
end
local found, limit = events.uncovered({ { fields = wide } }, most, { cells = 3000 })
check.ok(found == nil and limit and limit > 3000, "the bound of a split", found, limit)
found, limit = events.uncovered({ { fields = { a = { chars = "a-z", min = 1, max = 9 } } } }, { { a = { starts_with = { "x" } } } }, { cells = 1 })
check.ok(found == nil and limit ~= nil, "the bound of a string", found, limit)
found, limit = events.uncovered({ { fields = wide }, MANAGEMENT }, most, { cells = 3000 })
check.ok(found and found.label == "management" and limit == nil, "a hole is a hole beside a limit", found, limit)

-- two kinds of two fields, and a box that leaves by both: one split, so two cells
local function corner()
  local first = bits.empty(2)
  bits.flip(first, 1)
  return { bits.range(2), bits.range(2) }, { { { 1, first }, { 2, first } } }
end
for room = 1, 2 do
  local purse, cell, boxes = { used = 0, cells = room }, corner()
  local left = cells.left(cell, boxes, purse)
  check.ok((left ~= nil) == (room == 2) and purse.used == 2, "the bound of the cells", room, purse.used)
end

check.finish()
