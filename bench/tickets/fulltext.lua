package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")
local words = common.lines("words")

-- As a URL has it: words have accents.
local function word()
  local chosen = words[1 + math.floor(#words * math.random() ^ 3)]
  return (chosen:gsub("[^%w]", function(byte) return string.format("%%%02X", byte:byte()) end))
end

function request()
  return wrk.format("GET", "/api/v1/tickets?limit=20&q=" .. word() .. "%20" .. word(), common.agent())
end
