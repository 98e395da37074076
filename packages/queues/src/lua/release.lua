-- RELEASE q k e how delay above → 'fenced' or how often that has happened to the head
-- how: 'clean' nothing happened: not busy, not a try · 'unsure' stays dirty, owner given up, the try taken back
--      'failed' and 'killed' are unsure ends that are counted apart
-- The caller wakes the key after `delay`. `above`: an epoch met in the database, which the next claim must exceed.
function ops.release(q, k, e, how, delay, above)
  if not owns(q, k, e) then return 'fenced' end
  local meta = metaOf(q, k)
  call('HSET', meta, 'o', '', 'w', int(ms + delay + WOKEN_MS), 'e', int(math.max(num(e), num(above))))
  if how == 'clean' then
    call('HSET', meta, 'busy', FREE)
    return 0
  end
  call('HSET', meta, 'tries', math.max(num(call('HGET', meta, 'tries')) - 1, 0))
  if how == 'failed' then return call('HINCRBY', meta, 'failures', 1) end
  if how == 'killed' then return call('HINCRBY', meta, 'kills', 1) end
  return 0
end
