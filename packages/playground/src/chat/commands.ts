import type { BotView } from '@alita/simulator';
import type { BotCommand } from '@grammyjs/types';
import { chat, persona, standing } from '../state/scene.ts';
import { bots } from '../state/store.ts';

/** The commands bots published for this persona here: the narrowest list that is there, as Telegram's apps choose. */
export function commandsHere(): readonly BotCommand[] {
  return bots.value.flatMap(listFor);
}

function listFor({ commands }: BotView): readonly BotCommand[] {
  const view = chat.value?.view.value;
  const isAdmin = standing.value?.isAdmin ?? false;
  const { person } = persona.value;
  const scopes =
    view?.type === 'private'
      ? [`chat:${person}`, 'all_private_chats', 'default']
      : [
          `chat_member:${view?.id}:${person}`,
          ...(isAdmin ? [`chat_administrators:${view?.id}`] : []),
          `chat:${view?.id}`,
          ...(isAdmin ? ['all_chat_administrators'] : []),
          'all_group_chats',
          'default',
        ];
  const byScope = new Map(
    commands
      .filter(({ language }) => language === '')
      .map(({ scope, commands: list }) => {
        const { type, ...where } = scope;
        return [[type, ...Object.values(where)].join(':'), list] as const;
      }),
  );
  for (const scope of scopes) {
    const list = byScope.get(scope);
    if (list && list.length > 0) return list;
  }
  return [];
}
