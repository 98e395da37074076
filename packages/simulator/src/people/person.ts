import type { ChatPermissions, Message, MessageEntity, ReactionType, User } from '@grammyjs/types';
import { withDetected } from '../entities/detect.ts';
import { Refused } from '../world/errors.ts';
import { placeholder, storeFile } from '../world/files.ts';
import { approve, depart, join, requestJoin, withdrawRequest } from '../world/joining.ts';
import { type MediaDetails, type MediaKind, mediaDraft } from '../world/media.ts';
import { isIn, memberOf } from '../world/members.ts';
import { type Draft, edit, findPost, remove } from '../world/messages.ts';
import { migrate } from '../world/migration.ts';
import type { CallbackAnswer, Member, Post, Room, Upload } from '../world/model.ts';
import { newPoll, type PollOptions, vote } from '../world/polls.ts';
import { press } from '../world/presses.ts';
import type { AdminRight } from '../world/rights.ts';
import { privateRoom } from '../world/rooms.ts';
import { contentOf, forwardOrigin, mustMaySend, placed, publish, voice } from '../world/speaking.ts';
import type { State } from '../world/state.ts';
import { createTopic, ICON_COLOURS } from '../world/topics.ts';
import type { Bot } from './bot.ts';
import * as managing from './managing.ts';

/** Where people talk: a group or channel, or a bot for one's private chat with it. */
export type Place = Room | Bot;

/** How something is said. */
export interface SayOptions {
  /** The message replied to, or its number. */
  replyTo?: Message | number;
  /** The part of it that is quoted. */
  quote?: string;
  /** `message_thread_id` of a forum's topic. */
  topic?: number;
  /** Marks no app finds by itself: text mentions, formatting. */
  entities?: MessageEntity[];
  /** A channel to speak as. */
  as?: Room;
  /** Members of one album share it. */
  mediaGroupId?: string;
  /** The bot through which the message was sent. */
  viaBot?: Bot;
}

/** How media is sent. */
export interface MediaOptions extends SayOptions, MediaDetails {
  file?: Upload;
  caption?: string;
}

/** A person with a Telegram app in hand. What the app would not allow throws {@link Refused}. */
export class Person {
  readonly #state: State;
  readonly id: number;

  constructor(state: State, id: number) {
    this.#state = state;
    this.id = id;
  }

  get user(): User {
    return this.#state.user(this.id);
  }

  /** Sends text. Commands, mentions, links and tags are marked as apps do. */
  says(place: Place, text: string, options: SayOptions = {}): Message {
    const entities = withDetected(text, options.entities ?? []);
    return this.posts(place, { text, ...(entities.length > 0 ? { entities } : {}) }, options);
  }

