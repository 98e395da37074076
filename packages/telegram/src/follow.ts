import type { Branch, Call, Outcome } from '@alita/kit';

/** What follows a call: the branches its maker chose for this outcome, none when it chose silence. */
export function follow(call: Call, outcome: Outcome): readonly Branch[] {
  if (outcome.ok) return call.ok ?? [];
  const named = outcome.refusal && call.refused?.[outcome.refusal];
  return named ?? call.otherwise ?? [];
}
