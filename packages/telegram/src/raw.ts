/** An object of Telegram's before anything in it is trusted. */
export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An id of Telegram's: at most 52 significant bits, never 0. */
export const isId = (value: unknown): value is number => Number.isSafeInteger(value) && value !== 0;

/** A text; halves of characters, which no database takes, are replaced one for one. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.toWellFormed() : undefined;

/** The id of a user or chat object. */
export const idIn = (value: unknown): number | undefined => (isRaw(value) && isId(value.id) ? value.id : undefined);
