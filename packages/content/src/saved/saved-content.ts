import { z } from '@alita/kit';
import { ContentButton } from './button.ts';

/** What a stored item can be; all but `text` name a file (CE-1, CE-B7). */
export const CONTENT_KINDS = [
  'text',
  'sticker',
  'animation',
  'document',
  'photo',
  'audio',
  'voice',
  'video',
  'video_note',
] as const;
export type ContentKind = (typeof CONTENT_KINDS)[number];

/** `{tags}` that say how an item is shown: one set for all modules (CE-B8). */
export const CONTENT_TAGS = ['private', 'noprivate', 'admin', 'preview', 'protect', 'nonotif'] as const;
export type ContentTag = (typeof CONTENT_TAGS)[number];

/** What people stored to be said again. Fits a JSON column as it is. */
export const SavedContent = z.object({
  kind: z.enum(CONTENT_KINDS),
  /** Telegram's id of the file; the file itself is not kept (CE-4). */
  fileId: z.string().optional(),
  /** Telegram HTML, never empty as a list; one is chosen at each send. For media it is the caption. */
  variants: z.array(z.string()).min(1),
  buttons: z.array(ContentButton).default([]),
  tags: z.array(z.enum(CONTENT_TAGS)).default([]),
});
export type SavedContent = z.infer<typeof SavedContent>;

/** Most UTF-16 units Telegram shows (CE-10, CE-B6). */
export const longestText = (kind: ContentKind): number => (kind === 'text' ? 4_096 : 1_024);

/** Kinds that are shown without words. */
export const isWordless = (kind: ContentKind): boolean => kind === 'sticker' || kind === 'video_note';

/** Nothing that Telegram would show: neither a file nor words. No save command makes such content, but a copy may lose them. */
export const isBlank = ({ fileId, variants }: SavedContent): boolean =>
  !fileId && variants.every((html) => html.trim() === '');
