import {
  type Chat,
  ContinuationBody,
  type Event,
  type Message,
  type Module,
  noEffects,
  type Person,
  PostedBody,
  SILENCE,
  TimerBody,
  type z,
} from '@alita/kit';
import { createCatalogue } from './catalogue.ts';
import { type CommandMatch, matchCommand } from './command-match.ts';
import { runCommand } from './commands.ts';
import { isConnectionGood } from './connected.ts';
import { HandlerContext, WatcherContext } from './handler-context.ts';
import { type Attempt, ItemRun, type ItemRunOptions } from './item-run.ts';
import { followedLink, runLink } from './links.ts';
import { createMembersOf } from './members.ts';
import { forwarded, leftFor, MIGRATED, mayMove, migrate, renew } from './migration.ts';
import type { Host, Item, Result, Snapshot } from './ports.ts';
import { runPress } from './presses.ts';
import { expireProof, PROOF_EXPIRED } from './proof.ts';
import { createRegistry, type Owned, type Registry, type Watching } from './registry.ts';
import { createRecall } from './remembered.ts';
import { createSnapshots } from './settings.ts';

export interface Runtime {
  readonly registry: Registry;
  /** Handles one item: what it decided, to be committed whole by the caller. */
  handle(item: Item): Promise<Result>;
}

type About = Partial<Pick<ItemRunOptions, 'trigger' | 'actor' | 'origin' | 'language'>>;

const NOBODY = { before: [], after: [] };
const NOTHING: Result = { effects: noEffects(), notes: {} };
/** A timer this much before its time came with a group that moved, rather than by a clock that is slow. */
const EARLY_MS = 1_000;
const isNameless = (chat: Chat): boolean => chat.title === '' && chat.type !== 'private';
const ADMINS = new Set(['creator', 'administrator']);

