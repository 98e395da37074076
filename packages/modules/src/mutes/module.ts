import { defineModule } from '@alita/kit';

export const mutes = defineModule({ name: 'mutes' });
