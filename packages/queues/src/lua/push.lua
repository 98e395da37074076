-- PUSH (q k json bound once.key once.bit)… → for each 'full', 'duplicate', 'accepted' or 'wake' (accepted, and the caller wakes
-- the key)
-- bound: most items, '' for none · once.key: a bitmap with once.bit, or a mark of its own when once.bit is ''; '' for neither
local SEEN_TTL = 25 * 3600
local prolonged = {}

local function push(q, k, json, bound, once, bit)
  if bound ~= '' and call('LLEN', listOf(q, k)) >= num(bound) then return 'full' end
  if once ~= '' then
    local mark = T .. ':' .. once
    if bit == '' then
      if not call('SET', mark, '1', 'NX', 'EX', SEEN_TTL) then return 'duplicate' end
    else
      if call('SETBIT', mark, bit, 1) == 1 then return 'duplicate' end
      if not prolonged[mark] then call('EXPIRE', mark, SEEN_TTL) end
      prolonged[mark] = true
    end
  end
  return append(q, k, json) and 'wake' or 'accepted'
end

function ops.push(...)
  local items, answers = { ... }, {}
  for i = 1, #items, 6 do answers[#answers + 1] = push(unpack(items, i, i + 5)) end
  return answers
end
