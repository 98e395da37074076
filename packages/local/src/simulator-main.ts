import { controlRoute, createSimulatorServer, seed, World } from '@alita/simulator';

/**
 * The simulated Telegram of a local system; steered with `createSimulatorClient`. Its one argument is the port; it tells
 * who is who in its `ready` line.
 */

// update ids go on where the last run stopped, as Telegram's would: repeated ones are dropped as already seen
const world = new World({ firstUpdateId: Date.now() % 2 ** 31 });
const { bot, owner, member, group, log } = seed(world, { username: 'alita_bot' });
const server = await createSimulatorServer(world, {
  port: Number(process.argv[2] ?? 0),
  routes: [controlRoute(world)],
});
const ids = { ownerId: owner.id, memberId: member.id, groupId: group.id, dumpId: log.id };
console.log(
  JSON.stringify({ timestamp: new Date(), level: 'info', message: 'ready', url: server.url, token: bot.token, ...ids }),
);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void server.close().then(() => process.exit(0)));
