import { writeFileSync } from 'node:fs';
import { documents } from './fill.ts';

/** Renews the sources printed in docs/: `npm run docs`. */
for (const { file, is, filled } of documents()) if (is !== filled) writeFileSync(file, filled);
