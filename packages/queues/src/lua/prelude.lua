-- What every operation of the mailbox shares. One call carries many operations of one shard:
--   KEYS[1] the shard's tag T · ARGV[1] this process · then per operation: name, argument count, arguments
local T, process = KEYS[1], ARGV[1]
local call = redis.call
local clock = call('TIME')
local us = clock[1] * 1000000 + clock[2]
local ms = math.floor(us / 1000)

local WOKEN_MS = 1500 -- how long a wake-up may take before the watchdog sends another
local HEARTBEAT_MS = 1500
local TERM = 2 ^ 38 -- an epoch is term * 2^38 + hundredths of a second since 2026, or one more than the last
local BUSY, FREE = '1', '0'

local ops = {}

local function int(number) return string.format('%.0f', number) end
local usText, wokenUntil = int(us), int(ms + WOKEN_MS) -- written once, as most items of a call need them
local function num(text) return tonumber(text or '') or 0 end

local function listOf(q, k) return T .. ':' .. q .. ':' .. k end
local function metaOf(q, k) return T .. ':m:' .. q .. ':' .. k end
local function busyOf(q) return T .. ':busy:' .. q end
local function deadOf(q, k) return T .. ':dead:' .. q .. ':' .. k end
local function stateOf(k) return T .. ':st:' .. k end
local function heartOf(name) return T .. ':hb:' .. name end
local function isLane(q) return q == 'out-u' or q == 'out-n' end
local function arrivalOf(element) return string.match(element, '^%d+') end

-- Appends an item under its arrival number: the clock in microseconds, or one more than the last.
-- True when the key is neither busy nor woken; then `w` says that a wake-up is on its way, and the caller sends it.
local function append(q, k, json)
  local meta = metaOf(q, k)
  local old = call('HMGET', meta, 'n', 'busy', 'w')
  local last = num(old[1])
  local n = last < us and usText or int(last + 1)
  if call('RPUSH', listOf(q, k), n .. ':' .. json) == 1 then call('ZADD', busyOf(q), 'NX', n, k) end
  if old[2] == BUSY or num(old[3]) > ms then
    call('HSET', meta, 'n', n)
    return false
  end
  call('HSET', meta, 'n', n, 'w', wokenUntil)
  return true
end

-- Keeps this process alive in the eyes of the watchdog; once per call is enough.
local hasBeaten = false
local function beat()
  if hasBeaten then return end
  hasBeaten = true
  if call('PEXPIRE', heartOf(process), HEARTBEAT_MS) == 0 then call('SET', heartOf(process), '{}', 'PX', HEARTBEAT_MS) end
end
