-- The places that rules/lib/cases.lua tells apart: each random place has the verdict of one of them, a case's narrowed
-- selectors decide as all selectors do, and the work grows with the constants.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local host = require "host"
local box = host.globals(check.lib, {})
local cases, coverage, lambda, places = box.require "cases", box.require "coverage", box.require "lambda", box.require "places"

local REGIONS = { "us-east-1", "eu-west-1", "us-gov-west-1" }
local ACCOUNTS = { "121212121234", "129999999934", "343434343412", "111122223333", "120000000012" }
local NAMES = { "foo", "f", "34", "a-new-function" }

local function arn(region, account, name)
  return "arn:" .. places.at({}, region, account).partition .. ":lambda:" .. region .. ":" .. account .. ":function:" .. name
end

-- a constant that a function's ARN may match, and some that none does
local function constant()
  local text = arn(check.one(REGIONS), check.one(ACCOUNTS), check.one(NAMES))
  local how = check.chance(8)
  if how <= 2 then return text end
  if how == 3 then return text:sub(1, check.chance(#text)) end
  if how == 4 then return text:sub(check.chance(#text)) end
  -- cut inside the account
  local head = #text - #text:match(":(%d+:function:.*)$")
  if how <= 6 then return text:sub(1, head + check.chance(13) - 1) end
  if how == 7 then return text:sub(head + check.chance(13)) end
  return check.one({ "arn:aws:s3:::team-2024/", text .. ":1", text:gsub("function:", "function/"), "arn:aws:lambda:*", "" })
end

local function selector()
  local kind = check.chance(8) == 1 and "AWS::S3::Object" or "AWS::Lambda::Function"
  local written = { eventCategory = { equals = { "Data" } }, ["resources.type"] = { equals = { kind } } }
  local how = check.chance(6)
  if how == 1 then return written end
  written["resources.ARN"] = check.condition(constant, check.one({ 1, 1, 3 }))
  if how == 2 then written["resources.ARN"] = { written["resources.ARN"], check.condition(constant, 2) } end
  return written
end

local function recorders()
  local list = {}
  for i = 1, check.chance(2) do
    list[i] = { least = {}, most = {} }
    for _ = 1, check.chance(3) do
      local one = selector()
      local certain = check.chance(3) > 1
      table.insert(list[i].most, one)
      if certain then table.insert(list[i].least, one) else list[i].why = { "r" } end
    end
  end
  return list
end

-- what must be recorded at a place: any function, or those listed by name or ARN
local function parts(place, functions, all, everywhere)
  local words = {}
  for _, f in ipairs(functions) do words[#words + 1] = f.arn or lambda.arn(place, f.name) end
  local at = everywhere and places.everywhere(place) or { place }
  local set = all and lambda.any(at, words) or { words = words }
  local events = lambda.events(set, lambda.names, { "false" }, place)
  return { { name = "invocation", certain = events, possible = events } }
end

-- an account that begins as one does and ends as another
local function mixed()
  local first, last = check.one(ACCOUNTS), check.one(ACCOUNTS)
  local at = check.chance(13) - 1
  return first:sub(1, at) .. last:sub(at + 1)
end

local verdicts = { pass = 0, fail = 0, unknown = 0 }
local function one_case()
  local list = recorders()
  local where = { regions = REGIONS, why = { "place" }, region_unknown = true }
  if check.chance(3) == 1 then where.regions, where.region_unknown = { check.one(REGIONS) }, nil end
  if where.region_unknown and check.chance(3) == 1 then where.account = check.one(ACCOUNTS) end
  local functions = { { name = check.one(NAMES) } }
  if check.chance(3) == 1 then functions[2] = { arn = arn(check.one(REGIONS), check.one(ACCOUNTS), check.one(NAMES)) } end
  local all, everywhere = check.chance(2) == 1, check.chance(4) == 1
  everywhere = everywhere and all
  local known = {}
  for _, f in ipairs(functions) do known[#known + 1] = f.arn end
  local found = cases.of(where, list, { kind = lambda, arns = known, everywhere = everywhere, cells = 2000 })
  local options = { cells = 10000, same_trail = check.chance(4) == 1 }
  local function decide(case)
    case.parts = parts(case.place, functions, all, everywhere)
    return coverage.decide({ case }, list, nil, options).verdict
  end
  local seen = {}
  for _, case in ipairs(found) do
    local verdict = decide(case)
    seen[verdict] = true
    verdicts[verdict] = verdicts[verdict] + 1
    check.same(verdict, decide({ place = case.place }), "a narrowed case")
  end
  for _ = 1, 12 do
    local place = places.at(where, check.one(where.regions), where.account or mixed())
    local verdict = decide({ place = place })
    check.ok(seen[verdict], "a place that no case stands for", place.region, place.account, verdict)
  end
end

check.seed(20261128)
for _ = 1, math.floor(1500 * check.scale) do one_case() end
print(("%d passes, %d fails, %d unknowns"):format(verdicts.pass, verdicts.fail, verdicts.unknown))

-- the place that most constants name comes first, and what is only an example is marked
local function basic(arns)
  return { eventCategory = { equals = { "Data" } }, ["resources.type"] = { equals = { "AWS::Lambda::Function" } }, ["resources.ARN"] = { equals = arns } }
end
local function of(selectors, where)
  return cases.of(where, { { least = selectors, most = selectors } }, { kind = lambda, arns = {}, cells = 2000 })
end
local anywhere = { regions = REGIONS, why = { "place" }, region_unknown = true }
local found = of({ basic({ arn("eu-west-1", "111122223333", "f") }) }, anywhere)
check.same(#found, 2, "two kinds of places")
check.same(found[1].place.region .. found[1].place.account, "eu-west-1111122223333", "the named place first")
check.ok(found[1].listed.f and not found[1].listed.foo, "the listed functions")
found = of({}, anywhere)
check.same(#found .. found[1].place.region .. found[1].place.account, "1us-east-1123456789012", "one kind of places")
check.same(places.marked(found[1].place, "arn:aws:lambda:us-east-1:123456789012:function:f"),
  "arn:aws:lambda:us-east-1 (example):123456789012 (example):function:f", "an example")
check.same(places.marked(found[1].place, "arn:aws:iam::123456789012:role/r"), "arn:aws:iam::123456789012 (example):role/r", "an example's caller")
check.same(places.marked(found[1].place, "arn:aws:iam::999999999999:role/r"), "arn:aws:iam::999999999999:role/r", "another account")
check.same(places.marked(places.at({ account = "123456789012" }, "us-east-1", "123456789012"), "arn:aws:lambda:us-east-1:123456789012:function:f"),
  "arn:aws:lambda:us-east-1:123456789012:function:f", "no example")

-- constants that can't matter make no case: other services, other types, names of functions with digits
local buckets = {}
for i = 1, 240 do buckets[i] = ("arn:aws:s3:::team-%d-artifacts-2024/"):format(i) end
local s3 = { eventCategory = { equals = { "Data" } }, ["resources.type"] = { equals = { "AWS::S3::Object" } }, ["resources.ARN"] = { starts_with = buckets } }
check.same(#of({ s3 }, anywhere), 1, "buckets")
check.same(#of({ { eventName = { not_equals = { "111122223333", "2024" } }, ["resources.ARN"] = { not_ends_with = { "worker-2024", ":function:f-12" } } } }, anywhere), 1, "names")

-- an adversary's constants end in a limit, and not in work without end
local prefixes, suffixes = {}, {}
for i = 1, 99 do
  prefixes[i], suffixes[i] = ("arn:aws:lambda:us-east-1:%02d"):format(i), ("%02d:function:f"):format(i)
end
local none, limit = of({ { ["resources.ARN"] = { not_starts_with = prefixes } }, { ["resources.ARN"] = { not_ends_with = suffixes } } },
  { regions = { "us-east-1" }, why = { "place" } })
check.ok(none == nil and limit == 2000, "the bound of kinds", limit)

-- the work grows as the constants do
local function steps(count, distinct)
  local arns = {}
  for i = 1, count do arns[i] = arn("eu-west-1", distinct and ("%012d"):format(111122223333 + i * 7919) or "111122223333", "worker-" .. i) end
  local list = { { least = { s3, basic(arns) }, most = { s3, basic(arns) } } }
  local instructions = 0
  debug.sethook(function() instructions = instructions + 1 end, "", 1000)
  local all = cases.of(anywhere, list, { kind = lambda, arns = {}, cells = 10000 })
  for _, case in ipairs(all) do case.parts = parts(case.place, { { name = "f" } }, true) end
  local verdict = coverage.decide(all, list, nil, { cells = 10000 }).verdict
  debug.sethook()
  check.same(verdict, "fail", "enumerated functions")
  print(("%d ARNs of %s: %d cases, %.1f M instructions"):format(count, distinct and "as many accounts" or "one account", #all, instructions / 1000))
  return instructions
end
for _, distinct in ipairs({ false, true }) do
  local base = steps(250, distinct)
  check.ok(base < 100000, "250 ARNs", base)
  check.ok(steps(1000, distinct) < 5 * base, "four times the ARNs cost more than five times the steps")
end

check.finish()
