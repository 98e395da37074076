import { arg } from '@alita/kit';
import { nameOf, RESTRICT, unban as unbanTarget } from '@alita/moderation';
import { bans } from '../module.ts';

/** Telegram tells who of the people is banned, of the channels it does not. */
export const unban = bans.command({
  name: 'unban',
  args: { target: arg.member() },
  needs: RESTRICT,
  async run({ args: { target }, members, reply, act, say }) {
    const name = nameOf(target);
    const member = target.isChat ? undefined : await members.find(target.id);
    if (member && member.status !== 'kicked') return void reply('not-banned', { name });
    unbanTarget(act, target).ok(say('unbanned', { name }));
  },
});
