import { z } from '@alita/kit';
import { SavedContent } from './saved-content.ts';

/** What the module `rules` keeps of a chat; others read it for the button of `{rules}`. */
export const RulesSettings = z.object({
  content: SavedContent.nullable().default(null),
  /** Label of the button that leads to the rules; the usual word when empty. */
  button: z.string().default(''),
  /** Shown in private only. */
  isPrivate: z.boolean().default(false),
});
export type RulesSettings = z.infer<typeof RulesSettings>;
