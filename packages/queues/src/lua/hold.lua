-- HOLD q k e owner → 'held' or 'fenced'
-- Takes the owner back: from here the watchdog counts this claim as alive.
function ops.hold(q, k, e, owner)
  if not owns(q, k, e) then return 'fenced' end
  call('HSET', metaOf(q, k), 'o', owner)
  beat()
  return 'held'
end
