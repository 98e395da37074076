import { type Logger, StartupError } from '@alita/observe';
import { type Api, type ApiRefusal, NoAnswer } from '@alita/telegram';
import { pause } from './leader.ts';

/** A call Telegram refused; `code` is its error code. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: number;
  /** What Telegram asked us to wait, in milliseconds. */
  readonly waitMs: number | undefined;
  constructor(method: string, { error_code, description, parameters }: ApiRefusal) {
    super(`${method}: ${error_code} ${description}`);
    this.code = error_code;
    this.waitMs = parameters?.retry_after === undefined ? undefined : parameters.retry_after * 1000;
  }
}

/** Makes one call and answers its result. Throws {@link Refused} or `NoAnswer`. */
export async function callTelegram(api: Api, method: string, params: Record<string, unknown> = {}): Promise<unknown> {
  const answer = await api(method, params);
  if (!answer.ok) throw new Refused(method, answer);
  return answer.result;
}

/** How long to wait after the n-th failure in a row: doubling from half a second to half a minute. */
export const backOffMs = (failures: number): number => Math.min(500 * 2 ** (failures - 1), 30_000);

/** Makes a call until it succeeds; a wrong token is the operator's to mend. */
export async function insist(
  api: Api,
  method: string,
  params: Record<string, unknown>,
  { logger, signal }: { logger: Logger; signal: AbortSignal },
): Promise<unknown> {
  for (let failures = 1; ; failures++) {
    try {
      return await callTelegram(api, method, params);
    } catch (error) {
      if (error instanceof Refused && (error.code === 401 || error.code === 404))
        throw new StartupError('Telegram does not know this BOT_TOKEN', { cause: error });
      if (error instanceof Refused && error.code === 400) throw new StartupError(error.message, { cause: error });
      if (!(error instanceof Refused || error instanceof NoAnswer) || signal.aborted) throw error;
      const waitMs = error instanceof Refused && error.waitMs !== undefined ? error.waitMs : backOffMs(failures);
      logger.warn('telegram-not-answering', { method, waitMs, reason: error.message });
      await pause(waitMs, signal);
    }
  }
}
