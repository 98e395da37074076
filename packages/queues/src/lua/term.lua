#!lua flags=allow-oom
-- TERM T life number → { which life of Redis this is, when `number` is published for it: the number, since when in µs }
-- A life is one replication history: another after every restart and every promotion of a replica, so it ends whenever
-- writes may have been lost. Publishes a number if this is still the life it was given for.
local key = KEYS[1] .. ':term'
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local function published() return string.match(redis.call('GET', key) or '', '^' .. life .. ' (%d+) (%d+)$') end

if ARGV[1] == life and not published() then
  local clock = redis.call('TIME')
  redis.call('SET', key, string.format('%s %s %.0f', life, ARGV[2], clock[1] * 1000000 + clock[2]))
end
return { life, published() }
