import { type Command, DisablingSettings, type Message, type Person, UserError } from '@alita/kit';
import { createArgInput, readArgs, usageOf } from './arguments.ts';
import type { CommandMatch } from './command-match.ts';
import { postToConnection } from './connected.ts';
import { factsOf, refusal } from './facts.ts';
import { checkNeeds, isStaffEnough } from './gates.ts';
import { HandlerContext } from './handler-context.ts';
import type { Attempt, ItemRun } from './item-run.ts';
import { askForProof } from './proof.ts';
import type { Owned } from './registry.ts';

/**
 * Runs a command: place, switched off, rights, arguments, handler; every refusal is one answer.
 * @returns false when the command is only for the bot's own people: to all others it is a message like any (PERM-18)
 */
export async function runCommand(
  run: ItemRun,
  owned: Owned<Command>,
  match: CommandMatch,
  message: Message,
): Promise<boolean> {
  const { module, declaration: command, label } = owned;
  if (!(await isStaffEnough(command.needs, factsOf(run, message)))) return false;
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
    const { host, chat } = run;
    const ask = (method: string, params: Record<string, unknown>) => host.ask(chat.id, method, params);
    const admins = () => adminsOf(run);
    const input = createArgInput(message, match.argsFrom, { directory: host.directory, admins, ask });
    const args = await readArgs(command.args, input, () => usageOf(match.name, command.args, run.t));
    const context = new HandlerContext(run, module, attempt);
    await command.run(Object.assign(context, { args, message, actor: message.sender, name: match.name }) as never);
  });
  return true;
}

/** Who are admins, as far as Telegram tells; here it is no reason to stop when it does not. */
async function adminsOf({ members }: ItemRun): Promise<readonly Person[]> {
  try {
    return (await members.admins()).map(({ person }) => person);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function checkPlace(run: ItemRun, command: Command): void {
  const isPrivate = run.chat.type === 'private';
  if (isPrivate && command.in === 'group') throw new UserError('kit.group-only');
  if (!isPrivate && command.in === 'private') throw new UserError('kit.private-only');
}

/** Switched off for ordinary members (CDIS-2): no answer; the message goes too where admins want it so. */
async function isDisabled(run: ItemRun, { declaration: command }: Owned<Command>, message: Message): Promise<boolean> {
  if (!command.disableable || run.chat.type === 'private') return false;
  const { commands, deleteThem, alsoAdmins } = run.policy('disabling', DisablingSettings);
  if (!commands.includes(command.name)) return false;
  const isAdmin = async () => message.sender.kind === 'anonymous-admin' || run.members.isAdmin(message.userId);
  if (!alsoAdmins && (await isAdmin())) return false;
  if (deleteThem && run.origin.id === run.chat.id)
    run.speaker({ module: 'kit', label: 'kit.disabled', kind: 'command' }).act.deleteMessage(message);
  return true;
}
