-- joined: a language of two bodies, such as a bucket and a key, as languages of one body that together have a string of each kind.
--
--   joined.forms(form, constants, kinds)
--   -- form: head .. body .. separator .. second body (see `language`); constants: { starts = …, ends = …, equals = … } (see
--   -- `conditions`); kinds(flat, demands): strings.kinds with the caller's limit. Returns a list of forms, or nil at the limit.
--
-- Where a constant names the first body, the second is searched with that body as part of the head. Of all other first bodies no
-- constant says what follows the separator: a constant matches the end of the second body, or all of it and the end of the first. So
-- one second body of each kind is enough, and the first is searched with it as the tail.
local conditions = require "conditions"
local language = require "language"

local joined = {}

local sub, find = string.sub, string.find

local function note(list, s)
  if not list[s] then
    list[s] = true
    list[#list + 1] = s
  end
end

-- adds the first body that a constant names; partial: the constant requires something of the second body, too
local function name(form, named, body, partial)
  if #body < form.min or #body > form.max or not language.spells(form, body) then return end
  note(named, body)
  named.partial[body] = named.partial[body] or partial
end

-- adds the first body of a text that strings begin with; whole: it is a whole string
local function name_beginning(form, named, c, whole)
  local head = form.head
  local at = sub(c, 1, #head) == head and find(c, form.rest.separator, #head + 1, true)
  if at then name(form, named, sub(c, #head + 1, at - 1), whole or at < #c) end
end

-- the first bodies that constants name, or words that are not legal
local function names(form, constants)
  local separator, head = form.rest.separator, form.head
  local named = { partial = {} }
  for _, c in ipairs(constants.starts) do name_beginning(form, named, c, false) end
  for _, c in ipairs(constants.equals) do name_beginning(form, named, c, true) end
  for c in pairs(form.except) do name_beginning(form, named, c, true) end
  for _, c in ipairs(constants.ends) do
    local at = find(c, separator, 1, true)
    -- an ending that begins inside the head
    for k = 1, at and math.min(#head, at - 1) or 0 do
      if sub(c, 1, k) == sub(head, #head - k + 1) then name(form, named, sub(c, k + 1, at - 1), true) end
    end
  end
  return named
end

-- what endings require of the second body: to end with them, or to be what follows their separator
local function demands_on_rest(form, constants)
  local demands = {}
  for _, c in ipairs(constants.ends) do
    demands[#demands + 1] = { conditions.read({ ends_with = { c } }) }
    local at = find(c, form.rest.separator, 1, true)
    if at then demands[#demands + 1] = { conditions.read({ equals = { sub(c, at + 1) } }) } end
  end
  return demands
end

local function of_rest(form, head)
  local rest = form.rest
  return { head = head, tail = "", chars = rest.chars, legal = rest.legal, min = rest.min, max = rest.max, except = form.except, prefer = {} }
end

function joined.forms(form, constants, kinds)
  local separator = form.rest.separator
  local rests = kinds({ of_rest({ rest = form.rest, except = {} }, ""), absent = false, first = false, prefer = form.rest.prefer },
    demands_on_rest(form, constants))
  if not rests then return nil end
  local list, words = {}, {}
  for _, rest in ipairs(rests) do
    list[#list + 1] = { head = form.head, tail = separator .. rest.value, chars = form.chars, legal = form.legal, min = form.min, max = form.max,
      except = form.except, prefer = {} }
  end
  local named = names(form, constants)
  for _, body in ipairs(named) do
    for _, rest in ipairs(rests) do note(words, form.head .. body .. separator .. rest.value) end
    if named.partial[body] then list[#list + 1] = of_rest(form, form.head .. body .. separator) end
  end
  list[#list + 1] = { words = words, set = words, except = form.except, prefer = {} }
  return list
end

return joined
