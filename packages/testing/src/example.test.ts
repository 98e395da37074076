import { arg, defineModule, mention, order, type Verdict, z } from '@alita/kit';
import { describe, expect, it } from '@jest/globals';
import { testBot } from './index.ts';

// The module that docs/writing-a-module.md builds step by step; printed there from here.

const nolinks = defineModule({
  name: 'nolinks',
  settings: z.object({ on: z.boolean().default(false) }),
});

const toggle = nolinks.settingCommand({
  name: 'nolinks',
  field: 'on',
  arg: arg.toggle(),
  needs: { actor: 'can_change_info', bot: 'can_delete_messages' },
});

/** Under the notice: lets links through from now on. */
const allow = nolinks.callback({
  name: 'allow',
  data: z.object({}),
  needs: { actor: 'can_change_info' },
  async run({ actor, configure, edit }) {
    await configure({ on: false });
    edit('allowed', { by: mention(actor) });
  },
});

const drop = nolinks.watcher({
  name: 'drop',
  on: 'message',
  order: order.enforce,
  async run({ message, settings, members, act, say }): Promise<Verdict> {
    if (!settings.on || message.links.length === 0 || (await members.isAdmin(message.userId))) return 'continue';
    act.deleteMessage(message).ok(say('dropped', { name: mention(message.sender) }, [allow.button({})]));
    return 'stop';
  },
});

const module = nolinks.with({ commands: [toggle], callbacks: [allow], watchers: [drop] });

describe('nolinks', () => {
  it('drops links of members once it is switched on', async () => {
    const { admin, member, chat } = await testBot(module);
    const before = await member.says('look: https://example.org');
    await admin.says('/nolinks on');
    const after = await member.says('look again: https://example.org');
    const ofAdmin = await admin.says('mine: https://example.org');
    expect(chat).toShow(before);
    expect(chat).not.toShow(after);
    expect(chat).toShow(ofAdmin);
    expect(chat.replies).toEqual(['nolinks.nolinks-set', 'nolinks.dropped']);
  });

  it('lets admins, and nobody else, allow links by the button', async () => {
    const { admin, member, chat } = await testBot(module);
    await admin.says('/nolinks on');
    await member.says('https://example.org');
    expect(await member.presses('nolinks.allow')).toMatchObject({ key: 'kit.admins-only' });
    await admin.presses('nolinks.allow');
    expect(chat.lastReply.key).toBe('nolinks.allowed');
    expect(chat).toShow(await member.says('https://example.org'));
  });

  it('wants a bot that may delete', async () => {
    const { admin, chat } = await testBot(module, { bot: ['can_restrict_members'] });
    await admin.says('/nolinks on');
    expect(chat.replies).toEqual(['kit.bot-lacks-right']);
  });
});
