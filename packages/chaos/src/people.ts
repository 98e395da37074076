import { setTimeout as sleep } from 'node:timers/promises';
import type { Act, Chat, Rig } from '@alita/bench';
import type { Stage } from './stage.ts';

/** Requests under way at the same time while people are made. */
const SIDE_BY_SIDE = 50;
const ANSWER_MS = 30_000;

/** The bot's own id. */
export const botOf = ({ scene }: Rig): number => Number(scene.token.split(':')[0]);

/** Makes one more group, in which the bot is an admin and has met nobody. */
export async function gatherOne(rig: Rig, type: 'group' | 'supergroup', people: number): Promise<Chat[]> {
  const { telegram } = rig;
  const members: number[] = [];
  while (members.length < people) {
    const made = Array.from({ length: Math.min(SIDE_BY_SIDE, people - members.length) }, (_, n) =>
      telegram.addPerson({ firstName: `Member ${members.length + n}` }),
    );
    for (const { id } of await Promise.all(made)) members.push(id);
  }
  const group = await telegram.addChat({ type, title: 'One more', members, admins: [botOf(rig)] });
  return [{ ...group, people: members }];
}

/** Somebody does something; answers the id of the message or chat it made. */
export async function act({ rig }: Pick<Stage, 'rig'>, deed: Act): Promise<number> {
  const { id, messageId, error } = await rig.telegram.act(deed);
  if (error !== undefined) throw new Error(`${deed.act}: ${error}`);
  return id ?? messageId ?? 0;
}

/** What was said in a chat, in order; a private chat is the bot's, with somebody. */
export async function heardIn({ rig }: Pick<Stage, 'rig'>, chat: number, who?: number) {
  const bot = botOf(rig);
  const history = await rig.telegram.history({ chat, limit: 100_000, ...(chat === bot && { who }) });
  return history.map(({ message: { message_id: id, from, text = '', reply_to_message: to }, deleted }) => ({
    id,
    text,
    isOurs: from?.id === bot,
    replyTo: to?.message_id,
    deletedAt: deleted?.at,
  }));
}

/** What the bot said in a chat, in order. */
export async function saidIn(stage: Pick<Stage, 'rig'>, chat: number, who?: number) {
  return (await heardIn(stage, chat, who)).filter(({ isOurs }) => isOurs);
}

/** The bot's answer to what somebody says now; undefined when there is none in time. */
export async function answerTo(
  stage: Pick<Stage, 'rig'>,
  said: { who: number; chat: number; text: string },
): Promise<string | undefined> {
  const question = await act(stage, { act: 'says', ...said });
  for (const until = Date.now() + ANSWER_MS; Date.now() < until; await sleep(100)) {
    const answer = (await saidIn(stage, said.chat, said.who)).find(({ replyTo }) => replyTo === question);
    if (answer) return answer.text;
  }
  return undefined;
}
