-- FREEZE scope kind ms burst every
-- Silence for `ms`, then no burst: the bucket was fuller here than at Telegram. Refusals of many chats at once are the
-- bot's own limit, which Telegram does not tell apart.
local scope, kind, ms = ARGV[1], ARGV[2], tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local WINDOW, MANY = 1000, 5

local function freeze(key)
  local till = math.max(now + ms, tonumber(redis.call('HGET', key, 'frozen:' .. kind) or 0))
  redis.call('HSET', key, 'frozen:' .. kind, string.format('%.3f', till))
  redis.call('HSET', key, 'next:' .. kind, string.format('%.3f', till + (ARGV[4] - 1) * ARGV[5]))
  redis.call('PEXPIRE', key, math.ceil(till - now) + 600000)
end

freeze(KEYS[1] .. ':' .. scope)
if scope == 'bot' then return 0 end

local refused = KEYS[1] .. ':refused:' .. kind
redis.call('ZADD', refused, now, scope)
redis.call('ZREMRANGEBYSCORE', refused, '-inf', now - WINDOW)
redis.call('PEXPIRE', refused, WINDOW)
if redis.call('ZCARD', refused) >= MANY then freeze(KEYS[1] .. ':bot') end
return 0
