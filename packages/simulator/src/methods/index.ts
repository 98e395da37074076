import { bots } from './bots.ts';
import type { Call, Family } from './call.ts';
import { chats } from './chats.ts';
import { editing } from './editing.ts';
import { forwarding } from './forwarding.ts';
import { invites } from './invites.ts';
import { members } from './members.ts';
import { messages } from './messages.ts';
import { polls } from './polls.ts';
import { queries } from './queries.ts';
import { removing } from './removing.ts';
import { topics } from './topics.ts';
import { updates } from './updates.ts';

/** Methods that behave as Telegram's do, by family; the description's other methods answer plausibly. */
export const families = {
  messages,
  forwarding,
  editing,
  removing,
  members,
  chats,
  invites,
  topics,
  polls,
  queries,
  bots,
  updates,
} satisfies Record<string, Family>;

/** A method once its parameters have been checked against the description. */
export type Method = (call: Call, params: Readonly<Record<string, unknown>>) => unknown;

const table = new Map<string, Method>();
for (const family of Object.values(families)) {
  for (const [name, method] of Object.entries(family)) {
    // The checker has made sure that the parameters are what the method's type says.
    table.set(name, method as Method);
  }
}

/** What a method does, if it is one of those that behave as Telegram's. */
export function methodNamed(name: string): Method | undefined {
  return table.get(name);
}
