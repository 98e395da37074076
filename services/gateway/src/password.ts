import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether an `Authorization: Basic` header carries the password, whatever the user name; compared in constant time. */
export function carriesPassword(header: string | undefined, password: string): boolean {
  const [, encoded = ''] = /^Basic (\S+)$/.exec(header ?? '') ?? [];
  const given = Buffer.from(encoded, 'base64').toString().split(':').slice(1).join(':');
  return timingSafeEqual(digest(given), digest(password));
}

/**
 * Lets in whoever knows the password; without one the door is not there (404). What changes something must come from
 * our own page: a browser sends the password along wherever a foreign page points it.
 */
export function behindPassword(password: string | undefined): RequestHandler {
  return (request, response, next) => {
    if (!password) return void response.status(404).type('text').send('Off: no GATEWAY_PASSWORD is set');
    if (!carriesPassword(request.get('authorization'), password)) {
      response.set('WWW-Authenticate', 'Basic realm="Alita", charset="UTF-8"');
      return void response.status(401).type('text').send('Password, please');
    }
    const site = request.get('sec-fetch-site');
    const isSafe = request.method === 'GET' || request.method === 'HEAD';
    if (!isSafe && site !== undefined && site !== 'same-origin')
      return void response.status(403).type('text').send('Only from the status page itself');
    next();
  };
}
