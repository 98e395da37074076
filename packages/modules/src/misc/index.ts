import { id } from './id.ts';
import { misc } from './module.ts';
import { measured, ping } from './ping.ts';
import { start } from './start.ts';

export default misc.with({ commands: [ping, id, start], continuations: [measured] });
