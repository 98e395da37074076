/** Writes .env.example from the declared variables. */
import { writeFileSync } from 'node:fs';
import { envExample } from '../src/env-example.ts';

writeFileSync(new URL('../../../.env.example', import.meta.url), envExample());
