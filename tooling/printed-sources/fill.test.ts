import { describe, expect, it } from '@jest/globals';
import { documents, fill } from './fill.ts';

const source =
  "import x from 'y';\n\n/** Adds. */\nexport const add = (\n  a,\n\n  b,\n) => a + b;\nexport const two = 2;\n";
const block = (mark: string, code: string) => `<!-- source: ${mark} -->\n\`\`\`ts\n${code}\n\`\`\``;

describe('fill', () => {
  it('prints a statement with its comment, or a whole file, where it is named', () => {
    const filled = fill(`${block('a.ts#export const add', 'old')}\n\ntext\n\n${block('a.ts', '')}\n`, () => source);
    expect(filled).toContain(
      block('a.ts#export const add', '/** Adds. */\nexport const add = (\n  a,\n\n  b,\n) => a + b;'),
    );
    expect(filled).toContain(block('a.ts', source.trimEnd()));
    expect(fill(filled, () => source)).toBe(filled);
  });

  it('says what it does not find', () => {
    expect(() => fill(block('a.ts#export const gone', ''), () => source)).toThrow('begins with "export const gone"');
  });
});

it('the documents print the sources as they are; `npm run docs` renews them', () => {
  for (const { is, filled } of documents()) expect(is).toBe(filled);
});
