import './matchers.ts';

export { Actor, type Post } from './actor.ts';
export { ChatView, type Reply } from './chat-view.ts';
export { emptyDatabase } from './database.ts';
export { type TestBot, type TestBotOptions, testBot } from './test-bot.ts';
export type { Said } from './texts.ts';
