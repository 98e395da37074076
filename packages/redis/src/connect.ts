import { Cluster, Redis } from 'ioredis';

/** A connection to one Redis or to a Redis Cluster. */
export type RedisClient = Redis | Cluster;

export interface ConnectOptions {
  /** `redis://…` or `rediss://…`; several, separated by commas, are the nodes of a Redis Cluster. */
  url: string;
  /** Shown by `CLIENT LIST`. */
  name: string;
  /** Reject while Redis is away instead of waiting for it: for producers whose caller can be told to come back. */
  failFast?: boolean;
  /** Hears connection errors; without it they are dropped, since commands wait or reject by themselves. */
  onError?: (error: Error) => void;
}

/** No answer for this long means the peer is gone, whatever TCP believes. Longer than BullMQ's blocking reads. */
const SILENCE_MS = 15_000;

/**
 * Opens a connection; commands may be sent at once.
 *
 * @example const redis = connectRedis({ url: 'redis://127.0.0.1:6379/0', name: 'worker' });
 */
export function connectRedis({ url, name, failFast = false, onError = () => {} }: ConnectOptions): RedisClient {
  const nodes = url.split(',');
  const client = nodes.length > 1 ? joinCluster(nodes, name, failFast) : new Redis(url, optionsOf(name, failFast));
  client.on('error', onError);
  return client;
}

/** The servers that are written to: the one, or a cluster's. */
export const primariesOf = (redis: RedisClient): Redis[] =>
  redis instanceof Cluster ? redis.nodes('master') : [redis];

const optionsOf = (name: string, failFast: boolean) => ({
  connectionName: name,
  disconnectTimeout: 100,
  maxRetriesPerRequest: failFast ? 1 : null,
  enableOfflineQueue: !failFast,
  socketTimeout: failFast ? 3_000 : SILENCE_MS,
  retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 5), 1_000) * (0.75 + Math.random() / 2),
  // After a failover the old primary answers as a replica: reconnect, and send the command again.
  reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 2 : false) as 2 | false,
});

/** A call waits for its slot's next primary as it does for a single Redis, however long the cluster takes to choose it. */
const PATIENTLY = Number.MAX_SAFE_INTEGER;

/** Nodes that are not named but found are spoken to like the first that is: with its credentials, encrypted or not. */
function joinCluster(nodes: readonly string[], name: string, failFast: boolean): Cluster {
  const places = nodes.map((node) => new URL(node));
  const [first] = places;
  return new Cluster(
    places.map(({ hostname, port }) => ({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 6379 })),
    {
      redisOptions: {
        ...optionsOf(name, failFast),
        username: decodeURIComponent(first?.username ?? ''),
        password: decodeURIComponent(first?.password ?? ''),
        ...(first?.protocol === 'rediss:' && { tls: {} }),
      },
      enableOfflineQueue: !failFast,
      ...(!failFast && { maxRedirections: PATIENTLY }),
    },
  );
}
