/** A file in the parameters of a call, as telegraf takes it. */
export interface InputFile {
  readonly source: Buffer;
  readonly filename: string;
}

export const isInputFile = (value: unknown): value is InputFile =>
  typeof value === 'object' && value !== null && 'source' in value && Buffer.isBuffer(value.source);
