import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import bans from '../bans/index.ts';
import disabling from '../disabling/index.ts';
import formatting from '../formatting/index.ts';
import { createModules, createTracker, languages } from '../index.ts';
import { createLanguages } from '../languages/index.ts';
import { createMisc } from '../misc/index.ts';
import { createHelp } from './index.ts';

const misc = createMisc({});

const links = { news: 'https://t.me/news', support: 'https://t.me/support', donate: 'https://example.org/give' };
const modules = [createHelp({ links, version: '1.2.3' }), createLanguages({}), bans, disabling, misc];
const start = () => testBot(modules);

describe('/start', () => {
  it('HLP-1, HELP-6, LINK-3 greets in private, by name, with ways to go on', async () => {
    const { person, privateChat } = await start();
    const eve = person({ firstName: '<Eve>' });
    await eve.starts();
    const { text, buttons, message } = privateChat(eve).lastReply;
    expect(text).toMatch(/^Hi <Eve>!/);
    expect(buttons).toEqual(['About me', 'Add me to a group', 'Ask for help', 'What I can do', 'Language']);
    const urls = message.reply_markup?.inline_keyboard.flat().map((button) => 'url' in button && button.url);
    expect(urls).toContain('https://t.me/alita_bot?startgroup=botstart');
  });

  it('HLP-B5 shows no links that nobody gave', async () => {
    const { member, privateChat } = await testBot(createHelp({}));
    await member.starts();
    expect(privateChat(member).lastReply.buttons).toEqual(['About me', 'Add me to a group', 'What I can do']);
  });

  it.each(['whatever_1', 'botstart', 'help', 'about more words'])(
    'HLP-3, HLP-4, HLP-B4 payload "%s" leads to the introduction',
    async (payload) => {
      const { member, privateChat } = await start();
      await member.starts(payload);
      expect(privateChat(member).replies).toEqual(['help.hello']);
    },
  );

  it.each(['/start', '/start help_bans'])('HLP-2 %s in a group points to private', async (text) => {
    const { member, chat } = await start();
    await member.says(text);
    expect(chat.lastReply).toMatchObject({ key: 'help.hello-group', buttons: ['Talk to me'] });
  });

  it('speaks the language of one’s client', async () => {
    const { person, privateChat } = await start();
    const eva = person({ firstName: 'Eva', language: 'es' });
    await eva.starts();
    expect(privateChat(eva).lastReply.text).toMatch(/^¡Hola, Eva!/);
  });
});

