import type { Act, SimulatorClient } from '@alita/simulator';
import { toast } from './toasts.ts';

/** Steers the simulator. @throws Error with a sentence for people when it refuses or is not there */
export async function steer<K extends keyof SimulatorClient>(
  name: K,
  ...[input]: Parameters<SimulatorClient[K]>
): Promise<Awaited<ReturnType<SimulatorClient[K]>>> {
  const response = await fetch(`/sim/${name}`, { method: 'POST', body: JSON.stringify(input ?? {}) }).catch(() => {
    throw new Error('The simulator does not answer.');
  });
  const answer = (await response.json()) as { error?: string; description?: string };
  if (!response.ok) throw new Error(answer.error ?? answer.description ?? response.statusText);
  return answer as Awaited<ReturnType<SimulatorClient[K]>>;
}

/** Runs `work`; what goes wrong is shown as a toast, and the answer is undefined. */
export async function shown<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), 'bad');
    return undefined;
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  CHAT_WRITE_FORBIDDEN: 'This person may not write that here.',
  CHAT_ADMIN_REQUIRED: 'That needs an admin right this person does not have.',
  USER_BANNED_IN_CHANNEL: 'This person is banned here.',
  USER_ALREADY_PARTICIPANT: 'Already in the chat.',
  MESSAGE_DELETE_FORBIDDEN: 'This person may not delete that message.',
  MESSAGE_AUTHOR_REQUIRED: 'Only the author may edit a message.',
  MESSAGE_ID_INVALID: 'That message is gone.',
  REPLY_MESSAGE_ID_INVALID: 'The message replied to is gone.',
  YOU_BLOCKED_USER: 'This person has stopped the bot. Start it again first.',
  TOPIC_CLOSED: 'This topic is closed.',
  TOPIC_NOT_MODIFIED: 'This topic is that way already.',
  TOPIC_ID_INVALID: 'That topic is gone.',
  POLL_ANSWERS_INVALID: 'A poll needs a question and at least two answers.',
  USER_CREATOR: 'Nobody can do that to the owner.',
  USER_ADMIN_INVALID: 'Only the owner, or who promoted this admin, can do that.',
  INVITE_HASH_EXPIRED: 'That invite link does not work any more.',
};

/** What a refusal of a Telegram app means, in a sentence. */
export function refusalText(code: string): string {
  const [, seconds] = /^SLOWMODE_WAIT_(\d+)$/.exec(code) ?? [];
  if (seconds) return `Slow mode: wait ${seconds} s before the next message.`;
  return REFUSALS[code] ?? code;
}

/** Lets a person act. What the app would refuse is shown as a toast; true = done. */
export async function act(deed: Act): Promise<boolean> {
  const result = await shown(steer('act', deed));
  if (result?.error) toast(refusalText(result.error), 'bad');
  return result !== undefined && result.error === undefined;
}
