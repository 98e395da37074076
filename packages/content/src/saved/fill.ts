import { escapeHtml } from '@alita/kit';
import { isRaw, textOf } from '../raw.ts';
import type { SavedContent } from './saved-content.ts';

/** Tokens that are replaced at every send (CE-28, CE-30). */
export const PLACEHOLDERS = ['first', 'last', 'fullname', 'username', 'mention', 'id', 'chatname', 'count'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** Where `{rules}` puts its button: on a row of its own below, on the last row, or on top (CE-29). */
export type RulesPlace = 'below' | 'same' | 'up';

/** What placeholders are filled with. Nothing here is escaped yet. */
export interface FillValues {
  /** Telegram's user object as it came, `message.raw.from` for example; none for posts without a person. */
  readonly user?: unknown;
  /** Several people: what is said of one is said of each, and put together. In links `user` stands for all. */
  readonly crowd?: Crowd | undefined;
  readonly chatName: string;
  /** Members of the chat; ask for it only when `placeholdersIn` says so. */
  readonly count?: number | undefined;
  /** Said where somebody has no name. */
  readonly noName: string;
}

/** Several people who are spoken of at once. */
export interface Crowd {
  readonly users: readonly unknown[];
  /** Makes one text of several; all of them are HTML. */
  readonly join: (texts: readonly string[]) => string;
}

const TOKEN = /<[^<>]*>|\{(first|last|fullname|username|mention|id|chatname|count)\}|\{rules(?::(same|up))?\}/g;
const TOKENS_IN_TAG = /\{(first|last|fullname|username|mention|id|chatname|count)\}/g;
/** Telegram takes no link inside of these. */
const CLOSED = /^<(\/?)(?:a|code|pre|tg-emoji|tg-time)\b/;

/** The placeholders a content uses in any variant, `rules` among them. */
export const placeholdersIn = ({ variants }: SavedContent): ReadonlySet<Placeholder | 'rules'> =>
  new Set(
    variants.flatMap((html) => [
      ...Array.from(html.matchAll(TOKENS_IN_TAG), ([, name]) => PLACEHOLDERS.filter((known) => known === name)).flat(),
      ...(/\{rules(?::(?:same|up))?\}/.test(html) ? (['rules'] as const) : []),
    ]),
  );

/**
 * Fills a text in one pass: what comes from a name is never read again (CE-28).
 * @param html stored Telegram HTML
 */
export function fill(html: string, values: FillValues): { readonly html: string; readonly rules?: RulesPlace } {
  let rules: RulesPlace | undefined;
  let depth = 0;
  const filled = html.replace(
    TOKEN,
    (token: string, name: Placeholder | undefined, place: 'same' | 'up' | undefined) => {
      if (token.startsWith('<')) {
        const [closed, slash] = CLOSED.exec(token) ?? [];
        if (closed) depth += slash ? -1 : 1;
        return token.replace(TOKENS_IN_TAG, (_, inTag: Placeholder) => encodeURIComponent(filling(inTag, values)));
      }
      if (name === undefined) {
        rules ??= place ?? 'below';
        return '';
      }
      if (!values.crowd || name === 'chatname' || name === 'count') return shown(name, values, depth === 0);
      const { users, join } = values.crowd;
      const texts = users.map((user) => shown(name, { ...values, user }, depth === 0));
      return join(texts.filter((text) => text !== ''));
    },
  );
  return rules ? { html: filled, rules } : { html: filled };
}

/** A filling as HTML; where links may be, people without a username are linked to their profile. */
function shown(name: Placeholder, values: FillValues, mayLink: boolean): string {
  const isLink = mayLink && (name === 'username' || name === 'mention') && nameOf(values, 'username') === '';
  const id = idOf(values);
  const value = escapeHtml(filling(name, values));
  return isLink && id !== 0 ? `<a href="tg://user?id=${id}">${value}</a>` : value;
}

const nameOf = ({ user }: FillValues, part: 'first_name' | 'last_name' | 'username'): string =>
  (isRaw(user) && textOf(user[part])?.trim()) || '';

const idOf = ({ user }: FillValues): number => (isRaw(user) && typeof user.id === 'number' ? user.id : 0);

function filling(name: Placeholder, values: FillValues): string {
  const first = nameOf(values, 'first_name') || values.noName;
  const last = nameOf(values, 'last_name');
  const username = nameOf(values, 'username');
  switch (name) {
    case 'first':
      return first;
    case 'last':
      return last;
    case 'fullname':
      return `${first} ${last}`.trim();
    case 'username':
    case 'mention':
      return username ? `@${username}` : first;
    case 'id':
      return String(idOf(values));
    case 'chatname':
      return values.chatName;
    case 'count':
      return String(values.count ?? 0);
  }
}
