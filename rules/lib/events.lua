-- events: decides if CloudTrail selectors together record every event of a set, and if not, returns one that none records.
--
--   local events = require "events"
--   local set = { {                                  -- a list of products; each is every combination of its fields
--     label = "invocations",
--     fields = {
--       ["readOnly"] = { words = { "true", "false" } },
--       ["resources.ARN"] = { head = "arn:aws:lambda:us-east-1:123456789012:function:", chars = "a-zA-Z0-9-_", min = 1, max = 64 },
--       ["userIdentity.arn"] = { any = { ROLES, USERS }, absent = true },
--   } } }
--   local selectors = { { ["readOnly"] = { equals = { "true" } } },
--                       { ["resources.ARN"] = { not_ends_with = { ":foo" } } } }
--   local event, limit = events.uncovered(set, selectors, { cells = 10000 })
--   -- event["readOnly"] == "false", event["resources.ARN"] == "arn:…:function:foo"
--
-- Language, the legal strings of a field: one of
--   words = {...}                       whole words
--   head, chars, min, max, tail         head .. body .. tail; the body has min to max of the characters (0 and unbounded
--                                       by default; head and tail are "" by default). chars lists characters and ranges in
--                                       the order in which they are picked; a - first, last or after a range is a literal.
--   and beside head and chars           rest = { separator =, chars, min, max, prefer }: head .. body .. separator .. second body,
--                                       such as a bucket and a key. Head and body lack the separator, one character.
--   any = { language, ... }             each of them, the most plausible first
--   and beside it
--   absent = true                       the attribute can also be missing ("first": which is the most plausible)
--   except = {...}                      words that are not legal
--   prefer = {...}                      strings to pick first; those outside the language are ignored
-- Events of a product lack each field that only a selector has.
--
-- Selector: { [field] = condition }, or { [field] = { condition, ... } } where all must hold. Condition: equals,
-- starts_with, ends_with, not_equals, not_starts_with, not_ends_with, each a list of strings. The first three select and
-- are ORed; without them everything is selected, with them a missing attribute is not. The others deselect and take
-- precedence; they never match a missing attribute. A selector without fields records everything.
--
-- events.uncovered(set, selectors, { cells = 10000, shown = { field, ... } }) returns
--   nil                 every event is recorded
--   event               [field] = string; absent[field] = true for one that is missing; product, its number, and label;
--                       constrained[field] = true for fields that show, whatever the values of the others, that no
--                       selector records it (those of options.shown, and as few others as necessary)
--   nil, limit          the search stopped after this number of cells, without a result
-- events.records(selector, event) applies the same model to one event; every result is checked with it.
-- events.may_record(product, selector) is false if the selector records no event of the product.
-- Invalid arguments (an unknown operator, a language without strings, a set without products) are errors.

local bits = require "bits"
local cells = require "cells"
local conditions = require "conditions"
local language = require "language"
local strings = require "strings"

local events = {}

local CELLS = 10000

-- the conditions on a field as a list
local function listed(written)
  if written[1] ~= nil then return written end
  return { written }
end

