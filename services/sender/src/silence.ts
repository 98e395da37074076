import { type Call, type Outcome, SILENCE, z } from '@alita/kit';
import type { Commit } from '@alita/queues';
import { classOf } from '@alita/telegram';

const SILENT_MS = 300_000;
const PROBE_MS = 60_000;
const FORGOTTEN_MS = 1_800_000;

const Silence = z.object({
  /** When Telegram first said that the bot may not speak, in Unix milliseconds. */
  since: z.number(),
  /** When it said so last. */
  heardAt: z.number(),
});

/** What the chat's state remembers, as a delivery brings it. */
type State = Readonly<Record<string, unknown>>;

/** Mostly there is none, and zod would make an error of that, for nobody. */
const silenceIn = (state: State) => (state[SILENCE] === undefined ? undefined : Silence.safeParse(state[SILENCE]).data);

/** A call may also fail because of another chat it names. */
const isSpeech = ({ method, params, chat }: Call) => classOf(method) === 'send' && params.chat_id === chat;

/**
 * Whether this call is not worth making, because the bot may not speak there (CE-36): for five minutes, then
 * one is tried a minute. Nobody waits for a greeting, but whoever asked is answered as soon as the bot may speak again.
 */
export function isSilenced(call: Call, state: State, now: number): boolean {
  if (!isSpeech(call) || call.params.reply_parameters) return false;
  const known = silenceIn(state);
  return known !== undefined && (now - known.since < SILENT_MS || now - known.heardAt < PROBE_MS);
}

/** What an outcome changes of that memory. It lies in the chat's state, so all senders and workers share it. */
export function remembered(call: Call, { ok, refusal }: Outcome, state: State, now: number): Commit['state'] {
  if (!isSpeech(call)) return undefined;
  const known = silenceIn(state);
  if (ok) return known && { [SILENCE]: null };
  if (refusal !== 'cannot-speak') return undefined;
  const since = known?.since ?? now;
  const ttlMs = Math.max(1, since + FORGOTTEN_MS - now);
  return { [SILENCE]: { value: { since, heardAt: now }, ttlMs } };
}
