import { z } from '@alita/kit';
import { nameOf, QUESTION_MS } from '@alita/moderation';
import { PIN, pins } from '../module.ts';

/** The answer to "really all?"; in a topic, one can mean only that. */
export const unpinAll = pins.callback({
  name: 'unpinall',
  data: z.object({ where: z.enum(['chat', 'topic', 'nowhere']) }),
  needs: PIN,
  lifetimeMs: QUESTION_MS,
  run({ data: { where }, actor, message, messageId, chat, act, edit }) {
    const said = { by: nameOf(actor), where };
    if (where === 'nowhere') return void edit('unpinned-none', said);
    const topicId = where === 'topic' ? message?.topicId : undefined;
    const place = { chat_id: chat.id, ...(topicId !== undefined && { message_thread_id: topicId }) };
    act
      .call(topicId === undefined ? 'unpinAllChatMessages' : 'unpinAllForumTopicMessages', place)
      .ok(act.editing({ chat, id: messageId }, 'unpinned-all', said));
  },
});

export const unpinall = pins.command({
  name: 'unpinall',
  needs: PIN,
  run({ message, reply }) {
    const places =
      message.topicId === undefined ? (['chat', 'nowhere'] as const) : (['topic', 'chat', 'nowhere'] as const);
    const buttons = places.map((where) => unpinAll.button({ where }, { params: { where } }));
    reply(
      'unpinall-sure',
      {},
      buttons.map((button) => [button]),
    );
  },
});
