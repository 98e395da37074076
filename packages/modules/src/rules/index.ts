import { privaterules, resetrules, resetrulesbutton, rulesbutton, setrules } from './commands.ts';
import { rules } from './module.ts';
import { link, ruleBook } from './show.ts';

export default rules.with({
  commands: [ruleBook, setrules, resetrules, privaterules, rulesbutton, resetrulesbutton],
  links: [link],
});
