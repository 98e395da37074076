const PATIENCE_MS = 2_000;

/** What `look` answers, or `otherwise` when it fails or takes longer than 2 s. */
export async function within<T, U>(look: Promise<T>, otherwise: U): Promise<T | U> {
  const { promise: late, resolve } = Promise.withResolvers<U>();
  const timer = setTimeout(() => resolve(otherwise), PATIENCE_MS);
  try {
    return await Promise.race([look.catch(() => otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