/** What runs the modules: routing, rights, arguments, answers, once for all of them. */
export function createRuntime(modules: readonly Module[], host: Host): Runtime {
  const registry = createRegistry(modules);
  const snapshotOf = createSnapshots(host.loadChat);
  const recall = createRecall();
  const catalogue = createCatalogue(modules, registry);
  const membersOf = createMembersOf({ me: host.me, cache: host.cache, ask: host.ask });

  function begin(item: Item, chat: Chat, about: About): ItemRun | Promise<ItemRun> {
    const snapshot = snapshotOf(chat, item.versions.settings ?? 0, isNameless(chat));
    if (snapshot instanceof Promise) return snapshot.then((found) => begun(item, chat, about, found));
    return begun(item, chat, about, snapshot);
  }

  function begun(item: Item, chat: Chat, about: About, { title, username, settings: stored }: Snapshot): ItemRun {
    const named = isNameless(chat) && title !== undefined ? { ...chat, title, username } : chat;
    return new ItemRun({ host, item, chat: named, stored, catalogue, membersOf, recall, trigger: {}, ...about });
  }

  async function handleEvent(item: Item, event: Event): Promise<Result> {
    const run = await begin(item, event.chat, { trigger: triggerOf(event), ...actorOf(event) });
    if (event.kind === 'member' || event.kind === 'me') {
      if (ADMINS.has(event.on.before.status) || ADMINS.has(event.on.after.status)) run.forgetAdmins();
    }
    if (event.kind === 'me') run.effects.state[SILENCE] = null;
    if (event.kind === 'migration') await migrate(run, event.on);
    const { before, after } = registry.watchers.get(event.kind) ?? NOBODY;
    if (await isStopped(run, event, before)) return run.finish();
    if (!(await isDemand(run, event))) await isStopped(run, event, after);
    return run.finish();
  }

  /** Has one watcher after another look at the event; true when one of them stopped it. Most have nothing to wait for. */
  function isStopped(run: ItemRun, event: Event, watchers: readonly Watching[], from = 0): boolean | Promise<boolean> {
    for (let at = from; at < watchers.length; at++) {
      const verdict = look(run, event, watchers[at]);
      if (verdict instanceof Promise)
        return verdict.then((said) => said === 'stop' || isStopped(run, event, watchers, at + 1));
      if (verdict === 'stop') return true;
    }
    return false;
  }

  /** Commands and presses; false when the event was neither. */
  function isDemand(run: ItemRun, event: Event): boolean | Promise<boolean> {
    if (event.kind === 'press') return runPress(run, registry, event.on).then(() => true);
    const match = event.kind === 'message' ? matchCommand(event.on, host.me.username) : undefined;
    return match !== undefined && event.kind === 'message' && runMatched(run, match, event.on);
  }

  async function runMatched(run: ItemRun, match: CommandMatch, message: Message): Promise<boolean> {
    const followed = followedLink(registry, match, message);
    if (followed) await runLink(run, followed, message);
    if (followed) return true;
    const command = registry.commands.get(match.name);
    return command !== undefined && runCommand(run, command, match, message);
  }

  /** Deep links check by themselves who may follow them. */
  function isLink(event: Event): boolean {
    const match = event.kind === 'message' ? matchCommand(event.on, host.me.username) : undefined;
    return event.kind === 'message' && match !== undefined && followedLink(registry, match, event.on) !== undefined;
  }

  /** What was typed or pressed elsewhere for this chat. */
  async function handlePosted(item: Item): Promise<Result> {
    const { update, chat, language } = PostedBody.parse(item.body);
    const event = host.readUpdate(update);
    if (!event) return NOTHING;
    const about = { trigger: triggerOf(event), ...actorOf(event), origin: event.chat, language };
    const run = await begin(item, chat, about);
    run.note({ connectedFrom: event.chat.id });
    if (isLink(event) || (await isConnectionGood(run, event))) await isDemand(run, event);
    return run.finish();
  }

  function look(run: ItemRun, event: Event, watching: Watching | undefined) {
    if (!watching) return undefined;
    const { module, declaration, attempt } = watching;
    const context = new WatcherContext(run, module, attempt, event);
    return run.attempt(attempt, () => declaration.run(context as never));
  }

  async function handleTimer(item: Item): Promise<Result> {
    const { name, data, id, at = 0 } = TimerBody.parse(item.body);
    const owned = registry.timers.get(name);
    const run = await begin(item, chatOf(item.chatId), {});
    if (id !== undefined && at - run.now.getTime() > EARLY_MS) {
      run.effects.timers.push({ id, at, name, data });
      return run.finish();
    }
    if (name === PROOF_EXPIRED) {
      expireProof(run, data);
      return run.finish();
    }
    return runDeclared(run, 'timer', name, owned, data, {});
  }

  async function handleContinuation(item: Item): Promise<Result> {
    const { name, data, outcome, trigger } = ContinuationBody.parse(item.body);
    const chat = chatOf(item.chatId);
    if (name === 'kit.chat-gone') return handleEvent(item, { kind: 'gone', chat, on: { chat } });
    const { chat: origin, language, ...at } = trigger ?? {};
    const run = await begin(item, chat, { trigger: at, language, ...(origin && { origin: chatOf(origin) }) });
    if (name === MIGRATED) {
      renew(run);
      return run.finish();
    }
    if (name === 'kit.refused') {
      const attempt: Attempt = { module: 'kit', label: name, kind: 'continuation' };
      run.speaker(attempt).reply(`kit.refused.${outcome.refusal ?? 'unknown'}`);
      return run.finish();
    }
    return runDeclared(run, 'continuation', name, registry.continuations.get(name), data, { outcome });
  }

  /** Timers and continuations: data read by the declaration's schema, then its handler. */
  async function runDeclared(
    run: ItemRun,
    kind: 'timer' | 'continuation',
    name: string,
    owned: Owned<{ data: z.ZodType; run(context: never): void | Promise<void> }> | undefined,
    data: unknown,
    extra: object,
  ): Promise<Result> {
    const attempt: Attempt = {
      module: owned?.module.name ?? 'kit',
      label: name,
      kind,
      answer:
        run.trigger.messageId === undefined ? undefined : (key, params) => void run.speaker(attempt).reply(key, params),
    };
    if (!owned) {
      host.onBug(new Error(`nothing is declared as ${name}`), { label: name, code: run.item.id });
      return run.finish();
    }
    await run.attempt(attempt, () => {
      const context = Object.assign(
        new HandlerContext(run, owned.module, attempt),
        { data: owned.declaration.data.parse(data) },
        extra,
      );
      return owned.declaration.run(context as never);
    });
    return run.finish();
  }

  async function handleOrForward(item: Item): Promise<Result> {
    const newHome = await leftFor(item, snapshotOf);
    if (newHome === undefined) return handleHere(item);
    return { effects: { ...noEffects(), posts: forwarded(item, newHome) }, notes: { forwardedTo: newHome } };
  }

  async function handleHere(item: Item): Promise<Result> {
    if (item.kind === 'timer') return handleTimer(item);
    if (item.kind === 'continuation') return handleContinuation(item);
    if (item.kind === 'posted') return handlePosted(item);
    const event = item.kind === 'update' ? host.readUpdate(item.body) : undefined;
    return event ? handleEvent(item, event) : NOTHING;
  }

  return {
    registry,
    handle: (item) => (mayMove(item.chatId) ? handleOrForward(item) : handleHere(item)),
  };
}

function triggerOf(event: Event): ItemRun['trigger'] {
  if (event.kind === 'press')
    return { messageId: event.on.messageId, topicId: event.on.message?.topicId, callbackQueryId: event.on.id };
  if (event.kind === 'message' || event.kind === 'edit' || event.kind === 'channelPost')
    return { messageId: event.on.id, topicId: event.on.topicId };
  return {};
}

function actorOf(event: Event): { actor?: Person } {
  if ('actor' in event.on) return { actor: event.on.actor };
  if ('sender' in event.on) return { actor: event.on.sender };
  return 'person' in event.on ? { actor: event.on.person } : {};
}

/** A chat of which only the id is at hand. */
const chatOf = (id: number): Chat => ({
  id,
  type: id > 0 ? 'private' : id < -1_000_000_000_000 ? 'supergroup' : 'group',
  title: '',
});
