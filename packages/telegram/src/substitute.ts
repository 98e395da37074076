import type { InputFile } from './file.ts';

/** Where message ids and files on their way are kept; both answer `undefined` for what is not there. */
export interface Sources {
  readonly readRef: (id: string) => Promise<unknown>;
  readonly readBlob: (id: string) => Promise<Uint8Array | undefined>;
}

/** Parameters with the real values in place, or what could not be found. */
export type Substituted = { readonly params: Record<string, unknown> } | { readonly missing: 'ref' | 'blob' };

type RefPlace = { readonly ref: string };
type BlobPlace = { readonly blob: string; readonly name?: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isRef = (value: object): value is RefPlace => 'ref' in value && typeof value.ref === 'string';
const isBlob = (value: object): value is BlobPlace => 'blob' in value && typeof value.blob === 'string';

/**
 * Puts message ids in the place of `{ ref }` and files in the place of `{ blob, name }`. A reply to a message that was
 * never sent is sent without being a reply.
 */
export async function substitute(
  params: Record<string, unknown>,
  { readRef, readBlob }: Sources,
): Promise<Substituted> {
  const places = placesIn(params);
  if (places.length === 0) return { params };
  const found = new Map<object, unknown>();
  for (const place of places) {
    const value = isRef(place) ? await readRef(place.ref) : toFile(place, await readBlob(place.blob));
    if (value !== undefined) found.set(place, value);
    else if (place !== repliedTo(params)) return { missing: isRef(place) ? 'ref' : 'blob' };
  }
  const filled = fill(params, found);
  const reply = repliedTo(params);
  if (isObject(reply) && !found.has(reply)) delete filled.reply_parameters;
  return { params: filled };
}

const repliedTo = ({ reply_parameters: reply }: Record<string, unknown>): unknown =>
  isObject(reply) ? reply.message_id : undefined;

function placesIn(value: Record<string, unknown>, found: (RefPlace | BlobPlace)[] = []): (RefPlace | BlobPlace)[] {
  if (isRef(value) || isBlob(value)) found.push(value);
  else for (const name in value) if (isObject(value[name])) placesIn(value[name], found);
  return found;
}

function fill(params: Record<string, unknown>, found: ReadonlyMap<object, unknown>): Record<string, unknown> {
  const filled = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    if (found.has(value)) return found.get(value);
    return Array.isArray(value) ? value.map(filled) : fill(value, found);
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, filled(value)]));
}

function toFile({ name }: BlobPlace, bytes: Uint8Array | undefined): InputFile | undefined {
  return bytes && { source: Buffer.from(bytes), filename: typeof name === 'string' ? name : 'file' };
}
