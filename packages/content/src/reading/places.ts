/** What a message is wrapped in: who, where, when. Nothing of it is content. */
const ENVELOPE: ReadonlySet<string> = new Set([
  'message_id',
  'message_thread_id',
  'direct_messages_topic',
  'from',
  'sender_boost_count',
  'sender_business_bot',
  'sender_tag',
  'date',
  'guest_query_id',
  'business_connection_id',
  'chat',
  'is_topic_message',
  'is_automatic_forward',
  'reply_to_message',
  'reply_to_checklist_task_id',
  'reply_to_poll_option_id',
  'guest_bot_caller_user',
  'guest_bot_caller_chat',
  'edit_date',
  'has_protected_content',
  'is_from_offline',
  'is_paid_post',
  'media_group_id',
  'author_signature',
  'paid_star_count',
  'suggested_post_info',
  'effect_id',
  'show_caption_above_media',
  'has_media_spoiler',
]);

/** Content that comes with something else rather than being a message by itself. */
const ALONGSIDE: ReadonlySet<string> = new Set([
  'entities',
  'caption_entities',
  'caption',
  'quote',
  'external_reply',
  'reply_to_story',
  'forward_origin',
  'via_bot',
  'sender_chat',
  'link_preview_options',
  'reply_markup',
]);

/** Kinds of messages people send. Every other field is a service message's. */
const SENT: ReadonlySet<string> = new Set([
  'text',
  'rich_message',
  'animation',
  'audio',
  'document',
  'live_photo',
  'paid_media',
  'photo',
  'sticker',
  'story',
  'video',
  'video_note',
  'voice',
  'checklist',
  'contact',
  'dice',
  'game',
  'poll',
  'venue',
  'location',
  'invoice',
  'giveaway',
  'giveaway_winners',
]);

export const isEnvelope = (field: string): boolean => ENVELOPE.has(field);
export const isServiceField = (field: string): boolean =>
  !SENT.has(field) && !ALONGSIDE.has(field) && !ENVELOPE.has(field);
export const isKind = (field: string): boolean => !ALONGSIDE.has(field) && !ENVELOPE.has(field);

/** Fields Telegram fills once more for old clients: the second with the first's content. */
export const DOUBLES: readonly (readonly [of: string, again: string])[] = [
  ['animation', 'document'],
  ['live_photo', 'photo'],
  ['venue', 'location'],
];
