import { type Args, type Fields, z } from '@alita/kit';

type Schema = z.core.JSONSchema.JSONSchema;

const WORDS: Readonly<Record<string, string>> = { member: '@other', duration: '2h', int: '2' };

/**
 * What one could type after a command, by the kinds of its arguments: enough to reach the handler in most cases.
 * @example sampleArguments({ target: arg.member(), length: arg.duration() }) // '@other 2h'
 */
export const sampleArguments = (args: Args): string =>
  Object.values(args)
    .map(({ kind, choices }) => choices?.[0] ?? WORDS[kind] ?? 'word')
    .join(' ');

/**
 * Fields that a callback's schema takes, as a button of `by` about `userId` would carry them.
 * @throws Error when the schema wants more than can be made up from its shape
 */
export function sampleFields(data: z.ZodType, { by, userId }: { by: number; userId: number }): Fields {
  const { properties = {} } = z.toJSONSchema(data, { io: 'input' });
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, name === 'by' ? by : sampleOf(schema, userId)]),
  );
  const { success, error } = data.safeParse(fields);
  if (!success) throw new Error(`no sample of ${JSON.stringify(properties)}`, { cause: error });
  return fields;
}

function sampleOf(schema: Schema | boolean, id: number): string | number | boolean {
  if (typeof schema === 'boolean') return 'x';
  const { type, const: only, enum: choices, minimum, maximum, anyOf } = schema;
  const value: unknown = only ?? choices?.[0];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (anyOf?.[0] !== undefined) return sampleOf(anyOf[0], id);
  if (type === 'boolean') return true;
  if (type !== 'number' && type !== 'integer') return 'x';
  return id >= (minimum ?? id) && id <= (maximum ?? id) ? id : (minimum ?? maximum ?? id);
}
