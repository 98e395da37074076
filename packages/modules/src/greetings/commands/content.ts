import { CONTENT_TAGS, type ContentTag, complaintLines, readSave, refusalOf } from '@alita/content';
import { arg } from '@alita/kit';
import { CHANGE, greetings, type Occasion } from '../module.ts';

/** Those that make sense of what nobody asks for. */
const TAGS: readonly ContentTag[] = CONTENT_TAGS.filter((tag) => ['preview', 'protect', 'nonotif'].includes(tag));
/** Longer than any message: what is too long is told with all its lengths by the engine. */
const ANY_LENGTH = 1_000_000;

const set = (occasion: Occasion) =>
  greetings.command({
    name: `set${occasion}`,
    args: { text: arg.text({ max: ANY_LENGTH }).optional() },
    needs: CHANGE,
    in: 'connected',
    async run({ message, settings, configure, reply, t }) {
      const read = readSave(message, { defaultLabel: t('greetings.button-default'), tags: TAGS });
      if (!read.ok) throw refusalOf(read);
      const { content, complaints } = read;
      await configure({ [occasion]: { ...settings[occasion], content } });
      reply('saved', { occasion, on: settings[occasion].on, leftOut: complaintLines(complaints, t) });
    },
  });

export const setwelcome = set('welcome');
export const setgoodbye = set('goodbye');

/** Back to the usual words, in the language of the chat. */
const reset = (occasion: Occasion) =>
  greetings.command({
    name: `reset${occasion}`,
    needs: CHANGE,
    in: 'connected',
    async run({ settings, configure, reply }) {
      await configure({ [occasion]: { ...settings[occasion], content: undefined } });
      reply('reset', { occasion, on: settings[occasion].on });
    },
  });

export const resetwelcome = reset('welcome');
export const resetgoodbye = reset('goodbye');
