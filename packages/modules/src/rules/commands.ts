import { type ContentTag, complaintLines, readSave, refusalOf } from '@alita/content';
import { arg, type Needs, UserError } from '@alita/kit';
import { rules } from './module.ts';

const needs: Needs = { actor: 'can_change_info' };
/** Options that mean something for rules; others are text. */
const TAGS: readonly ContentTag[] = ['preview', 'protect', 'nonotif'];
const LONGEST_LABEL = 30;

/** Takes the rules from what is typed, or else from the message replied to (RUL-1, RUL-B1, B3). */
export const setrules = rules.command({
  name: 'setrules',
  needs,
  in: 'connected',
  async run({ message, configure, reply, t }) {
    const read = readSave(message, { defaultLabel: t('content.rules-button'), tags: TAGS });
    if (!read.ok) throw refusalOf(read);
    await configure({ content: read.content });
    reply('setrules-set', { leftOut: complaintLines(read.complaints, t) });
  },
});

export const resetrules = rules.command({
  name: 'resetrules',
  aliases: ['clearrules'],
  needs,
  in: 'connected',
  async run({ configure, reply }) {
    await configure({ content: null });
    reply('resetrules-set');
  },
});

export const privaterules = rules.settingCommand({
  name: 'privaterules',
  field: 'isPrivate',
  arg: arg.toggle(),
  needs,
});

export const rulesbutton = rules.command({
  name: 'rulesbutton',
  aliases: ['rulesbtn'],
  args: { label: arg.text().optional() },
  needs,
  in: 'connected',
  async run({ args: { label }, settings, configure, reply }) {
    if (label === undefined) return void reply('rulesbutton-is', { button: settings.button || undefined });
    const button = label.replace(/\s+/g, ' ');
    if (Array.from(button).length > LONGEST_LABEL) throw new UserError('label-too-long', { max: LONGEST_LABEL });
    await configure({ button });
    reply('rulesbutton-set', { button });
  },
});

export const resetrulesbutton = rules.command({
  name: 'resetrulesbutton',
  aliases: ['resetrulesbtn', 'clearrulesbutton', 'clearrulesbtn'],
  needs,
  in: 'connected',
  async run({ configure, reply }) {
    await configure({ button: '' });
    reply('resetrulesbutton-set');
  },
});
