import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import disabling from '../disabling/index.ts';
import warns from '../warns/index.ts';
import connections from './index.ts';

const start = () => testBot([connections, disabling, warns]);

describe('/connect', () => {
  it('CON-2, CON-7 connects an admin, and shows what can be done', async () => {
    const { admin, privateChat, room } = await start();
    await admin.writes(`/connect ${room.id}`);
    expect(privateChat(admin).lastReply).toMatchObject({
      key: 'connections.connected',
      params: { title: 'Test group' },
      buttons: ['Commands for admins', 'Commands for everyone'],
    });
  });

  it('CON-1 members only where the group allows it', async () => {
    const { admin, member, privateChat, room } = await start();
    await member.writes(`/connect ${room.id}`);
    expect(privateChat(member).lastReply.key).toBe('connections.denied');
    await admin.says('/allowconnect ON');
    await member.writes(`/connect ${room.id}`);
    expect(privateChat(member).lastReply).toMatchObject({
      key: 'connections.connected',
      buttons: ['Commands for everyone'],
    });
  });

  it('CON-1, CON-12 restricted members who are inside may, those who left may not', async () => {
    const { admin, owner, member, other, privateChat, room, act } = await start();
    await admin.says('/allowconnect on');
    await act(() => owner.person.restricts(room, member, {}));
    await member.writes(`/connect ${room.id}`);
    expect(privateChat(member).lastReply.key).toBe('connections.connected');
    await other.leaves();
    await other.writes(`/connect ${room.id}`);
    expect(privateChat(other).lastReply.key).toBe('connections.denied');
  });

  it.each(['-1009999999999', '@nowhere_at_all', '12345', '0'])(
    'HLP-5, CON-12 %s is no group, said as to a stranger',
    async (id) => {
      const { admin, privateChat } = await start();
      await admin.writes(`/connect ${id}`);
      expect(privateChat(admin).replies).toEqual(['connections.denied']);
    },
  );

  it.each([
    ['/connect', 'connections.which-group'],
    ['/connect my group', 'kit.not-a-chat'],
  ])('CON-2 %s in private: %s', async (text, key) => {
    const { admin, privateChat } = await start();
    await admin.writes(text);
    expect(privateChat(admin).replies).toEqual([key]);
  });

  it('CON-2 in the group gives a link, and stores nothing', async () => {
    const { admin, member, chat, privateChat, room } = await start();
    await member.says('/connect');
    expect(chat.lastReply.key).toBe('connections.denied');
    await admin.says('/connect');
    const [button] = chat.lastReply.message.reply_markup?.inline_keyboard.flat() ?? [];
    expect(button).toMatchObject({ url: `https://t.me/alita_bot?start=connect_${room.id}` });
    await admin.writes('/connection');
    expect(privateChat(admin).lastReply.key).toBe('connections.none');
    await admin.starts(`connect_${room.id}`);
    expect(privateChat(admin).lastReply.key).toBe('connections.connected');
  });

  it.each([
    ['connect_x', 'connections.link-broken'],
    ['connect_', 'connections.link-broken'],
    ['connect_-1009999999999', 'connections.denied'],
  ])('CON-3 the link %s: %s', async (payload, key) => {
    const { admin, privateChat } = await start();
    await admin.starts(payload);
    expect(privateChat(admin).replies).toEqual([key]);
  });

  it('CON-9 elsewhere replaces the connection', async () => {
    const { admin, privateChat, room, world, bot, act } = await start();
    const second = world.supergroup({ title: 'Second', owner: admin.person });
    await act(() => admin.person.adds(second, bot));
    await admin.writes(`/connect ${room.id}`);
    await admin.writes(`/connect ${second.id}`);
    await admin.writes('/connection');
    expect(privateChat(admin).lastReply).toMatchObject({ params: { title: 'Second' } });
  });

  it('answers in the language of the person', async () => {
    const { person, owner, privateChat, room, act } = await start();
    const eva = person({ firstName: 'Eva', language: 'es' });
    await eva.joins();
    await act(() => owner.person.promotes(room, eva.person, ['can_change_info']));
    await eva.writes(`/connect ${room.id}`);
    expect(privateChat(eva).lastReply.text).toMatch(/^Estás conectado a Test group/);
  });
});

