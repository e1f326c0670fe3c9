-- host: a stand-in for the engine's functions, so that rules/lib and the controls run in plain Lua over plain tables.
--
-- A world: { account, regions = { name = { functions = { arn, … }, open = bool } }, trails = { trail, … } }, a trail as the CLI
-- prints it (IsLogging, EventSelectors, AdvancedEventSelectors beside the fields of DescribeTrails). host.unknown stands
-- for a value that is not known. It shows what a rule decides, not how the engine reads documents.
local host = {}

host.unknown = setmetatable({}, { __tostring = function() return "unknown" end })

local function globals(lib, failures)
  local g, loaded = {}, {}
  for name in ("assert error ipairs pairs select tonumber tostring type table math"):gmatch("%S+") do g[name] = _G[name] end
  g.string = {}
  for name, fn in pairs(string) do g.string[name] = fn end
  g.string.find = function(s, part, init) return string.find(s, part, init or 1, true) end
  function g.require(name)
    if loaded[name] == nil then loaded[name] = assert(loadfile(lib .. "/" .. name .. ".lua", "t", g))() end
    return loaded[name]
  end
  g.null = setmetatable({}, { __tostring = function() return "(absent)" end })
  function g.reasons(...)
    local out = {}
    for i = 1, select("#", ...) do
      for _, why in ipairs(select(i, ...) or {}) do out[#out + 1] = why end
    end
    return out[1] and out or nil
  end
  function g.read(handle, field)
    local value = handle[field]
    if value == host.unknown then return nil, { field } end
    return value
  end
  function g.collect(list)
    local out, why = {}, list.open and { "open" } or nil
    for _, item in ipairs(list) do
      if item == host.unknown then why = { "an element" } else out[#out + 1] = item end
    end
    return out, why
  end
  function g.try(fn, ...) return fn(...) end
  function g.ambiguous(_, _, text) return { text } end
  function g.bound(text, n) return { text .. " " .. n } end
  function g.undecided(why) error({ verdict = "unknown", why = why }, 0) end
  function g.pass() error({ verdict = "pass" }, 0) end
  function g.not_applicable() error({ verdict = "none" }, 0) end
  function g.fail(handle, field, text, args, extra)
    assert(handle and text and args, "a fail lacks its handle, text or arguments")
    failures[#failures + 1] = { field = field, text = text, args = args, extra = extra }
  end
  function g.note() end
  function g.home(handle) return handle.home end
  function g.owner() return nil, { "owner" } end
  function g.label(handle) return handle.TrailName end
  function g.address(handle) return handle.TrailARN or handle.Arn end
  function g.action() return nil end
  function g.control(t) return t end
  return g
end

host.globals = globals

local function defaults(object, values)
  local new = {}
  for key, value in pairs(values) do new[key] = value end
  for key, value in pairs(object) do new[key] = value end
  return new
end

local operators = { Equals = {}, StartsWith = {}, EndsWith = {}, NotEquals = {}, NotStartsWith = {}, NotEndsWith = {} }

local function each(list, fn)
  if list == nil then return {} end
  if list == host.unknown then return list end
  local out = {}
  for i, item in ipairs(list) do out[i] = item == host.unknown and item or fn(item) end
  return out
end

local function node(trail, regions)
  local t = defaults(trail, { IsMultiRegionTrail = false, TrailName = trail.Name })
  t.home = regions[trail.HomeRegion]
  t.EventSelectors = each(trail.EventSelectors, function(s)
    local b = defaults(s, { ReadWriteType = "All", IncludeManagementEvents = true, ExcludeManagementEventSources = {} })
    b.DataResources = each(s.DataResources, function(d) return defaults(d, { Values = {} }) end)
    return b
  end)
  t.AdvancedEventSelectors = each(trail.AdvancedEventSelectors, function(s)
    return { FieldSelectors = each(s.FieldSelectors, function(f) return defaults(f, operators) end) }
  end)
  return t
end

-- the subject of a world, for check: a Region's handle, or that of the trail with this name
local function subject_of(world, name, kind)
  local account, regions = { id = world.account }, {}
  for region in pairs(world.regions) do regions[region] = { name = region, account = account } end
  local trails = { open = world.open }
  for i, trail in ipairs(world.trails) do trails[i] = node(trail, regions) end
  function account:all(kind) return kind == "AWS::CloudTrail::Trail" and trails or {} end
  for region, handle in pairs(regions) do
    function handle:all(kind)
      if kind ~= "AWS::Lambda::Function" then return { open = world.open } end
      local list = { open = world.regions[region].open }
      for i, arn in ipairs(world.regions[region].functions) do list[i] = { Arn = arn } end
      return list
    end
  end
  for i, trail in ipairs(kind == "AWS::CloudTrail::Trail" and trails or {}) do
    if world.trails[i].Name == name then return trail end
  end
  return regions[name]
end

-- judge a Region or a trail of a world: "pass", "fail", "unknown" or "none", and the first failure
function host.judge(lib, control_file, world, name, params)
  local failures = {}
  local g = globals(lib, failures)
  local control = assert(loadfile(control_file, "t", g))()
  local values = {}
  for key, param in pairs(control.params or {}) do values[key] = param.default end
  for key, value in pairs(params or {}) do values[key] = value end
  local done, outcome = pcall(control.check, subject_of(world, name, control.subject), values)
  if not done and (type(outcome) ~= "table" or not outcome.verdict) then error(outcome, 0) end
  if failures[1] then return "fail", failures[1] end
  return done and "nothing" or outcome.verdict, outcome
end

return host
