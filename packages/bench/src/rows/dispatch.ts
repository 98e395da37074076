import { loadMessages } from '@alita/i18n';
import { createModules, createTracker, localeRoots } from '@alita/modules';
import { createRuntime, type Host, type Item, localesFolder, type Runtime } from '@alita/runtime';
import { createSpeaker, readUpdate } from '@alita/telegram';
import type { Figures, Row } from './row.ts';

const PEOPLE = 10_000;
const MESSAGES = 200_000;

const refused = (what: string) => () => {
  throw new Error(`an ordinary message must not ${what}`);
};

/** A database in which nothing is stored but so many filters in every chat. */
function databaseWith(filters: number): object {
  const rows = Array.from({ length: filters }, (_, n) => ({
    keyword: `keyword${n}`,
    content: { kind: 'text', variants: [`answer ${n}`], buttons: [], tags: [] },
    isSuspended: false,
  }));
  const stored = (model: unknown) => (model === 'filter' ? rows : []);
  return new Proxy(
    {},
    {
      get: (_db, model) =>
        new Proxy({}, { get: (_model, method) => async () => (method === 'findMany' ? stored(model) : null) }),
    },
  );
}

/** All modules in a world that is never asked anything. */
function createAloneRuntime(): Runtime {
  const tracker = createTracker({ record: async () => {} });
  /** Whoever is met is taken for stored: only the first message of a stranger writes. */
  const strangers: typeof tracker.strangers = (faces) => {
    tracker.know(tracker.strangers(faces));
    return [];
  };
  const messages = loadMessages({
    roots: [{ module: 'kit', folder: localesFolder }, ...localeRoots],
    languages: ['en'],
  });
  const host: Host = {
    me: { id: 7, name: 'Alita', username: 'alita_bot', isBot: true },
    staff: async () => undefined,
    now: () => new Date(),
    token: () => '0123456789abcdef',
    languages: messages.languages,
    translator: (language) => messages.translator(language),
    readUpdate,
    speaker: createSpeaker,
    ask: refused('ask Telegram'),
    cache: { get: refused('ask Redis'), set: refused('ask Redis') },
    directory: { byId: refused('look anybody up'), byUsername: refused('look anybody up') },
    loadChat: async () => ({ settings: {} }),
    saveSettings: refused('write'),
    moveChat: refused('write'),
    isTransient: () => false,
    onBug(error) {
      throw error;
    },
  };
  return createRuntime(createModules({ ...tracker, strangers }), host);
}

interface Stored {
  readonly chats: number;
  readonly db: object;
}

/** A line that somebody of a busy group says, as Telegram sends it. */
function ordinary(n: number, { chats, db }: Stored): Item {
  const chat = { id: -1_001_000_000_000 - (n % chats), type: 'supergroup', title: `Group ${n % chats}` };
  const who = 1_000 + (n % PEOPLE);
  const from = { id: who, is_bot: false, first_name: `Person ${who}`, username: `person_${who}`, language_code: 'en' };
  const text = `I read it at example.org and it was number ${n}, a line as long as people write them`;
  const entities = [{ type: 'url', offset: 13, length: 11 }];
  const message = { message_id: n, date: 1_800_000_000, chat, from, text, entities };
  return {
    id: `u${n}`,
    kind: 'update',
    body: { update_id: n, message },
    chatId: chat.id,
    versions: {},
    isLastTry: false,
    unit: { db, savepoint: (work) => work() },
    readState: async () => ({}),
  };
}

const CHUNK = 1_000;

/** @returns milliseconds of processor time a message takes, garbage collection included */
async function cpuOf(runtime: Runtime, stored: Stored, messages: number): Promise<number> {
  let micros = 0;
  for (let from = 0; from < messages; from += CHUNK) {
    const items = Array.from({ length: CHUNK }, (_, n) => ordinary(from + n, stored));
    const before = process.cpuUsage();
    for (const item of items) await runtime.handle(item);
    const { user, system } = process.cpuUsage(before);
    micros += user + system;
  }
  return micros / 1_000 / messages;
}

const dispatch = (name: string, what: string, { chats, filters }: { chats: number; filters: number }): Row => ({
  name,
  title: `dispatch: an ordinary message through the runtime with all modules, ${what}, no input or output`,
  async measure({ share, runs }) {
    const runtime = createAloneRuntime();
    const stored = { chats, db: databaseWith(filters) };
    const messages = CHUNK * Math.ceil((MESSAGES * share) / CHUNK);
    await cpuOf(runtime, stored, 2 * PEOPLE);
    const figures: Figures[] = [];
    for (let n = 0; n < runs; n++) figures.push({ 'CPU/update': await cpuOf(runtime, stored, messages) });
    return figures;
  },
});

/** What the runtime with all modules takes for a message that is neither command nor trigger. */
export const dispatchRows: readonly Row[] = [
  dispatch('dispatch', '500 chats', { chats: 500, filters: 0 }),
  dispatch('dispatch-1-keyword', '5 chats with a keyword each', { chats: 5, filters: 1 }),
  dispatch('dispatch-5000-keywords', '5 chats with 5 000 keywords each', { chats: 5, filters: 5_000 }),
];
