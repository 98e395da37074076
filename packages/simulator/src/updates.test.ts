import type { Update } from '@grammyjs/types';
import { describe, expect, it } from '@jest/globals';
import { scene } from './scene.ts';
import { SENT_KINDS, type SentKind } from './world/inbox.ts';

type Kind = Exclude<keyof Update, 'update_id'>;

/** What no world sends; together with what it does these are all kinds there are, which the compiler holds. */
const NOT_SENT: Record<Exclude<Kind, SentKind>, string> = {
  business_connection: 'no business accounts',
  business_message: 'no business accounts',
  edited_business_message: 'no business accounts',
  deleted_business_messages: 'no business accounts',
  guest_message: 'no guest bots',
  stopped_message_generation: 'no drafts',
  message_reaction_count: 'reactions in channels are not counted',
  inline_query: 'no inline mode',
  chosen_inline_result: 'no inline mode',
  shipping_query: 'no payments',
  pre_checkout_query: 'no payments',
  purchased_paid_media: 'no payments',
  chat_boost: 'no boosts',
  removed_chat_boost: 'no boosts',
  managed_bot: 'no managed bots',
  subscription: 'no payments',
};

describe('updates', () => {
  it('of every kind that is sent are as described', async () => {
    const { world, bot, owner, member, group, sent, updates, problems } = scene();
    const said = member.says(group, 'helo');
    member.edits(said, 'hello');
    owner.reacts(said, '👍');
    const asked = await sent('sendMessage', {
      text: 'Sure?',
      reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
    });
    void owner.presses(asked, 'Yes');
    const poll = await sent('sendPoll', {
      question: 'Tea?',
      options: [{ text: 'Yes' }, { text: 'No' }],
      is_anonymous: false,
    });
    member.votes(poll, 0);
    world.person().requestsToJoin(group);
    world.person().joins(group);
    member.stops(bot);
    const channel = world.channel({ owner, members: [bot] });
    owner.edits(owner.says(channel, 'nws'), 'news');

    expect(kindsOf(updates)).toEqual(new Set(SENT_KINDS));
    expect(problems).toEqual([]);
  });

  it('of the other kinds are left out for a reason', () => {
    expect(Object.keys(NOT_SENT).filter((kind) => SENT_KINDS.some((sent) => sent === kind))).toEqual([]);
  });
});

function kindsOf(updates: readonly Update[]): Set<string> {
  return new Set(updates.flatMap(({ update_id: _, ...content }) => Object.keys(content)));
}
