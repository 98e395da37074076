import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // Nothing from elsewhere: the page works without a network. Styles are also set on elements.
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
} as const;

/** Sends a file of a built page's folder; `/` is its `index.html`. False when there is no such file. */
export async function sendAsset(folder: string, path: string, response: ServerResponse): Promise<boolean> {
  const name = normalize(path === '/' ? '/index.html' : path);
  const type = TYPES[extname(name)];
  const bytes = type && (await readFile(join(folder, name)).catch(() => undefined));
  if (!bytes) return false;
  const cache = name.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache';
  response.writeHead(200, { ...HEADERS, 'content-type': type, 'cache-control': cache });
  response.end(bytes);
  return true;
}

const SIGNATURES: readonly [prefix: number[], type: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x47, 0x49, 0x46, 0x38], 'image/gif'],
  [[0x52, 0x49, 0x46, 0x46], 'image/webp'],
];

/** Sends what somebody uploaded: a picture as such, anything else only to be saved, never to be run. */
export function sendUpload(bytes: Uint8Array, response: ServerResponse): void {
  const image = SIGNATURES.find(([prefix]) => prefix.every((byte, i) => bytes[i] === byte))?.[1];
  response.writeHead(200, {
    'x-content-type-options': 'nosniff',
    'content-type': image ?? 'application/octet-stream',
    'content-disposition': image ? 'inline' : 'attachment',
    'cache-control': 'max-age=31536000, immutable',
  });
  response.end(bytes);
}
