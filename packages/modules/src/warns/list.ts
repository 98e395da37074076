import { Html, type Translate } from '@alita/kit';
import type { Warning } from './store.ts';

/** Warnings as lines of a message. */
export const listed = (warnings: readonly Warning[], t: Translate): Html =>
  new Html(
    warnings
      .map(({ number, reason, issuerId, issuedAt }) =>
        t('warns.line', { number, reason: reason ?? undefined, by: issuerId, at: issuedAt }),
      )
      .join('\n'),
  );
