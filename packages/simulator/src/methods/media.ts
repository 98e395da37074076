import type { InputMedia } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import { storeFile } from '../world/files.ts';
import { type MediaDetails, type MediaKind, mediaDraft } from '../world/media.ts';
import type { Draft } from '../world/messages.ts';
import { type StoredFile, Upload } from '../world/model.ts';
import type { Call } from './call.ts';
import { caption } from './formatting.ts';

/** Largest file a bot may upload, in bytes. */
const MAX_UPLOAD = 50 * 1024 * 1024;

/** The file a parameter names: an upload, `attach://field`, a `file_id` or an address. */
export function fileFor(call: Call, kind: string, value: Upload | string): StoredFile {
  const { state } = call;
  if (value instanceof Upload) return keep(call, kind, value);
  if (value.startsWith('attach://')) {
    const upload = call.uploads.get(value.slice('attach://'.length));
    if (!upload) throw bad('file must be non-empty');
    return keep(call, kind, upload);
  }
  if (/^https?:\/\//i.test(value)) {
    if (!URL.canParse(value)) throw bad('wrong HTTP URL specified');
    // There is no internet here: the bytes stand for what the address would serve.
    const name = new URL(value).pathname.split('/').pop() ?? '';
    return storeFile(state, kind, new Upload(Buffer.from(value), name || kind));
  }
  const file = state.files.get(value);
  if (!file) throw bad('wrong file identifier/HTTP URL specified');
  const interchangeable = kind === 'document' || file.kind === 'document' || kind === 'file';
  if (file.kind !== kind && !interchangeable) throw bad(`can't use file of type ${title(file.kind)} as ${title(kind)}`);
  return file;
}

function keep(call: Call, kind: string, upload: Upload): StoredFile {
  if (upload.bytes.byteLength === 0) throw bad('file must be non-empty');
  if (upload.bytes.byteLength > MAX_UPLOAD) throw bad('file is too big');
  return storeFile(call.state, kind, upload);
}

function title(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Content for a file parameter of a `send…` method. */
export function media(call: Call, kind: MediaKind, value: Upload | string, details: MediaDetails = {}): Draft {
  return mediaDraft(kind, fileFor(call, kind, value), details);
}

/** Content for an `InputMedia…` object, with its caption. */
export function attachedMedia(call: Call, input: InputMedia<Upload>): Draft {
  const { type } = input;
  const spoiler = 'has_spoiler' in input && input.has_spoiler ? { has_media_spoiler: true as const } : {};
  const details: MediaDetails = type === 'video' || type === 'animation' || type === 'audio' ? input : {};
  return { ...media(call, type, input.media, details), ...caption(call, input), ...spoiler };
}
