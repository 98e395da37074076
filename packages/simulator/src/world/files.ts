import { type StoredFile, Upload } from './model.ts';
import type { State } from './state.ts';

/** Folder of a file's download path by kind of media. */
const FOLDERS: Readonly<Record<string, string>> = {
  photo: 'photos',
  video: 'videos',
  audio: 'music',
  voice: 'voice',
  document: 'documents',
  sticker: 'stickers',
  animation: 'animations',
  video_note: 'video_notes',
};

/** Keeps a file and gives it its ids and download path. */
export function storeFile(state: State, kind: string, upload: Upload): StoredFile {
  const n = state.next('file');
  const folder = FOLDERS[kind] ?? 'files';
  const extension = /\.\w+$/.exec(upload.name)?.[0] ?? (kind === 'photo' ? '.jpg' : '');
  const file: StoredFile = {
    id: `${Buffer.from(`${kind}:${n}:${Math.floor(state.random() * 2 ** 32)}`).toString('base64url')}AAE`,
    uniqueId: `AQAD${n.toString(36)}`,
    kind,
    path: `${folder}/file_${n}${extension}`,
    upload,
  };
  state.files.set(file.id, file);
  return file;
}

/** A file nobody uploaded: for people's media where the bytes do not matter. */
export function placeholder(kind: string): Upload {
  return new Upload(Buffer.from(`simulated ${kind}`), kind, 'application/octet-stream');
}

/** The stored file behind a download path. */
export function fileByPath(state: State, path: string): StoredFile | undefined {
  for (const file of state.files.values()) if (file.path === path) return file;
  return undefined;
}