  /** Sends a photo, video, sticker, … with an optional caption. */
  sends(place: Place, kind: MediaKind, options: MediaOptions = {}): Message {
    const file = storeFile(this.#state, kind, options.file ?? placeholder(kind));
    const { caption } = options;
    const entities = caption ? withDetected(caption, options.entities ?? []) : [];
    return this.posts(
      place,
      {
        ...mediaDraft(kind, file, options),
        ...(caption ? { caption } : {}),
        ...(entities.length > 0 ? { caption_entities: entities } : {}),
      },
      options,
    );
  }

  /** Sends any content: contact, location, dice, poll … */
  posts(place: Place, content: Draft, options: SayOptions = {}): Message {
    const room = this.#room(place);
    const replyTo = options.replyTo === undefined ? undefined : this.#replied(room, options.replyTo);
    const draft: Draft = {
      ...voice(this.#state, room, this.id, options.as),
      ...placed(room, options.topic, replyTo, options.quote),
      ...content,
      ...(options.mediaGroupId ? { media_group_id: options.mediaGroupId } : {}),
      ...(options.viaBot ? { via_bot: options.viaBot.user } : {}),
    };
    mustMaySend(this.#state, room, this.id, draft, options.as);
    if (room.botId !== undefined) this.#state.account(this.id).started.add(room.botId);
    return publish(this.#state, room, draft).message;
  }

  /** Opens a bot: `/start`, with the payload of a deep link if given. Undoes {@link stops}. */
  starts(bot: Bot, payload?: string): Message {
    managing.unblock(this.#state, this.id, bot.id);
    return this.says(bot, payload ? `/start ${payload}` : '/start');
  }

  /** Stops (blocks) a bot. */
  stops(bot: Bot): void {
    managing.block(this.#state, this.id, bot.id);
  }

  /** Replaces the text or caption of one's own message. */
  edits(message: Message, text: string, options: Pick<SayOptions, 'entities'> = {}): Message {
    const { room, post } = this.#find(message);
    if (!managing.wrote(room, post, this.id)) throw new Refused('MESSAGE_AUTHOR_REQUIRED');
    const entities = withDetected(text, options.entities ?? []);
    const content: Draft =
      message.text === undefined ? { caption: text, caption_entities: entities } : { text, entities };
    return edit(this.#state, room, post, content, post.message.reply_markup);
  }

  /** Deletes messages: one's own, or anyone's as an administrator. */
  deletes(...messages: Message[]): void {
    for (const message of messages) {
      const { room, post } = this.#find(message);
      managing.mustMayDelete(this.#state, room, post, this.id);
      remove(this.#state, room, post, this.id);
    }
  }

  /** Forwards a message to another place. */
  forwards(message: Message, to: Place, options: SayOptions = {}): Message {
    const { post } = this.#find(message);
    return this.posts(to, { ...contentOf(post.message), forward_origin: forwardOrigin(post) }, options);
  }

  /**
   * Presses an inline button, found by its text or its callback data. Resolves with what the bot answered,
   * or undefined when it did not answer in time.
   */
  presses(message: Message, button: string): Promise<CallbackAnswer | undefined> {
    const { room, post } = this.#find(message);
    const data = managing.buttonData(post.message, button);
    const botId = post.message.via_bot?.id ?? post.message.from?.id ?? [...room.bots][0];
    if (botId === undefined) throw new Refused('BOT_INVALID');
    return press(this.#state, room, botId, this.id, data, { message: post.message }).answer;
  }

  /** Joins; in a chat that lets in by request only, asks. `via` is an invite link. */
  joins(room: Room, options: { via?: string } = {}): void {
    managing.joinByItself(this.#state, room, this.id, options.via);
  }

  /** Asks to be let in. */
  requestsToJoin(room: Room): void {
    if (isIn(memberOf(this.#state, room, this.id))) throw new Refused('USER_ALREADY_PARTICIPANT');
    requestJoin(this.#state, room, this.id);
  }

  /** Takes a request to join back. */
  withdrawsRequest(room: Room): void {
    withdrawRequest(this.#state, room, this.id, 'withdrawn');
  }

  leaves(room: Room): void {
    if (isIn(memberOf(this.#state, room, this.id))) depart(this.#state, room, this.id);
  }

  /** Adds someone (or a bot) to a chat. */
  adds(room: Room, who: { readonly id: number }): void {
    managing.mustHave(this.#state, room, this.id, 'can_invite_users');
    join(this.#state, room, who.id, this.id);
  }

  /** Lets in who asked. */
  approves(room: Room, who: { readonly id: number }): void {
    managing.mustHave(this.#state, room, this.id, 'can_invite_users');
    approve(this.#state, room, who.id, this.id);
  }

  /** Turns away who asked to be let in. */
  declines(room: Room, who: { readonly id: number }): void {
    managing.mustHave(this.#state, room, this.id, 'can_invite_users');
    withdrawRequest(this.#state, room, who.id, 'declined');
  }

  /** Removes someone for good, or until a Unix time. */
  bans(room: Room, who: { readonly id: number }, until = 0): void {
    managing.mustHave(this.#state, room, this.id, 'can_restrict_members');
    const kicked: Member = { userId: who.id, status: 'kicked', isMember: false, until };
    depart(this.#state, room, who.id, this.id, kicked);
  }

  unbans(room: Room, who: { readonly id: number }): void {
    managing.unban(this.#state, room, this.id, who.id);
  }

  /** Takes permissions from a member, until a Unix time or for good. */
  restricts(room: Room, who: { readonly id: number }, permissions: ChatPermissions, until = 0): void {
    managing.restrict(this.#state, room, this.id, who.id, permissions, until);
  }

  /** Makes someone an administrator with these rights; none = demotes. */
  promotes(room: Room, who: { readonly id: number }, rights: readonly AdminRight[] | 'all', title?: string): void {
    managing.promote(this.#state, room, this.id, who.id, rights, title);
  }

  /** Has a bot decide on requests to join. */
  appointsGuard(room: Room, bot: Bot): void {
    managing.mustHave(this.#state, room, this.id, 'can_invite_users');
    room.guardId = bot.id;
  }

  pins(message: Message): void {
    const { room, post } = this.#find(message);
    managing.pin(this.#state, room, post, this.id);
  }

  /** Changes a chat's title. */
  renames(room: Room, title: string): void {
    managing.rename(this.#state, room, this.id, title);
  }

  /** Turns a basic group into a supergroup; returns the new chat. */
  upgrades(group: Room): Room {
    if (group.type !== 'group' || group.members.get(this.id)?.status !== 'creator')
      throw new Refused('CHAT_ADMIN_REQUIRED');
    return migrate(this.#state, group, this.id);
  }

  /** Opens a topic in a forum; returns its `message_thread_id`. */
  opensTopic(forum: Room, name: string): number {
    managing.mustHave(this.#state, forum, this.id, 'can_manage_topics');
    const about = { name, icon_color: ICON_COLOURS[0] };
    return createTopic(this.#state, forum, voice(this.#state, forum, this.id), about).topic.message_thread_id;
  }

  /** Closes a topic of a forum, to all who do not manage topics. */
  closesTopic(forum: Room, id: number): void {
    managing.closeTopic(this.#state, forum, this.id, id, true);
  }

  reopensTopic(forum: Room, id: number): void {
    managing.closeTopic(this.#state, forum, this.id, id, false);
  }

  renamesTopic(forum: Room, id: number, name: string): void {
    managing.renameTopic(this.#state, forum, this.id, id, name);
  }

  /** Asks all in a chat a question to vote on. */
  asks(place: Place, question: string, answers: readonly string[], options: PollOptions & SayOptions = {}): Message {
    if (question === '' || answers.length < 2 || answers.includes('')) throw new Refused('POLL_ANSWERS_INVALID');
    const poll = newPoll(
      this.#state,
      { text: question },
      answers.map((text) => ({ text })),
      {
        ...(options.is_anonymous === undefined ? {} : { is_anonymous: options.is_anonymous }),
        ...(options.allows_multiple_answers ? { allows_multiple_answers: true } : {}),
      },
    );
    return this.posts(place, { poll }, options);
  }

  /** Votes in a poll, by option numbers from 0; none = takes the vote back. */
  votes(message: Message, ...options: number[]): void {
    const { room, post } = this.#find(message);
    vote(this.#state, room, post, this.id, options);
  }

  /** Sets one's reactions to a message; none = takes them back. */
  reacts(message: Message, ...emoji: string[]): void {
    const { room, post } = this.#find(message);
    managing.react(this.#state, room, post, this.id, emoji as Extract<ReactionType, { emoji: unknown }>['emoji'][]);
  }

  #room(place: Place): Room {
    return 'posts' in place ? place : privateRoom(this.#state, place.id, this.id);
  }

  #find(message: Message): { room: Room; post: Post } {
    const room = this.#roomOf(message);
    const post = room && findPost(room, message.message_id);
    if (!room || !post) throw new Refused('MESSAGE_ID_INVALID', 'The message is gone');
    return { room, post };
  }

  #roomOf({ chat, message_id }: Message): Room | undefined {
    if (chat.id < 0) return this.#state.rooms.get(chat.id);
    for (const room of this.#state.privateRooms.values())
      if (room.id === this.id && room.posts.has(message_id)) return room;
    return undefined;
  }

  #replied(room: Room, replyTo: Message | number): Post {
    const post = findPost(room, typeof replyTo === 'number' ? replyTo : replyTo.message_id);
    if (!post) throw new Refused('REPLY_MESSAGE_ID_INVALID', 'The message replied to is gone');
    return post;
  }
}
