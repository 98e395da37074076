import type { ActorContext, Keyboard, Params } from '@alita/kit';

type Voice = Pick<ActorContext<unknown, unknown>, 'chat' | 'actor' | 'reply' | 'say'>;

/** Answers in private, wherever it was asked: what operators see is not for groups (DEV-B1). */
export function privately({ chat, actor, reply, say }: Voice, key: string, params?: Params, keyboard?: Keyboard) {
  if (chat.type === 'private') return reply(key, params, keyboard);
  const unheard = say('write-first');
  return reply(key, params, keyboard, { to: actor.id }).refused({ 'cannot-speak': unheard, 'chat-gone': unheard });
}
