import type { Agent } from 'node:http';

/** What the Bot API answers to a call. */
export type ApiAnswer = { readonly ok: true; readonly result: unknown } | ApiRefusal;

export interface ApiRefusal {
  readonly ok: false;
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number } | undefined;
}

/**
 * Makes one call. Refusals are answers; `NoAnswer` is thrown when there was none.
 * @param timeoutMs how long to wait for the answer, where that differs from the client's own time limit
 */
export type Api = (method: string, params: Record<string, unknown>, timeoutMs?: number) => Promise<ApiAnswer>;

/** A Bot API server as the client's two ways of making a call know it. */
export interface ApiServer {
  readonly token: string;
  /** Ends with a slash. */
  readonly apiRoot: string;
  readonly agent: Agent;
}

/** One way of making a call, within `limitMs` milliseconds. Throws anything when there was no answer. */
export type Transport = (method: string, params: Record<string, unknown>, limitMs: number) => Promise<ApiAnswer>;

/** No answer came: the call may have happened or not. Carries no address, which would hold the token. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}
