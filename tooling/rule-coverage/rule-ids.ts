/** One rule id, optionally with what follows it: `BAN-1…4`, `BAN-D1…D3`, `BAN-1, 2, E4`, `BAN-D1/D2`. */
const MENTION = /\b([A-Z]{2,6})-([A-Z]?)(\d+)(?!\w)((?:(?:…|\.\.\.|, |\/)[A-Z]?\d+\b)*)/g;
const FOLLOWING = /(…|\.\.\.|, |\/)([A-Z]?)(\d+)/g;

/**
 * The rule ids that a text speaks of, ranges and lists expanded. A bare number in a list belongs to the letters before.
 * @example idsIn('BAN-1, D2…D4 bans') // ['BAN-1', 'BAN-D2', 'BAN-D3', 'BAN-D4']
 */
export function idsIn(text: string): string[] {
  return [...text.matchAll(MENTION)].flatMap(([, area = '', letter = '', first = '', following = '']) => {
    const ids = [`${area}-${letter}${first}`];
    let last = { letter, number: Number(first) };
    for (const [, joint = '', given = '', number = ''] of following.matchAll(FOLLOWING)) {
      const isRange = joint === '…' || joint === '...';
      const next = { letter: given || (isRange ? last.letter : ''), number: Number(number) };
      for (let n = isRange ? last.number + 1 : next.number; n <= next.number; n++)
        ids.push(`${area}-${next.letter}${n}`);
      last = next;
    }
    return ids;
  });
}

/** The shortest text that `idsIn` reads to these ids, which are given in order. */
export function idsAsText(ids: readonly string[]): string {
  const ranges: { head: string; from: number; to: number }[] = [];
  for (const id of ids) {
    const [, head = '', number = ''] = /^(.*?)(\d+)$/.exec(id) ?? [];
    const last = ranges.at(-1);
    if (last?.head === head && last.to + 1 === Number(number)) last.to++;
    else ranges.push({ head, from: Number(number), to: Number(number) });
  }
  const letter = (head: string) => /[A-Z]$/.exec(head)?.[0] ?? '';
  return ranges
    .map(({ head, from, to }) => (from === to ? `${head}${from}` : `${head}${from}…${letter(head)}${to}`))
    .join(' ');
}

/** Rule ids by section: `moderation 2` is the second chapter of `moderation.md`. */
export type Rules = ReadonlyMap<string, readonly string[]>;

const RULE = /^(?:[-|]\s*)?\*{0,2}([A-Z]{2,6}-[A-Z]?\d+)\b(?=\*\*|[^*|]*\*\*|\s*\|)/;

/** The rules that a document states: each begins a line, a list item or a table's row with its id. */
export function rulesOf(name: string, markdown: string): Rules {
  const sections = new Map<string, string[]>();
  let section: string[] | undefined;
  for (const line of markdown.split('\n')) {
    const heading = /^## (\d+)\./.exec(line)?.[1];
    if (heading) {
      section = [];
      sections.set(`${name} ${heading}`, section);
    }
    const id = RULE.exec(line)?.[1];
    if (id && !section?.includes(id)) section?.push(id);
  }
  return new Map([...sections].filter(([, ids]) => ids.length > 0));
}
