import { testBot } from '@alita/testing';
import { describe, expect, it } from '@jest/globals';
import connections from '../connections/index.ts';
import { createMisc } from '../misc/index.ts';
import notes from '../notes/index.ts';
import warns from '../warns/index.ts';
import disabling from './index.ts';

const misc = createMisc({});

const start = () => testBot([disabling, misc, warns, connections]);

describe('/disable and /enable', () => {
  it('CDIS-2, DIS-3 a disabled command does nothing for members and works for admins', async () => {
    const { admin, member, chat } = await start();
    await admin.says('/disable ID');
    expect(chat.lastReply).toMatchObject({ key: 'disabling.disabled', params: { names: 'id' } });
    const asked = await member.says('/id');
    expect(chat.replies).toEqual(['disabling.disabled']);
    expect(chat).toShow(asked);
    await admin.says('/id');
    expect(chat.lastReply.key).toBe('misc.id-own');
    await admin.says('/enable id');
    await member.says('/id');
    expect(chat.lastReply.key).toBe('misc.id-own');
  });

  it('CDIS-1, CDIS-7, CDIS-B1, DIS-2 a mixed call answers twice and stores what it knows', async () => {
    const { admin, chat } = await start();
    await admin.says('/disable id <nothing> ping, nowhere');
    expect(chat.replies).toEqual(['disabling.disabled', 'disabling.unknown']);
    expect(chat.lastReply.text).toContain('<nothing>, nowhere');
    await admin.says('/disabled');
    expect(chat.lastReply).toMatchObject({ params: { names: 'id, ping' } });
  });

  it.each([
    ['/disable misc', 'id, info, ping, stat, tr'],
    ['/disable *', 'disabled, id, info, ping, stat, tr, warns'],
  ])('CDIS-B1 %s: by feature, everything', async (text, names) => {
    const { admin, chat } = await start();
    await admin.says(text);
    expect(chat.lastReply).toMatchObject({ key: 'disabling.disabled', params: { names } });
  });

  it('CDIS-1 twice is a success that changes nothing', async () => {
    const { admin, chat } = await start();
    await admin.says('/disable id');
    await admin.says('/disable id');
    await admin.says('/disabled');
    expect(chat.lastReply).toMatchObject({ params: { names: 'id' } });
  });

  it.each(['/disable', '/enable'])('CDIS-1 %s without names shows the usage', async (text) => {
    const { admin, chat } = await start();
    await admin.says(text);
    expect(chat.replies).toEqual(['kit.argument-missing']);
  });

  it.each(['/disable id', '/enable id', '/disabledel on', '/disableadmin on'])('is for admins: %s', async (text) => {
    const { member, chat } = await start();
    await member.says(text);
    expect(chat.replies).toEqual(['kit.admins-only']);
  });

  it('CON-10, DIS-2, GEN-D2, PERM-30 works from private', async () => {
    const { admin, member, chat, privateChat, room } = await start();
    await admin.writes(`/connect ${room.id}`);
    await admin.writes('/disable id');
    expect(privateChat(admin).lastReply.key).toBe('disabling.disabled');
    await member.says('/id');
    expect(chat.replies).toEqual([]);
  });
});

describe('CDIS-3, DIS-3 the name of a command', () => {
  it('stands for its aliases, and not for the #name of a note', async () => {
    const { admin, member, chat } = await testBot([disabling, notes]);
    await admin.says('/save notes All about notes');
    await admin.says('/disable saved');
    expect(chat.lastReply).toMatchObject({ params: { names: 'notes' } });
    const before = chat.said.length;
    await member.says('/notes');
    await member.says('/saved');
    expect(chat.said).toHaveLength(before);
    await member.says('#notes');
    expect(chat.lastReply.text).toBe('All about notes');
  });
});

describe('what is disabled', () => {
  it('CDIS-5 is listed in order, or there is nothing, in answer to whom one replies', async () => {
    const { admin, member, chat } = await start();
    const question = await member.says('what may I use?');
    await member.says('/disabled', { replyTo: question });
    expect(chat.lastReply.key).toBe('disabling.none-disabled');
    expect(chat.lastReply.message.reply_to_message?.message_id).toBe(question.message_id);
    await admin.says('/disable ping id');
    await member.says('/disabled');
    expect(chat.lastReply).toMatchObject({ key: 'disabling.list-disabled', params: { names: 'id, ping' } });
  });

  it('CDIS-2, DIS-2, DIS-3 its messages go where admins want it so', async () => {
    const { admin, member, chat } = await start();
    await admin.says('/disable id');
    await admin.says('/disabledel yes');
    const asked = await member.says('/id');
    expect(chat).not.toShow(asked);
  });

  it('CDIS-5, CDIS-7 a bad word leaves the switch as it was', async () => {
    const { admin, chat } = await start();
    await admin.says('/disabledel on');
    await admin.says('/disabledel perhaps');
    expect(chat.lastReply.key).toBe('kit.not-a-choice');
    await admin.says('/disabledel');
    expect(chat.lastReply.text).toBe('I delete messages with a command that is switched off.');
  });

  it('CDIS-B1 can be so for admins too', async () => {
    const { admin, chat } = await start();
    await admin.says('/disable id');
    await admin.says('/disableadmin on');
    await admin.says('/id');
    expect(chat.replies).toEqual(['disabling.disabled', 'disabling.disableadmin-set']);
  });

  it('CDIS-4, CDIS-B1 what can be is grouped by feature', async () => {
    const { member, privateChat } = await start();
    await member.writes('/disableable');
    expect(privateChat(member).lastReply.text).toMatch(
      /^These can be switched off\nDisabling: disabled\nMisc: id, info/,
    );
  });
});
