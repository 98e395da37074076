import { z } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { createModules, createTracker } from './index.ts';

/** What holds for everything declared; new modules are covered by being listed in index.ts. */
const modules = createModules(createTracker({ record: async () => {} }));
const commands = modules.flatMap((module) => module.commands);
const namesOf = ({ name, aliases }: (typeof commands)[number]) => [name, ...aliases];
const commandOf = (name: string) => commands.find((command) => namesOf(command).includes(name));

/** Names that stand for one and the same command. */
const FAMILIES = [
  ['filter', 'addfilter'],
  ['stop', 'rmfilter', 'removefilter'],
  ['save', 'addnote'],
  ['clear', 'rmnote'],
  ['notes', 'saved'],
  ['privnote', 'privatenotes'],
  ['blacklist', 'addblacklist'],
  ['blaction', 'blacklistaction'],
  ['remallbl', 'rmallbl'],
  ['resetrules', 'clearrules'],
  ['rulesbutton', 'rulesbtn'],
  ['clearrulesbutton', 'clearrulesbtn', 'resetrulesbutton', 'resetrulesbtn'],
  ['resetwarns', 'resetwarn'],
  ['rmwarn', 'unwarn'],
  ['markdownhelp', 'formatting'],
];

/** What admins of other bots type, and what it is here. */
const FROM_OTHER_BOTS = [
  ['language', 'lang'],
  ['setlang', 'lang'],
  ['admins', 'adminlist'],
  ['settitle', 'title'],
  ['tempban', 'tban'],
  ['tempmute', 'tmute'],
  ['warnlimit', 'setwarnlimit'],
  ['warnmode', 'setwarnmode'],
  ['warntime', 'setwarntime'],
  ['translate', 'tr'],
  ['delnote', 'clear'],
  ['delfilter', 'stop'],
] as const;

/** Commands that every chat can do without. */
const DISABLEABLE =
  'adminlist antiraid blacklists disabled export filters flood get id import info locks locktypes notes ping report rules stat tr warns';

/** Features that help does not show. */
const HIDDEN = ['users', 'chats', 'devs', 'antispam'];

describe('commands', () => {
  const isThere = (family: readonly string[]) => family.some((name) => commandOf(name));

  it.each(FAMILIES.filter(isThere).map((family) => [family.join(', '), family] as const))(
    'CMD-1, CMD-2 %s are one',
    (_names, family) => {
      expect(new Set(family.map(commandOf)).size).toBe(1);
    },
  );

  it.each(FROM_OTHER_BOTS)('/%s is understood as /%s, without a word in help', (synonym, name) => {
    expect(commands.find(({ synonyms }) => synonyms.includes(synonym))).toMatchObject({ name });
    expect(commandOf(synonym)).toBeUndefined();
  });

  it.each(DISABLEABLE.split(' ').filter(commandOf))('DIS-1, CDIS-4 /%s may be switched off', (name) => {
    expect(commandOf(name)).toMatchObject({ name, disableable: true });
  });
});

describe('features', () => {
  it('HELP-1 take part in help, but for those nobody asks for', () => {
    const hidden = modules.filter(({ isHidden }) => isHidden).map(({ name }) => name);
    expect(hidden.filter((name) => !HIDDEN.includes(name))).toEqual([]);
  });
});

/** Fields of buttons that hold a word of ours: a page, the code of a language, a token for what was typed. */
const WORDS = new Set(['to', 'l', 't']);

describe('buttons', () => {
  const isFreeText = (schema: z.core.JSONSchema._JSONSchema) =>
    typeof schema === 'boolean' || (schema.type === 'string' && !schema.enum && schema.const === undefined);

  it('CB-5 carry nothing that people typed', () => {
    const texts = modules.flatMap(({ name: module, callbacks }) =>
      callbacks.flatMap(({ name, data }) =>
        Object.entries(z.toJSONSchema(data, { io: 'input' }).properties ?? {})
          .filter(([field, schema]) => isFreeText(schema) && !WORDS.has(field))
          .map(([field]) => `${module}.${name}: ${field}`),
      ),
    );
    expect(texts).toEqual([]);
  });
});
