const MASK = '[REDACTED]';
const SHORTEST_SECRET = 6;

/** What a credential looks like, for those nobody told us of. The quote may be escaped: logs are JSON. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\d{6,}:[\w-]{30,}/g, MASK],
  [/(\b[a-z][a-z\d+.-]*:\/\/[^\s:@/"\\]*:)[^\s@/"\\]+@/gi, `$1${MASK}@`],
  [/(\bauthorization\\?"?\s*[:=]\s*\\?"?(?:bearer|basic)\s+)[^\s"\\]{8,}/gi, `$1${MASK}`],
];

/** Every way a secret may stand in a line: as it is, inside JSON, inside a URL. */
const spellings = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
];

/**
 * Makes the function that masks secrets in a text: the exact ones given (six characters or more, longest first, so that
 * a password inside a URL leaves no remnant), then everything shaped like a bot token, a password in a URL or an
 * Authorization header.
 */
export function createRedactor(secrets: readonly string[] = []): (text: string) => string {
  const exact = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST_SECRET).flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );
  return (text) => {
    const known = exact.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
    return SHAPES.reduce((masked, [shape, mask]) => masked.replace(shape, mask), known);
  };
}
