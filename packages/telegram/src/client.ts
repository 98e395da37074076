import http from 'node:http';
import https from 'node:https';
import { type Api, type ApiServer, NoAnswer } from './answer.ts';
import { holdsFile } from './file.ts';
import { createPost } from './post.ts';
import { createUpload } from './upload.ts';

export interface ClientOptions {
  readonly token: string;
  /** Telegram's own, or a self-hosted Bot API server. */
  readonly apiRoot: string;
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs: number;
}

export interface TelegramClient {
  readonly call: Api;
  /** Lets go of idle connections. */
  close(): void;
}

/** Talks to the Bot API over connections that stay open. Errors never hold the token. */
export function createTelegramClient({ token, apiRoot, timeoutMs }: ClientOptions): TelegramClient {
  const { Agent } = apiRoot.startsWith('https:') ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 256, timeout: 120_000 });
  const server: ApiServer = { token, apiRoot: apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`, agent };
  const post = createPost(server);
  const upload = createUpload(server);
  return {
    async call(method, params, limitMs = timeoutMs) {
      try {
        return await (Object.values(params).some(holdsFile) ? upload : post)(method, params, limitMs);
      } catch (error) {
        throw error instanceof NoAnswer ? error : new NoAnswer(reasonOf(error));
      }
    },
    close: () => agent.destroy(),
  };
}

/** Error codes and kinds only: messages of network errors may hold the address, and so the token. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'AbortError') return 'timed out';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
