import { arg, type Chat, code, Html, type Person, z } from '@alita/kit';
import { nameOf } from '@alita/moderation';
import { misc } from './module.ts';

const Found = z.looseObject({
  title: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
});

/** A link to whoever has a public name. */
const linkOf = (username: string | undefined): Html | undefined =>
  username === undefined ? undefined : new Html(`<a href="https://t.me/${username}">@${username}</a>`);

/** Fills in by Telegram's own answer what is not known of somebody. */
function completed(known: Person, answer: unknown): Person {
  const found = Found.safeParse(answer).data ?? {};
  const name = found.title ?? [found.first_name, found.last_name].filter(Boolean).join(' ');
  return { ...known, name: name || known.name, username: found.username ?? known.username };
}

export const info = misc.command({
  name: 'info',
  in: 'any',
  disableable: true,
  args: { target: arg.member().optional() },
  async run({ args, actor, chat, members, staff, ask, store, reply }) {
    const about: Person = args.target ?? actor;
    const isStranger = about.name === String(about.id);
    const asked = isStranger ? await ask('getChat', { chat_id: about.id }) : undefined;
    if (asked && !asked.ok) return void reply('info-unknown', { id: code(about.id) });
    const someone = completed(about, asked?.result);
    const said = { name: nameOf(someone), id: code(someone.id), link: linkOf(someone.username) };
    if (someone.id < 0) return void reply('info-channel', said);
    const member = isGroup(chat) ? await members.find(someone.id) : undefined;
    const warnings = isGroup(chat) ? await store.countWarnings(chat.id, someone.id) : 0;
    const standing = { status: member?.status, title: member?.title, warnings, staff: await staff(someone.id) };
    reply('info-user', { ...said, ...standing });
  },
});

const isGroup = ({ type }: Chat): boolean => type === 'group' || type === 'supergroup';
