import { parseArgs } from 'node:util';
import { compose } from './saved/compose.ts';
import { rawSource } from './saved/raw-source.ts';

const HELP = `
Shows what the bot makes of a text that somebody stores as a note, a filter or a greeting.

  npm run content -- '*Hello* {first}
  [Rules](buttonurl://example.org/rules)'

  --label <name>   label of buttons without one, usually the name of the note
  --file <kind>    as the caption of a photo, video, document, animation, audio or voice
`;
const FILES = ['photo', 'video', 'document', 'animation', 'audio', 'voice'] as const;

const print = (title: string, lines: readonly string[]): void => {
  if (lines.length > 0)
    process.stdout.write(`${title}\n${lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}\n`).join('')}`);
};

/** @returns exit code: 0 stored whole, 1 with buttons left out, 2 not at all */
function preview(text: string, label: string, file: string | undefined): number {
  const kind = FILES.find((known) => known === file);
  if (file !== undefined && !kind) {
    print('Refused', [`--file is one of ${FILES.join(', ')}`]);
    return 2;
  }
  const media = kind && { kind, fileId: 'file' };
  const composed = compose({ words: { text: text.toWellFormed(), marks: [] }, media }, { defaultLabel: label });
  if (!composed.ok) {
    const { ok: _, problem, ...facts } = composed;
    print('Refused', [problem, ...Object.entries(facts).map(([name, fact]) => `${name}: ${fact}`)]);
    return 2;
  }
  const { content, complaints } = composed;
  content.variants.forEach((html, at) => {
    print(content.variants.length > 1 ? `HTML, variant ${at + 1}` : 'HTML', [html]);
  });
  print(
    'Buttons',
    content.buttons.map((button) => JSON.stringify(button)),
  );
  print('Tags', content.tags);
  print(
    'Complaints',
    complaints.map(({ label, target, fault }) => `${label} → ${target || '(nothing)'}: ${fault}`),
  );
  print('Source', [rawSource(content)]);
  return complaints.length > 0 ? 1 : 0;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { label: { type: 'string', default: 'Open' }, file: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help || positionals.length === 0) process.stdout.write(`${HELP.trim()}\n`);
else process.exitCode = preview(positionals.join(' '), values.label, values.file);
