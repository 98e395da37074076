import { ApiError, bad } from '../world/errors.ts';
import { Upload } from '../world/model.ts';
import { description, type Field } from './description.ts';

/** Checked parameters of a method: known ones only, each of its described type. */
export type Checked = Record<string, unknown>;

/** Turns a value as it came (text, when from a form) into its type, or throws Telegram's 400. */
type Reader = (value: unknown) => unknown;

const WORDS: Readonly<Record<string, string>> = {
  InlineKeyboardButton: 'inline keyboard button',
  KeyboardButton: 'keyboard button',
  InlineKeyboardMarkup: 'inline keyboard',
  ReplyKeyboardMarkup: 'reply keyboard markup',
  ReplyParameters: 'reply parameters',
  ChatPermissions: 'chat permissions',
};

/** What Telegram says when a parameter is missing; of others it says that they are required. */
const MISSING: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  user_id: 'invalid user_id specified',
  message_id: 'message identifier is not specified',
  message_ids: 'message identifiers are not specified',
  text: 'message text is empty',
  latitude: 'latitude is empty',
  longitude: 'longitude is empty',
  permissions: "can't parse permissions JSON object",
};

class Mismatch extends Error {
  override readonly name = 'Mismatch';
}

const readers = new Map<string, Reader>();

function readerOf(type: string): Reader {
  const known = readers.get(type);
  if (known) return known;
  // Types refer to each other in circles: the entry stands before its parts are read.
  let compiled: Reader | undefined;
  readers.set(type, (value) => {
    compiled ??= compile(type);
    return compiled(value);
  });
  return readers.get(type) ?? compile(type);
}

function compile(type: string): Reader {
  if (type.startsWith('Array of ')) return arrayReader(type.slice('Array of '.length));
  const scalar = SCALARS[type];
  if (scalar) return scalar;
  const { fields, subtypes } = description.types[type] ?? {};
  if (subtypes && subtypes.length > 0) return unionReader(subtypes);
  return objectReader(type, fields ?? []);
}

const SCALARS: Readonly<Record<string, Reader>> = {
  Integer: (value) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw new Mismatch('Integer');
    return number;
  },
  Float: (value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw new Mismatch('Float');
    return number;
  },
  String: (value) => {
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') throw new Mismatch('String');
    // half a character, as only an escape in JSON can make it
    if (!value.isWellFormed()) throw bad('strings must be encoded in UTF-8');
    return value;
  },
  Boolean: (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value === 'string') return ['true', 'yes', '1'].includes(value.toLowerCase());
    if (value === 0 || value === 1) return value === 1;
    throw new Mismatch('Boolean');
  },
  InputFile: (value) => {
    if (!(value instanceof Upload)) throw new Mismatch('InputFile');
    return value;
  },
};

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new Mismatch('JSON');
  }
}

function arrayReader(itemType: string): Reader {
  const item = readerOf(itemType);
  return (value) => {
    const list = parsed(value);
    if (!Array.isArray(list)) throw new Mismatch('Array');
    return list.map(item);
  };
}

function unionReader(types: readonly string[]): Reader {
  const alternatives = types.map(readerOf);
  return (value) => {
    let first: unknown;
    for (const read of alternatives) {
      try {
        return read(value);
      } catch (error) {
        // What is wrong inside the right alternative says more than which alternatives are wrong.
        if (!(first instanceof ApiError)) first = error;
      }
    }
    throw first;
  };
}

function objectReader(type: string, fields: readonly Field[]): Reader {
  const compiled = fields.map((field) => ({ ...field, read: fieldReader(field), constant: constantOf(field) }));
  const name = WORDS[type] ?? type.replace(/^InputMedia\w+/, 'InputMedia');
  return (value) => {
    const source = parsed(value);
    if (typeof source !== 'object' || source === null || Array.isArray(source)) throw new Mismatch('Object');
    const out: Record<string, unknown> = {};
    for (const { name: key, required, read, types, constant } of compiled) {
      const given = (source as Record<string, unknown>)[key];
      if (given === undefined || given === null) {
        if (required) throw bad(`can't parse ${name}: Can't find field "${key}"`);
        continue;
      }
      if (constant !== undefined && given !== constant) throw new Mismatch(type);
      try {
        out[key] = given instanceof Upload ? given : read(given);
      } catch (error) {
        if (!(error instanceof Mismatch)) throw error;
        throw bad(`can't parse ${name}: Field "${key}" must be of type ${types[0] ?? 'Object'}`);
      }
    }
    return out;
  };
}

