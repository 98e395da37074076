-- Runs the operations of this call in order. One that fails answers { 'error', message } and leaves the others alone.
local replies, at = {}, 2
while ARGV[at] do
  local count = tonumber(ARGV[at + 1])
  local fine, reply = pcall(ops[ARGV[at]], unpack(ARGV, at + 2, at + 1 + count))
  replies[#replies + 1] = fine and reply or { 'error', type(reply) == 'table' and reply.err or tostring(reply) }
  at = at + 2 + count
end
return replies
