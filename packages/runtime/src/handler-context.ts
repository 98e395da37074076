import type {
  Act,
  Branch,
  Catalogue,
  Chat,
  Me,
  Members,
  Module,
  Outcome,
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
    return this.speaker.reply;
  }
  get say(): Say {
    return this.speaker.say;
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
  readonly recall = <T>(list: Remembered<T>): Promise<T> => this.#run.recall(this.#module, list);
  readonly forget = ({ name }: Pick<Remembered<unknown>, 'name'>): void => void this.#run.effects.versions.push(name);
  readonly settingsOf = <Z extends z.ZodObject>(module: string, schema: Z): z.infer<Z> =>
    this.#run.policy(module, schema);
  readonly configure = (patch: Stored): Promise<void> => this.#run.configure(this.#module, patch);
  /** Data becomes JSON now: a message among it must be known before its call leaves. */
  readonly timer = (order: TimerOrder): void => void this.#run.effects.timers.push(JSON.parse(JSON.stringify(order)));
  readonly post = (to: Extract<Branch, { continue: object }>): void => this.#run.post(to.continue);
  readonly note = (fields: Readonly<Record<string, string | number | boolean>>): void => this.#run.note(fields);
  readonly ask = (method: string, params: Record<string, unknown> = {}): Promise<Outcome> =>
    this.#run.host.ask(this.#run.chat.id, method, params);
}
