import { z } from 'zod';

/** What moderation needs of a message to act on it. */
const KEPT = [
  'message_id',
  'message_thread_id',
  'is_topic_message',
  'date',
  'chat',
  'from',
  'sender_chat',
  'media_group_id',
  'is_automatic_forward',
] as const;

/** What a message holds, of which a stub keeps only the name. */
const CONTENTS = [
  'text',
  'photo',
  'sticker',
  'animation',
  'video',
  'voice',
  'audio',
  'document',
  'video_note',
  'contact',
  'location',
  'poll',
  'dice',
  'story',
] as const;

const Plain = z.looseObject({
  update_id: z.number(),
  message: z.looseObject({
    message_id: z.number(),
    entities: z.array(z.looseObject({ type: z.string() })).optional(),
    caption_entities: z.array(z.looseObject({ type: z.string() })).optional(),
  }),
});

/**
 * A plain message shrunk to who, where, when and what kind (`stub`), for a mailbox that is full; undefined for commands,
 * service messages and every other kind of update, which must stay whole.
 */
export function asStub(update: unknown): unknown {
  const { data } = Plain.safeParse(update);
  if (!data) return undefined;
  const { message } = data;
  const content = CONTENTS.find((name) => name in message);
  const entities = [...(message.entities ?? []), ...(message.caption_entities ?? [])];
  if (!content || entities.some(({ type }) => type === 'bot_command')) return undefined;
  const kept = KEPT.flatMap((name) => (name in message ? [[name, message[name]] as const] : []));
  return { update_id: data.update_id, message: { ...Object.fromEntries(kept), stub: content } };
}
