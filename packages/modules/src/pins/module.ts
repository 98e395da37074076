import { defineModule, type Needs, z } from '@alita/kit';

export const pins = defineModule({
  name: 'pins',
  settings: z.object({
    /** Posts of the linked channel are unpinned. */
    antiChannelPin: z.boolean().default(false),
    /** … or deleted altogether. */
    cleanLinked: z.boolean().default(false),
  }),
});

export const PIN: Needs = { actor: 'can_pin_messages', bot: 'can_pin_messages' };
