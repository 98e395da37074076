-- TAKE chat kind burst every bot-burst bot-every → milliseconds to wait, 0 when the call may be made now
-- KEYS[1] begins every key, so all lie in one slot:
--   :<scope>         HASH  frozen:<kind> until when Telegram wants silence
--                          a chat's: kept:<round> its place in the bot's queue
--                          the bot's: next free place in that queue · round, in which places are valid · slow, slowed
--   :<scope>:<kind>  LIST  moments of the latest calls, newest first, as many as the burst
-- A pace of so many at once and one `every` is kept strictly: never more than the burst within burst × every, and a
-- little longer, because calls do not arrive as evenly as they leave.
local MARGIN = 25
-- What a refusal of the bot taught is forgotten to a third in this time.
local MEMORY = 90000

local chat, bot = KEYS[1] .. ':' .. ARGV[1], KEYS[1] .. ':bot'
local kind = ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

local function at(key, field) return tonumber(redis.call('HGET', key, field) or 0) end

local function set(key, field, moment)
  redis.call('HSET', key, field, string.format('%.3f', moment))
  redis.call('PEXPIRE', key, math.max(math.ceil(moment - now) + 60000, redis.call('PTTL', key)))
end

local function start(calls, burst, window)
  return math.max(now, tonumber(redis.call('LINDEX', calls, burst - 1) or 0) + window)
end

local function count(calls, burst, window, moment)
  redis.call('LPUSH', calls, string.format('%.3f', moment))
  redis.call('LTRIM', calls, 0, burst - 1)
  redis.call('PEXPIRE', calls, math.ceil(moment - now + window))
end

local frozen = math.max(at(chat, 'frozen:' .. kind), at(bot, 'frozen:' .. kind))
if frozen > now then return math.ceil(frozen - now) end
if kind ~= 'send' and kind ~= 'edit' then return 0 end

local calls, burst = chat .. ':' .. kind, tonumber(ARGV[3])
local window = burst * tonumber(ARGV[4]) + MARGIN
if kind == 'edit' then
  local moment = start(calls, burst, window)
  if moment <= now then count(calls, burst, window, now) end
  return math.ceil(moment - now)
end

local bots, bot_burst = bot .. ':send', tonumber(ARGV[5])
local bot_window = bot_burst * tonumber(ARGV[6]) + MARGIN
local slow = 1 + at(bot, 'slow') * math.exp((at(bot, 'slowed') - now) / MEMORY)
local room = math.ceil(bot_burst / slow)

-- A place in the bot's queue is given once and kept, so that chats that wait are served in the order they came. Places
-- lie evenly and a little apart; whoever comes late is counted when it comes.
local place = 'kept:' .. at(bot, 'round')
local kept = at(chat, place)
local moment
if kept > 0 then
  moment = math.max(kept, start(bots, room, bot_window))
else
  moment = start(calls, burst, window)
  if moment > now then return math.ceil(moment - now) end
  moment = math.max(start(bots, room, bot_window), at(bot, 'next'))
  if moment > now then set(bot, 'next', moment + (bot_window + MARGIN) * slow / bot_burst) end
  count(calls, burst, window, moment)
end
if moment > now then
  if moment > kept then set(chat, place, moment) end
  return math.ceil(moment - now)
end
redis.call('HDEL', chat, place)
count(bots, bot_burst, bot_window, now)
return 0
