import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { ApiError } from '../world/errors.ts';
import { Upload } from '../world/model.ts';

/** Parameters as a client sent them: text from forms, anything from JSON, files as uploads. */
export type Fields = Record<string, unknown>;

/** What Telegram takes in one request. */
const MAX_REQUEST = 50 * 1024 * 1024;

function broken(): ApiError {
  return new ApiError(400, 'Bad Request: failed to parse the request body');
}

function tooLarge(): ApiError {
  return new ApiError(413, 'Request Entity Too Large');
}

/** Reads a request body whole; 413 beyond `limit` bytes. */
export function readBody(request: IncomingMessage, limit = MAX_REQUEST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge());
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('aborted', () => reject(broken()));
  });
}

/** A body that is text. */
function textOf(body: Buffer): string {
  if (!isUtf8(body)) throw new ApiError(400, 'Bad Request: strings must be encoded in UTF-8');
  return body.toString('utf8');
}

/** The parameters of a request: its query, then its body as JSON, form or multipart form. */
export async function readFields(request: IncomingMessage, query: string): Promise<Fields> {
  const fields: Fields = query ? Object.fromEntries(new URLSearchParams(query)) : {};
  const type = request.headers['content-type'] ?? '';
  if (request.method === 'GET') {
    request.resume();
    return fields;
  }
  if (Number(request.headers['content-length']) > MAX_REQUEST) {
    // read to its end, so that the sender comes to read the answer
    request.resume();
    throw tooLarge();
  }
  if (type.startsWith('multipart/')) return Object.assign(fields, await readMultipart(request));
  const body = await readBody(request);
  if (body.length === 0) return fields;
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return Object.assign(fields, Object.fromEntries(new URLSearchParams(textOf(body))));
  }
  if (!type.startsWith('application/json')) return fields;
  return Object.assign(fields, parseObject(textOf(body)));
}

/** A JSON object; 400 for anything else. */
export function parseObject(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, "Bad Request: can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError(400, 'Bad Request: expected a JSON object');
  }
  return { ...value };
}

function readMultipart(request: IncomingMessage): Promise<Fields> {
  return new Promise((resolve, reject) => {
    const fields: Fields = {};
    const fail = (): void => reject(broken());
    let parser: busboy.Busboy;
    try {
      parser = busboy({ headers: request.headers, limits: { fileSize: MAX_REQUEST, fieldSize: MAX_REQUEST } });
    } catch {
      request.resume();
      fail();
      return;
    }
    parser.on('field', (name, value) => {
      fields[name] = value;
    });
    parser.on('file', (name, stream, { filename, mimeType }) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        fields[name] = new Upload(Buffer.concat(chunks), filename || name, mimeType);
      });
      stream.on('error', fail);
      stream.on('limit', () => reject(tooLarge()));
    });
    parser.on('close', () => resolve(fields));
    parser.on('error', fail);
    request.on('aborted', fail);
    request.pipe(parser);
  });
}
