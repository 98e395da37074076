import { describe, expect, it } from '@jest/globals';
import { fold, foldLookalikes } from './fold.ts';

describe('fold', () => {
  it.each([
    ['Plain TEXT', 'plain text'],
    ['ＦＵＬＬ ｗｉｄｔｈ', 'full width'],
    ['𝓼𝓬𝓻𝓲𝓹𝓽', 'script'],
    ['s\u200bp\u00ada\u2060m\u202e', 'spam'],
    ['Straße ΣΊΣΥΦΟΣ', 'strasse σίσυφοσ'],
    ['cafe\u0301', 'café'],
    ['cafe\u200b\u0301', 'café'],
    ['한글', '한글'.normalize('NFC')],
    ['ﬁne', 'fine'],
  ])('%j', (text, expected) => expect(fold(text).text).toBe(expected));

  it.each([
    ['раураl', 'paypal'],
    ['Ѕріn', 'spin'],
    ['ş̷p̈a̲m', 'spam'],
  ])('lookalikes: %j', (text, expected) => expect(foldLookalikes(text).text).toBe(foldLookalikes(expected).text));

  it.each([
    ['say \u200bSPAM', 'spam', '\u200bSPAM'.slice(1)],
    ['👍 ｓｐａｍ!', 'spam', 'ｓｐａｍ'],
    ['ein Straßenfest', 'fest', 'fest'],
    ['plain spam', 'spam', 'spam'],
  ])('leads back into the original: %j', (text, word, original) => {
    const folded = fold(text);
    const at = folded.text.indexOf(word);
    expect(text.slice(folded.origin(at), folded.origin(at + word.length))).toBe(original);
  });
});