/** The only value a discriminating field may have, read from its description: `must be photo`, `always "emoji"`. */
function constantOf(field: Field & { description?: string }): string | undefined {
  if (field.name !== 'type' && field.name !== 'source') return undefined;
  return /(?:must be|always) "?(\w+)/.exec(field.description ?? '')?.[1];
}

function fieldReader({ types }: Field): Reader {
  // Objects and files first: the text of a number is text, but an object is never text.
  const ordered = [...types].sort((a, b) => rank(a) - rank(b));
  const [only] = ordered;
  return ordered.length === 1 && only !== undefined ? readerOf(only) : unionReader(ordered);
}

function rank(type: string): number {
  return ['Integer', 'InputFile', 'Boolean', 'Float'].includes(type) ? 0 : type === 'String' ? 2 : 1;
}

interface Compiled {
  fields: Map<string, Field & { read: Reader }>;
  required: Field[];
}

const methods = new Map<string, { name: string; compiled?: Compiled }>();
for (const name of Object.keys(description.methods)) methods.set(name.toLowerCase(), { name });

/** The method's name as described; names are not case-sensitive. Undefined = there is no such method. */
export function methodName(name: string): string | undefined {
  return methods.get(name.toLowerCase())?.name;
}

/** Checks a method's parameters; throws the 400 Telegram answers to missing and unreadable ones. */
export function checkParameters(method: string, params: Readonly<Record<string, unknown>>): Checked {
  const entry = methods.get(method.toLowerCase());
  if (!entry) throw new RangeError(`There is no method ${method}`);
  entry.compiled ??= compileMethod(entry.name);
  const { fields, required } = entry.compiled;
  const out: Checked = {};
  for (const [name, value] of Object.entries(modern(params))) {
    const field = fields.get(name);
    if (field && value !== undefined && value !== null) out[name] = readParameter(field, value);
  }
  for (const field of required) if (isMissing(field, out[field.name])) throw bad(missingText(field));
  return out;
}

function compileMethod(name: string): Compiled {
  const fields = description.methods[name]?.fields ?? [];
  return {
    fields: new Map(fields.map((field) => [field.name, { ...field, read: fieldReader(field) }])),
    required: fields.filter(({ required }) => required),
  };
}

function readParameter(field: Field & { read: Reader }, value: unknown): unknown {
  try {
    return field.read(value);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw bad(mismatchText(field, error.message));
  }
}

function isMissing(field: Field, value: unknown): boolean {
  // An empty address is how a webhook is removed.
  return value === undefined || (value === '' && field.name !== 'url');
}

function missingText(field: Field): string {
  if (field.types.includes('InputFile')) return `there is no ${field.name} in the request`;
  return MISSING[field.name] ?? `parameter "${field.name}" is required`;
}

function mismatchText({ name, types }: Field, expected: string): string {
  if (name === 'user_id' || name === 'message_id' || name === 'chat_id')
    return name === 'chat_id' ? 'chat not found' : (MISSING[name] ?? '');
  if (expected === 'JSON') return `can't parse ${name.replaceAll('_', ' ')} JSON object`;
  if (expected === 'Object') return `object expected as ${name.replaceAll('_', ' ')}`;
  if (expected === 'Array') return `can't parse ${name}: expected an Array`;
  return `parameter "${name}" must be of type ${types.join(' or ')}`;
}

/** Older names of parameters, which Telegram still takes. */
function modern(params: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { reply_to_message_id: replyTo, disable_web_page_preview: noPreview } = params;
  if (replyTo === undefined && noPreview === undefined) return params;
  const { allow_sending_without_reply } = params;
  return {
    ...(replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply } }),
    ...(noPreview === undefined ? {} : { link_preview_options: { is_disabled: noPreview } }),
    ...params,
  };
}
