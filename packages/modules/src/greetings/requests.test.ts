import { type Actor, type TestBot, testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import greetings from './index.ts';

/** A group where somebody asks to be let in. */
async function asked(
  options: Parameters<typeof testBot>[1] = {},
): Promise<TestBot & { ann: Actor; ask: () => Promise<void> }> {
  const bot = await testBot(greetings, options);
  const ann = bot.person({ firstName: 'Ann' });
  const ask = () => bot.act(() => ann.person.requestsToJoin(bot.room));
  await ask();
  return { ...bot, ann, ask };
}

describe('a request to join', () => {
  it('GRT-17, GRT-B9: is shown to the group, once in five minutes', async () => {
    const { chat, ann, ask, later, room } = await asked();
    expect(chat.lastReply).toMatchObject({
      text: `Ann asks to join. ID: ${ann.id}`,
      buttons: ['Let in', 'Decline', 'Ban'],
    });
    const first = chat.lastReply.message;
    ann.person.withdrawsRequest(room);
    await ask();
    expect(chat.said).toHaveLength(1);
    await later({ minutes: 6 });
    ann.person.withdrawsRequest(room);
    await ask();
    expect(chat.said).toHaveLength(1);
    expect(chat).not.toShow(first);
  });

  it('GRT-17: is granted by itself where that is wanted', async () => {
    const { admin, chat, ask, telegram, room, ann } = await asked();
    await admin.says('/autoapprove on');
    ann.person.withdrawsRequest(room);
    await ask();
    expect(telegram.calls('approveChatJoinRequest')).toHaveLength(1);
    expect(chat.replies).toEqual(['greetings.request-in', 'greetings.autoapprove-set']);
    expect(room.members.get(ann.id)?.isMember).toBe(true);
  });

  it.each([
    ['approve', 'greetings.request-approved', ['approveChatJoinRequest']],
    ['decline', 'greetings.request-declined', ['declineChatJoinRequest']],
    ['ban', 'greetings.request-banned', ['banChatMember', 'declineChatJoinRequest']],
  ])('GRT-19, GRT-20: %s', async (name, key, methods) => {
    const { admin, chat, telegram } = await asked();
    await admin.presses(`greetings.${name}`);
    expect(chat.lastReply).toMatchObject({ key, buttons: [] });
    expect(chat.lastReply.text).toMatch(/admin .*Ann/);
    const made = telegram.calls();
    expect(methods.map((method) => made.filter((call) => telegram.calls(method).includes(call)).length)).toEqual(
      methods.map(() => 1),
    );
  });

  it('GRT-18: is for those who may invite, and to ban for those who may restrict', async () => {
    const { member, admin, owner, room, act, chat } = await asked();
    expect(await member.presses('greetings.approve')).toMatchObject({ key: 'kit.admins-only' });
    await act(() => owner.person.promotes(room, admin, ['can_invite_users']));
    expect(await admin.presses('greetings.ban')).toMatchObject({ key: 'kit.actor-lacks-right' });
    expect(chat.lastReply.buttons).toHaveLength(3);
    await admin.presses('greetings.approve');
    expect(chat.lastReply.key).toBe('greetings.request-approved');
  });

  it('GRT-B9: is decided by the first who presses', async () => {
    const { admin, owner, chat, telegram, act, world, room } = await asked();
    const notice = chat.lastReply.message;
    const first = admin.person.presses(notice, 'Let in');
    const second = owner.person.presses(notice, 'Ban');
    await act(() => {});
    expect((await first)?.text).toBeFalsy();
    expect((await second)?.text).toBe('admin was faster and has decided already.');
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(chat.lastReply.key).toBe('greetings.request-approved');
    expect(world.history(room).length).toBeGreaterThan(0);
  });

  it('GRT-B9: that failed is a failure, and can be tried again', async () => {
    const { admin, chat, telegram } = await asked();
    const notice = chat.lastReply.message;
    telegram.refuses('approveChatJoinRequest', 'not enough rights');
    await admin.presses('greetings.approve', notice);
    expect(chat.lastReply.key).toBe('kit.refused.no-rights');
    await admin.presses('greetings.approve', notice);
    expect(chat.replies).toContain('greetings.request-approved');
  });

  it('GRT-B9: that was taken back leaves nothing to decide', async () => {
    const { admin, chat, ann, room } = await asked();
    ann.person.withdrawsRequest(room);
    await admin.presses('greetings.approve');
    expect(chat.lastReply.key).toBe('greetings.request-gone');
  });

  it('GRT-B9: that somebody granted by hand is closed', async () => {
    const { owner, chat, ann, room, act, later } = await asked();
    await act(() => owner.person.approves(room, ann));
    expect(chat.lastReply).toMatchObject({ key: 'greetings.request-in', buttons: [] });
    await later({ seconds: 3 });
    expect(chat.lastReply.text).toBe('Welcome, Ann! Good to have you here.');
  });

  it('GRT-B9: that nobody decides on is closed after a week', async () => {
    const { chat, later } = await asked();
    await later({ days: 7, minutes: 1 });
    expect(chat.lastReply).toMatchObject({ key: 'greetings.request-lapsed', buttons: [] });
  });

  it('GRT-20: that was decided can be made again at once', async () => {
    const { admin, chat, ask } = await asked();
    await admin.presses('greetings.decline');
    await ask();
    expect(chat.lastReply.key).toBe('greetings.request');
    await admin.presses('greetings.approve');
    expect(chat.lastReply.key).toBe('greetings.request-approved');
  });
});

describe('/requestlog', () => {
  it('GRT-B9: shows requests in a chat of the admins, where rights in the group count', async () => {
    const { owner, admin, member, world, bot, room, act, ask, ann, chat, telegram, later } = await asked();
    ann.person.withdrawsRequest(room);
    const office = await act(() => {
      const made = world.supergroup({ title: 'Office', owner: owner.person, members: [member.person] });
      owner.person.adds(made, bot);
      return made;
    });
    await admin.says(`/requestlog ${office.id}`);
    expect(chat.lastReply.key).toBe('greetings.requestlog-unknown');
    await owner.says(`/requestlog ${office.id}`);
    expect(chat.lastReply.key).toBe('greetings.requestlog-set');

    const zoe = world.person({ firstName: 'Zoe' });
    await act(() => zoe.requestsToJoin(room));
    const shown = () => world.history(office).filter(({ message }) => message.from?.id === bot.id);
    const notice = shown()[0]?.message;
    if (!notice) throw new Error('nothing is shown');
    expect(notice.text).toBe(`Zoe asks to join Test group. ID: ${zoe.id}`);

    void member.person.presses(notice, 'Ban');
    await act(() => {});
    expect(telegram.calls('banChatMember')).toEqual([]);
    expect(shown().at(-1)?.message.text).toContain('member, to decide on that');

    void owner.person.presses(notice, 'Let in');
    await act(() => {});
    expect(room.members.get(zoe.id)?.isMember).toBe(true);
    expect(shown()[0]?.message.text).toBe('owner let Zoe in.');

    await owner.says('/requestlog off');
    await later({ minutes: 6 });
    await ask();
    expect(chat.lastReply.key).toBe('greetings.request');
  });
});
