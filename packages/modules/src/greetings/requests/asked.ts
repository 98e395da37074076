import { code, type Keyboard, mention, order, type Verdict, z } from '@alita/kit';
import { greetings } from '../module.ts';
import { afar, approve, ban, decline } from './decide.ts';
import { keepNotice, noticeOf, QUIET_MS } from './notice.ts';

const Bio = z.object({ bio: z.string().optional().catch(undefined) });

/** Somebody asks to be let in: they are, or admins are asked. */
export const asked = greetings.watcher({
  name: 'asked',
  on: 'joinRequest',
  order: order.membership,
  async run({ event: { person, raw }, chat, now, settings, act, reply, timer, windows }): Promise<Verdict> {
    // A channel is no place for questions to its admins.
    if (chat.type === 'channel') return 'continue';
    if (settings.autoApprove) {
      act.call('approveChatJoinRequest', { chat_id: chat.id, user_id: person.id }).quietly();
      return 'continue';
    }
    const { id } = person;
    const before = await noticeOf(id, { windows });
    if (before && now.getTime() - before.at < QUIET_MS) return 'continue';
    if (before) act.deleteMessage(before).quietly();
    const { requestLog: to } = settings;
    const said = { name: mention(person), id: code(id), bio: Bio.parse(raw).bio, group: to && chat.title };
    const notice = reply('request', said, to === undefined ? here(id) : there(id, chat.id), { to });
    keepNotice(person, { at: now.getTime(), chat: notice.chat, ref: notice.ref }, { timer, windows });
    return 'continue';
  },
});

const here = (id: number): Keyboard => [[approve.button({ id }), decline.button({ id })], [ban.button({ id })]];

const there = (id: number, g: number): Keyboard => [
  [
    afar.button({ a: 'approve', g, id }, { key: 'button-approve' }),
    afar.button({ a: 'decline', g, id }, { key: 'button-decline' }),
  ],
  [afar.button({ a: 'ban', g, id }, { key: 'button-ban' })],
];
