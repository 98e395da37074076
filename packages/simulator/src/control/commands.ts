import type { ChatMember, Message } from '@grammyjs/types';
import { z } from 'zod';
import { limitPresets } from '../limits.ts';
import { seed } from '../seed.ts';
import { showMember } from '../world/members.ts';
import type { CallRecord, Room } from '../world/model.ts';
import { privateRoom, titleOf } from '../world/rooms.ts';
import { load, save } from '../world/save.ts';
import type { World } from '../world.ts';
import { Act, type ActResult, perform, roomAt } from './acts.ts';
import { type CallSummary, type Journal, summary, type UpdateTimes } from './journal.ts';
import type { Player } from './player.ts';

/** What a command works on. */
export interface Controlled {
  world: World;
  journal: Journal;
  player: Player;
}

const rate = z.object({ n: z.int().positive(), ms: z.int().positive() }).optional();
const none = z.object({}).default({});

/** Joins a schema for the input with what is done; the client's types come from here. */
function command<S extends z.ZodType, O>(input: S, run: (on: Controlled, input: z.infer<S>) => O) {
  return { input, run };
}

/** A message of a chat's history. */
export interface HistoryEntry {
  message: Message;
  deleted?: { by: number | undefined; at: number };
}

/** A chat in short. */
export interface ChatSummary {
  id: number;
  type: string;
  title: string;
  members: number;
}

