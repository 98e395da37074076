import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createSimulatorClient, seedIds, seedToken } from '@alita/simulator';
import type { Figures, Row } from './row.ts';

const PROCESS = fileURLToPath(new URL('simulator-process.ts', import.meta.url));
const UPDATES = 60_000;
const CALLS = 30_000;
const BATCH = 1_000;
/** Calls under way at a time. */
const SIDE_BY_SIDE = 20;

interface Simulator {
  readonly url: string;
  readonly child: ChildProcess;
  /** Processor time used so far. */
  cpuSeconds(): Promise<number>;
}

async function start(): Promise<Simulator> {
  const child = fork(PROCESS, { execArgv: ['--conditions=source'] });
  const [{ url }] = await once(child, 'message');
  return {
    url,
    child,
    async cpuSeconds() {
      child.send('cpu');
      const [told] = await once(child, 'message');
      return told.cpuSeconds;
    },
  };
}

async function call(url: string, method: string, params: object): Promise<{ update_id: number }[]> {
  const response = await fetch(`${url}/bot${seedToken}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  const answer = (await response.json()) as { ok: boolean; result: { update_id: number }[]; description?: string };
  if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
  return answer.result;
}

/** People talk, and a bot polls: from the spoken word to the confirmed update. */
async function talk({ url }: Simulator, total: number): Promise<void> {
  const simulator = createSimulatorClient(url);
  const act = { act: 'says' as const, who: seedIds.member, chat: seedIds.group, text: 'a line as people write them' };
  let offset = 0;
  for (let made = 0; made < total; made += BATCH) {
    await simulator.bulk({ acts: Array.from({ length: BATCH }, () => act) });
    for (let got = BATCH; got > 0; ) {
      const updates = await call(url, 'getUpdates', { offset, limit: 100, allowed_updates: ['message'] });
      offset = (updates.at(-1)?.update_id ?? offset) + 1;
      got = updates.length < 100 ? 0 : got - updates.length;
    }
  }
}

/** A bot talks. */
async function answer({ url }: Simulator, total: number): Promise<void> {
  const params = { chat_id: seedIds.group, text: 'Bob is <b>banned</b>.', parse_mode: 'HTML' };
  async function speak(times: number): Promise<void> {
    for (let n = 0; n < times; n++) await call(url, 'sendMessage', params);
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, () => speak(Math.ceil(total / SIDE_BY_SIDE))));
}

/** How much one core of the simulator carries. */
function simulatorRow(name: string, title: string, total: number, load: typeof talk): Row {
  return {
    name,
    title,
    async measure({ share, runs }) {
      const figures: Figures[] = [];
      for (let n = 0; n < runs; n++) {
        const simulator = await start();
        await load(simulator, BATCH);
        const before = await simulator.cpuSeconds();
        const amount = BATCH * Math.ceil((total * share) / BATCH);
        await load(simulator, amount);
        figures.push({ 'updates/s': amount / ((await simulator.cpuSeconds()) - before) });
        simulator.child.disconnect();
        await once(simulator.child, 'exit');
      }
      return figures;
    },
  };
}

/** Rows over the simulated Telegram alone: what is counted is per second of its processor time. */
export const simulatorRows: readonly Row[] = [
  simulatorRow('simulator-updates', 'the simulator: messages made and polled, per second of one core', UPDATES, talk),
  simulatorRow('simulator-calls', 'the simulator: sendMessage answered, per second of one core', CALLS, answer),
];
