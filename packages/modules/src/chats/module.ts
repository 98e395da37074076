import { defineModule } from '@alita/kit';
import { createChatsStore } from './store.ts';

/** The bot's own comings and goings. */
export const chats = defineModule({ name: 'chats', store: createChatsStore });
