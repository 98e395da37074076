import type { Mailboxes } from '@alita/queues';
import type { Api } from '@alita/telegram';
import type { Limiter } from './limits/limiter.ts';
import type { Report } from './report.ts';

/** What the handlers of the out lanes work with. */
export interface Desk {
  readonly api: Api;
  readonly mailboxes: Pick<Mailboxes, 'answer' | 'readRef' | 'getBlob'>;
  readonly bot: number;
  readonly limiter: Limiter;
  readonly report: Report;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
