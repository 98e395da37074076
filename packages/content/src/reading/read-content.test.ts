import type { Message } from '@grammyjs/types';
import { describe, expect, it } from '@jest/globals';
import { readContent } from './read-content.ts';

const chat = { id: -1001, type: 'supergroup', title: 'Club' } as const;
const person = (first_name: string) => ({ id: 7, is_bot: false, first_name });
const envelope = { message_id: 1, date: 1_700_000_000, chat, from: person('sesame') };
const file = { file_id: 'f', file_unique_id: 'u' };
const WORD = 'sesame';
const hidden = 'open ses\u200bAme!';

/** Every place of a message with the same word in it. Typed loosely where the types lag behind the Bot API. */
const surfaces: Record<string, Partial<Message> | Record<string, unknown>> = {
  text: { text: hidden },
  caption: { photo: [{ ...file, width: 1, height: 1 }], caption: hidden },
  quote: { text: 'x', quote: { text: hidden, position: 0 } },
  'external reply: origin': {
    text: 'x',
    external_reply: { origin: { type: 'hidden_user', date: 1, sender_user_name: hidden } },
  },
  'external reply: chat': { text: 'x', external_reply: { origin: { type: 'user' }, chat: { id: -2, title: hidden } } },
  'external reply: poll': { text: 'x', external_reply: { poll: { question: hidden, options: [] } } },
  'forward origin: user': { text: 'x', forward_origin: { type: 'user', date: 1, sender_user: person(hidden) } },
  'forward origin: channel': {
    text: 'x',
    forward_origin: { type: 'channel', date: 1, chat: { id: -3, type: 'channel', title: hidden }, message_id: 4 },
  },
  'forward origin: signature': { text: 'x', forward_origin: { type: 'chat', author_signature: hidden } },
  'poll question': { poll: { question: hidden, options: [] } },
  'poll option': { poll: { question: 'x', options: [{ text: hidden, voter_count: 0 }] } },
  'poll explanation': { poll: { question: 'x', options: [], explanation: hidden } },
  'poll description': { poll: { question: 'x', options: [], description: hidden } },
  'poll option added': { poll_option_added: { option_persistent_id: '1', option_text: hidden } },
  'checklist title': { checklist: { title: hidden, tasks: [] } },
  'checklist task': { checklist: { title: 'x', tasks: [{ id: 1, text: hidden }] } },
  'checklist tasks added': { checklist_tasks_added: { tasks: [{ id: 1, text: hidden }] } },
  'contact name': { contact: { phone_number: '1', first_name: 'x', last_name: hidden } },
  'contact card': { contact: { phone_number: '1', first_name: 'x', vcard: `FN:${hidden}` } },
  'venue title': { venue: { title: hidden, address: 'x', location: { latitude: 1, longitude: 1 } } },
  'venue address': { venue: { title: 'x', address: hidden, location: { latitude: 1, longitude: 1 } } },
  'button label': { text: 'x', reply_markup: { inline_keyboard: [[{ text: hidden, url: 'https://x.org' }]] } },
  'button copy text': { text: 'x', reply_markup: { inline_keyboard: [[{ text: 'x', copy_text: { text: hidden } }]] } },
  'via bot': { text: 'x', via_bot: person(hidden) },
  'sender chat': { text: 'x', sender_chat: { id: -5, type: 'channel', title: hidden } },
  game: { game: { title: hidden, description: 'x', photo: [] } },
  invoice: { invoice: { title: 'x', description: hidden } },
  story: { story: { id: 1, chat: { id: -6, type: 'channel', title: hidden } } },
  giveaway: { giveaway: { chats: [], prize_description: hidden } },
  'giveaway winners': { giveaway_winners: { chat, winners: [person(hidden)] } },
  'paid media caption': { paid_media: { star_count: 1, paid_media: [] }, caption: hidden },
  'file name': { document: { ...file, file_name: hidden } },
  'audio title': { audio: { ...file, duration: 1, title: hidden } },
  'new title': { new_chat_title: hidden },
  'new topic': { forum_topic_created: { name: hidden, icon_color: 1 } },
  'new member': { new_chat_members: [person(hidden)] },
  'rich paragraph': { rich_message: { blocks: [{ type: 'paragraph', text: hidden }] } },
  'rich text in pieces': {
    rich_message: { blocks: [{ type: 'paragraph', text: ['open se', { type: 'bold', text: ['sa', 'me'] }] }] },
  },
  'rich list': {
    rich_message: { blocks: [{ type: 'list', items: [{ label: '1.', blocks: [{ type: 'footer', text: hidden }] }] }] },
  },
  'rich table': { rich_message: { blocks: [{ type: 'table', cells: [[{ text: hidden }]], caption: 'x' }] } },
  'rich details': { rich_message: { blocks: [{ type: 'details', summary: hidden, blocks: [] }] } },
  'rich photo caption': {
    rich_message: { blocks: [{ type: 'photo', photo: [], caption: { text: 'x', credit: hidden } }] },
  },
};

