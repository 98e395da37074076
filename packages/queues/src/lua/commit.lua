-- COMMIT q k e c n mode want bound effect… → 'fenced', or
--   { 'kept' | 'finished' | 'yielded' | { item… }, { queue to wake… }, { version, value, … }, pushes dropped at the bound }
-- Drops the n items that are done, and lets everything they led to happen in the same step. An effect is its letter and
-- its fields. `c` counts the commits of this claim: a script that is sent twice is answered twice and takes effect once.

local effect = {}

-- p queue json: an item for another mailbox of this key
effect.p = { 2, function(done, k, q, json)
  if q == 'out-n' and call('LLEN', listOf(q, k)) >= done.bound then
    done.dropped = done.dropped + 1
  elseif append(q, k, json) then
    done.wake[#done.wake + 1] = q
  end
end }

-- s field value ttl: short-lived state; each write also looks for a few fields that ran out, so that they do not pile up
effect.s = { 3, function(_, k, field, value, ttl)
  local state = stateOf(k)
  call('HSET', state, field, int(ms + ttl) .. ' ' .. value)
  if call('PTTL', state) < num(ttl) then call('PEXPIRE', state, ttl) end
  local some = call('HRANDFIELD', state, 3, 'WITHVALUES')
  for i = 1, #some, 2 do
    if num(string.match(some[i + 1], '^%d+')) <= ms then call('HDEL', state, some[i]) end
  end
end }

-- d field: drops state
effect.d = { 1, function(_, k, field) call('HDEL', stateOf(k), field) end }

-- t id at json: sets a timer, or moves it
effect.t = { 3, function(_, k, id, at, json)
  call('ZADD', T .. ':due', at, k .. ' ' .. id)
  call('HSET', T .. ':due:p', k .. ' ' .. id, json)
end }

-- x id: cancels a timer
effect.x = { 1, function(_, k, id)
  call('ZREM', T .. ':due', k .. ' ' .. id)
  call('HDEL', T .. ':due:p', k .. ' ' .. id)
end }

-- a: all timers of the key come now, due or not, the earliest first. Looks through every timer of the shard, which happens
-- once in the life of a group.
effect.a = { 0, function(_, k)
  local due, cursor = {}, '0'
  repeat
    local page = call('ZSCAN', T .. ':due', cursor, 'MATCH', k .. ' *', 'COUNT', 1000)
    cursor = page[1]
    for i = 1, #page[2], 2 do due[#due + 1] = { id = page[2][i], at = num(page[2][i + 1]) } end
  until cursor == '0'
  table.sort(due, function(one, other) return one.at < other.at end)
  for _, timer in ipairs(due) do
    -- a scan may name one twice
    if call('ZREM', T .. ':due', timer.id) == 1 then
      append('in', k, call('HGET', T .. ':due:p', timer.id))
      call('HDEL', T .. ':due:p', timer.id)
    end
  end
end }

-- v name: raises a version, past the clock so that a number never returns
effect.v = { 1, function(done, k, name)
  local meta = metaOf('in', k)
  local value = int(math.max(num(call('HGET', meta, 'ver.' .. name)) + 1, ms))
  call('HSET', meta, 'ver.' .. name, value)
  done.versions[#done.versions + 1] = name
  done.versions[#done.versions + 1] = value
end }

-- r id value ttl: a reference
effect.r = { 3, function(_, k, id, value, ttl) call('SET', T .. ':ref:' .. k .. ':' .. id, value, 'PX', ttl) end }

-- The answer to a commit that was already applied.
local function repeated(q, k, mode, want, effects)
  local done = { {}, {}, {}, 0 }
  local i = 1
  while effects[i] do
    local letter = effects[i]
    if letter == 'p' then table.insert(done[2], effects[i + 1]) end
    if letter == 'v' then
      table.insert(done[3], effects[i + 1])
      table.insert(done[3], call('HGET', metaOf('in', k), 'ver.' .. effects[i + 1]))
    end
    i = i + 1 + effect[letter][1]
  end
  if call('HGET', metaOf(q, k), 'busy') ~= BUSY then
    done[1] = call('LLEN', listOf(q, k)) == 0 and 'finished' or 'yielded'
  else
    done[1] = mode == 'next' and call('LRANGE', listOf(q, k), 0, want - 1) or 'kept'
  end
  return done
end

function ops.commit(q, k, e, c, n, mode, want, bound, ...)
  local meta, effects = metaOf(q, k), { ... }
  local now = call('HMGET', meta, 'e', 'busy', 'c', 'tries', 'failures', 'kills')
  if now[1] ~= e or num(e) < OLDEST then return 'fenced' end
  if now[3] == c then return repeated(q, k, mode, want, effects) end
  if now[2] ~= BUSY or num(now[3]) + 1 ~= num(c) then return 'fenced' end

  local tries = num(now[4])
  if num(n) > 0 then
    call('LTRIM', listOf(q, k), n, -1)
    tries = 0
    if now[5] or now[6] then call('HDEL', meta, 'failures', 'kills') end
  end
  local done = { wake = {}, versions = {}, dropped = 0, bound = num(bound) }
  local i = 1
  while effects[i] do
    local arity, apply = unpack(effect[effects[i]])
    apply(done, k, unpack(effects, i + 1, i + arity))
    i = i + 1 + arity
  end
  return { rest(q, k, mode, want, 'c', c, 'tries', tries), done.wake, done.versions, done.dropped }
end
