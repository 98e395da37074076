import type { ChatAdministratorRights, ChatPermissions } from '@grammyjs/types';

/** What an ordinary member may do; every flag present. */
export type Permissions = Required<ChatPermissions>;
/** What an administrator may do, by the Bot API version of the description; every flag present. */
export type AdminRights = Required<Omit<ChatAdministratorRights, 'can_send_welcome_messages'>>;
export type Permission = keyof Permissions;
export type AdminRight = keyof AdminRights;

const PERMISSIONS = [
  'can_send_messages',
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
  'can_send_polls',
  'can_send_other_messages',
  'can_add_web_page_previews',
  'can_react_to_messages',
  'can_change_info',
  'can_invite_users',
  'can_edit_tag',
  'can_pin_messages',
  'can_manage_topics',
] as const satisfies readonly Permission[];

/** The names of all administrator rights. */
export const ADMIN_RIGHTS = [
  'is_anonymous',
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_manage_tags',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
  'can_post_messages',
  'can_edit_messages',
  'can_pin_messages',
  'can_manage_topics',
  'can_manage_direct_messages',
] as const satisfies readonly AdminRight[];

const FOR_CHANNELS: readonly AdminRight[] = ['can_post_messages', 'can_edit_messages', 'can_manage_direct_messages'];
const FOR_GROUPS: readonly AdminRight[] = ['can_pin_messages', 'can_manage_topics', 'can_manage_tags'];

function flags<K extends string>(names: readonly K[], value: (name: K) => boolean): Record<K, boolean> {
  const out: Partial<Record<K, boolean>> = {};
  for (const name of names) out[name] = value(name);
  return out as Record<K, boolean>;
}

/** Every permission, each decided by `value`. */
export function permissions(value: (name: Permission) => boolean): Permissions {
  return flags(PERMISSIONS, value);
}

/** Every right, each decided by `value`. */
export function adminRights(value: (name: AdminRight) => boolean): AdminRights {
  return flags(ADMIN_RIGHTS, value);
}

/** What a new group lets its members do. */
export const defaultPermissions: Permissions = permissions(
  (name) => name !== 'can_change_info' && name !== 'can_pin_messages' && name !== 'can_manage_topics',
);

/** No permission at all: a muted member. */
export const noPermissions: Permissions = permissions(() => false);

/** The rights of an owner or of an administrator trusted with everything. */
export const allRights: AdminRights = adminRights((name) => name !== 'is_anonymous');

/** The rights as the API shows them: those of the other kind of chat are left out. */
export function visibleRights(rights: AdminRights, type: string): Partial<AdminRights> {
  const shown: Partial<AdminRights> = { ...rights };
  for (const name of type === 'channel' ? FOR_GROUPS : FOR_CHANNELS) delete shown[name];
  return shown;
}

const MEDIA: readonly Permission[] = [
  'can_send_audios',
  'can_send_documents',
  'can_send_photos',
  'can_send_videos',
  'can_send_video_notes',
  'can_send_voice_notes',
];

/**
 * The permissions a call asks for. Unless they are taken one by one (`independent`), sending other
 * messages or previews implies all media, and media or polls imply sending messages, as Telegram documents.
 */
export function impliedPermissions(asked: ChatPermissions, independent: boolean): Permissions {
  const result = permissions((name) => asked[name] ?? false);
  if (!independent) {
    if (result.can_send_other_messages || result.can_add_web_page_previews)
      for (const name of MEDIA) result[name] = true;
    if (result.can_send_polls || MEDIA.some((name) => result[name])) result.can_send_messages = true;
  }
  result.can_manage_topics = asked.can_manage_topics ?? result.can_pin_messages;
  result.can_react_to_messages = asked.can_react_to_messages ?? result.can_send_messages;
  result.can_edit_tag = asked.can_edit_tag ?? result.can_send_messages;
  return result;
}
