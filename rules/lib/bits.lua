-- bits: sets of small positive integers, 64 to a word.
--
--   local set = bits.empty(100)      -- for the numbers 1 to 100
--   bits.flip(set, 7)                -- adds 7, or removes it
--   bits.first(set)                  -- 7; nil of an empty set
-- Both sets of an operation must have the same size. `both` and `minus` return new sets; `flip` changes its set.

local bits = {}

function bits.empty(size)
  local set = {}
  for i = 1, (size + 63) // 64 do set[i] = 0 end
  return set
end

function bits.flip(set, n)
  local i = (n + 63) // 64
  set[i] = set[i] ~ (1 << ((n - 1) & 63))
end

function bits.range(size)
  local set = bits.empty(size)
  for n = 1, size do bits.flip(set, n) end
  return set
end

function bits.meet(a, b)
  for i = 1, #a do
    if a[i] & b[i] ~= 0 then return true end
  end
  return false
end

function bits.within(a, b)
  for i = 1, #a do
    if a[i] & ~b[i] ~= 0 then return false end
  end
  return true
end

function bits.both(a, b)
  local set = {}
  for i = 1, #a do set[i] = a[i] & b[i] end
  return set
end

function bits.minus(a, b)
  local set = {}
  for i = 1, #a do set[i] = a[i] & ~b[i] end
  return set
end

-- the smallest member, or nil
function bits.first(set)
  for i = 1, #set do
    if set[i] ~= 0 then
      local n = 0
      while set[i] & (1 << n) == 0 do n = n + 1 end
      return (i - 1) * 64 + n + 1
    end
  end
  return nil
end

return bits
