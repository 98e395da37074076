import { type Command, ConnectionSettings, DisablingSettings, type Message, UserError } from '@alita/kit';
import { createArgInput, readArgs, usageOf } from './arguments.ts';
import type { CommandMatch } from './command-match.ts';
import { postToConnection } from './connected.ts';
import { factsOf, refusal } from './facts.ts';
import { checkNeeds } from './gates.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import { askForProof } from './proof.ts';
import type { Owned } from './registry.ts';

/** Runs a command: place, switched off, rights, arguments, handler; every refusal is one answer. */
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
    if (run.chat.type === 'private' && command.in === 'connected') return postToConnection(run);
    checkPlace(run, command);
    if (await isDisabled(run, owned, message)) return;
    const refused = await checkNeeds(command.needs, factsOf(run, message));
    if (refused?.key === 'kit.anonymous-refused') return askForProof(run, attempt, message);
    if (refused) throw refusal(run, refused);
    await checkConnection(run, message);
    const input = createArgInput(message, match.argsFrom, run.host.directory);
    const args = await readArgs(command.args, input, () => usageOf(match.name, command.args, run.t));
    const context = new HandlerContext(run, module, attempt);
    await command.run(Object.assign(context, { args, message, actor: message.sender, name: match.name }) as never);
  });
}

function checkPlace(run: ItemRun, command: Command): void {
  const isPrivate = run.chat.type === 'private';
  if (isPrivate && command.in === 'group') throw new UserError('kit.group-only');
  if (!isPrivate && command.in === 'private') throw new UserError('kit.private-only');
}

/** Switched off for ordinary members (content.md CDIS-2): no answer; the message goes too where admins want it so. */
async function isDisabled(run: ItemRun, { declaration: command }: Owned<Command>, message: Message): Promise<boolean> {
  if (!command.disableable || run.chat.type === 'private') return false;
  const { commands, deleteThem } = run.policy('disabling', DisablingSettings);
  if (!commands.includes(command.name) || message.sender.kind === 'anonymous-admin') return false;
  if (await run.members.isAdmin(message.userId)) return false;
  if (deleteThem && run.origin.id === run.chat.id)
    run.speaker({ module: 'kit', label: 'kit.disabled', kind: 'command' }).act.deleteMessage(message);
  return true;
}

/** From private, ordinary members reach a group only where it lets them and they are in it (CON-1). */
async function checkConnection(run: ItemRun, message: Message): Promise<void> {
  if (run.origin.id === run.chat.id || (await run.members.isAdmin(message.userId))) return;
  const { allowMembers } = run.policy('connections', ConnectionSettings);
  const isMember = allowMembers && (await run.members.find(message.userId))?.isMember;
  if (!isMember) throw new UserError('kit.connection-refused');
}
