import { compose, gatewayAccess, operation, ports, tracing, tunnel, workload } from './process.ts';
import { sending } from './sending.ts';
import { cache, database, redis } from './storage.ts';
import { intake, links, locales, ownership, telegram, translation } from './telegram.ts';

/** What each service reads; only the first two are given the bot's token. */
export const ingress = [telegram, intake, ports, redis, operation, tracing] as const;
export const sender = [telegram, sending, redis, operation, tracing] as const;
/** `shipped`: the languages the build has. */
export const worker = <const L extends string>(shipped: readonly L[]) =>
  [ownership, locales(shipped), links, translation, workload, database, redis, cache, operation, tracing] as const;
export const gateway = [gatewayAccess, ports, database, redis, operation, tracing] as const;

/** Every group there is, in the order an operator wants to read them. */
export const everything = [
  telegram,
  ownership,
  database,
  redis,
  intake,
  ports,
  locales([]),
  links,
  translation,
  gatewayAccess,
  operation,
  tracing,
  sending,
  workload,
  cache,
  compose,
  tunnel,
] as const;
