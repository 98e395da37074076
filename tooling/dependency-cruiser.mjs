/** The import rules of docs/architecture.md, as a tool that can say no. */
const home = (name, module, owner) => ({
  name: `${name}-has-one-home`,
  severity: 'error',
  from: { path: '^(packages|services)/', pathNot: [...owner.map((o) => `^${o}/`), '\\.test\\.ts$'] },
  to: { path: `node_modules/${module}/`, pathNot: 'node_modules/@types' },
});

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'services-meet-only-in-queues',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(bench|chaos|local)/' },
      to: { path: '^services/' },
    },
    {
      name: 'features-are-islands',
      severity: 'error',
      from: { path: '^packages/modules/src/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/modules/src/([^/]+)/', pathNot: '^packages/modules/src/$1/' },
    },
    {
      name: 'only-stores-touch-the-db',
      severity: 'error',
      from: { path: '^packages/(modules|moderation|content)/', pathNot: ['/store\\.ts$', '\\.test\\.ts$'] },
      to: { path: '^packages/db/' },
    },
    {
      name: 'kit-and-observe-stand-alone',
      severity: 'error',
      from: { path: '^packages/(kit|observe|simulator|config)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/', pathNot: '^packages/(kit|observe|simulator|config)/' },
    },
    home('telegraf', 'telegraf', ['packages/telegram']),
    home('bullmq', 'bullmq', ['packages/queues']),
    home('bull-board', '@bull-board', ['services/gateway']),
    home('ioredis', 'ioredis', ['packages/redis', 'packages/servers']),
    home('prisma', '@prisma', ['packages/db']),
    home('winston', 'winston', ['packages/observe']),
    home('prom-client', 'prom-client', ['packages/observe']),
    home('canvas', 'canvas', ['packages/render']),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: 'specify',
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '/generated/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'types', 'default'],
    },
  },
};
