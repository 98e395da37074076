const LONGEST_REASON_BYTES = 3_000;

/** A reason as it is kept: at most 3000 bytes of UTF-8, never half a character. */
export function keptReason(reason: string | undefined): string | undefined {
  const { read } = new TextEncoder().encodeInto(reason ?? '', new Uint8Array(LONGEST_REASON_BYTES));
  return reason?.slice(0, read) || undefined;
}
