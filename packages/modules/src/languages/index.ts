import { type Module, order, type Verdict } from '@alita/kit';
import type { About } from '../about.ts';
import { change, grouplang, lang, pick, pickForGroup } from './choose.ts';
import { languages } from './module.ts';

/** A group that takes the bot in speaks, until an admin says otherwise, as whoever added it does. */
const inherit = languages.watcher({
  name: 'inherit',
  on: 'me',
  order: order.track,
  async run({ event: { before, after, chat }, actor, settings, configure, languages: offered }): Promise<Verdict> {
    const language = actor.language?.split('-', 1)[0];
    const isNew = chat.type !== 'private' && !before.isMember && after.isMember;
    if (isNew && settings.language === undefined && language !== undefined && offered.includes(language))
      await configure({ language });
    return 'continue';
  },
});

export const createLanguages = ({ links }: About): Module =>
  languages.with({
    commands: [lang(links?.translate), grouplang(links?.translate)],
    callbacks: [change, pick, pickForGroup],
    watchers: [inherit],
    helpButtons: [change.button({}, { key: 'button-change' })],
  });
