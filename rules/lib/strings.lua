-- strings: the kinds of strings of a language. Two strings have the same kind if the same demands (`conditions`) accept
-- both. One sample represents a kind, so an infinite language becomes a short list.
--
--   strings.kinds(language.read(LANGUAGE), { demand, … }, { used = 0, cells = 10000 })
--   -- { { value = "foo" or nil (the missing attribute), unusual = numbers of demands }, … }, and for each demand the set
--   -- (`bits`) of the kinds that it accepts; nil where the search exceeds purse.cells
--   -- unusual: the demands whose answer differs from their answer to a string that matches no constant
--
-- The search finds every kind. A string is head .. body .. tail. Either a constant determines the whole string (it equals
-- the constant, or the constant reaches from the head into the tail): the search tries each of these. Or its kind follows
-- from the longest constant that its body begins with and the longest that it ends with: for each such pair that would be
-- a new kind, the search looks for a body until none is left.
-- Each sample is judged as the string that it is: an error here can lose a kind, but can't misjudge one.

local bits = require "bits"
local language = require "language"
local conditions = require "conditions"
local joined = require "joined"

local strings = {}

local sub, reverse = string.sub, string.reverse

-- counts one more try; false at the limit
local function pay(purse)
  purse.used = purse.used + 1
  return purse.used <= purse.cells
end

-- adds s (nil: the missing attribute) as a sample if its kind is new; returns the key of its kind
local function take(job, s)
  local verdict = conditions.of(job.index, s)
  if not job.found[verdict.key] then
    job.found[verdict.key] = true
    table.insert(job.kinds, { value = s, unusual = verdict.unusual })
  end
  return verdict.key
end

-- takes s if it is legal; true if it has the wanted kind
local function try(job, form, s, wanted)
  if not language.has(form, s) then return false end
  return take(job, s) == wanted
end

