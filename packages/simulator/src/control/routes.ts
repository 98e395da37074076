import { z } from 'zod';
import { parseObject, readBody } from '../http/body.ts';
import { type Route, sendJson } from '../http/server.ts';
import { Refused } from '../world/errors.ts';
import type { World } from '../world.ts';
import { commands } from './commands.ts';
import { Journal } from './journal.ts';
import { Player } from './player.ts';

const PREFIX = '/sim/';
/** Worlds with many pictures are large. */
const MAX_BODY = 512 * 1024 * 1024;

/** The control interface of a world as a route for its server: `POST /sim/<command>`. */
export function controlRoute(world: World, player = new Player(world)): Route {
  const controlled = { world, journal: new Journal(world), player };
  return async (request, response, path) => {
    if (!path.startsWith(PREFIX) || request.method !== 'POST') return false;
    const name = path.slice(PREFIX.length);
    const command = Object.entries(commands).find(([key]) => key === name)?.[1];
    if (!command) {
      sendJson(response, 404, {
        error: `There is no command "${name}"; there are: ${Object.keys(commands).join(', ')}`,
      });
      return true;
    }
    const text = (await readBody(request, MAX_BODY)).toString('utf8');
    try {
      // Each command's input is what its own schema says.
      const run = command.run as (on: typeof controlled, input: unknown) => unknown;
      sendJson(
        response,
        200,
        await run(controlled, command.input.parse(text.startsWith('"') ? JSON.parse(text) : parseObject(text || '{}'))),
      );
      world.emit({ type: 'control', command: name });
    } catch (error) {
      if (!(error instanceof z.ZodError || error instanceof Refused || error instanceof RangeError)) throw error;
      sendJson(response, 400, { error: error instanceof z.ZodError ? z.prettifyError(error) : error.message });
    }
    return true;
  };
}
