-- rules/lib/policies.lua: patterns against a plain matcher, and conditions against a table of AWS's semantics.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local host = require "host"
local g = host.globals(check.lib, {})
local policies = g.require "policies"

-- any, all, none and len over plain lists and maps, without unknowns
local function is_list(t) return t[1] ~= nil or next(t) == nil end
local function items(t)
  local out = {}
  if is_list(t) then
    for _, v in ipairs(t) do out[#out + 1] = { v } end
  else
    for k, v in pairs(t) do out[#out + 1] = { k, v } end
  end
  return out
end
function g.any(t, fn)
  for _, item in ipairs(items(t)) do if fn(item[1], item[2]) then return true end end
  return false
end
function g.none(t, fn) return not g.any(t, fn) end
function g.all(t, fn) return not g.any(t, function(...) return not fn(...) end) end
function g.len(t) return #items(t) end

-- ---- patterns ----
local function match(pattern, text)
  if pattern == "" then return text == "" end
  local c = pattern:sub(1, 1)
  if c == "*" then return match(pattern:sub(2), text) or (text ~= "" and match(pattern, text:sub(2))) end
  return text ~= "" and (c == "?" or c == text:sub(1, 1)) and match(pattern:sub(2), text:sub(2))
end

local words = check.words({ "a", "b" }, 0, 5)
local patterns = check.words({ "a", "b", "*", "?" }, 0, 3)
for _, p in ipairs(patterns) do
  for _, t in ipairs(patterns) do
    local covers, overlaps = true, false
    for _, w in ipairs(words) do
      if match(t, w) then
        covers = covers and match(p, w)
        overlaps = overlaps or match(p, w)
      end
    end
    -- a third letter, so that two letters are not all: "a" and "b" together do not cover "?"
    check.same(policies.covers(p, t), covers and (match(p, (t:gsub("*", "ccccc"):gsub("?", "c"))) and match(p, (t:gsub("*", ""):gsub("?", "c")))), "covers " .. p .. " " .. t)
    check.same(policies.overlaps(p, t), overlaps, "overlaps " .. p .. " " .. t)
  end
end
for _, row in ipairs({
  -- pattern, target, covers, overlaps
  { "s3:*", "s3:?*", true, true }, { "*", "s3:?*", true, true }, { "*:*", "?*:?*", true, true }, { "s3:Get*", "s3:?*", false, true },
  { "s3*", "s3:?*", true, true }, { "s*:*", "s3:?*", true, true }, { "s3:?*", "s3:?*", true, true }, { "s3:??*", "s3:?*", false, true },
  { "iam:*", "s3:?*", false, false }, { "", "s3:?*", false, false }, { "arn:aws:s3:::b/*", "arn:aws:s3:::b", false, false },
  { "arn:aws:s3:::b*", "arn:aws:s3:::b/*", true, true }, { "arn:aws:s3:::b/${aws:username}/*", "arn:aws:s3:::b/*", false, true },
  { "${aws:username}", "x", false, true }, { "${*}", "*", false, true }, { "${*}", "${*}", true, true }, { "${*}", "x", false, false },
  { "${a}", "${a}", true, true }, { "${a}", "${b}", false, true }, { "?", "${a}", false, true }, { "*", "${a}", true, true },
  { "a${b", "a${b", true, true }, { "${$}", "$", true, true }, { "${?}", "a", false, false },
}) do
  check.same(policies.covers(row[1], row[2]), row[3], "covers " .. row[1] .. " " .. row[2])
  check.same(policies.overlaps(row[1], row[2]), row[4], "overlaps " .. row[1] .. " " .. row[2])
end

-- ---- statements ----
check.ok(policies.is_everyone({ Principal = { AWS = { "*" } } }), "everyone")
check.ok(not policies.is_everyone({ Principal = { AWS = { "arn:aws:iam::1:root" } } }), "one account")
check.ok(not policies.is_everyone({ Principal = { Service = { "*" } } }), "services")
check.ok(not policies.is_everyone({ NotPrincipal = { AWS = { "x" } } }), "all but one")
check.ok(not policies.is_everyone({}), "no principal")
check.ok(policies.allows_everyone({ NotPrincipal = { AWS = { "x" } } }), "all but one may be anyone")
check.ok(policies.allows_everyone({ Principal = { AWS = { "1", "arn:aws:iam::*:root" } } }), "a wildcard may be anyone")
check.ok(policies.allows_everyone({ Principal = { Federated = { "*" } } }), "any federated user may be anyone")
check.ok(not policies.allows_everyone({ Principal = { AWS = { "arn:aws:iam::1:root" }, Service = { "s3.amazonaws.com" } } }), "names")
check.ok(not policies.allows_everyone({}), "nobody")
check.ok(policies.is_deny({ Effect = "Deny" }) and not policies.is_deny({ Effect = "deny" }), "Deny")
check.ok(policies.is_allow({ Effect = "allow" }) and policies.is_allow({}) and not policies.is_allow({ Effect = "Deny" }), "Allow")

local function actions(action, not_action) return { Action = action, NotAction = not_action } end
for _, row in ipairs({
  { actions({ "S3:*" }), true, true }, { actions({ "s3:get*", "s3:put*" }), false, true }, { actions({}, { "s3:DeleteBucket" }), false, true },
  { actions({}, { "iam:*" }), true, true }, { actions({}, { "*" }), false, false },
  { actions({ "iam:*" }), false, false },
}) do
  check.same(policies.covers_actions(row[1], "s3:?*"), row[2], "covers actions")
  check.same(policies.overlaps_actions(row[1], "s3:?*"), row[3], "overlaps actions")
end
local function unknown(fn, ...)
  local good, why = pcall(fn, ...)
  return not good and type(why) == "table" and why.verdict == "unknown"
end
for _, statement in ipairs({ actions({}, {}), actions() }) do
  check.ok(not policies.covers_actions(statement, "s3:?*"), "no actions cover none")
  check.ok(unknown(policies.overlaps_actions, statement, "s3:?*"), "no actions may be all")
end
check.ok(policies.covers_resources({ Resource = { "arn:aws:s3:::b", "arn:aws:s3:::b/*" } }, "arn:aws:s3:::b/*"), "covers objects")
check.ok(not policies.covers_resources({ Resource = { "arn:aws:s3:::B/*" } }, "arn:aws:s3:::b/*"), "resources have case")
check.ok(policies.covers_resources({ NotResource = { "arn:aws:s3:::c/*" } }, "arn:aws:s3:::b/*"), "all but others")
check.ok(not policies.covers_resources({ NotResource = { "arn:aws:s3:::b/x" } }, "arn:aws:s3:::b/*"), "all but one")
check.ok(policies.overlaps_resources({ NotResource = { "arn:aws:s3:::b/x" } }, "arn:aws:s3:::b/*"), "all but one overlap")

-- ---- conditions ----
local function when(op, key, ...) return { Condition = { [op] = { [key] = { ... } } } } end
local plain = { ["aws:securetransport"] = { kind = "bool", value = "false" }, ["n"] = { kind = "number", value = "1.1" } }
local T = "aws:SecureTransport"
for _, row in ipairs({
  { when("Bool", T, "false"), true }, { when("Bool", T, "False"), true }, { when("bool", "AWS:securetransport", "false"), true },
  { when("Bool", T, "true"), false }, { when("Bool", T, "true", "false"), true }, { when("Bool", T), false }, { when("BoolIfExists", T, "false"), true },
  { when("Null", T, "false"), true }, { when("Null", T, "true"), false },
  { when("ForAllValues:Bool", T, "false"), true }, { when("ForAllValues:Bool", T, "true"), false }, { when("ForAnyValue:Bool", T, "false"), true },
  { when("NumericLessThan", "n", "1.2"), true }, { when("NumericLessThan", "n", "1.1"), false }, { when("NumericLessThanEquals", "n", "1.1"), true },
  { when("NumericGreaterThan", "n", "1.1"), false }, { when("NumericGreaterThan", "n", "1"), true }, { when("NumericGreaterThanEquals", "n", "1.1"), true },
  { when("NumericEquals", "n", "1.10"), true }, { when("NumericNotEquals", "n", "1.1"), false },
  { when("StringEquals", "aws:PrincipalAccount", "1"), false }, { { Condition = {} }, true },
  { { Condition = { Bool = { [T] = { "false" } }, StringEquals = { s = { "no" } } } }, false },
}) do
  check.same(policies.holds(row[1], plain), row[2], "holds " .. tostring(next(row[1].Condition)))
end
local function is_unclear(statement) return unknown(policies.holds, statement, plain) end
check.ok(is_unclear(when("StringEquals", T, "false")), "a string operator on a boolean key")
check.ok(is_unclear(when("Maybe", T, "false")), "an unknown operator")
check.ok(is_unclear(when("NumericLessThan", "n", "x")) and is_unclear(when("NumericNotEquals", "n", "x")), "not a number")
check.ok(is_unclear(when("ForSome:Bool", T, "false")), "an unknown set operator")
check.ok(is_unclear(when("IpAddress", "n", "10.0.0.0/8")), "an operator that is not evaluated")

local function account(key, text)
  return key == "aws:sourceaccount" and text ~= "" and not text:find("*", 1, true)
end
local A = "aws:SourceAccount"
for _, row in ipairs({
  { when("StringEquals", A, "1"), true }, { when("StringEquals", "AWS:sourceaccount", "1", "2"), true }, { when("StringLike", A, "1*"), false },
  { when("StringEquals", A, "*"), false }, { when("StringLike", A, "1", "*"), false }, { when("StringEqualsIfExists", A, "1"), false },
  { when("ForAllValues:StringEquals", A, "1"), false }, { when("ForAnyValue:StringEquals", A, "1"), true }, { when("StringNotEquals", A, "1"), false },
  { when("Null", A, "false"), false }, { when("StringEquals", A), false }, { when("StringEquals", "aws:x", "1"), false }, { { Condition = {} }, false },
}) do
  check.same(policies.requires(row[1], account), row[2], "requires " .. tostring(next(row[1].Condition)))
end

check.finish()
