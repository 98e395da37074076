import { z } from 'zod';
import { Bot } from '../people/bot.ts';
import type { Person, Place } from '../people/person.ts';
import { Refused } from '../world/errors.ts';
import { findPost } from '../world/messages.ts';
import { type Room, Upload } from '../world/model.ts';
import { ADMIN_RIGHTS } from '../world/rights.ts';
import { privateRoom } from '../world/rooms.ts';
import type { World } from '../world.ts';

const who = z.int();
/** A group's or channel's id; for a private chat, the bot's id. */
const chat = z.int();
const messageId = z.int();
const target = z.object({ who, chat, user: z.int() });
const onMessage = z.object({ who, chat, messageId });
const speech = z.object({
  who,
  chat,
  replyTo: z.int().optional(),
  quote: z.string().optional(),
  topic: z.int().optional(),
  /** A channel to speak as. */
  as: z.int().optional(),
  mediaGroupId: z.string().optional(),
});
const kinds = ['photo', 'video', 'animation', 'audio', 'voice', 'document', 'sticker', 'video_note'] as const;
const permissions = z.record(z.string(), z.boolean());

/** What people do, as data: the acting API of {@link Person} for other processes. */
export const Act = z.discriminatedUnion('act', [
  speech.extend({ act: z.literal('says'), text: z.string() }),
  speech.extend({
    act: z.literal('sends'),
    kind: z.enum(kinds),
    caption: z.string().optional(),
    /** Of a sticker. */
    emoji: z.string().optional(),
    base64: z.string().optional(),
    name: z.string().optional(),
    mime: z.string().optional(),
  }),
  speech.extend({
    act: z.literal('asks'),
    question: z.string(),
    answers: z.array(z.string()),
    anonymous: z.boolean().optional(),
    multiple: z.boolean().optional(),
  }),
  onMessage.extend({ act: z.literal('presses'), button: z.string() }),
  onMessage.extend({ act: z.literal('edits'), text: z.string() }),
  onMessage.extend({ act: z.literal('deletes') }),
  onMessage.extend({ act: z.literal('pins') }),
  onMessage.extend({ act: z.literal('forwards'), to: chat }),
  onMessage.extend({ act: z.literal('reacts'), emoji: z.array(z.string()) }),
  onMessage.extend({ act: z.literal('votes'), options: z.array(z.int()) }),
  z.object({ act: z.literal('starts'), who, chat, payload: z.string().optional() }),
  z.object({ act: z.literal('stops'), who, chat }),
  z.object({ act: z.literal('joins'), who, chat, via: z.string().optional() }),
  z.object({ act: z.literal('requests'), who, chat }),
  z.object({ act: z.literal('leaves'), who, chat }),
  target.extend({ act: z.literal('adds') }),
  target.extend({ act: z.literal('approves') }),
  target.extend({ act: z.literal('declines') }),
  target.extend({ act: z.literal('bans'), until: z.int().optional() }),
  target.extend({ act: z.literal('unbans') }),
  target.extend({ act: z.literal('restricts'), permissions, until: z.int().optional() }),
  target.extend({
    act: z.literal('promotes'),
    rights: z.union([z.literal('all'), z.array(z.enum(ADMIN_RIGHTS))]),
    title: z.string().optional(),
  }),
  z.object({ act: z.literal('renames'), who, chat, title: z.string() }),
  z.object({ act: z.literal('upgrades'), who, chat }),
  z.object({ act: z.literal('opensTopic'), who, chat, name: z.string() }),
  z.object({ act: z.enum(['closesTopic', 'reopensTopic']), who, chat, topic: z.int() }),
  z.object({ act: z.literal('renamesTopic'), who, chat, topic: z.int(), name: z.string() }),
]);
export type Act = z.infer<typeof Act>;

/** What came of an act. */
export interface ActResult {
  /** The number of the message it made. */
  messageId?: number;
  /** The chat or topic it made. */
  id?: number;
  /** Why a Telegram app would not do it. */
  error?: string;
}

/** Lets a person act; what an app would refuse is told in `error`. Presses do not wait for the bot. */
export function perform(world: World, act: Act): ActResult {
  try {
    return run(world, act);
  } catch (error) {
    if (error instanceof Refused) return { error: error.code };
    if (error instanceof RangeError) return { error: error.message };
    throw error;
  }
}

type On<K extends Act['act']> = Extract<Act, { act: K }>;

function run(world: World, act: Act): ActResult {
  const person = world.personById(act.who);
  switch (act.act) {
    case 'says':
      return made(person.says(place(world, act.chat), act.text, speaking(world, act)));
    case 'sends':
      return sends(world, person, act);
    case 'asks':
      return asks(world, person, act);
    case 'starts':
      return made(person.starts(botAt(world, act.chat), act.payload));
    case 'stops':
      person.stops(botAt(world, act.chat));
      return {};
    case 'presses':
    case 'edits':
    case 'deletes':
    case 'pins':
    case 'forwards':
    case 'reacts':
    case 'votes':
      return withMessage(world, person, act);
    default:
      return inRoom(world, person, act);
  }
}

