import { isRaw, type Raw, textOf } from '../raw.ts';
import type { ContentKind } from './saved-content.ts';

/** First match wins. An animation comes with a `document` for old clients, a live photo with a `photo`. */
const ORDER: readonly ContentKind[] = [
  'sticker',
  'animation',
  'document',
  'photo',
  'audio',
  'voice',
  'video',
  'video_note',
];

/** The file of a message that can be stored (CE-1); `undefined` for all other kinds (CE-2). */
export function mediaOf(message: Raw): { readonly kind: ContentKind; readonly fileId: string } | undefined {
  for (const kind of ORDER) {
    const value = message[kind];
    const file: unknown = Array.isArray(value) ? value.at(-1) : value;
    const fileId = isRaw(file) ? textOf(file.file_id) : undefined;
    if (fileId) return { kind, fileId };
  }
  return undefined;
}
