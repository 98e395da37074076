const LIMIT = 4_096;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/gi;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** What people see of Telegram HTML, for places that know no markup: buttons and toasts. */
export const plainText = (html: string): string => html.replace(/<[^<>]*>/g, '').replace(ENTITY, decoded);

function decoded(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : undefined;
  if (code === undefined) return NAMED[name?.toLowerCase() ?? ''] ?? entity;
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
}

/** Tags, entities, line breaks, blanks and bits of words: a text may be cut between any two of these. */
const ATOM = /<[^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]+);|\n|[^\S\n]{1,64}|[^\s<&]{1,64}|[<&]/giu;

const isTag = (atom: string): boolean => atom.length > 1 && atom.startsWith('<');
const unitsOf = (atom: string): number =>
  isTag(atom) ? 0 : atom.startsWith('&') ? plainText(atom).length : atom.length;

/**
 * Cuts a text in Telegram HTML into parts that fit a message, at line breaks where there are any. Every part has the
 * tags it needs.
 * @param limit most UTF-16 units that are seen, markup not counted
 */
export function splitHtml(html: string, limit: number = LIMIT): string[] {
  if (html.length <= limit) return [html];
  const parts: string[] = [];
  let open: readonly string[] = [];
  let rest: readonly string[] = html.match(ATOM) ?? [];
  while (rest.length > 0) {
    const cut = cutAt(rest, limit);
    const part = rest.slice(0, cut);
    const opening = open.join('');
    open = part.reduce<readonly string[]>(tagsAfter, open);
    const closing = open.map((tag) => `</${/[a-z-]+/i.exec(tag)?.[0] ?? ''}>`).reverse();
    const text = part.join('').replace(/^\n+|\n+$/g, '');
    if (plainText(text).trim() !== '') parts.push(opening + text + closing.join(''));
    rest = rest.slice(cut);
  }
  return parts;
}

/** How many atoms go into the next part. */
function cutAt(atoms: readonly string[], limit: number): number {
  let units = 0;
  let line = 0;
  let word = 0;
  for (const [at, atom] of atoms.entries()) {
    units += unitsOf(atom);
    if (units > limit) return line || word || Math.max(at, 1);
    if (atom === '\n') line = at + 1;
    else if (/^\s/.test(atom)) word = at + 1;
  }
  return atoms.length;
}

function tagsAfter(open: readonly string[], atom: string): readonly string[] {
  if (!isTag(atom)) return open;
  return atom.startsWith('</') ? open.slice(0, -1) : [...open, atom];
}
