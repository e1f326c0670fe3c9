-- language: the legal strings of a field. `events` describes how a language is written; language.read checks it and returns
-- it flat:
--
--   language.read({ head = "arn:", chars = "a-z", min = 1, max = 9, absent = true })
--
--   { absent = true or false, first = true if the missing attribute is the most plausible, prefer = {...},
--     [1..n] = { words = {...}, set = {word = true} }, or
--              { head =, tail =, min =, max =, chars = {"a", ...}, legal = {[byte] = true}, rest = nil or { separator =, prefer =,
--              min =, max =, chars =, legal = } }, each with prefer = {...} and except = {word = true} }
--
-- An unknown key is an error: a misspelled "absent" would make the set of events smaller, and the events that it lacks
-- would pass.

local language = {}

local KEYS = {
  words = true, head = true, tail = true, chars = true, min = true, max = true,
  any = true, absent = true, prefer = true, except = true, rest = true,
}

local SECOND = { separator = true, chars = true, min = true, max = true, prefer = true }

-- checks that a list has no holes: ipairs would stop at the first
function language.whole(list, what)
  assert(type(list) == "table", what .. " is not a list")
  local all, seen = 0, 0
  for _ in pairs(list) do all = all + 1 end
  for _ in ipairs(list) do seen = seen + 1 end
  assert(all == seen, what .. " is not a list")
  return list
end

-- checks a list of strings; an absent list is empty
function language.list(list, what)
  if list == nil then return {} end
  for _, word in ipairs(language.whole(list, what)) do
    assert(type(word) == "string", what .. " has something other than strings")
  end
  return list
end

-- "A-Za-z0-9-_": bytes, in the order in which they are picked. x-y is a range; a - at either end or directly after a range
-- is a literal.
local function read_characters(text)
  local list, legal, i = {}, {}, 1
  while i <= #text do
    local from = string.byte(text, i)
    local to = from
    if string.sub(text, i + 1, i + 1) == "-" and i + 2 <= #text then
      to = string.byte(text, i + 2)
      assert(from <= to, "a range of characters runs backwards: " .. string.sub(text, i, i + 2))
      i = i + 2
    end
    for byte = from, to do
      if not legal[byte] then
        legal[byte] = true
        list[#list + 1] = string.char(byte)
      end
    end
    i = i + 1
  end
  return { list, legal }
end

-- all languages use the same few sets: each is read once
local sets = {}
local function characters(text)
  sets[text] = sets[text] or read_characters(text)
  return sets[text][1], sets[text][2]
end

local function length(n, default, what)
  if n == nil then return default end
  assert(type(n) == "number" and n >= 0, what .. " is not a length")
  if n == math.huge then return n end
  return assert(math.tointeger(n), what .. " is not a length")
end

local function text(s, what)
  assert(s == nil or type(s) == "string", what .. " is not a string")
  return s or ""
end

local function finite(written)
  local words = language.list(written.words, "words")
  local set = {}
  for _, word in ipairs(words) do set[word] = true end
  return { words = words, set = set }
end

-- the second body of a pattern
local function second(written, form)
  for key in pairs(written) do
    assert(SECOND[key], "a second body has an unknown key: " .. tostring(key))
  end
  local separator = text(written.separator, "separator")
  assert(#separator == 1 and not form.legal[string.byte(separator)] and not string.find(form.head, separator, 1, true) and form.tail == "",
    "the separator is not one character that only follows the first body")
  local rest = { separator = separator, prefer = language.list(written.prefer, "prefer") }
  rest.chars, rest.legal = characters(text(written.chars, "chars"))
  rest.min, rest.max = length(written.min, 0, "min"), length(written.max, math.huge, "max")
  return rest
end

local function pattern(written)
  local chars, legal = characters(text(written.chars, "chars"))
  local form = {
    head = text(written.head, "head"), tail = text(written.tail, "tail"),
    min = length(written.min, 0, "min"), max = length(written.max, math.huge, "max"),
    chars = chars, legal = legal,
  }
  assert(form.min <= form.max and form.min < math.huge, "min is more than max")
  if written.rest then form.rest = second(written.rest, form) end
  return form
end

local function check(written)
  assert(type(written) == "table", "a language is not a table")
  for key in pairs(written) do
    assert(KEYS[key], "a language has an unknown key: " .. tostring(key))
  end
  local shaped = written.head or written.tail or written.chars or written.min or written.max
  local kinds = (written.words and 1 or 0) + (written.any and 1 or 0) + (shaped and 1 or 0)
  assert(kinds <= 1, "a language has two of words, any and characters")
  assert(kinds == 1 or written.absent, "a language has no strings")
  return shaped
end

local function flatten(written, except, flat)
  local shaped = check(written)
  local out = {}
  for word in pairs(except) do out[word] = true end
  for _, word in ipairs(language.list(written.except, "except")) do out[word] = true end
  if written.any then
    for _, inner in ipairs(language.whole(written.any, "any")) do flatten(inner, out, flat) end
  elseif written.words or shaped then
    local form = written.words and finite(written) or pattern(written)
    form.except, form.prefer = out, language.list(written.prefer, "prefer")
    flat[#flat + 1] = form
  end
  if written.absent then
    flat.absent = true
    flat.first = flat.first or written.absent == "first"
  end
end

function language.read(written)
  local flat = { absent = false, first = false }
  flatten(written, {}, flat)
  flat.prefer = language.list(written.prefer, "prefer")
  return flat
end

-- true if a body, the first or the second of a form, can have all characters of s
function language.spells(form, s)
  local legal, byte = form.legal, string.byte
  for i = 1, #s do
    if not legal[byte(s, i)] then return false end
  end
  return true
end

-- true if s is the head, a first body, the separator and a second body
local function has_both(form, s)
  local rest = form.rest
  local at = string.find(s, rest.separator, #form.head + 1, true)
  if not at or string.sub(s, 1, #form.head) ~= form.head then return false end
  local first, last = string.sub(s, #form.head + 1, at - 1), string.sub(s, at + 1)
  return #first >= form.min and #first <= form.max and language.spells(form, first)
    and #last >= rest.min and #last <= rest.max and language.spells(rest, last)
end

-- true if s is a string of the form
function language.has(form, s)
  if form.except[s] then return false end
  if form.words then return form.set[s] == true end
  if form.rest then return has_both(form, s) end
  local room = #s - #form.head - #form.tail
  if room < form.min or room > form.max or room < 0 then return false end
  return string.sub(s, 1, #form.head) == form.head
    and string.sub(s, #s - #form.tail + 1) == form.tail
    and language.spells(form, string.sub(s, #form.head + 1, #s - #form.tail))
end

-- true if s (nil: the missing attribute) is in the language
function language.contains(flat, s)
  if s == nil then return flat.absent end
  local found = false
  for _, form in ipairs(flat) do found = found or language.has(form, s) end
  return found
end

-- true if every string of the language is listed
function language.listed(flat)
  for _, form in ipairs(flat) do
    if not form.words then return false end
  end
  return true
end

return language
