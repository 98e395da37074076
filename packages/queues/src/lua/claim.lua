-- CLAIM q k want owner field… → 'elsewhere', 'empty', or
--   { epoch, dirty, tries, failures, kills, begun, { item… }, { version, value, … }, { state value… } }
-- A claim that follows an unclean end is dirty: it gets the head alone and counts as a try.
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
  local e = num(old.e)
  local lapsed = e < term * TERM -- claimed before Redis lost its last writes, or never: what was under way is unknown
  local busy = old.busy == BUSY
  if busy and not lapsed and old.o ~= '' and old.o ~= owner then return 'elsewhere' end

  local next = math.max(e + 1, term * TERM + math.floor((ms - SINCE_2026) / 10))
  local epoch = int(next)
  local dirty = busy or lapsed
  local items = call('LRANGE', listOf(q, k), 0, dirty and 0 or want - 1)
  if math.floor(next / DAY) ~= math.floor(e / DAY) then call('EXPIRE', meta, META_TTL) end
  if #items == 0 then
    call('HSET', meta, 'e', epoch, 'busy', FREE, 'o', '', 'w', 0, 'tries', 0)
    call('ZREM', busyOf(q), k)
    return 'empty'
  end

  local tries = num(old.tries) + (dirty and 1 or 0)
  local head = arrivalOf(items[1])
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
