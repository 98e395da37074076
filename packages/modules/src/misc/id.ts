import { arg, code, type Message, type Sender } from '@alita/kit';
import { nameOf } from '@alita/moderation';
import { misc } from './module.ts';
import { fileIdOf, originOf } from './rules.ts';

/** Of oneself, of somebody named, or everything about the message replied to. */
export const id = misc.command({
  name: 'id',
  in: 'any',
  disableable: true,
  args: { target: arg.member().optional() },
  run({ args: { target }, message, actor, chat, reply }) {
    if (target && !target.byReply) reply('id-named', { name: nameOf(target), id: code(target.id) });
    else if (message.replyTo) reply('id-replied', { chat: code(chat.id), ...detailsOf(message.replyTo) });
    else reply('id-own', { id: ownId(actor), chat: chat.type === 'private' ? undefined : code(chat.id) });
  },
});

/** An anonymous admin is the group itself, whose id is told anyway. */
const ownId = ({ kind, id }: Sender) => (kind === 'user' || kind === 'channel' ? code(id) : undefined);

function detailsOf(replied: Message) {
  const origin = originOf(replied);
  const file = fileIdOf(replied);
  return {
    topic: replied.topicId && code(replied.topicId),
    name: nameOf(replied.sender),
    id: code(replied.sender.id),
    origin: origin && nameOf(origin),
    originId: origin && code(origin.id),
    file: file && code(file),
  };
}
