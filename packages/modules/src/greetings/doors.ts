import { type Me, type Message, order, type Verdict, z } from '@alita/kit';
import { Admitted } from '@alita/moderation';
import { type Guest, User } from './crowd.ts';
import { greetings } from './module.ts';
import { closeRequest } from './requests/notice.ts';
import { type Door, dequeue, enqueue } from './speaking.ts';
import { isNews, STANDING_MS, Standing } from './standing.ts';

const Change = z.object({
  new_chat_member: z.object({ user: User }),
  via_join_request: z.boolean().optional().catch(undefined),
});
const Service = z.object({
  new_chat_members: z.array(User).default([]),
  left_chat_member: User.optional(),
});
const NOBODY: z.infer<typeof Service> = { new_chat_members: [] };

/**
 * Both watchers come after everything that may remove a newcomer: what stops the event there has them not greeted, and who
 * is removed while they wait to be greeted waits no longer (GRT-B6).
 */
export const crossings = greetings.watcher({
  name: 'crossings',
  on: 'member',
  order: order.respond,
  async run(context): Promise<Verdict> {
    const { event, chat, me, settings } = context;
    const { before, after, member, actor, date, raw } = event;
    if (member.id === me.id || before.isMember === after.isMember || chat.type === 'channel') return 'continue';
    const { data: change } = Change.safeParse(raw);
    if (!change) return 'continue';
    const { user } = change.new_chat_member;
    if (after.isMember) {
      if (change.via_join_request) await closeRequest(user, context);
      await arrive({ user }, date, context);
    } else {
      const wasRemoved = actor.id !== member.id;
      // Nobody hears what is said to a deleted account.
      const isHeard = user.first_name !== '' && (!wasRemoved || (settings.farewellRemoved && actor.id !== me.id));
      await depart(user, date, isHeard, context);
    }
    return 'continue';
  },
});

export const announcements = greetings.watcher({
  name: 'announcements',
  on: 'message',
  order: order.respond,
  run(context): Verdict | Promise<Verdict> {
    const { message } = context;
    const { raw } = message;
    if (raw.new_chat_members === undefined && raw.left_chat_member === undefined) return 'continue';
    return announced(message, context);
  },
});

async function announced({ raw, topicId: topic, date }: Message, door: Door & { readonly me: Me }): Promise<Verdict> {
  const { new_chat_members: came, left_chat_member: left } = Service.safeParse(raw).data ?? NOBODY;
  for (const user of came) if (user.id !== door.me.id) await arrive({ user, topic }, date, door);
  if (left) await forget(left, date, door);
  return 'continue';
}

/** Whoever was kept at the door by another feature is let in (GRT-15). */
export const latecomer = greetings.continuation({
  name: 'admitted',
  data: Admitted,
  run: (context) => arrive(context.data, context.now, context),
});

async function arrive(guest: Guest, date: Date, door: Door): Promise<void> {
  const { windows, settings } = door;
  if (!settings.welcome.on && !settings.goodbye.on) return;
  const at = date.getTime();
  const { id } = guest.user;
  const known = await windows.read(`who-${id}`, Standing);
  if (!isNews(known, true, at)) return;
  if (known?.crowd !== undefined && !known.isIn) await dequeue('goodbye', id, known.crowd, door);
  const crowd = settings.welcome.on ? await enqueue('welcome', guest, door) : undefined;
  windows.write(`who-${id}`, { at, isIn: true, crowd }, STANDING_MS);
}

/** @param isHeard whether a goodbye is due; not for those who left before they were welcomed */
async function depart(user: User, date: Date, isHeard: boolean, door: Door): Promise<void> {
  const { windows, settings } = door;
  if (!settings.welcome.on && !settings.goodbye.on) return;
  const at = date.getTime();
  const known = await windows.read(`who-${user.id}`, Standing);
  if (!isNews(known, false, at)) return;
  const wasWaiting = known?.isIn && known.crowd !== undefined && (await dequeue('welcome', user.id, known.crowd, door));
  const isDue = settings.goodbye.on && isHeard && !wasWaiting;
  const crowd = isDue ? await enqueue('goodbye', { user }, door) : undefined;
  windows.write(`who-${user.id}`, { at, isIn: false, crowd }, STANDING_MS);
}

/**
 * The notice of a leave says no goodbye (GRT-16) and must not keep the change of membership from saying it: it only
 * undoes the join.
 */
async function forget({ id }: User, date: Date, door: Door): Promise<void> {
  const { windows } = door;
  const known = await windows.read(`who-${id}`, Standing);
  if (!known?.isIn || !isNews(known, false, date.getTime())) return;
  if (known.crowd !== undefined) await dequeue('welcome', id, known.crowd, door);
  windows.write(`who-${id}`, undefined);
}
