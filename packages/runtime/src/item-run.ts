import {
  AnonymousSettings,
  type Catalogue,
  type Chat,
  type ContinuationBody,
  type Continue,
  type Effects,
  LanguageSettings,
  type Members,
  type Module,
  noEffects,
  type Params,
  type Person,
  type Remembered,
  type Translate,
  type Trigger,
  UserError,
  type Windows,
  type z,
} from '@alita/kit';
import type { MembersOf } from './members.ts';
import type { Handled, Host, Item, Result, Speaker } from './ports.ts';
import type { Recall } from './remembered.ts';
import { readSettings } from './settings.ts';

export type Stored = Readonly<Record<string, unknown>>;
type TriggerOfItem = Trigger & { readonly callbackQueryId?: string | undefined };

export interface ItemRunOptions {
  readonly host: Host;
  readonly item: Item;
  /** The chat that everything is checked against and written to. */
  readonly chat: Chat;
  /** Where it happened and answers go, when that is another chat. */
  readonly origin?: Chat | undefined;
  readonly trigger: TriggerOfItem;
  /** The person behind the item, when there is one. */
  readonly actor?: Person | undefined;
  /** Language of the answers; the chat's unless given. */
  readonly language?: string | undefined;
  /** All modules' stored settings of the chat. */
  readonly stored: Stored;
  readonly catalogue: Catalogue;
  readonly membersOf: MembersOf;
  readonly recall: Recall;
}

/** What is being handled, who is told about refusals, and how. */
export interface Attempt {
  readonly module: string;
  readonly label: string;
  readonly kind: Handled['kind'];
  /** Tells the person behind it; left out, refusals and failures are not answered. */
  readonly answer?: ((key: string, params: UserError['params']) => void) | undefined;
}

/** When a handler began, and how far the effects had come. */
interface Mark extends Readonly<Record<'began' | 'calls' | 'posts' | 'timers' | 'versions', number>> {
  readonly state: Effects['state'];
}

/** One item while it is handled: its effects so far, and the facts all its handlers share. */
export class ItemRun {
  readonly host: Host;
  readonly item: Item;
  readonly chat: Chat;
  readonly origin: Chat;
  readonly trigger: TriggerOfItem;
  readonly actor: Person | undefined;
  readonly now: Date;
  readonly catalogue: Catalogue;
  /** This mailbox was left for another with this item. */
  isLeft = false;
  readonly #options: ItemRunOptions;
  #effects: Effects = noEffects();
  #stored: Stored;
  #stores: Map<string, unknown> | undefined;
  #members: Members | undefined;
  #adminsVersion: string;
  #translate: Translate | undefined;
  #t: Translate | undefined;
  #notes: Record<string, string | number | boolean> = {};

  constructor(options: ItemRunOptions) {
    const { host, item, chat, origin = chat, trigger, actor, stored, catalogue } = options;
    this.host = host;
    this.item = item;
    this.chat = chat;
    this.origin = origin;
    this.trigger = trigger;
    this.actor = actor;
    this.now = host.now();
    this.#adminsVersion = String(item.versions.admins ?? 0);
    this.#stored = stored;
    this.catalogue = catalogue;
    this.#options = options;
  }

  /** The same item, with the same effects, as if somebody else had set it off. */
  onBehalfOf(actor: Person, trigger: TriggerOfItem): ItemRun {
    const run = new ItemRun({ ...this.#options, stored: this.#stored, actor, trigger });
    run.#effects = this.#effects;
    run.#notes = this.#notes;
    return run;
  }

  get effects(): Effects {
    return this.#effects;
  }

  /** Administrators, rights, single members of this chat. */
  get members(): Members {
    this.#members ??= this.#options.membersOf(this.chat, {
      version: () => this.#adminsVersion,
      forget: () => this.forgetAdmins(),
    });
    return this.#members;
  }

  /** An administrator came, went or changed: nobody may go by the old list, this item included. */
  forgetAdmins(): void {
    this.#effects.versions.push('admins');
    this.#adminsVersion = this.item.id;
  }

  /** Renders in the language of the moment: a handler that changes it answers in the new one. */
  get t(): Translate {
    const translate = (key: string, params?: Params) => this.#translator(key, params);
    this.#t ??= Object.defineProperty(translate, 'language', { get: () => this.#translator.language }) as Translate;
    return this.#t;
  }

