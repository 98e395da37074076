import { defineModule, type Message, type Module, order, type Verdict } from '@alita/kit';
import { type Face, faceOfChat, faceOfPerson, facesIn, type Moves, movesIn } from './face.ts';
import { createUsersStore } from './store.ts';
import type { Tracker } from './tracker.ts';

/**
 * Remembers whom the bot has seen, so that names and ids can be resolved. A new face or name is written at once, so that
 * the next message can speak of it; that a known one was seen again is only counted, by the process's tracker.
 */
export function createUsers(tracker: Tracker): Module {
  const users = defineModule({ name: 'users', store: createUsersStore });
  type Store = ReturnType<typeof createUsersStore>;

  /** What was read is known; what is written only once its unit of work is committed. */
  async function meet(faces: readonly Face[], store: Store): Promise<readonly Face[]> {
    const strangers = tracker.strangers(faces);
    if (strangers.length === 0) return [];
    const kept = await store.kept(strangers);
    tracker.know(kept);
    const changed = strangers.filter((face) => !kept.includes(face));
    await store.keep(changed);
    return changed;
  }

  const messages = users.watcher({
    name: 'messages',
    on: 'message',
    order: order.track,
    run(context): Verdict | Promise<Verdict> {
      const { message } = context;
      const strangers = tracker.strangers(facesIn(message));
      const moves = movesIn(message);
      if (strangers.length > 0 || moves.length > 0) return write(message, strangers, moves, context.store);
      sawSender(message);
      return 'continue';
    },
  });

  async function write(message: Message, strangers: readonly Face[], moves: Moves, store: Store): Promise<Verdict> {
    const met = [...(await meet(strangers, store))];
    for (const { face, isMember } of moves) {
      met.push(...(await meet([face], store)));
      await store.setMember(message.chat.id, face.id, isMember);
    }
    sawSender(message);
    // last: when anything above throws, all that this watcher wrote is undone
    if (met.length > 0) tracker.wrote(store.unit, met);
    return 'continue';
  }

  function sawSender({ chat, sender, date }: Message): void {
    if (sender.kind !== 'user' || sender.id <= 0) return;
    tracker.saw(date, sender.id, chat.type === 'private' ? undefined : chat.id, 1);
  }

  const presses = users.watcher({
    name: 'presses',
    on: 'press',
    order: order.track,
    async run({ chat, actor, store, now }): Promise<Verdict> {
      await meet([faceOfPerson(actor)], store);
      tracker.saw(now, actor.id, undefined, 0);
      if (chat.type !== 'private') await meet([faceOfChat(chat)], store);
      return 'continue';
    },
  });

  const members = users.watcher({
    name: 'members',
    on: 'member',
    order: order.track,
    async run({ event: { chat, member, after }, store }): Promise<Verdict> {
      await meet([faceOfChat(chat), faceOfPerson(member)], store);
      await store.setMember(chat.id, member.id, after.isMember);
      return 'continue';
    },
  });

  const requests = users.watcher({
    name: 'requests',
    on: 'joinRequest',
    order: order.track,
    async run({ event: { person }, store }): Promise<Verdict> {
      await meet([faceOfPerson(person)], store);
      return 'continue';
    },
  });

  const myself = users.watcher({
    name: 'myself',
    on: 'me',
    order: order.track,
    async run({ event: { chat, after }, store }): Promise<Verdict> {
      if (chat.type !== 'private') await store.setActive(chat, after.isMember);
      return 'continue';
    },
  });

  return users.with({ watchers: [messages, presses, members, requests, myself] });
}
