import type {
  Act,
  Branch,
  Chat,
  Effects,
  Event,
  Keyboard,
  Me,
  Outcome,
  Params,
  Pending,
  Person,
  Reply,
  Say,
  StaffLevel,
  Translate,
  Trigger,
} from '@alita/kit';

/** A handler's voice; packages/telegram makes it. Everything in it only adds to the effects. */
export interface Speaker {
  readonly act: Act;
  readonly reply: Reply;
  readonly say: Say;
  /** Replaces the message that set the handler off. */
  readonly edit: (key: string, params?: Params, keyboard?: Keyboard) => Pending;
  readonly toast: (key: string, params?: Params, options?: { alert?: boolean }) => void;
}

export interface SpeakerOptions {
  readonly effects: Effects;
  /** The chat that is acted on. */
  readonly chat: number;
  /** What set the handler off, in the chat where the answer belongs. */
  readonly trigger: Trigger & { readonly chat: number; readonly callbackQueryId?: string | undefined };
  /** `<module>.<handler>`: metrics and logs. */
  readonly label: string;
  /** Namespace of relative message keys. */
  readonly module: string;
  readonly translate: Translate;
  readonly itemId: string;
  readonly now: Date;
  /** What follows a refusal that the handler did not name. */
  readonly onRefusal?: readonly Branch[] | undefined;
}

/** Short-lived shared memory: admin lists. Values are JSON. */
export interface Cache {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
}

/** Who is known by a name or an id. */
export interface Directory {
  byUsername(name: string): Promise<Person | undefined>;
  byId(id: number): Promise<Person | undefined>;
}

/** One item's database: reads at once, writes in one transaction that the host commits with the effects. */
export interface Unit {
  readonly db: unknown;
  /** Undoes what `work` wrote when it throws. */
  savepoint<T>(work: () => T | Promise<T>): T | Promise<T>;
}

/** What a handler came to, for metrics and the log. */
export interface Handled {
  readonly module: string;
  readonly handler: string;
  readonly kind: 'command' | 'callback' | 'watcher' | 'timer' | 'continuation' | 'link';
  readonly outcome: 'done' | 'refused' | 'failed';
  /** Key of the answer when it was refused. */
  readonly reason?: string | undefined;
  readonly seconds: number;
}

/** What is kept about a chat as a whole. */
export interface Snapshot {
  /** Left out while the chat is not known. */
  readonly title?: string | undefined;
  readonly username?: string | undefined;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What the process around the runtime provides; the worker and testBot each make one. */
export interface Host {
  readonly me: Me;
  /** What somebody is among the people who run the bot. */
  readonly staff: (userId: number) => Promise<StaffLevel | undefined>;
  readonly now: () => Date;
  readonly token: () => string;
  /** Languages there are texts for. */
  readonly languages: readonly string[];
  readonly translator: (language: string) => Translate;
  readonly readUpdate: (update: unknown) => Event | undefined;
  readonly speaker: (options: SpeakerOptions) => Speaker;
  /** A question to Telegram in the urgent lane of `chat`; never throws. */
  readonly ask: (chat: number, method: string, params: Record<string, unknown>) => Promise<Outcome>;
  readonly cache: Cache;
  readonly directory: Directory;
  /** What a chat is called and all its modules' settings, in one query. */
  readonly loadChat: (chat: number) => Promise<Snapshot>;
  readonly saveSettings: (
    db: unknown,
    chat: Chat,
    module: string,
    data: Readonly<Record<string, unknown>>,
  ) => Promise<void>;
  /** All that is kept about a basic group belongs to its supergroup from now on. Doing it twice does nothing. */
  readonly moveChat: (db: unknown, from: Chat, to: number) => Promise<void>;
  readonly onHandled?: ((handled: Handled) => void) | undefined;
  /** Trouble of the database or a limit rather than of a handler: the item is to be handled again. */
  readonly isTransient: (error: unknown) => boolean;
  /** A handler threw; `code` is what the person was told, so that it finds the log line. */
  readonly onBug: (error: unknown, where: { readonly label: string; readonly code: string }) => void;
}

/** One thing that happened, as it lies in a mailbox. */
export interface Item {
  readonly id: string;
  readonly kind: string;
  readonly body: unknown;
  readonly chatId: number;
  /** Versions of what workers cache for this chat; one that was never raised is absent. */
  readonly versions: Readonly<Record<string, number>>;
  /** The next failure gives the item up: better to answer than to throw. */
  readonly isLastTry: boolean;
  readonly unit: Unit;
  /** Fields of the chat's short-lived state. */
  readonly readState: (fields: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
}

/** What handling an item came to. */
export interface Result {
  readonly effects: Effects;
  /** Fields for the item's one log line; empty when nothing was worth one. */
  readonly notes: Readonly<Record<string, string | number | boolean>>;
  /** The mailbox was left for another: all its timers come now, due or not, so that they go on to that one. */
  readonly isLeft?: true;
}
