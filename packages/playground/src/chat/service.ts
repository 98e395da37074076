import type { Message } from '@grammyjs/types';
import { nameOf, senderOf } from '../state/names.ts';

/** The sentence of a message that tells of a happening; undefined for one with content. */
export function serviceText(message: Message): string | undefined {
  const who = senderOf(message).name;
  const { new_chat_members: joined, left_chat_member: left, pinned_message: pinned } = message;
  if (joined) {
    const names = joined.map(nameOf).join(', ');
    return joined.some(({ id }) => id === message.from?.id) ? `${names} joined the group` : `${who} added ${names}`;
  }
  if (left) return left.id === message.from?.id ? `${nameOf(left)} left the group` : `${who} removed ${nameOf(left)}`;
  if (pinned) {
    const text = 'text' in pinned && typeof pinned.text === 'string' ? pinned.text : undefined;
    return text ? `${who} pinned “${text.length > 40 ? `${text.slice(0, 40)}…` : text}”` : `${who} pinned a message`;
  }
  if (message.new_chat_title) return `${who} changed the name to “${message.new_chat_title}”`;
  if (message.new_chat_photo) return `${who} changed the picture`;
  if (message.delete_chat_photo) return `${who} removed the picture`;
  if (message.forum_topic_created) return `${who} opened the topic “${message.forum_topic_created.name}”`;
  if (message.forum_topic_edited) {
    const { name } = message.forum_topic_edited;
    return name ? `${who} renamed the topic to “${name}”` : `${who} changed the topic`;
  }
  if (message.forum_topic_closed) return `${who} closed the topic`;
  if (message.forum_topic_reopened) return `${who} opened the topic again`;
  if (message.general_forum_topic_hidden) return `${who} hid the General topic`;
  if (message.general_forum_topic_unhidden) return `${who} shows the General topic again`;
  if (message.migrate_to_chat_id) return 'The group became a supergroup';
  if (message.migrate_from_chat_id) return 'The supergroup goes on from a basic group';
  if (message.group_chat_created || message.supergroup_chat_created) return `${who} founded the group`;
  if (message.channel_chat_created) return 'The channel was founded';
  if (message.video_chat_started) return `${who} started a video chat`;
  if (message.video_chat_ended) return 'The video chat ended';
  if (message.message_auto_delete_timer_changed) return `${who} changed how long messages stay`;
  return undefined;
}

/** A message in a line: for replies, pins and the list of chats. */
export function gist(message: Message): string {
  const said = message.text ?? message.caption;
  if (said) return said.replaceAll('\n', ' ');
  const kind = (
    [
      'photo',
      'video',
      'animation',
      'audio',
      'voice',
      'sticker',
      'document',
      'poll',
      'location',
      'contact',
      'dice',
    ] as const
  ).find((name) => message[name] !== undefined);
  return kind ? kind.charAt(0).toUpperCase() + kind.slice(1) : (serviceText(message) ?? 'Message');
}
