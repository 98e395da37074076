import { type Command, type Message, UserError } from '@alita/kit';
import { createArgInput, readArgs, usageOf } from './arguments.ts';
import type { CommandMatch } from './command-match.ts';
import { checkNeeds } from './gates.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import type { Owned } from './registry.ts';

/** Runs a command: place, rights, arguments, handler; every refusal is one answer. */
export async function runCommand(
  run: ItemRun,
  owned: Owned<Command>,
  match: CommandMatch,
  message: Message,
): Promise<void> {
  const { module, declaration: command, label } = owned;
  const attempt: Attempt = {
    module: module.name,
    label,
    kind: 'command',
    answer: (key, params) => void run.speaker(attempt).reply(key, params),
  };
  await run.attempt(attempt, async () => {
    await checkCommand(run, command, message);
    const input = createArgInput(message, match.argsFrom, run.host.directory);
    const args = await readArgs(command.args, input, () => usageOf(match.name, command.args, run.translate));
    const context = new HandlerContext(run, module, attempt);
    await command.run(Object.assign(context, { args, message, actor: message.sender, name: match.name }) as never);
  });
}

async function checkCommand(run: ItemRun, command: Command, message: Message): Promise<void> {
  const isPrivate = run.chat.type === 'private';
  if (isPrivate && (command.in === 'group' || command.in === 'connected')) throw new UserError('kit.group-only');
  if (!isPrivate && command.in === 'private') throw new UserError('kit.private-only');
  const refused = await checkNeeds(command.needs, {
    chat: run.chat,
    me: run.host.me,
    ownerId: run.host.ownerId,
    members: run.members,
    userId: message.userId,
    isAnonymous: message.sender.kind === 'anonymous-admin',
  });
  if (refused) throw new UserError(refused.key, named(run, refused.params));
}

/** Rights by their names in the chat's language. */
export function named(run: ItemRun, params: UserError['params'] = {}): UserError['params'] {
  return typeof params.right === 'string' ? { ...params, right: run.translate(`kit.right.${params.right}`) } : params;
}
