import type { Branch, Call, Pending, Refusal, Sent } from '@alita/kit';

/** A call among the effects, while its handler may still say what follows it. */
export class PendingCall implements Pending {
  protected readonly pending: Call;
  readonly #prepared: (branch: Branch) => Branch;

  /** @param prepared completes each branch with what only the speaker knows */
  constructor(call: Call, prepared: (branch: Branch) => Branch) {
    this.pending = call;
    this.#prepared = prepared;
  }

  ok(...next: (Branch | readonly Branch[])[]): this {
    this.pending.ok = [...(this.pending.ok ?? []), ...next.flatMap((branch) => this.#list(branch))];
    return this;
  }

  refused(next: Partial<Record<Refusal, Branch | readonly Branch[]>>): this {
    const named = Object.entries(next).map(([refusal, branch]) => [refusal, this.#list(branch)]);
    this.pending.refused = { ...this.pending.refused, ...Object.fromEntries(named) };
    return this;
  }

  otherwise(...next: (Branch | readonly Branch[])[]): this {
    this.pending.otherwise = next.flatMap((branch) => this.#list(branch));
    return this;
  }

  quietly(): this {
    this.pending.otherwise = undefined;
    return this;
  }

  #list(next: Branch | readonly Branch[]): Branch[] {
    return [next].flat().map(this.#prepared);
  }
}

/**
 * A message among the effects. Its id is kept only when somebody looks at `ref`, since most messages are never touched
 * again. Written as JSON it is a plain `Ref`.
 */
export class SentMessage extends PendingCall implements Sent {
  readonly chat: number;
  readonly #ref: string;

  constructor(call: Call, ref: string, prepared: (branch: Branch) => Branch) {
    super(call, prepared);
    this.chat = call.chat;
    this.#ref = ref;
  }

  get ref(): string {
    this.pending.ref = this.#ref;
    return this.#ref;
  }

  toJSON(): { chat: number; ref: string } {
    return { chat: this.chat, ref: this.ref };
  }
}
