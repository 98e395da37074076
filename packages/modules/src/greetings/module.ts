import { createNoteBookStore, SavedContent } from '@alita/content';
import { defineModule, type Needs, z } from '@alita/kit';
import { SERVICE_KINDS } from './service-kinds.ts';

/** What is said when somebody comes or goes. */
export const Occasion = z.enum(['welcome', 'goodbye']);
export type Occasion = z.infer<typeof Occasion>;

const greeting = (isOn: boolean) =>
  z
    .object({
      on: z.boolean().default(isOn),
      /** Unset, the words of the chat's language. */
      content: SavedContent.optional(),
      /** Whether the one before is deleted. */
      clean: z.boolean().default(false),
    })
    .prefault({});

export const GreetingSettings = z.object({
  welcome: greeting(true),
  goodbye: greeting(false),
  /** Greetings of a kind in a minute; who comes meanwhile is greeted together. */
  perMinute: z.number().int().min(1).max(20).default(5),
  /** People one greeting names; of more it says how many. */
  names: z.number().int().min(1).max(20).default(10),
  /** Where greetings go in a forum. */
  topic: z.number().optional(),
  /** Newcomers are welcomed in private, as far as they let the bot write. */
  isPrivate: z.boolean().default(false),
  /** Whether those are said goodbye to whom an admin removed. */
  farewellRemoved: z.boolean().default(false),
  cleanService: z.array(z.enum(SERVICE_KINDS)).default([]),
  autoApprove: z.boolean().default(false),
  /** The chat where admins are told of requests to join; the group itself when unset. */
  requestLog: z.number().optional(),
});
export type GreetingSettings = z.infer<typeof GreetingSettings>;

export const greetings = defineModule({ name: 'greetings', store: createNoteBookStore, settings: GreetingSettings });

export const CHANGE: Needs = { actor: 'can_change_info' };
export const INVITE: Needs = { actor: 'can_invite_users', bot: 'can_invite_users' };
