import { expect } from '@jest/globals';
import type { Post } from './actor.ts';
import { ChatView } from './chat-view.ts';

expect.extend({
  toShow(chat: unknown, message: Post) {
    const pass = chat instanceof ChatView && chat.shows(message);
    return { pass, message: () => `the message ${message.message_id} is ${pass ? '' : 'not '}shown in the chat` };
  },
});

declare module 'expect' {
  interface Matchers<R> {
    /** The chat shows this message: it has not been deleted. */
    toShow(message: Post): R;
  }
}
