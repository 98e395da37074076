import { arg } from '@alita/kit';
import { nameOf, protect, RESTRICT, requirePunishable } from '@alita/moderation';
import { release, restrict as restriction } from '../menus.ts';
import { bans } from '../module.ts';

export const restrict = bans.command({
  name: 'restrict',
  args: { target: arg.member() },
  needs: RESTRICT,
  async run({ args: { target }, chat, me, members, ask, reply }) {
    await requirePunishable(target, { chat, me, members, ask });
    const button = (how: 'ban' | 'kick' | 'mute') =>
      restriction.button({ how, id: target.id }, { key: 'button-restrict', params: { how } });
    reply('restrict', { name: nameOf(target) }, [[button('ban'), button('kick')], [button('mute')]]);
  },
});

/** Works for people who are gone and for channels too. */
export const unrestrict = bans.command({
  name: 'unrestrict',
  args: { target: arg.member() },
  needs: RESTRICT,
  async run({ args: { target }, chat, me, members, ask, reply }) {
    await protect(target, { chat, me, members, ask });
    const { id } = target;
    const unban = release.button({ how: 'unban', id }, { key: 'button-unban' });
    const unmute = release.button({ how: 'unmute', id }, { key: 'button-unmute' });
    reply('unrestrict', { name: nameOf(target) }, target.isChat ? [unban] : [unban, unmute]);
  },
});
