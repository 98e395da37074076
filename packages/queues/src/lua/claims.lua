-- What the steps of a claim share. Before this stand `term` and `since`: the number of the life Redis is in, and the
-- moment in microseconds from which on it lost nothing.
local OLDEST = term * TERM -- a lower epoch was claimed before Redis may have forgotten something

-- True when claim `e` of the mailbox still stands.
local function owns(q, k, e)
  local now = call('HMGET', metaOf(q, k), 'e', 'busy')
  return now[1] == e and now[2] == BUSY and num(e) >= OLDEST
end

-- Ends a step of a claim: 'keep' the claim, go on with the 'next' items or finish when there are none, or 'yield'.
-- Stores the fields given beside it. Answers 'kept', 'finished', 'yielded' (the caller wakes the key again), or the items.
local function rest(q, k, mode, want, ...)
  local meta = metaOf(q, k)
  local items = call('LRANGE', listOf(q, k), 0, mode == 'next' and want - 1 or 0)
  if #items == 0 then
    call('HSET', meta, 'busy', FREE, 'o', '', 'w', 0, ...)
    call('ZREM', busyOf(q), k)
    return 'finished'
  end
  local head = arrivalOf(items[1])
  call('ZADD', busyOf(q), head, k)
  if mode == 'yield' then
    call('HSET', meta, 'busy', FREE, 'o', '', 'w', wokenUntil, ...)
    return 'yielded'
  end
  call('HSET', meta, 'begun', isLane(q) and head or '', ...)
  return mode == 'keep' and 'kept' or items
end
