-- cases: where the account or the Region of a subject is unknown, the places that event selectors can tell apart.
--
-- An ARN is a head, such as "arn:aws:lambda:eu-west-1:111122223333:function:", and a name. A constant of a selector
-- requires something of the head, of the name, or of both. Two places whose heads match the same constants have the same
-- verdict, so one place represents all of them. `strings` finds one of each kind. Constants that match no ARN of the kind, and
-- those of selectors of other events, are dropped before. ARNs without a Region and an account, and events without a resource, differ
-- by the partition only.
--
--   local list, limit = cases.of(where, recorders, { kind = lambda, arns = { … }, everywhere = false, by_region = false, cells = 2000 })
--   -- kind: functions on ARNs (see `resources`), nil for events without a resource; arns: the ARNs that are known; everywhere:
--   -- resources in every Region are in question, by_region: and those of the subject's own Region beside them
--   -- list: { { place = …, recorders = { { least = …, most = …, why = … }, … } }, … }, the place that most constants match first.
--   -- A case's recorders hold only the selectors and constants that can match there, so all cases together cost what the
--   -- constants cost. listed: the names of the resources that a selector lists, as a set.
--   -- nil, limit: there are more kinds of places than cells allow
local conditions = require "conditions"
local events = require "events"
local language = require "language"
local places = require "places"
local strings = require "strings"

local cases = {}

local FIELD = "resources.ARN"
local SELECTS = { equals = true, starts_with = true, ends_with = true }
-- the account of an example, where no constant names it
local EXAMPLE = "123456789012"
local ACCOUNT = { chars = "1-90", min = 12, max = 12 }

-- an operator without its "not_"
local function plain(operator)
  return string.sub(operator, 1, 4) == "not_" and string.sub(operator, 5) or operator
end

