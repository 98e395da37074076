import { defineModule } from '@alita/kit';

/** How texts are written that are kept to be said again. */
export const formatting = defineModule({ name: 'formatting' });
