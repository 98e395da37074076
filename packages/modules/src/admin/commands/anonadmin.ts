import { arg, UserError } from '@alita/kit';
import { admin } from '../module.ts';

/** Whether anonymous admins are believed: every admin may know, only the owner may change it. */
export const anonadmin = admin.command({
  name: 'anonadmin',
  args: { trust: arg.toggle().optional() },
  needs: { actor: 'admin', bot: 'admin' },
  async run({ args: { trust }, message, chat, members, settings, configure, reply }) {
    if (trust === undefined) return void reply('anonadmin-is', { trust: settings.trustAnonymous, chat: chat.title });
    const actor = (await members.admins()).find(({ person }) => person.id === message.userId);
    if (actor?.status !== 'creator') throw new UserError('kit.owner-only');
    if (trust === settings.trustAnonymous) return void reply('anonadmin-already', { trust });
    await configure({ trustAnonymous: trust });
    reply('anonadmin-set', { trust });
  },
});
