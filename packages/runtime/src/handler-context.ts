import type {
  Act,
  Branch,
  Catalogue,
  Chat,
  Event,
  Me,
  Members,
  Module,
  Outcome,
  Person,
  Remembered,
  Reply,
  Say,
  StaffLevel,
  TimerOrder,
  Translate,
  Windows,
  z,
} from '@alita/kit';
import type { Attempt, ItemRun, Stored } from './item-run.ts';
import type { Speaker } from './ports.ts';

/**
 * What a handler gets. Everything is made when it is first taken out, so that a handler that needs little costs
 * little; functions need no `this`, because handlers destructure.
 */
export class HandlerContext {
  readonly #run: ItemRun;
  readonly #module: Module;
  readonly #attempt: Attempt;
  #speaker: Speaker | undefined;

  constructor(run: ItemRun, module: Module, attempt: Attempt) {
    this.#run = run;
    this.#module = module;
    this.#attempt = attempt;
  }

  /** Speaks for this handler. */
  get speaker(): Speaker {
    this.#speaker ??= this.#run.speaker(this.#attempt);
    return this.#speaker;
  }
  get chat(): Chat {
    return this.#run.chat;
  }
  get me(): Me {
    return this.#run.host.me;
  }
  get now(): Date {
    return this.#run.now;
  }
  get store(): unknown {
    return this.#run.store(this.#module);
  }
  get settings(): Stored {
    return this.#run.settings(this.#module);
  }
  get members(): Members {
    return this.#run.members;
  }
  get staff(): (userId: number) => Promise<StaffLevel | undefined> {
    return this.#run.host.staff;
  }
  get t(): Translate {
    return this.#run.t;
  }
  get languages(): readonly string[] {
    return this.#run.host.languages;
  }
  get catalogue(): Catalogue {
    return this.#run.catalogue;
  }
  get reply(): Reply {
    return (...said) => this.speaker.reply(...said);
  }
  get say(): Say {
    return (...said) => this.speaker.say(...said);
  }
  get act(): Act {
    return this.speaker.act;
  }
  get token(): () => string {
    return this.#run.host.token;
  }
  get windows(): Windows {
    return this.#run.windows(this.#module);
  }
  get recall(): <T>(list: Remembered<T>) => Promise<T> {
    return (list) => this.#run.recall(this.#module, list);
  }
  get forget(): (list: Pick<Remembered<unknown>, 'name'>) => void {
    return ({ name }) => void this.#run.effects.versions.push(name);
  }
  get settingsOf(): <Z extends z.ZodObject>(module: string, schema: Z) => z.infer<Z> {
    return (module, schema) => this.#run.policy(module, schema);
  }
  get configure(): (patch: Stored) => Promise<void> {
    return (patch) => this.#run.configure(this.#module, patch);
  }
  /** Data becomes JSON now: a message among it must be known before its call leaves. */
  get timer(): (order: TimerOrder) => void {
    return (order) => void this.#run.effects.timers.push(JSON.parse(JSON.stringify(order)));
  }
  get post(): (to: Extract<Branch, { continue: object }>) => void {
    return (to) => this.#run.post(to.continue);
  }
  get note(): (fields: Readonly<Record<string, string | number | boolean>>) => void {
    return (fields) => this.#run.note(fields);
  }
  get ask(): (method: string, params?: Record<string, unknown>) => Promise<Outcome> {
    return (method, params = {}) => this.#run.host.ask(this.#run.chat.id, method, params);
  }
}

/** What a watcher gets beside: the event it watches. */
export class WatcherContext extends HandlerContext {
  readonly event: Event['on'];
  readonly message: Event['on'];
  readonly actor: Person | undefined;

  constructor(run: ItemRun, module: Module, attempt: Attempt, event: Event) {
    super(run, module, attempt);
    this.event = event.on;
    this.message = event.on;
    this.actor = run.actor;
  }
}
