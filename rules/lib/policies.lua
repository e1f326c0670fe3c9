-- policies: statements of IAM and resource policies. What a statement covers, in three values.
--
--   for s in each(bucket.Policy.Statement) do
--     if policies.is_deny(s) and policies.is_everyone(s) and policies.covers_actions(s, "s3:?*")
--       and policies.covers_resources(s, "arn:aws:s3:::logs/*")
--       and policies.holds(s, { ["aws:securetransport"] = { kind = "bool", value = "false" } }) then …
--
-- In: a statement's handle with the fields Effect, Principal and NotPrincipal (each with a list AWS), Action, NotAction,
-- Resource, NotResource and Condition (a map of maps of lists). An unknown value ends the check, or inside any, all and none
-- counts as unknown.
-- Patterns: "*" is any text, "?" any character. "${name}" is a policy variable: it covers only itself, and may be any text.
--
-- "covers" and "holds" are certain: use them for what a Deny must deny. "overlaps", "allows_everyone" and "not requires" are
-- possible: use them for what an Allow may allow.

local policies = {}

-- ---- patterns ----

-- the parts of a pattern: "*", "?", a character behind "=", or a variable behind "$". A run of wildcards has its "?" first.
local function parts_of(pattern)
  local parts, i = {}, 1
  while i <= #pattern do
    local c = string.sub(pattern, i, i)
    local close = string.sub(pattern, i, i + 1) == "${" and string.find(pattern, "}", i + 2)
    if close then
      local name = string.sub(pattern, i + 2, close - 1)
      local escaped = name == "*" or name == "?" or name == "$"
      parts[#parts + 1] = escaped and "=" .. name or "$" .. name
      i = close
    elseif c == "*" then
      if parts[#parts] ~= "*" then parts[#parts + 1] = "*" end
    elseif c == "?" and parts[#parts] == "*" then
      parts[#parts], parts[#parts + 1] = "?", "*"
    else
      parts[#parts + 1] = c == "?" and "?" or "=" .. c
    end
    i = i + 1
  end
  return parts
end

-- True if `step` holds for the parts of two patterns from their beginnings: rows of a table, one for each part of a
local function walk(a, b, step)
  local m, n = #a, #b
  local row = {}
  for i = m, 0, -1 do
    local before = row
    row = {}
    for j = n, 0, -1 do
      -- before[j]: the rest of both without a's part; row[j + 1]: without b's
      row[j] = i == m and j == n or step(a[i + 1], b[j + 1], before[j], row[j + 1], before[j + 1]) or false
    end
  end
  return row[0]
end

-- True if each string that the pattern `target` matches is also matched by `pattern`
function policies.covers(pattern, target)
  return walk(parts_of(pattern), parts_of(target), function(p, t, without_p, without_t, without_both)
    if p == "*" then return without_p or (t and without_t) end
    if not p or not t then return false end
    -- "*" is nothing, or a character and the same again
    if t == "*" then return p == "?" and without_p and without_t end
    if p == "?" then return string.sub(t, 1, 1) ~= "$" and without_both end
    return p == t and without_both
  end)
end

-- True if a string can match both patterns
function policies.overlaps(pattern, target)
  local function any_text(part) return part and (part == "*" or string.sub(part, 1, 1) == "$") end
  return walk(parts_of(pattern), parts_of(target), function(p, t, without_p, without_t, without_both)
    if any_text(p) or any_text(t) then
      return any_text(p) and (without_p or (t and without_t)) or any_text(t) and (without_t or (p and without_p))
    end
    return p and t and (p == t or p == "?" or t == "?") and without_both
  end)
end

-- ---- statements ----

local function has(list) return list ~= nil and len(list) > 0 end

function policies.is_deny(statement) return statement.Effect == "Deny" end

-- AWS knows two effects. What is not Deny counts as Allow, so that no spelling hides one.
function policies.is_allow(statement) return statement.Effect ~= "Deny" end

local function is_star(name) return name == "*" end

-- True if the statement certainly applies to all principals, anonymous ones included
function policies.is_everyone(statement)
  return statement.Principal ~= nil and has(statement.Principal.AWS) and any(statement.Principal.AWS, is_star)
end

-- True if the statement may apply to anyone: "*", a wildcard in a name, or all but those of NotPrincipal
function policies.allows_everyone(statement)
  if statement.NotPrincipal ~= nil then return true end
  local principal = statement.Principal
  if principal == nil then return false end
  for _, field in ipairs({ "AWS", "Federated", "CanonicalUser" }) do
    if has(principal[field]) and any(principal[field], function(name) return string.find(name, "*") ~= nil end) then return true end
  end
  return false
end

local function covers(list, others, target, fold)
  if has(list) then return any(list, function(pattern) return policies.covers(fold(pattern), target) end) end
  -- all but those of the other list
  return has(others) and none(others, function(pattern) return policies.overlaps(fold(pattern), target) end)
end

local function overlaps(statement, field, target, fold)
  local list, others = statement[field], statement["Not" .. field]
  if has(list) then return any(list, function(pattern) return policies.overlaps(fold(pattern), target) end) end
  -- an empty list is nothing, an empty one of the others everything
  if not has(others) then undecided(ambiguous(statement, field, "the statement has no {field} and no Not{field}, or an empty one", { field = field })) end
  return none(others, function(pattern) return policies.covers(fold(pattern), target) end)
end

local function same(text) return text end

-- target: a pattern, such as "s3:?*" or, for all actions, "?*:?*". Actions have no case.
function policies.covers_actions(statement, target)
  return covers(statement.Action, statement.NotAction, string.lower(target), string.lower)
end
function policies.overlaps_actions(statement, target)
  return overlaps(statement, "Action", string.lower(target), string.lower)
end

function policies.covers_resources(statement, target)
  return covers(statement.Resource, statement.NotResource, target, same)
end
function policies.overlaps_resources(statement, target)
  return overlaps(statement, "Resource", target, same)
end

-- ---- conditions ----

-- the kind of the values, and how they compare; true: it is negated
local OPERATORS = {
  bool = { "bool", "equals" }, null = { "null" },
  stringequals = { "string" }, stringnotequals = { "string", nil, true },
  stringequalsignorecase = { "string" }, stringnotequalsignorecase = { "string", nil, true },
  stringlike = { "string" }, stringnotlike = { "string", nil, true },
  arnequals = { "arn" }, arnlike = { "arn" }, arnnotequals = { "arn", nil, true }, arnnotlike = { "arn", nil, true },
  numericequals = { "number", "equals" }, numericnotequals = { "number", "equals", true },
  numericlessthan = { "number", "less" }, numericlessthanequals = { "number", "at most" },
  numericgreaterthan = { "number", "greater" }, numericgreaterthanequals = { "number", "at least" },
  dateequals = { "date" }, datenotequals = { "date", nil, true }, datelessthan = { "date" }, datelessthanequals = { "date" },
  dategreaterthan = { "date" }, dategreaterthanequals = { "date" },
  ipaddress = { "ip" }, notipaddress = { "ip", nil, true }, binaryequals = { "binary" },
}

-- an operator as written: "ForAnyValue:StringLikeIfExists"; nil: AWS has none of this name
function policies.operator(name)
  local rest, op = string.lower(name), {}
  local colon = string.find(rest, ":")
  if colon then
    op.set = string.sub(rest, 1, colon - 1)
    if op.set ~= "forallvalues" and op.set ~= "foranyvalue" then return nil end
    rest = string.sub(rest, colon + 1)
  end
  if string.sub(rest, -8) == "ifexists" then
    op.if_exists = true
    rest = string.sub(rest, 1, -9)
  end
  local known = OPERATORS[rest]
  if not known then return nil end
  op.kind, op.compare, op.negated = known[1], known[2], known[3] or false
  return op
end

local COMPARE = {
  equals = function(value, wanted) return value == wanted end,
  less = function(value, wanted) return value < wanted end,
  ["at most"] = function(value, wanted) return value <= wanted end,
  greater = function(value, wanted) return value > wanted end,
  ["at least"] = function(value, wanted) return value >= wanted end,
}

local function unclear(statement, text, args)
  undecided(ambiguous(statement, "Condition", text, args))
end

local function value_of(kind, text)
  if kind == "number" then return tonumber(text) end
  return string.lower(text)
end

local function matches(statement, op, name, value, wanted)
  local found = any(wanted, function(text)
    local other = value_of(op.kind, text)
    if other == nil then unclear(statement, "a value of {operator} is not a number", { operator = name }) end
    return COMPARE[op.compare](value_of(op.kind, value), other)
  end)
  return found ~= op.negated
end

-- one key of one operator, for a request that has one value of the key: all values are any value then
local function compare(statement, op, name, known, wanted)
  if op.kind == "null" then return any(wanted, function(text) return string.lower(text) == "false" end) end
  if op.kind ~= known.kind then
    unclear(statement, "what {operator} does with this key is not documented", { operator = name })
  end
  return matches(statement, op, name, known.value, wanted)
end

-- True if the condition of the statement holds in all requests of which `context` shows the value of some keys:
-- { [key in lower case] = { kind = "bool" | "number", value = … } }.
-- Any other key may have any value or be absent, so a condition on it does not certainly hold.
function policies.holds(statement, context)
  return all(statement.Condition, function(name, keys)
    return all(keys, function(key, wanted)
      local known = context[string.lower(key)]
      if not known then return false end
      local op = policies.operator(name)
      if not op then unclear(statement, "the condition operator {operator} is unknown", { operator = name }) end
      return compare(statement, op, name, known, wanted)
    end)
  end)
end

-- the kinds of values that name a caller. What other operators (numbers, dates) do with a name is not documented.
local NAMES = { string = true, arn = true, ip = true }

-- True if the condition holds only if one of the keys has a value that accept(key, value) accepts. A negated operator, Null, IfExists
-- and ForAllValues do not require that the key is present, and an operator of another kind not its value, so they require nothing.
function policies.requires(statement, accept)
  return any(statement.Condition, function(name, keys)
    local op = policies.operator(name)
    if not op then unclear(statement, "the condition operator {operator} is unknown", { operator = name }) end
    if op.negated or op.if_exists or not NAMES[op.kind] or op.set == "forallvalues" then return false end
    return any(keys, function(key, wanted)
      return has(wanted) and all(wanted, function(text) return accept(string.lower(key), text) end)
    end)
  end)
end

return policies
