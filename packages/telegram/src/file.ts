/** A file in the parameters of a call, as telegraf takes it. */
export interface InputFile {
  readonly source: Buffer;
  readonly filename: string;
}

export const isInputFile = (value: unknown): value is InputFile =>
  typeof value === 'object' && value !== null && 'source' in value && Buffer.isBuffer(value.source);

/** Whether a parameter is a file, or a medium (or several) with a file in it. */
export function holdsFile(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsFile);
  return (
    isInputFile(value) || (typeof value === 'object' && value !== null && 'media' in value && isInputFile(value.media))
  );
}
