import { readFileSync } from 'node:fs';

/** The text of one of the scripts in `lua/`. */
export const luaFile = (name: string): string => readFileSync(new URL(`./lua/${name}.lua`, import.meta.url), 'utf8');
