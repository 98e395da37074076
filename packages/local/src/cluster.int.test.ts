import { fileURLToPath } from 'node:url';
import { bringUpRedisCluster, type Server } from '@alita/servers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChatSeen } from './fixtures/chat-seen.ts';
import { type Club, openClub } from './fixtures/club.ts';
import { startTestSystem, type TestSystem } from './fixtures/test-system.ts';

const cacheFolder = fileURLToPath(new URL('../../../.data/cache', import.meta.url));
/** Enough that every shard has some. */
const CLUBS = 8;

describe('the four processes on a Redis Cluster of three nodes', () => {
  let cluster: Server;
  let test: TestSystem;
  let clubs: Club[];

  beforeAll(async () => {
    cluster = await bringUpRedisCluster(cacheFolder);
    const addresses = cluster.url.split(',').map((url) => new URL(url).host);
    test = await startTestSystem('polling', {
      REDIS_ADDRESS: addresses.join(','),
      MAILBOX_SHARDS: '4',
      SENDER_LIMITS: 'telegram',
    });
    clubs = await Promise.all(Array.from({ length: CLUBS }, () => openClub(test.client)));
  }, 90_000);
  afterAll(async () => {
    await test?.stop();
    await cluster?.stop();
  }, 60_000);

  it('moderates in every group: what is written, asked, limited and answered by outcome', async () => {
    const moderate = async ({ group, owner, member }: Club) => {
      const spam = await group.says(member, 'buy my things');
      expect((await group.asks(owner, '/warn rude', spam)).text).toContain('1 of 3');
      expect((await group.asks(owner, '/ban spam', spam)).text).toContain('Reason: spam');
      await group.becomes(member, 'kicked');
    };
    await Promise.all(clubs.map(moderate));
  }, 60_000);

  it('is healthy as a whole', async () => {
    const health = await (await fetch(`${test.system.gatewayUrl}/health`)).json();
    expect(health).toMatchObject({ status: 'healthy', missing: [] });
  });

  it('goes on when each process is killed: every command answered, in order', async () => {
    const asked = new Map<ChatSeen, number[]>();
    const askEverywhere = () =>
      Promise.all(
        clubs.map(async ({ group, owner }) => {
          asked.set(group, [...(asked.get(group) ?? []), await group.says(owner, '/id')]);
        }),
      );
    for (const service of ['worker', 'ingress', 'sender'] as const) {
      await askEverywhere();
      test.system.of(service)[0]?.kill();
      await askEverywhere();
    }
    let repeated = 0;
    for (const [group, commands] of asked) {
      for (const command of commands) await group.answerTo(command);
      const answered = (await group.shown()).flatMap(({ reply_to_message: to }) =>
        to && commands.includes(to.message_id) ? [to.message_id] : [],
      );
      expect([...new Set(answered)]).toEqual(commands);
      repeated += answered.length - commands.length;
    }
    // a send whose outcome was lost with its sender is made again: one per group at most
    expect(repeated).toBeLessThanOrEqual(CLUBS);
  }, 90_000);
});
