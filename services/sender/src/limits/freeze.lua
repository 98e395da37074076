-- FREEZE scope kind ms burst every bot-burst bot-every
-- Silence for `ms`, then one call `every` without a burst: more was left here than at Telegram. Refusals of many chats
-- that had not been busy themselves are the bot's own limit, which Telegram does not tell apart: all places in its queue
-- are void, and when it had indeed been busy its pace is slower for a while. Keys and fields: take.lua.
local MANY, AT_ONCE = 5, 3000
-- A chat is busy with so much of its burst, or with two calls in a second.
local BUSY, SECOND = 0.85, 1000
local STEP, SLOWEST, MEMORY = 0.05, 4, 90000
local scope, kind, ms = ARGV[1], ARGV[2], tonumber(ARGV[3])
local burst, every = tonumber(ARGV[4]), tonumber(ARGV[5])
local bot_burst, bot_every = tonumber(ARGV[6]), tonumber(ARGV[7])
local bot = KEYS[1] .. ':bot'
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local till = now + ms

local function at(key, field) return tonumber(redis.call('HGET', key, field) or 0) end

local function set(key, field, value, ttl)
  redis.call('HSET', key, field, string.format('%.3f', value))
  redis.call('PEXPIRE', key, math.max(math.ceil(ttl), redis.call('PTTL', key)))
end

local function freeze(key)
  local field = 'frozen:' .. kind
  set(key, field, math.max(till, at(key, field)), ms + 60000)
end

local function slow_down()
  local middle = redis.call('LINDEX', bot .. ':send', math.ceil(bot_burst / 2) - 1)
  if not middle or tonumber(middle) < now - 2 * bot_burst * bot_every then return end
  local slow = (1 + at(bot, 'slow') * math.exp((at(bot, 'slowed') - now) / MEMORY)) * (1 + STEP)
  set(bot, 'slow', math.min(slow, SLOWEST) - 1, 10 * MEMORY)
  set(bot, 'slowed', now, 10 * MEMORY)
end

local function freeze_bot()
  if kind == 'send' and at(bot, 'frozen:send') <= now then
    slow_down()
    redis.call('HINCRBY', bot, 'round', 1)
    set(bot, 'next', till, ms + 60000)
  end
  freeze(bot)
end

if scope == 'bot' then
  freeze_bot()
  return 0
end

local chat = KEYS[1] .. ':' .. scope
local calls = chat .. ':' .. kind
local function since(n) return now - tonumber(redis.call('LINDEX', calls, n - 1) or 0) end
local is_busy = since(2) < SECOND or since(math.max(2, math.floor(burst * BUSY))) < burst * every

freeze(chat)
if every > 0 then
  redis.call('DEL', calls)
  for n = 0, burst - 1 do redis.call('LPUSH', calls, string.format('%.3f', till + (n - burst) * every)) end
  redis.call('PEXPIRE', calls, math.ceil(ms + burst * every))
end
if is_busy then return 0 end
local refused = KEYS[1] .. ':refused:' .. kind
redis.call('ZADD', refused, now, scope)
redis.call('ZREMRANGEBYSCORE', refused, '-inf', now - AT_ONCE)
redis.call('PEXPIRE', refused, AT_ONCE)
if redis.call('ZCARD', refused) >= MANY then freeze_bot() end
return 0
