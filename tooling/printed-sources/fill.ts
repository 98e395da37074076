import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/** `<!-- source: path -->` or `<!-- source: path#how a statement begins -->`, and the block of code under it. */
const PRINTED = /(<!-- source: ([^\s#]+)(?:#(.+?))? -->\n)```\w*\n[\s\S]*?^```$/gm;

/**
 * Puts the sources that a document names into the blocks of code under their names.
 * @throws Error when a source has no statement that begins so
 */
export const fill = (markdown: string, read: (path: string) => string): string =>
  markdown.replace(PRINTED, (_block, mark: string, path: string, beginning: string | undefined) => {
    const source = read(path).trimEnd();
    const shown = beginning === undefined ? source : statement(source, beginning, path);
    return `${mark}\`\`\`${path.slice(path.lastIndexOf('.') + 1)}\n${shown}\n\`\`\``;
  });

/** A statement from its first line (and the comment above) to the last line that belongs to it. */
function statement(source: string, beginning: string, path: string): string {
  const lines = source.split('\n');
  const at = lines.findIndex((line) => line.startsWith(beginning));
  if (at < 0) throw new Error(`nothing in ${path} begins with "${beginning}"`);
  let from = at;
  while (/^(?:\/\*\*| \*|\/\/)/.test(lines[from - 1] ?? '')) from--;
  let to = at + 1;
  while (to < lines.length && /^(?:\s|[)}\]]|$)/.test(lines[to] ?? '')) to++;
  return lines.slice(from, to).join('\n').trimEnd();
}

/** All documents, each as it is and as it should be. */
export const documents = (): { readonly file: URL; readonly is: string; readonly filled: string }[] =>
  readdirSync(new URL('docs/', root))
    .filter((name) => name.endsWith('.md'))
    .map((name) => {
      const file = new URL(`docs/${name}`, root);
      const is = readFileSync(file, 'utf8');
      return { file, is, filled: fill(is, (path) => readFileSync(new URL(path, root), 'utf8')) };
    });
