import {
  type Chat,
  type Me,
  type MemberStatus,
  type Members,
  type Membership,
  type Outcome,
  type Person,
  type Refusal,
  RIGHTS,
  TELEGRAM_ACCOUNT,
  UserError,
  z,
} from '@alita/kit';
import { LRUCache } from 'lru-cache';
import type { Cache } from './ports.ts';

const ChatMember = z.looseObject({
  status: z.enum(['creator', 'administrator', 'member', 'restricted', 'left', 'kicked']),
  user: z.looseObject({
    id: z.number(),
    first_name: z.string(),
    last_name: z.string().optional(),
    username: z.string().optional(),
    is_bot: z.boolean().optional(),
  }),
  is_member: z.boolean().optional(),
  is_anonymous: z.boolean().optional(),
  custom_title: z.string().optional(),
});

/** Telegram's `ChatMember` as the modules see it. */
function readMember(raw: unknown): Membership {
  const member = ChatMember.parse(raw);
  const { user } = member;
  const person: Person = {
    id: user.id,
    name: [user.first_name, user.last_name].filter(Boolean).join(' ') || String(user.id),
    username: user.username,
    isBot: user.is_bot,
  };
  return {
    person,
    status: member.status,
    isMember: isMember(member.status, member.is_member),
    isAnonymous: member.is_anonymous === true,
    title: member.custom_title,
    rights: member.status === 'creator' ? [...RIGHTS] : RIGHTS.filter((right) => member[right] === true),
  };
}

/** "In the chat" (GEN-14). */
const isMember = (status: MemberStatus, flag: boolean | undefined): boolean =>
  status === 'restricted' ? flag === true : status !== 'left' && status !== 'kicked';

/** Of one person: nobody by this id, not in this chat, or no chat that the bot knows of. */
const NOT_THERE: ReadonlySet<Refusal> = new Set(['user-unknown', 'not-member', 'chat-gone', 'invalid']);

/** Admin lists live half an hour (PERM-11); an empty one half a minute, because a group always has an owner. */
const TTL_MS = 30 * 60_000;
const EMPTY_TTL_MS = 30_000;

export interface MembersOptions {
  readonly me: Me;
  readonly cache: Cache;
  readonly ask: (chat: number, method: string, params: Record<string, unknown>) => Promise<Outcome>;
}

/** The list of one item: which version of it holds, and how it is dropped for all. */
export interface ListUse {
  readonly version: () => string;
  readonly forget: () => void;
}
export type MembersOf = (chat: Chat, list: ListUse) => Members;

/**
 * Who may do what, from Telegram's own list. The list is kept under the chat's `admins` version, which every change
 * of an administrator moves on: a list loaded before a change can never be taken for one loaded after it (PERM-16).
 */
export function createMembersOf({ cache, ask }: MembersOptions): MembersOf {
  const local = new LRUCache<string, Promise<readonly Membership[]>>({ max: 5_000, ttl: TTL_MS });

  async function load(chat: number, key: string): Promise<readonly Membership[]> {
    const kept = await cache.get(key);
    if (Array.isArray(kept)) return kept.map(readMember);
    const { ok, result } = await ask(chat, 'getChatAdministrators', { chat_id: chat, return_bots: true });
    if (!ok || !Array.isArray(result)) throw new UserError('kit.cannot-verify');
    const admins = result.map(readMember);
    await cache.set(key, result, admins.length > 0 ? TTL_MS : EMPTY_TTL_MS);
    return admins;
  }

  function admins(chat: number, version: string): Promise<readonly Membership[]> {
    const key = `adminCache:${chat}:${version}`;
    const known = local.get(key);
    if (known) return known;
    const loading = load(chat, key);
    local.set(key, loading);
    loading.then(
      (list) => list.length === 0 && local.delete(key),
      () => local.delete(key),
    );
    return loading;
  }

  return (chat, { version, forget }) => ({
    forget,
    admins: () => (chat.type === 'private' ? Promise.resolve([]) : admins(chat.id, version())),
    async isAdmin(userId) {
      return (await this.admins()).some(({ person }) => person.id === userId);
    },
    async find(userId) {
      if (userId <= 0 || userId === TELEGRAM_ACCOUNT) return undefined;
      const { ok, refusal, result } = await ask(chat.id, 'getChatMember', { chat_id: chat.id, user_id: userId });
      if (ok) return readMember(result);
      if (refusal && NOT_THERE.has(refusal)) return undefined;
      throw new UserError('kit.cannot-verify');
    },
  });
}
