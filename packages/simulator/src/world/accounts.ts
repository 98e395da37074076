import type { User } from '@grammyjs/types';
import type { Account } from './model.ts';
import type { State } from './state.ts';

/** How a person comes into the world. */
export interface PersonOptions {
  id?: number;
  firstName?: string;
  lastName?: string;
  username?: string;
  language?: string;
  premium?: boolean;
  bio?: string;
}

/** How a bot comes into the world. */
export interface BotOptions {
  id?: number;
  name?: string;
  username?: string;
  /** `<id>:<secret>`; made up unless given. Its number decides the id. */
  token?: string;
  /** Telegram's privacy mode; off unless given, as moderating bots run. */
  privacy?: boolean;
}

function freeId(state: State, sequence: string, start: number): number {
  let id = state.next(sequence, start);
  while (state.accounts.has(id)) id = state.next(sequence);
  return id;
}

/** Adds a person. */
export function createPerson(state: State, options: PersonOptions = {}): Account {
  const id = options.id ?? freeId(state, 'user', 200_000_000);
  const user: User = { id, is_bot: false, first_name: options.firstName ?? options.username ?? `Person ${id}` };
  if (options.lastName) user.last_name = options.lastName;
  if (options.username) user.username = options.username;
  user.language_code = options.language ?? 'en';
  if (options.premium) user.is_premium = true;
  const account = state.addAccount(user);
  if (options.bio) account.bio = options.bio;
  return account;
}

/** Adds a bot. */
export function createBot(state: State, options: BotOptions = {}): Account {
  const given = options.token?.split(':')[0];
  const id = options.id ?? (given ? Number(given) : freeId(state, 'bot', 100_000_000));
  const username = options.username ?? `sim${id}_bot`;
  const account = state.addAccount({ id, is_bot: true, first_name: options.name ?? username, username });
  account.bot = {
    token: options.token ?? `${id}:${'simulated-token-'.repeat(3).slice(0, 35)}`,
    privacy: options.privacy ?? false,
    commands: new Map(),
    texts: new Map(),
    menuButtons: new Map(),
    defaultRights: new Map(),
  };
  state.tokens.set(account.bot.token, account);
  return account;
}