/** The control interface: `POST /sim/<name>` with the input as JSON answers with the output as JSON. */
export const commands = {
  addPerson: command(
    z.object({
      id: z.int().optional(),
      firstName: z.string().optional(),
      lastName: z.string().optional(),
      username: z.string().optional(),
      language: z.string().optional(),
      premium: z.boolean().optional(),
      bio: z.string().optional(),
    }),
    ({ world }, input): { id: number } => ({ id: world.person(defined(input)).id }),
  ),

  addBot: command(
    z.object({
      token: z.string().optional(),
      username: z.string().optional(),
      name: z.string().optional(),
      privacy: z.boolean().optional(),
    }),
    ({ world }, input): { id: number; token: string } => {
      const { id, token } = world.bot(defined(input));
      return { id, token };
    },
  ),

  addChat: command(
    z.object({
      type: z.enum(['group', 'supergroup', 'channel']),
      id: z.int().optional(),
      title: z.string().optional(),
      username: z.string().optional(),
      owner: z.int().optional(),
      members: z.array(z.int()).optional(),
      /** Bots that are administrators with every right. */
      admins: z.array(z.int()).optional(),
      forum: z.boolean().optional(),
      joinByRequest: z.boolean().optional(),
    }),
    ({ world }, { type, owner, members = [], admins = [], ...options }): { id: number; owner: number } => {
      const founder = owner === undefined ? world.person({ firstName: 'Owner' }) : world.personById(owner);
      const everyone = [...members, ...admins].map((id) => ({ id }));
      const room = world[type]({ ...defined(options), owner: founder, members: everyone });
      for (const id of admins) founder.promotes(room, { id }, 'all');
      return { id: room.id, owner: founder.id };
    },
  ),

  act: command(Act, ({ world }, act): ActResult => perform(world, act)),

  /** Many acts in one request, in order. */
  bulk: command(z.object({ acts: z.array(Act) }), ({ world }, { acts }): { at: number; results: ActResult[] } => ({
    at: performance.timeOrigin + performance.now(),
    results: acts.map((act) => perform(world, act)),
  })),

  /** Presses a button and waits for the bot's answer; null when none came in time. */
  press: command(
    z.object({ who: z.int(), chat: z.int(), messageId: z.int(), button: z.string() }),
    async ({ world }, { who, chat, messageId, button }) => {
      const message = roomOf(world, chat, who).posts.get(messageId)?.message;
      if (!message) throw new RangeError('The message is gone');
      return (await world.personById(who).presses(message, button)) ?? null;
    },
  ),

  /** A chat's messages from one number on; for a private chat, `chat` is the bot and `who` the person. */
  history: command(
    z.object({ chat: z.int(), who: z.int().optional(), after: z.int().default(0), limit: z.int().default(1000) }),
    ({ world }, { chat, who, after, limit }): HistoryEntry[] => {
      const posts = [...roomOf(world, chat, who).posts.values()].filter(({ message }) => message.message_id > after);
      return posts.slice(0, limit).map(({ message, deleted }) => ({ message, ...(deleted ? { deleted } : {}) }));
    },
  ),

  members: command(z.object({ chat: z.int() }), ({ world }, { chat }): ChatMember[] => {
    const room = roomAt(world, chat);
    return [...room.members.values()].map((member) => showMember(world, room, member));
  }),

  chats: command(none, ({ world }): ChatSummary[] =>
    [...world.rooms.values()].map((room) => ({
      id: room.id,
      type: room.type,
      title: titleOf(room),
      members: room.members.size,
    })),
  ),

  people: command(none, ({ world }) => [...world.accounts.values()].map(({ user }) => user)),

  /** Calls with a number above `after`: in short, or `full` with parameters and answers. */
  calls: command(
    z.object({ after: z.int().default(0), limit: z.int().default(10_000), full: z.boolean().default(false) }),
    ({ world }, { after, limit, full }): { calls: CallSummary[]; full?: CallRecord[] } => {
      const calls = world.telegram.calls(after).slice(0, limit);
      return { calls: calls.map(summary), ...(full ? { full: calls } : {}) };
    },
  ),

  /** When updates were made and delivered. */
  updates: command(
    z.object({ botId: z.int(), after: z.int().default(0), limit: z.int().default(100_000) }),
    ({ journal }, { botId, after, limit }): UpdateTimes[] => journal.times(botId, after, limit),
  ),

  stats: command(none, ({ world, journal }) => ({
    updates: { created: journal.created, delivered: journal.delivered, waiting: waiting(world) },
    calls: { count: world.telegram.count, byMethod: journal.calls },
    now: world.clock.now(),
    memory: process.memoryUsage().rss,
    cpuMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  })),

  /** Sets the world's clock forward. */
  advance: command(z.object({ ms: z.number().nonnegative() }), ({ world }, { ms }): { now: number } => {
    world.advance(ms);
    return { now: world.clock.now() };
  }),

  setLimits: command(
    z.union([
      z.enum(['off', 'published', 'strict']),
      z.object({ chat: rate, group: rate, bot: rate, moderation: rate, edits: rate }),
    ]),
    ({ world }, rules): { ok: true } => {
      world.telegram.limits.rules = typeof rules === 'string' ? limitPresets[rules] : defined(rules);
      return { ok: true };
    },
  ),

  addFault: command(
    z.object({
      kind: z.enum(['error', 'delay', 'lost-before', 'lost-after', 'reset', 'silence']),
      method: z.string().optional(),
      botId: z.int().optional(),
      chatId: z.int().optional(),
      times: z.int().positive().optional(),
      skip: z.int().nonnegative().optional(),
      chance: z.number().min(0).max(1).optional(),
      code: z.int().optional(),
      description: z.string().optional(),
      retryAfter: z.int().positive().optional(),
      delayMs: z.number().nonnegative().optional(),
    }),
    ({ world }, fault): { id: number } => ({ id: world.telegram.faults.add(defined(fault)) }),
  ),

  clearFaults: command(z.object({ id: z.int().optional() }).default({}), ({ world }, { id }): { ok: true } => {
    world.telegram.faults.clear(id);
    return { ok: true };
  }),

  faults: command(none, ({ world }) => world.telegram.faults.list()),

  /** Starts a script in a group; it goes on after the answer. */
  play: command(
    z.object({
      script: z.string(),
      chat: z.int(),
      options: z.record(z.string(), z.number().nonnegative()).default({}),
    }),
    ({ player }, { script, chat, options }): { ok: true } => {
      player.play(script, chat, options);
      return { ok: true };
    },
  ),

  /** Ends the script that plays. */
  stop: command(none, ({ player }): { ok: true } => {
    player.stop();
    return { ok: true };
  }),

  /** Sets the first scene again, in a group the bot has not met; faults and limits are off. */
  reset: command(none, ({ world, player }): { ok: true } => {
    player.stop();
    world.telegram.faults.clear();
    world.telegram.limits.rules = limitPresets.off;
    world.clear();
    seed(world, { company: true });
    return { ok: true };
  }),

  /** The world as the text of a file. */
  save: command(none, ({ world }): { text: string } => ({ text: save(world) })),

  /** Puts a saved world in the place of this one. */
  load: command(z.object({ text: z.string() }), ({ world, player }, { text }): { ok: true } => {
    player.stop();
    load(world, text);
    return { ok: true };
  }),
};

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out what is undefined. */
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Defined<T>;
}

function roomOf(world: World, chat: number, who: number | undefined): Room {
  if (chat < 0) return roomAt(world, chat);
  if (who === undefined) throw new RangeError('A private chat needs "who"');
  return privateRoom(world, chat, who);
}

function waiting(world: World): number {
  let n = 0;
  for (const inbox of world.inboxes.values()) n += inbox.size;
  for (const webhook of world.webhooks.values()) n += webhook.pending;
  return n;
}
