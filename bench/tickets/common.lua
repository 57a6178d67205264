-- What every load script shares: the signed-in users and the data that it may ask for, as bench/tickets/run wrote them.
local folder = os.getenv("BENCH_WORK")

local function lines(name)
  local result = {}
  for line in io.lines(folder .. "/" .. name) do
    result[#result + 1] = line
  end
  return result
end

local json = "application/json"
local agents, customers = {}, {}
for _, token in ipairs(lines("agents.tokens")) do
  agents[#agents + 1] = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = json }
end
for _, token in ipairs(lines("customers.tokens")) do
  customers[#customers + 1] = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = json }
end

local common = { lines = lines }

function common.agent()
  return agents[math.random(#agents)]
end

function common.customer()
  return customers[math.random(#customers)]
end

-- Ticket ids run from 1 to the number that the loader was given.
common.tickets = tonumber(os.getenv("BENCH_TICKETS"))

function common.ticket()
  return math.random(common.tickets)
end

local threads = {}

-- The threads go round the addresses of BENCH_ADDRESSES ("host:port host:port"), where that is set.
local addresses = {}
for host, port in (os.getenv("BENCH_ADDRESSES") or ""):gmatch("([^%s:]+):(%d+)") do
  addresses[#addresses + 1] = { host = host, port = port }
end

function setup(thread)
  local address = addresses[#threads % math.max(#addresses, 1) + 1]
  threads[#threads + 1] = thread
  if address then
    thread.addr = wrk.lookup(address.host, address.port)[1]
  end
end

function init()
  math.randomseed(os.time())
  failures = 0
end

function response(status)
  if status >= 300 then
    failures = failures + 1
  end
end

-- One line that the run reads: requests a second, latencies in milliseconds, answers that were no success.
function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do
    failed = failed + thread:get("failures")
  end
  print(string.format("RESULT %.0f %.2f %.2f %d", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end

return common
