import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { decodeCallback, encodeCallback, readFields } from './callback-data.ts';

describe('callback data', () => {
  it('CB-1 is a namespace, a version and sorted url-encoded fields', () => {
    expect(encodeCallback('bans.unban', { u: 5, a: 'x y|ä' })).toBe('bans.unban|v1|a=x+y%7C%C3%A4&u=5');
    expect(encodeCallback('kit.close', {})).toBe('kit.close|v1|_');
  });

  it('CB-2 never makes more than 64 bytes', () => {
    expect(() => encodeCallback('x', { a: 'é'.repeat(30) })).toThrow(RangeError);
    expect(() => encodeCallback('', {})).toThrow(RangeError);
    expect(() => encodeCallback('a|b', {})).toThrow(RangeError);
  });

  it.each([
    ['', 'format'],
    ['a.b.5', 'format'],
    ['a|v1', 'format'],
    ['|v2|_', 'namespace'],
    ['a|v2|_', 'version'],
    ['a||_', 'version'],
  ])('CB-3 refuses "%s": %s', (data, problem) => expect(decodeCallback(data)).toEqual({ ok: false, problem }));

  it('CB-2 keeps empty values, skips empty keys, takes the first of repeated ones', () => {
    expect(decodeCallback('a|v1|u=&=7&b=1&b=2')).toMatchObject({ fields: { u: '', b: '1' } });
    expect(decodeCallback('a|v1|__proto__=1')).toMatchObject({ ok: true });
  });

  it('brings numbers and booleans back as their schema wants them', () => {
    const schema = z.object({ userId: z.number(), token: z.string(), on: z.boolean() });
    const { fields } = decodeCallback(encodeCallback('a', { userId: -7, token: '0012', on: true })) as {
      fields: Record<string, string>;
    };
    expect(readFields(schema, fields)).toEqual({ userId: -7, token: '0012', on: true });
    expect(readFields(schema, { userId: 'x', token: 'a', on: 'true' })).toBeUndefined();
    expect(readFields(schema, {})).toBeUndefined();
  });
});
