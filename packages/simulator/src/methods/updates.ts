import type { Update } from '@grammyjs/types';
import { wallClock } from '../world/clock.ts';
import { ApiError, bad } from '../world/errors.ts';
import type { Inbox, UpdateKind } from '../world/inbox.ts';
import type { State } from '../world/state.ts';
import type { Family } from './call.ts';

const MAX_TIMEOUT_S = 50;

const TERMINATED = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

function ask(inbox: Inbox, kinds: readonly string[] | undefined): void {
  if (kinds) inbox.allowed = kinds.length > 0 ? new Set(kinds as UpdateKind[]) : undefined;
}

/** Waits until there are updates, the time is over (false) or another request takes over (throws). */
function waitForUpdates(state: State, botId: number, timeoutS: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      stop();
      state.pollers.delete(botId);
      finish();
    };
    const timer = setTimeout(() => settle(resolve), timeoutS * 1000);
    // What happens in one turn of the event loop is delivered together.
    const stop = state.inbox(botId).onAdd(() => setImmediate(() => settle(resolve)));
    state.pollers.set(botId, (reason) => settle(() => reject(new ApiError(409, reason))));
  });
}

/** Ends delivery; what is on its way returns to the inbox or is dropped. */
function removeWebhook(state: State, botId: number, dropPending: boolean): void {
  const webhook = state.webhooks.get(botId);
  if (webhook) webhook.dropPending = dropPending;
  state.webhooks.delete(botId);
  state.emit({ type: 'webhook', botId });
  if (dropPending) state.inbox(botId).clear();
}

export const updates: Family = {
  async getUpdates({ state, botId }, params): Promise<Update[]> {
    const { offset = 0, limit = 100, timeout = 0, allowed_updates: kinds } = params ?? {};
    if (state.webhooks.has(botId)) {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    state.pollers.get(botId)?.(TERMINATED);
    const inbox = state.inbox(botId);
    ask(inbox, kinds);
    const most = Math.min(Math.max(limit, 1), 100);
    let waiting = inbox.peek(offset, most);
    if (waiting.length === 0 && timeout > 0) {
      await waitForUpdates(state, botId, Math.min(timeout, MAX_TIMEOUT_S));
      waiting = inbox.peek(offset, most);
    }
    const delivered = waiting.map(({ update }) => update);
    if (delivered.length > 0) {
      state.emit({ type: 'delivered', botId, updateIds: delivered.map(({ update_id }) => update_id), at: wallClock() });
    }
    return delivered;
  },

  setWebhook({ state, botId }, params) {
    const { url, secret_token: secret, max_connections: most = 40, ip_address: ip, certificate } = params;
    const inbox = state.inbox(botId);
    if (url !== '') {
      if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
        throw bad('bad webhook: An HTTPS URL must be provided for webhook');
      if (secret !== undefined && !/^[\w-]{1,256}$/.test(secret))
        throw bad('secret token contains unallowed characters');
    }
    ask(inbox, params.allowed_updates);
    removeWebhook(state, botId, params.drop_pending_updates ?? false);
    if (url !== '') {
      state.pollers.get(botId)?.('Conflict: terminated by setWebhook request');
      const maxConnections = Math.min(Math.max(most, 1), 100);
      const delivery = { pending: 0, dropPending: false, lastError: undefined };
      state.webhooks.set(botId, {
        url,
        secret,
        maxConnections,
        ip,
        hasCertificate: certificate !== undefined,
        ...delivery,
      });
      state.emit({ type: 'webhook', botId });
    }
    return true;
  },

  deleteWebhook({ state, botId }, params) {
    removeWebhook(state, botId, params?.drop_pending_updates ?? false);
    return true;
  },

  getWebhookInfo({ state, botId }) {
    const webhook = state.webhooks.get(botId);
    const { allowed, size } = state.inbox(botId);
    const kinds = allowed ? { allowed_updates: [...allowed] } : {};
    const info = {
      url: webhook?.url ?? '',
      has_custom_certificate: webhook?.hasCertificate ?? false,
      pending_update_count: size + (webhook?.pending ?? 0),
      ...kinds,
    };
    if (!webhook) return info;
    const { lastError: error, ip, maxConnections } = webhook;
    return {
      ...info,
      max_connections: maxConnections,
      ...(ip ? { ip_address: ip } : {}),
      ...(error ? { last_error_date: error.date, last_error_message: error.message } : {}),
    };
  },
};
