import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chatSeen } from './fixtures/chat-seen.ts';
import { eventually } from './fixtures/eventually.ts';
import { FIRST_HOUR, playFirstHour } from './fixtures/first-hour.ts';
import { groupMoves, warningsRain } from './fixtures/moving.ts';
import { PASSWORD, startTestSystem, type TestSystem, WEBHOOK_SECRET } from './fixtures/test-system.ts';

describe.each(['polling', 'webhook'] as const)('the four processes, by %s', (mode) => {
  let test: TestSystem;
  let timersMoved: () => Promise<void>;
  let firstHour: ReturnType<typeof playFirstHour>;

  beforeAll(async () => {
    test = await startTestSystem(mode);
    firstHour = playFirstHour(test);
  }, 60_000);
  afterAll(() => test.stop(), 60_000);

  it.each(FIRST_HOUR)(
    'an admin $name',
    async ({ name }) => {
      await firstHour(name);
    },
    60_000,
  );

  it('is healthy as a whole, and shows it', async () => {
    const { gatewayUrl, ingressUrl } = test.system;
    const health = await (await fetch(`${gatewayUrl}/health`)).json();
    expect(health).toMatchObject({ status: 'healthy', missing: [] });
    expect(await (await fetch(`${gatewayUrl}/metrics`)).text()).toMatch(
      /alita_updates_handled_total\{[^}]*service="worker"/,
    );
    const headers = { authorization: `Basic ${btoa(`me:${PASSWORD}`)}` };
    for (const path of ['/', '/bull', '/bull/api/queues'])
      expect([path, (await fetch(`${gatewayUrl}${path}`, { headers })).status]).toEqual([path, 200]);
    expect((await fetch(`${ingressUrl}/readyz`)).status).toBe(200);
  });

  it('BUP-B2 follows a group to its supergroup with all there is and all that waits', async () => {
    timersMoved = await groupMoves(test);
  }, 60_000);

  it('WRN-D2 punishes once per limit, however fast warnings come', () => warningsRain(test), 60_000);

  it('goes on when each process is killed: every command answered once, in order', async () => {
    const { group, system, scene } = test;
    const commands: number[] = [];
    for (const service of ['worker', 'ingress', 'sender'] as const) {
      for (let i = 0; i < 5; i++) commands.push(await group.says(scene.ownerId, '/id'));
      system.of(service)[0]?.kill();
      for (let i = 0; i < 5; i++) commands.push(await group.says(scene.ownerId, '/id'));
    }
    for (const command of commands) await group.answerTo(command);
    const answered = (await group.shown()).flatMap(({ reply_to_message: to }) =>
      to && commands.includes(to.message_id) ? [to.message_id] : [],
    );
    expect([...new Set(answered)]).toEqual(commands);
    // a send whose outcome was lost with its sender is made again: at most the one that was under way
    expect(answered.length - commands.length).toBeLessThanOrEqual(1);
  }, 60_000);

  it('BUP-B2 has timers ring once, in the supergroup', () => timersMoved(), 60_000);

  it('SHUT-3 tells once in the log channel that it came up, however often its processes die', async () => {
    const channel = chatSeen(test.client, test.scene.dumpId);
    const { text } = await channel.sees(/^I am up/);
    expect(text).toContain(mode === 'polling' ? 'I ask Telegram for updates' : 'Telegram delivers to my webhook');
    expect(text).toMatch(/Bans, .*Warnings/);
    expect((await channel.shown()).filter((message) => message.text?.startsWith('I am up'))).toHaveLength(1);
  });

  it('lets no secret into its logs, however talkative', () => {
    const printed = test.lines.filter(({ process }) => process !== 'telegram').map(({ text }) => text);
    expect(printed.length).toBeGreaterThan(20);
    for (const secret of [test.scene.token, PASSWORD, WEBHOOK_SECRET]) expect(printed.join('\n')).not.toContain(secret);
  });
});

describe('traces', () => {
  it('join what an update led to, from ingress to the call', async () => {
    const test = await startTestSystem('polling', { OTEL_EXPORTER_CONSOLE: 'true', OTEL_BSP_SCHEDULE_DELAY: '100' });
    try {
      await test.group.answerTo(await test.group.says(test.scene.memberId, '/id'));
      /** The traces a process printed spans of this name for. */
      const tracesOf = (process: string, name: string) => {
        const text = test.lines.flatMap((line) => (line.process === process ? [line.text] : [])).join('\n');
        const spans = [...text.matchAll(/traceId: '(\w+)'[\s\S]*?name: '([\w.]+)'/g)];
        return spans.flatMap(([, trace = '', span]) => (span === name ? [trace] : []));
      };
      await eventually(async () => {
        const handled = new Set(tracesOf('worker', 'worker.handle'));
        const accepted = new Set(tracesOf('ingress', 'update.accepted'));
        return tracesOf('sender', 'call').find((trace) => accepted.has(trace) && handled.has(trace));
      });
      expect(test.lines.map(({ text }) => text).join('\n')).not.toContain(`bot${test.scene.token}`);
    } finally {
      await test.stop();
    }
  }, 60_000);
});
