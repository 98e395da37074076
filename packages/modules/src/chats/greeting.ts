import { type Button, type Right, z } from '@alita/kit';
import { chats } from './module.ts';

/** What the bot cannot do its work without. */
const NEEDED = ['can_delete_messages', 'can_restrict_members'] as const satisfies readonly Right[];
/** Marks a chat that is about to be greeted, which says all that a promotion would. */
export const GREETING = 'greeting';
/** The rights usually follow a moment after the bot, and a group that only changed its kind needs no greeting. */
export const PAUSE_MS = 2_000;

/** Rights that are missing among those an administrator's entry holds. */
export function missingRights(entry: unknown): Right[] {
  const held = z.looseObject({}).safeParse(entry).data ?? {};
  return NEEDED.filter((right) => held[right] !== true);
}

/** Says hello and what to do next. */
export const createGreeting = (news: string | undefined) => {
  const greet = chats.timer({
    name: 'greet',
    data: z.object({}),
    async run({ me, members, reply, windows }) {
      windows.write(GREETING, undefined);
      const isAdmin = await members.isAdmin(me.id);
      const buttons: Button[][] = [
        [{ label: 'chats.button-guide', url: `https://t.me/${me.username}?start=help_help` }],
        news === undefined ? [] : [{ label: 'chats.button-news', url: news }],
      ];
      reply('hello', { isAdmin }, buttons, { expiresInMs: 60_000 });
    },
  });
  return {
    greet,
    soon: (now: Date) => greet.at(new Date(now.getTime() + PAUSE_MS), 'hello', {}),
    never: () => greet.cancel('hello'),
  };
};
