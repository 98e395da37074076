import { controlRoute, createSimulatorServer, seed, World } from '@alita/simulator';

/** The simulator in a process of its own: tells where it is, and when asked how much processor time it has used. */
const world = new World();
seed(world);
const server = await createSimulatorServer(world, { port: 0, routes: [controlRoute(world)] });
process.send?.({ url: server.url });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6 });
});
process.once('disconnect', () => process.exit(0));
