import { createHash } from 'node:crypto';
import { type Call, type Module, needsOf, type Translate, z } from '@alita/kit';
import { CallItem, type Mailboxes, mailboxKey } from '@alita/queues';
import type { RedisClient } from '@alita/redis';
import { plainText } from '@alita/telegram';

/** Telegram takes no more, and cuts no text short by itself. */
const MOST_COMMANDS = 100;
const LONGEST_DESCRIPTION = 256;

type Command = Module['commands'][number];
/** Who sees a command in the list that opens with a slash. What only works through a connection is not listed in private. */
const SCOPES: Readonly<Record<string, (command: Command) => boolean>> = {
  all_private_chats: (command) => command.in === 'private' || command.in === 'any',
  all_group_chats: (command) => command.in !== 'private' && needsOf(command.needs).actor.length === 0,
  all_chat_administrators: (command) => command.in !== 'private',
};

/** Parameters of one `setMyCommands`. */
export interface Menu {
  readonly scope: { readonly type: string };
  /** Empty for everybody who speaks none of the others. */
  readonly language_code: string;
  readonly commands: readonly { readonly command: string; readonly description: string }[];
}

/** The command menus of every scope in every language, derived from what is declared. */
export function menusOf(
  modules: readonly Module[],
  languages: readonly string[],
  translator: (language: string) => Translate,
): Menu[] {
  const visible = modules
    .filter(({ isHidden }) => !isHidden)
    .flatMap(({ name: module, commands }) => commands.map((command) => ({ module, command })));
  return languages.flatMap((language) => {
    const t = translator(language);
    return Object.entries(SCOPES).map(([type, isShown]) => ({
      scope: { type },
      language_code: language === 'en' ? '' : language,
      commands: visible
        .filter(({ command }) => isShown(command))
        .slice(0, MOST_COMMANDS)
        .map(({ module, command: { name } }) => ({
          command: name,
          description: plainText(t(`${module}.help-${name}`)).slice(0, LONGEST_DESCRIPTION),
        })),
    }));
  });
}

const Published = z.object({ revision: z.number(), hash: z.string() });

export interface PublishOptions {
  readonly menus: readonly Menu[];
  readonly bot: number;
  readonly redis: Pick<RedisClient, 'get' | 'set'>;
  readonly mailboxes: Pick<Mailboxes, 'push'>;
  /** First part of the key. */
  readonly namespace: string;
  readonly now: () => number;
}

/**
 * Sends the menus to Telegram when they are others than last time. Workers that start together make items of the same
 * ids, of which the mailbox takes each once.
 * @returns whether there was something to send
 */
export async function publishMenus({ menus, bot, redis, mailboxes, namespace, now }: PublishOptions): Promise<boolean> {
  const key = `${namespace}:menus:${bot}`;
  const kept = await redis.get(key);
  const last = Published.safeParse(kept === null ? undefined : JSON.parse(kept)).data ?? { revision: 0, hash: '' };
  const hash = createHash('sha256').update(JSON.stringify(menus)).digest('base64url').slice(0, 16);
  if (last.hash === hash) return false;
  const revision = last.revision + 1;
  const entries = menus.map((params, n) => {
    const body: Call = { method: 'setMyCommands', params: { ...params }, chat: 0, lane: 'normal', label: 'help.menus' };
    const item = CallItem.make({ id: `menus:${revision}:${hash}:${n}`, ms: now(), body });
    return { key: mailboxKey(bot, 0), item, once: 'id' as const };
  });
  await mailboxes.push('out-n', entries);
  await redis.set(key, JSON.stringify({ revision, hash }));
  return true;
}
