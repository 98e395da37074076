import { decodeCallback, type Press, readFields, UserError } from '@alita/kit';
import { runCommand } from './commands.ts';
import { postToConnection } from './connected.ts';
import { factsOf, refusal } from './facts.ts';
import { checkNeeds } from './gates.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import { PROVE, type Proven, takeProof } from './proof.ts';
import type { Registry } from './registry.ts';

/**
 * Runs the callback of a pressed button. Buttons outlive the rights of who saw them and their data can be forged, so
 * both are checked anew (CB-7); every press is answered exactly once.
 */
export async function runPress(run: ItemRun, registry: Registry, press: Press): Promise<void> {
  const decoded = decodeCallback(press.data);
  const { namespace, fields } = decoded.ok ? decoded : { namespace: '', fields: {} };
  const owned = registry.callbacks.get(namespace);
  let answered = false;
  let proven: Proven | undefined;
  const attempt: Attempt = {
    module: owned?.module.name ?? 'kit',
    label: owned?.label ?? 'kit.press',
    kind: 'callback',
    answer: (key, params) => {
      answered = true;
      run.speaker(attempt).toast(key, params, { alert: true });
    },
  };
  await run.attempt(attempt, async () => {
    if (press.messageId === undefined) throw new UserError('kit.button-invalid');
    if (namespace === PROVE) {
      const { act, edit } = run.speaker({ ...attempt, answer: undefined });
      proven = await takeProof(run, registry, press, fields);
      if (proven) act.deleteMessage({ chat: run.origin.id, id: press.messageId });
      else edit('kit.proof-expired');
      return;
    }
    const data = owned && readFields(owned.declaration.data, fields);
    if (!owned || data === undefined) throw new UserError('kit.button-invalid');
    const { declaration, module } = owned;
    if (declaration.in === 'connected' && run.chat.type === 'private') {
      answered = true;
      return postToConnection(run);
    }
    if (isTooOld(run, declaration.lifetimeMs, press)) throw new UserError('kit.button-expired');
    if (declaration.invokerOnly && !isInvoker(data, press.actor.id)) throw new UserError('kit.button-not-yours');
    const facts = factsOf(run, { userId: press.actor.id, sender: { ...press.actor, kind: 'user' } });
    const refused = await checkNeeds(declaration.needs, facts);
    if (refused) throw refusal(run, refused);

    const context = new HandlerContext(run, module, attempt);
    const { toast, edit } = context.speaker;
    const use = {
      data,
      actor: press.actor,
      messageId: press.messageId,
      message: press.message,
      edit,
      toast: (...said: Parameters<typeof toast>) => {
        answered = true;
        toast(...said);
      },
    };
    await declaration.run(Object.assign(context, use) as never);
  });
  if (!answered)
    run.speaker({ ...attempt, answer: undefined }).act.call('answerCallbackQuery', { callback_query_id: press.id });
  if (proven) await runCommand(proven.run, proven.owned, proven.match, proven.message);
}

/** A message that Telegram no longer shows is older than any lifetime. */
const isTooOld = ({ now }: ItemRun, lifetimeMs: number | undefined, { message }: Press): boolean =>
  lifetimeMs !== undefined && (!message || now.getTime() - message.date.getTime() > lifetimeMs);

const isInvoker = (data: unknown, userId: number): boolean =>
  data !== null && typeof data === 'object' && 'by' in data && data.by === userId;
