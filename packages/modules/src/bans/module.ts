import { defineModule } from '@alita/kit';

export const bans = defineModule({ name: 'bans' });
