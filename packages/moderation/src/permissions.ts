import { type Permissions, UserError, z } from '@alita/kit';
import type { Scene } from './scene.ts';

/** For a chat that Telegram tells no permissions of: to speak in every way, and to invite. */
const USUAL: Permissions = {
  can_send_messages: true,
  can_send_audios: true,
  can_send_documents: true,
  can_send_photos: true,
  can_send_videos: true,
  can_send_video_notes: true,
  can_send_voice_notes: true,
  can_send_polls: true,
  can_send_other_messages: true,
  can_add_web_page_previews: true,
  can_invite_users: true,
  can_change_info: false,
  can_pin_messages: false,
  can_manage_topics: false,
};

const ChatPermissions = z.object({ permissions: z.record(z.string(), z.boolean()).optional() });

/**
 * What every member of this chat may do: what a muted one gets back.
 * @throws UserError `kit.cannot-verify`
 */
export async function permissionsOf({ chat, ask }: Pick<Scene, 'chat' | 'ask'>): Promise<Permissions> {
  const { ok, result } = await ask('getChat', { chat_id: chat.id });
  if (!ok) throw new UserError('kit.cannot-verify');
  return ChatPermissions.parse(result).permissions ?? USUAL;
}