-- the number of a demand: an operator and a text that the head, or the account, must match
local function demand_of(found, operator, text)
  local key = operator .. " " .. text
  if not found.number[key] then
    found.number[key] = #found.demands + 1
    found.demands[#found.demands + 1] = { conditions.read({ [operator] = { text } }) }
    found.uses[#found.uses + 1] = {}
  end
  return found.number[key]
end

-- what a constant requires of the unknown part of the ARN: a text; nil: no ARN of the kind matches it; "": it requires
-- nothing
local function required(kind, operator, text, everywhere)
  local head, name = kind.split_constant(operator, text)
  if not head or head == "" or not everywhere then return head, name end
  if operator == "ends_with" then return kind.account_ending(head), name end
  return kind.account_beginning(head), name
end

-- the uses of constants that require the same of the place
local function uses_of(found, kind, text, part, everywhere)
  local uses = found.always
  if part and part ~= "" then
    uses = found.uses[demand_of(found, kind == "equals" and everywhere and "starts_with" or kind, part)]
  end
  return found.kept[kind .. " " .. text] and found.always or part and uses
end

local function survey_condition(found, number, place, condition, everywhere)
  local selective = false
  for operator, list in pairs(condition) do
    local plainly = plain(operator)
    for _, text in ipairs(list) do
      selective = selective or SELECTS[operator] ~= nil
      local part, name = required(found.kind, plainly, text, everywhere)
      local uses = uses_of(found, plainly, text, part, everywhere)
      if uses then uses[#uses + 1] = { number = number, place = place, operator = operator, text = text } end
      if operator == "equals" and name then found.listed[name] = true end
    end
  end
  return selective
end

local function survey_selector(found, entry, everywhere)
  local number = #found.selectors + 1
  found.selectors[number] = entry
  local written = entry.selector[FIELD]
  if written then
    entry.conditions, entry.selective = written[1] and written or { written }, {}
    for place, condition in ipairs(entry.conditions) do
      entry.selective[place] = survey_condition(found, number, place, condition, everywhere)
      entry.closed = entry.closed or entry.selective[place]
    end
  end
  if not entry.closed then found.open[#found.open + 1] = number end
end

-- the constants that match known ARNs: kept in every case
local function kept(entries, arns)
  local demands, keys, set = {}, {}, {}
  if #arns == 0 then return set end
  for _, entry in ipairs(entries) do
    local written = entry.selector[FIELD] or {}
    for _, condition in ipairs(written[1] and written or { written }) do
      for operator, list in pairs(condition) do
        for _, text in ipairs(list) do
          demands[#demands + 1] = { conditions.read({ [plain(operator)] = { text } }) }
          keys[#keys + 1] = plain(operator) .. " " .. text
        end
      end
    end
  end
  local index = conditions.index(demands)
  for _, arn in ipairs(arns) do
    for _, number in ipairs(conditions.of(index, arn).unusual) do set[keys[number]] = true end
  end
  return set
end

-- the selectors that can record an event of a resource of the kind
local function relevant(recorders, kind)
  local entries, product = {}, kind.any_event()
  for i, recorder in ipairs(recorders) do
    -- where nothing is unknown, the lower bound is the upper bound
    for _, which in ipairs(recorder.why and { "least", "most" } or { "least" }) do
      for _, selector in ipairs(recorder[which]) do
        if events.may_record(product, selector) then
          entries[#entries + 1] = { recorder = i, which = which, selector = selector }
        end
      end
    end
  end
  return entries
end

-- relevant selectors, and their constants by what they require of the place
local function survey(recorders, kind, arns, everywhere)
  local found = { kind = kind, selectors = {}, open = {}, always = {}, demands = {}, uses = {}, number = {}, listed = {} }
  local entries = relevant(recorders, kind)
  found.kept = kept(entries, arns)
  for _, entry in ipairs(entries) do survey_selector(found, entry, everywhere) end
  return found
end

-- a selector with those of its constants that can match; nil where its conditions can't hold
local function rebuild(entry, touched)
  if not entry.conditions then return entry.selector end
  local selector, list = {}, {}
  for field, written in pairs(entry.selector) do selector[field] = written end
  for place in ipairs(entry.conditions) do
    local condition = touched and touched[place]
    if entry.selective[place] and not (condition and condition.selects) then return nil end
    if condition then list[#list + 1] = condition.written end
  end
  selector[FIELD] = #list > 0 and list or nil
  return selector
end

local function touch(touched, order, uses)
  for _, use in ipairs(uses) do
    if not touched[use.number] then
      touched[use.number] = {}
      order[#order + 1] = use.number
    end
    local mine = touched[use.number]
    mine[use.place] = mine[use.place] or { written = {} }
    local condition = mine[use.place]
    condition.written[use.operator] = condition.written[use.operator] or {}
    table.insert(condition.written[use.operator], use.text)
    condition.selects = condition.selects or SELECTS[use.operator]
  end
end

-- the recorders with what can match where these demands are met
local function narrowed(found, recorders, met)
  local touched, order, list = {}, {}, {}
  touch(touched, order, found.always)
  for _, number in ipairs(met) do touch(touched, order, found.uses[number]) end
  for _, number in ipairs(found.open) do
    if not touched[number] then order[#order + 1] = number end
  end
  table.sort(order)
  for i, recorder in ipairs(recorders) do
    local least = {}
    list[i] = { least = least, most = recorder.why and {} or least, why = recorder.why }
  end
  for _, number in ipairs(order) do
    local entry = found.selectors[number]
    local selector = rebuild(entry, touched[number])
    if selector then table.insert(list[entry.recorder][entry.which], selector) end
  end
  return list
end

local function kinds(written, found, cells)
  local purse = { used = 0, cells = cells }
  return strings.kinds(language.read(written), found.demands, purse), cells
end

-- the heads that an ARN of the kind may have
local function heads(where, kind)
  local any = {}
  for i, region in ipairs(where.regions) do
    local head, tail = kind.around_account(places.at(where, region, ""))
    if where.account then
      any[i] = { words = { head .. where.account .. tail } }
    else
      any[i] = { head = head, tail = tail, chars = ACCOUNT.chars, min = ACCOUNT.min, max = ACCOUNT.max, prefer = { head .. EXAMPLE .. tail } }
    end
  end
  return { any = any }
end

local function place_of_head(where, kind, head)
  local region, account = kind.region_and_account(head)
  return places.at(where, region, account)
end

-- the first Region of each partition
local function one_of_each(where)
  local list, seen = {}, {}
  for _, region in ipairs(where.regions) do
    local partition = places.at(where, region, "").partition
    if not seen[partition] then list[#list + 1] = region end
    seen[partition] = true
  end
  return list
end

local function add(list, found, recorders, place, met)
  list[#list + 1] = { place = place, recorders = narrowed(found, recorders, met), named = #met, order = #list }
end

-- resources in every Region count: cases differ in the account and the partition only
local function everywhere_cases(where, found, recorders, options)
  local accounts = where.account and { words = { where.account } }
    or { chars = ACCOUNT.chars, min = ACCOUNT.min, max = ACCOUNT.max, prefer = { EXAMPLE } }
  local list, some, limit = {}, kinds(accounts, found, options.cells)
  if not some then return nil, limit end
  for _, region in ipairs(options.by_region and where.regions or one_of_each(where)) do
    for _, kind in ipairs(some) do add(list, found, recorders, places.at(where, region, kind.value), kind.unusual) end
  end
  return list
end

local function one_region_cases(where, found, recorders, options)
  local list, some, limit = {}, kinds(heads(where, found.kind), found, options.cells)
  if not some then return nil, limit end
  for _, one in ipairs(some) do add(list, found, recorders, place_of_head(where, found.kind, one.value), one.unusual) end
  return list
end

local function partition_cases(where)
  local list = {}
  for i, region in ipairs(one_of_each(where)) do list[i] = { place = places.at(where, region, where.account or EXAMPLE) } end
  return list
end

function cases.of(where, recorders, options)
  if not where.why then
    return { { place = places.at(where, where.regions[1], where.account) } }
  end
  if not options.kind or options.kind.global then return partition_cases(where) end
  local found = survey(recorders, options.kind, options.arns, options.everywhere)
  local list, limit = (options.everywhere and everywhere_cases or one_region_cases)(where, found, recorders, options)
  if not list then return nil, limit end
  table.sort(list, function(a, b)
    if a.named ~= b.named then return a.named > b.named end
    return a.order < b.order
  end)
  for _, case in ipairs(list) do case.listed = found.listed end
  return list
end

return cases
