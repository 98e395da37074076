import type { Bot } from './people/bot.ts';
import type { Person } from './people/person.ts';
import { changeMember, plainMember } from './world/members.ts';
import type { Room } from './world/model.ts';
import { ADMIN_RIGHTS } from './world/rights.ts';
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

/** How the first scene is set. */
export interface SeedOptions {
  token?: string;
  username?: string;
  name?: string;
  /** More people and chats, so that everything a group can be is one click away. */
  company?: boolean;
}

/** Sets the first scene. In a world that was cleared it is set for the bot that is there, in a group it has not met. */
export function seed(world: World, options: SeedOptions = {}): Stage {
  const [known] = world.tokens.keys();
  const bot = world.botByToken(known ?? '') ?? newBot(world, options);
  const owner = world.person({ id: seedIds.owner, firstName: 'Olga', username: 'olga' });
  const admin = world.person({ id: seedIds.admin, firstName: 'Adam', username: 'adam' });
  const member = world.person({ id: seedIds.member, firstName: 'Bob', username: 'bob' });
  const newcomer = world.person({ id: seedIds.newcomer, firstName: 'Nia' });
  const id = known === undefined ? { id: seedIds.group } : {};
  const group = world.supergroup({ ...id, title: 'Playground', owner, members: [admin, member] });
  changeMember(world, group, owner.id, plainMember(bot.id));
  const log = world.channel({ id: seedIds.log, title: 'Bot log', owner, members: [bot] });
  owner.promotes(group, bot, 'all');
  owner.promotes(log, bot, 'all');
  owner.promotes(
    group,
    admin,
    ['can_delete_messages', 'can_restrict_members', 'can_pin_messages', 'can_invite_users'],
    'Moderator',
  );
  // said to the bot, too: it knows from the start whom a @name means
  if (options.company) {
    owner.says(group, 'Welcome! This is where we try the new bot.');
    member.says(group, 'Will it notice if I misbehave?');
    admin.says(group, 'Let us find out. Olga, over to you.');
  }
  const stage = { world, bot, owner, admin, member, newcomer, group, log };
  if (options.company) invite(stage);
  return stage;
}

function newBot(
  world: World,
  { token = seedToken, username = 'playground_bot', name = 'Playground' }: SeedOptions,
): Bot {
  return world.bot({ token, username, name });
}

/** A spammer, an anonymous administrator, somebody's channel; a forum, a group that lets in by request only. */
function invite({ world, bot, owner, admin, member, group }: Stage): void {
  const spammer = world.person({ firstName: 'Spike', lastName: 'Spammer', username: 'spike' });
  const anonymous = world.person({ firstName: 'Ava' });
  spammer.joins(group);
  anonymous.joins(group);
  owner.promotes(group, anonymous, ADMIN_RIGHTS);
  world.channel({ title: "Bob's finds", username: 'bobs_finds', owner: member });

  const forum = world.supergroup({ title: 'Workshop', forum: true, owner, members: [admin, member, bot] });
  owner.promotes(forum, bot, 'all');
  for (const name of ['Ideas', 'Help']) owner.opensTopic(forum, name);

  const quiet = world.supergroup({ title: 'Quiet room', joinByRequest: true, owner, members: [admin, bot] });
  owner.promotes(quiet, bot, 'all');
}
