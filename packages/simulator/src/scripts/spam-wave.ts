import { chosen, type Script, tries } from './script.ts';

const LINES = [
  'Earn 500 a day from home, ask me how',
  'Join @best_signals_ever now',
  'https://t.me/+freecoins only today',
  'HOT NEW OFFER https://offer.example',
];

/** A few members flood the group with links, forwards and stickers. */
export const spamWave: Script = {
  name: 'spam-wave',
  about: 'a few members flood the group with links, forwards and stickers',
  options: { spammers: 3, messages: 40, seconds: 10 },
  async run({ world, group }, pace, options) {
    const messages = chosen(spamWave, options, 'messages');
    const pauseMs = (chosen(spamWave, options, 'seconds') * 1000) / messages;
    const promoter = world.person({ firstName: 'Promoter' });
    const channel = world.channel({ title: 'Best signals', username: 'best_signals_ever', owner: promoter });
    const advert = promoter.says(channel, LINES.join('\n'));
    const spammers = Array.from({ length: chosen(spamWave, options, 'spammers') }, (_, i) =>
      world.person({ firstName: `Spammer ${i + 1}` }),
    );
    for (const spammer of spammers) tries(() => spammer.joins(group));
    for (let i = 0; i < messages; i++) {
      const spammer = spammers[i % spammers.length];
      const line = LINES[i % LINES.length] ?? '';
      if (i % 7 === 6) tries(() => spammer?.sends(group, 'sticker'));
      else if (i % 5 === 4) tries(() => spammer?.forwards(advert, group));
      else tries(() => spammer?.says(group, line));
      await pace(pauseMs);
    }
  },
};
