import { escapeHtml, Html, type Membership } from '@alita/kit';
import { admin } from '../module.ts';

/** Who the admins are. Nobody is notified by it, and whoever stays anonymous is only counted. */
export const adminlist = admin.command({
  name: 'adminlist',
  synonyms: ['admins'],
  needs: { bot: 'admin' },
  disableable: true,
  async run({ chat, members, reply, t }) {
    const people = (await members.admins()).filter(({ person }) => !person.isBot);
    const shown = people.filter(({ isAnonymous }) => !isAnonymous);
    const hidden = people.length - shown.length;
    if (shown.length === 0) return void reply('list-empty', { chat: chat.title, hidden });
    const line = ({ person, status, title }: Membership) =>
      t('admin.list-line', { name: withoutPing(person), isOwner: status === 'creator', title });
    reply('list', { chat: chat.title, list: new Html(shown.map(line).join('\n')), hidden });
  },
});

/** A link to the profile page notifies nobody, as a mention would. */
const withoutPing = ({ name, username }: Membership['person']): Html =>
  new Html(username ? `<a href="https://t.me/${username}">${escapeHtml(name)}</a>` : escapeHtml(name));
