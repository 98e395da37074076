import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSimulatorClient, seedIds } from '@alita/simulator';

/**
 * Runs `npm start` as a new user would, against the simulated Telegram, and looks whether the bot answers `/ping` in a
 * group and the system stops in order. Exit code 1 says what did not work.
 */
const START_MS = 180_000;
const ANSWER_MS = 10_000;

const { BOT_TOKEN: _token, ...env } = process.env;
const npm = spawn('npm', ['start', ...process.argv.slice(2)], {
  env,
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
const output: string[] = [];
const telegram = Promise.withResolvers<string>();
createInterface({ input: npm.stdout }).on('line', (line) => {
  output.push(line);
  const [, url] = /^ {2}telegram\s+(http:\S+)/.exec(line) ?? [];
  if (url) telegram.resolve(url);
});
const closed = once(npm, 'close') as Promise<[number | null, string | null]>;

/** Signals npm and all it started, as a terminal does on Ctrl-C. */
function signalAll(signal: NodeJS.Signals): void {
  try {
    if (npm.pid !== undefined) process.kill(-npm.pid, signal);
  } catch {
    // all have ended
  }
}

async function untilAnswered(url: string): Promise<number> {
  const simulator = createSimulatorClient(url);
  const began = Date.now();
  await simulator.act({ act: 'says', who: seedIds.member, chat: seedIds.group, text: '/ping' });
  while (Date.now() - began < ANSWER_MS) {
    const history = await simulator.history({ chat: seedIds.group });
    const ping = history.findLast(({ message }) => message.text === '/ping')?.message.message_id ?? 0;
    if (history.some(({ message }) => message.message_id > ping && message.from?.id === seedIds.bot))
      return Date.now() - began;
    await sleep(50);
  }
  throw new Error(`no answer to /ping within ${ANSWER_MS} ms`);
}

/** Throws when `work` takes longer than `ms` or npm ends before it is done. */
function before<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  const late = sleep(ms, undefined, { ref: false }).then(() =>
    Promise.reject(new Error(`${what}: not within ${ms} ms`)),
  );
  const gone = closed.then(([code]) => Promise.reject(new Error(`${what}: npm start ended with code ${code}`)));
  return Promise.race([work, late, gone]);
}

try {
  const began = Date.now();
  const url = await before(telegram.promise, START_MS, 'start');
  console.log(`started in ${Date.now() - began} ms`);
  console.log(`answered /ping in ${await before(untilAnswered(url), ANSWER_MS + 1_000, 'answer')} ms`);
  signalAll('SIGINT');
  await Promise.race([
    closed,
    sleep(30_000, undefined, { ref: false }).then(() => Promise.reject(new Error('did not stop'))),
  ]);
  console.log('stopped');
} catch (error) {
  console.error(output.slice(-60).join('\n'));
  console.error(`smoke: ${error instanceof Error ? error.message : String(error)}`);
  signalAll('SIGKILL');
  process.exitCode = 1;
}
