import { decodeCallback, type Press, readFields, UserError } from '@alita/kit';
import { named } from './commands.ts';
import { checkNeeds } from './gates.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import type { Registry } from './registry.ts';

/**
 * Runs the callback of a pressed button. Buttons outlive the rights of who saw them and their data can be forged, so
 * both are checked anew (platform.md CB-7); every press is answered exactly once.
 */
export async function runPress(run: ItemRun, registry: Registry, press: Press): Promise<void> {
  const decoded = decodeCallback(press.data);
  const owned = decoded.ok ? registry.callbacks.get(decoded.namespace) : undefined;
  let answered = false;
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
    const data = owned && decoded.ok ? readFields(owned.declaration.data, decoded.fields) : undefined;
    if (!owned || data === undefined || press.messageId === undefined) throw new UserError('kit.button-invalid');
    const { declaration, module } = owned;
    if (declaration.invokerOnly && !isInvoker(data, press.actor.id)) throw new UserError('kit.button-not-yours');
    const refused = await checkNeeds(declaration.needs, {
      chat: run.chat,
      me: run.host.me,
      ownerId: run.host.ownerId,
      members: run.members,
      userId: press.actor.id,
      isAnonymous: false,
    });
    if (refused) throw new UserError(refused.key, named(run, refused.params));

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
}

const isInvoker = (data: unknown, userId: number): boolean =>
  data !== null && typeof data === 'object' && 'by' in data && data.by === userId;
