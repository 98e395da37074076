import { customEmoji, dateTime, type Look, type Mark, type Styled, textLink } from './styled.ts';

const LOOKS: Readonly<Record<string, Look>> = {
  b: { type: 'bold' },
  strong: { type: 'bold' },
  i: { type: 'italic' },
  em: { type: 'italic' },
  u: { type: 'underline' },
  ins: { type: 'underline' },
  s: { type: 'strikethrough' },
  strike: { type: 'strikethrough' },
  del: { type: 'strikethrough' },
  'tg-spoiler': { type: 'spoiler' },
};

const TOKEN = /<[^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});|[^<&]+|[<&]/gi;
const TAG = /^<(\/?)([a-z-]+)(\s[^<>]*)?>$/i;
const ATTRIBUTE = /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi;
const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

type Attributes = ReadonlyMap<string, string>;

interface Open {
  look: Look | undefined;
  readonly from: number;
}

/** Reads Telegram HTML, also such as people wrote by hand: what is no tag of Telegram's is text. Never fails. */
export function fromHtml(html: string): Styled {
  const marks: Mark[] = [];
  const open = new Map<string, Open[]>();
  let text = '';
  for (const [token] of html.matchAll(TOKEN)) {
    const [, slash, written = '', attributes = ''] = (token.startsWith('<') && TAG.exec(token)) || [];
    const name = written.toLowerCase();
    if (slash === '/' && isTag(name)) {
      const { look, from = 0 } = open.get(name)?.pop() ?? {};
      if (look) marks.push({ look, from, to: text.length });
    } else if (slash === '' && isTag(name)) {
      const opened = { look: lookOf(name, attributesIn(attributes), open.get('pre')?.at(-1)), from: text.length };
      open.set(name, open.get(name) ?? []);
      open.get(name)?.push(opened);
    } else {
      const decoded = decode(token);
      if (token.startsWith('&#') && decoded === '{')
        marks.push({ look: { type: 'literal' }, from: text.length, to: text.length + 1 });
      text += decoded;
    }
  }
  return { text, marks };
}

const isTag = (name: string): boolean =>
  name in LOOKS || ['a', 'code', 'pre', 'blockquote', 'span', 'tg-emoji', 'tg-time'].includes(name);

function lookOf(name: string, attributes: Attributes, pre: Open | undefined): Look | undefined {
  switch (name) {
    case 'code': {
      const language = /^language-(.+)/s.exec(attributes.get('class') ?? '')?.[1];
      if (!pre) return { type: 'code' };
      if (language !== undefined) pre.look = { type: 'pre', language };
      return undefined;
    }
    case 'pre':
      return { type: 'pre' };
    case 'a':
      return textLink(attributes.get('href'));
    case 'blockquote':
      return { type: attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote' };
    case 'span':
      return attributes.get('class') === 'tg-spoiler' ? { type: 'spoiler' } : undefined;
    case 'tg-emoji':
      return customEmoji(attributes.get('emoji-id'));
    case 'tg-time':
      return dateTime(attributes.get('unix'), attributes.get('format'));
    default:
      return LOOKS[name];
  }
}

const attributesIn = (source: string): Attributes =>
  new Map(
    Array.from(source.matchAll(ATTRIBUTE), ([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      (double ?? single ?? bare ?? '').replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,4});/gi, decode),
    ]),
  );

/** A character reference, or the token itself when it is none. */
function decode(token: string): string {
  const [, hexadecimal, decimal, name] = /^&(?:#x([\da-f]+)|#(\d+)|([a-z]+));$/i.exec(token) ?? [];
  if (name) return CHARACTERS[name.toLowerCase()] ?? token;
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? 0);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code).toWellFormed() : token;
}
