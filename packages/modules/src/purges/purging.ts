import { type CommandContext, UserError, z } from '@alita/kit';
import { purges, Shown, shownOf } from './module.ts';
import { advance, begin, idsOf, LONGEST, Progress, type Span, sizeOf } from './spans.ts';
import { tidy } from './tidy.ts';

/** Telegram's limit for messages of others, where it holds. */
const TWO_DAYS_MS = 48 * 3_600_000;
/** A purge that has not come on for this long has died; another may begin. */
const DEAD_AFTER_MS = 60_000;
const RUNNING = 'running';

type Purging = Pick<
  CommandContext<unknown, unknown, unknown>,
  'message' | 'chat' | 'now' | 'windows' | 'act' | 'reply'
>;

/**
 * Begins to delete a span: the newest hundred now, each further call when the one before is through. One purge runs at
 * a time. In a forum ids of all topics are mixed, and Telegram does not tell which is whose: refused (PRG-D1).
 * @param oldest when the message at the old end was written, if that is known
 */
export async function startPurge(
  span: Span,
  { oldest, reason, isSilent }: { oldest?: Date | undefined; reason?: string | undefined; isSilent?: boolean },
  { message, chat, now, windows, act, reply }: Purging,
): Promise<void> {
  if (chat.isForum) throw new UserError('not-in-forums');
  const count = sizeOf(span);
  if (count > LONGEST) throw new UserError('too-many', { count, max: LONGEST });
  if (await windows.read(RUNNING, z.boolean())) throw new UserError('running');
  windows.write(RUNNING, true, DEAD_AFTER_MS);

  const isOld = oldest !== undefined && now.getTime() - oldest.getTime() > TWO_DAYS_MS;
  const shown = isSilent ? undefined : shownOf(reply('purging', { count, done: 0, isOld }, [], { replyTo: false }));
  act.deleteMessage(message).quietly();
  const progress = begin(span);
  const [first] = progress.left;
  const next = step.in(chat, { progress, count, reason, shown });
  if (first) act.deleteMessages(idsOf(first)).ok(next).otherwise(next);
}

/** After each call: says how far it has come, and goes on or sums up. */
export const step = purges.continuation({
  name: 'step',
  data: z.object({
    progress: Progress,
    count: z.number(),
    reason: z.string().optional(),
    shown: Shown.optional(),
  }),
  run({ data, outcome, chat, now, settings, windows, t, timer, act, reply }) {
    const { count, reason, shown } = data;
    const isHopeless = !outcome.ok && outcome.refusal !== 'too-old' && outcome.refusal !== 'message-gone';
    if (isHopeless) {
      windows.write(RUNNING, undefined);
      const why = t(`kit.refused.${outcome.refusal ?? 'unknown'}`);
      if (shown) act.edit(shown, 'stopped', { done: data.progress.deleted, count, why });
      else reply('stopped', { done: data.progress.deleted, count, why });
      return;
    }
    const progress = advance(data.progress, outcome.ok);
    const { deleted: done, refused } = progress;
    const [next] = progress.left;
    if (next) {
      windows.write(RUNNING, true, DEAD_AFTER_MS);
      if (shown && done > data.progress.deleted) act.edit(shown, 'purging', { count, done, isOld: refused > 0 });
      const after = step.in(chat, { ...data, progress });
      act.deleteMessages(idsOf(next)).ok(after).otherwise(after);
      return;
    }
    windows.write(RUNNING, undefined);
    if (!shown) return;
    act.edit(shown, 'purged', { done, refused, reason });
    timer(tidy.at(new Date(now.getTime() + settings.noticeSeconds * 1_000), shown.ref, { shown }));
  },
});
