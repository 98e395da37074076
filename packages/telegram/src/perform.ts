import type { Call } from '@alita/kit';
import { type Api, type ApiAnswer, NoAnswer } from './answer.ts';
import { classify, type Verdict } from './classify.ts';
import { classOf } from './methods.ts';
import { type Sources, substitute } from './substitute.ts';

export interface PerformOptions extends Sources {
  readonly api: Api;
  /** How long to wait for the answer, where that differs from the client's own time limit. */
  readonly timeoutMs?: number;
}

/** Makes one try of a call: puts Refs and files in, calls, reads the answer. */
export async function perform(call: Pick<Call, 'method' | 'params'>, options: PerformOptions): Promise<Verdict> {
  const substituted = await substitute(call.params, options);
  if ('missing' in substituted) return missing(call.method, substituted.missing);
  const begun = performance.now();
  const answer = await options.api(call.method, substituted.params, options.timeoutMs).catch(caught);
  const verdict = classify(call.method, answer);
  // What is asked about a group that has become a supergroup is asked about that one.
  if (verdict.movedTo !== undefined && classOf(call.method) === 'read')
    return perform({ ...call, params: { ...call.params, chat_id: verdict.movedTo } }, options);
  return { ...verdict, outcome: { ...verdict.outcome, tookMs: Math.round(performance.now() - begun) } };
}

function caught(error: unknown): ApiAnswer | NoAnswer {
  if (error instanceof NoAnswer) return error;
  throw error;
}

function missing(method: string, what: 'ref' | 'blob'): Verdict {
  if (what === 'blob') return { outcome: { ok: false, refusal: 'expired' } };
  if (method.startsWith('deleteMessage')) return { outcome: { ok: true, already: true } };
  return { outcome: { ok: false, refusal: 'message-gone' } };
}