describe('/help', () => {
  it('HLP-6, HLP-9, HELP-2, HELP-4 lists the features by name, three in a row', async () => {
    const { member, privateChat } = await start();
    await member.writes('/help');
    const { key, buttons, message } = privateChat(member).lastReply;
    expect(key).toBe('help.list');
    expect(buttons).toEqual(['Bans', 'Disabling', 'Languages', 'Misc', '« Back']);
    expect(message.reply_markup?.inline_keyboard.map((row) => row.length)).toEqual([3, 1, 1]);
  });

  it.each(['bans', 'ban', 'BANS', '/tban', 'Bans and more'])(
    'HLP-10, HLP-B4, HELP-4, HELP-5 /help %s is the page of bans',
    async (word) => {
      const { member, privateChat } = await start();
      await member.writes(`/help ${word}`);
      const { key, text, buttons } = privateChat(member).lastReply;
      expect(key).toBe('help.feature');
      expect(text).toContain('/tban <user> <time>');
      expect(text).toContain('For admins');
      expect(buttons).toEqual(['« Back', 'Start']);
    },
  );

  it('HLP-8, HLP-11, HELP-3 shows a feature’s own buttons, then the ways back', async () => {
    const { member, privateChat } = await start();
    await member.writes('/help lang');
    expect(privateChat(member).lastReply.buttons).toEqual(['Language', '« Back', 'Start']);
    await member.presses('languages.change');
    expect(privateChat(member).lastReply).toMatchObject({ key: 'languages.current' });
  });

  it.each(['nonsense', 'users', 'help', 'devs'])('HLP-6 /help %s is the list', async (word) => {
    const { member, privateChat } = await start();
    await member.writes(`/help ${word}`);
    expect(privateChat(member).replies).toEqual(['help.list']);
  });

  it('HLP-7, HELP-4 in a group hands over to private, to the page that was meant', async () => {
    const { member, other, chat, world, room } = await start();
    const question = await other.says('how do I ban?');
    await member.says('/help tban', { replyTo: question });
    const { text, message } = chat.lastReply;
    expect(text).toBe('I explain Bans in private.');
    expect(message.reply_to_message?.message_id).toBe(question.message_id);
    expect(message.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({
      url: 'https://t.me/alita_bot?start=help_bans',
    });
    await member.says('/help');
    const last = world.history(room).at(-1)?.message;
    expect(last?.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({
      url: 'https://t.me/alita_bot?start=help_help',
    });
  });

  it('FMT-4, HLP-10 mdhelp is a name for help, and no command', async () => {
    const { member, privateChat } = await testBot([createHelp({}), formatting, misc]);
    await member.writes('/mdhelp');
    await member.writes('/help mdhelp');
    await member.writes('/help extras');
    const titles = privateChat(member).said.map(({ text }) => text.split('\n', 1)[0]);
    expect(titles).toEqual(['Formatting', 'Misc']);
  });

  it('HLP-B2 speaks the language of the group, and of whoever reads in private', async () => {
    const { admin, person, chat, privateChat } = await start();
    await admin.says('/lang es');
    await admin.says('/help bans');
    expect(chat.lastReply).toMatchObject({ text: 'Te explico Suspensiones en privado.', buttons: ['Habla conmigo'] });
    const eva = person({ firstName: 'Eva', language: 'es' });
    await eva.writes('/help');
    expect(privateChat(eva).lastReply.buttons).toEqual(expect.arrayContaining(['Suspensiones', '« Atrás']));
  });

  it.each(languages)('HLP-B1 shows the looks of every page and no marks of them, in %s', async (language) => {
    const every = createModules(createTracker({ record: () => Promise.resolve() }));
    const { person, privateChat } = await testBot(every, { languages });
    const eve = person({ firstName: 'Eve', language });
    const features = every.filter(({ isHidden, commands }) => !isHidden && commands.length > 0);
    for (const { name } of features) await eve.writes(`/help ${name}`);
    const pages = privateChat(eve).said;
    expect(pages).toHaveLength(features.length);
    for (const { text } of pages) expect(text).not.toMatch(/<\/|<(?:b|i|u|s|a|code|pre)\b|&(?:lt|gt|amp|quot);/);
  });

  it.each([
    ['help_bans', 'help.feature'],
    ['help_help', 'help.list'],
    ['help_nothing', 'help.list'],
    ['help_', 'help.list'],
    ['about', 'help.about'],
  ])('HLP-4 the link %s leads to %s', async (payload, key) => {
    const { member, privateChat } = await start();
    await member.starts(payload);
    expect(privateChat(member).replies).toEqual([key]);
  });

  it('HLP-12 goes from page to page in one message', async () => {
    const { member, privateChat } = await start();
    await member.starts();
    for (const [button, key] of [
      ['What I can do', 'help.list'],
      ['Bans', 'help.feature'],
      ['« Back', 'help.list'],
      ['Bans', 'help.feature'],
      ['Start', 'help.hello'],
    ] as const) {
      await member.presses(button);
      expect(privateChat(member).replies).toEqual([key]);
    }
  });

  it.each(['start-nowhere', 'm.users', 'constructor', 'guide9'])(
    'HLP-12, HLP-17 a forged place (%s) is a toast and changes nothing',
    async (to) => {
      const { member, privateChat } = await start();
      await member.starts();
      const { message } = privateChat(member).lastReply;
      const row = message.reply_markup?.inline_keyboard[0]?.[0];
      if (row && 'callback_data' in row) row.callback_data = `help.open|v1|to=${to}`;
      expect(await member.presses(`help.open|v1|to=${to}`)).toMatchObject({ key: 'kit.button-invalid' });
      expect(privateChat(member).replies).toEqual(['help.hello']);
    },
  );
});

describe('/about and /donate', () => {
  it('HLP-13, HELP-6 tells who the bot is, with handle and version', async () => {
    const { member, privateChat } = await start();
    await member.writes('/about');
    expect(privateChat(member).lastReply.buttons).toEqual([
      'Who I am',
      'News',
      'Ask for help',
      'Set me up in a group',
      '« Back',
    ]);
    await member.presses('Who I am');
    expect(privateChat(member).lastReply.text).toMatch(/@alita_bot.*\nVersion: 1\.2\.3$/s);
  });

  it('HLP-13 in a group points to private', async () => {
    const { member, chat } = await start();
    await member.says('/about');
    expect(chat.lastReply.message.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({
      url: 'https://t.me/alita_bot?start=about',
    });
  });

  it('HLP-14, HELP-6 guides through the set-up in three steps', async () => {
    const { member, privateChat } = await start();
    await member.writes('/about');
    await member.presses('Set me up in a group');
    await member.presses('Done »');
    await member.presses('Done »');
    expect(privateChat(member).lastReply.key).toBe('help.guide3');
    await member.presses('What I can do');
    expect(privateChat(member).lastReply.key).toBe('help.list');
  });

  it('HLP-15 /donate shows where, or that nobody collects', async () => {
    const { member, chat } = await start();
    await member.says('/donate');
    expect(chat.lastReply).toMatchObject({ key: 'help.donate', buttons: ['Give something'] });
    const without = await testBot(createHelp({}));
    await without.member.says('/donate');
    expect(without.chat.replies).toEqual(['help.donate-none']);
  });
});
