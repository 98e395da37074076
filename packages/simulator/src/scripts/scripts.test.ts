import { describe, expect, it } from '@jest/globals';
import { problemsOf } from '../description/validate.ts';
import { seed } from '../seed.ts';
import { World } from '../world.ts';
import { scripts } from './index.ts';

describe('scripts', () => {
  it.each(Object.values(scripts).map((script) => [script.name, script] as const))(
    '%s plays to its end',
    async (_, script) => {
      const world = new World({ now: () => 1_700_000_000_000 });
      const stage = seed(world);
      const problems: string[] = [];
      let updates = 0;
      world.onUpdate(stage.bot.id, (update) => {
        updates++;
        problems.push(...problemsOf('Update', update));
      });
      await script.run(stage, async (ms) => world.advance(ms), {});
      expect(updates).toBeGreaterThanOrEqual(3);
      expect(problems).toEqual([]);
    },
  );

  it('a raid goes on while the bot bans', async () => {
    const world = new World();
    const stage = seed(world);
    world.onUpdate(stage.bot.id, ({ chat_member: change }) => {
      const { status, user } = change?.new_chat_member ?? {};
      if (status === 'member' && user)
        void world.telegram.call(stage.bot.token, 'banChatMember', { chat_id: stage.group.id, user_id: user.id });
    });
    await scripts.raid?.run(stage, () => Promise.resolve(), { joins: 20 });
    expect([...stage.group.members.values()].filter(({ status }) => status === 'kicked')).toHaveLength(20);
  });
});
