import { arg, code, UserError, z } from '@alita/kit';
import { CHANGE, greetings } from '../module.ts';

const Member = z.object({ status: z.enum(['creator', 'administrator']) });

/** Where requests to join are shown: in a chat of the admins' own, which whoever sets it must administer, too. */
export const requestlog = greetings.command({
  name: 'requestlog',
  args: { where: arg.word().optional() },
  needs: CHANGE,
  in: 'connected',
  async run({ args: { where }, message, settings, ask, configure, reply }) {
    if (where === undefined) {
      const { requestLog } = settings;
      reply('requestlog-is', { where: requestLog === undefined ? undefined : code(requestLog) });
      return;
    }
    if (where.toLowerCase() === 'off') {
      await configure({ requestLog: undefined });
      reply('requestlog-set', { where: undefined });
      return;
    }
    const id = Number(where);
    const isGroup = Number.isSafeInteger(id) && id < 0;
    const asked = isGroup ? await ask('getChatMember', { chat_id: id, user_id: message.userId }) : undefined;
    if (!asked?.ok || !Member.safeParse(asked.result).success) throw new UserError('requestlog-unknown');
    await configure({ requestLog: id });
    reply('requestlog-set', { where: code(id) });
  },
});
