-- FREEZE scope kind ms burst every
-- Silence for `ms`, then one call `every` without a burst: more was left here than at Telegram. Refusals of many chats
-- at once are the bot's own limit, which Telegram does not tell apart.
local scope, kind, ms = ARGV[1], ARGV[2], tonumber(ARGV[3])
local burst, every = tonumber(ARGV[4]), tonumber(ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local WINDOW, MANY = 1000, 5

local function freeze(key)
  local till = math.max(now + ms, tonumber(redis.call('HGET', key, 'frozen:' .. kind) or 0))
  redis.call('HSET', key, 'frozen:' .. kind, string.format('%.3f', till))
  redis.call('PEXPIRE', key, math.max(math.ceil(till - now) + 60000, redis.call('PTTL', key)))
  return till
end

local till = freeze(KEYS[1] .. ':' .. scope)
if every > 0 then
  local calls = KEYS[1] .. ':' .. scope .. ':' .. kind
  redis.call('DEL', calls)
  for n = 0, burst - 1 do redis.call('LPUSH', calls, string.format('%.3f', till + (n - burst) * every)) end
  redis.call('PEXPIRE', calls, math.ceil(till - now + burst * every))
end
if scope == 'bot' then return 0 end

local refused = KEYS[1] .. ':refused:' .. kind
redis.call('ZADD', refused, now, scope)
redis.call('ZREMRANGEBYSCORE', refused, '-inf', now - WINDOW)
redis.call('PEXPIRE', refused, WINDOW)
if redis.call('ZCARD', refused) >= MANY then freeze(KEYS[1] .. ':bot') end
return 0
