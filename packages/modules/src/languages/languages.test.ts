import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import connections from '../connections/index.ts';
import { createMisc } from '../misc/index.ts';
import { createLanguages } from './index.ts';
import { flagOf, languageNamed, nativeName } from './rules.ts';

const misc = createMisc({});

const languages = createLanguages({ links: { translate: 'https://translate.example.org' } });
const start = (offered = ['en', 'es', 'fr', 'hi']) => testBot([languages, misc, connections], { languages: offered });

describe('/lang', () => {
  it('LNG-1, LNG-B1 shows the language and the others, two in a row, the current one marked', async () => {
    const { admin, chat } = await start();
    await admin.says('/lang');
    const { text, buttons, message } = chat.lastReply;
    expect(text).toContain('🇺🇸 English');
    expect(buttons).toEqual(['✅ 🇺🇸 English', '🇪🇸 Español', '🇫🇷 Français', '🇮🇳 हिन्दी', 'Help to translate']);
    expect(message.reply_markup?.inline_keyboard.map((row) => row.length)).toEqual([2, 2, 1]);
  });

  it('LNG-2, LNG-3 a press changes the group’s language and says so in it', async () => {
    const { admin, member, chat } = await start();
    await admin.says('/lang');
    await admin.presses('🇪🇸 Español');
    expect(chat.said).toHaveLength(1);
    expect(chat.lastReply.text).toBe('A partir de ahora hablo 🇪🇸 Español.');
    await member.says('/id');
    expect(chat.lastReply.text).toMatch(/^Tu id/);
    await member.writes('/id');
  });

  it('LNG-4 is kept for a group and a person nobody has met', async () => {
    const { admin, member, database } = await start();
    await database.db.chat.deleteMany();
    await admin.says('/lang es');
    await member.writes('/lang fr');
    const select = { chatId: true, settings: { select: { data: true } } } as const;
    const kept = await database.db.chat.findMany({ select, orderBy: { chatId: 'desc' } });
    expect(kept.map(({ settings }) => settings)).toEqual([
      [{ data: { language: 'fr' } }],
      [{ data: { language: 'es' } }],
    ]);
  });

  it('LNG-2, LNG-5 members are refused by toast, without an edit', async () => {
    const { admin, member, chat } = await start();
    await admin.says('/lang');
    expect(await member.presses('🇪🇸 Español')).toMatchObject({ key: 'kit.admins-only' });
    expect(chat.replies).toEqual(['languages.current']);
    await member.says('/lang');
    expect(chat.replies).toEqual(['languages.current', 'kit.admins-only']);
  });

  it('LNG-3 in private it is one’s own', async () => {
    const { member, other, privateChat } = await start();
    await member.writes('/lang');
    await member.presses('🇫🇷 Français');
    await member.writes('/id');
    expect(privateChat(member).lastReply.text).toMatch(/^Votre id/);
    await other.writes('/id');
    expect(privateChat(other).lastReply.text).toMatch(/^Your id/);
  });

  it.each(['es', 'ES', 'Español', 'Spanish', 'espagnol', 'es-MX'])(
    'LNG-B1 takes the language by name: %s',
    async (name) => {
      const { admin, chat } = await start();
      await admin.says(`/lang ${name}`);
      expect(chat.lastReply.text).toBe('A partir de ahora hablo 🇪🇸 Español.');
    },
  );

  it.each(['xx', 'config', 'pt'])('LNG-2, LNG-5 refuses what is not offered: %s', async (name) => {
    const { admin, chat } = await start();
    await admin.says(`/lang ${name}`);
    expect(chat.replies).toEqual(['languages.not-offered']);
  });

  it('LNG-B1 a forged code is a toast', async () => {
    const { admin, chat } = await start(['en', 'es']);
    await admin.says('/lang');
    const { message } = chat.lastReply;
    const button = message.reply_markup?.inline_keyboard[0]?.[1];
    if (button && 'callback_data' in button) button.callback_data = 'languages.pick|v1|l=fr';
    expect(await admin.presses('languages.pick|v1|l=fr')).toMatchObject({ key: 'languages.not-offered' });
  });

  it('LNG-B1 a group takes over the language of who adds the bot, until an admin says otherwise', async () => {
    const { person, chat, world, bot, act } = await start();
    const eva = person({ firstName: 'Eva', language: 'es' });
    const room = world.supergroup({ title: 'Club', owner: eva.person });
    await act(() => eva.person.adds(room, bot));
    await act(() => eva.person.says(room, '/id'));
    expect(world.history(room).at(-1)?.message.text).toMatch(/^Tu id/);
    expect(chat.replies).toEqual([]);
  });
});

describe('/grouplang', () => {
  it('LNG-B1 sets the group’s language from private, and answers in one’s own', async () => {
    const { admin, member, chat, privateChat, room } = await start();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/grouplang');
    expect(privateChat(admin).lastReply.key).toBe('languages.current');
    await admin.presses('🇪🇸 Español');
    expect(privateChat(admin).lastReply.text).toBe('From now on I speak 🇪🇸 Español.');
    await member.says('/id');
    expect(chat.lastReply.text).toMatch(/^Tu id/);
  });
});

describe('languages by their names', () => {
  it('are native, with the flag of where most speakers live', () => {
    expect(['en', 'es', 'fr', 'hi', 'pt', 'ru', 'id'].map((code) => `${flagOf(code)} ${nativeName(code)}`)).toEqual([
      '🇺🇸 English',
      '🇪🇸 Español',
      '🇫🇷 Français',
      '🇮🇳 हिन्दी',
      '🇧🇷 Português',
      '🇷🇺 Русский',
      '🇮🇩 Indonesia',
    ]);
    expect(languageNamed('हिन्दी', ['en', 'hi'])).toBe('hi');
  });
});