local function matches(value, equals, begins, ends)
  for _, c in ipairs(equals or {}) do
    if value == c then return true end
  end
  for _, c in ipairs(begins or {}) do
    if string.sub(value, 1, #c) == c then return true end
  end
  for _, c in ipairs(ends or {}) do
    if #value >= #c and string.sub(value, #value - #c + 1) == c then return true end
  end
  return false
end

local function holds(c, value)
  local selective = #(c.equals or {}) + #(c.starts_with or {}) + #(c.ends_with or {}) > 0
  if value == nil then return not selective end
  if selective and not matches(value, c.equals, c.starts_with, c.ends_with) then return false end
  return not matches(value, c.not_equals, c.not_starts_with, c.not_ends_with)
end

local function admits(written, value)
  for _, condition in ipairs(listed(written)) do
    if not holds(condition, value) then return false end
  end
  return true
end

function events.records(selector, event)
  for field, written in pairs(selector) do
    if not admits(written, event[field]) then return false end
  end
  return true
end

-- false where no event of the product can be recorded by the selector, judged by the fields whose words are listed
function events.may_record(product, selector)
  for field, written in pairs(selector) do
    local language = product.fields[field]
    if language and language.words then
      local some = language.absent and admits(written, nil)
      for _, word in ipairs(language.words) do some = some or admits(written, word) end
      if not some then return false end
    end
  end
  return true
end

local function sorted(names)
  local list = {}
  for name in pairs(names) do list[#list + 1] = name end
  table.sort(list)
  return list
end

-- checks a selector; returns { [field] = demand }
local function read(selector)
  assert(type(selector) == "table", "a selector is not a table")
  local demands = {}
  for field, written in pairs(selector) do
    assert(type(field) == "string" and type(written) == "table", "a selector has something other than conditions")
    demands[field] = {}
    for i, condition in ipairs(language.whole(listed(written), "conditions")) do
      demands[field][i] = conditions.read(condition)
    end
  end
  return demands
end

-- the languages of a product, also of the fields that only selectors have. Fields whose strings are listed come first:
-- selectors of other types of events are dropped before their constants are read.
local function languages(product, selectors)
  local written, fields = {}, {}
  assert(type(product) == "table" and type(product.fields) == "table", "a product has no fields")
  for field in pairs(product.fields) do written[field] = product.fields[field] end
  for _, selector in ipairs(selectors) do
    for field in pairs(selector) do written[field] = written[field] or { absent = true } end
  end
  for pass = 1, 2 do
    for _, name in ipairs(sorted(written)) do
      local flat = language.read(written[name])
      if language.listed(flat) == (pass == 1) then
        fields[#fields + 1] = { name = name, language = flat }
      end
    end
  end
  return fields
end

-- finds the kinds of a field and narrows the boxes by it; boxes that accept no kind are dropped
local function sample(number, field, boxes, purse)
  local asking, demands, kept = {}, {}, {}
  for i, box in ipairs(boxes) do
    local demand = box.selector[field.name]
    if demand then
      demands[#demands + 1] = demand
      asking[i] = #demands
    end
  end
  local kinds, sets = strings.kinds(field.language, demands, purse)
  if not kinds then return nil end
  assert(#kinds > 0, "the language of " .. field.name .. " has no strings")
  field.kinds = kinds
  for i, box in ipairs(boxes) do
    local set = asking[i] and sets[asking[i]]
    if set then box[#box + 1] = { number, set } end
    if not set or bits.first(set) then kept[#kept + 1] = box end
  end
  return kept
end

-- a cell that no selector covers, as the kinds of its fields; nil if there is none or the purse is empty
local function hole(fields, selectors, purse)
  local boxes, cell = {}, {}
  for i, selector in ipairs(selectors) do boxes[i] = { selector = selector } end
  for number, field in ipairs(fields) do
    boxes = sample(number, field, boxes, purse)
    if not boxes then return nil end
    cell[number] = bits.range(#field.kinds)
  end
  return cells.left(cell, boxes, purse)
end

-- the fields that may be omitted, in the order in which this is tried: missing attributes first
local function spared(fields, keep, event)
  local missing, there = {}, {}
  for _, field in ipairs(fields) do
    if not keep[field.name] then (event.absent[field.name] and missing or there)[field.name] = true end
  end
  local list = sorted(missing)
  for _, name in ipairs(sorted(there)) do list[#list + 1] = name end
  return list
end

-- the fields that show that no selector records the event: those of `shown`, and every other that is necessary
local function constrained(event, fields, selectors, shown)
  local keep, wanted = {}, {}
  for _, name in ipairs(shown or {}) do wanted[name] = true end
  for _, field in ipairs(fields) do keep[field.name] = wanted[field.name] end
  local missed, need = {}, {}
  for i, selector in ipairs(selectors) do
    missed[i], need[i] = {}, 0
    for name, written in pairs(selector) do
      if not admits(written, event[name]) then
        missed[i][name] = true
        need[i] = need[i] + 1
      end
    end
  end
  for _, name in ipairs(spared(fields, keep, event)) do
    local needed = false
    for i = 1, #selectors do needed = needed or (missed[i][name] and need[i] == 1) end
    for i = 1, #selectors do
      if missed[i][name] and not needed then need[i] = need[i] - 1 end
    end
    if needed then keep[name] = true end
  end
  return keep
end

-- an event with the first kind of each field of a cell, checked by the plain model
local function pick(cell, fields, selectors, shown)
  local event = { absent = {} }
  for number, field in ipairs(fields) do
    local value = field.kinds[bits.first(cell[number])].value
    assert(language.contains(field.language, value), "an event is not of its set: " .. field.name)
    event[field.name] = value
    if value == nil then event.absent[field.name] = true end
  end
  for _, selector in ipairs(selectors) do
    assert(not events.records(selector, event), "an event found as not recorded is recorded")
  end
  event.constrained = constrained(event, fields, selectors, shown)
  return event
end

function events.uncovered(set, selectors, options)
  options = options or {}
  local demands, limit = {}, nil
  for i, selector in ipairs(language.whole(selectors, "selectors")) do demands[i] = read(selector) end
  assert(#language.whole(set, "a set of events") > 0, "a set of events has no product")
  for number, product in ipairs(set) do
    local purse = { used = 0, cells = options.cells or CELLS }
    local fields = languages(product, demands)
    local cell = hole(fields, demands, purse)
    if cell then
      local event = pick(cell, fields, selectors, options.shown)
      event.product, event.label = number, product.label
      return event
    end
    if purse.used > purse.cells then limit = limit or purse.used end
  end
  return nil, limit
end

return events
