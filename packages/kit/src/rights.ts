import type { Person } from './people.ts';

/** Administrator rights by their Bot API names. */
export const RIGHTS = [
  'can_change_info',
  'can_delete_messages',
  'can_invite_users',
  'can_manage_chat',
  'can_manage_topics',
  'can_manage_video_chats',
  'can_pin_messages',
  'can_promote_members',
  'can_restrict_members',
] as const;
/** One administrator right. */
export type Right = (typeof RIGHTS)[number];

/** The people who run the bot: its owner by configuration, those he made developers, and those he made helpers. */
export type StaffLevel = 'owner' | 'dev' | 'sudo';

/** What of the bot's own people a command asks for: the owner, him and the developers, or anybody of them. */
export const STAFF_NEEDS = {
  'bot-owner': ['owner'],
  staff: ['owner', 'dev'],
  team: ['owner', 'dev', 'sudo'],
} as const satisfies Record<string, readonly StaffLevel[]>;
/** One of {@link STAFF_NEEDS}. */
export type StaffNeed = keyof typeof STAFF_NEEDS;

/** What somebody must be or hold. A right implies `admin`; the chat's owner holds every right. */
export type Need = 'admin' | 'owner' | StaffNeed | Right;

/** Where a command works: `connected` is a group, or from private for the group one is connected to. */
export type In = 'group' | 'private' | 'any' | 'connected';

/** Checked in this order: actor admin, bot admin, actor's rights, bot's rights (PERM-33). */
export interface Needs {
  readonly actor?: Need | readonly Need[] | undefined;
  readonly bot?: 'admin' | Right | readonly Right[] | undefined;
}

/** Telegram's word for somebody's standing in a chat. */
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** One member as Telegram told it. `isMember` is what "in the chat" means (GEN-14). */
export interface Membership {
  readonly person: Person;
  readonly status: MemberStatus;
  readonly isMember: boolean;
  readonly isAnonymous: boolean;
  readonly title?: string | undefined;
  readonly rights: readonly Right[];
}

/** Questions about a chat's people, answered from the admin list or, for one member, by Telegram. */
export interface Members {
  /** The administrators, from the cached list. Throws `UserError('kit.cannot-verify')` when it cannot be known. */
  admins(): Promise<readonly Membership[]>;
  isAdmin(userId: number): Promise<boolean>;
  /** Drops the administrators' list for everybody: whoever asks next, this handler included, hears from Telegram. */
  forget(): void;
  /** One member asked live, or undefined when Telegram knows no such user here. */
  find(userId: number): Promise<Membership | undefined>;
}
