import { type DeepLink, type Message, type PostedBody, UserError } from '@alita/kit';
import type { CommandMatch } from './command-match.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import type { Owned, Registry } from './registry.ts';

/** A deep link that was followed. */
export interface Followed {
  readonly owned: Owned<DeepLink>;
  /** What follows the prefix, or the whole of an exact one. */
  readonly payload: string;
}

/**
 * The deep link behind `/start <payload>` in private: an exact name, or the longest prefix that ends in an underscore
 * (LINK-1).
 */
export function followedLink(registry: Registry, match: CommandMatch, message: Message): Followed | undefined {
  if (match.name !== 'start' || message.chat.type !== 'private') return undefined;
  const given = message.text.slice(match.argsFrom).trim();
  const owned = registry.links.find(({ declaration: { prefix } }) =>
    prefix.endsWith('_') ? given.startsWith(prefix) : given === prefix,
  );
  if (!owned) return undefined;
  const { prefix } = owned.declaration;
  return { owned, payload: prefix.endsWith('_') ? given.slice(prefix.length) : given };
}

/**
 * Runs a link. One that is about a group is handed to the group's mailbox and run there, for its members: to everybody
 * else a group they are not in and one that does not exist are the same (HLP-5).
 */
export async function runLink(run: ItemRun, { owned, payload }: Followed, message: Message): Promise<void> {
  const { module, declaration, label } = owned;
  const attempt: Attempt = {
    module: module.name,
    label,
    kind: 'link',
    answer: (key, params) => void run.speaker(attempt).reply(key, params),
  };
  await run.attempt(attempt, async () => {
    if (declaration.chatOf) {
      const chat = declaration.chatOf(payload);
      if (chat === undefined || chat >= 0) throw new UserError('kit.link-broken');
      if (run.chat.type === 'private') return postLink(run, chat);
      const member = await run.members.find(message.userId);
      if (!member?.isMember) throw new UserError('kit.link-denied');
    }
    const context = new HandlerContext(run, module, attempt);
    return declaration.run(Object.assign(context, { actor: message.sender, payload, message }) as never);
  });
}

function postLink(run: ItemRun, id: number): void {
  const chat = { id, type: 'supergroup' as const, title: '' };
  const body: PostedBody = { update: run.item.body, chat, language: run.t.language };
  run.effects.posts.push({ chat: id, kind: 'posted', body });
}
