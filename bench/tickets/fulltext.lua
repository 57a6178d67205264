package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")
local words = common.lines("words")

local function word()
  return words[1 + math.floor(#words * math.random() ^ 3)]
end

function request()
  return wrk.format("GET", "/api/v1/tickets?limit=20&q=" .. word() .. "%20" .. word(), common.agent())
end
