import type { MessageEntity, User } from '@grammyjs/types';
import { withDetected } from '../entities/detect.ts';
import { parseText } from '../entities/parse.ts';
import { bad } from '../world/errors.ts';
import type { State } from '../world/state.ts';
import type { Call } from './call.ts';

export interface Formatted {
  text: string;
  entities: MessageEntity[];
}

interface Formatting {
  mode: string | undefined;
  given: readonly MessageEntity[] | undefined;
}

/** Text as Telegram keeps it: parsed, trimmed, with what apps mark by themselves. */
function format(call: Call, source: string, { mode, given }: Formatting): Formatted {
  const parsed = mode ? parseText(source, mode) : { text: source, entities: [...(given ?? [])] };
  const start = parsed.text.length - parsed.text.trimStart().length;
  const text = parsed.text.trim();
  const entities = parsed.entities
    .map((entity) => clip(entity, start, text.length))
    .filter((entity) => entity.length > 0)
    .flatMap((entity) => mentioned(call.state, entity));
  return { text, entities: withDetected(text, entities) };
}

function clip<E extends MessageEntity>(entity: E, start: number, length: number): E {
  const from = Math.max(0, entity.offset - start);
  const to = Math.min(length, entity.offset + entity.length - start);
  return { ...entity, offset: from, length: to - from };
}

/** `tg://user?id=` links become mentions of the user; of a stranger, plain text. */
function mentioned(state: State, entity: MessageEntity): MessageEntity[] {
  const id = entity.type === 'text_link' ? /^tg:\/\/user\?id=(\d+)/.exec(entity.url)?.[1] : undefined;
  const given = entity.type === 'text_mention' ? entity.user.id : undefined;
  const userId = given ?? (id === undefined ? undefined : Number(id));
  if (userId === undefined) return [entity];
  const user: User | undefined = state.accounts.get(userId)?.user;
  return user ? [{ type: 'text_mention', offset: entity.offset, length: entity.length, user }] : [];
}

/** A message's text: 1–4096 characters after parsing. */
export function messageText(
  call: Call,
  text: string | undefined,
  mode: string | undefined,
  given: readonly MessageEntity[] | undefined,
): Formatted {
  const formatted = format(call, text ?? '', { mode, given });
  if (formatted.text === '') throw bad('message text is empty');
  if (formatted.text.length > 4096) throw bad('message is too long');
  return formatted;
}

/** A caption as message fields: at most 1024 characters; none when empty. */
export function caption(
  call: Call,
  params: { caption?: string; parse_mode?: string; caption_entities?: readonly MessageEntity[] },
): { caption?: string; caption_entities?: MessageEntity[] } {
  if (!params.caption) return {};
  const { text, entities } = format(call, params.caption, { mode: params.parse_mode, given: params.caption_entities });
  if (text.length > 1024) throw bad('message caption is too long');
  return { ...(text ? { caption: text } : {}), ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

/** Text and entities of a smaller field, such as a poll's question. */
export function fieldText(call: Call, text: string, mode?: string, given?: readonly MessageEntity[]): Formatted {
  return format(call, text, { mode, given });
}
