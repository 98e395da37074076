import { defineModule, order, z } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from './catalogue.ts';
import { createRegistry } from './registry.ts';

const run = () => {};
const data = z.object({});

/** A module of this name with one of everything under that name. */
function moduleOf(name: string, part: string, aliases: readonly string[] = []) {
  const made = defineModule({ name });
  return made.with({
    commands: [made.command({ name: part, aliases, run })],
    callbacks: [made.callback({ name: part, data, run })],
    timers: [made.timer({ name: part, data, run })],
    continuations: [made.continuation({ name: part, data, run })],
  });
}

describe('createRegistry', () => {
  it('finds a command by name and alias', () => {
    const { commands } = createRegistry([moduleOf('a', 'one', ['uno', 'un'])]);
    expect([...commands].map(([name, { label }]) => [name, label])).toEqual([
      ['one', 'a.one'],
      ['uno', 'a.one'],
      ['un', 'a.one'],
    ]);
  });

  it('finds a command by what other bots call it, which help does not show', () => {
    const made = defineModule({ name: 'a' });
    const modules = [made.with({ commands: [made.command({ name: 'one', synonyms: ['eins'], run })] })];
    const registry = createRegistry(modules);
    expect(registry.commands.get('eins')?.label).toBe('a.one');
    expect(createCatalogue(modules, registry).command('eins')).toMatchObject({ name: 'one', aliases: [] });
  });

  it.each([
    [
      'two commands of one name',
      [moduleOf('a', 'one'), moduleOf('b', 'one')],
      'command "one" is claimed by a.one and b.one',
    ],
    [
      'an alias that is a name',
      [moduleOf('a', 'one'), moduleOf('b', 'two', ['one'])],
      'command "one" is claimed by a.one and b.two',
    ],
    ['an alias twice', [moduleOf('a', 'one', ['x', 'x'])], 'command "x" is claimed by a.one and a.one'],
    ['two modules of one name', [moduleOf('a', 'one'), moduleOf('a', 'two')], 'module "a" is claimed by a and a'],
    [
      'a callback twice',
      [moduleOf('a', 'one'), moduleOf('a', 'one')],
      'callback "a.one" is claimed by a.one and a.one',
    ],
    ['a timer twice', [moduleOf('a', 'one'), moduleOf('a', 'one')], 'timer "a.one" is claimed by'],
    ['a continuation twice', [moduleOf('a', 'one'), moduleOf('a', 'one')], 'continuation "a.one" is claimed by'],
    ['a name Telegram does not take', [moduleOf('a', 'Über-ban')], 'command "Über-ban" is not a name Telegram takes'],
  ])('%s stops the boot, by name', (_what, modules, problem) => expect(() => createRegistry(modules)).toThrow(problem));

  it('names all that is wrong at once', () => {
    const modules = [moduleOf('a', 'one', ['x']), moduleOf('b', 'one', ['x'])];
    expect(() => createRegistry(modules)).toThrow(/"one".*\n.*"x"/);
  });

  it('refuses a callback whose name leaves no room for data', () => {
    expect(() => createRegistry([moduleOf('a', 'x'.repeat(64))])).toThrow('64');
  });

  it('GEN-D1 orders watchers by their place, whatever the order of modules, and keeps that order among equals', () => {
    const watching = (name: string, at: number) => {
      const made = defineModule({ name });
      return made.with({ watchers: [made.watcher({ name: 'w', on: 'message', order: at, run: () => 'continue' })] });
    };
    const { watchers } = createRegistry([
      watching('late', order.respond),
      watching('first', order.enforce),
      watching('second', order.enforce),
      watching('early', order.track),
    ]);
    const { before = [], after = [] } = watchers.get('message') ?? {};
    expect(before.map(({ label }) => label)).toEqual(['early.w', 'first.w', 'second.w']);
    expect(after.map(({ label }) => label)).toEqual(['late.w']);
    expect(watchers.get('edit')).toBeUndefined();
  });

  it('LINK-1 prefers the longest prefix of a deep link', () => {
    const made = defineModule({ name: 'notes' });
    const { links } = createRegistry([
      made.with({ links: [made.link({ prefix: 'note_', run }), made.link({ prefix: 'note_list_', run })] }),
    ]);
    expect(links.map(({ declaration }) => declaration.prefix)).toEqual(['note_list_', 'note_']);
  });
});
