import { bad } from '../world/errors.ts';
import { closePoll, newPoll } from '../world/polls.ts';
import type { Family } from './call.ts';
import { editable } from './editing.ts';
import { fieldText } from './formatting.ts';
import { send } from './sending.ts';

export const polls: Family = {
  sendPoll(call, params) {
    const { options, type = 'regular' } = params;
    if (params.question.length > 300) throw bad('poll question length must not exceed 300');
    if (options.length < 1 || options.length > 12)
      throw bad(`poll must have ${options.length < 1 ? 'at least 1 option' : 'no more than 12 options'}`);
    const { correct_option_ids: correct = [], explanation } = params;
    if (type === 'quiz' && (correct.length === 0 || correct.some((i) => i < 0 || i >= options.length))) {
      throw bad('wrong correct option ID specified');
    }
    const poll = newPoll(
      call.state,
      fieldText(call, params.question, params.question_parse_mode, params.question_entities),
      options.map((option) => fieldText(call, option.text, option.text_parse_mode)),
      {
        type,
        is_anonymous: params.is_anonymous ?? true,
        is_closed: params.is_closed ?? false,
        allows_multiple_answers: params.allows_multiple_answers ?? false,
        allows_revoting: params.allows_revoting ?? type === 'regular',
        members_only: params.members_only ?? false,
        ...(type === 'quiz' ? { correct_option_ids: correct } : {}),
        ...(explanation ? { explanation } : {}),
        ...(params.open_period ? { open_period: params.open_period } : {}),
        ...(params.close_date ? { close_date: params.close_date } : {}),
      },
    );
    return send(call, params, { poll });
  },

  stopPoll(call, params) {
    const { room, post } = editable(call, params);
    const { poll } = post.message;
    if (!poll) throw bad('message with poll to stop not found');
    if (poll.is_closed) throw bad('poll has already been closed');
    return closePoll(call.state, room, post, poll);
  },
};
