import type { Button, Context } from '@alita/kit';
import { RulesSettings } from './rules-settings.ts';

type Place = Pick<Context<unknown, unknown>, 'chat' | 'me' | 'settingsOf'>;

/** Where the rules of a chat are read, and its own label for that (empty for the usual word); undefined when it has none. */
export function rulesLink({
  chat,
  me,
  settingsOf,
}: Place): { readonly label: string; readonly url: string } | undefined {
  const { content, button } = settingsOf('rules', RulesSettings);
  return content ? { label: button, url: `https://t.me/${me.username}?start=rules_${chat.id}` } : undefined;
}

/**
 * The button that leads to the rules, for under a message.
 * @returns none or one, as part of a row
 * @example [remove.button({ number }), ...rulesButton(context)]
 */
export function rulesButton(place: Place): Button[] {
  const link = rulesLink(place);
  if (!link) return [];
  return [{ label: 'content.rules-button', params: { label: link.label || undefined }, url: link.url }];
}
