import type { Chat, Deed } from '@alita/bench';

/** Everybody's limit in the groups of a mixed load: no warning leads to a punishment, so all of them stay countable. */
export const WARN_LIMIT = 100;

/** What owners say before a mixed load. */
export const PREPARATION: readonly string[] = [`/setwarnlimit ${WARN_LIMIT}`];

/** The ways of a group, by the hundred: mostly chatter, some questions, some moderation, some coming and going. */
const SHARES = { chatter: 74, photo: 5, id: 10, ping: 2, warn: 5, passage: 4 } as const;

const WAYS = Object.entries(SHARES).flatMap(([way, share]) => Array.from({ length: share }, () => way));
/** Prime to 100: a hundred deeds in a row have all the ways, spread. */
const STRIDE = 37;

/** The n-th deed of a mixed load: spread evenly over chats, people and ways. In each chat one person comes and goes. */
export function mixed(crowd: readonly Chat[]): (n: number) => Deed {
  const away = new Set<number>();
  return (n) => {
    const chat = crowd[n % crowd.length];
    if (!chat) throw new RangeError('nobody is there');
    const round = Math.floor(n / crowd.length);
    const [passer = 0, ...settled] = chat.people;
    const who = settled[round % settled.length] ?? 0;
    const says = (text: string, by = who) => ({ act: 'says', who: by, chat: chat.id, text }) as const;
    switch (WAYS[(n * STRIDE + round) % WAYS.length]) {
      case 'photo':
        return { act: { act: 'sends', who, chat: chat.id, kind: 'photo', caption: `picture ${n}` } };
      case 'id':
        return { act: says('/id'), due: 'id' };
      case 'ping':
        return { act: says('/ping'), due: 'ping' };
      case 'warn':
        return { act: says(`/warn ${who} for deed ${n}`, chat.owner), due: 'warn' };
      case 'passage': {
        const isAway = !away.delete(chat.id);
        if (isAway) away.add(chat.id);
        return { act: { act: isAway ? 'leaves' : 'joins', who: passer, chat: chat.id } };
      }
      default:
        return { act: says(`just talking, ${n}`) };
    }
  };
}
