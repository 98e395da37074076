-- PUMP limit → { how many were due, { key to wake… } }
-- Moves timers that are due to their mailboxes.
function ops.pump(limit)
  local due, wake = call('ZRANGEBYSCORE', T .. ':due', '-inf', int(ms), 'LIMIT', 0, limit), {}
  for _, timer in ipairs(due) do
    local json = call('HGET', T .. ':due:p', timer)
    call('ZREM', T .. ':due', timer)
    call('HDEL', T .. ':due:p', timer)
    local k = string.match(timer, '^[^ ]*')
    if json and append('in', k, json) then wake[#wake + 1] = k end
  end
  return { #due, wake }
end
