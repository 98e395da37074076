import type { Chat, Entity, Message, Sender } from '@alita/kit';
import { idIn, isId, isRaw, type Raw, textOf } from './raw.ts';
import { readChat, readPerson, readSender } from './read-people.ts';

/** Far above anything Telegram lets people write. */
const LONGEST_TEXT = 100_000;
const MOST_ENTITIES = 1_000;

/** A message object of Telegram's; `undefined` for what is none, or has absurd sizes or ids. Never throws. */
export function readMessage(raw: unknown): Message | undefined {
  if (!isRaw(raw) || !isId(raw.message_id)) return undefined;
  const chat = readChat(raw.chat);
  const sender = chat && readSender(raw, chat);
  const text = textOf(raw.text) ?? textOf(raw.caption) ?? '';
  if (!sender || text.length > LONGEST_TEXT) return undefined;
  return new ReadMessage(raw, raw.message_id, chat, sender, text);
}

/** Reads what most handlers never ask for only when somebody does. */
class ReadMessage implements Message {
  readonly raw: Raw;
  readonly id: number;
  readonly chat: Chat;
  readonly sender: Sender;
  readonly text: string;
  #replyTo: Message | undefined | null = null;
  #entities: readonly Entity[] | undefined;
  #links: readonly string[] | undefined;

  constructor(raw: Raw, id: number, chat: Chat, sender: Sender, text: string) {
    this.raw = raw;
    this.id = id;
    this.chat = chat;
    this.sender = sender;
    this.text = text;
  }

  get userId(): number {
    return idIn(this.raw.from) ?? 0;
  }

  get date(): Date {
    return dateOf(this.raw.date);
  }

  get entities(): readonly Entity[] {
    this.#entities ??= readEntities(this.raw.text === undefined ? this.raw.caption_entities : this.raw.entities);
    return this.#entities;
  }

  get links(): readonly string[] {
    this.#links ??= this.entities.flatMap((entity) => linkIn(entity, this.text) ?? []);
    return this.#links;
  }

  /** Outside forums a thread id only says which replies belong together. */
  get topicId(): number | undefined {
    const { is_topic_message: isTopic, message_thread_id: id } = this.raw;
    return isTopic === true && isId(id) ? id : undefined;
  }

  /** Messages of a topic "reply" to the message that opened it, which nobody meant. */
  get replyTo(): Message | undefined {
    if (this.#replyTo === null) {
      const replied = readMessage(this.raw.reply_to_message);
      this.#replyTo = replied && replied.id === this.topicId && replied.raw.forum_topic_created ? undefined : replied;
    }
    return this.#replyTo;
  }

  get quote(): string | undefined {
    return isRaw(this.raw.quote) ? textOf(this.raw.quote.text) : undefined;
  }

  get isAutomaticForward(): boolean {
    return this.raw.is_automatic_forward === true;
  }
}

/** Telegram counts in seconds. */
export const dateOf = (seconds: unknown): Date => new Date(typeof seconds === 'number' ? seconds * 1_000 : 0);

function readEntities(raw: unknown): readonly Entity[] {
  return Array.isArray(raw) ? raw.slice(0, MOST_ENTITIES).flatMap((entity) => readEntity(entity) ?? []) : [];
}

function readEntity(raw: unknown): Entity | undefined {
  if (!isRaw(raw)) return undefined;
  const { type, offset, length } = raw;
  if (typeof type !== 'string' || typeof offset !== 'number' || typeof length !== 'number') return undefined;
  return { type, offset, length, url: textOf(raw.url), user: readPerson(raw.user) };
}

function linkIn({ type, offset, length, url }: Entity, text: string): string | undefined {
  if (type === 'text_link') return url;
  return type === 'url' ? text.slice(offset, offset + length) : undefined;
}
