import { describe, expect, it } from '@jest/globals';
import { createRedactor } from './redact.ts';

const TOKEN = `123456789:${'A'.repeat(35)}`;

describe('createRedactor', () => {
  it.each([
    ['an exact secret', 'key is hunter22', 'key is [REDACTED]'],
    ['a secret inside JSON', 'pass "qu\\"oted!"', 'pass "[REDACTED]"'],
    ['a secret inside a URL', 'https://x/?p=qu%22oted!', 'https://x/?p=[REDACTED]'],
    ['the longer of two first', 'hunter22-and-more', '[REDACTED]'],
    ['a bot token by its shape', `https://api/bot${TOKEN}/getMe`, 'https://api/bot[REDACTED]/getMe'],
    ['a password in a URL', 'postgres://me:pa55@db/x', 'postgres://me:[REDACTED]@db/x'],
    ['a password without a user', 'redis://:pa55@host', 'redis://:[REDACTED]@host'],
    ['an Authorization header', '{"authorization":"Bearer abcdefgh12"}', '{"authorization":"Bearer [REDACTED]"}'],
    ['prose as it is', 'the bearer of basic instructions', 'the bearer of basic instructions'],
    ['a URL without a password', 'redis://127.0.0.1:6379/1', 'redis://127.0.0.1:6379/1'],
  ])('masks %s', (_what, text, expected) => {
    const redact = createRedactor(['hunter22', 'hunter22-and-more', 'qu"oted!', 'short']);
    expect(redact(text)).toBe(expected);
  });

  it('leaves values too short to be secrets', () => {
    expect(createRedactor(['abc'])('abc')).toBe('abc');
  });
});
