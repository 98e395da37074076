import type { CallbackQuery, Message } from '@grammyjs/types';
import type { CallbackAnswer, PendingPress, Room } from './model.ts';
import type { State } from './state.ts';

/** Sends a button press to the bot behind the message; `answer` settles when the bot answers, undefined when it is too late. */
export function press(
  state: State,
  room: Room | undefined,
  botId: number,
  userId: number,
  data: string,
  origin: { message: Message } | { inlineMessageId: string },
): { id: string; answer: Promise<CallbackAnswer | undefined> } {
  const id = `${userId}${String(Math.floor(state.random() * 1e9)).padStart(9, '0')}${state.next('press')}`;
  const { promise, resolve } = Promise.withResolvers<CallbackAnswer | undefined>();
  const pending: PendingPress = { id, botId, userId, expiresAt: state.clock.now() + state.pressTtlMs, settle: resolve };
  state.presses.set(id, pending);
  state.emit({ type: 'press', room, press: pending, data });
  const query: CallbackQuery = {
    id,
    from: state.user(userId),
    chat_instance: String(room?.id ?? userId),
    data,
    ...('message' in origin ? { message: origin.message } : { inline_message_id: origin.inlineMessageId }),
  };
  state.sendUpdate(botId, `user:${userId}`, 'callback_query', query);
  return { id, answer: promise };
}

/** Answers a press; false when it is unknown, another bot's, answered before or too old. */
export function answerPress(state: State, botId: number, id: string, answer: CallbackAnswer): boolean {
  const pending = state.presses.get(id);
  if (!pending || pending.botId !== botId) return false;
  state.presses.delete(id);
  const inTime = pending.expiresAt > state.clock.now();
  settle(state, pending, inTime ? answer : undefined);
  return inTime;
}

/** Gives up presses whose time is over: what a person sees is that nothing came. */
export function expirePresses(state: State): void {
  for (const pending of state.presses.values()) {
    // They were added in order of time.
    if (pending.expiresAt > state.clock.now()) return;
    state.presses.delete(pending.id);
    settle(state, pending, undefined);
  }
}

function settle(state: State, pending: PendingPress, answer: CallbackAnswer | undefined): void {
  pending.settle(answer);
  state.emit({ type: 'answer', press: pending, answer });
}
