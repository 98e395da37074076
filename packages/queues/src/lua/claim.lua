-- CLAIM q k want owner field… → 'elsewhere', 'empty', or
--   { epoch, dirty, tries, failures, kills, begun, { item… }, { version, value, … }, { state value… } }
-- A claim that follows an unclean end is dirty: it gets the head alone and counts as a try. So is the first of a term
-- when the head is older than that (but no try): it may have been claimed, handled, committed before, and that forgotten.
local SINCE_2026 = 1767225600000
local DAY = 8640000 -- in hundredths of a second, as epochs count
local META_TTL = 7 * 86400 -- of a mailbox that nobody claims; numbers restart from the clock, so nothing recurs

function ops.claim(q, k, want, owner, ...)
  local meta = metaOf(q, k)
  local flat, old, versions = call('HGETALL', meta), {}, {}
  for i = 1, #flat, 2 do
    local name = flat[i]
    old[name] = flat[i + 1]
    if string.sub(name, 1, 4) == 'ver.' then
      versions[#versions + 1] = string.sub(name, 5)
      versions[#versions + 1] = flat[i + 1]
    end
  end
  local e, busy = num(old.e), old.busy == BUSY
  local isFirst = e < OLDEST
  if busy and not isFirst and old.o ~= '' and old.o ~= owner then return 'elsewhere' end

  local next = math.max(e + 1, OLDEST + math.floor((ms - SINCE_2026) / 10))
  local epoch = int(next)
  local items = call('LRANGE', listOf(q, k), 0, want - 1)
  if math.floor(next / DAY) ~= math.floor(e / DAY) then call('EXPIRE', meta, META_TTL) end
  if #items == 0 then
    call('HSET', meta, 'e', epoch, 'busy', FREE, 'o', '', 'w', 0, 'tries', 0)
    call('ZREM', busyOf(q), k)
    return 'empty'
  end

  local head = arrivalOf(items[1])
  local dirty = busy or isFirst and num(head) < since
  if dirty then items = { items[1] } end
  local tries = num(old.tries) + (busy and 1 or 0)
  call('HSET', meta, 'e', epoch, 'busy', BUSY, 'o', owner, 'w', 0, 'c', 0, 'tries', tries)
  if isLane(q) then call('HSET', meta, 'begun', head) end
  beat()
  return {
    epoch, dirty and 1 or 0, tries, num(old.failures), num(old.kills),
    dirty and old.begun == head and 1 or 0,
    items, versions,
    select('#', ...) > 0 and call('HMGET', stateOf(k), ...) or {},
  }
end

-- STATE k field… → { state value… }
function ops.state(k, ...) return call('HMGET', stateOf(k), ...) end
