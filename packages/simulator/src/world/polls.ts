import type { MessageEntity, Poll } from '@grammyjs/types';
import { edit } from './messages.ts';
import type { Post, Room } from './model.ts';
import type { State } from './state.ts';

/** What may be said of a poll besides question and answers. */
export type PollOptions = Partial<
  Pick<
    Poll,
    | 'type'
    | 'is_anonymous'
    | 'is_closed'
    | 'allows_multiple_answers'
    | 'allows_revoting'
    | 'members_only'
    | 'correct_option_ids'
    | 'explanation'
    | 'open_period'
    | 'close_date'
  >
>;

interface FormattedText {
  text: string;
  entities?: MessageEntity[];
}

/** A poll nobody has voted in. */
export function newPoll(
  state: State,
  question: FormattedText,
  answers: readonly FormattedText[],
  options: PollOptions = {},
): Poll {
  const type = options.type ?? 'regular';
  return {
    id: String(5_000_000_000_000_000 + state.next('poll')),
    question: question.text,
    ...(question.entities?.length ? { question_entities: question.entities } : {}),
    options: answers.map(({ text, entities }, i) => ({
      text,
      ...(entities?.length ? { text_entities: entities } : {}),
      persistent_id: String(i),
      voter_count: 0,
    })),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: true,
    type,
    allows_multiple_answers: false,
    allows_revoting: type === 'regular',
    members_only: false,
    ...options,
  };
}

/** Counts a person's vote (none = taken back) and tells the bot that sent the poll. */
export function vote(state: State, room: Room, post: Post, userId: number, options: readonly number[]): void {
  const { poll, from } = post.message;
  if (!poll || poll.is_closed) return;
  post.votes ??= new Map();
  if (options.length > 0) post.votes.set(userId, [...options]);
  else post.votes.delete(userId);
  recount(state, room, post, poll, [...post.votes.values()]);
  if (from?.is_bot && !poll.is_anonymous) {
    const persistent = options.flatMap((i) => poll.options[i]?.persistent_id ?? []);
    state.sendUpdate(from.id, `user:${userId}`, 'poll_answer', {
      poll_id: poll.id,
      user: state.user(userId),
      option_ids: [...options],
      option_persistent_ids: persistent,
    });
  }
}

function recount(state: State, room: Room, post: Post, poll: Poll, votes: readonly number[][]): void {
  const counted: Poll = {
    ...poll,
    options: poll.options.map((option, i) => ({
      ...option,
      voter_count: votes.filter((chosen) => chosen.includes(i)).length,
    })),
    total_voter_count: votes.length,
  };
  post.message = { ...post.message, poll: counted };
  state.emit({ type: 'edit', room, post });
  const { from } = post.message;
  if (from?.is_bot) state.sendUpdate(from.id, `chat:${room.id}`, 'poll', counted);
}

/** Closes a poll. */
export function closePoll(state: State, room: Room, post: Post, poll: Poll): Poll {
  const closed: Poll = { ...poll, is_closed: true };
  edit(state, room, post, undefined, post.message.reply_markup);
  post.message = { ...post.message, poll: closed };
  const { from } = post.message;
  if (from?.is_bot) state.sendUpdate(from.id, `chat:${room.id}`, 'poll', closed);
  return closed;
}
