import { escapeHtml } from '@alita/kit';
import { type Node, nest } from './nest.ts';
import type { Look, Styled } from './styled.ts';

/** Telegram HTML that Telegram accepts, whatever the text. */
export const toHtml = (styled: Styled): string => htmlOf(nest(styled));

const htmlOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => (typeof node === 'string' ? escapeHtml(node) : tag(node.look, node.children))).join('');

function tag(look: Look, children: readonly Node[]): string {
  const inner = htmlOf(children);
  switch (look.type) {
    case 'bold':
      return `<b>${inner}</b>`;
    case 'italic':
      return `<i>${inner}</i>`;
    case 'underline':
      return `<u>${inner}</u>`;
    case 'strikethrough':
      return `<s>${inner}</s>`;
    case 'spoiler':
      return `<tg-spoiler>${inner}</tg-spoiler>`;
    case 'code':
      return `<code>${inner}</code>`;
    case 'pre':
      return look.language
        ? `<pre><code class="language-${escapeHtml(look.language)}">${inner}</code></pre>`
        : `<pre>${inner}</pre>`;
    case 'text_link':
      return `<a href="${escapeHtml(look.url)}">${inner}</a>`;
    case 'custom_emoji':
      return `<tg-emoji emoji-id="${look.id}">${inner}</tg-emoji>`;
    case 'date_time':
      return `<tg-time unix="${look.unix}"${look.format && ` format="${look.format}"`}>${inner}</tg-time>`;
    case 'blockquote':
      return `<blockquote>${inner}</blockquote>`;
    case 'expandable_blockquote':
      return `<blockquote expandable>${inner}</blockquote>`;
    case 'literal':
      return children.map((text) => (typeof text === 'string' ? numbered(text) : '')).join('');
  }
}

/** Written by number, a brace begins no placeholder. */
const numbered = (text: string): string => text.replace(/./gsu, (char) => `&#${char.codePointAt(0) ?? 0};`);
