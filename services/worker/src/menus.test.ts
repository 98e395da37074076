import { defineModule, type Translate } from '@alita/kit';
import type { Entry } from '@alita/queues';
import { describe, expect, it } from '@jest/globals';
import { menusOf, publishMenus } from './menus.ts';

const run = () => {};
const bans = defineModule({ name: 'bans' });
const help = defineModule({ name: 'help' });
const devs = defineModule({ name: 'devs', isHidden: true });
const modules = [
  help.with({ commands: [help.command({ name: 'help', in: 'any', run })] }),
  bans.with({
    commands: [
      bans.command({ name: 'ban', needs: { actor: 'can_restrict_members' }, run }),
      bans.command({ name: 'kickme', run }),
    ],
  }),
  devs.with({ commands: [devs.command({ name: 'stats', in: 'any', needs: { actor: 'team' }, run })] }),
];
const translator = (language: string): Translate =>
  Object.assign((key: string) => `<b>${language}</b> ${key} ${'x'.repeat(300)}`, { language });

describe('menusOf', () => {
  it('HLP-16, HLP-B3 lists what is declared, per scope and language, without what is hidden', () => {
    const menus = menusOf(modules, ['en', 'es'], translator);
    const names = menus.map(({ scope, language_code, commands }) => [
      scope.type,
      language_code,
      commands.map(({ command }) => command).join(),
    ]);
    expect(names).toEqual([
      ['all_private_chats', '', 'help'],
      ['all_group_chats', '', 'help,kickme'],
      ['all_chat_administrators', '', 'help,ban,kickme'],
      ['all_private_chats', 'es', 'help'],
      ['all_group_chats', 'es', 'help,kickme'],
      ['all_chat_administrators', 'es', 'help,ban,kickme'],
    ]);
    const description = menus[3]?.commands[0]?.description;
    expect(description).toMatch(/^es help\.help-help x+$/);
    expect(description).toHaveLength(256);
  });
});

describe('publishMenus', () => {
  function scene() {
    const kept = new Map<string, string>();
    const pushed: Entry[] = [];
    const redis = {
      get: (key: string) => Promise.resolve(kept.get(key) ?? null),
      set: (key: string, value: string) => Promise.resolve(kept.set(key, value) && 'OK'),
    };
    const mailboxes = {
      push: (_queue: string, entries: readonly Entry[]) => {
        pushed.push(...entries);
        return Promise.resolve(entries.map(() => 'accepted' as const));
      },
    };
    const publish = (languages: readonly string[]) => {
      const menus = menusOf(modules, languages, translator);
      return publishMenus({ menus, bot: 7, redis: redis as never, mailboxes, namespace: 'test', now: () => 1 });
    };
    return { publish, pushed };
  }

  it('sends them once, and again only when they have changed, also back', async () => {
    const { publish, pushed } = scene();
    expect(await publish(['en'])).toBe(true);
    expect(await publish(['en'])).toBe(false);
    expect(await publish(['en', 'es'])).toBe(true);
    expect(await publish(['en'])).toBe(true);
    expect(pushed.map(({ key }) => key)).toEqual(Array.from({ length: 3 + 6 + 3 }, () => '7.0'));
    expect(new Set(pushed.map(({ item }) => item.id)).size).toBe(12);
  });

  it('makes the same ids in workers that start together', async () => {
    const { publish, pushed } = scene();
    await Promise.all([publish(['en']), publish(['en'])]);
    expect(pushed).toHaveLength(6);
    expect(new Set(pushed.map(({ item }) => item.id)).size).toBe(3);
    expect(pushed.every(({ once }) => once === 'id')).toBe(true);
  });
});
