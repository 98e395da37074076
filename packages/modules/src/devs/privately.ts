import type { ActorContext, Keyboard, Params } from '@alita/kit';

type Voice = Pick<ActorContext<unknown, unknown>, 'chat' | 'actor' | 'reply' | 'say'>;

/** Answers in private, wherever it was asked: what operators see is not for groups (DEV-B1). */
export const privately = ({ chat, actor, reply, say }: Voice, key: string, params?: Params, keyboard?: Keyboard) =>
  reply(key, params, keyboard, chat.type === 'private' ? {} : { to: actor.id }).refused({
    'cannot-speak': say('write-first'),
  });
