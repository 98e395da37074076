import type { CallView, PostView } from '@alita/simulator';

/** What a step can look at: the home group's messages and all calls of the bot, both oldest first. */
export interface Seen {
  readonly posts: readonly PostView[];
  readonly calls: readonly CallView[];
  /** A person of the first scene, by username. */
  id: (username: string) => number | undefined;
}

/** One thing to try. It ticks itself off as soon as `done` says so. */
export interface Step {
  readonly title: string;
  /** What to look out for. */
  readonly hint: string;
  /** Who does it, by username. */
  readonly as: string;
  /** What is said; left out when something else is to be done. */
  readonly say?: string;
  /** Whose latest message it answers, by username. */
  readonly replyTo?: string;
  done(seen: Seen): boolean;
}

/** The bot whose guide this is, by username; beside another one it is not shown. */
export const guidedBot = 'alita_bot';

/** The first minutes with the bot, in order. */
export const steps: readonly Step[] = [
  {
    title: 'See that the bot is there',
    hint: 'Bob says /ping and the bot answers him.',
    as: 'bob',
    say: '/ping',
    done: (seen) => answers(seen, /^\/ping\b/) >= 1,
  },
  {
    title: 'Ban Bob, with a reason',
    hint: 'Olga answers a message of his. Happened shows the update and the calls it caused.',
    as: 'olga',
    say: '/ban selling umbrellas in the rain',
    replyTo: 'bob',
    done: (seen) => called(seen, 'banChatMember', 'bob') >= 1,
  },
  {
    title: 'Unban him with the button',
    hint: 'It is under the message of the bot; only an admin can use it.',
    as: 'olga',
    done: (seen) => called(seen, 'unbanChatMember', 'bob') >= 1,
  },
  {
    title: 'Let Bob come back',
    hint: 'Become Bob and join the group again.',
    as: 'bob',
    done: ({ posts, id }) =>
      posts.some(({ message }) => message.new_chat_members?.some((user) => user.id === id('bob'))),
  },
  {
    title: 'Have Bob overreach',
    hint: 'Bob is no admin. The bot tells him so.',
    as: 'bob',
    say: '/ban @olga',
    done: (seen) => answers(seen, /^\/ban\b/, 'bob') >= 1,
  },
  {
    title: 'Warn Bob three times',
    hint: 'The third warning is one too many: see what happens to him.',
    as: 'olga',
    say: '/warn no umbrellas',
    replyTo: 'bob',
    done: (seen) => answers(seen, /^\/warn\b/, 'olga') >= 3,
  },
  {
    title: 'Give him his voice back',
    hint: 'Three warnings mute. Press the button under the last one.',
    as: 'olga',
    done: (seen) => called(seen, 'restrictChatMember', 'bob') >= 2,
  },
  {
    title: 'Keep a note',
    hint: 'From then on anybody can ask for it with #kindness.',
    as: 'olga',
    say: '/save kindness No umbrellas. Be kind.',
    done: (seen) => answers(seen, /^\/save\b/) >= 1,
  },
];

/** How often the bot did something to somebody, and Telegram let it. */
export function called({ calls, id }: Seen, method: string, username: string): number {
  return calls.filter(
    (call) => call.method === method && call.answer.ok && Number(call.params.user_id) === id(username),
  ).length;
}

/** How many messages that match, of one person or anybody, a bot answered. */
export function answers({ posts, id }: Seen, pattern: RegExp, username?: string): number {
  const asked = new Set(
    posts.flatMap(({ message }) => {
      const isTheirs = username === undefined || message.from?.id === id(username);
      return isTheirs && pattern.test(message.text ?? '') ? [message.message_id] : [];
    }),
  );
  const replied = posts.flatMap(({ message }) =>
    message.from?.is_bot && message.reply_to_message && asked.has(message.reply_to_message.message_id)
      ? [message.reply_to_message.message_id]
      : [],
  );
  return new Set(replied).size;
}
