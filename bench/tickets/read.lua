package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")

function request()
  return wrk.format("GET", "/api/v1/tickets/" .. common.ticket(), common.agent())
end
