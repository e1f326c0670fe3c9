-- security_groups: who reaches a port by the rules for ingress of a security group.
--
--   local ports = security_groups.ports("22,3389")
--   security_groups.open_rule(group, 22, "tcp")    -- a rule that lets everyone in, or nil
--
-- Everyone is 0.0.0.0/0, or both of its halves; of IPv6 a range that contains 2000::/3, all public addresses. Other ranges that are
-- everyone only together are not added up. A prefix list is not resolved: its rule leaves the question undecided.
local security_groups = {}

local numbers = { tcp = 6, udp = 17, all = -1 }

-- the numbers of a list with commas; an error is never a pass
function security_groups.ports(text)
  local ports = {}
  local from = 1
  while from <= #text do
    local comma = string.find(text, ",", from) or #text + 1
    local port = math.tointeger(tonumber(string.sub(text, from, comma - 1)))
    assert(port and port >= 0 and port <= 65535, "a list of ports is numbers with commas")
    table.insert(ports, port)
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

-- the number at the beginning of a range (0 where `::` omits it) and its length
local function split(rule, field, cidr, separator, base)
  local slash = string.find(cidr, "/")
  local dot = string.find(cidr, separator)
  local length = slash and math.tointeger(tonumber(string.sub(cidr, slash + 1)))
  local first = dot == 1 and 0 or dot and math.tointeger(tonumber(string.sub(cidr, 1, dot - 1), base))
  if not length or not first then unclear(rule, field, "{cidr} is not a range of addresses", { cidr = cidr }) end
  return first, length
end

-- true if a range of the rule contains the half of IPv4 in which the first number is
local function contains_half(rule, half)
  return any(rule.IpRanges, function(cidr)
    local first, length = split(rule, "IpRanges", cidr, ".", 10)
    return length == 0 or length == 1 and first >> 7 == half
  end)
end

local function contains_public6(rule)
  return any(rule.Ipv6Ranges, function(cidr)
    local first, length = split(rule, "Ipv6Ranges", cidr, ":", 16)
    return length <= 3 and (first ~ 0x2000) >> (16 - length) == 0
  end)
end

local function has_unresolved(rule)
  return any(rule.PrefixListIds, function(id)
    unclear(rule, "PrefixListIds", "the ranges of prefix list {id} were not read", { id = id })
  end)
end

function security_groups.open_rule(group, port, protocol)
  local rules = group.IpPermissions
  local function lets_in(half)
    return find(rules, function(rule) return reaches(rule, port, protocol) and contains_half(rule, half) end)
  end
  local function lets_in6()
    return find(rules, function(rule) return reaches(rule, port, protocol) and contains_public6(rule) end)
  end
  local function lets_in4()
    local lower = lets_in(0)
    return lower and lets_in(1) and lower
  end
  -- what one family of addresses shows counts where the other is unknown
  local open6, unknown6 = try(lets_in6)
  if open6 then return open6, "Ipv6Ranges" end
  local open4, unknown4 = try(lets_in4)
  if open4 then return open4, "IpRanges" end
  local unknown = reasons(unknown6, unknown4)
  if unknown then undecided(unknown) end
  any(rules, function(rule) return reaches(rule, port, protocol) and has_unresolved(rule) end)
  return nil
end

return security_groups
