import { bad } from '../world/errors.ts';
import { fileInfo } from '../world/media.ts';
import { answerPress } from '../world/presses.ts';
import { setReaction } from '../world/reactions.ts';
import { postIn, roomFor } from './access.ts';
import type { Family } from './call.ts';

/** What a bot may download, in bytes. */
const MAX_DOWNLOAD = 20 * 1024 * 1024;

export const queries: Family = {
  answerCallbackQuery(call, params) {
    const { callback_query_id: id, text, show_alert: showAlert = false, url } = params;
    if (text !== undefined && text.length > 200) throw bad('MESSAGE_TOO_LONG');
    const answer = { showAlert, ...(text ? { text } : {}), ...(url ? { url } : {}) };
    if (!answerPress(call.state, call.botId, id, answer)) {
      throw bad('query is too old and response timeout expired or query ID is invalid');
    }
    return true;
  },

  getFile(call, params) {
    const file = call.state.files.get(params.file_id);
    if (!file) throw bad('invalid file_id');
    if (file.upload.bytes.byteLength > MAX_DOWNLOAD) throw bad('file is too big');
    return fileInfo(file);
  },

  setMessageReaction(call, params) {
    const room = roomFor(call, params.chat_id);
    const post = postIn(room, params.message_id, 'message to react not found');
    const reactions = [...(params.reaction ?? [])];
    if (reactions.length > 1) throw bad('REACTIONS_TOO_MANY');
    if (reactions.some(({ type }) => type === 'paid')) throw bad('REACTION_INVALID');
    setReaction(call.state, room, post, call.botId, reactions);
    return true;
  },

  getUserProfilePhotos: () => ({ total_count: 0, photos: [] }),
};
