-- TAKE chat kind burst every bot-burst bot-every → milliseconds to wait, 0 when the place is taken
-- KEYS[1] begins every key, so all lie in one slot:
--   :<scope>         HASH  frozen:<kind> (until when Telegram wants silence) · kept (a place in the bot's queue)
--   :<scope>:<kind>  LIST  moments of the latest calls, newest first, as many as the burst
-- A pace of so many at once and one `every` is kept strictly: never more than the burst within burst × every, and a
-- little longer, because calls do not arrive as evenly as they leave.
local chat, bot = KEYS[1] .. ':' .. ARGV[1], KEYS[1] .. ':bot'
local kind = ARGV[2]
local MARGIN = 25
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

local function at(key, field) return tonumber(redis.call('HGET', key, field) or 0) end

local function start(calls, burst, every)
  return math.max(now, tonumber(redis.call('LINDEX', calls, burst - 1) or 0) + burst * every + MARGIN)
end

local function take(calls, burst, every, moment)
  redis.call('LPUSH', calls, string.format('%.3f', moment))
  redis.call('LTRIM', calls, 0, burst - 1)
  redis.call('PEXPIRE', calls, math.ceil(moment - now + burst * every + MARGIN))
end

local frozen = math.max(at(chat, 'frozen:' .. kind), at(bot, 'frozen:' .. kind))
if frozen > now then return math.ceil(frozen - now) end
if kind ~= 'send' and kind ~= 'edit' then return 0 end

-- A place in the bot's queue is given once and kept, so that chats that wait are served in the order they came.
local kept = at(chat, 'kept')
if kind == 'send' and kept > 0 then
  if kept > now then return math.ceil(kept - now) end
  redis.call('HDEL', chat, 'kept')
  return 0
end

local calls, burst, every = chat .. ':' .. kind, tonumber(ARGV[3]), tonumber(ARGV[4])
local moment = start(calls, burst, every)
if moment > now then return math.ceil(moment - now) end
if kind == 'edit' then
  take(calls, burst, every, now)
  return 0
end

local bots, bot_burst, bot_every = bot .. ':send', tonumber(ARGV[5]), tonumber(ARGV[6])
moment = start(bots, bot_burst, bot_every)
take(bots, bot_burst, bot_every, moment)
take(calls, burst, every, moment)
if moment <= now then return 0 end
redis.call('HSET', chat, 'kept', string.format('%.3f', moment))
redis.call('PEXPIRE', chat, math.max(math.ceil(moment - now) + 60000, redis.call('PTTL', chat)))
return math.ceil(moment - now)
