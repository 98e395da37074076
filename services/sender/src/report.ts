import type { Call, Outcome } from '@alita/kit';
import type { Logger, Metrics } from '@alita/observe';
import type { Verdict } from '@alita/telegram';

/** Makes what happens to calls visible. */
export interface Report {
  /** One try of a call. */
  tried(method: string, verdict: Verdict): void;
  /** A call that was refused or given up: once per call, never for what is to be tried again. */
  failed(call: Pick<Call, 'method' | 'label' | 'chat'>, outcome: Outcome, error?: Verdict['error']): void;
  /** Our own limits, not Telegram's, hold a call. */
  held(kind: string, ms: number): void;
  /** A send whose earlier outcome got lost. */
  repeated(method: string): void;
}

export function createReport({ logger, metrics }: { logger: Logger; metrics: Metrics }): Report {
  return {
    tried(method, { outcome, wait, retry, error }) {
      const name = wait ? 'wait' : retry ? 'retry' : outcome.already ? 'already' : (outcome.refusal ?? 'ok');
      metrics.calls.inc({ method, outcome: name, code: String(error?.code ?? 200) });
      if (outcome.tookMs !== undefined) metrics.callSeconds.observe({ endpoint: method }, outcome.tookMs / 1_000);
      if (wait) metrics.retryAfter.observe({ scope: wait.scope }, wait.ms / 1_000);
      if (retry) logger.debug('call-undecided', { method, code: error?.code, text: error?.text });
    },
    failed({ method, label, chat }, { refusal }, error) {
      if (refusal === 'expired') metrics.callsExpired.inc({ method });
      const fields = { method, label, chatId: chat, refusal, code: error?.code, text: error?.text };
      if (refusal === 'invalid') logger.error('call-failed', fields);
      else logger.warn('call-failed', fields);
    },
    held: (kind, ms) => metrics.callWaits.observe({ scope: kind }, ms / 1_000),
    repeated: (method) => metrics.callsRepeated.inc({ method }),
  };
}
