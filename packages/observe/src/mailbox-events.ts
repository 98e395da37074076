import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** What the mailboxes tell their process, as far as it is counted and logged here. */
export interface MailboxNotice {
  readonly name: string;
  readonly queue?: string;
  readonly key?: string;
  readonly keys?: number;
  readonly items?: number;
  readonly attempt?: number;
  readonly item?: { readonly id: string; readonly kind: string };
  readonly where?: string;
  readonly error?: unknown;
}

/** Makes the observer every service gives its mailboxes: counts what happens, logs what an operator should know. */
export function observeMailboxes(logger: Logger, metrics: Metrics): (notice: MailboxNotice) => void {
  return ({ name, queue = '', item, ...rest }) => {
    // what people wrote stays out of the log
    const fields = { ...rest, ...(item && { item: item.id, kind: item.kind }) };
    if (name === 'fenced') metrics.fenced.inc({ queue });
    if (name === 'rearmed') metrics.rearmed.inc({ queue }, fields.keys ?? 1);
    if (name === 'parked') metrics.parked.inc({ queue });
    if (name === 'error' || name === 'failed') metrics.errors.inc({ error_type: `mailbox-${name}` });
    if (name === 'parked' || name === 'failed') logger.error(`mailbox-${name}`, { queue, ...fields });
    else if (name === 'error' || name === 'unsure' || name === 'dropped')
      logger.warn(`mailbox-${name}`, { queue, ...fields });
    else if (name !== 'committed') logger.debug(`mailbox-${name}`, { queue, ...fields });
  };
}
