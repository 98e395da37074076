import type { z } from 'zod';
import { commands } from './commands.ts';

type Commands = typeof commands;

type Arguments<I> = undefined extends I ? [input?: I] : [input: I];

/** Every command of the control interface as a function. */
export type SimulatorClient = {
  [K in keyof Commands]: (
    ...input: Arguments<z.input<Commands[K]['input']>>
  ) => Promise<Awaited<ReturnType<Commands[K]['run']>>>;
};

/**
 * Steers a simulator in another process.
 *
 * @example
 * const simulator = createSimulatorClient('http://127.0.0.1:8090');
 * const ann = await simulator.addPerson({ firstName: 'Ann' });
 * await simulator.act({ act: 'says', who: ann.id, chat: groupId, text: 'hello' });
 */
export function createSimulatorClient(url: string): SimulatorClient {
  const call = async (name: string, input: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/sim/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? {}),
    });
    const answer = (await response.json()) as { error?: string };
    if (!response.ok) throw new Error(`${name}: ${answer.error ?? response.statusText}`);
    return answer;
  };
  const entries = Object.keys(commands).map((name) => [name, (input: unknown) => call(name, input)] as const);
  return Object.fromEntries(entries) as SimulatorClient;
}
