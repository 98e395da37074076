/** The code of a system error (`ECONNREFUSED`, …), if that is what was thrown. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
