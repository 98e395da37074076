import { type Branch, z } from '@alita/kit';

/** Somebody who is to be welcomed now, with the names that Telegram's user object has. */
export const Admitted = z.object({
  user: z.object({
    id: z.number(),
    first_name: z.string(),
    last_name: z.string().optional(),
    username: z.string().optional(),
  }),
  /** Where they were kept waiting. */
  topic: z.number().optional(),
});
export type Admitted = z.infer<typeof Admitted>;

/**
 * For a feature that kept a newcomer waiting, by stopping the news of the join at its place: has them greeted after all.
 * @example post(admitted(chat, { user, topic }));
 */
export const admitted = (chat: { readonly id: number }, data: Admitted): Extract<Branch, { continue: object }> => ({
  continue: { name: 'greetings.admitted', chat: chat.id, data },
});
