import { readFileSync, writeFileSync } from 'node:fs';
import { methodStatus } from './methods/status.ts';

/** Writes the list of methods into the README, between its two marks. */
const file = new URL('../README.md', import.meta.url);
const text = readFileSync(file, 'utf8');
writeFileSync(
  file,
  text.replace(/(?<=<!-- methods -->)[\s\S]*(?=<!-- \/methods -->)/, () => `\n\n${methodStatus()}\n\n`),
);
