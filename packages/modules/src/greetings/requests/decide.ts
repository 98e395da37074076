import { type Context, type Message, mention, type Person, type Right, z } from '@alita/kit';
import { greetings } from '../module.ts';
import { dropNotice } from './notice.ts';

const Decision = z.enum(['approve', 'decline', 'ban']);
type Decision = z.infer<typeof Decision>;

const Taken = z.object({ by: z.string() });
/** As long as a message with buttons can lie around on a slow screen. */
const TAKEN_MS = 24 * 3_600_000;

const RIGHTS_FOR = {
  approve: ['can_invite_users'],
  decline: ['can_invite_users'],
  ban: ['can_invite_users', 'can_restrict_members'],
} as const satisfies Record<Decision, readonly Right[]>;

const Who = z.object({ id: z.number(), name: z.string() });
const Pressed = z.object({
  decision: Decision,
  /** Who asks to join. */
  person: Who,
  by: Who,
  /** The message with the buttons. */
  notice: z.object({ chat: z.number(), id: z.number() }),
});
type Pressed = z.infer<typeof Pressed>;

type Desk = Pick<Context<unknown, unknown>, 'act' | 'chat' | 'windows'>;

/** The first press decides (GRT-B9). @returns who was faster, if somebody was */
async function decide(pressed: Pressed, { act, chat, windows }: Desk): Promise<string | undefined> {
  const { decision, person, by, notice } = pressed;
  const taken = await windows.read(takenName(notice), Taken);
  if (taken) return taken.by;
  windows.write(takenName(notice), { by: by.name }, TAKEN_MS);
  const after = settled.in(chat, pressed);
  const request = { chat_id: chat.id, user_id: person.id };
  const call = decision === 'approve' ? 'approveChatJoinRequest' : 'declineChatJoinRequest';
  const pending = decision === 'ban' ? act.ban(person) : act.call(call, request);
  pending.ok(after).otherwise(after);
  return undefined;
}

const takenName = ({ chat, id }: Pressed['notice']): string => `taken-${chat}:${id}`;

/** Under a notice in the group itself. */
const decision = (name: Decision) =>
  greetings.callback({
    name,
    data: z.object({ id: z.number() }),
    needs: { actor: RIGHTS_FOR[name], bot: RIGHTS_FOR[name] },
    async run(context) {
      const { data, chat, actor, toast, message, messageId } = context;
      const pressed = pressedOf(name, data.id, actor, { chat: chat.id, id: messageId }, message);
      const by = await decide(pressed, context);
      if (by !== undefined) toast('request-taken', { by }, { alert: true });
    },
  });

export const approve = decision('approve');
export const decline = decision('decline');
export const ban = decision('ban');

/** Under a notice in another chat: what counts are rights in the group, and they are looked at in its own mailbox. */
export const afar = greetings.callback({
  name: 'afar',
  // Short names: two ids of Telegram's longest must fit a button.
  data: z.object({ a: Decision, g: z.number(), id: z.number() }),
  run({ data: { a: decision, g: group, id }, chat, actor, message, messageId, post }) {
    const pressed = pressedOf(decision, id, actor, { chat: chat.id, id: messageId }, message);
    post(pressedAfar.in({ id: group }, pressed));
  },
});

export const pressedAfar = greetings.continuation({
  name: 'pressed-afar',
  data: Pressed,
  async run(context) {
    const { data, me, members, reply } = context;
    const admins = await members.admins();
    const may = (id: number) =>
      RIGHTS_FOR[data.decision].every((right) =>
        admins.some(({ person, rights }) => person.id === id && rights.includes(right)),
      );
    if (!may(data.by.id) || !may(me.id)) {
      reply('request-not-yours', { by: mention(data.by) });
      return;
    }
    const by = await decide(data, context);
    if (by !== undefined) reply('request-taken', { by });
  },
});

function pressedOf(
  decision: Decision,
  id: number,
  actor: Person,
  notice: Pressed['notice'],
  message: Message | undefined,
): Pressed {
  const person = { id, name: nameIn(message) ?? String(id) };
  return { decision, person, by: { id: actor.id, name: actor.name }, notice };
}

/** The notice begins with the applicant's name, as a link. */
function nameIn(message: Message | undefined): string | undefined {
  const [first] = message?.entities ?? [];
  const name = first && message?.text.slice(first.offset, first.offset + first.length);
  return first?.type === 'text_mention' || first?.type === 'text_link' ? name : undefined;
}

/** What came of it is shown; after a failure everybody may try again. */
export const settled = greetings.continuation({
  name: 'settled',
  data: Pressed,
  run({ data: { decision, notice, person, by }, outcome, chat, act, reply, timer, windows }) {
    if (!outcome.ok) {
      windows.write(takenName(notice), undefined);
      reply(`kit.refused.${outcome.refusal ?? 'unknown'}`);
      return;
    }
    if (decision === 'ban') act.call('declineChatJoinRequest', { chat_id: chat.id, user_id: person.id }).quietly();
    const isGone = decision !== 'ban' && outcome.already === true;
    const key = isGone ? 'request-gone' : OUTCOMES[decision];
    act.edit(notice, key, { name: mention(person), by: mention(by) }).quietly();
    dropNotice(person.id, { timer, windows });
  },
});

const OUTCOMES = {
  approve: 'request-approved',
  decline: 'request-declined',
  ban: 'request-banned',
} as const satisfies Record<Decision, string>;
