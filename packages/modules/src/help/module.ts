import { defineModule } from '@alita/kit';

/** The way in and around: what the bot is, what it can do, how to begin. All of it follows from declarations. */
export const help = defineModule({ name: 'help' });
