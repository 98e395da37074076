import { type Command, encodeCallback, type Message, type Person, type Press, UserError, z } from '@alita/kit';
import { type CommandMatch, matchCommand } from './command-match.ts';
import { factsOf, refusal } from './facts.ts';
import { checkNeeds } from './gates.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import type { Owned, Registry } from './registry.ts';

/** How long an anonymous admin's command waits for its proof (PERM-23). */
const WAIT_MS = 20_000;
export const PROVE = 'kit.prove';
export const PROOF_EXPIRED = 'kit.proof-expired';

const stateOf = (messageId: number): string => `proof:${messageId}`;
const timerOf = (messageId: number): string => `${PROOF_EXPIRED}:${messageId}`;
const Fields = z.object({ m: z.coerce.number().int() });
const Kept = z.looseObject({ message: z.looseObject({}) });
const Prompt = z.object({ prompt: z.object({ chat: z.number(), ref: z.string() }) });

/** Keeps the command and asks an admin to stand behind it; the prompt expires by itself. */
export function askForProof(run: ItemRun, attempt: Attempt, message: Message): void {
  const button = { label: 'kit.button-prove', data: encodeCallback(PROVE, { m: message.id }) };
  const { chat, ref } = run.speaker(attempt).reply('kit.prove', {}, [button]);
  run.effects.state[stateOf(message.id)] = { value: run.item.body, ttlMs: WAIT_MS };
  run.effects.timers.push({
    id: timerOf(message.id),
    at: run.now.getTime() + WAIT_MS,
    name: PROOF_EXPIRED,
    data: { prompt: { chat, ref } },
  });
}

/** A command somebody stands behind now. */
export interface Proven {
  readonly run: ItemRun;
  readonly owned: Owned<Command>;
  readonly match: CommandMatch;
  readonly message: Message;
}

/** A message update as if the presser had sent it. */
function signedBy({ id, name, username }: Person, update: unknown): unknown {
  const { message, ...rest } = Kept.parse(update);
  const from = { id, is_bot: false, first_name: name, username };
  return { ...rest, message: { ...message, from, sender_chat: undefined } };
}

/**
 * The button under the prompt: the kept command runs once, as whoever pressed, if that one holds the rights this very
 * command needs; others are told why not and the button stays (PERM-23, GEN-D5).
 * @returns the command to run, or undefined when it waits no longer
 */
export async function takeProof(
  run: ItemRun,
  registry: Registry,
  press: Press,
  fields: Record<string, string>,
): Promise<Proven | undefined> {
  const { m: messageId } = Fields.safeParse(fields).data ?? {};
  if (messageId === undefined) throw new UserError('kit.button-invalid');
  const field = stateOf(messageId);
  const kept = (await run.item.readState([field]))[field];
  if (kept === undefined || kept === null) return undefined;
  const event = run.host.readUpdate(signedBy(press.actor, kept));
  const match = event?.kind === 'message' ? matchCommand(event.on, run.host.me.username) : undefined;
  const owned = match && registry.commands.get(match.name);
  if (event?.kind !== 'message' || !owned || !match) throw new UserError('kit.button-invalid');
  const refused = await checkNeeds(owned.declaration.needs, factsOf(run, event.on));
  if (refused) throw refusal(run, refused);
  run.effects.state[field] = null;
  run.effects.timers.push({ id: timerOf(messageId), cancel: true });
  const { id, topicId } = event.on;
  return { run: run.onBehalfOf(press.actor, { messageId: id, topicId }), owned, match, message: event.on };
}

/** Nobody stood behind it in time. */
export function expireProof(run: ItemRun, data: unknown): void {
  const { prompt } = Prompt.parse(data);
  const attempt: Attempt = { module: 'kit', label: PROOF_EXPIRED, kind: 'timer' };
  run.speaker(attempt).act.edit(prompt, 'kit.proof-expired');
}
