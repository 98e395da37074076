import { defineModule } from '@alita/kit';

export const misc = defineModule({ name: 'misc' });
