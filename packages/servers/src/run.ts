import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const LAST_WORDS_MS = 200;

export interface RunOptions extends SpawnOptions {
  /** Milliseconds until the command is given up; 60 s unless said. */
  readonly timeout?: number;
}

/** Runs a command to its end: its output, or an error with the last of what it said. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: 60_000, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const end = () => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        if (code === 0) resolve(output);
        else reject(new Error(`${command} ended with ${code ?? signal}: ${output.trim().slice(-500)}`));
      };
      // The last output may come after the exit; but a server that the command started keeps the streams open for good.
      void Promise.race([once(child, 'close'), sleep(LAST_WORDS_MS)]).then(end);
    });
  });
}
