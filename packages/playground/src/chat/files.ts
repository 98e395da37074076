import type { Act } from '@alita/simulator';
import { act } from '../state/api.ts';
import { toast } from '../state/toasts.ts';

/** Who speaks where, in answer to what. */
export type Speech = Omit<Extract<Act, { act: 'says' }>, 'act' | 'text'>;

/** What a bot may be sent is 20 MB, so more is of no use. */
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_IN_ALBUM = 10;

/**
 * Sends files as a person: several pictures and videos as one album, anything else by itself. The caption goes with the
 * first. True = all were sent.
 */
export async function sendFiles(speech: Speech, files: readonly File[], caption: string): Promise<boolean> {
  if (files.some(({ size }) => size > MOST_BYTES)) {
    toast('Files of more than 20 MB do not reach a bot. Take a smaller one.', 'bad');
    return false;
  }
  const isAlbum = files.length > 1 && files.every((file) => kindOf(file) !== 'document');
  if (isAlbum && files.length > MOST_IN_ALBUM) {
    toast(`An album holds ${MOST_IN_ALBUM} pictures and videos.`, 'bad');
    return false;
  }
  const album = isAlbum ? { mediaGroupId: String(Date.now()) } : {};
  for (const [i, file] of files.entries()) {
    const sent = await act({
      act: 'sends',
      ...speech,
      ...album,
      ...(i === 0 && caption ? { caption } : {}),
      kind: kindOf(file),
      base64: await base64Of(file),
      name: file.name,
      mime: file.type,
    });
    if (!sent) return false;
  }
  return true;
}

function kindOf({ type }: File): 'photo' | 'video' | 'document' {
  if (type.startsWith('image/')) return 'photo';
  return type.startsWith('video/') ? 'video' : 'document';
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '');
    reader.onerror = () => reject(new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}
