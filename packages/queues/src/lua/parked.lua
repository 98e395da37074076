-- Takes the parked element at `index`, or all of them when it is -1.
local function take(q, k, index)
  local dead = deadOf(q, k)
  local elements = num(index) < 0 and call('LRANGE', dead, 0, -1) or { call('LINDEX', dead, index) or nil }
  for _, element in ipairs(elements) do call('LREM', dead, 1, element) end
  if call('EXISTS', dead) == 0 then call('ZREM', T .. ':dead:' .. q, k) end
  return elements
end

-- REPLAY q k index → { how many went back to the end of their mailbox, 1 when the caller wakes the key }
function ops.replay(q, k, index)
  local elements, wake = take(q, k, index), 0
  for _, element in ipairs(elements) do
    if append(q, k, string.match(element, '\n%d+:(.*)$')) then wake = 1 end
  end
  return { #elements, wake }
end

-- DISCARD q k index → how many are gone
function ops.discard(q, k, index) return #take(q, k, index) end

-- PARKED q limit → { key, { element… }, … }, latest first
function ops.parked(q, limit)
  local found = {}
  for _, k in ipairs(call('ZREVRANGE', T .. ':dead:' .. q, 0, limit - 1)) do
    found[#found + 1] = k
    found[#found + 1] = call('LRANGE', deadOf(q, k), 0, limit - 1)
  end
  return found
end

-- STATS q limit → { mailboxes in use, mailboxes with parked items, now in µs, { key, arrival of its head, items, … } }
function ops.stats(q, limit)
  local oldest, found = call('ZRANGE', busyOf(q), 0, limit - 1, 'WITHSCORES'), {}
  for i = 1, #oldest, 2 do
    found[#found + 1] = oldest[i]
    found[#found + 1] = oldest[i + 1]
    found[#found + 1] = call('LLEN', listOf(q, oldest[i]))
  end
  return { call('ZCARD', busyOf(q)), call('ZCARD', T .. ':dead:' .. q), int(us), found }
end
