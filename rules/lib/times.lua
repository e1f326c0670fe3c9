-- times: times in ISO 8601 as seconds.
--
--   times.parse("2026-11-20T10:02:41Z")        -- seconds since 1970; nil for anything else
--   times.parse("2026-11-20T10:02:41+00:00")   -- the same: the AWS CLI prints UTC in both ways
--   times.text(1795082561)                     -- "2026-11-24T10:02:41Z"

local times = {}

local DAY = 86400
local DAYS = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function is_leap(year) return year % 4 == 0 and year % 100 ~= 0 or year % 400 == 0 end

local function days_of(year, month) return month == 2 and is_leap(year) and 29 or DAYS[month] end

-- days from 1970 to a year
local function days_before(year)
  local y = year - 1
  return 365 * (year - 1970) + y // 4 - y // 100 + y // 400 - 477
end

-- the number that digits from first to last write, if it is at least low and at most high
local function number(text, first, last, low, high)
  local n = 0
  for i = first, last do
    local c = string.byte(text, i)
    if not c or c < 48 or c > 57 then return nil end
    n = n * 10 + c - 48
  end
  if n >= low and n <= high then return n end
end

function times.parse(text)
  local zone = string.sub(text, 20)
  if zone ~= "Z" and zone ~= "+00:00" then return nil end
  for i, c in pairs({ [5] = "-", [8] = "-", [11] = "T", [14] = ":", [17] = ":" }) do
    if string.sub(text, i, i) ~= c then return nil end
  end
  local year, month = number(text, 1, 4, 1970, 9999), number(text, 6, 7, 1, 12)
  local day = year and month and number(text, 9, 10, 1, days_of(year, month))
  local hour, minute, second = number(text, 12, 13, 0, 23), number(text, 15, 16, 0, 59), number(text, 18, 19, 0, 59)
  if not day or not hour or not minute or not second then return nil end
  day = day - 1 + days_before(year)
  for m = 1, month - 1 do day = day + days_of(year, m) end
  return day * DAY + hour * 3600 + minute * 60 + second
end

function times.text(seconds)
  local day, year, month = seconds // DAY, 1970, 1
  year = 1970 + day // 366
  while days_before(year + 1) <= day do year = year + 1 end
  day = day - days_before(year)
  while day >= days_of(year, month) do day, month = day - days_of(year, month), month + 1 end
  local rest = seconds % DAY
  return string.format("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day + 1, rest // 3600, rest // 60 % 60, rest % 60)
end

return times
