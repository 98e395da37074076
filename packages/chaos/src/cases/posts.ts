import { setTimeout as sleep } from 'node:timers/promises';
import type { Chat, Deed, Rig } from '@alita/bench';
import { mixed } from '../mixed.ts';
import { act, answerTo, botOf, gatherOne, heardIn } from '../people.ts';
import type { Case, Stage } from '../stage.ts';
import { ARMED, crashing, whileArmed } from './points.ts';

const MANAGED = 20;
/** One deed in so many is an owner's, in private. */
const EVERY = 5;
const LASTS_MS = 30_000;
/** A post is a rare thing. */
const ONE_IN = 25;

/** Groups whose owners manage them from their private chats. */
async function gatherManaged(rig: Rig): Promise<Chat[]> {
  const chat = botOf(rig);
  const groups: Chat[] = [];
  for (let n = 0; n < MANAGED; n++) {
    const [group] = await gatherOne(rig, 'supergroup', 2);
    if (!group) throw new Error('no group was made');
    await act({ rig }, { act: 'starts', who: group.owner, chat });
    const answer = await answerTo({ rig }, { who: group.owner, chat, text: `/connect ${group.id}` });
    if (!answer?.includes('connected')) throw new Error(`connecting was answered by: ${answer}`);
    groups.push(group);
  }
  return groups;
}

/** A mixed load, and owners who save notes of their groups in private: there and back, each is posted twice. */
function managing(crowd: readonly Chat[], rig: Rig): (n: number) => Deed {
  const talk = mixed(crowd.slice(0, -MANAGED));
  const owners = crowd.slice(-MANAGED).map(({ owner }) => owner);
  const chat = botOf(rig);
  return (n) => {
    const turn = Math.floor(n / EVERY);
    if (n % EVERY > 0) return talk(n - turn - 1);
    return { act: { act: 'says', who: owners[turn % MANAGED] ?? 0, chat, text: `/save note${n} words of ${n}` } };
  };
}

/** What an owner saved in private: answered once, in order, and kept exactly as often as the answers say. */
async function privateFlaws(stage: Stage, { id, owner }: Chat): Promise<string[]> {
  const heard = await heardIn(stage, botOf(stage.rig), owner);
  const asked = heard.filter(({ isOurs, text }) => !isOurs && text.startsWith('/save')).map((message) => message.id);
  const answers = heard.filter(({ isOurs, replyTo }) => isOurs && asked.includes(replyTo ?? 0));
  const answered = answers.map(({ replyTo }) => replyTo);
  const saved = answers.filter(({ text }) => text.startsWith('Saved')).length;
  const stored = await stage.rig.database.db.noteName.count({ where: { chatId: id } });
  return [
    ...(asked.length > 0 ? [] : ['nothing was asked in private']),
    ...(answered.join() === asked.join() ? [] : [`in private ${answered.join()} were answered, not ${asked.join()}`]),
    ...(saved === stored ? [] : [`${saved} notes were said to be saved and ${stored} are kept`]),
  ];
}

/** Between a private chat and a group everything is posted: there, and the answer back. */
export const posts: Case = {
  name: 'point-post',
  title: 'owners manage their groups from private, while workers end themselves as they carry over',
  chats: 60,
  people: 6,
  perSecond: 100,
  updates: 3_000,
  rig: {
    replicas: { worker: 2 },
    env: crashing(
      ...(['claimed', 'handled', 'committed'] as const).map((point) => {
        return { point, queue: 'post', oneIn: ONE_IN, armedBy: ARMED } as const;
      }),
    ),
  },
  gather: gatherManaged,
  deeds: managing,
  async disturb(stage) {
    const ends = stage.watchesEnds();
    await whileArmed(() => sleep(LASTS_MS));
    if (ends() === 0) stage.objects('nobody ended there');
  },
  async check(_load, _calls, stage) {
    const flaws: string[] = [];
    for (const group of stage.crowd.slice(-MANAGED)) flaws.push(...(await privateFlaws(stage, group)));
    return flaws;
  },
};
