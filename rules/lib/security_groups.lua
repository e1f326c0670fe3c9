-- security_groups: who reaches a port by the rules for ingress of a security group.
--
--   local ports = security_groups.ports("22,3389", "tcp")     -- { { number = 22, protocol = "tcp" }, … }
--   security_groups.report_open(group, ports, report)         -- calls report(rule, field, port) for each port that everyone reaches
--
-- Everyone is 0.0.0.0/0; of IPv6 2000::/3, all public addresses. Ranges of several rules are added up. A prefix list is not resolved: its
-- rule leaves the question undecided.
local security_groups = {}

local numbers = { tcp = 6, udp = 17, all = -1 }

-- the ports of a list with commas, behind those of `ports`; an error is never a pass
function security_groups.ports(text, protocol, ports)
  ports = ports or {}
  local from = 1
  while from <= #text do
    local comma = string.find(text, ",", from) or #text + 1
    local port = math.tointeger(tonumber(string.sub(text, from, comma - 1)))
    assert(port and port >= 0 and port <= 65535, "a list of ports is numbers with commas")
    table.insert(ports, { number = port, protocol = protocol })
    from = comma + 1
  end
  return ports
end

local function unclear(rule, field, text, args)
  undecided(ambiguous(rule, field, text, args))
end

-- true if the rule applies to the port of the protocol
local function reaches(rule, port, protocol)
  local name = string.lower(rule.IpProtocol)
  local number = numbers[name] or tonumber(name)
  if number == -1 then return true end
  if number ~= numbers[protocol] then return false end
  local first, last = rule.FirstPort, rule.LastPort
  if not first or not last or first < 0 or first > last then
    unclear(rule, "FirstPort", "no rule of {protocol} has these ports", { protocol = protocol })
  end
  return first <= port and port <= last
end

local function fields_of(text, separator)
  local fields, from = {}, 1
  repeat
    local stop = string.find(text, separator, from)
    table.insert(fields, string.sub(text, from, (stop or 0) - 1))
    from = stop and stop + 1
  until not from
  return fields
end

-- the groups of an IPv6 address; "::" stands for as many zeros as are missing
local function groups_of(address)
  local gap = string.find(address, "::")
  if not gap then return fields_of(address, ":") end
  local groups = gap > 1 and fields_of(string.sub(address, 1, gap - 1), ":") or {}
  local tail = gap + 1 < #address and fields_of(string.sub(address, gap + 2), ":") or {}
  for _ = #groups + #tail + 1, 8 do table.insert(groups, "0") end
  for _, group in ipairs(tail) do table.insert(groups, group) end
  return groups
end

-- A family of addresses: the first and the last public address as numbers of `bits` bits, and how to read an address: `parts`
-- numbers in `base` of `size` bits each. Of IPv6 the first 48 bits count: a longer range is a part of one address.
local FAMILIES = {
  IpRanges = { first = 0, last = 0xffffffff, bits = 32, parts = 4, size = 8, base = 10, fields = function(text) return fields_of(text, ".") end },
  Ipv6Ranges = { first = 0x200000000000, last = 0x3fffffffffff, bits = 48, parts = 3, size = 16, base = 16, fields = groups_of },
}

-- the first and the last address of a range; nil: it is less than one address of its family
local function bounds(rule, field, cidr)
  local family = FAMILIES[field]
  local slash = string.find(cidr, "/")
  local length = slash and math.tointeger(tonumber(string.sub(cidr, slash + 1)))
  local fields = slash and family.fields(string.sub(cidr, 1, slash - 1))
  local address = length and length >= 0 and 0
  for i = 1, family.parts do
    local part = address and math.tointeger(tonumber(fields[i] or "", family.base))
    address = part and part >= 0 and part >> family.size == 0 and address << family.size | part
  end
  if not address then unclear(rule, field, "{cidr} is not a range of addresses", { cidr = cidr }) end
  if length > family.bits then return nil end
  local rest = (1 << family.bits - length) - 1
  return address & ~rest, address | rest
end

-- the first rule that applies with a range in which the addresses from `first` to `last` are, and the end of that range
local function containing(rules, applies, field, first, last)
  local stop
  local rule = find(rules, function(rule)
    return applies(rule) and any(rule[field], function(cidr)
      local from, to = bounds(rule, field, cidr)
      if not from or from > first or to < last then return false end
      stop = to
      return true
    end)
  end)
  return rule, stop
end

-- a rule of those that together let in all public addresses of the family, or nil
local function lets_everyone_in(rules, applies, field)
  local family = FAMILIES[field]
  local alone = try(containing, rules, applies, field, family.first, family.last)
  if alone then return alone end
  local lowest
  local address = family.first
  repeat
    local rule, stop = containing(rules, applies, field, address, address)
    if not rule then return nil end
    lowest, address = lowest or rule, stop + 1
  until address > family.last
  return lowest
end

local function has_unresolved(rule)
  return any(rule.PrefixListIds, function(id)
    unclear(rule, "PrefixListIds", "the ranges of prefix list {id} were not read", { id = id })
  end)
end

-- { rule = …, field = … }: a rule that lets everyone in, and its field with the addresses; or nil
local function find_open(group, port, protocol)
  local rules = group.IpPermissions
  local function applies(rule) return reaches(rule, port, protocol) end
  -- what one family of addresses shows counts where the other is unknown
  local open6, unknown6 = try(lets_everyone_in, rules, applies, "Ipv6Ranges")
  if open6 then return { rule = open6, field = "Ipv6Ranges" } end
  local open4, unknown4 = try(lets_everyone_in, rules, applies, "IpRanges")
  if open4 then return { rule = open4, field = "IpRanges" } end
  local unknown = reasons(unknown6, unknown4)
  if unknown then undecided(unknown) end
  any(rules, function(rule) return applies(rule) and has_unresolved(rule) end)
  return nil
end

function security_groups.report_open(group, ports, report)
  local unknown
  for _, port in ipairs(ports) do
    local open, why = try(find_open, group, port.number, port.protocol)
    if open then report(open.rule, open.field, port) end
    unknown = reasons(unknown, why)
  end
  -- a port that is certainly open counts where another is unknown
  if unknown then undecided(unknown) end
end

return security_groups
