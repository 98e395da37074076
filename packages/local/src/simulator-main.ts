import { fileURLToPath } from 'node:url';
import { createSimulatorServer, pageRoute, seed, World } from '@alita/simulator';

/**
 * The simulated Telegram of a local system, with the playground page; steered with `createSimulatorClient`. Its one
 * argument is the port; it tells who is who in its `ready` line.
 */
const PAGE = fileURLToPath(new URL('../../playground/dist', import.meta.url));

// update ids go on where the last run stopped, as Telegram's would: repeated ones are dropped as already seen
const world = new World({ firstUpdateId: Date.now() % 2 ** 31 });
const { bot, owner, member, group, log } = seed(world, { username: 'alita_bot', name: 'Alita', company: true });
const server = await createSimulatorServer(world, {
  port: Number(process.argv[2] ?? 0),
  routes: [pageRoute(world, PAGE)],
});
const ids = { ownerId: owner.id, memberId: member.id, groupId: group.id, dumpId: log.id };
console.log(
  JSON.stringify({ timestamp: new Date(), level: 'info', message: 'ready', url: server.url, token: bot.token, ...ids }),
);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void server.close().then(() => process.exit(0)));
