import { fromHtml } from '../styled/from-html.ts';
import { escapeMarkup, escapeTarget, toMarkup } from '../styled/to-markup.ts';
import type { ContentButton } from './button.ts';
import type { SavedContent } from './saved-content.ts';

/** The words, buttons and tags of stored content as one would type them to store the same again (CE-B9). */
export function rawSource({ variants, buttons, tags }: SavedContent): string {
  const lines = [
    variants.map((html) => toMarkup(fromHtml(html))).join('\n%%%\n'),
    ...buttons.map(declarationOf),
    tags.map((tag) => `{${tag}}`).join(' '),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function declarationOf(button: ContentButton): string {
  const kind = 'copy' in button ? 'buttoncopy' : 'buttonurl';
  const target = 'copy' in button ? button.copy : 'note' in button ? `#${button.note}` : button.url;
  const style = button.style ? `#${button.style}` : '';
  return `[${escapeMarkup(button.label)}](${kind}${style}://${escapeTarget(target)}${button.sameRow ? ':same' : ''})`;
}
