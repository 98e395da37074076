import { type Node, nest } from './nest.ts';
import { isQuote, type Look, type Quote, type Style, type Styled } from './styled.ts';

/** Written beside a marker and dropped when read: lets a marker stand where the grammar would not take it for one. */
export const JOINER = '\u2060';

/** A bit of markup, and beside which characters it needs a joiner to be read as such. */
interface Piece {
  readonly text: string;
  readonly notAfter?: RegExp;
  readonly notBefore?: RegExp;
}

const MARKERS: Readonly<Record<Style, string>> = {
  bold: '*',
  italic: '_',
  underline: '__',
  strikethrough: '~',
  spoiler: '||',
};

/** Markup that reads as the same text again (CE-B9). */
export function toMarkup(styled: Styled): string {
  const pieces = piecesOf(nest(styled));
  let out = '';
  let before = '';
  for (const [at, { text, notAfter, notBefore }] of pieces.entries()) {
    const left = notAfter?.test(before) ? JOINER : '';
    const right = notBefore?.test(pieces[at + 1]?.text ?? '') ? JOINER : '';
    const written = left + text + right;
    out += written;
    before = (before + written).slice(-2);
  }
  return out;
}

/** @param newline a line break, in quotes with what the next line begins with */
const piecesOf = (nodes: readonly Node[], newline = '\n'): Piece[] =>
  nodes.flatMap((node, at) => {
    if (typeof node === 'string') return [{ text: escapeMarkup(node).replaceAll('\n', newline) }];
    const { look, children } = node;
    if (!isQuote(look)) return around(look, children, newline);
    const begin = nodes[at - 1] === '\n' && isQuoteNode(nodes[at - 2]) ? '**>' : '>';
    const end = look.type === 'blockquote' ? '' : '||';
    return [{ text: begin }, ...piecesOf(children, '\n>'), { text: end }];
  });

const isQuoteNode = (node: Node | undefined): boolean => typeof node === 'object' && isQuote(node.look);

function around(look: Exclude<Look, Quote>, children: readonly Node[], newline: string): Piece[] {
  switch (look.type) {
    case 'literal':
      return [{ text: '\\{' }];
    case 'code':
      return marker('`', [{ text: codeOf(children) }]);
    case 'pre':
      return [
        { text: `\`\`\`${look.language ?? ''}\n`, notAfter: /`$/ },
        { text: codeOf(children) },
        { text: '\n```', notAfter: /\n$/, notBefore: /^`/ },
      ];
    case 'text_link':
      return link('[', children, look.url, newline);
    case 'custom_emoji':
      return link('![', children, `tg://emoji?id=${look.id}`, newline);
    case 'date_time':
      return link('![', children, `tg://time?unix=${look.unix}${look.format && `&format=${look.format}`}`, newline);
    default:
      return marker(MARKERS[look.type], piecesOf(children, newline));
  }
}

/** Where a marker would not open or close (CE-16), or would grow by one like it. */
const FLANKS = new Map(
  ['*', '_', '~', '|', '`'].map((char) => [
    char,
    {
      open: { notAfter: new RegExp(`[\\p{L}\\p{N}${char}]$`, 'u'), notBefore: new RegExp(`^(?:$|[\\s${char}])`) },
      close: { notAfter: new RegExp(`[\\s${char}]$`), notBefore: new RegExp(`^[\\p{L}\\p{N}${char}]`, 'u') },
    },
  ]),
);

function marker(text: string, inner: readonly Piece[]): Piece[] {
  const flanks = FLANKS.get(text.charAt(0));
  return [{ text, ...flanks?.open }, ...inner, { text, ...flanks?.close }];
}

const link = (open: '[' | '![', children: readonly Node[], target: string, newline: string): Piece[] => [
  { text: open, notAfter: /!$/ },
  ...piecesOf(children, newline),
  { text: `](${escapeTarget(target)})` },
];

const codeOf = (nodes: readonly Node[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node.replace(/[\\`\u2060]|%(?=%%)/g, '\\$&') : '\\{')).join('');

/** Characters that would be read as markup where they stand. */
const SPECIAL =
  /[\\`[\]\u2060]|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|(?:^|(?<=\|))\||\|(?=\||$)|(?:^|(?<=\n))>|%(?=%%)/gu;

/** Plain text as markup that reads as that text. */
export const escapeMarkup = (text: string): string => text.replace(SPECIAL, '\\$&');

/** What stands in the round brackets of a link or button. */
export const escapeTarget = (target: string): string => target.replace(/[\\)]/g, '\\$&').replace(/:same$/, '\\:same');
