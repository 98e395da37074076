import type { Context } from '@alita/kit';

/** Where something is about to happen and who can tell about it; part of every handler's context. */
export type Scene = Pick<Context<unknown, unknown>, 'chat' | 'me' | 'members' | 'ask'>;
