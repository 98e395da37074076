-- PARK q k e why → 'fenced', 'finished' or 'yielded' (the caller wakes the key again)
-- The head goes aside, with the time and the reason (JSON, one line), and the mailbox goes on.
function ops.park(q, k, e, why)
  if not owns(q, k, e) then return 'fenced' end
  local head = call('LPOP', listOf(q, k))
  if head then
    call('RPUSH', deadOf(q, k), int(ms) .. ' ' .. why .. '\n' .. head)
    call('ZADD', T .. ':dead:' .. q, int(ms), k)
  end
  call('HDEL', metaOf(q, k), 'failures', 'kills')
  return rest(q, k, 'yield', 0, 'tries', 0)
end
