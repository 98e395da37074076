import { closedSet, type Metrics, markEntry } from '@alita/observe';
import { type Entry, type Mailboxes, mailboxKey, type Pushed, UpdateItem } from '@alita/queues';
import { ALLOWED_UPDATES, type Route, routeOf } from '@alita/telegram';
import { asStub } from './stub.ts';

/** What became of one update; `ignored` belongs to no mailbox. */
export type Accepted = Pushed | 'ignored';

export interface IntakeOptions {
  readonly mailboxes: Pick<Mailboxes, 'push'>;
  readonly botId: number;
  readonly metrics: Metrics;
  readonly now?: () => number;
}

/** The one way of an update into its mailbox, whichever way it came. */
export interface Intake {
  /** Stores updates in order, as they came; answers when they are safe. Rejects with `Watermark` or `Unreachable`. */
  accept(updates: readonly unknown[]): Promise<Accepted[]>;
  /** Stores what a full mailbox refused: messages shrunk to stubs, everything else whole. */
  acceptShrunk(updates: readonly unknown[]): Promise<void>;
}

const labelOf = closedSet(ALLOWED_UPDATES);

export function createIntake({ mailboxes, botId, metrics, now = Date.now }: IntakeOptions): Intake {
  function entryOf(update: unknown, route: Route, owner: number): Entry {
    const trace = markEntry('update.accepted', { kind: labelOf(route.kind) });
    const item = UpdateItem.make({ id: `u${route.updateId}`, ms: now(), body: update, trace });
    return { key: mailboxKey(botId, owner), item, once: { bot: String(botId), updateId: route.updateId } };
  }

  function count(accepted: Accepted, kind: string): void {
    if (accepted === 'accepted') metrics.updatesReceived.inc({ kind });
    else if (accepted === 'duplicate') metrics.updatesDeduplicated.inc();
    else if (accepted === 'full') metrics.full.inc({ queue: 'in' });
  }

  return {
    async accept(updates) {
      const routed = updates.map((update) => ({ update, route: routeOf(update) }));
      const results: Accepted[] = routed.map(() => 'ignored');
      const pushed: { at: number; kind: string; entry: Entry }[] = [];
      for (const [at, { update, route }] of routed.entries()) {
        const owner = route?.chat ?? route?.user;
        if (!route || owner === undefined)
          metrics.updatesIgnored.inc({ reason: route ? 'belongs-to-nobody' : 'malformed' });
        else pushed.push({ at, kind: labelOf(route.kind), entry: entryOf(update, route, owner) });
      }
      if (pushed.length === 0) return results;
      const answers = await mailboxes.push(
        'in',
        pushed.map(({ entry }) => entry),
      );
      for (const [index, { at, kind }] of pushed.entries()) {
        const answer = answers[index] ?? 'full';
        results[at] = answer;
        count(answer, kind);
      }
      return results;
    },
    async acceptShrunk(updates) {
      const entries = updates.flatMap((update) => {
        const route = routeOf(update);
        const owner = route?.chat ?? route?.user;
        if (!route || owner === undefined) return [];
        const stub = asStub(update);
        if (stub) metrics.updatesStubbed.inc();
        return [{ ...entryOf(stub ?? update, route, owner), force: true }];
      });
      if (entries.length > 0) await mailboxes.push('in', entries);
    },
  };
}
