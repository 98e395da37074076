import type { Branch, Call } from '@alita/kit';
import { laneOf, lifetimeOf } from './methods.ts';

/** What set a handler off, in the chat where the answer belongs. */
export interface SpeakerTrigger {
  readonly chat: number;
  readonly messageId?: number | undefined;
  readonly topicId?: number | undefined;
  readonly callbackQueryId?: string | undefined;
  readonly language?: string | undefined;
}

export interface CallMakerOptions {
  readonly trigger: SpeakerTrigger;
  /** `<module>.<name>`: metrics and logs. */
  readonly label: string;
  readonly now: Date;
}

/** Turns methods and parameters into calls as they travel. */
export interface CallMaker {
  /** @param lifetimeMs how long it is worth making; by its class when left out */
  readonly make: (to: number, method: string, params: Record<string, unknown>, lifetimeMs?: number) => Call;
  /**
   * Completes a branch: a continuation answers where this handler does, and a message in its data is one whose id must
   * be kept.
   */
  readonly completed: (branch: Branch) => Branch;
}

export function createCallMaker({ label, now, trigger }: CallMakerOptions): CallMaker {
  const madeAt = now.getTime();
  return {
    make: (to, method, params, lifetimeMs = lifetimeOf(method)) => ({
      method,
      params: Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)),
      chat: to,
      lane: namesRef(params) ? 'normal' : laneOf(method),
      label,
      ...(lifetimeMs !== undefined && { expiresAt: madeAt + lifetimeMs }),
    }),
    completed(branch) {
      if (!('continue' in branch)) return branch;
      const { data, ...rest } = branch.continue;
      const { chat, messageId, topicId, language } = trigger;
      const answering = { ...(chat !== rest.chat && { chat }), messageId, topicId, ...(language && { language }) };
      return { continue: { trigger: answering, ...rest, data: data && JSON.parse(JSON.stringify(data)) } };
    },
  };
}

const namesRef = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('ref' in value && typeof value.ref === 'string') || Object.values(value).some(namesRef));
