import type {
  Act,
  Branch,
  Call,
  CallbackContext,
  Effects,
  Keyboard,
  Params,
  Reply,
  Say,
  SendOptions,
  Translate,
} from '@alita/kit';
import { type CallMakerOptions, createCallMaker } from './call-maker.ts';
import { createAct } from './create-act.ts';
import { plainText, splitHtml } from './html-text.ts';
import { keyboardMarkup } from './keyboard.ts';
import { SentMessage } from './pending.ts';

export interface SpeakerOptions extends CallMakerOptions {
  /** Where calls are added. */
  readonly effects: Effects;
  /** The chat that is acted on; differs from the trigger's when somebody manages it from private. */
  readonly chat: number;
  /** What message keys without a dot are relative to. */
  readonly module: string;
  readonly translate: Translate;
  /** Refs are named `<itemId>:<n>`, the same each time the item is handled. */
  readonly itemId: string;
  /** What follows a refused action unless the module says otherwise; left out when nobody waits for an answer. */
  readonly onRefusal?: readonly Branch[] | undefined;
}

type Pressed = CallbackContext<never, never, never>;

/** A handler's voice: everything here only adds to the effects. */
export interface Speaker {
  readonly act: Act;
  readonly reply: Reply;
  readonly say: Say;
  /** Like `reply`, but not as an answer to the trigger. */
  readonly send: Reply;
  /** Replaces the trigger. */
  readonly edit: Pressed['edit'];
  readonly toast: Pressed['toast'];
}

const LONGEST_TOAST = 200;

/** Makes the voice of one handler run. */
export function createSpeaker(options: SpeakerOptions): Speaker {
  const { effects, chat, trigger, itemId, onRefusal } = options;
  const maker = createCallMaker(options);
  const add = (call: Call) => effects.calls.push(call);
  const text = (key: string, params?: Params): string =>
    options.translate(key.includes('.') ? key : `${options.module}.${key}`, params);

  const textParams = (html: string | undefined, keyboard: Keyboard, preview = false) => ({
    text: html,
    parse_mode: 'HTML',
    link_preview_options: preview ? undefined : { is_disabled: true },
    reply_markup: keyboardMarkup(keyboard, ({ label, params }) => plainText(text(label, params))),
  });

  /** One message, or as many as the text needs; the last has the keyboard. */
  function messages(...[key, params, keyboard = [], given = {}]: Parameters<Reply>): Call[] {
    const parts = splitHtml(text(key, params));
    return parts.map((part, at) => {
      const isFirst = at === 0;
      const isLast = at === parts.length - 1;
      const placed = isFirst ? given : { ...given, replyTo: false as const };
      return message('sendMessage', textParams(part, isLast ? keyboard : [], given.preview), placed);
    });
  }

  /** One message where it belongs: the trigger's chat and topic, in answer to it. */
  function message(method: string, content: Record<string, unknown>, given: SendOptions): Call {
    const to = given.to ?? trigger.chat;
    const isHere = to === trigger.chat;
    const replyTo = given.replyTo ?? (isHere && trigger.messageId);
    const placed = {
      chat_id: to,
      message_thread_id: isHere ? trigger.topicId : undefined,
      disable_notification: given.silent,
      reply_parameters:
        typeof replyTo === 'number' ? { message_id: replyTo, allow_sending_without_reply: true } : undefined,
    };
    return maker.make(to, method, { ...placed, ...content }, given.expiresInMs);
  }

  function sent(calls: readonly Call[], last: Call): SentMessage {
    effects.calls.push(...calls);
    return new SentMessage(last, `${itemId}:${effects.calls.length}`, maker.completed);
  }

  const reply: Reply = (...said) => {
    const calls = messages(...said);
    const last = calls.at(-1);
    if (!last) throw new RangeError(`message without text: ${said[0]}`);
    return sent(calls, last);
  };

  const act = createAct({
    chat,
    maker,
    add,
    send(method, params, given = {}) {
      const made = message(method, params, given);
      const call = onRefusal ? { ...made, otherwise: [...onRefusal] } : made;
      return sent([call], call);
    },
    onRefusal,
    textParams: (key, params, keyboard = []) => textParams(splitHtml(text(key, params))[0], keyboard),
  });

  return {
    act,
    reply,
    say: (...said) => ({
      call: messages(...said).reduceRight((next, call) => ({ ...call, ok: [{ call: next }] })),
    }),
    send: (key, params, keyboard, given) => reply(key, params, keyboard, { replyTo: false, ...given }),
    edit: (...said) => act.edit({ chat: trigger.chat, id: trigger.messageId ?? 0 }, ...said),
    toast(key, params, { alert } = {}) {
      const { callbackQueryId } = trigger;
      if (callbackQueryId === undefined) return;
      const shown = plainText(text(key, params)).slice(0, LONGEST_TOAST);
      const answer = { callback_query_id: callbackQueryId, text: shown, show_alert: alert };
      add(maker.make(trigger.chat, 'answerCallbackQuery', answer));
    },
  };
}
