import { defineModule, type Ref, z } from '@alita/kit';

export const purges = defineModule({
  name: 'purges',
  settings: z.object({
    /** How long the summary of a purge stays. */
    noticeSeconds: z.number().int().min(3).max(300).default(3),
  }),
});

/** A message that was sent, as continuations and timers carry it. */
export const Shown = z.object({ chat: z.number(), ref: z.string() });

/** The same of a message on its way. */
export const shownOf = ({ chat, ref }: Ref): z.infer<typeof Shown> => ({ chat, ref });
