package.path = os.getenv("BENCH_SCRIPTS") .. "/?.lua;" .. package.path
local common = require("common")
local body = '{"content": "Thank you for your patience. We have found the cause and a new version is on its way to you."}'

function request()
  return wrk.format("POST", "/api/v1/tickets/" .. common.ticket() .. "/comments", common.agent(), body)
end
