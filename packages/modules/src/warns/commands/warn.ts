import { rulesButton } from '@alita/content';
import type { CommandContext, Target } from '@alita/kit';
import {
  nameOf,
  punish,
  RESTRICT,
  RESTRICT_AND_DELETE,
  repliedMessage,
  requirePunishable,
  TARGET_AND_REASON,
} from '@alita/moderation';
import { expire } from '../expire.ts';
import { type WarnSettings, warns } from '../module.ts';
import { remove } from '../remove-button.ts';
import { keptReason } from '../rules.ts';
import { settle } from '../settle.ts';
import type { WarnsStore } from '../store.ts';

interface Warned {
  readonly target: Target;
  readonly reason?: string | undefined;
  readonly isSilent?: boolean;
}

/** Keeps the warning. At the limit all there are are spent on the punishment at once, so that the next counts from none. */
async function give(warned: Warned, context: CommandContext<WarnsStore, WarnSettings, unknown>): Promise<void> {
  const { chat, actor, message, now, settings, store, timer, act, reply } = context;
  const { isSilent = false, target } = warned;
  const { person } = await requirePunishable(target, context);

  const reason = keptReason(warned.reason);
  const messageId = target.byReply ? message.replyTo?.id : undefined;
  const { number, count } = await store.add({ chat, person, reason, issuerId: actor.id, messageId, issuedAt: now });

  const { limit, mode, lengthMs, countsMs } = settings;
  if (countsMs !== undefined) timer(expire.at(new Date(now.getTime() + countsMs), number, { number }));
  if (count < limit) {
    const buttons = [remove.button({ number }), ...rulesButton(context)];
    if (!isSilent) reply('warned', { name: nameOf(person), count, limit, reason }, buttons);
    return;
  }
  await store.spend(chat.id, person.id, now);
  const { id, name } = person;
  const settled = settle.in(chat, { person: { id, name }, upTo: number, limit, mode, lengthMs, isSilent });
  punish(act, person, mode, new Date(now.getTime() + lengthMs))
    .ok(settled)
    .otherwise(settled);
}

export const warn = warns.command({
  name: 'warn',
  args: TARGET_AND_REASON,
  needs: RESTRICT,
  run: (context) => give(context.args, context),
});

/** Says nothing, unless it is refused. */
export const swarn = warns.command({
  name: 'swarn',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run(context) {
    await give({ ...context.args, isSilent: true }, context);
    context.act.deleteMessage(context.message).quietly();
  },
});

export const dwarn = warns.command({
  name: 'dwarn',
  args: TARGET_AND_REASON,
  needs: RESTRICT_AND_DELETE,
  async run(context) {
    const replied = repliedMessage(context.message, context.args.target);
    await give(context.args, context);
    context.act.deleteMessage(replied);
  },
});