type MessageAct = On<'presses' | 'edits' | 'deletes' | 'pins' | 'forwards' | 'reacts' | 'votes'>;

function withMessage(world: World, person: Person, act: MessageAct): ActResult {
  const room = act.chat > 0 ? privateRoom(world, act.chat, act.who) : roomAt(world, act.chat);
  const message = findPost(room, act.messageId)?.message;
  if (!message) throw new Refused('MESSAGE_ID_INVALID');
  switch (act.act) {
    case 'presses':
      void person.presses(message, act.button);
      return {};
    case 'edits':
      return made(person.edits(message, act.text));
    case 'deletes':
      person.deletes(message);
      return {};
    case 'pins':
      person.pins(message);
      return {};
    case 'forwards':
      return made(person.forwards(message, place(world, act.to)));
    case 'reacts':
      person.reacts(message, ...act.emoji);
      return {};
    case 'votes':
      person.votes(message, ...act.options);
      return {};
  }
}

type RoomAct = Exclude<Act, MessageAct | On<'says' | 'sends' | 'asks' | 'starts' | 'stops'>>;

function inRoom(world: World, person: Person, act: RoomAct): ActResult {
  const room = roomAt(world, act.chat);
  switch (act.act) {
    case 'joins':
      person.joins(room, act.via === undefined ? {} : { via: act.via });
      return {};
    case 'requests':
      person.requestsToJoin(room);
      return {};
    case 'leaves':
      person.leaves(room);
      return {};
    case 'renames':
      person.renames(room, act.title);
      return {};
    case 'upgrades':
      return { id: person.upgrades(room).id };
    case 'opensTopic':
      return { id: person.opensTopic(room, act.name) };
    case 'closesTopic':
    case 'reopensTopic':
      person[act.act](room, act.topic);
      return {};
    case 'renamesTopic':
      person.renamesTopic(room, act.topic, act.name);
      return {};
    default:
      return toUser(world, person, room, act);
  }
}

type UserAct = On<'adds' | 'approves' | 'declines' | 'bans' | 'unbans' | 'restricts' | 'promotes'>;

function toUser(world: World, person: Person, room: Room, act: UserAct): ActResult {
  const user = { id: world.account(act.user).user.id };
  switch (act.act) {
    case 'adds':
      person.adds(room, user);
      break;
    case 'approves':
      person.approves(room, user);
      break;
    case 'declines':
      person.declines(room, user);
      break;
    case 'bans':
      person.bans(room, user, act.until);
      break;
    case 'unbans':
      person.unbans(room, user);
      break;
    case 'restricts':
      person.restricts(room, user, act.permissions, act.until);
      break;
    case 'promotes':
      person.promotes(room, user, act.rights, act.title);
  }
  return {};
}

function sends(world: World, person: Person, act: On<'sends'>): ActResult {
  const file = act.base64 === undefined ? undefined : new Upload(Buffer.from(act.base64, 'base64'), act.name, act.mime);
  const options = {
    ...speaking(world, act),
    ...(file ? { file } : {}),
    ...(act.caption ? { caption: act.caption } : {}),
    ...(act.emoji ? { emoji: act.emoji } : {}),
  };
  return made(person.sends(place(world, act.chat), act.kind, options));
}

function asks(world: World, person: Person, act: On<'asks'>): ActResult {
  const options = {
    ...speaking(world, act),
    ...(act.anonymous === undefined ? {} : { is_anonymous: act.anonymous }),
    ...(act.multiple ? { allows_multiple_answers: true } : {}),
  };
  return made(person.asks(place(world, act.chat), act.question, act.answers, options));
}

function speaking(world: World, { replyTo, quote, topic, as, mediaGroupId }: z.infer<typeof speech>) {
  return {
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(quote === undefined ? {} : { quote }),
    ...(topic === undefined ? {} : { topic }),
    ...(as === undefined ? {} : { as: roomAt(world, as) }),
    ...(mediaGroupId === undefined ? {} : { mediaGroupId }),
  };
}

function made({ message_id }: { message_id: number }): ActResult {
  return { messageId: message_id };
}

/** A group or channel that must be there. */
export function roomAt(world: World, id: number): Room {
  const room = world.rooms.get(id);
  if (!room) throw new RangeError(`There is no chat ${id}`);
  return room;
}

function botAt(world: World, id: number): Bot {
  const { bot } = world.account(id);
  if (!bot) throw new RangeError(`${id} is not a bot`);
  return new Bot(world, id, bot.token);
}

function place(world: World, id: number): Place {
  return id > 0 ? botAt(world, id) : roomAt(world, id);
}
