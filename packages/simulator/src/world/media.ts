import type { File, PhotoSize } from '@grammyjs/types';
import type { Draft } from './messages.ts';
import type { StoredFile } from './model.ts';
import type { Permission } from './rights.ts';

/** The kinds of media a message can carry as a file. */
export type MediaKind =
  | 'photo'
  | 'video'
  | 'animation'
  | 'audio'
  | 'voice'
  | 'document'
  | 'sticker'
  | 'video_note'
  | 'live_photo';

/** What a sender may say about its media. */
export interface MediaDetails {
  width?: number;
  height?: number;
  duration?: number;
  title?: string;
  performer?: string;
  length?: number;
  emoji?: string;
}

function common(file: StoredFile) {
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.upload.bytes.byteLength };
}

/** Width and height of a PNG or JPEG, else a usual size. */
function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length > 24 && view.getUint32(0) === 0x89504e47)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  return { width: 1280, height: 720 };
}

/** Sizes of a stored photo. */
export function photoSizes(file: StoredFile): PhotoSize[] {
  return [{ ...common(file), ...sizeOf(file.upload.bytes) }];
}

/** The message content that shows a stored file as this kind of media. */
export function mediaDraft(kind: MediaKind, file: StoredFile, details: MediaDetails = {}): Draft {
  const base = common(file);
  const { width = 640, height = 360, duration = 1, length = 240 } = details;
  const named = { file_name: file.upload.name, mime_type: file.upload.mime };
  switch (kind) {
    case 'photo':
      return { photo: photoSizes(file) };
    case 'live_photo':
      return { live_photo: { ...base, width, height, duration, photo: photoSizes(file) } };
    case 'video':
      return { video: { ...base, ...named, width, height, duration } };
    case 'animation': {
      const animation = { ...base, ...named, width, height, duration };
      return { animation, document: { ...base, ...named } };
    }
    case 'audio': {
      const { title, performer } = details;
      return {
        audio: { ...base, ...named, duration, ...(title ? { title } : {}), ...(performer ? { performer } : {}) },
      };
    }
    case 'voice':
      return { voice: { ...base, duration, mime_type: 'audio/ogg' } };
    case 'video_note':
      return { video_note: { ...base, length, duration } };
    case 'sticker': {
      const { emoji } = details;
      const flags = { is_animated: false, is_video: false } as const;
      return { sticker: { ...base, type: 'regular', width: 512, height: 512, ...flags, ...(emoji ? { emoji } : {}) } };
    }
    case 'document':
      return { document: { ...base, ...named } };
  }
}

/** The file as `getFile` shows it. */
export function fileInfo(file: StoredFile): File {
  return { ...common(file), file_path: file.path };
}

/** What a kind of content is called in refusals, and the permission it needs. */
const CONTENT: readonly [keyof Draft, Permission, string][] = [
  ['text', 'can_send_messages', 'text messages'],
  ['animation', 'can_send_other_messages', 'animations'],
  ['audio', 'can_send_audios', 'music'],
  ['contact', 'can_send_messages', 'contacts'],
  ['dice', 'can_send_other_messages', 'dice'],
  ['document', 'can_send_documents', 'documents'],
  ['game', 'can_send_other_messages', 'games'],
  ['invoice', 'can_send_messages', 'invoice messages'],
  ['live_photo', 'can_send_photos', 'photos'],
  ['venue', 'can_send_messages', 'venues'],
  ['location', 'can_send_messages', 'locations'],
  ['photo', 'can_send_photos', 'photos'],
  ['poll', 'can_send_polls', 'polls'],
  ['sticker', 'can_send_other_messages', 'stickers'],
  ['video', 'can_send_videos', 'videos'],
  ['video_note', 'can_send_video_notes', 'video notes'],
  ['voice', 'can_send_voice_notes', 'voice notes'],
];

/** The permission that content needs, and its name in Telegram's refusals. */
export function contentNeeds(draft: Draft): { permission: Permission; name: string } {
  const [, permission, name] =
    CONTENT.find(([key]) => draft[key] !== undefined) ?? (['text', 'can_send_messages', 'text messages'] as const);
  return { permission, name };
}
