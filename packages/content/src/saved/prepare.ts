import { escapeHtml } from '@alita/kit';
import { type ContentButton, inRows, mapInRows, type TelegramButton } from './button.ts';
import { type FillValues, fill, type RulesPlace } from './fill.ts';
import { rawSource } from './raw-source.ts';
import { type ContentKind, isWordless, longestText, type SavedContent } from './saved-content.ts';

/** One call to Telegram, for `act.call(method, params)`. */
export interface PreparedSend {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** Where something is sent to. */
export interface Destination {
  readonly chat: number;
  readonly topic?: number | undefined;
  /** Message to reply to; it may be gone by then. */
  readonly replyTo?: number | undefined;
}

/** … and what it depends on. */
export interface Saying extends Destination {
  readonly values: FillValues;
  /** A fresh token, hexadecimal (the context's `token()`): chooses the variant. */
  readonly token: string;
  /** The button for `{rules}`; none when the chat has no rules. */
  readonly rules?: { readonly label: string; readonly url: string } | undefined;
  /** The link that shows another note; `undefined` when there is none of that name: its button is left out. */
  readonly noteUrl?: ((name: string) => string | undefined) | undefined;
}

const METHODS: Readonly<Record<ContentKind, string>> = {
  text: 'sendMessage',
  sticker: 'sendSticker',
  animation: 'sendAnimation',
  document: 'sendDocument',
  photo: 'sendPhoto',
  audio: 'sendAudio',
  voice: 'sendVoice',
  video: 'sendVideo',
  video_note: 'sendVideoNote',
};

/** The one call that says stored content again (CE-3, CE-27…30, CE-35). */
export function prepareSend(content: SavedContent, saying: Saying): PreparedSend {
  const variant = content.variants[chosen(saying.token, content.variants.length)] ?? '';
  const { html, rules } = fill(variant, saying.values);
  return send(content, saying, {
    // A text of nothing but `{rules}` has nothing left that Telegram would show.
    words: html.trim() || escapeHtml(saying.values.chatName),
    hasWords: html.trim() !== '',
    parseMode: 'HTML',
    keyboard: keyboardOf(content.buttons, saying, rules),
  });
}

/**
 * Shows the source of stored content, without its looks and buttons: pasted back, it is the same item (CE-34, CE-37,
 * CE-B9). More than one call only when the source is longer than Telegram lets a message be.
 */
export function prepareSource(content: SavedContent, destination: Destination): PreparedSend[] {
  const source = rawSource(content);
  const plain = (kind: SavedContent, words: string): PreparedSend =>
    send(kind, destination, { words, hasWords: words !== '', keyboard: [] });
  const isCaption = content.kind !== 'text' && !isWordless(content.kind) && source.length <= longestText(content.kind);
  if (isCaption) return [plain(content, source)];
  const text: SavedContent = { kind: 'text', variants: [''], buttons: [], tags: content.tags };
  const parts = splitLines(source, longestText('text'));
  return [...(content.fileId ? [plain(content, '')] : []), ...parts.map((part) => plain(text, part))];
}

interface Shape {
  readonly words: string;
  readonly hasWords: boolean;
  readonly parseMode?: 'HTML';
  readonly keyboard: readonly (readonly TelegramButton[])[];
}

function send(content: SavedContent, { chat, topic, replyTo }: Destination, shape: Shape): PreparedSend {
  const { tags, fileId } = content;
  const kind = fileId ? content.kind : 'text';
  const caption = shape.hasWords && !isWordless(kind) && { caption: shape.words };
  const words =
    kind === 'text'
      ? { text: shape.words, link_preview_options: { is_disabled: !tags.includes('preview') } }
      : { [kind]: fileId, ...caption };
  return {
    method: METHODS[kind],
    params: {
      chat_id: chat,
      ...words,
      ...(shape.parseMode && !isWordless(kind) && { parse_mode: shape.parseMode }),
      ...(topic !== undefined && { message_thread_id: topic }),
      ...(replyTo !== undefined && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
      ...(tags.includes('protect') && { protect_content: true }),
      ...(tags.includes('nonotif') && { disable_notification: true }),
      reply_markup: { inline_keyboard: shape.keyboard },
    },
  };
}

const chosen = (token: string, count: number): number => (Number.parseInt(token.slice(0, 12), 16) || 0) % count;

/** Stored buttons, and the one of `{rules}` where the text wants it (CE-24, CE-29). */
function keyboardOf(
  buttons: readonly ContentButton[],
  { rules, noteUrl }: Saying,
  place: RulesPlace | undefined,
): TelegramButton[][] {
  const entries = mapInRows(buttons, (button) => telegramButton(button, noteUrl));
  if (!rules || !place) return inRows(entries);
  const own = { entry: { text: rules.label, url: rules.url }, sameRow: place === 'same' };
  return place === 'up' ? [[own.entry], ...inRows(entries)] : inRows([...entries, own]);
}

function telegramButton(button: ContentButton, noteUrl: Saying['noteUrl']): TelegramButton | undefined {
  const shown = { text: button.label, ...(button.style && { style: button.style }) };
  if ('url' in button) return { ...shown, url: button.url };
  if ('copy' in button) return { ...shown, copy_text: { text: button.copy } };
  const url = noteUrl?.(button.note);
  return url === undefined ? undefined : { ...shown, url };
}

/** Parts of at most `max` units, cut at line breaks where there are any. */
function splitLines(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const line = rest.lastIndexOf('\n', max);
    const cut = line > 0 ? line : max;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(line > 0 ? cut + 1 : cut);
  }
  return rest === '' ? parts : [...parts, rest];
}
