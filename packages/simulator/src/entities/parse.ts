import type { MessageEntity } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { parseHtml } from './html.ts';
import { parseMarkdown } from './markdown.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';

/** Text with its marks, offsets in UTF-16 code units. */
export interface Parsed {
  text: string;
  entities: MessageEntity[];
}

/** Parses text by its `parse_mode` (any case); throws Telegram's errors. */
export function parseText(source: string, mode: string): Parsed {
  switch (mode.toLowerCase()) {
    case 'html':
      return parseHtml(source);
    case 'markdown':
      return parseMarkdown(source);
    case 'markdownv2':
      return parseMarkdownV2(source);
    case 'none':
      return { text: source, entities: [] };
    default:
      throw bad('unsupported parse_mode');
  }
}
