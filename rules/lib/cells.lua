-- cells: subtracts boxes of events from a cell of events.
--
--   local rest = cells.left(cell, boxes, { used = 0, cells = 10000 })
--   -- a part of the cell that no box covers; nil: nothing is left, or purse.used > purse.cells (the search stopped)
--
-- A cell is { bits, … } by the number of the field: every combination of these kinds (`strings`). A box is { { field, bits }, … }
-- and narrows only these fields. A box that exceeds the cell in no field but one is subtracted in place. The cell is split
-- only where each remaining box differs in two or more fields, on the box with the fewest.

local bits = require "bits"

local cells = {}

-- the number of fields in which the cell exceeds the box, and the last of them; nil if they are disjoint
local function beyond(cell, box)
  local count, where = 0, nil
  for i = 1, #box do
    local mine, its = cell[box[i][1]], box[i][2]
    if not bits.meet(mine, its) then return nil end
    if not bits.within(mine, its) then count, where = count + 1, box[i] end
  end
  return count, where
end

-- subtracts the boxes that need no split. Returns the remaining boxes and the one to split on; nil if nothing of the cell
-- is left
local function shrink(cell, boxes)
  local changed, fewest, split
  repeat
    local rest = {}
    changed, fewest, split = false, math.huge, nil
    for _, box in ipairs(boxes) do
      local count, where = beyond(cell, box)
      if count == 0 then return nil end
      if count == 1 then
        cell[where[1]] = bits.minus(cell[where[1]], where[2])
        changed = true
      elseif count then
        rest[#rest + 1] = box
        if count < fewest then fewest, split = count, box end
      end
    end
    boxes = rest
  until not changed
  return boxes, split
end

-- the parts of a cell outside a box: outside its first field; inside that, but outside its second; and so on
local function pieces(cell, box)
  local out, inside = {}, {}
  for i = 1, #cell do inside[i] = cell[i] end
  for i = 1, #box do
    local field, its = box[i][1], box[i][2]
    if not bits.within(inside[field], its) then
      local piece = {}
      for k = 1, #inside do piece[k] = inside[k] end
      piece[field] = bits.minus(inside[field], its)
      inside[field] = bits.both(inside[field], its)
      out[#out + 1] = piece
    end
  end
  return out
end

function cells.left(cell, boxes, purse)
  local stack = { { cell = cell, boxes = boxes } }
  while #stack > 0 do
    purse.used = purse.used + 1
    if purse.used > purse.cells then return nil end
    local top = table.remove(stack)
    local rest, split = shrink(top.cell, top.boxes)
    if rest and not split then return top.cell end
    if rest then
      local others = {}
      for _, box in ipairs(rest) do
        if box ~= split then others[#others + 1] = box end
      end
      local parts = pieces(top.cell, split)
      for i = #parts, 1, -1 do stack[#stack + 1] = { cell = parts[i], boxes = others } end
    end
  end
  return nil
end

return cells