describe('a connection', () => {
  async function connected() {
    const bot = await start();
    await bot.admin.writes(`/connect ${bot.room.id}`);
    return bot;
  }

  it('CON-4, CON-5 ends and comes back', async () => {
    const { admin, privateChat } = await connected();
    await admin.writes('/disconnect');
    expect(privateChat(admin).lastReply.key).toBe('connections.disconnected');
    await admin.writes('/disconnect');
    expect(privateChat(admin).lastReply.key).toBe('connections.none');
    await admin.writes('/disable id');
    expect(privateChat(admin).lastReply.key).toBe('kit.not-connected');
    await admin.writes('/reconnect');
    expect(privateChat(admin).lastReply.key).toBe('connections.connected-to');
    await admin.writes('/disabled');
    expect(privateChat(admin).lastReply.key).toBe('disabling.none-disabled');
  });

  it('CON-5 /reconnect without a group before says so', async () => {
    const { member, privateChat } = await start();
    await member.writes('/reconnect');
    expect(privateChat(member).replies).toEqual(['connections.none-before']);
  });

  it.each(['/disconnect', '/reconnect', '/connection'])('CON-4, CON-6 %s is for private', async (text) => {
    const { admin, chat } = await start();
    await admin.says(text);
    expect(chat.replies).toEqual(['kit.private-only']);
  });

  it('CON-5, CON-12 is cut when its person is not in the group any more', async () => {
    const { admin, privateChat } = await connected();
    await admin.leaves();
    await admin.writes('/connection');
    expect(privateChat(admin).lastReply.key).toBe('connections.stale');
    await admin.writes('/connection');
    expect(privateChat(admin).lastReply.key).toBe('connections.none');
  });

  it('CON-12, PERM-28 is cut on use, too', async () => {
    const { admin, privateChat } = await connected();
    await admin.leaves();
    await admin.writes('/disabled');
    expect(privateChat(admin).lastReply.key).toBe('kit.connection-lost');
    await admin.writes('/disabled');
    expect(privateChat(admin).lastReply.key).toBe('kit.not-connected');
  });

  it('CON-12, PERM-28 is kept when Telegram does not answer', async () => {
    const { admin, privateChat, telegram } = await connected();
    await admin.leaves();
    telegram.refuses('getChatMember', 'Too Many Requests: retry later', 500);
    await admin.writes('/connection');
    expect(privateChat(admin).lastReply.key).toBe('kit.cannot-verify');
    telegram.refuses('getChat', 'Internal Server Error', 500);
    await admin.writes('/reconnect');
    expect(privateChat(admin).lastReply.key).toBe('kit.cannot-verify');
  });

  it('CON-B1, CON-7 lists the real commands, and looks at rights with each press', async () => {
    const { admin, owner, privateChat, room, act } = await connected();
    await admin.presses('Commands for admins');
    expect(privateChat(admin).lastReply.text).toContain('/disable <command>');
    await admin.presses('« Back');
    await admin.presses('Commands for everyone');
    expect(privateChat(admin).lastReply.text).toContain('/disabled');
    expect(privateChat(admin).lastReply.text).not.toContain('/disable <command>');
    await admin.presses('« Back');
    await owner.says('/allowconnect on');
    await act(() => owner.person.promotes(room, admin.person, []));
    expect(await admin.presses('Commands for admins')).toMatchObject({ key: 'kit.admins-only' });
    await admin.writes('/disconnect');
    expect(await admin.presses('Commands for everyone')).toMatchObject({ key: 'kit.not-connected' });
  });

  it('CON-B3 ends after a month without use', async () => {
    const { admin, privateChat, later } = await connected();
    await later({ days: 29 });
    await admin.writes('/disabled');
    await later({ days: 29 });
    await admin.writes('/disabled');
    expect(privateChat(admin).lastReply.key).toBe('disabling.none-disabled');
    await later({ days: 31 });
    await admin.writes('/disabled');
    expect(privateChat(admin).lastReply.key).toBe('kit.not-connected');
  });
});

describe('/allowconnect', () => {
  it('CON-8, CON-11, CON-B1 shows and sets, off at first, for admins', async () => {
    const { admin, member, chat } = await start();
    await admin.says('/allowconnect');
    expect(chat.lastReply.text).toBe('Only admins may connect to this group.');
    await admin.says('/allowconnect maybe');
    expect(chat.lastReply.key).toBe('kit.not-a-choice');
    await member.says('/allowconnect on');
    expect(chat.lastReply.key).toBe('kit.admins-only');
  });

  it('CON-B2 works from private', async () => {
    const { admin, privateChat, room } = await start();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/allowconnect on');
    expect(privateChat(admin).lastReply.key).toBe('connections.allowconnect-set');
  });
});
