-- the kinds of strings of a language, against all its strings one by one

package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local box = check.box()
local bits, conditions = box.require "bits", box.require "conditions"
local language, strings = box.require "language", box.require "strings"

local function has(set, n)
  local one = bits.empty(#set * 64)
  bits.flip(one, n)
  return bits.meet(set, one)
end

-- which of the conditions hold, as a string of marks
local function marks(demands, value)
  local out = {}
  for i, written in ipairs(demands) do out[i] = check.holds_all(written, value) and "1" or "0" end
  return table.concat(out)
end

local function show(written, demands)
  local function text(v)
    if type(v) ~= "table" then return tostring(v) end
    local out, names = {}, {}
    for k in pairs(v) do names[#names + 1] = k end
    table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
    for _, k in ipairs(names) do out[#out + 1] = tostring(k) .. "=" .. text(v[k]) end
    return "{" .. table.concat(out, " ") .. "}"
  end
  return text(written) .. " / " .. text(demands)
end

-- the kinds must be those that the members have, each once, each with a member that has it
local most = 0
local function compare(written, members, demands)
  local want, legal, got = {}, {}, {}
  for _, value in ipairs(members) do want[marks(demands, value)], legal[value] = true, true end
  if written.absent then want[marks(demands, nil)] = true end
  local read = {}
  for i, demand in ipairs(demands) do
    read[i] = {}
    for k, condition in ipairs(demand[1] and demand or { demand }) do read[i][k] = conditions.read(condition) end
  end
  local flat, purse = language.read(written), { used = 0, cells = 100000 }
  local kinds, sets = strings.kinds(flat, read, purse)
  most = math.max(most, purse.used)
  local good = kinds ~= nil
  for k, kind in ipairs(kinds or {}) do
    local mine = marks(demands, kind.value)
    local said = {}
    for i = 1, #demands do said[i] = has(sets[i], k) and "1" or "0" end
    local member = kind.value == nil and written.absent
      or kind.value ~= nil and (legal[kind.value] or not written.max and language.contains(flat, kind.value))
    good = good and table.concat(said) == mine and not got[mine] and want[mine] and member
    got[mine] = true
  end
  for key in pairs(want) do good = good and got[key] end
  check.ok(good, show(written, demands))
end

local function union(written, members)
  local other = { words = { check.word({ "a", "b", "c" }, 3), "ab" } }
  local out, seen = {}, {}
  for _, list in ipairs({ members, other.words }) do
    for _, s in ipairs(list) do
      if not seen[s] then out[#out + 1], seen[s] = s, true end
    end
  end
  return { any = { other, written } }, out
end

-- one random language with all its strings
local function random_language()
  local alphabet = check.one({ { "a" }, { "a", "b" }, { "a", "b" }, { "b", "a", "c" } })
  local endless = check.chance(20) == 1
  local written = { head = check.word({ "a", "b" }, 2), tail = check.chance(2) == 1 and check.word({ "a", "b" }, 2) or nil }
  written.chars, written.min = table.concat(alphabet), check.chance(3) - 1
  if not endless then written.max = written.min + check.chance(4) - 1 end
  local members, longest = {}, written.max or (#alphabet == 3 and 6 or 9)
  for _, body in ipairs(check.words(alphabet, written.min, longest)) do
    members[#members + 1] = written.head .. body .. (written.tail or "")
  end
  if check.chance(3) == 1 then
    local out = {}
    for i = 1, check.chance(4) do out[i] = check.one(members) end
    written.except = out
    local left, gone = {}, {}
    for _, s in ipairs(out) do gone[s] = true end
    for _, s in ipairs(members) do
      if not gone[s] then left[#left + 1] = s end
    end
    members = left
  end
  if check.chance(5) == 1 then written, members = union(written, members) end
  written.endless = endless
  written.absent = check.chance(3) == 1 or nil
  if check.chance(4) == 1 then written.prefer = { "ab", check.word(alphabet, 4) } end
  return written, members, alphabet
end

-- a random language of two bodies with all its strings; few short bodies, so that constants often name one
local function random_joined()
  local written = { head = check.word({ "a", "b" }, 2), chars = "ab", min = check.chance(2) - 1 }
  written.max = written.min + check.chance(2)
  local rest = { separator = "/", chars = check.one({ "ab/", "/b", "b" }), min = check.chance(3) == 1 and 1 or 0 }
  rest.max = rest.min + check.chance(2)
  written.rest = rest
  local members, gone = {}, {}
  local alphabet = {}
  for x in rest.chars:gmatch(".") do alphabet[#alphabet + 1] = x end
  for _, body in ipairs(check.words({ "a", "b" }, written.min, written.max)) do
    for _, last in ipairs(check.words(alphabet, rest.min, rest.max)) do members[#members + 1] = written.head .. body .. "/" .. last end
  end
  if check.chance(4) == 1 then
    written.except = { check.one(members) }
    gone[written.except[1]] = true
  end
  local left = {}
  for _, s in ipairs(members) do
    if not gone[s] then left[#left + 1] = s end
  end
  if check.chance(3) == 1 then rest.prefer = { "b", "/" } end
  return written, left, { "a", "b", "/" }
end

local function random_case()
  local written, members, alphabet = (check.chance(3) == 1 and random_joined or random_language)()
  local foreign = check.chance(10) == 1 and { "a", "b", "x" } or alphabet
  local function any_constant()
    local how = check.chance(4)
    if how == 1 and #members > 0 then return check.one(members) end
    if how == 2 and #members > 0 then -- the beginning, the end or the middle of a member
      local s = check.one(members)
      local from = check.chance(#s + 1)
      return s:sub(from, from + check.chance(#s + 1) - 1)
    end
    if how == 3 then return (written.head or "") .. check.word(foreign, 3) end
    return check.word(foreign, 3) .. (check.chance(2) == 1 and written.tail or "")
  end
  -- short constants where the members are listed only up to a length: each kind must be among them
  local room = written.endless and (#alphabet == 3 and 2 or 3)
  written.endless = nil
  local function constant()
    local s = any_constant()
    return room and s:sub(1, room) or s
  end
  local demands = {}
  for i = 1, check.chance(5) - 1 do
    demands[i] = check.condition(constant, check.one({ 1, 3, 12 }))
    if check.chance(8) == 1 and not room then -- nearly everything by name
      local list = {}
      for _, s in ipairs(members) do
        if check.chance(12) > 1 then list[#list + 1] = s end
      end
      demands[i] = { equals = list, starts_with = check.chance(2) == 1 and { constant() } or nil }
    end
    if check.chance(8) == 1 then demands[i] = { demands[i], check.condition(constant, 2) } end
  end
  compare(written, members, demands)
end

check.seed(20240601)
local cases = math.floor(6000 * check.scale)
for _ = 1, cases do random_case() end
print(cases .. " random languages, at most " .. most .. " tries for one")

-- every conjunction of two or three single constants over one small language
local ab = check.words({ "a", "b" }, 1, 3)
local lang = { head = "b", chars = "ab", min = 1, max = 3, tail = "ba" }
local members = {}
for i, body in ipairs(ab) do members[i] = "b" .. body .. "ba" end
for _, x in ipairs(check.words({ "a", "b" }, 0, 3)) do
  for _, y in ipairs(check.words({ "a", "b" }, 0, 3)) do
    compare(lang, members, { { starts_with = { "b" .. x } }, { ends_with = { y .. "a" } }, { equals = { x .. y } } })
    compare(lang, members, { { starts_with = { x, "b" .. y } }, { ends_with = { y, x .. "ba" } } })
  end
end

-- all but one beginning closed: the search must go down the tree
local partition = {}
for _, s in ipairs(check.words({ "a", "b" }, 3, 3)) do
  if s ~= "bab" then partition[#partition + 1] = s end
end
compare({ chars = "ab", min = 0, max = 5 }, check.words({ "a", "b" }, 0, 5), { { starts_with = partition }, { ends_with = partition } })
compare({ chars = "ab", min = 3, max = 5 }, check.words({ "a", "b" }, 3, 5), { { starts_with = partition }, { ends_with = partition } })
-- every short word named: only longer ones are left
compare({ chars = "ab" }, check.words({ "a", "b" }, 0, 6), { { equals = check.words({ "a", "b" }, 0, 4) } })
compare({ chars = "ab", max = 4 }, check.words({ "a", "b" }, 0, 4), { { equals = check.words({ "a", "b" }, 0, 4) } })
-- every word but one named, beside a beginning and an ending: that one must be found wherever it is
for _, body in ipairs({ { "abc", 3, 4 }, { "ab", 1, 5 } }) do
  local alphabet, all = {}, nil
  for x in body[1]:gmatch(".") do alphabet[#alphabet + 1] = x end
  all = check.words(alphabet, body[2], body[3])
  for _, lost in ipairs(all) do
    local others = {}
    for _, s in ipairs(all) do
      if s ~= lost then others[#others + 1] = s end
    end
    local around = check.chance(2) == 1 and { starts_with = { "a" }, ends_with = { "b" } } or { starts_with = { "ab", "b" } }
    compare({ chars = body[1], min = body[2], max = body[3] }, all, { { equals = others }, around })
  end
end
-- more demands than bits in an integer
local many = {}
for i, s in ipairs(check.words({ "a", "b", "c" }, 1, 4)) do many[i] = { starts_with = { s } } end
compare({ chars = "abc", max = 6 }, check.words({ "a", "b", "c" }, 0, 6), many)

-- characters
local function spelled(text) return table.concat(language.read({ chars = text })[1].chars) end
check.same(spelled("a-cX-Z0-2-_"), "abcXYZ012-_", "ranges")
check.same(spelled("-a"), "-a", "a leading -")
check.same(spelled("a-"), "a-", "a trailing -")
check.same(spelled("aab"), "ab", "a character twice")
check.raises("backwards", language.read, { chars = "z-a" })

-- what is written wrongly never makes a set smaller in silence
check.raises("unknown key", language.read, { chars = "a", absnt = true })
check.raises("two of", language.read, { chars = "a", words = { "a" } })
check.raises("no strings", language.read, {})
check.raises("not a list", language.read, { words = { "a", nil, "b", x = 1 } })
check.raises("other than strings", language.read, { words = { true } })
check.raises("min is more", language.read, { chars = "a", min = 2, max = 1 })
check.raises("not a length", language.read, { chars = "a", max = -1 })
check.raises("separator", language.read, { chars = "a/", rest = { separator = "/", chars = "a" } })
check.raises("separator", language.read, { chars = "a", tail = "b", rest = { separator = "/", chars = "a" } })
check.raises("separator", language.read, { chars = "a", head = "a/", rest = { separator = "/", chars = "a" } })
check.raises("separator", language.read, { chars = "a", rest = { chars = "a" } })
check.raises("a second body has an unknown key", language.read, { chars = "a", rest = { separator = "/", chars = "a", tail = "b" } })
check.raises("unknown operator", conditions.read, { Equals = { "a" } })

check.finish()
