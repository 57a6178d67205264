package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")
local words = common.lines("words")
local priorities = { "low", "medium", "medium", "high", "urgent" }

local function text(count)
  local chosen = {}
  for i = 1, count do
    chosen[i] = words[1 + math.floor(#words * math.random() ^ 4)]
  end
  return table.concat(chosen, " ")
end

function request()
  local body = string.format('{"title": "Title %s", "description": "Case: %s", "priority": "%s", "category": "category-%d"}',
    text(5), text(30), priorities[math.random(#priorities)], 1 + math.floor(150 * math.random() ^ 3))
  return wrk.format("POST", "/api/v1/tickets", common.customer(), body)
end
