import type { Message } from '@alita/kit';
import type { Raw } from '../raw.ts';
import type { Styled } from '../styled/styled.ts';
import { type Composed, type ComposeOptions, compose, type Ingredients } from './compose.ts';
import { buttonsUnder } from './keyboard-buttons.ts';
import { mediaOf } from './media.ts';
import { afterCommand, takeName, wordsOf } from './typed-words.ts';

/** A save command, or the message it replies to, as far as it is read here. */
export interface SaveMessage {
  readonly raw: Raw;
  readonly replyTo?: Pick<Message, 'raw'> | undefined;
}

/** A named item: as `Composed`, with the name as it was typed; `no-name` when there is none. */
export type NamedSave =
  | (Extract<Composed, { ok: true }> & { readonly name: string })
  | (Extract<Composed, { ok: false }> & { readonly name: string })
  | { readonly ok: false; readonly problem: 'no-name' };

/**
 * Reads `/save name content`, also typed as the caption of a file or in reply to a message (CE-5…7, CE-B1…3, B7).
 * Buttons without a label get the name.
 */
export function readNamedSave(message: SaveMessage, options: Omit<ComposeOptions, 'defaultLabel'> = {}): NamedSave {
  const { name, rest } = takeName(afterCommand(wordsOf(message.raw)));
  if (name === '') return { ok: false, problem: 'no-name' };
  return { ...compose(ingredientsOf(message, rest), { ...options, defaultLabel: name }), name };
}

/** Reads `/setwelcome content` in the same ways (CE-8, CE-9, CE-B3). */
export const readSave = (message: SaveMessage, options: ComposeOptions): Composed =>
  compose(ingredientsOf(message, afterCommand(wordsOf(message.raw))), options);

/** Typed words win over those of the replied message, a file sent with the command over the replied one. */
function ingredientsOf(message: SaveMessage, typed: Styled): Ingredients {
  const replied = message.replyTo?.raw;
  const hasWords = typed.text.trim() !== '';
  return {
    words: hasWords || !replied ? typed : wordsOf(replied),
    media: mediaOf(message.raw) ?? (replied && mediaOf(replied)),
    keyboard: replied && buttonsUnder(replied),
  };
}
