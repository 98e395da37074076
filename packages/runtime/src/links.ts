import type { Message } from '@alita/kit';
import type { CommandMatch } from './command-match.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import type { Registry } from './registry.ts';

/**
 * Runs the deep link behind `/start <payload>` in private: an exact name, or the longest prefix that ends in an
 * underscore (platform.md LINK-1). False when there is none.
 */
export async function runLink(
  run: ItemRun,
  registry: Registry,
  match: CommandMatch,
  message: Message,
): Promise<boolean> {
  if (match.name !== 'start' || run.chat.type !== 'private') return false;
  const payload = message.text.slice(match.argsFrom).trim();
  const owned = registry.links.find(({ declaration: { prefix } }) =>
    prefix.endsWith('_') ? payload.startsWith(prefix) : payload === prefix,
  );
  if (!owned) return false;
  const { module, declaration, label } = owned;
  const attempt: Attempt = {
    module: module.name,
    label,
    kind: 'link',
    answer: (key, params) => void run.speaker(attempt).reply(key, params),
  };
  await run.attempt(attempt, () => {
    const rest = declaration.prefix.endsWith('_') ? payload.slice(declaration.prefix.length) : payload;
    const context = Object.assign(new HandlerContext(run, module, attempt), { actor: message.sender, payload: rest });
    return declaration.run(context as never);
  });
  return true;
}
