import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadMessages, type Messages } from '@alita/i18n';
import type { Module, Params, Translate } from '@alita/kit';
import { localesFolder } from '@alita/runtime';

/** What was said, as the handler said it. */
export interface Said {
  readonly key: string;
  readonly params: Params;
}

/** Where a feature keeps its texts. */
const folderOf = (module: string): string =>
  fileURLToPath(new URL(`../../modules/src/${module}/locales`, import.meta.url));

/** Texts that features share. */
const SHARED = ['content', 'moderation'].map((module) => ({
  module,
  folder: fileURLToPath(new URL(`../../${module}/src/locales`, import.meta.url)),
}));

/**
 * The real texts, with a memory: which key and parameters a text on its way was made from. A module without locale
 * files (one written inside a test) says its keys; in any other a missing text is an error, as it is in production.
 */
export function rememberingTexts(modules: readonly Module[], languages: readonly string[]) {
  const withTexts = modules
    .map(({ name }) => ({ module: name, folder: folderOf(name) }))
    .filter(({ folder }) => existsSync(folder));
  const roots = [{ module: 'kit', folder: fileURLToPath(localesFolder) }, ...SHARED, ...withTexts];
  const messages = loadedOnce(roots, languages);
  const speaking = new Set(roots.map(({ module }) => module));
  const said = new Map<string, Said>();

  function translator(language: string): Translate {
    const translate = messages.translator(language);
    const remember = (key: string, params: Params = {}): string => {
      const text = speaking.has(key.split('.', 1)[0] ?? '') ? translate(key, params) : key;
      said.set(shown(text), { key, params });
      return text;
    };
    return Object.assign(remember, { language: translate.language });
  }
  return {
    translator,
    languages: messages.languages,
    saidAs: (text: string): Said | undefined => said.get(text.trim()),
  };
}

const loaded = new Map<string, Messages>();

/** Reading and checking the texts of all modules costs more than most tests. */
function loadedOnce(roots: readonly { module: string; folder: string }[], languages: readonly string[]): Messages {
  const key = JSON.stringify([roots, languages]);
  const messages = loaded.get(key) ?? loadMessages({ roots, languages });
  loaded.set(key, messages);
  return messages;
}

/** What Telegram shows of HTML. */
const shown = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim();
