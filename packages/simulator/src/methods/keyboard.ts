import type {
  ForceReply,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  ReplyKeyboardMarkup,
  ReplyKeyboardRemove,
} from '@grammyjs/types';
import { bad } from '../world/errors.ts';

export type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply;

const URL_PATTERN = /^(?:(?:https?|tg|ton):\/\/)?[^\s/?#]+(?:\.[^\s/?#]+|\?)[^\s]*$|^tg:\/\/\S+$|^https?:\/\/\S+$/i;

/** The inline keyboard of a `reply_markup`, checked; undefined when there is none or it is of another kind. */
export function inlineKeyboard(markup: Markup | undefined): InlineKeyboardMarkup | undefined {
  if (!markup || !('inline_keyboard' in markup)) return undefined;
  const rows = markup.inline_keyboard.filter((row) => row.length > 0);
  if (rows.flat().length > 100) throw bad('reply markup is too long');
  for (const button of rows.flat()) checkButton(button);
  return rows.length > 0 ? { inline_keyboard: rows } : undefined;
}

/** The keyboard under the input field a `reply_markup` brings or takes away. */
export function replyKeyboard(markup: Markup | undefined): Exclude<Markup, InlineKeyboardMarkup> | undefined {
  return markup && !('inline_keyboard' in markup) ? markup : undefined;
}

function checkButton(button: InlineKeyboardButton): void {
  if (button.text === '') throw bad("can't parse inline keyboard button: Inline keyboard button text can't be empty");
  if ('callback_data' in button) {
    const size = Buffer.byteLength(button.callback_data);
    if (size === 0 || size > 64) throw bad('BUTTON_DATA_INVALID');
    return;
  }
  if ('url' in button) {
    if (!URL_PATTERN.test(button.url))
      throw bad(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
    return;
  }
  if (
    Object.keys(button).filter((key) => key !== 'text' && key !== 'style' && key !== 'icon_custom_emoji_id').length ===
    0
  ) {
    throw bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
}
