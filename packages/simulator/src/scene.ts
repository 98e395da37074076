import type { Message, Update } from '@grammyjs/types';
import { problemsOf } from './description/validate.ts';
import type { ApiAnswer } from './world/model.ts';
import { World } from './world.ts';

/**
 * A small world for this package's tests: a supergroup with an owner, a member and an administrator bot.
 * Every update and every result is compared with the Bot API description; what deviates is in `problems`.
 */
export function scene(type: 'supergroup' | 'group' | 'channel' = 'supergroup') {
  const world = new World({ now: () => 1_700_000_000_000, random: () => 0.5 });
  const bot = world.bot({ username: 'warden_bot' });
  const owner = world.person({ firstName: 'Olga', username: 'olga' });
  const member = world.person({ firstName: 'Max', username: 'max_m' });
  const group = world[type]({ title: 'Club', owner, members: [member, bot] });
  const updates: Update[] = [];
  const problems: string[] = [];
  world.onUpdate(bot.id, (update) => {
    updates.push(update);
    problems.push(...problemsOf('Update', update));
  });
  owner.promotes(group, bot, 'all');
  /** Calls as the bot, in the group unless told otherwise. */
  const call = (method: string, params: Record<string, unknown> = {}): Promise<ApiAnswer> =>
    world.telegram.call(bot.token, method, { chat_id: group.id, ...params });
  /** The error's text, or "ok". */
  const outcome = async (method: string, params?: Record<string, unknown>): Promise<string> => {
    const answer = await call(method, params);
    return answer.ok ? 'ok' : answer.description;
  };
  /** The message a sending method returns. */
  const sent = async (method: string, params: Record<string, unknown>): Promise<Message> => {
    const answer = await call(method, params);
    if (!answer.ok) throw new Error(answer.description);
    problems.push(...problemsOf('Message', answer.result));
    return answer.result as Message;
  };
  return { world, bot, owner, member, group, updates, problems, call, outcome, sent, last: () => updates.at(-1) };
}
