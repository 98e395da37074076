import { type Button, encodeCallback } from '@alita/kit';
import { privaterules, resetrules, resetrulesbutton, rulesbutton, setrules } from './commands.ts';
import { rules } from './module.ts';
import { link, ruleBook } from './show.ts';

/** Beside the help: how texts are written. */
const toFormatting: Button = { label: 'formatting.name', data: encodeCallback('help.open', { to: 'm.formatting' }) };

export default rules.with({
  commands: [ruleBook, setrules, resetrules, privaterules, rulesbutton, resetrulesbutton],
  links: [link],
  helpButtons: [toFormatting],
});
