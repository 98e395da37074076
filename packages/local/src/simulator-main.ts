import { createSimulatorServer, World } from '@alita/simulator';

/**
 * The simulated Telegram of `npm start`: a bot, its owner, a group in which it is an administrator, a channel that takes
 * its notices. Its one argument is the port; it tells who is who in its `ready` line.
 */
const TOKEN = '7000000001:simulated-bot-needs-no-real-tokens';

// update ids go on where the last run stopped, as Telegram's would: repeated ones are dropped as already seen
const world = new World({ firstUpdateId: Date.now() });
const bot = world.bot({ name: 'Alita', username: 'alita_bot', token: TOKEN });
const owner = world.person({ firstName: 'Olivia', username: 'olivia' });
const member = world.person({ firstName: 'Max', username: 'max' });
const group = world.supergroup({ title: 'The Playground', owner, members: [member, bot] });
owner.promotes(group, bot, 'all');
const dump = world.channel({ title: 'Notices', owner, members: [bot] });
owner.promotes(dump, bot, 'all');

const server = await createSimulatorServer(world, { port: Number(process.argv[2] ?? 0) });
const ids = { token: TOKEN, ownerId: owner.id, memberId: member.id, groupId: group.id, dumpId: dump.id };
console.log(JSON.stringify({ level: 'info', message: 'ready', url: server.url, ...ids }));

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void server.close().then(() => process.exit(0)));
