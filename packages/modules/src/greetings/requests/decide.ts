import { type Act, type Message, mention, type Needs, type Pending, z } from '@alita/kit';
import { greetings, INVITE } from '../module.ts';
import { dropNotice } from './notice.ts';

const Decision = z.enum(['approve', 'decline', 'ban']);
type Decision = z.infer<typeof Decision>;

const Taken = z.object({ by: z.string() });
/** As long as a message with buttons can lie around on a slow screen. */
const TAKEN_MS = 24 * 3_600_000;

const BAN: Needs = {
  actor: ['can_invite_users', 'can_restrict_members'],
  bot: ['can_invite_users', 'can_restrict_members'],
};

type Perform = (act: Act, request: { chat_id: number; user_id: number }) => Pending;

/** The first press decides: later ones learn who was faster (content.md GRT-B9). */
const decision = (name: Decision, needs: Needs, perform: Perform) =>
  greetings.callback({
    name,
    data: z.object({ id: z.number() }),
    needs,
    async run({ data: { id }, actor, chat, message, messageId, windows, act, toast }) {
      const taken = await windows.read(`taken-${messageId}`, Taken);
      if (taken) return toast('request-taken', { by: taken.by }, { alert: true });
      windows.write(`taken-${messageId}`, { by: actor.name }, TAKEN_MS);
      const after = settled.in(chat, {
        decision: name,
        messageId,
        person: { id, name: nameIn(message) ?? String(id) },
        by: { id: actor.id, name: actor.name },
      });
      perform(act, { chat_id: chat.id, user_id: id }).ok(after).otherwise(after);
    },
  });

export const approve = decision('approve', INVITE, (act, request) => act.call('approveChatJoinRequest', request));
export const decline = decision('decline', INVITE, (act, request) => act.call('declineChatJoinRequest', request));
export const ban = decision('ban', BAN, (act, { user_id: id }) => act.ban({ id }));

/** The notice begins with the applicant's name, as a link. */
function nameIn(message: Message | undefined): string | undefined {
  const [first] = message?.entities ?? [];
  const name = first && message?.text.slice(first.offset, first.offset + first.length);
  return first?.type === 'text_mention' || first?.type === 'text_link' ? name : undefined;
}

const Who = z.object({ id: z.number(), name: z.string() });

/** What came of it is shown; after a failure everybody may try again. */
export const settled = greetings.continuation({
  name: 'settled',
  data: z.object({ decision: Decision, messageId: z.number(), person: Who, by: Who }),
  run({ data: { decision, messageId, person, by }, outcome, chat, act, reply, timer, windows }) {
    if (!outcome.ok) {
      windows.write(`taken-${messageId}`, undefined);
      reply(`kit.refused.${outcome.refusal ?? 'unknown'}`);
      return;
    }
    if (decision === 'ban') act.call('declineChatJoinRequest', { chat_id: chat.id, user_id: person.id }).quietly();
    const isGone = decision !== 'ban' && outcome.already === true;
    const key = isGone ? 'request-gone' : OUTCOMES[decision];
    act.edit({ chat, id: messageId }, key, { name: mention(person), by: mention(by) }).quietly();
    dropNotice(person.id, { timer, windows });
  },
});

const OUTCOMES = {
  approve: 'request-approved',
  decline: 'request-declined',
  ban: 'request-banned',
} as const satisfies Record<Decision, string>;
