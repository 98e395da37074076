import type { Message } from '@grammyjs/types';
import { bad } from '../world/errors.ts';
import type { MediaDetails, MediaKind } from '../world/media.ts';
import type { Draft } from '../world/messages.ts';
import type { Upload } from '../world/model.ts';
import { mustMayWrite, roomFor } from './access.ts';
import type { Call, Family } from './call.ts';
import { caption, messageText } from './formatting.ts';
import { attachedMedia, media } from './media.ts';
import { type SendParams, send } from './sending.ts';

interface Captioned extends SendParams, MediaDetails {
  caption?: string;
  has_spoiler?: boolean;
  show_caption_above_media?: boolean;
}

function sendMedia(call: Call, kind: MediaKind, file: Upload | string, params: Captioned): Message {
  const { has_spoiler, show_caption_above_media } = params;
  return send(call, params, {
    ...media(call, kind, file, params),
    ...caption(call, params),
    ...(has_spoiler ? { has_media_spoiler: true } : {}),
    ...(show_caption_above_media ? { show_caption_above_media: true } : {}),
  });
}

/** Values each animated emoji can show. */
const DICE: Readonly<Record<string, number>> = { '🎲': 6, '🎯': 6, '🎳': 6, '🏀': 5, '⚽': 5, '🎰': 64 };

export const messages: Family = {
  sendMessage(call, params) {
    const { text, entities } = messageText(call, params.text, params.parse_mode, params.entities);
    return send(call, params, {
      text,
      ...(entities.length > 0 ? { entities } : {}),
      ...(params.link_preview_options ? { link_preview_options: params.link_preview_options } : {}),
    });
  },

  sendPhoto: (call, params) => sendMedia(call, 'photo', params.photo, params),
  sendLivePhoto: (call, params) => sendMedia(call, 'live_photo', params.live_photo, params),
  sendVideo: (call, params) => sendMedia(call, 'video', params.video, params),
  sendAnimation: (call, params) => sendMedia(call, 'animation', params.animation, params),
  sendAudio: (call, params) => sendMedia(call, 'audio', params.audio, params),
  sendVoice: (call, params) => sendMedia(call, 'voice', params.voice, params),
  sendDocument: (call, params) => sendMedia(call, 'document', params.document, params),
  sendVideoNote: (call, params) => sendMedia(call, 'video_note', params.video_note, params),
  sendSticker: (call, params) => sendMedia(call, 'sticker', params.sticker, params),

  sendMediaGroup(call, params) {
    if (params.media.length < 2 || params.media.length > 10)
      throw bad('wrong number of messages in the album: it must include 2-10 items');
    const media_group_id = String(13_000_000_000 + call.state.next('album'));
    return params.media.map((item) => send(call, params, { ...attachedMedia(call, item), media_group_id }));
  },

  sendLocation(call, params) {
    const { latitude, longitude, live_period, horizontal_accuracy, heading } = params;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw bad('wrong location specified');
    const location = {
      latitude,
      longitude,
      ...(live_period ? { live_period } : {}),
      ...(horizontal_accuracy ? { horizontal_accuracy } : {}),
      ...(heading ? { heading } : {}),
    };
    return send(call, params, { location });
  },

  sendVenue(call, params) {
    const location = { latitude: params.latitude, longitude: params.longitude };
    return send(call, params, { location, venue: { location, title: params.title, address: params.address } });
  },

  sendContact(call, params) {
    const { phone_number, first_name, last_name, vcard } = params;
    const contact = { phone_number, first_name, ...(last_name ? { last_name } : {}), ...(vcard ? { vcard } : {}) };
    return send(call, params, { contact });
  },

  sendDice(call, params) {
    const emoji = params.emoji ?? '🎲';
    const sides = DICE[emoji];
    if (!sides) throw bad('wrong emoji specified');
    const dice: NonNullable<Draft['dice']> = { emoji, value: 1 + Math.floor(call.state.random() * sides) };
    return send(call, params, { dice });
  },

  sendChatAction(call, params) {
    const room = roomFor(call, params.chat_id);
    mustMayWrite(call, room, { text: '' });
    call.state.emit({ type: 'typing', room, botId: call.botId, action: params.action });
    return true;
  },
};
