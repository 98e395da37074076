import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { compile, type Pattern } from './pattern.ts';

/** Where the texts of one module are: `<folder>/<language>.yml`, keys without the module's name. */
export interface LocaleRoot {
  readonly module: string;
  readonly folder: string | URL;
}

/** The file of a root's texts in a language. */
export const localeFile = ({ folder }: LocaleRoot, language: string): string =>
  path.join(folder instanceof URL ? fileURLToPath(folder) : folder, `${language}.yml`);

/** Adds one problem, with the file and key it is about. */
export type Complain = (file: string, key: string, problem: string) => void;

const KEY = /^[a-z0-9][a-z0-9_.-]*$/;

/** Reads one module's texts in one language; whatever is wrong is complained of and left out. */
export function readLocale(root: LocaleRoot, language: string, complain: Complain): Map<string, Pattern> {
  const file = localeFile(root, language);
  const patterns = new Map<string, Pattern>();
  for (const [key, text] of Object.entries(mapping(file, complain))) {
    if (!KEY.test(key)) complain(file, key, 'is not a key: lower-case letters, digits, dots and hyphens');
    else if (typeof text !== 'string') complain(file, key, 'is not a text');
    else if (text.trim() === '') complain(file, key, 'is empty');
    else {
      try {
        patterns.set(`${root.module}.${key}`, compile(text.trim(), language));
      } catch (error) {
        complain(file, key, `cannot be read: ${reason(error)}`);
      }
    }
  }
  return patterns;
}

function mapping(file: string, complain: Complain): object {
  try {
    const document = parseDocument(readFileSync(file, 'utf8'));
    for (const { message } of document.errors) complain(file, '', message);
    if (document.errors.length > 0) return {};
    const content: unknown = document.toJS();
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
    complain(file, '', 'is not a mapping of keys to texts');
  } catch (error) {
    complain(file, '', reason(error));
  }
  return {};
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
