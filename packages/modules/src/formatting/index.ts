import { type Button, encodeCallback, z } from '@alita/kit';
import { formatting } from './module.ts';

const TOPICS = ['markup', 'placeholders', 'random'] as const;
type Topic = (typeof TOPICS)[number];

/** A page of the explanation; `intro` leads to all of them. */
const page = formatting.callback({
  name: 'page',
  data: z.object({ to: z.enum(['intro', ...TOPICS]) }),
  run({ data: { to }, edit }) {
    if (to === 'intro') edit('intro', {}, [...topicButtons(), [toFeatures]]);
    else edit(to, {}, [page.button({ to: 'intro' }, { key: 'button-back' })]);
  },
});

const topic = (to: Topic, key: string): Button => page.button({ to }, { key });
const topicButtons = (): Button[][] => [
  [topic('markup', 'button-markup'), topic('placeholders', 'button-placeholders')],
  [topic('random', 'button-random')],
];

/** Back to the list of all features, which is the help's. */
const toFeatures: Button = { label: 'formatting.button-features', data: encodeCallback('help.open', { to: 'list' }) };

const markdownhelp = formatting.command({
  name: 'markdownhelp',
  aliases: ['formatting'],
  in: 'any',
  run({ chat, me, message, reply }) {
    if (chat.type === 'private') return void reply('intro', {}, [...topicButtons(), [toFeatures]]);
    const url = `https://t.me/${me.username}?start=help_formatting`;
    reply('in-private', {}, [{ label: 'formatting.button-open', url }], { replyTo: message.replyTo?.id });
  },
});

export default formatting.with({
  commands: [markdownhelp],
  callbacks: [page],
  helpButtons: topicButtons().flat(),
});
