import { defineModule } from '@alita/kit';
import { createFacts } from '@alita/moderation';

export const misc = defineModule({ name: 'misc', store: createFacts });
