package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")
local statuses = { "open", "in_progress", "waiting_on_customer", "resolved", "closed" }
local priorities = { "low", "medium", "high", "urgent" }

function request()
  return wrk.format("GET", string.format("/api/v1/tickets?status=%s&priority=%s&category=category-%d&limit=20",
    statuses[math.random(5)], priorities[math.random(4)], 1 + math.floor(150 * math.random() ^ 3)), common.agent())
end
