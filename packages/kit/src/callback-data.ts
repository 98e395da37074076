import type { z } from 'zod';

/** What travels in a button: flat, so that it fits Telegram's 64 bytes (CB-1, CB-2). */
export type Fields = Readonly<Record<string, string | number | boolean>>;

/** What Telegram takes as the data of a button. */
export const LONGEST_BYTES = 64;

/** Why data that came back is not what a button of ours carries. */
export type CallbackProblem = 'format' | 'namespace' | 'version' | 'fields';

/**
 * `<namespace>|v1|<fields>`, fields url-encoded with sorted keys, `_` for none.
 * @example encodeCallback('bans.unban', { id: 42 }) // 'bans.unban|v1|id=42'
 * @throws RangeError when the result has more than 64 bytes or the namespace is empty or holds `|`
 */
export function encodeCallback(namespace: string, fields: Fields): string {
  if (namespace === '' || namespace.includes('|')) throw new RangeError(`not a callback namespace: "${namespace}"`);
  const query = new URLSearchParams(
    Object.entries(fields)
      .filter(([key]) => key !== '')
      .map(([key, value]): [string, string] => [key, String(value)]),
  );
  query.sort();
  const data = `${namespace}|v1|${query.size === 0 ? '_' : query.toString()}`;
  const bytes = Buffer.byteLength(data);
  if (bytes > LONGEST_BYTES)
    throw new RangeError(`callback data of ${bytes} bytes (at most ${LONGEST_BYTES}): ${data}`);
  return data;
}

/**
 * Splits what a button brought; nothing in it can be trusted before its schema has read it.
 * @example decodeCallback('bans.unban|v1|id=42') // { ok: true, namespace: 'bans.unban', fields: { id: '42' } }
 */
export function decodeCallback(
  data: string,
): { ok: true; namespace: string; fields: Record<string, string> } | { ok: false; problem: CallbackProblem } {
  const first = data.indexOf('|');
  const second = first < 0 ? -1 : data.indexOf('|', first + 1);
  if (second < 0) return { ok: false, problem: 'format' };
  const namespace = data.slice(0, first);
  if (namespace === '') return { ok: false, problem: 'namespace' };
  if (data.slice(first + 1, second) !== 'v1') return { ok: false, problem: 'version' };
  const payload = data.slice(second + 1);
  const fields: Record<string, string> = {};
  if (payload !== '_')
    for (const [key, value] of new URLSearchParams(payload)) if (key !== '' && !(key in fields)) fields[key] = value;
  return { ok: true, namespace, fields };
}

/**
 * Reads decoded fields with a declaration's schema; numbers and booleans travel as text.
 * @returns the data, or undefined when it does not fit
 * @example readFields(z.object({ id: z.number() }), { id: '42' }) // { id: 42 }
 */
export function readFields<T>(schema: z.ZodType<T>, fields: Record<string, string>): T | undefined {
  const shape: Record<string, z.ZodType> = 'shape' in schema ? (schema.shape as Record<string, z.ZodType>) : {};
  const typed = Object.entries(fields).map(([key, text]) => [key, revive(shape[key], text)]);
  const read = schema.safeParse(Object.fromEntries(typed));
  return read.success ? read.data : undefined;
}

function revive(field: z.ZodType | undefined, text: string): unknown {
  if (!field || field.safeParse(text).success) return text;
  if (/^-?\d{1,16}$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : text;
}
