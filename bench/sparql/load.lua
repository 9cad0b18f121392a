-- The requests that wrk sends: the lines of a file, one after the other, from a place that is given.
local paths, at, accept = {}, 0, "*/*"

function init(arguments)
  for line in io.lines(arguments[1]) do paths[#paths + 1] = line end
  accept, at = arguments[2], tonumber(arguments[3])
end

function request()
  at = at + 1
  -- After the last line they begin again, with something that makes the query another text.
  local round = math.floor((at - 1) / #paths)
  local path = paths[(at - 1) % #paths + 1]
  if #paths > 1 then path = path .. "%20" .. round end
  return wrk.format("GET", path, { Accept = accept })
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "bytes": %d, "median": %f, "p99": %f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
