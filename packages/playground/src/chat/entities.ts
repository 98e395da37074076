import type { MessageEntity } from '@grammyjs/types';

/** Text with what is marked in it, as a tree: entities hold those within them. */
export type Marked = string | { readonly entity: MessageEntity; readonly text: string; readonly inside: Marked[] };

/** Nests entities by their UTF-16 offsets. Those that cross each other or leave the text are cut to fit. */
export function nest(text: string, entities: readonly MessageEntity[] = []): Marked[] {
  const ordered = entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, 0, text.length, ordered);
}

function between(text: string, start: number, end: number, entities: readonly MessageEntity[]): Marked[] {
  const parts: Marked[] = [];
  let at = start;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    i++;
    if (!entity || entity.offset < at || entity.offset >= end) continue;
    const stop = Math.min(entity.offset + entity.length, end);
    const within: MessageEntity[] = [];
    for (let next = entities[i]; next && next.offset < stop; next = entities[i]) {
      within.push(next);
      i++;
    }
    if (entity.offset > at) parts.push(text.slice(at, entity.offset));
    const inside = between(text, entity.offset, stop, within);
    parts.push({ entity, text: text.slice(entity.offset, stop), inside });
    at = stop;
  }
  if (at < end) parts.push(text.slice(at, end));
  return parts;
}
