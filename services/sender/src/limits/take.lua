-- TAKE chat kind burst every bot-burst bot-every → milliseconds to wait, 0 when the place is taken
-- KEYS[1] begins every key, so all lie in one slot. A pace is kept as `next`, the moment at which the bucket is whole
-- again (GCRA); `frozen` is until when Telegram wants silence.
local chat, bot = KEYS[1] .. ':' .. ARGV[1], KEYS[1] .. ':bot'
local kind = ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000

local function at(key, field) return tonumber(redis.call('HGET', key, field) or 0) end

local function place(key, burst, every)
  local next = math.max(at(key, 'next:' .. kind), now)
  return next - (burst - 1) * every, next + every
end

local function put(key, field, moment)
  redis.call('HSET', key, field, string.format('%.3f', moment))
  if redis.call('PTTL', key) < 600000 then redis.call('PEXPIRE', key, 600000) end
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

local start, next = place(chat, tonumber(ARGV[3]), tonumber(ARGV[4]))
if start > now then return math.ceil(start - now) end
put(chat, 'next:' .. kind, next)
if kind == 'edit' then return 0 end

start, next = place(bot, tonumber(ARGV[5]), tonumber(ARGV[6]))
put(bot, 'next:send', next)
if start <= now then return 0 end
put(chat, 'kept', start)
return math.ceil(start - now)
