-- The decision of rules/lib/coverage.lua: what is known whole passes or fails, and all else is unknown with the reasons that
-- would settle it, and no others.
package.path = (arg[0]:match("^(.*)/") or ".") .. "/?.lua;" .. package.path
local check = require "check"
local host = require "host"
local coverage = host.globals(check.lib, {}).require "coverage"

-- the events of one field, by their words; a selector of some of them
local function set(...) return { { fields = { a = { words = { ... } } } } } end
local function only(...) return { a = { equals = { ... } } } end
local function recorder(least, most, why) return { least = { least }, most = { most or least }, why = why and { why } } end
local function part(certain, possible, why, undocumented)
  return { certain = certain, possible = possible or certain, why = why and { why }, undocumented = undocumented and { undocumented } }
end
-- every string but those with x at the beginning: more than one cell can tell
local long = { { fields = { a = { chars = "a-z", min = 1, max = 9 } } } }
local not_x = { a = { not_starts_with = { "x" } } }

local function one(...) return { { parts = { ... } } } end
local function two(a, b) return { { parts = { a } }, { parts = { b } } } end

-- cases, recorders, reasons for others, options, verdict, reasons (sorted, with blanks between)
local rows = {
  { "all", one(part(set("x", "y"))), { recorder(only("x")), recorder(only("y")) }, nil, {}, "pass" },
  { "a hole", one(part(set("x", "y"))), { recorder(only("x"), only("x"), "r") }, nil, {}, "fail" },
  { "no events", one(part({})), {}, nil, {}, "pass" },
  { "at the most", one(part(set("x", "y"))), { recorder(only("x"), only("x", "y"), "r") }, nil, {}, "unknown", "r" },
  { "another may record", one(part(set("x"))), {}, { "open" }, {}, "unknown", "open" },
  { "another is not needed", one(part(set("x"))), { recorder(only("x")) }, { "open" }, {}, "pass" },
  { "may have to be", one(part({}, set("x"), "p")), {}, nil, {}, "unknown", "p" },
  { "must be, and more may have to", one(part(set("x"), set("x", "y"), "p")), { recorder(only("x")) }, nil, {}, "unknown", "p" },
  { "a hole in what must be", one(part(set("y"), set("x", "y"), "p")), { recorder(only("x")) }, nil, {}, "fail" },
  { "not documented", one(part({}, set("x"), nil, "u")), {}, nil, {}, "unknown", "u" },
  { "not documented, and recorded", one(part({}, set("x"), nil, "u")), { recorder(only("x")) }, nil, {}, "pass" },
  { "not documented beside a fail", one(part(set("y")), part({}, set("x"), nil, "u")), {}, nil, {}, "fail" },
  { "not documented beside an unknown", one(part({}, set("y"), "p"), part({}, set("x"), nil, "u")), {}, nil, {}, "unknown", "p" },
  { "a fail behind an unknown", one(part({}, set("x"), "p"), part(set("y"))), {}, nil, {}, "fail" },
  { "unknowns of two parts", one(part({}, set("x"), "p"), part({}, set("y"), "q")), {}, nil, {}, "unknown", "p q" },
  { "given up", one(part(long)), { recorder(not_x) }, nil, { cells = 1 }, "unknown", "the search for an event that is not recorded stopped at its limit" },
  { "given up at the most only", one(part(long)), { { least = {}, most = { not_x }, why = { "r" } } }, nil, { cells = 1 },
    "unknown", "r the search for an event that is not recorded stopped at its limit" },
  { "found", one(part(long)), { recorder(not_x) }, nil, {}, "fail" },
  { "cases that agree", two(part(set("x")), part(set("x", "y"))), { recorder(only("x", "y")) }, nil, { cases_why = { "c" } }, "pass" },
  { "cases that fail", two(part(set("x")), part(set("y"))), {}, nil, { cases_why = { "c" } }, "fail" },
  { "cases that do not agree", two(part(set("x")), part(set("y"))), { recorder(only("x")) }, nil, { cases_why = { "c" } }, "unknown", "c" },
  { "a case that is unknown", two(part(set("x")), part({}, set("y"), "p")), { recorder(only("x")) }, nil, { cases_why = { "c" } }, "unknown", "c p" },
  { "cases that are unknown", two(part({}, set("x"), "p"), part({}, set("y"), "q")), {}, nil, { cases_why = { "c" } }, "unknown", "c p q" },
  { "one case that is unknown", one(part({}, set("x"), "p")), {}, nil, { cases_why = { "c" } }, "unknown", "p" },
  -- one recorder alone
  { "alone", one(part(set("x", "y"))), { recorder(only("x")), recorder(only("x", "y")) }, { "open" }, { same_trail = true }, "pass" },
  { "halves", one(part(set("x", "y"))), { recorder(only("x")), recorder(only("y")) }, nil, { same_trail = true }, "fail" },
  { "halves, and another", one(part(set("x", "y"))), { recorder(only("x")), recorder(only("y")) }, { "open" }, { same_trail = true }, "unknown", "open" },
  { "one that may", one(part(set("x", "y"))), { recorder(only("x")), recorder(only("y"), only("x", "y"), "r") }, nil, { same_trail = true }, "unknown", "r" },
  { "nobody", one(part(set("x"))), {}, nil, { same_trail = true }, "fail" },
}

for _, row in ipairs(rows) do
  local what, cases, recorders, open, options, verdict, why = table.unpack(row, 1, 7)
  local answer = coverage.decide(cases, recorders, open, options)
  check.same(answer.verdict, verdict, what)
  local seen, list = {}, {}
  for _, reason in ipairs(answer.why or {}) do
    reason = reason:gsub(" %d+$", "")
    if not seen[reason] then list[#list + 1] = reason end
    seen[reason] = true
  end
  table.sort(list)
  if verdict == "unknown" then check.same(table.concat(list, " "), why, what) end
  if verdict == "fail" then check.ok(answer.event and answer.part and answer.case, what, "a fail has no event") end
end

check.finish()
