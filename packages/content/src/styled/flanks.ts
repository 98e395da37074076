const SPACE = /\s/;
const WORD_BEFORE = /[\p{L}\p{N}]$/u;
const WORD_AFTER = /^[\p{L}\p{N}]/u;

export const isSpace = (text: string, at: number): boolean => SPACE.test(text.charAt(at));

/** Whether a marker `from`…`to` may open: something but no blank follows, and no letter or digit precedes (CE-16). */
export const canOpen = (text: string, from: number, to: number): boolean =>
  to < text.length && !isSpace(text, to) && !WORD_BEFORE.test(text.slice(Math.max(from - 2, 0), from));

/** Whether it may close: no blank precedes, and no letter or digit follows (CE-16). */
export const canClose = (text: string, from: number, to: number): boolean =>
  from > 0 && !isSpace(text, from - 1) && !WORD_AFTER.test(text.slice(to, to + 2));