  get #translator(): Translate {
    this.#translate ??= this.host.translator(this.#language());
    return this.#translate;
  }

  #language(): string {
    const { language } = this.policy('languages', LanguageSettings);
    const client = this.chat.type === 'private' ? this.actor?.language?.slice(0, 2) : undefined;
    const offered = client && this.host.languages.includes(client) ? client : undefined;
    return this.#options.language ?? language ?? offered ?? 'en';
  }

  /** Settings that the runtime obeys, as their module stored them. */
  policy<Z extends z.ZodObject>(module: string, schema: Z): z.infer<Z> {
    const read = schema.safeParse(this.#stored[module] ?? {});
    return read.success ? read.data : schema.parse({});
  }

  /** Whether anonymous admins need no proof here (PERM-22). */
  get trustsAnonymous(): boolean {
    return this.policy('admin', AnonymousSettings).trustAnonymous;
  }

  settings(module: Module): Stored {
    return readSettings(module, this.#stored[module.name]);
  }

  /** Stores a module's settings; checked by its schema, seen by the rest of this item and by the next. */
  async configure(module: Module, patch: Stored): Promise<void> {
    const settings = module.settings.parse({ ...this.settings(module), ...patch });
    await this.host.saveSettings(this.item.unit.db, this.chat, module.name, settings);
    this.#stored = { ...this.#stored, [module.name]: settings };
    this.#translate = undefined;
    this.#effects.versions.push('settings');
  }

  /** A module's windows: fields of the chat's state under its name; what this item wrote counts already. */
  windows({ name: module }: Module): Windows {
    return {
      read: async (name, schema) => {
        const field = `${module}:${name}`;
        const written = this.#effects.state[field];
        const value = written === undefined ? (await this.item.readState([field]))[field] : written?.value;
        return schema.safeParse(value).data;
      },
      write: (name, value, ttlMs = 0) => {
        this.#effects.state[`${module}:${name}`] = value === undefined ? null : { value, ttlMs };
      },
    };
  }

  /** A list of this chat; what this item wrote itself is read past the memory. A change of settings renews all. */
  recall<T>(module: Module, list: Remembered<T>): Promise<T> {
    const { versions } = this.item;
    const load = () => list.load(this.store(module) as never, this.chat.id);
    if (this.#effects.versions.includes(list.name)) return load();
    const version = `${versions.settings ?? 0}.${versions[list.name] ?? 0}`;
    return this.#options.recall(list, this.chat.id, version, load);
  }

  store(module: Module): unknown {
    if (!module.store) return undefined;
    this.#stores ??= new Map();
    const store = this.#stores.get(module.name) ?? module.store(this.item.unit.db as never);
    this.#stores.set(module.name, store);
    return store;
  }

  speaker(attempt: Attempt): Speaker {
    const { host, item, chat, origin, now, t: translate } = this;
    const { messageId, topicId } = this.trigger;
    const refused = {
      name: 'kit.refused',
      chat: origin.id,
      data: {},
      trigger: { messageId, topicId, language: translate.language },
    };
    return host.speaker({
      effects: this.#effects,
      chat: chat.id,
      trigger: { ...this.trigger, chat: origin.id, language: translate.language },
      label: attempt.label,
      module: attempt.module,
      translate,
      itemId: item.id,
      now,
      onRefusal: attempt.answer && [{ continue: refused }],
    });
  }

  /** Has a continuation run in another chat's mailbox; it answers where this item does. */
  post({ name, chat, data = {} }: Continue): void {
    const { messageId, topicId } = this.trigger;
    const trigger: Trigger = { chat: this.origin.id, messageId, topicId, language: this.t.language };
    const body: ContinuationBody = { name, data, outcome: { ok: true }, trigger };
    this.#effects.posts.push({ chat, kind: 'continuation', body: JSON.parse(JSON.stringify(body)) });
  }

  note(fields: Readonly<Record<string, string | number | boolean>>): void {
    Object.assign(this.#notes, fields);
  }

  /**
   * Runs one handler so that it leaves everything or nothing. What it refuses is answered; a bug is retried with the
   * whole item, and on the last try answered with a code that finds the log line. Returns undefined when it failed.
   */
  attempt<T>(attempt: Attempt, work: () => T | Promise<T>): T | undefined | Promise<T | undefined> {
    const before = this.#mark();
    try {
      const result = this.item.unit.savepoint(work);
      return result instanceof Promise ? this.#settled(attempt, before, result) : this.#done(attempt, before, result);
    } catch (error) {
      return this.#failed(attempt, before, error);
    }
  }

  async #settled<T>(attempt: Attempt, before: Mark, result: Promise<T>): Promise<T | undefined> {
    try {
      return this.#done(attempt, before, await result);
    } catch (error) {
      return this.#failed(attempt, before, error);
    }
  }

  #done<T>(attempt: Attempt, { began }: Mark, result: T): T {
    if (attempt.kind !== 'watcher') this.#handled(attempt, began, 'done');
    return result;
  }

  #failed(attempt: Attempt, before: Mark, error: unknown): undefined {
    if (this.host.isTransient(error)) throw error;
    this.#undoTo(before);
    if (error instanceof UserError) {
      this.#handled(attempt, before.began, 'refused', error.key);
      attempt.answer?.(error.key, error.params);
      return;
    }
    const code = this.host.token().slice(0, 6);
    this.host.onBug(error, { label: attempt.label, code });
    this.#handled(attempt, before.began, 'failed');
    if (attempt.kind === 'watcher') return;
    if (!this.item.isLastTry) throw error;
    attempt.answer?.('kit.failed', { code });
  }

  #handled({ module, label, kind }: Attempt, began: number, outcome: Handled['outcome'], reason?: string): void {
    const seconds = (performance.now() - began) / 1000;
    this.host.onHandled?.({ module, handler: label, kind, outcome, reason, seconds });
    if (kind !== 'watcher' || outcome !== 'done') this.note({ handler: label, outcome, ...(reason && { reason }) });
  }

  #mark(): Mark {
    const { calls, posts, timers, versions, state } = this.#effects;
    return {
      began: performance.now(),
      calls: calls.length,
      posts: posts.length,
      timers: timers.length,
      versions: versions.length,
      state: { ...state },
    };
  }

  #undoTo(before: Mark): void {
    const { calls, posts, timers, versions, state } = this.#effects;
    calls.length = before.calls;
    posts.length = before.posts;
    timers.length = before.timers;
    versions.length = before.versions;
    for (const field of Object.keys(state)) delete state[field];
    Object.assign(state, before.state);
  }

  finish(): Result {
    return { effects: this.#effects, notes: this.#notes, ...(this.isLeft && { isLeft: true }) };
  }
}
