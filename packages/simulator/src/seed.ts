import type { Bot } from './people/bot.ts';
import type { Person } from './people/person.ts';
import type { Room } from './world/model.ts';
import type { World } from './world.ts';

/** The first scene of a playground: a bot, its owner, a group with people, a channel for the bot's log. */
export interface Stage {
  world: World;
  bot: Bot;
  owner: Person;
  admin: Person;
  member: Person;
  newcomer: Person;
  group: Room;
  log: Room;
}

/** Ids that stay the same from start to start, so that a bot can be configured with them. */
export const seedIds = {
  bot: 100_000_001,
  owner: 200_000_001,
  admin: 200_000_002,
  member: 200_000_003,
  newcomer: 200_000_004,
  group: -1_001_500_000_001,
  log: -1_001_500_000_002,
} as const;

/** The bot's token unless another one is given. */
export const seedToken = `${seedIds.bot}:simulated-token-simulated-token-sim`;

/** Sets the first scene. */
export function seed(world: World, options: { token?: string; username?: string } = {}): Stage {
  const bot = world.bot({
    token: options.token ?? seedToken,
    username: options.username ?? 'playground_bot',
    name: 'Playground',
  });
  const owner = world.person({ id: seedIds.owner, firstName: 'Olga', username: 'olga' });
  const admin = world.person({ id: seedIds.admin, firstName: 'Adam', username: 'adam' });
  const member = world.person({ id: seedIds.member, firstName: 'Bob', username: 'bob' });
  const newcomer = world.person({ id: seedIds.newcomer, firstName: 'Nia' });
  const members = [admin, member, bot];
  const group = world.supergroup({ id: seedIds.group, title: 'Playground', owner, members });
  const log = world.channel({ id: seedIds.log, title: 'Bot log', owner, members: [bot] });
  owner.promotes(group, bot, 'all');
  owner.promotes(log, bot, 'all');
  owner.promotes(
    group,
    admin,
    ['can_delete_messages', 'can_restrict_members', 'can_pin_messages', 'can_invite_users'],
    'Moderator',
  );
  return { world, bot, owner, admin, member, newcomer, group, log };
}
