-- WATCHDOG q from limit → { where to go on, or -1 at the end, { key to wake… } }
-- Looks at mailboxes whose head is older than a second: wakes those that nobody owns and no wake-up is on its way to,
-- having given up the owners whose process has no heartbeat, or whose claim is of an older term: that is fenced, however
-- alive they are. Fencing makes a false alarm harmless.
function ops.watchdog(q, from, limit)
  local keys = call('ZRANGEBYSCORE', busyOf(q), '-inf', int(us - 1000000), 'LIMIT', from, limit)
  local term = num(string.match(call('GET', T .. ':term') or '', ' (%d+) '))
  local alive, wake = {}, {}
  for _, k in ipairs(keys) do
    local meta = metaOf(q, k)
    local now = call('HMGET', meta, 'busy', 'o', 'w', 'e')
    local owner = now[1] == BUSY and now[2] or ''
    if owner ~= '' then
      local name = string.match(owner, '^[^:]*')
      if alive[name] == nil then alive[name] = call('EXISTS', heartOf(name)) == 1 end
      if not alive[name] or num(now[4]) < term * TERM then
        call('HSET', meta, 'o', '')
        owner = ''
      end
    end
    if owner == '' and num(now[3]) <= ms then
      call('HSET', meta, 'w', int(ms + 2 * WOKEN_MS))
      wake[#wake + 1] = k
    end
  end
  return { #keys < num(limit) and -1 or from + #keys, wake }
end
