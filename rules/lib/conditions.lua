-- conditions: evaluates many conditions on one field against one string by look-up.
--
--   local index = conditions.index({ { conditions.read({ starts_with = { "arn:" } }) } })   -- a list of demands
--   conditions.of(index, "arn:aws").unusual     -- { 1 }: the numbers of the demands with an unusual answer
--
-- A demand is a list of conditions that must all hold: one selector's conditions on the field. The usual answer of a demand
-- is its answer to a string that matches no constant. Each condition has two parts, select and deselect. The parts that
-- a string matches ("hits") decide every demand, so strings with the same hits are judged once.

local language = require "language"

local conditions = {}

-- the kind of the constant, and true if it selects
local OPERATORS = {
  equals = { "equals", true }, not_equals = { "equals", false },
  starts_with = { "starts", true }, not_starts_with = { "starts", false },
  ends_with = { "ends", true }, not_ends_with = { "ends", false },
}

local ORDER = { "equals", "starts_with", "ends_with", "not_equals", "not_starts_with", "not_ends_with" }

-- checks a condition; returns { { kind =, selects =, values = }, … }
function conditions.read(written)
  assert(type(written) == "table", "a condition is not a table")
  for key in pairs(written) do
    assert(OPERATORS[key], "a condition has an unknown operator: " .. tostring(key))
  end
  local condition = {}
  for _, key in ipairs(ORDER) do
    local values = written[key] ~= nil and language.list(written[key], key)
    if values and #values > 0 then
      condition[#condition + 1] = { kind = OPERATORS[key][1], selects = OPERATORS[key][2], values = values }
    end
  end
  return condition
end

local function enter(index, kind, value, part)
  local parts = index[kind][value]
  if not parts then
    parts = {}
    index[kind][value] = parts
    table.insert(index.constants[kind], value)
    local lengths = index.lengths[kind]
    if not lengths[#value] then
      lengths[#value] = true
      table.insert(lengths.list, #value)
    end
  end
  if parts[#parts] ~= part then parts[#parts + 1] = part end
end

function conditions.index(demands)
  local index = {
    size = #demands, demand_of = {}, parts_of = {}, usual = {}, cache = {}, equals = {}, starts = {}, ends = {},
    constants = { equals = {}, starts = {}, ends = {} },
    lengths = { equals = { list = {} }, starts = { list = {} }, ends = { list = {} } },
  }
  for number, demand in ipairs(demands) do
    index.parts_of[number], index.usual[number] = {}, true
    for _, condition in ipairs(demand) do
      local part = { chosen = #index.demand_of + 1, barred = #index.demand_of + 2, selective = false }
      index.demand_of[part.chosen], index.demand_of[part.barred] = number, number
      table.insert(index.parts_of[number], part)
      for _, operator in ipairs(condition) do
        part.selective = part.selective or operator.selects
        for _, value in ipairs(operator.values) do
          enter(index, operator.kind, value, operator.selects and part.chosen or part.barred)
        end
      end
      if part.selective then index.usual[number] = false end
    end
  end
  return index
end

local function hit(hits, parts)
  if not parts then return end
  for _, part in ipairs(parts) do
    if not hits[-part] then
      hits[-part] = true
      hits[#hits + 1] = part
    end
  end
end

-- adds the parts of the constants that s starts with; hits: a list of parts, with the negative of each part as a key
function conditions.starts(index, s, hits)
  for _, length in ipairs(index.lengths.starts.list) do
    if length <= #s then hit(hits, index.starts[string.sub(s, 1, length)]) end
  end
  return hits
end

function conditions.ends(index, s, hits)
  for _, length in ipairs(index.lengths.ends.list) do
    if length <= #s then hit(hits, index.ends[string.sub(s, #s - length + 1)]) end
  end
  return hits
end

local function accepted(index, number, hits)
  for _, part in ipairs(index.parts_of[number]) do
    if part.selective and not hits[-part.chosen] or hits[-part.barred] then return false end
  end
  return true
end

-- the verdict on a string with these hits: the numbers of the demands whose answer is unusual, and a key that two verdicts
-- share if these are the same
function conditions.judge(index, hits)
  local name = table.concat(hits, ",")
  local verdict = index.cache[name]
  if verdict then return verdict end
  local unusual, seen = {}, {}
  for _, part in ipairs(hits) do
    local number = index.demand_of[part]
    if not seen[number] then
      seen[number] = true
      if accepted(index, number, hits) ~= index.usual[number] then unusual[#unusual + 1] = number end
    end
  end
  table.sort(unusual)
  verdict = { unusual = unusual, key = table.concat(unusual, ",") }
  index.cache[name] = verdict
  return verdict
end

-- the verdict on a string; nil is the missing attribute, which nothing selects or deselects
function conditions.of(index, s)
  local hits = {}
  if s ~= nil then
    hit(hits, index.equals[s])
    conditions.starts(index, s, hits)
    conditions.ends(index, s, hits)
  end
  return conditions.judge(index, hits)
end

return conditions
