import { description } from '../description/description.ts';
import { families } from './index.ts';

/** What each family is about. */
const TITLES: Readonly<Record<keyof typeof families, string>> = {
  messages: 'Sending',
  forwarding: 'Forwarding and copying',
  editing: 'Editing',
  removing: 'Deleting',
  members: 'Members',
  chats: 'Chats',
  invites: 'Invite links and join requests',
  topics: 'Topics',
  polls: 'Polls',
  queries: 'Buttons, files, reactions',
  bots: 'The bot itself',
  updates: 'Updates',
};

/** Markdown: which methods behave as Telegram's do, by family, and which answer plausibly. */
export function methodStatus(): string {
  const rows = Object.entries(families).map(([family, methods]) => {
    const title = TITLES[family as keyof typeof families];
    return `- ${title}: ${code(Object.keys(methods))}`;
  });
  const real = new Set(Object.values(families).flatMap((methods) => Object.keys(methods)));
  const rest = Object.keys(description.methods).filter((name) => !real.has(name));
  return [
    `${real.size} of the ${Object.keys(description.methods).length} methods of ${description.version} behave as Telegram's do:`,
    '',
    ...rows,
    '',
    `The other ${rest.length} check their parameters and answer the smallest result that the description allows: ${code(rest)}.`,
  ].join('\n');
}

function code(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}
