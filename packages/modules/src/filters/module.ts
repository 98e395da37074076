import { Keywords } from '@alita/content';
import { defineModule, z } from '@alita/kit';
import { createFiltersStore, type Filter } from './store.ts';

const HOUR_SECONDS = 3_600;

export const FilterSettings = z.object({
  /** Seconds in which one filter answers once. */
  cooldown: z
    .number()
    .int()
    .min(0)
    .max(24 * HOUR_SECONDS)
    .default(0),
  /** Whether only the first filter that fits answers, or all of them. */
  answers: z.enum(['first', 'all']).default('first'),
  /** What an answer replies to: the message itself, or the one it replies to. */
  replyTo: z.enum(['message', 'replied']).default('message'),
  /** Whether other bots are answered too. */
  bots: z.boolean().default(false),
  /** Whether an edited message is looked at again. */
  edits: z.boolean().default(false),
});
export type FilterSettings = z.infer<typeof FilterSettings>;

/** Answers to keywords. */
export const filters = defineModule({ name: 'filters', store: createFiltersStore, settings: FilterSettings });

/** A chat's filters, ready to be looked for in every message. */
export interface Book {
  /** By their place in `keywords`. */
  readonly list: readonly Filter[];
  readonly keywords: Keywords;
}

export const book = filters.remembered({
  name: 'book',
  async load(store, chatId): Promise<Book> {
    const list = await store.all(chatId);
    return { list, keywords: new Keywords(list.map(({ keyword, isSuspended }) => (isSuspended ? '' : keyword))) };
  },
  weigh: ({ list }) => list.length + 1,
});
