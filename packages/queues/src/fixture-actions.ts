import fc from 'fast-check';
import type { CommitCall } from './protocol.ts';

/** What happens to a mailbox of the model. */
export type Action =
  | { name: 'push'; bounded: boolean }
  | { name: 'replay' }
  | { name: 'giveUp' }
  | { name: 'pump' }
  | { name: 'carry'; dies: boolean }
  | {
      name: 'claim' | 'commit' | 'repeat' | 'release' | 'hold' | 'park';
      by: 0 | 1;
      mode: CommitCall['mode'];
      how: string;
      n: number;
      also: Also;
    };

/** What a commit leads to beside the echo of its items. */
const ALSO = ['nothing', 'post', 'timer', 'cancel', 'ref'] as const;
export type Also = (typeof ALSO)[number];

const by = fc.constantFrom(0 as const, 1 as const);
const step = (name: 'claim' | 'commit' | 'repeat' | 'release' | 'hold' | 'park') =>
  fc.record({
    name: fc.constant(name),
    by,
    mode: fc.constantFrom('keep' as const, 'next' as const, 'yield' as const),
    how: fc.constantFrom('clean', 'unsure', 'failed', 'killed'),
    n: fc.nat(3),
    also: fc.constantFrom(...ALSO),
  });

/** Any of them, as often as it is interesting. */
export const anAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name: fc.constant('push' as const), bounded: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('replay' as const) }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('giveUp' as const) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('pump' as const) }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('carry' as const), dies: fc.boolean() }) },
  { weight: 5, arbitrary: step('claim') },
  { weight: 6, arbitrary: step('commit') },
  { weight: 2, arbitrary: step('repeat') },
  { weight: 1, arbitrary: step('release') },
  { weight: 1, arbitrary: step('hold') },
  { weight: 1, arbitrary: step('park') },
);
