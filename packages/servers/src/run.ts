import { type SpawnOptions, spawn } from 'node:child_process';

export interface RunOptions extends SpawnOptions {
  /** Milliseconds until the command is given up; 60 s unless said. */
  readonly timeout?: number;
}

/** Runs a command to its end: its output, or an error with the last of what it said. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    // A server started by the command keeps stdout open: `exit`, not `close`, is the end.
    const child = spawn(command, args, { timeout: 60_000, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      child.stdout?.destroy();
      child.stderr?.destroy();
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ended with ${code ?? signal}: ${output.trim().slice(-500)}`));
    });
  });
}
