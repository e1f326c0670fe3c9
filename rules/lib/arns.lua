-- arns: the ARNs of a kind of resource that has a Region, an account and a name.
--
--   local functions = arns.of { service = "lambda", before = ":function:", chars = "a-zA-Z0-9-_", min = 1, max = 64, example = "a-new-function" }
--   functions.arn({ partition = "aws", region = "eu-west-1", account = "111122223333" }, "f")
--   -- "arn:aws:lambda:eu-west-1:111122223333:function:f"
--
-- before: the text between account and name; its last character ends the head, and no name has it. chars, min, max: the names
-- (see `events`). The other functions say how constants of selectors relate to the head of an ARN (everything before the name), to
-- its account and to its name.
local language = require "language"

local arns = {}

-- the number of listed resources that are preferred as examples
local PREFERRED = 20

-- the position of the n-th colon; nil where there are fewer
local function colon(text, n)
  local at = 0
  for _ = 1, n do
    at = string.find(text, ":", at + 1, true)
    if not at then return nil end
  end
  return at
end

-- the position of the last one of a character; 0 where there is none
local function last_of(text, character)
  local last = 0
  while string.find(text, character, last + 1, true) do last = string.find(text, character, last + 1, true) end
  return last
end

-- the Region and the account of an ARN; nil where it has too few parts
local function region_and_account(arn)
  local third, fourth, fifth = colon(arn, 3), colon(arn, 4), colon(arn, 5)
  if not fifth then return nil end
  return string.sub(arn, third + 1, fourth - 1), string.sub(arn, fourth + 1, fifth - 1)
end

-- the digits that an account begins with where a head begins with text; "": any; nil: none can
local function account_beginning(text)
  local from = colon(text, 4)
  if not from then return "" end
  local stop = string.find(text, ":", from + 1, true)
  local digits = string.sub(text, from + 1, stop and stop - 1 or #text)
  if stop and #digits ~= 12 then return nil end
  return digits
end

-- the digits that an account ends with where a head ends with text; "": any; nil: none can
local function account_ending(text, before)
  if #text <= #before then return string.sub(before, -#text) == text and "" or nil end
  if string.sub(text, -#before) ~= before then return nil end
  local rest = string.sub(text, 1, #text - #before)
  local last = last_of(rest, ":")
  local digits = string.sub(rest, last + 1)
  if last > 0 and #digits ~= 12 then return nil end
  return digits
end

-- what a constant requires, see split_constant below; names: the language of whatever a name can begin or end with
local function split(kind, names, operator, text)
  if operator ~= "ends_with" then
    local fifth = colon(text, 5)
    local stop = fifth and string.find(text, kind.stop, fifth + 1, true)
    if not stop then return operator == "starts_with" and text or nil, nil end
    local name = string.sub(text, stop + 1)
    if not language.has(names, name) or (name == "" and operator == "equals") then return nil, nil end
    return string.sub(text, 1, stop), name
  end
  local last = last_of(text, kind.stop)
  local name = string.sub(text, last + 1)
  if not language.has(names, name) or (last > 0 and name == "") then return nil, nil end
  return string.sub(text, 1, last), name
end

-- any resource that exists or can be created at one of the places
local function any_of(kind, names, written, places, listed, last)
  local any, odd, prefer = {}, {}, {}
  for i, place in ipairs(places) do
    any[i] = { head = kind.arn(place, ""), chars = written.chars, min = written.min, max = written.max }
  end
  local head = any[1].head
  for i, arn in ipairs(listed or {}) do
    if i <= PREFERRED and not (last and last[arn]) then prefer[#prefer + 1] = arn end
    local regular = #arn > #head and string.sub(arn, 1, #head) == head and language.has(names, string.sub(arn, #head + 1))
    if not regular then odd[#odd + 1] = arn end
  end
  if #odd > 0 then table.insert(any, 1, { words = odd }) end
  prefer[#prefer + 1] = kind.arn(places[1], written.example)
  return { any = any, prefer = prefer }
end

function arns.of(written)
  local before, kind = written.before, { region_and_account = region_and_account, account_beginning = account_beginning }
  local names = language.read({ chars = written.chars, min = 0, max = written.max })[1]
  kind.stop = string.sub(before, -1)

  function kind.arn(place, name)
    return "arn:" .. place.partition .. ":" .. written.service .. ":" .. place.region .. ":" .. place.account .. before .. name
  end

  -- the parts before and after the account in the head of an ARN: "arn:aws:lambda:eu-west-1:", ":function:"
  function kind.around_account(place)
    return "arn:" .. place.partition .. ":" .. written.service .. ":" .. place.region .. ":", before
  end

  -- splits a constant of a selector (operator: equals, starts_with or ends_with) into what it requires of the head of an ARN
  -- and of the name. Returns nil where it matches no ARN of the kind, "" where it requires nothing of the head.
  --   ("starts_with", "arn:aws:lambda:eu-")   -> "arn:aws:lambda:eu-", nil
  --   ("ends_with", "34:function:foo")        -> "34:function:", "foo"
  function kind.split_constant(operator, text) return split(kind, names, operator, text) end

  function kind.account_ending(text) return account_ending(text, before) end

  -- the language of the ARNs of any resource that exists or can be created at one of the places; listed: the ARNs of those that
  -- exist, to pick first, but for those of the set `last`
  function kind.any(places, listed, last) return any_of(kind, names, written, places, listed, last) end

  return kind
end

return arns
