import { z } from 'zod';

/**
 * Why Telegram refused a call, in words a module can branch on. Decided once, by status and code first, from the
 * answer (packages/telegram).
 */
export const REFUSALS = [
  'no-rights', // the bot may not do this here
  'is-admin', // the target is an administrator
  'is-owner', // … or the owner
  'not-member',
  'user-unknown',
  'message-gone', // already deleted, or never was
  'too-old', // Telegram no longer lets the message be deleted or edited
  'cannot-speak', // the bot may not send here
  'topic-closed',
  'chat-gone', // kicked, blocked, deleted
  'supergroup-only',
  'invalid', // any other 4xx: a bug of ours or odd input
  'expired', // not made in time
  'unknown', // no answer; it may have happened
] as const;
/** One of {@link REFUSALS}. */
export const Refusal = z.enum(REFUSALS);
export type Refusal = z.infer<typeof Refusal>;

/** What came of a call. `messageId` for sends, `tookMs` the time between request and answer. */
export const Outcome = z.object({
  ok: z.boolean(),
  refusal: Refusal.optional(),
  /** True when it was so already (deleted before, banned before). */
  already: z.boolean().optional(),
  messageId: z.number().optional(),
  result: z.unknown().optional(),
  tookMs: z.number().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** What follows a call: another call, or a continuation in the mailbox of `chat` (`name` is `<module>.<name>`). */
export const Branch = z.union([
  z.object({
    get call() {
      return Call;
    },
  }),
  z.object({
    get continue() {
      return Continue;
    },
  }),
]);
export type Branch = { call: Call } | { continue: Continue };

/**
 * What set a handler off, so that answers find their way: the message to reply to, its topic, the language; `chat` when
 * that is another one than the handler acts on.
 */
export const Trigger = z.object({
  chat: z.number().optional(),
  messageId: z.number().optional(),
  topicId: z.number().optional(),
  language: z.string().optional(),
});
export type Trigger = z.infer<typeof Trigger>;

/** A continuation to run in the mailbox of `chat`; the runtime puts `trigger` in. */
export const Continue = z.object({
  name: z.string(),
  chat: z.number(),
  data: z.unknown().optional(),
  trigger: Trigger.optional(),
});
export type Continue = { name: string; chat: number; data?: unknown; trigger?: Trigger | undefined };

/** One call to Telegram on its way to the sender: plain data, together with what is to follow it. */
export const Call: z.ZodType<Call> = z.object({
  method: z.string(),
  /** Bot API parameters. A message id may be `{ ref }`, a file `{ blob, name }`; the sender puts the real ones in. */
  params: z.record(z.string(), z.unknown()),
  /** In whose lane it travels: the chat it acts on. */
  chat: z.number(),
  lane: z.enum(['urgent', 'normal']),
  /** Unix milliseconds after which it is no longer worth making. */
  expiresAt: z.number().optional(),
  /** Where the id of the sent message is kept for later calls. */
  ref: z.string().optional(),
  /** `<module>.<command>`: metrics and logs. */
  label: z.string(),
  ok: z.array(Branch).optional(),
  refused: z.partialRecord(Refusal, z.array(Branch)).optional(),
  /** For refusals that `refused` does not name. */
  otherwise: z.array(Branch).optional(),
  trace: z.string().optional(),
});
export interface Call {
  method: string;
  params: Record<string, unknown>;
  chat: number;
  lane: 'urgent' | 'normal';
  expiresAt?: number | undefined;
  ref?: string | undefined;
  label: string;
  ok?: Branch[] | undefined;
  refused?: Partial<Record<Refusal, Branch[]>> | undefined;
  otherwise?: Branch[] | undefined;
  trace?: string | undefined;
}

/**
 * Body of a `timer` item: `name` is `<module>.<timer>`. `id` and `at` are what it was set with, so that one that comes
 * before its time can be set again.
 */
export const TimerBody = z.object({
  name: z.string(),
  data: z.unknown().optional(),
  id: z.string().optional(),
  at: z.number().optional(),
});
export type TimerBody = z.infer<typeof TimerBody>;

/** Body of a `continuation` item: what a call came to, on its way back to the chat that made it. */
export const ContinuationBody = z.object({
  name: z.string(),
  data: z.unknown().optional(),
  outcome: Outcome,
  trigger: Trigger.optional(),
});
export type ContinuationBody = z.infer<typeof ContinuationBody>;

/**
 * Body of a `posted` item: an update that acts on this chat though it happened elsewhere, such as a command typed in
 * private for the connected group. Answers go back to where it happened.
 */
export const PostedBody = z.object({
  update: z.unknown(),
  chat: z.object({
    id: z.number(),
    type: z.enum(['private', 'group', 'supergroup', 'channel']),
    title: z.string(),
    isForum: z.boolean().optional(),
  }),
  /** Language of the answer. */
  language: z.string(),
});
export type PostedBody = z.infer<typeof PostedBody>;

/** A timer as it travels: `id` is made of facts, `chat` is whose mailbox it fires in. */
export type TimerChange =
  | { readonly id: string; readonly at: number; readonly name: string; readonly data: unknown }
  | { readonly id: string; readonly cancel: true };

/**
 * Messages are numbered anew where a basic group becomes a supergroup: what was to hit one of the old group gets the
 * number of a message that is not there, so that it hits no other.
 */
export const outOfReach = (messageId: number): number => 2 ** 31 - 1 - messageId;

/** A command or event handed to another chat's mailbox. */
export interface Post {
  readonly chat: number;
  readonly kind: string;
  readonly body: unknown;
}

/** Everything one item leaves behind besides its database writes; committed whole or not at all. */
export interface Effects {
  readonly calls: Call[];
  readonly posts: Post[];
  readonly timers: TimerChange[];
  /** Names of what changed, so that every worker reads it anew: `settings`, `admins`, … */
  readonly versions: string[];
  /** Patch of the chat's short-lived windows; `null` removes a field. */
  readonly state: Record<string, { readonly value: unknown; readonly ttlMs: number } | null>;
}

/** Where an item begins: nothing to leave behind yet. */
export const noEffects = (): Effects => ({ calls: [], posts: [], timers: [], versions: [], state: {} });
