-- HEARTBEAT info → 1 when this process leads: it keeps the watchdog and the timers
function ops.heartbeat(info)
  call('SET', heartOf(process), info, 'PX', HEARTBEAT_MS)
  call('ZADD', T .. ':live', int(ms), process)
  call('ZREMRANGEBYSCORE', T .. ':live', '-inf', int(ms - 60000))
  local leader = call('GET', T .. ':leader')
  if leader and leader ~= process then return 0 end
  call('SET', T .. ':leader', process, 'PX', HEARTBEAT_MS)
  return 1
end

-- FAREWELL: the last beat of a process that stops in order
function ops.farewell()
  call('DEL', heartOf(process))
  call('ZREM', T .. ':live', process)
  if call('GET', T .. ':leader') == process then call('DEL', T .. ':leader') end
  return 1
end

-- INSTANCES → { process, info, … } of every process whose heart beats
function ops.instances()
  local found = {}
  for _, name in ipairs(call('ZRANGEBYSCORE', T .. ':live', int(ms - HEARTBEAT_MS), '+inf')) do
    local info = call('GET', heartOf(name))
    if info then
      found[#found + 1] = name
      found[#found + 1] = info
    end
  end
  return found
end
