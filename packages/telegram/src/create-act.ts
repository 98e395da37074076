import { type Act, type Branch, type Call, type MessageTarget, type Pending, RIGHTS } from '@alita/kit';
import type { CallMaker } from './call-maker.ts';
import { PendingCall } from './pending.ts';
import { NOTHING } from './permissions.ts';

export interface ActOptions {
  /** The chat that is acted on. */
  readonly chat: number;
  readonly maker: CallMaker;
  readonly add: (call: Call) => void;
  readonly send: Act['send'];
  /** What follows a refusal that the module does not name. */
  readonly onRefusal?: readonly Branch[] | undefined;
  /** Parameters that put a text in the place of a message's. */
  readonly textParams: (...text: Text) => Record<string, unknown>;
}

type Text = Parameters<Act['edit']> extends [MessageTarget, ...infer Rest] ? Rest : never;

const inSeconds = (date: Date | undefined): number | undefined => date && Math.ceil(date.getTime() / 1_000);
const flags = (names: readonly string[], on: readonly string[]): Record<string, boolean> =>
  Object.fromEntries(names.map((name) => [name, on.includes(name)]));
const chatOf = ({ chat }: MessageTarget): number => (typeof chat === 'number' ? chat : chat.id);
const addressOf = (message: MessageTarget): { chat_id: number; message_id: unknown } => ({
  chat_id: chatOf(message),
  message_id: 'ref' in message ? { ref: message.ref } : message.id,
});

/** The actions of one handler run. */
export function createAct({ chat, maker, add, send, onRefusal, textParams }: ActOptions): Act {
  const perform = (method: string, params: Record<string, unknown>, to = chat): Pending => {
    const made = maker.make(to, method, params);
    const call = onRefusal ? { ...made, otherwise: [...onRefusal] } : made;
    add(call);
    return new PendingCall(call, maker.completed);
  };
  const member = (method: string, { id }: { id: number }, params: Record<string, unknown>): Pending =>
    perform(method, { chat_id: chat, user_id: id, ...params });
  const edited = (message: MessageTarget, text: Text) => ({ ...addressOf(message), ...textParams(...text) });

  const act: Act = {
    deleteMessage: (message) => perform('deleteMessage', addressOf(message), chatOf(message)),
    deleteMessages: (ids) => perform('deleteMessages', { chat_id: chat, message_ids: ids }),
    ban: (user, { until, revokeMessages } = {}) =>
      member('banChatMember', user, { until_date: inSeconds(until), revoke_messages: revokeMessages }),
    unban: (user) => member('unbanChatMember', user, { only_if_banned: true }),
    kick: (user) => member('unbanChatMember', user, { only_if_banned: false }),
    banSender: ({ id }) => perform('banChatSenderChat', { chat_id: chat, sender_chat_id: id }),
    unbanSender: ({ id }) => perform('unbanChatSenderChat', { chat_id: chat, sender_chat_id: id }),
    restrict: (user, permissions, { until } = {}) =>
      member('restrictChatMember', user, { permissions, until_date: inSeconds(until) }),
    mute: (user, options) => act.restrict(user, NOTHING, options),
    promote: (user, rights) => member('promoteChatMember', user, flags(RIGHTS, rights)),
    title: (user, title) => member('setChatAdministratorCustomTitle', user, { custom_title: title }),
    pin: (message, { loud = false } = {}) =>
      perform('pinChatMessage', { ...addressOf(message), disable_notification: !loud }, chatOf(message)),
    unpin: (message) => perform('unpinChatMessage', message ? addressOf(message) : { chat_id: chat }),
    send,
    edit: (message, ...text) => perform('editMessageText', edited(message, text), chatOf(message)),
    editing: (message, ...text) => ({
      call: maker.make(chatOf(message), 'editMessageText', edited(message, text)),
    }),
    call: (method, params) => perform(method, params, typeof params.chat_id === 'number' ? params.chat_id : chat),
  };
  return act;
}