describe('readContent', () => {
  describe.each([
    ['new', envelope],
    ['edited', { ...envelope, edit_date: 1_700_000_001 }],
  ])('%s', (_, wrapped) => {
    it.each(Object.entries(surfaces))('finds a word in: %s', (_place, surface) => {
      const content = readContent({ raw: { ...wrapped, ...surface } });
      const found = content.passages.filter(({ folded }) => folded.text.includes(WORD));
      expect(found).toHaveLength(1);
      expect(content.isEdit).toBe('edit_date' in wrapped);
    });
  });

  it('does not take the sender, the chat or the message replied to for content', () => {
    const raw = { ...envelope, text: 'x', reply_to_message: { ...envelope, text: hidden } };
    expect(readContent({ raw }).passages).toMatchObject([{ place: 'text', text: 'x' }]);
  });

  it('reads a message once', () => {
    const raw = { ...envelope, text: 'x' };
    expect(readContent({ raw })).toBe(readContent({ raw }));
    expect(readContent({ raw }).passages).toBe(readContent({ raw }).passages);
  });

  it.each([
    ['shown', { text: 'see a.org', entities: [{ type: 'url', offset: 4, length: 5 }] }, ['text', 'a.org']],
    [
      'behind words of a caption',
      { caption: 'x', caption_entities: [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.org' }] },
      ['caption', 'https://a.org'],
    ],
    [
      'of a button',
      { reply_markup: { inline_keyboard: [[{ text: 'x', url: 'https://a.org' }]] } },
      ['reply_markup', 'https://a.org'],
    ],
    [
      'of a web app',
      { reply_markup: { inline_keyboard: [[{ text: 'x', web_app: { url: 'https://a.org' } }]] } },
      ['reply_markup', 'https://a.org'],
    ],
    [
      'of a preview',
      { text: 'x', link_preview_options: { url: 'https://a.org' } },
      ['link_preview_options', 'https://a.org'],
    ],
    [
      'in a quote',
      { quote: { text: 'xy', entities: [{ type: 'text_link', offset: 0, length: 1, url: 'https://a.org' }] } },
      ['quote', 'https://a.org'],
    ],
    [
      'in rich text',
      {
        rich_message: {
          blocks: [{ type: 'paragraph', text: ['x', { type: 'url', text: 'y', url: 'https://a.org' }] }],
        },
      },
      ['rich_message', 'https://a.org'],
    ],
  ])('finds links: %s', (_, surface, [place, url]) => {
    expect(readContent({ raw: { ...envelope, ...surface } }).links).toEqual([{ place, url }]);
  });

  it.each([
    [
      'photo',
      {
        photo: [
          { ...file, file_id: 's', width: 1, height: 1 },
          { ...file, width: 9, height: 9 },
        ],
      },
      'photo',
    ],
    ['animation', { animation: file, document: file }, 'animation'],
    ['sticker', { sticker: { ...file, thumbnail: { ...file, file_id: 't' } } }, 'sticker'],
    ['video note', { video_note: file }, 'video_note'],
    ['paid media', { paid_media: { star_count: 1, paid_media: [{ type: 'video', video: file }] } }, 'video'],
    ['external reply', { external_reply: { voice: file } }, 'voice'],
  ])('finds files once: %s', (_, surface, kind) => {
    expect(readContent({ raw: { ...envelope, ...surface } }).files).toMatchObject([{ kind, fileId: 'f' }]);
  });

  it('says what kind a message is', () => {
    const content = readContent({
      raw: { ...envelope, animation: file, document: file, caption: 'x', via_bot: person('b') },
    });
    expect([...content.kinds]).toEqual(['animation']);
    expect(content.service).toBeUndefined();
    expect(content.viaBot).toMatchObject({ first_name: 'b' });
    expect(readContent({ raw: { ...envelope, left_chat_member: person('x') } }).service).toBe('left_chat_member');
  });

  it('survives nesting without end', () => {
    let text: unknown = 'x';
    for (let depth = 0; depth < 20_000; depth++) text = { type: 'bold', text };
    expect(
      readContent({ raw: { ...envelope, rich_message: { blocks: [{ type: 'paragraph', text }] } } }).links,
    ).toEqual([]);
  });
});
