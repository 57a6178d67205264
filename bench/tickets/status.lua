package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")
-- Tickets of any open state, in random order, with the state that they have: each request moves the next one, so that
-- each is a change. The file is written anew before each run.
local open = common.lines("open.ids")
local moves = { '{"status": "in_progress"}', '{"status": "waiting_on_customer"}', '{"status": "open"}' }
local at = 0

function request()
  at = at + 1
  local id, status = string.match(open[1 + at % #open], "(%d+) (%d)")
  local move = moves[1 + (tonumber(status) + math.floor(at / #open)) % 3]
  return wrk.format("PATCH", "/api/v1/tickets/" .. id, common.agent(), move)
end