local function note(list, s)
  if not list[s] then
    list[s] = true
    list[#list + 1] = s
  end
end

-- adds what a prefix constant requires of the body in head .. body .. tail: a beginning, or one of the few whole bodies with
-- which the constant reaches into the tail. A constant that all strings match, or none, adds nothing.
local function place(form, constant, head, tail, beginnings, bodies)
  if sub(head, 1, #constant) == constant or sub(constant, 1, #head) ~= head then return end
  local rest = sub(constant, #head + 1)
  for k = math.max(0, #rest - #tail), #rest - 1 do
    if sub(tail, 1, #rest - k) == sub(rest, k + 1) then note(bodies, sub(rest, 1, k)) end
  end
  if #rest > form.max or not language.spells(form, rest) then return end
  -- at the longest length only the constant itself begins with it
  note(#rest < form.max and beginnings or bodies, rest)
end

-- the whole words that constants determine, and the beginnings and endings of bodies. Endings are handled as beginnings of
-- reversed strings.
local function survey(job, form)
  local constants = job.index.constants
  local named = { heads = { "" }, tails = { "" }, words = {} }
  local bodies, reversed_bodies = {}, {}
  local reversed_head, reversed_tail = reverse(form.head), reverse(form.tail)
  for _, c in ipairs(constants.starts) do place(form, c, form.head, form.tail, named.heads, bodies) end
  for _, c in ipairs(constants.ends) do place(form, reverse(c), reversed_tail, reversed_head, named.tails, reversed_bodies) end
  for _, c in ipairs(constants.equals) do note(named.words, c) end
  for _, body in ipairs(bodies) do note(named.words, form.head .. body .. form.tail) end
  for _, body in ipairs(reversed_bodies) do note(named.words, form.head .. reverse(body) .. form.tail) end
  return named
end

-- a tree of strings, built on demand: the beginning, then each string that leads to a longer constant without passing
-- another. free: the characters after which no constant follows.
local function tree(beginning, constants)
  local longer = {}
  for _, c in ipairs(constants) do
    if #c > #beginning and sub(c, 1, #beginning) == beginning then longer[#longer + 1] = c end
  end
  return { { text = beginning, longer = longer } }
end

local function node(nodes, i, chars)
  local this = nodes[i]
  if not this or this.free then return this end
  local groups, ends, at = {}, {}, #this.text + 1
  for _, c in ipairs(this.longer) do
    local x = sub(c, at, at)
    groups[x] = groups[x] or {}
    table.insert(groups[x], c)
    if #c == at then ends[x] = true end
  end
  this.free = {}
  for _, x in ipairs(chars) do
    if not groups[x] then
      this.free[x] = true
      table.insert(this.free, x)
    elseif not ends[x] then
      table.insert(nodes, { text = this.text .. x, longer = groups[x] })
    end
  end
  return this
end

local function attempt(search, body)
  if not pay(search.job.purse) then return false end
  local form = search.form
  return try(search.job, form, form.head .. body .. form.tail, search.wanted)
end

-- advances to the next string of a length, as numbers of characters; false after the last
local function advance(digits, base)
  for i = #digits, 1, -1 do
    digits[i] = digits[i] + 1
    if digits[i] <= base then return true end
    digits[i] = 1
  end
  return false
end

local function spell(digits, chars)
  local out = {}
  for i, n in ipairs(digits) do out[i] = chars[n] end
  return table.concat(out)
end

-- tries head x … y tail with free characters x and y. It has the wanted kind unless a constant names it, so the first
-- that no constant names ends the search.
local function fill(search, head, tail, first, last)
  local form, purse = search.form, search.job.purse
  if #first == 0 or #last == 0 then return false end
  local room = #head + #tail + 2
  for length = math.max(0, form.min - room), form.max - room do
    local digits = {}
    for i = 1, length do digits[i] = 1 end
    repeat
      local middle = spell(digits, form.chars)
      for _, x in ipairs(first) do
        for _, y in ipairs(last) do
          if attempt(search, head .. x .. middle .. y .. tail) then return true end
          if purse.used > purse.cells then return false end
        end
      end
    until not advance(digits, #form.chars)
  end
  return false
end

-- tries all bodies whose longest beginning in one tree is head and whose longest ending in the other is tail: adjacent,
-- with characters between them, or overlapping
local function between(search, first, last)
  local head, tail = first.text, reverse(last.text)
  if attempt(search, head .. tail) then return true end
  for _, x in ipairs(first.free) do
    if last.free[x] and attempt(search, head .. x .. tail) then return true end
  end
  if fill(search, head, tail, first.free, last.free) then return true end
  for over = math.max(1, #head + #tail - search.form.max), math.min(#head, #tail) do
    if sub(head, #head - over + 1) == sub(tail, 1, over) and attempt(search, head .. sub(tail, over + 1)) then
      return true
    end
  end
  return false
end

local function pair(search, heads, tails)
  local chars, purse = search.form.chars, search.job.purse
  local i, j, first, last = 1, 1, nil, nil
  repeat
    first, j = node(heads, i, chars), 1
    repeat
      last = first and node(tails, j, chars)
      if last and (between(search, first, last) or not pay(purse)) then return true end
      j = j + 1
    until not last
    i = i + 1
  until not first
  return false
end

-- groups beginnings (or endings) by the constants that they match; the members of a group are equivalent
local function group(list, hits_of)
  local groups = {}
  for _, s in ipairs(list) do
    local hits = hits_of(s)
    local key = table.concat(hits, ",")
    if not groups[key] then
      groups[key] = { hits = hits }
      table.insert(groups, groups[key])
    end
    table.insert(groups[key], s)
  end
  return groups
end

local function seek(job, form, named, heads, tails, wanted)
  local search = { job = job, form = form, wanted = wanted }
  for _, head in ipairs(heads) do
    for _, tail in ipairs(tails) do
      if pair(search, tree(head, named.heads), tree(tail, named.tails)) then return end
    end
  end
end

local function pattern(job, form)
  local index, purse = job.index, job.purse
  local named = survey(job, form)
  for _, s in ipairs(named.words) do try(job, form, s) end
  local starting = group(named.heads, function(s) return conditions.starts(index, form.head .. s, {}) end)
  local ending = group(named.tails, function(s) return conditions.ends(index, reverse(s) .. form.tail, {}) end)
  for _, heads in ipairs(starting) do
    for _, tails in ipairs(ending) do
      local hits = {}
      for _, part in ipairs(heads.hits) do hits[#hits + 1], hits[-part] = part, true end
      for _, part in ipairs(tails.hits) do
        if not hits[-part] then hits[#hits + 1], hits[-part] = part, true end
      end
      local wanted = conditions.judge(index, hits).key
      if not job.found[wanted] then seek(job, form, named, heads, tails, wanted) end
      if not pay(purse) then return end
    end
  end
end

local function search(job, form)
  if form.rest then
    local forms = joined.forms(form, job.index.constants, function(flat, demands) return strings.kinds(flat, demands, job.purse) end)
    for _, each in ipairs(forms or {}) do search(job, each) end
  elseif form.words then
    for _, s in ipairs(form.words) do try(job, form, s) end
  else
    pattern(job, form)
  end
end

-- for each demand, the set of the kinds that it accepts
local function accepting(job)
  local index, sets = job.index, {}
  local all, none = bits.range(#job.kinds), bits.empty(#job.kinds)
  for number = 1, index.size do sets[number] = bits.both(all, index.usual[number] and all or none) end
  for k, kind in ipairs(job.kinds) do
    for _, number in ipairs(kind.unusual) do bits.flip(sets[number], k) end
  end
  return sets
end

-- preferred strings come first, then the forms in their order: the first sample of a kind is the most plausible
function strings.kinds(flat, demands, purse)
  local job = { index = conditions.index(demands), kinds = {}, found = {}, purse = purse }
  if flat.first then take(job, nil) end
  for _, s in ipairs(flat.prefer) do
    for _, form in ipairs(flat) do try(job, form, s) end
  end
  for _, form in ipairs(flat) do
    for _, s in ipairs(form.prefer) do try(job, form, s) end
    search(job, form)
  end
  if flat.absent then take(job, nil) end
  if purse.used > purse.cells then return nil end
  return job.kinds, accepting(job)
end

return strings
