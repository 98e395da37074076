import { defineModule } from '@alita/kit';
import { createDevsStore } from './store.ts';

/** For the people who run the bot. To all others these commands do not exist. */
export const devs = defineModule({ name: 'devs', store: createDevsStore, isHidden: true });
